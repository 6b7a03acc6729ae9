"""FLOPs of one update, by phase, for the shared-prefix row and for the naive batch of G rows.

A product of n weights with a token costs 2n; attention 4 * query width per layer for every (query, key) pair, of which
all are counted, as torch's FlopCounterMode does: a kernel that skips what causality hides does up to half less there.
Norms, rotations and softmax are left out. Pictures are one per prompt; responses all have the same length.
"""

from __future__ import annotations

from dataclasses import dataclass

from oodmmsafe.caspo.plan.shapes import Shape, Text, Vision


@dataclass(frozen=True)
class Lengths:
    """Tokens of a prompt and of its responses.

    visual: of the picture.  query: of the rest of the student's prompt, chat template included.
    constitution: what the teacher's prompt has beyond it.  response: of each of `group` responses.
    """

    visual: int
    query: int
    constitution: int
    response: int
    group: int

    @property
    def student(self) -> int:
        """The student's prompt."""
        return self.visual + self.query

    @property
    def teacher(self) -> int:
        """The teacher's prompt."""
        return self.student + self.constitution


@dataclass(frozen=True)
class Method:
    """What an update does beyond sampling and learning.

    lora_rank: of the adapters that are trained, 0 for all weights of the decoder.  teacher, base: whether their passes
    are run.  checkpointing: whether the backward computes the layers again.  The vision tower is frozen.
    """

    lora_rank: int
    teacher: bool
    base: bool
    checkpointing: bool

    @property
    def passes(self) -> int:
        """Times that a group's prompt is read: by sampling, learning, teacher and base."""
        return 2 + self.teacher + self.base


@dataclass(frozen=True)
class Work:
    """FLOPs in the layers and in the output embedding, which may run in another precision."""

    layers: float
    head: float = 0.0

    @property
    def total(self) -> float:
        """Both."""
        return self.layers + self.head

    def times(self, factor: float) -> Work:
        """The same work `factor` times."""
        return Work(self.layers * factor, self.head * factor)


def tower(vision: Vision, visual: int) -> float:
    """FLOPs of the vision tower on one picture of so many visual tokens."""
    patches = visual * vision.merge**2
    linear = vision.patch_values * vision.hidden + vision.blocks * vision.block_weights
    window = patches if vision.window is None else min(vision.window, patches)
    seen = vision.full_blocks * patches + (vision.blocks - vision.full_blocks) * window
    return (
        2 * patches * linear + 2 * visual * vision.mergers * vision.merger_weights + 4 * vision.hidden * patches * seen
    )


def row(prompt: int, response: int, group: int, shared: bool) -> tuple[int, int]:
    """Tokens that go through the layers and (query, key) pairs of one pass over a group."""
    both = prompt + response
    if shared:
        return prompt + group * response, prompt**2 + group * response * both
    return group * both, group * both**2


def layers(text: Text, tokens: float, pairs: float, rank: int = 0) -> float:
    """FLOPs of a forward through the layers, with adapters of `rank`."""
    linear = text.layers * text.layer_weights + text.adapter_weights(rank)
    return 2 * linear * tokens + 4 * text.query_width * text.layers * pairs


def head(text: Text, tokens: float) -> float:
    """FLOPs of the output embedding."""
    return 2 * text.head_weights * tokens


def scoring(text: Text, prompt: int, at: Lengths, shared: bool, rank: int = 0) -> Work:
    """One forward over a group."""
    tokens, pairs = row(prompt, at.response, at.group, shared)
    return Work(layers(text, tokens, pairs, rank), head(text, at.group * at.response))


def backward(text: Text, at: Lengths, method: Method, shared: bool) -> Work:
    """The backward of the policy's forward.

    Gradients of inputs cost what the forward cost, those of weights once more where weights are trained; attention
    twice its forward; the chunked output embedding computes its logits again; checkpointing the layers too, but for
    each layer's last product, which no gradient needs.
    """
    rank = method.lora_rank
    tokens, pairs = row(at.student, at.response, at.group, shared)
    forward = scoring(text, at.student, at, shared, rank)
    trained = text.adapter_weights(rank) if rank else text.layers * text.layer_weights
    again = forward.layers - 2 * text.layers * text.hidden * text.inner * tokens if method.checkpointing else 0
    gradients = forward.layers + 2 * trained * tokens + layers(text, 0, pairs)
    return Work(gradients + again, (2 if rank else 3) * forward.head)


def sampling(text: Text, at: Lengths, rank: int, shared: bool) -> tuple[Work, Work]:
    """Prefill and decoding of a group. The last token of a response is sampled and not read."""
    prompt, steps = at.student, at.response - 1
    prefill = Work(layers(text, prompt, prompt**2, rank), head(text, 1)).times(1 if shared else at.group)
    tokens, pairs = at.group * steps, at.group * (steps * prompt + steps * (steps + 1) / 2)
    return prefill, Work(layers(text, tokens, pairs, rank), head(text, tokens))


def of_group(shape: Shape, at: Lengths, method: Method, shared: bool) -> dict[str, Work]:
    """FLOPs that one prompt's group costs in one update, by phase.

    The naive batch makes the same passes on G rows, each with a prompt and a picture of its own, and the vision tower
    runs in every pass. It scores what it sampled without a pass of the old policy, which most trainers add.
    """
    text, rank = shape.text, method.lora_rank
    prefill, decode = sampling(text, at, rank, shared)
    pictures = 1 if shared else at.group * method.passes
    nothing = Work(0.0)
    return {
        "vision": Work(pictures * tower(shape.vision, at.visual)),
        "prefill": prefill,
        "decode": decode,
        "teacher": scoring(text, at.teacher, at, shared) if method.teacher else nothing,
        "base": scoring(text, at.student, at, shared) if method.base else nothing,
        "forward": scoring(text, at.student, at, shared, rank),
        "backward": backward(text, at, method, shared),
    }
