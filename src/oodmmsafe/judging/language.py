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

_PUNCTUATION = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " ", "*": "", "`": "", "#": "", "|": " "})
_LIST_MARKER = re.compile(r"^[ \t]*(?:[-•>]|\d{1,3}[.)])[ \t]+", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]?\s+|(?<=[.!?][\"')\]])\s+|\s*\n\s*")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_UNPRONOUNCEABLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}|^[^aeiouy]{2,}$")

# Words common in English and in no other language that is likely here, and the other way round.
_ENGLISH = frozenset(
    "the a an of to and in is it that this for on with you your are be as at by or from not but if so can could will "
    "would should may might do don't does have has had there here them they then than when what which who how i i'd "
    "i'm i'll i've it's that's there's you'll we my me he she his her its their no yes any some more most very up out "
    "off over under into first just only also too before after away keep put move take make use add set go get let "
    "about around please sorry was were been because while until never always all one two each every".split()
)
_FOREIGN = frozenset(
    "el los las una por para con del que qué es está y lo su und der das ist nicht mit auf ein eine den dem du kannst "
    "sie le les des est une dans avec vous pas et il pour gli della che non per di sono o os um uma não é het een van "
    "niet zijn voor og och att som jest nie się na".split()
)


@dataclass(frozen=True)
class Sentence:
    """One sentence as written, and in lower case for matching."""

    text: str
    low: str


def clean(response: str) -> str:
    """The part of a response that is read, in one spelling of quotes and without markup."""
    text = unicodedata.normalize("NFKC", response[:READ_LIMIT])[:READ_LIMIT]
    return _LIST_MARKER.sub("", text.translate(_PUNCTUATION)).strip()


def sentences(text: str) -> list[Sentence]:
    """Cleaned text in sentences. A bare opening ("Careful!", "Warning:") stays with the sentence that it opens."""
    found: list[Sentence] = []
    opening = ""
    for piece in _SENTENCE_END.split(text):
        piece = _SPACE.sub(" ", f"{opening} {piece}").strip()
        if not piece:
            continue
        opens = piece.endswith(":") or (piece.endswith("!") and piece.count(" ") < 2)
        opening = piece if opens and not opening else ""
        if not opening:
            found.append(Sentence(piece, piece.lower()))
    if opening:
        found.append(Sentence(opening, opening.lower()))
    return found


def unreadable(text: str) -> str | None:
    """Why cleaned text that is not empty cannot be judged, or None if it can."""
    letters = [c for c in text if c.isalpha()]
    if sum(c < "\u0250" for c in letters) < 0.7 * len(letters):
        return "not in the Latin script"
    words = _WORD.findall(text.lower())
    if not words or 2 * sum(_UNPRONOUNCEABLE.search(word) is not None for word in words) > len(words):
        return "hardly a word in it"
    english, foreign = (sum(word in known for word in words) for known in (_ENGLISH, _FOREIGN))
    if foreign > english or (len(words) >= 8 and english < 0.05 * len(words)):
        return "not in English"
    return None
