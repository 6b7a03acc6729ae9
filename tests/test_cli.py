"""The command line: quick to start, helpful, and one clear line for every mistake."""

import json
import subprocess
import sys

import pytest

from oodmmsafe import cli

HEAVY = ("torch", "transformers", "matplotlib", "scipy", "PIL", "numpy", "rich")


def test_help_imports_nothing_heavy():
    code = "import sys; from oodmmsafe import cli; cli._parser().format_help(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "oodmmsafe.cli" in loaded
    assert not {name.split(".")[0] for name in loaded} & set(HEAVY)


@pytest.mark.parametrize(
    "words", [(), ("demo",), ("eval",), ("train",), ("report",), ("suite", "check"), ("nano", "build")], ids=" ".join
)
def test_every_command_has_help(words, capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main([*words, "--help"])
    assert stop.value.code == 0
    assert "exit codes" in capsys.readouterr().out


def one_line(capsys) -> str:
    said = capsys.readouterr().err
    assert said.startswith("oodmmsafe: ")
    assert said.count("\n") == 1
    return said


def test_an_unknown_model_is_one_line(tiny_suite, tmp_path, capsys):
    assert cli.main(["eval", "gpt-oracle", "--suite", str(tiny_suite.root), "--out", str(tmp_path / "run")]) == 2
    assert "unknown model 'gpt-oracle'" in one_line(capsys)


def test_a_folder_without_a_model_is_one_line(tiny_suite, tmp_path, capsys):
    assert cli.main(["eval", f"hf/{tmp_path}", "--suite", str(tiny_suite.root), "--out", str(tmp_path / "run")]) == 2
    assert "config.json" in one_line(capsys)


def test_an_unknown_suite_is_one_line(tmp_path, capsys):
    assert cli.main(["eval", "nano", "--suite", "mars", "--out", str(tmp_path / "run")]) == 2
    assert "unknown suite 'mars'" in one_line(capsys)


def test_an_unknown_constitution_is_one_line(tiny_suite, tmp_path, capsys):
    arguments = ["eval", "nano", "--suite", str(tiny_suite.root), "--out", str(tmp_path), "--constitution", "magna"]
    assert cli.main(arguments) == 2
    assert "unknown constitution 'magna'" in one_line(capsys)


def test_an_unknown_key_in_a_configuration_names_the_file_and_the_key(tmp_path, capsys):
    path = tmp_path / "bad.toml"
    path.write_text('model = "nano"\nlearning_speed = 1.0\n')
    assert cli.main(["train", str(path)]) == 2
    said = one_line(capsys)
    assert str(path) in said and "'learning_speed'" in said


def test_a_run_that_is_not_there_cannot_be_reported_on(tmp_path, capsys):
    assert cli.main(["report", str(tmp_path / "nowhere"), "--out", str(tmp_path / "report.html")]) == 2
    assert "nowhere" in one_line(capsys)


def test_checking_a_sound_suite(tiny_suite, capsys):
    assert cli.main(["suite", "check", str(tiny_suite.root), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["n_pairs"] == len(tiny_suite.pairs)
    assert found["problems"] == []


def test_checking_a_suite_with_a_broken_picture_fails_and_names_it(tiny_suite, capsys):
    broken = tiny_suite.picture_path(tiny_suite.pairs[1].twin)
    broken.write_bytes(broken.read_bytes()[:100])
    assert cli.main(["suite", "check", str(tiny_suite.root), "--json"]) == 2
    captured = capsys.readouterr()
    assert broken.name in json.loads(captured.out)["problems"][0]["problem"]
    assert captured.err.count("\n") == 1


def test_showing_a_pair(tiny_suite, capsys):
    pair = tiny_suite.pairs[1]
    assert cli.main(["suite", "show", str(tiny_suite.root), "--pair", pair.id]) == 0
    assert pair.hazard.query in capsys.readouterr().out
    assert cli.main(["suite", "show", str(tiny_suite.root), "--pair", "nobody"]) == 2
    assert "'nobody'" in one_line(capsys)
