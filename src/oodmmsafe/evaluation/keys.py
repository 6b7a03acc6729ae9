"""What makes two calls the same call: hashes over all that the outcome depends on."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from oodmmsafe.case import Case, canonical_json, to_json
from oodmmsafe.evaluation.model import Generation, Model


def identity(model: Model) -> str:
    """What tells the model from another of the same name, such as a hash of its weights; else its name."""
    return getattr(model, "identity", model.name)


def answer_key(case: Case, picture_sha256: str, system: str | None, model: Model, generation: Generation) -> str:
    """The key of a model's answer to a case. picture_sha256: of the file's bytes."""
    return _sha256(
        {
            "case": to_json(case),
            "picture": picture_sha256,
            "system": system,
            "model": [model.name, identity(model)],
            "generation": asdict(generation),
        }
    )


def judgement_key(answer_key: str, response: str | None, judge_name: str, rubric_version: str) -> str:
    """The key of a judgement: of this very response, so that an answer drawn anew is judged anew; None: no answer."""
    return _sha256([answer_key, response, judge_name, rubric_version])


def case_seed(seed: int, case_id: str) -> int:
    """A seed of 31 bits for one case of a run with `seed`."""
    return int(_sha256([seed, case_id])[:8], 16) >> 1


def _sha256(content: Any) -> str:
    return hashlib.sha256(canonical_json(content)).hexdigest()
