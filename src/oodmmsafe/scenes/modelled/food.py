"""Food, raw and cooked, and plants that are taken for food."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.parts import hollow, loft, product_label

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point


def _bowl(b: Build, colour: str, radius: float = 0.08, height: float = 0.055) -> None:
    shape = [(0, 0), (radius * 0.5, 0), (radius * 0.85, height * 0.4), (radius, height)]
    hollow(b, shape, 0.004, (0, 0, 0), b.paint(colour, 0.25))


def _plate(b: Build, radius: float = 0.12, colour: str = "white") -> None:
    r = radius
    b.lathe([(0, 0), (r * 0.62, 0), (r, 0.016), (r, 0.019), (r * 0.62, 0.005), (0, 0.005)], (0, 0, 0),
        b.paint(colour, 0.2))  # fmt: skip


def _heap(b: Build, count: int, radius: float, z: float, dome: float, piece: Callable[[Point, float], None]) -> None:
    """Pieces on a heap: each is given its place and a turn in degrees."""
    for k in range(count):
        r, a = radius * math.sqrt((k + 0.5) / count), 2.39996 * k
        level = z + dome * (1 - (r / radius) ** 2)
        piece((r * math.cos(a), r * math.sin(a), level), b.rng.uniform(0, 360))


def _board(b: Build, width: float = 0.34, depth: float = 0.24) -> None:
    b.box((width, depth, 0.018), (0, 0, 0), b.paint("pale wood", 0.7), round=0.006)


# --- meat, fish, eggs


@prop("raw chicken", colour="#e8b9a0", states=("board",))
def raw_chicken(b: Build) -> None:
    """A raw chicken on its back, plucked; "board": on a chopping board."""
    skin = b.paint(b.colour, 0.35)
    with b.moved((0, 0, 0.018 if b.has("board") else 0)):
        body = [(0, 0, 0), (0.0, 0.1, 0.08), (0.03, 0.19, 0.15), (0.07, 0.19, 0.15), (0.105, 0.12, 0.1), (0.12, 0, 0)]
        loft(b, body, (0, 0, 0), skin, power=2.3)
        for s in (-1, 1):
            with b.moved((0.03, s * 0.065, 0.05), turn=s * 22, tip=(0, 80)):
                b.lathe([(0, 0), (0.036, 0.015), (0.034, 0.05), (0.014, 0.095), (0.011, 0.12), (0.016, 0.13),
                    (0, 0.135)], (0, 0, 0), skin, 20)  # fmt: skip
            with b.moved((-0.05, s * 0.075, 0.045), turn=s * 150, tip=(0, 80)):
                b.lathe([(0, 0), (0.018, 0.01), (0.015, 0.05), (0.01, 0.07), (0, 0.075)], (0, 0, 0), skin, 16)
    if b.has("board"):
        _board(b)


@prop("raw chicken breast", colour="#eab7a2")
@prop("raw meat", colour="#a8282a")
@prop("raw fish fillet", colour="#e58e6a")
def raw_meat(b: Build) -> None:
    """Two raw pieces on a board."""
    _board(b)
    for x, turn in ((-0.07, 20), (0.07, -15)):
        with b.moved((x, 0, 0.018), turn=turn):
            body = [(0, 0, 0), (0, 0.09, 0.15), (0.014, 0.11, 0.17), (0.026, 0.07, 0.13), (0.03, 0, 0)]
            loft(b, body, (0, 0, 0), b.paint(b.colour, 0.25, pattern="noise", second="#f2ddd4", scale=9), power=2.3)


@prop("minced meat", colour="#a8383a")
def minced_meat(b: Build) -> None:
    """In a tray of foam."""
    loft(b, [(0, 0, 0), (0, 0.18, 0.13), (0.025, 0.21, 0.155), (0.025, 0.2, 0.145), (0.005, 0.17, 0.12), (0.005, 0, 0)],
        (0, 0, 0), b.paint("white", 0.6), power=6)  # fmt: skip
    for k in range(90):
        x, y = b.rng.uniform(-0.075, 0.075), b.rng.uniform(-0.05, 0.05)
        z = 0.008 + 0.022 * (1 - (x / 0.085) ** 2) * (1 - (y / 0.06) ** 2)
        dx = b.rng.uniform(-0.014, 0.014)
        b.tube([(x - dx, y - 0.01, z), (x, y, z + 0.006), (x + dx, y + 0.01, z)], 0.0042,
            b.paint(b.colour if k % 4 else "#d98a82", 0.4))  # fmt: skip


@prop("fish", colour="#9aa7ac", states=("plate",))
def fish(b: Build) -> None:
    """A whole raw fish that lies."""
    if b.has("plate"):
        _plate(b, 0.17)
    skin = b.paint(b.colour, 0.25, metal=0.4)
    with b.moved((0, 0, 0.012 if b.has("plate") else 0)):
        rows = []
        for k in range(19):
            t = k / 18
            half = 0.042 * math.sin(math.pi * min(1, t * 0.93 + 0.02)) ** 0.75 + 0.007
            row = [(-0.15 + 0.26 * t, half * math.cos(a), 0.018 + 0.42 * half * math.sin(a))
                for a in [2 * math.pi * j / 16 for j in range(17)]]  # fmt: skip
            rows.append(row)
        b.surface(rows, skin)
        b.sheet([(0.1, -0.008, 0.018), (0.1, 0.008, 0.018), (0.165, 0.05, 0.018), (0.145, 0, 0.018),
            (0.165, -0.05, 0.018)], skin, 0.004)  # fmt: skip
        b.sheet([(-0.05, 0.04, 0.018), (0.03, 0.04, 0.018), (0.02, 0.065, 0.018), (-0.02, 0.06, 0.018)], skin, 0.003)
        b.sheet([(-0.02, -0.036, 0.018), (0.03, -0.036, 0.018), (0.03, -0.058, 0.018)], skin, 0.003)
        b.ball(0.006, (-0.122, 0.008, 0.021), b.paint("white", 0.2), (1, 1, 0.6), 10)
        b.ball(0.0035, (-0.122, 0.008, 0.026), b.paint("black", 0.1), steps=8)


@prop("eggs", colour="#c98f63", states=("cracked",))
def eggs(b: Build) -> None:
    """Six eggs in a carton; "cracked": one is open, its yolk shows."""
    grey = b.paint("#a9a69c", 1.0)
    b.box((0.17, 0.11, 0.035), (0, 0, 0), grey, round=0.01)
    b.box((0.17, 0.008, 0.11), (0, 0.06, 0.03), grey, tip=(-15, 0), round=0.003)
    for k in range(6):
        at = (-0.05 + 0.05 * (k % 3), -0.024 + 0.048 * (k // 3), 0.016)
        if b.has("cracked") and k == 1:
            b.lathe([(0.002, 0), (0.016, 0.01), (0.021, 0.028), (0.019, 0.028)], at, b.paint(b.colour, 0.6))
            b.ball(0.013, (at[0], at[1], at[2] + 0.014), b.paint("#f0a51e", 0.1), (1, 1, 0.7))
        else:
            _egg(b, at, b.colour)


def _egg(b: Build, at: Point, colour: str) -> None:
    b.lathe([(0, 0), (0.013, 0.004), (0.021, 0.018), (0.02, 0.034), (0.011, 0.05), (0, 0.056)], at,
        b.paint(colour, 0.5), 20)  # fmt: skip


@prop("raw egg", colour="white")
@prop("raw eggs in a bowl", colour="white")
def raw_egg(b: Build) -> None:
    """Two raw eggs in a bowl, shells beside it."""
    _bowl(b, b.colour)
    b.cylinder(0.066, 0.002, (0, 0, 0.03), b.paint("#efe3b0", 0.05))
    for x, y in ((-0.022, 0.005), (0.024, -0.008)):
        b.ball(0.02, (x, y, 0.02), b.paint("#f0a51e", 0.08), (1, 1, 0.75))
    for x, tip in ((0.11, 60), (0.14, -50)):
        with b.moved((x, -0.03, 0.016), tip=(tip, 20)):
            b.lathe([(0.002, -0.014), (0.014, -0.006), (0.019, 0.01), (0.0175, 0.01), (0.012, -0.003)], (0, 0, 0),
                b.paint("#c98f63", 0.6), 18)  # fmt: skip


@prop("mussels", colour="#23252e")
@prop("shellfish", colour="#23252e")
@prop("oysters", colour="#8b8577")
def mussels(b: Build) -> None:
    """A plate of open shells."""
    _plate(b, 0.15)

    def shell(at: Point, turn: float) -> None:
        with b.moved(at, turn=turn):
            for lean, colour in ((8, b.colour), (-35, b.colour)):
                with b.moved((0, 0, 0.008), tip=(0, lean)):
                    b.ball(0.025, (0.01, 0, -0.006), b.paint(colour, 0.3), (1.1, 0.62, 0.25), 14)
            b.ball(0.011, (0.012, 0, 0.006), b.paint("#dd8f3c", 0.3), (1.3, 0.8, 0.6), 10)

    _heap(b, 15, 0.1, 0.012, 0.03, shell)


@prop("shrimps", colour="#ef9a7a")
def shrimps(b: Build) -> None:
    """Boiled shrimps on a plate."""
    _plate(b, 0.12)

    def shrimp(at: Point, turn: float) -> None:
        with b.moved(at, turn=turn):
            for k in range(8):
                a = -0.3 + 0.5 * k
                r = 0.011 - 0.0009 * k
                b.ball(r, (0.022 * math.cos(a), 0.022 * math.sin(a), 0), b.paint(b.colour if k % 2 else "#f6c9b4", 0.3),
                    steps=10)  # fmt: skip
            b.sheet([(-0.022, -0.005, 0.004), (-0.03, -0.026, 0.004), (-0.012, -0.026, 0.004)], b.paint(b.colour, 0.3),
                0.002)  # fmt: skip

    _heap(b, 11, 0.075, 0.008, 0.02, shrimp)


@prop("sushi", colour="#e8825a")
def sushi(b: Build) -> None:
    """Pieces with raw fish on a board."""
    b.box((0.28, 0.14, 0.015), (0, 0, 0.01), b.paint("#1c1d1f", 0.3))
    for x in (-0.1, 0.1):
        b.box((0.02, 0.13, 0.012), (x, 0, 0), b.paint("#1c1d1f", 0.3))
    for k in range(4):
        x = -0.1 + 0.045 * k
        b.box((0.03, 0.06, 0.022), (x, 0.02, 0.025), b.paint("#f2efe6", 0.9), round=0.01)
        b.box((0.033, 0.07, 0.009), (x, 0.02, 0.045), b.paint(b.colour, 0.25, pattern="stripes", second="#f4c4ab",
            scale=20), round=0.004)  # fmt: skip
    for k in range(3):
        at = (0.085 + 0.0 * k, -0.035 + 0.038 * k, 0.025)
        b.cylinder(0.017, 0.03, at, b.paint("#18221b", 0.6))
        b.cylinder(0.0155, 0.0005, (at[0], at[1], 0.0551), b.paint("#f2efe6", 0.9))
        b.cylinder(0.006, 0.0005, (at[0], at[1], 0.0557), b.paint(b.colour, 0.4))
    b.ball(0.012, (-0.07, -0.045, 0.024), b.paint("#8fae54", 0.8))
    b.ball(0.014, (-0.03, -0.045, 0.022), b.paint("pink", 0.5), (1.4, 1, 0.7))


@prop("sausages", colour="#9b4a2c")
def sausages(b: Build) -> None:
    _plate(b, 0.13)
    for k in range(4):
        y = -0.045 + 0.03 * k
        b.tube([(-0.07, y, 0.02), (0, y + 0.012, 0.02), (0.07, y, 0.02)], 0.013, b.paint(b.colour, 0.35))


@prop("ham", colour="#c9656a")
def ham(b: Build) -> None:
    """A cut ham on a board."""
    _board(b)
    with b.moved((-0.08, 0, 0.085), tip=(0, 90)):
        b.lathe([(0, 0), (0.055, 0.01), (0.068, 0.06), (0.062, 0.14), (0.062, 0.16)], (0, 0, 0),
            b.paint("#8a4a30", 0.5))  # fmt: skip
        b.cylinder(0.06, 0.001, (0, 0, 0.16), b.paint(b.colour, 0.4, pattern="noise", second="#efd5cf", scale=10))
    for k in range(2):
        b.cylinder(0.05, 0.003, (0.12, -0.02 - 0.02 * k, 0.018 + 0.003 * k), b.paint(b.colour, 0.4))


# --- vegetables, fruit, mushrooms


def _mushroom(b: Build, at: Point, size: float, cap: str, stem: str, *, dots: bool = False, ring: bool = False,
        tip: float = 0, turn: float = 0) -> None:  # fmt: skip
    """A mushroom of that height."""
    s = size
    with b.moved(at, turn=turn, tip=(0, tip)):
        b.lathe([(0, 0), (0.13 * s, 0), (0.15 * s, 0.08 * s), (0.09 * s, 0.25 * s), (0.08 * s, 0.7 * s), (0, 0.7 * s)],
            (0, 0, 0), b.paint(stem, 0.8), 20)  # fmt: skip
        b.lathe([(0.08 * s, 0.7 * s), (0.42 * s, 0.64 * s), (0.45 * s, 0.68 * s), (0.38 * s, 0.85 * s),
            (0.2 * s, 0.97 * s), (0, s)], (0, 0, 0), b.paint(cap, 0.45), 28)  # fmt: skip
        if ring:
            b.lathe([(0.08 * s, 0.58 * s), (0.17 * s, 0.5 * s), (0.08 * s, 0.56 * s)], (0, 0, 0), b.paint(stem, 0.8),
                20)  # fmt: skip
        if dots:
            for k in range(14):
                out, a = 0.4 * s * math.sqrt((k + 0.3) / 14), 2.4 * k
                z = (1.0 - 1.45 * (out / s) ** 2 - 0.2 * out / s) * s
                b.ball(0.035 * s, (out * math.cos(a), out * math.sin(a), z - 0.03 * s), b.paint("white", 0.9),
                    (1, 1, 0.7), 10)  # fmt: skip


@prop("red toadstool", colour="red")
@prop("fly agaric", colour="red")
def red_toadstool(b: Build) -> None:
    """Three red toadstools with white dots, growing."""
    for at, size, tip, turn in (((0, 0, 0), 0.15, 3, 0), ((0.1, -0.03, 0), 0.1, 6, 50),
            ((-0.08, -0.05, 0), 0.07, -5, 0)):  # fmt: skip
        _mushroom(b, at, size, b.colour, "#f1ecdd", dots=True, ring=True, tip=tip, turn=turn)


@prop("death cap", colour="#a9ad6b")
@prop("green mushrooms", colour="#a9ad6b")
@prop("white mushrooms growing", colour="#f0eee6")
def death_cap(b: Build) -> None:
    """Pale greenish mushrooms with a ring and a sheath at the foot, growing."""
    for at, size, tip in (((0, 0, 0), 0.14, 2), ((0.09, -0.03, 0), 0.1, 6), ((-0.08, -0.04, 0), 0.075, -6)):
        _mushroom(b, at, size, b.colour, "#eeeadb", ring=True, tip=tip)
        b.lathe([(0, 0), (0.2 * size, 0.0), (0.24 * size, 0.1 * size), (0.2 * size, 0.22 * size),
            (0.17 * size, 0.12 * size)], at, b.paint("white", 0.9), 20)  # fmt: skip


@prop("wild mushrooms", colour="#7a4f2c", states=("mixed",))
@prop("basket of mushrooms", colour="#7a4f2c", states=("mixed",))
def wild_mushrooms(b: Build) -> None:
    """A basket of gathered mushrooms; "mixed": greenish and red ones are among them."""
    _basket(b, 0.17, 0.1)
    kinds = [b.colour, b.colour, "#c08a4a", b.colour, "#a9ad6b", "#b5402c"] if b.has("mixed") else [b.colour, "#8c5f38",
        "#6a4224"]  # fmt: skip
    count = 0
    for ring, n in ((0.115, 9), (0.06, 5), (0.0, 1)):
        for k in range(n):
            a = 6.28 * k / n + ring * 9
            at = (ring * math.cos(a), ring * math.sin(a), 0.06 + 0.035 * (1 - ring / 0.12))
            colour = kinds[count % len(kinds)]
            _mushroom(b, at, 0.085, colour, "#ece5d2", tip=b.rng.uniform(18, 55), turn=math.degrees(a),
                ring=colour == "#a9ad6b")  # fmt: skip
            count += 1


def _basket(b: Build, radius: float, height: float) -> None:
    """A wicker basket with a bow for a handle."""
    weave = b.paint("#a97b45", 0.8, pattern="brick", second="#6f4a25", scale=14)
    hollow(b, [(0, 0), (radius * 0.85, 0), (radius, height), (radius * 1.04, height + 0.01)], 0.008, (0, 0, 0), weave)
    r = radius
    b.tube([(-r, 0, height * 0.8), (-r * 0.95, 0, height + 0.1), (-r * 0.5, 0, height + 0.19), (0, 0, height + 0.21),
        (r * 0.5, 0, height + 0.19), (r * 0.95, 0, height + 0.1), (r, 0, height * 0.8)], 0.008,
        b.paint("#a97b45", 0.8))  # fmt: skip


@prop("button mushrooms", colour="#efe9dc")
def button_mushrooms(b: Build) -> None:
    _bowl(b, "pale blue", 0.1)
    _heap(b, 12, 0.07, 0.025, 0.025, lambda at, turn: _mushroom(b, at, 0.045, b.colour, "#e3dccb", tip=35, turn=turn))


@prop("grapes", colour="#5a2a5e")
def grapes(b: Build) -> None:
    """A bunch that lies."""
    for k in range(60):
        t = k / 59
        across = 0.05 * (1 - t) ** 0.6 + 0.008
        a = 2.4 * k
        z = max(0.0, 0.012 + 0.6 * across * math.sin(a) + across * 0.3)
        b.ball(0.0115, (-0.07 + 0.16 * t, across * math.cos(a), z), b.paint(b.colour, 0.2), (1.1, 1, 1), 12)
    b.tube([(-0.07, 0, 0.03), (-0.1, 0.005, 0.04), (-0.12, 0.02, 0.045)], 0.003, b.paint("#6d5a2b", 0.8))


@prop("bowl of berries", colour="#3a2a55")
@prop("cherries", colour="#a11325")
@prop("raisins", colour="#3a2118")
@prop("strawberries", colour="#c61f26")
@prop("blueberries", colour="#33406b")
@prop("red berries", colour="#c8201c")
def berries(b: Build) -> None:
    """A bowl of berries of that colour."""
    _bowl(b, "white")
    size = 0.0105
    _heap(b, 62, 0.068, 0.03, 0.028, lambda at, turn: b.ball(size, at, b.paint(b.colour, 0.25), (1, 1, 0.9), 12))


@prop("peanuts", colour="#cf9f5d")
@prop("bowl of nuts", colour="#a8743c")
@prop("almonds", colour="#9a5f30")
@prop("macadamia nuts", colour="#d9bb8b")
def nuts(b: Build) -> None:
    """A bowl of nuts, some beside it."""
    _bowl(b, "white")
    paint = b.paint(b.colour, 0.6)

    def nut(at: Point, turn: float) -> None:
        with b.moved(at, turn=turn):
            for x in (-0.006, 0.006):
                b.ball(0.0075, (x, 0, 0), paint, (1.2, 1, 0.95), 10)

    _heap(b, 44, 0.066, 0.03, 0.026, nut)
    for x, y in ((0.1, -0.05), (0.115, -0.02), (0.085, -0.08)):
        nut((x, y, 0), 400 * x)


@prop("peanuts in shells", colour="#d3ab6b")
def peanuts_in_shells(b: Build) -> None:
    """A heap of unshelled peanuts."""

    def shell(at: Point, turn: float) -> None:
        with b.moved(at, turn=turn):
            b.lathe([(0, 0), (0.009, 0.005), (0.0095, 0.013), (0.006, 0.02), (0.009, 0.028), (0.008, 0.036),
                (0, 0.041)], (-0.02, 0, 0.009), b.paint(b.colour, 0.9), 14, tip=(0, 90))  # fmt: skip

    _heap(b, 30, 0.08, 0, 0.035, shell)


@prop("popcorn", colour="#f5ecd0", text=("POPCORN",))
def popcorn(b: Build) -> None:
    """A striped box, heaped."""
    w, h = 0.12, 0.16
    loft(b, [(0, 0, 0), (0, w * 0.75, w * 0.75), (h, w, w)], (0, 0, 0), b.paint("red", 0.5), power=10, steps=48)
    for k in (-0.036, 0, 0.036):
        b.sheet([(k * 0.78 - 0.006, -w * 0.377, 0.002), (k * 0.78 + 0.006, -w * 0.377, 0.002),
            (k + 0.008, -w * 0.502, h), (k - 0.008, -w * 0.502, h)], b.paint("white", 0.5), 0.0006)  # fmt: skip
    if b.text:
        b.panel(0.085, 0.035, (0, -w * 0.44 - 0.006, 0.065), b.printed(lines_on(b.text, (850, 350), ink="red")),
            tip=(7, 0))  # fmt: skip
    for k in range(70):
        r, a = 0.052 * math.sqrt((k + 0.5) / 70), 2.4 * k
        b.ball(b.rng.uniform(0.009, 0.014), (r * math.cos(a), r * math.sin(a), h - 0.012
            + 0.025 * (1 - (r / 0.052) ** 2)), b.paint(b.colour if k % 3 else "#f1d98c", 0.9),
            (1, b.rng.uniform(0.7, 1), 0.9), 8)  # fmt: skip


@prop("hard candy", colour="red")
@prop("sweets", colour="red")
def hard_candy(b: Build) -> None:
    """Wrapped sweets in a bowl."""
    _bowl(b, "pale blue", 0.085)
    colours = (b.colour, "yellow", "green", "orange", "blue")

    def candy(at: Point, turn: float) -> None:
        colour = colours[int(turn) % 5]
        with b.moved(at, turn=turn):
            b.ball(0.0115, (0, 0, 0), b.paint(colour, 0.12), (1.2, 1, 0.9), 12)
            for s in (-1, 1):
                b.sheet([(s * 0.01, 0, 0.01), (s * 0.026, 0.01, 0.013), (s * 0.026, -0.01, 0.008)],
                    b.paint(colour, 0.3), 0.001)  # fmt: skip

    _heap(b, 26, 0.068, 0.028, 0.025, candy)


@prop("gummy bears", colour="red")
@prop("jelly sweets", colour="red")
def jelly_sweets(b: Build) -> None:
    """A small heap of little bears of jelly."""
    colours = (b.colour, "yellow", "green", "orange", "lime")

    def bear(at: Point, turn: float) -> None:
        paint = b.paint(colours[int(turn) % 5], 0.15)
        with b.moved(at, turn=turn):
            b.ball(0.0075, (0, 0, 0), paint, (1, 1.2, 0.9), 10)
            b.ball(0.006, (0, 0.0125, 0.001), paint, (1, 1, 0.9), 10)
            for s in (-1, 1):
                b.ball(0.0025, (s * 0.004, 0.018, 0.004), paint, steps=6)
                b.ball(0.003, (s * 0.007, 0.003, 0.003), paint, steps=6)
                b.ball(0.0035, (s * 0.005, -0.009, 0.002), paint, steps=6)

    _heap(b, 22, 0.06, 0, 0.015, bear)


@prop("chocolate bar", colour="#3b1f12", text=("DARK", "CHOCOLATE"))
def chocolate_bar(b: Build) -> None:
    """A bar that lies, half out of its wrapper, with the name on it."""
    for i in range(4):
        for j in range(3):
            b.box((0.026, 0.024, 0.009), (0.018 + 0.0265 * i, -0.0245 + 0.0245 * j, 0.002), b.paint(b.colour, 0.3),
                round=0.003)  # fmt: skip
    b.box((0.11, 0.076, 0.006), (0.055, 0, 0.001), b.paint(b.colour, 0.3), round=0.001)
    b.box((0.015, 0.084, 0.012), (0.0, 0, 0), b.metal("silver", 0.3), round=0.002)
    b.box((0.11, 0.084, 0.013), (-0.055, 0, 0), b.paint("dark red", 0.4), round=0.002)
    image = lines_on(b.text, (1000, 760), background="dark red", ink="gold", margin=0.06)
    b.panel(0.106, 0.08, (-0.055, 0, 0.0136), b.printed(image, 0.4), facing="up")


@prop("chocolates", colour="#3b1f12")
def chocolates(b: Build) -> None:
    """An open box."""
    b.box((0.22, 0.15, 0.02), (0, 0, 0), b.paint("dark red", 0.4))
    b.box((0.21, 0.14, 0.001), (0, 0, 0.02), b.paint("gold", 0.4), round=0)
    b.box((0.22, 0.006, 0.15), (0, 0.085, 0.004), b.paint("dark red", 0.4), tip=(-20, 0))
    for i in range(5):
        for j in range(3):
            x, y, colour = -0.08 + 0.04 * i, -0.045 + 0.045 * j, b.colour if (i + j) % 3 else "#7a4a28"
            if (i * j) % 2:
                b.box((0.026, 0.026, 0.017), (x, y, 0.02), b.paint(colour, 0.3), round=0.005)
            else:
                b.ball(0.0145, (x, y, 0.018), b.paint(colour, 0.3), (1, 1, 0.75), 14)


@prop("chewing gum", colour="pale blue", text=("XYLITOL", "GUM"))
def chewing_gum(b: Build) -> None:
    """A packet that lies, some pieces beside it."""
    b.box((0.12, 0.05, 0.014), (0, 0, 0), b.paint(b.colour, 0.3), round=0.004)
    b.panel(0.112, 0.044, (0, 0, 0.0146), b.printed(product_label(b.text, 2.5, "blue", b.colour)), facing="up")
    for x, y, turn in ((0.085, -0.02, 20), (0.09, 0.01, -30), (0.075, -0.045, 60)):
        b.box((0.02, 0.012, 0.006), (x, y, 0), b.paint("white", 0.3), turn=turn, round=0.003)


@prop("grapefruit", colour="#e9a23c", states=("halved",))
@prop("orange", colour="orange", states=("halved",))
@prop("lemon", colour="#ecd12f", states=("halved",))
@prop("lime", colour="#6f9b2c", states=("halved",))
def citrus(b: Build) -> None:
    """A whole fruit; "halved": two halves, their cut faces up."""
    r = 0.052 if b.colour == "#e9a23c" else 0.04 if b.colour == "orange" else 0.03
    if not b.has("halved"):
        b.ball(r, (0, 0, 0), b.paint(b.colour, 0.4), (1.15 if r < 0.035 else 1, 1, 0.96))
        b.cylinder(0.004, 0.002, (0, 0, 2 * r * 0.957), b.paint("leaf"))
        return
    for x, lean in ((-r * 1.05, 8), (r * 1.1, 28)):
        _half_citrus(b, (x, 0, 0), r, lean)


def _half_citrus(b: Build, at: Point, r: float, lean: float) -> None:
    flesh = {"#e9a23c": "#d9543f", "orange": "#f0902a", "#ecd12f": "#f1e277"}.get(b.colour, "#c3d886")
    with b.moved((at[0], at[1], r * (1 - math.cos(math.radians(lean))) * 0.5), tip=(lean, 0)):
        b.lathe([(0, 0), (r * 0.5, r * 0.134), (r * 0.87, r * 0.5), (r, r), (0, r)], (0, 0, 0), b.paint(b.colour, 0.4))
        b.cylinder(r * 0.94, 0.001, (0, 0, r), b.paint("cream", 0.6))
        for k in range(9):
            with b.moved((0, 0, r + 0.0014), turn=40 * k):
                b.sheet([(0.08 * r, 0, 0), (0.8 * r, -0.24 * r, 0), (0.87 * r, 0, 0), (0.8 * r, 0.24 * r, 0)],
                    b.paint(flesh, 0.2), 0.0012)  # fmt: skip


@prop("limes", colour="#6f9b2c")
@prop("lemons", colour="#ecd12f")
@prop("bowl of lemons", colour="#ecd12f")
@prop("oranges", colour="orange")
def bowl_of_citrus(b: Build) -> None:
    """A bowl of fruit, two cut halves before it."""
    _bowl(b, "white", 0.11, 0.07)
    r = 0.036 if b.colour == "orange" else 0.028
    for k in range(8):
        out, a = (0.058, 6.28 * k / 6) if k < 6 else (0.02, 3.14 * k)
        z = 0.04 if k < 6 else 0.085
        b.ball(r, (out * math.cos(a), out * math.sin(a), z - 0.01), b.paint(b.colour, 0.35), (1.12, 1, 1), 18)
    for x, lean in ((-0.04, 25), (0.04, 30)):
        with b.moved((0, -0.14, 0)):
            _half_citrus(b, (x, 0, 0), r, lean)


@prop("apple", colour="red")
@prop("tomato", colour="#c92a1c")
@prop("peach", colour="#e9a066")
def apple(b: Build) -> None:
    b.lathe([(0, 0.004), (0.018, 0), (0.034, 0.015), (0.038, 0.037), (0.032, 0.058), (0.016, 0.068), (0, 0.06)],
        (0, 0, 0), b.paint(b.colour, 0.3))  # fmt: skip
    b.rod((0, 0, 0.06), (0.004, 0, 0.076), 0.0015, b.paint("dark brown"))


@prop("bananas", colour="yellow")
def bananas(b: Build) -> None:
    for k in range(4):
        y = -0.04 + 0.024 * k
        b.tube([(-0.1, y * 1.6, 0.017), (-0.05, y * 1.3, 0.019), (0.02, y * 1.0 + 0.01, 0.022),
            (0.09, y * 0.4 + 0.03, 0.05)], 0.016, b.paint(b.colour, 0.4))  # fmt: skip
    b.cylinder(0.014, 0.02, (0.095, 0.028, 0.045), b.paint("dark brown"), tip=(0, 50))


@prop("avocado", colour="#2e3b1d", states=("halved",))
def avocado(b: Build) -> None:
    """ "halved": with its stone."""
    shape = [(0, 0), (0.022, 0.004), (0.036, 0.025), (0.033, 0.052), (0.018, 0.085), (0.008, 0.1), (0, 0.102)]
    if not b.has("halved"):
        with b.moved((-0.05, 0, 0.035), tip=(0, 90)):
            b.lathe(shape, (0, 0, 0), b.paint(b.colour, 0.6))
        return
    for x, stone in ((-0.045, True), (0.045, False)):
        angles = [math.pi * (1 + k / 16) for k in range(17)]
        rows = [[(x + r * math.cos(a), 0.05 - z, 0.036 + r * math.sin(a)) for a in angles] for r, z in shape]
        b.surface(rows, b.paint(b.colour, 0.6), 0.001)
        outline = [(s * r, z) for s, pairs in ((1, shape), (-1, shape[::-1])) for r, z in pairs if r > 0]
        b.sheet([(x + u * 0.96, 0.05 - v, 0.0345) for u, v in outline], b.paint("#cdcb6a", 0.4), 0.002)
        if stone:
            b.ball(0.017, (x, 0.018, 0.022), b.paint("#6d4324", 0.4))
        else:
            b.ball(0.015, (x, 0.018, 0.032), b.paint("#9c9a48", 0.6), (1, 1, 0.15))


@prop("potatoes", colour="#b58d55", states=("green", "sprouting"))
def potatoes(b: Build) -> None:
    """A heap; "green", "sprouting"."""
    paint = b.paint("#8d9a52" if b.has("green") else b.colour, 0.9, pattern="noise", second="#b58d55", scale=9)
    for x, y, z in ((0, 0, 0), (0.085, 0.02, 0), (-0.08, 0.025, 0), (0.035, -0.07, 0), (-0.05, -0.06, 0),
            (0.01, 0.085, 0), (0.01, 0.0, 0.052)):  # fmt: skip
        with b.moved((x, y, z), turn=b.rng.uniform(0, 180)):
            b.ball(0.034, (0, 0, 0), paint, (1.35, 1, 0.85), 18)
            if b.has("sprouting"):
                for k in range(4):
                    a, dx = 1.5 * k, 0.02 * (k - 1.5)
                    b.tube([(dx, 0.012 * math.cos(a), 0.054), (dx * 1.4, 0.018 * math.cos(a), 0.07),
                        (dx * 1.7, 0.03 * math.cos(a), 0.082)], 0.0035, b.paint("#e6e3c4", 0.6))  # fmt: skip


@prop("onion and garlic", colour="#c08a4a")
@prop("onions", colour="#c08a4a")
@prop("flower bulbs", colour="#a9783f")
def onions(b: Build) -> None:
    """Two onions and a head of garlic."""
    bulb = [(0, 0), (0.02, 0.003), (0.038, 0.022), (0.036, 0.042), (0.018, 0.06), (0.006, 0.07), (0.003, 0.085),
        (0, 0.085)]  # fmt: skip
    for x, y, lean in ((-0.045, 0.01, 12), (0.045, 0.02, -15)):
        with b.moved((x, y, 0.003), tip=(lean, lean)):
            b.lathe(bulb, (0, 0, 0), b.paint(b.colour, 0.35))
            b.cylinder(0.008, 0.003, (0, 0, -0.002), b.paint("tan", 1))
    with b.moved((0.01, -0.05, 0)):
        for k in range(8):
            a = 2 * math.pi * k / 8
            b.ball(0.015, (0.011 * math.cos(a), 0.011 * math.sin(a), 0.0), b.paint("#f0ebe2", 0.6), (1, 1, 1.15), 12)
        b.cylinder(0.012, 0.03, (0, 0, 0.022), b.paint("#e9e1d2", 0.8), top=0.003)


@prop("garlic", colour="#f0ebe2")
def garlic(b: Build) -> None:
    for x, y in ((-0.03, 0), (0.03, 0.01)):
        for k in range(8):
            a = 2 * math.pi * k / 8
            b.ball(0.017, (x + 0.013 * math.cos(a), y + 0.013 * math.sin(a), 0.0), b.paint(b.colour, 0.6), (1, 1, 1.15),
                12)  # fmt: skip
        b.cylinder(0.013, 0.04, (x, y, 0.025), b.paint("#e9e1d2", 0.8), top=0.003)


@prop("rhubarb", colour="#b8384f")
def rhubarb(b: Build) -> None:
    """Stalks with their large leaves."""
    for k in range(4):
        y = -0.03 + 0.022 * k
        b.tube([(-0.25, y, 0.012), (-0.05, y, 0.013), (0.08, y * 1.5, 0.02)], 0.011,
            b.paint(b.colour if k % 2 else "#b5b35a", 0.4))  # fmt: skip
        rows = []
        for i in range(9):
            t = i / 8
            half = 0.075 * math.sin(math.pi * (0.15 + 0.85 * t)) ** 0.7 * (1 + 0.12 * math.sin(9 * t))
            rows.append([(0.08 + 0.2 * t, y * 2.6 + half * s, 0.02 + 0.012 * k + 0.012 * math.cos(9 * s + 7 * t))
                for s in [j / 6 - 1 for j in range(13)]])  # fmt: skip
        b.surface(rows, b.paint("#3f7a2e", 0.6))


@prop("pumpkin", colour="#d9731a", states=("carved",))
def pumpkin(b: Build) -> None:
    """A ribbed pumpkin; "carved": with a face."""
    rows = []
    for i in range(17):
        t = math.pi * i / 16
        row = []
        for k in range(81):
            a = 2 * math.pi * k / 80
            rib = 1 - 0.09 * abs(math.sin(5 * a)) ** 6 * math.sin(t)
            dent = 0.03 * math.exp(-((math.sin(t) / 0.3) ** 2)) * (-1 if i > 8 else 1)
            row.append((0.15 * math.sin(t) * rib * math.cos(a), 0.15 * math.sin(t) * rib * math.sin(a),
                0.12 - 0.12 * math.cos(t) + dent))  # fmt: skip
        rows.append(row)
    low = min(p[2] for row in rows for p in row)
    b.surface([[(x, y, z - low) for x, y, z in row] for row in rows], b.paint(b.colour, 0.5))
    b.tube([(0, 0, 0.19 - low), (0.005, 0, 0.225), (0.03, -0.01, 0.25)], 0.014, b.paint("#6d6b33", 0.9))
    if b.has("carved"):
        dark = b.paint("#f0a51e", 0.9, glow=0.6)
        for points in (
            [(-0.065, 0.13), (-0.025, 0.13), (-0.045, 0.165)], [(0.065, 0.13), (0.025, 0.13), (0.045, 0.165)],
            [(-0.012, 0.105), (0.012, 0.105), (0.0, 0.125)],
            [(-0.075, 0.085), (-0.04, 0.07), (-0.02, 0.08), (0, 0.066), (0.02, 0.08), (0.04, 0.07), (0.075, 0.085),
                (0.045, 0.05), (0, 0.042), (-0.045, 0.05)],
        ):  # fmt: skip
            front = [(x, -math.sqrt(max(0.0, 1 - (x / 0.151) ** 2 - ((z - 0.11) / 0.125) ** 2)) * 0.15 - 0.001, z)
                for x, z in points]  # fmt: skip
            b.sheet(front, dark, 0.004)


@prop("leafy greens", colour="#4a8a35")
@prop("wild garlic leaves", colour="#3f8a3a")
def leafy_greens(b: Build) -> None:
    """A bunch of long leaves, tied."""
    for k in range(16):
        turn = b.rng.uniform(-16, 16)
        with b.moved((0, 0.004 * (k - 8), 0.004 + 0.003 * (k % 6)), turn=turn):
            rows = []
            for i in range(8):
                t = i / 7
                half = 0.004 + 0.022 * math.sin(math.pi * max(0, t - 0.35) / 0.65) if t > 0.35 else 0.003
                rows.append([(-0.13 + 0.28 * t, half * s, 0.012 * math.sin(3 * t) + 0.006 * abs(s))
                    for s in (-1, -0.5, 0, 0.5, 1)])  # fmt: skip
            b.surface(rows, b.paint(b.colour if k % 2 else "#5c9c45", 0.5))
    b.box((0.01, 0.07, 0.03), (-0.06, 0, 0), b.paint("tan", 0.9), round=0.01)


@prop("dried beans", colour="#7a2430")
@prop("kidney beans", colour="#7a2430")
@prop("lentils", colour="#a8672c")
@prop("coffee beans", colour="#3a2012")
@prop("fruit stones", colour="#8a5a33")
def dried_beans(b: Build) -> None:
    """A bowl of dry beans, some beside it."""
    _bowl(b, "white")
    paint = b.paint(b.colour, 0.3)

    def bean(at: Point, turn: float) -> None:
        with b.moved(at, turn=turn):
            b.ball(0.0068, (0, 0, 0), paint, (1.5, 0.9, 0.85), 8)

    _heap(b, 80, 0.068, 0.032, 0.018, bean)
    for x, y in ((0.1, -0.05), (0.112, -0.025), (0.09, -0.08), (0.12, -0.06)):
        bean((x, y, 0), 900 * x)


@prop("cassava", colour="#6d4a30")
@prop("ginger root", colour="#c79f6c")
def cassava(b: Build) -> None:
    """Long brown roots, one of them cut: it is white inside."""
    for y, x0, x1 in ((-0.04, -0.16, 0.14), (0.03, -0.12, 0.18)):
        b.tube([(x0, y, 0.03), (0.2 * x0, y + 0.012, 0.032), (0.5 * x1, y, 0.03), (x1, y + 0.01, 0.026)], 0.027,
            b.paint(b.colour, 1.0, pattern="noise", scale=8))  # fmt: skip
    b.cylinder(0.027, 0.05, (0.2, -0.05, 0.027), b.paint(b.colour, 1.0), tip=(0, 90))
    b.cylinder(0.023, 0.001, (0.1985, -0.05, 0.027), b.paint("white", 0.6), tip=(0, -90))


# --- cooked and baked


@prop("rice pot", colour="#f4f2ea")
@prop("bowl of rice", colour="#f4f2ea")
@prop("mashed potatoes", colour="#f0dfa4")
def bowl_of_rice(b: Build) -> None:
    _bowl(b, "dark blue", 0.09, 0.06)
    b.lathe([(0.083, 0), (0.07, 0.022), (0.04, 0.036), (0, 0.04)], (0, 0, 0.045), b.paint(b.colour, 0.9))
    for _ in range(170 if b.colour == "#f4f2ea" else 0):
        r, a = 0.08 * math.sqrt(b.rng.random()), b.rng.uniform(0, 6.28)
        z = 0.045 + 0.04 * (1 - (r / 0.083) ** 2)
        b.ball(0.0032, (r * math.cos(a), r * math.sin(a), z - 0.003), b.paint(b.colour, 0.7), (2, 1, 1), 6)


@prop("soup", colour="#c9752f")
@prop("bowl of soup", colour="#c9752f")
@prop("porridge", colour="#e3d3ae")
@prop("yoghurt", colour="#f6f2ea")
def soup(b: Build) -> None:
    _bowl(b, "white", 0.095, 0.06)
    b.cylinder(0.086, 0.002, (0, 0, 0.043), b.paint(b.colour, 0.25))
    for k in range(5 if b.colour == "#c9752f" else 0):
        a = 1.3 * k
        b.ball(0.008, (0.045 * math.cos(a), 0.045 * math.sin(a), 0.041), b.paint("leaf", 0.7), (1.2, 0.8, 0.4), 8)
    b.rod((0.04, 0.02, 0.05), (0.15, 0.06, 0.08), 0.004, b.metal("silver"))


@prop("baby food", colour="#e0953c")
def baby_food(b: Build) -> None:
    """Orange pap in a bowl with a plastic spoon."""
    _bowl(b, "pale green", 0.065, 0.04)
    b.lathe([(0.058, 0), (0.04, 0.008), (0, 0.01)], (0, 0, 0.028), b.paint(b.colour, 0.5))
    b.rod((0.02, -0.01, 0.04), (0.12, -0.04, 0.06), 0.005, b.paint("turquoise", 0.4))


@prop("cake", colour="#5a3018", text=())
@prop("cheesecake", colour="#f0dca0", text=())
def cake(b: Build) -> None:
    """A round cake on a stand, its lines on a card before it."""
    b.lathe([(0, 0), (0.06, 0), (0.02, 0.02), (0.02, 0.05), (0.14, 0.06), (0.14, 0.066), (0, 0.066)], (0, 0, 0),
        b.paint("white", 0.3))  # fmt: skip
    b.lathe([(0, 0), (0.11, 0), (0.112, 0.01), (0.112, 0.07), (0.1, 0.078), (0, 0.078)], (0, 0, 0.066),
        b.paint(b.colour, 0.5))  # fmt: skip
    b.lathe([(0.1125, 0), (0.1125, 0.012)], (0, 0, 0.1), b.paint("cream", 0.5))
    for k in range(10):
        a = 2 * math.pi * k / 10
        b.ball(0.012, (0.085 * math.cos(a), 0.085 * math.sin(a), 0.142), b.paint("#f3e6d4", 0.4))
        b.ball(0.007, (0.085 * math.cos(a), 0.085 * math.sin(a), 0.16), b.paint("red", 0.2), steps=10)
    if b.text:
        image = lines_on(b.text, (600, 360), background="white", margin=0.06)
        with b.moved((0, -0.17, 0), tip=(-14, 0)):
            b.box((0.1, 0.002, 0.06), (0, 0, 0), b.paint("white"), round=0)
            b.panel(0.1, 0.06, (0, -0.0016, 0), b.printed(image))


@prop("cookies", colour="#b9803f")
@prop("biscuits", colour="#b9803f")
def cookies(b: Build) -> None:
    _plate(b, 0.12)
    for k, (x, y, z) in enumerate(((-0.04, 0.02, 0.006), (0.045, 0.025, 0.006), (0.0, -0.045, 0.006),
            (0.0, 0.02, 0.018), (0.02, -0.01, 0.03))):  # fmt: skip
        with b.moved((x, y, z), turn=60 * k, tip=(4, 3)):
            b.lathe([(0, 0), (0.033, 0), (0.037, 0.005), (0.03, 0.011), (0, 0.013)], (0, 0, 0), b.paint(b.colour, 0.9))
            for j in range(6):
                r, a = 0.022 * ((j % 3) / 2 * 0.8 + 0.2), 1.1 * j
                b.ball(0.0045, (r * math.cos(a), r * math.sin(a), 0.009), b.paint("#3b1f12", 0.4), steps=8)


@prop("pizza", colour="#d9a441")
def pizza(b: Build) -> None:
    b.lathe([(0, 0), (0.15, 0), (0.158, 0.01), (0.15, 0.022), (0.138, 0.012), (0, 0.012)], (0, 0, 0),
        b.paint("#b98344", 0.8))  # fmt: skip
    b.cylinder(0.138, 0.001, (0, 0, 0.0125), b.paint(b.colour, 0.5, pattern="noise", second="#b5381f", scale=8))
    for k in range(12):
        r, a = 0.11 * math.sqrt((k + 0.5) / 12), 2.4 * k
        b.cylinder(0.017, 0.003, (r * math.cos(a), r * math.sin(a), 0.0135), b.paint("#9c2a1c", 0.4))


@prop("sandwich", colour="#c99657")
def sandwich(b: Build) -> None:
    for k, (colour, high, grow) in enumerate((("#e8cf9f", 0.014, 0), ("green", 0.005, 0.008), ("#d98a82", 0.006, 0.003),
            ("yellow", 0.004, 0.005), ("#e8cf9f", 0.014, 0))):  # fmt: skip
        z = (0, 0.014, 0.019, 0.025, 0.029)[k]
        g = grow
        b.sheet([(-0.06 - g, -0.045 - g, z + high / 2), (0.06 + g, -0.045 - g, z + high / 2),
            (0.06 + g, 0.055 + g, z + high / 2)], b.paint(colour, 0.8), high)  # fmt: skip
        b.sheet([(-0.065 - g, -0.03, z + high / 2), (0.05 + g, 0.065 + g, z + high / 2),
            (-0.065 - g, 0.065 + g, z + high / 2)], b.paint(colour, 0.8), high)  # fmt: skip


@prop("cheese", colour="#ecc34a", states=("mouldy",))
@prop("blue cheese", colour="#f0ead2", states=("mouldy",))
def cheese(b: Build) -> None:
    """A wedge on a board."""
    _board(b, 0.26, 0.2)
    z, h = 0.018, 0.06
    points = [(-0.08, -0.05), (0.09, -0.05), (0.09, 0.05)]
    more = {"pattern": "noise", "second": "#4c6b58", "scale": 8} if b.has("mouldy") or b.colour == "#f0ead2" else {}
    b.sheet([(x, y, z + h / 2) for x, y in points], b.paint(b.colour, 0.6, **more), h)
    for x, hz, r in ((0.0, 0.02, 0.008), (0.05, 0.035, 0.011), (0.03, 0.012, 0.006), (0.07, 0.015, 0.007)):
        if not more:
            b.ball(r, (x, -0.05 - r * 0.1, z + hz), b.paint("#b98f27", 0.8), (1, 0.3, 1), 12)


@prop("sliced bread", colour="#c99657", states=("mouldy",))
def sliced_bread(b: Build) -> None:
    """Slices of toast, leaning; "mouldy": with green and white spots."""
    spots = {"pattern": "noise", "second": "#4c6b58", "scale": 9} if b.has("mouldy") else {}
    for k in range(7):
        with b.moved((0.026 * k - 0.08, 0, 0.004), tip=(0, -14)):
            b.box((0.014, 0.1, 0.1), (0, 0, 0), b.paint(b.colour, 0.9), round=0.006)
            b.box((0.0145, 0.09, 0.09), (0, 0, 0.005), b.paint("#efdcb4", 0.95, **spots), round=0.004)


@prop("ice cream", colour="pink")
def ice_cream(b: Build) -> None:
    """Two scoops in a glass bowl."""
    _bowl(b, "pale blue", 0.06, 0.05)
    for x, colour in ((-0.022, b.colour), (0.024, "#f3e6c0")):
        b.ball(0.03, (x, 0, 0.025), b.paint(colour, 0.6))


@prop("dough", colour="#ecdcb4")
@prop("bread dough", colour="#ecdcb4")
def dough(b: Build) -> None:
    b.ball(0.08, (0, 0, -0.001), b.paint(b.colour, 0.8), (1.1, 1, 0.7))
    b.lathe([(0, 0), (0.16, 0)], (0, 0, 0.0008), b.paint("white", 1))


@prop("sprouts", colour="#e9ecc8")
@prop("bean sprouts", colour="#e9ecc8")
def sprouts(b: Build) -> None:
    _bowl(b, "white", 0.09, 0.05)
    for _ in range(90):
        r, a = 0.07 * math.sqrt(b.rng.random()), b.rng.uniform(0, 6.28)
        x, y, z = r * math.cos(a), r * math.sin(a), b.rng.uniform(0.035, 0.065)
        t = b.rng.uniform(0, 6.28)
        b.rod((x, y, z), (x + 0.026 * math.cos(t), y + 0.026 * math.sin(t), z + 0.008), 0.0016, b.paint(b.colour, 0.3))
        b.ball(0.0035, (x, y, z - 0.003), b.paint("#c9c25a", 0.4), steps=6)
