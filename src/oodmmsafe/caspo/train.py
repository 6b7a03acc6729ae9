"""CASPO: Consequence-Aware Safety Policy Optimization, from a configuration to a trained model.

One update, read top to bottom in `Trainer.update`: encode the prompts once, sample G responses for each with one
prefill, judge them beside the passes of the teacher and the base, then group by group one forward of the policy on
the shared-prefix row, advantages, loss and backward; at the end one optimizer step.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from oodmmsafe.caspo import policy as policies
from oodmmsafe.caspo.advantage import dense_advantage, fixed_negative_advantage, mix, outcome_advantage, per_token
from oodmmsafe.caspo.checkpoint import Checkpoint, TrainingFolder
from oodmmsafe.caspo.config import Config
from oodmmsafe.caspo.data import Example, example_of, examples_of_update, rough_tokens
from oodmmsafe.caspo.divergence import token_divergence
from oodmmsafe.caspo.guards import CollapseError, Guards
from oodmmsafe.caspo.inputs import Inputs, check_pictures, resolve
from oodmmsafe.caspo.loss import LossInputs, LossSettings, policy_loss
from oodmmsafe.caspo.metrics import Clock, GroupRecord, TeacherRecord, peak_process_memory_gib, summarize
from oodmmsafe.caspo.policy import Adaptation
from oodmmsafe.caspo.probes import TeacherProbes
from oodmmsafe.caspo.prompt import Encoded, Encoder
from oodmmsafe.caspo.referee import Grade, Referee
from oodmmsafe.caspo.reward import OutcomeWeights, dense_reward
from oodmmsafe.caspo.sampler import LocalSampler, Rollout, Sampler
from oodmmsafe.caspo.scorer import Scores, score_group, score_with
from oodmmsafe.caspo.summary import write_summary
from oodmmsafe.caspo.teacher import make_teacher
from oodmmsafe.caspo.token_classes import class_of_every_token
from oodmmsafe.caspo.tracking import make_tracker
from oodmmsafe.caspo.world import World, shard, sharded_like, total_norm, whole
from oodmmsafe.errors import IncompleteError
from oodmmsafe.files import asked_to_stop
from oodmmsafe.models.loading import stop_tokens

Progress = Callable[[int, int, dict[str, Any] | None], None]
"""Called with: updates done, updates to do, the last update's metrics. First at the start, where they are None."""

_BETAS = (0.9, 0.99)
"""Adam's; the second moment forgets within about a hundred updates, because runs are that short."""
_PROBE_CASES = 4


@dataclass(frozen=True)
class Reference:
    """What others say of a group's T tokens: the teacher's scores, and log-probabilities [T] under the base."""

    teacher: Scores | None
    base_logp: Tensor | None


def train(config: Config, *, progress: Progress | None = None) -> Path:
    """Train as `config` says; returns the folder of the final model, `config.out`/final.

    A run that was killed goes on from its last checkpoint to the same result; one that is finished returns at once;
    one that is told to stop (SIGTERM, as schedulers send it, or Ctrl-C) saves the update that it is at first.
    Raises OodmmsafeError for bad input, CollapseError if a guard stops the run, IncompleteError if it was told to stop
    or the disk is full.
    """
    world, inputs = World(), resolve(config)
    folder = TrainingFolder(config)
    report = progress if progress and world.first else (lambda done, total, metrics: None)
    checkpoint = folder.load(inputs.identities)
    done = checkpoint.updates if checkpoint else 0
    if done == config.updates and folder.has_final(done):
        report(done, config.updates, None)
        return folder.final
    with (
        contextlib.closing(Trainer(config, inputs, world)) as trainer,
        contextlib.closing(make_tracker(config if world.first else replace(config, track="none"))) as tracker,
        asked_to_stop() as stop,
    ):
        if world.first:
            folder.claim()
        if checkpoint:
            trainer.restore(checkpoint)
        report(done, config.updates, None)
        for update in range(done, config.updates):
            metrics = trainer.update(update)
            stopping = world.any(stop.is_set())
            last = update + 1 == config.updates
            due = stopping or last or (update + 1) % config.checkpoint_every == 0
            state = trainer.checkpoint(update + 1) if due else None
            if world.first:
                metrics_bytes = folder.append_metrics(metrics)
                tracker.log(metrics)
            trainer.stop_if_collapsed(metrics)
            if world.first and state:
                folder.save(replace(state, metrics_bytes=metrics_bytes))
            report(update + 1, config.updates, metrics)
            if stopping and not last:
                raise IncompleteError(
                    f"{folder.root}: told to stop; update {update + 1} is saved, and the same command goes on from it"
                )
        return _finish(folder, trainer, config.updates)


