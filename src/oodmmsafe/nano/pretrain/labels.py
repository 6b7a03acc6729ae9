"""What there is to see in a scene and to know of it: the labels that the compositor gives for free."""

from __future__ import annotations

import numpy as np

from oodmmsafe.nano.mechanisms import MECHANISMS, ROLES, roles
from oodmmsafe.nano.model import GRID
from oodmmsafe.nano.props import PROPS, sprite
from oodmmsafe.nano.scene import Scene

NAMES = list(PROPS)
"""The order of props in every label."""


def visible(scene: Scene, share: float = 0.22) -> np.ndarray:
    """[GRID * GRID, props] 1 where a prop's box covers at least `share` of a visual token's cell."""
    grid = np.zeros((GRID, GRID, len(NAMES)), np.float32)
    edges = np.arange(GRID + 1) / GRID
    for p in scene.placed:
        width, height = np.array(sprite(p.name).size) / max(sprite(p.name).size) * p.width
        left, top = p.x - width / 2, p.y - height
        over_x = np.clip(np.minimum(left + width, edges[1:]) - np.maximum(left, edges[:-1]), 0, None)
        over_y = np.clip(np.minimum(top + height, edges[1:]) - np.maximum(top, edges[:-1]), 0, None)
        grid[:, :, NAMES.index(p.name)] = np.outer(over_y, over_x) * GRID**2 >= share
    return grid.reshape(GRID * GRID, -1)


def known(scene: Scene) -> dict[str, np.ndarray]:
    """What there is to know of a scene, as 0 or 1.

    shown:     [props] which props are in the picture.
    roles:     [roles] which parts they can play, alone or together.
    dangerous: [props] the source and the target of the scene's hazard.
    at_work:   [mechanisms] the hazard's mechanism.
    """
    at_work, *dangerous = scene.hazard or (None,)
    parts = set().union(*(roles(name) for name in scene.names))
    facts = {
        "shown": [name in scene.names for name in NAMES],
        "roles": [role in parts for role in ROLES],
        "dangerous": [name in dangerous for name in NAMES],
        "at_work": [m.name == at_work for m in MECHANISMS],
    }
    return {name: np.array(fact, np.float32) for name, fact in facts.items()}
