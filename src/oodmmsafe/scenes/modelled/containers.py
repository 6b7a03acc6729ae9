"""Containers that carry a label: what is in them stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oodmmsafe.scenes.drawing import lines_on
from oodmmsafe.scenes.modelled import prop
from oodmmsafe.scenes.modelled.parts import hollow, label_round, loft, loft_label, product_label

if TYPE_CHECKING:
    from oodmmsafe.scenes.blender.build import Build
    from oodmmsafe.scenes.blender.materials import Paint


def _skin(b: Build, rough: float = 0.3) -> Paint:
    """The wall of a container: its colour, or clear."""
    return b.paint("#7d8c92", 0.05, alpha=0.1) if b.has("clear") else b.paint(b.colour, rough)


# --- bottles


def _bottle(
    b: Build, height: float, radius: float, neck: float = 0.35, cap: str = "white", label: float = 0.40,
) -> None:  # fmt: skip
    """A round bottle with a shoulder, a cap and a label round its belly; "clear": its colour is that of the liquid."""
    h, r = height, radius

    def profile(inset: float, top: float) -> list[tuple[float, float]]:
        corners = [(0.92, 0), (1, 0.03), (1, 0.58), (0.93, 0.66), (neck, 0.8), (neck, 0.9)]
        kept = [(max(r * x - inset, 0.001), max(h * z, inset)) for x, z in corners if z <= top]
        return [(0, kept[0][1]), *kept, (0, kept[-1][1])]

    b.lathe(profile(0, 1), (0, 0, 0), _skin(b))
    if b.has("clear") and not b.has("empty"):
        b.lathe(profile(0.002, 0.66), (0, 0, 0), b.paint(b.colour, 0.15))
    if not b.has("open"):
        b.cylinder(r * neck * 1.25, h * 0.12, (0, 0, h * 0.88), b.paint(cap, 0.4))
    label_round(b, r, h * label, h * 0.13)


_BOTTLE = ("open", "clear", "empty")


@prop("bottle", colour="blue", text=("WATER",), states=_BOTTLE)
@prop("cleaner bottle", colour="green", text=("CLEANER",), states=_BOTTLE)
def bottle(b: Build) -> None:
    _bottle(b, 0.27, 0.042)


@prop("large bottle", colour="white", text=("CLEANER",), states=_BOTTLE)
def large_bottle(b: Build) -> None:
    _bottle(b, 0.34, 0.062)


@prop("small bottle", colour="amber", text=("OIL",), states=_BOTTLE)
@prop("cough syrup", colour="#6b2f14", text=("COUGH", "SYRUP"), states=_BOTTLE)
def small_bottle(b: Build) -> None:
    _bottle(b, 0.15, 0.03, neck=0.42, label=0.44)


@prop("glass bottle", colour="#6a3d14", text=("SYRUP",), states=_BOTTLE)
@prop("laboratory bottle", colour="#6a3d14", text=("ACETONE",), states=_BOTTLE)
@prop("chemical bottle", colour="#6a3d14", text=("ACID",), states=_BOTTLE)
def glass_bottle(b: Build) -> None:
    """A brown bottle of a chemist's: wide, short-necked."""
    _bottle(b, 0.23, 0.048, neck=0.36, cap="black", label=0.43)


@prop("spray bottle", colour="pale blue", text=("CLEANER",), states=("clear", "empty"))
def spray_bottle(b: Build) -> None:
    _bottle(b, 0.2, 0.042, neck=0.3)
    dark = b.paint("white", 0.4)
    b.box((0.035, 0.075, 0.035), (0, -0.015, 0.2), dark, round=0.008)
    b.cylinder(0.009, 0.02, (0, -0.05, 0.217), dark, tip=(90, 0))
    b.box((0.014, 0.012, 0.05), (0, -0.03, 0.152), b.paint("red", 0.4), tip=(-18, 0))


@prop("squeeze bottle", colour="green", text=("DISH SOAP",), states=("clear", "empty"))
@prop("dish soap bottle", colour="lime", text=("DISH SOAP",), states=("clear", "empty"))
@prop("shampoo bottle", colour="lilac", text=("SHAMPOO",), states=("clear", "empty"))
@prop("sunscreen", colour="orange", text=("SUN MILK",), states=("clear", "empty"))
@prop("glue bottle", colour="white", text=("GLUE",), states=("clear", "empty"))
def squeeze_bottle(b: Build) -> None:
    """A flat oval bottle with a narrow pouring top."""
    body = [(0, 0, 0), (0, 0.078, 0.044), (0.01, 0.084, 0.05), (0.12, 0.08, 0.048), (0.165, 0.05, 0.036),
        (0.178, 0.026, 0.026), (0.178, 0, 0)]  # fmt: skip
    loft(b, body, (0, 0, 0), _skin(b), power=2.6)
    b.cylinder(0.015, 0.02, (0, 0, 0.178), b.paint("white", 0.4))
    b.cylinder(0.007, 0.022, (0, 0, 0.198), b.paint("white", 0.4), top=0.004)
    if b.text:
        loft_label(b, body, 0.018, 0.118, product_label(b.text, 0.068 / 0.1, b.colour), power=2.6, share=0.82)


