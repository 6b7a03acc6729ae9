"""Medication and medical devices."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.parts import label_round, loft, loft_label, product_label

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build


@prop("loose pills", colour="white", states=("mixed",))
@prop("pills", colour="white", states=("mixed",))
def loose_pills(b: Build) -> None:
    """A small heap of round tablets and capsules; "mixed": of several colours."""
    colours = (b.colour, "pink", "yellow", "pale blue") if b.has("mixed") else (b.colour,)
    for k in range(22):
        r, a = 0.045 * math.sqrt((k + 0.4) / 22), 2.4 * k
        x, y, z = r * math.cos(a), r * math.sin(a), 0.008 * max(0, 1 - r / 0.028)
        colour = colours[k % len(colours)]
        if k % 5 == 2:
            with b.moved((x, y, z + 0.004), turn=70 * k):
                b.rod((-0.007, 0, 0), (0, 0, 0), 0.004, b.paint("red", 0.2))
                b.rod((0, 0, 0), (0.007, 0, 0), 0.004, b.paint(colour, 0.2))
        else:
            b.ball(0.0065, (x, y, z), b.paint(colour, 0.5), (1, 1, 0.5), 14)


@prop("pill organiser", colour="blue", states=("open",))
def pill_organiser(b: Build) -> None:
    """Seven compartments with letters; "open": one lid is up, tablets show."""
    b.box((0.2, 0.04, 0.02), (0, 0, 0), b.paint(b.colour, 0.3))
    for k, day in enumerate("MTWTFSS"):
        x = -0.084 + 0.028 * k
        if b.has("open") and k == 2:
            b.box((0.024, 0.034, 0.001), (x, 0, 0.02), b.paint("dark blue", 0.8), round=0)
            for dx, dy, colour in ((-0.005, 0.004, "white"), (0.005, -0.005, "red"), (0.004, 0.008, "yellow")):
                b.ball(0.005, (x + dx, dy, 0.019), b.paint(colour, 0.4), (1, 1, 0.6), 10)
            b.box((0.025, 0.002, 0.034), (x, 0.02, 0.02), b.paint("white", 0.2, alpha=0.7), tip=(-10, 0))
        else:
            b.box((0.025, 0.036, 0.004), (x, 0, 0.0195), b.paint("white", 0.25))
            b.panel(0.022, 0.024, (x, 0, 0.0239), b.printed(lines_on([day], (90, 98), margin=0.05)), facing="up")


@prop("syringe", colour="#b9d3dc", states=("needle",))
def syringe(b: Build) -> None:
    """Lies; its barrel is clear, its content of that colour; "needle": uncapped."""
    b.rod((-0.06, 0, 0.009), (0.03, 0, 0.009), 0.009, b.paint("#8d9aa0", 0.1, alpha=0.25))
    b.rod((-0.02, 0, 0.009), (0.029, 0, 0.009), 0.0078, b.paint(b.colour, 0.1))
    b.rod((-0.025, 0, 0.009), (-0.02, 0, 0.009), 0.0082, b.paint("black", 0.6))
    b.rod((-0.1, 0, 0.009), (-0.025, 0, 0.009), 0.0035, b.paint("white", 0.4))
    for x, r in ((-0.1, 0.009), (-0.06, 0.015)):
        b.cylinder(r, 0.002, (x, 0, 0.012), b.paint("white", 0.4), tip=(0, 90))
    for k in range(7):
        b.box((0.0008, 0.008, 0.0003), (-0.01 + 0.005 * k, -0.002, 0.0181), b.paint("black"), round=0)
    b.cylinder(0.0055, 0.012, (0.03, 0, 0.009), b.paint("green", 0.4), top=0.003, tip=(0, 90))
    if b.has("needle"):
        b.rod((0.042, 0, 0.009), (0.085, 0, 0.009), 0.0007, b.metal("silver", 0.1))
    else:
        b.rod((0.04, 0, 0.009), (0.085, 0, 0.009), 0.004, b.paint("orange", 0.4))


@prop("insulin pen", colour="dark blue", text=("INSULIN",))
@prop("injection pen", colour="dark blue", text=("INSULIN",))
@prop("adrenaline pen", colour="yellow", text=("ADRENALINE",))
def insulin_pen(b: Build) -> None:
    """Lies, its name on top."""
    b.rod((-0.08, 0, 0.011), (0.05, 0, 0.011), 0.011, b.paint(b.colour, 0.3))
    b.rod((0.05, 0, 0.011), (0.09, 0, 0.011), 0.0085, b.paint("#b9c4c9", 0.15))
    b.rod((0.09, 0, 0.011), (0.1, 0, 0.011), 0.005, b.paint("orange", 0.4))
    b.rod((-0.095, 0, 0.011), (-0.08, 0, 0.011), 0.009, b.paint("grey", 0.4))
    image = lines_on(b.text, (1000, 180), background="white", margin=0.04)
    b.panel(0.105, 0.016, (-0.018, -0.001, 0.0227), b.printed(image), facing="up")


@prop("insulin vial", colour="#dfe8ec", text=("INSULIN",))
@prop("vial", colour="#dfe8ec", text=("VACCINE",))
def vial(b: Build) -> None:
    b.lathe([(0, 0), (0.013, 0), (0.014, 0.002), (0.014, 0.036), (0.007, 0.043), (0.007, 0.047), (0, 0.047)], (0, 0, 0),
        b.paint(b.colour, 0.05))  # fmt: skip
    b.cylinder(0.0095, 0.01, (0, 0, 0.046), b.metal("silver"))
    b.cylinder(0.0085, 0.003, (0, 0, 0.056), b.paint("blue"))
    label_round(b, 0.014, 0.026, 0.006)


@prop("inhaler", colour="blue")
def inhaler(b: Build) -> None:
    """An asthma spray, mouthpiece to the front left."""
    with b.moved((0, 0, 0.0), turn=-25):
        loft(b, [(0.02, 0.034, 0.03), (0.075, 0.034, 0.03), (0.075, 0, 0)], (0, 0, 0), b.paint(b.colour, 0.3), power=3)
        with b.moved((0, 0.0, 0.018), tip=(100, 0)):
            loft(b, [(-0.015, 0, 0), (-0.015, 0.034, 0.034), (0.03, 0.034, 0.03), (0.045, 0.03, 0.024), (0.045, 0, 0)],
                (0, 0, 0), b.paint(b.colour, 0.3), power=3)  # fmt: skip
        b.cylinder(0.0115, 0.032, (0, 0, 0.072), b.metal("silver", 0.3))


@prop("adhesive bandage", colour="#d9a886")
@prop("plasters", colour="#d9a886")
def adhesive_bandage(b: Build) -> None:
    for x, y, turn in ((0, 0, 20), (0.03, -0.035, -35)):
        with b.moved((x, y, 0.001), turn=turn):
            loft(b, [(0, 0.075, 0.02), (0.001, 0, 0)], (0, 0, 0), b.paint(b.colour, 0.7), power=4)
            b.box((0.022, 0.019, 0.0012), (0, 0, 0.0002), b.paint("#f2e3d5", 0.9), round=0)


@prop("bandage roll", colour="white")
@prop("gauze bandage", colour="white")
def bandage_roll(b: Build) -> None:
    b.lathe([(0.006, 0), (0.03, 0), (0.03, 0.06), (0.006, 0.06)], (0, 0, 0.03),
        b.paint(b.colour, 1, pattern="checker", second="pale grey", scale=60), tip=(0, 90))  # fmt: skip
    b.box((0.06, 0.12, 0.002), (0.03, -0.06, 0), b.paint(b.colour, 1), round=0)


@prop("first aid kit", colour="green", text=("FIRST AID",))
def first_aid_kit(b: Build) -> None:
    b.box((0.3, 0.1, 0.2), (0, 0, 0), b.paint(b.colour, 0.4), round=0.015)
    b.tube([(-0.05, 0, 0.198), (-0.045, 0, 0.235), (0.045, 0, 0.235), (0.05, 0, 0.198)], 0.009, b.paint("dark grey"))
    for size in ((0.06, 0.002, 0.02), (0.02, 0.002, 0.06)):
        b.box(size, (0, -0.05, 0.13 - size[2] / 2), b.paint("white"), round=0)
    if b.text:
        b.panel(0.24, 0.05, (0, -0.0508, 0.03), b.printed(lines_on(b.text, (960, 200), background=b.colour)))


@prop("medicine cup", colour="#b9322f")
def medicine_cup(b: Build) -> None:
    """A measuring cup with a dose of syrup."""
    b.lathe([(0, 0), (0.015, 0), (0.021, 0.035)], (0, 0, 0), b.paint("#8d9aa0", 0.1, alpha=0.25))
    b.lathe([(0, 0.002), (0.0145, 0.002), (0.018, 0.021), (0, 0.021)], (0, 0, 0), b.paint(b.colour, 0.1))


@prop("eye drops", colour="white", text=("EYE", "DROPS"))
@prop("nose spray", colour="white", text=("NOSE", "SPRAY"))
def eye_drops(b: Build) -> None:
    b.lathe([(0, 0), (0.0155, 0), (0.016, 0.002), (0.016, 0.045), (0.008, 0.05), (0, 0.05)], (0, 0, 0),
        b.paint(b.colour, 0.3))  # fmt: skip
    b.cylinder(0.0105, 0.025, (0, 0, 0.05), b.paint("blue", 0.4), top=0.006)
    label_round(b, 0.016, 0.036, 0.004)


@prop("oxygen on a cart", colour="white", text=("OXYGEN",), states=("mask",))
def oxygen_cylinder(b: Build) -> None:
    """A cylinder on a small cart, with a regulator and a tube; "mask": the mask lies before it."""
    b.lathe([(0, 0.06), (0.055, 0.06), (0.057, 0.07), (0.057, 0.58), (0.045, 0.63), (0.018, 0.66), (0.018, 0.68),
        (0, 0.68)], (0, 0, 0), b.paint(b.colour, 0.3))  # fmt: skip
    b.lathe([(0.0575, 0.56), (0.0575, 0.58), (0.0455, 0.63), (0.02, 0.66)], (0, 0, 0.001),
        b.paint("dark green" if b.colour == "white" else "white", 0.3))  # fmt: skip
    steel = b.metal("silver")
    b.cylinder(0.014, 0.05, (0, 0, 0.68), b.metal("brass"))
    b.cylinder(0.025, 0.02, (0, -0.02, 0.71), steel, tip=(90, 0))
    b.cylinder(0.022, 0.001, (0, -0.0405, 0.71), b.paint("white"), tip=(90, 0))
    for x in (-0.06, 0.06):
        b.rod((x, 0.05, 0.05), (x, 0.09, 1.0), 0.009, steel)
        b.cylinder(0.055, 0.02, (x * 1.5 - 0.01, 0.07, 0.055), b.paint("black", 0.7), tip=(0, 90))
    b.rod((-0.06, 0.09, 1.0), (0.06, 0.09, 1.0), 0.009, steel)
    b.box((0.13, 0.12, 0.012), (0, 0.01, 0.045), steel)
    b.rod((0, -0.03, 0), (0, -0.03, 0.05), 0.01, b.paint("black"))
    label_round(b, 0.057, 0.2, 0.25)
    tube = [(0, -0.03, 0.7), (0.1, -0.12, 0.6), (0.14, -0.16, 0.2), (0.08, -0.24, 0.01), (-0.06, -0.28, 0.012)]
    b.tube(tube, 0.0035, b.paint("pale green", 0.2))
    if b.has("mask"):
        with b.moved((-0.1, -0.28, 0.0), turn=20):
            b.lathe([(0.045, 0.0), (0.04, 0.025), (0.02, 0.045), (0, 0.05)], (0, 0, 0),
                b.paint("pale green", 0.1, alpha=0.55))  # fmt: skip
            b.tube([(-0.045, 0, 0.005), (-0.08, 0.05, 0.005), (0, 0.1, 0.005), (0.08, 0.05, 0.005), (0.045, 0, 0.005)],
                0.002, b.paint("white"))  # fmt: skip


@prop("oxygen concentrator", colour="pale grey", text=("OXYGEN",))
def oxygen_concentrator(b: Build) -> None:
    b.box((0.36, 0.32, 0.6), (0, 0, 0.04), b.paint(b.colour, 0.4), round=0.04)
    for k in range(8):
        b.box((0.2, 0.004, 0.008), (0, -0.1605, 0.12 + 0.022 * k), b.paint("dark grey"), round=0)
    for x in (-0.13, 0.13):
        for y in (-0.11, 0.11):
            b.cylinder(0.025, 0.04, (x, y, 0), b.paint("black"))
    b.cylinder(0.012, 0.12, (0.1, -0.165, 0.42), b.paint("white", 0.1, alpha=0.6))
    b.ball(0.008, (0.1, -0.176, 0.48), b.paint("black"), steps=8)
    if b.text:
        b.panel(0.16, 0.06, (-0.06, -0.1608, 0.5), b.printed(lines_on(b.text, (640, 240), background="white")))
    b.tube([(0.1, -0.165, 0.41), (0.16, -0.25, 0.25), (0.1, -0.3, 0.01), (-0.1, -0.26, 0.008), (-0.02, -0.34, 0.008)],
        0.003, b.paint("pale green"))  # fmt: skip
    b.anchor("cord", (0, 0.16, 0.1))


@prop("crutch", colour="silver")
def crutch(b: Build) -> None:
    """Upright: lean it on something."""
    b.rod((0, 0, 0.01), (0, 0, 0.98), 0.011, b.metal(b.colour))
    b.cylinder(0.018, 0.04, (0, 0, 0), b.paint("black", 0.8))
    b.rod((0, 0, 0.9), (0, -0.12, 0.9), 0.014, b.paint("dark grey", 0.7))
    b.rod((0, 0, 0.97), (0, 0.05, 1.2), 0.011, b.metal(b.colour))
    b.lathe([(0.045, 0), (0.05, 0.035)], (0, 0.03, 1.18), b.paint("dark grey", 0.5))


@prop("walking stick", colour="wood")
def walking_stick(b: Build) -> None:
    """Upright: lean it on something."""
    b.tube([(0, 0, 0.02), (0, 0, 0.45), (0, 0, 0.82), (0, -0.03, 0.9), (0, -0.08, 0.91), (0, -0.11, 0.86)], 0.011,
        b.paint(b.colour, 0.4))  # fmt: skip
    b.cylinder(0.015, 0.03, (0, 0, 0), b.paint("black", 0.8))


@prop("walking frame", colour="silver")
@prop("walker", colour="silver")
def walking_frame(b: Build) -> None:
    steel = b.metal(b.colour)
    for x in (-0.28, 0.28):
        b.tube([(x, -0.25, 0.02), (x, -0.22, 0.5), (x, -0.2, 0.84), (x, -0.08, 0.87), (x * 0.9, 0.12, 0.84),
            (x * 0.95, 0.18, 0.4), (x, 0.22, 0.02)], 0.013, steel)  # fmt: skip
        b.rod((x, -0.12, 0.87), (x, 0.0, 0.868), 0.019, b.paint("dark grey", 0.7))
        for y in (-0.25, 0.22):
            b.cylinder(0.02, 0.035, (x, y, 0), b.paint("dark grey", 0.8))
    for z in (0.3, 0.7):
        b.rod((-0.27, 0.165 + 0.04 * (0.7 - z), z), (0.27, 0.165 + 0.04 * (0.7 - z), z), 0.012, steel)


@prop("rollator", colour="dark red")
def rollator(b: Build) -> None:
    """A walking frame with wheels, a seat and a basket."""
    frame = b.paint(b.colour, 0.3)
    for x in (-0.26, 0.26):
        b.rod((x, -0.28, 0.1), (x * 0.95, 0.1, 0.85), 0.014, frame)
        b.rod((x, 0.26, 0.1), (x * 0.97, -0.02, 0.55), 0.014, frame)
        b.rod((x * 0.95, 0.1, 0.85), (x * 0.95, 0.2, 0.87), 0.018, b.paint("black", 0.7))
        for y in (-0.28, 0.26):
            b.lathe([(0.03, -0.014), (0.09, -0.014), (0.1, -0.006), (0.1, 0.006), (0.09, 0.014), (0.03, 0.014),
                (0.03, -0.014)], (x, y, 0.1), b.paint("dark grey", 0.7), tip=(0, 90))  # fmt: skip
            b.cylinder(0.03, 0.02, (x - 0.01, y, 0.1), b.paint("silver"), tip=(0, 90))
    b.box((0.5, 0.24, 0.03), (0, 0.0, 0.54), b.paint("black", 0.7), round=0.01)
    b.tube([(-0.24, 0.1, 0.8), (0, 0.16, 0.8), (0.24, 0.1, 0.8)], 0.02, b.paint("black", 0.7))
    b.box((0.36, 0.22, 0.16), (0, -0.12, 0.32), b.paint("dark grey", 0.9), round=0.01)


@prop("infusion stand", colour="#c9d9de", text=("SALINE",))
@prop("drip", colour="#c9d9de", text=("SALINE",))
def infusion_stand(b: Build) -> None:
    """A bag of infusion on a wheeled stand."""
    steel = b.metal("silver")
    for k in range(5):
        a = 2 * math.pi * k / 5
        b.rod((0, 0, 0.08), (0.26 * math.cos(a), 0.26 * math.sin(a), 0.05), 0.012, steel)
        b.ball(0.024, (0.26 * math.cos(a), 0.26 * math.sin(a), 0), b.paint("black"), steps=12)
    b.rod((0, 0, 0.05), (0, 0, 1.85), 0.011, steel)
    b.tube([(-0.12, 0, 1.88), (-0.1, 0, 1.85), (0, 0, 1.85), (0.1, 0, 1.85), (0.12, 0, 1.88)], 0.006, steel)
    body = [(0, 0, 0), (0.01, 0.1, 0.03), (0.04, 0.14, 0.05), (0.16, 0.14, 0.04), (0.24, 0.13, 0.012), (0.25, 0, 0)]
    loft(b, body, (-0.1, 0, 1.58), b.paint(b.colour, 0.08, alpha=0.85), power=4)
    if b.text:
        loft_label(b, body, 0.06, 0.16, product_label(b.text, 1.1, "blue"), (-0.1, 0, 1.58), share=0.8)
    b.tube([(-0.1, 0, 1.58), (-0.1, -0.02, 1.3), (-0.04, -0.1, 0.8), (0.1, -0.14, 0.9)], 0.0035,
        b.paint("#c9d9de", 0.1))  # fmt: skip


@prop("hearing aid", colour="#c9a184")
@prop("hearing aids", colour="#c9a184")
def hearing_aids(b: Build) -> None:
    """Two of them, lying."""
    for x, turn in ((-0.025, 20), (0.03, -30)):
        with b.moved((x, 0, 0.006), turn=turn):
            b.tube([(-0.012, -0.01, 0), (-0.014, 0.004, 0), (-0.004, 0.014, 0), (0.008, 0.01, 0)], 0.0055,
                b.paint(b.colour, 0.3))  # fmt: skip
            b.tube([(0.008, 0.01, 0), (0.018, 0.004, 0), (0.02, -0.012, 0)], 0.0013, b.paint("#dfe7ea", 0.1))
            b.ball(0.005, (0.02, -0.016, -0.005), b.paint("#dfe7ea", 0.2), steps=12)


@prop("dentures", colour="#d98a93")
def dentures(b: Build) -> None:
    for k in range(2):
        with b.moved((0, 0, 0.016 * k)):
            arc = [(0.028 * math.cos(a), 0.03 * math.sin(a) + 0.01, 0.007)
                for a in [math.pi + math.pi * j / 6 for j in range(7)]]  # fmt: skip
            b.tube(arc, 0.0065, b.paint(b.colour, 0.2))
            for j in range(12):
                a = math.pi + math.pi * (j + 0.5) / 12
                b.box((0.0068, 0.005, 0.008), (0.0315 * math.cos(a), 0.0335 * math.sin(a) + 0.01, 0.005),
                    b.paint("ivory", 0.15), turn=math.degrees(a) + 90, round=0.0015)  # fmt: skip


@prop("contact lens case", colour="white")
def contact_lens_case(b: Build) -> None:
    b.box((0.05, 0.026, 0.008), (0, 0, 0), b.paint(b.colour, 0.3))
    for x, colour, letter in ((-0.0175, "blue", "L"), (0.0175, "green", "R")):
        b.cylinder(0.0145, 0.012, (x, 0, 0.003), b.paint(colour, 0.3))
        b.panel(0.014, 0.014, (x, 0, 0.0154), b.printed(lines_on([letter], (90, 90), background=colour)), facing="up")


@prop("stethoscope", colour="dark blue")
def stethoscope(b: Build) -> None:
    """Lies."""
    tube = b.paint(b.colour, 0.4)
    b.tube([(0, -0.02, 0.006), (0.02, -0.1, 0.006), (0.1, -0.12, 0.006), (0.16, -0.06, 0.006)], 0.0055, tube)
    for s in (-1, 1):
        b.tube([(0, -0.02, 0.006), (s * 0.035, 0.04, 0.006), (s * 0.05, 0.11, 0.006)], 0.005, tube)
        b.tube([(s * 0.05, 0.11, 0.006), (s * 0.05, 0.16, 0.006), (s * 0.03, 0.19, 0.006)], 0.003, b.metal("silver"))
        b.ball(0.006, (s * 0.028, 0.192, 0), b.paint("black", 0.4), steps=10)
    b.cylinder(0.022, 0.012, (0.17, -0.05, 0), b.metal("silver"))
    b.cylinder(0.019, 0.001, (0.17, -0.05, 0.012), b.paint("pale grey", 0.3))


@prop("face mask", colour="pale blue")
def face_mask(b: Build) -> None:
    b.box((0.17, 0.09, 0.004), (0, 0, 0), b.paint(b.colour, 0.9), round=0.001)
    for y in (-0.02, 0, 0.02):
        b.box((0.17, 0.004, 0.006), (0, y, 0), b.paint(b.colour, 0.9), round=0.002)
    for s in (-1, 1):
        b.tube([(s * 0.085, 0.035, 0.003), (s * 0.13, 0.02, 0.003), (s * 0.13, -0.02, 0.003),
            (s * 0.085, -0.035, 0.003)], 0.0015, b.paint("white"))  # fmt: skip


@prop("medical gloves", colour="lilac", text=("GLOVES",))
@prop("tissues", colour="pale blue", text=("TISSUES",))
def glove_box(b: Build) -> None:
    """A box with what is in it coming out at the top."""
    b.box((0.24, 0.12, 0.08), (0, 0, 0), b.paint(b.colour, 0.5), round=0.002)
    b.cylinder(0.035, 0.001, (0, 0, 0.08), b.paint("dark grey"))
    paint = b.paint("lilac" if b.colour == "lilac" else "white", 0.8)
    for k in range(3):
        a = 2.1 * k
        b.sheet([(0.02 * math.cos(a), 0.02 * math.sin(a), 0.08), (0.04 * math.cos(a + 0.8), 0.03 * math.sin(a + 0.8),
            0.13), (0.01 * math.cos(a), 0.01, 0.15), (-0.03 * math.cos(a), -0.02 * math.sin(a), 0.12)], paint,
            0.002)  # fmt: skip
    if b.text:
        b.panel(0.2, 0.05, (0, -0.0608, 0.015), b.printed(lines_on(b.text, (800, 200), background=b.colour)))


@prop("sharps container", colour="yellow", text=("SHARPS",))
@prop("biohazard bin", colour="yellow", text=("BIO-", "HAZARD"))
def sharps_container(b: Build) -> None:
    loft(b, [(0, 0, 0), (0, 0.15, 0.12), (0.2, 0.17, 0.14), (0.2, 0, 0)], (0, 0, 0), b.paint(b.colour, 0.4), power=6)
    loft(b, [(0.2, 0.18, 0.15), (0.215, 0.18, 0.15), (0.23, 0.13, 0.1), (0.23, 0, 0)], (0, 0, 0), b.paint("red", 0.4),
        power=6)  # fmt: skip
    b.cylinder(0.035, 0.002, (0, 0, 0.23), b.paint("black"))
    if b.text:
        loft_label(b, [(0, 0.15, 0.12), (0.2, 0.17, 0.14)], 0.04, 0.16, product_label(b.text, 1.1, "red"), power=6)


@prop("emergency call button", colour="red")
@prop("panic button", colour="red")
def emergency_button(b: Build) -> None:
    """A round button on a cord round the neck, lying."""
    b.lathe([(0, 0), (0.024, 0), (0.025, 0.006), (0.018, 0.012), (0, 0.012)], (0, 0, 0), b.paint("white", 0.4))
    b.lathe([(0.014, 0), (0.012, 0.004), (0, 0.005)], (0, 0, 0.0115), b.paint(b.colour, 0.3))
    b.tube([(-0.01, 0.022, 0.005), (-0.07, 0.1, 0.003), (-0.05, 0.2, 0.003), (0.05, 0.2, 0.003), (0.07, 0.1, 0.003),
        (0.01, 0.022, 0.005)], 0.0018, b.paint("dark grey"))  # fmt: skip


@prop("pregnancy test", colour="white", text=("+",))
def pregnancy_test(b: Build) -> None:
    """Lies, its window up."""
    b.box((0.14, 0.024, 0.01), (0, 0, 0), b.paint(b.colour, 0.3), round=0.004)
    b.box((0.04, 0.026, 0.012), (0.06, 0, 0), b.paint("pink", 0.3), round=0.004)
    image = lines_on(b.text, (360, 160), background="#eef1f2", ink="#b3266b", margin=0.05)
    b.panel(0.036, 0.014, (-0.015, 0, 0.0106), b.printed(image), facing="up")
