"""The embedded model and its small world: a proving ground that needs no key, no GPU and no download."""

from pathlib import Path


def weights_folder() -> Path:
    """Where the embedded model lies, as transformers loads it."""
    return Path(__file__).parent / "weights"
