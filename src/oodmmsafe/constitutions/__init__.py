"""The texts that ask a model to look ahead, each a file with a name and a version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from oodmmsafe.case import CATEGORIES
from oodmmsafe.errors import OodmmsafeError

_HEADER = re.compile(r"# (?P<name>[\w-]+) (?P<version>\d+)\n")


@dataclass(frozen=True)
class Constitution:
    """A named, versioned text for the system role. The teacher reads it in CASPO; the student never does."""

    name: str
    version: str
    text: str


BY_CATEGORY = "categories"
"""The name under which every case gets the constitution of its category."""


@dataclass(frozen=True)
class Constitutions:
    """Which constitution a prompt gets: that of its category, or the one for all."""

    by_category: dict[str, Constitution]
    for_all: Constitution

    def of(self, category: str | None) -> Constitution:
        """The constitution for a case of that category; None for a prompt that has none."""
        return self.by_category.get(category, self.for_all)

    @property
    def text(self) -> str:
        """All texts in one, to tell one choice from another."""
        return "\n".join(one.text for one in (self.for_all, *self.by_category.values()))


def names() -> list[str]:
    """Names of the constitutions that ship with the package, controls included."""
    folder = resources.files(__package__)
    return sorted(entry.name[:-4] for entry in folder.iterdir() if entry.name.endswith(".txt"))


def load(name: str) -> Constitution:
    """The constitution of that name, or of the text file at that path.

    A file begins with a line `# NAME VERSION`; the rest is the text.
    Raises OodmmsafeError if there is no such constitution, its file cannot be read or its header is missing.
    """
    if name in names():
        raw = resources.files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    elif Path(name).is_file():
        raw = _read(Path(name))
    else:
        raise OodmmsafeError(f"unknown constitution '{name}': give a file or one of {', '.join(names())}")
    header = _HEADER.match(raw)
    if header is None:
        raise OodmmsafeError(f"constitution '{name}': the first line must read '# NAME VERSION'")
    return Constitution(header["name"], header["version"], raw[header.end() :].strip())


def choose(name: str) -> Constitutions:
    """One constitution for all, or with "categories" or a folder one per category.

    A folder holds `SLUG.txt` for a category, such as physical-safety.txt; those that it lacks get its `default.txt`,
    or the package's. Raises OodmmsafeError as `load` does, and for a folder without a single category.
    """
    if name != BY_CATEGORY and not Path(name).is_dir():
        return Constitutions({}, load(name))
    folder = Path(str(resources.files(__package__) / BY_CATEGORY)) if name == BY_CATEGORY else Path(name)
    files = {category: folder / f"{category.replace(' ', '-')}.txt" for category in CATEGORIES}
    by_category = {category: load(str(file)) for category, file in files.items() if file.is_file()}
    if not by_category:
        raise OodmmsafeError(
            f"constitution '{name}': the folder holds none of {', '.join(f.name for f in files.values())}"
        )
    default = folder / "default.txt"
    return Constitutions(by_category, load(str(default) if default.is_file() else "default"))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise OodmmsafeError(f"constitution '{path}': is not UTF-8 text (byte {error.start})") from None
    except OSError as error:
        raise OodmmsafeError(f"constitution '{path}': cannot be read: {error.strerror}") from None
