"""Whole runs on a tiny random model: what is learnt is nothing, what happens is checked."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
import tiny_models
import torch
from safetensors.torch import load_file
from scripted import ScriptedJudge, make_suite
from train_and_die import by_length

from oodmmsafe import judging, models
from oodmmsafe.case import Judgement
from oodmmsafe.caspo import policy as policies
from oodmmsafe.caspo.checkpoint import CheckpointError, TrainingFolder
from oodmmsafe.caspo.config import from_mapping, to_mapping
from oodmmsafe.caspo.guards import CollapseError
from oodmmsafe.caspo.inputs import resolve
from oodmmsafe.caspo.reward import dense_reward
from oodmmsafe.caspo.scorer import score_group
from oodmmsafe.caspo.train import Trainer, train
from oodmmsafe.errors import IncompleteError, OodmmsafeError
from oodmmsafe.suites.pictures import PictureError

PROMISED = (
    *("update", "loss", "reward_dense", "outcome", "outcome_hazard", "outcome_twin", "risk_found", "false_alarm"),
    *("effectiveness", "entropy", "entropy_teacher", "kl_base", "kl_teacher", "length", "truncated", "tokens"),
    *("clip_fraction_low", "clip_fraction_high", "std_dense", "zero_std_groups", "advantage_correlation", "grad_norm"),
    *("sampler_gap", "judge_missing", "seconds", "reward_by_position", "reward_by_class"),
)


@pytest.fixture
def configure(tmp_path, folders, suite):
    """Makes configs of a run of 3 small updates; keyword arguments change settings."""

    def config(**settings):
        small = {"updates": 3, "prompts_per_update": 4, "group_size": 3, "max_new_tokens": 6, "learning_rate": 1e-3}
        places = {"model": f"hf/{folders['qwen3_vl']}", "suite": str(suite.root), "out": str(tmp_path / "run")}
        return from_mapping({"constitution": "nano"} | small | places | settings)

    return config


@pytest.fixture
def trainer_of(configure):
    """Makes trainers with a scripted judge."""

    def make(script=by_length, **settings):
        config = configure(**settings)
        return Trainer(config, replace(resolve(config), judges=(ScriptedJudge(script),)))

    return make


def run(config, script=by_length):
    """Train with a scripted judge; returns the final folder and the metrics of every update."""
    with mock.patch.object(judging, "load", lambda name, *_: ScriptedJudge(script)):
        final = train(config)
    return final, [json.loads(line) for line in (Path(config.out) / "metrics.jsonl").open()]


def weights(trainer):
    return {name: value.detach().clone() for name, value in policies.trainable(trainer.policy).items()}


def test_a_run_leaves_a_model_and_its_metrics(configure):
    config = configure()
    final, metrics = run(config)
    assert [m["update"] for m in metrics] == [1, 2, 3]
    assert set(PROMISED) <= metrics[0].keys()
    assert all(m["sampler_gap_max"] <= 1e-5 and m["stepped"] for m in metrics)
    assert abs(metrics[0]["kl_base"]) < 1e-6 and metrics[-1]["kl_base"] > 1e-3  # the base is the start, and stays
    assert json.loads((Path(config.out) / "config.json").read_text())["lambda"] == 0.5
    before, after = (load_file(folder / "model.safetensors") for folder in (models.folder_of(config.model), final))
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed and not any("visual" in name for name in changed)
    policies.load_policy_model(final)


def test_a_finished_run_returns_at_once(configure):
    final, _ = run(configure())
    with mock.patch.object(Trainer, "__init__", side_effect=AssertionError("trained again")):
        assert run(configure())[0] == final


def test_a_finished_run_can_be_made_longer(configure):
    run(configure())
    _, metrics = run(configure(updates=4))
    assert [m["update"] for m in metrics] == [1, 2, 3, 4]


def test_a_longer_run_that_was_killed_before_its_end_does_not_pass_off_the_old_model(configure):
    old, _ = run(configure())
    three = (old / "model.safetensors").read_bytes()
    with (
        mock.patch.object(TrainingFolder, "save_final", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        run(configure(updates=4))
    final, metrics = run(configure(updates=4))
    assert (final / "model.safetensors").read_bytes() != three and len(metrics) == 4


def test_a_shorter_run_does_not_pass_off_the_longer_model(configure):
    run(configure())
    with pytest.raises(CheckpointError, match="holds 3 updates, 'updates' asks for 2 only"):
        run(configure(updates=2))


@pytest.mark.parametrize("setting", ["model", "suite", "constitution", "judge"])
def test_a_typo_does_not_poison_the_folder(configure, setting):
    with pytest.raises(OodmmsafeError, match="typo"):
        train(configure(**{setting: "typo"}))
    assert not Path(configure().out).exists()
    run(configure(updates=1))


def test_a_model_that_does_not_load_does_not_poison_the_folder(configure, folders, tmp_path):
    broken = shutil.copytree(folders["qwen3_vl"], tmp_path / "broken")
    (broken / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(OodmmsafeError, match="cannot be loaded"):
        train(configure(model=f"hf/{broken}"))
    run(configure(updates=1))


def test_a_run_does_not_go_on_from_other_weights_under_the_same_name(configure, folders, tmp_path):
    start = shutil.copytree(folders["qwen3_vl"], tmp_path / "start")
    run(configure(model=f"hf/{start}", updates=1))
    tiny_models.save(start, seed=1)
    with pytest.raises(CheckpointError, match="another model"):
        run(configure(model=f"hf/{start}", updates=2))


def test_a_broken_picture_is_named_before_the_first_update(configure, tmp_path):
    suite = make_suite(tmp_path / "suite")
    picture = suite.picture_path(suite.cases[-1])
    picture.write_bytes(picture.read_bytes()[:-200])
    with pytest.raises(PictureError, match=picture.name), mock.patch.object(Trainer, "update") as update:
        train(configure(suite=str(suite.root)))
    assert not update.called


def test_progress_begins_where_the_run_stands(configure):
    seen = []

    def progress(done, total, metrics):
        seen.append((done, total, metrics is None))

    train(configure(updates=1), progress=progress)
    train(configure(updates=2), progress=progress)
    train(configure(updates=2), progress=progress)
    assert seen == [(0, 1, True), (1, 1, False), (1, 2, True), (2, 2, False), (2, 2, True)]


def test_a_killed_run_goes_on_to_the_same_bits(configure, tmp_path):
    settings = {"teacher": "ema", "updates": 4, "checkpoint_every": 2, "ema_decay": 0.5}
    whole, expected = run(configure(**settings, out=str(tmp_path / "whole")))
    config = configure(**settings, out=str(tmp_path / "killed"))
    file = tmp_path / "killed.toml"
    file.write_text("\n".join(f"{name} = {json.dumps(value)}" for name, value in to_mapping(config).items()))
    here = Path(__file__).parent
    command = [sys.executable, str(here / "train_and_die.py"), str(file), "3"]
    died = subprocess.run(command, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}, timeout=300)
    assert died.returncode == -signal.SIGKILL
    assert not (tmp_path / "killed" / "final").exists()
    resumed, found = run(config)
    assert (resumed / "model.safetensors").read_bytes() == (whole / "model.safetensors").read_bytes()
    for one, other in zip(found, expected, strict=True):
        timing = dict.fromkeys(("seconds", "process_memory_gib"))
        assert one | timing == other | timing


def test_a_checkpoint_remembers_the_guards_start(trainer_of):
    trainer, resumed = trainer_of(), trainer_of()
    trainer.update(0)
    resumed.restore(trainer.checkpoint(1))
    assert resumed.guards.state() == trainer.guards.state() != trainer_of().guards.state()


def test_every_update_samples_anew(trainer_of):
    trainer = trainer_of()
    encoded = trainer.encoder.encode(trainer._examples(0)[:1])
    first, again, second = (trainer._sample(encoded, number)[0].responses[0].tolist() for number in (0, 0, 1))
    assert first == again != second


def test_a_run_does_not_go_on_with_another_suite_under_the_same_name(configure, tmp_path):
    root = tmp_path / "suite"
    make_suite(root)
    run(configure(suite=str(root), updates=2))
    make_suite(root, n_pairs=2)
    with pytest.raises(CheckpointError, match="another suite"):
        run(configure(suite=str(root), updates=3))


def test_the_picture_is_processed_and_encoded_once_per_update(trainer_of):
    trainer = trainer_of(teacher="ema")
    tower, processor = trainer.policy.model.visual, trainer.processor.image_processor
    seen = []
    tower.register_forward_hook(lambda module, inputs, output: seen.append("tower"))
    whole = type(processor).__call__

    def counted(self, *args, **kwargs):
        seen.append("processor")
        return whole(self, *args, **kwargs)

    with mock.patch.object(type(processor), "__call__", counted):
        trainer.update(0)
    assert sorted(seen) == ["processor", "tower"]  # one call each, for all 4 prompts, 3 models and 12 responses


def test_an_empty_constitution_gives_no_dense_reward(trainer_of, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("# empty 1\n")
    trainer = trainer_of(constitution=str(empty))
    rewards = []

    def watched(*args):
        rewards.append(dense_reward(*args))
        return rewards[-1]

    with mock.patch("oodmmsafe.caspo.train.dense_reward", watched):
        trainer.update(0)
    assert len(rewards) == 4 and torch.cat(rewards).abs().max() < 1e-6


@pytest.mark.parametrize("teacher", ["ema", "live"])
def test_a_moving_teacher_is_watched(configure, teacher):
    _, metrics = run(configure(teacher=teacher, ema_decay=0.5))
    assert metrics[-1]["teacher_drift"] > 1e-4  # rounding alone gives 1e-7


def test_a_frozen_teacher_does_not_move(trainer_of):
    trainer = trainer_of()
    with trainer.teacher.weights.active() as model:
        before = {name: value.clone() for name, value in model.named_parameters()}
        trainer.update(0)
        after = dict(model.named_parameters())
    assert all(torch.equal(before[name], after[name]) for name in before)


def test_without_lambda_there_is_no_teacher_pass(trainer_of):
    trainer = trainer_of(**{"lambda": 0.0, "kl_beta": 0.0})
    calls = mock.patch("oodmmsafe.caspo.train.score_group", wraps=score_group)
    with calls as scored:
        metrics = trainer.update(0)
    assert scored.call_count == 4  # the policy's own forward for each of 4 groups and nothing else
    assert metrics["reward_dense"] is None and metrics["kl_teacher"] is None and metrics["stepped"]


def test_with_lambda_1_the_judge_has_no_say(trainer_of):
    def updated(script):
        trainer = trainer_of(script, **{"lambda": 1.0})
        trainer.update(0)
        return weights(trainer)

    one, other = updated(by_length), updated(lambda case, response: Judgement("j", missing="asleep"))
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_a_judge_that_fails_is_masked_and_counted(configure):
    def fail(case, response):
        raise ConnectionError("the judge's server is gone")

    _, metrics = run(configure(), fail)
    assert all(m["judge_missing"] == 12 and m["outcome"] is None and m["risk_found"] is None for m in metrics)
    assert all(m["stepped"] for m in metrics)  # the dense reward still teaches


def fail_with_half_a_surrogate(case, response):
    raise ValueError("line 1\nhalf \ud83d")


@pytest.mark.parametrize(
    "script",
    [
        lambda case, response: None,
        lambda case, response: {"risk": 2},
        lambda case, response: (
            Judgement("j", risk=2, safety=2, effectiveness=2, format_centric=False)
            if case.is_twin
            else Judgement("j", effectiveness=2, false_alarm=False)
        ),
        fail_with_half_a_surrogate,
    ],
    ids=["None", "dict", "wrong side", "surrogate"],
)
def test_a_judge_that_breaks_its_contract_earns_nothing(trainer_of, script):
    metrics = trainer_of(script).update(0)
    assert metrics["judge_missing"] == 12 and metrics["outcome"] is None and metrics["stepped"]


def test_a_judge_that_fails_has_no_gradient_without_the_dense_reward(trainer_of):
    trainer = trainer_of(lambda case, response: Judgement("j", missing="asleep"), **{"lambda": 0.0})
    before = weights(trainer)
    assert trainer.update(0)["stepped"] is False
    assert all(torch.equal(before[name], value) for name, value in weights(trainer).items())


def test_the_fixed_negative_control_needs_no_teacher_and_the_loss_is_a_mean_over_tokens(trainer_of):
    metrics = trainer_of(advantage="fixed_negative", kl_beta=0.0, **{"lambda": 1.0}).update(0)
    assert metrics["reward_dense"] is None and metrics["stepped"]
    assert metrics["loss"] == pytest.approx(1.0, abs=1e-5)  # every token's is 1


def test_every_response_is_judged_with_its_own_case_and_picture(trainer_of, suite):
    trainer = trainer_of(group_size=2, prompts_per_update=6)
    (judge,) = trainer.inputs.judges
    trainer.update(0)
    cases = {case.id: case for case in suite.cases}
    assert Counter(case for case, _ in judge.judged) == dict.fromkeys(cases, 2)
    assert judge.pictures == {name: suite.picture_bytes(case) for name, case in cases.items()}


def test_the_learning_rate_warms_up(trainer_of):
    trainer = trainer_of(warmup=4)
    rates = []
    for number in (0, 1, 5):
        trainer.update(number)
        rates.append(trainer.optimizer.param_groups[0]["lr"])
    assert rates == pytest.approx([0.25e-3, 0.5e-3, 1e-3])


def test_bfloat16_samples_nearly_what_it_scores(trainer_of):
    metrics = trainer_of(bf16=True).update(0)
    assert 1e-5 < metrics["sampler_gap"] < 0.05


def collapsing(trainer):
    for values in trainer.guards._start.values():
        values.extend([1e3] * 3)
    return trainer


def test_a_collapse_stops_the_run(trainer_of):
    trainer = collapsing(trainer_of())
    metrics = trainer.update(0)
    assert metrics["collapsed"] and len(metrics["alarms"]) == 2
    with pytest.raises(CollapseError, match=r"update 1: entropy is 1% of its start.*on_collapse"):
        trainer.stop_if_collapsed(metrics)


def test_a_control_may_go_on_through_a_collapse(trainer_of):
    trainer = collapsing(trainer_of(on_collapse="warn"))
    trainer.stop_if_collapsed(trainer.update(0))


def test_a_gradient_that_is_not_finite_stops_the_run(trainer_of):
    trainer = trainer_of()
    broken = mock.patch("oodmmsafe.caspo.train.total_norm", return_value=float("nan"))
    with broken, pytest.raises(CollapseError, match="update 1: the gradient is nan"):
        trainer.update(0)


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("model", "no-such-model", "unknown model 'no-such-model'"),
        ("suite", "no-such-suite", "no-such-suite"),
        ("constitution", "no-such-text", "unknown constitution 'no-such-text'"),
        ("judge", "no-such-judge", "unknown judge 'no-such-judge'"),
    ],
)
def test_a_wrong_name_is_named(configure, setting, value, words):
    with pytest.raises(OodmmsafeError, match=words):
        train(configure(**{setting: value}))


def test_a_run_that_is_told_to_stop_saves_where_it_is_and_goes_on(configure, tmp_path):
    whole, expected = run(configure(updates=3, checkpoint_every=3, out=str(tmp_path / "whole")))
    config = configure(updates=3, checkpoint_every=3, out=str(tmp_path / "stopped"))

    def progress(done, total, metrics):
        if metrics and done == 1:
            os.kill(os.getpid(), signal.SIGTERM)

    with (
        mock.patch.object(judging, "load", lambda name, *_: ScriptedJudge(by_length)),
        pytest.raises(IncompleteError, match="update 2 is saved"),
    ):
        train(config, progress=progress)
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    resumed, found = run(config)
    assert (resumed / "model.safetensors").read_bytes() == (whole / "model.safetensors").read_bytes()
    assert [m["loss"] for m in found] == [m["loss"] for m in expected]


def test_a_teacher_of_its_own_is_another_model(configure, folders, tmp_path):
    other = tmp_path / "other"
    tiny_models.save(other, "qwen3_vl", seed=5)
    _, metrics = run(configure(teacher="model", teacher_model=f"hf/{other}", updates=1))
    _, own = run(configure(updates=1, out=str(tmp_path / "own")))
    assert metrics[0]["kl_teacher"] != own[0]["kl_teacher"] and metrics[0]["teacher_drift"] is None


def test_a_panel_judges_together(configure):
    verdicts = iter(range(100))

    def load(name, *_):
        return ScriptedJudge(by_length, name=f"judge-{next(verdicts)}")

    with mock.patch.object(judging, "load", load):
        final = train(configure(judge="a, b, c", updates=1))
    (line,) = [json.loads(line) for line in (final.parent / "metrics.jsonl").open()]
    assert line["judge_missing"] == 0 and line["outcome"] is not None
