"""Things on a table and in the home that cases asked for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from oodmmsafe.scenes.colours import srgb
from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.parts import hollow, loft

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build


@prop("rice bowl with chopsticks", colour="dark blue", states=("lying",))
def rice_bowl_with_chopsticks(b: Build) -> None:
    """A bowl heaped with rice, two chopsticks upright in it; "lying": they lie on a rest beside the bowl."""
    hollow(b, [(0, 0), (0.03, 0), (0.03, 0.01), (0.055, 0.03), (0.07, 0.065)], 0.004, (0, 0, 0),
        b.paint(b.colour, 0.15))  # fmt: skip
    white = b.paint("#f6f4ec", 0.8)
    b.lathe([(0.064, 0.055), (0.058, 0.075), (0.035, 0.093), (0, 0.1)], (0, 0, 0), white)
    for _ in range(170):
        a, out = b.rng.uniform(0, 6.28), math.sqrt(b.rng.random())
        r = 0.06 * out
        z = 0.062 + 0.037 * math.sqrt(max(0.0, 1 - out * out))
        turn = b.rng.uniform(0, 3.14)
        x, y = r * math.cos(a), r * math.sin(a)
        b.rod((x - 0.004 * math.cos(turn), y - 0.004 * math.sin(turn), z),
              (x + 0.004 * math.cos(turn), y + 0.004 * math.sin(turn), z + 0.001), 0.0017, white)  # fmt: skip
    wood = b.paint("#7a2f1c", 0.35)
    for k in (-1, 1):
        if b.has("lying"):
            b.rod((-0.11, -0.1 + 0.008 * k, 0.018), (0.12, -0.1 + 0.012 * k, 0.006), 0.0038, wood)
        else:
            b.rod((0.006 * k, 0, 0.08), (0.016 * k - 0.006, 0.01, 0.25), 0.0042, wood)
    if b.has("lying"):
        b.box((0.018, 0.05, 0.014), (-0.085, -0.1, 0), b.paint("white", 0.2), round=0.004)


@prop("green potatoes", colour="#b08a52", states=("green",))
def green_potatoes(b: Build) -> None:
    """Eight potatoes, loose; "green": their skin is green and they sprout."""
    places = ((-0.08, 0.02, 0), (0.0, 0.045, 0), (0.08, 0.02, 0), (-0.045, -0.045, 0), (0.045, -0.045, 0),
              (-0.04, 0.0, 0.048), (0.045, 0.01, 0.048), (0.125, -0.05, 0))  # fmt: skip
    greens = ("#7f9a3a", "#93a046", "#6d8f35", "#a3a050")
    for k, (x, y, z) in enumerate(places):
        colour = greens[k % 4] if b.has("green") else b.colour
        second = ("#b39a58" if k % 2 else "#5d8a30") if b.has("green") else "#8d6a3c"
        with b.moved((x, y, z), turn=k * 50):
            b.ball(0.029, (0, 0, 0), b.paint(colour, 0.75, pattern="noise", scale=6, second=second), (1.4, 1.0, 0.9),
                20)  # fmt: skip
            if not b.has("green"):
                for dx, dy in ((0.02, -0.012), (-0.018, 0.008), (0.0, -0.022)):
                    b.ball(0.003, (dx, dy, 0.043 - abs(dy) * 0.7), b.paint("#6d5030", 0.9), (1.4, 1, 0.5), 8)
                continue
            for dx, dy, lean in ((0.03, -0.004, 0.5), (0.022, -0.014, 0.1), (-0.028, 0.004, -0.6)):
                start = (dx, dy, 0.036)
                end = (dx + 0.03 * lean, dy - 0.006, 0.036 + 0.014 + 0.005 * (k % 3))
                b.tube([start, ((start[0] + end[0]) / 2, dy, 0.043), end], 0.0035, b.paint("#e6dcea", 0.5))
                b.ball(0.0055, (end[0], end[1], end[2] - 0.005), b.paint("#9a5fb0", 0.6), steps=10)


@prop("bowl of water beads", colour="white")
def bowl_of_water_beads(b: Build) -> None:
    """A low wide tub full of small shiny coloured balls."""
    loft(b, [(0, 0, 0), (0, 0.34, 0.25), (0.12, 0.4, 0.3), (0.118, 0.385, 0.285), (0.07, 0.37, 0.272)], (0, 0, 0),
        b.paint(b.colour, 0.35), power=5)  # fmt: skip
    loft(b, [(0, 0.375, 0.275), (0.001, 0, 0)], (0, 0, 0.085), b.paint("#4a7fb0", 0.3), power=5)
    beads = [b.paint(c, 0.05) for c in ("#d0242c", "#1f62c8", "#1fa04a", "#f0c020", "#8a3fc0", "#e87818")]
    for i in range(17):
        for j in range(13):
            x, y = -0.176 + 0.022 * i + 0.006 * b.rng.uniform(-1, 1), -0.125 + 0.021 * j + 0.005 * b.rng.uniform(-1, 1)
            if abs(x / 0.183) ** 5 + abs(y / 0.132) ** 5 < 0.9:
                b.ball(0.012, (x, y, 0.083 + 0.012 * b.rng.random()), b.rng.choice(beads), steps=10)
    for x, y in ((0.24, -0.1), (0.22, -0.17), (0.15, -0.19), (-0.23, -0.13)):
        b.ball(0.012, (x, y, 0), b.rng.choice(beads), steps=12)


@prop("camera", colour="black")
@prop("photo camera", colour="black")
def camera(b: Build) -> None:
    """A photo camera with its lens to the viewer."""
    skin, grip, steel = b.paint(b.colour, 0.45), b.paint("#222326", 0.85), b.metal("silver", 0.3)
    loft(
        b,
        [(0, 0, 0), (0, 0.138, 0.05), (0.006, 0.142, 0.055), (0.082, 0.142, 0.055), (0.09, 0.134, 0.048), (0.09, 0, 0)],
        (0, 0, 0),
        skin,
        power=7,
        steps=56,
    )
    loft(b, [(0.008, 0.145, 0.058), (0.066, 0.145, 0.058)], (0, 0, 0), grip, power=7, steps=56)
    loft(b, [(0, 0, 0), (0, 0.036, 0.05), (0.07, 0.034, 0.045), (0.084, 0.026, 0.03), (0.084, 0, 0)],
        (-0.055, -0.028, 0.002), grip)  # fmt: skip
    loft(b, [(0, 0.07, 0.055), (0.02, 0.055, 0.05), (0.03, 0.038, 0.04), (0.03, 0, 0)], (0.012, -0.003, 0.085), skin,
        power=5)  # fmt: skip
    with b.moved((0.012, -0.022, 0.045), tip=(90, 0)):
        b.lathe(
            [
                (0.036, 0),
                (0.036, 0.012),
                (0.033, 0.014),
                (0.033, 0.05),
                (0.036, 0.052),
                (0.036, 0.07),
                (0.031, 0.07),
                (0.026, 0.06),
            ],
            (0, 0, 0),
            skin,
        )
        b.lathe([(0.0365, 0.03), (0.0365, 0.046)], (0, 0, 0), grip)
        b.lathe([(0.0363, 0.053), (0.0363, 0.056)], (0, 0, 0), steel)
        b.lathe([(0.027, 0.06), (0.018, 0.066), (0, 0.068)], (0, 0, 0), b.paint("#1c2b4a", 0.02))
        b.lathe([(0.012, 0.0665), (0.006, 0.0685), (0, 0.069)], (0, 0, 0), b.paint("#5a3f7a", 0.02))
    b.cylinder(0.008, 0.008, (-0.056, -0.03, 0.085), steel)
    b.cylinder(0.013, 0.01, (-0.05, 0.004, 0.09), skin)
    b.cylinder(0.012, 0.009, (0.055, 0.0, 0.09), skin)
    b.box((0.022, 0.02, 0.004), (0.012, 0.0, 0.115), steel, round=0)
    strap = b.paint("#3b3d40", 0.8)
    b.tube([(-0.07, 0, 0.08), (-0.1, 0.02, 0.04), (-0.09, 0.07, 0.012), (0, 0.1, 0.006), (0.09, 0.07, 0.012),
        (0.1, 0.02, 0.04), (0.07, 0, 0.08)], 0.0045, strap)  # fmt: skip


@prop("thermometer", colour="red", text=("32",))
@prop("wall thermometer", colour="red", text=("32",))
def thermometer(b: Build) -> None:
    """For a wall: a white board with a glass tube and a scale in °C; the text's first number is where it stands."""
    try:
        value = float("".join(c for c in b.text[0] if c in "-.0123456789")) if b.text else 20.0
    except ValueError:
        value = 20.0
    low, high = -30, 50
    width, height = 300, 1000
    image = Image.new("RGB", (width, height), srgb("#f6f4ec"))
    pen = ImageDraw.Draw(image)

    def at(degrees: float) -> int:
        return int(840 - (degrees - low) / (high - low) * 720)

    for t in range(low, high + 1, 2):
        long = 50 if t % 10 == 0 else 26
        pen.rectangle((172, at(t) - 2, 172 + long, at(t) + 2), fill=srgb("black"))
        if t % 10 == 0:
            image.paste(lines_on([str(t)], (108, 56), background="#f6f4ec", margin=0), (16, at(t) - 28))
    image.paste(lines_on(["°C"], (110, 70), background="#f6f4ec", margin=0), (178, 25))
    pen.rounded_rectangle((136, 95, 164, 900), 14, fill=srgb("#d3dde0"))
    pen.rectangle((141, at(min(max(value, low), high)), 159, 900), fill=srgb(b.colour))
    pen.ellipse((112, 868, 188, 944), fill=srgb(b.colour))
    b.box((0.09, 0.012, 0.3), (0, 0, 0), b.paint("wood", 0.5), round=0.005)
    b.panel(0.082, 0.285, (0, -0.0068, 0.0075), b.printed(image))
    b.rod((0, -0.0095, 0.035), (0, -0.0095, 0.258), 0.0032, b.paint("#dfe8ea", 0.03, alpha=0.25))
    b.ball(0.0095, (0, -0.0095, 0.0165), b.paint(b.colour, 0.1), steps=14)


