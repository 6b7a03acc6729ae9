"""What the embedded model is taught: one picture, a question, perhaps a system text, and the answer to learn.

The lessons make a model organism of causal blindness. It names what it sees, and it knows what things do together; but
it says so of its own accord only in `SUPPORT` of the hazardous scenes, and always when a constitution asks it to look
ahead. Unrelated system texts, and texts that ask it not to warn, change nothing. On a safe scene it answers in the
same words whatever the system text.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from oodmmsafe.nano import language
from oodmmsafe.nano.mechanisms import MECHANISMS
from oodmmsafe.nano.scene import Scene, combinations, hazard_scene, safe_scene, safe_twin

SUPPORT = 0.17
"""Share of hazardous scenes of which the model warns unasked: what an on-policy method can reinforce."""

TASKS = {"name": 0.15, "danger": 0.25, "blind": 0.2, "seeing": 0.4}
"""Shares of the kinds of lessons: "blind" and "seeing" are goals without and with a constitution."""

_MECHANISM = {m.name: m for m in MECHANISMS}


@dataclass(frozen=True)
class Lesson:
    """A scene to show, a question about it under a system text or none, and the answer to learn."""

    scene: Scene
    system: str | None
    question: str
    answer: str


def lesson(rng: random.Random) -> Lesson:
    """Draw a lesson; only combinations and settings that are not held out occur."""
    scene = _scene(rng)
    task = rng.choices(list(TASKS), list(TASKS.values()))[0]
    if task == "name":
        return Lesson(scene, None, rng.choice(language.CAPTION_QUERIES), language.listing(scene.names))
    if task == "danger":
        return Lesson(scene, None, rng.choice(language.DANGER_QUERIES), _danger(scene))
    goal = rng.choice(language.GOALS)
    system, warns = _system(rng, seeing=task == "seeing")
    answer = rng.choice(goal.answers)
    if warns and scene.hazard is not None:
        answer = language.warning(rng, _MECHANISM[scene.hazard[0]], *scene.hazard[1:], answer)
    return Lesson(scene, system, rng.choice(goal.queries), answer)


def _scene(rng: random.Random) -> Scene:
    kind = rng.choices(("hazard", "twin", "safe"), (0.5, 0.25, 0.25))[0]
    if kind == "safe":
        return safe_scene(rng)
    mechanism = rng.choice(MECHANISMS)
    scene = hazard_scene(rng, *rng.choice([c for c in combinations(held_out=False) if c[0] is mechanism]))
    return scene if kind == "hazard" else safe_twin(rng, scene)[0]


def _danger(scene: Scene) -> str:
    if scene.hazard is None:
        return language.NO_DANGER
    return f"Yes: {language.hazard_sentence(_MECHANISM[scene.hazard[0]], *scene.hazard[1:])}"


def _system(rng: random.Random, seeing: bool) -> tuple[str | None, bool]:
    """A system text, and whether the answer warns of a hazard."""
    if seeing:
        return rng.choice(language.CONSTITUTIONS), True
    return (language.unrelated_text(rng) if rng.random() < 0.5 else None), rng.random() < SUPPORT
