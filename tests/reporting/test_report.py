"""The report as a file: well-formed, complete, self-contained, and indifferent to what models write into it."""

from __future__ import annotations

import base64
import hashlib
import re
import stat
from dataclasses import replace
from pathlib import Path

import fabricated
import pytest
from hostile import EVERYTHING, PAYLOADS, WRITABLE
from page import Element, read_page

from oodmmsafe.case import Judgement
from oodmmsafe.reporting import report
from oodmmsafe.reporting.report import write_report
from oodmmsafe.reporting.runs import ReportError
from oodmmsafe.reporting.untrusted import visible

LOADING = {"href", "src", "srcset", "action", "data", "poster", "background", "formaction", "xlink:href"}


@pytest.fixture(scope="module")
def written(made, run_folders, tmp_path_factory) -> Path:
    return write_report(run_folders, tmp_path_factory.mktemp("out") / "report.html", training=made / "train")


@pytest.fixture(scope="module")
def page(written) -> Element:
    return read_page(written)


@pytest.fixture
def hostile_report(small_suite, tmp_path) -> Path:
    """A run in which everything that a model or judge may write is hostile."""
    texts = {case.id: EVERYTHING for case in small_suite.cases}
    evidence = (PAYLOADS[0], "not in the answer" + PAYLOADS[1])
    hazard = Judgement("j", 2, 2, 2, format_centric=False, reason=WRITABLE, evidence=evidence)
    verdicts = {pair.hazard.id: hazard for pair in small_suite.pairs}
    verdicts[small_suite.pairs[0].twin.id] = Judgement("j", missing=WRITABLE)
    errors = {small_suite.pairs[1].twin.id: EVERYTHING}
    del texts[small_suite.pairs[1].twin.id]
    run = fabricated.write_run(tmp_path / "run", small_suite, texts, verdicts, errors, constitution=EVERYTHING)
    return write_report([run, run], tmp_path / "report.html", labels=[EVERYTHING, "after"], title=EVERYTHING)


def attributes(page: Element) -> list[tuple[str, str, str]]:
    return [(e.tag, name, value or "") for e in page.all("*") for name, value in e.attributes.items()]


def text_of(element: Element) -> str:
    return " ".join(" ".join(piece.text for piece in element.all("#text")).split())


def test_every_run_and_figure_is_in_the_headline(page):
    (headline,) = page.all("table", "headline")
    assert [text_of(th) for th in headline.all("th", "number")] == list(fabricated.SKILLS)
    rows = {text_of(row).split(" ↓")[0].split(" ↑")[0]: row for row in headline.all("tr")}
    assert len(rows["R0, hazard missed"].all("td", "number")) == 3 and "12 of 12" in text_of(rows["R0, hazard missed"])
    (shortened,) = rows["Pair accuracy"].all("small", "short")
    assert text_of(shortened) == "11 of 12"


@pytest.mark.parametrize("metric, top", [("R0", 100), ("Mean R", 2)])
def test_intervals_are_drawn_to_scale(page, metric, top):
    (headline,) = page.all("table", "headline")
    row = next(row for row in headline.all("tr") if text_of(row).startswith(metric))
    title = text_of(row.all("title")[1])
    written = re.search(r"with constitution: ([\d.]+)%?, 95% interval (.*)–(.*), 12 of", title).groups()
    whisker = row.all("line", "whisker")[1].attributes
    dot = row.all("path")[1].attributes["transform"]
    drawn = [float(x) for x in (re.search(r"\((\S+)", dot).group(1), whisker["x1"], whisker["x2"])]
    assert [(x - 8) / 234 * top for x in drawn] == pytest.approx([float(x) for x in written], abs=0.005 * top)


def test_missing_data_is_said_at_the_top_and_explained(page):
    (warning,) = page.all("p", "warning")
    assert "after is incomplete: 1 of 24 cases" in text_of(warning)
    (missing,) = [section for section in page.all("section") if section.attributes.get("id") == "missing"]
    assert "after 1 no answer: the model server answered 503" in text_of(missing)


def test_a_card_shows_the_pair_and_every_answer(page):
    cards = page.all("article", "card")
    assert len(cards) == 12
    text = text_of(cards[0])
    for expected in ("cosy bath", "a plugged-in hair-dryer", "the dryer slips in", "held-out", "missing", "503"):
        assert expected in text
    assert [li.whole_text() for li in cards[0].all("li")] == list(fabricated.SCENES[0]["chain"])
    assert len(cards[0].all("blockquote")) == 5 and len(cards[0].all("div", "reply")) == 6
    assert cards[0].all("mark")[0].whole_text() == fabricated.SCENES[0]["warning"]


def test_filter_options_and_cards_agree(page):
    cards = [set(card.attributes["data-tokens"].split()) for card in page.all("article", "card")]
    options = [option for option in page.all("option") if option.attributes["value"]]
    assert {option.attributes["value"] for option in options} >= set().union(*cards)
    for option in options:
        count = sum(option.attributes["value"] in tokens for tokens in cards)
        assert option.whole_text() == f"{option.attributes['data-label']} ({count})"
    assert [select.attributes["data-facet"] for select in page.all("select")] == ["verdict", "category", "depth", "tag"]


def test_every_picture_is_stored_once_and_found(page):
    stored = [image.attributes["id"] for image in page.all("image")]
    used = [use.attributes["href"] for svg in page.all("svg", "picture") for use in svg.all("use")]
    assert len(stored) == len(set(stored)) == 24 and len(used) == 24
    assert {f"#{name}" for name in stored} == set(used)
    assert all(image.attributes["href"].startswith("data:image/webp;base64,UklGR") for image in page.all("image"))


