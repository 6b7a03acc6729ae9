"""Devices of office, car and living room that cases asked for, and furniture of special build."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from oodmmsafe.scenes.colours import srgb
from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.parts import LABEL, loft

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build, Point


# --- car, cables


@prop("airbag lamp", colour="orange", text=("PASSENGER", "AIRBAG ON"))
def airbag_lamp(b: Build) -> None:
    """A black panel with glowing text, tilted to the viewer."""
    with b.moved((0, 0.012, 0.008), tip=(-38, 0)):
        b.box((0.13, 0.012, 0.066), (0, 0, 0), b.paint("black", 0.35), round=0.004)
        if b.text:
            image = lines_on(b.text, (640, 320), background="#08090a", ink=b.colour, margin=0.07)
            b.panel(0.122, 0.059, (0, -0.0065, 0.0035), b.printed(image, 0.2, glow=1.6))
    b.box((0.12, 0.04, 0.01), (0, 0.02, 0), b.paint("black", 0.6))


def _plug_with_pins(b: Build, at: Point, turn: float) -> None:
    """A big plug that lies, its two long pins to the front."""
    with b.moved(at, turn):
        b.tube([(0, 0.05, 0.02), (0, 0.03, 0.022)], 0.011, b.paint("black", 0.5))
        with b.moved((0, 0.035, 0.024), tip=(90, 0)):
            b.lathe([(0, 0), (0.011, 0), (0.021, 0.025), (0.021, 0.055), (0.018, 0.06), (0, 0.06)], (0, 0, 0),
                b.paint("black", 0.4), 24)  # fmt: skip
        for x in (-0.0095, 0.0095):
            b.rod((x, -0.02, 0.024), (x, -0.055, 0.024), 0.0034, b.metal("brass", 0.25))


@prop("two-plug cable", colour="orange")
def two_plug_cable(b: Build) -> None:
    """A coil of thick cable with a plug, its pins bare, at both ends."""
    skin = b.paint(b.colour, 0.5)
    points = []
    for k in range(58):
        a = k * 0.62
        r = 0.125 + 0.018 * math.sin(k * 1.7)
        points.append((r * 1.15 * math.cos(a), 0.06 + r * math.sin(a), 0.013 + 0.042 * (k / 57) + 0.004 * math.sin(k)))
    b.tube([(-0.1, -0.13, 0.022), (-0.12, -0.07, 0.012), (-0.06, -0.03, 0.01), (0.05, -0.04, 0.009), *points[2:],
            (0.16, -0.01, 0.03), (0.13, -0.07, 0.012), (0.1, -0.13, 0.022)], 0.0085, skin)  # fmt: skip
    for a in (0.5, 2.4, 4.2):
        x, y = 0.145 * math.cos(a), 0.06 + 0.127 * math.sin(a)
        with b.moved((x, y, 0.032), turn=math.degrees(a)):
            b.tube([(0.03 * math.cos(t), 0, 0.036 * math.sin(t)) for t in (0, 1.05, 2.1, 3.14, 4.2, 5.2)], 0.004,
                b.paint("black"), closed=True)  # fmt: skip
    _plug_with_pins(b, (-0.1, -0.18, 0), -8)
    _plug_with_pins(b, (0.1, -0.18, 0), 12)


# --- office


@prop("usb stick", colour="blue", text=())
@prop("memory stick", colour="blue", text=())
def usb_stick(b: Build) -> None:
    """It lies, its metal plug to the left; with text a tag on a string lies before it."""
    b.box((0.058, 0.026, 0.012), (0.014, 0, 0), b.paint(b.colour, 0.4), round=0.004)
    b.box((0.024, 0.0175, 0.007), (-0.0265, 0, 0.0025), b.metal("silver", 0.25), round=0.0008)
    for y in (-0.0045, 0.0045):
        b.box((0.005, 0.0045, 0.0005), (-0.031, y, 0.0094), b.paint("black"), round=0)
    b.tube([(0.042 + 0.008 * math.cos(t), 0.008 * math.sin(t), 0.006) for t in (0, 1.57, 3.14, 4.71)], 0.0016,
        b.metal("silver"), closed=True)  # fmt: skip
    if b.text:
        b.tube([(0.05, 0, 0.004), (0.06, -0.015, 0.002), (0.055, -0.03, 0.002), (0.04, -0.04, 0.002)], 0.001,
            b.paint("white", 0.9))  # fmt: skip
        b.box((0.1, 0.05, 0.0012), (-0.005, -0.055, 0.0), b.paint(LABEL, 0.8), round=0)
        b.panel(0.098, 0.048, (-0.005, -0.055, 0.0018), b.printed(lines_on(b.text, (640, 313), background=LABEL)),
            facing="up")  # fmt: skip


def _bar_code(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int], seed: int = 5) -> None:
    x, top, right, bottom = box
    k = seed
    while x < right - 8:
        k = (k * 73 + 41) % 997
        wide = 2 + k % 5
        pen.rectangle((x, top, x + wide, bottom), fill=srgb("black"))
        x += wide + 2 + (k // 7) % 4


def _square_code(size: int, seed: int) -> Image.Image:
    """A pattern like that of a square code; it encodes nothing."""
    n = 21
    image = Image.new("RGB", (n + 4, n + 4), srgb("white"))
    k = seed
    for i in range(n):
        for j in range(n):
            k = (k * 1103515245 + 12345) % 2**31
            if k >> 16 & 1:
                image.putpixel((i + 2, j + 2), (0, 0, 0))
    pen = ImageDraw.Draw(image)
    for i, j in ((0, 0), (n - 7, 0), (0, n - 7)):
        pen.rectangle((i + 1, j + 1, i + 9, j + 9), fill=(255, 255, 255))
        pen.rectangle((i + 2, j + 2, i + 8, j + 8), fill=(0, 0, 0))
        pen.rectangle((i + 3, j + 3, i + 7, j + 7), fill=(255, 255, 255))
        pen.rectangle((i + 4, j + 4, i + 6, j + 6), fill=(0, 0, 0))
    return image.resize((size, size), Image.Resampling.NEAREST)


@prop("till receipt", colour="white", text=("SHOP", "2 x SHOES", "TOTAL 89.90", "2 years", "guarantee"))
@prop("receipt", colour="white", text=("SHOP", "2 x SHOES", "TOTAL 89.90", "2 years", "guarantee"))
def till_receipt(b: Build) -> None:
    """A long narrow strip with printed lines and a bar code at its foot, its ends curled up a little."""
    width, height = 360, 1040
    image = Image.new("RGB", (width, height), srgb("#fbfbf8"))
    pen = ImageDraw.Draw(image)
    y = 30
    for number, line in enumerate(b.text):
        part = lines_on([line], (width - 30, 100), background="#fbfbf8", margin=0.03,
            face="bold" if number == 0 else "mono")  # fmt: skip
        image.paste(part, (15, y))
        y += 112
    while y < height - 200:
        pen.rectangle((30, y, 210, y + 9), fill=srgb("grey"))
        pen.rectangle((270, y, 330, y + 9), fill=srgb("grey"))
        y += 30
    _bar_code(pen, (40, height - 150, 320, height - 50))
    rows = []
    for k in range(17):
        t = k / 16
        z = 0.001 + 0.02 * max(0, 0.22 - t) ** 2 / 0.05 + 0.02 * max(0, t - 0.78) ** 2 / 0.05
        rows.append([(x, -0.13 + 0.26 * t, z) for x in (-0.045, 0, 0.045)])
    b.surface(rows, b.printed(image, 0.8))


@prop("laminator", colour="pale grey")
def laminator(b: Build) -> None:
    """An office laminator; half of a shiny pouch sticks out of its slit."""
    skin, dark = b.paint(b.colour, 0.45), b.paint("#2e3033", 0.5)
    loft(b, [(0, 0, 0), (0, 0.38, 0.14), (0.02, 0.385, 0.145), (0.065, 0.37, 0.12), (0.085, 0.34, 0.09), (0.085, 0, 0)],
        (0, 0, 0), skin, power=7, steps=56)  # fmt: skip
    b.box((0.3, 0.03, 0.016), (0, -0.062, 0.026), dark, round=0.004)
    b.box((0.27, 0.006, 0.005), (0, -0.0775, 0.032), b.paint("black", 0.9), round=0)
    b.box((0.075, 0.06, 0.01), (0.13, 0, 0.079), dark, round=0.004)
    b.cylinder(0.006, 0.004, (0.115, 0.0, 0.0885), b.paint("#30e060", glow=5))
    b.cylinder(0.012, 0.008, (0.145, 0.0, 0.0885), b.paint("pale grey"))
    b.sheet([(-0.105, -0.07, 0.034), (0.105, -0.07, 0.034), (0.105, -0.17, 0.02), (-0.105, -0.17, 0.02)],
        b.paint("#dfe9f0", 0.05, alpha=0.55), 0.002)  # fmt: skip
    b.sheet([(-0.09, -0.07, 0.0345), (0.09, -0.07, 0.0345), (0.09, -0.155, 0.0225), (-0.09, -0.155, 0.0225)],
        b.paint("white", 0.15), 0.0022)  # fmt: skip
    b.anchor("cord", (0.15, 0.07, 0.02))


@prop("boarding pass", colour="blue", text=("A. MILLER", "FLIGHT 417", "CODE X7QK2P"), states=("face down",))
def boarding_pass(b: Build) -> None:
    """An airline's card, flat: a stripe, name, booking code, square bar code. "face down": its blank back."""
    width, height = 1050, 450
    image = Image.new("RGB", (width, height), srgb("#fafaf7"))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width, 84), fill=srgb(b.colour))
    if not b.has("face down"):
        image.paste(lines_on(["BOARDING PASS"], (600, 78), background=b.colour, ink="white", align="left"), (0, 3))
        if b.text:
            image.paste(lines_on(b.text, (640, 340), background="#fafaf7", margin=0.04, align="left"), (10, 95))
        image.paste(_square_code(300, 77), (700, 110))
        for y in range(90, height, 24):
            pen.rectangle((676, y, 680, y + 12), fill=srgb("grey"))
    b.box((0.21, 0.09, 0.001), (0, 0, 0), b.paint("white"), round=0)
    b.panel(0.21, 0.09, (0, 0, 0.0015), b.printed(image, 0.4), facing="up")