@prop("dropper bottle", colour="#6a3d14", text=("DROPS",), states=_BOTTLE)
@prop("essential oil", colour="#6a3d14", text=("LAVENDER", "OIL"), states=_BOTTLE)
def dropper_bottle(b: Build) -> None:
    b.lathe([(0, 0), (0.017, 0), (0.019, 0.003), (0.019, 0.055), (0.009, 0.066), (0.009, 0.074), (0, 0.074)], (0, 0, 0),
        _skin(b, 0.1))  # fmt: skip
    if not b.has("open"):
        b.cylinder(0.0115, 0.016, (0, 0, 0.07), b.paint("black", 0.5))
        b.lathe([(0.007, 0), (0.008, 0.012), (0.006, 0.022), (0, 0.026)], (0, 0, 0.086), b.paint("dark grey", 0.6))
    label_round(b, 0.019, 0.04, 0.008)


@prop("jug", colour="white", text=("DETERGENT",), states=("open",))
@prop("bleach jug", colour="white", text=("BLEACH",), states=("open",))
@prop("vinegar bottle", colour="pale yellow", text=("VINEGAR",), states=("open",))
@prop("antifreeze jug", colour="yellow", text=("ANTI-", "FREEZE"), states=("open",))
@prop("motor oil", colour="black", text=("MOTOR", "OIL"), states=("open",))
def jug(b: Build) -> None:
    """A jug of strong plastic, as bleach and detergent come in, with a handle at the side."""
    skin = b.paint(b.colour, 0.35)
    body = [(0, 0, 0), (0, 0.175, 0.11), (0.012, 0.19, 0.122), (0.17, 0.19, 0.122), (0.2, 0.165, 0.11, -0.01, 0),
        (0.255, 0.07, 0.065, -0.045, 0), (0.275, 0.045, 0.045, -0.05, 0), (0.285, 0.045, 0.045, -0.05, 0)]  # fmt: skip
    loft(b, body, (0, 0, 0), skin, power=4)
    b.tube([(-0.03, 0, 0.255), (0.05, 0, 0.262), (0.088, 0, 0.235), (0.088, 0, 0.17)], 0.014, skin)
    if b.has("open"):
        b.cylinder(0.02, 0.002, (-0.05, 0, 0.285), b.paint("black", 0.9))
    else:
        b.cylinder(0.029, 0.035, (-0.05, 0, 0.28), b.paint("blue" if b.colour == "white" else "white", 0.4))
    if b.text:
        loft_label(b, body[:4], 0.022, 0.165, product_label(b.text, 0.165 / 0.143, b.colour), share=0.87)


@prop("pill bottle", colour="#c8641d", text=("TABLETS",), states=("open", "empty"))
def pill_bottle(b: Build) -> None:
    """The orange bottle of a pharmacy; "open": its cap and two tablets lie beside it."""
    b.lathe([(0, 0), (0.024, 0), (0.026, 0.003), (0.026, 0.072), (0.023, 0.078), (0.023, 0.08), (0, 0.08)], (0, 0, 0),
        b.paint(b.colour, 0.1))  # fmt: skip
    cap = b.paint("white", 0.5)
    if b.has("open"):
        b.cylinder(0.02, 0.001, (0, 0, 0.0802), b.paint("black", 0.9))
        b.cylinder(0.028, 0.02, (0.065, -0.01, 0), cap)
        for x, y in ((0.05, -0.06), (0.02, -0.055)) if not b.has("empty") else ():
            b.ball(0.006, (x, y, 0), cap, (1, 1, 0.5), 16)
    else:
        b.cylinder(0.028, 0.02, (0, 0, 0.077), cap)
    label_round(b, 0.026, 0.048, 0.014)


