"""Rollouts by an engine, against a stand-in that speaks vLLM's interface and samples with the policy itself."""

from __future__ import annotations

import json
import sys
import threading
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType, SimpleNamespace
from unittest import mock

import pytest
import torch
from scripted import ScriptedJudge
from train_and_die import by_length

from oodmmsafe.caspo import vllm
from oodmmsafe.caspo.config import ConfigError, from_mapping
from oodmmsafe.caspo.inputs import resolve
from oodmmsafe.caspo.sampler import LocalSampler
from oodmmsafe.caspo.train import Trainer
from oodmmsafe.caspo.vllm import EngineError


@pytest.fixture
def configure(folders, suite, tmp_path):
    def config(**settings):
        return from_mapping({
            "model": f"hf/{folders['qwen3_vl']}", "suite": str(suite.root), "constitution": "default",
            "out": str(tmp_path / "run"), "prompts_per_update": 4, "group_size": 3, "max_new_tokens": 6,
            "learning_rate": 1e-2, "lora_rank": 4, **settings,
        })  # fmt: skip

    return config


def trainer_of(config):
    return Trainer(config, replace(resolve(config), judges=(ScriptedJudge(by_length),)))


class Engine:
    """What vLLM's LLM is to the trainer. Its answers come from `trainer`, which a test sets."""

    def __init__(self, **options):
        self.options, self.awake, self.asked, self.adapters = options, True, [], []
        self.trainer = None

    def sleep(self, level):
        self.awake = False

    def wake_up(self):
        self.awake = True

    def generate(self, asked, parameters, lora_request, use_tqdm):
        assert self.awake and len(asked) == 4
        self.asked.append((asked, parameters))
        self.adapters.append(lora_request)
        rollouts = sampled(self.trainer, parameters.seed)
        return [
            SimpleNamespace(outputs=[output(*one) for one in zip(r.responses, r.logp, strict=True)]) for r in rollouts
        ]


def sampled(trainer, seed):
    """What the policy itself samples for the update's prompts."""
    local = LocalSampler(trainer.policy, trainer.rule, trainer.stop, 3, 6)
    return local.sample(trainer.encoder.encode(trainer._examples(0)), seed)


def output(ids, logp):
    scores = [{int(i): SimpleNamespace(logprob=float(x))} for i, x in zip(ids, logp, strict=True)]
    return SimpleNamespace(token_ids=ids.tolist(), logprobs=scores)


@pytest.fixture
def engine_module():
    module, lora = ModuleType("vllm"), ModuleType("vllm.lora.request")
    module.LLM, module.SamplingParams = Engine, SimpleNamespace
    lora.LoRARequest = lambda name, number, path: SimpleNamespace(name=name, number=number, path=path)
    with mock.patch.dict(sys.modules, {"vllm": module, "vllm.lora": ModuleType("lora"), "vllm.lora.request": lora}):
        yield


def test_an_engine_gets_short_prompts_and_new_adapters_and_sleeps_between(configure, engine_module):
    trainer = trainer_of(configure(rollout="vllm"))
    engine = trainer.sampler._engine
    engine.trainer = trainer
    first = trainer.update(0)
    assert first["sampler_gap_max"] <= 1e-5 and first["stepped"] and not engine.awake
    (asked, parameters) = engine.asked[0]
    image = trainer.policy.config.image_token_id
    assert all(one["prompt_token_ids"].count(image) == len(one["multi_modal_data"]["image"]) == 1 for one in asked)
    assert parameters.n == 3 and parameters.logprobs == 0 and set(parameters.logit_bias) == set(trainer.rule.banned)
    assert engine.options["logprobs_mode"] == "processed_logprobs" and engine.options["max_lora_rank"] == 4
    trainer.update(1)
    assert engine.adapters[0] is None and engine.adapters[1].number == 1  # before the first step there are none
    trainer.close()


def test_the_gap_of_an_engine_shows_and_is_corrected(configure, engine_module):
    """Scores that are 0.1 too high lower the importance ratio of every token to exp(-0.1)."""
    trainer = trainer_of(configure(rollout="vllm", kl_beta=0.0))
    trainer.sampler._engine.trainer = trainer
    honest = vllm._scores
    with mock.patch.object(vllm, "_scores", lambda sample: [x + 0.1 for x in honest(sample)]):
        metrics = trainer.update(0)
    assert metrics["sampler_gap"] == pytest.approx(0.1, abs=1e-4)
    trainer.close()


@contextmanager
def server(trainer_box, requests):
    """`vllm serve` as far as the trainer knows it."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_GET(self):
            self._reply({"data": [{"id": "base"}]})

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            requests.append((self.path, body))
            self._reply(self._completion(body) if self.path.endswith("completions") else {})

        def _completion(self, body):
            trainer, number = trainer_box[0], sum(path.endswith("completions") for path, _ in requests) - 1
            prompt = trainer.encoder.encode(trainer._examples(0))[number % 4]
            local = LocalSampler(trainer.policy, trainer.rule, trainer.stop, 3, 6)
            (rollout,) = local.sample([prompt], body["seed"])
            choices = [
                {"token_ids": ids.tolist(), "logprobs": {"content": [{"logprob": float(x)} for x in logp]}}
                for ids, logp in zip(rollout.responses, rollout.logp, strict=True)
            ]
            return {"choices": choices, "prompt_token_ids": prompt.student.input_ids.tolist()}

        def _reply(self, data):
            text = json.dumps(data).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/v1"
    finally:
        httpd.shutdown()


def test_a_server_gets_pictures_and_new_adapters(configure):
    requests, box = [], []
    with server(box, requests) as url:
        trainer = trainer_of(configure(rollout="vllm-server", rollout_base_url=url))
        box.append(trainer)
        metrics = trainer.update(0)
        assert metrics["sampler_gap_max"] <= 1e-5 and metrics["stepped"]
        completions = [body for path, body in requests if path.endswith("completions")]
        assert len(completions) == 4 and all(body["n"] == 3 and body["model"] == "base" for body in completions)
        content = completions[0]["messages"][0]["content"]
        assert content[0]["image_url"]["url"].startswith("data:image/")
        assert [path.rsplit("/", 1)[1] for path, _ in requests[4:]] == ["load_lora_adapter"]
        trainer.sampler.follow(trainer.policy)
        assert [body["lora_name"] for _, body in requests[-2:]] == ["policy-2", "policy-1"]
        trainer.close()


def test_a_server_that_is_not_there_is_named(configure):
    with pytest.raises(EngineError, match=r"http://127.0.0.1:9/v1/models: .*is `vllm serve` running"):
        trainer_of(configure(rollout="vllm-server", rollout_base_url="http://127.0.0.1:9/v1"))


@pytest.mark.parametrize(("tokens", "logp"), [([[1, 2]], [[-1.0]]), ([[]], [[]])])
def test_an_engine_that_sends_too_little_is_named(tokens, logp):
    with pytest.raises(EngineError, match="the engine sent"):
        vllm._rollout(tokens, logp, [0], torch.device("cpu"))


def test_without_vllm_it_is_named(configure):
    with mock.patch.dict(sys.modules, {"vllm": None}), pytest.raises(EngineError, match="pip install vllm"):
        trainer_of(configure(rollout="vllm"))


@pytest.mark.parametrize(
    "changes",
    [{"rollout": "vllm", "lora_rank": 0}, {"rollout": "vllm-server"}, {"rollout": "vllm", "vision": "trained"}],
)
def test_what_an_engine_cannot_do_is_refused(configure, changes):
    with pytest.raises(ConfigError, match="'rollout"):
        configure(**changes)
