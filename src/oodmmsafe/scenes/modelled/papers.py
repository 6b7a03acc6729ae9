"""Papers, books and signs that carry text. Papers lie and read right from the front; "standing" where it says so."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from oodmmsafe.scenes.colours import ink_on, srgb
from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build


# --- drawings


def _written(
    lines: Sequence[str], size: tuple[int, int], *, paper: str = "white", face: str = "bold", strokes: bool = True,
    signed: bool = False, ruled: bool = False,
) -> Image.Image:  # fmt: skip
    """A page whose lines are large enough for a photo, with grey strokes below them in place of small print."""
    width, height = size
    ink = "#1c2f6b" if face == "hand" else ink_on(paper)
    image = Image.new("RGB", size, srgb(paper))
    pen = ImageDraw.Draw(image)
    stroke = max(3, height // 140)
    if ruled:
        for y in range(int(height * 0.1), height, int(height * 0.075)):
            pen.line((0, y, width, y), fill=srgb("pale blue"), width=max(2, stroke // 2))
    share = min(0.8, 0.16 * max(1, len(lines))) if strokes else 0.94
    if lines:
        background = paper
        part = lines_on(
            lines,
            (width, int(height * share)),
            background=background,
            ink=ink,
            face=face,
            margin=0.06,
            align="left" if face == "hand" or len(lines) > 3 else "centre",
            largest=0.2 / share,
        )
        if ruled:
            part = Image.composite(image.crop((0, 0, *part.size)), part,
                part.convert("L").point(lambda v: 255 if v > 200 else 0))  # fmt: skip
        image.paste(part, (0, int(height * 0.03)))
    y, row = height * (share + 0.07), 0
    while strokes and y < height * (0.78 if signed else 0.93):
        pen.rectangle((width * 0.1, y, width * (0.9 if row % 4 != 3 else 0.55), y + stroke), fill=srgb("pale grey"))
        y += stroke * (4.0 if row % 4 != 3 else 6.5)
        row += 1
    if signed:
        pen.line((width * 0.5, height * 0.92, width * 0.9, height * 0.92), fill=srgb("grey"), width=stroke)
        points = [(width * (0.53 + 0.34 * t), height * (0.885 + 0.03 * math.sin(23 * t) * (1 - 0.6 * t)))
            for t in [i / 60 for i in range(61)]]  # fmt: skip
        pen.line(points, fill=srgb("dark blue"), width=stroke + 2)
    return image


def _photograph(size: tuple[int, int], subject: str, caption: Sequence[str], frame: float = 0.05) -> Image.Image:
    """A print with a white border: hills under a sky and whoever is in it."""
    width, height = size
    image = Image.new("RGB", size, srgb("white"))
    edge = int(frame * width)
    foot = int(height * (0.2 if caption else 0)) or edge
    inner = Image.new("RGB", (width - 2 * edge, height - edge - foot), srgb("#a9cbe0"))
    pen = ImageDraw.Draw(inner)
    w, h = inner.size
    pen.ellipse((w * 0.78, h * 0.08, w * 0.9, h * 0.08 + w * 0.12), fill=srgb("pale yellow"))
    pen.polygon([(0, h * 0.6), (w * 0.3, h * 0.35), (w * 0.55, h * 0.58), (w * 0.8, h * 0.42), (w, h * 0.6), (w, h),
        (0, h)], fill=srgb("pale green"))  # fmt: skip
    pen.rectangle((0, h * 0.68, w, h), fill=srgb("green"))
    people = {"person": [(0.5, 1.0)], "couple": [(0.4, 1.0), (0.6, 0.92)], "family": [(0.3, 1), (0.5, 0.92),
        (0.68, 0.6)], "child": [(0.5, 0.7)]}  # fmt: skip
    for number, (x, tall) in enumerate(people.get(subject, [])):
        r, cx, ground = h * 0.085 * (0.5 + tall / 2), w * x, h * 0.98
        top = ground - h * 0.72 * tall
        coat = srgb(("red", "dark blue", "yellow")[number])
        pen.rounded_rectangle((cx - 1.5 * r, top + 1.9 * r, cx + 1.5 * r, ground), r, fill=coat)
        pen.ellipse((cx - r, top, cx + r, top + 2.1 * r), fill=srgb("skin"))
        pen.pieslice((cx - 1.1 * r, top - 0.2 * r, cx + 1.1 * r, top + 1.9 * r), 180, 360, fill=srgb("dark brown"))
        pen.ellipse((cx - 0.45 * r, top + 0.95 * r, cx - 0.25 * r, top + 1.15 * r), fill=srgb("black"))
        pen.ellipse((cx + 0.25 * r, top + 0.95 * r, cx + 0.45 * r, top + 1.15 * r), fill=srgb("black"))
        pen.arc((cx - 0.5 * r, top + 1.0 * r, cx + 0.5 * r, top + 1.75 * r), 20, 160, fill=srgb("dark red"),
            width=max(2, int(r * 0.1)))  # fmt: skip
    image.paste(inner, (edge, edge))
    if caption:
        image.paste(lines_on(caption, (width, foot), face="hand", margin=0.04), (0, height - foot))
    return image


# --- papers that lie


def _flat(b: Build, width: float, depth: float, image: Image.Image, thickness: float = 0.0012, side: str = "white"):
    """A thing of paper, lying, with its picture up."""
    b.box((width, depth, thickness), (0, 0, 0), b.paint(side, 0.9), round=0)
    b.panel(width, depth, (0, 0, thickness + 0.0006), b.printed(image, 0.85), facing="up")


@prop("sheet of paper", colour="white", text=("LETTER",), states=("handwritten", "signed", "plain"))
@prop("contract", colour="white", text=("CONTRACT",), states=("handwritten", "signed", "plain"))
@prop("form", colour="white", text=("FORM",), states=("handwritten", "signed", "plain"))
def sheet_of_paper(b: Build) -> None:
    """A4. "handwritten": lines in blue ink; "signed": a signature at its foot; "plain": nothing below its lines."""
    if b.has("handwritten"):
        image = _written(b.text, (840, 1188), paper=b.colour, face="hand", strokes=False)
    else:
        image = _written(b.text, (840, 1188), paper=b.colour, strokes=not b.has("plain"), signed=b.has("signed"))
    _flat(b, 0.21, 0.297, image, side=b.colour)


@prop("paper stack", colour="white", text=("REPORT",))
@prop("stack of paper", colour="white", text=("REPORT",))
def paper_stack(b: Build) -> None:
    for k in range(12):
        shift = (b.rng.uniform(-0.006, 0.006), b.rng.uniform(-0.006, 0.006), k * 0.004)
        b.box((0.21, 0.297, 0.0036), shift, b.paint(b.colour, 0.9), turn=b.rng.uniform(-3, 3), round=0)
    b.panel(0.21, 0.297, (0, 0, 0.0495), b.printed(_written(b.text, (840, 1188), paper=b.colour), 0.85), facing="up")


@prop("clipboard", colour="brown", text=("CHECKLIST",), states=("handwritten", "signed"))
def clipboard(b: Build) -> None:
    b.box((0.23, 0.32, 0.004), (0, 0, 0), b.paint(b.colour, 0.6), round=0.001)
    face = "hand" if b.has("handwritten") else "bold"
    image = _written(b.text, (840, 1130), face=face, strokes=face == "bold", signed=b.has("signed"))
    b.panel(0.205, 0.277, (0, -0.012, 0.0055), b.printed(image, 0.85), facing="up")
    b.box((0.1, 0.03, 0.012), (0, 0.135, 0.004), b.metal("silver"), round=0.003)


@prop("notebook", colour="dark blue", text=("NOTES",), states=("closed",))
@prop("diary", colour="dark red", text=("MY DIARY",), states=("closed",))
def notebook(b: Build) -> None:
    """A spiral notebook, open at a page in handwriting; "closed": its lines stand on the cover."""
    w, d, t = 0.17, 0.23, 0.014
    b.box((w, d, t), (0, 0, 0), b.paint("white", 0.9), round=0)
    b.box((w + 0.004, d + 0.004, 0.002), (0, 0, 0), b.paint(b.colour, 0.6), round=0)
    if b.has("closed"):
        b.box((w + 0.004, d + 0.004, 0.002), (0, 0, t), b.paint(b.colour, 0.6), round=0)
        image = lines_on(b.text, (680, 920), background=b.colour, margin=0.12, largest=0.16)
    else:
        image = _written(b.text, (680, 920), face="hand", strokes=False, ruled=True)
    b.panel(w, d, (0, 0, t + 0.0028), b.printed(image, 0.85), facing="up")
    for k in range(15):
        x = -w / 2 + 0.012 + k * (w - 0.024) / 14
        b.tube([(x, d / 2 - 0.008, t + 0.002), (x, d / 2, t + 0.008), (x, d / 2 + 0.006, t / 2), (x, d / 2, 0)], 0.0012,
            b.metal())  # fmt: skip


@prop("open book", colour="dark red", text=("CHAPTER ONE",))
def open_book(b: Build) -> None:
    """An open book; its lines stand large on the left page, small print on the right."""
    w, d, n = 0.16, 0.24, 9
    b.box((2 * w + 0.012, d + 0.01, 0.004), (0, 0, 0), b.paint(b.colour, 0.6), round=0.001)
    left = _written(b.text, (640, 960), paper="cream", strokes=len(b.text) < 5)
    right = _written((), (640, 960), paper="cream")
    for side, image in ((-1, left), (1, right)):
        across = [k / (n - 1) for k in range(n)]
        edge = [(side * w * s, 0.006 + 0.022 * math.sin(math.pi * min(1, 0.12 + 0.88 * s)) ** 0.7 * (1 - 0.45 * s))
            for s in across]  # fmt: skip
        if side < 0:
            edge.reverse()
        b.surface([[(x, -d / 2, z) for x, z in edge], [(x, d / 2, z) for x, z in edge]], b.printed(image, 0.85))
        for y in (-d / 2, d / 2):
            b.sheet([(edge[0][0], y, 0.003), *[(x, y, z) for x, z in edge], (edge[-1][0], y, 0.003)],
                b.paint("cream", 0.9), 0.0005)  # fmt: skip
        outer = edge[0] if side < 0 else edge[-1]
        b.box((0.001, d, outer[1]), (outer[0], 0, 0), b.paint("cream", 0.9), round=0)


@prop("book", colour="dark green", text=("BOOK",), states=("standing",))
def book(b: Build) -> None:
    """A closed book, lying with its cover up, or "standing" with its cover to the viewer."""
    w, d, t = 0.155, 0.225, 0.03
    cover = lines_on(b.text, (620, 900), background=b.colour, margin=0.1, largest=0.17, border=True)
    with b.moved((0, 0, d / 2) if b.has("standing") else (0, 0, 0), tip=(90, 0) if b.has("standing") else (0, 0)):
        b.box((w, d, t), (0.002, 0, 0), b.paint("cream", 0.9), round=0)
        for z in (0, t):
            b.box((w + 0.008, d + 0.008, 0.003), (0, 0, z), b.paint(b.colour, 0.5), round=0.001)
        b.box((0.004, d + 0.008, t), (-w / 2 - 0.002, 0, 0), b.paint(b.colour, 0.5), round=0.001)
        b.panel(w, d, (0, 0, t + 0.0038), b.printed(cover, 0.5), facing="up")
    if b.has("standing"):
        for made in b.objects:
            made.matrix_world.translation.z += 0.004


@prop("envelope", colour="white", text=("Ms A. Miller", "12 Park Road"), states=("open",))
def envelope(b: Build) -> None:
    """An envelope, address up, with a stamp; "open": its flap stands up at the far side."""
    w, d = 0.22, 0.11
    image = Image.new("RGB", (1100, 550), srgb(b.colour))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 1099, 549), outline=srgb("pale grey"), width=6)
    if b.text:
        part = lines_on(b.text, (860, 400), background=b.colour, ink="black", face="sans", margin=0.03, largest=0.4)
        image.paste(part, (60, 130))
    pen.rectangle((945, 35, 1055, 165), fill=srgb("red"), outline=srgb("pale grey"), width=6)
    pen.ellipse((970, 60, 1030, 140), fill=srgb("cream"))
    _flat(b, w, d, image, 0.003, b.colour)
    if b.has("open"):
        with b.moved((0, d / 2, 0.002), tip=(25, 0)):
            b.sheet([(-w / 2, 0, 0), (w / 2, 0, 0), (0, 0.065, 0)], b.paint(b.colour, 0.9), 0.001)


@prop("card", colour="cream", text=("Happy", "Birthday!"), states=("lying",))
@prop("greeting card", colour="cream", text=("Happy", "Birthday!"), states=("lying",))
def card(b: Build) -> None:
    """A folded greeting card that stands; "lying": a flat card."""
    w, h = 0.12, 0.165
    image = lines_on(b.text, (600, 825), background=b.colour, face="serif", margin=0.12, largest=0.2, border=True)
    if b.has("lying"):
        _flat(b, w, h, image, side=b.colour)
        return
    for lean, y in ((-14, -0.042), (14, 0.042)):
        with b.moved((0, y, 0), tip=(lean, 0)):
            b.box((w, 0.001, h), (0, 0, 0), b.paint(b.colour, 0.8), round=0)
            if y < 0:
                b.panel(w, h, (0, -0.0012, 0), b.printed(image, 0.8))


@prop("business card", colour="white", text=("A. MILLER", "Lawyer"))
def business_card(b: Build) -> None:
    image = lines_on(b.text, (850, 550), background=b.colour, margin=0.08, largest=0.3)
    _flat(b, 0.085, 0.055, image, side=b.colour)


@prop("identity card", colour="pale blue", text=("IDENTITY CARD",))
@prop("driving licence", colour="pink", text=("DRIVING LICENCE",))
@prop("name badge", colour="white", text=("A. MILLER",))
def identity_card(b: Build) -> None:
    """A plastic card with a portrait, lying."""
    image = Image.new("RGB", (1080, 680), srgb(b.colour))
    image.paste(_photograph((330, 420), "person", (), 0.02), (50, 210))
    image.paste(lines_on(b.text, (1080, 170), background=b.colour, ink="dark blue", margin=0.05), (0, 15))
    pen = ImageDraw.Draw(image)
    for k in range(6):
        pen.rectangle((430, 230 + 65 * k, 430 + (560 if k % 3 else 380), 255 + 65 * k), fill=srgb("dark grey"))
    _flat(b, 0.12, 0.0756, image, 0.002, b.colour)


@prop("bank card", colour="dark blue", text=("4929 1180 2277 0315",))
@prop("credit card", colour="dark blue", text=("4929 1180 2277 0315",))
def bank_card(b: Build) -> None:
    image = Image.new("RGB", (860, 540), srgb(b.colour))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((70, 180, 200, 280), 16, fill=srgb("gold"))
    image.paste(lines_on(["BANK CARD"], (500, 110), background=b.colour, margin=0.05, align="left"), (40, 30))
    image.paste(lines_on(b.text, (860, 200), background=b.colour, margin=0.05), (0, 310))
    _flat(b, 0.0856, 0.054, image, 0.0015, b.colour)


@prop("passport", colour="dark red", text=("PASSPORT",), states=("open",))
def passport(b: Build) -> None:
    """A closed passport; "open" at the page with the portrait."""
    w, d = 0.09, 0.125
    if b.has("open"):
        page = Image.new("RGB", (720, 1000), srgb("cream"))
        page.paste(_photograph((270, 350), "person", (), 0.02), (40, 560))
        page.paste(lines_on(b.text, (720, 110), background="cream", ink="dark red"), (0, 440))
        pen = ImageDraw.Draw(page)
        for k in range(5):
            pen.rectangle((350, 590 + 60 * k, 350 + (310 if k % 2 else 220), 612 + 60 * k), fill=srgb("dark grey"))
        pen.line((0, 500 - 70, 720, 500 - 70), fill=srgb("grey"), width=4)
        with b.moved((0, 0, 0)):
            b.box((w, d * 2 * 0.72, 0.004), (0, 0, 0), b.paint(b.colour, 0.6), round=0.001)
            b.panel(w, d * 2 * 0.72, (0, 0, 0.0046), b.printed(page, 0.8), facing="up")
        return
    image = Image.new("RGB", (720, 1000), srgb(b.colour))
    pen = ImageDraw.Draw(image)
    for r, fill in ((190, "gold"), (165, b.colour), (120, "gold"), (95, b.colour), (45, "gold")):
        pen.ellipse((360 - r, 440 - r, 360 + r, 440 + r), fill=srgb(fill))
    image.paste(lines_on(b.text, (720, 160), background=b.colour, ink="gold", margin=0.08), (0, 700))
    _flat(b, w, d, image, 0.006, b.colour)


@prop("sticky note", colour="yellow", text=("CALL MUM",), states=("upright",))
def sticky_note(b: Build) -> None:
    """Lies on a surface; "upright": sticks to something behind it."""
    s = 0.085
    image = lines_on(b.text, (500, 500), background=b.colour, ink="dark blue", face="hand", margin=0.06, largest=0.34)
    if b.has("upright"):
        b.panel(s, s, (0, 0, 0), b.printed(image, 0.9), tip=(-6, 0))
    else:
        _flat(b, s, s, image, 0.001, b.colour)


@prop("photo print", colour="white", text=(), states=("couple", "family", "child", "landscape", "standing"))
def photo_print(b: Build) -> None:
    """A large photograph, lying, its lines written below; who is in it is a state (else one person)."""
    subject = next((s for s in ("couple", "family", "child", "landscape") if b.has(s)), "person")
    image = _photograph((900, 660), subject, b.text)
    if b.has("standing"):
        with b.moved((0, 0, 0), tip=(-14, 0)):
            b.box((0.2, 0.012, 0.15), (0, 0, 0), b.paint("brown", 0.4))
            b.panel(0.18, 0.132, (0, -0.0068, 0.009), b.printed(image, 0.3))
        b.box((0.02, 0.07, 0.008), (0, 0.045, 0), b.paint("brown", 0.4))
    else:
        _flat(b, 0.18, 0.132, image)


@prop("newspaper", colour="#e7e3d8", text=("DAILY NEWS", "Town votes", "on new bridge"))
def newspaper(b: Build) -> None:
    """A folded newspaper; its first line is the title, the others are the headline."""
    image = Image.new("RGB", (900, 1200), srgb(b.colour))
    pen = ImageDraw.Draw(image)
    image.paste(lines_on(b.text[:1], (900, 160), background=b.colour, ink="black", face="serif", margin=0.05), (0, 10))
    pen.line((40, 178, 860, 178), fill=srgb("black"), width=5)
    if b.text[1:]:
        part = lines_on(b.text[1:], (840, 130 * len(b.text[1:])), background=b.colour, ink="black", margin=0.02)
        image.paste(part, (30, 195))
    top = 215 + 130 * len(b.text[1:])
    for column in range(3):
        for k, y in enumerate(range(top, 1150, 22)):
            if column == 2 and y < top + 320:
                continue
            x = 40 + column * 280
            pen.rectangle((x, y, x + (250 if k % 7 != 6 else 150), y + 9), fill=srgb("grey"))
    pen.rectangle((600, top, 860, top + 300), fill=srgb("dark grey"))
    pen.polygon([(600, top + 300), (680, top + 150), (760, top + 230), (860, top + 120), (860, top + 300)],
        fill=srgb("pale grey"))  # fmt: skip
    _flat(b, 0.29, 0.385, image, 0.008, b.colour)


@prop("map", colour="#e9e4cf", text=("Lake Trail",), states=("standing",))
def map_(b: Build) -> None:
    """An unfolded map with a lake, woods, a road and a dotted path; its lines are the names on it."""
    w, h = 1100, 800
    image = Image.new("RGB", (w, h), srgb(b.colour))
    pen = ImageDraw.Draw(image)
    for x, y, r in ((150, 160, 150), (880, 620, 190), (260, 640, 120), (620, 130, 110)):
        pen.ellipse((x - r, y - 0.7 * r, x + r, y + 0.7 * r), fill=srgb("pale green"))
    pen.ellipse((560, 320, 900, 520), fill=srgb("#9cc4dd"))
    pen.line([(900, 430), (1000, 330), (1100, 300)], fill=srgb("#9cc4dd"), width=16)
    pen.line([(0, 520), (250, 450), (480, 560), (700, 620), (1100, 700)], fill=srgb("dark grey"), width=16)
    pen.line([(0, 520), (250, 450), (480, 560), (700, 620), (1100, 700)], fill=srgb("pale yellow"), width=9)
    trail = [(250, 450), (330, 330), (460, 260), (560, 200), (700, 240), (860, 200), (980, 120)]
    for (x0, y0), (x1, y1) in pairwise(trail):
        for k in range(0, 8):
            x, y = x0 + (x1 - x0) * k / 8, y0 + (y1 - y0) * k / 8
            pen.ellipse((x - 5, y - 5, x + 5, y + 5), fill=srgb("red"))
    for k, line in enumerate(b.text[:5]):
        x, y = ((60, 30), (420, 690), (560, 370), (40, 330), (700, 60))[k]
        image.paste(lines_on([line], (520, 120), background=b.colour, ink="black", margin=0.03), (x, y))
    for x in (275, 550, 825):
        pen.line((x, 0, x, h), fill=srgb("beige"), width=3)
    pen.line((0, 400, w, 400), fill=srgb("beige"), width=3)
    if b.has("standing"):
        b.panel(0.9, 0.65, (0, 0, 0), b.printed(image, 0.85))
    else:
        _flat(b, 0.55, 0.4, image, 0.001, b.colour)


@prop("label tag", colour="tan", text=("FOR SALE",), states=("upright",))
@prop("price tag", colour="white", text=("19.90",), states=("upright",))
def label_tag(b: Build) -> None:
    """A tag of card on a string, lying; "upright": it hangs to the front."""
    w, d = 0.12, 0.06
    image = Image.new("RGB", (900, 450), srgb(b.colour))
    pen = ImageDraw.Draw(image)
    pen.ellipse((40, 200, 90, 250), fill=srgb("dark grey"))
    image.paste(lines_on(b.text, (780, 430), background=b.colour, ink="black", margin=0.04), (105, 10))
    with b.moved((0, 0, d / 2) if b.has("upright") else (0, 0, 0), tip=(90, 0) if b.has("upright") else (0, 0)):
        _flat(b, w, d, image, 0.0015, b.colour)
        b.tube([(-w / 2 + 0.009, 0, 0.002), (-w / 2 - 0.02, 0.012, 0.002), (-w / 2 - 0.045, 0.002, 0.002),
            (-w / 2 - 0.02, -0.008, 0.002), (-w / 2 + 0.009, 0, 0.002)], 0.001, b.paint("beige", 0.9))  # fmt: skip


@prop("banknotes", colour="#9fb58c", text=("50",))
def banknotes(b: Build) -> None:
    """A small fan of notes with their value."""
    image = Image.new("RGB", (900, 440), srgb(b.colour))
    pen = ImageDraw.Draw(image)
    pen.rectangle((14, 14, 885, 425), outline=srgb("dark green"), width=8)
    pen.ellipse((330, 90, 570, 350), fill=srgb("pale green"), outline=srgb("dark green"), width=6)
    for x, y in ((30, 30), (640, 280)):
        image.paste(lines_on(b.text[:1], (230, 130), background=b.colour, ink="dark green", margin=0.02), (x, y))
    for k, turn in enumerate((-16, -4, 9)):
        with b.moved((0.012 * (k - 1), 0, 0.001 * k), turn=turn):
            _flat(b, 0.15, 0.073, image, 0.0008, b.colour)


# --- signs and what hangs on a wall


@prop("poster", colour="white", text=("POSTER",))
def poster(b: Build) -> None:
    image = lines_on(b.text, (700, 990), background=b.colour, margin=0.1, largest=0.2)
    b.box((0.5, 0.004, 0.707), (0, 0.002, 0), b.paint(b.colour, 0.8), round=0)
    b.panel(0.5, 0.707, (0, -0.001, 0), b.printed(image, 0.7))


@prop("wall sign", colour="white", text=("EXIT",))
@prop("sign", colour="white", text=("OPEN",))
def wall_sign(b: Build) -> None:
    """A plate with a border."""
    w, h = 0.5, 0.3
    image = lines_on(b.text, (1000, 600), background=b.colour, margin=0.1, largest=0.45, border=True)
    b.box((w, 0.008, h), (0, 0.005, 0), b.paint(b.colour, 0.4), round=0.002)
    b.panel(w, h, (0, -0.0005, 0), b.printed(image, 0.5))


def _post(b: Build, width: float, height: float, foot: float, *, wooden: bool) -> None:
    image = lines_on(b.text, (1000, int(1000 * height / width)), background=b.colour, margin=0.09, largest=0.4,
        border=True)  # fmt: skip
    post = b.paint("wood", 0.9, pattern="noise", scale=4) if wooden else b.metal("grey", 0.4)
    if wooden:
        for x in (-width * 0.36, width * 0.36):
            b.box((0.07, 0.07, foot + height + 0.06), (x, 0.04, 0), post)
    else:
        b.cylinder(0.03, foot + height + 0.04, (0, 0.03, 0), post)
    b.box((width + 0.02, 0.02, height + 0.02), (0, -0.008, foot - 0.01), b.paint("grey" if not wooden else "wood", 0.6))
    b.panel(width, height, (0, -0.0195, foot), b.printed(image, 0.6))


@prop("sign on a post", colour="white", text=("PRIVATE",))
def sign_on_a_post(b: Build) -> None:
    _post(b, 0.6, 0.42, 1.15, wooden=False)


@prop("wooden sign", colour="tan", text=("NATURE", "RESERVE"))
@prop("information board", colour="#f0ead6", text=("NATURE RESERVE", "Please keep to the path"))
def wooden_sign(b: Build) -> None:
    """A board on two wooden posts, as parks have them."""
    _post(b, 1.0, 0.62, 0.75, wooden=True)


@prop("table sign", colour="white", text=("RESERVED",))
@prop("name plate", colour="white", text=("MR SMITH",))
def table_sign(b: Build) -> None:
    w, h = 0.2, 0.11
    image = lines_on(b.text, (1000, 550), background=b.colour, margin=0.08, largest=0.5)
    for lean, y in ((-22, -0.043), (22, 0.043)):
        with b.moved((0, y, 0), tip=(lean, 0)):
            b.box((w, 0.002, h), (0, 0, 0), b.paint(b.colour, 0.5), round=0)
            if y < 0:
                b.panel(w, h, (0, -0.0016, 0), b.printed(image, 0.5))


@prop("floor sign", colour="yellow", text=("WET", "FLOOR"))
@prop("wet floor sign", colour="yellow", text=("WET", "FLOOR"))
def floor_sign(b: Build) -> None:
    """A folding stand on the floor."""
    w, h = 0.3, 0.62
    image = lines_on(b.text, (600, 700), background=b.colour, ink="black", margin=0.08, largest=0.3)
    for lean, y in ((-14, -0.15), (14, 0.15)):
        with b.moved((0, y, 0), tip=(lean, 0)):
            b.sheet([(-w / 2, 0, 0), (-w / 2 + 0.05, 0, 0), (-w / 2 + 0.06, 0, 0.06), (w / 2 - 0.06, 0, 0.06),
                (w / 2 - 0.05, 0, 0), (w / 2, 0, 0), (w / 2 - 0.04, 0, h), (-w / 2 + 0.04, 0, h)],
                b.paint(b.colour, 0.4), 0.01)  # fmt: skip
            if y < 0:
                b.panel(w * 0.76, 0.36, (0, -0.006, 0.12), b.printed(image, 0.5))


@prop("pavement board", colour="black", text=("TODAY:", "SOUP"))
def pavement_board(b: Build) -> None:
    """A chalk board that stands on the pavement."""
    w, h = 0.6, 1.0
    image = lines_on(b.text, (720, 1140), background=b.colour, margin=0.1, largest=0.2)
    for lean, y in ((-12, -0.2), (12, 0.2)):
        with b.moved((0, y, 0), tip=(lean, 0)):
            b.box((w, 0.02, h), (0, 0, 0), b.paint("wood", 0.7))
            if y < 0:
                b.panel(w - 0.09, h - 0.14, (0, -0.0108, 0.09), b.printed(image, 0.9))


@prop("calendar", colour="red", text=("MAY",))
def calendar(b: Build) -> None:
    """A wall calendar: its first line is the month, the others notes written on days 9, 19, 29 ..."""
    image = Image.new("RGB", (800, 1000), srgb("white"))
    pen = ImageDraw.Draw(image)
    image.paste(lines_on(b.text[:1], (800, 210), background=b.colour, margin=0.08), (0, 0))
    cell_w, cell_h = 800 / 7, 790 / 5
    for day in range(31):
        x, y = day % 7 * cell_w, 210 + day // 7 * cell_h
        pen.rectangle((x, y, x + cell_w, y + cell_h), outline=srgb("grey"), width=3)
        image.paste(lines_on([str(day + 1)], (48, 44), margin=0.02, face="sans"), (int(x) + 6, int(y) + 6))
    for number, line in enumerate(b.text[1:4]):
        y = int(210 + (number + 1) * cell_h + 52)
        image.paste(lines_on([line], (int(cell_w * 4), 96), background="pale yellow", ink="dark red", face="bold",
            margin=0.04), (int(cell_w) + 6, y))  # fmt: skip
    b.box((0.4, 0.006, 0.5), (0, 0.004, 0), b.paint("white", 0.8), round=0)
    b.panel(0.4, 0.5, (0, -0.0005, 0), b.printed(image, 0.8))


@prop("banner", colour="red", text=("WELCOME",))
def banner(b: Build) -> None:
    """A long cloth banner for a wall or a fence."""
    w, h = 1.8, 0.5
    image = lines_on(b.text, (1440, 400), background=b.colour, margin=0.08)
    b.box((w, 0.004, h), (0, 0.004, 0), b.paint(b.colour, 0.9), round=0)
    b.panel(w, h, (0, 0, 0), b.printed(image, 0.9))


@prop("whiteboard", colour="white", text=("Monday: tests",))
def whiteboard(b: Build) -> None:
    w, h = 1.2, 0.85
    image = lines_on(b.text, (1200, 850), background="#f6f7f8", ink="dark blue", face="hand", margin=0.07, largest=0.2,
        align="left")  # fmt: skip
    b.box((w + 0.05, 0.02, h + 0.05), (0, 0.012, 0), b.metal("silver", 0.4))
    b.panel(w, h, (0, 0.0005, 0.025), b.printed(image, 0.25))
    b.box((w * 0.6, 0.06, 0.012), (0, -0.02, 0), b.metal("silver", 0.4))
    for x, colour in ((-0.2, "red"), (-0.05, "blue")):
        b.rod((x, -0.03, 0.02), (x + 0.12, -0.03, 0.02), 0.008, b.paint(colour))


@prop("chalkboard", colour="#24382f", text=("2 + 3 = 5",))
def chalkboard(b: Build) -> None:
    w, h = 1.5, 0.95
    image = lines_on(b.text, (1500, 950), background=b.colour, ink="white", face="hand", margin=0.08, largest=0.24,
        align="left")  # fmt: skip
    b.box((w + 0.08, 0.025, h + 0.08), (0, 0.015, 0), b.paint("wood", 0.6))
    b.panel(w, h, (0, 0.001, 0.04), b.printed(image, 0.95))
    b.box((w, 0.07, 0.015), (0, -0.02, 0.005), b.paint("wood", 0.6))
    b.rod((-0.3, -0.03, 0.028), (-0.21, -0.03, 0.028), 0.006, b.paint("white", 0.95))


@prop("notice board", colour="#b98d5b", text=("ROTA",))
def notice_board(b: Build) -> None:
    """A cork board with notes: each line of text is a note."""
    w, h = 0.9, 0.6
    b.box((w + 0.05, 0.02, h + 0.05), (0, 0.012, 0), b.paint("wood", 0.6))
    b.box((w, 0.004, h), (0, 0, 0.025), b.paint(b.colour, 0.95, pattern="noise", scale=12), round=0)
    places = [(-0.28, 0.33), (0.02, 0.31), (0.3, 0.34), (-0.27, 0.07), (0.03, 0.05), (0.3, 0.08)]
    for number, line in enumerate(b.text[:6]):
        x, z = places[number]
        paper = ("white", "yellow", "pale blue", "pink", "pale green", "white")[number]
        image = lines_on(line.split(" / "), (500, 440), background=paper, ink="black", margin=0.06, largest=0.4)
        b.panel(0.25, 0.22, (x, -0.004, z + 0.02), b.printed(image, 0.9))
        b.ball(0.008, (x, -0.006, z + 0.22), b.paint("red", 0.3), steps=12)
