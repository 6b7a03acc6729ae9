"""Reading finished runs, and the suite they share, from their folders."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from oodmmsafe.case import CaseError, Judgement
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.evaluation.verdicts import judgement_of
from oodmmsafe.judging.panel import consensus, scores
from oodmmsafe.suites import Suite, folder


class ReportError(OodmmsafeError):
    """Run folders that cannot be reported on."""


@dataclass(frozen=True)
class Run:
    """One evaluation run as its folder holds it.

    info:       run.json (model, suite, constitution, parameters, judge).
    summary:    summary.json.
    responses:  by case id, the lines of responses.jsonl: `response` and `finish`, or `error`; of the first sample.
    judgements: by case id, what the panel of judges says of the first sample.
    by_judge:   by the name of each judge and of the control, the same of each alone.
    """

    label: str
    info: dict[str, Any]
    summary: dict[str, Any]
    responses: dict[str, dict[str, Any]]
    judgements: dict[str, Judgement]
    by_judge: dict[str, dict[str, Judgement]] = field(default_factory=dict)

    @property
    def judges(self) -> list[str]:
        """The names of the judges whose verdicts count."""
        return [name for name in self.by_judge if name != self.info["control"]]

    def disputed(self, case_id: str) -> bool:
        """Whether the judges that count do not all say the same of a case."""
        said = [self.by_judge[name].get(case_id) for name in self.judges]
        return len({judgement and scores(judgement) for judgement in said}) > 1


def read_runs(folders: Sequence[Path], labels: Sequence[str] | None) -> list[Run]:
    """The runs in `folders`, all on one suite. Labels default to the ends of the folders' paths that tell
    them apart.

    Raises ReportError naming the folder that is no run, is not finished, or was run on another suite.
    """
    if not folders:
        raise ReportError("report: no run folder given")
    if labels is not None and len(labels) != len(folders):
        raise ReportError(f"report: {len(labels)} labels for {len(folders)} runs")
    runs = [read_run(path, label) for path, label in zip(folders, labels or _names(folders), strict=True)]
    for path, run in zip(folders, runs, strict=True):
        if run.info["suite_hash"] != runs[0].info["suite_hash"]:
            raise ReportError(f"{path}: was run on another suite than {folders[0]}; report on them separately")
    return runs


def read_run(path: Path, label: str) -> Run:
    """The run in folder `path`. Raises ReportError if it is no run folder, not finished, or damaged."""
    info = _object(path / "run.json", *_RUN_FIELDS)
    names = [judge["name"] for judge in info["judges"]]
    by_judge: dict[str, dict[str, Judgement]] = {name: {} for name in (*names, info["control"]) if name is not None}
    for judgement, case_id in _rows(path / "judgements.jsonl", judgement_of):
        if judgement.judge in by_judge:
            by_judge[judgement.judge][case_id] = judgement
    cases = dict.fromkeys(case_id for name in names for case_id in by_judge[name])
    return Run(
        label=label,
        info=info,
        summary=_object(path / "summary.json", "metrics", "complete", "missing"),
        responses={case_id: row for row, case_id in _rows(path / "responses.jsonl", lambda line: line)},
        judgements={
            case_id: consensus([by_judge[name][case_id] for name in names if case_id in by_judge[name]])
            for case_id in cases
        },
        by_judge=by_judge,
    )


_RUN_FIELDS = (
    "suite_hash", "suite", "suite_root", "model", "constitution", "judge", "judges", "control", "rubric_version"
)  # fmt: skip


def read_suite(run: Run) -> Suite:
    """The suite of a run. Raises ReportError if it is not any more what was run, SuiteError if it is not there."""
    root, name = Path(run.info["suite_root"]), run.info["suite"]
    suite = folder.load_part(root, name) if (root / f"{name}.txt").exists() else folder.load(root)
    if suite.hash != run.info["suite_hash"]:
        raise ReportError(
            f"{run.info['suite_root']}: the suite has changed since the run '{run.label}'; evaluate again"
        )
    return suite


def read_training(path: Path) -> list[dict[str, Any]]:
    """The updates of a training folder, in order. Raises ReportError if there are none."""
    updates = [update for _, update in _lines(path / "metrics.jsonl")]
    if not updates:
        raise ReportError(f"{path / 'metrics.jsonl'}: no update recorded; give the folder that `oodmmsafe train` wrote")
    return updates


def _names(folders: Sequence[Path]) -> list[str]:
    """As many last parts of the paths as make different folders differ, at least one."""
    parts = [path.resolve().parts[1:] for path in folders]
    for length in range(1, max(map(len, parts)) + 1):
        names = ["/".join(path[-length:]) for path in parts]
        if len(set(names)) == len(set(parts)):
            break
    return names


def _object(path: Path, *fields: str) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ReportError(f"{path}: not there; give the folder of a run that `oodmmsafe eval` has finished") from None
    except ValueError as error:
        raise ReportError(f"{path}: not JSON ({error}); evaluate again") from None
    for name in fields:
        if not isinstance(data, dict) or name not in data:
            raise ReportError(f"{path}, field '{name}': is missing; evaluate again")
    return data


def _rows(path: Path, parse: Callable[[dict[str, Any]], Any]) -> Iterator[tuple[Any, str]]:
    """What `parse` makes of every line on a first sample, with the line's case, in the file's order."""
    for number, line in _lines(path):
        if not isinstance(line.get("case"), str):
            raise ReportError(f"{path}, line {number}, field 'case': is missing")
        if line.get("sample", 0) != 0:
            continue
        try:
            yield parse(line), line["case"]
        except CaseError as error:
            raise ReportError(f"{path}, line {number}, {error}") from None


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSONL file with their line numbers; none if there is no file.

    A last line that a killed writer left torn is passed over, as resuming does.
    """
    if not path.exists():
        return
    lines = path.read_bytes().split(b"\n")
    for number, line in enumerate(lines[:-1], 1):  # what follows the last newline is empty or torn
        try:
            data = json.loads(line)
        except ValueError as error:
            raise ReportError(f"{path}, line {number}: not JSON ({error})") from None
        if not isinstance(data, dict):
            raise ReportError(f"{path}, line {number}: expected an object, found {type(data).__name__}")
        yield number, data
