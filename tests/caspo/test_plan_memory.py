"""The plan's bytes against what autograd keeps and what tensors weigh on tiny models of both families."""

from __future__ import annotations

from dataclasses import replace

import pytest
import tiny_models
import torch
from torch import nn

from oodmmsafe.caspo import attention
from oodmmsafe.caspo.plan import memory, work
from oodmmsafe.caspo.plan.shapes import PUBLISHED, from_config
from oodmmsafe.caspo.prefix import GroupLayout

AT = work.Lengths(visual=30, query=20, constitution=30, response=20, group=4)
FULL = work.Method(lora_rank=0, teacher=True, base=True, checkpointing=False)
LORA = replace(FULL, lora_rank=8)
LAYERS = r".*language_model\.layers\.\d+\..*\.(q_proj|k_proj|v_proj|o_proj|gate_proj|up_proj|down_proj)"


def saved(model: nn.Module, bf16: bool) -> int:
    """Bytes that autograd keeps of a row's forward through the layers: no weights, and no copies of weights."""
    keep, found = {p.untyped_storage().data_ptr() for p in model.parameters()}, {}
    layout = GroupLayout(AT.student, [AT.response] * AT.group)
    states = torch.randn(1, layout.length, 256, dtype=model.dtype).requires_grad_()

    def pack(tensor: torch.Tensor) -> torch.Tensor:
        storage = tensor.untyped_storage()
        of_tokens = {layout.length, AT.student, AT.response, AT.student + AT.response} & set(tensor.shape)
        if storage.data_ptr() not in keep and of_tokens:
            found[storage.data_ptr()] = storage
        return tensor

    hooks = torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor)
    with hooks, torch.autocast("cpu", torch.bfloat16, enabled=bf16):
        model.model.language_model(
            inputs_embeds=states,
            position_ids=torch.arange(layout.length).expand(3, 1, -1),
            attention_mask=attention.no_mask("cpu"),
            use_cache=False,
            plan=layout,
        )
    return sum(storage.nbytes() for storage in found.values())


def layer_kept(family: str, bf16: bool, rank: int) -> tuple[int, float]:
    """Bytes that one more layer keeps, found and planned."""
    sizes = []
    for layers in (2, 3):
        model, _ = tiny_models.build(family, hidden=256, layers=layers)
        attention.install(model)
        if rank:
            model.to(torch.bfloat16 if bf16 else torch.float32)
            model.add_adapter(pytest.importorskip("peft").LoraConfig(r=rank, target_modules=LAYERS))
            for parameter in model.parameters():
                if parameter.requires_grad:
                    parameter.data = parameter.data.float()
        sizes.append(saved(model, bf16))
    text = from_config(model.config.to_dict(), family, "a test").text
    storage = memory.Storage(bf16=bf16, average=False, fused=True)
    return sizes[1] - sizes[0], memory.saved_of_layer(text, AT, LORA if rank else FULL, storage)


@pytest.mark.parametrize("family", tiny_models.FAMILIES)
@pytest.mark.parametrize("bf16", [False, True])
@pytest.mark.parametrize("rank", [0, 8])
def test_what_a_layer_keeps_for_the_backward(family, bf16, rank):
    found, planned = layer_kept(family, bf16, rank)
    assert planned == pytest.approx(found, rel=0.1)


def test_a_row_of_all_weights_and_adam():
    shape, storage = PUBLISHED["qwen3-vl-4b"], memory.Storage(bf16=True, average=False)
    kept = memory.kept(shape, FULL, storage)
    assert kept["optimizer"] == 2 * kept["the start"]  # two moments, of the decoder's weights alone
    spread = memory.kept(shape, FULL, replace(storage, shards=4))
    assert sum(spread.values()) == pytest.approx(sum(kept.values()) / 4)


def test_adapters_keep_little_beyond_the_model():
    shape, storage = PUBLISHED["qwen3-vl-4b"], memory.Storage(bf16=True, average=True)
    kept = memory.kept(shape, LORA, storage)
    assert kept["the start"] == 0
    assert kept["average"] + kept["optimizer"] < 0.02 * kept["weights"] * 3
    other = memory.kept(shape, LORA, replace(storage, other=True))["other teacher"]
    assert other == pytest.approx(kept["weights"], rel=0.02)


def test_checkpointing_and_a_fused_kernel_save_memory():
    shape, storage = PUBLISHED["qwen3-vl-4b"], memory.Storage(bf16=True, average=False)
    plain = memory.while_learning(shape, AT, FULL, storage)
    light = memory.while_learning(shape, AT, replace(FULL, checkpointing=True), storage)
    fused = memory.while_learning(shape, AT, FULL, replace(storage, fused=True))
    assert light["activations"] < plain["activations"] / 5
    assert light["attention scores"] < plain["attention scores"] / 5
    assert fused["attention scores"] == 0 and fused["activations"] == plain["activations"]