@prop("cooking oil bottle", colour="#d8a828", text=("COOKING", "OIL"), states=("open", "empty"))
@prop("alcohol bottle", colour="#8c4a12", text=("WHISKY",), states=("open", "empty"))
@prop("spirits bottle", colour="#8c4a12", text=("WHISKY",), states=("open", "empty"))
def liquid_bottle(b: Build) -> None:
    """A bottle one sees through; its colour is the liquid's."""
    h, r = 0.29, 0.039
    shape = [(0, 0), (r, 0), (r, 0.18), (0.033, 0.2), (0.014, 0.23), (0.014, 0.275), (0, 0.275)]
    b.lathe(shape, (0, 0, 0), b.paint("#7d8c92", 0.05, alpha=0.1))
    if not b.has("empty"):
        b.lathe([(0, 0.003), (r - 0.002, 0.003), (r - 0.002, 0.18), (0.031, 0.199), (0, 0.199)], (0, 0, 0),
            b.paint(b.colour, 0.1))  # fmt: skip
    if not b.has("open"):
        b.cylinder(0.017, 0.026, (0, 0, h - 0.024), b.paint("black", 0.4))
    label_round(b, r, 0.1, 0.045)


# --- cans and tins


@prop("aerosol can", colour="blue", text=("SPRAY",), states=("capped",))
@prop("spray paint", colour="red", text=("PAINT",), states=("capped",))
def aerosol_can(b: Build) -> None:
    """A can under pressure, with a nozzle, or "capped"."""
    r, silver = 0.033, b.metal("silver")
    b.lathe([(0, 0), (r * 0.96, 0), (r, 0.004), (r, 0.15), (0, 0.15)], (0, 0, 0), b.paint(b.colour, 0.25))
    b.lathe([(r, 0), (r * 0.97, 0.006), (r * 0.5, 0.022), (r * 0.45, 0.026), (0, 0.026)], (0, 0, 0.15), silver)
    if b.has("capped"):
        b.cylinder(r * 0.98, 0.045, (0, 0, 0.152), b.paint(b.colour, 0.35))
    else:
        b.cylinder(0.0085, 0.018, (0, 0, 0.175), b.paint("white", 0.4))
        b.cylinder(0.002, 0.003, (0, -0.008, 0.187), b.paint("black"), tip=(90, 0))
    label_round(b, r, 0.1, 0.028)


@prop("tin can", colour="red", text=("BEANS",), states=("open", "bulging"))
@prop("canned food", colour="green", text=("PEAS",), states=("open", "bulging"))
def tin_can(b: Build) -> None:
    """A can of food. "bulging": its lid is domed by what grows inside."""
    r, h, tin = 0.037, 0.11, b.metal("silver", 0.3)
    ribs = [(r, 0.005), (r * 0.97, 0.009), (r * 0.97, h - 0.009), (r, h - 0.005), (r, h)]
    if b.has("open"):
        hollow(b, [(0, 0), (r, 0), *ribs], 0.001, (0, 0, 0), tin)
        b.cylinder(r * 0.95, 0.002, (0, 0, h - 0.018), b.paint(b.colour, 0.5, pattern="noise", scale=20))
        b.cylinder(r * 0.93, 0.001, (0, r, h), tin, tip=(-70, 0))
    else:
        dome = [(r * 0.95, h - 0.002), (r * 0.8, h + 0.008), (r * 0.4, h + 0.014), (0, h + 0.015)]
        lid = dome if b.has("bulging") else [(r * 0.94, h), (r * 0.94, h - 0.004), (0, h - 0.004)]
        b.lathe([(0, 0), (r, 0), *ribs, *lid], (0, 0, 0), tin)
    label_round(b, r, h - 0.022, 0.011, "#f4f1e6" if b.colour == "white" else b.colour)


@prop("drink can", colour="blue", text=("COLA",), states=("open",))
@prop("beer can", colour="gold", text=("BEER",), states=("open",))
@prop("energy drink can", colour="dark blue", text=("ENERGY", "DRINK"), states=("open",))
def drink_can(b: Build) -> None:
    r, h, tin = 0.033, 0.122, b.metal("silver", 0.25)
    b.lathe([(0, 0.004), (0.022, 0.004), (0.024, 0), (r, 0.012), (r, h - 0.014), (0.027, h), (0.0255, h),
        (0.025, h - 0.004), (0, h - 0.004)], (0, 0, 0), tin)  # fmt: skip
    b.box((0.016, 0.022, 0.0015), (0, 0.002, h - 0.003), tin, round=0)
    if b.has("open"):
        b.cylinder(0.009, 0.0008, (0, -0.012, h - 0.0038), b.paint("black", 0.9))
    label_round(b, r, h - 0.03, 0.0135, b.colour)


