"""From FLOPs and bytes to hours on some GPUs, and whether a run fits. Hours have not been measured on a GPU."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from oodmmsafe.caspo.config import Config
from oodmmsafe.caspo.plan import memory
from oodmmsafe.caspo.plan.shapes import Shape
from oodmmsafe.caspo.plan.work import Lengths, Method, Work, of_group
from oodmmsafe.errors import OodmmsafeError


class PlanError(OodmmsafeError):
    """A run that the plan has no count for."""


@dataclass(frozen=True)
class Gpu:
    """The vendor's peaks for dense products. memory: GiB that a process gets. bandwidth: bytes per second."""

    name: str
    memory: float
    bf16: float
    float32: float
    bandwidth: float


GPUS = {
    "h100": Gpu("H100 80 GB", 79.0, 989.4e12, 66.9e12, 3.35e12),
    "a100": Gpu("A100 80 GB", 79.0, 312.0e12, 19.5e12, 2.039e12),
}
"""SXM models, by NVIDIA's data sheets."""


@dataclass(frozen=True)
class Assumptions:
    """What nobody has measured for this trainer.

    utilisation: share of a GPU's peak that products reach. Others measured 0.30 to 0.40 for Qwen2.5-VL-7B and
                 Qwen3-VL-8B on A800 with packed rows (lmms-engine.readthedocs.io/en/stable/reference/mfu.html).
    bandwidth:   share of the memory bandwidth that decoding reaches.
    step:        least seconds per token of decoding, for launching a model's kernels one by one.
    headroom:    share of the memory that fragmentation and small things take.
    """

    utilisation: float = 0.3
    bandwidth: float = 0.5
    step: float = 0.03
    headroom: float = 0.1


@dataclass(frozen=True)
class Run:
    """The part of a configuration that costs something. prompts: per update."""

    at: Lengths
    method: Method
    storage: memory.Storage
    prompts: int
    updates: int


def run_of(config: Config, *, visual: int, query: int, constitution: int, response: int | None) -> Run:
    """The run that `config` describes, with lengths that it does not say.

    response: None for `max_new_tokens`, which no response exceeds. Raises PlanError for a trained vision tower.
    """
    if config.vision != "frozen":
        raise PlanError("setting 'vision': a plan counts a frozen tower only")
    at = Lengths(visual, query, constitution, response or config.max_new_tokens, config.group_size)
    method = Method(config.lora_rank, config.needs_teacher, config.kl_beta > 0, config.checkpointing)
    storage = memory.Storage(config.bf16, average=config.teacher == "ema", other=config.teacher == "model")
    general = config.general_prompts if config.general else 0
    return Run(at, method, storage, config.prompts_per_update + general, config.updates)


@dataclass(frozen=True)
class Estimate:
    """What one run costs on some GPUs.

    work, naive: FLOPs of an update by phase, on shared-prefix rows and on naive batches, on all GPUs together.
    seconds:     of an update by phase.
    kept, learning, sampling: GiB on one GPU by kind; the last two come on top of the first, never together.
    """

    work: dict[str, Work]
    naive: dict[str, Work]
    seconds: dict[str, float]
    kept: dict[str, float]
    learning: dict[str, float]
    sampling: dict[str, float]
    hours: float
    fits: bool

    @property
    def peak(self) -> float:
        """GiB on one GPU."""
        return sum(self.kept.values()) + max(sum(self.learning.values()), sum(self.sampling.values()))


def estimate(shape: Shape, run: Run, gpu: Gpu, gpus: int, assumed: Assumptions) -> Estimate:
    """What `run` costs for a model of `shape` on `gpus` GPUs.

    Prompts are shared out whole and no time is counted for what GPUs tell each other. Where all weights are trained,
    several GPUs share them (FSDP); adapters and the frozen model under them are on every GPU.
    """
    storage = replace(run.storage, shards=1 if run.method.lora_rank else gpus)
    here = math.ceil(run.prompts / gpus)
    groups = {shared: of_group(shape, run.at, run.method, shared) for shared in (True, False)}
    seconds = _seconds(shape, run, gpu, here, groups[True], assumed)
    kept = memory.kept(shape, run.method, storage)
    learning = memory.while_learning(shape, run.at, run.method, storage)
    sampling = memory.while_sampling(shape, run.at, run.method, storage, here)
    found = Estimate(
        work={phase: one.times(run.prompts) for phase, one in groups[True].items()},
        naive={phase: one.times(run.prompts) for phase, one in groups[False].items()},
        seconds=seconds,
        kept=kept,
        learning=learning,
        sampling=sampling,
        hours=run.updates * sum(seconds.values()) / 3600,
        fits=True,
    )
    return replace(found, fits=found.peak * (1 + assumed.headroom) <= gpu.memory)


def _seconds(
    shape: Shape, run: Run, gpu: Gpu, prompts: int, group: dict[str, Work], assumed: Assumptions
) -> dict[str, float]:
    """Of one update, by phase, on the GPU that has most prompts."""
    fast = (gpu.bf16 if run.storage.bf16 else gpu.float32) * assumed.utilisation
    of_head = fast if run.method.lora_rank else gpu.float32 * assumed.utilisation  # trained weights are float32
    found = {phase: prompts * (work.layers / fast + work.head / of_head) for phase, work in group.items()}
    found["decode"] = max(found["decode"], run.at.response * _step(shape, run, gpu, prompts, assumed))
    return found


def _step(shape: Shape, run: Run, gpu: Gpu, prompts: int, assumed: Assumptions) -> float:
    """Least seconds for one token of all responses: every weight and, on average, half of the cache is read."""
    text, sampling = shape.text, memory.while_sampling(shape, run.at, run.method, run.storage, prompts)
    layers = text.layers * text.layer_weights * (2 if run.storage.bf16 else 4)
    head = text.head_weights * (2 if run.storage.bf16 and run.method.lora_rank else 4)
    cache = sampling["KV cache"] * memory.GIB / 2
    return max(assumed.step, (layers + head + cache) / (gpu.bandwidth * assumed.bandwidth))
