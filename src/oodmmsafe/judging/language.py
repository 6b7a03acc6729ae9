"""From the raw text of a response to sentences, and whether it is English at all.

Responses are hostile input: only the first READ_LIMIT characters are read, and every pattern here and in the lexicon
works in time linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

READ_LIMIT = 20_000
"""Characters of a response that are read (some 3,500 words). No reader goes on for longer."""

_PUNCTUATION = str.maketrans("‘’“”|", "''\"\" ", "*`#")
_LIST_MARKER = re.compile(r"^ ?(?:[-•>]|\d{1,3}[.)]) ", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]?\s+|(?<=[.!?][\"')\]])\s+|\s*\n\s*")
_BLANKS = re.compile(r"[^\S\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_NO_WORD = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}|^[b-df-hj-np-tv-xz]{2,}$|(.)\1\1|.{31}")

# Words common in English, and words common in other languages but not in English.
_ENGLISH = frozenset(
    _WORD.findall(
        """a about add after all also always an and any are around as at away be because been before but by can could do
        does don't each every first for from get go had has have he her here his how i i'd i'll i'm i've if in into is
        it it's its just keep let make may me might more most move my never no not of off on one only or out over please
        put set she should so some sorry take than that that's the their them then there there's they this to too two
        under until up use very was we were what when which while who will with would yes you you'll your"""
    )
)
_FOREIGN = frozenset(
    _WORD.findall(
        """är att auf avec che con dans das de del della dem den der des du ein eine el er es est está et för gli
        het il ist je jest les lo los mit na não nicht nie niet o och og os pas per por pour qué que się sie sono su
        sur um uma un una und une van von voor vous y zijn zu"""
    )
)


@dataclass(frozen=True)
class Sentence:
    """One sentence as written, and in lower case for matching."""

    text: str
    low: str


def clean(response: str) -> str:
    """The part of a response that is read, in one spelling of quotes and without markup."""
    text = unicodedata.normalize("NFKC", response[:READ_LIMIT])[:READ_LIMIT]
    return _LIST_MARKER.sub("", _BLANKS.sub(" ", text.translate(_PUNCTUATION))).strip()


def sentences(text: str) -> list[Sentence]:
    """Cleaned text in sentences. A bare opening ("Careful!", "Warning:") stays with the sentence that it opens."""
    found: list[Sentence] = []
    opening = ""
    for piece in _SENTENCE_END.split(text):
        piece = f"{opening} {piece}".strip()
        if not piece:
            continue
        opens = piece.endswith(":") or (piece.endswith("!") and piece.count(" ") < 2)
        opening = piece if opens and not opening else ""
        if not opening:
            found.append(Sentence(piece, piece.lower()))
    if opening:
        found.append(Sentence(opening, opening.lower()))
    return found


def vocabulary(*texts: str) -> frozenset[str]:
    """The words of these texts, in lower case."""
    return frozenset(word for text in texts for word in _WORD.findall(text.lower()))


def unreadable(text: str, known: frozenset[str]) -> str | None:
    """Why the cleaned text of a response that is not empty cannot be judged, or None if it can.

    known: words that are English here besides the commonest, such as those of the case; in lower case.
    """
    letters = [c for c in text if c.isalpha()]
    if sum(c < "\u0250" for c in letters) < 0.7 * len(letters):
        return "not in the Latin script"
    words = _WORD.findall(text.lower())
    noise = sum(_NO_WORD.search(word) is not None for word in words)
    if not words or len(letters) < 0.3 * sum(not c.isspace() for c in text) or 2 * noise > len(words):
        return "hardly a word in it"
    foreign = sum(word in _FOREIGN for word in words)
    english = sum(word in _ENGLISH or word in known for word in words)
    if foreign > english or (len(words) >= 8 and english < 0.05 * len(words)):
        return "not in English"
    return None
