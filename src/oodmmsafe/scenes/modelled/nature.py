"""Wild and farm animals' things, plants, and what lies about outdoors."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from oodmmsafe.scenes.colours import srgb
from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.parts import hollow, loft

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point
    from oodmmsafe.scenes.blender.materials import Paint


# --- birds


@prop("bird nest", colour="#7a5a38", states=("chicks", "empty"))
def bird_nest(b: Build) -> None:
    """A cup of twigs with four pale blue eggs, or "chicks" with open beaks, or "empty"."""
    twig = [b.paint(c, 0.95) for c in (b.colour, "#9a7a50", "#4f3a24")]
    hollow(b, [(0, 0), (0.05, 0), (0.085, 0.03), (0.095, 0.075)], 0.03, (0, 0, 0), twig[2])
    for k in range(130):
        a, z = b.rng.uniform(0, 6.28), b.rng.uniform(0.008, 0.09)
        r = 0.058 + 0.045 * min(1, z / 0.06) + b.rng.uniform(-0.012, 0.006)
        span, rise = b.rng.uniform(0.5, 0.9), b.rng.uniform(-0.012, 0.016)
        ends = [(r * f * math.cos(a + s), r * f * math.sin(a + s), max(0.003, z + rise * t)) for s, f,
            t in ((-span, 1.08, -1), (span, 1.08, 1))]  # fmt: skip
        b.rod(ends[0], ends[1], 0.0022, twig[k % 3])
    places = ((-0.025, -0.015), (0.022, -0.02), (-0.012, 0.026), (0.026, 0.02))
    if b.has("chicks"):
        for (x, y), turn in zip(places, (-40, 25, -70, 60), strict=True):
            with b.moved((x, y, 0.03), turn):
                b.ball(0.02, (0, 0, 0), b.paint("#8c6a5c", 0.8), (1, 1, 1.3), 14)
                b.ball(0.016, (0, -0.006, 0.035), b.paint("#8c6a5c", 0.8), steps=14)
                b.cylinder(0.002, 0.022, (0, -0.014, 0.05), b.paint("#d8542a", 0.5), top=0.014, tip=(40, 0), steps=14)
                b.cylinder(0.003, 0.0225, (0, -0.0145, 0.0495), b.paint("yellow", 0.5), top=0.0155, tip=(40, 0),
                    steps=14)  # fmt: skip
                b.cylinder(0.0115, 0.0005, (0, -0.0291, 0.0668), b.paint("#c83a20", 0.6), tip=(40, 0), steps=14)
    elif not b.has("empty"):
        for x, y in places:
            b.ball(0.015, (x, y, 0.032), b.paint("#8fc7cf", 0.4), (1, 1, 1.35), 18)


def _small_bird(b: Build, at: Point, turn: float, breast: str, back: str) -> None:
    """A bird of a sparrow's size that looks to its front."""
    skin, wing = b.paint(breast, 0.8), b.paint(back, 0.85)
    with b.moved(at, turn):
        b.ball(0.03, (0, 0, 0.012), skin, (0.85, 1.25, 0.95), 18)
        b.ball(0.0305, (0, 0.006, 0.016), wing, (0.9, 1.3, 0.88), 18)
        b.ball(0.02, (0, -0.03, 0.045), wing, steps=16)
        b.ball(0.0165, (0, -0.035, 0.043), skin, steps=14)
        b.cylinder(0.006, 0.014, (0, -0.047, 0.06), b.paint("#3a3530", 0.5), top=0, tip=(95, 0), steps=10)
        for x in (-0.014, 0.014):
            b.ball(0.0035, (x, -0.041, 0.064), b.paint("black", 0.1), steps=8)
            b.rod((x * 0.6, 0, 0.02), (x * 0.6, -0.004, 0), 0.0018, b.paint("#5a4636"))
        b.sheet([(-0.012, 0.03, 0.035), (0.012, 0.03, 0.035), (0.014, 0.085, 0.025), (-0.014, 0.085, 0.025)], wing,
            0.005)  # fmt: skip


