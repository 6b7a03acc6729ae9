"""Token shift by part of speech.

The paper's idea: token-level self-distillation moves what a model says word by word, and the signal should fall on the
words of reasoning about consequences rather than on style.

Our definition: the answers of one run are read, not written, by two scorers that see the same pictures and questions:
a model, and either another model or the same one after a constitution. The shift of a token is its log-probability
under the second minus that under the first, in nats. By class of its word: the mean shift with a bootstrap interval
over the pairs, and which share of all movement (the sum of absolute shifts) falls on the class, beside its share of
the tokens. The token that ends an answer is a class of its own. Answers are cut into tokens anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from oodmmsafe import constitutions, models
from oodmmsafe.analysis import plot
from oodmmsafe.analysis.finding import AnalysisError, Column, Finding
from oodmmsafe.analysis.shares import read_for
from oodmmsafe.analysis.speech import CLASSIFIERS, END, words_of
from oodmmsafe.case import Case
from oodmmsafe.evaluation.statistics import cluster_bootstrap
from oodmmsafe.reporting.runs import Run, read_suite
from oodmmsafe.suites import Suite

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from oodmmsafe.analysis.scoring import Scorer

COLUMNS = (
    Column("class", "class"),
    Column("shift", "mean shift, nats (95%)", 1, 3),
    Column("movement", "of all movement, %", 100),
    Column("tokens", "of all tokens, %", 100),
    Column("n", "n"),
)
_LEAST, _WORDS = 5, 6
"""How many tokens of a word there must be for it to be named among those that moved most, and how many are named."""


@dataclass(frozen=True)
class Shifts:
    """The tokens of all answers, one after another, in arrays of shape (tokens,).

    shift: in nats.  kind: class of the word.  word: that it is a part of.  pair: number of its pair.
    """

    shift: np.ndarray
    kind: np.ndarray
    word: np.ndarray
    pair: np.ndarray


@dataclass(frozen=True)
class Reader:
    """Who reads the answers: a model, and the text of its system role."""

    name: str
    scorer: Scorer
    system: str | None


def by_kind(shifts: Shifts) -> list[dict[str, object]]:
    """A row for each class, those that move most first."""
    total, bounds = np.abs(shifts.shift).sum(), (float(shifts.shift.min()), float(shifts.shift.max()))
    rows = []
    for kind in np.unique(shifts.kind):
        own = shifts.kind == kind
        rows.append(
            {
                "class": str(kind),
                "shift": cluster_bootstrap(shifts.shift[own], shifts.pair[own], bounds=bounds),
                "movement": float(np.abs(shifts.shift[own]).sum() / total) if total else 0.0,
                "tokens": float(own.mean()),
                "n": int(own.sum()),
            }
        )
    return sorted(rows, key=lambda row: -row["movement"])


def most_moved(shifts: Shifts) -> tuple[list[str], list[str]]:
    """The words that the second raises most, and those that it lowers most, by their mean shift."""
    by_word: dict[str, list[float]] = defaultdict(list)
    for word, shift in zip(shifts.word, shifts.shift, strict=True):
        by_word[word].append(float(shift))
    means = {word: np.mean(values) for word, values in by_word.items() if word and len(values) >= _LEAST}
    order = sorted(means, key=means.__getitem__)
    return [w for w in order[::-1][:_WORDS] if means[w] > 0], [w for w in order[:_WORDS] if means[w] < 0]


def tokens(
    folder: Path,
    *,
    model: str | None = None,
    other: str | None = None,
    constitution: str | None = None,
    by: str = "speech",
    most_pairs: int | None = None,
) -> Finding:
    """The shift on the answers of the run in `folder`, from `model` to `other` with `constitution`.

    model:        the first reader, without a constitution; by default the run's model.
    other:        the second; by default the same model.  constitution: the second's, a name or a file.
    by:           one of `speech.CLASSIFIERS`.
    most_pairs:   read only so many pairs, spread evenly over the suite.
    Raises AnalysisError if there is nothing to compare, a model is not local or cuts words otherwise, the run has no
    answers, or HanTa is missing; OodmmsafeError for names that stand for nothing.
    """
    (run,), _ = read_for("tokens", [folder], None)
    if other is None and constitution is None:
        raise AnalysisError("analyze tokens: give --other MODEL, --constitution NAME, or both, to compare with")
    first, second = _readers(model or run.info["model"], other, constitution)
    suite = read_suite(run)
    shifts = _read(suite, run, first, second, by, most_pairs)
    rows = by_kind(shifts)
    raised, lowered = most_moved(shifts)
    notes = [f"Shift from {first.name} to {second.name}, on the answers of {run.label}."]
    notes += [f"Raised most: {', '.join(raised)}."] if raised else []
    notes += [f"Lowered most: {', '.join(lowered)}."] if lowered else []
    return Finding("tokens", COLUMNS, rows, notes, lambda: _draw(rows, first.name, second.name))


def _readers(model: str, other: str | None, constitution: str | None) -> tuple[Reader, Reader]:
    for name in (model, other):
        if name is not None and models.is_remote(name):
            raise AnalysisError(
                f"'{name}' is behind a server, which gives no log-probabilities of answers that are there already; "
                "give a local model with --model (nano or hf/PATH)"
            )
    folders = [models.folder_of(model), models.folder_of(other or model)]
    text = None if constitution is None else constitutions.load(constitution).text
    models.need_extra("local")
    from oodmmsafe.analysis.scoring import Scorer

    scorer = Scorer(folders[0])
    scorers = [scorer, scorer if folders[0] == folders[1] else Scorer(folders[1])]
    added = f" with constitution {constitution}" if constitution else ""
    return Reader(model, scorers[0], None), Reader(f"{other or model}{added}", scorers[1], text)


def _read(suite: Suite, run: Run, first: Reader, second: Reader, by: str, most_pairs: int | None) -> Shifts:
    step = 1 if most_pairs is None else max(1, -(-len(suite.pairs) // most_pairs))
    seen = run.info.get("with_picture", True)
    columns: tuple[list, ...] = ([], [], [], [])
    for number, pair in enumerate(suite.pairs[::step]):
        for case in (pair.hazard, pair.twin):
            row = run.responses.get(case.id, {})
            if not row.get("response"):
                continue
            picture = suite.picture_bytes(case) if seen else None
            shift, kinds, words = _shift(case, picture, row, first, second, by)
            for column, values in zip(columns, (shift, kinds, words, [number] * len(kinds)), strict=True):
                column.extend(values)
    if not columns[0]:
        raise AnalysisError(f"run '{run.label}' has no answers (responses.jsonl); evaluate again")
    return Shifts(*map(np.array, columns))


def _shift(
    case: Case, picture: bytes | None, row: dict, first: Reader, second: Reader, by: str
) -> tuple[np.ndarray, list[str], list[str]]:
    """Of one answer the shift, the class and the word of each token."""
    answer, ended = row["response"], row.get("finish") == "stop"
    cut = first.scorer.cut(answer)
    if cut != second.scorer.cut(answer):
        raise AnalysisError(f"{first.name} and {second.name} cut words into different tokens; compare related models")
    before, after = (
        reader.scorer.logp(case.query, picture, reader.system, cut.ids, ended=ended) for reader in (first, second)
    )
    end = [END] if ended else []
    return after - before, CLASSIFIERS[by](answer, cut.spans) + end, words_of(answer, cut.spans) + [""] * len(end)


def _draw(rows: Sequence[dict], first: str, second: str) -> Figure:
    """Mean shift of each class on the left; on the right its share of the movement beside its share of the tokens."""
    figure, (left, right) = plot.panels(9.5, 1.6 + 0.34 * len(rows), 2, sharey=True, width_ratios=(1.15, 1))
    places = np.arange(len(rows))
    plot.intervals(left, places, [row["shift"] for row in rows], 0, sideways=True, scale=1)
    left.axvline(0, color=plot.SOFT, linewidth=1.2)
    left.set_yticks(places, [f"{row['class']} ({row['n']:,})" for row in rows])
    left.set_ylim(len(rows) - 0.5, -0.5)
    left.set_title("Mean shift of a token (95%)")
    left.set_xlabel(f"nats; right of 0: likelier for\n{_brief(second)} than for {_brief(first)}")
    for place, key, color in ((-0.19, "movement", plot.COLORS[0]), (0.19, "tokens", "#b8bcc4")):
        values = [100 * row[key] for row in rows]
        right.barh(places + place, values, height=0.36, color=color, label=f"of the {key}")
    right.set_title("Share of the class")
    plot.per_cent(right.xaxis, (0, None))
    right.legend(loc="lower right")
    right.tick_params(left=False)
    for axes in (left, right):
        axes.grid(False, axis="y")
    return figure


def _brief(name: str) -> str:
    """A model's name without the folders that lead to it."""
    kind, _, rest = name.partition("/")
    return "/".join(Path(rest).parts[-2:]) if kind == "hf" else name
