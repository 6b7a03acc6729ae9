"""What a room must not know it does not import, not even by way of another."""

from __future__ import annotations

import importlib.util
import pkgutil
import subprocess
import sys

import pytest

HEAVY = ("torch", "transformers", "numpy")
FORBIDDEN = {
    "oodmmsafe.analysis": ("oodmmsafe.caspo", "oodmmsafe.nano", "oodmmsafe.scenes", "oodmmsafe.annotation"),
    "oodmmsafe.baselines": ("trl", "datasets", "oodmmsafe.reporting", "oodmmsafe.analysis", "oodmmsafe.nano"),
    "oodmmsafe.caspo": ("oodmmsafe.evaluation", "oodmmsafe.reporting", "oodmmsafe.analysis", "oodmmsafe.baselines"),
    "oodmmsafe.evaluation": ("torch", "transformers", "oodmmsafe.caspo", "oodmmsafe.reporting", "oodmmsafe.analysis"),
    "oodmmsafe.judging": ("torch", "transformers", "oodmmsafe.evaluation", "oodmmsafe.caspo"),
    "oodmmsafe.reporting": ("oodmmsafe.analysis",),
    "oodmmsafe.suites": ("torch", "transformers", "oodmmsafe.evaluation", "oodmmsafe.caspo"),
    "oodmmsafe.cli": HEAVY,
    "oodmmsafe": HEAVY,
}


def modules_of(room: str) -> list[str]:
    """The room's modules; of the package as a whole its top alone, for that is what a user's `import` costs."""
    spec = importlib.util.find_spec(room)
    if room == "oodmmsafe" or spec.submodule_search_locations is None:
        return [room]
    return [room, *(module.name for module in pkgutil.iter_modules(spec.submodule_search_locations, f"{room}."))]


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_keeps_to_itself(room):
    code = f"import sys, {', '.join(modules_of(room))}\nprint(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    within = {".".join(name.split(".")[:depth]) for name in loaded for depth in (1, 2)}
    assert room in within and not within & set(FORBIDDEN[room])
