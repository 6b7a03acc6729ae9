"""What can be trained and how: adapters, the vision tower, checkpointed layers, several pictures, bfloat16."""

from __future__ import annotations

import json
from dataclasses import replace
from unittest import mock

import pytest
import torch
from naive import naive_logprobs
from scripted import ScriptedJudge, make_picture, png
from train_and_die import by_length

from oodmmsafe import judging, models
from oodmmsafe.caspo import policy as policies
from oodmmsafe.caspo.config import from_mapping
from oodmmsafe.caspo.inputs import resolve
from oodmmsafe.caspo.policy import Adaptation
from oodmmsafe.caspo.prompt import Encoder
from oodmmsafe.caspo.scorer import score_group
from oodmmsafe.caspo.teacher import make_teacher
from oodmmsafe.caspo.train import Trainer, train
from oodmmsafe.models.adapters import AdapterError, merge
from oodmmsafe.models.identity import folder_identity
from oodmmsafe.models.loading import load_folder

FAMILIES = ("qwen3_vl", "qwen2_5_vl")
LORA = Adaptation(lora_rank=4)
HOW = {
    "lora": LORA,
    "lora, tower": replace(LORA, vision=True),
    "tower": Adaptation(vision=True),
    "checkpointing": Adaptation(checkpointing=True),
    "all": Adaptation(lora_rank=4, vision=True, checkpointing=True),
}


@pytest.fixture(params=FAMILIES)
def family(request):
    return request.param


def load(folders, family, how):
    """A model whose adapters, which start at zero, have been moved."""
    model, processor = policies.load_policy_model(folders[family], how)
    generator = torch.Generator().manual_seed(0)
    if how.lora_rank:
        for parameter in policies.trainable(model).values():
            parameter.data += 0.05 * torch.randn(parameter.shape, generator=generator)
    return model, processor


def with_pictures(tiny, count):
    """The tiny fixture's first example with several pictures of different sizes."""
    pictures = tuple(png(make_picture(i, hazard=False, size=size)) for i, size in enumerate((96, 64, 128)[:count]))
    return replace(tiny.cases[0].example, pictures=pictures)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("how", HOW.values(), ids=HOW)
def test_equals_the_naive_batch(folders, tiny, how, count):
    """Log-probabilities and gradients, of the tower too, whatever is trained and however many pictures there are."""
    family = "qwen3_vl" if "Qwen3" in type(tiny.model).__name__ else "qwen2_5_vl"
    model, processor = load(folders, family, how)
    example = with_pictures(tiny, count)
    (case,) = Encoder(model, processor).encode([example])
    parameters = policies.trainable(model)
    expected = naive_logprobs(model, processor, case, case.student, tiny.responses, tiny.rule)
    weights = torch.randn(len(expected), generator=torch.Generator().manual_seed(1))
    wanted = torch.autograd.grad((expected * weights).sum(), parameters.values(), allow_unused=True)
    scores = score_group(model, case.student, case.image, tiny.responses, tiny.rule)
    (scores.logp * weights).sum().backward()
    Encoder.learn([case])
    assert (scores.logp - expected).abs().max() <= 1e-5
    for (name, parameter), gradient in zip(parameters.items(), wanted, strict=True):
        if gradient is not None:
            assert (parameter.grad - gradient).norm() <= 1e-4 * gradient.norm() + 1e-7, name


def test_pictures_that_change_places_are_caught(tiny):
    example = with_pictures(tiny, 2)
    swapped = replace(example, pictures=example.pictures[::-1])
    one, other = (Encoder(tiny.model, tiny.processor).encode([x])[0] for x in (example, swapped))
    scores = [score_group(tiny.model, x.student, x.image, tiny.responses, tiny.rule).logp for x in (one, other)]
    assert (scores[0] - scores[1]).abs().max() > 1e-2


def test_checkpointed_layers_are_computed_again(folders):
    model, _ = policies.load_policy_model(folders["qwen3_vl"], Adaptation(checkpointing=True))
    assert not any(module.training for module in model.modules() if not hasattr(module, "gradient_checkpointing"))
    layers = model.model.language_model.layers
    assert all(layer.training and layer.gradient_checkpointing for layer in layers)


def test_adapters_switch_and_come_back(folders, family, tiny):
    model, processor = load(folders, family, LORA)
    (case,) = Encoder(model, processor).encode([tiny.cases[0].example])

    def logp():
        return score_group(model, case.student, case.image, tiny.responses, tiny.rule).logp.detach()

    def under(weights):
        with weights.active():
            return logp()

    start, policy, names = policies.start_of(model), logp(), set(policies.trainable(model))
    plain, _ = policies.load_policy_model(folders[family])
    assert torch.equal(under(start), score_group(plain, case.student, case.image, tiny.responses, tiny.rule).logp)
    average = make_teacher(settings(teacher="ema", ema_decay=0.5), model, start, None)
    assert torch.equal(under(average.weights), policy) and not torch.equal(under(start), policy)
    for parameter in policies.trainable(model).values():
        parameter.data += 0.05
    assert torch.equal(under(average.weights), policy) and not torch.equal(logp(), policy)
    average.follow(model)
    assert not torch.equal(under(average.weights), policy)
    assert set(policies.trainable(model)) == names and all("average" not in name for name in names)


