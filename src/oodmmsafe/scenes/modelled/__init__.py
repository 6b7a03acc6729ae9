"""Props modelled by code: a function each, in a file for each domain.

A function is given a `blender.build.Build` and builds the prop at the origin in metres: it stands on z = 0, is centred
on x = y = 0, and its front faces the viewer (towards -y). It imports nothing of Blender, so that the catalogue can be
listed anywhere.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build


@dataclass(frozen=True)
class ModelledProp:
    """A prop made by code.

    colour: its default colour, or None if it has no colour that a description may change.
    text:   the default lines of its label, page or screen, or None if it carries none.
    states: the words that a description may put into `state`.
    see_through: one sees through it (glass, wire): it hides nothing that stands behind it.
    """

    name: str
    make: Callable[[Build], None]
    colour: str | None = None
    text: tuple[str, ...] | None = None
    states: tuple[str, ...] = ()
    see_through: bool = False


_PROPS: dict[str, ModelledProp] = {}


def prop(
    name: str, *, colour: str | None = None, text: tuple[str, ...] | None = None, states: tuple[str, ...] = (),
    see_through: bool = False,
) -> Callable[[Callable[[Build], None]], Callable[[Build], None]]:  # fmt: skip
    """Register the function below as the prop `name`; one function may serve several names."""

    def register(make: Callable[[Build], None]) -> Callable[[Build], None]:
        assert name not in _PROPS, f"two modelled props are named '{name}'"
        _PROPS[name] = ModelledProp(name, make, colour, text, states, see_through)
        return make

    return register


def all_props() -> dict[str, ModelledProp]:
    """Every prop modelled by code, by name."""
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        importlib.import_module(module.name)
    return _PROPS
