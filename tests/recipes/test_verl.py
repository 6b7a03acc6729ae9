"""The recipe for verl: verl's own code, on a CPU, gives the numbers of our advantage and loss; and its traps."""

from __future__ import annotations

import asyncio
import inspect
import os
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("verl", reason="verl is not installed; recipes/verl/README.md says how")

import aiohttp
import caspo_reward
import caspo_verl
import numpy as np
import prepare
import torch
import verl_batch
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf
from tensordict import TensorDict
from verl import DataProto
from verl.experimental.agent_loop.agent_loop import AgentLoopOutput, AgentLoopWorker
from verl.experimental.agent_loop.single_turn_agent_loop import SingleTurnAgentLoop
from verl.experimental.reward_loop.reward_manager import NaiveRewardManager
from verl.models.transformers.monkey_patch import apply_monkey_patch
from verl.trainer.ppo import core_algos
from verl.trainer.ppo.reward import get_custom_reward_fn
from verl.trainer.ppo.rollout_corr_helper import apply_bypass_mode

RECIPE = Path(prepare.__file__).parent
CLOSE = dict(atol=1e-4, rtol=1e-4)


@pytest.fixture
def batch():
    return verl_batch.Batch()


def test_the_advantage_is_ours(batch):
    found = verl_batch.by_verl(batch).batch
    mask = found["response_mask"].bool()
    assert torch.allclose(found["advantages"][mask], torch.cat(batch.advantages()), **CLOSE)
    assert not found["advantages"][~mask].any()


@pytest.mark.parametrize("settings", [{}, {"clip_ratio_c": 1e6}], ids=["caspo", "vanilla without its bound"])
def test_the_loss_and_its_gradient_are_ours(batch, settings):
    ours, theirs = ([one.clone().requires_grad_() for one in batch.student] for _ in range(2))
    expected, found = batch.loss(ours), verl_batch.loss_by_verl(batch, theirs, verl_batch.actor(**settings))
    assert torch.allclose(found, expected, **CLOSE)
    expected.backward()
    found.backward()
    for mine, their in zip(ours, theirs, strict=True):
        assert torch.allclose(their.grad, mine.grad, **CLOSE)


def test_verls_own_loss_bounds_what_ours_does_not(batch):
    far = [one + 2 for one in batch.student]  # ratios of about 7
    assert not torch.allclose(
        verl_batch.loss_by_verl(batch, far, verl_batch.actor(clip_ratio_c=3.0)), batch.loss(far), **CLOSE
    )
    assert torch.allclose(verl_batch.loss_by_verl(batch, far, verl_batch.actor()), batch.loss(far), **CLOSE)


@pytest.mark.parametrize("outcome", [None, 0.0, 0.125, 1.5, 3.0])
def test_what_is_folded_is_found_again(outcome):
    dense = torch.tensor([4.9, -5.0, 5.0])
    rewards = torch.cat([caspo_verl.fold(dense, outcome), torch.zeros(2)])[None]
    found, outcomes = caspo_verl.unfold(rewards, torch.tensor([[1, 1, 1, 0, 0]]))
    assert torch.allclose(found[0, :3], dense, atol=2e-5) and outcomes == [outcome]


@pytest.mark.parametrize(("dense", "outcome"), [([9.0], 1.0), ([float("nan")], 1.0), ([1.0], 0.3), ([1.0], -1.0)])
def test_what_could_not_be_found_again_is_refused(dense, outcome):
    with pytest.raises(ValueError):
        caspo_verl.fold(torch.tensor(dense), outcome)


# --- traps


def test_trap_an_estimator_never_sees_the_teacher(batch, monkeypatch):
    seen = {}

    def spy(**kwargs):
        seen.update(kwargs)
        return kwargs["token_level_rewards"], kwargs["token_level_rewards"]

    monkeypatch.setitem(core_algos.ADV_ESTIMATOR_REGISTRY, "caspo", spy)
    verl_batch.by_verl(batch, teacher_logprobs=torch.zeros(8, 12), rollout_log_probs=torch.zeros(8, 12))
    assert set(seen) == {"token_level_rewards", "response_mask", "config", "index"}


