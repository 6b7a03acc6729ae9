"""Fires, grills, burners and the gas that feeds them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.forms import limb, patch, rounded
from oodmmsafe.scenes.modelled.parts import hollow, label_round

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point

_FLAME = [(0.1, 0), (0.3, 0.14), (0.34, 0.3), (0.24, 0.55), (0.1, 0.8), (0, 1)]
"""Radius and height of a flame one metre high; a third as wide."""


def fire(b: Build, at: Point, width: float, height: float, tongues: int = 7, power: float | None = None) -> None:
    """A wood fire: tongues of flame, and the light they give."""
    outer, inner = b.paint("#ff8600", glow=1.1), b.paint("#ffd040", glow=2.4)
    for k in range(tongues):
        out = 0 if k == 0 else b.rng.uniform(0.15, 0.42) * width
        a = 2.4 * k
        h = height * (1 if k == 0 else b.rng.uniform(0.4, 0.8))
        x, y = at[0] + out * math.cos(a), at[1] + out * math.sin(a)
        shape = [(0.55 * r * min(h, 1.6 * width), z * h) for r, z in rounded(_FLAME)]
        lean = (b.rng.uniform(-9, 9), b.rng.uniform(-9, 9))
        b.lathe(shape, (x, y, at[2]), outer, 14, tip=lean)
        small = [(0.62 * r, 0.02 * h + 0.62 * z) for r, z in shape]
        b.lathe(small, (x, y - 0.5 * shape[8][0], at[2]), inner, 12, tip=lean)
    b.light((at[0], at[1] - 0.2 * width, at[2] + height * 0.7), power or 45 * height, "#ff9a4a", 0.25 * width)


def log(b: Build, start: Point, end: Point, radius: float, charred: bool = False) -> None:
    """A log with pale cut ends."""
    bark = b.paint("#2b211b" if charred else "#5a4130", 0.95, pattern="noise", second="#33261b", scale=5)
    b.rod(start, end, radius, bark)
    away = [(q - p) for p, q in zip(start, end, strict=True)]
    length = math.sqrt(sum(d * d for d in away))
    for point, sign in ((start, -1), (end, 1)):
        tip = tuple(p + sign * 0.002 * d / length for p, d in zip(point, away, strict=True))
        inside = tuple(p - sign * 0.004 * d / length for p, d in zip(point, away, strict=True))
        b.rod(inside, tip, radius * 0.86, b.paint("#40352c" if charred else "#c9a26a", 0.9))


def embers(b: Build, width: float, depth: float, at: Point, count: int, size: float, lit: bool) -> None:
    """Lumps of coal: black, or grey with a glow."""
    paints = [b.paint("#1c1b1b", 0.95)]
    if lit:
        paints = [
            b.paint("#ff5000", glow=1.6),
            b.paint("#b8350f", 0.9, glow=0.8),
            b.paint("#6d6a68", 1),
            b.paint("#2a2726", 1),
        ]
    for _ in range(count):
        a, out = b.rng.uniform(0, 6.28), math.sqrt(b.rng.random())
        x, y = at[0] + out * width / 2 * math.cos(a), at[1] + out * depth / 2 * math.sin(a)
        r = size * b.rng.uniform(0.35, 0.6)
        squash = (b.rng.uniform(0.8, 1.3), b.rng.uniform(0.8, 1.3), b.rng.uniform(0.6, 1.0))
        b.ball(r, (x, y, at[2] + b.rng.uniform(0, 0.4) * size), b.rng.choice(paints), squash, 8)


# --- open fires


@prop("campfire", states=("lit", "embers"))
def campfire(b: Build) -> None:
    """Logs leant together in a ring of stones."""
    patch(b, 0.6, 0.6, b.paint("#3a352f", 1), height=0.006)
    for k in range(12):
        a = 2 * math.pi * k / 12
        stone = b.paint(b.rng.choice(("#8a8680", "#76726c", "#9a958c")), 0.95, pattern="noise", scale=6)
        r = b.rng.uniform(0.075, 0.095)
        b.ball(r, (0.42 * math.cos(a), 0.42 * math.sin(a), 0), stone, (1.1, 1.0, b.rng.uniform(0.7, 0.95)), 14)
    burning = b.has("lit") or b.has("embers")
    if b.has("embers"):
        for a in (0.4, 2.5, 4.4):
            x, y = math.cos(a), math.sin(a)
            log(b, (0.27 * x, 0.27 * y, 0.04), (0.05 * x, 0.05 * y, 0.05), 0.035, True)
    else:
        for k in range(6):
            a = 2 * math.pi * k / 6 + 0.3
            x, y = math.cos(a), math.sin(a)
            log(b, (0.3 * x, 0.3 * y, 0.02), (0.03 * x, 0.03 * y, 0.34), 0.033, burning and k % 2 == 0)
    embers(b, 0.44, 0.44, (0, 0, 0), 44 if burning else 12, 0.07, burning)
    if b.has("lit"):
        fire(b, (0, 0, 0.05), 0.42, 0.62)
    elif b.has("embers"):
        b.light((0, 0, 0.2), 4, "#ff5a1a", 0.15)


@prop("bonfire", states=("lit",))
def bonfire(b: Build) -> None:
    """A heap of branches taller than a child."""
    for _ in range(34):
        a, low = b.rng.uniform(0, 6.28), b.rng.uniform(0.55, 0.85)
        x, y = math.cos(a), math.sin(a)
        top = b.rng.uniform(0.8, 1.35)
        start, end = (low * x, low * y, 0.02), (-0.2 * x * b.rng.random(), -0.2 * y * b.rng.random(), top)
        log(b, start, end, b.rng.uniform(0.02, 0.05), b.has("lit"))
    if b.has("lit"):
        embers(b, 1.2, 1.2, (0, 0, 0), 40, 0.12, True)
        fire(b, (0, 0, 0.25), 1.2, 1.7, 11, 160)


@prop("heap of ash", states=("glowing",))
def heap_of_ash(b: Build) -> None:
    patch(b, 0.36, 0.3, b.paint("#a3a19e", 1, pattern="noise", second="#6c6a67", scale=14), dome=0.07)
    lit = b.has("glowing")
    embers(b, 0.24, 0.2, (0, 0, 0.035), 12, 0.035, lit)
    if lit:
        b.light((0, 0, 0.15), 0.6, "#ff5a1a", 0.05)


@prop("bucket of ash", states=("glowing",))
def bucket_of_ash(b: Build) -> None:
    metal = b.metal("#8d9196", 0.4)
    hollow(b, [(0, 0), (0.11, 0), (0.15, 0.27), (0.157, 0.28)], 0.004, (0, 0, 0), metal)
    with b.moved((0, 0, 0.2)):
        patch(b, 0.27, 0.27, b.paint("#a3a19e", 1, pattern="noise", second="#6c6a67", scale=14), ragged=0, dome=0.05)
        embers(b, 0.2, 0.2, (0, 0, 0.02), 14, 0.04, b.has("glowing"))
    b.tube(
        [(-0.157, 0, 0.27), (-0.13, -0.1, 0.22), (0, -0.17, 0.19), (0.13, -0.1, 0.22), (0.157, 0, 0.27)], 0.004, metal
    )
    if b.has("glowing"):
        b.light((0, 0, 0.32), 0.6, "#ff5a1a", 0.05)


@prop("fire pit", colour="#2f2c2a", states=("lit",))
def fire_pit(b: Build) -> None:
    """A steel bowl on legs."""
    steel = b.paint(b.colour, 0.7, metal=0.5)
    hollow(b, rounded([(0, 0.16), (0.2, 0.17), (0.34, 0.25), (0.4, 0.36), (0.43, 0.365)]), 0.006, (0, 0, 0), steel)
    for k in range(3):
        a = 2.09 * k + 0.5
        b.rod((0.36 * math.cos(a), 0.36 * math.sin(a), 0), (0.3 * math.cos(a), 0.3 * math.sin(a), 0.3), 0.014, steel)
    lit = b.has("lit")
    for k in range(5):
        a = 1.26 * k
        x, y = math.cos(a), math.sin(a)
        log(b, (0.26 * x, 0.26 * y, 0.26), (0.02 * x, 0.02 * y, 0.47), 0.035, lit and k % 2 == 0)
    embers(b, 0.45, 0.45, (0, 0, 0.2), 26, 0.07, lit)
    if lit:
        fire(b, (0, 0, 0.27), 0.42, 0.5)


@prop("firewood stack", states=())
def firewood_stack(b: Build) -> None:
    """Split wood, cut ends to the front."""
    for row in range(6):
        for k in range(9 - row % 2):
            x, z = -0.48 + 0.12 * k + 0.06 * (row % 2), 0.055 + 0.1 * row
            log(b, (x, -0.16 + b.rng.uniform(-0.02, 0.02), z), (x, 0.16, z), b.rng.uniform(0.045, 0.058))


# --- grills


@prop("charcoal grill", colour="black", states=("lit", "open"))
@prop("kettle grill", colour="black", states=("lit", "open"))
def kettle_grill(b: Build) -> None:
    """A charcoal kettle on three legs; lit or open, its lid leans against it and one sees coals and grate."""
    enamel, leg = b.paint(b.colour, 0.2), b.metal("silver", 0.3)
    bowl = rounded([(0, 0.5), (0.12, 0.51), (0.23, 0.57), (0.285, 0.68), (0.29, 0.74)])
    for k in range(3):
        a = 2.09 * k + 0.52
        x, y = math.cos(a), math.sin(a)
        b.rod((0.3 * x, 0.3 * y, 0.0 if k == 1 else 0.07), (0.17 * x, 0.17 * y, 0.56), 0.012, leg)
        if k != 1:
            b.cylinder(0.075, 0.03, (0.31 * x, 0.31 * y - 0.015, 0.075), b.paint("#232427", 0.6), tip=(90, 0))
    b.rod((-0.25, 0.14, 0.13), (0.25, 0.14, 0.13), 0.008, leg)
    b.lathe([(0.06, 0.37), (0.11, 0.4), (0.115, 0.4), (0.06, 0.365)], (0, 0, 0), leg)
    for side in (-1, 1):
        b.tube(
            [
                (side * 0.28, -0.06, 0.71),
                (side * 0.35, -0.05, 0.72),
                (side * 0.35, 0.05, 0.72),
                (side * 0.28, 0.06, 0.71),
            ],
            0.011,
            b.paint("wood", 0.6),
        )
    lid = rounded([(0.295, 0.0), (0.29, 0.05), (0.22, 0.16), (0.1, 0.22), (0, 0.23)])
    if not (b.has("lit") or b.has("open")):
        b.lathe(bowl, (0, 0, 0), enamel)
        _lid(b, lid, (0, 0, 0.74), (0, 0))
        return
    hollow(b, bowl, 0.008, (0, 0, 0), enamel)
    _lid(b, lid, (0.42, 0.1, 0.3), (0, 78))
    b.cylinder(0.26, 0.004, (0, 0, 0.625), b.paint("#2a2726", 1))
    embers(b, 0.46, 0.46, (0, 0, 0.63), 60, 0.05, b.has("lit"))
    for k in range(17):
        x = -0.26 + 0.0325 * k
        reach = math.sqrt(max(0.0, 0.278**2 - x * x))
        b.rod((x, -reach, 0.72), (x, reach, 0.72), 0.0025, leg)
    if b.has("lit"):
        b.light((0, 0, 0.69), 3, "#ff5a1a", 0.15)


def _lid(b: Build, profile, at: Point, tip: Point) -> None:
    """The kettle's lid with its handle and air vent."""
    with b.moved(at, tip=tip):
        b.lathe(profile, (0, 0, 0), b.paint(b.colour, 0.2))
        b.tube([(-0.05, 0, 0.22), (-0.05, 0, 0.26), (0.05, 0, 0.26), (0.05, 0, 0.22)], 0.011, b.paint("wood", 0.6))
        b.cylinder(0.035, 0.008, (0.13, -0.06, 0.19), b.metal("silver"), tip=(20, 28))


