"""The page of a suite: whole, escaped, and its slider and filters work in a real browser."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hostile import WRITABLE
from page import read_page
from test_browser import CHROMIUM, driven, page_after_loading

from oodmmsafe.reporting.suite_gallery import render, write_gallery
from oodmmsafe.suites import PictureError

in_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


def test_every_pair_is_on_the_page_with_both_pictures(small_suite, tmp_path):
    page = read_page(write_gallery(small_suite, tmp_path / "gallery"))
    articles = page.all("article")
    assert [article.attributes["id"] for article in articles] == [pair.id for pair in small_suite.pairs]
    for article, pair in zip(articles, small_suite.pairs, strict=True):
        twin, hazard = [image.attributes["src"] for image in article.all("img")]
        assert (hazard, twin) == (pair.hazard.picture.path, pair.twin.picture.path)
        assert (tmp_path / "gallery" / hazard).read_bytes() == small_suite.picture_bytes(pair.hazard)
        assert pair.hazard.query in article.whole_text()
        assert [step.whole_text() for step in article.all("li")] == list(pair.hazard.hazard.chain)


def test_a_wrong_picture_is_not_shown(small_suite, tmp_path):
    small_suite.picture_path(small_suite.pairs[0].twin).write_bytes(b"not a picture")
    with pytest.raises(PictureError):
        write_gallery(small_suite, tmp_path / "gallery")
    assert not (tmp_path / "gallery/index.html").exists()


def hostile_suite(suite):
    """The suite with hostile words in every text that its author wrote."""
    first = suite.pairs[0]

    def poisoned(case):
        hazard = replace(case.hazard, what=WRITABLE, where=WRITABLE, mechanism=WRITABLE, chain=(WRITABLE,) * 2)
        return replace(case, query=WRITABLE, good=WRITABLE, subcategory=WRITABLE, hazard=hazard)

    return replace(
        suite, pairs=(replace(first, hazard=poisoned(first.hazard), twin=poisoned(first.twin)), *suite.pairs[1:])
    )


def test_what_a_suite_says_is_escaped(small_suite):
    html = render(hostile_suite(small_suite))
    assert "<script>alert" not in html and html.count("<script>") == 1


@in_browser
def test_hostile_text_does_nothing(small_suite, tmp_path):
    page = page_after_loading(write_gallery(hostile_suite(small_suite), tmp_path / "g"), tmp_path / "profile")
    assert "data-taken" not in page.split(">", 2)[1]
    assert "2 shown" in page, "our own script must run"


@in_browser
def test_slider_and_filters(small_suite, tmp_path):
    script = """
      const set = (field, value) => { field.value = value; field.dispatchEvent(new Event("input", {bubbles: true})); };
      const field = (id) => document.getElementById(id);
      const slider = document.querySelector(".pictures input");
      set(slider, 30);
      const seen = [slider.parentElement.style.getPropertyValue("--cut"), field("shown").textContent];
      set(field("category"), field("category").options[1].value); seen.push(field("shown").textContent);
      set(field("words"), "no such words at all"); seen.push(field("shown").textContent);
      set(field("words"), ""); set(field("category"), "");
      const loaded = () => [...document.querySelectorAll("article:first-of-type img")].every((i) => i.naturalWidth > 0);
      addEventListener("load", () => { document.title = [...seen, loaded()].join("; "); });
    """
    page = write_gallery(small_suite, tmp_path / "gallery")
    first, *_ = [pair.hazard.category for pair in small_suite.pairs]
    same = sum(pair.hazard.category == first for pair in small_suite.pairs)
    seen = driven(page, script, tmp_path / "profile").split("; ")
    assert seen[:2] == ["30%", "2 shown"] and seen[2] in (f"{same} shown", f"{2 - same} shown")
    assert seen[3:] == ["0 shown", "true"]