def test_frozen_weights_in_bfloat16_and_trained_ones_in_float32(folders):
    model, _ = policies.load_policy_model(folders["qwen3_vl"], Adaptation(lora_rank=4, bf16=True))
    assert {p.dtype for p in policies.trainable(model).values()} == {torch.float32}
    assert {p.dtype for p in model.parameters() if not p.requires_grad} == {torch.bfloat16}


REQUIRED = {"model": "m", "suite": "s", "constitution": "default", "out": "o"}
SMALL = {"updates": 2, "prompts_per_update": 4, "group_size": 3, "max_new_tokens": 6, "learning_rate": 1e-3}


def settings(**changes):
    return from_mapping(REQUIRED | SMALL | changes)


@pytest.fixture
def configure(tmp_path, folders, suite):
    def config(family, **changes):
        places = {"model": f"hf/{folders[family]}", "suite": str(suite.root), "out": str(tmp_path / "run")}
        return settings(**places, **changes)

    return config


def run(config):
    with mock.patch.object(judging, "load", lambda name, *_: ScriptedJudge(by_length)):
        final = train(config)
    return final, [json.loads(line) for line in (final.parent / "metrics.jsonl").open()]


@pytest.mark.parametrize(
    "changes",
    [
        {"lora_rank": 4, "teacher": "ema"},
        {"lora_rank": 4, "vision": "trained", "checkpointing": True},
        {"vision": "trained", "teacher": "ema"},
        {"lora_rank": 4, "bf16": True, "checkpointing": True},
        {"lora_rank": 4, "divergence": "jsd", "top_k": 5},
        {"divergence": "reverse_kl", "lambda_schedule": "cosine"},
    ],
    ids=lambda changes: ", ".join(changes),
)
def test_runs_of_both_families(configure, family, changes):
    final, metrics = run(configure(family, **changes))
    assert all(m["stepped"] for m in metrics)
    assert all(m["sampler_gap_max"] <= (0.2 if changes.get("bf16") else 2e-5) for m in metrics)
    load_folder(final, torch.float32)


@pytest.mark.parametrize("vision", ["frozen", "trained"])
def test_one_tower_call_per_update_and_set_of_weights(configure, vision):
    config = configure("qwen3_vl", vision=vision)
    trainer = Trainer(config, replace(resolve(config), judges=(ScriptedJudge(by_length),)))
    calls = []
    trainer.policy.model.visual.register_forward_hook(lambda *_: calls.append("policy"))
    with trainer.base.active() as base:
        if base.model.visual is not trainer.policy.model.visual:
            base.model.visual.register_forward_hook(lambda *_: calls.append("base"))
    trainer.update(0)
    assert sorted(set(calls)) == (["base", "policy"] if vision == "trained" else ["policy"])
    assert calls.count("policy") == 1
    assert calls.count("base") == (2 if vision == "trained" else 0)  # as teacher and as the anchor of the KL


def test_a_resumed_run_of_adapters_is_the_same_to_the_bit(configure, tmp_path):
    changes = {"lora_rank": 4, "teacher": "ema", "checkpoint_every": 1}
    whole, _ = run(configure("qwen3_vl", **changes))
    parts = replace(configure("qwen3_vl", **changes), out=str(tmp_path / "parts"))
    run(replace(parts, updates=1))
    resumed, _ = run(parts)
    name = "adapter_model.safetensors"
    assert (resumed / name).read_bytes() == (whole / name).read_bytes()


def test_adapters_are_evaluated_and_merged(configure, tmp_path, tiny_qwen3):
    config = configure("qwen3_vl", lora_rank=4)
    final, _ = run(config)
    assert models.folder_of(f"hf/{final}") == final
    merge(final, tmp_path / "merged")
    adapted, merged = (load_folder(folder, torch.float32)[0] for folder in (final, tmp_path / "merged"))
    ids = tiny_qwen3.responses[1][None]
    with torch.no_grad():
        assert torch.allclose(adapted(input_ids=ids).logits, merged(input_ids=ids).logits, atol=1e-5)
    assert folder_identity(final) != folder_identity(models.folder_of(config.model))


def test_adapters_without_their_base_are_named(configure, tmp_path):
    final, _ = run(configure("qwen3_vl", lora_rank=4))
    file = final / "adapter_config.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"base_model_name_or_path": "/gone"}))
    with pytest.raises(AdapterError, match="'/gone', which is not there"):
        load_folder(final, torch.float32)
    with pytest.raises(AdapterError, match="nothing to merge"):
        merge(models.folder_of(configure("qwen3_vl").model), tmp_path / "merged")
