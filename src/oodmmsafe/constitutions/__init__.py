"""The texts that ask a model to look ahead, each a file with a name and a version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from oodmmsafe.errors import OodmmsafeError

_HEADER = re.compile(r"# (?P<name>[\w-]+) (?P<version>\d+)\n")


@dataclass(frozen=True)
class Constitution:
    """A named, versioned text for the system role. The teacher reads it in CASPO; the student never does."""

    name: str
    version: str
    text: str


def names() -> list[str]:
    """Names of the constitutions that ship with the package, controls included."""
    folder = resources.files(__package__)
    return sorted(entry.name[:-4] for entry in folder.iterdir() if entry.name.endswith(".txt"))


def load(name: str) -> Constitution:
    """The constitution of that name, or of the text file at that path.

    A file begins with a line `# NAME VERSION`; the rest is the text.
    Raises OodmmsafeError if there is no such constitution its file cannot be read or its header is missing.
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


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise OodmmsafeError(f"constitution '{path}': is not UTF-8 text (byte {error.start})") from None
    except OSError as error:
        raise OodmmsafeError(f"constitution '{path}': cannot be read: {error.strerror}") from None
