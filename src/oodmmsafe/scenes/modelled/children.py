"""Babies, toys and what belongs to children."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.forms import limb
from oodmmsafe.scenes.modelled.parts import hollow, loft

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point

_SKIN, _HAIR = "#e0b294", "#6b4a2c"


# --- babies


def _face(b: Build, r: float, *, asleep: bool = False, hair: bool = True) -> None:
    """A head of radius r with its centre at the origin that looks towards -y."""
    skin = b.paint(_SKIN, 0.6)
    b.ball(r, (0, 0, -r), skin, (0.96, 1, 1), 28)
    if hair:
        with b.moved((0, 0.1 * r, 0.05 * r), tip=(-22, 0)):
            cap = [(1.03 * r * math.cos(t), 1.03 * r * math.sin(t))
                for t in [math.radians(18 + 9 * k) for k in range(9)]]  # fmt: skip
            b.lathe([(max(0.0, x), z) for x, z in cap], (0, 0, 0), b.paint(_HAIR, 0.9), 28)
    for s in (-1, 1):
        b.ball(0.2 * r, (s * 0.97 * r, 0.05 * r, -0.25 * r), skin, (0.4, 0.8, 1.1), 12)
        b.ball(0.2 * r, (s * 0.48 * r, -0.78 * r, -0.5 * r), b.paint("#e3a08f", 0.6), (1, 0.5, 0.9), 12)
        if asleep:
            b.tube([(s * 0.22 * r, -0.97 * r, -0.02 * r), (s * 0.36 * r, -0.95 * r, -0.07 * r),
                (s * 0.5 * r, -0.88 * r, -0.02 * r)], 0.022 * r, b.paint("#5a3a2a"))  # fmt: skip
        else:
            b.ball(0.12 * r, (s * 0.36 * r, -0.9 * r, -0.06 * r), b.paint("#3a2a20", 0.15), (1, 0.5, 1.15), 12)
    b.ball(0.1 * r, (0, -1.0 * r, -0.28 * r), skin, steps=12)
    b.tube([(-0.2 * r, -0.88 * r, -0.43 * r), (0, -0.9 * r, -0.5 * r), (0.2 * r, -0.88 * r, -0.43 * r)], 0.04 * r,
        b.paint("#b5544c"))  # fmt: skip


def _sitting(b: Build, size: float, colour: str) -> None:
    """A small child that sits on the floor, legs forward, `size` metres high."""
    s = size / 0.55
    suit, skin = b.paint(colour, 0.9), b.paint(_SKIN, 0.6)
    trousers = b.paint("dark blue" if colour != "dark blue" else "grey", 0.9)
    with b.moved((0, 0.06 * s, 0), scale=s):
        body = [(0, 0, 0), (0.0, 0.18, 0.16), (0.06, 0.24, 0.2), (0.16, 0.22, 0.17), (0.26, 0.17, 0.13),
            (0.3, 0.08, 0.08), (0.31, 0, 0)]  # fmt: skip
        loft(b, body, (0, 0, 0), suit, power=2.2)
        for side in (-1, 1):
            limb(b, [(side * 0.06, -0.02, 0.06), (side * 0.12, -0.17, 0.06), (side * 0.13, -0.27, 0.045)],
                [0.06, 0.052, 0.04], trousers)  # fmt: skip
            limb(b, [(side * 0.13, -0.26, 0.045), (side * 0.135, -0.31, 0.06), (side * 0.14, -0.31, 0.09)],
                [0.032, 0.034, 0.026], b.paint("white", 0.9))  # fmt: skip
            limb(b, [(side * 0.085, 0.0, 0.265), (side * 0.15, -0.04, 0.19), (side * 0.12, -0.13, 0.15)],
                [0.038, 0.034, 0.028], suit)  # fmt: skip
            b.ball(0.026, (side * 0.115, -0.15, 0.125), skin, steps=14)
        with b.moved((0, -0.01, 0.4)):
            _face(b, 0.11)


def _lying(b: Build, colour: str, *, prone: bool = False, asleep: bool = True) -> None:
    """A baby of 62 cm that lies on its back, head at the far side (or "prone": on its face)."""
    suit, skin = b.paint(colour, 0.9), b.paint(_SKIN, 0.6)
    z = 0.075
    limb(b, [(0, 0.12, z), (0, 0.02, z), (0, -0.1, z)], [(0.075, 0.058), (0.088, 0.066), (0.075, 0.06)], suit)
    for s in (-1, 1):
        limb(b, [(s * 0.05, -0.1, z - 0.01), (s * 0.1, -0.2, z + 0.0), (s * 0.06, -0.29, z - 0.03)],
            [0.045, 0.038, 0.03], suit)  # fmt: skip
        limb(b, [(s * 0.07, 0.1, z), (s * 0.14, 0.12, z - 0.02), (s * 0.15, 0.2, z - 0.02)], [0.035, 0.03, 0.025], suit)
        b.ball(0.024, (s * 0.15, 0.225, z - 0.045), skin, steps=14)
    with b.moved((0, 0.22, 0.095), turn=25 if prone else 12, tip=(0, 0)), b.moved((0, 0, 0),
            tip=(90 if prone else -90, 0)):  # fmt: skip
        _face(b, 0.085, asleep=asleep)


@prop("baby", colour="pale yellow", states=("awake", "prone"))
@prop("sleeping baby", colour="pale yellow", states=("awake", "prone"))
def baby(b: Build) -> None:
    """Lies on its back and sleeps, head at the far side; "prone": on its belly; "awake"."""
    _lying(b, b.colour, prone=b.has("prone"), asleep=not b.has("awake"))


@prop("toddler", colour="red")
def toddler(b: Build) -> None:
    """A one-year-old that sits on the floor."""
    _sitting(b, 0.55, b.colour)


@prop("sitting baby", colour="pale green")
def sitting_baby(b: Build) -> None:
    """A baby of eight months that sits."""
    _sitting(b, 0.45, b.colour)


@prop("baby bouncer", colour="turquoise", states=("baby", "empty"))
def baby_bouncer(b: Build) -> None:
    """A seat of cloth on a frame of wire with a toy bar; "baby": one lies in it."""
    wire, cloth = b.metal("silver"), b.paint(b.colour, 0.95)
    for s in (-1, 1):
        b.tube([(s * 0.2, 0.3, 0.012), (s * 0.21, -0.1, 0.012), (s * 0.19, -0.3, 0.03), (s * 0.19, -0.26, 0.12),
            (s * 0.17, 0.05, 0.2), (s * 0.15, 0.3, 0.42)], 0.009, wire)  # fmt: skip
    b.tube([(-0.2, 0.3, 0.012), (0, 0.34, 0.012), (0.2, 0.3, 0.012)], 0.009, wire)
    b.tube([(-0.15, 0.3, 0.42), (0, 0.33, 0.45), (0.15, 0.3, 0.42)], 0.009, wire)
    profile = [(-0.28, 0.13), (-0.2, 0.1), (-0.08, 0.08), (0.02, 0.12), (0.14, 0.22), (0.3, 0.42)]
    rows = [[(0.175 * s, y, z + 0.035 * s * s) for s in [k / 5 - 1 for k in range(11)]] for y, z in profile]
    b.surface(rows, cloth, 0.01)
    b.tube([(-0.18, -0.02, 0.17), (-0.17, -0.06, 0.36), (0, -0.08, 0.44), (0.17, -0.06, 0.36), (0.18, -0.02, 0.17)],
        0.009, b.paint("white", 0.5))  # fmt: skip
    for x, colour in ((-0.08, "red"), (0, "yellow"), (0.08, "blue")):
        b.rod((x, -0.08, 0.43 - 2 * x * x), (x, -0.08, 0.38), 0.0015, b.paint("white"))
        b.ball(0.024, (x, -0.08, 0.335), b.paint(colour, 0.3), steps=16)
    if b.has("baby") and not b.has("empty"):
        suit, skin = b.paint("pale yellow", 0.9), b.paint(_SKIN, 0.6)
        limb(b, [(0, 0.13, 0.27), (0, 0.04, 0.2), (0, -0.06, 0.15)], [(0.07, 0.06), (0.085, 0.07), (0.075, 0.06)], suit)
        for s in (-1, 1):
            limb(b, [(s * 0.05, -0.06, 0.15), (s * 0.09, -0.16, 0.19), (s * 0.08, -0.25, 0.16)], [0.042, 0.036, 0.028],
                suit)  # fmt: skip
            limb(b, [(s * 0.07, 0.11, 0.27), (s * 0.13, 0.05, 0.24), (s * 0.1, -0.01, 0.26)], [0.034, 0.03, 0.024],
                suit)  # fmt: skip
            b.ball(0.023, (s * 0.095, -0.03, 0.245), skin, steps=14)
        with b.moved((0, 0.2, 0.365), tip=(-42, 0)):
            _face(b, 0.085)


@prop("baby walker", colour="pale blue")
def baby_walker(b: Build) -> None:
    """A ring on wheels with a seat in which a baby stands, and a tray."""
    skin = b.paint(b.colour, 0.4)
    b.lathe([(0.3, 0.05), (0.33, 0.06), (0.33, 0.09), (0.3, 0.1), (0.28, 0.075), (0.3, 0.05)], (0, 0, 0), skin)
    for k in range(6):
        a = 2 * math.pi * k / 6 + 0.5
        b.ball(0.026, (0.305 * math.cos(a), 0.305 * math.sin(a), 0), b.paint("dark grey", 0.5), steps=12)
        if k % 2:
            b.rod((0.3 * math.cos(a), 0.3 * math.sin(a), 0.08), (0.2 * math.cos(a), 0.2 * math.sin(a), 0.38), 0.012,
                b.paint("white"))  # fmt: skip
    b.lathe([(0.13, 0.38), (0.25, 0.37), (0.26, 0.39), (0.25, 0.41), (0.13, 0.4), (0.13, 0.38)], (0, 0, 0),
        b.paint("white", 0.4))  # fmt: skip
    b.lathe([(0.14, 0.4), (0.12, 0.28), (0, 0.25)], (0, 0.02, 0), b.paint("orange", 0.9))
    b.box((0.2, 0.02, 0.12), (0, 0.17, 0.4), b.paint("orange", 0.9), tip=(-10, 0), round=0.008)
    for x, colour in ((-0.09, "red"), (0, "yellow"), (0.09, "green")):
        b.ball(0.025, (x, -0.19, 0.4), b.paint(colour, 0.3), steps=14)


@prop("pacifier", colour="pale blue", states=("string",))
@prop("dummy", colour="pale blue", states=("string",))
def pacifier(b: Build) -> None:
    """Lies; "string": on a long cord."""
    with b.moved((0, 0, 0.006), tip=(0, 0)):
        loft(b, [(0, 0.045, 0.032), (0.005, 0.045, 0.032), (0.005, 0, 0)], (0, 0, -0.003), b.paint(b.colour, 0.3),
            power=2.4)  # fmt: skip
        b.ball(0.0105, (0, 0, 0.0), b.paint("#d9b27a", 0.1, alpha=0.9), (1, 1, 1.4), 14)
    b.tube([(-0.012, -0.016, 0.004), (-0.012, -0.035, 0.004), (0.012, -0.035, 0.004), (0.012, -0.016, 0.004)], 0.0025,
        b.paint("white"))  # fmt: skip
    if b.has("string"):
        points = [(0, -0.038, 0.003), (0.06, -0.06, 0.003), (0.15, 0.0, 0.003), (0.05, 0.08, 0.003),
            (-0.1, 0.06, 0.003), (-0.13, -0.04, 0.003), (-0.04, -0.07, 0.004)]  # fmt: skip
        b.tube(points, 0.002, b.paint("red"))


@prop("rattle", colour="red")
def rattle(b: Build) -> None:
    b.rod((-0.07, 0, 0.012), (0.03, 0, 0.022), 0.008, b.paint("yellow", 0.3))
    b.ball(0.028, (0.05, 0, 0), b.paint(b.colour, 0.3))
    b.lathe([(0.012, 0), (0.02, 0.004), (0.012, 0.008), (0.012, 0)], (-0.085, 0, 0.012), b.paint("blue", 0.3))


@prop("baby monitor", colour="white")
def baby_monitor(b: Build) -> None:
    """A camera that watches a crib; its cord leaves at the back."""
    b.lathe([(0, 0), (0.04, 0), (0.042, 0.01), (0.02, 0.02), (0.015, 0.05), (0, 0.05)], (0, 0, 0),
        b.paint(b.colour, 0.3))  # fmt: skip
    b.ball(0.037, (0, 0, 0.045), b.paint(b.colour, 0.3))
    b.cylinder(0.022, 0.006, (0, -0.033, 0.082), b.paint("black", 0.15), tip=(90, 0))
    b.cylinder(0.009, 0.002, (0, -0.039, 0.082), b.paint("dark blue", 0.05), tip=(90, 0))
    b.rod((0.015, 0.025, 0.1), (0.015, 0.03, 0.17), 0.003, b.paint("dark grey"))
    b.anchor("cord", (0, 0.035, 0.015))


@prop("sippy cup", colour="orange")
def sippy_cup(b: Build) -> None:
    b.cylinder(0.033, 0.085, (0, 0, 0), b.paint(b.colour, 0.3), top=0.038)
    b.lathe([(0.04, 0.085), (0.04, 0.1), (0.02, 0.112), (0, 0.112)], (0, 0, 0), b.paint("green", 0.3))
    b.box((0.025, 0.012, 0.025), (0, -0.02, 0.108), b.paint("green", 0.3), round=0.005)
    for s in (-1, 1):
        b.tube([(s * 0.036, 0, 0.08), (s * 0.062, 0, 0.075), (s * 0.06, 0, 0.03), (s * 0.034, 0, 0.025)], 0.006,
            b.paint("green", 0.3))  # fmt: skip


@prop("bib", colour="pale blue")
def bib(b: Build) -> None:
    outline = [(0.1 * math.cos(a), -0.02 + 0.13 * math.sin(a))
        for a in [math.pi * (1.15 + 1.7 * k / 20) - math.pi / 2 - 1.26 for k in range(21)]]  # fmt: skip
    b.sheet([(x, y, 0.003) for x, y in outline], b.paint(b.colour, 0.9), 0.004)
    b.tube([(-0.05, 0.1, 0.004), (-0.06, 0.18, 0.004), (0, 0.22, 0.004), (0.06, 0.18, 0.004), (0.05, 0.1, 0.004)],
        0.004, b.paint("white"))  # fmt: skip


@prop("changing mat", colour="pale green")
def changing_mat(b: Build) -> None:
    b.box((0.5, 0.7, 0.03), (0, 0, 0), b.paint(b.colour, 0.4), round=0.014)
    for x in (-0.22, 0.22):
        b.box((0.07, 0.7, 0.08), (x, 0, 0), b.paint(b.colour, 0.4), round=0.03)


@prop("nappies", colour="white", text=("NAPPIES",))
def nappies(b: Build) -> None:
    b.box((0.26, 0.12, 0.2), (0, 0, 0), b.paint("pale blue", 0.3), round=0.02)
    if b.text:
        b.panel(0.2, 0.13, (0, -0.061, 0.03), b.printed(lines_on(b.text, (800, 520), background="white", ink="blue")))


@prop("crib mobile", colour="yellow")
def crib_mobile(b: Build) -> None:
    """Stars and moons on strings under an arm: stands 70 cm high."""
    b.rod((0.0, 0.1, 0), (0, 0.1, 0.66), 0.01, b.paint("white"))
    b.tube([(0, 0.1, 0.66), (0, 0.08, 0.72), (0, -0.1, 0.7)], 0.009, b.paint("white"))
    b.box((0.16, 0.16, 0.012), (0, 0.1, 0), b.paint("white"))
    b.rod((-0.14, -0.1, 0.68), (0.14, -0.1, 0.68), 0.005, b.paint("pale wood"))
    b.rod((0, -0.24, 0.68), (0, 0.04, 0.68), 0.005, b.paint("pale wood"))
    for x, y, colour in ((-0.14, -0.1, b.colour), (0.14, -0.1, "pink"), (0, -0.24, "turquoise"), (0, 0.04, "orange")):
        b.rod((x, y, 0.68), (x, y, 0.5), 0.001, b.paint("grey"))
        points = [((0.035 if k % 2 == 0 else 0.016) * math.sin(math.pi * k / 5),
            (0.035 if k % 2 == 0 else 0.016) * math.cos(math.pi * k / 5)) for k in range(10)]  # fmt: skip
        b.sheet([(x + u, y, 0.47 + v) for u, v in points], b.paint(colour, 0.7), 0.012)


# --- toys


_BRIGHT = ("red", "yellow", "blue", "green", "orange")


def _brick(b: Build, at: Point, colour: str, long: int = 4, turn: float = 0) -> None:
    """A toy brick with studs, `long` by 2."""
    u, paint = 0.016, b.paint(colour, 0.25)
    with b.moved(at, turn=turn):
        b.box((u * long, u * 2, 0.0185), (0, 0, 0), paint, round=0.0008)
        for i in range(long):
            for j in range(2):
                b.cylinder(0.0048, 0.0035, (u * (i - (long - 1) / 2), u * (j - 0.5), 0.0185), paint, steps=12)


@prop("small building bricks", colour="red")
@prop("toy bricks", colour="red")
def toy_bricks(b: Build) -> None:
    """Bricks with studs, scattered, some put together."""
    places = [(-0.05, 0.0, 0, 10), (-0.045, 0.002, 0.0185, 10), (0.05, 0.03, 0, -30), (0.08, -0.05, 0, 60),
        (-0.1, -0.06, 0, -50), (0.0, -0.08, 0, 20), (0.13, 0.02, 0, 80), (-0.13, 0.04, 0, 35), (0.02, 0.09, 0, 5),
        (-0.06, 0.1, 0, 120)]  # fmt: skip
    for k, (x, y, z, turn) in enumerate(places):
        _brick(b, (x, y, z), b.colour if k == 0 else _BRIGHT[k % 5], 2 if k % 3 == 2 else 4, turn)


@prop("toy blocks", colour="red")
@prop("wooden blocks", colour="red")
def toy_blocks(b: Build) -> None:
    for k, (x, y, z, turn) in enumerate(((-0.05, 0, 0, 10), (0.03, 0.01, 0, -12), (-0.01, 0.0, 0.06, 20),
            (0.11, -0.04, 0, 40), (-0.12, -0.05, 0, -30))):  # fmt: skip
        colour = b.colour if k == 0 else _BRIGHT[k]
        with b.moved((x, y, z), turn=turn):
            b.box((0.06, 0.06, 0.06), (0, 0, 0), b.paint(colour, 0.5), round=0.003)
            b.panel(0.044, 0.044, (0, -0.0304, 0.008), b.printed(lines_on(["ABCDE"[k]], (200, 200), background="cream",
                ink=colour)))  # fmt: skip


@prop("marbles", colour="blue")
def marbles(b: Build) -> None:
    for k in range(14):
        r, a = 0.075 * math.sqrt((k + 0.3) / 14), 2.4 * k
        b.ball(0.0085 if k else 0.012, (r * math.cos(a), r * math.sin(a), 0),
            b.paint((b.colour, "green", "amber", "red", "white")[k % 5], 0.03), steps=18)  # fmt: skip


@prop("magnets", colour="red")
@prop("horseshoe magnet", colour="red")
def magnets(b: Build) -> None:
    """A red horseshoe magnet that lies."""
    arc = [(0.04 * math.cos(a), 0.03 + 0.04 * math.sin(a), 0.01) for a in [math.pi * k / 8 for k in range(9)]]
    for points, paint in (([(0.04, -0.03, 0.01), *arc, (-0.04, -0.03, 0.01)], b.paint(b.colour, 0.3)),):
        b.tube(points, 0.011, paint)
    for x in (-0.04, 0.04):
        b.rod((x, -0.055, 0.01), (x, -0.028, 0.01), 0.0112, b.metal("silver", 0.3))


@prop("magnet balls", colour="silver")
@prop("magnetic beads", colour="silver")
def magnet_balls(b: Build) -> None:
    """A cluster of small shiny magnet balls and a chain of them."""
    d, silver = 0.008, b.metal(b.colour, 0.08)
    for i in range(6):
        for j in range(4):
            for k in range(4):
                if i in (0, 5) or j in (0, 3) or k == 3:
                    b.ball(0.5 * d, (-0.05 + d * i, -0.01 + d * j, d * k), silver, steps=12)
    for k in range(22):
        b.ball(0.5 * d, (-0.06 + 0.0075 * k, -0.045 + 0.014 * math.sin(0.5 * k), 0), silver, steps=8)


@prop("pile of soft toys", colour="tan")
@prop("soft toys", colour="tan")
def soft_toys(b: Build) -> None:
    """A bear, a rabbit, a small elephant."""
    for x, turn, colour, ears in ((-0.15, 10, b.colour, "bear"), (0.02, -5, "pink", "rabbit"),
            (0.18, -15, "grey", "bear")):  # fmt: skip
        with b.moved((x, 0, 0), turn=turn):
            fur = b.paint(colour, 1.0)
            b.ball(0.065, (0, 0, 0), fur, (1, 0.9, 1.15))
            b.ball(0.055, (0, -0.01, 0.12), fur)
            b.ball(0.025, (0, -0.052, 0.135), b.paint("cream", 1), (1.1, 0.8, 0.85), 14)
            b.ball(0.008, (0, -0.076, 0.158), b.paint("black", 0.3), steps=10)
            for s in (-1, 1):
                b.ball(0.006, (s * 0.02, -0.058, 0.18), b.paint("black", 0.1), steps=10)
                if ears == "rabbit":
                    b.ball(0.02, (s * 0.022, 0, 0.21), fur, (0.9, 0.5, 2.4), 16)
                else:
                    b.ball(0.022, (s * 0.042, 0, 0.195), fur, (1, 0.5, 1), 14)
                b.ball(0.025, (s * 0.065, -0.03, 0.06), fur, (1, 1.3, 1.2), 14)
                b.ball(0.03, (s * 0.045, -0.075, 0), fur, (1, 1.3, 1), 14)


@prop("toy box", colour="pale wood", states=("open",))
def toy_box(b: Build) -> None:
    """A chest; "open": its heavy lid is up, hollow."""
    w, d, h, t, wood = 0.8, 0.45, 0.45, 0.02, b.paint(b.colour, 0.6)
    b.box((w, d, t), (0, 0, 0), wood)
    for x in (-w / 2 + t / 2, w / 2 - t / 2):
        b.box((t, d, h), (x, 0, 0), wood)
    for y in (-d / 2 + t / 2, d / 2 - t / 2):
        b.box((w, t, h), (0, y, 0), wood)
    if b.has("open"):
        b.box((w + 0.02, 0.03, d), (0, d / 2, h), wood, tip=(-8, 0), round=0.006)
    else:
        b.box((w + 0.02, d + 0.02, 0.03), (0, 0, h), wood, round=0.006)
    image = lines_on(["TOYS"], (800, 300), background=b.colour, ink="red")
    b.panel(0.4, 0.15, (0, -d / 2 - 0.001, 0.15), b.printed(image))


@prop("drawing knife set", colour="orange")
@prop("pumpkin carving tools", colour="orange")
def carving_tools(b: Build) -> None:
    """Little saws and scoops of plastic for children, lying."""
    for k in range(4):
        with b.moved((-0.06 + 0.04 * k, 0, 0.005), turn=-8 + 5 * k):
            b.box((0.016, 0.09, 0.012), (0, -0.045, -0.005), b.paint(b.colour, 0.4), round=0.005)
            if k % 2:
                b.ball(0.013, (0, 0.055, -0.004), b.paint(b.colour, 0.4), (1, 1.5, 0.5), 12)
            else:
                b.box((0.005, 0.08, 0.0015), (0, 0.035, 0), b.metal("silver"), round=0)
                for j in range(9):
                    b.box((0.004, 0.004, 0.0014), (0.004, 0.005 + 0.008 * j, 0), b.metal("silver"), turn=45, round=0)


@prop("crayons", colour="red")
@prop("coloured pencils", colour="red")
def crayons(b: Build) -> None:
    for k, colour in enumerate((b.colour, "yellow", "blue", "green", "orange", "purple")):
        with b.moved((0, -0.05 + 0.02 * k, 0.005), turn=b.rng.uniform(-14, 14)):
            b.rod((-0.045, 0, 0), (0.035, 0, 0), 0.005, b.paint(colour, 0.5))
            b.cylinder(0.005, 0.012, (0.035, 0, 0), b.paint(colour, 0.5), top=0.0015, tip=(0, 90))


@prop("paint box", colour="white")
@prop("watercolours", colour="white")
def paint_box(b: Build) -> None:
    b.box((0.2, 0.09, 0.012), (0, 0, 0), b.paint(b.colour, 0.4))
    for k, colour in enumerate(("red", "orange", "yellow", "lime", "green", "turquoise", "blue", "purple", "brown",
            "black", "pink", "white")):  # fmt: skip
        b.cylinder(0.012, 0.002, (-0.08 + 0.032 * (k % 6), -0.02 + 0.04 * (k // 6), 0.0115), b.paint(colour, 0.7))
    b.rod((-0.09, -0.06, 0.004), (0.08, -0.065, 0.004), 0.003, b.paint("wood"))


@prop("slime", colour="lime", text=())
@prop("modelling clay", colour="red", text=())
def slime(b: Build) -> None:
    """A blob beside its pot."""
    hollow(b, [(0, 0), (0.032, 0), (0.034, 0.05)], 0.002, (-0.05, 0.02, 0), b.paint("white", 0.3))
    for x, y, r in ((0.03, 0, 0.035), (0.06, -0.02, 0.026), (0.02, -0.035, 0.024), (0.07, 0.015, 0.02)):
        b.ball(r, (x, y, -0.05 * r), b.paint(b.colour, 0.08), (1.2, 1.1, 0.55), 20)


@prop("inflatable ring", colour="red")
@prop("swim ring", colour="red")
def swim_ring(b: Build) -> None:
    """Lies."""
    r = 0.07
    shape = [(0.19 + r * math.cos(t), r + r * math.sin(t)) for t in [2 * math.pi * k / 14 for k in range(15)]]
    b.lathe(shape, (0, 0, 0), b.paint(b.colour, 0.2))
    for k in range(4):
        a = math.pi / 4 + math.pi / 2 * k
        with b.moved((0.19 * math.cos(a), 0.19 * math.sin(a), r), turn=math.degrees(a)):
            stripe = [(r * 1.01 * math.cos(t), r * 1.01 * math.sin(t))
                for t in [2 * math.pi * j / 16 for j in range(17)]]  # fmt: skip
            b.surface([[(x, y, z) for x, z in stripe] for y in (-0.035, 0.035)], b.paint("white", 0.3))


@prop("arm bands", colour="orange")
@prop("water wings", colour="orange")
def arm_bands(b: Build) -> None:
    for x, turn in ((-0.08, 15), (0.09, -20)):
        with b.moved((x, 0, 0), turn=turn):
            b.lathe([(0.035, 0), (0.065, 0.02), (0.07, 0.075), (0.065, 0.13), (0.035, 0.15), (0.035, 0)], (0, 0, 0),
                b.paint(b.colour, 0.2))  # fmt: skip


@prop("jump rope", colour="red")
@prop("skipping rope", colour="red")
def jump_rope(b: Build) -> None:
    points = [(-0.2, -0.1, 0.006), (-0.05, 0.1, 0.006), (0.12, 0.05, 0.006), (0.05, -0.08, 0.008), (-0.1, 0.0, 0.01),
        (0.05, 0.12, 0.006), (0.22, -0.08, 0.006)]  # fmt: skip
    b.tube(points, 0.004, b.paint("white", 0.7))
    for x, dx in ((-0.2, -0.11), (0.22, 0.11)):
        y = -0.1 if x < 0 else -0.08
        b.rod((x, y, 0.012), (x + dx, y - 0.05, 0.012), 0.012, b.paint(b.colour, 0.4))


@prop("bicycle helmet", colour="red")
@prop("child helmet", colour="red")
def bicycle_helmet(b: Build) -> None:
    shell = [(0.125, 0), (0.13, 0.03), (0.115, 0.08), (0.075, 0.12), (0, 0.135)]
    with b.moved((0, 0, 0.02), scale=(0.82, 1.05, 1)):
        b.lathe(shell, (0, 0, 0), b.paint(b.colour, 0.25))
        b.lathe([(0.12, 0.0), (0.11, 0.07), (0.06, 0.11), (0, 0.12)], (0, 0, -0.002), b.paint("black", 0.9))
    for x in (-0.05, 0, 0.05):
        for y, tip in ((-0.06, 40), (0.03, -12)):
            with b.moved((x, y, 0.13 - 4.5 * x * x - 4 * y * y + 0.012), tip=(tip, x * 400)):
                b.box((0.016, 0.07, 0.008), (0, 0, 0), b.paint("black", 0.8), round=0.003)
    for s in (-1, 1):
        b.tube([(s * 0.1, -0.03, 0.03), (s * 0.09, -0.08, 0.004), (s * 0.02, -0.13, 0.004)], 0.003,
            b.paint("dark grey"))  # fmt: skip


@prop("safety gate", colour="white", states=("open",))
@prop("stair gate", colour="white", states=("open",))
def safety_gate(b: Build) -> None:
    """A gate for a doorway or stairs; "open": swung back."""
    paint = b.paint(b.colour, 0.4)
    for x in (-0.45, 0.45):
        b.box((0.03, 0.03, 0.76), (x, 0, 0), paint)
    with b.moved((-0.43, 0, 0), turn=80 if b.has("open") else 0):
        for z in (0.05, 0.71):
            b.box((0.86, 0.025, 0.025), (0.43, 0, z), paint)
        for k in range(12):
            b.rod((0.035 + 0.072 * k, 0, 0.06), (0.035 + 0.072 * k, 0, 0.72), 0.007, paint)


@prop("child seat", colour="dark grey", states=("baby",))
@prop("car seat", colour="dark grey", states=("baby",))
def car_seat(b: Build) -> None:
    """A child's seat for a car."""
    shell, cloth = b.paint("#1e1f22", 0.5), b.paint(b.colour, 0.95)
    loft(b, [(0, 0, 0), (0, 0.36, 0.42), (0.1, 0.42, 0.46), (0.14, 0.42, 0.44), (0.14, 0, 0)], (0, 0, 0), shell,
        power=5)  # fmt: skip
    b.box((0.32, 0.36, 0.06), (0, -0.03, 0.13), cloth, round=0.025)
    with b.moved((0, 0.15, 0.14), tip=(-14, 0)):
        b.box((0.36, 0.07, 0.5), (0, 0, 0), cloth, round=0.03)
        for s in (-1, 1):
            b.box((0.05, 0.16, 0.28), (s * 0.19, -0.05, 0.02), cloth, round=0.02)
            b.box((0.05, 0.17, 0.18), (s * 0.17, -0.06, 0.34), shell, round=0.02)
            b.box((0.035, 0.008, 0.34), (s * 0.06, -0.04, 0.08), b.paint("black", 0.7), round=0.002)
    b.box((0.045, 0.03, 0.05), (0, -0.06, 0.19), b.paint("red", 0.4))
    for s in (-1, 1):
        b.box((0.06, 0.3, 0.12), (s * 0.2, -0.04, 0.12), shell, round=0.02)
    if b.has("baby"):
        with b.moved((0, 0.03, 0.19)):
            _sitting(b, 0.5, "pale yellow")


