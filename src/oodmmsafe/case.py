"""The plain data that every part of the project shares.

A `Case` is one query with one picture and its annotation; a `Pair` is a hazard case and its safe twin; a `Judgement`
is what one judge said of one response. All are frozen and checked when they are made, know nothing of files or
models, and turn into JSON and back without loss.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import asdict, dataclass, field, fields
from typing import Any

CATEGORIES = (
    "physical safety",
    "ecology",
    "legality",
    "ethics and feelings",
    "property and money",
    "privacy and security",
)
"""The six dimensions of harm: those of the constitution of COPSD (arXiv 2606.03089), a later paper by the same first
author; the taxonomy of OOD-MMSafe itself is not public."""

SIDES = ("hazard", "twin")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_HALF_OF_PAIR = re.compile(r"[\ud800-\udfff]")


class CaseError(ValueError):
    """A case, pair or judgement that breaks a rule; `field` is the dotted path of the offending field."""

    def __init__(self, field: str, problem: str):
        super().__init__(f"field '{field}': {problem}")
        self.field, self.problem = field, problem


def _is_text(value: object) -> bool:
    """Whether a value is text that is not blank and can be stored: JSON can smuggle in half of a surrogate pair."""
    return isinstance(value, str) and bool(value.strip()) and not _HALF_OF_PAIR.search(value)


def _require_text(owner: object, *names: str) -> None:
    for name in names:
        value = getattr(owner, name)
        if not _is_text(value):
            raise CaseError(name, f"expected text that is not empty, found {value!r}")


def _require_texts(owner: object, *names: str) -> None:
    for name in names:
        value = getattr(owner, name)
        if not isinstance(value, tuple) or not all(_is_text(item) for item in value):
            raise CaseError(name, f"expected a list of texts that are not empty, found {value!r}")


@dataclass(frozen=True)
class Picture:
    """A picture by its place and its content.

    path:   relative to the suite's folder.
    sha256: of the decoded picture: width and height as two big-endian 32-bit integers, then the RGB pixels. Not of the
            file, so that the same picture encoded by another library version keeps its identity.
    """

    path: str
    sha256: str

    def __post_init__(self) -> None:
        _require_text(self, "path", "sha256")
        if self.path.startswith("/") or ".." in self.path.split("/"):
            raise CaseError("path", f"expected a path inside the suite's folder, found {self.path!r}")
        if not _SHA256.fullmatch(self.sha256):
            raise CaseError("sha256", f"expected 64 hexadecimal digits, found {self.sha256!r}")


@dataclass(frozen=True)
class Hazard:
    """What in the picture turns the query's obvious answer dangerous, and how.

    chain: 2 to 5 short steps from "the user follows the obvious answer" to "the harm"; its length is the depth.
    severity: 1 (nuisance) to 4 (death or irreversible).
    term: the field's own name for the mechanism ("feline lily nephrotoxicity").
    """

    what: str
    where: str
    mechanism: str
    consequence: str
    harmed: str
    severity: int
    chain: tuple[str, ...]
    term: str = ""

    def __post_init__(self) -> None:
        _require_text(self, "what", "where", "mechanism", "consequence", "harmed")
        _require_texts(self, "chain")
        if not 2 <= len(self.chain) <= 5:
            raise CaseError("chain", f"expected 2 to 5 steps, found {len(self.chain)}")
        if type(self.severity) is not int or self.severity not in (1, 2, 3, 4):
            raise CaseError("severity", f"expected 1, 2, 3 or 4, found {self.severity!r}")
        if not isinstance(self.term, str):
            raise CaseError("term", f"expected text, found {self.term!r}")

    @property
    def depth(self) -> int:
        """Causal steps from the obvious answer to the harm."""
        return len(self.chain)


@dataclass(frozen=True)
class Cues:
    """Wordings by which the reference judge recognises what a response says.

    Every field is a list of alternatives; an alternative is a list of terms that must all occur in one sentence (in
    any order); a term is words with `|` between synonyms and `*` for any ending: ["cat|kitten*", "lil*|flower*"]. A
    plain word also matches its regular inflections ("move": moves, moved, moving).

    hazard:      names what is dangerous.
    consequence: names what it leads to.
    remedy:      steers the user clear of it.
    goal:        serves the legitimate goal. Here each alternative is one *point* of a full answer: the share of points
                 met decides the effectiveness.
    """

    hazard: tuple[tuple[str, ...], ...]
    consequence: tuple[tuple[str, ...], ...]
    remedy: tuple[tuple[str, ...], ...]
    goal: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        for f in fields(self):
            value = getattr(self, f.name)
            well_formed = isinstance(value, tuple) and all(
                isinstance(alternative, tuple) and alternative and all(_is_text(term) for term in alternative)
                for alternative in value
            )
            if not well_formed:
                raise CaseError(f.name, f"expected a list of lists of terms, found {value!r}")
        if not self.goal:
            raise CaseError("goal", "expected at least one point that a good answer makes")


@dataclass(frozen=True)
class Case:
    """One query, one picture, and what is known of them.

    side:   "hazard", or "twin" for the safe twin of the hazard case with the same `pair`.
    hazard: the annotated hazard; on a twin, the hazard that has been removed (a judge of false alarms needs it).
    naive:  the obvious answer that leads into the harm (on a twin: a plain good answer).
    good:   an answer that serves the goal by a safe way.
    tags:   free marks by which results can be split, such as "held-out".
    """

    id: str
    pair: str
    side: str
    category: str
    subcategory: str
    setting: str
    query: str
    picture: Picture
    hazard: Hazard
    cues: Cues
    naive: str
    good: str
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require_text(self, "id", "pair", "side", "category", "subcategory", "setting", "query", "naive", "good")
        _require_texts(self, "tags")
        if self.side not in SIDES:
            raise CaseError("side", f"expected one of {SIDES}, found {self.side!r}")
        if self.category not in CATEGORIES:
            raise CaseError("category", f"expected one of {CATEGORIES}, found {self.category!r}")
        if self.side == "hazard" and not (self.cues.hazard and self.cues.consequence and self.cues.remedy):
            raise CaseError("cues", "a hazard case needs cues for hazard, consequence and remedy")

    @property
    def is_twin(self) -> bool:
        """Whether the hazard has been removed from the picture."""
        return self.side == "twin"

    @property
    def depth(self) -> int:
        """Causal steps from the obvious answer to the harm; on a twin, those of the hazard that was removed."""
        return self.hazard.depth


@dataclass(frozen=True)
class Pair:
    """A hazard case and its safe twin: the same query, the same scene with only the hazard removed or moved."""

    hazard: Case
    twin: Case

    def __post_init__(self) -> None:
        for name, case in (("hazard", self.hazard), ("twin", self.twin)):
            if case.side != name:
                raise CaseError(f"{name}.side", f"expected {name!r}, found {case.side!r}")
        for name in ("pair", "query", "category"):
            if getattr(self.hazard, name) != getattr(self.twin, name):
                raise CaseError(f"twin.{name}", "differs from the hazard case's")
        if self.hazard.id == self.twin.id:
            raise CaseError("twin.id", "is the hazard case's id")
        if self.hazard.picture.sha256 == self.twin.picture.sha256:
            raise CaseError("twin.picture.sha256", "is the hazard case's picture")

    @property
    def id(self) -> str:
        """The name that both cases carry in their field `pair`."""
        return self.hazard.pair


@dataclass(frozen=True)
class Judgement:
    """What one judge says of one response.

    On a hazard case `risk`, `safety` and `effectiveness` are 0, 1 or 2, `format_centric` is a bool and `false_alarm` is
    None. On a safe twin `false_alarm` is a bool, `effectiveness` is 0, 1 or 2, and the others are None. A judge that
    cannot tell gives no scores at all and says why in `missing`: missing data, never a score.

    format_centric: the response warns or refuses although it does not name the hazard.
    evidence: words of the response that the scores rest on.
    """

    judge: str
    risk: int | None = None
    safety: int | None = None
    effectiveness: int | None = None
    false_alarm: bool | None = None
    format_centric: bool | None = None
    reason: str = ""
    evidence: tuple[str, ...] = field(default=())
    missing: str | None = None

    def __post_init__(self) -> None:
        _require_text(self, "judge")
        for name in ("risk", "safety", "effectiveness"):
            value = getattr(self, name)
            if value is not None and (type(value) is not int or value not in (0, 1, 2)):
                raise CaseError(name, f"expected 0, 1, 2 or nothing, found {value!r}")
        for name in ("false_alarm", "format_centric"):
            value = getattr(self, name)
            if value is not None and not isinstance(value, bool):
                raise CaseError(name, f"expected true, false or nothing, found {value!r}")
        if not isinstance(self.reason, str):
            raise CaseError("reason", f"expected text, found {self.reason!r}")
        if not isinstance(self.evidence, tuple) or not all(isinstance(words, str) for words in self.evidence):
            raise CaseError("evidence", f"expected a list of texts, found {self.evidence!r}")
        self._require_scores()

    def _require_scores(self) -> None:
        """All scores of a hazard case and no other, or all of a twin and no other; none at all if missing."""
        if self.missing is not None:
            _require_text(self, "missing")
            kind = "missing"
        else:
            kind = "hazard" if self.false_alarm is None else "twin"
        owed = _SCORES_OF[kind]
        for name in dict.fromkeys(name for names in _SCORES_OF.values() for name in names):
            if (getattr(self, name) is not None) != (name in owed):
                wrong = "is missing in" if name in owed else "has no place in"
                raise CaseError(name, f"{wrong} a {kind} judgement, which has {', '.join(owed) or 'no scores'}")


_SCORES_OF = {
    "hazard": ("risk", "safety", "effectiveness", "format_centric"),
    "twin": ("effectiveness", "false_alarm"),
    "missing": (),
}


def to_json(value: Any) -> dict[str, Any]:
    """A dataclass of this module as plain JSON data; its inverse is `from_json`."""
    return asdict(value)


def canonical_json(value: Any) -> bytes:
    """JSON data in the one form that hashes are taken of: sorted keys, no spaces, ASCII. NaN raises ValueError."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


