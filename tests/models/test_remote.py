"""The vendors' protocols, against a local server that speaks them."""

from __future__ import annotations

import asyncio
import base64
import io
import sys
from pathlib import Path

import pytest
from PIL import Image

sys.path.append(str(Path(__file__).parents[1] / "faults"))
from chat_server import ChatServer, Reply, completion

from oodmmsafe import models
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.contract import Answer, ModelError, Request, ThrottledError, TransientError


def picture(kind: str = "WEBP") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 6), "red").save(file, format=kind)
    return file.getvalue()


def request(**changes) -> Request:
    asked = {
        "case_id": "c",
        "query": "Where do these go?",
        "picture": picture(),
        "system": "Look ahead.",
        "max_new_tokens": 50,
        "temperature": 0.5,
        "seed": 7,
    }
    return Request(**asked | changes)


ANTHROPIC = {
    "id": "m",
    "type": "message",
    "role": "assistant",
    "model": "claude-served",
    "content": [{"type": "text", "text": "On the sill."}],
    "stop_reason": "end_turn",
    "stop_sequence": None,
    "usage": {"input_tokens": 800, "output_tokens": 12},
}
GOOGLE = {
    "candidates": [{"content": {"role": "model", "parts": [{"text": "On the sill."}]}, "finishReason": "STOP"}],
    "usageMetadata": {"promptTokenCount": 800, "candidatesTokenCount": 10, "thoughtsTokenCount": 2},
    "modelVersion": "gemini-served",
}
GOOD = {"openai": completion("On the sill."), "anthropic": ANTHROPIC, "google": GOOGLE}
KINDS = sorted(GOOD)


@pytest.fixture(autouse=True)
def keys(monkeypatch):
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY"):
        monkeypatch.setenv(name, "sk-secret")


def ask(kind: str, reply: Reply, asked: Request | None = None):
    """What a model of that kind makes of a reply, and the call that the server saw."""
    with ChatServer(lambda call: reply) as server:
        base_url = server.url + ("/v1" if kind == "openai" else "")
        model = models.load(f"{kind}/some-model", base_url=base_url)
        try:
            return asyncio.run(model.ask(asked or request())), server.calls
        except (ModelError, OodmmsafeError) as error:
            return error, server.calls


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_with_its_tokens_and_who_served_it(kind):
    answer, (call,) = ask(kind, Reply(GOOD[kind]))
    expected = {
        "openai": Answer("On the sill.", "stop", 120, 900, "served-1"),
        "anthropic": Answer("On the sill.", "stop", 12, 800, "claude-served"),
        "google": Answer("On the sill.", "stop", 12, 800, "gemini-served"),
    }
    assert answer == expected[kind]
    sent = str(call.body)
    assert base64.b64encode(picture()).decode() in sent or base64.urlsafe_b64encode(picture()).decode() in sent
    assert "image/webp" in sent and "Where do these go?" in sent and "Look ahead." in sent and "50" in sent


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_asked_for_is_not_sent(kind):
    _, (call,) = ask(kind, Reply(GOOD[kind]), request(system=None, temperature=None))
    assert not {"temperature", "seed", "system", "systemInstruction"} & (
        call.body.keys() | call.body.get("generationConfig", {}).keys()
    )
    assert all(message["role"] == "user" for message in call.body.get("messages", []))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("status", "error"),
    [(429, ThrottledError), (500, TransientError), (529, ThrottledError), (400, ModelError), (401, OodmmsafeError)],
)
def test_error_statuses(kind, status, error):
    body = {"error": {"message": "no, sk-secret", "type": "some_error", "code": status, "status": "SOME"}}
    found, calls = ask(kind, Reply(body, status, {"retry-after": "3"}))
    assert type(found) is error and f"HTTP {status}" in str(found) and "sk-secret" not in str(found)
    assert len(calls) == 1  # the client does not retry by itself
    if status == 429:
        assert found.retry_after == 3


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("body", [b"<html>", b'{"half": ', b"[]", b"{}"])
def test_what_is_no_reply_may_pass(kind, body):
    found, _ = ask(kind, Reply(body))
    assert isinstance(found, TransientError)


FILTERED = {
    "openai": completion("Sure, fi", "content_filter"),
    "anthropic": {**ANTHROPIC, "stop_reason": "refusal"},
    "google": {"candidates": [{"content": {"parts": [{"text": "Sure, fi"}]}, "finishReason": "SAFETY"}]},
}
BLOCKED = {"promptFeedback": {"blockReason": "SAFETY"}}
CUT = {
    "openai": completion("On the", "length"),
    "anthropic": {**ANTHROPIC, "stop_reason": "max_tokens"},
    "google": {**GOOGLE, "candidates": [{**GOOGLE["candidates"][0], "finishReason": "MAX_TOKENS"}]},
}


@pytest.mark.parametrize(("kind", "body"), [*FILTERED.items(), ("google", BLOCKED)])
def test_a_filter_is_no_answer(kind, body):
    found, _ = ask(kind, Reply(body))
    assert type(found) is ModelError


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_that_is_cut_off_says_so(kind):
    answer, _ = ask(kind, Reply(CUT[kind]))
    assert answer.finish == "length"


def test_a_structured_refusal_is_an_answer():
    answer, _ = ask("openai", Reply(completion(None, refusal="I can't help with that.")))
    assert answer.text == "I can't help with that."


def test_a_picture_of_another_kind_is_refused_before_it_is_sent():
    found, calls = ask("openai", Reply(GOOD["openai"]), request(picture=picture("BMP")))
    assert type(found) is ModelError and not calls


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_key_it_says_which_variable(kind, monkeypatch):
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY", "GOOGLE_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(OodmmsafeError, match=r"set the environment variable .*_API_KEY"):
        models.load(f"{kind}/some-model")


def test_options_that_a_model_does_not_have():
    with pytest.raises(OodmmsafeError, match="has no picture detail"):
        models.load("anthropic/some-model", detail="low")
    with pytest.raises(OodmmsafeError, match="runs in this process"):
        models.load("nano", base_url="http://localhost")


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_picture_only_words_are_sent(kind):
    _, (call,) = ask(kind, Reply(GOOD[kind]), request(picture=None))
    assert "Where do these go?" in str(call.body) and "image" not in str(call.body)