def test_trap_a_reward_is_one_number_on_the_last_token(batch):
    scores = batch.record(0, AgentLoopOutput).as_dict()["rm_scores"]
    assert scores.tolist() == [0.0, 0.0, 0.0, 0.0, 3.0]


def test_trap_the_distillation_teacher_reads_the_students_prompt(batch):
    asked = {}

    async def score(**kwargs):
        asked.update(kwargs)
        return torch.zeros(1), torch.zeros(1)

    worker = SimpleNamespace(
        distillation_enabled=True,
        teacher_key="teacher",
        teacher_server_manager=SimpleNamespace(compute_teacher_logprobs_single=score),
    )
    scoring = AgentLoopWorker._compute_teacher_logprobs(worker, batch.record(0, AgentLoopOutput), [1, 2], [3], False)
    asyncio.run(scoring)
    assert asked["sequence_ids"] == [1, 2, 3]


def test_trap_nobody_asks_for_the_prefix_grouper():
    assert "use_prefix_grouper" in inspect.signature(apply_monkey_patch).parameters
    verl = Path(inspect.getfile(core_algos)).parents[2]
    calls = [path for path in verl.rglob("*.py") if "use_prefix_grouper=" in path.read_text(encoding="utf-8")]
    assert calls == []


def test_trap_bypass_mode_puts_another_loss_in_the_place_of_ours():
    data = DataProto(batch=TensorDict({"rollout_log_probs": torch.zeros(2, 3)}, batch_size=2))
    policy = OmegaConf.create({"loss_mode": "caspo"})
    apply_bypass_mode(data, OmegaConf.create({"bypass_mode": True}), policy)
    assert policy.loss_mode == "bypass_mode"


# --- the rest of the recipe


def test_every_process_of_verl_knows_the_names():
    code = (
        "import verl.trainer.ppo.core_algos as c, verl.experimental.agent_loop.agent_loop as a\n"
        "found = ('caspo' in c.ADV_ESTIMATOR_REGISTRY, 'caspo' in c.POLICY_LOSS_REGISTRY)\n"
        "print(*found, 'caspo_agent' in a._agent_loop_registry)"
    )
    paths = os.pathsep.join([str(RECIPE), *filter(None, sys.path)])
    env = os.environ | {"VERL_USE_EXTERNAL_MODULES": "caspo_verl", "PYTHONPATH": paths}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    assert run.stdout.split()[-3:] == ["True"] * 3


def launched(tmp_path: Path) -> list[str]:
    """The words that launch.sh gives to Python."""
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    python.chmod(0o755)
    env = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "MODEL": "/m", "DATA": "/d.parquet", "TEACHER_URL": "http://t:8"}
    run = [str(RECIPE / "launch.sh"), "trainer.nnodes=4"]
    return subprocess.run(run, env=env, capture_output=True, text=True, check=True).stdout.splitlines()


def test_what_is_launched_composes_with_verls_own_settings(tmp_path):
    words = launched(tmp_path)
    assert words[:2] == ["-m", "verl.trainer.main_ppo"]
    overrides = [word for word in words if "=" in word]
    with initialize_config_dir(str(RECIPE), version_base=None):
        config = compose("caspo", overrides=overrides)
    actor, rollout, reward = config.actor_rollout_ref.actor, config.actor_rollout_ref.rollout, config.reward
    assert (config.algorithm.adv_estimator, actor.policy_loss.loss_mode) == ("caspo", "caspo")
    assert config.algorithm.caspo == {"lambda_": verl_batch.LAMBDA, "std_floor": verl_batch.FLOOR}
    assert (actor.clip_ratio_low, actor.clip_ratio_high, actor.kl_loss_coef) == (0.2, 0.28, verl_batch.BETA)
    assert config.algorithm.rollout_correction.bypass_mode is False
    assert (rollout.agent.default_agent_loop, rollout.temperature, rollout.n) == ("caspo_agent", 1.0, 16)
    assert Path(reward.custom_reward_function.path).is_file()
    known = inspect.signature(caspo_reward.compute_score).parameters
    assert set(reward.custom_reward_function.reward_kwargs) <= set(known)
    assert config.ray_kwargs.ray_init.runtime_env.env_vars.VERL_USE_EXTERNAL_MODULES == "caspo_verl"
    assert config.trainer.nnodes == 4


