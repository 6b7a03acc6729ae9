"""What every page that we write has in common: its templates, and a policy by which only our own script runs."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from oodmmsafe.reporting.untrusted import visible


def environment() -> Environment:
    """Templates that make visible and escape every text that they are given."""
    return Environment(
        loader=PackageLoader("oodmmsafe.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: visible(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def asset(name: str) -> str:
    """A style or a script of ours."""
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def policy(style: str, script: str, images: str = "data:") -> str:
    """A content security policy by which only `images` are loaded and only this style and script take effect."""

    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    return (
        f"default-src 'none'; img-src {images}; style-src {source(style)}; script-src {source(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
