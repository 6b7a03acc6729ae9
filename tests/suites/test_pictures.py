"""Pictures are decoded whole; what cannot be is refused with the file's name and the reason."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib

import pytest
from PIL import Image
from scripted import make_picture, png

from oodmmsafe.suites import pictures
from oodmmsafe.suites.pictures import PictureError, decode, pixel_sha256

GOOD = png(make_picture(1, hazard=True))


def encoded(file_format: str) -> bytes:
    file = io.BytesIO()
    make_picture(1, hazard=True).save(file, format=file_format)
    return file.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing, as a decompression bomb does."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (bytes(range(256)) * 20, "is not a readable"),
        (b"\n <!DOCTYPE html><html>Not found</html>", "is a web page"),
        (GOOD[:9], "is not a readable"),
        (GOOD[: len(GOOD) // 2], "truncated"),
        (GOOD[:-40], "truncated"),
        (GOOD[:2000] + bytes(500) + GOOD[2500:], "damaged"),
        (encoded("BMP"), "is not a readable"),
        (png_header(8001, 8000), "more than 64 megapixels"),
        (png_header(12_000, 10_000), "more than 64 megapixels"),
        (png_header(50_000, 50_000), "more than 64 megapixels"),
        (png_header(64, 64), "truncated"),
        (png_header(0, 64), "picture tub.png"),
    ],
    ids=[
        "empty", "random", "html", "magic only", "half", "tail cut", "zeros inside", "other format",
        "just too huge", "huge", "bomb", "no pixels", "no width",
    ],
)  # fmt: skip
def test_broken_pictures_are_refused(data, why, recwarn):
    with pytest.raises(PictureError, match=why) as caught:
        decode(data, "tub.png")
    assert str(caught.value).startswith("picture tub.png: ")
    assert "\n" not in str(caught.value)
    assert not recwarn.list


def test_good_picture_is_decoded_as_rgb():
    grey = make_picture(1, hazard=False).convert("L")
    assert decode(png(grey), "grey.png").mode == "RGB"
    assert decode(GOOD, "good.png").tobytes() == make_picture(1, hazard=True).tobytes()


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP"])
def test_formats_that_are_read(file_format):
    assert decode(encoded(file_format), "tub").size == (64, 64)


def test_hash_is_of_size_and_pixels_and_not_of_the_file():
    picture = make_picture(1, hazard=True)
    expected = hashlib.sha256(struct.pack(">II", 64, 64) + picture.tobytes()).hexdigest()
    assert pixel_sha256(picture) == pixel_sha256(picture.convert("RGBA")) == expected
    flat = Image.new("RGB", (2, 8))
    assert pixel_sha256(flat) != pixel_sha256(flat.rotate(90, expand=True))


def test_missing_file_is_named(tmp_path):
    with pytest.raises(PictureError, match=r"nowhere\.png: the file is missing"):
        pictures.read(tmp_path / "nowhere.png")


def test_folder_is_no_picture(tmp_path):
    with pytest.raises(PictureError, match="cannot be read"):
        pictures.read(tmp_path)


def test_huge_file_is_not_even_read(tmp_path):
    with (tmp_path / "huge.png").open("wb") as file:
        file.truncate(pictures.MAX_BYTES + 1)
    with pytest.raises(PictureError, match="at most"):
        pictures.read(tmp_path / "huge.png")
