"""A page read back: its elements, and whether they nest as HTML must."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "input", "br", "link", "img"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, tag: str, css_class: str = "") -> list[Element]:
        """The descendants of that tag and, if given, that class, in the order of the page."""
        found = []
        for child in self.children:
            classes = (child.attributes.get("class") or "").split()
            if tag in (child.tag, "*") and (not css_class or css_class in classes):
                found.append(child)
            found += child.all(tag, css_class)
        return found

    def whole_text(self) -> str:
        return self.text + "".join(child.whole_text() for child in self.children)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        element = Element(tag, dict(attributes))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attributes):
        self.open[-1].children.append(Element(tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>, line {self.getpos()[0]}"
        self.open.pop()

    def handle_data(self, data):
        # text is kept as an element of its own, so that it stays in order
        self.open[-1].children.append(Element("#text", {}, data))


def read_page(path: Path) -> Element:
    """The page in a file. Fails where a tag is not closed in order or an attribute is given twice."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    assert reader.open == [reader.root], f"not closed: {[element.tag for element in reader.open[1:]]}"
    return reader.root