@prop("disposable grill", states=("lit",))
def disposable_grill(b: Build) -> None:
    """An aluminium tray of charcoal under a wire mesh."""
    foil = b.metal("silver", 0.35)
    w, d, h = 0.32, 0.25, 0.055
    b.box((w - 0.04, d - 0.04, 0.004), (0, 0, 0), foil, round=0)
    for x in (-1, 1):
        b.box((0.004, d - 0.02, h), (x * (w / 2 - 0.012), 0, 0), foil, tip=(0, x * 12), round=0)
        b.box((0.025, d, 0.003), (x * w / 2, 0, h), foil, round=0)
    for y in (-1, 1):
        b.box((w - 0.02, 0.004, h), (0, y * (d / 2 - 0.012), 0), foil, tip=(-y * 12, 0), round=0)
        b.box((w, 0.025, 0.003), (0, y * d / 2, h), foil, round=0)
    embers(b, 0.28, 0.2, (0, 0, 0.01), 44, 0.04, b.has("lit"))
    for k in range(15):
        x = -w / 2 + w * k / 14
        b.rod((x, -d / 2, h + 0.003), (x, d / 2, h + 0.003), 0.0012, foil)
    for k in range(9):
        y = -d / 2 + d * k / 8
        b.rod((-w / 2, y, h + 0.004), (w / 2, y, h + 0.004), 0.0012, foil)
    if b.has("lit"):
        b.light((0, 0, 0.12), 1.2, "#ff5a1a", 0.08)


