"""Short runs of TRL's trainers on tiny random models: what is learnt is nothing, what happens is checked."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
import tiny_models
import torch
from scripted import ScriptedJudge

from oodmmsafe import cli, models
from oodmmsafe.baselines import run as running
from oodmmsafe.baselines import training
from oodmmsafe.baselines.examples import good_answers, preferences
from oodmmsafe.baselines.folder import FolderError
from oodmmsafe.baselines.pictures import PicturesDroppedError, PictureWatch
from oodmmsafe.baselines.settings import ColdStart, Dpo, Sft
from oodmmsafe.caspo import policy as policies
from oodmmsafe.caspo.config import from_mapping
from oodmmsafe.caspo.train import train as train_with_caspo
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.models.contract import Answer, Request
from oodmmsafe.models.loading import load_folder
from oodmmsafe.models.processing import chat_text

pytestmark = pytest.mark.usefixtures("trl")


def weights(folder: Path) -> dict[str, torch.Tensor]:
    return load_folder(folder, torch.float32)[0].state_dict()


def trainer_of(settings, suite):
    start = training.load_start(settings)
    chosen = preferences(settings, suite) if isinstance(settings, Dpo) else good_answers(suite)
    data = training.dataset_of(chosen.examples, start)
    return training.make_trainer(settings, training.arguments_of(settings), start, data), start


@pytest.mark.parametrize("rank", [0, 4])
@pytest.mark.parametrize("kind", [Sft, Dpo])
@pytest.mark.parametrize("family", tiny_models.FAMILIES)
def test_a_run_ends_in_a_model_that_evaluation_takes(configure, folders, suite, family, kind, rank):
    final = running.run(configure(kind, family, lora_rank=rank))
    model = models.load(f"hf/{final}")
    picture = suite.picture_bytes(suite.cases[0])
    (answer,) = model.answer([Request("p", "How?", picture, None, 4, 0.0, 0)])
    assert isinstance(answer, Answer)
    before = weights(folders[family])
    after = {name.replace(".base_layer", ""): value for name, value in model.model.state_dict().items()}
    changed = {name for name, value in after.items() if name not in before or not torch.equal(value, before[name])}
    assert changed and not [name for name in changed if "visual" in name], "the tower is frozen, the rest learns"
    assert all(("lora" in name) == bool(rank) for name in changed)
    assert all(value.any() for name, value in after.items() if "lora_B" in name), "adapters have learnt and are loaded"


def test_the_prompt_is_that_of_evaluation_and_only_the_answer_is_learnt(configure, suite):
    trainer, start = trainer_of(configure(Sft), suite)
    batch = trainer.data_collator([trainer.train_dataset[0]])
    case, tokenizer = suite.cases[0], start.processor.tokenizer
    asked = start.processor(
        text=[chat_text(start.processor, case.query, None)], images=[suite.picture(case)], return_tensors="pt"
    )
    prompt = asked["input_ids"].shape[1]
    assert torch.equal(batch["input_ids"][:, :prompt], asked["input_ids"])
    assert torch.equal(batch["pixel_values"], asked["pixel_values"])
    learnt = batch["labels"][batch["labels"] != -100]
    assert tokenizer.decode(learnt) == case.good + "<|im_end|>"


def test_adapters_sit_where_those_of_caspo_do(configure, suite, folders):
    trainer, _ = trainer_of(configure(Sft, lora_rank=2), suite)
    ours = {name.partition("layers.")[2].partition(".lora")[0] for name in policies.trainable(trainer.model)}
    policy, _ = policies.load_policy_model(folders["qwen3_vl"], policies.Adaptation(lora_rank=2))
    assert ours == {name.partition("layers.")[2].partition(".lora")[0] for name in policies.trainable(policy)}


@pytest.mark.parametrize("kind", [Sft, Dpo])
def test_dropped_pictures_end_the_run(configure, suite, kind):
    trainer, _ = trainer_of(configure(kind), suite)
    collate = trainer.data_collator

    def without_pixels(rows):
        batch = collate(rows)
        del batch["pixel_values"], batch["image_grid_thw"]
        batch["mm_token_type_ids"].zero_()
        return batch

    trainer.data_collator = without_pixels
    with pytest.raises(PicturesDroppedError, match=r"of \d rows 0 name no picture; .* tower was given 0"):
        trainer.train()


def test_prompts_without_a_picture_end_the_run(configure, suite):
    trainer, _ = trainer_of(configure(Sft), suite)
    trainer.train_dataset = trainer.train_dataset.map(
        lambda row: {"prompt": row["prompt"].replace("<|vision_start|><|image_pad|><|vision_end|>", ""), "images": []}
    )
    with pytest.raises(PicturesDroppedError, match="of 2 rows 2 name no picture"):
        trainer.train()


def test_a_trainer_that_goes_around_the_model_is_noticed():
    model, _ = tiny_models.build()
    with pytest.raises(PicturesDroppedError, match="never called the vision tower"):
        PictureWatch(model).on_step_end()


def test_a_text_with_placeholders_of_its_own_is_refused(configure, suite):
    start = training.load_start(configure(Sft))
    (example, *_) = good_answers(suite).examples
    bad = type(example)(**{**vars(example), "chosen": "see <|image_pad|>"})
    with pytest.raises(OodmmsafeError, match="example 'p0-hazard': its texts hold picture placeholders"):
        training.dataset_of([bad], start)


@pytest.mark.parametrize("rank", [0, 4])
def test_a_stopped_run_goes_on_to_the_same_model(configure, tmp_path, monkeypatch, rank):
    whole = running.run(configure(Sft, lora_rank=rank, out=str(tmp_path / "whole")))
    settings = configure(Sft, lora_rank=rank, checkpoint_every=1)
    stop = PictureWatch.on_step_end

    def stopping(self, arguments, state, *rest, **more):
        stop(self)
        if state.global_step == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(PictureWatch, "on_step_end", stopping)
        with pytest.raises(KeyboardInterrupt):
            running.run(settings)
    assert (tmp_path / "run" / "checkpoint-1").is_dir() and not (tmp_path / "run" / "final").exists()
    (tmp_path / "run" / "checkpoint-2").mkdir(exist_ok=True)  # as a kill in the middle of writing leaves it
    said = []
    final = running.run(settings, said.append)
    resumed, straight = weights(final), weights(whole)
    assert all(torch.allclose(resumed[name], straight[name], atol=1e-6) for name in straight)
    assert running.run(settings, said.append) == final and said[-1] == "training is complete already"


def test_a_folder_of_another_run_is_refused(configure):
    running.run(configure(Sft))
    with pytest.raises(FolderError, match="holds a run with another learning_rate; give another 'out'"):
        running.run(configure(Sft, learning_rate=1e-3))
    with pytest.raises(FolderError, match="another beta, judge, kind"):
        running.run(configure(Dpo, judge="other"))


def test_a_run_goes_on_with_the_examples_it_began_with(configure, judge_by, monkeypatch):
    judge_by(ScriptedJudge())
    settings = configure(Dpo)
    with monkeypatch.context() as patch:
        patch.setattr(training, "load_start", lambda settings: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            running.run(settings)
    judge_by(None)  # nobody is asked again
    said = []
    running.run(settings, said.append)
    assert said == ["3 examples (3 hazard); left out: 3 twins without a false alarm to reject"]


@pytest.mark.parametrize("rank", [0, 4])
@pytest.mark.parametrize("family", tiny_models.FAMILIES)
def test_a_cold_start_gives_caspo_its_teacher(configure, judge_by, folders, suite, tmp_path, family, rank):
    judge_by(ScriptedJudge())
    answers = tmp_path / "answers.jsonl"
    answers.write_text("".join(json.dumps({"id": p.hazard.id, "text": "mind it"}) + "\n" for p in suite.pairs))
    more = {"constitution": "nano", "max_new_tokens": 4, "lora_rank": rank}
    student = f"hf/{folders[family]}"
    teacher = running.run(configure(ColdStart, family, answers=str(answers), **more))
    assert len((teacher.parent / "answers" / "student.jsonl").read_text().splitlines()) == 3
    settings = {"model": student, "suite": str(suite.root), "constitution": "nano", "out": str(tmp_path / "caspo")}
    small = {"updates": 1, "prompts_per_update": 2, "group_size": 2, "max_new_tokens": 4}
    train_with_caspo(from_mapping(settings | small | {"teacher": "model", "teacher_model": f"hf/{teacher}"}))
    (line,) = (tmp_path / "caspo" / "metrics.jsonl").read_text().splitlines()
    assert json.loads(line)["kl_teacher"] is not None


def test_the_command(configure, suite, tmp_path, capsys, monkeypatch):
    settings = configure(Sft)
    lines = [f'{name} = "{getattr(settings, name)}"' for name in ("model", "suite", "out")]
    (tmp_path / "c.toml").write_text("\n".join([*lines, "epochs = 1", "batch_size = 6"]))
    assert cli.main(["baseline", "sft", str(tmp_path / "c.toml")]) == 0
    assert f"The trained model lies in {settings.out}/final" in capsys.readouterr().out
    assert cli.main(["baseline", "dpo", str(tmp_path / "c.toml")]) == 2
    assert "holds a run with another" in capsys.readouterr().err
    monkeypatch.setattr(models, "find_spec", lambda name: None if name == "trl" else find_spec(name))
    (tmp_path / "d.toml").write_text((tmp_path / "c.toml").read_text().replace("/run", "/other"))
    assert cli.main(["baseline", "sft", str(tmp_path / "d.toml")]) == 2
    assert "trl missing: pip install 'oodmmsafe[baselines]'" in capsys.readouterr().err
