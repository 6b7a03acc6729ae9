"""CASPO: Consequence-Aware Safety Policy Optimization, from a configuration to a trained model.

One update, read top to bottom in `Trainer.update`: encode the cases once, sample G responses for each with one
prefill, judge them beside the passes of the teacher and the base, then group by group one forward of the policy on
the shared-prefix row, advantages, loss and backward; at the end one optimizer step.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from oodmmsafe.caspo import policy as policies
from oodmmsafe.caspo.advantage import dense_advantage, fixed_negative_advantage, mix, outcome_advantage, per_token
from oodmmsafe.caspo.checkpoint import Checkpoint, TrainingFolder
from oodmmsafe.caspo.config import Config
from oodmmsafe.caspo.data import cases_of_update
from oodmmsafe.caspo.guards import CollapseError, Guards
from oodmmsafe.caspo.inputs import Inputs, check_pictures, resolve
from oodmmsafe.caspo.loss import LossInputs, LossSettings, policy_loss
from oodmmsafe.caspo.metrics import Clock, GroupRecord, TeacherRecord, peak_process_memory_gib, summarize
from oodmmsafe.caspo.probes import TeacherProbes
from oodmmsafe.caspo.prompt import EncodedCase, Encoder
from oodmmsafe.caspo.referee import Referee
from oodmmsafe.caspo.reward import OutcomeWeights, dense_reward, outcome
from oodmmsafe.caspo.sampler import Rollout, sample_groups
from oodmmsafe.caspo.scorer import Scores, score_group
from oodmmsafe.caspo.summary import write_summary
from oodmmsafe.caspo.teacher import make_teacher
from oodmmsafe.caspo.token_classes import class_of_every_token
from oodmmsafe.models.loading import stop_tokens

Progress = Callable[[int, int, dict[str, Any] | None], None]
"""Called with: updates done, updates to do, the last update's metrics. First at the start, where they are None."""

_BETAS = (0.9, 0.99)
"""Adam's; the second moment forgets within about a hundred updates, because runs are that short."""
_PROBE_CASES = 4


def train(config: Config, *, progress: Progress | None = None) -> Path:
    """Train as `config` says; returns the folder of the final model, `config.out`/final.

    A run that was killed goes on from its last checkpoint to the same result; one that is finished returns at once.
    Raises OodmmsafeError for bad input, CollapseError if a guard stops the run.
    """
    inputs, folder = resolve(config), TrainingFolder(config)
    report = progress or (lambda done, total, metrics: None)
    checkpoint = folder.load(inputs.identities)
    done = checkpoint.updates if checkpoint else 0
    if done == config.updates and folder.has_final(done):
        report(done, config.updates, None)
        return folder.final
    with contextlib.closing(Trainer(config, inputs)) as trainer:
        folder.claim()
        if checkpoint:
            trainer.restore(checkpoint)
        report(done, config.updates, None)
        for update in range(done, config.updates):
            metrics = trainer.update(update)
            metrics_bytes = folder.append_metrics(metrics)
            trainer.stop_if_collapsed(metrics)
            if (update + 1) % config.checkpoint_every == 0 or update + 1 == config.updates:
                folder.save(trainer.checkpoint(update + 1, metrics_bytes))
            report(update + 1, config.updates, metrics)
        write_summary(folder.root, folder.final)  # before the model: a run that has one is finished
        return folder.save_final(trainer.write_model, config.updates)


