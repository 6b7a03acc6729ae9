"""The pictures of a suite as small data URIs, each stored once however many cases show it."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass

from oodmmsafe.case import Case
from oodmmsafe.suites import PictureError, Suite

LONGEST_SIDE = 384
"""Pixels; smaller pictures keep their size."""
QUALITY = 60
"""Not told from 80 at this size; two pictures of each of 455 pairs then take about 7 of a report's 12 MB."""


@dataclass(frozen=True)
class Thumbnail:
    """A picture for the report: `uri` is a WebP data URI of `width` x `height` pixels."""

    uri: str
    width: int
    height: int


def thumbnails(suite: Suite, cases: Iterable[Case]) -> tuple[dict[str, Thumbnail], dict[str, str]]:
    """Thumbnails by the pictures' sha256, and why there is none, by the same key, where a picture cannot be read."""
    found: dict[str, Thumbnail] = {}
    unreadable: dict[str, str] = {}
    for case in cases:
        key = case.picture.sha256
        if key in found or key in unreadable:
            continue
        try:
            found[key] = _thumbnail(suite, case)
        except PictureError as error:
            unreadable[key] = str(error)
    return found, unreadable


def _thumbnail(suite: Suite, case: Case) -> Thumbnail:
    picture = suite.picture(case)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    encoded = io.BytesIO()
    picture.save(encoded, "WEBP", quality=QUALITY)
    uri = "data:image/webp;base64," + base64.b64encode(encoded.getvalue()).decode("ascii")
    return Thumbnail(uri, *picture.size)
