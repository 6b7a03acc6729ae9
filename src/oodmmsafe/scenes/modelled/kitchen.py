"""Things of a kitchen: pots and pans, small appliances, dishes and tools."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.parts import hollow, label_round, loft

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point
    from oodmmsafe.scenes.blender.materials import Paint


def _steel(b: Build, colour: str = "silver") -> Paint:
    return b.metal(colour, 0.25) if colour in ("silver", "steel", "copper", "brass", "gold") else b.paint(colour, 0.3)


def _steam(b: Build, radius: float, z: float, height: float, count: int = 5) -> None:
    """Threads of steam above a hot surface."""
    for k in range(count):
        a = 2 * math.pi * k / count
        x, y = 0.55 * radius * math.cos(a), 0.55 * radius * math.sin(a)
        path = [(x + 0.12 * radius * math.sin(2.6 * s + k), y, z + height * s / 6) for s in range(7)]
        b.tube(path, radius * 0.08, b.paint("white", 1.0, alpha=0.14))


def _tongue(b: Build, at: Point, h: float) -> None:
    """A tongue of a larger fire: yellow in an orange one, without a light of its own."""
    for share, colour, alpha in ((1.0, "#f08c00", 0.8), (0.62, "#ffdc50", 1.0)):
        k = h * share
        shape = [(0, 0), (k * 0.2, k * 0.15), (k * 0.19, k * 0.4), (k * 0.08, k * 0.75), (0, k)]
        b.lathe(shape, at, b.paint(colour, glow=0.9, alpha=alpha), 14)


_FILLINGS = {
    "water": ("#8fb7c6", 0.03), "boiling": ("#a9c6d0", 0.05), "oil": ("#d8a828", 0.05), "burning": ("#c08a1d", 0.1),
    "soup": ("#c4622a", 0.3), "milk": ("#f4efe2", 0.25), "sugar": ("#c87a1c", 0.05), "wax": ("#efe6d0", 0.2),
}  # fmt: skip
"""What may be in a pot or pan: its colour and roughness."""


def _filled(b: Build, radius: float, z: float) -> None:
    """The surface of what is in a vessel, by its states."""
    for state, (colour, rough) in _FILLINGS.items():
        if b.has(state):
            b.cylinder(radius, 0.002, (0, 0, z), b.paint(colour, rough))
    if b.has("boiling"):
        for _ in range(16):
            r, a = radius * 0.9 * math.sqrt(b.rng.random()), b.rng.uniform(0, 6.28)
            b.ball(b.rng.uniform(0.004, 0.009), (r * math.cos(a), r * math.sin(a), z - 0.002),
                b.paint("white", 0.1, alpha=0.7), steps=10)  # fmt: skip
        _steam(b, radius, z + 0.02, 0.2)
    if b.has("burning"):
        for _ in range(9):
            r, a = radius * 0.65 * math.sqrt(b.rng.random()), b.rng.uniform(0, 6.28)
            _tongue(b, (r * math.cos(a), r * math.sin(a), z), b.rng.uniform(0.09, 0.2))
        b.light((0, 0, z + 0.22), 5, "#ffb066")
    if b.has("smoking"):
        _steam(b, radius * 1.2, z + 0.01, 0.3, 7)


_COOKING = ("water", "boiling", "oil", "smoking", "burning", "soup", "milk", "sugar", "wax")


@prop("frying pan", colour="#222326", states=_COOKING)
@prop("pan", colour="#222326", states=_COOKING)
def frying_pan(b: Build) -> None:
    """A pan whose handle points to the front right; "oil", "smoking", "burning" ..."""
    hollow(b, [(0, 0), (0.11, 0), (0.14, 0.045)], 0.003, (0, 0, 0), b.paint(b.colour, 0.35))
    with b.moved((0, 0, 0), turn=-40):
        b.box((0.2, 0.026, 0.016), (0.235, 0, 0.035), b.paint("black", 0.5), tip=(0, -6), round=0.007)
        b.cylinder(0.012, 0.012, (0.138, 0, 0.026), b.metal())
    _filled(b, 0.125, 0.022)


@prop("wok", colour="#2b2c2e", states=_COOKING)
def wok(b: Build) -> None:
    hollow(b, [(0, 0), (0.06, 0), (0.12, 0.035), (0.17, 0.1)], 0.003, (0, 0, 0), b.paint(b.colour, 0.4))
    with b.moved((0, 0, 0), turn=-40):
        b.rod((0.16, 0, 0.09), (0.36, 0, 0.125), 0.013, b.paint("wood", 0.6))
    _filled(b, 0.125, 0.045)


@prop("saucepan", colour="silver", states=_COOKING)
def saucepan(b: Build) -> None:
    """A small pot with a long handle."""
    hollow(b, [(0, 0), (0.085, 0), (0.09, 0.005), (0.09, 0.1), (0.093, 0.1)], 0.003, (0, 0, 0), _steel(b, b.colour))
    with b.moved((0, 0, 0), turn=-30):
        b.box((0.17, 0.022, 0.014), (0.175, 0, 0.08), b.paint("black", 0.5), round=0.006)
    _filled(b, 0.086, 0.07)


@prop("cooking pot", colour="silver", states=(*_COOKING, "lid"))
@prop("pot", colour="silver", states=(*_COOKING, "lid"))
def cooking_pot(b: Build) -> None:
    """A pot with two handles; "lid": closed."""
    steel = _steel(b, b.colour)
    hollow(b, [(0, 0), (0.125, 0), (0.13, 0.006), (0.13, 0.16), (0.134, 0.162)], 0.003, (0, 0, 0), steel)
    for s in (-1, 1):
        b.tube([(s * 0.128, -0.035, 0.125), (s * 0.165, -0.03, 0.13), (s * 0.165, 0.03, 0.13),
            (s * 0.128, 0.035, 0.125)], 0.006, steel)  # fmt: skip
    if b.has("lid"):
        b.lathe([(0.134, 0.16), (0.12, 0.175), (0.03, 0.188), (0, 0.19)], (0, 0, 0), steel)
        b.cylinder(0.018, 0.022, (0, 0, 0.188), b.paint("black", 0.4))
    else:
        _filled(b, 0.126, 0.12)


@prop("pressure cooker", colour="silver", states=("hissing",))
def pressure_cooker(b: Build) -> None:
    """A pot with a clamped lid, a long double handle, a valve; "hissing": steam shoots from it."""
    steel, dark = _steel(b, b.colour), b.paint("#1b1c1e", 0.4)
    b.lathe([(0, 0), (0.11, 0), (0.115, 0.006), (0.115, 0.15), (0.125, 0.152), (0.125, 0.165), (0.1, 0.18),
        (0.03, 0.19), (0, 0.19)], (0, 0, 0), steel)  # fmt: skip
    with b.moved((0, 0, 0), turn=-35):
        b.box((0.2, 0.032, 0.022), (0.21, 0, 0.155), dark, round=0.008)
        b.box((0.2, 0.032, 0.02), (0.21, 0, 0.13), dark, round=0.008)
        b.box((0.05, 0.06, 0.02), (-0.14, 0, 0.145), dark, round=0.008)
        b.box((0.02, 0.012, 0.008), (0.15, 0, 0.177), b.paint("red", 0.4))
    b.cylinder(0.012, 0.02, (0, 0, 0.188), b.metal())
    b.cylinder(0.02, 0.022, (0, 0, 0.205), dark)
    if b.has("hissing"):
        b.cylinder(0.006, 0.2, (0, 0, 0.226), b.paint("white", 1, alpha=0.3), top=0.05)


@prop("gas flame", see_through=True)
def gas_flame(b: Build) -> None:
    """A ring of blue flames for the burner of a gas hob."""
    b.cylinder(0.03, 0.012, (0, 0, 0), b.metal("dark grey"))
    for k in range(20):
        a = 2 * math.pi * k / 20
        with b.moved((0.036 * math.cos(a), 0.036 * math.sin(a), 0.006), turn=math.degrees(a), tip=(0, 25)):
            b.flame((0, 0, 0), 0.032, blue=True)


@prop("electric kettle", colour="silver", states=("steaming",))
def electric_kettle(b: Build) -> None:
    """On its base; its cord leaves at the back."""
    skin, dark = _steel(b, b.colour), b.paint("#1b1c1e", 0.4)
    b.cylinder(0.085, 0.018, (0, 0, 0), dark)
    b.lathe([(0.08, 0.018), (0.082, 0.03), (0.06, 0.2), (0.055, 0.21), (0, 0.215)], (0, 0, 0), skin)
    b.cylinder(0.012, 0.014, (0, 0, 0.213), dark)
    b.tube([(0.058, 0, 0.2), (0.1, 0, 0.215), (0.13, 0, 0.18), (0.125, 0, 0.08), (0.08, 0, 0.045)], 0.011, dark)
    b.sheet([(-0.05, -0.022, 0.2), (-0.05, 0.022, 0.2), (-0.098, 0, 0.205), (-0.066, 0, 0.15)], skin, 0.004)
    if b.has("steaming"):
        with b.moved((-0.1, 0, 0.2)):
            _steam(b, 0.03, 0, 0.16, 4)
    b.anchor("cord", (0, 0.085, 0.01))


@prop("paper towel roll", colour="white")
@prop("paper towels", colour="white")
def paper_towel_roll(b: Build) -> None:
    b.lathe([(0.02, 0), (0.06, 0), (0.06, 0.24), (0.02, 0.24), (0.02, 0)], (0, 0, 0), b.paint(b.colour, 1))
    b.box((0.001, 0.07, 0.24), (0.0595, -0.03, 0), b.paint(b.colour, 1), round=0)


@prop("aluminium foil", colour="silver")
@prop("cling film", colour="#cfdde2")
def aluminium_foil(b: Build) -> None:
    """A roll that lies, a sheet pulled off to the front."""
    with b.moved((-0.16, 0.03, 0.025), tip=(0, 90)):
        b.cylinder(0.025, 0.32, (0, 0, 0), b.metal("silver", 0.3) if b.colour == "silver" else b.paint(b.colour, 0.1))
        b.cylinder(0.012, 0.322, (0, 0, -0.001), b.paint("tan", 0.9))
    rows = [[(0.3 * (j / 12 - 0.5), 0.03 - 0.2 * i / 10, 0.002 + 0.048 * max(0, 1 - i / 2)
        + 0.005 * abs(math.sin(2.1 * i + 1.3 * j))) for j in range(13)] for i in range(11)]  # fmt: skip
    b.surface(rows, b.metal("silver", 0.25) if b.colour == "silver" else b.paint(b.colour, 0.1, alpha=0.4))


@prop("baking tray", colour="dark grey")
def baking_tray(b: Build) -> None:
    w, d, paint = 0.4, 0.3, b.metal("#56585b", 0.45)
    b.box((w, d, 0.003), (0, 0, 0), paint, round=0)
    for x in (-w / 2, w / 2):
        b.box((0.003, d, 0.018), (x, 0, 0), paint, round=0)
    for y in (-d / 2, d / 2):
        b.box((w, 0.003, 0.018), (0, y, 0), paint, round=0)


@prop("baking dish", colour="white")
@prop("casserole dish", colour="dark red")
def baking_dish(b: Build) -> None:
    """An oblong dish of stoneware, hollow."""
    skin = b.paint(b.colour, 0.2)
    loft(b, [(0, 0, 0), (0, 0.27, 0.18), (0.06, 0.3, 0.2), (0.06, 0.285, 0.185), (0.008, 0.26, 0.165), (0.008, 0, 0)],
        (0, 0, 0), skin, power=6)  # fmt: skip
    for s in (-1, 1):
        b.box((0.04, 0.09, 0.012), (s * 0.165, 0, 0.046), skin, round=0.005)


@prop("mandoline", colour="white", states=("guard",))
def mandoline(b: Build) -> None:
    """A vegetable slicer on its foot, its blade across the middle; "guard": the hand guard sits on it."""
    skin, steel = b.paint(b.colour, 0.3), b.metal("silver", 0.15)
    with b.moved((0, 0, 0.094), turn=-25, tip=(24, 0)):
        for x in (-0.062, 0.062):
            b.box((0.012, 0.38, 0.018), (x, 0, -0.004), skin)
        b.box((0.115, 0.2, 0.004), (0, 0.085, 0.004), steel, round=0)
        b.box((0.115, 0.15, 0.004), (0, -0.105, 0.0), steel, round=0)
        b.sheet([(-0.057, -0.045, 0.011), (0.057, -0.005, 0.011), (0.057, 0.016, 0.009), (-0.057, -0.024, 0.009)],
            b.metal("#e9eef0", 0.08), 0.002)  # fmt: skip
        b.box((0.13, 0.07, 0.014), (0, -0.205, -0.004), b.paint("green", 0.4), round=0.006)
        b.box((0.115, 0.12, 0.0006), (0, -0.115, 0.0045), b.paint("dark grey", 0.4), round=0)
        if b.has("guard"):
            b.ball(0.034, (0, 0.07, 0.0), b.paint("#d9c27e", 0.7), (1, 1.2, 0.7))
            b.lathe([(0.0, 0.04), (0.04, 0.035), (0.06, 0.02), (0.06, 0.03), (0.03, 0.05), (0.02, 0.075), (0, 0.08)],
                (0, 0.07, 0), b.paint("green", 0.4))  # fmt: skip
    with b.moved((0, 0, 0), turn=-25):
        for x in (-0.055, 0.055):
            b.rod((x, 0.15, 0.15), (x, 0.19, 0.004), 0.007, skin)
        b.rod((-0.06, 0.19, 0.006), (0.06, 0.19, 0.006), 0.006, skin)


@prop("hand blender", colour="white")
@prop("immersion blender", colour="white")
def hand_blender(b: Build) -> None:
    """Lies, its blade to the left; its cord leaves on the right."""
    skin, steel = b.paint(b.colour, 0.3), b.metal("silver", 0.2)
    with b.moved((0.2, 0, 0.035), tip=(0, -90)):
        b.lathe([(0, 0), (0.024, 0), (0.032, 0.03), (0.03, 0.17), (0.022, 0.19), (0, 0.19)], (0, 0, 0), skin)
        b.lathe([(0.012, 0.19), (0.012, 0.33), (0.033, 0.36), (0.033, 0.4), (0.03, 0.4), (0.028, 0.365), (0, 0.36)],
            (0, 0, 0), steel)  # fmt: skip
        b.box((0.05, 0.008, 0.002), (0, 0, 0.388), b.metal("#e9eef0", 0.1), turn=30, tip=(0, 12))
        b.box((0.012, 0.03, 0.02), (0.028, 0, 0.13), b.paint("red", 0.4))
    b.anchor("cord", (0.2, 0, 0.035))


@prop("food processor", colour="white")
def food_processor(b: Build) -> None:
    """A motor foot with a clear bowl, its S-shaped knife inside."""
    skin = b.paint(b.colour, 0.3)
    loft(b, [(0, 0, 0), (0, 0.22, 0.22), (0.08, 0.2, 0.2), (0.1, 0.17, 0.17), (0.1, 0, 0)], (0, 0, 0), skin, power=4)
    b.cylinder(0.022, 0.012, (0, -0.105, 0.035), b.paint("dark grey"), tip=(90, 0))
    b.lathe([(0.085, 0), (0.095, 0.13)], (0, 0, 0.1), b.paint("#8d9aa0", 0.05, alpha=0.18))
    b.cylinder(0.012, 0.1, (0, 0, 0.1), b.paint("black", 0.4))
    for turn in (20, 200):
        b.box((0.07, 0.018, 0.002), (0, 0, 0.13), b.metal("silver", 0.1), turn=turn, tip=(0, 14), round=0)
    b.lathe([(0.097, 0.23), (0.097, 0.245), (0.035, 0.25), (0.035, 0.3), (0.03, 0.3)], (0, 0, 0),
        b.paint("#8d9aa0", 0.05, alpha=0.25))  # fmt: skip
    b.tube([(0.093, 0, 0.21), (0.14, 0, 0.2), (0.14, 0, 0.13), (0.09, 0, 0.12)], 0.01, skin)
    b.anchor("cord", (0, 0.11, 0.02))


@prop("toaster with cord", colour="silver", states=("bread",))
def toaster_with_cord(b: Build) -> None:
    """A toaster with two slots; "bread": slices stand in them."""
    skin, dark = _steel(b, b.colour), b.paint("#141516", 0.5)
    b.box((0.28, 0.17, 0.18), (0, 0, 0.01), skin, round=0.03)
    b.box((0.26, 0.15, 0.012), (0, 0, 0), dark, round=0.002)
    for y in (-0.035, 0.035):
        b.box((0.2, 0.03, 0.002), (0, y, 0.1895), dark, round=0)
        if b.has("bread"):
            b.box((0.11, 0.014, 0.11), (0, y, 0.12), b.paint("#b9843f", 0.9), round=0.006)
    b.box((0.02, 0.04, 0.014), (0.147, 0, 0.13), dark)
    b.cylinder(0.014, 0.012, (0.138, -0.04, 0.05), dark, tip=(0, 90))
    b.anchor("cord", (-0.14, 0.05, 0.02))


@prop("open microwave", colour="white")
def open_microwave(b: Build) -> None:
    """A microwave, its door swung open to the left, hollow: put something in it."""
    w, d, h, t, skin = 0.48, 0.36, 0.28, 0.015, b.paint(b.colour, 0.35)
    inside = b.paint("#d9dad8", 0.4)
    side = 0.1
    for x, wide in ((-w / 2 + t / 2, t), (w / 2 - side / 2, side)):
        b.box((wide, d, h), (x, 0, 0), skin)
    for z in (0.01, h - t):
        b.box((w, d, t), (0, 0, z), skin)
    b.box((w - t - side, t, h - 2 * t), ((t - side) / 2, d / 2 - t / 2, t), inside, round=0)
    b.cylinder(0.14, 0.006, (-0.045, 0, 0.025), b.paint("#bcd0d6", 0.05))
    panel = lines_on(["12:00"], (340, 120), background="#10130f", ink="#7dffb0", margin=0.1)
    b.panel(0.08, 0.03, (w / 2 - side / 2, -d / 2 - 0.0006, h * 0.72), b.printed(panel, 0.3, glow=0.6))
    for k in range(6):
        b.cylinder(0.009, 0.004, (w / 2 - side / 2 - 0.02 + 0.04 * (k % 2), -d / 2 + 0.001, 0.07 + 0.035 * (k // 2)),
            b.paint("grey"), tip=(90, 0))  # fmt: skip
    with b.moved((-w / 2 + 0.005, -d / 2, 0.01), turn=-105):
        b.box((w - side, 0.022, h - 0.01), ((w - side) / 2, 0, 0), skin)
        b.box((w - side - 0.09, 0.024, h - 0.1), ((w - side) / 2, 0, 0.045), b.paint("#1a1b1d", 0.2), round=0)
    b.anchor("cord", (w / 2 - 0.05, d / 2, 0.03))


@prop("open refrigerator", colour="white")
@prop("open fridge", colour="white")
def open_fridge(b: Build) -> None:
    """A refrigerator, its door open to the right, three shelves inside at 0.45, 0.8 and 1.15 m: put things in it."""
    w, d, h, t, skin, inside = 0.6, 0.6, 1.6, 0.04, b.paint(b.colour, 0.3), b.paint("#eef2f3", 0.4)
    for x in (-w / 2 + t / 2, w / 2 - t / 2):
        b.box((t, d, h), (x, 0, 0), skin)
    for z in (0, h - t):
        b.box((w, d, t), (0, 0, z), skin)
    b.box((w, t, h), (0, d / 2 - t / 2, 0), inside)
    for z in (0.45, 0.8, 1.15):
        b.box((w - 2 * t, d - t - 0.06, 0.012), (0, 0.0, z - 0.012), b.paint("#c5d6da", 0.15), round=0)
    b.box((w - 2 * t - 0.01, d - 0.12, 0.2), (0, 0.0, 0.1), b.paint("#dfe7e9", 0.2))
    b.light((0, -0.05, h - 0.12), 3, "#fff4e0")
    with b.moved((w / 2, -d / 2, 0), turn=125):
        b.box((w, 0.05, h), (-w / 2, 0, 0), skin)
        for z in (0.25, 0.7, 1.1):
            b.box((w - 0.1, 0.1, 0.07), (-w / 2, 0.07, z), b.paint("#dfe7e9", 0.2))


@prop("kitchen oven open", colour="silver")
@prop("open oven", colour="silver")
def open_oven(b: Build) -> None:
    """A built-in oven, its door folded down, a rack inside at 0.25 m: put something in it."""
    w, d, h, t = 0.6, 0.55, 0.6, 0.04
    skin, dark = b.metal("steel", 0.35), b.paint("#1b1b1d", 0.4)
    for x in (-w / 2 + t / 2, w / 2 - t / 2):
        b.box((t, d, h), (x, 0, 0), skin)
    for z, high in ((0, t), (h - 0.12, 0.12)):
        b.box((w, d, high), (0, 0, z), skin)
    b.box((w, t, h), (0, d / 2 - t / 2, 0), dark)
    b.box((w - 2 * t, d, 0.003), (0, 0, t), dark, round=0)
    for k in range(5):
        b.cylinder(0.02, 0.02, (-0.2 + 0.1 * k, -d / 2, h - 0.06), b.paint("black", 0.3), tip=(90, 0))
    for k in range(13):
        b.rod((-0.25 + 0.0417 * k, -d / 2 + 0.04, 0.25), (-0.25 + 0.0417 * k, d / 2 - 0.06, 0.25), 0.003, b.metal())
    with b.moved((0, -d / 2, 0.02), tip=(88, 0)):
        b.box((w, 0.04, h - 0.14), (0, 0.0, 0), skin)
        b.box((w - 0.12, 0.042, h - 0.28), (0, 0, 0.07), dark, round=0)
    b.light((0, 0, h - 0.16), 1.5, "#ffd9a0")


# --- dishes and boxes


@prop("drink", colour="#8c4a12", states=("ice",), see_through=True)
@prop("glass of water", colour="#a9c4d0", states=("ice",), see_through=True)
@prop("glass of milk", colour="#f4efe2", states=("ice",), see_through=True)
@prop("glass of juice", colour="orange", states=("ice",), see_through=True)
def drink(b: Build) -> None:
    """A tumbler with a drink of that colour."""
    b.lathe([(0, 0), (0.031, 0), (0.036, 0.13), (0.0345, 0.13), (0.0335, 0.1)], (0, 0, 0),
        b.paint("#8d9aa0", 0.04, alpha=0.16))  # fmt: skip
    water = b.colour == "#a9c4d0"
    b.lathe([(0, 0.006), (0.029, 0.006), (0.0325, 0.095), (0, 0.095)], (0, 0, 0),
        b.paint(b.colour, 0.05, alpha=0.45 if water else 1.0))  # fmt: skip
    if b.has("ice"):
        for k in range(4):
            b.box((0.02, 0.02, 0.02), (0.013 * math.cos(1.6 * k), 0.013 * math.sin(1.6 * k), 0.082),
                b.paint("#e4f0f4", 0.05, alpha=0.6), turn=30 * k, tip=(15, 10))  # fmt: skip


@prop("hot drink", colour="white", text=(), states=("coffee", "tea", "milk", "empty"))
@prop("cup of tea", colour="white", text=(), states=("coffee", "tea", "milk", "empty"))
def hot_drink(b: Build) -> None:
    """A mug, full and steaming (tea, unless a state says what)."""
    hollow(b, [(0, 0), (0.04, 0), (0.042, 0.004), (0.042, 0.095)], 0.004, (0, 0, 0), b.paint(b.colour, 0.2))
    b.tube([(0.041, 0, 0.08), (0.072, 0, 0.075), (0.072, 0, 0.03), (0.041, 0, 0.022)], 0.006, b.paint(b.colour, 0.2))
    if not b.has("empty"):
        colour = "#2a160b" if b.has("coffee") else "#f4efe2" if b.has("milk") else "#8a4a17"
        b.cylinder(0.038, 0.002, (0, 0, 0.08), b.paint(colour, 0.1))
        _steam(b, 0.035, 0.09, 0.12, 4)
    label_round(b, 0.042, 0.05, 0.02, b.colour)


@prop("thermos", colour="dark green", text=(), states=("open",))
@prop("water bottle", colour="blue", text=(), states=("open",))
@prop("metal bottle", colour="silver", text=(), states=("open",))
def thermos(b: Build) -> None:
    b.lathe([(0, 0), (0.038, 0), (0.04, 0.004), (0.04, 0.2), (0.028, 0.225), (0.028, 0.235), (0, 0.235)], (0, 0, 0),
        _steel(b, b.colour))  # fmt: skip
    if not b.has("open"):
        b.cylinder(0.032, 0.045, (0, 0, 0.225), b.paint("dark grey" if b.colour != "black" else "grey", 0.4))
    label_round(b, 0.04, 0.09, 0.06)


@prop("food container", colour="blue", text=(), states=("open",))
@prop("lunch box", colour="blue", text=(), states=("open",))
@prop("plastic container", colour="blue", text=(), states=("open",))
def food_container(b: Build) -> None:
    """A box of clear plastic with a lid; "open": the lid lies behind it, and things go in."""
    loft(b, [(0, 0, 0), (0, 0.18, 0.12), (0.07, 0.2, 0.14), (0.07, 0.192, 0.132), (0.004, 0.174, 0.114), (0.004, 0, 0)],
        (0, 0, 0), b.paint("#a9b7bd", 0.15, alpha=0.45), power=7)  # fmt: skip
    at, tip = ((0, 0.1, 0.0), (-20, 0)) if b.has("open") else ((0, 0, 0.066), (0, 0))
    lid = [(0, 0.206, 0.146), (0.012, 0.206, 0.146), (0.014, 0.19, 0.13), (0.014, 0, 0)]
    if b.has("open"):
        with b.moved((0, 0.095, 0.072), tip=(75, 0)):
            loft(b, lid, (0, 0, 0), b.paint(b.colour, 0.4), power=7)
    else:
        loft(b, lid, at, b.paint(b.colour, 0.4), power=7, tip=tip)
    if b.text:
        b.panel(0.12, 0.035, (0, -0.0695, 0.016), b.printed(lines_on(b.text, (960, 280))), tip=(-8, 0))


@prop("measuring cup", colour="pale blue", see_through=True)
def measuring_cup(b: Build) -> None:
    """A jug with a scale, half full of a liquid of that colour."""
    b.lathe([(0, 0), (0.048, 0), (0.055, 0.12), (0.058, 0.12)], (0, 0, 0), b.paint("#8d9aa0", 0.05, alpha=0.18))
    b.lathe([(0, 0.005), (0.046, 0.005), (0.05, 0.065), (0, 0.065)], (0, 0, 0), b.paint(b.colour, 0.1))
    for k in range(5):
        b.box((0.02 if k % 2 else 0.03, 0.0015, 0.0018), (0, -0.0505 - 0.0013 * k, 0.02 + 0.02 * k), b.paint("red"),
            round=0)  # fmt: skip
    b.tube([(0.054, 0, 0.11), (0.09, 0, 0.1), (0.085, 0, 0.04), (0.05, 0, 0.03)], 0.006,
        b.paint("#8d9aa0", 0.1, alpha=0.4))  # fmt: skip


@prop("mixing bowl", colour="silver", states=("batter", "dough", "flour", "water"))
def mixing_bowl(b: Build) -> None:
    """A wide bowl; what is in it is a state."""
    hollow(b, [(0, 0), (0.06, 0), (0.1, 0.03), (0.125, 0.08), (0.13, 0.12)], 0.003, (0, 0, 0), _steel(b, b.colour))
    for state, colour in (("batter", "#ecd79a"), ("flour", "#f3efe6"), ("water", "#9dbfca")):
        if b.has(state):
            b.lathe([(0, 0.006 if state == "flour" else 0.0), (0.119, 0)], (0, 0, 0.07),
                b.paint(colour, 0.05 if state == "water" else 0.6))  # fmt: skip
    if b.has("dough"):
        b.ball(0.1, (0, 0, 0.02), b.paint("#ecdcb4", 0.8), (1, 1, 0.62))


@prop("oven glove", colour="red")
def oven_glove(b: Build) -> None:
    loft(b, [(0.0, 0, 0, 0, 0), (0.002, 0.13, 0.24, 0, 0), (0.012, 0.15, 0.27), (0.024, 0.13, 0.24), (0.027, 0, 0)],
        (0, 0, 0), b.paint(b.colour, 0.95, pattern="checker", second="white", scale=10), power=3)  # fmt: skip
    with b.moved((0.075, -0.01, 0), turn=-40):
        loft(b, [(0.0, 0, 0), (0.002, 0.05, 0.13), (0.012, 0.06, 0.15), (0.022, 0.05, 0.13), (0.025, 0, 0)], (0, 0, 0),
            b.paint(b.colour, 0.95), power=2.5)  # fmt: skip


@prop("kitchen blowtorch", colour="red", states=("lit",))
def kitchen_blowtorch(b: Build) -> None:
    """A small torch that stands; "lit": a blue flame points to the left."""
    b.lathe([(0, 0), (0.03, 0), (0.03, 0.01), (0.022, 0.03), (0.022, 0.09), (0.014, 0.11), (0.014, 0.125), (0, 0.125)],
        (0, 0, 0), b.paint(b.colour, 0.3))  # fmt: skip
    with b.moved((0.015, 0, 0.125), tip=(0, -78)):
        b.cylinder(0.012, 0.075, (0, 0, 0), b.metal("silver"))
        b.cylinder(0.009, 0.02, (0, 0, 0.075), b.metal("copper"))
        if b.has("lit"):
            b.cylinder(0.006, 0.06, (0, 0, 0.095), b.paint("#3a78ff", glow=7), top=0.0)
    b.box((0.02, 0.014, 0.035), (0.02, 0, 0.085), b.paint("black"))


@prop("fondue set", colour="dark red", states=("lit",))
def fondue_set(b: Build) -> None:
    """A pot over a spirit burner."""
    steel = b.metal("#3a3b3d", 0.4)
    for k in range(3):
        a = 2 * math.pi * k / 3 + 0.5
        b.rod((0.1 * math.cos(a), 0.1 * math.sin(a), 0), (0.07 * math.cos(a), 0.07 * math.sin(a), 0.11), 0.004, steel)
    b.lathe([(0.068, 0.105), (0.075, 0.108), (0.068, 0.111)], (0, 0, 0), steel)
    b.cylinder(0.03, 0.035, (0, 0, 0.004), b.metal("silver"))
    if b.has("lit"):
        b.flame((0, 0, 0.038), 0.05)
    hollow(b, [(0, 0), (0.07, 0), (0.095, 0.03), (0.09, 0.085)], 0.005, (0, 0, 0.11), b.paint(b.colour, 0.3))
    b.cylinder(0.084, 0.002, (0, 0, 0.175), b.paint("#e8c04a", 0.3))
    with b.moved((0, 0, 0.165), turn=-35):
        b.rod((0.085, 0, 0), (0.2, 0, 0.03), 0.01, b.paint("wood"))


@prop("table fireplace", colour="grey", states=("lit",))
def table_fireplace(b: Build) -> None:
    """A low bowl of concrete for ethanol, with a flame in its middle if lit."""
    hollow(b, [(0, 0), (0.1, 0), (0.125, 0.08)], 0.02, (0, 0, 0), b.paint(b.colour, 0.95, pattern="noise", scale=6))
    b.cylinder(0.1, 0.01, (0, 0, 0.04), b.paint("#4a4c4e", 0.95, pattern="noise", scale=30))
    hollow(b, [(0, 0), (0.035, 0), (0.035, 0.03)], 0.003, (0, 0, 0.045), b.metal("silver", 0.3))
    if b.has("lit"):
        for x, y, high in ((0, 0, 0.14), (-0.014, 0.006, 0.1), (0.014, -0.004, 0.11)):
            b.flame((x, y, 0.06), high)


@prop("can opener", colour="red")
def can_opener(b: Build) -> None:
    for s in (-1, 1):
        b.box((0.014, 0.12, 0.012), (s * 0.013, -0.05, 0), b.paint(b.colour, 0.4), turn=s * 6, round=0.005)
    b.box((0.02, 0.07, 0.006), (0, 0.04, 0.003), b.metal())
    b.cylinder(0.014, 0.004, (0, 0.06, 0.009), b.metal("silver"))
    b.box((0.07, 0.014, 0.005), (0.0, 0.04, 0.012), b.metal("silver"))


@prop("grater", colour="silver")
def grater(b: Build) -> None:
    loft(b, [(0, 0.11, 0.085), (0.2, 0.075, 0.06), (0.2, 0, 0)], (0, 0, 0), b.metal("silver", 0.35), power=9)
    for row in range(9):
        for column in range(4):
            b.ball(0.004, (-0.03 + 0.02 * column, -0.0405 + 0.0011 * row * 0.9, 0.03 + 0.016 * row),
                b.metal("dark grey"), (1, 0.5, 1), 6)  # fmt: skip
    b.tube([(-0.028, 0, 0.2), (-0.025, 0, 0.235), (0.025, 0, 0.235), (0.028, 0, 0.2)], 0.007, b.paint("black"))


@prop("plate of food", colour="white")
def plate_of_food(b: Build) -> None:
    """A dinner: a steak, potatoes, peas."""
    b.lathe([(0, 0), (0.08, 0), (0.13, 0.016), (0.13, 0.019), (0.08, 0.005), (0, 0.005)], (0, 0, 0),
        b.paint(b.colour, 0.2))  # fmt: skip
    loft(b, [(0, 0, 0), (0, 0.09, 0.055), (0.012, 0.1, 0.065), (0.02, 0.08, 0.05), (0.021, 0, 0)],
        (-0.03, -0.025, 0.006), b.paint("#5a2f1a", 0.6, pattern="noise", scale=30), power=2.4)  # fmt: skip
    for x, y in ((0.05, -0.03), (0.065, 0.0), (0.04, 0.0)):
        b.ball(0.021, (x, y, 0.005), b.paint("#dcb95d", 0.6), (1.2, 1, 0.85), 14)
    for _ in range(40):
        b.ball(0.0045, (b.rng.uniform(-0.05, 0.02), b.rng.uniform(0.02, 0.065), b.rng.choice((0.005, 0.011))),
            b.paint("green", 0.4), steps=8)  # fmt: skip


@prop("steamer pot", colour="silver")
@prop("canning kettle", colour="dark blue")
def canning_kettle(b: Build) -> None:
    """A tall enamel kettle with a lid and a thermometer, for bottling fruit."""
    skin = b.paint(b.colour, 0.25) if b.colour not in ("silver", "steel") else b.metal("silver", 0.25)
    b.lathe([(0, 0), (0.17, 0), (0.175, 0.006), (0.175, 0.3), (0.18, 0.302), (0.17, 0.315), (0.05, 0.34), (0, 0.34)],
        (0, 0, 0), skin)  # fmt: skip
    b.cylinder(0.022, 0.03, (0, 0, 0.338), b.paint("black"))
    for s in (-1, 1):
        b.tube([(s * 0.173, -0.05, 0.23), (s * 0.22, -0.04, 0.22), (s * 0.22, 0.04, 0.22), (s * 0.173, 0.05, 0.23)],
            0.008, b.paint("black"))  # fmt: skip


@prop("ice cube tray", colour="white")
def ice_cube_tray(b: Build) -> None:
    b.box((0.25, 0.1, 0.02), (0, 0, 0), b.paint(b.colour, 0.4))
    for k in range(12):
        b.box((0.032, 0.036, 0.012), (-0.1 + 0.04 * (k % 6), -0.022 + 0.044 * (k // 6), 0.012),
            b.paint("#d6eaf1", 0.05), round=0.004)  # fmt: skip


def _mist(b: Build, at: Point, size: float) -> None:
    b.ball(size, at, b.paint("white", 1.0, alpha=0.16), (1.3, 1.0, 0.5), 16)


@prop("dry ice", colour="white", text=("DRY ICE",))
def dry_ice(b: Build) -> None:
    """An open box of polystyrene with white blocks; mist runs over its rim."""
    w, d, h, t, foam = 0.3, 0.25, 0.16, 0.025, b.paint(b.colour, 0.95)
    b.box((w, d, t), (0, 0, 0), foam)
    for x in (-w / 2 + t / 2, w / 2 - t / 2):
        b.box((t, d, h), (x, 0, 0), foam)
    for y in (-d / 2 + t / 2, d / 2 - t / 2):
        b.box((w, t, h), (0, y, 0), foam)
    for k in range(9):
        x, y = -0.08 + 0.08 * (k % 3), -0.06 + 0.06 * (k // 3)
        b.box((0.065, 0.05, 0.055), (x, y, 0.085 + 0.012 * (k % 2)), b.paint("#eef4f8", 0.6), turn=17 * k,
            tip=(8 * (k % 3 - 1), 6), round=0.006)  # fmt: skip
    for _ in range(26):
        s = b.rng.random()
        x, y = b.rng.uniform(-0.2, 0.2), b.rng.uniform(-0.26, 0.08)
        outside = y < -d / 2 - 0.02 or abs(x) > w / 2
        z = b.rng.uniform(0.0, 0.06) if outside else 0.14 + 0.05 * s
        _mist(b, (x, y, z), b.rng.uniform(0.03, 0.06))
    if b.text:
        b.panel(0.2, 0.07, (0, -d / 2 - 0.001, 0.06), b.printed(lines_on(b.text, (800, 280), ink="dark blue")))
