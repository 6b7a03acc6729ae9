"""Draft pictures of cases side by side, for their author (with Blender)."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.scenes.rendered import Seen
from oodmmsafe.suites import source
from oodmmsafe.suites.scenes_file import KeyProp
from oodmmsafe.suites.source import CaseSource

_CAPTION = 46


def preview(sources: Sequence[CaseSource], out: Path) -> None:
    """A sheet with a row for each case: hazard left, twin right, with what is seen of the key props below."""
    rows = [row for case in sources if (row := _row(case)) is not None]
    if not rows:
        return
    columns = 2 if len(rows) > 1 else 1
    width, height = rows[0].size
    sheet = Image.new("RGB", (width * columns, height * -(-len(rows) // columns)), "white")
    for number, row in enumerate(rows):
        sheet.paste(row, (number % columns * width, number // columns * height))
    sheet.save(out)
    print(f"{out}: {len(rows)} cases, {sheet.size[0]} x {sheet.size[1]} pixels")


def _row(case: CaseSource) -> Image.Image | None:
    from oodmmsafe.scenes.blender import picture, stage  # Blender, which only rendering needs

    quality = stage.DRAFT
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        labels = work / "labels"
        labels.mkdir()
        files = [work / "hazard.png", work / "twin.png"]
        try:
            seen = picture.render_pair(case.scenes, files, labels, quality)
        except OodmmsafeError as error:
            print(f"{case.path}: {error}", file=sys.stderr)
            return None
        row = Image.new("RGB", (2 * quality.width, quality.height + _CAPTION), "white")
        pen = ImageDraw.Draw(row)
        for number, (file, side) in enumerate(zip(files, seen, strict=True)):
            row.paste(Image.open(file), (number * quality.width, 0))
            pen.text((number * quality.width + 4, quality.height + 2), _caption(case, number, side), fill="black")
    return row


def _caption(case: CaseSource, number: int, seen: dict[str, Seen]) -> str:
    lines = [f"{case.id} {('HAZARD', 'TWIN')[number]}: {case.hazard_case.query[:48]}"]
    for id, view in seen.items():
        if KeyProp(id, view.share, view.open).problem:
            hidden = ", ".join(f"{other} {share:.0%}" for other, share in view.hidden_by.items())
            lines.append(f"FAILS {id}: {view.share:.1%} of picture, {view.open:.0%} open; behind {hidden}"[:70])
    if len(lines) == 1:
        lines.append("  ".join(f"{id} {view.share:.1%}/{view.open:.0%}" for id, view in seen.items())[:70])
    return "\n".join(lines[:3])


def preview_files(files: Sequence[Path], out: Path) -> None:
    """`preview` of case files; one that cannot be read or rendered is told in one line, the others are shown."""
    cases = []
    for file in files:
        try:
            cases += source.load_all([file])
        except OodmmsafeError as error:
            print(error, file=sys.stderr)
    preview(cases, out)
