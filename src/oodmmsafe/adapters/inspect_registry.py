"""What Inspect AI finds by the entry point `inspect_ai`: `inspect eval oodmmsafe/pairs --model ...`."""

from oodmmsafe.adapters.inspect_task import judged, pairs

__all__ = ["judged", "pairs"]
