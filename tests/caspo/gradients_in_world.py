"""Gradients of the same groups by one process, by two copies and by two halves, written by the first process.

torchrun --nproc-per-node 2 gradients_in_world.py MODEL SUITE LORA_RANK OUT
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch

from oodmmsafe import constitutions, suites
from oodmmsafe.caspo import policy as policies
from oodmmsafe.caspo.data import example_of
from oodmmsafe.caspo.policy import Adaptation
from oodmmsafe.caspo.prompt import Encoder
from oodmmsafe.caspo.scorer import score_group
from oodmmsafe.caspo.world import World, shard, total_norm, whole


def gradients(model_folder: Path, suite, lora_rank: int, mine: list[int], world: World | None, halves: bool) -> dict:
    """Summed over the groups `mine`, and over all processes if there is a world."""
    model, processor = policies.load_policy_model(model_folder, Adaptation(lora_rank=lora_rank))
    generator = torch.Generator().manual_seed(0)
    for parameter in policies.trainable(model).values():
        parameter.data += 0.02 * torch.randn(parameter.shape, generator=generator)
    if halves:
        shard([model])
    examples = [example_of(suite, case, constitutions.choose("default")) for case in suite.cases[:4]]
    rule = policies.sampling_rule(model, 1.0)
    for i, case in zip(mine, Encoder(model, processor).encode([examples[i] for i in mine]), strict=True):
        generator = torch.Generator().manual_seed(i)
        responses = [torch.randint(10, 300, (n,), generator=generator) for n in (4, 1, 7 + i)]
        score_group(model, case.student, case.image, responses, rule).logp.sum().backward()
    if world:
        world.add_gradients(list(policies.trainable(model).values()))
    trained = policies.trainable(model)
    found = {name: p.grad for name, p in trained.items() if p.grad is not None}
    return whole(found) | {"norm of all": torch.tensor(total_norm(list(trained.values())))}


def main(model: str, suite_root: str, lora_rank: str, out: str) -> None:
    torch.set_num_threads(1)
    world, suite = World(), suites.open_suite(suite_root)
    given = (Path(model), suite, int(lora_rank))
    mine = world.share([1, 2, 3, 4])
    found = {
        "one": gradients(*given, [0, 1, 2, 3], None, halves=False),
        "copies": gradients(*given, mine, world, halves=False),
        "sharded": gradients(*given, mine, world, halves=True),
    }
    if world.first:
        for name, value in found.items():
            torch.save({key: tensor.detach().clone() for key, tensor in value.items()}, Path(out) / f"{name}.pt")
    world.wait()
    torch.distributed.destroy_process_group()


if __name__ == "__main__":
    main(*sys.argv[1:])
