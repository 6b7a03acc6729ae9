"""What rendering gives back: plain data, so that whoever gets it from another process needs no Blender."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Seen:
    """How much is seen of a prop.

    share: of the picture's pixels that show it.  open: of the pixels it would cover alone, those that do.
    hidden_by: the props in front of it and the share that each hides.
    """

    share: float
    open: float
    hidden_by: dict[str, float]


@dataclass(frozen=True)
class RenderedFiles:
    """Both pictures of a pair as WebP, what is seen of each one's key props, and the CPU time that they took."""

    webp: tuple[bytes, bytes]
    seen: tuple[dict[str, Seen], dict[str, Seen]]
    cpu_seconds: float
