"""Animals that the furniture library lacks. They look to the left, so that one sees them from their side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.forms import blades, limb, rounded

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point


def _eyes(b: Build, at: Point, size: float, apart: float, colour: str = "#0d0d0d") -> None:
    """Two eyes, `apart` metres to the sides of a point of the head."""
    x, y, z = at
    for side in (-1, 1):
        b.ball(size, (x, y + side * apart, z - size), b.paint(colour, 0.1), steps=10)
        b.ball(
            0.3 * size,
            (x - 0.6 * size, y + side * (apart + 0.55 * size), z + 0.2 * size),
            b.paint("white", 0.1),
            steps=6,
        )


def _bird(
    b: Build,
    size: float,
    back: str,
    belly: str,
    beak: str,
    *,
    neck: float = 0.12,
    head: str | None = None,
    bill: float = 0.13,
    flat_bill: bool = False,
    legs: float = 0.22,
    leg_colour: str = "#c9772a",
    tail: float = 0.25,
    girth: float = 1.0,
) -> None:
    """A bird `size` metres from breast to tail; neck, bill, legs and tail as shares of that."""
    s, lift = size, legs * size
    skin = b.paint(back, 0.85)
    g = 0.24 * girth * s
    z = lift + g
    body = [
        (0.5 * s, 0, z + 0.02 * s),
        (0.3 * s, 0, z),
        (0.0, 0, z - 0.01 * s),
        (-0.27 * s, 0, z + 0.03 * s),
        (-0.42 * s, 0, z + 0.1 * s),
    ]
    limb(b, body, [0.03 * s, 0.62 * g, g, 0.86 * g, 0.4 * g], b.paint(belly, 0.85), 18)
    top_z = z + (0.3 + neck) * s
    limb(
        b,
        [(-0.25 * s, 0, z + 0.08 * s), (-0.38 * s, 0, z + (0.14 + 0.4 * neck) * s), (-0.4 * s, 0, top_z)],
        [0.7 * g, 0.42 * g, 0.35 * g],
        b.paint(head or back, 0.85),
        14,
    )
    b.ball(0.125 * s, (-0.43 * s, 0, top_z - 0.1 * s), b.paint(head or back, 0.85), (1.15, 0.92, 1), 18)
    _eyes(b, (-0.48 * s, 0, top_z + 0.05 * s), 0.022 * s, 0.095 * s)
    with b.moved((-0.54 * s, 0, top_z + 0.02 * s), tip=(0, -96)):
        b.cylinder(
            0.045 * s, bill * s, (0, 0, 0), b.paint(beak, 0.5), top=0.03 * s if flat_bill else 0.004 * s, steps=12
        )
    for side in (-1, 1):
        wing = [
            (-0.22 * s, side * 0.8 * g, z + 0.06 * s),
            (0.05 * s, side * 0.97 * g, z + 0.03 * s),
            (0.34 * s, side * 0.5 * g, z + 0.05 * s),
            (0.52 * s, side * 0.12 * g, z + 0.07 * s),
        ]
        limb(
            b, wing, [(0.03 * s, 0.09 * s), (0.035 * s, 0.14 * s), (0.03 * s, 0.09 * s), (0.01 * s, 0.02 * s)], skin, 12
        )
        if legs:
            y = side * 0.09 * s
            b.rod((0.02 * s, y, 0.01 * s), (0.04 * s, y, z - 0.7 * g), 0.016 * s, b.paint(leg_colour, 0.6))
            b.ball(0.07 * s, (-0.03 * s, y, 0), b.paint(leg_colour, 0.6), (1.1, 0.7, 0.2), 10)
    b.sheet(
        [
            (0.4 * s, -0.07 * s, z + 0.03 * s),
            (0.4 * s, 0.07 * s, z + 0.03 * s),
            ((0.5 + tail) * s, 0.09 * s, z + 0.02 * s),
            ((0.5 + tail) * s, -0.09 * s, z + 0.02 * s),
        ],
        skin,
        0.02 * s,
    )


def _beast(
    b: Build,
    length: float,
    height: float,
    girth: float,
    colour: str,
    *,
    leg: float,
    neck: tuple[float, float],
    head: float,
    snout: float = 1.0,
    ear: tuple[float, float] = (0.4, 0.6),
    tail: Sequence[Point] = (),
    tail_radii: Sequence[float] = (),
    belly: str | None = None,
    feet: str | None = None,
    muzzle: str | None = None,
    rump: float = 1.0,
) -> None:
    """An animal on four legs: body of `length` at shoulder `height`; neck (forward, up) and head size in metres."""
    coat = b.paint(colour, 0.95)
    h, g = height - girth, girth
    spine = [
        (0.5 * length, 0, h + 0.06 * g),
        (0.34 * length, 0, h),
        (0.0, 0, h - 0.05 * g),
        (-0.34 * length, 0, h + 0.02 * g),
        (-0.5 * length, 0, h + 0.1 * g),
    ]
    limb(b, spine, [0.5 * g, rump * g, 0.95 * g, 0.95 * g, 0.55 * g], coat, 18)
    if belly:
        limb(
            b,
            [(0.3 * length, 0, h - 0.16 * g), (-0.36 * length, 0, h - 0.16 * g)],
            [0.86 * g, 0.86 * g],
            b.paint(belly, 0.95),
            16,
        )
    nx, nz = -0.42 * length - neck[0], h + neck[1]
    limb(
        b,
        [(-0.34 * length, 0, h + 0.15 * g), (nx * 0.55 - 0.2 * length, 0, h + 0.5 * neck[1]), (nx, 0, nz)],
        [0.75 * g, 0.8 * head, 0.62 * head],
        coat,
        14,
    )
    face = [
        (nx + 0.6 * head, 0, nz + 0.1 * head),
        (nx, 0, nz + 0.12 * head),
        (nx - 0.7 * head, 0, nz - 0.15 * head),
        (nx - (0.9 + 0.7 * snout) * head, 0, nz - 0.35 * head),
    ]
    limb(b, face, [0.45 * head, 0.72 * head, 0.5 * head, 0.26 * head], coat, 16)
    if muzzle:
        limb(b, face[2:], [0.5 * head, 0.3 * head], b.paint(muzzle, 0.95), 14)
    tip = face[-1]
    b.ball(0.15 * head, (tip[0] - 0.08 * head, 0, tip[2] - 0.05 * head), b.paint("#15110f", 0.3), steps=10)
    _eyes(b, (nx - 0.5 * head, 0, nz + 0.2 * head), 0.1 * head, 0.5 * head)
    for side in (-1, 1):
        root = (nx + 0.2 * head, side * 0.42 * head, nz + 0.55 * head)
        top = (root[0] + 0.1 * head, side * (0.42 + 0.35 * ear[0]) * head, root[2] + ear[1] * head)
        limb(b, [root, top], [(0.3 * ear[0] * head, 0.6 * ear[0] * head), (0.03 * head, 0.05 * head)], coat, 10)
        for x, bend in ((-0.36 * length, 0.0), (0.38 * length, 0.09 * height)):
            y = side * 0.52 * g
            path = [
                (x, y, h - 0.1 * g),
                (x + bend, y, 0.5 * h),
                (x + 0.4 * bend, y, 0.25 * h),
                (x + 0.4 * bend, y, 0.0),
            ]
            limb(b, path, [2.0 * leg, 1.2 * leg, 0.8 * leg, 0.9 * leg], coat, 12)
            b.ball(1.15 * leg, (x + 0.4 * bend - 0.4 * leg, y, 0), b.paint(feet or colour, 0.9), (1.3, 0.9, 0.7), 12)
    if tail:
        limb(b, [(0.5 * length + x, y, h + z) for x, y, z in tail], list(tail_radii), coat, 12)


# --- birds


def _chick(b: Build, at: Point, turn: float) -> None:
    yellow = b.paint("#f0cf4a", 1)
    with b.moved(at, turn=turn):
        b.ball(0.03, (0.005, 0, 0.012), yellow, (1.2, 1, 0.95), 14)
        b.ball(0.02, (-0.024, 0, 0.05), yellow, steps=14)
        b.cylinder(0.006, 0.012, (-0.041, 0, 0.07), b.paint("#d9731a"), top=0.001, tip=(0, -90), steps=8)
        _eyes(b, (-0.033, 0, 0.075), 0.003, 0.014)
        for y in (-0.012, 0.012):
            b.rod((0, y, 0), (0, y, 0.02), 0.003, b.paint("#d9731a"))
        b.ball(0.018, (0.03, 0, 0.035), yellow, (1, 0.8, 0.6), 10)


@prop("chick")
def chick(b: Build) -> None:
    _chick(b, (0, 0, 0), 0)


@prop("chicks")
def chicks(b: Build) -> None:
    for x, y, turn in ((-0.1, 0.0, 10), (0.0, -0.06, 200), (0.06, 0.05, -40), (0.14, -0.03, 90), (-0.03, 0.08, 150)):
        _chick(b, (x, y, 0), turn)


@prop("brooder box", states=("lamp", "plate"))
def brooder_box(b: Build) -> None:
    """Chicks on straw, under a bar; `lamp`: a red lamp hangs close above the straw; `plate`: a warm plate on legs."""
    plank = b.paint("#bd9560", 0.8)
    b.box((1.06, 0.66, 0.02), (0, 0, 0), plank)
    for x in (-0.54, 0.54):
        b.box((0.02, 0.658, 0.298), (x, 0, 0), plank)
        b.box((0.05, 0.05, 0.88), (1.04 * x, 0, 0), plank)
    for y in (-0.34, 0.34):
        b.box((1.1, 0.02, 0.3), (0, y, 0), plank)
    b.rod((-0.56, 0, 0.85), (0.56, 0, 0.85), 0.02, plank)
    b.box((1.06, 0.66, 0.15), (0, 0, 0.02), b.paint("#d8bb66", 1, pattern="noise", second="#c09f4c", scale=14), round=0)
    blades(b, 420, 1.0, 0.62, 0.07, b.paint("#ecd382", 1), (0, 0, 0.16), 0.009, 1.6)
    for x, y, turn in (
        (-0.3, -0.1, 20),
        (-0.16, -0.2, 200),
        (0.0, -0.12, 80),
        (0.16, -0.2, -30),
        (0.3, -0.06, 150),
        (-0.08, 0.1, 240),
    ):
        _chick(b, (x, y, 0.178), turn)
    if b.has("lamp"):
        metal = b.metal("silver", 0.35)
        for k in range(16):
            flat = k % 2
            ring = [
                (0.009 * math.cos(c) * flat, 0.009 * math.cos(c) * (1 - flat), 0.56 + 0.0195 * k + 0.016 * math.sin(c))
                for c in (0, 1.57, 3.14, 4.71)
            ]
            b.tube(ring, 0.003, metal, closed=True)
        b.cylinder(0.03, 0.07, (0, 0, 0.49), b.paint("black", 0.4))
        b.lathe(
            [(0.03, 0.39), (0.05, 0.36), (0.13, 0.25), (0.135, 0.235), (0.13, 0.235), (0.045, 0.355), (0, 0.37)],
            (0, 0, 0.11),
            metal,
        )
        b.lathe(
            rounded([(0, 0.19), (0.05, 0.195), (0.066, 0.225), (0.05, 0.28), (0.025, 0.35)]),
            (0, 0, 0.11),
            b.paint("#ff2205", 0.3, glow=3),
        )
        b.light((0, 0, 0.27), 2, "#ff5a2a")
        b.tube([(0, 0, 0.56), (0.1, 0.05, 0.66), (0.3, 0.05, 0.83), (0.5, 0.05, 0.84)], 0.004, b.paint("black"))
    if b.has("plate"):
        b.box((0.4, 0.3, 0.03), (0, 0.04, 0.3), b.paint("#232427", 0.5), round=0.012)
        for x in (-0.18, 0.18):
            for y in (-0.09, 0.17):
                b.rod((x, y, 0.16), (x, y, 0.34), 0.009, b.paint("yellow", 0.4))
    b.anchor("cord", (0.5, 0.05, 0.84) if b.has("lamp") else (0.2, 0.19, 0.21))


@prop("duck")
@prop("mallard")
def duck(b: Build) -> None:
    _bird(b, 0.42, "#8a7a66", "#a59883", "#d9b32a", head="#1d5a3a", flat_bill=True, legs=0.12, neck=0.16)
    with b.moved((-0.17, 0, 0.235)):
        b.lathe([(0.038, 0), (0.04, 0.012), (0.037, 0.02)], (0, 0, 0), b.paint("white", 0.8))


@prop("white duck")
def white_duck(b: Build) -> None:
    _bird(b, 0.45, "#f0eee6", "#f3f1ea", "#e09a2a", flat_bill=True, legs=0.12, neck=0.18)


@prop("ducks")
def ducks(b: Build) -> None:
    """Two ducks and four ducklings."""
    duck(b)
    with b.moved((0.3, 0.35, 0), turn=35):
        _bird(b, 0.4, "#7a6244", "#94795a", "#c9872a", flat_bill=True, legs=0.12, neck=0.15)
    for x, y in ((-0.35, -0.2), (-0.22, -0.28), (-0.08, -0.24), (0.06, -0.3)):
        with b.moved((x, y, 0), turn=-15):
            _bird(b, 0.12, "#c9a53a", "#e0c25a", "#7a5a2a", flat_bill=True, legs=0.1, neck=0.1, tail=0.05)


@prop("swan")
def swan(b: Build) -> None:
    _bird(b, 0.9, "#f3f1ea", "#f6f5f0", "#d9661a", neck=0.42, legs=0.05, tail=0.12, girth=0.9)


@prop("goose")
def goose(b: Build) -> None:
    _bird(b, 0.6, "#9a9184", "#b5ada0", "#e0861a", neck=0.34, legs=0.2, tail=0.15)


@prop("pigeon")
def pigeon(b: Build) -> None:
    _bird(b, 0.24, "#8f97a3", "#7a8494", "#3a3c40", head="#4f6a72", legs=0.2, leg_colour="#b5554a", bill=0.1, neck=0.05)


@prop("gull")
@prop("seagull")
def gull(b: Build) -> None:
    _bird(b, 0.38, "#a5acb5", "#f3f3ef", "#e0a92a", head="#f3f3ef", legs=0.25, leg_colour="#d99a6a", neck=0.08)


@prop("crow")
def crow(b: Build) -> None:
    _bird(b, 0.36, "#17181a", "#1c1d20", "#17181a", legs=0.24, leg_colour="#17181a", bill=0.2, neck=0.06)


@prop("parrot", colour="green")
def parrot(b: Build) -> None:
    _bird(b, 0.26, b.colour, b.colour, "#3a3430", head="#c9402a", legs=0.12, bill=0.1, tail=0.6, neck=0.1)


@prop("owl")
def owl(b: Build) -> None:
    """Its face to the viewer."""
    brown = b.paint("#8a6a44", 1, pattern="noise", second="#54401f", scale=18)
    b.lathe(
        rounded([(0, 0.02), (0.06, 0.03), (0.085, 0.12), (0.075, 0.22), (0.07, 0.27), (0.05, 0.31), (0, 0.32)]),
        (0, 0, 0),
        brown,
    )
    for s in (-1, 1):
        b.cylinder(0.034, 0.008, (s * 0.03, -0.06, 0.265), b.paint("#d9c7a0", 1), tip=(90, 0))
        b.ball(0.017, (s * 0.03, -0.072, 0.248), b.paint("#e0a92a", 0.2), (1, 0.6, 1), 12)
        b.ball(0.009, (s * 0.03, -0.084, 0.256), b.paint("#0d0d0d", 0.1), (1, 0.5, 1), 10)
        b.cylinder(0.018, 0.045, (s * 0.04, -0.01, 0.295), brown, top=0.001, tip=(0, s * 18))
        limb(
            b,
            [(s * 0.075, 0, 0.22), (s * 0.09, 0.01, 0.13), (s * 0.05, 0.03, 0.03)],
            [(0.012, 0.04), (0.014, 0.05), (0.005, 0.015)],
            b.paint("#6a4f2e", 1),
        )
        b.ball(0.02, (s * 0.03, -0.03, 0), b.paint("#c9a53a"), (1, 1.3, 0.6), 10)
    b.cylinder(0.01, 0.03, (0, -0.07, 0.25), b.paint("#2b2b2b"), top=0.001, tip=(120, 0))


@prop("dead bird")
def dead_bird(b: Build) -> None:
    """On its back, its legs in the air."""
    with b.moved((0, 0, 0.155), tip=(180, 0)):
        _bird(b, 0.16, "#7a6a54", "#b59a7a", "#5a4a30", legs=0.25, neck=0.04)


# --- small animals


@prop("frog", colour="#5f8a2f")
def frog(b: Build) -> None:
    skin, belly = b.paint(b.colour, 0.35), b.paint("#d5d3a0", 0.5)
    limb(
        b,
        [(0.045, 0, 0.018), (0.01, 0, 0.03), (-0.025, 0, 0.04), (-0.05, 0, 0.038)],
        [0.012, (0.033, 0.024), (0.03, 0.022), (0.012, 0.01)],
        skin,
        16,
    )
    b.ball(0.022, (-0.015, 0, 0.004), belly, (1.4, 1.1, 0.8), 14)
    for s in (-1, 1):
        b.ball(0.0085, (-0.032, s * 0.017, 0.05), skin, steps=12)
        b.ball(0.0055, (-0.035, s * 0.021, 0.054), b.paint("#c9a53a", 0.1), steps=10)
        b.ball(0.003, (-0.0375, s * 0.0245, 0.0565), b.paint("#0d0d0d", 0.1), steps=8)
        b.tube(
            [(0.03, s * 0.02, 0.025), (-0.005, s * 0.05, 0.022), (0.04, s * 0.055, 0.006), (0.0, s * 0.065, 0.004)],
            0.0075,
            skin,
        )
        b.tube([(-0.03, s * 0.02, 0.028), (-0.035, s * 0.036, 0.014), (-0.045, s * 0.042, 0.003)], 0.005, skin)


@prop("toads", colour="#7a6238")
@prop("frogs", colour="#5f8a2f")
def frogs(b: Build) -> None:
    for x, y, turn in ((-0.2, 0, 20), (0.02, -0.12, -40), (0.16, 0.06, 100), (-0.05, 0.16, 200)):
        with b.moved((x, y, 0), turn=turn):
            frog(b)


@prop("tadpoles")
def tadpoles(b: Build) -> None:
    for _ in range(24):
        x, y, a = b.rng.uniform(-0.15, 0.15), b.rng.uniform(-0.1, 0.1), b.rng.uniform(0, 360)
        with b.moved((x, y, 0.006), turn=a):
            limb(
                b,
                [(-0.012, 0, 0), (-0.004, 0, 0), (0.006, 0, 0), (0.02, 0.004, 0), (0.035, -0.003, 0)],
                [0.003, 0.0065, 0.004, (0.001, 0.003), 0.0005],
                b.paint("#1d1a14", 0.4),
                8,
            )


@prop("hedgehog")
def hedgehog(b: Build) -> None:
    face, spine = b.paint("#b59468", 1), b.paint("#5a4733", 1)
    b.ball(0.075, (0.01, 0, 0.015), b.paint("#6b543a", 1), (1.35, 1, 0.9), 20)
    limb(b, [(-0.06, 0, 0.065), (-0.1, 0, 0.05), (-0.14, 0, 0.04)], [0.05, 0.033, 0.01], face, 14)
    b.ball(0.009, (-0.148, 0, 0.034), b.paint("#15110f", 0.2), steps=10)
    _eyes(b, (-0.107, 0, 0.066), 0.006, 0.024)
    for s in (-1, 1):
        b.ball(0.014, (-0.075, s * 0.04, 0.08), face, (0.5, 1, 1), 10)
        for x in (-0.06, 0.06):
            b.ball(0.02, (x, s * 0.045, 0), face, (1.3, 0.8, 0.7), 10)
    rows = []
    for k in range(420):
        c, a = 1 - 1.25 * (k + 0.5) / 420, 2.39996 * k
        flat = math.sqrt(max(0.0, 1 - c * c))
        n = (flat * math.cos(a), flat * math.sin(a), c)
        if n[0] < -0.72 and c < 0.6:
            continue
        p = (0.01 + 0.099 * n[0], 0.073 * n[1], 0.0825 + 0.066 * n[2])
        tip = (p[0] + 0.026 * n[0] + 0.014, p[1] + 0.026 * n[1], p[2] + 0.026 * n[2])
        w = 0.003
        rows += [
            [p, p],
            [(p[0], p[1] - w, p[2]), (p[0], p[1] + w, p[2])],
            [tip, tip],
            [p, p],
            [(p[0] - w, p[1], p[2]), (p[0] + w, p[1], p[2])],
            [tip, tip],
            [p, p],
        ]
    b.surface(rows, spine)


@prop("tortoise")
def tortoise(b: Build) -> None:
    skin = b.paint("#8a8250", 0.9)
    shell = b.paint("#8a6a2e", 0.5, pattern="checker", second="#4a3415", scale=5)
    b.lathe(
        rounded([(0.115, 0.035), (0.125, 0.045), (0.12, 0.07), (0.08, 0.115), (0.03, 0.13), (0, 0.131)]),
        (0, 0, 0),
        shell,
        scale=(1.15, 0.95, 1),
    )
    b.cylinder(0.11, 0.02, (0, 0, 0.02), b.paint("#c9b070", 0.8), scale=(1.15, 0.95, 1))
    limb(
        b,
        [(-0.1, 0, 0.05), (-0.15, 0, 0.065), (-0.185, 0, 0.075), (-0.205, 0, 0.068)],
        [0.03, 0.022, 0.027, 0.012],
        skin,
        14,
    )
    _eyes(b, (-0.192, 0, 0.084), 0.005, 0.02)
    for s in (-1, 1):
        for x in (-0.09, 0.09):
            limb(
                b,
                [(0.8 * x, s * 0.07, 0.05), (1.15 * x, s * 0.1, 0.03), (1.2 * x, s * 0.105, 0.0)],
                [0.03, 0.026, 0.024],
                skin,
                12,
            )
    b.cylinder(0.012, 0.05, (0.12, 0, 0.035), skin, top=0.002, tip=(0, 110))


@prop("turtle")
@prop("terrapin")
def terrapin(b: Build) -> None:
    with b.moved(scale=(0.85, 0.85, 0.6)):
        tortoise(b)


@prop("snail")
def snail(b: Build) -> None:
    body, shell = b.paint("#a58a64", 0.35), b.paint("#9a6a34", 0.35, pattern="stripes", second="#5a3a1a", scale=40)
    limb(
        b,
        [(0.045, 0, 0.003), (0.02, 0, 0.006), (-0.02, 0, 0.007), (-0.04, 0, 0.016), (-0.05, 0, 0.018)],
        [0.002, (0.009, 0.006), (0.01, 0.007), 0.007, 0.005],
        body,
        12,
    )
    for side in (-1, 1):
        turns = [(0.0165 - 0.0011 * n, 0.62 * n) for n in range(14)]
        spiral = [(0.004 + r * math.cos(a), side * (0.0135 - 0.35 * r), 0.026 + r * math.sin(a)) for r, a in turns]
        b.tube(spiral, 0.0016, b.paint("#4a2f15", 0.4))
    with b.moved((0.004, -0.014, 0.026), tip=(90, 0)):
        b.lathe(rounded([(0, -0.026), (0.014, -0.023), (0.02, -0.014), (0.014, -0.005), (0, -0.002)]), (0, 0, 0), shell)
    for s in (-1, 1):
        b.rod((-0.05, s * 0.003, 0.02), (-0.06, s * 0.009, 0.036), 0.0012, body)
        b.ball(0.0022, (-0.06, s * 0.009, 0.035), body, steps=8)


@prop("slug", colour="#8a4a1f")
@prop("slugs", colour="#8a4a1f")
def slugs(b: Build) -> None:
    for x, y, turn in ((0, 0, 10), (0.1, -0.06, 70), (-0.06, 0.08, -40)):
        with b.moved((x, y, 0), turn=turn):
            limb(
                b,
                [(0.06, 0, 0.003), (0.02, 0, 0.008), (-0.03, 0, 0.009), (-0.055, 0, 0.007)],
                [0.002, 0.011, 0.011, 0.005],
                b.paint(b.colour, 0.2),
                12,
            )
            for s in (-1, 1):
                b.rod((-0.055, s * 0.003, 0.008), (-0.068, s * 0.008, 0.018), 0.0012, b.paint(b.colour))


@prop("butterfly", colour="orange")
def butterfly(b: Build) -> None:
    """Its wings spread, seen from above and the front."""
    edge, wing = b.paint("#17120d", 0.8), b.paint(b.colour, 0.8)
    limb(b, [(0, -0.016, 0.012), (0, 0, 0.013), (0, 0.02, 0.01)], [0.003, 0.004, 0.002], edge, 10)
    for s in (-1, 1):
        for scale, paint, z in ((1.0, edge, 0.0), (0.8, wing, 0.0012)):
            upper = [(0.002, -0.004), (0.03, -0.03), (0.052, -0.03), (0.054, -0.012), (0.036, 0.003), (0.004, 0.004)]
            lower = [(0.004, 0.003), (0.036, 0.005), (0.042, 0.022), (0.026, 0.036), (0.008, 0.022)]
            for shape in (upper, lower):
                cx, cy = sum(p[0] for p in shape) / len(shape), sum(p[1] for p in shape) / len(shape)
                b.sheet(
                    [(s * (cx + scale * (x - cx)), cy + scale * (y - cy), 0.012 + z + 0.35 * x) for x, y in shape],
                    paint,
                    0.0008,
                )
        b.ball(0.0035, (s * 0.046, -0.02, 0.028), b.paint("white"), (1, 1, 0.4), 8)
        b.tube([(0, -0.018, 0.014), (s * 0.006, -0.028, 0.018), (s * 0.011, -0.034, 0.022)], 0.0007, edge)


@prop("caterpillars", colour="#7fa62f")
@prop("caterpillar", colour="#7fa62f")
def caterpillars(b: Build) -> None:
    for j, (x, y, turn) in enumerate(((0, 0, 10), (0.06, 0.04, 60), (-0.05, 0.05, -30))):
        with b.moved((x, y, 0), turn=turn):
            for k in range(10):
                paint = b.paint("#17120d" if k in (0, 9) or (k + j) % 3 == 0 else b.colour, 0.6)
                b.ball(0.006, (-0.03 + 0.0068 * k, 0, 0.003 * abs(math.sin(0.6 * k + j))), paint, steps=10)


@prop("ladybird")
@prop("ladybirds")
def ladybirds(b: Build) -> None:
    for x, y, turn in ((0, 0, 0), (0.035, 0.02, 70), (-0.03, 0.025, 200), (0.02, -0.03, -40)):
        with b.moved((x, y, 0), turn=turn):
            b.ball(0.008, (0, 0, -0.002), b.paint("#c9201a", 0.15), (1.15, 1, 0.85), 14)
            b.ball(0.004, (-0.0085, 0, 0.001), b.paint("#0d0d0d", 0.3), steps=10)
            for dx, dy in ((-0.002, 0.004), (-0.002, -0.004), (0.004, 0.004), (0.004, -0.004), (0.001, 0)):
                b.ball(0.0016, (dx, dy, 0.0092 if dy == 0 else 0.0082), b.paint("#0d0d0d"), steps=6)


@prop("bees")
@prop("bee")
def bees(b: Build) -> None:
    for x, y, z, turn in (
        (0, 0, 0.0, 0),
        (0.05, 0.03, 0.02, 60),
        (-0.05, 0.03, 0.03, 160),
        (0.03, -0.04, 0.0, -50),
        (-0.03, -0.05, 0.04, 20),
    ):
        with b.moved((x, y, z), turn=turn, scale=1.3):
            for k in range(5):
                r = (0.003, 0.0045, 0.005, 0.0045, 0.003)[k]
                b.ball(r, (0.004 * k, 0, 0.005 - r), b.paint("#17120d" if k % 2 else "#d69a1c", 0.9), steps=10)
            b.ball(0.0048, (-0.006, 0, 0.001), b.paint("#a5772a", 1), steps=10)
            b.ball(0.0032, (-0.012, 0, 0.002), b.paint("#17120d", 0.4), steps=10)
            for s in (-1, 1):
                b.ball(0.007, (0.003, s * 0.007, 0.009), b.paint("#dfe8ec", 0.1, alpha=0.6), (0.5, 1, 0.12), 10)


@prop("ants")
def ants(b: Build) -> None:
    """A trail of ants."""
    for k in range(22):
        x, y = -0.25 + 0.024 * k, 0.02 * math.sin(0.6 * k) + b.rng.uniform(-0.008, 0.008)
        with b.moved((x, y, 0), turn=b.rng.uniform(-25, 25)):
            for dx, r in ((-0.004, 0.0018), (0, 0.0015), (0.0045, 0.0024)):
                b.ball(r, (dx, 0, 0.001), b.paint("#1a100a", 0.3), steps=6)
            for dx in (-0.002, 0, 0.002):
                b.rod((dx, -0.004, 0), (dx, 0.004, 0), 0.0004, b.paint("#1a100a"))


@prop("spider")
def spider(b: Build) -> None:
    dark = b.paint("#231a14", 0.7)
    b.ball(0.014, (0.014, 0, 0.006), dark, (1.2, 1, 0.9), 14)
    b.ball(0.009, (-0.008, 0, 0.008), dark, steps=12)
    for s in (-1, 1):
        for k in range(4):
            a = math.radians(40 + 33 * k)
            x, y = -math.cos(a), s * math.sin(a)
            b.tube(
                [
                    (-0.006 + 0.004 * x, 0.006 * y, 0.015),
                    (-0.006 + 0.025 * x, 0.025 * y, 0.028),
                    (-0.006 + 0.048 * x, 0.048 * y, 0.001),
                ],
                0.0014,
                dark,
            )


@prop("snake", colour="#6a6238")
@prop("viper", colour="#6a5a40")
def snake(b: Build) -> None:
    """Coiled, its head raised to the left."""
    points, radii = [], []
    for k in range(26):
        a = 0.55 * k
        r = 0.17 - 0.0035 * k
        points.append((r * math.cos(a), r * math.sin(a), 0.022 + 0.0026 * k))
        radii.append(min(0.022, 0.004 + 0.003 * k))
    x, y, z = points[-1]
    points += [
        (x - 0.06, y - 0.05, z + 0.06),
        (-0.1, -0.06, z + 0.1),
        (-0.16, -0.08, z + 0.11),
        (-0.195, -0.085, z + 0.105),
    ]
    radii += [0.02, 0.018, 0.024, 0.01]
    limb(b, points, radii, b.paint(b.colour, 0.5, pattern="noise", second="#231d10", scale=14), 12, 3)
    for s in (-1, 1):
        b.ball(0.004, (-0.178, -0.083 + s * 0.016, z + 0.113), b.paint("#c9a53a", 0.1), steps=8)


@prop("lizard", colour="#6f8a3a")
@prop("gecko", colour="#b5a04a")
def lizard(b: Build) -> None:
    skin = b.paint(b.colour, 0.6, pattern="noise", scale=25)
    limb(
        b,
        [
            (0.16, 0.03, 0.004),
            (0.09, -0.01, 0.006),
            (0.03, 0, 0.011),
            (-0.03, 0, 0.012),
            (-0.055, 0, 0.013),
            (-0.075, 0, 0.014),
            (-0.092, 0, 0.011),
        ],
        [0.001, 0.005, 0.011, 0.012, 0.008, 0.01, 0.003],
        skin,
        12,
    )
    _eyes(b, (-0.079, 0, 0.021), 0.003, 0.008)
    for s in (-1, 1):
        for x in (-0.035, 0.025):
            b.tube([(x, s * 0.008, 0.012), (x + 0.01, s * 0.028, 0.014), (x - 0.012, s * 0.036, 0.002)], 0.003, skin)


@prop("crab", colour="#b5482a")
def crab(b: Build) -> None:
    """Its claws to the viewer."""
    shell = b.paint(b.colour, 0.4)
    b.ball(0.06, (0, 0, 0.015), shell, (1.25, 0.9, 0.5), 18)
    for s in (-1, 1):
        for k in range(4):
            y = -0.02 + 0.022 * k
            b.tube(
                [(s * 0.06, y, 0.04), (s * 0.11, y + 0.012 * (k - 1), 0.06), (s * 0.14, y + 0.02 * (k - 1), 0.0)],
                0.006,
                shell,
            )
        b.tube([(s * 0.055, -0.035, 0.04), (s * 0.1, -0.07, 0.045), (s * 0.075, -0.1, 0.04)], 0.01, shell)
        b.ball(0.022, (s * 0.06, -0.115, 0.02), shell, (0.9, 1.3, 0.8), 12)
        for t in (-0.012, 0.012):
            b.cylinder(0.008, 0.035, (s * 0.055 + t, -0.13, 0.038), shell, top=0.001, tip=(90, 0), steps=10)
        b.rod((s * 0.02, -0.05, 0.055), (s * 0.022, -0.056, 0.075), 0.003, shell)
        b.ball(0.005, (s * 0.022, -0.056, 0.073), b.paint("#0d0d0d", 0.1), steps=8)


def _fish(b: Build, length: float, back: str, belly: str, fin: str) -> None:
    """A fish that lies flat on its side, its head to the left."""
    n = length
    limb(
        b,
        [
            (-0.5 * n, 0, 0.07 * n),
            (-0.38 * n, 0, 0.07 * n),
            (-0.15 * n, 0, 0.075 * n),
            (0.15 * n, 0, 0.065 * n),
            (0.36 * n, 0, 0.05 * n),
            (0.42 * n, 0, 0.05 * n),
        ],
        [
            (0.01 * n, 0.01 * n),
            (0.08 * n, 0.05 * n),
            (0.125 * n, 0.07 * n),
            (0.1 * n, 0.055 * n),
            (0.035 * n, 0.025 * n),
            (0.03 * n, 0.015 * n),
        ],
        b.paint(belly, 0.25),
        18,
    )
    limb(
        b,
        [
            (-0.46 * n, 0.02 * n, 0.075 * n),
            (-0.15 * n, 0.055 * n, 0.082 * n),
            (0.15 * n, 0.045 * n, 0.072 * n),
            (0.38 * n, 0.012 * n, 0.053 * n),
        ],
        [(0.015 * n, 0.025 * n), (0.075 * n, 0.068 * n), (0.058 * n, 0.054 * n), (0.02 * n, 0.02 * n)],
        b.paint(back, 0.3, pattern="noise", scale=16),
        16,
    )
    fins = b.paint(fin, 0.5)
    z = 0.05 * n
    b.sheet(
        [
            (0.4 * n, -0.025 * n, z),
            (0.4 * n, 0.025 * n, z),
            (0.54 * n, 0.11 * n, z),
            (0.49 * n, 0, z),
            (0.54 * n, -0.11 * n, z),
        ],
        fins,
        0.006 * n,
    )
    b.sheet(
        [
            (-0.08 * n, 0.11 * n, 0.07 * n),
            (0.12 * n, 0.1 * n, 0.07 * n),
            (0.14 * n, 0.15 * n, 0.07 * n),
            (-0.0, 0.18 * n, 0.07 * n),
        ],
        fins,
        0.006 * n,
    )
    b.sheet(
        [(0.08 * n, -0.1 * n, 0.06 * n), (0.2 * n, -0.075 * n, 0.06 * n), (0.2 * n, -0.13 * n, 0.05 * n)],
        fins,
        0.006 * n,
    )
    b.sheet(
        [(-0.24 * n, -0.02 * n, 0.14 * n), (-0.12 * n, -0.01 * n, 0.15 * n), (-0.1 * n, -0.06 * n, 0.14 * n)],
        fins,
        0.006 * n,
    )
    b.ball(0.022 * n, (-0.39 * n, 0.018 * n, 0.098 * n), b.paint("#d9d3b0", 0.1), (1, 1, 0.6), 12)
    b.ball(0.012 * n, (-0.39 * n, 0.018 * n, 0.116 * n), b.paint("#0d0d0d", 0.05), (1, 1, 0.6), 10)


@prop("trout", colour="#7a7a4a")
def trout(b: Build) -> None:
    _fish(b, 0.4, b.colour, "#cfc4a8", "#a5764a")


@prop("small fish", colour="#6f8a94")
def small_fish(b: Build) -> None:
    _fish(b, 0.14, b.colour, "#d3d9da", "#8a979a")


@prop("goldfish", colour="orange")
def goldfish(b: Build) -> None:
    """Swimming: upright in its water."""
    with b.moved((0, 0, 0.03), tip=(90, 0)):
        _fish(b, 0.12, b.colour, "#e8913a", "#f0a85a")


@prop("dead fish", colour="#8a979a")
def dead_fish(b: Build) -> None:
    for x, y, turn, n in ((0, 0, 10, 0.3), (0.22, 0.14, -50, 0.24), (-0.24, 0.13, 150, 0.26), (0.05, -0.17, 200, 0.2)):
        with b.moved((x, y, 0), turn=turn):
            _fish(b, n, b.colour, "#dcdcd4", "#9aa5a5")


# --- furry animals


@prop("hamster", colour="#c98f4f")
def hamster(b: Build) -> None:
    _beast(
        b,
        0.09,
        0.065,
        0.032,
        b.colour,
        leg=0.005,
        neck=(0.022, 0.012),
        head=0.024,
        snout=0.2,
        ear=(0.5, 0.3),
        belly="#f0e8da",
        feet="#e0b59a",
        tail=[(-0.004, 0, 0), (0.01, 0, 0.0)],
        tail_radii=[0.003, 0.001],
    )


@prop("guinea pig", colour="#8a5a34")
def guinea_pig(b: Build) -> None:
    _beast(
        b,
        0.22,
        0.13,
        0.065,
        b.colour,
        leg=0.009,
        neck=(0.04, 0.02),
        head=0.052,
        snout=0.35,
        ear=(0.55, 0.15),
        belly="#efe6d6",
        feet="#e0b59a",
    )


@prop("mouse", colour="#8a7f74")
@prop("rat", colour="#6a6058")
def mouse(b: Build) -> None:
    _beast(
        b,
        0.1,
        0.05,
        0.024,
        b.colour,
        leg=0.004,
        neck=(0.008, 0.004),
        head=0.019,
        snout=0.8,
        ear=(0.75, 0.5),
        feet="#d9a59a",
        tail=[(0, 0, 0), (0.06, 0.02, -0.02), (0.13, -0.01, -0.022)],
        tail_radii=[0.004, 0.0025, 0.001],
    )


@prop("squirrel", colour="#a55a24")
def squirrel(b: Build) -> None:
    _beast(
        b,
        0.2,
        0.13,
        0.055,
        b.colour,
        leg=0.01,
        neck=(0.02, 0.06),
        head=0.048,
        snout=0.5,
        ear=(0.45, 0.9),
        belly="#efe3d0",
        tail=[(-0.02, 0, 0), (0.06, 0, 0.06), (0.08, 0, 0.16), (0.13, 0, 0.21)],
        tail_radii=[0.02, 0.045, 0.05, 0.015],
    )


@prop("fox", colour="#b5592a")
def fox(b: Build) -> None:
    _beast(
        b,
        0.62,
        0.4,
        0.105,
        b.colour,
        leg=0.02,
        neck=(0.03, 0.1),
        head=0.085,
        snout=1.3,
        ear=(0.55, 0.9),
        muzzle="#efe6da",
        feet="#2b201a",
        tail=[(-0.02, 0, 0), (0.14, 0, -0.06), (0.3, 0, -0.12), (0.42, 0, -0.12)],
        tail_radii=[0.03, 0.06, 0.06, 0.01],
    )


@prop("fawn", colour="#a5703c")
def fawn(b: Build) -> None:
    """A young roe deer that lies in hiding."""
    coat = b.paint(b.colour, 1)
    limb(b, [(0.24, 0, 0.1), (0.12, 0, 0.12), (-0.08, 0, 0.12), (-0.2, 0, 0.12)], [0.05, 0.115, 0.11, 0.06], coat, 18)
    limb(b, [(-0.18, 0, 0.13), (-0.25, 0, 0.2), (-0.27, 0, 0.26)], [0.06, 0.045, 0.04], coat, 14)
    limb(
        b,
        [(-0.24, 0, 0.29), (-0.29, 0, 0.28), (-0.36, 0, 0.24), (-0.39, 0, 0.225)],
        [0.03, 0.048, 0.03, 0.016],
        coat,
        14,
    )
    b.ball(0.012, (-0.4, 0, 0.212), b.paint("#15110f", 0.2), steps=10)
    _eyes(b, (-0.31, 0, 0.29), 0.01, 0.037)
    for s in (-1, 1):
        limb(
            b,
            [(-0.25, s * 0.03, 0.31), (-0.22, s * 0.08, 0.38), (-0.21, s * 0.1, 0.42)],
            [(0.012, 0.02), (0.012, 0.03), 0.003],
            coat,
            10,
        )
        b.tube([(-0.12, s * 0.08, 0.07), (-0.26, s * 0.1, 0.03), (-0.14, s * 0.12, 0.02)], 0.018, coat)
        b.tube([(0.14, s * 0.09, 0.09), (0.02, s * 0.14, 0.05), (0.2, s * 0.15, 0.02)], 0.022, coat)
        for k in range(11):
            x = -0.15 + 0.034 * k
            b.ball(
                0.011,
                (x, s * (0.055 + 0.025 * (k % 2)), 0.205 - 0.018 * (k % 2)),
                b.paint("#f3eadb", 1),
                (1.2, 1, 0.5),
                8,
            )


@prop("goat", colour="#d9d3c7")
def goat(b: Build) -> None:
    _beast(
        b,
        0.85,
        0.68,
        0.2,
        b.colour,
        leg=0.035,
        neck=(0.06, 0.26),
        head=0.13,
        snout=0.9,
        ear=(0.6, 0.25),
        feet="#2b2622",
        tail=[(-0.03, 0, 0.05), (0.05, 0, 0.1)],
        tail_radii=[0.03, 0.01],
    )
    for s in (-1, 1):
        limb(
            b,
            [(-0.38, s * 0.05, 0.86), (-0.33, s * 0.07, 0.98), (-0.22, s * 0.1, 1.03)],
            [0.022, 0.016, 0.004],
            b.paint("#6a5f4f", 0.6),
            10,
        )
    limb(b, [(-0.6, 0, 0.64), (-0.6, 0, 0.54)], [0.025, 0.004], b.paint("#efeae0", 1), 10)


@prop("pig", colour="#d9a596")
def pig(b: Build) -> None:
    _beast(
        b,
        1.1,
        0.68,
        0.27,
        b.colour,
        leg=0.05,
        neck=(0.09, 0.06),
        head=0.2,
        snout=0.55,
        ear=(0.6, 0.35),
        feet="#7a5a50",
        tail=[(-0.02, 0, 0.1), (0.04, 0.03, 0.12), (0.03, -0.02, 0.07), (0.08, 0.02, 0.06)],
        tail_radii=[0.014, 0.012, 0.01, 0.006],
    )


@prop("bear", colour="#4a3322")
def bear(b: Build) -> None:
    _beast(
        b,
        1.5,
        1.05,
        0.42,
        b.colour,
        leg=0.1,
        neck=(0.2, 0.14),
        head=0.24,
        snout=0.7,
        ear=(0.55, 0.35),
        muzzle="#8a6a4a",
        feet="#2b1d14",
    )


@prop("seal pup", colour="#e6e2d8")
def seal_pup(b: Build) -> None:
    fur = b.paint(b.colour, 1)
    limb(
        b,
        [
            (0.45, 0, 0.06),
            (0.25, 0, 0.12),
            (-0.1, 0, 0.16),
            (-0.3, 0, 0.16),
            (-0.42, 0, 0.2),
            (-0.52, 0, 0.18),
            (-0.58, 0, 0.15),
        ],
        [0.03, 0.11, 0.165, 0.13, 0.105, 0.085, 0.03],
        fur,
        18,
    )
    _eyes(b, (-0.53, 0, 0.215), 0.02, 0.06)
    b.ball(0.018, (-0.595, 0, 0.145), b.paint("#15110f", 0.2), steps=10)
    for s in (-1, 1):
        limb(
            b,
            [(-0.22, s * 0.11, 0.08), (-0.2, s * 0.2, 0.03), (-0.14, s * 0.27, 0.012)],
            [(0.03, 0.03), (0.05, 0.02), (0.02, 0.006)],
            fur,
            10,
        )
        limb(
            b,
            [(0.42, s * 0.02, 0.05), (0.54, s * 0.07, 0.03), (0.6, s * 0.1, 0.03)],
            [0.025, (0.035, 0.015), 0.005],
            fur,
            10,
        )


@prop("bat")
def bat(b: Build) -> None:
    """Hanging head down, its wings folded."""
    fur, skin = b.paint("#5a4433", 1), b.paint("#2b211c", 0.6)
    b.ball(0.024, (0, 0, 0.035), fur, (0.9, 0.8, 1.6), 16)
    b.ball(0.016, (0, -0.004, 0.012), fur, steps=14)
    for s in (-1, 1):
        b.cylinder(0.007, 0.02, (s * 0.009, 0, 0.014), skin, top=0.001, tip=(180, s * -15))
        limb(
            b,
            [(s * 0.018, 0, 0.04), (s * 0.026, -0.004, 0.07), (s * 0.012, 0, 0.11)],
            [(0.006, 0.02), (0.007, 0.022), (0.002, 0.004)],
            skin,
            10,
        )
        b.rod((s * 0.008, 0, 0.1), (s * 0.008, 0, 0.125), 0.002, skin)
    _eyes(b, (0, -0.016, 0.02), 0.0022, 0.006)


@prop("bats")
def bats(b: Build) -> None:
    for k in range(7):
        with b.moved((-0.18 + 0.06 * k, 0.02 * (k % 2), 0.015 * (k % 3)), turn=20 * (k % 3 - 1)):
            bat(b)
