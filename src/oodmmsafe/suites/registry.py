"""From a name to a suite: one that ships with the package, one that is made on first use, or a folder."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from oodmmsafe.files import writing_to
from oodmmsafe.suites import folder
from oodmmsafe.suites.suite import Suite, SuiteError

Report = Callable[[int, int], None]

_MADE = ("nano-train", "nano-dev", "nano-test")
_SHIPPED = Path(__file__).parent / "shipped"
_SUBSETS = {"oodmmsafe-mini": "oodmmsafe-455"}
"""Suites that are a part of another one: the ids of their pairs stand in `NAME.txt` beside its pairs."""


def names() -> tuple[str, ...]:
    """Names of the built-in suites."""
    shipped = sorted(folder.name for folder in _SHIPPED.iterdir() if (folder / "suite.json").exists())
    subsets = [name for name, whole in _SUBSETS.items() if whole in shipped]
    return (*shipped, *subsets, *_MADE)


def open_suite(name_or_path: str | Path, report: Report = lambda done, total: None) -> Suite:
    """The built-in suite of that name, or the suite in the folder at that path.

    A nano suite is built on first use into `$OODMMSAFE_HOME/suites/NAME` (by default `~/.cache/oodmmsafe`). The name of
    a built-in suite wins over a folder of the same name, which `./NAME` reaches.

    report: told how many pairs are done and how many there will be, while a suite is built.
    Raises SuiteError if there is no such suite, or it is not the one that its hash promises, and
    OodmmsafeError if it cannot be built where it belongs.
    """
    name = str(name_or_path)
    if name in _MADE:
        return _open_made(name, report)
    if name in _SUBSETS:
        return folder.load_part(_SHIPPED / _SUBSETS[name], name)
    if name in names():
        return folder.load(_SHIPPED / name)
    if not Path(name_or_path).exists():
        raise SuiteError(f"unknown suite '{name_or_path}': give a suite folder or one of {', '.join(names())}")
    return folder.load(name_or_path)


def _open_made(name: str, report: Report) -> Suite:
    from oodmmsafe.nano.suites import EXPECTED_HASHES

    root = _suites_folder() / name
    if not root.exists():
        with writing_to(root, advice="set OODMMSAFE_HOME to a folder that you may write"):
            _build(name, root, report)
    try:
        suite = folder.load(root)
    except SuiteError as error:
        raise SuiteError(f"{error}; delete {root} to have it built again") from None
    if suite.hash != EXPECTED_HASHES.get(name, suite.hash):
        raise SuiteError(
            f"{root} holds another {name} than this version of oodmmsafe makes (hash {suite.hash}, expected "
            f"{EXPECTED_HASHES[name]}); delete the folder to have it built again"
        )
    return suite


def _suites_folder() -> Path:
    home = Path(os.environ.get("OODMMSAFE_HOME") or Path.home() / ".cache" / "oodmmsafe")
    return home / "suites"


def _build(name: str, root: Path, report: Report) -> None:
    """Build beside `root` and rename at the end, so that a killed build leaves no half of a suite under its name."""
    from oodmmsafe.nano.suites import EXPECTED_HASHES, build

    root.parent.mkdir(parents=True, exist_ok=True)
    unfinished = root.with_name(f".{name}.building")
    with root.with_name(f".{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one build at a time: whoever waited here finds the work done
        if root.exists():
            return
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        build(name, unfinished, report)
        made = folder.load(unfinished).hash
        if made != EXPECTED_HASHES.get(name, made):
            raise SuiteError(
                f"the {name} built on this machine differs from the published one (hash {made}, expected "
                f"{EXPECTED_HASHES[name]}); install the versions pinned in constraints.txt and try again"
            )
        unfinished.rename(root)
