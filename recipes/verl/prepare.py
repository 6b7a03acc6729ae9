"""Write a suite as the parquet file that verl trains on: python recipes/verl/prepare.py SUITE FILE.parquet"""

from __future__ import annotations

import sys

from oodmmsafe import suites


def rows(name: str) -> list[dict]:
    """A row per case, hazard and twin in turn: its picture as bytes, its query, its id; `<image>` is verl's mark.

    Raises OodmmsafeError for a suite that is not there or a picture that is damaged.
    """
    suite = suites.open_suite(name)
    return [
        {
            "data_source": name,
            "agent_name": "caspo_agent",
            "prompt": [{"role": "user", "content": f"<image>{case.query}"}],
            "images": [{"bytes": suite.picture_bytes(case)}],
            "reward_model": {"style": "rule", "ground_truth": case.id},
            "extra_info": {"index": number},
        }
        for number, case in enumerate(suite.cases)
    ]


if __name__ == "__main__":
    import datasets

    datasets.Dataset.from_list(rows(sys.argv[1])).to_parquet(sys.argv[2])
