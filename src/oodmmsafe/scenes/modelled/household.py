"""Things of a household: candles and fire, cleaning, cloth, valuables, and what a pet needs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from oodmmsafe.scenes.colours import srgb
from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.parts import hollow, label_round, loft, product_label

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point


# --- candles and fire


def _wick(b: Build, at: Point, flame: float) -> None:
    """A wick, and its flame if the candle is lit."""
    x, y, z = at
    b.rod((x, y, z - 0.002), (x, y, z + 0.01), 0.0012, b.paint("black", 0.9))
    if b.has("lit"):
        b.flame((x, y, z + 0.006), flame)


@prop("candle", colour="cream", states=("lit",))
@prop("pillar candle", colour="cream", states=("lit",))
def candle(b: Build) -> None:
    r, h = 0.035, 0.12
    b.lathe([(0, 0), (r, 0), (r, h - 0.002), (r * 0.9, h), (r * 0.75, h - 0.005), (0, h - 0.008)], (0, 0, 0),
        b.paint(b.colour, 0.5))  # fmt: skip
    _wick(b, (0, 0, h - 0.008), 0.045)


@prop("tealight", colour="white", states=("lit",))
def tealight(b: Build) -> None:
    b.lathe([(0, 0), (0.02, 0), (0.02, 0.017), (0.019, 0.017), (0.019, 0.013)], (0, 0, 0), b.metal("silver"))
    b.cylinder(0.019, 0.013, (0, 0, 0.0005), b.paint(b.colour, 0.4))
    _wick(b, (0, 0, 0.013), 0.03)


@prop("tealights", colour="white", states=("lit",))
def tealights(b: Build) -> None:
    """Five of them, close together."""
    for x, y in ((-0.06, 0.01), (0, -0.03), (0.06, 0.005), (-0.025, 0.05), (0.035, 0.055)):
        with b.moved((x, y, 0)):
            tealight(b)


@prop("taper candle", colour="red", states=("lit",))
@prop("candlestick", colour="red", states=("lit",))
def taper_candle(b: Build) -> None:
    """A thin candle in a brass holder."""
    brass = b.metal("brass", 0.25)
    b.lathe([(0, 0), (0.045, 0), (0.042, 0.008), (0.012, 0.014), (0.008, 0.05), (0.016, 0.06), (0.016, 0.08),
        (0, 0.08)], (0, 0, 0), brass)  # fmt: skip
    b.cylinder(0.011, 0.22, (0, 0, 0.07), b.paint(b.colour, 0.4), top=0.008)
    _wick(b, (0, 0, 0.29), 0.04)


@prop("advent wreath", colour="red", states=("lit",))
def advent_wreath(b: Build) -> None:
    """A wreath of fir with four candles; "lit"."""
    for _ in range(260):
        a, out = b.rng.uniform(0, 6.28), b.rng.uniform(0.1, 0.17)
        x, y, z = out * math.cos(a), out * math.sin(a), b.rng.uniform(0.01, 0.05)
        turn, rise = b.rng.uniform(0, 6.28), b.rng.uniform(-0.008, 0.02)
        end = (x + 0.045 * math.cos(turn), y + 0.045 * math.sin(turn), max(0.003, z + rise))
        b.sheet([(x, y, z), (end[0], end[1], end[2]), (x + 0.012, y + 0.006, z + 0.004)],
            b.paint("dark green" if b.rng.random() < 0.6 else "leaf", 0.8), 0.002)  # fmt: skip
    for k in range(4):
        a = math.pi / 4 + k * math.pi / 2
        x, y = 0.135 * math.cos(a), 0.135 * math.sin(a)
        b.cylinder(0.026, 0.075, (x, y, 0.03), b.paint(b.colour, 0.4))
        _wick(b, (x, y, 0.105), 0.04)


@prop("scented candle", colour="white", text=("VANILLA",), states=("lit",))
def scented_candle(b: Build) -> None:
    """A candle in a glass with a label."""
    hollow(b, [(0, 0), (0.038, 0), (0.04, 0.003), (0.04, 0.095)], 0.003, (0, 0, 0),
        b.paint("#7d8c92", 0.05, alpha=0.12))  # fmt: skip
    b.cylinder(0.0365, 0.07, (0, 0, 0.004), b.paint(b.colour, 0.4))
    label_round(b, 0.04, 0.045, 0.015)
    _wick(b, (0, 0, 0.074), 0.035)


@prop("oil lamp", colour="brass", states=("lit",))
def oil_lamp(b: Build) -> None:
    brass = b.metal(b.colour, 0.3)
    b.lathe([(0, 0), (0.06, 0), (0.06, 0.008), (0.03, 0.02), (0.06, 0.05), (0.055, 0.085), (0.025, 0.1), (0.025, 0.12),
        (0.036, 0.125), (0, 0.125)], (0, 0, 0), brass)  # fmt: skip
    b.lathe([(0.03, 0.125), (0.045, 0.17), (0.04, 0.21), (0.022, 0.25), (0.022, 0.32)], (0, 0, 0),
        b.paint("#9fb0b5", 0.05, alpha=0.15))  # fmt: skip
    _wick(b, (0, 0, 0.13), 0.05)


@prop("incense", colour="brown", states=("lit",))
def incense(b: Build) -> None:
    """A stick in a wooden holder."""
    b.box((0.24, 0.035, 0.008), (0, 0, 0), b.paint("wood", 0.6))
    b.rod((-0.1, 0, 0.008), (0.1, 0, 0.075), 0.0022, b.paint(b.colour, 0.9))
    if b.has("lit"):
        b.ball(0.0035, (0.1, 0, 0.073), b.paint("#ff5a1c", glow=8), steps=8)
        _smoke(b, (0.1, 0, 0.08), 0.16)


def _smoke(b: Build, at: Point, height: float) -> None:
    """A thin thread of smoke."""
    x, y, z = at
    points = [(x + 0.012 * math.sin(3.1 * k) * k / 5, y + 0.01 * math.cos(2.3 * k) * k / 5, z + height * k / 6)
        for k in range(7)]  # fmt: skip
    b.tube(points, 0.003, b.paint("white", 1.0, alpha=0.22))


@prop("lighter", colour="red", states=("lit", "lying"))
def lighter(b: Build) -> None:
    at, tip = ((0, -0.04, 0.0125), (-90, 0)) if b.has("lying") else ((0, 0, 0), (0, 0))
    with b.moved(at, tip=tip):
        body = [(0, 0, 0), (0, 0.023, 0.012), (0.003, 0.025, 0.0135), (0.058, 0.025, 0.0135), (0.06, 0.023, 0.012),
            (0.06, 0, 0)]  # fmt: skip
        loft(b, body, (0, 0, 0), b.paint(b.colour, 0.15), power=3)
        b.box((0.018, 0.012, 0.016), (-0.002, 0, 0.06), b.metal("silver", 0.25))
        b.cylinder(0.0055, 0.01, (0.008, 0.005, 0.072), b.metal("dark grey"), tip=(90, 0))
        b.box((0.009, 0.01, 0.005), (0.0115, 0, 0.063), b.paint("black"), tip=(0, 20))
        if b.has("lit") and not b.has("lying"):
            b.flame((-0.004, 0, 0.075), 0.032)


def _match(b: Build, at: Point, turn: float, head: str = "dark red") -> None:
    with b.moved(at, turn=turn):
        b.box((0.046, 0.0024, 0.0024), (0, 0, 0), b.paint("pale wood", 0.8), round=0)
        b.ball(0.0026, (0.023, 0, -0.001), b.paint(head, 0.8), (1.5, 1, 1), 8)


@prop("matches", colour="dark blue", text=("MATCHES",), states=("open",))
@prop("matchbox", colour="dark blue", text=("MATCHES",), states=("open",))
def matches(b: Build) -> None:
    """A box of matches, some of them lying before it; "open": pushed open."""
    card = b.paint(b.colour, 0.7)
    b.box((0.056, 0.036, 0.015), (0, 0, 0), card, round=0.001)
    b.panel(0.054, 0.034, (0, 0, 0.0156), b.printed(product_label(b.text, 1.6, b.colour, b.colour)), facing="up")
    for y in (-0.0182, 0.0182):
        b.box((0.052, 0.0006, 0.011), (0, y, 0.002), b.paint("#4a332a", 1), round=0)
    if b.has("open"):
        b.box((0.03, 0.032, 0.002), (0.042, 0, 0.001), b.paint("cream", 0.9), round=0)
        for k in range(8):
            _match(b, (0.03, -0.012 + 0.0034 * k, 0.004), 0)
    for x, y, turn in ((-0.01, -0.035, 12), (0.015, -0.045, -25)):
        _match(b, (x, y, 0), turn)


@prop("burning match", colour="dark red")
def burning_match(b: Build) -> None:
    """A large match that lies and burns."""
    b.rod((-0.04, 0, 0.002), (0.03, 0, 0.008), 0.0018, b.paint("pale wood", 0.8))
    b.ball(0.0035, (0.03, 0, 0.005), b.paint("black", 0.9), steps=8)
    b.flame((0.03, 0, 0.007), 0.028)


@prop("cigarette", states=("lit",))
def cigarette(b: Build) -> None:
    b.rod((-0.012, 0, 0.004), (0.045, 0, 0.004), 0.004, b.paint("white", 0.9))
    b.rod((-0.039, 0, 0.004), (-0.012, 0, 0.004), 0.0041, b.paint("orange", 0.8))
    if b.has("lit"):
        b.rod((0.045, 0, 0.004), (0.049, 0, 0.004), 0.0041, b.paint("#ff4a12", glow=7))
        b.rod((0.049, 0, 0.004), (0.056, 0, 0.004), 0.0038, b.paint("grey", 1))
        _smoke(b, (0.052, 0, 0.007), 0.12)


@prop("ashtray with cigarette", colour="dark grey", states=("lit",))
def ashtray_with_cigarette(b: Build) -> None:
    hollow(b, [(0, 0), (0.055, 0), (0.06, 0.03)], 0.008, (0, 0, 0), b.paint(b.colour, 0.3))
    b.cylinder(0.046, 0.003, (0, 0, 0.008), b.paint("#77736e", 1, pattern="noise", scale=60))
    with b.moved((0.035, -0.02, 0.031), turn=155, tip=(0, 12)):
        cigarette(b)
    for x, y, turn in ((-0.015, 0.012, 30), (0.0, 0.025, 100), (-0.02, -0.015, -50)):
        b.box((0.024, 0.008, 0.008), (x, y, 0.011), b.paint("orange", 0.8), turn=turn, round=0.003)


@prop("cigarette pack", colour="white", text=("CIGARETTES",), states=("open",))
def cigarette_pack(b: Build) -> None:
    w, d, h = 0.056, 0.023, 0.088
    b.box((w, d, h * (0.78 if b.has("open") else 1)), (0, 0, 0), b.paint(b.colour, 0.4), round=0.001)
    if b.has("open"):
        for k in range(6):
            b.cylinder(0.004, 0.02, (-0.021 + 0.0084 * k, -0.004, h * 0.7), b.paint("orange", 0.8))
        b.box((w, d, h * 0.22), (0, d * 0.75, h * 0.76), b.paint(b.colour, 0.4), tip=(-60, 0), round=0.001)
    b.box((w + 0.0006, d + 0.0006, 0.02), (0, 0, 0.006), b.paint("red", 0.4), round=0)
    b.panel(w * 0.95, 0.026, (0, -d / 2 - 0.0006, 0.034), b.printed(lines_on(b.text, (500, 230), background=b.colour)))


@prop("sky lantern", colour="cream", states=("lit",))
def sky_lantern(b: Build) -> None:
    """A paper lantern, a burner hanging in its mouth; lift it to let it fly. "lit": it glows, brightest below."""
    shape = [(0.17, 0), (0.2, 0.12), (0.245, 0.28), (0.27, 0.42), (0.265, 0.58), (0.22, 0.7), (0.12, 0.78), (0, 0.8)]
    foot, wire = 0.12, b.metal("dark grey", 0.5)
    b.lathe(shape, (0, 0, foot), b.printed(_lantern_paper(b), 0.95, glow=0.75 if b.has("lit") else 0.0))
    b.tube([(0.17 * math.cos(t), 0.17 * math.sin(t), foot) for t in [0.785 * k for k in range(8)]], 0.005, wire,
        closed=True)  # fmt: skip
    for turn in (0, 90):
        with b.moved((0, 0, 0), turn=turn):
            b.tube([(-0.17, 0, foot), (-0.03, 0, 0.035), (0.03, 0, 0.035), (0.17, 0, foot)], 0.002, wire)
    b.box((0.055, 0.055, 0.025), (0, 0, 0.02), b.paint("#d9c9a0", 0.9), round=0.006)
    b.cylinder(0.03, 0.02, (0, 0, 0), wire)
    if b.has("lit"):
        b.flame((0, 0, 0.04), 0.11)


def _lantern_paper(b: Build) -> Image.Image:
    """Thin paper in eight folds; lit from below, it runs from yellow through orange to a dull red."""
    width, height = 640, 400
    stops = ("#ffd76a", "#f59a2c", "#c4521f", "#8a3420") if b.has("lit") else (b.colour,) * 4
    colours = [srgb(stop) for stop in stops]
    image = Image.new("RGB", (width, height))
    pen = ImageDraw.Draw(image)
    for y in range(height):
        place = (1 - y / (height - 1)) * 2.999
        k, share = int(place), place % 1
        row = tuple(int(p + (q - p) * share) for p, q in zip(colours[k], colours[k + 1], strict=True))
        pen.line((0, y, width, y), fill=row)
    for fold in range(8):
        x = fold * width // 8
        pen.line((x, 0, x, height), fill=tuple(int(c * 0.55) for c in colours[2]), width=5)
        pen.line((x + 40, 0, x + 40, height), fill=tuple(min(255, int(c * 1.08)) for c in colours[1]), width=2)
    return image


# --- cleaning


@prop("mop", colour="blue")
def mop(b: Build) -> None:
    """Stands upright on its strands: lean it on something."""
    b.rod((0, 0, 0.1), (0, 0, 1.3), 0.012, b.paint(b.colour, 0.4))
    b.cylinder(0.045, 0.05, (0, 0, 0.1), b.paint("white", 0.4), top=0.02)
    for k in range(34):
        a, out = b.rng.uniform(0, 6.28), b.rng.uniform(0.04, 0.15)
        x, y = math.cos(a), math.sin(a)
        b.tube([(0.03 * x, 0.03 * y, 0.115), (0.7 * out * x, 0.7 * out * y, 0.07), (out * x, out * y, 0.007)], 0.007,
            b.paint("cream" if k % 3 else "pale grey", 1))  # fmt: skip


@prop("plunger", colour="red")
def plunger(b: Build) -> None:
    b.lathe([(0.075, 0), (0.075, 0.02), (0.06, 0.06), (0.025, 0.085), (0, 0.09)], (0, 0, 0), b.paint(b.colour, 0.5))
    b.rod((0, 0, 0.085), (0, 0, 0.5), 0.012, b.paint("pale wood", 0.6))


@prop("vacuum cleaner", colour="red")
def vacuum_cleaner(b: Build) -> None:
    """A cylinder cleaner with its hose, tube and nozzle."""
    skin, dark = b.paint(b.colour, 0.25), b.paint("#222326", 0.5)
    body = [(0.03, 0, 0), (0.03, 0.2, 0.3), (0.06, 0.26, 0.38), (0.15, 0.26, 0.38), (0.22, 0.18, 0.26), (0.235, 0, 0)]
    with b.moved((0.1, 0, 0)):
        loft(b, body, (0, 0, 0), skin, power=3)
        for x in (-0.13, 0.13):
            b.cylinder(0.08, 0.03, (x - 0.015, 0.08, 0.08), dark, tip=(0, 90))
        b.cylinder(0.03, 0.03, (0, -0.06, 0.222), dark)
        b.anchor("cord", (0, 0.19, 0.1))
    hose = [(0.1, -0.06, 0.25), (0.1, -0.12, 0.42), (0.02, -0.2, 0.5), (-0.12, -0.12, 0.35), (-0.25, 0.05, 0.45),
        (-0.3, 0.02, 0.8)]  # fmt: skip
    b.tube(hose, 0.02, b.paint("dark grey", 0.6))
    b.rod((-0.3, -0.0, 0.8), (-0.3, -0.28, 0.06), 0.017, b.metal("silver"))
    b.box((0.28, 0.1, 0.045), (-0.3, -0.32, 0), dark, round=0.015)


@prop("robot vacuum", colour="black")
def robot_vacuum(b: Build) -> None:
    b.lathe([(0, 0.01), (0.155, 0.01), (0.17, 0.02), (0.17, 0.075), (0.16, 0.085), (0, 0.085)], (0, 0, 0),
        b.paint(b.colour, 0.25))  # fmt: skip
    b.cylinder(0.045, 0.015, (0, 0.03, 0.085), b.paint("dark grey", 0.4))
    b.lathe([(0.171, 0.03), (0.173, 0.05), (0.171, 0.07)], (0, 0, 0), b.paint("dark grey", 0.5))
    b.cylinder(0.01, 0.002, (0, -0.1, 0.085), b.paint("#6fd0ff", glow=3))
    b.cylinder(0.03, 0.012, (0.1, -0.12, 0), b.paint("grey"))


@prop("detergent pod", colour="blue")
def detergent_pod(b: Build) -> None:
    b.box((0.042, 0.042, 0.007), (0, 0, 0), b.paint("white", 0.1), round=0.003)
    for x, y, colour in ((-0.009, -0.009, b.colour), (0.009, -0.009, "orange"), (0, 0.01, "lime")):
        b.ball(0.0125, (x, y, 0.0), b.paint(colour, 0.08), (1.2 if y > 0 else 0.85, 0.8, 0.9), 16)


@prop("detergent pods", colour="blue", text=("LAUNDRY", "CAPSULES"))
def detergent_pods(b: Build) -> None:
    """An open tub, full of them, and some beside it."""
    hollow(b, [(0, 0), (0.075, 0), (0.085, 0.09)], 0.003, (0, 0, 0), b.paint("orange", 0.4))
    label_round(b, 0.077, 0.06, 0.015, top=0.083)
    places = [(0, 0, 0.075), (0.04, 0.02, 0.07), (-0.04, 0.015, 0.07), (0.01, -0.045, 0.072), (-0.01, 0.05, 0.07),
        (0.13, -0.03, 0), (0.1, -0.09, 0), (-0.12, -0.05, 0)]  # fmt: skip
    for k, at in enumerate(places):
        with b.moved(at, turn=40 * k, tip=(10 * (k % 3 - 1), 8) if at[2] else (0, 0)):
            detergent_pod(b)


@prop("ironing board", colour="pale blue")
def ironing_board(b: Build) -> None:
    top = [(-0.6, -0.17), (0.3, -0.17), (0.52, -0.12), (0.64, 0), (0.52, 0.12), (0.3, 0.17), (-0.6, 0.17)]
    b.sheet([(x, y, 0.86) for x, y in top], b.paint(b.colour, 0.9, pattern="stripes", scale=4), 0.03)
    steel = b.metal("silver")
    for y in (-0.08, 0.08):
        b.rod((-0.45, y, 0.0), (0.35, y, 0.85), 0.011, steel)
        b.rod((0.45, y, 0.0), (-0.35, y, 0.85), 0.011, steel)
    for x in (-0.45, 0.45):
        b.rod((x, -0.2, 0.011), (x, 0.2, 0.011), 0.011, steel)


@prop("rag", colour="beige", states=("oily", "wet"))
@prop("cleaning cloth", colour="yellow", states=("oily", "wet"))
@prop("cloth", colour="white", states=("oily", "wet"))
@prop("towel", colour="white", states=("oily", "wet"))
def rag(b: Build) -> None:
    """A crumpled cloth."""
    _crumpled(b, 0.3, 0.26, 0.06, b.colour)


@prop("pile of rags", colour="beige", states=("oily",))
@prop("oily rags", colour="#b5a58c", states=("oily",))
def pile_of_rags(b: Build) -> None:
    for k, (x, y, z) in enumerate(((-0.09, 0.02, 0), (0.1, 0.03, 0), (0.0, -0.08, 0.0), (0.01, 0.03, 0.05))):
        with b.moved((x, y, z), turn=70 * k):
            _crumpled(b, 0.28, 0.24, 0.085, (b.colour, "pale grey", "#a9886a", b.colour)[k])


def _crumpled(b: Build, width: float, depth: float, height: float, colour: str) -> None:
    n = 26
    waves = [(b.rng.uniform(1.5, 6), b.rng.uniform(1.5, 6), b.rng.uniform(0, 6.3)) for _ in range(6)]
    rows = []
    for i in range(n):
        row = []
        for j in range(n):
            u, v = j / (n - 1) * 2 - 1, i / (n - 1) * 2 - 1
            edge = max(0.0, 1 - (u * u + v * v) / 1.5)
            fold = sum(abs(math.sin(p * u + q * v + f)) for p, q, f in waves) / 6
            shrink = 1 - 0.25 * abs(math.sin(3 * u + 4 * v + waves[0][2]))
            row.append((u * width / 2 * shrink, v * depth / 2 * shrink, 0.003
                + height * edge * (0.25 + 1.1 * fold**1.6)))  # fmt: skip
        rows.append(row)
    more = {"pattern": "noise", "second": "#2e2117", "scale": 5} if b.has("oily") else {}
    b.surface(rows, b.paint(colour, 0.35 if b.has("wet") else 0.95, **more), 0.003)


@prop("pile of clothes", colour="dark blue")
def pile_of_clothes(b: Build) -> None:
    for k, (x, y, z) in enumerate(((-0.14, 0.02, 0), (0.15, 0.05, 0), (0.02, -0.12, 0), (0.0, 0.05, 0.1),
            (-0.03, -0.02, 0.17))):  # fmt: skip
        with b.moved((x, y, z), turn=65 * k):
            _crumpled(b, 0.5, 0.42, 0.16, (b.colour, "red", "grey", "white", b.colour)[k])


@prop("pillow", colour="white", states=("standing",))
@prop("cushion", colour="orange", states=("standing",))
def pillow(b: Build) -> None:
    at, tip = ((0, 0, 0.2), (75, 0)) if b.has("standing") else ((0, 0, 0), (0, 0))
    with b.moved(at, tip=tip):
        body = [(0.05, 0, 0), (0.052, 0.02, 0.02)]
        body = [(0, 0, 0), (0, 0.3, 0.2), (0.025, 0.46, 0.36), (0.06, 0.5, 0.4), (0.095, 0.46, 0.36),
            (0.125, 0.26, 0.18), (0.13, 0, 0)]  # fmt: skip
        loft(b, body, (0, 0, 0), b.paint(b.colour, 0.9), power=3)


@prop("blanket", colour="lilac", states=("folded",))
@prop("quilt", colour="pale blue", states=("folded",))
def blanket(b: Build) -> None:
    """Spread with folds, or "folded"."""
    if b.has("folded"):
        for k in range(4):
            b.box((0.45, 0.35, 0.028), (0, 0, 0.027 * k), b.paint(b.colour, 0.95), round=0.013)
        return
    n, w, d = 40, 1.0, 0.8
    rows = []
    for i in range(n):
        v = i / (n - 1) - 0.5
        us = [j / (n - 1) - 0.5 for j in range(n)]
        rows.append([(w * u, d * v, 0.012 + 0.012 * math.sin(17 * u + 5 * v) + 0.01 * math.sin(23 * v - 9 * u))
            for u in us])  # fmt: skip
    for row in rows:
        row[:] = [(x, y, max(z, 0.001)) for x, y, z in row]
    b.surface(rows, b.paint(b.colour, 0.95), 0.01)


# --- mirrors


def _mirror(b: Build, width: float, height: float, rim: float) -> None:
    b.box((width, 0.025, height), (0, 0.0135, 0), b.paint(b.colour, 0.5), round=0.004)
    b.panel(width - 2 * rim, height - 2 * rim, (0, 0.0002, rim), b.paint("#e8ecee", 0.02, metal=1.0))


@prop("mirror", colour="wood")
@prop("wall mirror", colour="wood")
def mirror(b: Build) -> None:
    _mirror(b, 0.5, 0.7, 0.03)


@prop("floor mirror", colour="wood")
def floor_mirror(b: Build) -> None:
    """Tall and framed; leans on a wall."""
    _mirror(b, 0.7, 1.7, 0.05)


@prop("hand mirror", colour="white")
@prop("shaving mirror", colour="silver")
def shaving_mirror(b: Build) -> None:
    """A round mirror that stands on a foot."""
    rim = b.metal("silver") if b.colour == "silver" else b.paint(b.colour, 0.4)
    b.lathe([(0, 0), (0.06, 0), (0.055, 0.01), (0.008, 0.02), (0.006, 0.13), (0, 0.13)], (0, 0, 0), rim)
    with b.moved((0, 0, 0.22), tip=(75, 0)):
        b.lathe([(0, -0.008), (0.1, -0.008), (0.1, 0.006), (0.09, 0.006)], (0, 0, 0), rim)
        b.cylinder(0.092, 0.0055, (0, 0, 0), b.paint("#e8ecee", 0.02, metal=1.0))


@prop("glass sphere", see_through=True)
@prop("crystal ball", see_through=True)
def glass_sphere(b: Build) -> None:
    """A ball of clear glass on a ring: a burning glass in the sun."""
    b.lathe([(0.035, 0), (0.045, 0), (0.04, 0.015), (0.035, 0.012), (0.035, 0)], (0, 0, 0), b.paint("wood", 0.5))
    b.ball(0.055, (0, 0, 0.008), b.glass("clear", 0.0), steps=32)


@prop("magnifying glass", colour="black", see_through=True)
def magnifying_glass(b: Build) -> None:
    """Lies."""
    b.lathe([(0.043, 0), (0.047, 0.003), (0.047, 0.008), (0.043, 0.01), (0.041, 0.005), (0.043, 0)], (0, 0.05, 0),
        b.metal("silver"))  # fmt: skip
    b.lathe([(0, 0.001), (0.042, 0.005), (0, 0.009)], (0, 0.05, 0), b.glass("clear", 0.0))
    b.rod((0, 0.003, 0.005), (0, -0.1, 0.005), 0.008, b.paint(b.colour, 0.4))


# --- balloons, bags


@prop("balloon", colour="red")
def balloon(b: Build) -> None:
    """Lies on the floor, full of air."""
    b.lathe([(0, 0), (0.012, 0.004), (0.004, 0.012), (0.03, 0.04), (0.1, 0.11), (0.13, 0.19), (0.12, 0.26),
        (0.07, 0.315), (0, 0.33)], (0, 0.0, 0), b.paint(b.colour, 0.12))  # fmt: skip


@prop("balloons", colour="red")
def balloons(b: Build) -> None:
    """Five on strings, floating over a weight."""
    b.box((0.06, 0.06, 0.05), (0, 0, 0), b.metal("gold"))
    places = [(-0.2, 0, 1.1), (0.2, 0.05, 1.15), (0, -0.1, 1.4), (-0.13, 0.12, 1.55), (0.16, 0.1, 1.62)]
    for at, colour in zip(places, (b.colour, "yellow", "blue", "pink", "green"), strict=True):
        with b.moved(at):
            b.lathe([(0, 0), (0.012, 0.004), (0.004, 0.012), (0.03, 0.04), (0.1, 0.11), (0.13, 0.19), (0.12, 0.26),
                (0.07, 0.315), (0, 0.33)], (0, 0, 0), b.paint(colour, 0.12))  # fmt: skip
        b.tube([(0, 0, 0.05), (at[0] * 0.6, at[1] * 0.6, at[2] * 0.6), at], 0.0015, b.paint("white"))


@prop("plastic bag", colour="white", text=())
@prop("shopping bag", colour="white", text=("SHOP",))
def plastic_bag(b: Build) -> None:
    """A thin bag that stands, filled, its two handles up."""
    waves = [b.rng.uniform(0, 6.28) for _ in range(4)]
    rows = []
    for z, w, d in ((0, 0.02, 0.02), (0.004, 0.2, 0.13), (0.06, 0.27, 0.19), (0.16, 0.28, 0.18), (0.26, 0.25, 0.12),
            (0.33, 0.22, 0.06)):  # fmt: skip
        row = []
        for k in range(49):
            a = math.pi / 2 + 2 * math.pi * k / 48
            crease = 1 + (0.05 * math.sin(7 * a + waves[0] + 9 * z) + 0.04 * math.sin(11 * a + waves[1] - 14 * z))
            row.append((w / 2 * crease * math.cos(a), d / 2 * crease * math.sin(a), z))
        rows.append(row)
    skin = b.paint(b.colour, 0.3, alpha=0.93)
    b.surface(rows, skin)
    for y in (-0.022, 0.022):
        arc = [(-0.085, y, 0.32), (-0.075, y, 0.42), (-0.03, y, 0.46), (0.0, y, 0.44), (0.03, y, 0.46),
            (0.075, y, 0.42), (0.085, y, 0.32)]  # fmt: skip
        b.surface([[(x, y + s, z - t) for x, y, z in arc] for s, t in ((0, 0.0), (0.004, 0.035))], skin)
    if b.text:
        b.panel(0.17, 0.12, (0, -0.1005, 0.08), b.printed(lines_on(b.text, (680, 480), background=b.colour,
            margin=0.06)), tip=(3, 0))  # fmt: skip


@prop("bin bag", colour="black")
@prop("rubbish bag", colour="black")
def bin_bag(b: Build) -> None:
    """A full bag, tied."""
    waves = [b.rng.uniform(0, 6.28) for _ in range(4)]
    rows = []
    for z, r in ((0, 0.0), (0.004, 0.17), (0.1, 0.25), (0.25, 0.26), (0.38, 0.2), (0.46, 0.09), (0.49, 0.035),
            (0.53, 0.09), (0.58, 0.13)):  # fmt: skip
        row = []
        for k in range(61):
            a = 2 * math.pi * k / 60
            crease = 1 + 0.07 * math.sin(6 * a + waves[0] + 8 * z) + 0.06 * math.sin(13 * a + waves[1] - 11 * z)
            row.append((r * crease * math.cos(a), r * crease * math.sin(a), z))
        rows.append(row)
    b.surface(rows, b.paint(b.colour, 0.22))


# --- valuables and keepsakes


@prop("wallet", colour="brown", states=("open",))
def wallet(b: Build) -> None:
    """ "open": lies unfolded with notes and cards."""
    skin = b.paint(b.colour, 0.5)
    if not b.has("open"):
        b.box((0.11, 0.09, 0.01), (0, 0, 0), skin, round=0.004)
        b.box((0.11, 0.09, 0.009), (0, 0, 0.0105), skin, round=0.004)
        return
    b.box((0.22, 0.09, 0.008), (0, 0, 0), skin, round=0.003)
    b.box((0.19, 0.09, 0.001), (0, 0.012, 0.0085), b.paint("#9fb58c", 0.9), round=0)
    for k, colour in enumerate(("blue", "gold", "red")):
        b.box((0.085, 0.04, 0.001), (0.055, 0.012 - 0.012 * k, 0.0095 + 0.001 * k), b.paint(colour, 0.3), round=0)
    b.box((0.1, 0.045, 0.002), (0.055, -0.023, 0.0095), skin, round=0)
    b.box((0.1, 0.07, 0.002), (-0.055, -0.01, 0.0095), skin, round=0)


@prop("coins", colour="gold")
def coins(b: Build) -> None:
    places = [(0, 0, 0), (0.03, 0.01, 0), (-0.028, 0.012, 0), (0.012, -0.03, 0), (-0.02, -0.02, 0.0022),
        (0.005, 0.005, 0.0022)]  # fmt: skip
    for k, (x, y, z) in enumerate(places):
        b.cylinder(0.0125 - 0.0012 * (k % 3), 0.0021, (x, y, z), b.metal(b.colour if k % 2 else "silver", 0.3))


@prop("piggy bank", colour="pink")
def piggy_bank(b: Build) -> None:
    """A pig that looks to the left."""
    skin = b.paint(b.colour, 0.2)
    b.ball(0.07, (0, 0, 0.025), skin, (1.25, 1, 1))
    b.cylinder(0.026, 0.03, (-0.08, 0, 0.09), skin, top=0.022, tip=(0, -90))
    for x in (-0.045, 0.045):
        for y in (-0.035, 0.035):
            b.cylinder(0.017, 0.04, (x, y, 0), skin)
    for y in (-0.035, 0.035):
        b.sheet([(-0.05, y - 0.015, 0.148), (-0.045, y + 0.018, 0.148), (-0.065, y, 0.182)], skin, 0.008)
        b.ball(0.006, (-0.082, y * 0.95, 0.115), b.paint("black", 0.2), steps=10)
    b.box((0.04, 0.006, 0.003), (0, 0, 0.164), b.paint("black"), round=0)


@prop("jewellery box", colour="dark red", states=("open",))
def jewellery_box(b: Build) -> None:
    """ "open": with rings, pearls and a chain in it."""
    w, d, h = 0.2, 0.14, 0.07
    skin, gold = b.paint(b.colour, 0.5), b.metal("gold", 0.2)
    if not b.has("open"):
        b.box((w, d, h), (0, 0, 0), skin)
        b.box((w + 0.004, d + 0.004, 0.03), (0, 0, h), skin, round=0.008)
        b.box((0.02, 0.006, 0.02), (0, -d / 2 - 0.003, h - 0.008), gold)
        return
    b.box((w, d, 0.03), (0, 0, 0), skin)
    for x in (-w / 2, w / 2):
        b.box((0.006, d, h), (x, 0, 0), skin, round=0)
    for y in (-d / 2, d / 2):
        b.box((w, 0.006, h), (0, y, 0), skin, round=0)
    b.box((w, 0.006, d), (0, d / 2, h), skin, tip=(-12, 0), round=0.002)
    for k in range(26):
        a = 0.42 * k
        b.ball(0.0055, (-0.04 + 0.038 * math.cos(a), 0.035 * math.sin(a), 0.032 + 0.004 * (k % 3)),
            b.paint("ivory", 0.1), steps=10)  # fmt: skip
    for x, y in ((0.04, -0.025), (0.065, 0.02), (0.03, 0.03)):
        ring = [(x + 0.01 * math.cos(t), y, 0.042 + 0.01 * math.sin(t)) for t in (0, 1.57, 3.14, 4.71)]
        b.tube(ring, 0.002, gold, closed=True)
        b.ball(0.005, (x, y, 0.05), b.paint("red", 0.02), steps=8)


@prop("necklace", colour="gold")
def necklace(b: Build) -> None:
    points = [(0.075 * math.cos(t) * (1 + 0.1 * math.sin(3 * t)), 0.055 * math.sin(t), 0.002)
        for t in [0.7 * k for k in range(9)]]  # fmt: skip
    b.tube(points, 0.0022, b.metal(b.colour, 0.2), closed=True)
    b.ball(0.01, (0, -0.066, 0), b.paint("red", 0.03), (1, 1.2, 0.6), 12)


@prop("urn", colour="dark blue", text=("JOHN",))
@prop("cremation urn", colour="dark blue", text=("JOHN", "1941-2023"))
def urn(b: Build) -> None:
    """An urn for ashes with a name plate."""
    skin = b.paint(b.colour, 0.2)
    b.lathe([(0, 0), (0.055, 0), (0.05, 0.015), (0.075, 0.06), (0.095, 0.14), (0.09, 0.18), (0.05, 0.21),
        (0.045, 0.225), (0, 0.225)], (0, 0, 0), skin)  # fmt: skip
    b.lathe([(0.055, 0), (0.055, 0.012), (0.03, 0.03), (0.012, 0.035), (0.014, 0.05), (0, 0.055)], (0, 0, 0.222), skin)
    b.lathe([(0.0955, 0), (0.0965, 0.004), (0.0955, 0.008)], (0, 0, 0.168), b.metal("gold"))
    if b.text:
        with b.moved((0, -0.096, 0.09), tip=(7, 0)):
            b.box((0.085, 0.004, 0.05), (0, 0, 0), b.metal("gold"), round=0.001)
            b.panel(0.08, 0.045, (0, -0.0026, 0.0025), b.printed(lines_on(b.text, (640, 360), background="gold",
                ink="black")))  # fmt: skip


@prop("trophy", colour="gold", text=("1st PLACE",))
def trophy(b: Build) -> None:
    gold = b.metal(b.colour, 0.2)
    b.box((0.1, 0.1, 0.06), (0, 0, 0), b.paint("black", 0.3))
    b.lathe([(0, 0), (0.04, 0), (0.012, 0.02), (0.01, 0.07), (0.05, 0.11), (0.065, 0.19), (0.06, 0.19), (0.045, 0.115),
        (0, 0.1)], (0, 0, 0.06), gold)  # fmt: skip
    for s in (-1, 1):
        b.tube([(s * 0.055, 0, 0.18), (s * 0.1, 0, 0.235), (s * 0.09, 0, 0.25), (s * 0.062, 0, 0.243)], 0.005, gold)
    if b.text:
        b.panel(0.085, 0.035, (0, -0.051, 0.013), b.printed(lines_on(b.text, (680, 280), background="gold",
            ink="black")))  # fmt: skip


@prop("antique vase", colour="#e9e7df")
def antique_vase(b: Build) -> None:
    """A porcelain vase with blue bands."""
    b.lathe([(0, 0), (0.06, 0), (0.06, 0.01), (0.05, 0.02), (0.1, 0.16), (0.11, 0.24), (0.08, 0.32), (0.04, 0.37),
        (0.04, 0.41), (0.055, 0.44), (0.05, 0.44), (0.034, 0.41), (0, 0.41)], (0, 0, 0),
        b.paint(b.colour, 0.12))  # fmt: skip
    blue = b.paint("dark blue", 0.15)
    for r, z in ((0.062, 0.045), (0.111, 0.2), (0.1115, 0.255), (0.0875, 0.31)):
        b.lathe([(r + 0.001, 0), (r + 0.0025, 0.004), (r + 0.001, 0.008)], (0, 0, z), blue)
    for k in range(9):
        a = 2 * math.pi * k / 9
        with b.moved((0.1105 * math.cos(a), 0.1105 * math.sin(a), 0.212), turn=math.degrees(a) + 90):
            for s in range(5):
                t = s * 1.257
                b.ball(0.009, (0.01 * math.cos(t), 0, 0.012 + 0.01 * math.sin(t)), blue, (1, 0.35, 1), 8)


@prop("rolled carpet", colour="dark red")
def rolled_carpet(b: Build) -> None:
    """A long roll that lies."""
    with b.moved((-0.8, 0, 0.1), tip=(0, 90)):
        b.cylinder(0.1, 1.6, (0, 0, 0), b.paint(b.colour, 0.95, pattern="noise", scale=6))
        for r in (0.03, 0.055, 0.08):
            b.lathe([(r, 1.6), (r + 0.006, 1.603), (r + 0.012, 1.6)], (0, 0, 0), b.paint("cream", 0.9))


@prop("rope", colour="tan")
def rope(b: Build) -> None:
    """A coil that lies."""
    points = []
    for k in range(41):
        a = 2 * math.pi * k / 8
        r = 0.14 + 0.02 * math.sin(1.7 * k)
        points.append((r * math.cos(a), r * math.sin(a), 0.01 + 0.014 * (k / 8)))
    b.tube([*points, (0.22, -0.1, 0.01), (0.3, -0.05, 0.01)], 0.0095, b.paint(b.colour, 0.95))


@prop("key box", colour="dark grey", states=("open",))
def key_box(b: Build) -> None:
    """A box with push buttons for a house key, on a wall; "open": the key hangs in it."""
    b.box((0.07, 0.04, 0.12), (0, 0, 0), b.paint(b.colour, 0.4), round=0.006)
    if b.has("open"):
        b.panel(0.056, 0.1, (0, -0.0205, 0.01), b.paint("black", 0.9))
        _key(b, (0, -0.024, 0.085))
        b.box((0.066, 0.012, 0.115), (0, -0.07, 0.0), b.paint(b.colour, 0.4), tip=(70, 0))
    else:
        for row in range(4):
            for column in range(3):
                b.box((0.013, 0.006, 0.013), (-0.018 + 0.018 * column, -0.021, 0.03 + 0.02 * row), b.metal("silver"),
                    round=0.002)  # fmt: skip


def _key(b: Build, at: Point) -> None:
    brass = b.metal("brass", 0.3)
    with b.moved(at, tip=(90, 0)):
        b.lathe([(0.005, 0), (0.011, 0), (0.011, 0.003), (0.005, 0.003), (0.005, 0)], (0, 0, 0), brass)
        b.box((0.006, 0.04, 0.003), (0, -0.03, 0), brass, round=0)
        b.box((0.01, 0.006, 0.003), (0.004, -0.04, 0), brass, round=0)


@prop("house key", colour="red")
@prop("car key", colour="black", states=())
def house_key(b: Build) -> None:
    """One key on a coloured fob, lying."""
    brass = b.metal("brass", 0.3)
    b.lathe([(0.006, 0), (0.013, 0), (0.013, 0.0025), (0.006, 0.0025), (0.006, 0)], (0, 0, 0), brass)
    b.box((0.045, 0.008, 0.0025), (0.034, 0, 0), brass, round=0)
    for x in (0.03, 0.04, 0.05):
        b.box((0.006, 0.006, 0.0025), (x, -0.006, 0), brass, round=0)
    b.tube([(-0.01, 0, 0.002), (-0.02, 0.01, 0.003), (-0.03, 0, 0.003), (-0.02, -0.01, 0.003)], 0.001, b.metal(),
        closed=True)  # fmt: skip
    b.box((0.045, 0.028, 0.009), (-0.052, 0, 0), b.paint(b.colour, 0.4), round=0.004)


@prop("padlock", colour="brass", states=("open",))
def padlock(b: Build) -> None:
    b.box((0.05, 0.022, 0.045), (0, 0, 0), b.metal(b.colour, 0.3), round=0.004)
    up = 0.02 if b.has("open") else 0.0
    b.tube([(-0.016, 0, 0.04), (-0.016, 0, 0.065 + up), (0, 0, 0.082 + up), (0.016, 0, 0.065 + up),
        (0.016, 0, 0.045 + up)], 0.004, b.metal("silver"))  # fmt: skip


@prop("smoke alarm", colour="white", states=("open",))
def smoke_alarm(b: Build) -> None:
    """A smoke alarm that lies on a table; "open": turned over, its battery beside it."""
    skin = b.paint(b.colour, 0.4)
    b.lathe([(0, 0), (0.06, 0), (0.062, 0.012), (0.05, 0.032), (0.02, 0.036), (0, 0.036)], (0, 0, 0), skin)
    if b.has("open"):
        b.box((0.052, 0.03, 0.004), (0, 0, 0.034), b.paint("black", 0.9), round=0)
        b.box((0.048, 0.026, 0.017), (0.1, -0.03, 0), b.paint("black", 0.3))
        b.box((0.018, 0.027, 0.0175), (0.085, -0.03, 0), b.metal("copper", 0.3))
        b.tube([(0.02, 0, 0.036), (0.05, -0.02, 0.04), (0.06, -0.06, 0.01)], 0.0015, b.paint("red"))
        return
    for k in range(20):
        a = 2 * math.pi * k / 20
        b.box((0.004, 0.012, 0.003), (0.053 * math.cos(a), 0.053 * math.sin(a), 0.022), b.paint("dark grey"),
            turn=math.degrees(a) + 90, round=0)  # fmt: skip
    b.ball(0.003, (0.02, -0.01, 0.034), b.paint("red", glow=4), steps=8)


# --- for pets


@prop("pet bowl", colour="blue", text=("DOG",), states=("food", "water"))
@prop("dog bowl", colour="blue", text=("DOG",), states=("food", "water"))
@prop("cat bowl", colour="pink", text=("CAT",), states=("food", "water"))
def pet_bowl(b: Build) -> None:
    hollow(b, [(0, 0), (0.11, 0), (0.085, 0.065)], 0.006, (0, 0, 0), b.paint(b.colour, 0.3))
    label_round(b, 0.104, 0.035, 0.012, b.colour, top=0.093)
    if b.has("water"):
        b.cylinder(0.084, 0.002, (0, 0, 0.05), b.paint("#8fb7c6", 0.03))
    if b.has("food"):
        b.lathe([(0.084, 0), (0.05, 0.016), (0, 0.022)], (0, 0, 0.044), b.paint("brown", 0.9))
        for _ in range(60):
            r, a = 0.08 * math.sqrt(b.rng.random()), b.rng.uniform(0, 6.28)
            b.ball(0.007, (r * math.cos(a), r * math.sin(a), 0.06 - r * 0.18), b.paint("#7a4a22", 0.9), (1, 1, 0.8), 6)


@prop("bird cage", colour="#d8d6cf", states=("bird",), see_through=True)
def bird_cage(b: Build) -> None:
    """A domed cage of wire; "bird": with a green budgerigar on its perch."""
    wire, r, h = b.metal("silver", 0.3), 0.19, 0.34
    b.lathe([(0, 0), (r + 0.01, 0), (r + 0.01, 0.04), (r, 0.04), (0, 0.015)], (0, 0, 0), b.paint(b.colour, 0.4))
    for k in range(24):
        a = 2 * math.pi * k / 24
        x, y = r * math.cos(a), r * math.sin(a)
        b.tube([(x, y, 0.03), (x, y, h), (x * 0.7, y * 0.7, h + 0.11), (0, 0, h + 0.16)], 0.0017, wire)
    for z in (0.18, h):
        b.lathe([(r, 0), (r + 0.003, 0.002), (r, 0.004)], (0, 0, z), wire)
    b.lathe([(0.012, 0), (0.016, 0), (0.016, 0.004), (0.012, 0.004), (0.012, 0)], (0, 0, h + 0.19), wire, tip=(90, 0))
    b.rod((-r, 0, 0.2), (r, 0, 0.2), 0.006, b.paint("pale wood", 0.8))
    if b.has("bird"):
        with b.moved((0.02, 0, 0.205)):
            _bird(b, "lime")


@prop("budgerigar", colour="lime")
@prop("canary", colour="yellow")
def budgerigar(b: Build) -> None:
    """A small bird that looks to the left front."""
    _bird(b, b.colour)


def _bird(b: Build, colour: str) -> None:
    skin, wing = b.paint(colour, 0.8), b.paint("dark green" if colour == "lime" else colour, 0.9)
    with b.moved((0, 0, 0), turn=25):
        loft(b, [(0.0, 0, 0, 0.012, 0), (0.006, 0.03, 0.03, 0.01, 0), (0.04, 0.052, 0.048),
            (0.075, 0.038, 0.036, -0.008, 0), (0.1, 0.036, 0.034, -0.014, 0), (0.116, 0, 0, -0.014, 0)], (0, 0, 0),
            skin, power=2)  # fmt: skip
        b.sheet([(0.012, -0.009, 0.035), (0.012, 0.009, 0.035), (0.095, 0.007, 0.004), (0.095, -0.007, 0.004)], wing,
            0.005)  # fmt: skip
        b.cylinder(0.006, 0.012, (-0.03, 0, 0.094), b.paint("orange", 0.4), top=0.0, tip=(0, -110))
        for y in (-0.0155, 0.0155):
            b.ball(0.0035, (-0.021, y, 0.096), b.paint("black", 0.1), steps=8)
            b.ball(0.03, (0.012, y * 1.5, 0.012), wing, (0.55, 0.25, 1), 14)


@prop("goldfish bowl", states=("empty",), see_through=True)
def goldfish_bowl(b: Build) -> None:
    """A round bowl with water and a goldfish."""
    glass = b.paint("#9db4bb", 0.03, alpha=0.14)
    b.lathe([(0.05, 0), (0.1, 0.03), (0.125, 0.1), (0.1, 0.175), (0.07, 0.2), (0.078, 0.21)], (0, 0, 0), glass)
    b.cylinder(0.06, 0.015, (0, 0, 0.001), b.paint("sand", 1, pattern="noise", scale=60), top=0.085)
    if not b.has("empty"):
        b.lathe([(0, 0.16), (0.108, 0.16), (0.121, 0.1), (0.09, 0.03)], (0, 0, 0), b.paint("#8fc1d6", 0.02, alpha=0.2))
        orange = b.paint("orange", 0.3, glow=0.15)
        b.ball(0.022, (0, -0.02, 0.07), orange, (1.5, 0.6, 0.9))
        b.sheet([(0.028, -0.02, 0.09), (0.06, -0.02, 0.112), (0.055, -0.02, 0.09), (0.06, -0.02, 0.07)], orange, 0.003)
        b.sheet([(-0.01, -0.02, 0.108), (0.015, -0.02, 0.106), (0.012, -0.02, 0.122)], orange, 0.002)
        b.ball(0.003, (-0.022, -0.033, 0.09), b.paint("black"), steps=8)


@prop("litter box", colour="blue")
def litter_box(b: Build) -> None:
    loft(b, [(0, 0, 0), (0, 0.42, 0.3), (0.12, 0.48, 0.36)], (0, 0, 0), b.paint(b.colour, 0.4), power=7)
    loft(b, [(0, 0.445, 0.325), (0.001, 0, 0)], (0, 0, 0.06), b.paint("pale grey", 1, pattern="noise", scale=40),
        power=7)  # fmt: skip


@prop("pet carrier", colour="grey")
@prop("cat carrier", colour="grey")
def pet_carrier(b: Build) -> None:
    """A box of plastic with a door of wire."""
    skin = b.paint(b.colour, 0.5)
    loft(b, [(0, 0, 0), (0, 0.34, 0.5), (0.16, 0.36, 0.52), (0.16, 0.38, 0.54), (0.18, 0.38, 0.54), (0.18, 0.36, 0.52),
        (0.3, 0.3, 0.46), (0.33, 0.2, 0.36), (0.33, 0, 0)], (0, 0, 0), skin, power=7)  # fmt: skip
    b.tube([(0, -0.08, 0.325), (0, -0.07, 0.37), (0, 0.07, 0.37), (0, 0.08, 0.325)], 0.012, b.paint("dark grey"))
    b.box((0.23, 0.01, 0.22), (0, -0.262, 0.05), b.paint("black", 0.9), round=0)
    for k in range(9):
        b.rod((-0.108 + 0.027 * k, -0.27, 0.05), (-0.108 + 0.027 * k, -0.27, 0.27), 0.003, b.metal("silver"))
    for z in (0.055, 0.125, 0.195, 0.265):
        b.rod((-0.115, -0.272, z), (0.115, -0.272, z), 0.003, b.metal("silver"))


@prop("dog collar", colour="red")
def dog_collar(b: Build) -> None:
    b.lathe([(0.07, 0), (0.073, 0), (0.073, 0.025), (0.07, 0.025), (0.07, 0)], (0, 0, 0), b.paint(b.colour, 0.6))
    b.box((0.03, 0.008, 0.03), (0, -0.073, -0.0), b.metal("silver"))
    b.cylinder(0.014, 0.002, (0.03, -0.076, 0.014), b.metal("gold"), tip=(90, 0))


@prop("dog leash", colour="red")
def dog_leash(b: Build) -> None:
    points = [(-0.15, 0, 0.006), (-0.05, 0.1, 0.006), (0.1, 0.06, 0.008), (0.08, -0.08, 0.008), (-0.06, -0.06, 0.01),
        (-0.02, 0.04, 0.014), (0.2, 0.02, 0.006)]  # fmt: skip
    b.tube(points, 0.006, b.paint(b.colour, 0.7))
    b.tube([(0.2, 0.02, 0.006), (0.26, 0.06, 0.006), (0.32, 0.02, 0.006), (0.26, -0.02, 0.006)], 0.006,
        b.paint(b.colour, 0.7), closed=True)  # fmt: skip
    b.rod((-0.19, -0.01, 0.006), (-0.15, 0, 0.006), 0.005, b.metal("silver"))


@prop("mouse trap", colour="pale wood")
def mouse_trap(b: Build) -> None:
    """A set trap with cheese."""
    b.box((0.05, 0.1, 0.008), (0, 0, 0), b.paint(b.colour, 0.8))
    wire = b.metal("silver")
    b.tube([(-0.018, 0, 0.012), (-0.018, -0.04, 0.012), (0.018, -0.04, 0.012), (0.018, 0, 0.012)], 0.0015, wire)
    b.rod((-0.022, 0, 0.012), (0.022, 0, 0.012), 0.004, wire)
    b.box((0.018, 0.018, 0.004), (0, 0.025, 0.008), b.metal("copper"))
    b.box((0.014, 0.012, 0.009), (0, 0.025, 0.012), b.paint("yellow", 0.6))
    b.rod((0, -0.04, 0.013), (0, 0.04, 0.013), 0.0012, wire)