def _in_two(line: str) -> list[str]:
    """A long line broken at the mark nearest to its middle."""
    marks = [k for k in range(3, len(line) - 3) if line[k] in " -./"]
    if len(line) < 12 or not marks:
        return [line]
    middle = min(marks, key=lambda k: abs(k - len(line) / 2))
    return [line[:middle].strip(), line[middle:].strip()]


@prop("pay sign with code", colour="blue", text=("PAY HERE", "SCAN", "PARK-PAY.EXAMPLE"), states=("sticker",))
def pay_sign(b: Build) -> None:
    """A parking sign on a post with a square code; "sticker": a crooked sticker (its text: the last line) covers it."""
    lines = b.text[:-1] if b.has("sticker") and len(b.text) > 1 else b.text
    width, height = 600, 940
    image = Image.new("RGB", (width, height), srgb("#f6f6f2"))
    image.paste(lines_on(["P"], (width, 250), background=b.colour, ink="white", margin=0.05), (0, 0))
    for number, line in enumerate(lines):
        step = 290 // len(lines)
        image.paste(lines_on([line], (width - 20, step), background="#f6f6f2", margin=0.04), (10, 260 + number * step))
    image.paste(_square_code(350, 12), (125, 565))
    b.cylinder(0.03, 1.6, (0, 0.045, 0), b.metal("steel", 0.5))
    b.cylinder(0.1, 0.02, (0, 0.045, 0), b.metal("steel", 0.5))
    b.box((0.46, 0.02, 0.72), (0, 0, 0.92), b.metal("silver", 0.5), round=0.006)
    b.panel(0.45, 0.705, (0, -0.0105, 0.9275), b.printed(image))
    if b.has("sticker"):
        yellow = "#ffd91c"
        patch = Image.new("RGB", (460, 560), srgb(yellow))
        patch.paste(_square_code(360, 991), (50, 20))
        if b.text:
            patch.paste(lines_on(_in_two(b.text[-1]), (450, 175), background=yellow, margin=0.02), (5, 380))
        with b.moved((0.02, -0.0125, 0.93), tip=(0, 9)):
            b.sheet(
                [(-0.178, 0.0008, -0.004), (0.178, 0.0008, -0.004), (0.178, 0.0008, 0.424), (-0.178, 0.0008, 0.424)],
                b.paint("#8a7a1c"),
                0.0016,
            )
            b.panel(0.35, 0.42, (0, -0.0006, -0.002), b.printed(patch, 0.3))


