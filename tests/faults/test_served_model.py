"""The embedded model behind a real server that speaks OpenAI's protocol, evaluated end to end."""

from __future__ import annotations

import base64
import json
import threading

from chat_server import ChatServer, Reply, completion

from oodmmsafe import cli, models, suites
from oodmmsafe.models.contract import Request
from oodmmsafe.suites import folder


def test_it_answers_as_it_does_in_this_process(tmp_path):
    whole = suites.open_suite("nano-dev")
    root = tmp_path / "suite"
    for pair in whole.pairs[:4]:
        for case in (pair.hazard, pair.twin):
            path = root / case.picture.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(whole.picture_bytes(case))
    folder.save("few", "1", whole.pairs[:4], root, license="CC-BY-4.0", description="A part.")
    nano, lock = models.load("nano"), threading.Lock()

    def serve(call):
        *_, user = call.body["messages"]
        picture = base64.b64decode(user["content"][0]["image_url"]["url"].split(",", 1)[1])
        system = call.body["messages"][0]["content"] if len(call.body["messages"]) > 1 else None
        request = Request("c", call.text, picture, system, call.body["max_tokens"], call.body["temperature"], 0)
        with lock:
            (answer,) = nano.answer([request])
        return Reply(completion(answer.text))

    common = ["--suite", str(root), "--constitution", "nano", "--max-new-tokens", "64"]
    with ChatServer(serve) as server:
        remote = ["eval", "openai/nano", "--base-url", f"{server.url}/v1", "--out", str(tmp_path / "remote")]
        assert cli.main([*remote, *common]) == 0
    assert cli.main(["eval", "nano", "--out", str(tmp_path / "local"), *common]) == 0

    def answers(run):
        lines = (tmp_path / run / "responses.jsonl").read_text().splitlines()
        return {row["case"]: row["response"] for row in map(json.loads, lines)}

    def metrics(run):
        return json.loads((tmp_path / run / "summary.json").read_text())["metrics"]

    assert answers("remote") == answers("local") and len(answers("local")) == 8
    assert metrics("remote") == metrics("local")