@prop("gas grill", colour="black", states=("lit", "open"))
def gas_grill(b: Build) -> None:
    """A grill cart with side tables and a gas bottle below."""
    shell, steel = b.paint(b.colour, 0.35), b.metal("silver", 0.3)
    for x in (-0.33, 0.33):
        for y in (-0.2, 0.2):
            b.box((0.04, 0.04, 0.72), (x, y, 0), shell)
    b.box((0.7, 0.46, 0.03), (0, 0, 0.1), shell)
    b.box((0.72, 0.5, 0.18), (0, 0, 0.7), shell, round=0.015)
    b.box((0.7, 0.02, 0.1), (0, -0.255, 0.73), steel)
    for x in (-0.2, 0, 0.2):
        b.cylinder(0.028, 0.03, (x, -0.265, 0.78), b.paint("#232427", 0.4), tip=(90, 0))
    for x in (-0.53, 0.53):
        b.box((0.34, 0.42, 0.025), (x, 0, 0.84), steel)
    back = b.has("open") or b.has("lit")
    lid_at, lid_tip = ((0, 0.24, 0.88), (-75, 0)) if back else ((0, 0, 0.88), (0, 0))
    with b.moved(lid_at, tip=lid_tip), b.moved((0, 0.24 if back else 0, 0)):
        rows = [
            [(x, 0.24 * math.cos(a), 0.22 * math.sin(a) ** 0.8) for x in (-0.35, 0.35)]
            for a in (0, 0.35, 0.7, 1.2, 1.57, 1.95, 2.45, 2.8, 3.14)
        ]
        b.surface(rows, shell, 0.01)
        for x in (-0.35, 0.35):
            side = [(x, 0.24 * math.cos(0.196 * k), 0.22 * max(0.0, math.sin(0.196 * k)) ** 0.8) for k in range(17)]
            b.sheet(side, shell, 0.01)
        b.rod((-0.25, -0.25, 0.1), (0.25, -0.25, 0.1), 0.013, steel)
    if back:
        for k in range(24):
            b.rod((-0.32 + 0.028 * k, -0.21, 0.885), (-0.32 + 0.028 * k, 0.21, 0.885), 0.005, b.paint("#35373b", 0.5))
    if b.has("lit"):
        for k in range(14):
            b.flame((-0.28 + 0.043 * k, 0.03 * (k % 3 - 1), 0.86), 0.05, blue=True)
    with b.moved((0.12, 0.02, 0.13), scale=0.85):
        _gas_bottle(b, "#9aa0a6")


