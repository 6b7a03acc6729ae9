"""OpenAI's models, and every server that speaks its chat protocol: vLLM, SGLang, Ollama, LM Studio, ..."""

from __future__ import annotations

import os
from typing import Any

import httpx2
import openai
from openai.types.chat import ChatCompletion

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.contract import Answer, ModelError, Request, TransientError
from oodmmsafe.models.remote import TIMEOUT, api_key, base64_text, failure, identity, media_type, said
from oodmmsafe.text import reason

_CLIENT_CONNECTIONS = 16
"""Of one client: for every call it looks at all of its connections, so that one pool of many costs more time than the
call itself. Several small pools do not."""
_NO_LIMIT = httpx2.Limits(max_connections=None, max_keepalive_connections=None)


class OpenAIChat:
    """A model behind /chat/completions.

    model:    its name on the server.
    base_url: the server's address, ending in /v1 as a rule; None for OpenAI's own, which needs OPENAI_API_KEY. Other
              servers get the key too if it is set.
    detail:   OpenAI's picture budget ("low", "high", "auto"); None leaves it to the server.
    """

    def __init__(
        self, model: str, *, base_url: str | None = None, detail: str | None = None, concurrency: int = 32
    ) -> None:
        self.name = f"openai/{model}"
        self.base_url, self.identity = base_url, f"{identity(self.name, base_url)}, detail {detail}"
        self._model, self._detail, self._own = model, detail, base_url is None
        self._key = api_key("OPENAI_API_KEY") if self._own else os.environ.get("OPENAI_API_KEY", "none")
        certificates = httpx2.create_ssl_context()
        self._clients = [
            openai.AsyncOpenAI(
                api_key=self._key,
                base_url=base_url,
                max_retries=0,  # `Calls` retries, with one limiter for all
                timeout=TIMEOUT,
                http_client=openai.DefaultAsyncHttpx2Client(verify=certificates, limits=_NO_LIMIT, timeout=TIMEOUT),
            )
            for _ in range(-(-concurrency // _CLIENT_CONNECTIONS))
        ]
        self._busy = [0] * len(self._clients)

    async def ask(self, request: Request) -> Answer:
        """See `contract.Model.ask`."""
        number = min(range(len(self._busy)), key=self._busy.__getitem__)
        self._busy[number] += 1
        try:
            return await self._ask(self._clients[number], request)
        finally:
            self._busy[number] -= 1

    async def _ask(self, client: openai.AsyncOpenAI, request: Request) -> Answer:
        try:
            # What `chat.completions.create` does with the same body, but for a walk over every field of it.
            completion = await client.post("/chat/completions", body=self._call(request), cast_to=ChatCompletion)
        except openai.APIStatusError as error:
            raise self._failure(error) from None
        except openai.APITimeoutError:
            raise TransientError(f"no reply within {TIMEOUT:.0f} s") from None
        except openai.APIConnectionError as error:
            raise TransientError(f"{error.message} {reason(error.__cause__) if error.__cause__ else ''}") from None
        except (openai.APIError, ValueError) as error:  # JSON that is cut off, or no JSON
            raise TransientError(f"the reply cannot be read: {reason(error)}") from None
        return _answer(completion)

    def _call(self, request: Request) -> dict[str, Any]:
        content: list[dict[str, Any]] = [{"type": "text", "text": request.query}]
        if request.picture is not None:
            url = f"data:{media_type(request.picture)};base64,{base64_text(request.picture)}"
            image = {"url": url} if self._detail is None else {"url": url, "detail": self._detail}
            content.insert(0, {"type": "image_url", "image_url": image})
        system = [] if request.system is None else [{"role": "system", "content": request.system}]
        call: dict[str, Any] = {
            "model": self._model,
            "messages": [*system, {"role": "user", "content": content}],
            "max_completion_tokens" if self._own else "max_tokens": request.max_new_tokens,
        }
        if request.temperature is not None:
            call["temperature"] = request.temperature
            if request.temperature > 0:
                call["seed"] = request.seed
        return call

    def _failure(self, error: openai.APIStatusError) -> ModelError | OodmmsafeError:
        if error.status_code == 400 and error.code in ("unsupported_parameter", "unsupported_value"):
            advice = "; with --temperature default the parameter is left out" if error.param == "temperature" else ""
            return OodmmsafeError(f"{self.name}: {error.message}{advice}")
        if error.code == "insufficient_quota":  # HTTP 429 too, but waiting does not help
            return OodmmsafeError(f"{self.name}: the account has no credit")
        return failure(error.status_code, error.message, error.response.headers, self._key)


def _answer(completion: object) -> Answer:
    """Raises TransientError for what is no completion, ModelError for what a filter took away."""
    if not isinstance(completion, ChatCompletion) or not completion.choices or completion.choices[0].message is None:
        raise TransientError("the reply is no chat completion")
    choice, usage = completion.choices[0], completion.usage
    if choice.finish_reason == "content_filter":
        raise ModelError("the provider's content filter stopped the answer")
    cut = choice.finish_reason == "length"
    return Answer(
        said(choice.message.content or choice.message.refusal, cut),
        "length" if cut else "stop",
        None if usage is None else usage.completion_tokens,
        None if usage is None else usage.prompt_tokens,
        completion.model,
    )
