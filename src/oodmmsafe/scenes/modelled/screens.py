"""Screens and dials that show text. Without text they are dark."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from oodmmsafe.scenes.colours import srgb
from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build
    from oodmmsafe.scenes.blender.materials import Paint

_BLACK = "#0c0d0f"
_LOOKS = ("chat", "call", "video", "dark", "off")
"""How a screen shows its lines: as messages, an incoming call, below a moving picture, or light on dark."""


def _chat(lines: Sequence[str], size: tuple[int, int]) -> Image.Image:
    """The first line is who writes; the others are messages, left and right in turn."""
    width, height = size
    image = Image.new("RGB", size, srgb("#e6ddd2"))
    pen = ImageDraw.Draw(image)
    bar = int(height * 0.13)
    image.paste(lines_on(lines[:1], (width, bar), background="#1f7a6c", ink="white", margin=0.08), (0, 0))
    messages = lines[1:]
    step = min(int(height * 0.24), int(height * 0.83 / max(1, len(messages))))
    for number, line in enumerate(messages):
        left = number % 2 == 0
        paper = "white" if left else "#d2f0bd"
        x, y, w, h = (int(width * (0.03 if left else 0.1)), bar + int(height * 0.02) + number * step, int(width * 0.87),
            int(step * 0.86))  # fmt: skip
        pen.rounded_rectangle((x, y, x + w, y + h), h // 5, fill=srgb(paper))
        text = lines_on(line.split(" / "), (w - h // 3, h - h // 8), background=paper, face="sans", margin=0.03,
            largest=0.9)  # fmt: skip
        image.paste(text, (x + h // 6, y + h // 16))
    return image


def _call(lines: Sequence[str], size: tuple[int, int]) -> Image.Image:
    width, height = size
    image = Image.new("RGB", size, srgb("#22313f"))
    pen = ImageDraw.Draw(image)
    image.paste(lines_on(lines, (width, int(height * 0.3)), background="#22313f", margin=0.06, largest=0.5),
        (0, int(height * 0.3)))  # fmt: skip
    r = min(width, height) * 0.13
    cx, cy = width / 2, height * 0.17
    pen.ellipse((cx - r, cy - r, cx + r, cy + r), fill=srgb("grey"))
    pen.ellipse((cx - r * 0.35, cy - r * 0.6, cx + r * 0.35, cy + r * 0.1), fill=srgb("white"))
    pen.pieslice((cx - r * 0.65, cy + r * 0.15, cx + r * 0.65, cy + r * 1.4), 180, 360, fill=srgb("white"))
    for x, colour in ((0.27, "red"), (0.73, "green")):
        cx, cy = width * x, height * 0.82
        pen.ellipse((cx - r, cy - r, cx + r, cy + r), fill=srgb(colour))
        pen.arc((cx - r * 0.5, cy - r * 0.35, cx + r * 0.5, cy + r * 0.65), 200, 340, fill=srgb("white"),
            width=max(3, int(r * 0.25)))  # fmt: skip
    return image


def _video(lines: Sequence[str], size: tuple[int, int]) -> Image.Image:
    width, height = size
    image = Image.new("RGB", size, srgb("#6c8aa0"))
    pen = ImageDraw.Draw(image)
    pen.polygon([(0, height * 0.55), (width * 0.35, height * 0.3), (width * 0.7, height * 0.55), (width, height * 0.4),
        (width, height), (0, height)], fill=srgb("#4d6a4a"))  # fmt: skip
    r, cx, cy = height * 0.1, width / 2, height * 0.4
    pen.ellipse((cx - r, cy - r, cx + r, cy + r), fill=srgb("white"))
    pen.polygon([(cx - r * 0.35, cy - r * 0.5), (cx - r * 0.35, cy + r * 0.5), (cx + r * 0.55, cy)], fill=srgb("black"))
    foot = int(height * min(0.42, 0.2 * max(1, len(lines))))
    image.paste(lines_on(lines, (width, foot), background="#14181d", margin=0.06), (0, height - foot))
    return image


def _shown(b: Build, aspect: float, *, background: str = "#f3f5f8", ink: str | None = None, top: bool = True) -> Paint:
    """What is on a screen of that aspect (width over height), as a paint that glows."""
    if not b.text or b.has("off"):
        return b.paint(_BLACK, 0.12)
    width = 720 if aspect < 1 else 1080
    size = (width, int(width / aspect))
    for state, draw in (("chat", _chat), ("call", _call), ("video", _video)):
        if b.has(state):
            return b.printed(draw(b.text, size), 0.2, glow=0.9)
    if b.has("dark"):
        background, ink = "#14181d", "white"
    image = lines_on(b.text, size, background=background, ink=ink, margin=0.07, largest=0.28 if top else 0.9)
    if top:
        pen = ImageDraw.Draw(image)
        pen.rectangle((0, 0, size[0], size[1] * 0.06), fill=srgb("#2b5c94"))
    return b.printed(image, 0.2, glow=0.9)


# --- phones and tablets


def _slab(b: Build, width: float, depth: float, screen: Paint) -> None:
    """A phone or tablet, lying on its back, its screen up."""
    b.box((width, depth, 0.008), (0, 0, 0), b.paint(b.colour, 0.3), round=0.004)
    b.panel(width * 0.985, depth * 0.985, (0, 0, 0.0083), b.paint(_BLACK, 0.1), facing="up")
    b.panel(width - 0.008, depth - 0.012, (0, 0, 0.0087), screen, facing="up")


@prop("smartphone", colour="black", text=("12:30",), states=_LOOKS)
def smartphone(b: Build) -> None:
    """A large phone on its back. Its lines are what it shows, see the states: "chat" (the first line: who writes)."""
    _slab(b, 0.082, 0.168, _shown(b, 0.074 / 0.156))


@prop("phone on a stand", colour="black", text=("12:30",), states=_LOOKS)
def phone_on_a_stand(b: Build) -> None:
    w, d = 0.082, 0.168
    b.box((0.075, 0.085, 0.008), (0, 0.01, 0), b.paint("grey", 0.4), round=0.003)
    b.box((0.05, 0.008, 0.1), (0, 0.03, 0.005), b.paint("grey", 0.4), tip=(-18, 0))
    b.box((0.075, 0.03, 0.006), (0, -0.012, 0.008), b.paint("grey", 0.4))
    with b.moved((0, 0.016, 0.014 + d / 2 * math.cos(math.radians(15))), tip=(75, 0)):
        _slab(b, w, d, _shown(b, 0.074 / 0.156))


@prop("tablet", colour="black", text=("RECIPE",), states=(*_LOOKS, "lying"))
def tablet(b: Build) -> None:
    """A tablet that leans on its cover, or "lying"."""
    w, d = 0.25, 0.18
    screen = _shown(b, 0.242 / 0.168)
    if b.has("lying"):
        _slab(b, w, d, screen)
        return
    b.box((w, 0.14, 0.004), (0, 0.05, 0), b.paint("dark grey", 0.8), round=0.001)
    with b.moved((0, 0.02, 0.005 + d / 2 * math.cos(math.radians(22))), tip=(68, 0)):
        _slab(b, w, d, screen)
    b.box((w * 0.5, 0.004, 0.13), (0, 0.1, 0.002), b.paint("dark grey", 0.8), tip=(22, 0))


@prop("e-mail on a phone", colour="black", text=("INBOX", "Offer"), states=_LOOKS)
def mail_phone(b: Build) -> None:
    smartphone(b)


# --- computers and televisions


@prop("laptop", colour="silver", text=("REPORT",), states=(*_LOOKS, "closed"))
def laptop(b: Build) -> None:
    w, d = 0.34, 0.235
    shell = b.paint(b.colour, 0.35, metal=0.5 if b.colour == "silver" else 0.0)
    b.box((w, d, 0.014), (0, 0, 0), shell, round=0.004)
    if b.has("closed"):
        b.box((w, d, 0.007), (0, 0, 0.0145), shell, round=0.003)
        return
    keys = b.paint("#1c1d20", 0.6)
    for row in range(5):
        for column in range(13):
            b.box((0.02, 0.0155, 0.002), (-0.1425 + column * 0.02375, 0.082 - row * 0.0195, 0.014), keys, round=0)
    b.box((0.1, 0.06, 0.0006), (0, -0.072, 0.014), b.paint("grey", 0.3), round=0)
    with b.moved((0, d / 2, 0.012), tip=(-18, 0)):
        b.box((w, 0.007, 0.225), (0, 0, 0), shell, round=0.003)
        b.panel(w * 0.985, 0.221, (0, -0.0038, 0.002), b.paint(_BLACK, 0.15))
        b.panel(w - 0.016, 0.2, (0, -0.0043, 0.015), _shown(b, 0.324 / 0.2))
    b.anchor("cord", (w / 2, 0.08, 0.008))


@prop("monitor", colour="black", text=("REPORT",), states=_LOOKS)
def monitor(b: Build) -> None:
    w, h = 0.55, 0.32
    shell = b.paint(b.colour, 0.4)
    b.box((0.24, 0.18, 0.012), (0, 0.02, 0), shell, round=0.005)
    b.box((0.05, 0.02, 0.3), (0, 0.05, 0.01), shell)
    b.box((w, 0.035, h), (0, 0.02, 0.12), shell, round=0.006)
    b.panel(w - 0.02, h - 0.03, (0, 0.0015, 0.14), _shown(b, 0.53 / 0.29))
    b.anchor("cord", (0, 0.06, 0.02))


@prop("desktop computer", colour="black", text=("REPORT",), states=_LOOKS)
def desktop_computer(b: Build) -> None:
    """A monitor with keyboard and mouse in front of it."""
    with b.moved((0, 0.12, 0)):
        monitor(b)
    keys = b.paint("#303236", 0.6)
    b.box((0.42, 0.14, 0.018), (-0.03, -0.16, 0), b.paint("black", 0.5))
    for row in range(5):
        for column in range(15):
            b.box((0.022, 0.02, 0.004), (-0.219 + column * 0.027, -0.112 - row * 0.0245, 0.018), keys, round=0)
    b.ball(0.03, (0.25, -0.16, 0), b.paint("black", 0.4), (1, 1.6, 0.6))


@prop("television", colour="black", text=("NEWS",), states=_LOOKS)
def television(b: Build) -> None:
    w, h = 1.1, 0.63
    shell = b.paint(b.colour, 0.35)
    for x in (-0.35, 0.35):
        b.box((0.04, 0.24, 0.014), (x, 0, 0), shell)
        b.box((0.03, 0.02, 0.07), (x, 0.02, 0.01), shell)
    b.box((w, 0.05, h), (0, 0.02, 0.06), shell, round=0.006)
    b.panel(w - 0.03, h - 0.04, (0, -0.0065, 0.08), _shown(b, 1.07 / 0.59))
    b.anchor("cord", (0, 0.05, 0.1))


@prop("security monitor", colour="black", text=("CAM 1", "CAM 2", "CAM 3", "CAM 4"), states=("off",))
def security_monitor(b: Build) -> None:
    """A monitor with four camera views, a line each."""
    size = (1060, 580)
    image = Image.new("RGB", size, srgb("black"))
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(b.text[:4]):
        x, y = number % 2 * 530, number // 2 * 290
        pen.rectangle((x + 6, y + 6, x + 522, y + 282), fill=srgb("#5b6b66"))
        pen.polygon([(x + 6, y + 282), (x + 190, y + 120), (x + 340, y + 120), (x + 522, y + 282)],
            fill=srgb("#8b9992"))  # fmt: skip
        image.paste(lines_on([line], (260, 62), background="black", margin=0.05), (x + 12, y + 12))
    w, h = 0.55, 0.32
    b.box((0.24, 0.18, 0.012), (0, 0.02, 0), b.paint(b.colour, 0.4), round=0.005)
    b.box((0.05, 0.02, 0.3), (0, 0.05, 0.01), b.paint(b.colour, 0.4))
    b.box((w, 0.035, h), (0, 0.02, 0.12), b.paint(b.colour, 0.4), round=0.006)
    screen = b.paint(_BLACK, 0.12) if b.has("off") or not b.text else b.printed(image, 0.2, glow=0.8)
    b.panel(w - 0.02, h - 0.03, (0, 0.0015, 0.14), screen)


# --- clocks and measuring devices


def _dial(hour: float, minute: float) -> Image.Image:
    size, c = 700, 350
    image = Image.new("RGB", (size, size), srgb("white"))
    pen = ImageDraw.Draw(image)
    for k in range(12):
        a = math.radians(30 * (k + 1))
        x, y = c + 270 * math.sin(a), c - 270 * math.cos(a)
        image.paste(lines_on([str(k + 1)], (90, 76), margin=0.02), (int(x) - 45, int(y) - 38))
        pen.line((c + 325 * math.sin(a), c - 325 * math.cos(a), c + 345 * math.sin(a), c - 345 * math.cos(a)), fill=0,
            width=10)  # fmt: skip
    for turn, reach, width in (((hour + minute / 60) * 30, 170, 22), (minute * 6, 265, 14)):
        a = math.radians(turn)
        pen.line((c - 40 * math.sin(a), c + 40 * math.cos(a), c + reach * math.sin(a), c - reach * math.cos(a)), fill=0,
            width=width)  # fmt: skip
    pen.ellipse((c - 18, c - 18, c + 18, c + 18), fill=srgb("red"))
    return image


@prop("wall clock", colour="black", text=("10:10",))
def wall_clock(b: Build) -> None:
    """A round clock with hands: text is the time, "16:45"."""
    found = re.match(r"(\d+)\D(\d+)", b.text[0]) if b.text else None
    hour, minute = (int(found[1]), int(found[2])) if found else (10, 10)
    r = 0.15
    with b.moved((0, 0.03, r), tip=(90, 0)):
        b.lathe([(0, 0), (r, 0), (r, 0.04), (r * 0.9, 0.04), (r * 0.88, 0.025), (0, 0.025)], (0, 0, 0),
            b.paint(b.colour, 0.4))  # fmt: skip
        side = r * 0.88
        with b.moved((0, 0, 0.0265)):
            _disc(b, side, b.printed(_dial(hour, minute), 0.5))


def _disc(b: Build, radius: float, paint: Paint, steps: int = 40) -> None:
    """A round panel that lies and reads right from the front."""
    angles = [2 * math.pi * k / steps for k in range(steps)]
    points = [(radius * math.cos(a), radius * math.sin(a), 0) for a in angles]
    uvs = [(0.5 + 0.5 * math.cos(a), 0.5 + 0.5 * math.sin(a)) for a in angles]
    b._mesh(points, [tuple(range(steps))], paint, uvs)


@prop("alarm clock", colour="dark grey", text=("07:00",))
@prop("digital clock", colour="dark grey", text=("07:00",))
def alarm_clock(b: Build) -> None:
    w, h = 0.16, 0.075
    b.box((w, 0.06, h), (0, 0, 0), b.paint(b.colour, 0.4), round=0.008)
    b.panel(w - 0.016, h - 0.016, (0, -0.0305, 0.008), _shown(b, 0.144 / 0.059, background="#120808", ink="#ff5a36",
        top=False))  # fmt: skip
    b.box((0.06, 0.02, 0.008), (0, 0, h - 0.002), b.paint("grey"))


_LCD = {"background": "#c3cfbe", "ink": "#1b231b", "top": False}


@prop("digital thermometer", colour="white", text=("39.4 °C",))
@prop("fever thermometer", colour="white", text=("39.4 °C",))
def digital_thermometer(b: Build) -> None:
    """A clinical thermometer that lies, its display up."""
    b.box((0.075, 0.024, 0.012), (0.03, 0, 0), b.paint(b.colour, 0.4), round=0.005)
    b.rod((0.0, 0, 0.006), (-0.05, 0, 0.006), 0.0055, b.paint(b.colour, 0.4))
    b.rod((-0.05, 0, 0.006), (-0.066, 0, 0.006), 0.003, b.metal())
    b.panel(0.046, 0.019, (0.024, 0, 0.0125), _shown(b, 0.046 / 0.019, **_LCD), facing="up")
    b.cylinder(0.006, 0.003, (0.058, 0, 0.011), b.paint("blue"))


@prop("room thermometer", colour="white", text=("19 °C",))
@prop("weather station", colour="white", text=("-5 °C",))
def room_thermometer(b: Build) -> None:
    """A display that stands, for room or outdoor temperature, humidity, carbon dioxide."""
    w, h = 0.12, 0.1
    b.box((w, 0.025, h), (0, 0, 0), b.paint(b.colour, 0.4), round=0.006)
    b.panel(w - 0.018, h - 0.022, (0, -0.0128, 0.014), _shown(b, 0.102 / 0.078, **_LCD))


@prop("food thermometer", colour="black", text=("52 °C",))
@prop("meat thermometer", colour="black", text=("52 °C",))
def food_thermometer(b: Build) -> None:
    """A probe that stands upright with its display on top: put it on food (lift = -0.04)."""
    b.rod((0, 0, 0), (0, 0, 0.11), 0.002, b.metal())
    b.box((0.075, 0.018, 0.045), (0, 0, 0.108), b.paint(b.colour, 0.4), round=0.006)
    b.panel(0.064, 0.035, (0, -0.0095, 0.113), _shown(b, 0.064 / 0.035, **_LCD))


@prop("kitchen timer", colour="red", text=("10:00",))
def kitchen_timer(b: Build) -> None:
    w, h = 0.09, 0.09
    with b.moved((0, 0, 0), tip=(-12, 0)):
        b.box((w, 0.022, h), (0, 0, 0), b.paint(b.colour, 0.4), round=0.008)
        b.panel(w - 0.014, 0.042, (0, -0.0115, 0.038), _shown(b, 0.076 / 0.042, **_LCD))
        for x in (-0.026, 0, 0.026):
            b.box((0.018, 0.006, 0.014), (x, -0.011, 0.013), b.paint("white"))
    b.box((0.05, 0.03, 0.004), (0, 0.022, 0), b.paint(b.colour, 0.4))


@prop("blood pressure monitor", colour="white", text=("184", "112"))
def blood_pressure_monitor(b: Build) -> None:
    b.box((0.13, 0.11, 0.05), (0, 0, 0), b.paint(b.colour, 0.4), round=0.01)
    with b.moved((0, -0.0, 0.0505)):
        b.panel(0.08, 0.085, (-0.015, 0.003, 0), _shown(b, 0.08 / 0.085, **_LCD), facing="up")
    b.cylinder(0.012, 0.004, (0.046, -0.02, 0.049), b.paint("blue"))
    b.tube([(0.065, 0.02, 0.02), (0.11, 0.05, 0.008), (0.15, 0.0, 0.008), (0.19, 0.02, 0.02)], 0.004,
        b.paint("dark grey"))  # fmt: skip
    b.lathe([(0.045, 0), (0.05, 0), (0.05, 0.13), (0.045, 0.13)], (0.225, 0.085, 0.05), b.paint("dark blue", 0.9),
        tip=(90, 0))  # fmt: skip


@prop("glucose meter", colour="dark blue", text=("52", "mg/dl"))
def glucose_meter(b: Build) -> None:
    b.box((0.06, 0.1, 0.016), (0, 0, 0), b.paint(b.colour, 0.4), round=0.007)
    b.panel(0.046, 0.045, (0, 0.018, 0.0164), _shown(b, 1.02, **_LCD), facing="up")
    b.box((0.007, 0.03, 0.001), (0, -0.06, 0.007), b.paint("white"))
    b.cylinder(0.008, 0.003, (0, -0.025, 0.015), b.paint("white"))


@prop("multimeter", colour="yellow", text=("230 V",))
def multimeter(b: Build) -> None:
    b.box((0.09, 0.18, 0.04), (0, 0, 0), b.paint(b.colour, 0.5), round=0.012)
    b.box((0.076, 0.16, 0.003), (0, 0, 0.039), b.paint("dark grey", 0.5), round=0.001)
    b.panel(0.066, 0.045, (0, 0.048, 0.0427), _shown(b, 0.066 / 0.045, **_LCD), facing="up")
    b.cylinder(0.025, 0.012, (0, -0.018, 0.042), b.paint("black"))
    b.box((0.005, 0.04, 0.003), (0, -0.018, 0.054), b.paint("white"), turn=30)
    for x, colour in ((-0.02, "black"), (0.02, "red")):
        b.tube([(x, -0.07, 0.045), (x * 1.5, -0.11, 0.03), (x * 4, -0.14, 0.006), (x * 6, -0.06, 0.006),
            (x * 7, 0.05, 0.006)], 0.0022, b.paint(colour))  # fmt: skip
        b.rod((x * 7, 0.05, 0.007), (x * 7.4, 0.14, 0.007), 0.006, b.paint(colour))


@prop("carbon monoxide detector", colour="white", text=("CO 180",))
def carbon_monoxide_detector(b: Build) -> None:
    """A box with a display for a wall or a shelf."""
    w, h = 0.13, 0.1
    b.box((w, 0.035, h), (0, 0, 0), b.paint(b.colour, 0.4), round=0.01)
    b.panel(0.08, 0.038, (0, -0.0178, 0.05), _shown(b, 0.08 / 0.038, background="#1a0c0c", ink="#ff6a45", top=False))
    for k in range(5):
        b.box((0.07, 0.002, 0.003), (0, -0.0175, 0.014 + 0.006 * k), b.paint("dark grey"), round=0)