@prop("infant carrier", colour="dark grey", states=("baby",))
@prop("baby car seat", colour="dark grey", states=("baby",))
def infant_carrier(b: Build) -> None:
    """A shell with a handle in which a baby lies, its feet to the viewer."""
    shell, cloth = b.paint("#1e1f22", 0.5), b.paint(b.colour, 0.95)
    profile = [(-0.35, 0.21, 0.1), (-0.32, 0.19, 0.15), (-0.25, 0.14, 0.19), (-0.12, 0.11, 0.21), (0.02, 0.13, 0.21),
               (0.16, 0.21, 0.2), (0.27, 0.33, 0.17), (0.33, 0.44, 0.12), (0.34, 0.48, 0.07)]  # fmt: skip
    for grow, up, paint in ((1.0, 0.0, shell), (0.86, 0.02, cloth)):
        rows = []
        for y, z, half in profile:
            across = [k / 8 - 1 for k in range(17)]
            rows.append([(half * grow * s, y * (0.97 if up else 1), z + up - 0.06 + 0.6 * half * s * s * half / 0.15)
                for s in across])  # fmt: skip
        b.surface(rows, paint, 0.012)
    for s in (-1, 1):
        b.tube([(s * 0.2, -0.25, 0.06), (s * 0.17, 0.0, 0.013), (s * 0.2, 0.25, 0.06)], 0.013, shell)
        b.box((0.03, 0.008, 0.2), (s * 0.05, 0.08, 0.13), b.paint("black", 0.7), tip=(-50, 0), round=0.002)
    b.tube([(-0.21, 0.05, 0.2), (-0.22, 0.0, 0.42), (-0.15, -0.03, 0.53), (0.15, -0.03, 0.53), (0.22, 0.0, 0.42),
        (0.21, 0.05, 0.2)], 0.016, shell)  # fmt: skip
    if b.has("baby"):
        suit, skin = b.paint("pale yellow", 0.9), b.paint(_SKIN, 0.6)
        limb(b, [(0, 0.1, 0.23), (0, 0.0, 0.17), (0, -0.1, 0.16)], [(0.07, 0.06), (0.085, 0.07), (0.075, 0.06)], suit)
        for s in (-1, 1):
            limb(b, [(s * 0.05, -0.1, 0.16), (s * 0.08, -0.19, 0.2), (s * 0.07, -0.27, 0.2)], [0.042, 0.036, 0.028],
                suit)  # fmt: skip
            limb(b, [(s * 0.07, 0.08, 0.23), (s * 0.12, 0.02, 0.21), (s * 0.09, -0.04, 0.24)], [0.034, 0.03, 0.024],
                suit)  # fmt: skip
            b.ball(0.023, (s * 0.085, -0.06, 0.225), skin, steps=14)
        with b.moved((0, 0.17, 0.33), tip=(-45, 0)):
            _face(b, 0.085, asleep=True)


