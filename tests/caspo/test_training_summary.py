"""The summary of a training run."""

import json

from oodmmsafe.caspo.summary import END_UPDATES, FIGURES, summarize_training, write_summary


def test_start_and_end_are_means_and_unmeasured_figures_stay_empty(tmp_path):
    updates = [{**dict.fromkeys(FIGURES), "entropy": float(i), "alarms": ["low"] * (i == 9)} for i in range(10)]
    (tmp_path / "metrics.jsonl").write_text("".join(json.dumps(update) + "\n" for update in updates))
    summary = summarize_training(tmp_path / "metrics.jsonl")
    assert (summary["updates"], summary["alarms"], END_UPDATES) == (10, 1, 5)
    assert (summary["start"]["entropy"], summary["end"]["entropy"]) == (1.0, 7.0)
    assert summary["end"]["kl_teacher"] is None
    write_summary(tmp_path, tmp_path / "final")
    assert json.loads((tmp_path / "summary.json").read_text()) == {"model": f"hf/{tmp_path}/final", **summary}
