"""Built-in suites are built once, whole or not at all; everything else is a folder."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from scripted import make_suite

from oodmmsafe import suites
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.suites import SuiteError


@pytest.fixture
def nano(monkeypatch, tmp_path) -> ModuleType:
    """A stand-in for the module that builds the nano suites; its `built` counts the builds."""
    module = ModuleType("oodmmsafe.nano.suites")
    module.EXPECTED_HASHES, module.built = {}, []

    def build(name, root, report):
        module.built.append(name)
        report(3, 3)
        make_suite(root, name=name)

    module.build = build
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setenv("OODMMSAFE_HOME", str(tmp_path / "home"))
    return module


def test_built_on_first_use_only(nano, tmp_path):
    reports = []
    first = suites.open_suite("nano-dev", lambda done, total: reports.append((done, total)))
    assert reports == [(3, 3)]
    assert first.root == tmp_path / "home" / "suites" / "nano-dev"
    assert first.picture_bytes(first.cases[0])
    assert suites.open_suite("nano-dev") == first
    assert nano.built == ["nano-dev"]


def test_folder_by_path(tiny_suite, nano):
    assert suites.open_suite(str(tiny_suite.root)) == tiny_suite
    assert nano.built == []


def test_unknown_name_lists_the_known(nano):
    with pytest.raises(SuiteError, match=r"unknown suite 'nano-tset'.*nano-train, nano-dev, nano-test"):
        suites.open_suite("nano-tset")


def test_build_that_fails_leaves_nothing_under_the_name(nano, tmp_path):
    def fails(name, root, report):
        make_suite(root, name=name)
        (root / "suite.json").unlink()
        raise RuntimeError("no sprites")

    good, nano.build = nano.build, fails
    with pytest.raises(RuntimeError, match="no sprites"):
        suites.open_suite("nano-dev")
    assert not (tmp_path / "home" / "suites" / "nano-dev").exists()
    nano.build = good
    assert suites.open_suite("nano-dev").name == "nano-dev"


def test_build_that_was_killed_is_begun_anew(nano, tmp_path):
    def hangs(name, root, report):
        make_suite(root, name=name)
        (root / "leftover").touch()
        time.sleep(60)

    good, nano.build = nano.build, hangs
    process = multiprocessing.get_context("fork").Process(target=suites.open_suite, args=("nano-dev",))
    process.start()
    unfinished = tmp_path / "home" / "suites" / ".nano-dev.building" / "leftover"
    while not unfinished.exists():
        assert process.is_alive()
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    nano.build = good
    suite = suites.open_suite("nano-dev")
    assert not (suite.root / "leftover").exists()
    assert sorted(path.name for path in suite.root.parent.iterdir()) == [".nano-dev.lock", "nano-dev"]


def test_two_processes_build_once(nano, tmp_path):
    def builds_slowly(name, root, report):
        with (tmp_path / "builds").open("a") as file:
            file.write("built\n")
        time.sleep(0.3)
        make_suite(root, name=name)

    nano.build = builds_slowly
    fork = multiprocessing.get_context("fork")
    processes = [fork.Process(target=suites.open_suite, args=("nano-dev",)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert (tmp_path / "builds").read_text() == "built\n"


def test_built_suite_must_have_the_published_hash(nano):
    nano.EXPECTED_HASHES["nano-dev"] = "0" * 64
    with pytest.raises(SuiteError, match="built on this machine differs"):
        suites.open_suite("nano-dev")
    nano.EXPECTED_HASHES.clear()
    nano.EXPECTED_HASHES["nano-dev"] = suites.open_suite("nano-dev").hash
    assert suites.open_suite("nano-dev").name == "nano-dev"


def test_suite_of_another_version_in_the_cache(nano):
    suites.open_suite("nano-dev")
    nano.EXPECTED_HASHES["nano-dev"] = "0" * 64
    with pytest.raises(SuiteError, match="delete the folder to have it built again"):
        suites.open_suite("nano-dev")


def test_broken_suite_in_the_cache(nano):
    root = suites.open_suite("nano-dev").root
    (root / "pairs.jsonl").unlink()
    with pytest.raises(SuiteError, match=r"pairs\.jsonl: the file is missing; delete .* to have it built again"):
        suites.open_suite("nano-dev")


def test_home_that_cannot_be_made(nano, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("OODMMSAFE_HOME", str(tmp_path / "file"))
    with pytest.raises(OodmmsafeError, match="nano-dev: cannot be written: Not a directory; set OODMMSAFE_HOME"):
        suites.open_suite("nano-dev")


def test_home_that_may_only_be_read(nano, monkeypatch):
    def read_only(*_, **__):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "open", read_only)
    with pytest.raises(OodmmsafeError, match="cannot be written: Read-only file system; set OODMMSAFE_HOME"):
        suites.open_suite("nano-dev")


@pytest.fixture
def shipped(monkeypatch, tmp_path):
    """A folder of shipped suites with one in it, of three pairs."""
    suite = make_suite(tmp_path / "shipped" / "oodmmsafe-455", name="oodmmsafe-455")
    monkeypatch.setattr("oodmmsafe.suites.registry._SHIPPED", tmp_path / "shipped")
    return suite


def test_a_shipped_suite_is_opened_where_it_lies(shipped):
    assert suites.names()[:2] == ("oodmmsafe-455", "oodmmsafe-mini")
    assert suites.open_suite("oodmmsafe-455").root == shipped.root


def test_a_subset_has_the_listed_pairs_in_their_order(shipped):
    ids = [pair.id for pair in shipped.pairs]
    (shipped.root / "oodmmsafe-mini.txt").write_text(f"{ids[2]}\n{ids[0]}\n")
    mini = suites.open_suite("oodmmsafe-mini")
    assert [pair.id for pair in mini.pairs] == [ids[2], ids[0]]
    assert (mini.name, mini.version) == ("oodmmsafe-mini", shipped.version) and mini.hash != shipped.hash
    assert mini.picture(mini.cases[0])


def test_a_subset_of_a_pair_that_is_gone_is_named(shipped):
    (shipped.root / "oodmmsafe-mini.txt").write_text("no-such-pair\n")
    with pytest.raises(SuiteError, match=r"oodmmsafe-mini\.txt: 'no-such-pair' is no pair of oodmmsafe-455"):
        suites.open_suite("oodmmsafe-mini")


def test_a_subset_is_not_offered_without_the_whole(monkeypatch, tmp_path):
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr("oodmmsafe.suites.registry._SHIPPED", tmp_path / "empty")
    assert suites.names() == ("nano-train", "nano-dev", "nano-test")
