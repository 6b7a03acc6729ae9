"""Anthropic's models."""

from __future__ import annotations

from typing import Any

import anthropic

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.contract import Answer, ModelError, Request, TransientError
from oodmmsafe.models.remote import TIMEOUT, api_key, base64_text, failure, identity, media_type, said
from oodmmsafe.text import reason


class AnthropicChat:
    """A model behind /v1/messages, with the key in ANTHROPIC_API_KEY.

    base_url: another address of the same protocol. The protocol knows no seed: samples differ all the same.
    """

    def __init__(self, model: str, *, base_url: str | None = None) -> None:
        self.name = f"anthropic/{model}"
        self.base_url, self.identity = base_url, identity(self.name, base_url)
        self._model, self._key = model, api_key("ANTHROPIC_API_KEY")
        self._client = anthropic.AsyncAnthropic(
            api_key=self._key, base_url=base_url, max_retries=0, timeout=TIMEOUT
        )  # `Calls` retries, with one limiter for all

    async def ask(self, request: Request) -> Answer:
        """See `contract.Model.ask`."""
        try:
            message = await self._client.messages.create(**self._call(request))
        except anthropic.APIStatusError as error:
            raise self._failure(error) from None
        except anthropic.APITimeoutError:
            raise TransientError(f"no reply within {TIMEOUT:.0f} s") from None
        except anthropic.APIConnectionError as error:
            raise TransientError(f"{error.message} {reason(error.__cause__) if error.__cause__ else ''}") from None
        except (anthropic.APIError, ValueError) as error:
            raise TransientError(f"the reply cannot be read: {reason(error)}") from None
        return _answer(message)

    def _call(self, request: Request) -> dict[str, Any]:
        content: list[dict[str, Any]] = [{"type": "text", "text": request.query}]
        if request.picture is not None:
            kind, data = media_type(request.picture), base64_text(request.picture)
            content.insert(0, {"type": "image", "source": {"type": "base64", "media_type": kind, "data": data}})
        call: dict[str, Any] = {
            "model": self._model,
            "max_tokens": request.max_new_tokens,
            "messages": [{"role": "user", "content": content}],
        }
        if request.system is not None:
            call["system"] = request.system
        if request.temperature is not None:
            call["extra_body"] = {
                "temperature": request.temperature
            }  # older models take it, the client's newest do not
        return call

    def _failure(self, error: anthropic.APIStatusError) -> ModelError | OodmmsafeError:
        if error.status_code == 400 and "temperature" in error.message:
            return OodmmsafeError(f"{self.name}: {error.message}; with --temperature default it is left out")
        return failure(error.status_code, error.message, error.response.headers, self._key)


def _answer(message: object) -> Answer:
    """Raises TransientError for what is no message, ModelError for what a filter took away."""
    if not isinstance(message, anthropic.types.Message) or message.content is None:
        raise TransientError("the reply is no message")
    if message.stop_reason == "refusal":
        raise ModelError("the provider's content filter stopped the answer")
    cut = message.stop_reason == "max_tokens"
    text = "".join(block.text for block in message.content if block.type == "text")
    usage = message.usage
    return Answer(said(text, cut), "length" if cut else "stop", usage.output_tokens, usage.input_tokens, message.model)