# --- burners and gas


def _gas_bottle(b: Build, colour: str) -> None:
    """A squat steel bottle with a foot ring, a collar and a valve; 46 cm high."""
    paint = b.paint(colour, 0.4)
    b.lathe([(0.11, 0), (0.12, 0), (0.12, 0.035), (0.115, 0.035)], (0, 0, 0), paint)
    b.lathe(
        rounded(
            [
                (0, 0.02),
                (0.1, 0.03),
                (0.152, 0.08),
                (0.155, 0.12),
                (0.155, 0.26),
                (0.15, 0.31),
                (0.1, 0.36),
                (0.03, 0.375),
                (0, 0.375),
            ]
        ),
        (0, 0, 0),
        paint,
    )
    with b.moved((0, 0, 0), turn=-60):
        rows = [
            [(0.1 * math.cos(a), 0.1 * math.sin(a), z) for a in [0.25 * k for k in range(21)]] for z in (0.35, 0.46)
        ]
        b.surface(rows, paint, 0.006)
    b.cylinder(0.016, 0.06, (0, 0, 0.37), b.metal("brass"))
    b.cylinder(0.026, 0.018, (0, 0, 0.425), b.paint("#232427", 0.5))
    b.rod((0, 0, 0.4), (0, -0.04, 0.4), 0.011, b.metal("brass"))
    b.anchor("valve", (0, -0.04, 0.4))


