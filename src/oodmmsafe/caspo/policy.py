"""Loading the model that is trained, and what has to be known of it."""

from __future__ import annotations

import copy
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from oodmmsafe.caspo import attention
from oodmmsafe.caspo.logprob import SamplingRule
from oodmmsafe.caspo.weights import POLICY, AdapterWeights, ModelWeights, Weights
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.loading import load_folder

TEXT_LAYERS = r".*language_model\.layers\.\d+\..*\.(q_proj|k_proj|v_proj|o_proj|gate_proj|up_proj|down_proj)"
"""Which layers of the text model get adapters."""
_VISION_LAYERS = r".*visual\.blocks\.\d+\..*\.(qkv|proj|linear_fc1|linear_fc2|gate_proj|up_proj|down_proj)"


class PolicyError(OodmmsafeError):
    """A model that cannot be trained."""


@dataclass(frozen=True)
class Adaptation:
    """What of a model is trained, and how it is kept.

    lora_rank:     of adapters at every linear layer; 0 trains all weights.
    lora_alpha:    the adapters' output is scaled by lora_alpha / lora_rank.
    vision:        whether the vision tower is trained too.
    bf16:          keep frozen weights in bfloat16. Weights that are trained stay in float32: an update of a few
                   millionths would vanish in bfloat16's eight bits.
    seed:          of the adapters' first values.
    checkpointing: compute a layer's inner activations again in the backward instead of keeping them.
    """

    lora_rank: int = 0
    lora_alpha: float = 32.0
    vision: bool = False
    bf16: bool = False
    checkpointing: bool = False
    seed: int = 0


def load_policy_model(path: Path, how: Adaptation | None = None) -> tuple[PreTrainedModel, Any]:
    """The model, ready for shared-prefix rows, and its processor; on a GPU where there is one.

    The model stays in evaluation mode throughout: a dropped-out score would not be the sampled one.
    Raises ModelFolderError for a folder that is damaged, PolicyError for another kind of model.
    """
    how = how or Adaptation()
    frozen = torch.bfloat16 if how.bf16 and how.lora_rank else torch.float32
    model, processor = load_folder(path.resolve(), frozen)  # absolute, for adapters remember it
    if not hasattr(model.model, "get_rope_index"):
        raise PolicyError(f"model '{path}' is a {type(model).__name__}; CASPO needs a Qwen VL model")
    model = prepare(model, how)
    return model.to("cuda" if torch.cuda.is_available() else "cpu"), processor


def prepare(model: PreTrainedModel, how: Adaptation) -> PreTrainedModel:
    """The same model, ready for shared-prefix rows and with what is trained unfrozen; it stays where it is."""
    attention.install(model)
    if how.lora_rank:
        _add_adapter(model, how, POLICY)
    else:
        model.model.visual.requires_grad_(how.vision)
    if how.checkpointing:
        _checkpoint_layers(model, how.vision)
    return model


def load_reference_model(path: Path, bf16: bool) -> PreTrainedModel:
    """Another model of the same family, frozen, to score with. Raises what `load_policy_model` raises."""
    model, _ = load_policy_model(path, Adaptation(lora_rank=0))
    return model.requires_grad_(False).to(torch.bfloat16 if bf16 else torch.float32)


def _add_adapter(model: PreTrainedModel, how: Adaptation, name: str) -> None:
    from peft import LoraConfig

    layers = f"({TEXT_LAYERS})|({_VISION_LAYERS})" if how.vision else TEXT_LAYERS
    with torch.random.fork_rng():
        torch.manual_seed(how.seed)
        model.add_adapter(LoraConfig(r=how.lora_rank, lora_alpha=how.lora_alpha, target_modules=layers), name)
    for parameter in trainable(model).values():
        parameter.data = parameter.data.float()


def _checkpoint_layers(model: PreTrainedModel, vision: bool) -> None:
    """Checkpoint the text layers, and the tower's blocks where gradients reach them.

    transformers checkpoints layers in training mode only. The mark goes on the layer itself, not on what it holds.
    """
    model.activation_checkpointing_enable({"use_reentrant": False})
    for layer in (*model.model.language_model.layers, *(model.model.visual.blocks if vision else ())):
        layer.training = True


def frozen_copy(model: PreTrainedModel) -> PreTrainedModel:
    """A copy without gradients; it shares the vision tower if that is frozen in the model already."""
    visual = model.model.visual
    shared = {id(visual): visual} if tower_is_frozen(model) else {}
    return copy.deepcopy(model, shared).requires_grad_(False)


def start_of(policy: PreTrainedModel) -> Weights:
    """The weights that training starts from, which do not change with the policy: its base."""
    if has_adapters(policy):
        return AdapterWeights(policy, None, shares_tower=tower_is_frozen(policy))
    return ModelWeights(frozen_copy(policy), shares_tower=tower_is_frozen(policy))


def add_average(policy: PreTrainedModel, name: str) -> Weights:
    """A second adapter beside the policy's, of the same shape and with the same values."""
    adapter = policy.peft_config[POLICY]
    with warnings.catch_warnings():  # peft wonders whether two adapters are meant
        warnings.simplefilter("ignore", UserWarning)
        policy.add_adapter(copy.copy(adapter), name)
    policy.set_adapter(POLICY)
    parameters = dict(policy.named_parameters())
    for own, value in trainable(policy).items():
        parameters[beside(own, name)].data = value.detach().clone()
    return AdapterWeights(policy, name, shares_tower=tower_is_frozen(policy))


def beside(parameter: str, adapter: str) -> str:
    """The name of a policy adapter's parameter in another adapter."""
    return parameter.replace(f".{POLICY}.", f".{adapter}.")


def has_adapters(model: PreTrainedModel) -> bool:
    """Whether adapters are trained instead of the model's own weights."""
    return bool(getattr(model, "peft_config", None))


def tower_is_frozen(model: PreTrainedModel) -> bool:
    """Whether training leaves the vision tower as it is."""
    return not any(parameter.requires_grad for parameter in model.model.visual.parameters())


def trainable(model: nn.Module) -> dict[str, Tensor]:
    """The parameters that training changes, by name."""
    return {name: parameter for name, parameter in model.named_parameters() if parameter.requires_grad}


def sampling_rule(model: PreTrainedModel, temperature: float) -> SamplingRule:
    """The rule for answers of this model: a picture's placeholders are never part of an answer."""
    config = model.config
    names = ("image_token_id", "video_token_id", "vision_start_token_id", "vision_end_token_id")
    return SamplingRule(temperature, tuple(sorted({getattr(config, name) for name in names})))
