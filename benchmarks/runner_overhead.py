"""What a runner adds to the waiting: ours against Inspect AI and lmms-eval, on one suite and one server.

Each sample is one answer and one verdict, both with the picture. Every runner is a process of its own; its CPU time and
peak memory are the system's count of it, start-up included, and its throughput is taken at the server, from the first
call to the last. Ideal is as many samples a second as connections / (2 x latency).

    python benchmarks/runner_overhead.py --json [--inspect PYTHON] [--lmms-eval PYTHON]

An opponent is measured with the Python that has it installed; without one it is left out, and said so.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LATENCY = 0.5


def main() -> None:
    """Measure, and print a table or one line of JSON."""
    options = _options()
    if options.make_suite:
        _make_suite(options.make_suite, options.pairs)
        return
    with tempfile.TemporaryDirectory() as place:
        suite = Path(place) / "suite"
        # In a process of its own: the system counts a parent's memory into the peak of what it starts.
        subprocess.run(
            [sys.executable, __file__, "--make-suite", str(suite), "--pairs", str(options.pairs)], check=True
        )
        commands = {"ours": [sys.executable, str(HERE / "runner_ours.py")]}
        for name in ("inspect", "lmms_eval"):
            if python := getattr(options, name):
                commands[name] = [python, str(HERE / f"runner_{name}.py")]
        results = []
        for connections in options.connections:
            for name, command in commands.items():
                print(f"{name}, {connections} connections", file=sys.stderr)
                out = Path(place) / f"{name}-{connections}"
                results.append({"runner": name, **measure(command, suite, out, connections, 2 * options.pairs)})
    import environment  # which imports torch, hence so late

    found = {
        "latency": LATENCY,
        "samples": 2 * options.pairs,
        "machine": environment.machine(),
        "commit": environment.commit(),
        "results": results,
    }
    print(json.dumps(found) if options.json else _table(results))


def measure(command: list[str], suite: Path, out: Path, connections: int, samples: int) -> dict[str, Any]:
    """One runner over the suite once. Raises RuntimeError if it fails or has not made every call."""
    server = subprocess.Popen(
        [sys.executable, str(HERE / "chat_server.py"), str(LATENCY)], stdout=subprocess.PIPE, text=True
    )
    try:
        url = f"http://127.0.0.1:{server.stdout.readline().strip()}"
        environ = os.environ | {"OPENAI_API_KEY": "none", "OPENAI_BASE_URL": f"{url}/v1"}
        began = time.monotonic()
        process = subprocess.Popen(
            [*command, f"{url}/v1", str(suite), str(out), str(connections)],
            env=environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        stats = json.loads(urllib.request.urlopen(f"{url}/stats").read())
    finally:
        server.kill()
        server.wait()
    if status or stats["calls"] < 2 * samples:
        raise RuntimeError(f"{command} made {stats['calls']} of {2 * samples} calls: {said.decode()[-2000:]}")
    busy = stats["last"] - stats["first"]
    return {
        "connections": connections,
        "calls": stats["calls"],
        "cpu_ms_per_sample": round((usage.ru_utime + usage.ru_stime) / samples * 1000, 2),
        "samples_per_second": round(samples / busy, 2),
        "share_of_ideal": round(samples / busy / (connections / (2 * LATENCY)), 3),
        "peak_mb": round(usage.ru_maxrss / 1024),
        "wall": round(wall, 1),
        "log_mb": round(sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / 1e6, 2),
    }


def _make_suite(root: Path, pairs: int) -> None:
    """The first pairs of our suite as a folder of its own, with its pictures."""
    from oodmmsafe import suites
    from oodmmsafe.suites import folder

    whole = suites.open_suite("oodmmsafe-455")
    for pair in whole.pairs[:pairs]:
        for case in (pair.hazard, pair.twin):
            path = root / case.picture.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(whole.picture_bytes(case))
    folder.save("bench", "1", whole.pairs[:pairs], root, license="CC-BY-4.0", description="A part, to measure with.")


def _table(results: list[dict[str, Any]]) -> str:
    columns = (
        "runner",
        "connections",
        "cpu_ms_per_sample",
        "samples_per_second",
        "share_of_ideal",
        "peak_mb",
        "log_mb",
    )
    lines = [columns, ["---"] * len(columns), *([str(row[column]) for column in columns] for row in results)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=300, help="two samples each (default: %(default)s)")
    parser.add_argument("--connections", type=int, nargs="+", default=[32, 128])
    parser.add_argument("--inspect", metavar="PYTHON", help="a Python with inspect_ai and openai")
    parser.add_argument("--lmms-eval", metavar="PYTHON", help="a Python with lmms_eval")
    parser.add_argument("--make-suite", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    return parser.parse_args()


if __name__ == "__main__":
    main()
