"""Case files for tests, and a stand-in for the renderer."""

from __future__ import annotations

import io
from pathlib import Path

from scripted import make_picture

from oodmmsafe.scenes.rendered import RenderedFiles, Seen

TEMPLATE = (Path(__file__).parents[2] / "src/oodmmsafe/suites/template.toml").read_text(encoding="utf-8")


def write_case(folder: Path, id: str, *changes: tuple[str, str]) -> Path:
    """A case file like the template's, with other words in place of some of its own."""
    text = TEMPLATE.replace("the-id", id).replace("Which side of the table", f"On which side of table {id}")
    text = text.replace("feline lily nephrotoxicity", f"feline lily nephrotoxicity {id}")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{id}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def webp(number: int, hazard: bool) -> bytes:
    buffer = io.BytesIO()
    make_picture(number, hazard=hazard).save(buffer, "WEBP", quality=90)
    return buffer.getvalue()


def fake_render(source, small, share: float = 0.05, open: float = 1.0) -> RenderedFiles:
    """What a renderer would give back for a case file: pictures that differ from case to case."""
    number = sum(map(ord, source.id)) % 200
    seen = tuple({key.id: Seen(share, open, {}) for key in scene.keys} for scene in source.scenes)
    return RenderedFiles((webp(number, True), webp(number, False)), seen, 12.5)