@prop("broken glass bag", colour="#3a3c3f", states=("paper",))
def broken_glass_bag(b: Build) -> None:
    """A thin bin bag, shards and a bottle neck poking through its side; "paper": crumpled paper in it instead."""
    waves = [b.rng.uniform(0, 6.28) for _ in range(3)]
    rows = []
    for z, r in ((0, 0.0), (0.004, 0.16), (0.1, 0.22), (0.24, 0.21), (0.36, 0.15), (0.42, 0.06), (0.45, 0.03),
            (0.5, 0.08), (0.54, 0.1)):  # fmt: skip
        row = []
        for k in range(61):
            a = 2 * math.pi * k / 60
            crease = 1 + 0.07 * math.sin(6 * a + waves[0] + 8 * z) + 0.05 * math.sin(13 * a + waves[1] - 11 * z)
            row.append((r * crease * math.cos(a), r * crease * math.sin(a), z))
        rows.append(row)
    b.surface(rows, b.paint(b.colour, 0.25, alpha=0.75))
    glass = b.paint("#2f7d4f", 0.05)
    if b.has("paper"):
        for k in range(14):
            a = 2.4 * k
            b.ball(0.055, (0.12 * math.cos(a), 0.12 * math.sin(a), 0.03 + 0.02 * k), b.paint("white", 1), (1, 0.9, 0.9),
                8)  # fmt: skip
        return
    for k in range(13):
        a, z = math.radians(205 + 130 * ((k * 0.618) % 1)), 0.05 + 0.02 * k
        x, y = 0.2 * math.cos(a), 0.2 * math.sin(a)
        out = 1.3 + 0.2 * (k % 3)
        paint = glass if k % 2 else b.paint("#cfe4e6", 0.05)
        b.sheet([(x * 0.9, y * 0.9, z - 0.02), (x * 0.95, y * 0.9, z + 0.07),
            (x * out, y * out, z + 0.035 + 0.02 * (k % 2))], paint, 0.004)  # fmt: skip
    with b.moved((0.05, -0.18, 0.2), turn=15, tip=(75, 0)):
        b.lathe([(0.036, -0.03), (0.036, 0.02), (0.014, 0.06), (0.014, 0.11), (0.017, 0.11), (0.017, 0.125)], (0, 0, 0),
            glass)  # fmt: skip
