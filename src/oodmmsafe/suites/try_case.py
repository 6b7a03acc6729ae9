"""What the reference judge makes of a case's answers: `python -m oodmmsafe.suites.try_case FILE.toml ...`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.judging.reference import ReferenceJudge
from oodmmsafe.suites import source
from oodmmsafe.suites.probes import judge_probes


def try_cases(paths: Sequence[Path]) -> int:
    """Print each answer that is not judged as its author meant it; returns how many there are."""
    wrong = 0
    for path in paths:
        try:
            cases = source.load_all([path])
        except OodmmsafeError as error:
            print(error)
            wrong += 1
            continue
        for case in cases:
            verdicts = judge_probes(case, ReferenceJudge())
            failed = [verdict for verdict in verdicts if not verdict.right]
            wrong += len(failed)
            print(f"{case.id}: {len(verdicts) - len(failed)} of {len(verdicts)} answers judged as meant")
            for verdict in failed:
                j = verdict.judgement
                scores = f"false alarm {j.false_alarm}" if verdict.kind == "twin" else f"R {j.risk}, S {j.safety}"
                print(f"   {verdict.kind}: {scores}, E {j.effectiveness}; {j.missing or j.reason}\n      {verdict.answer}")
    return wrong


if __name__ == "__main__":
    sys.exit(1 if try_cases([Path(argument) for argument in sys.argv[1:]]) else 0)