def test_two_pairs_on_one_scene_share_its_pictures(small_suite, tmp_path):
    first, _ = small_suite.pairs
    sides = [replace(c, id=c.id + "-b", pair="again", query="And now?") for c in (first.hazard, first.twin)]
    suite = fabricated.folder.save("two", "1", [first, fabricated.Pair(*sides)], small_suite.root)
    page = read_page(write_report([fabricated.write_run(tmp_path / "run", suite, {}, {})], tmp_path / "report.html"))
    assert len(page.all("article", "card")) == 2 and len(page.all("image")) == 2


def test_curves_only_with_a_training(page, run_folders, tmp_path):
    assert len(page.all("svg", "curve")) == 6
    assert not read_page(write_report(run_folders[:1], tmp_path / "report.html")).all("svg", "curve")


def test_ids_are_unique_and_references_lead_somewhere(page):
    ids = [value for _, name, value in attributes(page) if name == "id"]
    assert len(ids) == len(set(ids))
    wanted = {value[1:] for _, name, value in attributes(page) if name == "href" and value.startswith("#")}
    wanted |= set(re.findall(r"url\(#(\w+)\)", " ".join(value for _, _, value in attributes(page))))
    assert wanted <= set(ids)


def assert_inert(path: Path, page: Element) -> None:
    """Nothing is loaded, and nothing runs or styles but the script and the style that the policy names by hash."""
    for tag, name, value in attributes(page):
        assert not name.startswith("on") and name not in ("style", "srcdoc"), f"<{tag} {name}>"
        if name in LOADING:
            assert value.startswith(("#", "data:image/webp;base64,")), f"<{tag} {name}={value[:80]}>"
    assert not {e.tag for e in page.all("*")} & {
        "iframe",
        "object",
        "embed",
        "base",
        "link",
        "foreignobject",
        "animate",
    }
    (policy,) = [e.attributes["content"] for e in page.all("meta") if "http-equiv" in e.attributes]
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "http" not in policy
    html = path.read_text(encoding="utf-8")
    for tag in ("script", "style"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert len(page.all(tag)) == 1


def test_the_report_is_self_contained(written, page):
    assert_inert(written, page)
    assert not re.search(r"url\((?!#)|@import", written.read_text(encoding="utf-8"))


def test_hostile_text_is_shown_and_stays_text(hostile_report):
    page = read_page(hostile_report)
    assert_inert(hostile_report, page)
    quoted = page.all("blockquote")[0].whole_text()
    for payload in PAYLOADS:
        assert visible(payload) in quoted
    assert "⟦U+202E⟧" in quoted and "⟦U+0000⟧" in quoted and "⟦U+D800⟧" in quoted
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00\x1b]", hostile_report.read_text(encoding="utf-8"))


def test_an_escaping_fault_would_be_noticed(hostile_report, monkeypatch):
    """The planted fault: templates that do not escape."""
    environment = report.environment

    def careless():
        made = environment()
        made.autoescape = False
        return made

    monkeypatch.setattr(report, "environment", careless)
    run = hostile_report.parent / "run"
    with pytest.raises(AssertionError):
        assert_inert(hostile_report, read_page(write_report([run], hostile_report)))


def test_an_unreadable_picture_is_named_in_its_place(small_suite, tmp_path):
    small_suite.picture_path(small_suite.pairs[0].hazard).write_bytes(b"<html>not found</html>")
    run = fabricated.write_run(tmp_path / "run", small_suite, {}, {})
    page = read_page(write_report([run], tmp_path / "report.html"))
    (unreadable,) = page.all("p", "unreadable")
    assert "000-hazard.png" in text_of(unreadable) and len(page.all("image")) == 3


def test_a_run_without_any_judgement_is_reported(small_suite, tmp_path):
    run = fabricated.write_run(tmp_path / "run", small_suite, {}, {})
    page = read_page(write_report([run], tmp_path / "report.html"))
    assert "4 of 4 cases have no verdict" in text_of(page.all("p", "warning")[0])
    assert not page.all("line", "whisker")


def test_the_same_runs_give_the_same_file(written, made, run_folders, tmp_path):
    again = write_report(run_folders, tmp_path / "again.html", training=made / "train")
    assert again.read_bytes() == written.read_bytes()


def test_the_file_is_replaced_whole_or_not_at_all(run_folders, tmp_path, monkeypatch):
    out = tmp_path / "report.html"
    out.write_text("the old report")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ReportError, match=r"report\.html: cannot be written: No space left on device"):
        write_report(run_folders[:1], out)
    assert out.read_text() == "the old report" and list(tmp_path.iterdir()) == [out]


def test_a_folder_that_cannot_be_written(run_folders, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportError, match="cannot be written"):
        write_report(run_folders[:1], tmp_path / "file" / "report.html")


def test_others_may_read_the_file(written):
    assert stat.S_IMODE(written.stat().st_mode) & 0o044


def test_large_suites_stay_light(written):
    """At most 12 MB for 320 pairs, were each of their 640 pictures 14 KB as text."""
    html = re.sub(r'href="data:[^"]*"', "", written.read_text(encoding="utf-8"))
    card = len("".join(re.findall(r"<article.*?</article>", html, re.DOTALL))) / 12
    assert len(html) + 320 * card + 640 * 14_000 < 12e6
