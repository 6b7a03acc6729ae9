"""Where and with what a number was measured."""

from __future__ import annotations

import platform
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import torch

_PACKAGES = ("torch", "transformers", "trl", "accelerate", "datasets")


def versions() -> dict[str, str]:
    """Of Python and of those packages whose code is timed that are installed."""
    installed = [name for name in _PACKAGES if find_spec(name)]
    return {"python": platform.python_version(), **{name: version(name) for name in installed}}


def machine() -> dict[str, str | int]:
    """The processor and how many threads torch uses on it."""
    return {"cpu": _cpu_model(), "threads": torch.get_num_threads()}


def commit() -> str:
    """The git commit of the code, with "-modified" after it if the package or the benchmarks differ from it."""
    root = Path(__file__).resolve().parents[1]

    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True).stdout.strip()

    try:
        head = git("rev-parse", "--short=12", "HEAD")
        changed = git("status", "--porcelain", "--", "src", "benchmarks/*.py", "tests/tiny_*.py")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return head + ("-modified" if changed else "")


def _cpu_model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