@prop("propane cylinder", colour="#9aa0a6", text=("PROPANE",), states=("hose",))
def propane_cylinder(b: Build) -> None:
    _gas_bottle(b, b.colour)
    label_round(b, 0.155, 0.11, 0.14, b.colour if b.colour == "white" else "white")
    if b.has("hose"):
        b.cylinder(0.03, 0.02, (0, -0.05, 0.4), b.metal("#8a8c90"), tip=(90, 0))
        path = [(0, -0.06, 0.4), (0.06, -0.14, 0.36), (0.2, -0.2, 0.14), (0.3, -0.12, 0.008), (0.48, -0.2, 0.008)]
        b.tube(path, 0.007, b.paint("orange", 0.5))


@prop("gas cylinder", colour="dark grey", text=("ARGON",), states=("unchained", "regulator"))
def gas_cylinder(b: Build) -> None:
    """A tall steel cylinder."""
    b.lathe(
        rounded(
            [
                (0, 0),
                (0.1, 0),
                (0.11, 0.01),
                (0.115, 0.03),
                (0.115, 0.6),
                (0.115, 1.18),
                (0.105, 1.26),
                (0.06, 1.33),
                (0.035, 1.36),
                (0, 1.36),
            ]
        ),
        (0, 0, 0),
        b.paint(b.colour, 0.35),
    )
    _valve(b, 1.36, cap=not b.has("regulator"))
    label_round(b, 0.115, 0.2, 0.72, "white")


