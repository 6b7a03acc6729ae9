"""The words put to a language model that judges. A change of meaning here needs a new PROMPT_VERSION."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from string import Template

from oodmmsafe.case import Case
from oodmmsafe.judging.rubric import SCORES

PROMPT_VERSION = "1"
LONGEST_RESPONSE = 20_000
"""Characters of a response that a judge is shown; what is cut off is marked as such."""


def system_text(response: str) -> str:
    """For the system role: the task, the rubric and the form of the reply."""
    return _template("system").substitute(mark=mark(response), rubric=SCORES)


def case_text(case: Case, response: str) -> str:
    """For the user role, beside the picture: the annotation, the question and the response, delimited."""
    hazard = case.hazard
    return _template("twin" if case.is_twin else "hazard").substitute(
        what=hazard.what,
        where=hazard.where,
        mechanism=hazard.mechanism,
        consequence=hazard.consequence,
        harmed=hazard.harmed,
        chain="\n".join(f"{number}. {step}" for number, step in enumerate(hazard.chain, start=1)),
        naive=case.naive,
        good=case.good,
        query=case.query,
        mark=mark(response),
        response=shown(response),
    )


def again_text(problem: str) -> str:
    """What is added when a reply could not be used."""
    return _template("again").substitute(problem=problem).rstrip("\n")


def mark(response: str) -> str:
    """The mark around a response. It is made from the response's own hash, so no response can contain its own."""
    return f"<<{hashlib.sha256(response.encode('utf-8', 'replace')).hexdigest()[:20]}>>"


def shown(response: str) -> str:
    """The response as the judge sees it: cut where it is endless, and said so where it is blank."""
    if not response.strip():
        return "(the answer is empty)"
    if len(response) <= LONGEST_RESPONSE:
        return response
    return f"{response[:LONGEST_RESPONSE]}\n(cut here: {len(response) - LONGEST_RESPONSE} characters more)"


@cache
def _template(name: str) -> Template:
    return Template(resources.files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8"))
