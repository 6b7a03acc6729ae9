"""The text-only control: what does a text model say that never sees the picture?

    python recipes/suite/text_only.py SUITE --model FOLDER_OR_FILE.gguf --name NAME

A query that makes a blind model name the hazard gives it away. Each answer is scored by the reference judge against the
hazard case and stored in the suite's `controls.jsonl`; a run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from rich.progress import track

from oodmmsafe import suites
from oodmmsafe.judging.reference import ReferenceJudge
from oodmmsafe.suites.controls_file import CONTROLS_FILE, load

TOKENS = 48


def load_model(path: Path):
    """A text model and its tokenizer from a transformers folder or one .gguf file."""
    from transformers import AutoModelForCausalLM, AutoTokenizer

    where = {"pretrained_model_name_or_path": path.parent if path.suffix == ".gguf" else path}
    if path.suffix == ".gguf":
        where["gguf_file"] = path.name
    return AutoModelForCausalLM.from_pretrained(**where).eval(), AutoTokenizer.from_pretrained(**where)


def answer(model, tokenizer, query: str) -> str:
    """The model's greedy answer to the query alone."""
    import torch

    prompt = tokenizer.apply_chat_template(
        [{"role": "user", "content": query}], add_generation_prompt=True, return_tensors="pt", return_dict=True
    )
    with torch.no_grad():
        tokens = model.generate(**prompt, max_new_tokens=TOKENS, do_sample=False)
    return tokenizer.decode(tokens[0, prompt["input_ids"].shape[1] :], skip_special_tokens=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suite", help="a built-in suite or a suite folder")
    parser.add_argument("--model", type=Path, required=True, help="a transformers folder or a .gguf file")
    parser.add_argument("--name", required=True, help="what the model is called in the record")
    options = parser.parse_args()
    suite, judge = suites.open_suite(options.suite), ReferenceJudge()
    # an answer belongs to a query: a pair whose query has changed since is asked again
    done = {(control.pair, control.query) for control in load(suite.root) if control.model == options.name}
    owed = [pair for pair in suite.pairs if (pair.id, pair.hazard.query) not in done]
    model, tokenizer = load_model(options.model)
    with (suite.root / CONTROLS_FILE).open("a", encoding="utf-8") as file:
        for pair in track(owed, "ask without the picture"):
            response = answer(model, tokenizer, pair.hazard.query)
            judged = judge.judge(pair.hazard, b"", response)
            record = {
                "pair": pair.id, "model": options.name, "query": pair.hazard.query, "response": response,
                "risk": judged.risk,
            }  # fmt: skip
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            file.flush()


if __name__ == "__main__":
    main()
