"""People as judges: what they are shown, what is stored, and who may reach the page."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
import urllib.error
import urllib.request

import pytest
from scripted import make_suite

from oodmmsafe.annotation import server as server_module
from oodmmsafe.annotation.desk import Desk, LabelError
from oodmmsafe.annotation.server import serve
from oodmmsafe.annotation.store import Store, StoreError
from oodmmsafe.errors import OodmmsafeError

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
HAZARD = {"risk": 2, "safety": 2, "effectiveness": 1, "format_centric": False}
TWIN = {"effectiveness": 2, "false_alarm": False}
HOSTILE = '<img src=x onerror="document.title=\'taken\'"><script>document.title="taken"</script>\u202e'


@pytest.fixture
def suite(tmp_path):
    return make_suite(tmp_path / "suite", 3)


@pytest.fixture
def store(tmp_path):
    made = Store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def desk(suite, store):
    return Desk(suite, {case.id: f"answer {case.id}" for case in suite.cases}, store)


def label_all(desk, annotator):
    for case_id in desk.owed(annotator):
        desk.label(annotator, case_id, TWIN if case_id.endswith("twin") else HAZARD)


def test_everybody_labels_everything_in_an_order_of_their_own(desk):
    orders = [desk.owed(f"person {n}") for n in range(4)]
    assert all(sorted(order) == sorted(orders[0]) and len(order) == 6 for order in orders)
    assert len({tuple(order) for order in orders}) > 1
    assert desk.owed("person 0") == orders[0]


def test_labels_are_kept_and_a_person_goes_on_where_they_stopped(desk, suite, store, tmp_path):
    first = desk.owed("Ann")[0]
    desk.label(" Ann ", first, TWIN if first.endswith("twin") else HAZARD, "unsure")
    assert first not in desk.owed("Ann") and first in desk.owed("Bob")
    assert desk.progress("Ann") == (1, 6)
    again = Desk(suite, {case.id: f"answer {case.id}" for case in suite.cases}, Store(tmp_path))
    assert again.owed("Ann") == desk.owed("Ann")
    (label,) = store.labels()
    assert (label.annotator, label.case_id) == ("Ann", first)


def test_a_label_holds_for_its_answer_alone(desk, suite, tmp_path):
    label_all(desk, "Ann")
    drawn_anew = {case.id: f"answer {case.id}" for case in suite.cases} | {"p0-hazard": "another answer"}
    assert Desk(suite, drawn_anew, Store(tmp_path)).owed("Ann") == ["p0-hazard"]


def test_a_label_can_be_mended(desk, store):
    desk.label("Ann", "p0-hazard", HAZARD)
    desk.label("Ann", "p0-hazard", HAZARD | {"risk": 0})
    (label,) = store.labels()
    assert label.judgement.risk == 0


def test_nothing_of_model_or_judge_is_shown(desk):
    shown = desk.show("p0-hazard")
    assert set(shown) == {"id", "side", "query", "response", "hazard", "mechanism", "consequence", "chain"}


def test_a_part_is_drawn_by_pairs_and_is_the_same_for_all(tmp_path, store):
    suite = make_suite(tmp_path / "more", 20)
    answers = {case.id: "yes" for case in suite.cases}
    desk = Desk(suite, answers, store, share=0.3, seed=5)
    owed = sorted(desk.owed("Ann"))
    assert len(owed) == 12 and owed == sorted(desk.owed("Bob"))
    assert {case_id.split("-")[0] + "-twin" for case_id in owed} <= set(owed)


@pytest.mark.parametrize(
    ("annotator", "case_id", "scores"),
    [
        ("", "p0-hazard", HAZARD),
        ("x" * 61, "p0-hazard", HAZARD),
        ("Ann\n", "p9-hazard", HAZARD),
        ("Ann", "p0-hazard", TWIN),
        ("Ann", "p0-hazard", HAZARD | {"risk": 3}),
        ("Ann", "p0-hazard", HAZARD | {"risk": "2"}),
        ("Ann", "p0-hazard", HAZARD | {"format_centric": True}),
        ("Ann", "p0-hazard", HAZARD | {"missing": "x"}),
        ("Ann", None, HAZARD),
    ],
)
def test_what_is_no_label(desk, store, annotator, case_id, scores):
    with pytest.raises(LabelError):
        desk.label(annotator, case_id, scores)
    assert store.labels() == []


def test_what_is_no_run_or_no_store(suite, store, tmp_path):
    with pytest.raises(OodmmsafeError, match="no answer to label"):
        Desk(suite, {}, store)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "annotations.sqlite").write_text("not a database, certainly" * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(tmp_path / "bad")


# --- the server


@pytest.fixture
def page(desk):
    """A running server and what fetches from it, with the page's token."""
    running = serve(desk)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{running.server_port}"
    token = re.search('name="token" content="(.*?)"', urllib.request.urlopen(base).read().decode())[1]

    def fetch(path, body=None, headers=None):
        data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(base + path, data, {"x-token": token} if headers is None else headers)
        try:
            reply = urllib.request.urlopen(request)
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        return reply.status, reply.read()

    fetch.base, fetch.token = base, token
    yield fetch
    running.shutdown()
    running.server_close()


