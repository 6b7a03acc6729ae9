"""Google's Gemini models."""

from __future__ import annotations

from typing import Any

import httpx2
from google import genai
from google.genai import errors, types

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.contract import Answer, ModelError, Request, TransientError
from oodmmsafe.models.remote import TIMEOUT, api_key, failure, identity, media_type, said
from oodmmsafe.text import reason


class GoogleChat:
    """A Gemini model, with the key in GEMINI_API_KEY or GOOGLE_API_KEY; base_url: another address of the protocol."""

    def __init__(self, model: str, *, base_url: str | None = None) -> None:
        self.name = f"google/{model}"
        self.base_url, self.identity = base_url, identity(self.name, base_url)
        self._model, self._key = model, api_key("GEMINI_API_KEY", "GOOGLE_API_KEY")
        options = types.HttpOptions(base_url=base_url, timeout=int(TIMEOUT * 1000))  # milliseconds
        self._client = genai.Client(api_key=self._key, vertexai=False, http_options=options)

    async def ask(self, request: Request) -> Answer:
        """See `contract.Model.ask`."""
        contents: list[Any] = [request.query]
        if request.picture is not None:
            contents.insert(0, types.Part.from_bytes(data=request.picture, mime_type=media_type(request.picture)))
        config = types.GenerateContentConfig(
            system_instruction=request.system,
            max_output_tokens=request.max_new_tokens,
            temperature=request.temperature,
            seed=request.seed if request.temperature else None,
        )
        try:
            reply = await self._client.aio.models.generate_content(model=self._model, contents=contents, config=config)
        except errors.APIError as error:
            raise self._failure(error) from None
        except httpx2.TimeoutException:
            raise TransientError(f"no reply within {TIMEOUT:.0f} s") from None
        except (httpx2.HTTPError, OSError) as error:
            raise TransientError(reason(error)) from None
        except ValueError as error:
            raise TransientError(f"the reply cannot be read: {reason(error)}") from None
        return _answer(reply)

    def _failure(self, error: errors.APIError) -> ModelError | OodmmsafeError:
        return failure(int(error.code or 0), str(error.message), getattr(error.response, "headers", None), self._key)


def _answer(reply: types.GenerateContentResponse) -> Answer:
    """Raises TransientError for a reply without candidates, ModelError for what a filter took away."""
    if reply.prompt_feedback is not None and reply.prompt_feedback.block_reason is not None:
        raise ModelError(f"the provider's content filter took the question ({reply.prompt_feedback.block_reason.name})")
    if not reply.candidates:
        raise TransientError("the reply has no candidates")
    candidate, usage = reply.candidates[0], reply.usage_metadata
    finish = candidate.finish_reason.name if candidate.finish_reason else "STOP"
    if finish not in ("STOP", "MAX_TOKENS"):
        raise ModelError(f"the provider stopped the answer ({finish})")
    parts = (candidate.content.parts if candidate.content else None) or []
    text = "".join(part.text for part in parts if part.text and not part.thought)
    cut = finish == "MAX_TOKENS"
    written = None
    if usage is not None:  # reasoning is paid for like text
        written = (usage.candidates_token_count or 0) + (usage.thoughts_token_count or 0)
    return Answer(
        said(text, cut),
        "length" if cut else "stop",
        written,
        None if usage is None else usage.prompt_token_count,
        reply.model_version,
    )
