"""Things of a bathroom: shaving, washing, bathing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.parts import hollow, label_round, loft, loft_label, product_label

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build


@prop("razor", colour="blue")
def razor(b: Build) -> None:
    """A safety razor that lies."""
    b.tube([(-0.06, 0, 0.006), (-0.02, 0, 0.008), (0.03, 0, 0.012), (0.055, 0, 0.018)], 0.0055, b.paint(b.colour, 0.4))
    b.box((0.012, 0.042, 0.009), (0.06, 0, 0.012), b.paint("dark grey", 0.4), tip=(0, 25), round=0.002)
    for k in range(3):
        b.box((0.0015, 0.038, 0.001), (0.0655 - 0.003 * k, 0, 0.0165 + 0.0018 * k), b.metal("silver", 0.1), round=0)


@prop("cut-throat razor", colour="#2a1c12")
def cut_throat_razor(b: Build) -> None:
    """Open, lying."""
    b.box((0.15, 0.018, 0.01), (0.07, 0, 0), b.paint(b.colour, 0.3), turn=-14, round=0.005)
    with b.moved((-0.01, 0.012, 0.003), turn=8):
        b.sheet([(0, -0.008, 0.003), (-0.1, -0.012, 0.003), (-0.1, 0.01, 0.003), (0, 0.008, 0.003)],
            b.metal("#e9eef0", 0.1), 0.002)  # fmt: skip


@prop("razor blades", colour="silver")
def razor_blades(b: Build) -> None:
    """Loose double-edged blades."""
    for k, (x, y, turn) in enumerate(((0, 0, 15), (0.035, 0.02, -40), (-0.03, 0.025, 70))):
        with b.moved((x, y, 0.0006 * k), turn=turn):
            b.box((0.043, 0.022, 0.0006), (0, 0, 0), b.metal(b.colour, 0.15), round=0)
            b.box((0.03, 0.003, 0.0002), (0, 0, 0.0006), b.paint("black"), round=0)
            b.cylinder(0.0035, 0.0003, (0, 0, 0.0006), b.paint("black"))


@prop("electric shaver", colour="dark grey")
def electric_shaver(b: Build) -> None:
    """Lies; its cord leaves on the right."""
    with b.moved((0.075, 0, 0.025), tip=(0, -90)):
        body = [(0, 0, 0), (0, 0.03, 0.035), (0.03, 0.045, 0.055), (0.11, 0.04, 0.05), (0.13, 0.045, 0.055),
            (0.145, 0.04, 0.05)]  # fmt: skip
        loft(b, [*body, (0.145, 0, 0)], (0, 0, 0), b.paint(b.colour, 0.35), power=3)
        loft(b, [(0, 0.035, 0.046), (0.012, 0.02, 0.04), (0.012, 0, 0)], (0, 0, 0.145), b.metal("silver", 0.35),
            power=3)  # fmt: skip
    b.box((0.025, 0.014, 0.003), (0.0, 0, 0.045), b.paint("blue", 0.4))
    b.anchor("cord", (0.078, 0, 0.025))


@prop("toothbrush", colour="turquoise")
def toothbrush(b: Build) -> None:
    b.tube([(-0.09, 0, 0.005), (-0.02, 0, 0.006), (0.04, 0, 0.005), (0.085, 0, 0.005)], 0.0045, b.paint(b.colour, 0.3))
    for k in range(8):
        for y in (-0.003, 0, 0.003):
            b.cylinder(0.0018, 0.011, (0.062 + 0.0035 * k, y, 0.007), b.paint("white" if k % 3 else b.colour, 0.9),
                steps=8)  # fmt: skip


@prop("electric toothbrush", colour="white")
def electric_toothbrush(b: Build) -> None:
    """On its charger, whose cord leaves at the back."""
    b.cylinder(0.028, 0.02, (0, 0, 0), b.paint(b.colour, 0.3))
    b.lathe([(0.016, 0.02), (0.017, 0.06), (0.015, 0.15), (0.006, 0.165), (0.0045, 0.22), (0, 0.22)], (0, 0, 0),
        b.paint(b.colour, 0.3))  # fmt: skip
    b.cylinder(0.007, 0.012, (0, 0, 0.217), b.paint("blue", 0.9), tip=(90, 0))
    b.cylinder(0.006, 0.003, (0, -0.0155, 0.1), b.paint("blue"), tip=(90, 0))
    b.anchor("cord", (0, 0.027, 0.008))


@prop("toothbrush cup", colour="pale blue")
def toothbrush_cup(b: Build) -> None:
    hollow(b, [(0, 0), (0.033, 0), (0.038, 0.1)], 0.003, (0, 0, 0), b.paint(b.colour, 0.3))
    for lean, turn, colour in ((14, 20, "red"), (-12, 60, "green")):
        with b.moved((0, 0, 0.006), turn=turn, tip=(0, lean)):
            b.rod((0, 0, 0), (0, 0, 0.18), 0.004, b.paint(colour, 0.3))
            b.box((0.012, 0.009, 0.025), (0.006, 0, 0.155), b.paint("white", 0.9), round=0.001)


@prop("soap bar", colour="pink", states=("dish",))
@prop("soap", colour="pink", states=("dish",))
def soap_bar(b: Build) -> None:
    z = 0.008 if b.has("dish") else 0
    if b.has("dish"):
        loft(b, [(0, 0, 0), (0, 0.1, 0.07), (0.016, 0.12, 0.085), (0.016, 0.112, 0.077), (0.006, 0.09, 0.06),
            (0.006, 0, 0)], (0, 0, 0), b.paint("white", 0.3), power=3)  # fmt: skip
    loft(b, [(0, 0, 0), (0, 0.06, 0.035), (0.006, 0.08, 0.052), (0.018, 0.08, 0.052), (0.024, 0.062, 0.036),
        (0.025, 0, 0)], (0, 0, z), b.paint(b.colour, 0.4), power=3)  # fmt: skip


@prop("nail polish", colour="red")
def nail_polish(b: Build) -> None:
    b.lathe([(0, 0), (0.014, 0), (0.016, 0.004), (0.016, 0.03), (0.008, 0.038), (0, 0.038)], (0, 0, 0),
        b.paint(b.colour, 0.08))  # fmt: skip
    b.cylinder(0.0095, 0.04, (0, 0, 0.037), b.paint("black", 0.3), top=0.0075)


@prop("nail polish remover", colour="pink", text=("NAIL POLISH", "REMOVER", "acetone"))
@prop("baby powder", colour="white", text=("BABY", "POWDER"))
@prop("mouthwash", colour="turquoise", text=("MOUTH-", "WASH"))
@prop("hand sanitiser", colour="#cfe3ee", text=("HAND", "SANITISER"))
@prop("hair dye", colour="dark brown", text=("HAIR", "COLOUR"))
@prop("drain cleaner", colour="dark blue", text=("DRAIN", "CLEANER"))
@prop("toilet cleaner", colour="dark blue", text=("TOILET", "CLEANER"))
def flat_bottle(b: Build) -> None:
    """A flat upright bottle with a screw cap."""
    body = [(0, 0, 0), (0, 0.08, 0.045), (0.006, 0.085, 0.05), (0.15, 0.085, 0.05), (0.17, 0.05, 0.035),
        (0.175, 0.03, 0.03), (0.18, 0, 0)]  # fmt: skip
    loft(b, body, (0, 0, 0), b.paint(b.colour, 0.2), power=4.5)
    b.cylinder(0.018, 0.03, (0, 0, 0.174), b.paint("black" if b.colour != "dark blue" else "white", 0.4))
    if b.text:
        loft_label(b, body[1:4], 0.02, 0.138, product_label(b.text, 0.072 / 0.118, b.colour), power=4.5, share=0.86)


@prop("perfume", colour="#e0b48a", text=("PARFUM",))
def perfume(b: Build) -> None:
    b.box((0.055, 0.03, 0.075), (0, 0, 0), b.paint(b.colour, 0.05), round=0.005)
    b.cylinder(0.011, 0.01, (0, 0, 0.075), b.metal("gold"))
    b.cylinder(0.014, 0.03, (0, 0, 0.083), b.paint("black", 0.15))
    if b.text:
        b.panel(0.04, 0.022, (0, -0.0157, 0.027), b.printed(product_label(b.text, 1.8, "gold")))


@prop("hair spray", colour="magenta", text=("HAIR", "SPRAY"))
@prop("deodorant spray", colour="teal", text=("DEO", "SPRAY"))
@prop("shaving foam", colour="white", text=("SHAVING", "FOAM"))
@prop("insect spray", colour="green", text=("FLY", "SPRAY"))
def hair_spray(b: Build) -> None:
    """A tall aerosol can without its cap."""
    r = 0.027
    b.lathe([(0, 0), (r * 0.96, 0), (r, 0.004), (r, 0.18), (r * 0.9, 0.19), (r * 0.45, 0.2), (0, 0.2)], (0, 0, 0),
        b.paint(b.colour, 0.25))  # fmt: skip
    b.cylinder(0.009, 0.016, (0, 0, 0.2), b.paint("white", 0.4))
    b.cylinder(0.002, 0.003, (0, -0.0085, 0.21), b.paint("black"), tip=(90, 0))
    label_round(b, r, 0.12, 0.035)


@prop("cotton swabs", colour="white")
def cotton_swabs(b: Build) -> None:
    """A tub of them, and two that lie before it."""
    hollow(b, [(0, 0), (0.035, 0), (0.035, 0.06)], 0.002, (0, 0, 0), b.paint("pale blue", 0.2, alpha=0.6))
    for k in range(34):
        r, a = 0.028 * math.sqrt((k + 0.5) / 34), 2.4 * k
        x, y = r * math.cos(a), r * math.sin(a)
        b.rod((x, y, 0.004), (x * 1.1, y * 1.1, 0.072), 0.0011, b.paint(b.colour, 0.9))
        b.ball(0.0032, (x * 1.1, y * 1.1, 0.068), b.paint(b.colour, 1), (1, 1, 1.6), 8)
    for y, turn in ((-0.055, 10), (-0.065, -15)):
        with b.moved((0, y, 0.003), turn=turn):
            b.rod((-0.036, 0, 0), (0.036, 0, 0), 0.0011, b.paint(b.colour, 0.9))
            for x in (-0.036, 0.036):
                b.ball(0.0032, (x, 0, -0.003), b.paint(b.colour, 1), (1.6, 1, 1), 8)


@prop("cotton balls", colour="white")
def cotton_balls(b: Build) -> None:
    """A small heap of balls of cotton wool."""
    for k in range(13):
        r, a = (0.075, 6.28 * k / 8) if k < 8 else (0.03, 6.28 * k / 4) if k < 12 else (0, 0)
        z = 0 if k < 8 else 0.018 if k < 12 else 0.04
        x, y = r * math.cos(a), 0.75 * r * math.sin(a)
        for _ in range(7):
            dx, dy, dz = (b.rng.uniform(-0.007, 0.007) for _ in range(3))
            b.ball(0.0115, (x + dx, y + dy, max(0, z + dz)), b.paint(b.colour, 1.0), steps=10)


@prop("bath tray", colour="pale wood")
def bath_tray(b: Build) -> None:
    """A plank that lies across a bathtub."""
    for y in (-0.068, 0, 0.068):
        b.box((0.78, 0.06, 0.016), (0, y, 0.004), b.paint(b.colour, 0.6, pattern="noise", scale=4), round=0.004)
    for x in (-0.3, 0.3):
        b.box((0.03, 0.196, 0.005), (x, 0, 0), b.paint("wood", 0.6), round=0)


@prop("bath foam", colour="white")
def bath_foam(b: Build) -> None:
    """Water covered with foam, to lie in a bathtub."""
    loft(b, [(0, 1.4, 0.44), (0.03, 1.42, 0.45), (0.03, 0, 0)], (0, 0, 0), b.paint("#9cc4d1", 0.05), power=3)
    for k in range(150):
        x = b.rng.uniform(-0.66, 0.66)
        y = b.rng.uniform(-0.19, 0.19) * math.sqrt(max(0.1, 1 - (x / 0.72) ** 2))
        r = b.rng.uniform(0.025, 0.06)
        b.ball(r, (x, y, 0.03 - 0.4 * r), b.paint(b.colour if k % 4 else "#eef3f5", 0.5), (1.2, 1, 0.9), 10)


@prop("bath water", colour="#9cc4d1")
@prop("water surface", colour="#9cc4d1")
def bath_water(b: Build) -> None:
    """Clear water, to lie in a bathtub or basin (size)."""
    loft(b, [(0, 1.4, 0.44), (0.03, 1.42, 0.45), (0.03, 0, 0)], (0, 0, 0), b.paint(b.colour, 0.03, alpha=0.75), power=3)


@prop("rubber duck", colour="yellow")
def rubber_duck(b: Build) -> None:
    """Looks to the front left."""
    skin = b.paint(b.colour, 0.25)
    with b.moved((0, 0, 0), turn=35):
        b.ball(0.04, (0.01, 0, 0), skin, (1.25, 1, 0.8))
        b.ball(0.028, (-0.02, 0, 0.045), skin)
        b.sheet([(0.035, -0.02, 0.04), (0.035, 0.02, 0.04), (0.072, 0, 0.062)], skin, 0.01)
        b.ball(0.012, (-0.05, 0, 0.06), b.paint("orange", 0.3), (1.2, 1.2, 0.45), 14)
        for s in (-1, 1):
            b.ball(0.0045, (-0.041, s * 0.015, 0.078), b.paint("black", 0.1), steps=8)
            b.ball(0.024, (0.02, s * 0.034, 0.02), skin, (1.1, 0.4, 0.7), 14)


@prop("non-slip mat", colour="turquoise")
@prop("bath rug", colour="turquoise")
def bath_rug(b: Build) -> None:
    b.box((0.7, 0.45, 0.012), (0, 0, 0), b.paint(b.colour, 1, pattern="noise", scale=20), round=0.005)


@prop("grab rail", colour="silver")
def grab_rail(b: Build) -> None:
    """For a wall."""
    b.tube([(-0.22, 0.03, 0.03), (-0.22, -0.03, 0.03), (-0.19, -0.045, 0.03), (0.19, -0.045, 0.03), (0.22, -0.03, 0.03),
        (0.22, 0.03, 0.03)], 0.014, b.metal(b.colour))  # fmt: skip
    for x in (-0.22, 0.22):
        b.cylinder(0.03, 0.008, (x, 0.034, 0.03), b.metal(b.colour), tip=(90, 0))


@prop("shower seat", colour="white")
@prop("bath stool", colour="white")
def bath_stool(b: Build) -> None:
    b.box((0.4, 0.3, 0.03), (0, 0, 0.42), b.paint(b.colour, 0.4), round=0.012)
    for x in (-0.16, 0.16):
        for y in (-0.11, 0.11):
            b.rod((x * 1.15, y * 1.15, 0), (x, y, 0.43), 0.013, b.metal("silver"))
            b.cylinder(0.02, 0.02, (x * 1.15, y * 1.15, 0), b.paint("dark grey", 0.8))


@prop("bathroom scale", colour="white", text=("71.4",))
def bathroom_scale(b: Build) -> None:
    b.box((0.3, 0.3, 0.03), (0, 0, 0), b.paint(b.colour, 0.15), round=0.01)
    if b.text:
        image = product_label(b.text[:1], 2.4, "#c3cfbe", "#c3cfbe")
        b.panel(0.11, 0.045, (0, 0.095, 0.0306), b.printed(image, 0.3), facing="up")


@prop("hot water bottle", colour="red")
def hot_water_bottle(b: Build) -> None:
    """Lies, filled."""
    loft(b, [(0, 0, 0), (0, 0.16, 0.22), (0.02, 0.2, 0.27), (0.045, 0.16, 0.22), (0.052, 0, 0)], (0, -0.02, 0),
        b.paint(b.colour, 0.5), power=3)  # fmt: skip
    b.cylinder(0.025, 0.07, (0, 0.105, 0.025), b.paint(b.colour, 0.5), tip=(-90, 0))
    b.cylinder(0.03, 0.03, (0, 0.16, 0.025), b.paint("black", 0.5), tip=(-90, 0))
    for k in range(7):
        b.box((0.006, 0.19, 0.004), (-0.06 + 0.02 * k, -0.02, 0.049), b.paint(b.colour, 0.5), round=0.001)