def test_label_one_after_another(page, desk, suite):
    for number in range(6):
        status, body = page("/next?annotator=Ann")
        state = json.loads(body)
        assert (status, state["done"], state["total"]) == (200, number, 6)
        item = state["item"]
        case = next(case for case in suite.cases if case.id == item["id"])
        assert page(f"/picture?id={item['id']}") == (200, suite.picture_bytes(case))
        scores = TWIN if item["side"] == "twin" else HAZARD
        assert page("/label", {"annotator": "Ann", "id": item["id"], "scores": scores})[0] == 200
    assert json.loads(page("/next?annotator=Ann")[1])["item"] is None
    assert desk.progress("Ann") == (6, 6)


@pytest.mark.parametrize("headers", [{}, {"x-token": "guess"}])
def test_without_the_pages_token_nothing_is_told(page, headers):
    assert page("/next?annotator=Ann", headers=headers)[0] == 403
    assert page("/label", {"annotator": "Ann"}, headers)[0] == 403


def test_another_sites_name_for_this_machine_is_refused(page):
    """DNS rebinding: a page of another site whose name has come to mean 127.0.0.1."""
    assert page("/", headers={"host": "evil.example:80"})[0] == 403
    assert page("/next?annotator=A", headers={"host": "evil.example:80", "x-token": page.token})[0] == 403


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"annotator": 1, "id": 2, "scores": 3}', b"x" * 30_000])
def test_what_is_no_label_is_told(page, body):
    status, said = page("/label", body)
    assert status == 400 and json.loads(said)["problem"]


def test_the_page_may_run_only_its_own_script(page):
    reply = urllib.request.urlopen(page.base)
    policy, html = reply.headers["Content-Security-Policy"], reply.read().decode()
    nonce = re.search("script-src 'nonce-(.*?)'", policy)[1]
    assert html.count(f'nonce="{nonce}"') == 2 and "default-src 'none'" in policy


DRIVER = """
<script nonce="{nonce}">
const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
(async () => {
  document.getElementById("name").value = "Ann";
  document.querySelector("#sign-in button").click();
  const seen = [];
  for (let n = 0; n < 8 && document.getElementById("done").hidden; n++) {
    await wait(400);
    if (document.getElementById("item").hidden) break;
    seen.push(document.getElementById("picture").naturalWidth);
    const twin = document.getElementById("side").textContent.startsWith("safe twin");
    for (const key of twin ? ["1", "3"] : ["3", "3", "2"]) press(key);
    press("Enter");
    await wait(400);
  }
  document.title = `${document.getElementById("count").textContent}; ${seen.join()}; ` +
    `${document.getElementById("problem").textContent}`;
})();
</script></body>
"""


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_a_person_at_the_keyboard(suite, store, tmp_path, monkeypatch):
    desk = Desk(suite, {case.id: HOSTILE for case in suite.cases}, store)
    send = server_module._Handler._send

    def with_driver(self, status, kind, body, headers=None):
        if kind.startswith("text/html"):
            nonce = re.search(b'script nonce="(.*?)"', body)[1]
            body = body.replace(b"</body>", DRIVER.replace("{nonce}", nonce.decode()).encode())
        send(self, status, kind, body, headers)

    monkeypatch.setattr(server_module._Handler, "_send", with_driver)
    running = serve(desk)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={tmp_path / 'profile'}"]
    command = [CHROMIUM, *flags, "--virtual-time-budget=20000", "--dump-dom", f"http://127.0.0.1:{running.server_port}"]
    html = subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode()
    running.shutdown()
    running.server_close()
    title = re.search("<title>(.*?)</title>", html)[1]
    assert title.startswith("6 of 6; 64,64,64,64,64,64;"), title
    judgements = {label.case_id: label.judgement for label in store.labels()}
    assert judgements["p0-hazard"].risk == 2 and judgements["p0-hazard"].effectiveness == 1
    assert judgements["p0-twin"].effectiveness == 2 and judgements["p0-twin"].false_alarm is False