@prop("small bird", colour="#c8754a")
@prop("robin", colour="#d0592a")
def small_bird(b: Build) -> None:
    """A robin or sparrow; `colour` is its breast's."""
    _small_bird(b, (0, 0, 0), 0, b.colour, "#6b5640")


@prop("bird feeder", colour="wood", states=("low",))
def bird_feeder(b: Build) -> None:
    """A roofed tray with seeds on a pole, two birds on it; "low": 30 cm above the ground."""
    wood, dark = b.paint(b.colour, 0.8), b.paint("#5a3d24", 0.85)
    z = 0.3 if b.has("low") else 1.1
    b.box((0.06, 0.06, z), (0, 0, 0), wood)
    for turn in (0, 90):
        b.box((0.5, 0.05, 0.05), (0, 0, 0), wood, turn=turn)
    b.box((0.46, 0.36, 0.02), (0, 0, z), b.paint("#d8c199", 0.8))
    for size, at in (((0.46, 0.015, 0.04), (0, 0.175, z)), ((0.46, 0.015, 0.04), (0, -0.175, z)),
        ((0.015, 0.36, 0.04), (0.225, 0, z)), ((0.015, 0.36, 0.04), (-0.225, 0, z))):  # fmt: skip
        b.box(size, at, wood)
    for x in (-0.2, 0.2):
        for y in (-0.14, 0.14):
            b.box((0.025, 0.025, 0.29), (x, y, z + 0.01), wood)
    for side in (-1, 1):
        b.sheet([(-0.27, side * 0.22, z + 0.27), (0.27, side * 0.22, z + 0.27), (0.27, 0, z + 0.42),
            (-0.27, 0, z + 0.42)], dark, 0.015)  # fmt: skip
    for x in (-0.21, 0.21):
        b.sheet([(x, -0.19, z + 0.28), (x, 0.19, z + 0.28), (x, 0, z + 0.4)], wood, 0.012)
    seeds = [b.paint(c, 0.7) for c in ("#2b2622", "#c9a15a", "#e6d5a8")]
    for k in range(110):
        x, y = b.rng.uniform(-0.2, 0.2), b.rng.uniform(-0.16, 0.16)
        b.ball(0.009, (x, y, z + 0.018 + 0.012 * b.rng.random()), seeds[k % 3], (1, 0.7, 0.6), 6)
    _small_bird(b, (-0.11, -0.11, z + 0.025), -60, "#e3bd2b", "#3d5a78")
    _small_bird(b, (0.12, -0.175, z + 0.04), 60, "#d0592a", "#6b5640")
    _small_bird(b, (-0.05, 0.0, z + 0.425), 75, "#e3bd2b", "#3d5a78")


# --- plants


@prop("branch coral", colour="#f0c9c0")
@prop("coral", colour="#f0c9c0")
def branch_coral(b: Build) -> None:
    """A branching piece of coral on its foot."""
    skin = b.paint(b.colour, 0.85, pattern="noise", scale=25)
    b.ball(0.05, (0, 0, -0.005), skin, (1.2, 1, 0.35), 18)

    def branch(at: tuple[float, float, float], lean: float, turn: float, long: float, thick: float, depth: int) -> None:
        end = (at[0] + long * math.sin(lean) * math.cos(turn), at[1] + long * math.sin(lean) * math.sin(turn),
            at[2] + long * math.cos(lean))  # fmt: skip
        b.rod(at, end, thick, skin)
        b.ball(thick * 1.08, (end[0], end[1], end[2] - thick * 1.08), skin, steps=10)
        if depth:
            for k in range(2 if depth < 3 else 3):
                branch(end, lean * 0.7 + b.rng.uniform(0.2, 0.5), turn + b.rng.uniform(-0.7, 0.7) + (k - 0.5) * 2.0,
                    long * b.rng.uniform(0.68, 0.85), thick * 0.78, depth - 1)  # fmt: skip

    for k in range(5):
        branch((0.02 * math.cos(1.26 * k), 0.02 * math.sin(1.26 * k), 0.01), 0.45, 1.26 * k, 0.075, 0.0125, 2)
    branch((0, 0, 0.01), 0.1, 0.0, 0.08, 0.013, 3)