def _valve(b: Build, z: float, cap: bool) -> None:
    """The head of a cylinder: a cap, or a valve with a regulator and two gauges."""
    if cap:
        b.cylinder(0.038, 0.1, (0, 0, z - 0.03), b.metal("#6f7378", 0.4), top=0.03)
        return
    brass = b.metal("brass")
    b.cylinder(0.016, 0.08, (0, 0, z - 0.02), brass)
    b.cylinder(0.03, 0.02, (0, 0, z + 0.06), b.paint("black", 0.5))
    b.rod((0, 0, z + 0.03), (0.1, -0.02, z + 0.03), 0.013, brass)
    for x, up in ((0.06, 0.055), (0.11, 0.02)):
        b.cylinder(0.028, 0.016, (x, -0.03, z + up + 0.02), brass, tip=(90, 0))
        b.cylinder(0.024, 0.002, (x, -0.046, z + up + 0.02), b.paint("white", 0.3), tip=(90, 0))
        b.box((0.003, 0.001, 0.018), (x, -0.049, z + up + 0.02), b.paint("red"), tip=(0, 30), round=0)


@prop("oxygen cylinder", colour="dark green", text=("OXYGEN",), states=("mask",))
def oxygen_cylinder(b: Build) -> None:
    """A small medical cylinder with a regulator; `mask` adds the tube and the mask."""
    shape = [(0, 0), (0.05, 0), (0.056, 0.01), (0.056, 0.2), (0.056, 0.44), (0.045, 0.49), (0.02, 0.52), (0, 0.52)]
    b.lathe(rounded(shape), (0, 0, 0), b.paint(b.colour, 0.35))
    with b.moved((0, 0, 0.52), scale=0.7):
        _valve(b, 0, cap=False)
    label_round(b, 0.056, 0.13, 0.24, "white")
    if b.has("mask"):
        clear = b.paint("#cfe6ea", 0.2, alpha=0.75)
        path = [(0.08, -0.02, 0.54), (0.16, -0.06, 0.3), (0.2, -0.16, 0.01), (0.1, -0.24, 0.01), (0.02, -0.2, 0.02)]
        b.tube(path, 0.005, clear)
        mask = [(0.02, -0.2, 0.03), (-0.03, -0.2, 0.035), (-0.09, -0.19, 0.03)]
        limb(b, mask, [(0.015, 0.012), (0.04, 0.032), (0.05, 0.028)], clear)


@prop("camping stove", colour="blue", text=("GAS",), states=("lit", "pot"))
def camping_stove(b: Build) -> None:
    """A burner screwed on a gas cartridge."""
    b.lathe(
        rounded(
            [(0, 0), (0.05, 0.002), (0.055, 0.01), (0.055, 0.05), (0.055, 0.075), (0.04, 0.095), (0.015, 0.1), (0, 0.1)]
        ),
        (0, 0, 0),
        b.paint(b.colour, 0.35),
    )
    label_round(b, 0.055, 0.045, 0.018, "white")
    steel = b.metal("silver")
    b.cylinder(0.012, 0.06, (0, 0, 0.098), b.metal("brass"))
    b.rod((0, 0, 0.12), (0.055, -0.02, 0.12), 0.0035, steel)
    b.cylinder(0.012, 0.004, (0.055, -0.02, 0.116), b.paint("red"))
    b.cylinder(0.028, 0.02, (0, 0, 0.155), steel, top=0.034)
    for k in range(3):
        a = 2.09 * k + 0.5
        x, y = math.cos(a), math.sin(a)
        b.tube(
            [
                (0.012 * x, 0.012 * y, 0.14),
                (0.06 * x, 0.06 * y, 0.17),
                (0.075 * x, 0.075 * y, 0.2),
                (0.03 * x, 0.03 * y, 0.2),
            ],
            0.003,
            steel,
        )
    if b.has("lit"):
        for k in range(10):
            a = 0.628 * k
            b.flame((0.026 * math.cos(a), 0.026 * math.sin(a), 0.174), 0.038, blue=True)
        b.light((0, -0.06, 0.2), 0.4, "#6a9aff")
    if b.has("pot"):
        hollow(b, [(0, 0.204), (0.08, 0.204), (0.085, 0.212), (0.085, 0.31), (0.089, 0.313)], 0.003, (0, 0, 0), steel)
        b.rod((0.085, 0, 0.3), (0.2, 0, 0.31), 0.008, b.paint("black", 0.5))