@prop("canister", colour="dark green", text=("WHITE", "SPIRIT"), states=("open",))
@prop("paint thinner", colour="dark blue", text=("PAINT", "THINNER"), states=("open",))
@prop("lamp oil", colour="dark red", text=("LAMP OIL",), states=("open",))
def canister(b: Build) -> None:
    """A flat metal can with a screw cap and a carrying handle, as solvents come in."""
    skin, body = b.paint(b.colour, 0.3), [(0, 0, 0), (0, 0.17, 0.1), (0.2, 0.17, 0.1), (0.222, 0.15, 0.08),
        (0.222, 0, 0)]  # fmt: skip
    loft(b, body, (0, 0, 0), skin, power=9, steps=64)
    b.cylinder(0.02, 0.012, (-0.05, 0, 0.222), b.metal())
    b.cylinder(0.018 if b.has("open") else 0.022, 0.002 if b.has("open") else 0.024, (-0.05, 0, 0.234),
        b.paint("black" if b.has("open") else "white", 0.5))  # fmt: skip
    b.tube([(-0.01, 0, 0.218), (0.0, 0, 0.252), (0.06, 0, 0.252), (0.068, 0, 0.218)], 0.005, b.metal("steel"))
    if b.text:
        loft_label(b, body[1:3], 0.02, 0.19, product_label(b.text, 0.15 / 0.17, b.colour), power=9, share=0.9)


@prop("jerry can", colour="red", text=("PETROL",), states=("open",))
@prop("petrol can", colour="red", text=("PETROL",), states=("open",))
def jerry_can(b: Build) -> None:
    """A 20-litre fuel can: ribs in an X on its face, three handles, a spout at a corner."""
    skin = b.paint(b.colour, 0.4)
    w, d, h = 0.34, 0.165, 0.4
    body = [(0, 0, 0), (0, w, d * 0.9), (0.015, w, d), (h - 0.03, w, d), (h, w * 0.92, d * 0.9), (h, 0, 0)]
    loft(b, body, (0, 0, 0), skin, power=9, steps=64)
    for lean in (-42, 42):
        with b.moved((0, -d / 2 - 0.001, h / 2), tip=(0, lean)):
            b.box((0.024, 0.014, 0.38), (0, 0, -0.19), skin, round=0.006)
    for y in (-0.05, 0, 0.05):
        b.tube([(-0.05, y, h - 0.01), (-0.045, y, h + 0.045), (0.085, y, h + 0.045), (0.09, y, h - 0.01)], 0.009, skin)
    with b.moved((-0.125, 0, h - 0.012), tip=(0, -35)):
        b.cylinder(0.03, 0.05, (0, 0, 0), skin)
        b.cylinder(0.028 if b.has("open") else 0.036, 0.003 if b.has("open") else 0.03, (0, 0, 0.05),
            b.paint("black", 0.5))  # fmt: skip
    if b.text:
        b.panel(0.23, 0.15, (0, -d / 2 - 0.0095, 0.12), b.printed(product_label(b.text, 0.23 / 0.15, b.colour)))


@prop("plastic canister", colour="blue", text=("CHEMICAL",), states=("open",))
@prop("water canister", colour="pale blue", text=("DRINKING", "WATER"), states=("open",))
@prop("acid canister", colour="white", text=("ACID",), states=("open",))
def plastic_canister(b: Build) -> None:
    """A 10-litre canister of plastic."""
    skin, w, d, h = b.paint(b.colour, 0.4), 0.24, 0.19, 0.3
    body = [(0, 0, 0), (0, w * 0.94, d * 0.94), (0.015, w, d), (h - 0.05, w, d), (h, w * 0.7, d * 0.8), (h, 0, 0)]
    loft(b, body, (0, 0, 0), skin, power=6, steps=56)
    b.tube([(-0.03, 0, h - 0.01), (-0.02, 0, h + 0.035), (0.075, 0, h + 0.035), (0.09, 0, h - 0.03)], 0.012, skin)
    b.cylinder(0.026, 0.015, (-0.075, 0, h - 0.01), skin)
    if b.has("open"):
        b.cylinder(0.022, 0.002, (-0.075, 0, h + 0.005), b.paint("black", 0.9))
    else:
        b.cylinder(0.031, 0.028, (-0.075, 0, h + 0.002), b.paint("red", 0.4))
    if b.text:
        loft_label(b, body[1:4], 0.04, 0.22, product_label(b.text, 0.2 / 0.18, b.colour), power=6, share=0.86)