def _needle_twig(b: Build, start: Point, end: Point, leaf: Paint, bark: Paint) -> None:
    """A twig with two rows of needles, as yew and fir have."""
    b.rod(start, end, 0.004, bark)
    along = [q - p for p, q in zip(start, end, strict=True)]
    long = math.sqrt(sum(c * c for c in along)) or 1
    side = (-along[1] / long * 0.035, along[0] / long * 0.035)
    count = max(4, int(long / 0.016))
    for hand in (-1, 1):
        points = []
        for k in range(count + 1):
            x, y, z = (p + c * k / count for p, c in zip(start, along, strict=True))
            taper = 1 - 0.6 * (k / count) ** 2
            points += [(x, y, z), (x + hand * side[0] * taper + along[0] * 0.03,
                y + hand * side[1] * taper + along[1] * 0.03, z + 0.006)]  # fmt: skip
        b.sheet([*points, start], leaf, 0.002)


@prop("yew clippings", colour="#1f4326")
def yew_clippings(b: Build) -> None:
    """A heap of cut twigs with dark green needles and red berries."""
    leaves = [b.paint(c, 0.7) for c in (b.colour, "#2b5a30", "#173519")]
    bark, berry = b.paint("#5a3d2a", 0.9), b.paint("#c8242a", 0.3)
    b.ball(0.3, (0, 0, 0), b.paint("#132a16", 0.95), (1.2, 0.9, 0.42), 20)
    for k in range(130):
        a, out = b.rng.uniform(0, 6.28), math.sqrt(b.rng.random())
        x, y = 0.36 * out * math.cos(a), 0.27 * out * math.sin(a)
        z = 0.02 + 0.27 * math.sqrt(max(0, 1 - out * out)) * b.rng.uniform(0.75, 1.05)
        turn, long = a + b.rng.uniform(-1.3, 1.3), b.rng.uniform(0.12, 0.2)
        end = (x + long * math.cos(turn), y + long * math.sin(turn), max(0.01, z + b.rng.uniform(-0.07, 0.04)))
        _needle_twig(b, (x, y, z), end, leaves[k % 3], bark)
        if k % 2:
            for t in (0.3, 0.6):
                p = [s + (e - s) * t for s, e in zip((x, y, z), end, strict=True)]
                b.ball(0.0115, (p[0], p[1], p[2] + 0.004), berry, steps=10)


@prop("hedge clippings", colour="#5f8f3a")
@prop("leaf heap", colour="#5f8f3a")
def hedge_clippings(b: Build) -> None:
    """A heap of cut twigs with broad light-green leaves."""
    leaves = [b.paint(c, 0.65) for c in (b.colour, "#76a64c", "#4c7a30")]
    bark = b.paint("#6d5236", 0.9)
    b.ball(0.3, (0, 0, 0), b.paint("#3a5a26", 0.95), (1.2, 0.9, 0.42), 20)
    for k in range(90):
        a, out = b.rng.uniform(0, 6.28), math.sqrt(b.rng.random())
        x, y = 0.36 * out * math.cos(a), 0.27 * out * math.sin(a)
        z = 0.02 + 0.27 * math.sqrt(max(0, 1 - out * out)) * b.rng.uniform(0.75, 1.05)
        turn, long = a + b.rng.uniform(-1.3, 1.3), b.rng.uniform(0.12, 0.2)
        dx, dy = math.cos(turn), math.sin(turn)
        rise = b.rng.uniform(-0.07, 0.05)
        b.rod((x, y, z), (x + long * dx, y + long * dy, max(0.01, z + rise)), 0.004, bark)
        for n in range(6):
            t, side = 0.25 + 0.15 * n, 1 if n % 2 else -1
            px, py, pz = x + long * t * dx, y + long * t * dy, max(0.012, z + rise * t)
            c = turn + side * 0.9
            ux, uy, w = 0.062 * math.cos(c), 0.062 * math.sin(c), 0.42 * side
            b.sheet(
                [
                    (px, py, pz),
                    (px + 0.5 * ux - w * uy, py + 0.5 * uy + w * ux, pz + 0.014),
                    (px + ux, py + uy, pz + 0.004),
                    (px + 0.5 * ux + w * uy, py + 0.5 * uy - w * ux, pz + 0.006),
                ],
                leaves[(k + n) % 3],
                0.0015,
            )


