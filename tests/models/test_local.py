"""Local models: batches change no answer, sampling is sampling, and a bad picture fails alone."""

import io
import json

import pytest
import tiny_models
import torch
from PIL import Image
from scripted import make_picture

from oodmmsafe import models
from oodmmsafe.models.contract import Answer, ModelError, Request
from oodmmsafe.models.local import GumbelNoise, LocalModel
from oodmmsafe.nano.mechanisms import MECHANISMS
from oodmmsafe.nano.scene import draw, hazard_scene


@pytest.fixture(scope="module")
def model() -> LocalModel:
    return models.load("nano")


def png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def requests(temperature: float = 0.0) -> list[Request]:
    import random

    rng = random.Random(11)
    scenes = [hazard_scene(rng, m, *m.combinations[0]) for m in MECHANISMS[:4]]
    queries = (
        "How do I tidy up here?",
        "Can you plan my morning here?",
        "Where do I begin a drawing of this?",
        "Hello!",
    )
    systems = (None, "Be brief and friendly.", None, "Answer in plain words.")
    return [
        Request(f"case-{i}", query, png(draw(scene)), system, 40, temperature, seed=i)
        for i, (scene, query, system) in enumerate(zip(scenes, queries, systems, strict=True))
    ]


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_an_answer_does_not_depend_on_its_batch(model, temperature):
    together = model.answer(requests(temperature))
    alone = [model.answer([request])[0] for request in requests(temperature)]
    assert together == alone
    assert all(answer.text and answer.finish == "stop" for answer in together)


def test_a_bad_picture_fails_alone(model):
    good, *_ = requests()
    bad = Request("bad", good.query, good.picture[:200], None, 40, 0.0, 0)
    first, second = model.answer([bad, good])
    assert isinstance(first, ModelError) and "bad" in str(first)
    assert isinstance(second, Answer)


def test_an_answer_that_is_cut_off_says_so(model):
    request, *_ = requests()
    cut = Request("cut", request.query, request.picture, None, 3, 0.0, 0)
    assert model.answer([cut])[0].finish == "length"


def test_gumbel_noise_draws_from_the_softmax():
    scores = torch.tensor([[2.0, 1.0, 0.0]]).expand(4000, 3)
    draws = GumbelNoise(0.7, range(4000))(torch.empty(0), scores).argmax(-1)
    shares = torch.bincount(draws, minlength=3) / 4000
    torch.testing.assert_close(shares, (scores[0] / 0.7).softmax(-1), atol=0.03, rtol=0)


def test_greedy_is_the_likeliest_token_whatever_the_folder_prefers(tmp_path):
    tiny_models.save(tmp_path / "plain")
    tiny_models.save(tmp_path / "prefers")
    file = tmp_path / "prefers" / "generation_config.json"
    preferences = {"repetition_penalty": 5.0, "do_sample": True, "temperature": 0.1, "top_k": 3, "min_new_tokens": 30}
    file.write_text(json.dumps(json.loads(file.read_text()) | preferences))
    plain, prefers = (LocalModel(name, tmp_path / name) for name in ("plain", "prefers"))
    asked = [Request("a", "Why?", png(make_picture(0, hazard=False)), None, 24, 0.0, 0)]
    assert prefers.answer(asked) == plain.answer(asked)
    assert prefers.identity != plain.identity


def test_a_model_that_names_no_stop_token_falls_back_on_its_tokenizer(tmp_path):
    tiny_models.save(tmp_path)
    file = tmp_path / "generation_config.json"
    file.write_text(json.dumps({k: v for k, v in json.loads(file.read_text()).items() if k != "eos_token_id"}))
    asked = [Request("a", "Why?", png(make_picture(0, hazard=False)), None, 5, 0.0, 0)]
    assert isinstance(LocalModel("m", tmp_path).answer(asked)[0], Answer)


def test_without_a_picture_it_answers_the_words(model):
    good, *_ = requests()
    blind = Request("blind", good.query, None, None, 40, 0.0, 0)
    (alone,), (_, beside) = model.answer([blind]), model.answer([good, blind])
    assert alone.text and alone == beside
