"""The command line: quick to start, helpful, and one clear line for every mistake."""

import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from oodmmsafe import cli, cli_suites, judging, models
from oodmmsafe.evaluation import journal
from oodmmsafe.models.contract import Answer

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


# --- eval, with a model and a judge that do as they are told


@pytest.fixture
def scripted(monkeypatch, scripted_model, scripted_judge):
    """`eval` gets these for every name."""
    monkeypatch.setattr(models, "load", lambda name: scripted_model)
    monkeypatch.setattr(judging, "load", lambda name: scripted_judge)
    return scripted_model, scripted_judge


def evaluate(suite, out) -> int:
    return cli.main(["eval", "nano", "--suite", str(suite.root), "--out", str(out)])


def test_a_run_is_shown_and_goes_on(scripted, tiny_suite, tmp_path, capsys):
    model, _ = scripted
    assert evaluate(tiny_suite, tmp_path / "run") == 0
    assert evaluate(tiny_suite, tmp_path / "run") == 0
    assert len(model.asked) == 6
    assert capsys.readouterr().out.count("Pair accuracy") == 2


def test_a_run_into_the_current_folder_has_a_name(scripted, tiny_suite, tmp_path, capsys, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert evaluate(tiny_suite, ".") == 0
    assert "here" in capsys.readouterr().out


def test_a_judge_that_fails_is_incomplete(scripted, tiny_suite, tmp_path, capsys):
    _, judge = scripted

    def fail_once(case, response):
        if case.id == "p1-twin":
            raise TimeoutError("no reply")
        return judge.passes(case, response)

    judge.script = fail_once
    assert evaluate(tiny_suite, tmp_path / "run") == 3
    assert "1 judgements are missing; run the same command again" in one_line(capsys)
    (missing,) = json.loads((tmp_path / "run" / "summary.json").read_text())["missing"]
    assert missing["case"] == "p1-twin" and "no reply" in missing["reason"]


def test_a_full_disk_is_incomplete(scripted, tiny_suite, tmp_path, capsys, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def answer(request):
        monkeypatch.setattr(journal.os, "write", full)
        return Answer("yes", "stop", 1)

    scripted[0].script = answer
    assert evaluate(tiny_suite, tmp_path / "run") == 3
    monkeypatch.undo()
    assert "responses.jsonl: cannot be written: No space left on device" in one_line(capsys)


def edit_json(path: Path, change) -> None:
    """Let `change` edit the object on the first line of the file."""
    first, *rest = path.read_text().split("\n", 1) if path.suffix == ".jsonl" else [path.read_text()]
    data = json.loads(first)
    change(data)
    path.write_text("\n".join([json.dumps(data), *rest]))


SUITE_FAULTS = {
    "wrong hash": (lambda root: edit_json(root / "suite.json", lambda h: h.update(hash="0" * 64)), "wrong suite hash"),
    "edited case": (
        lambda root: edit_json(root / "pairs.jsonl", lambda p: p["hazard"]["hazard"].update(severity=1)),
        "wrong suite hash",
    ),
    "field missing": (
        lambda root: edit_json(root / "pairs.jsonl", lambda p: p["twin"].pop("query")),
        "pairs.jsonl line 1, field 'twin.query': is missing",
    ),
    "picture missing": (lambda root: picture_of(root).unlink(), "p1-twin.png: the file is missing"),
    "picture empty": (lambda root: picture_of(root).write_bytes(b""), "p1-twin.png: the file is empty"),
    "picture truncated": (lambda root: cut(picture_of(root)), "p1-twin.png: is damaged or truncated"),
    "picture corrupt": (lambda root: picture_of(root).write_bytes(b"\x89PNG noise"), "p1-twin.png: is not a readable"),
    "picture huge": (lambda root: stretch(picture_of(root)), "p1-twin.png: has 200000000 bytes"),
    "another picture": (
        lambda root: shutil.copy(root / "pictures" / "p0-twin.png", picture_of(root)),
        "p1-twin.png: is another picture than case 'p1-twin' expects",
    ),
}  # fmt: skip


def picture_of(root: Path) -> Path:
    return root / "pictures" / "p1-twin.png"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def stretch(path: Path) -> None:
    """Make the file 200 MB long, without its taking room on the disk."""
    os.truncate(path, 200_000_000)


@pytest.mark.parametrize("fault", SUITE_FAULTS)
def test_a_suite_that_is_not_sound_is_named_before_the_first_call(scripted, tiny_suite, tmp_path, capsys, fault):
    plant, told = SUITE_FAULTS[fault]
    plant(tiny_suite.root)
    assert evaluate(tiny_suite, tmp_path / "run") == 2
    assert told in one_line(capsys)
    assert scripted[0].asked == []


# --- places that cannot be written, packages that are not there, people who stop


@pytest.mark.parametrize(
    "words",
    [
        ["nano", "build", "nano-dev", "--out"],
        ["demo", "--out"],
        ["eval", "nano", "--suite", "SUITE", "--out"],
    ],
    ids=lambda words: words[0],
)
def test_a_place_below_a_file_is_one_line(scripted, tiny_suite, tmp_path, capsys, monkeypatch, words):
    monkeypatch.setattr("oodmmsafe.suites.open_suite", lambda *_: tiny_suite)
    (tmp_path / "file").touch()
    place = str(tmp_path / "file" / "run")
    assert cli.main([*words, place]) == 2
    said = one_line(capsys)
    assert place in said and "cannot be written: Not a directory" in said


@pytest.mark.parametrize("words", ["demo --out run", "train nano", "eval hf/model --suite tiny-suite --out run"])
def test_a_missing_extra_is_named(tiny_suite, tmp_path, capsys, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    Path("model").mkdir()
    Path("model/config.json").write_text("{}")
    monkeypatch.setattr(models, "find_spec", lambda package: None)
    assert cli.main(words.split()) == 2
    assert "pip install 'oodmmsafe[" in one_line(capsys)


@pytest.mark.parametrize(("words", "told"), [(["demo"], cli.KEPT), (["suite", "list"], "run the same command again")])
def test_who_stops_a_command_is_told_what_is_true(monkeypatch, capsys, words, told):
    def stop(options):
        raise KeyboardInterrupt

    room = cli if words == ["demo"] else cli_suites
    monkeypatch.setattr(room, f"_{words[-1]}", stop)
    assert cli.main(words) == 3
    assert one_line(capsys) == f"oodmmsafe: stopped; {told}\n"


EVALUATE_UNREAD = """
import sys
from scripted import ScriptedJudge, ScriptedModel
from oodmmsafe import cli, cli_suites, judging, models

models.load, judging.load = (lambda name: ScriptedModel()), (lambda name: ScriptedJudge())
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.mark.parametrize("command", ["eval", "suite"])
def test_output_that_nobody_reads_is_not_success(tiny_suite, tmp_path, command):
    words = {
        "eval": ["eval", "nano", "--suite", str(tiny_suite.root), "--out", str(tmp_path / "run")],
        "suite": ["suite", "show", str(tiny_suite.root)],
    }
    reading, writing = os.pipe()
    os.close(reading)
    run = subprocess.run(
        [sys.executable, "-c", EVALUATE_UNREAD, *words[command]],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent)},
        check=False,
    )
    os.close(writing)
    assert run.returncode == 3
    assert run.stderr.startswith("oodmmsafe: nobody reads the output any more; ") and run.stderr.count("\n") == 1


def test_labels_of_a_report(scripted, tiny_suite, tmp_path, capsys):
    runs = [str(tmp_path / "one" / "eval"), str(tmp_path / "two" / "eval")]
    for run in runs:
        assert evaluate(tiny_suite, run) == 0
    page = tmp_path / "report.html"
    assert cli.main(["report", *runs, "--out", str(page), "--label", "as it is", "--label", "trained"]) == 0
    assert "trained" in page.read_text()
    assert cli.main(["report", *runs, "--out", str(page)]) == 0
    assert "two/eval" in page.read_text() and "trained" not in page.read_text()
    capsys.readouterr()
    assert cli.main(["report", *runs, "--out", str(page), "--label", "one"]) == 2
    assert "1 labels for 2 runs" in one_line(capsys)
