"""Sport, diving, clothing for work, and pieces of metal and plastic that cases asked for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.parts import hollow, label_round, loft

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build


# --- water sport


@prop("scuba tank", colour="yellow", text=())
@prop("diving cylinder", colour="yellow", text=())
def scuba_tank(b: Build) -> None:
    """A diving cylinder that stands, with valve, regulator hose and gauge."""
    dark, steel, r = b.paint("black", 0.5), b.metal("silver", 0.25), 0.09
    hollow(b, [(0, 0), (r + 0.006, 0), (r + 0.008, 0.05), (r + 0.002, 0.07)], 0.006, (0, 0, 0), dark)
    b.lathe(
        [
            (0, 0.015),
            (0.06, 0.02),
            (r, 0.06),
            (r, 0.5),
            (0.08, 0.54),
            (0.05, 0.575),
            (0.026, 0.59),
            (0.026, 0.605),
            (0, 0.605),
        ],
        (0, 0, 0),
        b.paint(b.colour, 0.3),
    )
    b.lathe([(r + 0.001, 0.44), (r + 0.001, 0.49)], (0, 0, 0), b.paint("black" if b.colour == "white" else "white",
        0.5))  # fmt: skip
    for z in (0.24, 0.33):
        b.lathe([(r + 0.001, 0), (r + 0.005, 0.002), (r + 0.005, 0.038), (r + 0.001, 0.04)], (0, 0, z), dark)
    b.box((0.07, 0.03, 0.3), (0, 0.1, 0.18), dark, round=0.01)
    b.cylinder(0.02, 0.055, (0, 0, 0.6), steel)
    b.rod((0, 0, 0.63), (0.075, 0, 0.63), 0.013, steel)
    b.rod((0.06, 0, 0.63), (0.1, 0, 0.63), 0.023, dark)
    b.rod((-0.05, -0.01, 0.655), (0.04, -0.01, 0.655), 0.027, steel)
    b.tube([(-0.05, -0.02, 0.655), (-0.14, -0.08, 0.62), (-0.17, -0.12, 0.45), (-0.12, -0.14, 0.3)], 0.01, dark)
    with b.moved((-0.12, -0.14, 0.24), tip=(75, 0)):
        b.lathe([(0, 0), (0.03, 0), (0.038, 0.012), (0.036, 0.03), (0.02, 0.036), (0, 0.036)], (0, 0, -0.02), dark)
        b.cylinder(0.022, 0.004, (0, 0, 0.015), b.paint(b.colour, 0.3))
    b.tube([(0.03, -0.03, 0.65), (0.12, -0.12, 0.6), (0.15, -0.14, 0.42), (0.13, -0.14, 0.26)], 0.008, dark)
    with b.moved((0.13, -0.14, 0.22), tip=(75, 0)):
        b.cylinder(0.036, 0.02, (0, 0, -0.01), dark)
        b.cylinder(0.03, 0.0205, (0, 0, -0.01), b.paint("white"))
        b.box((0.004, 0.026, 0.001), (0.004, 0.006, 0.0105), b.paint("red"), turn=-40, round=0)
    if b.text:
        label_round(b, r, 0.1, 0.12)


# --- clothing for work


@prop("rubber boots", colour="dark green")
@prop("wellington boots", colour="dark green")
def rubber_boots(b: Build) -> None:
    """A pair, upright, the toes to the left front."""
    skin, sole = b.paint(b.colour, 0.25), b.paint("#26221c", 0.8)
    for x, turn in ((-0.075, -24), (0.075, -14)):
        with b.moved((x, 0.03, 0), turn):
            loft(
                b,
                [
                    (0, 0, 0, 0, -0.07),
                    (0, 0.085, 0.28, 0, -0.07),
                    (0.022, 0.092, 0.29, 0, -0.07),
                    (0.024, 0.088, 0.28, 0, -0.07),
                ],
                (0, 0, 0),
                sole,
                power=2.8,
            )
            b.box((0.07, 0.07, 0.02), (0, 0.045, 0), sole)
            loft(b, [(0.02, 0.088, 0.278, 0, -0.07), (0.045, 0.09, 0.27, 0, -0.066), (0.075, 0.085, 0.22, 0, -0.045),
                     (0.1, 0.085, 0.16, 0, -0.015), (0.14, 0.09, 0.13, 0, 0.0), (0.2, 0.1, 0.13, 0, 0.004),
                     (0.3, 0.12, 0.145, 0, 0.006), (0.34, 0.12, 0.145, 0, 0.006), (0.34, 0.112, 0.137, 0, 0.006),
                     (0.2, 0.092, 0.122, 0, 0.004), (0.12, 0.08, 0.12, 0, 0)], (0, 0, 0), skin, power=2.3)  # fmt: skip
            loft(b, [(0.318, 0.122, 0.147, 0, 0.006), (0.322, 0.127, 0.152, 0, 0.006), (0.342, 0.127, 0.152, 0, 0.006),
                     (0.343, 0.114, 0.14, 0, 0.006)], (0, 0, 0), skin, power=2.3)  # fmt: skip
            b.lathe([(0, 0.13), (0.05, 0.13)], (0, 0, 0), b.paint("#0d0d0c", 0.9), 16)


def _glove(b: Build, side: int) -> None:
    """A work glove that lies on its palm: leather, with a cuff of cloth; the fingers away from the viewer."""
    leather, cuff, seam = b.paint(b.colour, 0.85), b.paint("#c9c2ae", 0.95), b.paint("#8c5a2c", 0.9)
    loft(b, [(0, 0, 0), (0.0, 0.085, 0.1), (0.012, 0.095, 0.11), (0.026, 0.08, 0.095), (0.03, 0, 0)], (0, 0, 0),
        leather, power=3)  # fmt: skip
    for k in range(4):
        x, long = -0.036 + 0.024 * k, (0.075, 0.09, 0.085, 0.066)[k if side > 0 else 3 - k]
        b.tube([(x, 0.035, 0.014), (x * 1.12, 0.05 + long * 0.6, 0.02), (x * 1.22, 0.05 + long, 0.014)], 0.0125,
            leather)  # fmt: skip
        b.ball(0.0125, (x * 1.22, 0.05 + long, 0.0015), leather, steps=12)
    b.tube([(-side * 0.034, -0.02, 0.014), (-side * 0.066, 0.01, 0.018), (-side * 0.082, 0.05, 0.014)], 0.0145, leather)
    b.ball(0.0145, (-side * 0.082, 0.05, 0.0), leather, steps=12)
    with b.moved((0, -0.045, 0.017), tip=(90, 0)):
        loft(
            b,
            [(0, 0.085, 0.034), (0.03, 0.1, 0.034), (0.075, 0.115, 0.032), (0.075, 0.105, 0.022), (0.03, 0.09, 0.022)],
            (0, 0, 0),
            cuff,
            power=2.6,
        )
        loft(b, [(0.066, 0.1135, 0.034), (0.076, 0.117, 0.034)], (0, 0, 0), b.paint("#2f5f9c", 0.9), power=2.6)
    b.tube([(-0.04, -0.02, 0.026), (0, -0.025, 0.0315), (0.04, -0.02, 0.026)], 0.0016, seam)
    for k in (-1, 0, 1):
        b.tube([(k * 0.022, -0.01, 0.031), (k * 0.024, 0.03, 0.03)], 0.0016, seam)


@prop("work glove", colour="#c98a45")
def work_glove(b: Build) -> None:
    _glove(b, 1)


@prop("work gloves", colour="#c98a45")
def work_gloves(b: Build) -> None:
    """A pair, side by side."""
    for x, turn, side in ((-0.085, 8, 1), (0.085, -10, -1)):
        with b.moved((x, 0, 0), turn):
            _glove(b, side)


# --- stock


@prop("metal bar", colour="silver")
@prop("metal bars", colour="silver")
def metal_bars(b: Build) -> None:
    """Three flat bars that lie side by side, across."""
    for y, turn in ((-0.055, 2), (0, -1), (0.055, 1)):
        b.box((0.4, 0.04, 0.008), (0.01 * turn, y, 0), b.paint(b.colour, 0.35, metal=0.45), turn=turn, round=0.0008)


@prop("plastic pipes", colour="#8f9599")
@prop("pipes", colour="#8f9599")
def plastic_pipes(b: Build) -> None:
    """Five pipes in a bundle, along x; their ends are open. "silver" makes them metal."""
    r = 0.0225
    skin = b.metal(b.colour, 0.3) if b.colour in ("silver", "copper", "steel") else b.paint(b.colour, 0.4)
    places = [(0, -2 * r, r), (0.03, 0, r), (-0.02, 2 * r, r), (0.04, -r, r * 2.74), (-0.03, r, r * 2.74)]
    for x, y, z in places:
        with b.moved((x - 0.75, y, z), tip=(0, 90)):
            b.lathe([(r * 0.82, 0.06), (r * 0.82, 0), (r, 0), (r, 1.5), (r * 0.82, 1.5), (r * 0.82, 1.44)], (0, 0, 0),
                skin, 20)  # fmt: skip
            for z2 in (0.05, 1.45):
                b.cylinder(r * 0.82, 0.001, (0, 0, z2), b.paint("#101112", 1), steps=16)
    tie = b.paint("black", 0.6)
    for x in (-0.5, 0.5):
        ring = [(x, 3.06 * r * math.cos(a), 1.87 * r + 1.9 * r * math.sin(a)) for a in (0.3, 0.9, 1.57, 2.24, 2.84)]
        b.tube([*ring, (x, -3.0 * r, r), (x, -1.5 * r, 0.005), (x, 1.5 * r, 0.005), (x, 3.1 * r, r)], 0.003, tie,
            closed=True)  # fmt: skip