@prop("drum", colour="blue", text=("OIL",), states=("open",))
def drum(b: Build) -> None:
    """A 200-litre steel drum with two hoops."""
    r, h, skin = 0.29, 0.88, b.paint(b.colour, 0.35)
    wall = [(0, 0.01), (r * 0.97, 0.01), (r, 0), (r, 0.27), (r + 0.012, 0.285), (r, 0.3), (r, 0.57), (r + 0.012, 0.585),
        (r, 0.6), (r, h)]  # fmt: skip
    if b.has("open"):
        hollow(b, wall, 0.006, (0, 0, 0), skin)
    else:
        b.lathe([*wall, (r * 0.97, h), (r * 0.97, h - 0.02), (0, h - 0.02)], (0, 0, 0), skin)
        b.cylinder(0.035, 0.018, (0, -0.2, h - 0.02), b.metal("silver"))
        b.cylinder(0.018, 0.014, (0, 0.21, h - 0.02), b.metal("silver"))
    label_round(b, r, 0.23, 0.32)


@prop("paint can", colour="white", text=("PAINT",), states=("open",))
@prop("wood stain", colour="brown", text=("WOOD", "STAIN"), states=("open",))
def paint_can(b: Build) -> None:
    """A tin with a wire handle; "open": one sees its colour, and the lid leans on it."""
    r, h, tin = 0.085, 0.19, b.metal("silver", 0.35)
    wall = [(0, 0), (r, 0), (r, h)]
    if b.has("open"):
        hollow(b, wall, 0.003, (0, 0, 0), tin)
        b.cylinder(r - 0.004, 0.002, (0, 0, h - 0.035), b.paint(b.colour, 0.15))
        b.cylinder(r * 0.9, 0.005, (r + 0.045, -0.02, 0.075), b.paint(b.colour, 0.3), tip=(0, -72))
    else:
        b.lathe([*wall, (r * 0.9, h), (r * 0.9, h - 0.008), (r * 0.8, h - 0.004), (0, h - 0.004)], (0, 0, 0), tin)
    b.tube([(-r, 0, h - 0.03), (-r * 0.8, -0.07, h - 0.075), (0, -0.098, h - 0.095), (r * 0.8, -0.07, h - 0.075),
        (r, 0, h - 0.03)], 0.002, b.metal())  # fmt: skip
    label_round(b, r, 0.12, 0.02)


# --- jars, tubs, buckets


def _jar(b: Build, r: float, h: float, lid: str, cloth: bool = False) -> None:
    glass = b.paint("#7d8c92", 0.05, alpha=0.1)
    wall = [(0, 0), (r * 0.95, 0), (r, 0.006), (r, h * 0.8), (r * 0.82, h * 0.9), (r * 0.82, h)]
    hollow(b, wall, 0.003, (0, 0, 0), glass)
    if not b.has("empty"):
        b.lathe([(0, 0.004), (r * 0.93, 0.004), (r * 0.955, 0.01), (r * 0.955, h * 0.76), (0, h * 0.76)], (0, 0, 0),
            b.paint(b.colour, 0.25, pattern="noise", scale=14))  # fmt: skip
    if not b.has("open"):
        b.cylinder(r * 0.88, 0.016, (0, 0, h - 0.012), b.metal(lid, 0.4) if lid == "gold" else b.paint(lid, 0.4))
    label_round(b, r, h * 0.45, h * 0.17)


@prop("jar", colour="dark red", text=("JAM",), states=("open", "empty"))
@prop("honey jar", colour="amber", text=("HONEY",), states=("open", "empty"))
@prop("home-canned jar", colour="green", text=("BEANS", "HOME-MADE"), states=("open", "empty"))
@prop("peanut butter jar", colour="tan", text=("PEANUT", "BUTTER"), states=("open", "empty"))
def jar(b: Build) -> None:
    """A glass jar; its colour is that of what is in it."""
    _jar(b, 0.044, 0.13, "gold")


@prop("large jar", colour="olive", text=("PICKLES",), states=("open", "empty"))
def large_jar(b: Build) -> None:
    _jar(b, 0.075, 0.22, "gold")


@prop("glass jar", colour="cream", text=(), states=("open", "empty"))
def glass_jar(b: Build) -> None:
    _jar(b, 0.055, 0.17, "silver")


@prop("cream jar", colour="white", text=("CREAM",), states=("open",))
def cream_jar(b: Build) -> None:
    """A low jar of ointment or cosmetics."""
    b.cylinder(0.035, 0.04, (0, 0, 0), b.paint(b.colour, 0.3))
    if b.has("open"):
        b.lathe([(0, 0), (0.018, 0.004), (0.03, 0.002), (0.032, 0)], (0, 0, 0.04), b.paint("cream", 0.3))
    else:
        b.cylinder(0.037, 0.02, (0, 0, 0.04), b.metal("gold", 0.3))
    label_round(b, 0.035, 0.032, 0.004)


