"""Every text of the content that somebody reads, with its file and line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from kvar.content.draft import Draft, Part, text_file_of
from kvar.content.handbook_file import ChapterTold
from kvar.content.letter_file import LANGUAGES, SWEDISH, Letter
from kvar.content.letter_story import LetterExamples
from kvar.content.schema import StepList
from kvar.content.yaml_file import Where, YamlFile

# What others have written: the names of statutes and paragraphs, addresses, and the words that are not to be used.
NOT_OURS = frozenset(
    {"statute", "paragraph", "sfs", "link", "functions", "not_called", "instead_of", "say", "fixed_names"}
    | {"translated", "own_name"}  # other languages
)
FEWEST_WORDS = 3
OTHER_LANGUAGE = re.compile(r"^\([a-z]{2,3}\) .*$", re.MULTILINE)
MARKS = re.compile(r"^\[(?:om: \w+|slut)\]$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class ReadText:
    """``group``: the chapter, list, letter or file it is read with. ``prose``: it is made of whole sentences."""

    file: str
    line: int
    group: str
    text: str

    @property
    def prose(self) -> bool:
        return self.text.rstrip().endswith((".", "?", "!"))


def read_texts(draft: Draft, *beside: YamlFile) -> Iterator[ReadText]:
    """All texts, file by file; ``beside`` are files that are no part of the draft."""
    for file in beside:
        yield from _in_yaml(file, group=file.name)
    for field in fields(draft):
        value = getattr(draft, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Part):
                yield from _texts_of(part)
            elif isinstance(part, YamlFile):
                yield from _in_yaml(part, group=part.name)


def _texts_of(part: Part[Any]) -> Iterator[ReadText]:
    file, shape, group = part.file, part.shape, group_of(part)
    if isinstance(shape, LetterExamples):  # what people have written and said: no text of ours
        return
    yield from _in_yaml(file, group=group)
    if isinstance(shape, ChapterTold):
        for number, passage in enumerate(shape.passages):
            line = file.line(("passages", number))
            yield ReadText(file=file.name, line=line, group=group, text=passage.text)
        yield ReadText(file=file.name, line=1, group=group, text=shape.note)
    if isinstance(shape, Letter):
        for language in shape.languages:
            yield from letter_texts(shape, language, file=file.name)


def letter_texts(letter: Letter, language: str, *, file: str = "brev.yaml") -> Iterator[ReadText]:
    """One language's text; each has a row of its own in the table."""
    group = letter.title if language == SWEDISH else f"{letter.title} ({LANGUAGES[language][1].lower()})"
    text = MARKS.sub("", OTHER_LANGUAGE.sub("", letter.texts[language]))
    for number, told in _paragraphs(text):
        yield ReadText(file=text_file_of(file, language), line=number, group=group, text=told)


def group_of(part: Part[Any]) -> str:
    """What the table calls the texts of a file."""
    shape = part.shape
    if isinstance(shape, ChapterTold):
        return f"{shape.number}. {shape.title}" if shape.number else shape.title
    if isinstance(shape, StepList):
        return f"{shape.list}: {shape.title}"
    return shape.title if isinstance(shape, Letter) else part.file.name


def _in_yaml(file: YamlFile, *, group: str) -> Iterator[ReadText]:
    for where, text in _strings(file.tree, ()):
        if len(text.split()) >= FEWEST_WORDS:
            yield ReadText(file=file.name, line=file.line(where), group=group, text=text)


def _strings(node: Any, where: Where) -> Iterator[tuple[Where, str]]:
    if isinstance(node, str):
        yield where, node
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in NOT_OURS:
                yield from _strings(value, (*where, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _strings(value, (*where, number))


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The blocks of a letter with the line each begins on."""
    number = 1
    for block in re.split(r"(\n\s*\n)", text):
        if block.strip():
            yield number, block
        number += block.count("\n")
