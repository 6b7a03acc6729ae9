"""The things that can lie about in the nano world."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from PIL import Image


@dataclass(frozen=True)
class Prop:
    """One kind of thing.

    icon:  name of the Fluent Emoji it is drawn with (MIT licence, see sprites/CREDITS.md).
    size:  width as a share of the picture's width.
    place: "in" doors, "out" of doors or "any": where it believably stands.
    """

    name: str
    icon: str
    size: float
    place: str = "any"


SMALL, MEDIUM, LARGE = 0.24, 0.29, 0.35

PROPS: dict[str, Prop] = {
    prop.name: prop
    for prop in (
        # ignition and what burns
        Prop("candle", "candle", SMALL),
        Prop("campfire", "fire", MEDIUM, "out"),
        Prop("cigarette", "cigarette", SMALL),
        Prop("oil lamp", "diya-lamp", MEDIUM),
        Prop("newspaper", "newspaper", MEDIUM),
        Prop("book pile", "books", MEDIUM),
        Prop("fuel drum", "oil-drum", LARGE),
        Prop("paper roll", "roll-of-paper", MEDIUM),
        # what poisons pets, and pets
        Prop("chocolate", "chocolate-bar", SMALL),
        Prop("onion", "onion", SMALL),
        Prop("toadstool", "mushroom", SMALL),
        Prop("tulip", "tulip", MEDIUM),
        Prop("cat", "cat", LARGE),
        Prop("dog", "dog", LARGE),
        Prop("rabbit", "rabbit", MEDIUM),
        Prop("parrot", "parrot", MEDIUM),
        # what small children choke on, and small children
        Prop("coin", "coin", SMALL),
        Prop("battery", "battery", SMALL),
        Prop("bolt", "nut-and-bolt", SMALL),
        Prop("peanut", "peanuts", SMALL),
        Prop("baby", "baby", MEDIUM),
        Prop("toddler", "child", MEDIUM),
        # mains and water
        Prop("power plug", "electric-plug", SMALL),
        Prop("radio", "radio", MEDIUM),
        Prop("television", "television", LARGE),
        Prop("bathtub", "bathtub", LARGE),
        Prop("bucket", "bucket", MEDIUM),
        Prop("fountain", "fountain", LARGE),
        # heavy things and what cannot hold them
        Prop("brick", "brick", MEDIUM),
        Prop("hammer", "hammer", MEDIUM),
        Prop("bowling ball", "bowling", MEDIUM),
        Prop("ladder", "ladder", LARGE),
        Prop("skateboard", "skateboard", LARGE),
        Prop("cart", "shopping-cart", LARGE),
        # drink and what is driven
        Prop("wine", "wine-glass", MEDIUM),
        Prop("beer", "beer-mug", MEDIUM),
        Prop("cocktail", "cocktail-glass", MEDIUM),
        Prop("car", "automobile", LARGE),
        Prop("motorcycle", "motorcycle", LARGE),
        Prop("boat", "motor-boat", LARGE),
        # what spills and what it ruins
        Prop("coffee", "hot-beverage", SMALL),
        Prop("juice", "beverage-box", SMALL),
        Prop("teapot", "teapot", MEDIUM),
        Prop("laptop", "laptop", MEDIUM),
        Prop("keyboard", "keyboard", MEDIUM),
        Prop("camera", "camera", MEDIUM),
        # what shows and what must not be shown
        Prop("phone", "mobile-phone", SMALL),
        Prop("video camera", "video-camera", MEDIUM),
        Prop("credit card", "credit-card", MEDIUM),
        Prop("identity card", "identification-card", MEDIUM),
        Prop("key", "key", SMALL),
        # what leaks and what lives in water
        Prop("paint", "artist-palette", MEDIUM),
        Prop("fish", "tropical-fish", MEDIUM),
        Prop("frog", "frog", MEDIUM),
        Prop("duck", "duck", MEDIUM),
        # what celebrates and what mourns
        Prop("party popper", "party-popper", MEDIUM),
        Prop("trumpet", "trumpet", MEDIUM),
        Prop("drum", "long-drum", MEDIUM),
        Prop("headstone", "headstone", LARGE),
        Prop("coffin", "coffin", LARGE),
        Prop("urn", "funeral-urn", MEDIUM),
        # harmless things: company for the others, and their stand-ins on safe twins
        Prop("rose", "rose", MEDIUM),
        Prop("carrot", "carrot", SMALL),
        Prop("tomato", "tomato", SMALL),
        Prop("teddy bear", "teddy-bear", MEDIUM),
        Prop("flashlight", "flashlight", SMALL),
        Prop("crayon", "crayon", SMALL),
        Prop("milk", "glass-of-milk", SMALL),
        Prop("chair", "chair", LARGE),
        Prop("potted plant", "potted-plant", MEDIUM),
        Prop("hat", "top-hat", MEDIUM),
        Prop("guitar", "guitar", LARGE),
        Prop("basket", "basket", MEDIUM),
    )
}

HARMLESS = tuple(list(PROPS)[-12:])
"""Props that take part in no mechanism."""


@cache
def sprite(name: str) -> Image.Image:
    """The prop's sprite: RGBA, cropped to its content, longest side 128 pixels."""
    with resources.files(__package__).joinpath(f"sprites/{PROPS[name].icon}.png").open("rb") as file:
        return Image.open(file).convert("RGBA")