def _finish(folder: TrainingFolder, trainer: Trainer, updates: int) -> Path:
    write = trainer.model_writer()
    if trainer.world.first:
        write_summary(folder.root, folder.final)  # before the model: a run that has one is finished
        folder.save_final(write, updates)
    trainer.world.wait()
    return folder.final


class Trainer:
    """The state of one run, and how one update changes it."""

    def __init__(self, config: Config, inputs: Inputs, world: World | None = None) -> None:
        """Raises OodmmsafeError for a model that cannot be trained or a picture that cannot be used."""
        self.config, self.inputs, self.suite = config, inputs, inputs.suite
        self.world = world or World()
        check_pictures(inputs)
        weights = OutcomeWeights(config.weight_risk, config.weight_safety, config.weight_effectiveness)
        self.referee, self.guards = Referee(inputs.judges, weights), Guards()
        how = Adaptation(
            lora_rank=config.lora_rank,
            lora_alpha=config.lora_alpha,
            vision=config.vision == "trained",
            bf16=config.bf16,
            checkpointing=config.checkpointing,
            seed=config.seed,
        )
        self.policy, self.processor = policies.load_policy_model(inputs.model, how)
        self.base = policies.start_of(self.policy)
        self.teacher = make_teacher(config, self.policy, self.base, inputs.teacher)
        self.encoder = Encoder(self.policy, self.processor)
        self.rule = policies.sampling_rule(self.policy, config.temperature)
        self.stop = stop_tokens(self.policy, self.processor)
        self.sharded = config.shard and self.world.size > 1
        if self.sharded:
            shard([self.policy, *(model for model in (self.base.model, self.teacher.weights.model) if model)])
        self.token_class = class_of_every_token(self.processor.tokenizer, len(self.policy.lm_head.weight), self.stop)
        self.sampler = self._make_sampler()
        self.parameters = list(policies.trainable(self.policy).values())
        self.optimizer = torch.optim.AdamW(
            self.parameters, config.learning_rate, betas=_BETAS, eps=config.adam_eps, weight_decay=0.0,
            foreach=False if self.sharded else None,  # one kernel for all cannot mix whole parameters and sharded ones
        )  # fmt: skip
        self.probes = self._make_probes() if self.teacher.moves and config.needs_teacher else None

    def update(self, number: int) -> dict[str, Any]:
        """One update of the policy, number 0, 1, 2, ...; returns its metrics.

        Raises OodmmsafeError (PictureError, PromptError) for a case that cannot be used.
        """
        clock, lambda_ = Clock(), self.config.lambda_at(number)
        with clock.phase("encode"), self._precision():
            encoded = self.encoder.encode(self._examples(number))
        with clock.phase("sample"), self._precision():
            rollouts = self._sample(encoded, number)
        grading = [
            self.referee.start(one.example, [self.text(ids) for ids in rollout.responses])
            for one, rollout in zip(encoded, rollouts, strict=True)
        ]
        with clock.phase("reference"), self._precision():
            references = self._references(encoded, rollouts, lambda_)
        with clock.phase("judge"):
            grades = self.referee.collect(grading)
        with clock.phase("learn"):
            tokens = sum(self.world.gather([len(ids) for rollout in rollouts for ids in rollout.responses]))
            groups = zip(encoded, rollouts, references, grades, strict=True)
            records = self.world.gather([self._learn(*group, lambda_, tokens) for group in groups])
            self.encoder.learn(encoded)
        with clock.phase("step"):
            grad_norm, stepped = self._step(number, records)
        with clock.phase("probe"), self._precision():
            drift = self.probes.drift(self.teacher.weights) if self.probes else None
        metrics = {"update": number + 1, "lambda": lambda_}
        metrics |= summarize(records, self.token_class)
        metrics |= {"grad_norm": grad_norm, "stepped": stepped, "teacher_drift": drift}
        alarms = self.guards.check(metrics)
        return metrics | {
            "alarms": [alarm.text for alarm in alarms],
            "collapsed": any(alarm.collapse for alarm in alarms),
            "seconds": {name: round(value, 4) for name, value in clock.seconds.items()},
            "process_memory_gib": round(peak_process_memory_gib(), 3),
        }

    def _examples(self, number: int) -> list[Example]:
        """This process's share of the update's prompts."""
        cases, asked = examples_of_update(
            self.suite, self.inputs.questions, self.inputs.constitutions, number,
            prompts=self.config.prompts_per_update, general=self.config.general_prompts, seed=self.config.seed,
        )  # fmt: skip
        return [kind[i] for kind in (cases, asked) for i in self.world.share([rough_tokens(one) for one in kind])]

    def _sample(self, encoded: list[Encoded], number: int) -> list[Rollout]:
        """G responses per prompt. The seed is the update's own, so that a resumed run samples what it would have."""
        return self.sampler.sample(encoded, (self.config.seed * 1_000_003 + number) * self.world.size + self.world.rank)

    def _references(self, encoded: list[Encoded], rollouts: list[Rollout], lambda_: float) -> list[Reference]:
        """What the teacher and the base say of every group; None where the loss does not ask."""
        responses = [rollout.responses for rollout in rollouts]
        teacher: dict[int, Scores] = {}
        base: dict[int, Scores] = {}
        if self.config.needs_teacher and lambda_ > 0:
            taught = [i for i, one in enumerate(encoded) if one.example.source != "general"]
            cases, groups = [encoded[i] for i in taught], [responses[i] for i in taught]
            prompts = [case.teacher for case in cases]
            teacher = dict(
                zip(taught, score_with(self.teacher.weights, cases, prompts, groups, self.rule), strict=True)
            )
        if self.config.kl_beta > 0:
            prompts = [case.student for case in encoded]
            base = dict(enumerate(score_with(self.base, encoded, prompts, responses, self.rule)))
        return [Reference(teacher.get(i), base[i].logp if base else None) for i in range(len(encoded))]

    def _learn(
        self,
        one: Encoded,
        rollout: Rollout,
        reference: Reference,
        grades: tuple[Grade, ...],
        lambda_: float,
        tokens: int,
    ) -> GroupRecord:
        """One forward and backward of the policy on a group; its gradient is added to what the others left.

        tokens: of the whole update, so that the loss is a mean over all of them.
        """
        config = self.config
        if one.example.source == "general":
            lambda_ = 0.0
        with self._precision():
            scores = score_group(self.policy, one.student, one.image, rollout.responses, self.rule)
        logp, sampled_logp = scores.logp.detach(), torch.cat(rollout.logp)
        taught = self._teach(reference.teacher, logp) if reference.teacher else None
        outcomes = outcome_advantage([grade.outcome for grade in grades], config.std_floor)
        out = per_token(outcomes, [len(ids) for ids in rollout.responses]).to(logp)
        advantage = mix(self._dense(taught, logp), out, lambda_)
        inputs = LossInputs(scores.logp, sampled_logp, reference.base_logp, advantage)
        settings = LossSettings(config.ratio_clip_low, config.ratio_clip_high, config.kl_beta)
        outputs = policy_loss(inputs, settings)
        loss = (outputs.loss + lambda_ * self._divergence(scores, reference.teacher)) / tokens
        loss.backward()
        return GroupRecord(
            example=one.example,
            prompt_length=len(one.student.input_ids),
            lengths=tuple(len(ids) for ids in rollout.responses),
            truncated=rollout.truncated,
            grades=grades,
            tokens=torch.cat(rollout.responses).cpu(),
            entropy=scores.entropy.cpu(),
            sampler_gap=(logp - sampled_logp).abs().cpu(),
            kl_base=outputs.kl_base.cpu(),
            ratio_clipped=outputs.ratio_clipped.cpu(),
            advantage=advantage.cpu(),
            outcome_advantage=out.cpu(),
            loss=float(loss.detach()),
            teacher=taught and taught.cpu(),
        )

    def _teach(self, teacher: Scores, logp: Tensor) -> TeacherRecord:
        """The dense reward and advantage of a group's tokens. logp: [T] under the policy."""
        config = self.config
        reward = dense_reward(teacher.logp, logp, config.reward_clip_low, config.reward_clip_high)
        advantage = dense_advantage(reward, config.std_floor)
        return TeacherRecord(teacher.logp - logp, reward, teacher.entropy, advantage)

    def _dense(self, taught: TeacherRecord | None, logp: Tensor) -> Tensor:
        """The dense advantage [T]: the teacher's, the control's, or none where lambda = 0 or a divergence is its place.

        logp: [T].
        """
        if self.config.advantage == "fixed_negative":
            return fixed_negative_advantage(logp)
        if taught and self.config.divergence == "sampled":
            return taught.advantage
        return torch.zeros_like(logp)

    def _divergence(self, scores: Scores, teacher: Scores | None) -> Tensor:
        """The sum over a group's tokens of the divergence from the teacher; 0 where the sampled tokens say it all."""
        if teacher is None or self.config.divergence == "sampled":
            return scores.logp.new_zeros(())
        own, other = (scores.hidden, scores.embedding), (teacher.hidden, teacher.embedding)
        return token_divergence(self.config.divergence, own, other, self.rule, self.config.top_k).sum()

    def _step(self, number: int, records: list[GroupRecord]) -> tuple[float, bool]:
        """Move the policy, and a moving teacher after it; returns the gradient's norm and whether there was a step.

        Without any gradient there is none: Adam would scale up what rounding leaves of it.
        """
        config = self.config
        self.world.add_gradients(self.parameters)
        grad_norm = total_norm(self.parameters)
        if not math.isfinite(grad_norm):
            raise CollapseError(f"update {number + 1}: the gradient is {grad_norm}; lower the learning rate")
        diverged = config.divergence != "sampled" and any(record.teacher for record in records)
        stepped = diverged or any(bool(record.advantage.any()) for record in records)
        if stepped:
            for parameter in self.parameters:
                if parameter.grad is not None:
                    parameter.grad.mul_(min(1.0, config.grad_clip / (grad_norm + 1e-6)))
            share = min(1.0, (number + 1) / max(config.warmup, 1))
            self.optimizer.param_groups[0]["lr"] = config.learning_rate * share
            self.optimizer.step()
            self.teacher.follow(self.policy)
            self.sampler.follow(self.policy)
        self.optimizer.zero_grad(set_to_none=True)
        return grad_norm, stepped

    def stop_if_collapsed(self, metrics: dict[str, Any]) -> None:
        """Raises CollapseError if one of an update's alarms is grave and the configuration says stop."""
        if metrics["collapsed"] and self.config.on_collapse == "stop":
            raise CollapseError(
                f"update {metrics['update']}: {'; '.join(metrics['alarms'])}: stopped. Lower the learning rate, raise "
                f"kl_beta or choose teacher = 'frozen'; on_collapse = 'warn' goes on nevertheless"
            )

    def checkpoint(self, updates: int) -> Checkpoint:
        """Everything that the updates after `updates` depend on; every process has to call it."""
        policy = whole(policies.trainable(self.policy))
        optimizer, teacher = whole(self.optimizer.state_dict()), whole(self.teacher.state())
        guards, inputs = self.guards.state(), self.inputs.identities
        return Checkpoint(updates, 0, inputs, policy, teacher, optimizer, guards)

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go back to the state that `checkpoint` was made of."""
        with torch.no_grad():
            for name, parameter in policies.trainable(self.policy).items():
                parameter.copy_(sharded_like(checkpoint.policy[name], parameter))
        self.teacher.restore(checkpoint.teacher)
        moments = checkpoint.optimizer["state"]
        for i, parameter in enumerate(self.parameters):
            for name, value in moments.get(i, {}).items():
                moments[i][name] = sharded_like(value, parameter)
        self.sampler.follow(self.policy)
        self.optimizer.load_state_dict(checkpoint.optimizer)
        self.guards.restore(checkpoint.guards)

    def model_writer(self) -> Callable[[Path], None]:
        """Every process has to call it; the first then writes policy and processor as a model folder with the result.

        Of adapters, those are written and whose they are.
        """
        state = whole(self.policy.state_dict()) if self.sharded else None

        def write(folder: Path) -> None:
            self.policy.save_pretrained(folder, state_dict=state)
            self.policy.config.save_pretrained(folder)
            self.processor.save_pretrained(folder)

        return write

    def close(self) -> None:
        """Let the judge's threads and the sampler's engine go."""
        self.referee.close()
        self.sampler.close()

    def _make_sampler(self) -> Sampler:
        config, lengths = self.config, (self.config.group_size, self.config.max_new_tokens)
        if config.rollout == "transformers":
            return LocalSampler(self.policy, self.rule, self.stop, *lengths)
        from oodmmsafe.caspo import vllm

        make = vllm.Colocated if config.rollout == "vllm" else vllm.Server
        return make(config, self.inputs.model, self.encoder, self.rule, self.stop, self.world)

    def _make_probes(self) -> TeacherProbes:
        """Probes on the suite's first cases, answered by the start."""
        cases = self.suite.cases[:_PROBE_CASES]
        examples = [example_of(self.suite, case, self.inputs.constitutions) for case in cases]
        with self._precision(), torch.no_grad():
            encoded = self.encoder.encode(examples)
            return TeacherProbes(self.base, encoded, self.rule, self.stop, self.config.max_new_tokens)

    def _precision(self) -> torch.autocast:
        """bfloat16 matrix products where the configuration asks for them."""
        return torch.autocast(self.policy.device.type, torch.bfloat16, enabled=self.config.bf16)

    def text(self, ids: Tensor) -> str:
        """A response as the judge reads it."""
        return self.processor.tokenizer.decode(ids, skip_special_tokens=True).strip()
