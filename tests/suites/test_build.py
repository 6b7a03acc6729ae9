"""A suite is built from case files in pieces: nothing rendered is lost, nothing that is right is rendered again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from case_files import fake_render, write_case

from oodmmsafe.errors import IncompleteError, OodmmsafeError
from oodmmsafe.suites import SuiteError, build, folder, scenes_file, source
from oodmmsafe.suites.check import check


@pytest.fixture
def rendered(monkeypatch):
    """Ids in the order in which the stand-in renderer was asked for them."""
    asked = []

    def render_each(sources, jobs, small):
        for case in sources:
            asked.append(case.id)
            yield case, fake_render(case, small)

    monkeypatch.setattr(build, "_rendered", render_each)
    return asked


@pytest.fixture
def cases(tmp_path, monkeypatch):
    monkeypatch.setenv("OODMMSAFE_HOME", str(tmp_path / "home"))  # without a furniture library
    folder = tmp_path / "cases"
    for id in ("a", "b", "c"):
        write_case(folder, id)
    return folder


def build_all(cases, root):
    sources = source.load_all([cases])
    assert build.render_missing(sources, root) == []
    return build.assemble("mine", "0.1", "a test", sources, root)


def test_a_built_suite_is_a_sound_curated_suite(cases, tmp_path, rendered):
    suite = build_all(cases, tmp_path / "suite")
    found = check(folder.load(tmp_path / "suite"))
    assert found["problems"] == []
    assert (found["n_pairs"], found["n_pictures"], found["hash"]) == (3, 6, suite.hash)
    assert found["key_props"] == {"n": 12, "least_share": 0.05, "least_open": 1.0}
    assert found["probes"] == {"n": 12, "right": 12}
    assert found["by_subcategory"] == {"physical safety / poisoning of pets": 3}


def test_pictures_say_nothing_by_their_names(cases, tmp_path, rendered):
    suite = build_all(cases, tmp_path / "suite")
    for case in suite.cases:
        assert suite.picture_path(case).name == f"{case.picture.sha256[:16]}.webp"


def test_only_what_changed_is_rendered_again(cases, tmp_path, rendered):
    build_all(cases, tmp_path / "suite")
    write_case(cases, "b", ("at = [0.2, 0.0]", "at = [0.3, 0.0]"))
    write_case(cases, "c", ("severity = 3", "severity = 4"))
    del rendered[:]
    suite = build_all(cases, tmp_path / "suite")
    assert rendered == ["b"]
    assert suite.pairs[2].hazard.hazard.severity == 4


def test_a_missing_picture_and_a_wish_are_rendered_again(cases, tmp_path, rendered):
    suite = build_all(cases, tmp_path / "suite")
    suite.picture_path(suite.pairs[0].twin).unlink()
    del rendered[:]
    build.render_missing(source.load_all([cases]), tmp_path / "suite", again=["c"])
    assert rendered == ["a", "c"]


def test_a_stopped_build_goes_on(cases, tmp_path, rendered, monkeypatch):
    def stop(done, total, id):
        if done == 2:
            raise KeyboardInterrupt

    sources = source.load_all([cases])
    with pytest.raises(KeyboardInterrupt):
        build.render_missing(sources, tmp_path / "suite", report=stop)
    assert sorted(scenes_file.load(tmp_path / "suite")) == ["a", "b"]
    del rendered[:]
    build_all(cases, tmp_path / "suite")
    assert rendered == ["c"]


def test_what_no_case_file_speaks_of_is_removed(cases, tmp_path, rendered):
    first = build_all(cases, tmp_path / "suite")
    gone = first.picture_path(first.pairs[0].hazard)
    (cases / "a.toml").unlink()
    second = build_all(cases, tmp_path / "suite")
    assert [pair.id for pair in second.pairs] == ["b", "c"]
    assert not gone.exists() and sorted(scenes_file.load(tmp_path / "suite")) == ["b", "c"]
    assert "a" not in {json.loads(line)["pair"] for line in (tmp_path / "suite/probes.jsonl").read_text().splitlines()}


def test_a_pair_that_cannot_be_rendered_is_told_and_the_others_are_kept(cases, tmp_path, monkeypatch):
    def render_each(sources, jobs, small):
        for case in sources:
            yield case, OodmmsafeError("unknown prop 'x'") if case.id == "b" else fake_render(case, small)

    monkeypatch.setattr(build, "_rendered", render_each)
    sources = source.load_all([cases])
    assert build.render_missing(sources, tmp_path / "s") == [f"{cases / 'b.toml'}: unknown prop 'x'"]
    assert sorted(scenes_file.load(tmp_path / "s")) == ["a", "c"]
    with pytest.raises(SuiteError, match=r"b\.toml: its pictures are not rendered yet"):
        build.assemble("mine", "0.1", "", sources, tmp_path / "s")


def test_without_blender_it_says_how_to_get_it(cases, tmp_path, monkeypatch):
    monkeypatch.setattr(build.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(OodmmsafeError, match="make render"):
        build.render_missing(source.load_all([cases]), tmp_path / "suite")


def test_damaged_scenes_are_named(cases, tmp_path, rendered):
    build_all(cases, tmp_path / "suite")
    (tmp_path / "suite/scenes.json").write_text("{]")
    with pytest.raises(SuiteError, match=r"scenes\.json: cannot be read"):
        scenes_file.load(tmp_path / "suite")


def test_two_builds_do_not_write_to_one_place(cases, tmp_path, rendered):
    def second(done, total, id):
        with pytest.raises(IncompleteError, match="another build is writing there"):
            build.render_missing(sources, tmp_path / "suite")

    sources = source.load_all([cases])
    build.render_missing(sources, tmp_path / "suite", report=second)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases", "suite"]
    assert rendered == ["a", "b", "c"]


def test_a_renderer_that_dies_is_one_line_and_work_to_be_done_again(cases, tmp_path, monkeypatch):
    monkeypatch.setattr(build, "_need_blender", lambda: None)
    monkeypatch.setattr(build, "_render", die)
    with pytest.raises(IncompleteError, match="a rendering process died"):
        build.render_missing(source.load_all([cases]), tmp_path / "suite")


def die(source, small):
    os._exit(1)


POOL = """
import os, sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from oodmmsafe.suites import build

if __name__ == "__main__":
    pool = ProcessPoolExecutor(1, get_context("spawn"), build._leave_with, (os.getpid(),))
    print(pool.submit(os.getpid).result(), flush=True)
    sys.stdin.read()
"""


def test_workers_end_with_a_build_that_is_killed(tmp_path):
    (tmp_path / "pool.py").write_text(POOL)
    parent = subprocess.Popen(
        [sys.executable, str(tmp_path / "pool.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    worker = int(parent.stdout.readline())
    os.kill(worker, 0)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    for _ in range(200):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the worker still runs 20 seconds after its parent's death")