@prop("bunsen burner", states=("lit",))
def bunsen_burner(b: Build) -> None:
    steel = b.metal("silver")
    b.lathe(
        [(0, 0), (0.045, 0), (0.045, 0.008), (0.02, 0.02), (0.012, 0.03), (0, 0.03)], (0, 0, 0), b.paint("#35373b", 0.4)
    )
    b.cylinder(0.008, 0.13, (0, 0, 0.025), steel)
    b.cylinder(0.012, 0.02, (0, 0, 0.045), b.metal("brass"))
    b.tube(
        [(0, 0.01, 0.032), (0.01, 0.06, 0.03), (0.03, 0.12, 0.008), (0.09, 0.18, 0.007), (0.2, 0.2, 0.007)],
        0.006,
        b.paint("orange", 0.5),
    )
    if b.has("lit"):
        b.flame((0, 0, 0.155), 0.09, blue=True)


@prop("lantern", colour="dark red", states=("lit",))
def lantern(b: Build) -> None:
    """A paraffin storm lantern."""
    paint = b.paint(b.colour, 0.4)
    b.lathe(
        rounded([(0, 0), (0.075, 0), (0.08, 0.01), (0.075, 0.05), (0.04, 0.07), (0.03, 0.085), (0, 0.085)]),
        (0, 0, 0),
        paint,
    )
    b.lathe(rounded([(0.032, 0.085), (0.055, 0.13), (0.05, 0.18), (0.03, 0.22)]), (0, 0, 0), b.glass())
    b.cylinder(0.006, 0.03, (0, 0, 0.085), b.paint("cream", 0.9))
    b.lathe([(0.035, 0.22), (0.04, 0.23), (0.028, 0.26), (0.045, 0.27), (0.02, 0.29), (0, 0.295)], (0, 0, 0), paint)
    for side in (-1, 1):
        b.tube(
            [(side * 0.06, 0, 0.05), (side * 0.08, 0, 0.12), (side * 0.075, 0, 0.22), (side * 0.035, 0, 0.255)],
            0.006,
            paint,
        )
    b.tube([(-0.078, 0, 0.21), (-0.06, 0, 0.33), (0.06, 0, 0.33), (0.078, 0, 0.21)], 0.0025, b.metal())
    if b.has("lit"):
        b.flame((0, 0, 0.112), 0.05)


@prop("garden torch", states=("lit",))
def garden_torch(b: Build) -> None:
    b.rod((0, 0, 0), (0, 0, 0.95), 0.013, b.paint("#a8854a", 0.8))
    b.lathe(
        [(0.02, 0.9), (0.045, 1.06), (0.04, 1.1), (0, 1.1)],
        (0, 0, 0),
        b.paint("straw", 0.9, pattern="checker", second="wood", scale=14),
    )
    if b.has("lit"):
        fire(b, (0, 0, 1.08), 0.07, 0.2, 3, 6)


@prop("patio heater", states=("lit",))
def patio_heater(b: Build) -> None:
    """A gas heater with a hood, 2.1 m high."""
    steel = b.metal("silver", 0.3)
    b.cylinder(0.23, 0.03, (0, 0, 0), steel)
    b.cylinder(0.2, 0.75, (0, 0, 0.03), steel, top=0.17)
    b.cylinder(0.03, 0.9, (0, 0, 0.75), steel)
    b.cylinder(0.05, 0.14, (0, 0, 1.62), steel, top=0.11)
    glow = b.paint("#ff3a06", glow=3) if b.has("lit") else b.metal("#5a5a5a", 0.6)
    b.cylinder(0.105, 0.2, (0, 0, 1.76), glow)
    b.lathe([(0.11, 1.96), (0.4, 2.0), (0.41, 2.0), (0.15, 2.1), (0, 2.13)], (0, 0, 0), steel)
    if b.has("lit"):
        b.light((0, -0.2, 1.86), 10, "#ff7a3a", 0.1)


