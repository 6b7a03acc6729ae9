"""Rollouts by vLLM: an engine beside the trainer, or a server elsewhere. Only the adapters travel, after every update.

What both have in common: the prompt goes there *unexpanded*, with one placeholder per picture, and the pictures
themselves; G responses come back as token ids with the log-probability of each token under the distribution that it was
drawn from (`processed_logprobs`: after temperature and bans). An engine's kernels are not the trainer's, so these
differ a little from the trainer's own: the loss's importance ratio, which is taken against them, corrects for that, and
`sampler_gap` in the metrics shows how much there is to correct.

Written to the interface of vLLM 0.33 and tested against a stand-in for it; no engine has run with it yet.
"""

from __future__ import annotations

import json
import tempfile
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from transformers import PreTrainedModel

from oodmmsafe.caspo.config import Config
from oodmmsafe.caspo.logprob import SamplingRule
from oodmmsafe.caspo.prompt import Encoded, Encoder
from oodmmsafe.caspo.sampler import Rollout
from oodmmsafe.caspo.weights import POLICY
from oodmmsafe.caspo.world import World
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.remote import base64_text, media_type
from oodmmsafe.suites.pictures import decode

_BAN = -100.0
"""The lowest bias that vLLM takes; a token that it is added to is as good as impossible."""


class EngineError(OodmmsafeError):
    """An engine that is not there or does not answer as it should."""


class Colocated:
    """An engine on the trainer's GPU; it sleeps, its memory given back, while the trainer learns."""

    def __init__(
        self, config: Config, model: Path, encoder: Encoder, rule: SamplingRule, stop: Sequence[int], world: World
    ) -> None:
        """Raises EngineError if vLLM is not installed."""
        try:
            import vllm
            from vllm.lora.request import LoRARequest
        except ImportError:
            raise EngineError("rollout = 'vllm' needs vLLM: pip install vllm") from None
        self._vllm, self._request, self._encoder = vllm, LoRARequest, encoder
        self._rule, self._stop, self._config = rule, list(stop), config
        self._adapters, self._folder = _Adapters(), None
        several = {"distributed_executor_backend": "external_launcher"} if world.size > 1 else {}
        self._engine = vllm.LLM(
            model=str(model),
            dtype="bfloat16" if config.bf16 else "float32",
            enable_lora=True,
            max_lora_rank=config.lora_rank,
            enable_sleep_mode=True,
            gpu_memory_utilization=config.rollout_memory,
            logprobs_mode="processed_logprobs",
            **several,
        )
        self._engine.sleep(level=1)

    def sample(self, prompts: Sequence[Encoded], seed: int) -> list[Rollout]:
        """See `sampler.Sampler`."""
        parameters = self._vllm.SamplingParams(
            n=self._config.group_size,
            temperature=self._rule.temperature,
            max_tokens=self._config.max_new_tokens,
            logit_bias=dict.fromkeys(self._rule.banned, _BAN),
            stop_token_ids=self._stop,
            logprobs=0,
            seed=seed % 2**63,
            detokenize=False,
        )
        asked = [
            {
                "prompt_token_ids": self._encoder.unexpanded(one.student).tolist(),
                "multi_modal_data": {"image": [decode(p, one.example.item.id) for p in one.example.pictures]},
            }
            for one in prompts
        ]
        adapter = self._folder and self._request(POLICY, self._adapters.version, str(self._folder))
        self._engine.wake_up()
        try:
            outputs = self._engine.generate(asked, parameters, lora_request=adapter, use_tqdm=False)
        finally:
            self._engine.sleep(level=1)
        device = prompts[0].student.input_ids.device
        return [
            _rollout(
                [list(sample.token_ids) for sample in output.outputs],
                [_scores(sample) for sample in output.outputs],
                self._stop,
                device,
            )
            for output in outputs
        ]

    def follow(self, policy: PreTrainedModel) -> None:
        """See `sampler.Sampler`."""
        self._folder = self._adapters.save(policy)

    def close(self) -> None:
        """Remove the adapters' files; the engine ends with the process."""
        self._adapters.close()


