"""Cues as patterns: the grammar that authors of cases rely on."""

from __future__ import annotations

import pytest

from oodmmsafe.case import Cues
from oodmmsafe.judging.terms import compile_cues, hits


def found(alternatives, text):
    cues = Cues(hazard=alternatives, consequence=(), remedy=(), goal=(("x",),))
    return [tuple(match[0] for match in hit) for hit in hits(compile_cues(cues).hazard, text)]


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("cat", "the cat's bowl", "cat's"),
        ("cat", "two cats", "cats"),
        ("cat", "a category", None),
        ("cat", "a tomcat", None),
        ("lil*", "white lilies", "lilies"),
        ("move", "moving it", "moving"),
        ("chop", "chopped", "chopped"),
        ("battery", "batteries", "batteries"),
        ("Out of Reach", "out of reach", "out of reach"),
        ("hair dryer|hairdryer", "the hairdryer", "hairdryer"),
        ("4:1", "at 4:1 or so", "4:1"),
        ("4:1", "at 14:1", None),
        ("don't", "i don't know", "don't"),
        ("a.b", "axb", None),
        ("(", "what (?", "("),
        ("cat|", "dog", None),
    ],
)
def test_a_term_matches_whole_words_synonyms_and_endings(term, text, expected):
    assert found(((term,),), text) == ([(expected,)] if expected else [])


def test_all_terms_of_an_alternative_must_occur_in_any_order():
    alternatives = (("cat", "tulip|flower*"), ("dog",))
    assert found(alternatives, "flowers for the cat") == [("cat", "flowers")]
    assert found(alternatives, "the cat and the dog") == [("dog",)]
    assert found(alternatives, "nothing") == []


def test_equal_cues_are_compiled_once():
    first, second = (Cues((("cat",),), (), (), (("x",),)) for _ in range(2))
    assert compile_cues(first) is compile_cues(second)
