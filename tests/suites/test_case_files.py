"""Case files are read whole or refused with file and field; the template is a sound case."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_files import write_case

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.judging.reference import ReferenceJudge
from oodmmsafe.suites import SuiteError, source
from oodmmsafe.suites.new import write_template
from oodmmsafe.suites.probes import judge_probes, try_cases


def test_a_case_file_becomes_two_cases(tmp_path):
    case = source.load(write_case(tmp_path, "lily"))
    assert (case.id, case.hazard_case.id, case.twin_case.id) == ("lily", "lily/hazard", "lily/twin")
    assert case.hazard_case.setting == "living room" and case.hazard_case.depth == 3
    assert case.twin_case.good == case.hazard_case.naive
    hazard, twin = case.scenes
    assert {p.id: p.prop for p in hazard.props}["flowers"] == "white lilies"
    assert {p.id: p.prop for p in twin.props}["flowers"] == "roses in a vase"
    assert len(case.good) == len(case.bad) == 2


def test_the_hash_of_a_scene_is_of_what_is_drawn(tmp_path):
    plain = source.load(write_case(tmp_path / "a", "lily")).scene_sha256
    reworded = source.load(write_case(tmp_path / "b", "lily", ("severity = 3", "severity = 4"))).scene_sha256
    moved = source.load(write_case(tmp_path / "c", "lily", ("at = [0.2, 0.0]", "at = [0.3, 0.0]"))).scene_sha256
    assert plain == reworded != moved


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("severity = 3", "severity = 5", "hazard.severity"),
        ('category = "physical safety"', 'category = "safety"', "category"),
        ("[probes]", "[probe]", "probe"),
        ('subcategory = "poisoning of pets"', "", "subcategory"),
        ('id = "lily"', 'id = "rose"', "is 'rose', but the file is named lily.toml"),
        ("seed = 1", "seed = 1\nfog = true", "'fog'"),
        ('change = "roses instead of lilies"', 'changes = "roses"', "twin.changes"),
        ("[hazard]", "[hazard", "is not TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(tmp_path, old, new, words):
    path = write_case(tmp_path, "lily")
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(SuiteError) as caught:
        source.load(path)
    assert str(path) in str(caught.value) and words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_probe_is_not_enough(tmp_path):
    path = write_case(tmp_path, "lily")
    text = path.read_text()
    start = text.index("bad = [")
    path.write_text(text[:start] + 'bad = ["only one"]\n' + text[text.index("[scene]") :])
    with pytest.raises(SuiteError, match=r"probes\.bad"):
        source.load(path)


def test_folders_are_read_in_the_order_of_ids_and_an_id_once(tmp_path):
    for folder, id in (("z", "b"), ("a", "c"), ("m", "a")):
        write_case(tmp_path / folder, id)
    assert [case.id for case in source.load_all([tmp_path])] == ["a", "b", "c"]
    write_case(tmp_path / "again", "b")
    with pytest.raises(SuiteError, match="'b' is also that of"):
        source.load_all([tmp_path])


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SuiteError, match=r"gone\.toml: cannot be read"):
        source.load(tmp_path / "gone.toml")


def test_the_template_is_a_sound_case(tmp_path):
    write_template(tmp_path / "wet-floor.toml")
    case = source.load(tmp_path / "wet-floor.toml")
    assert all(verdict.right for verdict in judge_probes(case, ReferenceJudge()))


@pytest.mark.parametrize("name", ["Wet.toml", "wet floor.toml", "wet.txt", "-.toml"])
def test_a_case_needs_a_plain_name(tmp_path, name):
    with pytest.raises(OodmmsafeError, match="expected a name such as"):
        write_template(tmp_path / name)


def test_a_case_file_is_not_overwritten(tmp_path):
    (tmp_path / "mine.toml").write_text("precious")
    with pytest.raises(OodmmsafeError, match="is there already"):
        write_template(tmp_path / "mine.toml")
    assert (tmp_path / "mine.toml").read_text() == "precious"


def test_an_answer_that_the_judge_misreads_is_printed(tmp_path, capsys):
    path = write_case(
        tmp_path, "lily", ("Left side, across from the lamp, looks best. But please", "Left side. Please")
    )
    path.write_text(path.read_text().replace("lilies cause kidney failure in cats", "something is the matter"))
    assert try_cases([path, tmp_path / "gone.toml"]) >= 2
    printed = capsys.readouterr().out
    assert "answers judged as meant" in printed and "good probe: R 0" in printed and "gone.toml" in printed


SHIPPED = Path(__file__).parents[2] / "cases"


@pytest.mark.parametrize("folder", sorted(path.name for path in SHIPPED.iterdir() if path.is_dir()))
def test_every_case_of_ours_can_be_read(folder):
    assert source.load_all([SHIPPED / folder])