_NESTED: dict[type, dict[str, type]] = {
    Case: {"picture": Picture, "hazard": Hazard, "cues": Cues},
    Pair: {"hazard": Case, "twin": Case},
}


def from_json(kind: type, data: Any) -> Any:
    """Build a `kind` (`Case`, `Pair`, `Judgement`, ...) from plain JSON data.

    Raises CaseError naming the dotted field that is missing, unknown or wrong.
    """
    if not isinstance(data, dict):
        raise CaseError(kind.__name__, f"expected an object, found {type(data).__name__}")
    known = {f.name: f for f in fields(kind)}
    for name in data:
        if name not in known:
            raise CaseError(name, "is not a field of " + kind.__name__)
    values: dict[str, Any] = {}
    for name, f in known.items():
        if name not in data:
            if f.default is not f.default_factory:  # at least one of the two is set: the field has a default
                continue
            raise CaseError(name, "is missing")
        nested = _NESTED.get(kind, {}).get(name)
        values[name] = _within(name, nested, data[name]) if nested else _tuples(name, data[name])
    return kind(**values)


def _within(name: str, kind: type, data: Any) -> Any:
    if not isinstance(data, dict):
        raise CaseError(name, f"expected an object, found {type(data).__name__}")
    try:
        return from_json(kind, data)
    except CaseError as error:
        raise CaseError(f"{name}.{error.field}", error.problem) from None


def _tuples(name: str, value: Any) -> Any:
    """JSON lists as tuples, all the way down; a number that JSON cannot carry is refused by the name of its field."""
    if isinstance(value, list):
        return tuple(_tuples(name, item) for item in value)
    if isinstance(value, float) and not math.isfinite(value):
        raise CaseError(name, f"expected a finite number, found {value}")
    return value
