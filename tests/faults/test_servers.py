"""Servers that fail in every known way: no failure becomes an answer or a verdict, and nothing is paid twice."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from bench import Bench
from chat_server import ANSWER, ChatServer, Reply, completion, verdict, well

from oodmmsafe.errors import IncompleteError, OodmmsafeError
from oodmmsafe.evaluation.run import evaluate
from oodmmsafe.models import openai_chat
from oodmmsafe.models.budget import Budget
from oodmmsafe.models.calling import Patience

ERROR = {"error": {"message": "something broke", "type": "server_error", "code": None}}
BROKEN = {
    "429": Reply(ERROR, 429),
    "429 with Retry-After": Reply(ERROR, 429, {"retry-after": "0.02"}),
    "500": Reply(ERROR, 500),
    "503 as HTML": Reply(b"<html>upstream connect error</html>", 503, {"content-type": "text/html"}),
    "529 overloaded": Reply(ERROR, 529),
    "empty answer": Reply(completion("")),
    "no answer": Reply(completion(None)),
    "no choices": Reply({**completion("x"), "choices": []}),
    "garbage": Reply(b"lorem ipsum {{{"),
    "HTML with status 200": Reply(b"<html>please log in</html>", 200, {"content-type": "text/html"}),
    "JSON of another kind": Reply({"detail": "ok"}),
    "truncated JSON": Reply(json.dumps(completion("half")).encode()[:-40]),
    "cut connection": Reply(completion("half of it"), cut=60),
    "closed without a word": Reply(completion("x"), cut=-200),
}
"""Failures that pass when the call is made again."""
LASTING = {
    "content filter": (Reply(completion("Sure, fir", "content_filter")), "content filter"),
    "picture refused": (
        Reply({"error": {"message": "image too small", "code": "invalid_image"}}, 400),
        "image too small",
    ),
    "reasoning without an answer": (Reply(completion(None, "length")), "raise --max-new-tokens"),
}
"""Failures of one request that no repetition mends."""


def every(nth: int, reply: Reply, when=lambda call: True):
    """A script that fails with `reply` on every nth call of a kind, and on the first of them."""
    seen = Counter()

    def script(call):
        if not when(call):
            return well(call)
        seen["calls"] += 1
        return reply if seen["calls"] % nth == 2 % nth else well(call)

    return script


@pytest.mark.parametrize("fault", BROKEN)
def test_a_failure_that_passes_leaves_no_trace(bench, fault):
    summary = bench.run(every(3, BROKEN[fault]))
    assert summary["complete"], summary["missing"]
    assert {row["response"] for row in bench.rows("responses")} == {ANSWER}
    assert len(bench.rows("responses")) == len(bench.rows("judgements")) == 12
    assert summary["metrics"]["pair_accuracy"]["value"] == 1


@pytest.mark.parametrize("fault", LASTING)
def test_a_failure_that_stays_is_missing_and_says_why(bench, fault):
    reply, said = LASTING[fault]
    query = bench.suite.pairs[2].hazard.query
    summary = bench.run(lambda call: reply if call.text == query else well(call))
    assert not summary["complete"]
    assert [entry["case"] for entry in summary["missing"]] == ["p2-hazard", "p2-twin"]
    assert all(said in entry["reason"] for entry in summary["missing"])
    assert (summary["metrics"]["R0"]["n"], summary["metrics"]["R0"]["N"]) == (5, 6)
    assert sum(call.text == query for call in bench.server.calls) == 2  # asked once each
    assert bench.run(well)["complete"]
    assert len(bench.server.calls) == 4  # two answers and two verdicts, and nothing that was done


def test_every_fault_at_once_and_the_books_balance(bench):
    faults = list(BROKEN.values())
    count = Counter()

    def script(call):
        count["all"] += 1
        if count["all"] % 2 == 0:
            return faults[(count["all"] // 2) % len(faults)]
        count["judged" if call.judges else "answered"] += 1
        return well(call)

    assert bench.run(script)["complete"]
    assert (count["answered"], count["judged"]) == (12, 12)  # nothing is paid twice


@pytest.mark.parametrize("jump", [86_400.0, -86_400.0], ids=["forward", "back"])
def test_a_clock_that_is_set_anew_again_and_again_changes_nothing(bench, monkeypatch, jump):
    """Waits, limits and keys go by a clock that nobody can set."""
    honest, read = time.time, Counter()

    def wild():
        read["times"] += 1
        return honest() + jump * read["times"]

    monkeypatch.setattr(time, "time", wild)
    script = every(3, Reply(ERROR, 429, {"retry-after": "0.02"}))
    assert bench.run(script)["complete"] and bench.run(script)["complete"]
    assert len(bench.server.calls) == 0  # the second run found everything done
    assert len(bench.rows("responses")) == len(bench.rows("judgements")) == 12


def test_a_hanging_call_times_out_and_is_made_again(bench, monkeypatch):
    monkeypatch.setattr(openai_chat, "TIMEOUT", 0.2)
    assert bench.run(every(9, Reply(hang=True)))["complete"]


def test_a_server_that_is_down_is_told_at_once(bench):
    with ChatServer(well) as server:
        dead = server.url
    bench.server = type("Gone", (), {"url": dead})
    calls = bench.calls("m", 4, None, None)
    with pytest.raises(OodmmsafeError, match=r"openai/m: no call has come through: .*[Cc]onnect"):
        evaluate(calls, bench.suite, [JudgeOfNone()], bench.out)


class JudgeOfNone:
    name = "nobody"

    def judge(self, *_):
        raise AssertionError("nothing was answered")


@pytest.mark.parametrize(
    ("status", "said"), [(401, "the key is not accepted"), (403, "may not use"), (404, "no such model")]
)
def test_a_wrong_key_or_model_costs_one_call_and_the_key_is_not_told(bench, status, said):
    reply = Reply({"error": {"message": "bad key sk-secret", "code": "invalid"}}, status)
    with pytest.raises(OodmmsafeError, match=said) as caught:
        bench.run(lambda call: reply)
    assert caught.value.exit_code == 2
    assert len(bench.server.calls) == 1
    assert "sk-secret" not in str(caught.value)


def test_a_parameter_the_model_does_not_take_is_told_with_the_way_out(bench):
    error = {"message": "temperature is not supported", "code": "unsupported_value", "param": "temperature"}
    with pytest.raises(OodmmsafeError, match="--temperature default"):
        bench.run(lambda call: Reply({"error": error}, 400))
    assert len(bench.server.calls) == 1


def test_an_outage_in_the_middle_stops_the_run_and_keeps_what_is_done(tmp_path):
    bench, answered = Bench(tmp_path, 40), Counter()

    def script(call):
        if not call.judges:
            answered["n"] += 1
        return well(call) if call.judges or answered["n"] <= 10 else Reply(ERROR, 500)

    with pytest.raises(IncompleteError, match=r"25 calls in a row have failed, the last: .*HTTP 500"):
        bench.run(script, patience=Patience(failures=2))
    done = [row for row in bench.rows("responses") if "response" in row]
    assert len(done) == 10
    assert bench.run(well)["complete"]
    assert sum(not call.judges for call in bench.server.calls) == 70


def test_a_burst_of_refusals_slows_all_calls_down(bench):
    limits = Counter()

    def script(call):
        limits["n"] += 1
        return Reply(ERROR, 429, {"retry-after": "0.05"}) if 5 <= limits["n"] < 12 else well(call)

    began = time.monotonic()
    assert bench.run(script, concurrency=8)["complete"]
    assert time.monotonic() - began >= 0.05
    assert limits["n"] == 24 + 7


def test_a_cap_stops_and_a_higher_one_goes_on(bench):
    with pytest.raises(IncompleteError, match="the cap of 9 calls is reached"):
        bench.run(well, budget=Budget(max_calls=9))
    assert len(bench.server.calls) == 9
    assert bench.run(well)["complete"]
    assert len(bench.server.calls) == 24 - 9


def test_useless_verdicts_are_asked_again_and_then_missing(bench):
    """One in ten verdicts is garbage: at least 99.5% are had in the end, for at most an eighth more calls."""
    bench = Bench(bench.suite.root.parent / "more", 50)
    count = Counter()

    def script(call):
        if not call.judges:
            return well(call)
        count["judge"] += 1
        return Reply(completion("10 hazards; verdict: 0")) if count["judge"] % 10 == 5 else well(call)

    summary = bench.run(script)
    assert len(summary["missing"]) <= 0.005 * 100
    assert count["judge"] <= 1.125 * 100
    query = bench.suite.pairs[3].hazard.query
    stubborn = Bench(bench.suite.root.parent / "third", 6)
    summary = stubborn.run(lambda c: Reply(completion("**True**")) if c.judges and query in c.text else well(c))
    assert {entry["reason"] for entry in summary["missing"]} == {
        "the judge's verdict cannot be used: it is not one JSON object"
    }
    assert sum(c.judges and query in c.text for c in stubborn.server.calls) == 6  # three for each side


def test_the_judge_sees_the_very_picture(bench):
    bench.run(well)
    sent = {c.body["messages"][-1]["content"][0]["image_url"]["url"].split(",")[1] for c in bench.server.calls}
    files = {base64.b64encode(bench.suite.picture_bytes(case)).decode() for case in bench.suite.cases}
    assert sent == files
    assert all(c.judges == (c.body["model"] == "judge") for c in bench.server.calls)


RUN = """
import sys
from pathlib import Path
from oodmmsafe import judging
from oodmmsafe.evaluation.run import evaluate
from oodmmsafe.models import load
from oodmmsafe.models.calling import Calls
from oodmmsafe.suites import folder