def test_the_agent_loop_tells_the_reward_function_what_was_sampled(batch, monkeypatch):
    plain = batch.record(0, AgentLoopOutput)

    async def run(self, sampling_params, **kwargs):
        return plain

    monkeypatch.setattr(SingleTurnAgentLoop, "run", run)
    output = asyncio.run(object.__new__(caspo_verl.CaspoAgentLoop).run({}))
    assert output.extra_fields["sampled_ids"] == plain.response_ids
    assert output.extra_fields["sampled_logp"] == plain.response_logprobs
    record = output.as_dict()
    assert len(record["rm_scores"]) == len(plain.response_ids)
    assert (
        set(record["extra_fields"]) == {"reward_extra_info"}
        and "dense" not in record["extra_fields"]["reward_extra_info"]
    )


def scored(*tokens: tuple[int, float]) -> list[dict | None]:
    """vLLM's `prompt_logprobs` of a prompt with these tokens after the first two."""
    return [None, {"9": {"logprob": -9.0}}, *({str(token): {"logprob": logp}} for token, logp in tokens)]


def test_the_teachers_log_probabilities_are_found_at_the_end_of_what_it_read():
    ended = scored((5, -1.0), (6, -2.0), (7, -0.5), (8, -0.1))  # 7 ends the turn, 8 is a line break
    assert caspo_reward.response_logp(ended, [5, 6, 7]) == [-1.0, -2.0, -0.5]
    assert caspo_reward.response_logp(ended, [5, 6]) == [-1.0, -2.0]  # cut short: the template ended the turn
    assert caspo_reward.response_logp(ended, [56, 7]) is None


class Teacher:
    """A server that answers every request with the same log-probabilities."""

    def __init__(self, monkeypatch) -> None:
        self.asked = {}
        monkeypatch.setattr(aiohttp.ClientSession, "post", lambda _, url, json: self._reply(url, json))

    @asynccontextmanager
    async def _reply(self, url, json):
        self.asked = json | {"url": url}

        async def body():
            return {"prompt_logprobs": scored((5, -1.0), (6, -9.0), (8, 0.0))}

        yield SimpleNamespace(json=body)


def by_reward_manager(row: dict, sampled: dict, **reward_kwargs) -> dict:
    """What verl's own reward manager makes of a response [5, 6], with our function as the settings name it."""
    custom = {"path": str(RECIPE / "caspo_reward.py"), "name": "compute_score", "reward_kwargs": reward_kwargs}
    manager = NaiveRewardManager(
        config=None,
        tokenizer=SimpleNamespace(decode=lambda ids, **_: "Go ahead."),
        compute_score=get_custom_reward_fn(OmegaConf.create({"reward": {"custom_reward_function": custom}})),
    )
    of_row = {name: row[name] for name in ("data_source", "reward_model", "extra_info")}
    data = DataProto(
        batch=TensorDict(
            {"responses": torch.tensor([[5, 6]]), "attention_mask": torch.ones(1, 6, dtype=torch.long)}, batch_size=1
        ),
        non_tensor_batch={
            name: np.array([one], dtype=object) for name, one in (of_row | {"tool_extra_fields": sampled}).items()
        },
    )
    return manager.loop.run_until_complete(manager.run_single(data))


def test_a_reward_by_judge_and_teacher(monkeypatch):
    teacher, row = Teacher(monkeypatch), prepare.rows("oodmmsafe-455")[0]
    sampled = {"sampled_ids": [5, 6], "sampled_logp": [-2.0, -1.0]}
    where = {"constitution": "nano", "teacher_url": "http://teacher", "teacher_model": "start"}
    found = by_reward_manager(row, sampled, **where)["reward_extra_info"]
    assert found["dense"] == [1.0, -5.0] and found["outcome"] is not None and not found["retokenized"]
    assert teacher.asked["url"] == "http://teacher/v1/chat/completions" and teacher.asked["prompt_logprobs"] == 0
    assert [one["role"] for one in teacher.asked["messages"]] == ["system", "user", "assistant"]
    other = by_reward_manager(row, {**sampled, "sampled_ids": [5, 7]}, **where)["reward_extra_info"]
    assert other["dense"] == [0.0, 0.0] and other["retokenized"]
