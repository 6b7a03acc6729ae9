"""Log-probabilities that a local model gives to the tokens of an answer that is there already.

One answer to each prompt, so one plain forward of the whole chat: the shared-prefix row of `caspo.scorer` would save
nothing here. Nothing is sampled; log-probabilities are at temperature 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from oodmmsafe.models.loading import load_folder, stop_tokens
from oodmmsafe.models.processing import chat_text
from oodmmsafe.suites.pictures import decode


@dataclass(frozen=True)
class Tokens:
    """An answer as a tokenizer cuts it; the ids may differ from those that were sampled. spans: in characters."""

    ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


class Scorer:
    """A Qwen VL model folder, in float32; on a GPU where there is one."""

    def __init__(self, folder: Path) -> None:
        """Raises ModelFolderError for a folder that is damaged."""
        model, self._processor = load_folder(folder, torch.float32)
        self._stop = stop_tokens(model, self._processor)[0]
        self._model = model.to("cuda" if torch.cuda.is_available() else "cpu")

    def cut(self, answer: str) -> Tokens:
        """The tokens of an answer, without one for its end."""
        cut = self._processor.tokenizer(answer, add_special_tokens=False, return_offsets_mapping=True)
        return Tokens(tuple(cut["input_ids"]), tuple(map(tuple, cut["offset_mapping"])))

    @torch.no_grad()
    def logp(
        self, query: str, picture: bytes | None, system: str | None, ids: Sequence[int], *, ended: bool
    ) -> np.ndarray:
        """Shape (tokens,), or (tokens + 1,) if the answer `ended` by itself: in nats, given all that stands before.

        picture: an encoded picture, or None to ask without.  ids: of the answer, as `cut` gives them.
        """
        text = chat_text(self._processor, query, system, pictures=int(picture is not None))
        images = None if picture is None else [decode(picture, "the picture")]
        batch = self._processor(text=[text], images=images, return_tensors="pt")
        answer = torch.tensor([[*ids, self._stop] if ended else [*ids]])
        batch["input_ids"] = torch.cat([batch["input_ids"], answer], dim=1)
        batch["attention_mask"] = torch.ones_like(batch["input_ids"])
        if "mm_token_type_ids" in batch:
            kinds = batch["mm_token_type_ids"]
            batch["mm_token_type_ids"] = torch.cat([kinds, torch.zeros_like(answer)], dim=1)
        batch = batch.to(self._model.device)
        count = answer.shape[1]
        logits = self._model(**batch, logits_to_keep=count + 1, use_cache=False).logits[0, :-1].float()
        chosen = logits.log_softmax(-1).gather(1, answer[0, :, None].to(logits.device))
        return chosen[:, 0].cpu().numpy()
