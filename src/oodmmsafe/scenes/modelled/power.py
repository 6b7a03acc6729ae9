"""Power: overhead lines and portable batteries that cases asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.parts import loft

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build


def _pole(b: Build, x: float, height: float) -> None:
    wood, glass = b.paint(b.colour, 0.9, pattern="noise", scale=3), b.paint("#7a3c22", 0.15)
    b.cylinder(0.14, height, (x, 0, 0), wood, top=0.1, steps=20)
    with b.moved((x, 0, height - 0.45), turn=90):
        b.box((1.9, 0.11, 0.13), (0, 0.1, 0), wood)
        for side in (-1, 1):
            b.rod((side * 0.6, 0.1, 0.02), (0, 0.09, -0.6), 0.02, b.metal("steel", 0.5))
        for place in (-0.85, 0, 0.85):
            b.lathe(
                [(0, 0), (0.02, 0), (0.06, 0.03), (0.035, 0.06), (0.055, 0.09), (0.03, 0.12), (0.03, 0.16), (0, 0.17)],
                (place, 0.1, 0.13),
                glass,
                16,
            )


def _wires(b: Build, first: float, last: float, height: float, sag: float) -> None:
    for y in (-0.85, 0.0, 0.85):
        points = []
        for k in range(9):
            t = k / 8
            points.append((first + (last - first) * t, y, height - 0.17 - sag * 4 * t * (1 - t)))
        b.tube(points, 0.014, b.paint("#1a1b1c", 0.5))


@prop("overhead power line", colour="#6b5a48")
@prop("power line", colour="#6b5a48")
def overhead_power_line(b: Build) -> None:
    """Two wooden poles 8 m apart, 6 m high, three sagging wires between and beyond them."""
    for x in (-4, 4):
        _pole(b, x, 6.0)
    _wires(b, -4, 4, 6.0, 0.4)
    for side in (-1, 1):
        _wires(b, side * 4, side * 5.2, 6.0, 0.02)


@prop("power pole", colour="#6b5a48")
def power_pole(b: Build) -> None:
    """One wooden pole, 6 m high; its three wires run 3 m to both sides."""
    _pole(b, 0, 6.0)
    for side in (-1, 1):
        _wires(b, 0, side * 3, 6.0, 0.03)


@prop("power station", colour="orange", text=("2 kWh",))
@prop("portable power station", colour="orange", text=("2 kWh",))
def power_station(b: Build) -> None:
    """A portable battery in a box: handle, display, sockets."""
    grey, dark, skin = b.paint("#4a4d51", 0.5), b.paint("#1d1f21", 0.5), b.paint(b.colour, 0.45)
    loft(
        b,
        [(0, 0, 0), (0, 0.33, 0.23), (0.015, 0.35, 0.25), (0.205, 0.35, 0.25), (0.22, 0.33, 0.23), (0.22, 0, 0)],
        (0, 0, 0.01),
        grey,
        power=8,
        steps=56,
    )
    for x in (-0.155, 0.155):
        loft(
            b,
            [(0, 0, 0), (0, 0.05, 0.24), (0.015, 0.06, 0.262), (0.215, 0.06, 0.262), (0.23, 0.05, 0.24), (0.23, 0, 0)],
            (x, 0, 0),
            skin,
            power=7,
        )
    b.tube([(-0.15, 0, 0.21), (-0.145, 0, 0.275), (-0.1, 0, 0.285), (0.1, 0, 0.285), (0.145, 0, 0.275),
        (0.15, 0, 0.21)], 0.017, dark)  # fmt: skip
    b.box((0.24, 0.01, 0.17), (0, -0.124, 0.035), dark, round=0.004)
    b.panel(0.09, 0.05, (0.06, -0.13, 0.14), b.printed(lines_on(["87 %"], (360, 200), background="#101c22",
        ink="#7fe0ff"), 0.2, glow=1.2))  # fmt: skip
    for x in (-0.085, -0.03):
        b.cylinder(0.021, 0.004, (x, -0.129, 0.165), b.paint("pale grey"), tip=(90, 0), steps=24)
        b.cylinder(0.017, 0.0045, (x, -0.129, 0.165), b.paint("#34373a"), tip=(90, 0), steps=24)
        for side in (-0.007, 0.007):
            b.cylinder(0.003, 0.005, (x + side, -0.129, 0.165), b.paint("black"), tip=(90, 0), steps=8)
    b.anchor("socket", (-0.085, -0.134, 0.165))
    b.anchor("socket 2", (-0.03, -0.134, 0.165))
    for k in range(3):
        b.box((0.016, 0.003, 0.007), (0.03 + 0.03 * k, -0.129, 0.115), b.paint("#5a6068"), round=0)
    if b.text:
        image = lines_on(b.text, (640, 190), background="#1d1f21", ink="white", margin=0.05)
        b.panel(0.2, 0.06, (0, -0.13, 0.045), b.printed(image))
