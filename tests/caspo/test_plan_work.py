"""The plan's FLOPs against those that torch counts on tiny models of both families."""

from __future__ import annotations

import pytest
import tiny_models
import torch
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode

from oodmmsafe.caspo import attention
from oodmmsafe.caspo.logprob import SamplingRule, token_logprobs
from oodmmsafe.caspo.plan import work
from oodmmsafe.caspo.plan.shapes import PUBLISHED, ShapeError, from_config, read
from oodmmsafe.caspo.prefix import GroupLayout
from oodmmsafe.caspo.shared_cache import SharedCache

AT = work.Lengths(visual=16, query=20, constitution=30, response=24, group=4)
CLOSE = 0.01
SCORING = ("vision", "teacher", "forward", "backward")


class Tiny:
    """A tiny model, its shape as the plan reads it, and the calls whose FLOPs are counted."""

    def __init__(self, family: str) -> None:
        self.model, _ = tiny_models.build(family, hidden=64, layers=3)
        self.shape = from_config(self.model.config.to_dict(), family, "a test")
        attention.install(self.model)
        self.model.model.visual.requires_grad_(False)

    def score(self, prompt: int, at: work.Lengths) -> torch.Tensor:
        """One forward over a shared-prefix row of random tokens; the sum of the log-probabilities."""
        layout = GroupLayout(prompt, [at.response] * at.group)
        ids = torch.randint(300, 400, (1, layout.length))
        positions = torch.arange(layout.length).expand(3, 1, -1)
        hidden = self.model.model(
            input_ids=ids, position_ids=positions, attention_mask=attention.no_mask("cpu"), use_cache=False, plan=layout
        ).last_hidden_state[0, layout.source]
        return token_logprobs(hidden, self.model.lm_head.weight, ids[0, prompt:], SamplingRule(1.0, ()))[0].sum()

    def pixels(self, pictures: int) -> dict[str, torch.Tensor]:
        """Random patches of pictures with AT.visual tokens each."""
        vision, patches = self.shape.vision, AT.visual * self.shape.vision.merge**2
        grid = torch.tensor([[1, 8, 8]]).expand(pictures, -1)
        return {"pixel_values": torch.randn(pictures * patches, vision.patch_values), "image_grid_thw": grid}

    def naive(self) -> torch.Tensor:
        """The forward of a batch of G rows, each with its own picture; the sum of the responses' logits."""
        ids = torch.randint(300, 400, (AT.group, AT.student + AT.response))
        ids[:, 2 : 2 + AT.visual] = self.model.config.image_token_id
        is_image = (ids == self.model.config.image_token_id).long()
        output = self.model(
            input_ids=ids, mm_token_type_ids=is_image, logits_to_keep=AT.response, **self.pixels(AT.group)
        )
        return output.logits.sum()


@pytest.fixture(params=tiny_models.FAMILIES)
def tiny(request):
    return Tiny(request.param)


def counted(call) -> tuple[int, torch.Tensor]:
    """FLOPs of a call, and its result. The plain attention kernel is used, whose products torch counts on a CPU."""
    with sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter:
        result = call()
    return counter.get_total_flops(), result


def test_the_tower(tiny):
    pixels = tiny.pixels(1)
    flops, _ = counted(lambda: tiny.model.model.visual(*pixels.values()))
    assert work.tower(tiny.shape.vision, AT.visual) == pytest.approx(flops, rel=CLOSE)


@pytest.mark.parametrize("who", ["student", "teacher"])
def test_scoring_a_shared_row(tiny, who):
    prompt = getattr(AT, who)
    flops, _ = counted(lambda: tiny.score(prompt, AT))
    assert work.scoring(tiny.shape.text, prompt, AT, shared=True).total == pytest.approx(flops, rel=CLOSE)


@pytest.mark.parametrize("checkpointing", [False, True])
def test_the_backward_of_a_shared_row(tiny, checkpointing):
    if checkpointing:
        tiny.model.activation_checkpointing_enable({"use_reentrant": False})
        tiny.model.train()
    _, total = counted(lambda: tiny.score(AT.student, AT))
    flops, _ = counted(total.backward)
    method = work.Method(lora_rank=0, teacher=True, base=True, checkpointing=checkpointing)
    assert work.backward(tiny.shape.text, AT, method, shared=True).total == pytest.approx(flops, rel=CLOSE)


