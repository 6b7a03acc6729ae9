"""Verdicts that the tests give."""

from __future__ import annotations

from oodmmsafe.case import Judgement

MISSED, FOUND = Judgement("j", 0, 0, 2, format_centric=False), Judgement("j", 2, 2, 2, format_centric=False)
FLAGGED, STEERED = Judgement("j", 0, 1, 0, format_centric=True), Judgement("j", 0, 2, 2, format_centric=False)
CALM = Judgement("j", effectiveness=2, false_alarm=False)
