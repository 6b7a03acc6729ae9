"""Bytes on one GPU, by kind, at the two moments when most are needed: sampling, and the backward of one group.

Precisions are the trainer's: trained weights, their gradients and Adam's two moments in float32; frozen weights of an
adapted model in bfloat16 if `bf16`; activations as autocast leaves them.
"""

from __future__ import annotations

from dataclasses import dataclass

from oodmmsafe.caspo.plan.shapes import Shape, Text
from oodmmsafe.caspo.plan.work import Lengths, Method

GIB = 2**30
LOGIT_CHUNK = 1024
"""Tokens whose logits exist at once: the default of `logprob.token_logprobs`."""
_LOGIT_TENSORS = 3
"""Float32 tensors of the logits' size that a chunk needs together: logits, probabilities, their product."""


@dataclass(frozen=True)
class Storage:
    """How a run keeps its numbers.

    bf16:   matrix products in bfloat16.  average: whether an exponential average is kept (teacher = "ema").
    other:  whether another model teaches (teacher = "model"), taken to be of the same size.
    fused:  whether attention of responses runs in a kernel that never writes its scores down. The `split` backend
            gives a mask and shared key heads, for which PyTorch's fused kernels are not made: False is the safe guess.
    shards: GPUs over which weights, gradients and moments are spread.
    """

    bf16: bool
    average: bool
    other: bool = False
    fused: bool = False
    shards: int = 1


def kept(shape: Shape, method: Method, storage: Storage) -> dict[str, float]:
    """GiB that are there from start to end: policy, start, average, moments."""
    text, rank = shape.text, method.lora_rank
    trained = text.adapter_weights(rank) if rank else text.weights
    frozen_bytes = 2 if rank and storage.bf16 else 4
    frozen = shape.vision.weights + (text.weights if rank else 0)
    found = {
        "weights": frozen * frozen_bytes + 4 * trained,
        "the start": 0 if rank else 4 * text.weights,
        "average": 4 * trained if storage.average else 0,
        "other teacher": (text.weights + shape.vision.weights) * _compute(storage) if storage.other else 0,
        "optimizer": 8 * trained,
    }
    return {kind: value / GIB / storage.shards for kind, value in found.items()}


def while_learning(shape: Shape, at: Lengths, method: Method, storage: Storage) -> dict[str, float]:
    """GiB that the backward of one group needs beyond what is kept."""
    text, rank = shape.text, method.lora_rank
    trained = text.adapter_weights(rank) if rank else text.weights
    tokens = at.student + at.group * at.response
    layer, scores = saved_of_layer(text, at, method, storage), _scores(text, at, storage)
    if method.checkpointing:
        activations, of_scores = text.layers * tokens * text.hidden * _residual(method, storage) + layer, scores
    else:
        activations, of_scores = text.layers * layer, text.layers * scores
    chunk = min(LOGIT_CHUNK, at.group * at.response) * text.vocab * 4
    found = {
        "gradients": 4 * trained / storage.shards,
        "bfloat16 copies": _copies(text, method, storage),
        "activations": activations,
        "attention scores": of_scores + 2 * scores,  # and two more of a layer's while they are made
        "logits": _LOGIT_TENSORS * chunk + (0 if rank else 4 * text.head_weights),
    }
    return {kind: value / GIB for kind, value in found.items()}


def while_sampling(shape: Shape, at: Lengths, method: Method, storage: Storage, prompts: int) -> dict[str, float]:
    """GiB that sampling for `prompts` prompts together needs beyond what is kept."""
    text = shape.text
    places = prompts * (at.student + at.group * at.response)
    # keys come out of the rotation in the residual's precision, values out of a matrix product in autocast's
    per_place = text.layers * text.kv_width * (_residual(method, storage) + _compute(storage))
    found = {
        "bfloat16 copies": _copies(text, method, storage),
        "KV cache": places * per_place,
        "logits": _LOGIT_TENSORS * 4 * prompts * at.group * text.vocab,
        "attention scores": 0 if storage.fused else 2 * 4 * prompts * text.heads * at.student**2,
    }
    return {kind: value / GIB for kind, value in found.items()}


def saved_of_layer(text: Text, at: Lengths, method: Method, storage: Storage) -> float:
    """Bytes that one layer keeps of a group's row for its backward, beside weights and attention scores.

    Inputs and results of both norms, inputs of seven linear maps (autocast makes a copy for each), the MLP's four
    products, and of attention queries, keys, values and outputs, those of the responses again as the `split` backend
    pads and joins them: each response gets its own copy of the prompt's keys and values.
    """
    h, a, k, rank, c = text.hidden, text.query_width, text.kv_width, method.lora_rank, _compute(storage)
    answers = at.group * at.response
    tokens = at.student + answers
    norms = 4 * (2 if rank else 4) * h + (4 + (0 if rank else c)) * (a + k if text.qk_norm else 0)
    linear = c * ((5 if storage.bf16 else 2) * h + a + 4 * text.inner)
    joined = at.group * (at.student + at.response)
    attention = c * (a * (tokens + answers) + a * tokens + 2 * k * (tokens + joined))
    return tokens * (norms + linear) + attention


def _scores(text: Text, at: Lengths, storage: Storage) -> float:
    """Bytes of one layer's attention weights, responses to prompt and response, in float32."""
    pairs = at.group * at.response * (at.student + at.response)
    return 0 if storage.fused else 4 * text.heads * pairs


def _copies(text: Text, method: Method, storage: Storage) -> float:
    """Bytes of the bfloat16 copies that autocast keeps of trained weights."""
    if not storage.bf16:
        return 0
    return 2 * (text.adapter_weights(method.lora_rank) if method.lora_rank else text.layers * text.layer_weights)


def _compute(storage: Storage) -> int:
    """Bytes of a matrix product's number."""
    return 2 if storage.bf16 else 4


def _residual(method: Method, storage: Storage) -> int:
    """Bytes of a number that goes from layer to layer: it has the embedding's type."""
    return 2 if storage.bf16 and method.lora_rank else 4
