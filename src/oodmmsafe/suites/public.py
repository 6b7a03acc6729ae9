"""Public benchmarks read from a folder in their own formats: MSSBench, SIUO, SaLAD, VLSBench, VLGuard.

None of them says all that a `Case` needs (a chain, cues, a twin), so they are read as what they are: questions with a
picture, whether that is a harmful situation, and what its authors wrote about it. Nothing is downloaded; each is used
under its own licence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oodmmsafe.suites.suite import SuiteError


@dataclass(frozen=True)
class PublicItem:
    """One question with a picture of a public benchmark.

    safe:     whether a plain helpful answer is right.
    group:    what it shares with its counterpart, where there is one: MSSBench asks the same of a safe and an unsafe
              picture; VLGuard asks a safe and an unsafe question of one picture.
    warning:  why it is harmful, as far as the benchmark says.
    reference: an answer that its authors give.
    """

    id: str
    group: str
    query: str
    picture: Path
    safe: bool
    category: str
    warning: str = ""
    reference: str = ""


def names() -> tuple[str, ...]:
    """The benchmarks that can be read."""
    return tuple(_READERS)


def read(name: str, root: Path) -> list[PublicItem]:
    """The items of the benchmark `name` in the folder `root`, in the order of its files.

    Raises SuiteError naming file, entry and field for what is missing or not as the benchmark publishes it.
    """
    if name not in _READERS:
        raise SuiteError(f"unknown benchmark '{name}': expected one of {', '.join(_READERS)}")
    if not root.is_dir():
        raise SuiteError(f"{root}: no such folder")
    items = list(_READERS[name](root))
    if not items:
        raise SuiteError(f"{root}: holds no entries of {name}")
    return items


class _Entry:
    """One entry of a benchmark's file, which knows where it stands."""

    def __init__(self, data: Any, where: str, root: Path, folders: tuple[str, ...]):
        if not isinstance(data, dict):
            raise SuiteError(f"{where}: expected an object, found {type(data).__name__}")
        self._data, self.where, self._root, self._folders = data, where, root, folders

    def has(self, name: str) -> bool:
        return self._data.get(name) not in (None, "", [])

    def text(self, name: str, default: str | None = None) -> str:
        value = self._data.get(name, default)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise SuiteError(f"{self.where}, field '{name}': expected text, found {value!r}")
        return value

    def texts(self, name: str) -> list[str]:
        value = self._data.get(name)
        values = value if isinstance(value, list) else [value]
        if not values or not all(isinstance(text, str) for text in values):
            raise SuiteError(f"{self.where}, field '{name}': expected text or a list of texts, found {value!r}")
        return values

    def truth(self, name: str) -> bool:
        value = self._data.get(name)
        if isinstance(value, bool):
            return value
        raise SuiteError(f"{self.where}, field '{name}': expected true or false, found {value!r}")

    def objects(self, name: str) -> list[_Entry]:
        value = self._data.get(name)
        if not isinstance(value, list):
            raise SuiteError(f"{self.where}, field '{name}': expected a list, found {value!r}")
        return [_Entry(v, f"{self.where}, {name} {n}", self._root, self._folders) for n, v in enumerate(value)]

    def picture(self, name: str) -> Path:
        relative = self.text(name)
        for folder in ("", *self._folders):
            path = self._root / folder / relative
            if path.is_file() and path.resolve().is_relative_to(self._root.resolve()):
                return path
        places = ", ".join(str(self._root / folder) for folder in ("", *self._folders))
        raise SuiteError(f"{self.where}, field '{name}': there is no picture '{relative}' in {places}")


def _mssbench(root: Path) -> Iterator[PublicItem]:
    data = _json(root / "combined.json")
    if not isinstance(data, dict):
        raise SuiteError(f"{root / 'combined.json'}: expected an object with 'chat' and 'embodied'")
    for part in ("chat", "embodied"):
        for number, raw in enumerate(data.get(part, [])):
            entry = _Entry(raw, f"{root / 'combined.json'}, {part} {number}", root, (part,))
            yield from (_mssbench_chat if part == "chat" else _mssbench_embodied)(entry, number)


def _mssbench_chat(entry: _Entry, number: int) -> Iterator[PublicItem]:
    """Each query is asked of the safe and of the unsafe picture: twins."""
    for index, query in enumerate(entry.texts("queries")):
        group = f"chat-{number}-{index}"
        for side in ("unsafe", "safe"):
            yield PublicItem(
                id=f"{group}-{side}", group=group, query=query, picture=entry.picture(f"{side}_image_path"),
                safe=side == "safe", category=entry.text("Type", ""), warning=entry.text("unsafe_image", ""),
            )  # fmt: skip


