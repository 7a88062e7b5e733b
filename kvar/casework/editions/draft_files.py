"""The files of a draft: where each thing stands, and how one of them is changed."""

import os
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from kvar.casework.editions.store import draft_folder
from kvar.casework.errors import ActRefused, Unseen
from kvar.content.finding import ContentError
from kvar.content.handbook_file import ChapterTold, read_chapter
from kvar.content.schema import Step, StepList
from kvar.content.yaml_file import read_yaml, validated
from kvar.records.models import ContentDraft


def write(draft: ContentDraft, file: Path, edit: Callable[[str], str], valid: Callable[[Path, str], object]) -> None:
    """Change the file as a whole, or not at all: what ``valid`` cannot read is refused with its sentence."""
    new = file.with_suffix(f"{file.suffix}.new")
    new.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")
    try:
        valid(new, _name(draft, file))
    except ContentError as refused:
        new.unlink()
        raise ActRefused(refused.findings[0].sentence) from refused
    os.replace(new, file)


def valid_steps(path: Path, name: str) -> object:
    return validated(read_yaml(path, name=name), StepList)


def valid_chapter(path: Path, name: str) -> object:
    return read_chapter(path, name=name)


def _name(draft: ContentDraft, file: Path) -> str:
    return file.relative_to(draft_folder(draft.pk)).as_posix()


def lists_of(draft: ContentDraft) -> dict[Path, StepList]:
    """The draft's checklists and sections, by file. Raises ActRefused while one of them cannot be read."""
    folder = draft_folder(draft.pk)
    found = sorted([*folder.glob("checklists/*.yaml"), *folder.glob("routines/*.yaml")])
    try:
        return {path: validated(read_yaml(path, name=_name(draft, path)), StepList) for path in found}
    except ContentError as error:
        sentence = _("%(file)s har ett fel som behöver rättas i filen först: %(sentence)s")
        first = error.findings[0]
        raise ActRefused(sentence % {"file": first.file, "sentence": first.sentence}) from error


def step_of(draft: ContentDraft, step: str) -> Step:
    """A step as the draft has it. Raises Unseen for one it has not."""
    for told in lists_of(draft).values():
        for one in told.steps:
            if one.id == step:
                return one
    raise Unseen


def chapters_of(draft: ContentDraft) -> tuple[ChapterTold, ...]:
    """The draft's handbook, by file name. Raises ActRefused while a chapter cannot be read."""
    try:
        return tuple(read_chapter(path, name=_name(draft, path))[1] for path in _chapter_files(draft))
    except ContentError as error:
        raise ActRefused(error.findings[0].sentence) from error


def _chapter_files(draft: ContentDraft) -> list[Path]:
    return sorted(draft_folder(draft.pk).glob("handbook/*.md"))


def file_with_step(draft: ContentDraft, step: str) -> Path:
    for path, told in lists_of(draft).items():
        if any(one.id == step for one in told.steps):
            return path
    raise Unseen


def file_of_list(draft: ContentDraft, checklist: str) -> Path:
    for path, told in lists_of(draft).items():
        if told.list == checklist:
            return path
    raise Unseen


def file_of_chapter(draft: ContentDraft, chapter: str) -> Path:
    found = zip(_chapter_files(draft), chapters_of(draft), strict=True)
    file = next((path for path, told in found if told.id == chapter), None)
    if file is None:
        raise Unseen
    return file
