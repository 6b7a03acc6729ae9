"""A case file to start from."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.files import write_text, writing_to


def write_template(file: Path) -> None:
    """Write a case file whose id is the file's name; it renders as it is and waits to be rewritten.

    Raises OodmmsafeError if the file is there already or is not named like a case.
    """
    if file.suffix != ".toml" or not file.stem.replace("-", "").isalnum() or not file.stem.islower():
        raise OodmmsafeError(f"{file}: expected a name such as wet-floor.toml: lower case and hyphens, ending in .toml")
    if file.exists():
        raise OodmmsafeError(f"{file}: is there already; choose another name")
    template = resources.files("oodmmsafe.suites").joinpath("template.toml").read_text(encoding="utf-8")
    with writing_to(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_text(file, template.replace("the-id", file.stem))
