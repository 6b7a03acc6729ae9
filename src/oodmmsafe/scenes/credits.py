"""Whose models are in the pictures: CREDITS.md, made from the library's own catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from oodmmsafe.scenes import catalogue, library
from oodmmsafe.scenes.catalogue import LibraryProp
from oodmmsafe.scenes.description import Scene
from oodmmsafe.scenes.settings import find

_HEAD = """\
# Credits of the pictures

The pictures are ours, CC BY 4.0: "OOD-MMSafe, open implementation". They show these 3D models of the SweetHome3D
furniture libraries, unchanged but for size, place and, where a description says so, colour. All other props, the rooms
and the labels are modelled and drawn by this project's code.

| prop | model | creator | licence |
| --- | --- | --- | --- |
"""


def credits_of(scenes: Iterable[Scene]) -> str:
    """CREDITS.md for these scenes: a line for each library model that any of them, or its setting, may show."""
    used = set()
    for scene in scenes:
        setting = find(scene.setting)
        used |= {p.prop for p in (*scene.props, *setting.furniture, *(d for d, _ in setting.distractors))}
    lines = []
    for name in sorted(used):
        prop = catalogue.find(name)
        if isinstance(prop, LibraryProp):
            model = library.model(prop.model)
            title = model.title.replace("|", "/")
            lines.append(f"| {name} | {title} ({model.id}) | {model.creator} | {model.licence} |")
    return _HEAD + "\n".join(lines) + "\n"