@prop("tub", colour="white", text=("POWDER",), states=("open",))
@prop("pool chlorine tub", colour="white", text=("POOL", "CHLORINE"), states=("open",))
@prop("protein powder", colour="black", text=("PROTEIN", "POWDER"), states=("open",))
def tub(b: Build) -> None:
    """A round tub of plastic with a wide screw lid."""
    r, h = 0.1, 0.2
    hollow(b, [(0, 0), (r * 0.94, 0), (r, 0.008), (r, h * 0.93), (r * 0.94, h)], 0.004, (0, 0, 0),
        b.paint(b.colour, 0.4))  # fmt: skip
    if b.has("open"):
        b.lathe([(0, 0.012), (r * 0.5, 0.006), (r - 0.006, 0)], (0, 0, h * 0.75), b.paint("white", 0.9))
    else:
        b.cylinder(r * 1.04, 0.035, (0, 0, h - 0.025), b.paint("blue" if b.colour == "white" else "white", 0.4))
    label_round(b, r, 0.13, 0.02)


@prop("food tub", colour="white", text=("ICE CREAM",), states=("open",))
@prop("margarine tub", colour="yellow", text=("MARGARINE",), states=("open",))
def food_tub(b: Build) -> None:
    """An oblong tub with a lid, as ice cream or margarine come in."""
    skin, body = b.paint(b.colour, 0.4), [(0, 0, 0), (0, 0.15, 0.1), (0.09, 0.18, 0.12)]
    loft(b, body, (0, 0, 0), skin, power=6)
    if b.has("open"):
        loft(b, [(0, 0.177, 0.117), (0, 0, 0)], (0, 0, 0.07), b.paint("cream", 0.6), power=6)
    else:
        lid = [(0, 0.188, 0.128), (0.012, 0.188, 0.128), (0.014, 0.17, 0.11), (0.014, 0, 0)]
        loft(b, lid, (0, 0, 0.085), b.paint(b.colour, 0.4), power=6)
    if b.text:
        loft_label(b, body[1:], 0.01, 0.08, product_label(b.text, 0.14 / 0.07, b.colour), power=6, share=0.86)


@prop("bucket", colour="blue", text=(), states=("water", "soapy water", "sand", "ash", "paint"))
@prop("metal bucket", colour="silver", text=(), states=("water", "soapy water", "sand", "ash", "paint"))
def bucket(b: Build) -> None:
    """A bucket with a handle, hollow; what fills it is a state."""
    r, h = 0.145, 0.28
    skin = b.metal("silver", 0.4) if b.colour == "silver" else b.paint(b.colour, 0.4)
    hollow(b, [(0, 0), (r * 0.75, 0), (r * 0.98, h * 0.94), (r * 1.04, h * 0.95), (r * 1.04, h)], 0.004, (0, 0, 0),
        skin)  # fmt: skip
    filling = {"water": ("#6fa3b8", 0.03), "soapy water": ("white", 0.6), "sand": ("sand", 1.0),
        "ash": ("#5d5a57", 1.0), "paint": ("white", 0.2)}  # fmt: skip
    for state, (colour, rough) in filling.items():
        if b.has(state):
            grain = {"pattern": "noise", "scale": 25} if rough == 1.0 else {}
            b.cylinder(r * 0.905, 0.003, (0, 0, h * 0.74), b.paint(colour, rough, **grain))
    if b.has("soapy water"):
        for _ in range(26):
            x, y = b.rng.uniform(-0.085, 0.085), b.rng.uniform(-0.085, 0.085)
            b.ball(b.rng.uniform(0.012, 0.026), (x, y, h * 0.74 - 0.008), b.paint("white", 0.25), steps=12)
    wire = b.metal("steel")
    b.tube([(-r * 1.02, 0, h - 0.03), (-r * 0.85, -0.09, h - 0.07), (0, -0.155, h - 0.11), (r * 0.85, -0.09, h - 0.07),
        (r * 1.02, 0, h - 0.03)], 0.003, wire)  # fmt: skip
    if b.text:
        label_round(b, r * 0.812, 0.1, 0.07, top=r * 0.9)


# --- packages


