"""A small suite run against a server that may fail."""

from __future__ import annotations

import json

from chat_server import ChatServer
from scripted import make_suite

from oodmmsafe import judging
from oodmmsafe.evaluation.run import evaluate
from oodmmsafe.models import load
from oodmmsafe.models.budget import Budget
from oodmmsafe.models.calling import Calls, Patience


class Bench:
    """Runs a small suite against a server, with an LLM judge on the same server."""

    def __init__(self, root, n_pairs: int):
        self.suite, self.out = make_suite(root / "suite", n_pairs), root / "run"

    def run(self, script, *, concurrency: int = 4, budget: Budget | None = None, patience: Patience | None = None):
        """The summary and the server; OodmmsafeError goes on to the caller."""
        with ChatServer(script) as self.server:
            calls = self.calls("m", concurrency, budget, patience)
            judge = judging.load("openai/judge", self.calls("judge", concurrency, budget, patience))
            return evaluate(calls, self.suite, judge, self.out)

    def calls(self, name, concurrency, budget, patience) -> Calls:
        model = load(f"openai/{name}", base_url=f"{self.server.url}/v1", concurrency=concurrency)
        return Calls(model, concurrency, budget=budget or Budget(), patience=patience or Patience())

    def rows(self, name: str) -> list[dict]:
        return [json.loads(line) for line in (self.out / f"{name}.jsonl").read_text().splitlines()]