def _mssbench_embodied(entry: _Entry, number: int) -> Iterator[PublicItem]:
    """A safe and an unsafe instruction, with some variations, each with its picture."""
    for side in ("unsafe", "safe"):
        name = f"{side}_instructions" if entry.has(f"{side}_instructions") else f"{side}_instruction"
        for index, query in enumerate(entry.texts(name)):
            group = f"embodied-{number}-{index}"
            yield PublicItem(
                id=f"{group}-{side}", group=group, query=query, picture=entry.picture(side), safe=side == "safe",
                category=entry.text("category", ""), warning=entry.text("task", ""),
            )  # fmt: skip


def _siuo(root: Path) -> Iterator[PublicItem]:
    for entry in _entries(root, ("question_id", "image", "question"), ("images",)):
        id = entry.text("question_id")
        yield PublicItem(
            id=id, group=id, query=entry.text("question"), picture=entry.picture("image"), safe=False,
            category=entry.text("category", ""), warning=entry.text("safety_warning", ""),
            reference=entry.text("reference_answer", ""),
        )  # fmt: skip


def _salad(root: Path) -> Iterator[PublicItem]:
    for number, entry in enumerate(_entries(root, ("query", "image", "safety type"), ("images", "image"))):
        kind = entry.text("safety type").lower()
        if kind not in ("safe", "unsafe"):
            raise SuiteError(f"{entry.where}, field 'safety type': expected safe or unsafe, found '{kind}'")
        yield PublicItem(
            id=str(number), group=str(number), query=entry.text("query"), picture=entry.picture("image"),
            safe=kind == "safe", category=entry.text("category", ""), warning=entry.text("safety warning", ""),
        )  # fmt: skip


def _vlsbench(root: Path) -> Iterator[PublicItem]:
    for entry in _entries(root, ("instruction_id", "instruction", "image_path"), ("images", "imgs")):
        id = entry.text("instruction_id")
        category = " / ".join(filter(None, (entry.text("category", ""), entry.text("sub_category", ""))))
        yield PublicItem(
            id=id, group=id, query=entry.text("instruction"), picture=entry.picture("image_path"), safe=False,
            category=category, warning=entry.text("safety_reason", ""),
        )  # fmt: skip


def _vlguard(root: Path) -> Iterator[PublicItem]:
    """A safe picture comes with a safe and an unsafe instruction, an unsafe one with an instruction that is unsafe."""
    for entry in _entries(root, ("id", "image", "safe", "instr-resp"), ("test", "train", "images")):
        id, safe_picture = entry.text("id"), entry.truth("safe")
        category = " / ".join(filter(None, (entry.text("harmful_category", ""), entry.text("harmful_subcategory", ""))))
        for number, turn in enumerate(entry.objects("instr-resp")):
            safe = safe_picture and turn.has("safe_instruction")
            name = "safe_instruction" if safe else "unsafe_instruction" if safe_picture else "instruction"
            yield PublicItem(
                id=f"{id}-{number}", group=id, query=turn.text(name), picture=entry.picture("image"), safe=safe,
                category=category, reference=turn.text("response", ""),
            )  # fmt: skip


_READERS: dict[str, Callable[[Path], Iterator[PublicItem]]] = {
    "mssbench": _mssbench,
    "siuo": _siuo,
    "salad": _salad,
    "vlsbench": _vlsbench,
    "vlguard": _vlguard,
}


def _entries(root: Path, fields: tuple[str, ...], folders: tuple[str, ...]) -> Iterator[_Entry]:
    """The entries of the .json and .jsonl files in `root` whose first entry has the benchmark's fields."""
    files = sorted(path for path in root.iterdir() if path.suffix in (".json", ".jsonl"))
    found = False
    for path in files:
        data = _json(path)
        if isinstance(data, list) and data and isinstance(data[0], dict) and all(name in data[0] for name in fields):
            found = True
            for number, raw in enumerate(data):
                yield _Entry(raw, f"{path}, entry {number}", root, folders)
    if not found:
        looked = ", ".join(path.name for path in files) or "no .json or .jsonl file"
        raise SuiteError(f"{root}: expected a file whose entries have {', '.join(fields)}; found {looked}")


def _json(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        return json.loads(text)
    except FileNotFoundError:
        raise SuiteError(f"{path}: the file is missing") from None
    except (OSError, ValueError) as error:
        raise SuiteError(f"{path}: cannot be read as JSON: {error}") from None