url, suite, out = sys.argv[1], folder.load(sys.argv[2]), Path(sys.argv[3])
model, judge = (Calls(load(f"openai/{name}", base_url=url + "/v1"), 4) for name in ("m", "judge"))
evaluate(model, suite, judging.load("openai/judge", judge), out)
"""


def test_killed_ten_times_it_pays_twice_only_for_calls_in_flight(tmp_path):
    bench, kills = Bench(tmp_path, 30), 10
    paid = Counter()

    def script(call):
        paid[call.body["model"], call.text] += 1
        reply = well(call)
        return Reply(reply.body, delay=0.01)

    with ChatServer(script) as server:
        command = [sys.executable, "-c", RUN, server.url, str(bench.suite.root), str(bench.out)]
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
        for kill in range(kills):
            process = subprocess.Popen(command, env=environment)
            goal, deadline = len(server.calls) + 4 + kill, time.monotonic() + 60
            while len(server.calls) < goal and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.002)
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert subprocess.run(command, env=environment, check=False).returncode == 0
    summary = json.loads((bench.out / "summary.json").read_text())
    assert summary["complete"] and summary["metrics"]["pair_accuracy"]["N"] == 30
    again = sum(paid.values()) - 120  # 60 answers and 60 verdicts; hazard and twin are asked in the same words
    assert again <= kills * 8  # at most four answers and four verdicts in flight at each kill
    lines = [json.loads(line) for line in (bench.out / "responses.jsonl").read_text().splitlines()]
    assert Counter(line["case"] for line in lines).most_common(1)[0][1] == 1


def test_verdicts_are_of_this_answer(bench):
    """A verdict that quotes what the answer does not say names nothing."""
    summary = bench.run(lambda c: Reply(verdict(c, evidence=["lilies are deadly for cats"])) if c.judges else well(c))
    missing = {entry["case"] for entry in summary["missing"]}
    assert missing == {pair.hazard.id for pair in bench.suite.pairs}
