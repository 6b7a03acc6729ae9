"""What makes two calls the same call: hashes over all that the outcome depends on."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from oodmmsafe.case import Case, canonical_json, to_json
from oodmmsafe.models.contract import Generation


def identity(model_or_judge: object) -> str:
    """What tells a model or judge from another of the same name, such as a hash of its weights; else its name."""
    return getattr(model_or_judge, "identity", model_or_judge.name)


def answer_key(
    case: Case, picture_sha256: str | None, system: str | None, model: object, generation: Generation, sample: int = 0
) -> str:
    """The key of a model's answer to a case: all that the model sees, so that a reworded annotation costs no answer.

    picture_sha256: of the file's bytes; None where the question is asked without it.
    """
    return _sha256(
        {
            "case": case.id,
            "query": case.query,
            "picture": picture_sha256,
            "system": system,
            "model": [model.name, identity(model)],
            "generation": asdict(generation),
            "sample": sample,
        }
    )


def judgement_key(case: Case, answer_key: str, response: str | None, judge: object, rubric_version: str) -> str:
    """The key of a judgement: of this very response and annotation, so that an answer drawn anew is judged anew.

    response: None where there is no answer.
    """
    return _sha256([_annotation(case), answer_key, response, [judge.name, identity(judge)], rubric_version])


@lru_cache(maxsize=4096)
def _annotation(case: Case) -> str:
    return _sha256(to_json(case))


def sample_seed(seed: int, case_id: str, sample: int = 0) -> int:
    """A seed of 31 bits for one sample of one case of a run with `seed`."""
    return int(_sha256([seed, case_id, sample] if sample else [seed, case_id])[:8], 16) >> 1


def _sha256(content: Any) -> str:
    return hashlib.sha256(canonical_json(content)).hexdigest()