class Trainer:
    """The state of one run, and how one update changes it."""

    def __init__(self, config: Config, inputs: Inputs) -> None:
        """Raises OodmmsafeError for a model that cannot be trained or a picture that cannot be used."""
        self.config, self.inputs, self.suite = config, inputs, inputs.suite
        check_pictures(inputs.suite)
        self.referee, self.guards = Referee(inputs.judge), Guards()
        self.policy, self.processor = policies.load_policy_model(inputs.model)
        self.base = policies.frozen_copy(self.policy)
        self.teacher = make_teacher(config, self.policy, self.base)
        self.encoder = Encoder(self.policy, self.processor, inputs.constitution.text)
        self.rule = policies.sampling_rule(self.policy, config.temperature)
        self.stop = stop_tokens(self.policy, self.processor)
        self.weights = OutcomeWeights(config.weight_risk, config.weight_safety, config.weight_effectiveness)
        self.token_class = class_of_every_token(self.processor.tokenizer, len(self.policy.lm_head.weight), self.stop)
        self.parameters = list(policies.trainable(self.policy).values())
        self.optimizer = torch.optim.AdamW(
            self.parameters, config.learning_rate, betas=_BETAS, eps=config.adam_eps, weight_decay=0.0
        )
        self.probes = self._make_probes() if self.teacher.moves and config.needs_teacher else None

    def update(self, number: int) -> dict[str, Any]:
        """One update of the policy, number 0, 1, 2, ...; returns its metrics.

        Raises OodmmsafeError (PictureError, PromptError) for a case that cannot be used.
        """
        config, clock = self.config, Clock()
        with clock.phase("encode"), self._precision():
            cases = cases_of_update(self.suite.pairs, number, config.prompts_per_update, config.seed)
            encoded = self.encoder.encode(cases, [self.suite.picture_bytes(case) for case in cases])
        with clock.phase("sample"), self._precision():
            rollouts = self._sample(encoded, number)
        verdicts = [
            self.referee.start(one.case, one.picture, [self._text(ids) for ids in rollout.responses])
            for one, rollout in zip(encoded, rollouts, strict=True)
        ]
        with clock.phase("reference"), self._precision(), torch.no_grad():
            references = [self._reference(*pair) for pair in zip(encoded, rollouts, strict=True)]
        with clock.phase("judge"):
            judgements = [tuple(verdict.result() for verdict in group) for group in verdicts]
        tokens = sum(len(ids) for rollout in rollouts for ids in rollout.responses)
        with clock.phase("learn"):
            groups = zip(encoded, rollouts, references, judgements, strict=True)
            records = [self._learn(*group, tokens) for group in groups]
        with clock.phase("step"):
            grad_norm, stepped = self._step(number, records)
        with clock.phase("probe"), self._precision():
            drift = self.probes.drift(self.teacher.model) if self.probes else None
        metrics = {"update": number + 1, **summarize(records, self.token_class)}
        metrics |= {"grad_norm": grad_norm, "stepped": stepped, "teacher_drift": drift}
        alarms = self.guards.check(metrics)
        return metrics | {
            "alarms": [alarm.text for alarm in alarms],
            "collapsed": any(alarm.collapse for alarm in alarms),
            "seconds": {name: round(value, 4) for name, value in clock.seconds.items()},
            "process_memory_gib": round(peak_process_memory_gib(), 3),
        }

    def _sample(self, encoded: list[EncodedCase], number: int) -> list[Rollout]:
        """G responses per case. The seed is the update's own, so that a resumed run samples what it would have."""
        prompts, images = [one.student for one in encoded], [one.image for one in encoded]
        return sample_groups(
            self.policy, prompts, images, self.rule, self.stop,
            group_size=self.config.group_size, max_new_tokens=self.config.max_new_tokens,
            generator=torch.Generator().manual_seed(self.config.seed * 1_000_003 + number),
        )  # fmt: skip

    def _reference(self, one: EncodedCase, rollout: Rollout) -> tuple[Scores | None, Tensor | None]:
        """The teacher's scores of a group and the base's log-probabilities [T]; None where the loss needs none."""
        teacher = base = None
        if self.config.needs_teacher:
            teacher = score_group(self.teacher.model, one.teacher, one.image, rollout.responses, self.rule)
        if self.config.kl_beta > 0:
            base = score_group(self.base, one.student, one.image, rollout.responses, self.rule).logp
        return teacher, base

    def _learn(
        self,
        one: EncodedCase,
        rollout: Rollout,
        reference: tuple[Scores | None, Tensor | None],
        judgements: tuple[Any, ...],
        tokens: int,
    ) -> GroupRecord:
        """One forward and backward of the policy on a group; its gradient is added to what the others left.

        tokens: of the whole update, so that the loss is a mean over all of them.
        """
        config = self.config
        teacher, base_logp = reference
        with self._precision():
            scores = score_group(self.policy, one.student, one.image, rollout.responses, self.rule)
        logp, sampled_logp = scores.logp.detach(), torch.cat(rollout.logp)
        taught = self._teach(teacher, logp) if teacher else None
        outcomes = tuple(outcome(judgement, self.weights) for judgement in judgements)
        lengths = tuple(len(ids) for ids in rollout.responses)
        out = per_token(outcome_advantage(outcomes, config.std_floor), lengths).to(logp)
        advantage = mix(self._dense(taught, logp), out, config.lambda_)
        inputs = LossInputs(scores.logp, sampled_logp, base_logp, advantage)
        settings = LossSettings(config.ratio_clip_low, config.ratio_clip_high, config.kl_beta)
        outputs = policy_loss(inputs, settings)
        loss = outputs.loss / tokens
        loss.backward()
        return GroupRecord(
            twin=one.case.is_twin,
            prompt_length=len(one.student.input_ids),
            lengths=lengths,
            truncated=rollout.truncated,
            judgements=judgements,
            outcomes=outcomes,
            tokens=torch.cat(rollout.responses),
            entropy=scores.entropy,
            sampler_gap=(logp - sampled_logp).abs(),
            kl_base=outputs.kl_base,
            ratio_clipped=outputs.ratio_clipped,
            advantage=advantage,
            outcome_advantage=out,
            loss=float(loss.detach()),
            teacher=taught,
        )

    def _teach(self, teacher: Scores, logp: Tensor) -> TeacherRecord:
        """The dense reward and advantage of a group's tokens. logp: [T] under the policy."""
        config = self.config
        reward = dense_reward(teacher.logp, logp, config.reward_clip_low, config.reward_clip_high)
        advantage = dense_advantage(reward, config.std_floor)
        return TeacherRecord(teacher.logp - logp, reward, teacher.entropy, advantage)

    def _dense(self, taught: TeacherRecord | None, logp: Tensor) -> Tensor:
        """The dense advantage [T]: the teacher's, the control's, or none where lambda = 0. logp: [T]."""
        if taught:
            return taught.advantage
        if self.config.advantage == "fixed_negative":
            return fixed_negative_advantage(logp)
        return torch.zeros_like(logp)

    def _step(self, number: int, records: list[GroupRecord]) -> tuple[float, bool]:
        """Move the policy, and a moving teacher after it; returns the gradient's norm and whether there was a step.

        Without any advantage there is none: Adam would scale up what rounding leaves of the gradient.
        """
        grad_norm = float(torch.nn.utils.clip_grad_norm_(self.parameters, self.config.grad_clip))
        if not math.isfinite(grad_norm):
            raise CollapseError(f"update {number + 1}: the gradient is {grad_norm}; lower the learning rate")
        stepped = any(bool(record.advantage.any()) for record in records)
        if stepped:
            share = min(1.0, (number + 1) / max(self.config.warmup, 1))
            self.optimizer.param_groups[0]["lr"] = self.config.learning_rate * share
            self.optimizer.step()
            self.teacher.follow(self.policy)
        self.optimizer.zero_grad(set_to_none=True)
        return grad_norm, stepped

    def stop_if_collapsed(self, metrics: dict[str, Any]) -> None:
        """Raises CollapseError if one of an update's alarms is grave and the configuration says stop."""
        if metrics["collapsed"] and self.config.on_collapse == "stop":
            raise CollapseError(
                f"update {metrics['update']}: {'; '.join(metrics['alarms'])}: stopped. Lower the learning rate, raise "
                f"kl_beta or choose teacher = 'frozen'; on_collapse = 'warn' goes on nevertheless"
            )

    def checkpoint(self, updates: int, metrics_bytes: int) -> Checkpoint:
        """Everything that the updates after `updates` depend on."""
        policy = policies.trainable(self.policy)
        optimizer, teacher = self.optimizer.state_dict(), self.teacher.state()
        guards, inputs = self.guards.state(), self.inputs.identities
        return Checkpoint(updates, metrics_bytes, inputs, policy, teacher, optimizer, guards)

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go back to the state that `checkpoint` was made of."""
        with torch.no_grad():
            for name, parameter in policies.trainable(self.policy).items():
                parameter.copy_(checkpoint.policy[name])
        self.teacher.restore(checkpoint.teacher)
        self.optimizer.load_state_dict(checkpoint.optimizer)
        self.guards.restore(checkpoint.guards)

    def write_model(self, folder: Path) -> None:
        """The policy and its processor as a model folder."""
        self.policy.save_pretrained(folder)
        self.processor.save_pretrained(folder)

    def close(self) -> None:
        """Let the judge's threads go."""
        self.referee.close()

    def _make_probes(self) -> TeacherProbes:
        """Probes on the suite's first cases, answered by the start."""
        cases = self.suite.cases[:_PROBE_CASES]
        with self._precision():
            encoded = self.encoder.encode(cases, [self.suite.picture_bytes(case) for case in cases])
            return TeacherProbes(self.base, encoded, self.rule, self.stop, self.config.max_new_tokens)

    def _precision(self) -> torch.autocast:
        """bfloat16 matrix products where the configuration asks for them."""
        return torch.autocast(self.policy.device.type, torch.bfloat16, enabled=self.config.bf16)

    def _text(self, ids: Tensor) -> str:
        """A response as the judge reads it."""
        return self.processor.tokenizer.decode(ids, skip_special_tokens=True).strip()