@prop("stand mixer", colour="dark red")
def stand_mixer(b: Build) -> None:
    """A kitchen machine with a steel bowl, its head to the left."""
    skin, steel = b.paint(b.colour, 0.25), b.metal("silver", 0.2)
    loft(b, [(0, 0, 0), (0, 0.36, 0.2), (0.02, 0.36, 0.2), (0.035, 0.33, 0.18), (0.035, 0, 0)], (0, 0, 0), skin,
        power=3)  # fmt: skip
    loft(b, [(0.02, 0.13, 0.15), (0.12, 0.09, 0.11, 0.01, 0), (0.26, 0.11, 0.12, 0, 0)], (0.11, 0, 0), skin, power=3)
    with b.moved((0.185, 0, 0.305), tip=(0, -90)):
        loft(
            b,
            [
                (0, 0, 0),
                (0.01, 0.1, 0.11),
                (0.05, 0.125, 0.13),
                (0.2, 0.12, 0.125),
                (0.3, 0.1, 0.105),
                (0.335, 0.07, 0.07),
                (0.34, 0, 0),
            ],
            (0, 0, 0),
            skin,
            power=2.6,
        )
    b.lathe([(0.033, 0), (0.033, 0.02)], (-0.145, 0, 0.295), steel)
    with b.moved((-0.152, 0, 0.305), tip=(0, -90)):
        b.lathe([(0.03, 0), (0.03, 0.016), (0, 0.018)], (0, 0, 0), steel)
    b.lathe([(0.042, 0), (0.04, 0.03)], (-0.075, 0, 0.222), steel)
    b.rod((-0.075, 0, 0.1), (-0.075, 0, 0.23), 0.008, steel)
    for k in range(5):
        a = k * 0.63
        c, s = 0.035 * math.cos(a), 0.035 * math.sin(a)
        b.tube(
            [
                (-0.075 + c * 0.3, s * 0.3, 0.21),
                (-0.075 + c, s, 0.15),
                (-0.075, 0, 0.085),
                (-0.075 - c, -s, 0.15),
                (-0.075 - c * 0.3, -s * 0.3, 0.21),
            ],
            0.002,
            steel,
        )
    with b.moved((-0.075, 0, 0.035)):
        hollow(b, [(0, 0), (0.055, 0), (0.06, 0.015), (0.095, 0.07), (0.1, 0.145), (0.104, 0.15)], 0.002, (0, 0, 0),
            steel)  # fmt: skip
        b.tube([(0.03, -0.095, 0.12), (0.05, -0.15, 0.11), (0.04, -0.14, 0.05), (0.02, -0.085, 0.055)], 0.006, steel)
    b.cylinder(0.016, 0.02, (0.1, -0.06, 0.29), b.paint("black", 0.4), tip=(90, 0))
    b.box((0.13, 0.004, 0.012), (0.02, -0.0645, 0.3), steel, round=0)
    b.anchor("cord", (0.17, 0.05, 0.04))