def test_a_naive_pass(tiny):
    flops, total = counted(tiny.naive)
    expected = work.scoring(tiny.shape.text, AT.student, AT, shared=False).total
    expected += AT.group * work.tower(tiny.shape.vision, AT.visual)
    assert expected == pytest.approx(flops, rel=CLOSE)
    flops, _ = counted(total.backward)
    method = work.Method(lora_rank=0, teacher=True, base=True, checkpointing=False)
    found = work.backward(tiny.shape.text, AT, method, shared=False)
    plain_head = found.head * 2 / 3  # which keeps its logits instead of computing them again
    assert found.layers + plain_head == pytest.approx(flops, rel=CLOSE)


def test_adapters():
    peft = pytest.importorskip("peft")
    tiny = Tiny("qwen3_vl")
    layers = r".*language_model\.layers\.\d+\..*\.(q_proj|k_proj|v_proj|o_proj|gate_proj|up_proj|down_proj)"
    tiny.model.add_adapter(peft.LoraConfig(r=8, target_modules=layers))
    trained = sum(p.numel() for p in tiny.model.parameters() if p.requires_grad)
    assert tiny.shape.text.adapter_weights(8) == trained
    flops, total = counted(lambda: tiny.score(AT.student, AT))
    assert work.scoring(tiny.shape.text, AT.student, AT, True, rank=8).total == pytest.approx(flops, rel=CLOSE)
    flops, _ = counted(total.backward)
    method = work.Method(lora_rank=8, teacher=True, base=True, checkpointing=False)
    found = work.backward(tiny.shape.text, AT, method, shared=True).total
    assert flops <= found <= 1.1 * flops  # the first layer's frozen maps need no gradient of their input


def test_sampling(tiny):
    text, model = tiny.shape.text, tiny.model.model
    cache = SharedCache(torch.ones(1, AT.student, dtype=torch.bool), AT.group, AT.response)
    plan = {"attention_mask": attention.no_mask("cpu"), "use_cache": False, "plan": cache}

    def prefill():
        ids, positions = torch.full((1, AT.student), 300), torch.arange(AT.student).expand(3, 1, -1)
        return model(input_ids=ids, position_ids=positions, **plan)

    def decode():
        for step in range(AT.response - 1):
            cache.next_token(torch.arange(AT.group))
            ids, position = torch.full((AT.group, 1), 300), torch.full((3, AT.group, 1), AT.student + step)
            tiny.model.lm_head(model(input_ids=ids, position_ids=position, **plan).last_hidden_state)

    with torch.no_grad():
        of_prefill, of_decode = counted(prefill)[0], counted(decode)[0]
    first, rest = work.sampling(text, AT, rank=0, shared=True)
    assert first.layers == pytest.approx(of_prefill, rel=CLOSE)
    assert rest.total == pytest.approx(of_decode, rel=CLOSE)


def test_weights(tiny):
    def matrices(module):
        return sum(p.numel() for p in module.parameters() if p.ndim > 1)

    positions = getattr(tiny.model.model.visual, "pos_embed", None)
    assert tiny.shape.vision.weights == matrices(tiny.model.model.visual) - (matrices(positions) if positions else 0)
    assert tiny.shape.text.weights == matrices(tiny.model) - matrices(tiny.model.model.visual)


@pytest.mark.parametrize(("name", "billions"), [("qwen3-vl-4b", 4.4), ("qwen2.5-vl-7b", 8.3)])
def test_the_published_models_have_their_published_sizes(name, billions):
    shape = PUBLISHED[name]
    assert (shape.text.weights + shape.vision.weights) / 1e9 == pytest.approx(billions, abs=0.05)


def test_a_shared_row_saves_what_the_groundwork_found():
    """1280 visual tokens, query 80, constitution 700, 300 x 16, no base: about six times fewer FLOPs to score."""
    at = work.Lengths(1280, 80, 700, 300, 16)
    method = work.Method(lora_rank=0, teacher=True, base=False, checkpointing=True)
    totals = [
        sum(work.of_group(PUBLISHED["qwen3-vl-4b"], at, method, shared)[phase].total for phase in SCORING)
        for shared in (True, False)
    ]
    assert 3.5 < totals[1] / totals[0] < 6


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ({"model_type": "llama"}, "is of type 'llama'"),
        ({"model_type": "qwen3_vl", "vision_config": {}}, "lacks the size 'num_attention_heads'"),
    ],
)
def test_another_model_is_refused(config, told):
    with pytest.raises(ShapeError, match=told):
        from_config(config, "mine", "config.json")


def test_a_folder_without_a_config_is_refused(tmp_path):
    with pytest.raises(ShapeError, match="cannot be read"):
        read(tmp_path, "hf/mine")