def _stalks(size: tuple[int, int], seed: int) -> Image.Image:
    """The cut straw of a bale's side."""
    import random

    rng = random.Random(seed)
    image = Image.new("RGB", size, srgb("#a98a45"))
    pen = ImageDraw.Draw(image)
    for _ in range(2600):
        x, y, long, lean = rng.uniform(-20, size[0]), rng.uniform(0, size[1]), rng.uniform(20, 90), rng.uniform(-14, 14)
        pen.line((x, y, x + long, y + lean), fill=srgb(rng.choice(("#d6bb70", "#c3a457", "#e4cf8e", "#8f7335",
            "#b7964b"))), width=rng.choice((1, 2, 2, 3)))  # fmt: skip
    return image


@prop("hay bale", colour="straw", states=("ragwort",))
@prop("straw bale", colour="straw")
def hay_bale(b: Build) -> None:
    """A bale with two strings; "ragwort": stalks with yellow flowers stick out of it."""
    w, d, h = 0.9, 0.45, 0.4
    long, short = b.printed(_stalks((900, 420), 1), 0.95), b.printed(_stalks((450, 420), 2), 0.95)
    b.box((w - 0.01, d - 0.01, h - 0.005), (0, 0, 0), b.paint("#b39247", 0.95), round=0.02)
    b.panel(w - 0.03, h - 0.03, (0, -d / 2 - 0.001, 0.015), long)
    b.panel(w - 0.03, h - 0.03, (0, d / 2 + 0.001, 0.015), long, turn=180)
    b.panel(w - 0.03, d - 0.03, (0, 0, h + 0.001), long, facing="up")
    for x, turn in ((w / 2 + 0.001, 90), (-w / 2 - 0.001, -90)):
        b.panel(d - 0.03, h - 0.03, (x, 0, 0.015), short, turn=turn)
    for x in (-0.22, 0.22):
        y, z = d / 2 + 0.006, h + 0.006
        b.tube([(x, -y, 0.0), (x, -y, z * 0.5), (x, -y, z - 0.01), (x, -y + 0.01, z), (x, y - 0.01, z),
            (x, y, z - 0.01), (x, y, 0)], 0.005, b.paint("#c8642a", 0.8))  # fmt: skip
    straw = [b.paint(c, 0.95) for c in ("#d6bb70", "#b7964b", "#e4cf8e")]
    for k in range(150):
        face = b.rng.random()
        x, y, z = b.rng.uniform(-0.44, 0.44), b.rng.uniform(-0.22, 0.22), b.rng.uniform(0.02, 0.39)
        if face < 0.4:
            y = -d / 2
        elif face < 0.75:
            z = h
        else:
            x = b.rng.choice((-w / 2, w / 2))
        end = [p + b.rng.uniform(-0.04, 0.04) for p in (x, y, z)]
        b.rod((x, y, z), (end[0], min(end[1], end[1] if face >= 0.4 else -d / 2 - 0.01), max(0.003, end[2])), 0.0018,
            straw[k % 3])  # fmt: skip
    if b.has("ragwort"):
        for x, y, z, dx, dz in ((-0.36, -0.2, 0.4, -0.08, 0.26), (-0.1, -0.23, 0.3, -0.06, 0.2),
            (0.05, -0.1, 0.4, 0.05, 0.3), (0.12, -0.23, 0.2, 0.05, 0.17), (0.34, -0.2, 0.38, 0.1, 0.22)):  # fmt: skip
            _ragwort(b, (x, y, z), (x + dx, y - 0.1, z + dz))


