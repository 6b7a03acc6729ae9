"""The folder of a baseline or a cold start: what it learns from, TRL's checkpoints, and at the end the model."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from oodmmsafe.baselines.examples import Example, Selection
from oodmmsafe.baselines.settings import Settings
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.files import write_text

_MAY_CHANGE = ("out", "checkpoint_every", "judge_base_url", "stronger_base_url")
_WAY_OUT = "give another 'out' or remove the folder"


class FolderError(OodmmsafeError):
    """A folder that belongs to another run."""


class RunFolder:
    """`config.json`, `data.json` (the examples), `checkpoint-N/` and `final/`.

    The folder belongs to a run from its first checkpoint on; before that, any run may take it over.
    """

    def __init__(self, settings: Settings, inputs: Mapping[str, str]) -> None:
        """inputs: what the settings' names stand for. Raises FolderError if another run has begun here."""
        self.root = Path(settings.out)
        self.final = self.root / "final"
        self._config, self._data = self.root / "config.json", self.root / "data.json"
        kept = {name: value for name, value in asdict(settings).items() if name not in _MAY_CHANGE}
        self._identity = {"kind": type(settings).__name__, **kept, **{f"{k} hash": v for k, v in inputs.items()}}
        if self.checkpoint() or self.final.exists():
            self._check()

    @property
    def finished(self) -> bool:
        """Whether the model is there; it appears whole or not at all."""
        return self.final.is_dir()

    def checkpoint(self) -> str | None:
        """The last one that is whole; TRL writes its trainer_state.json last."""
        whole = [path.parent for path in self.root.glob("checkpoint-*/trainer_state.json")]
        return str(max(whole, key=lambda path: int(path.name.partition("-")[2]))) if whole else None

    def selection(self, select: Callable[[], Selection]) -> Selection:
        """The examples that this run has chosen before, or those of `select`, which are kept for the next time."""
        if self._stored() == self._identity and self._data.is_file():
            data = json.loads(self._data.read_text(encoding="utf-8"))
            examples = [Example(**{**one, "pictures": tuple(one["pictures"])}) for one in data["examples"]]
            return Selection(examples, Counter(data["left_out"]))
        selection = select()
        if not selection.examples:
            raise OodmmsafeError(f"{self.root}: nothing to learn from: {selection.told()}")
        data = {"left_out": selection.left_out, "examples": [asdict(example) for example in selection.examples]}
        self.root.mkdir(parents=True, exist_ok=True)
        write_text(self._data, json.dumps(data, indent=1) + "\n")
        write_text(self._config, json.dumps(self._identity, indent=2) + "\n")
        return selection

    def new_final(self) -> Path:
        """An empty folder that `keep_final` turns into the final one."""
        partial = self.root / "final.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        return partial

    def keep_final(self) -> None:
        """Let the folder that `new_final` gave out appear as `final`."""
        (self.root / "final.partial").rename(self.final)

    def _stored(self) -> dict:
        try:
            return dict(json.loads(self._config.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return {}

    def _check(self) -> None:
        theirs = self._stored()
        names = theirs.keys() | self._identity.keys()
        if differing := sorted(name for name in names if theirs.get(name) != self._identity.get(name)):
            raise FolderError(f"{self._config}: holds a run with another {', '.join(differing)}; {_WAY_OUT}")