# --- living room


@prop("CRT television", colour="wood", states=("back off",))
def crt_television(b: Build) -> None:
    """An old deep television; "back off": its back cover lies beside it, the neck of the tube can be seen."""
    wood, dark = b.paint(b.colour, 0.5), b.paint("#26282a", 0.5)
    for size, at in (((0.62, 0.34, 0.02), (0, -0.02, 0.03)), ((0.62, 0.34, 0.02), (0, -0.02, 0.46)),
                     ((0.02, 0.34, 0.45), (-0.3, -0.02, 0.03)), ((0.02, 0.34, 0.45), (0.3, -0.02, 0.03))):  # fmt: skip
        b.box(size, at, wood, round=0.006)
    for x in (-0.25, 0.25):
        b.box((0.05, 0.3, 0.03), (x, -0.02, 0), dark)
    b.box((0.58, 0.02, 0.41), (0, -0.17, 0.05), dark)
    rows = []
    for i in range(11):
        v = i / 5 - 1
        rows.append([(-0.075 + 0.2 * u * (1 - 0.03 * v * v), -0.186 - 0.022 * (1 - u * u * 0.5) * (1 - v * v * 0.5),
                      0.255 + 0.165 * v * (1 - 0.03 * u * u)) for u in (j / 5 - 1 for j in range(11))])  # fmt: skip
    b.surface(rows, b.paint("#39423f", 0.06))
    b.box((0.42, 0.02, 0.345), (-0.075, -0.176, 0.083), b.paint("#101112", 0.4), round=0.02)
    for z in (0.37, 0.28):
        b.cylinder(0.036, 0.025, (0.215, -0.181, z), b.metal("silver", 0.3), tip=(90, 0))
        b.box((0.008, 0.012, 0.06), (0.215, -0.208, z - 0.03), dark)
    for k in range(8):
        b.box((0.12, 0.006, 0.006), (0.215, -0.181, 0.08 + 0.017 * k), b.paint("#8d7a58", 0.6), round=0)
    for side in (-1, 1):
        b.rod((0, 0.0, 0.48), (side * 0.24, 0.05, 0.82), 0.003, b.metal("silver"))
    b.cylinder(0.03, 0.02, (0, 0, 0.478), dark)
    back = [(0, 0.56, 0.4), (0.02, 0.56, 0.4), (0.13, 0.34, 0.26), (0.2, 0.3, 0.22), (0.2, 0, 0)]
    if not b.has("back off"):
        with b.moved((0, 0.145, 0.255), tip=(-90, 0)):
            loft(b, back, (0, 0, 0), dark, power=7, steps=56)
        b.anchor("cord", (0.1, 0.34, 0.15))
        return
    with b.moved((0.66, 0.02, 0.0)):
        loft(b, [(0.0, 0.56, 0.4), (0.001, 0, 0)], (0, 0, 0), b.paint("#1b1c1e", 0.8), power=7)
        loft(b, back, (0, 0, 0), dark, power=7, steps=56)
        for k in range(9):
            b.box((0.2, 0.008, 0.002), (0, -0.08 + 0.02 * k, 0.2), b.paint("black", 0.9), round=0)
    with b.moved((0, 0.14, 0.255), tip=(-90, 0)):
        b.lathe([(0.19, -0.26), (0.17, -0.1), (0.06, 0.08), (0.03, 0.1), (0.028, 0.24), (0, 0.24)], (0, 0, 0),
            b.paint("#6c7a7c", 0.1))  # fmt: skip
        b.lathe([(0.05, 0.06), (0.075, 0.08), (0.06, 0.13), (0.032, 0.135)], (0, 0, 0), b.metal("copper", 0.4))
        b.cylinder(0.03, 0.02, (0, 0, 0.23), b.paint("pale grey"))
    b.box((0.5, 0.2, 0.004), (0, 0.2, 0.052), b.paint("#2f6a3a", 0.6), round=0)
    for k in range(12):
        b.cylinder(0.012, 0.035, (-0.2 + 0.037 * k, 0.24 - 0.02 * (k % 3), 0.055),
            b.paint(("#2a4a8c", "black", "#c8861d")[k % 3], 0.4))  # fmt: skip
    b.tube([(0.12, 0.1, 0.35), (0.2, 0.3, 0.3), (0.15, 0.34, 0.1)], 0.005, b.paint("red", 0.5))


