"""What lmms-eval calls for the task `oodmmsafe_pairs`.

Answers are judged by the reference judge where oodmmsafe is installed; elsewhere all of them are without a verdict, and
`oodmmsafe judge` judges the recorded samples later.
"""

from __future__ import annotations

import json
from pathlib import Path

from PIL import Image

try:
    from oodmmsafe.adapters.outcomes import outcomes, pair_accuracy
except ModuleNotFoundError:

    def outcomes(annotation, response):
        """No verdict."""
        return {"without_verdict": 1}

    def pair_accuracy(sides):
        """Unknown."""
        return float("nan")


__all__ = ["doc_to_target", "doc_to_visual", "pair_accuracy", "process_results"]
HERE = Path(__file__).resolve().parent


def doc_to_visual(doc):
    """The picture, which lies beside this file."""
    with Image.open(HERE / doc["image_path"]) as picture:
        return [picture.convert("RGB")]


def doc_to_target(doc):
    """Not an answer to compare with, but what the recorded answer is an answer to."""
    return json.dumps({"case": doc["id"], "picture_sha256": doc["picture_sha256"]})


def process_results(doc, results):
    """By metric, 0 or 1 for this answer."""
    return outcomes(doc["annotation"], results[0])