# --- fireworks


@prop("fireworks", colour="red", text=("SKY ROCKETS",))
def fireworks(b: Build) -> None:
    """Three rockets and a battery of tubes."""
    for k, colour in enumerate((b.colour, "blue", "gold")):
        y = -0.1 + 0.06 * k
        with b.moved((-0.12 + 0.04 * k, y - 0.03, 0.016), turn=-6 + 8 * k):
            b.rod((-0.3, 0.012, 0.0), (0.3, 0.012, 0.0), 0.004, b.paint("pale wood", 0.8))
            b.rod(
                (-0.3, -0.006, 0.006),
                (-0.1, -0.006, 0.006),
                0.02,
                b.paint(colour, 0.4, pattern="stripes", second="white", scale=12),
            )
            with b.moved((-0.3, -0.006, 0.006), tip=(0, -90)):
                b.cylinder(0.024, 0.06, (0, 0, 0), b.paint("yellow", 0.4), top=0)
            b.tube([(-0.1, -0.006, 0.0), (-0.07, -0.015, -0.005), (-0.05, -0.03, -0.01)], 0.0016, b.paint("green"))
    with b.moved((0.16, 0.12, 0)):
        b.box((0.24, 0.16, 0.15), (0, 0, 0), b.paint(b.colour, 0.5), round=0.002)
        if b.text:
            b.panel(
                0.21,
                0.1,
                (0, -0.0815, 0.025),
                b.printed(lines_on(b.text, (800, 380), background=b.colour, ink="pale yellow")),
            )
        for i in range(5):
            for j in range(3):
                x, y = -0.092 + 0.046 * i, -0.05 + 0.05 * j
                b.lathe(
                    [(0.02, 0.1), (0.02, 0.165), (0.016, 0.165), (0.016, 0.155), (0, 0.155)],
                    (x, y, 0),
                    b.paint("tan", 0.8),
                    16,
                )


@prop("sparkler", states=("lit",))
def sparkler(b: Build) -> None:
    """A sparkler that lies; lit, its far end sparks."""
    b.rod((-0.12, 0, 0.003), (0.0, 0, 0.003), 0.0012, b.metal())
    b.rod((0.0, 0, 0.003), (0.12, 0, 0.003), 0.0028, b.paint("#6c6a67", 0.9))
    if b.has("lit"):
        spark = b.paint("#ffd27a", glow=12)
        b.ball(0.006, (0.12, 0, 0.0), spark, steps=10)
        for _ in range(40):
            a, c, r = b.rng.uniform(0, 6.28), b.rng.uniform(0.05, 1), b.rng.uniform(0.015, 0.05)
            flat = math.sqrt(1 - c * c)
            x, y, z = flat * math.cos(a), flat * math.sin(a), c
            b.rod(
                (0.12 + 0.4 * r * x, 0.4 * r * y, 0.004 + 0.4 * r * z),
                (0.12 + r * x, r * y, 0.004 + r * z),
                0.0006,
                spark,
            )
        b.light((0.12, 0, 0.05), 0.5)


@prop("charcoal", states=("lit",))
def charcoal(b: Build) -> None:
    """A heap of coals."""
    for share, z in ((1.0, 0.0), (0.7, 0.03), (0.4, 0.06), (0.15, 0.085)):
        embers(b, 0.34 * share, 0.3 * share, (0, 0, z), int(34 * share) + 3, 0.055, b.has("lit"))
    if b.has("lit"):
        b.light((0, 0, 0.2), 1.5, "#ff5a1a", 0.1)
