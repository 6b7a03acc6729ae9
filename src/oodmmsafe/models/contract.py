"""What is asked of a model, and what it gives back. Evaluation and judges know models by this alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from oodmmsafe.errors import OodmmsafeError


@dataclass(frozen=True)
class Generation:
    """How answers are drawn.

    temperature: 0 is greedy; None leaves it to the server, for models that take none.
    Raises OodmmsafeError for values that make no sense.
    """

    max_new_tokens: int
    temperature: float | None
    seed: int

    def __post_init__(self) -> None:
        if self.max_new_tokens < 1:
            raise OodmmsafeError(f"max_new_tokens must be at least 1, not {self.max_new_tokens}")
        if self.temperature is not None and not (math.isfinite(self.temperature) and self.temperature >= 0):
            raise OodmmsafeError(f"temperature must be a number of at least 0, not {self.temperature}")


@dataclass(frozen=True)
class Request:
    """One question to a model.

    picture: the bytes of the picture file as it lies in the suite, never re-encoded; None asks without it (a control).
    system: text for the system role, or None for none.
    seed: differs from case to case, so that an answer does not depend on the batch it was asked in.
    """

    case_id: str
    query: str
    picture: bytes | None
    system: str | None
    max_new_tokens: int
    temperature: float | None
    seed: int


@dataclass(frozen=True)
class Answer:
    """What a model said.

    finish: "length" when it was cut off at max_new_tokens.
    tokens, input_tokens: how many it wrote and read; None where the server does not say.
    served_by: the version that the server says has answered.
    """

    text: str
    finish: Literal["stop", "length"]
    tokens: int | None
    input_tokens: int | None = None
    served_by: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise TypeError(f"an answer's text must be a str, not {type(self.text).__name__}")
        if self.finish not in ("stop", "length"):
            raise ValueError(f"an answer finishes by 'stop' or 'length', not {self.finish!r}")


class ModelError(Exception):
    """Why a model gave no answer to one request. Data, not a crash: it is stored as a failure and asked again."""


class TransientError(ModelError):
    """A failure that may pass: a server error, a timeout, a cut connection, an empty reply.

    retry_after: seconds that the server asks to wait, or None.
    """

    def __init__(self, problem: str, retry_after: float | None = None):
        super().__init__(problem)
        self.retry_after = retry_after


class ThrottledError(TransientError):
    """The server takes no more calls for now: all of them wait, and fewer run at once afterwards."""


class Model(Protocol):
    """Whatever answers requests, one by one and many at once.

    A model may also have `identity`, a text that changes whenever the same name answers differently (a hash of the
    weights, a server's address); without it the name is all that tells two models apart.
    """

    name: str

    async def ask(self, request: Request) -> Answer:
        """Raises TransientError for a failure that may pass, ModelError for one that concerns this request alone, and
        OodmmsafeError for one that every request will meet (no such model, a key that is not accepted)."""
        ...


class BatchModel(Protocol):
    """A model that answers whole batches, in this process; `batching.Batched` makes a `Model` of it."""

    name: str
    batch_size: int

    def answer(self, requests: Sequence[Request]) -> list[Answer | ModelError]:
        """One outcome per request, in their order; at most `batch_size` requests.

        A failure that concerns one request is returned in its place. An exception fails the whole batch.
        """
        ...