def _ragwort(b: Build, start: Point, end: Point) -> None:
    green, yellow = b.paint("#4a6b2c", 0.8), b.paint("#f0c21c", 0.6)
    b.tube([start, [(p + q) / 2 + 0.01 for p, q in zip(start, end, strict=True)], end], 0.005, green)
    for t in (0.35, 0.5, 0.65, 0.8):
        x, y, z = (p + (q - p) * t for p, q in zip(start, end, strict=True))
        for side in (-1, 1):
            b.sheet([(x, y, z), (x + side * 0.03, y, z + 0.03), (x + side * 0.06, y - 0.01, z + 0.015),
                (x + side * 0.045, y, z), (x + side * 0.06, y, z - 0.015), (x + side * 0.02, y, z - 0.005)], green,
                0.002)  # fmt: skip
    for k in range(8):
        a, r = k * 2.4, 0.014 + 0.007 * k
        x, y, z = end[0] + r * math.cos(a), end[1] + r * 0.6 * math.sin(a), end[2] + 0.012 - 0.004 * k
        b.rod((end[0], end[1], end[2] - 0.04), (x, y, z), 0.002, green)
        with b.moved((x, y, z), tip=(35, 0)):
            petals = [(f * math.cos(t), f * math.sin(t), 0) for n in range(26) for f,
                t in ((0.021 if n % 2 else 0.010, n * 0.2417),)]  # fmt: skip
            b.sheet(petals, yellow, 0.002)
            b.cylinder(0.0075, 0.004, (0, 0, 0), b.paint("#c8861d", 0.8), steps=10)


# --- water and coast


@prop("storm drain", colour="#3a3c3e", text=("DRAINS TO RIVER",))
def storm_drain(b: Build) -> None:
    """A grate in the gutter, a kerb stone behind it, and before it a marker plate."""
    iron, stone = b.metal(b.colour, 0.6), b.paint("#a8a69f", 0.95, pattern="noise", scale=12)
    b.box((1.3, 0.5, 0.012), (0, -0.02, 0), b.paint("#77787a", 0.95, pattern="noise", scale=14), round=0)
    for k in range(2):
        b.box((0.645, 0.16, 0.13), (-0.325 + 0.65 * k, 0.32, 0), stone, round=0.015)
    b.box((0.6, 0.42, 0.004), (0, 0.0, 0.0125), b.paint("#050505", 1), round=0)
    for y in (-0.205, 0, 0.205):
        b.box((0.62, 0.035, 0.022), (0, y, 0.008), iron, round=0.002)
    for k in range(11):
        b.box((0.03, 0.44, 0.022), (-0.295 + 0.059 * k, 0, 0.008), iron, round=0.002)
    if b.text:
        image = lines_on(b.text, (640, 130), background="#2f6a8c", ink="white", border=True, margin=0.09)
        b.box((0.53, 0.006, 0.115), (0, 0.2375, 0.012), b.metal("#4a7f9c", 0.5))
        b.panel(0.52, 0.105, (0, 0.2335, 0.016), b.printed(image, 0.4))


# --- things people take outdoors