@prop("newspaper stack", colour="#d9d4c6", text=("DAILY NEWS",))
@prop("stack of newspapers", colour="#d9d4c6", text=("DAILY NEWS",))
def newspaper_stack(b: Build) -> None:
    """A pile of folded newspapers, tied with string."""
    z = 0.0
    for k in range(11):
        thick = b.rng.uniform(0.014, 0.02)
        paint = b.paint(("#cfcabc", "#dcd8cc", "#c6c0b0", b.colour)[k % 4], 0.95)
        turn = b.rng.uniform(-5, 5) if k < 10 else 0
        b.box((0.3, 0.38, thick - 0.002), (b.rng.uniform(-0.008, 0.008), b.rng.uniform(-0.008, 0.008), z), paint,
            turn=turn, round=0.006)  # fmt: skip
        z += thick
    width, height = 600, 760
    image = Image.new("RGB", (width, height), srgb("#e3dfd3"))
    pen = ImageDraw.Draw(image)
    if b.text:
        image.paste(lines_on(b.text, (width - 40, 110 * len(b.text)), background="#e3dfd3", face="serif",
            margin=0.02), (20, 15))  # fmt: skip
    top = 35 + 110 * max(1, len(b.text))
    pen.rectangle((20, top - 8, width - 20, top - 4), fill=srgb("black"))
    pen.rectangle((220, top + 20, width - 20, top + 260), fill=srgb("#8f959a"))
    pen.polygon([(230, top + 250), (340, top + 120), (420, top + 190), (500, top + 90), (570, top + 250)],
        fill=srgb("#5d6368"))  # fmt: skip
    for column in range(3):
        x = 20 + 190 * column
        for y in range(top + (20 if column == 0 else 285), height - 15, 15):
            pen.rectangle((x, y, x + 172 - (40 if y % 4 == 0 else 0), y + 5), fill=srgb("#77797a"))
    b.panel(0.294, 0.372, (0, 0, z + 0.0005), b.printed(image, 0.95), facing="up")
    string = b.paint("#b08a52", 0.9)
    for turn, half in ((0, 0.165), (90, 0.203)):
        with b.moved((0, 0.05 if turn else 0, 0), turn):
            b.box((2 * half - 0.012, 0.006, 0.003), (0, 0, z), string, round=0.001)
            for x in (-half + 0.006, half - 0.006):
                b.box((0.003, 0.006, z), (x, 0, 0.001), string, round=0.001)