@prop("cardboard box", colour="tan", text=(), states=("open",))
def cardboard_box(b: Build) -> None:
    card = b.paint(b.colour, 0.9)
    w, d, h = 0.40, 0.30, 0.26
    if b.has("open"):
        for x in (-w / 2, w / 2):
            b.box((0.006, d, h), (x, 0, 0), card, round=0)
        for y in (-d / 2, d / 2):
            b.box((w, 0.006, h), (0, y, 0), card, round=0)
        b.box((w, d, 0.006), (0, 0, 0), card, round=0)
        for x, side in ((-w / 2, -1), (w / 2, 1)):
            b.box((0.13, d, 0.005), (x + side * 0.055, 0, h - 0.035), card, tip=(0, side * 35), round=0)
    else:
        b.box((w, d, h), (0, 0, 0), card, round=0.004)
        b.box((0.05, d + 0.002, 0.002), (0, 0, h), b.paint("beige", 0.4), round=0)
    if b.text:
        image = lines_on(b.text, (800, 420), background=b.colour, ink="black", face="bold", margin=0.1, largest=0.45)
        b.panel(w * 0.85, h * 0.62, (0, -d / 2 - 0.004, h * 0.18), b.printed(image, 0.9))


@prop("small box", colour="pale blue", text=("TEA",), states=("open",))
@prop("medicine package", colour="white", text=("TABLETS",), states=("open",))
@prop("cereal box", colour="orange", text=("CEREAL",), states=("open",))
@prop("rat poison box", colour="yellow", text=("RAT", "POISON"), states=("open",))
def small_box(b: Build) -> None:
    """A folding box of thin card, standing, its name large on the front."""
    w, d, h = 0.13, 0.055, 0.18
    card = b.paint(b.colour, 0.5)
    b.box((w, d, h), (0, 0, 0), card, round=0.001)
    if b.has("open"):
        b.box((w - 0.006, d - 0.006, 0.001), (0, 0, h), b.paint("dark brown", 0.9), round=0)
        b.box((w, 0.0015, 0.045), (0, d / 2, h), card, tip=(-25, 0), round=0)
        b.box((d * 0.8, 0.0015, 0.03), (w / 2, 0, h), card, turn=90, tip=(0, 0), round=0)
    if b.text:
        b.panel(w * 0.94, h * 0.94, (0, -d / 2 - 0.0008, h * 0.03), b.printed(product_label(b.text, w / h, b.colour)))


@prop("carton", colour="white", text=("MILK",), states=("open",))
@prop("juice carton", colour="orange", text=("JUICE",), states=("open",))
def carton(b: Build) -> None:
    """A drink carton with a gable top."""
    w, h, card = 0.095, 0.2, b.paint(b.colour, 0.4)
    b.box((w, w, h), (0, 0, 0), card, round=0.002)
    s, top = w / 2, h + 0.045
    b.sheet([(-s, -s, h), (s, -s, h), (s, 0, top), (-s, 0, top)], card, 0.001)
    b.sheet([(s, s, h), (-s, s, h), (-s, 0, top), (s, 0, top)], card, 0.001)
    for x in (-s, s):
        b.sheet([(x, -s, h), (x, s, h), (x * 0.8, 0, top - 0.005)], card, 0.001)
    b.box((w, 0.004, 0.022), (0, 0, top - 0.002), card, round=0)
    if not b.has("open"):
        with b.moved((0, -s * 0.55, h + 0.02), tip=(43, 0)):
            b.cylinder(0.014, 0.014, (0, 0, 0), b.paint("red", 0.4))
    if b.text:
        b.panel(w * 0.96, h * 0.7, (0, -s - 0.0008, h * 0.1), b.printed(product_label(b.text, 0.68, b.colour)))


@prop("sack", colour="beige", text=("FLOUR",), states=())
@prop("fertiliser bag", colour="green", text=("FERTILISER",), states=())
@prop("cement sack", colour="grey", text=("CEMENT",), states=())
@prop("dog food bag", colour="red", text=("DOG FOOD",), states=())
def sack(b: Build) -> None:
    """A filled sack that stands, its mouth sewn shut."""
    skin = b.paint(b.colour, 0.8)
    body = [(0, 0, 0), (0, 0.38, 0.16), (0.05, 0.42, 0.2), (0.25, 0.42, 0.2), (0.45, 0.41, 0.16), (0.54, 0.41, 0.07),
        (0.58, 0.41, 0.012), (0.63, 0.42, 0.012), (0.63, 0, 0)]  # fmt: skip
    loft(b, body, (0, 0, 0), skin, power=3.2)
    if b.text:
        loft_label(b, body, 0.08, 0.47, product_label(b.text, 0.33 / 0.39, b.colour), power=3.2, share=0.8)


