"""A pair rendered into WebP, for a process of its own."""

from __future__ import annotations

import resource
import tempfile
from pathlib import Path

from PIL import Image

from oodmmsafe.scenes.blender import picture
from oodmmsafe.scenes.blender.stage import Quality
from oodmmsafe.scenes.description import Scene
from oodmmsafe.scenes.rendered import RenderedFiles


def render(scenes: tuple[Scene, Scene], quality: Quality, webp_quality: int = 86) -> RenderedFiles:
    """Render a hazard scene and its twin. Raises DescriptionError naming the prop that is wrong."""
    started = _cpu_seconds()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        labels = work / "labels"
        labels.mkdir()
        files = (work / "hazard.png", work / "twin.png")
        seen = picture.render_pair(scenes, files, labels, quality)
        webp = tuple(_webp(file, webp_quality) for file in files)
    return RenderedFiles(webp, (seen[0], seen[1]), _cpu_seconds() - started)


def _webp(file: Path, quality: int) -> bytes:
    """The picture as WebP without metadata."""
    target = file.with_suffix(".webp")
    with Image.open(file) as image:
        image.convert("RGB").save(target, "WEBP", quality=quality, method=6)
    return target.read_bytes()


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
