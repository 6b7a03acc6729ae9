"""Things of a laboratory and of a science lesson."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.parts import hollow, label_round, loft

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build
    from oodmmsafe.scenes.blender.materials import Paint


def _clear(b: Build, alpha: float = 0.14) -> Paint:
    return b.paint("#8fa3a8", 0.04, alpha=alpha)


# --- glassware


@prop("flask", colour="blue", text=(), states=("empty", "stopper", "foaming"))
@prop("conical flask", colour="blue", text=(), states=("empty", "stopper", "foaming"))
def flask(b: Build) -> None:
    """A conical flask; its colour is that of the liquid in it."""
    b.lathe([(0, 0), (0.045, 0), (0.05, 0.004), (0.016, 0.11), (0.016, 0.145), (0.02, 0.15)], (0, 0, 0), _clear(b))
    if not b.has("empty"):
        b.lathe([(0, 0.003), (0.046, 0.003), (0.031, 0.058), (0, 0.058)], (0, 0, 0), b.paint(b.colour, 0.08))
    if b.has("stopper"):
        b.cylinder(0.0145, 0.028, (0, 0, 0.138), b.paint("#5a3a26", 0.7), top=0.018)
    if b.has("foaming"):
        for _ in range(30):
            z = b.rng.uniform(0.06, 0.165)
            r = 0.02 if z > 0.14 else 0.012
            b.ball(b.rng.uniform(0.007, 0.012), (b.rng.uniform(-r, r), b.rng.uniform(-r, r), z), b.paint(b.colour, 0.4),
                steps=10)  # fmt: skip
    if b.text:
        label_round(b, 0.04, 0.035, 0.02, top=0.028)


@prop("round flask", colour="green", states=("empty",))
def round_flask(b: Build) -> None:
    """A round-bottomed flask on a cork ring."""
    b.lathe([(0.03, 0), (0.055, 0), (0.055, 0.02), (0.03, 0.02), (0.03, 0)], (0, 0, 0), b.paint("#b78a55", 0.95))
    b.lathe([(0, 0), (0.03, 0.008), (0.05, 0.035), (0.05, 0.065), (0.03, 0.092), (0.014, 0.1), (0.014, 0.15),
        (0.018, 0.153)], (0, 0, 0.012), _clear(b))  # fmt: skip
    if not b.has("empty"):
        b.lathe([(0, 0.003), (0.028, 0.011), (0.047, 0.036), (0.048, 0.05), (0, 0.05)], (0, 0, 0.012),
            b.paint(b.colour, 0.08))  # fmt: skip


@prop("beaker", colour="blue", text=(), states=("empty", "boiling"))
@prop("glass beaker", colour="blue", text=(), states=("empty", "boiling"))
def beaker(b: Build) -> None:
    b.lathe([(0, 0), (0.038, 0), (0.04, 0.004), (0.04, 0.105), (0.044, 0.11)], (0, 0, 0), _clear(b))
    if not b.has("empty"):
        b.lathe([(0, 0.003), (0.0385, 0.003), (0.0385, 0.06), (0, 0.06)], (0, 0, 0), b.paint(b.colour, 0.06))
    for k in range(5):
        b.box((0.016, 0.001, 0.0014), (0.004, -0.0408, 0.025 + 0.014 * k), b.paint("white", 0.6), round=0)
    if b.has("boiling"):
        for k in range(14):
            r, a = 0.03 * math.sqrt((k + 0.5) / 14), 2.4 * k
            b.ball(0.004, (r * math.cos(a), r * math.sin(a), 0.057), b.paint("white", 0.1, alpha=0.8), steps=8)
    if b.text:
        label_round(b, 0.04, 0.03, 0.03)


@prop("test tubes", colour="blue")
def test_tubes(b: Build) -> None:
    """Five in a wooden rack."""
    wood = b.paint("pale wood", 0.7)
    b.box((0.2, 0.06, 0.012), (0, 0, 0), wood)
    b.box((0.2, 0.06, 0.01), (0, 0, 0.075), wood)
    for x in (-0.096, 0.096):
        b.box((0.01, 0.06, 0.085), (x, 0, 0), wood)
    for k, colour in enumerate((b.colour, "green", "magenta", "yellow", "orange")):
        x = -0.07 + 0.035 * k
        b.lathe([(0, 0), (0.006, 0.003), (0.009, 0.012), (0.009, 0.13), (0.0105, 0.132)], (x, 0, 0.012), _clear(b, 0.2))
        b.lathe([(0, 0.001), (0.0055, 0.004), (0.0083, 0.012), (0.0083, 0.05 + 0.012 * (k % 3)),
            (0, 0.05 + 0.012 * (k % 3))], (x, 0, 0.0125), b.paint(colour, 0.1))  # fmt: skip


@prop("petri dish", colour="#e6d7a3", states=("culture",))
@prop("petri dishes", colour="#e6d7a3", states=("culture",))
def petri_dish(b: Build) -> None:
    """ "culture": colonies grow in it; its lid leans on it."""
    b.lathe([(0, 0), (0.045, 0), (0.045, 0.014)], (0, 0, 0), b.paint("#a9b7bd", 0.1, alpha=0.35))
    b.cylinder(0.0435, 0.006, (0, 0, 0.001), b.paint(b.colour, 0.2))
    if b.has("culture"):
        for k in range(26):
            r, a = 0.038 * math.sqrt((k + 0.5) / 26), 2.4 * k + b.rng.uniform(-0.4, 0.4)
            b.ball(b.rng.uniform(0.0025, 0.006), (r * math.cos(a), r * math.sin(a), 0.005),
                b.paint(b.rng.choice(("cream", "green", "orange", "white")), 0.7), (1, 1, 0.45), 10)  # fmt: skip
    with b.moved((0.062, 0.01, 0.044), tip=(0, 52)):
        b.lathe([(0, 0), (0.047, 0), (0.047, -0.012)], (0, 0, 0), b.paint("#a9b7bd", 0.1, alpha=0.35))


@prop("pipette", colour="blue")
def pipette(b: Build) -> None:
    """A laboratory pipette that lies."""
    b.rod((-0.1, 0, 0.014), (0.02, 0, 0.014), 0.013, b.paint("white", 0.3))
    b.rod((-0.12, 0, 0.014), (-0.1, 0, 0.014), 0.009, b.paint(b.colour, 0.3))
    b.box((0.02, 0.05, 0.014), (-0.07, 0.02, 0.007), b.paint("white", 0.3), round=0.006)
    b.cylinder(0.009, 0.09, (0.02, 0, 0.014), b.paint("pale grey", 0.3), top=0.004, tip=(0, 90))
    b.cylinder(0.004, 0.05, (0.11, 0, 0.014), b.paint("#dfe7ea", 0.1), top=0.001, tip=(0, 90))


@prop("mortar and pestle", colour="white")
def mortar(b: Build) -> None:
    hollow(b, [(0, 0), (0.035, 0), (0.03, 0.01), (0.055, 0.04), (0.06, 0.07)], 0.008, (0, 0, 0), b.paint(b.colour, 0.3))
    b.rod((0.0, 0, 0.02), (0.08, 0.02, 0.11), 0.009, b.paint(b.colour, 0.3))
    b.ball(0.015, (0.0, 0, 0.008), b.paint(b.colour, 0.3), steps=14)


@prop("burette stand", colour="magenta")
@prop("retort stand", colour="magenta")
def burette_stand(b: Build) -> None:
    """A burette over a flask."""
    steel = b.metal("dark grey", 0.4)
    b.box((0.16, 0.24, 0.015), (0, 0.03, 0), steel)
    b.rod((0, 0.11, 0), (0, 0.11, 0.65), 0.006, steel)
    b.rod((0, 0.11, 0.5), (0, 0.0, 0.5), 0.005, b.metal("silver"))
    b.rod((0, -0.02, 0.28), (0, -0.02, 0.66), 0.007, _clear(b, 0.3))
    b.rod((0, -0.02, 0.28), (0, -0.02, 0.55), 0.0055, b.paint(b.colour, 0.1))
    b.rod((0, -0.02, 0.22), (0, -0.02, 0.28), 0.003, _clear(b, 0.4))
    b.rod((-0.015, -0.02, 0.265), (0.015, -0.02, 0.265), 0.003, b.paint("blue"))
    with b.moved((0, -0.02, 0.015)):
        flask(b)


# --- devices


@prop("microscope", colour="white")
def microscope(b: Build) -> None:
    skin, dark = b.paint(b.colour, 0.35), b.paint("#1d1e20", 0.4)
    with b.moved((0, 0, 0), turn=-50):
        b.box((0.14, 0.2, 0.035), (0, 0, 0), skin, round=0.012)
        b.box((0.05, 0.05, 0.24), (0, 0.075, 0.02), skin, round=0.012)
        b.box((0.06, 0.14, 0.05), (0, 0.02, 0.24), skin, round=0.015)
        b.box((0.13, 0.12, 0.012), (0, -0.01, 0.12), dark)
        b.cylinder(0.025, 0.03, (0, -0.02, 0.035), dark)
        b.cylinder(0.03, 0.02, (0, -0.02, 0.225), dark)
        for x, y, lean in ((0, 0, 0), (0.014, 0.01, 18), (-0.014, 0.01, -18)):
            with b.moved((x, -0.02 + y, 0.228), tip=(0, 180 - lean)):
                b.cylinder(0.009, 0.055, (0, 0, 0), b.metal("silver"))
        with b.moved((0, -0.01, 0.28), tip=(35, 0)):
            b.cylinder(0.028, 0.04, (0, 0, 0), skin)
            for x in (-0.026, 0.026):
                b.cylinder(0.014, 0.075, (x, 0, 0.03), dark)
        for x in (-0.04, 0.025):
            b.cylinder(0.024, 0.016, (x, 0.075, 0.085), dark, tip=(0, 90))
        b.anchor("cord", (0, 0.1, 0.015))


@prop("centrifuge", colour="white", text=("4000",), states=("open",))
def centrifuge(b: Build) -> None:
    """ "open": the lid is up, its rotor shows."""
    skin = b.paint(b.colour, 0.35)
    b.box((0.32, 0.38, 0.2), (0, 0, 0), skin, round=0.02)
    image = lines_on(b.text, (480, 160), background="#10130f", ink="#7dffb0", margin=0.1)
    b.panel(0.12, 0.04, (-0.06, -0.1905, 0.09), b.printed(image, 0.3, glow=0.5))
    for k in range(3):
        b.cylinder(0.012, 0.004, (0.05 + 0.035 * k, -0.188, 0.11), b.paint("green" if k == 0 else "grey"), tip=(90, 0))
    if b.has("open"):
        b.cylinder(0.12, 0.002, (0, 0.02, 0.2), b.paint("dark grey", 0.6))
        b.lathe([(0.1, 0), (0.1, 0.01), (0.03, 0.03), (0, 0.03)], (0, 0.02, 0.2), b.metal("silver"))
        for k in range(8):
            a = 2 * math.pi * k / 8
            b.cylinder(0.009, 0.02, (0.075 * math.cos(a), 0.02 + 0.075 * math.sin(a), 0.2), b.paint("blue", 0.3))
        with b.moved((0, 0.16, 0.2), tip=(-20, 0)):
            b.box((0.3, 0.03, 0.28), (0, 0, 0), skin, round=0.012)
    else:
        b.cylinder(0.14, 0.025, (0, 0.02, 0.198), skin, top=0.12)
        b.cylinder(0.05, 0.003, (0, 0.02, 0.2225), b.paint("#33383c", 0.1))
    b.anchor("cord", (0.1, 0.19, 0.05))


@prop("hot plate", colour="white", states=("on",))
@prop("magnetic stirrer", colour="white", states=("on",))
def hot_plate(b: Build) -> None:
    """ "on": its lamp shines red."""
    b.box((0.17, 0.24, 0.07), (0, 0, 0), b.paint(b.colour, 0.4), round=0.008)
    b.box((0.16, 0.16, 0.012), (0, 0.03, 0.07), b.paint("#e8e8e4", 0.3))
    for x in (-0.04, 0.04):
        b.cylinder(0.016, 0.016, (x, -0.119, 0.035), b.paint("black"), tip=(90, 0))
    b.ball(0.006, (0, -0.121, 0.03), b.paint("#ff2a1a", glow=5) if b.has("on") else b.paint("dark red"), steps=10)
    b.anchor("cord", (0, 0.12, 0.03))


@prop("liquid nitrogen dewar", colour="silver", text=("LIQUID", "NITROGEN"), states=("open",))
@prop("dewar", colour="silver", text=("LIQUID", "NITROGEN"), states=("open",))
def dewar(b: Build) -> None:
    """A tall vacuum vessel with two handles; "open": white mist runs down from its neck."""
    b.lathe([(0, 0), (0.17, 0), (0.18, 0.01), (0.18, 0.38), (0.14, 0.47), (0.05, 0.5), (0.045, 0.58), (0.055, 0.59),
        (0, 0.585)], (0, 0, 0), b.metal(b.colour, 0.35))  # fmt: skip
    for s in (-1, 1):
        b.tube([(s * 0.15, 0, 0.44), (s * 0.2, 0, 0.5), (s * 0.16, 0, 0.57), (s * 0.05, 0, 0.56)], 0.009,
            b.metal("silver"))  # fmt: skip
    label_round(b, 0.18, 0.17, 0.12)
    if b.has("open"):
        for k in range(24):
            a, t = 2.4 * k, (k + 0.5) / 24
            out = 0.05 + 0.17 * t
            b.ball(0.05, (out * math.cos(a), out * math.sin(a), 0.6 - 0.22 * t**1.5), b.paint("white", 1, alpha=0.15),
                (1.2, 1.2, 0.7), 12)  # fmt: skip
    else:
        b.cylinder(0.06, 0.05, (0, 0, 0.585), b.paint("dark blue", 0.5))


@prop("laboratory balance", colour="white", text=("12.05 g",))
def laboratory_balance(b: Build) -> None:
    b.box((0.2, 0.28, 0.06), (0, 0, 0), b.paint(b.colour, 0.4), round=0.01)
    b.cylinder(0.065, 0.006, (0, 0.04, 0.066), b.metal("silver"))
    b.cylinder(0.02, 0.01, (0, 0.04, 0.058), b.paint("black"))
    image = lines_on(b.text, (440, 140), background="#c3cfbe", ink="#1b231b", margin=0.05)
    b.panel(0.12, 0.04, (0, -0.09, 0.0606), b.printed(image, 0.3, glow=0.3), facing="up")
    b.anchor("cord", (0, 0.14, 0.03))


@prop("mercury thermometer", colour="red")
@prop("glass thermometer", colour="silver")
def glass_thermometer(b: Build) -> None:
    """An old thermometer of glass, lying."""
    b.rod((-0.08, 0, 0.005), (0.075, 0, 0.005), 0.0045, b.paint("#dfe9ec", 0.05, alpha=0.55))
    b.box((0.11, 0.005, 0.0008), (-0.015, 0, 0.0045), b.paint("white", 0.5), round=0)
    b.rod((-0.05, -0.0, 0.006), (0.085, 0, 0.006), 0.0012, b.metal("silver", 0.1) if b.colour == "silver"
        else b.paint(b.colour, 0.2))  # fmt: skip
    b.rod((0.072, 0, 0.005), (0.09, 0, 0.005), 0.004, b.metal("silver", 0.1) if b.colour == "silver"
        else b.paint(b.colour, 0.2))  # fmt: skip
    for k in range(22):
        b.box((0.0007, 0.006 if k % 5 == 0 else 0.0035, 0.0006), (-0.068 + 0.005 * k, 0.002, 0.0092), b.paint("black"),
            round=0)  # fmt: skip


@prop("broken thermometer", colour="silver")
@prop("spilt mercury", colour="silver")
def broken_thermometer(b: Build) -> None:
    """A glass thermometer in two pieces, beads of mercury around it."""
    glass, silver = b.paint("#dfe9ec", 0.05, alpha=0.6), b.metal("#d9dde0", 0.04)
    for x, y, turn, long in ((-0.06, 0.02, 12, 0.09), (0.045, -0.01, -28, 0.06)):
        with b.moved((x, y, 0.005), turn=turn):
            b.rod((-long / 2, 0, 0), (long / 2, 0, 0), 0.0045, glass)
            b.box((long * 0.8, 0.005, 0.0008), (0, 0, -0.0005), b.paint("white", 0.5), round=0)
            for k in range(int(long / 0.006)):
                b.box((0.0007, 0.005, 0.0006), (-long * 0.4 + 0.005 * k, 0.001, 0.0042), b.paint("black"), round=0)
            b.rod((0, 0, 0), (long / 2 - 0.004, 0, 0.001), 0.0013, silver)
    with b.moved((0.078, -0.027, 0.005), turn=-28):
        b.rod((-0.006, 0, 0), (0.012, 0, 0), 0.0042, silver)
    for x, y, r in ((0, 0, 0.005), (0.015, 0.02, 0.004), (-0.01, -0.03, 0.006), (0.035, 0.035, 0.0035),
            (-0.035, -0.015, 0.003), (0.06, 0.02, 0.005), (0.02, -0.045, 0.003), (-0.06, -0.035, 0.004),
            (0.08, -0.06, 0.004), (-0.02, 0.045, 0.003), (0.005, 0.055, 0.0025), (-0.08, 0.0, 0.0025),
            (0.05, -0.05, 0.0022)):  # fmt: skip
        b.ball(r, (x, y, 0), silver, (1.1, 1, 0.75), 14)
    for x, y in ((-0.005, 0.012), (0.008, -0.012), (0.02, 0.005)):
        b.sheet([(x, y, 0.001), (x + 0.006, y + 0.002, 0.001), (x + 0.003, y + 0.006, 0.002)], glass, 0.0008)


@prop("laser pointer", colour="black", states=("on",))
def laser_pointer(b: Build) -> None:
    """Lies; "on": a red beam runs to the left."""
    b.rod((-0.06, 0, 0.008), (0.07, 0, 0.008), 0.008, b.paint(b.colour, 0.3))
    b.rod((-0.065, 0, 0.008), (-0.06, 0, 0.008), 0.006, b.metal("gold"))
    b.cylinder(0.004, 0.003, (0.01, 0, 0.015), b.paint("red"))
    if b.has("on"):
        b.rod((-0.065, 0, 0.008), (-0.5, 0, 0.02), 0.0014, b.paint("#ff1a1a", glow=6))


@prop("goggles", colour="#b9ccd3")
def safety_goggles(b: Build) -> None:
    """On a table, glass to the viewer."""
    rows = []
    for z in (0.0, 0.02, 0.055, 0.075):
        half = 0.078 if 0.01 < z < 0.07 else 0.066
        rows.append([(half * s, -0.045 + 0.05 * s * s, z + (0.02 * (1 - min(1, abs(s) * 4)) if z == 0 else 0))
            for s in [k / 8 - 1 for k in range(17)]])  # fmt: skip
    b.surface(rows, b.paint(b.colour, 0.05, alpha=0.4))
    for row in (rows[0], rows[-1]):
        b.tube(row[::2], 0.005, b.paint("dark grey", 0.5))
    for s in (-1, 1):
        b.tube([(s * 0.07, 0.005, 0.004), (s * 0.079, 0.005, 0.035), (s * 0.07, 0.005, 0.072)], 0.006,
            b.paint("dark grey", 0.5))  # fmt: skip
        b.box((0.006, 0.1, 0.02), (s * 0.08, 0.05, 0.03), b.paint("black", 0.8), turn=s * 12, round=0.001)
    b.box((0.13, 0.004, 0.02), (0, 0.1, 0.03), b.paint("black", 0.8), round=0.001)


@prop("alcohol burner", colour="#c9d9e8", states=("lit",))
@prop("spirit burner", colour="#c9d9e8", states=("lit",))
def spirit_burner(b: Build) -> None:
    b.lathe([(0, 0), (0.035, 0), (0.042, 0.015), (0.035, 0.04), (0.014, 0.052), (0.014, 0.06)], (0, 0, 0),
        _clear(b, 0.2))  # fmt: skip
    b.lathe([(0, 0.002), (0.034, 0.002), (0.039, 0.014), (0.037, 0.024), (0, 0.024)], (0, 0, 0),
        b.paint(b.colour, 0.05))  # fmt: skip
    b.cylinder(0.015, 0.012, (0, 0, 0.057), b.metal("brass"))
    b.cylinder(0.004, 0.016, (0, 0, 0.066), b.paint("cream", 0.9))
    if b.has("lit"):
        b.flame((0, 0, 0.078), 0.05)


@prop("lab coat", colour="white")
def lab_coat(b: Build) -> None:
    """Hangs on a hook: for a wall."""
    body = [(0.0, 0.52, 0.12), (0.5, 0.44, 0.13), (0.8, 0.44, 0.14), (0.92, 0.36, 0.1), (0.97, 0.12, 0.07),
        (0.99, 0, 0)]  # fmt: skip
    loft(b, body, (0, 0, 0), b.paint(b.colour, 0.95), power=2.6)
    for s in (-1, 1):
        b.tube([(s * 0.19, 0, 0.9), (s * 0.26, -0.01, 0.7), (s * 0.27, -0.01, 0.35)], 0.055, b.paint(b.colour, 0.95))
        b.sheet([(s * 0.01, -0.074, 0.62), (s * 0.09, -0.058, 0.93), (s * 0.03, -0.045, 0.965)],
            b.paint("#dcdad2", 0.95), 0.004)  # fmt: skip
        b.box((0.11, 0.004, 0.12), (s * 0.12, -0.066, 0.3), b.paint("#dcdad2", 0.95), round=0.002)
    b.rod((0, -0.07, 0.02), (0, -0.073, 0.62), 0.002, b.paint("grey"))
    b.tube([(0, 0.05, 1.02), (0, -0.01, 1.02), (0, -0.01, 0.97)], 0.006, b.metal("silver"))


@prop("periodic table", colour="white", text=("PERIODIC TABLE",))
def periodic_table(b: Build) -> None:
    """A poster for a wall."""
    from PIL import Image, ImageDraw

    from oodmmsafe.scenes.colours import srgb

    image = Image.new("RGB", (1200, 760), srgb(b.colour))
    image.paste(lines_on(b.text, (700, 110), background=b.colour, margin=0.04), (250, 10))
    pen = ImageDraw.Draw(image)
    rows = ["x................x", "xx..........xxxxxx", "xx..........xxxxxx", "x" * 18, "x" * 18, "x" * 18, "x" * 18]
    colours = ("red", "orange", "yellow", "lime", "turquoise", "blue", "lilac")
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            if cell == "x":
                x, y = 30 + 63 * j, 130 + 84 * i
                pen.rectangle((x, y, x + 58, y + 78), fill=srgb(colours[(j // 3) % 7]))
                pen.rectangle((x + 18, y + 24, x + 40, y + 52), fill=srgb("white"))
    b.box((1.2, 0.004, 0.76), (0, 0.003, 0), b.paint("white"), round=0)
    b.panel(1.2, 0.76, (0, 0, 0), b.printed(image, 0.6))


@prop("eye wash bottle", colour="green", text=("EYE WASH",))
def eye_wash_bottle(b: Build) -> None:
    b.lathe([(0, 0), (0.04, 0), (0.042, 0.004), (0.042, 0.15), (0.02, 0.175), (0, 0.175)], (0, 0, 0),
        b.paint(b.colour, 0.3))  # fmt: skip
    b.lathe([(0.02, 0.17), (0.04, 0.2), (0.04, 0.215), (0, 0.215)], (0, 0, 0), b.paint("white", 0.4))
    label_round(b, 0.042, 0.08, 0.03)


@prop("3d printer", colour="black")
def printer_3d(b: Build) -> None:
    """An open frame with a print bed, a nozzle and a half-made part."""
    steel, dark = b.metal("dark grey", 0.4), b.paint(b.colour, 0.4)
    b.box((0.4, 0.4, 0.06), (0, 0, 0), dark)
    b.box((0.24, 0.24, 0.012), (0, -0.04, 0.075), b.paint("#33383c", 0.2))
    for x in (-0.19, 0.19):
        b.box((0.025, 0.04, 0.42), (x, 0.06, 0.05), steel)
    b.box((0.405, 0.04, 0.03), (0, 0.06, 0.45), steel)
    b.rod((-0.18, 0.05, 0.24), (0.18, 0.05, 0.24), 0.007, b.metal("silver"))
    b.box((0.06, 0.07, 0.07), (0.02, 0.02, 0.19), dark)
    b.cylinder(0.008, 0.02, (0.02, 0.0, 0.17), b.metal("brass"))
    b.box((0.06, 0.06, 0.08), (0.0, -0.02, 0.087), b.paint("orange", 0.5))
    b.cylinder(0.09, 0.06, (0.05, 0.06, 0.58), b.paint("orange", 0.4), tip=(0, -90))
    b.anchor("cord", (0.1, 0.2, 0.02))