@prop("pouch", colour="silver", text=("COFFEE",), states=())
@prop("crisps bag", colour="yellow", text=("CRISPS",), states=())
def pouch(b: Build) -> None:
    """A stand-up bag of foil with a sealed top."""
    skin = b.paint(b.colour, 0.3, metal=0.3)
    body = [(0, 0, 0), (0, 0.13, 0.075), (0.02, 0.145, 0.08), (0.12, 0.15, 0.06), (0.2, 0.155, 0.02),
        (0.215, 0.155, 0.004), (0.235, 0.155, 0.004), (0.235, 0, 0)]  # fmt: skip
    loft(b, body, (0, 0, 0), skin, power=2.6)
    if b.text:
        loft_label(b, body, 0.03, 0.17, product_label(b.text, 0.12 / 0.14, b.colour), power=2.6, share=0.75)


@prop("blister pack", colour="white", text=("TABLETS",), states=("empty",))
def blister_pack(b: Build) -> None:
    """Ten tablets in foil, lying, the name on its edge; "empty": pressed out."""
    b.box((0.13, 0.075, 0.001), (0, 0, 0), b.metal("silver", 0.3), round=0)
    bubble = b.paint("clear", 0.1, alpha=0.2)
    for x in (-0.05, -0.025, 0, 0.025, 0.05):
        for y in (0.022, -0.003):
            if b.has("empty") and x < 0.05:
                b.cylinder(0.008, 0.0005, (x, y, 0.001), b.paint("dark grey", 0.7))
            else:
                b.ball(0.0075, (x, y, 0), b.paint(b.colour, 0.4), (1, 1, 0.6), 16)
                b.ball(0.0095, (x, y, -0.001), bubble, (1, 1, 0.75), 16)
    if b.text:
        image = lines_on([" ".join(b.text)], (800, 120), background="white", ink="dark blue", margin=0.06)
        b.panel(0.126, 0.02, (0, -0.026, 0.0016), b.printed(image), facing="up")


@prop("tube", colour="white", text=("CREAM",), states=("lying",))
@prop("toothpaste", colour="white", text=("TOOTH-", "PASTE"), states=("lying",))
@prop("glue tube", colour="yellow", text=("SUPER", "GLUE"), states=("lying",))
def tube(b: Build) -> None:
    """A soft tube that stands on its cap, or lies with its name up."""
    body = [(0.022, 0.028, 0.028), (0.03, 0.04, 0.038), (0.08, 0.046, 0.032), (0.14, 0.05, 0.006), (0.152, 0.05, 0.002),
        (0.152, 0, 0)]  # fmt: skip
    if b.has("lying"):
        with b.moved((0, -0.076, 0.0185), tip=(-90, 0)):
            _tube(b, body)
    else:
        _tube(b, body)


def _tube(b: Build, body: list[tuple[float, ...]]) -> None:
    loft(b, body, (0, 0, 0), b.paint(b.colour, 0.35), power=2)
    b.cylinder(0.018, 0.024, (0, 0, 0), b.paint("blue" if b.colour == "white" else "white", 0.4))
    if b.text:
        loft_label(b, body, 0.035, 0.132, product_label(b.text, 0.038 / 0.097, b.colour), power=2, share=0.8)


@prop("crate", colour="pale wood", text=(), states=("plastic",))
def crate(b: Build) -> None:
    """An open crate of wooden boards, or of plastic; hollow."""
    w, d, h = 0.5, 0.35, 0.27
    paint = b.paint(b.colour, 0.5) if b.has("plastic") else b.paint(b.colour, 0.85, pattern="noise", scale=3)
    b.box((w, d, 0.012), (0, 0, 0), paint, round=0)
    for z in (0.01, 0.1, 0.19):
        for y in (-d / 2, d / 2):
            b.box((w, 0.012, 0.075), (0, y, z), paint, round=0.001)
        for x in (-w / 2, w / 2):
            b.box((0.012, d, 0.075), (x, 0, z), paint, round=0.001)
    for x in (-w / 2 + 0.022, w / 2 - 0.022):
        for y in (-d / 2 + 0.022, d / 2 - 0.022):
            b.box((0.03, 0.03, h), (x, y, 0), paint, round=0.001)
    if b.text:
        image = lines_on(b.text, (800, 400), background=b.colour, ink="black", margin=0.08, largest=0.5)
        b.panel(w * 0.7, h * 0.6, (0, -d / 2 - 0.008, h * 0.18), b.printed(image, 0.9))