@prop("clear display box", colour="red", text=(), see_through=True)
@prop("clear box", colour="red", text=(), see_through=True)
def clear_display_box(b: Build) -> None:
    """A box of clear plastic on a black base, a model car of its colour inside, two torn stickers on its front.

    Its text, if any, stands on the base.
    """
    w, d, h = 0.3, 0.2, 0.2
    b.box((w + 0.02, d + 0.02, 0.022), (0, 0, 0), b.paint("black", 0.3), round=0.004)
    clear, edge = b.paint("#d5e6ec", 0.02, alpha=0.1), b.paint("#eaf6fa", 0.1, alpha=0.75)
    for y in (-d / 2, d / 2):
        b.panel(w, h, (0, y, 0.022), clear)
    for x in (-w / 2, w / 2):
        b.panel(d, h, (x, 0, 0.022), clear, turn=90)
        for y in (-d / 2, d / 2):
            b.box((0.005, 0.005, h), (x, y, 0.022), edge, round=0)
        b.box((0.005, d, 0.005), (x, 0, 0.022 + h - 0.005), edge, round=0)
    b.panel(w, d, (0, 0, 0.022 + h), clear, facing="up")
    for y in (-d / 2, d / 2):
        b.box((w, 0.005, 0.005), (0, y, 0.022 + h - 0.005), edge, round=0)
    skin, dark = b.paint(b.colour, 0.15), b.paint("#15171a", 0.2)
    with b.moved((0, 0.01, 0.022), turn=-12):
        for sections, paint in (
            ([(-0.11, 0, 0), (-0.108, 0.03, 0.075), (-0.06, 0.042, 0.085), (0.06, 0.042, 0.087), (0.108, 0.036, 0.08),
                (0.11, 0, 0)], skin),
            ([(-0.05, 0, 0), (-0.045, 0.012, 0.07), (-0.01, 0.036, 0.066), (0.045, 0.036, 0.066),
                (0.085, 0.006, 0.07), (0.09, 0, 0)], dark),
        ):  # fmt: skip
            base = 0.012 if paint is skin else 0.05
            rows = []
            for x, high, deep in sections:
                ring = [(-0.5, 0), (-0.5, 0.7), (-0.42, 0.95), (-0.3, 1), (0.3, 1), (0.42, 0.95), (0.5, 0.7), (0.5, 0)]
                rows.append([(x, deep * u, base + high * v) for u, v in ring])
            b.surface(rows, paint)
        b.box((0.05, 0.055, 0.003), (0.02, 0, 0.0855), skin, round=0.001)
        for x in (-0.068, 0.068):
            for y in (-0.046, 0.034):
                b.cylinder(0.021, 0.014, (x, y + 0.014, 0.021), dark, tip=(90, 0), steps=24)
                b.cylinder(0.011, 0.0145, (x, y + 0.0143, 0.021), b.metal("silver"), tip=(90, 0), steps=16)
        for y in (-0.026, 0.026):
            b.ball(0.007, (-0.107, y, 0.028), b.paint("#fff3c8", 0.2, glow=0.4), steps=10)
    paper, gum = b.paint("#f7f5ee", 0.9), b.paint("#d9d2b8", 0.6)
    for x, z, turn in ((-0.085, 0.165, 6), (0.09, 0.075, -8)):
        with b.moved((x, -d / 2 - 0.001, z), tip=(0, turn)):
            b.sheet([(-0.035, 0, -0.022), (0.032, 0, -0.024), (0.036, 0, 0.02), (-0.033, 0, 0.022)], gum, 0.0008)
            b.sheet(
                [
                    (-0.036, -0.001, -0.023),
                    (0.006, -0.001, -0.024),
                    (-0.002, -0.001, -0.009),
                    (0.014, -0.001, -0.002),
                    (0.006, -0.001, 0.009),
                    (0.02, -0.001, 0.022),
                    (-0.034, -0.001, 0.023),
                ],
                paper,
                0.0008,
            )
            b.box((0.022, 0.0006, 0.004), (-0.018, -0.0018, 0.004), b.paint("black"), round=0)
            b.box((0.014, 0.0006, 0.004), (-0.02, -0.0018, -0.008), b.paint("black"), round=0)
    if b.text:
        b.panel(0.16, 0.018, (0, -d / 2 - 0.0105, 0.002), b.printed(lines_on(b.text, (640, 72), background="#c79a3a")))