class Server:
    """`vllm serve MODEL --enable-lora --max-lora-rank R --logprobs-mode processed_logprobs`, on the same file system.

    It needs VLLM_ALLOW_RUNTIME_LORA_UPDATING=True in its environment, to take new adapters while it runs.
    """

    def __init__(
        self, config: Config, model: Path, encoder: Encoder, rule: SamplingRule, stop: Sequence[int], world: World
    ) -> None:
        """Raises EngineError if nobody answers at the configuration's base URL."""
        self._url, self._config, self._rule, self._stop = config.rollout_base_url.rstrip("/"), config, rule, list(stop)
        self._adapters = _Adapters()
        served = self._ask("GET", "/models")["data"]
        self._model = served[0]["id"]

    def sample(self, prompts: Sequence[Encoded], seed: int) -> list[Rollout]:
        """See `sampler.Sampler`."""
        device = prompts[0].student.input_ids.device
        return [self._one(one, seed + i, device) for i, one in enumerate(prompts)]

    def _one(self, prompt: Encoded, seed: int, device: torch.device) -> Rollout:
        pictures = [
            {"type": "image_url", "image_url": {"url": f"data:{media_type(data)};base64,{base64_text(data)}"}}
            for data in prompt.example.pictures
        ]
        content = [*pictures, {"type": "text", "text": prompt.example.item.query}]
        reply = self._ask("POST", "/chat/completions", {
            "model": self._model,
            "messages": [{"role": "user", "content": content}],
            "n": self._config.group_size,
            "temperature": self._rule.temperature,
            "max_tokens": self._config.max_new_tokens,
            "logit_bias": {str(token): _BAN for token in self._rule.banned},
            "stop_token_ids": self._stop,
            "seed": seed % 2**63,
            "logprobs": True,
            "return_token_ids": True,
        })  # fmt: skip
        asked, sent = prompt.student.input_ids.tolist(), reply.get("prompt_token_ids")
        if sent is not None and sent != asked:
            raise EngineError(f"{self._url}: reads another prompt than the trainer; is it the same model folder?")
        tokens = [choice["token_ids"] for choice in reply["choices"]]
        logp = [[at["logprob"] for at in choice["logprobs"]["content"]] for choice in reply["choices"]]
        return _rollout(tokens, logp, self._stop, device)

    def follow(self, policy: PreTrainedModel) -> None:
        """See `sampler.Sampler`."""
        folder = self._adapters.save(policy)
        self._model = f"{POLICY}-{self._adapters.version}"
        self._ask("POST", "/load_lora_adapter", {"lora_name": self._model, "lora_path": str(folder)})
        if self._adapters.version > 1:
            self._ask("POST", "/unload_lora_adapter", {"lora_name": f"{POLICY}-{self._adapters.version - 1}"})

    def close(self) -> None:
        """Remove the adapters' files."""
        self._adapters.close()

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self._url + path, data=data, method=method, headers={"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=600) as response:
                text = response.read().decode()
        except OSError as error:
            raise EngineError(f"{self._url}{path}: {error}; is `vllm serve` running with --enable-lora?") from None
        return json.loads(text) if text.startswith("{") else text


class _Adapters:
    """The policy's adapters as files that an engine reads, a new folder for every version."""

    def __init__(self) -> None:
        self.version = 0
        self._root = tempfile.TemporaryDirectory(prefix="oodmmsafe-adapters-")

    def save(self, policy: PreTrainedModel) -> Path:
        """Write the adapters that the policy has now."""
        self.version += 1
        folder = Path(self._root.name) / str(self.version)
        policy.save_pretrained(folder)
        return folder

    def close(self) -> None:
        """Remove all of them."""
        self._root.cleanup()


def _scores(sample: Any) -> list[float]:
    """Of each token of one of vLLM's samples, from the dictionaries that it comes with."""
    return [at[token].logprob for token, at in zip(sample.token_ids, sample.logprobs, strict=True)]


def _rollout(tokens: list[list[int]], logp: list[list[float]], stop: Sequence[int], device: torch.device) -> Rollout:
    """What an engine sent as a Rollout. Raises EngineError for a response without tokens or with too few scores."""
    for ids, scores in zip(tokens, logp, strict=True):
        if not ids or len(ids) != len(scores):
            raise EngineError(f"the engine sent {len(ids)} tokens with {len(scores)} log-probabilities")

    def tensors(rows: Sequence[Sequence[float]], dtype: torch.dtype) -> tuple[Tensor, ...]:
        return tuple(torch.tensor(row, dtype=dtype, device=device) for row in rows)

    return Rollout(
        responses=tensors(tokens, torch.long),
        logp=tensors(logp, torch.float32),
        truncated=tuple(ids[-1] not in stop for ids in tokens),
    )
