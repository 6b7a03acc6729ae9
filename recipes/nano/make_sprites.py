"""Rasterise the nano world's sprites from the SVG icons of Fluent Emoji (MIT licence).

    npm install @iconify-json/fluent-emoji
    python recipes/nano/make_sprites.py node_modules/@iconify-json/fluent-emoji

Writes one PNG per prop into src/oodmmsafe/nano/sprites, with CREDITS.md. The sprites are committed, so only someone who
adds a prop needs this.
"""

import argparse
import io
import json
from pathlib import Path

import resvg_py
from PIL import Image

from oodmmsafe.nano.props import PROPS

OUT = Path(__file__).parents[2] / "src/oodmmsafe/nano/sprites"
SIDE = 128  # longest side of a sprite, pixels

CREDITS = """# Credits of the sprites

All sprites in this folder are rasterised from **Fluent Emoji**, Copyright (c) Microsoft Corporation, MIT licence
(<https://github.com/microsoft/fluentui-emoji>), as packaged by Iconify in `@iconify-json/fluent-emoji` {version}.
Made by `recipes/nano/make_sprites.py`: rendered at 128 pixels and cropped to the content, otherwise unchanged.

MIT License. Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction, including without
limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software,
and to permit persons to whom the Software is furnished to do so, subject to the following conditions: The above
copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.
THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

| sprite | prop |
| --- | --- |
{rows}
"""


def rasterise(icons: dict, name: str) -> Image.Image:
    width, height = icons.get("width", 16), icons.get("height", 16)
    body = icons["icons"][name]["body"]
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{body}</svg>'
    png = resvg_py.svg_to_bytes(svg_string=svg, width=2 * SIDE, height=2 * SIDE)
    image = Image.open(io.BytesIO(bytes(png))).convert("RGBA")
    image = image.crop(image.getchannel("A").getbbox())
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    return image


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path, help="folder of @iconify-json/fluent-emoji")
    package = parser.parse_args().package
    icons = json.loads((package / "icons.json").read_text(encoding="utf-8"))
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    OUT.mkdir(exist_ok=True)
    for prop in PROPS.values():
        rasterise(icons, prop.icon).save(OUT / f"{prop.icon}.png", optimize=True)
    rows = "\n".join(f"| {prop.icon}.png | {prop.name} |" for prop in PROPS.values())
    (OUT / "CREDITS.md").write_text(CREDITS.format(version=version, rows=rows), encoding="utf-8")


if __name__ == "__main__":
    main()
