"""All props by name: models of the furniture library and props modelled by code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.scenes.modelled import ModelledProp, all_props


@dataclass(frozen=True)
class LibraryProp:
    """A model of the furniture library (`library.py`).

    model:  "LIBRARY#NUMBER", as its catalogue counts.
    turn:   degrees about the vertical by which its front faces the viewer.
    height: or `width`, in metres, where the catalogue's own size is wrong.
    colour: for a model whose texture is missing.
    tint:   whether a description may give it a colour.
    """

    name: str
    model: str
    turn: float = 0.0
    height: float | None = None
    width: float | None = None
    colour: str | None = None
    tint: bool = False
    see_through: bool = False


Prop = LibraryProp | ModelledProp


@lru_cache(maxsize=1)
def props() -> dict[str, Prop]:
    """Every prop, by name in alphabetical order. A prop modelled by code takes precedence over a library model."""
    text = resources.files("oodmmsafe.scenes").joinpath("props.toml").read_text(encoding="utf-8")
    found: dict[str, Prop] = {name: LibraryProp(name, **fields) for name, fields in tomllib.loads(text).items()}
    found.update(all_props())
    return dict(sorted(found.items()))


def find(name: str) -> Prop:
    """The prop of that name. Raises OodmmsafeError naming those that look like it."""
    try:
        return props()[name]
    except KeyError:
        import difflib

        near = difflib.get_close_matches(name, props(), n=5, cutoff=0.5)
        hint = f"did you mean {', '.join(near)}?" if near else "'oodmmsafe scenes props' lists them"
        raise OodmmsafeError(f"unknown prop '{name}': {hint}") from None


def describe(prop: Prop) -> str:
    """One line: the prop's name and what a description may say of it."""
    if isinstance(prop, LibraryProp):
        return f"{prop.name}  ({prop.model})" + ("  colour" if prop.tint else "")
    parts = [prop.name]
    if prop.colour:
        parts.append(f"colour ({prop.colour})")
    if prop.text is not None:
        parts.append("text" + (f" ({' / '.join(prop.text)})" if prop.text else ""))
    if prop.states:
        parts.append(f"state: {', '.join(prop.states)}")
    return "  ".join(parts)
