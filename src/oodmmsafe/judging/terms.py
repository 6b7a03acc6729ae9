"""Case cues made into patterns (`case.Cues` states their grammar).

A plain word also matches its regular inflections (move: moves, moved, moving), so that an author need not list them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from oodmmsafe.case import Cues

Hit = tuple[re.Match[str], ...]


class Term:
    """One term of a cue: a pattern that is made only when a text may hold it, for most texts hold few of a case's."""

    def __init__(self, text: str):
        self._synonyms = [synonym.lower().split() for synonym in text.split("|")]
        self._beginnings = [_beginning(words[0]) for words in self._synonyms if words]

    def search(self, low: str) -> re.Match[str] | None:
        """The first place of the term in a text in lower case."""
        if not any(beginning in low for beginning in self._beginnings):
            return None
        return self._pattern.search(low)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        synonyms = (r"\s+".join(map(_word, words)) for words in self._synonyms)
        return re.compile(rf"(?<!\w)(?:{'|'.join(filter(None, synonyms))})(?!\w)")


Alternatives = tuple[tuple[Term, ...], ...]


@dataclass(frozen=True)
class Terms:
    """The four lists of `Cues`, each alternative as a tuple of terms."""

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
        found = []
        for term in alternative:
            if (place := term.search(low)) is None:
                break
            found.append(place)
        else:
            yield tuple(found)


def _alternatives(group: tuple[tuple[str, ...], ...]) -> Alternatives:
    return tuple(tuple(_term(term) for term in alternative) for alternative in group)


@lru_cache(maxsize=8192)
def _term(text: str) -> Term:
    return Term(text)


def _beginning(word: str) -> str:
    """What every text that `_word(word)` matches has in it."""
    return word.partition("*")[0] if "*" in word else word[:-1] if len(word) > 1 else word


def _word(word: str) -> str:
    if "*" in word or not word.isalpha() or len(word) < 3:
        return re.escape(word).replace(r"\*", r"\w*")
    stem, last = word[:-1], word[-1]
    if last == "e":
        return rf"{stem}(?:e(?:s|d|'s)?|ing)"
    if last == "y" and stem[-1] not in "aeiou":
        return rf"{stem}(?:y(?:ing|'s)?|ies|ied)"
    return rf"{word}(?:'s|e?s|{last}?ed|{last}?ing)?"