@prop("tall chest of drawers", colour="pale wood", states=("open",))
def tall_chest(b: Build) -> None:
    """Five drawers; "open": the lower three are pulled out like stairs."""
    wood, front = b.paint(b.colour, 0.5), b.paint(b.colour, 0.42)
    dark, knob = b.paint("#3a2c1e", 0.9), b.metal("#4a4640", 0.4)
    w, d, h = 0.8, 0.45, 1.15
    b.box((w, 0.015, h - 0.1), (0, d / 2 - 0.01, 0.07), dark)
    for x in (-w / 2 + 0.01, w / 2 - 0.01):
        b.box((0.02, d, h - 0.03), (x, 0, 0), wood)
    b.box((w + 0.03, d + 0.02, 0.03), (0, -0.005, h - 0.03), wood, round=0.006)
    b.box((w - 0.03, d - 0.03, 0.07), (0, 0.01, 0), wood)
    step = (h - 0.11) / 5
    for k in range(5):
        z = 0.075 + k * step
        out = (0.33, 0.23, 0.13)[k] if b.has("open") and k < 3 else 0.0
        y = -d / 2 - out
        b.box((w - 0.045, 0.4, 0.012), (0, 0.01 - out, z + 0.02), dark, round=0)
        for x in (-0.35, 0.35):
            b.box((0.012, 0.4, step - 0.05), (x, 0.01 - out, z + 0.015), b.paint("#d9c39c", 0.7), round=0)
        b.box((w - 0.045, 0.02, step - 0.012), (0, y, z), front, round=0.004)
        for x in (-0.2, 0.2):
            b.cylinder(0.016, 0.024, (x, y - 0.01, z + step / 2 - 0.006), knob, tip=(90, 0), steps=20)
