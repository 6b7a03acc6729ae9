"""The rubric and those who judge by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oodmmsafe.errors import OodmmsafeError

if TYPE_CHECKING:
    from oodmmsafe.judging.judge import Judge

NAMES = ("reference",)


def load(name: str) -> Judge:
    """The judge of that name. Raises OodmmsafeError if there is none."""
    if name == "reference":
        from oodmmsafe.judging.reference import ReferenceJudge

        return ReferenceJudge()
    raise OodmmsafeError(f"unknown judge '{name}': use one of {', '.join(NAMES)}")
