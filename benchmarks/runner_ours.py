"""Our runner, for `runner_overhead.py`: URL SUITE OUT CONNECTIONS."""

from __future__ import annotations

import sys
from pathlib import Path

from oodmmsafe import judging
from oodmmsafe.evaluation.run import evaluate
from oodmmsafe.models import load
from oodmmsafe.models.calling import Calls
from oodmmsafe.suites import folder

url, suite, out, connections = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
model = load("openai/waiting", base_url=url, concurrency=connections)
calls = Calls(model, connections)  # one limiter: the server does not know who asks
evaluate(calls, folder.load(suite), judging.load("openai/waiting", calls), out)
