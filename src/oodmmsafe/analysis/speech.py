"""A class for every token of an answer: its word's part of speech, or the coarse classes of the trainer.

Parts of speech come from HanTa, a hidden Markov model over morphemes with the BNC's tags, which brings its English
model with it (extra `analysis`). The token classes of `caspo.token_classes` need nothing and know words of caution.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

from oodmmsafe.analysis.finding import AnalysisError

Span = tuple[int, int]
"""Where a piece of a text begins and ends, in characters."""

END = "end"
"""The class of the token that ends an answer."""
_WORD = re.compile(r"can(?=not\b)|\w+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\w+|[^\w\s]", re.IGNORECASE)
_SENTENCE_END = {".", "!", "?", ":", ";"}
_BY_TAG = {
    "NN": "noun", "NP": "noun", "VM": "modal verb", "VV": "verb", "VB": "verb", "VD": "verb", "VH": "verb",
    "AJ": "adjective", "AV": "adverb", "XX": "negation", "PN": "pronoun", "DP": "determiner", "DT": "determiner",
    "AT": "determiner", "PR": "preposition", "TO": "preposition", "CJ": "conjunction", "CR": "number", "OR": "number",
    "PU": "punctuation",
}  # fmt: skip
"""By the first two letters of a tag of the BNC (CLAWS C5); the rest is "other"."""


def classes_by_speech(text: str, spans: Sequence[Span]) -> list[str]:
    """The part of speech of the word that each token of `text` is (a part of). spans: of the tokens.

    Raises AnalysisError if HanTa is not installed.
    """
    words = [match.span() for match in _WORD.finditer(text)]
    parts = tag([text[start:end] for start, end in words])
    return [_at(span, words, parts) or "other" for span in spans]


def classes_by_token(text: str, spans: Sequence[Span]) -> list[str]:
    """The class of each token by `caspo.token_classes`: caution, function, content or punctuation."""
    from oodmmsafe.caspo.token_classes import classify

    return [classify(text[start:end]) for start, end in spans]


CLASSIFIERS: dict[str, Callable[[str, Sequence[Span]], list[str]]] = {
    "speech": classes_by_speech,
    "class": classes_by_token,
}


def words_of(text: str, spans: Sequence[Span]) -> list[str]:
    """The word, in lower case, that each token of `text` is (a part of); empty for blanks. spans: of the tokens."""
    words = [match.span() for match in _WORD.finditer(text)]
    texts = [text[start:end].lower() for start, end in words]
    return [_at(span, words, texts) for span in spans]


def tag(words: Sequence[str]) -> list[str]:
    """The part of speech of each word or mark of an English text. Raises AnalysisError if HanTa is not installed."""
    found: list[str] = []
    sentence: list[str] = []
    for number, word in enumerate(words, 1):
        sentence.append(word.replace("’", "'"))
        if word in _SENTENCE_END or number == len(words):
            found += [_BY_TAG.get(tag[:2], "other") for _, _, tag in _tagger().tag_sent(sentence)]
            sentence = []
    return found


@cache
def _tagger() -> Any:
    if find_spec("HanTa") is None:
        raise AnalysisError("HanTa missing: pip install 'oodmmsafe[analysis]', or give --by class")
    from HanTa.HanoverTagger import HanoverTagger

    return HanoverTagger("morphmodel_en.pgz")


def _at(span: Span, words: Sequence[Span], values: Sequence[str]) -> str:
    """The value of the first word that the token has a character of; empty for blanks alone."""
    for (start, end), value in zip(words, values, strict=True):
        if start < span[1] and span[0] < end:
            return value
    return ""
