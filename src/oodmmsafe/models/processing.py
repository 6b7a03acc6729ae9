"""Processors of multimodal models; those of the Qwen VL families the same on every machine."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any


def load_processor(path: str | Path) -> Any:
    """The processor of the model folder `path` (tokenizer, image processor and chat template), for texts and pictures.

    For the Qwen VL families it is the same with and without torchvision, and so are its pixels: transformers' own
    processors want torchvision for their video half, and where it is installed they resize pictures with it, to
    slightly other values than PIL. Other families get the processor that transformers finds for them.
    Raises OSError or ValueError if the folder holds no such processor.
    """
    from transformers import AutoProcessor, AutoTokenizer, Qwen2VLImageProcessorPil

    qwen = _qwen_processor(Path(path))
    if qwen is None:
        processor = AutoProcessor.from_pretrained(path)
        if not hasattr(processor, "image_processor"):
            raise ValueError("its processor takes no pictures")
        if not (processor.chat_template or processor.tokenizer.chat_template):
            raise ValueError("its processor has no chat template")
        return processor
    tokenizer = AutoTokenizer.from_pretrained(path)
    image_processor = Qwen2VLImageProcessorPil.from_pretrained(path)
    return image_only(qwen)(image_processor, tokenizer, chat_template=_chat_template(Path(path), tokenizer))


def _qwen_processor(path: Path) -> type | None:
    """The processor class for the model type that the folder's config.json names; None for another family."""
    from transformers import Qwen2_5_VLProcessor, Qwen2VLProcessor, Qwen3VLProcessor

    classes = {"qwen2_vl": Qwen2VLProcessor, "qwen2_5_vl": Qwen2_5_VLProcessor, "qwen3_vl": Qwen3VLProcessor}
    return classes.get(json.loads((path / "config.json").read_text(encoding="utf-8")).get("model_type"))


def _chat_template(path: Path, tokenizer: Any) -> str | None:
    """The chat template: a file of its own, as processors save it, or the tokenizer's."""
    file = path / "chat_template.jinja"
    return file.read_text(encoding="utf-8") if file.is_file() else tokenizer.chat_template


@cache
def image_only(processor_class: type) -> type:
    """`processor_class` (of a Qwen VL family) for texts and pictures only, under the same name and saved alike."""
    from transformers import ProcessorMixin

    class ImageOnly(processor_class):
        def __init__(self, image_processor=None, tokenizer=None, chat_template=None, **kwargs):
            # The family's own constructor insists on a video processor; what else it does is repeated here.
            ProcessorMixin.__init__(self, image_processor, tokenizer, chat_template=chat_template)
            self.video_processor = None
            for kind in ("image", "video", "vision_start", "vision_end"):
                token = f"<|{kind}_pad|>" if kind in ("image", "video") else f"<|{kind}|>"
                setattr(self, f"{kind}_token", token)
                setattr(self, f"{kind}_token_id", tokenizer.convert_tokens_to_ids(token))

    ImageOnly.__name__ = ImageOnly.__qualname__ = processor_class.__name__
    return ImageOnly


def chat_text(processor: Any, query: str, system: str | None, *, pictures: int = 1) -> str:
    """The text of a chat about pictures, up to where the answer begins: what evaluation asks and training trains.

    system: the text of the system role; None or "" for none. Each picture is one placeholder, not yet expanded.
    """
    messages: list[dict[str, Any]] = [{"role": "system", "content": system}] if system else []
    content: list[dict[str, Any]] = [{"type": "image"}] * pictures
    messages.append({"role": "user", "content": [*content, {"type": "text", "text": query}]})
    return processor.apply_chat_template(messages, add_generation_prompt=True, tokenize=False)
