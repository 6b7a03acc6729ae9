"""What the vendors' clients have in common: keys, pictures on the wire, and failures told as ours."""

from __future__ import annotations

import base64
import math
import os

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.contract import ModelError, ThrottledError, TransientError
from oodmmsafe.text import one_line

TIMEOUT = 300.0
"""Seconds that a call may take."""
_TRANSIENT = {408, 409, 425, 500, 502, 503, 504, 520, 522, 524}
_THROTTLED = {429, 529}
_FATAL = {
    401: "the key is not accepted",
    402: "the account has no credit",
    403: "the key may not use this model",
    404: "there is no such model or address",
}
_MAGIC = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))


def api_key(*variables: str) -> str:
    """The key in the first of these environment variables that is set. Raises OodmmsafeError if none is."""
    for variable in variables:
        if key := os.environ.get(variable, "").strip():
            return key
    raise OodmmsafeError(f"no key: set the environment variable {' or '.join(variables)}")


def identity(name: str, base_url: str | None) -> str:
    """What tells the vendor's model from one of the same name elsewhere. Not the address itself: a server that comes
    up again at another port is the same, and the run's manifest has the address."""
    return f"{name} of {'the vendor' if base_url is None else 'another server'}"


def media_type(picture: bytes) -> str:
    """By the first bytes; that the rest is sound has been seen when the run began."""
    for magic, kind in _MAGIC:
        if picture.startswith(magic):
            return kind
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return "image/webp"
    raise ModelError("the picture is neither PNG, JPEG, GIF nor WebP")


def base64_text(picture: bytes) -> str:
    """The bytes as they are, in the only form that JSON can carry."""
    return base64.b64encode(picture).decode("ascii")


def failure(status: int, message: str, headers: object, key: str) -> ModelError | OodmmsafeError:
    """A reply with an error status as the error it means for us, without the key in it.

    headers: a mapping that may hold Retry-After in seconds.
    """
    problem = one_line(f"HTTP {status}: {message.replace(key, '[key]') if key else message}")
    wait = retry_after(headers)
    if status in _THROTTLED:
        return ThrottledError(problem, wait)
    if status in _TRANSIENT:
        return TransientError(problem, wait)
    if status in _FATAL:
        return OodmmsafeError(f"{_FATAL[status]} ({problem})")
    return ModelError(problem)


def retry_after(headers: object) -> float | None:
    """Seconds, or None without the header or with one that is no number (a date would trust the server's clock)."""
    for name, seconds in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            wait = float(headers.get(name)) * seconds
        except (AttributeError, TypeError, ValueError):
            continue
        if math.isfinite(wait) and wait >= 0:
            return wait
    return None


def said(text: str | None, cut: bool) -> str:
    """The answer's text, which a remote model must have: a server in trouble sends empty ones.

    Raises ModelError for an empty one that was cut off (all of it went into hidden reasoning) and TransientError for
    another empty one.
    """
    if text and text.strip():
        return text
    if cut:
        raise ModelError("no text within the length limit: reasoning took all of it; raise --max-new-tokens")
    raise TransientError("the reply is empty")
