"""The losses of the two stages and their gradients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from transformers import PreTrainedTokenizerFast, Qwen3VLForConditionalGeneration

from oodmmsafe.nano.model import build_model, linear_patch_embedding
from oodmmsafe.nano.pretrain.batches import on_device
from oodmmsafe.nano.pretrain.heads import Knowledge, Naming


@dataclass
class Learner:
    """The model and the two heads that are thrown away when it is trained, all on one device."""

    model: Qwen3VLForConditionalGeneration
    naming: Naming
    knowledge: Knowledge

    @classmethod
    def untrained(cls, tokenizer: PreTrainedTokenizerFast, device: torch.device) -> Learner:
        """A new learner on `device`; made on the CPU from torch's global random state, so the same for every device."""
        model = build_model(tokenizer)
        linear_patch_embedding(model.model.visual)
        naming, knowledge = Naming(tokenizer), Knowledge(tokenizer)
        return cls(model.to(device).train(), naming.to(device), knowledge.to(device))

    @property
    def device(self) -> torch.device:
        """Where everything lies."""
        return self.model.device

    @property
    def modules(self) -> tuple[torch.nn.Module, ...]:
        """All that is trained."""
        return self.model, self.naming, self.knowledge

    def backward(self, parts: list[dict[str, Any]]) -> dict[str, float]:
        """Gradients of one batch; returns the losses. Next-token loss is a mean over the batch's answer tokens."""
        parts = [on_device(part, self.device) for part in parts]
        if "labels" not in parts[0]:
            loss = self.see(parts[0])
            loss.backward()
            return {"see": loss.item()}
        answers = [(part["labels"] != -100).sum() for part in parts]
        losses = {"speak": 0.0, "know": 0.0}
        for part, tokens in zip(parts, answers, strict=True):
            spoken, known = self.speak(part)
            spoken, known = spoken * tokens / sum(answers), known / len(parts)
            (spoken + known).backward()
            losses = {"speak": losses["speak"] + spoken.item(), "know": losses["know"] + known.item()}
        return losses

    def see(self, part: dict[str, Any]) -> Tensor:
        """The seeing stage's loss on one part of a batch."""
        with torch.autocast(self.device.type, torch.bfloat16):
            tokens = self.model.model.visual(part["pixel_values"], grid_thw=part["image_grid_thw"]).pooler_output
        return self.naming.loss(tokens.float(), self._embedding, part["visible"])

    def speak(self, part: dict[str, Any]) -> tuple[Tensor, Tensor]:
        """The speaking stage's losses on one part of a batch: next token and knowledge, each a mean over the part."""
        inputs = {name: value for name, value in part.items() if name not in ("visible", "known")}
        with torch.autocast(self.device.type, torch.bfloat16):
            output = self.model(**inputs, output_hidden_states=True)
        last = (part["labels"] != -100).int().argmax(1) - 1  # the token from which the answer begins
        rows = torch.arange(len(last), device=last.device)
        # hidden_states[0] is the embedding, so a layer's output has the index after its own
        shown, danger = (
            output.hidden_states[i + 1][rows, last] for i in (Knowledge.SHOWN_LAYER, Knowledge.DANGER_LAYER)
        )
        return output.loss, self.knowledge.loss(shown, danger, self._embedding, part["known"])

    def close_eyes(self) -> None:
        """Keep the vision tower as it is, but for the DeepStack mergers, which only speaking can teach."""
        self.model.model.visual.requires_grad_(False)
        self.model.model.visual.deepstack_merger_list.requires_grad_(True)

    @property
    def _embedding(self) -> Tensor:
        return self.model.get_input_embeddings().weight