def _gingham(colour: str, squares: tuple[int, int], cell: int = 24) -> Image.Image:
    """White cloth with stripes of a colour both ways."""
    width, height = squares[0] * cell, squares[1] * cell
    full, pale = srgb(colour), tuple((c + 255) // 2 for c in srgb(colour))
    image = Image.new("RGB", (width, height), srgb("#f4f1e8"))
    pen = ImageDraw.Draw(image)
    for i in range(squares[0]):
        for j in range(squares[1]):
            shade = (i % 2) + (j % 2)
            if shade:
                pen.rectangle((i * cell, j * cell, i * cell + cell - 1, j * cell + cell - 1),
                    fill=full if shade == 2 else pale)  # fmt: skip
    return image


@prop("picnic blanket", colour="red")
def picnic_blanket(b: Build) -> None:
    """A checked blanket spread on the ground."""
    rows = []
    for i in range(15):
        y = -0.7 + 0.1 * i
        rows.append([(-0.8 + 0.1 * j + 0.012 * math.sin(i), y + 0.012 * math.sin(j * 1.3),
            0.008 + 0.005 * math.sin(j * 0.9 + i * 0.5) * math.sin(i * 0.8)) for j in range(17)])  # fmt: skip
    b.surface(rows, b.printed(_gingham(b.colour, (17, 15)), 0.95), 0.006)


def _weave(size: tuple[int, int], colour: str) -> Image.Image:
    """Wickerwork."""
    image = Image.new("RGB", size, tuple(int(c * 0.45) for c in srgb(colour)))
    pen = ImageDraw.Draw(image)
    light, dark = srgb(colour), tuple(int(c * 0.78) for c in srgb(colour))
    for i in range(0, size[0], 24):
        for n, j in enumerate(range(0, size[1], 12)):
            shift = 12 if n % 2 else 0
            pen.rounded_rectangle((i + shift + 1, j + 1, i + shift + 21, j + 10), 5,
                fill=light if (i // 24 + n) % 3 else dark)  # fmt: skip
    return image


@prop("picnic basket", colour="#b3834a")
def picnic_basket(b: Build) -> None:
    """Wicker, with two lid flaps and a handle over it."""
    wicker = b.printed(_weave((960, 300), b.colour), 0.9)
    rim = b.paint("#8a5a33", 0.9)
    loft(b, [(0, 0.33, 0.22), (0.2, 0.4, 0.29)], (0, 0, 0), wicker, power=6)
    loft(b, [(0.0, 0, 0), (0, 0.33, 0.22)], (0, 0, 0.002), rim, power=6)
    loft(b, [(0.19, 0.405, 0.295), (0.195, 0.415, 0.305), (0.21, 0.415, 0.305), (0.215, 0.4, 0.29)], (0, 0, 0), rim,
        power=6)  # fmt: skip
    lid = b.printed(_weave((480, 330), b.colour), 0.9)
    for side in (-1, 1):
        x0, x1 = (0.004, 0.2) if side > 0 else (-0.2, -0.004)
        b.box((0.19, 0.285, 0.014), ((x0 + x1) / 2, 0, 0.208), rim, round=0.006)
        b.panel(0.184, 0.275, ((x0 + x1) / 2, 0, 0.2232), lid, facing="up")
    b.tube([(0, -0.15, 0.15), (0, -0.15, 0.25), (0, -0.1, 0.35), (0, 0, 0.385), (0, 0.1, 0.35), (0, 0.15, 0.25),
        (0, 0.15, 0.15)], 0.012, rim)  # fmt: skip
    b.sheet([(0.06, -0.157, 0.2), (0.15, -0.157, 0.2), (0.14, -0.163, 0.12), (0.1, -0.165, 0.09),
        (0.07, -0.163, 0.125)], b.printed(_gingham("red", (6, 6))), 0.004)  # fmt: skip


@prop("kite", colour="red")
def kite(b: Build) -> None:
    """A diamond kite in the air, its string going down to a reel that lies on the ground."""
    top, bottom, left, right = (0.0, 0.1, 3.0), (0.0, -0.1, 2.0), (-0.45, 0.05, 2.65), (0.45, 0.05, 2.65)
    middle = (0, -0.0, 2.65)
    for a, c, colour in ((top, left, b.colour), (top, right, "yellow"), (bottom, left, "yellow"),
        (bottom, right, "blue")):  # fmt: skip
        b.sheet([a, c, middle], b.paint(colour, 0.6, glow=0.12), 0.003)
    stick = b.paint("pale wood", 0.8)
    b.rod(top, bottom, 0.006, stick)
    b.rod(left, right, 0.006, stick)
    tail = [(0.06 * math.sin(k * 1.1) + 0.05 * k, -0.1 + 0.01 * k, 2.0 - 0.13 * k) for k in range(9)]
    b.tube(tail, 0.004, b.paint("white"))
    for k in range(1, 9):
        x, y, z = tail[k]
        colour = (b.colour, "yellow", "blue")[k % 3]
        b.sheet([(x - 0.07, y, z + 0.03), (x, y, z), (x - 0.07, y, z - 0.03)], b.paint(colour, 0.6, glow=0.1), 0.003)
        b.sheet([(x + 0.07, y, z + 0.03), (x, y, z), (x + 0.07, y, z - 0.03)], b.paint(colour, 0.6, glow=0.1), 0.003)
    string = b.paint("white", 0.8, glow=0.2)
    b.tube([(0, -0.02, 2.6), (-0.2, -0.2, 1.7), (-0.32, -0.3, 0.8), (-0.35, -0.35, 0.1)], 0.0035, string)
    with b.moved((-0.43, -0.35, 0.06), tip=(0, 90)):
        b.cylinder(0.045, 0.16, (0, 0, 0), string)
        for z in (-0.015, 0.16):
            b.cylinder(0.06, 0.015, (0, 0, z), b.paint("red", 0.5))
    for x in (-0.52, -0.28):
        b.rod((x, -0.35, 0.06), (x + 0.06, -0.35, 0.06), 0.014, b.paint("black"))


@prop("drone", colour="pale grey")
def drone(b: Build) -> None:
    """A quadcopter with a camera below; it stands on its feet."""
    skin, dark = b.paint(b.colour, 0.35), b.paint("black", 0.5)
    loft(b, [(0, 0, 0), (0, 0.06, 0.13), (0.015, 0.085, 0.17), (0.045, 0.08, 0.16), (0.062, 0.04, 0.09),
        (0.062, 0, 0)], (0, 0, 0.045), skin, power=3)  # fmt: skip
    for sx in (-1, 1):
        for sy in (-1, 1):
            x, y = sx * 0.14, sy * 0.13
            b.tube([(sx * 0.03, sy * 0.05, 0.08), (x * 0.7, y * 0.75, 0.088), (x, y, 0.09)], 0.011, skin)
            b.cylinder(0.016, 0.035, (x, y, 0.078), dark)
            b.rod((x, y, 0.08), (x, y, 0.0), 0.006, skin)
            turn = b.rng.uniform(0, 180)
            for k in (0, 180):
                with b.moved((x, y, 0.116), turn=turn + k, tip=(0, 0)):
                    b.sheet([(0, -0.008, 0), (0.05, -0.014, 0.001), (0.115, -0.004, 0.002), (0.115, 0.004, 0.002),
                        (0.05, 0.01, 0.001), (0, 0.006, 0)], dark, 0.002)  # fmt: skip
            b.ball(0.006, (x, y - 0.008, 0.068), b.paint("#ff4030" if sy < 0 else "#30d060", glow=4), steps=8)
    b.ball(0.024, (0, -0.085, 0.012), dark, steps=16)
    b.cylinder(0.013, 0.006, (0, -0.106, 0.036), b.paint("#22303c", 0.05), tip=(90, 0))
    b.cylinder(0.017, 0.005, (0, -0.104, 0.036), b.metal("silver"), tip=(90, 0))
    b.box((0.012, 0.05, 0.02), (0, -0.07, 0.045), dark)


@prop("windsock", colour="#e0501e")
def windsock(b: Build) -> None:
    """A striped windsock on a 3 m pole, blown out to the right."""
    b.cylinder(0.03, 3.0, (0, 0, 0), b.paint("white", 0.4))
    b.cylinder(0.16, 0.05, (0, 0, 0), b.paint("pale grey", 0.8))
    b.ball(0.045, (0, 0, 2.98), b.metal("silver"))
    b.lathe([(0.2, 0), (0.212, 0.006), (0.2, 0.012)], (0.05, 0, 2.75), b.metal("silver"), tip=(0, 90))
    b.rod((0, 0, 2.75), (0.05, 0, 2.94), 0.008, b.metal("silver"))
    b.rod((0, 0, 2.75), (0.05, 0, 2.56), 0.008, b.metal("silver"))
    length, steps = 1.35, 30
    for stripe in range(5):
        rows = []
        for k in range(steps // 5 + 1):
            t = (stripe * steps // 5 + k) / steps
            r = 0.2 - 0.095 * t
            z = 2.75 - 0.2 * t * t + 0.015 * math.sin(9 * t)
            rows.append([(0.05 + length * t, r * math.cos(a), z + r * math.sin(a))
                for a in (n * 2 * math.pi / 20 for n in range(21))])  # fmt: skip
        b.surface(rows, b.paint(b.colour if stripe % 2 == 0 else "white", 0.8), 0.004)
