"""A suite as a folder: `suite.json`, `pairs.jsonl` with one pair per line, and the pictures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from oodmmsafe.case import CaseError, Pair, from_json, to_json
from oodmmsafe.files import write_text, writing_to
from oodmmsafe.suites.suite import Suite, SuiteError

SUITE_FILE, PAIRS_FILE = "suite.json", "pairs.jsonl"
_HEADER: dict[str, type] = {
    "name": str, "version": str, "hash": str, "license": str, "description": str, "n_pairs": int,
}  # fmt: skip


def save(
    name: str, version: str, pairs: Sequence[Pair], root: Path, *, license: str = "unspecified", description: str = ""
) -> Suite:
    """Write `suite.json` and `pairs.jsonl` into `root`, where the pictures already lie, and return the suite.

    `license` is an SPDX expression for cases and pictures. Raises SuiteError for ids used twice, and
    OodmmsafeError for a folder that cannot be written.
    """
    suite = Suite(name, version, Path(root), tuple(pairs))
    lines = [json.dumps(to_json(pair), ensure_ascii=False) + "\n" for pair in suite.pairs]
    header = {
        "name": name,
        "version": version,
        "hash": suite.hash,
        "license": license,
        "description": description,
        "n_pairs": len(suite.pairs),
    }
    with writing_to(suite.root):
        suite.root.mkdir(parents=True, exist_ok=True)
        write_text(suite.root / PAIRS_FILE, "".join(lines))
        # last: a folder whose writing was cut short has no suite.json and does not load
        write_text(suite.root / SUITE_FILE, json.dumps(header, indent=2, ensure_ascii=False) + "\n")
    return suite


def load(path: Path | str) -> Suite:
    """The suite in the folder `path`; its pictures are not opened here.

    Raises SuiteError naming file, line and field: for a file that is missing or not JSON, a field that is missing,
    unknown or wrong, an id used twice, and pairs that are not those that `suite.json` was written for.
    """
    root = Path(path)
    if not root.is_dir():
        raise SuiteError(f"{root}: no such suite folder")
    header = _load_header(root / SUITE_FILE)
    pairs = _load_pairs(root / PAIRS_FILE)
    if len(pairs) != header["n_pairs"]:
        raise SuiteError(
            f"{root / PAIRS_FILE}: holds {len(pairs)} pairs, {SUITE_FILE} says {header['n_pairs']}; was it cut short?"
        )
    suite = Suite(header["name"], header["version"], root, pairs)
    if suite.hash != header["hash"]:
        raise SuiteError(
            f"{root}: wrong suite hash: the pairs hash to {suite.hash}, but {SUITE_FILE} says {header['hash']}; "
            f"fetch or build the suite again or, if the change is meant, put the new hash into {SUITE_FILE}"
        )
    return suite


def load_part(path: Path | str, name: str) -> Suite:
    """The pairs whose ids stand in `NAME.txt` in the folder `path`, in that order, as a suite of that name.

    Raises SuiteError as `load` does, and for a list that is missing or names a pair that is not there.
    """
    whole = load(path)
    listed = _read(whole.root / f"{name}.txt").split()
    pairs = {pair.id: pair for pair in whole.pairs}
    absent = [id for id in listed if id not in pairs]
    if absent:
        raise SuiteError(f"{whole.root / name}.txt: '{absent[0]}' is no pair of {whole.name}")
    return Suite(name, whole.version, whole.root, tuple(pairs[id] for id in listed))


def _load_header(path: Path) -> dict[str, Any]:
    header = _parse(_read(path), str(path))
    for field in header:
        if field not in _HEADER:
            raise SuiteError(f"{path}, field '{field}': is not a field of a suite")
    for field, kind in _HEADER.items():
        if field not in header:
            raise SuiteError(f"{path}, field '{field}': is missing")
        if type(header[field]) is not kind:
            raise SuiteError(f"{path}, field '{field}': expected {kind.__name__}, found {header[field]!r}")
    return header


def _load_pairs(path: Path) -> tuple[Pair, ...]:
    pairs = []
    lines = _read(path).split("\n")
    if lines[-1] == "":
        lines.pop()
    for number, line in enumerate(lines, start=1):
        where = f"{path} line {number}"
        try:
            pairs.append(from_json(Pair, _parse(line, where)))
        except CaseError as error:
            raise SuiteError(f"{where}, {error}") from None
        except RecursionError:
            raise SuiteError(f"{where}: is nested too deeply") from None
    return tuple(pairs)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SuiteError(f"{path}: the file is missing") from None
    except UnicodeDecodeError as error:
        raise SuiteError(f"{path}: is not UTF-8 text (byte {error.start})") from None
    except OSError as error:
        raise SuiteError(f"{path}: cannot be read: {error.strerror}") from None


def _parse(text: str, where: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SuiteError(f"{where}: is not JSON: {error}") from None
    if not isinstance(data, dict):
        raise SuiteError(f"{where}: expected a JSON object, found {type(data).__name__}")
    return data
