"""What calls may cost, and what they have cost."""

from __future__ import annotations

from dataclasses import dataclass, field

from oodmmsafe.errors import IncompleteError, OodmmsafeError
from oodmmsafe.models.contract import Answer


@dataclass(frozen=True)
class Price:
    """US dollars for a million tokens read and a million written. We keep no price list: it would be out of date."""

    read: float = 0.0
    written: float = 0.0

    @classmethod
    def parse(cls, text: str) -> Price:
        """From "2.5,10". Raises OodmmsafeError for anything else."""
        try:
            read, written = (float(part) for part in text.split(","))
        except ValueError:
            raise OodmmsafeError(f"a price is READ,WRITTEN in dollars for a million tokens, not '{text}'") from None
        if not (0 <= read < float("inf") and 0 <= written < float("inf")):
            raise OodmmsafeError(f"a price is two numbers of at least 0, not '{text}'")
        return cls(read, written)


@dataclass
class Budget:
    """Caps on the calls of one run, shared by all of its models; None is no cap.

    A call in flight when a cap is reached is finished and kept, so a run may pass it by what was in flight.
    """

    max_calls: int | None = None
    max_tokens: int | None = None
    max_cost: float | None = None
    calls: int = field(default=0, init=False)
    tokens: int = field(default=0, init=False)
    cost: float = field(default=0.0, init=False)

    def admit(self) -> None:
        """Count one more call. Raises IncompleteError if a cap has been reached."""
        for name, spent, cap in (
            ("calls", self.calls, self.max_calls),
            ("tokens", self.tokens, self.max_tokens),
            ("dollars", self.cost, self.max_cost),
        ):
            if cap is not None and spent >= cap:
                raise IncompleteError(
                    f"the cap of {cap:g} {name} is reached; what is done is kept, go on with a higher one"
                )
        self.calls += 1

    def spend(self, answer: Answer, price: Price) -> None:
        """Count what an answer has cost."""
        read, written = answer.input_tokens or 0, answer.tokens or 0
        self.tokens += read + written
        self.cost += (read * price.read + written * price.written) / 1e6
