"""Pictures as files that may be broken: read whole, decoded whole, and known by their pixels."""

from __future__ import annotations

import hashlib
import io
import warnings
from pathlib import Path

from PIL import Image

from oodmmsafe.errors import OodmmsafeError

FORMATS = ("PNG", "JPEG", "WEBP")
MAX_PIXELS = 64_000_000
MAX_BYTES = 100_000_000


class PictureError(OodmmsafeError):
    """A picture that cannot be used: which file, and why."""

    def __init__(self, where: str | Path, reason: str):
        super().__init__(f"picture {where}: {reason}")


def read(path: Path) -> bytes:
    """The bytes of a picture file, not yet decoded. Raises PictureError if it is missing, unreadable or huge."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise PictureError(path, f"has {size} bytes; at most {MAX_BYTES} are read")
        return path.read_bytes()
    except FileNotFoundError:
        raise PictureError(path, "the file is missing") from None
    except OSError as error:
        raise PictureError(path, f"cannot be read: {error.strerror}") from None


def decode(data: bytes, where: str | Path) -> Image.Image:
    """The picture in `data`, every pixel decoded, as RGB; transparency is dropped.

    Decoding whole is the only check that finds a truncated file: its first bytes look right. The size is checked
    before any pixel is decoded. `where` names the picture in errors. Raises PictureError.
    """
    if not data:
        raise PictureError(where, "the file is empty")
    if data[:256].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        raise PictureError(where, "is a web page, not a picture; was an error page stored instead of a download?")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own, lower limit follows
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        raise PictureError(where, f"has more than {MAX_PIXELS // 10**6} megapixels") from None
    except Exception as error:  # what hostile bytes make Pillow raise is not a closed list
        raise PictureError(where, f"is not a readable {', '.join(FORMATS)} file ({_brief(error)})") from None
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise PictureError(where, f"has {width} x {height} pixels, more than {MAX_PIXELS // 10**6} megapixels")
    try:
        return picture.convert("RGB")
    except Exception as error:
        raise PictureError(where, f"is damaged or truncated ({_brief(error)})") from None


def pixel_sha256(picture: Image.Image) -> str:
    """The identity of a picture: sha256 over width and height (big-endian, 32 bits each) and its RGB pixels."""
    rgb = picture.convert("RGB")
    width, height = rgb.size
    digest = hashlib.sha256(width.to_bytes(4, "big") + height.to_bytes(4, "big"))
    digest.update(rgb.tobytes())
    return digest.hexdigest()


def _brief(error: Exception) -> str:
    return type(error).__name__ if "BytesIO object" in str(error) else (str(error) or type(error).__name__)
