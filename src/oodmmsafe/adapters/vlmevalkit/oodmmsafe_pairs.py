"""The data set `oodmmsafe_pairs` for VLMEvalKit, from the table beside this file; `register` makes it known there."""

from __future__ import annotations

import json
from pathlib import Path

import vlmeval.dataset
from vlmeval.dataset.image_base import ImageBaseDataset
from vlmeval.smp import load

from oodmmsafe.adapters.outcomes import outcomes, rates

HERE = Path(__file__).resolve().parent
NAME = "oodmmsafe_pairs"


class OODMMSafePairs(ImageBaseDataset):
    """Hazard cases and their safe twins, judged by the reference judge of oodmmsafe."""

    TYPE = "VQA"

    @classmethod
    def supported_datasets(cls):
        """The name to give to `--data`."""
        return [NAME]

    def load_data(self, dataset):
        """The table, wherever LMUData is."""
        return load(str(HERE / f"{NAME}.tsv"))

    def post_build(self, dataset):
        """Take the picture files as they are, where VLMEvalKit would write its own from the table."""
        self.img_root = str(HERE)

    def evaluate(self, eval_file, **judge_kwargs):
        """The rates over all predictions. What was answered goes into a file that `oodmmsafe judge` reads."""
        predictions = dict(load(eval_file)[["index", "prediction"]].values)
        answers = [(row, predictions.get(row["index"])) for row in self.data.to_dict("records")]
        recorded = Path(eval_file).with_suffix(".answers.jsonl")
        recorded.write_text("".join(_recorded(*answer) for answer in answers), encoding="utf-8")
        return rates(outcomes(row["annotation"], prediction) for row, prediction in answers)


def register():
    """Make VLMEvalKit know the data set."""
    vlmeval.dataset.OODMMSafePairs = OODMMSafePairs
    vlmeval.dataset.DATASET_CLASSES.append(OODMMSafePairs)


def _recorded(row, prediction):
    """An empty answer comes back from a spreadsheet as a number that is none."""
    response = prediction if isinstance(prediction, str) else ""
    answer = {"case": row["id"], "query": row["question"], "picture_sha256": row["picture_sha256"]}
    return json.dumps(answer | {"response": response}) + "\n"
