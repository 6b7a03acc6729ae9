"""General ability beside safety: questions with a known answer, rewarded by exact match."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.suites.pictures import decode

_FILE = "questions.jsonl"
_SPACE = re.compile(r"\s+")
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_MARK = re.compile(r"answer\s*(?:is\b|:)", re.IGNORECASE)


class QuestionError(OodmmsafeError):
    """A folder of questions that cannot be read."""


@dataclass(frozen=True)
class Question:
    """A query about one picture or more whose right answer is known.

    pictures: files. answer: a word, a number or a short phrase.
    """

    id: str
    query: str
    pictures: tuple[Path, ...]
    answer: str

    def picture_bytes(self) -> tuple[bytes, ...]:
        """The pictures as encoded files. Raises PictureError for one that is damaged."""
        read = tuple(path.read_bytes() for path in self.pictures)
        for path, data in zip(self.pictures, read, strict=True):
            decode(data, str(path))
        return read


def load(folder: str | Path) -> tuple[Question, ...]:
    """The questions of `folder`/questions.jsonl: lines with "id", "query", "pictures" (paths in the folder), "answer".

    Raises QuestionError naming the line and what is wrong with it.
    """
    file = Path(folder) / _FILE
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"{file}: cannot be read: {error}") from None
    questions = tuple(_question(line, file, number) for number, line in enumerate(lines, 1) if line.strip())
    if not questions:
        raise QuestionError(f"{file}: holds no question")
    return questions


def _question(line: str, file: Path, number: int) -> Question:
    try:
        data: dict[str, Any] = json.loads(line)
        pictures = tuple(file.parent / name for name in data["pictures"])
        question = Question(*(str(data[name]) for name in ("id", "query")), pictures, str(data["answer"]))
    except (ValueError, KeyError, TypeError) as error:
        raise QuestionError(f"{file}, line {number}: needs id, query, pictures and answer ({error})") from None
    if not pictures or not all(path.is_file() for path in pictures):
        raise QuestionError(f"{file}, line {number}: '{question.id}' needs one picture or more that exist")
    return question


def exact_match(response: str, answer: str) -> bool:
    """Whether a response gives the answer: what follows its last "answer is" or "answer:", or else all of it.

    Case, articles, punctuation at the ends and the way of writing a number ("3.0", "3") make no difference.
    """
    return _plain(_MARK.split(response)[-1]) == _plain(answer)


def _plain(text: str) -> str:
    text = _SPACE.sub(" ", _ARTICLES.sub(" ", text.lower())).strip(" .,;:!?\"'")
    try:
        return f"{float(text.replace(',', '')):g}"
    except ValueError:
        return text
