"""A suite as a folder that another harness runs as it is: lmms-eval or VLMEvalKit."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from oodmmsafe.case import Case, to_json
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.files import write_bytes, write_text, writing_to
from oodmmsafe.suites import Suite

TASK = "oodmmsafe_pairs"
"""The name that both harnesses know the exported suite by."""


def export(suite: Suite, tool: str, out: Path) -> None:
    """Write every case of `suite`, hazard and twin, with its picture file as it is, and the judge, for `tool`.

    Raises OodmmsafeError for a tool that is not in TOOLS or a folder that cannot be written, PictureError for a picture
    that is not sound.
    """
    if tool not in TOOLS:
        raise OodmmsafeError(f"no export to '{tool}': use one of {', '.join(TOOLS)}")
    with writing_to(out):
        for case in suite.cases:
            path = out / case.picture.path
            path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(path, suite.picture_bytes(case))
        TOOLS[tool](suite, out)


def _lmms_eval(suite: Suite, out: Path) -> None:
    lines = [json.dumps(_row(case), ensure_ascii=False) + "\n" for case in suite.cases]
    write_text(out / "cases.jsonl", "".join(lines))
    _copy("lmms_eval", "utils.py", out)
    _copy("lmms_eval", "README.md", out)
    version = {"version": suite.version, "suite": suite.name, "hash": suite.hash}
    task = _template("lmms_eval", f"{TASK}.yaml") + f"metadata: {json.dumps(version)}\n"  # JSON is YAML
    write_text(out / f"{TASK}.yaml", task)


def _vlmevalkit(suite: Suite, out: Path) -> None:
    table = io.StringIO()
    fields = ["index", *_row(suite.cases[0]), "image"]
    writer = csv.DictWriter(table, fields, delimiter="\t", lineterminator="\n")
    writer.writeheader()
    for index, case in enumerate(suite.cases):
        image = base64.b64encode((out / case.picture.path).read_bytes()).decode("ascii")
        writer.writerow({"index": index, **_row(case), "image": image})
    write_text(out / f"{TASK}.tsv", table.getvalue())
    for name in (f"{TASK}.py", "run_with_oodmmsafe.py", "README.md"):
        _copy("vlmevalkit", name, out)


TOOLS: dict[str, Callable[[Suite, Path], None]] = {"lmms-eval": _lmms_eval, "vlmevalkit": _vlmevalkit}


def _row(case: Case) -> dict[str, str]:
    return {
        "id": case.id,
        "pair": case.pair,
        "side": case.side,
        "category": case.category,
        "question": case.query,
        "image_path": case.picture.path,
        "picture_sha256": case.picture.sha256,
        "annotation": json.dumps(to_json(case), ensure_ascii=False),
    }


def _copy(folder: str, name: str, out: Path) -> None:
    write_text(out / name, _template(folder, name))


def _template(folder: str, name: str) -> str:
    return resources.files("oodmmsafe.adapters").joinpath(folder, name).read_text(encoding="utf-8")
