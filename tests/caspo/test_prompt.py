"""A case as the model reads it."""

from __future__ import annotations

from dataclasses import replace
from unittest import mock

import pytest
import torch
from scripted import make_picture, png

from oodmmsafe.caspo.data import Example
from oodmmsafe.caspo.prompt import Encoder, ImageFeatures, PromptError
from oodmmsafe.constitutions import Constitution
from oodmmsafe.suites import PictureError

PICTURE = png(make_picture(0, hazard=True))


def example(tiny, *, query="Look.", text="", pictures=(PICTURE,)):
    """The first case with another query, constitution or pictures."""
    return Example(replace(tiny.cases[0].example.item, query=query), pictures, Constitution("test", "1", text))


def test_the_prompt_is_what_the_processor_makes_of_the_chat(tiny):
    case = tiny.cases[0]
    chat = [{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": case.example.item.query}]}]
    text = tiny.processor.apply_chat_template(chat, add_generation_prompt=True, tokenize=False)
    image = make_picture(0, hazard=False, size=96)
    expected = tiny.processor(text=[text], images=[image], return_tensors="pt")
    assert case.student.input_ids.tolist() == expected["input_ids"][0].tolist()


def test_the_teacher_reads_the_constitution_and_the_student_does_not(tiny):
    student, teacher = (tiny.processor.tokenizer.decode(tiny.prompt(who).input_ids) for who in ("student", "teacher"))
    assert "look for a hidden danger" in teacher
    assert "hidden danger" not in student and "system" not in student


def test_an_empty_constitution_leaves_the_prompt_alone(tiny):
    case = Encoder(tiny.model, tiny.processor).encode([example(tiny)])[0]
    assert torch.equal(case.student.input_ids, case.teacher.input_ids)


def test_pictures_encoded_together_are_as_if_encoded_alone(tiny):
    encoder = Encoder(tiny.model, tiny.processor)
    alone = [encoder.encode([case.example])[0].image for case in tiny.cases]
    for one, together in zip(alone, tiny.cases, strict=True):
        torch.testing.assert_close(one.pooler_output[0], together.image.pooler_output[0])
        torch.testing.assert_close(one.deepstack_features, together.image.deepstack_features)


def test_joined_features_keep_their_order(tiny):
    joined = ImageFeatures.join([case.image for case in tiny.cases])
    for i, case in enumerate(tiny.cases):
        assert torch.equal(joined.of(i, i + 1).pooler_output[0], case.image.pooler_output[0])


@pytest.mark.parametrize("where", ["query", "constitution"])
def test_a_placeholder_in_a_text_is_refused(tiny, where):
    text = "Look: <|image_pad|>"
    broken = example(tiny, query=text if where == "query" else "Look.", text=text if where == "constitution" else "")
    with pytest.raises(PromptError, match=f"case '{broken.item.id}'.*placeholders"):
        Encoder(tiny.model, tiny.processor).encode([broken])


def test_a_tokenizer_that_splits_placeholders_is_caught(tiny):
    split = mock.patch.object(tiny.processor.tokenizer, "split_special_tokens", True)
    with split, pytest.raises(PromptError, match="0 image placeholders"):
        Encoder(tiny.model, tiny.processor).encode([example(tiny)])


@pytest.mark.parametrize("picture", [b"", b"nonsense", PICTURE[: len(PICTURE) // 2]])
def test_a_broken_picture_names_its_case(tiny, picture):
    with pytest.raises(PictureError, match=tiny.cases[0].example.item.id):
        Encoder(tiny.model, tiny.processor).encode([example(tiny, pictures=(picture,))])
