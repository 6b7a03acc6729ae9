"""Case cues made into patterns (`case.Cues` states their grammar).

A plain word also matches its regular inflections (move: moves, moved, moving), so that an author need not list them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from oodmmsafe.case import Cues

Alternatives = tuple[tuple[re.Pattern[str], ...], ...]
Hit = tuple[re.Match[str], ...]


@dataclass(frozen=True)
class Terms:
    """The four lists of `Cues`, each alternative as one pattern a term. They match text in lower case."""

    hazard: Alternatives
    consequence: Alternatives
    remedy: Alternatives
    goal: Alternatives


@lru_cache(maxsize=8192)
def compile_cues(cues: Cues) -> Terms:
    """The patterns of a case's cues; kept, because training judges thousands of responses to the same cases."""
    return Terms(*(_alternatives(group) for group in (cues.hazard, cues.consequence, cues.remedy, cues.goal)))


def hits(alternatives: Alternatives, low: str) -> Iterator[Hit]:
    """For each alternative all of whose terms occur in the sentence: the first place of each term."""
    for alternative in alternatives:
        found = tuple(pattern.search(low) for pattern in alternative)
        if all(found):
            yield found


def _alternatives(group: tuple[tuple[str, ...], ...]) -> Alternatives:
    return tuple(tuple(_term(term) for term in alternative) for alternative in group)


@lru_cache(maxsize=8192)
def _term(term: str) -> re.Pattern[str]:
    synonyms = (r"\s+".join(_word(word) for word in synonym.lower().split()) for synonym in term.split("|"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(filter(None, synonyms))})(?!\w)")


def _word(word: str) -> str:
    if "*" in word or not word.isalpha() or len(word) < 3:
        return re.escape(word).replace(r"\*", r"\w*")
    stem, last = word[:-1], word[-1]
    if last == "e":
        return rf"{stem}(?:e(?:s|d|'s)?|ing)"
    if last == "y" and stem[-1] not in "aeiou":
        return rf"{stem}(?:y(?:ing|'s)?|ies|ied)"
    return rf"{word}(?:'s|e?s|{last}?ed|{last}?ing)?"
