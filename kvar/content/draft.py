"""All files of a content folder, each valid by itself; whether they fit together is checked in ``references``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from kvar.content.calculator import Calculator
from kvar.content.cited import LegalFrame, Sources
from kvar.content.codes import Codes
from kvar.content.coordination import Coordination
from kvar.content.deck import DeckTold
from kvar.content.finding import ContentError, Finding
from kvar.content.folder import missing_file, require_readable, text_of
from kvar.content.glossary import Glossary
from kvar.content.handbook_file import ChapterTold, read_chapter
from kvar.content.introduction import Introduction
from kvar.content.law_file import LawFile
from kvar.content.letter_file import LANGUAGES, SWEDISH, Letter
from kvar.content.letter_story import LetterExamples
from kvar.content.notice_texts import NoticeTexts
from kvar.content.organisation import Organisation, Responsibilities
from kvar.content.plain_words import PlainWords
from kvar.content.schema import Edition, Reasons, StepList
from kvar.content.shape import Shape
from kvar.content.training import Courses, Exercises, Lessons
from kvar.content.translation_file import FixedBlock, Translation
from kvar.content.yaml_file import YamlFile, plain, read_yaml, validated
from kvar.law import LawValueRefused, LawValues, law_values

AnyShape = TypeVar("AnyShape", bound=BaseModel)
MOST_STEPS = 2_000


@dataclass(frozen=True)
class Part(Generic[AnyShape]):
    """One file: its lines and its content."""

    file: YamlFile
    shape: AnyShape


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Everything in the folder, before the references are checked."""

    edition: Part[Edition]
    codes: Part[Codes]
    organisation: Part[Organisation]
    sources: Part[Sources]
    glossary: Part[Glossary]
    reasons: Part[Reasons]
    notice_texts: Part[NoticeTexts]
    calculator: Part[Calculator]
    coordination: Part[Coordination]
    introduction: Part[Introduction]
    deck: Part[DeckTold]
    courses: Part[Courses]
    lessons: Part[Lessons]
    exercises: Part[Exercises]
    step_lists: tuple[Part[StepList], ...]
    letters: tuple[Part[Letter], ...]
    letter_examples: tuple[Part[LetterExamples], ...]
    fixed_block: Part[FixedBlock]
    translations: tuple[Part[Translation], ...]
    handbook: tuple[Part[ChapterTold], ...]
    legal_frame: Part[LegalFrame]
    responsibilities: Part[Responsibilities]
    plain_words: Part[PlainWords]
    law: LawValues
    law_files: tuple[YamlFile, ...]
    law_sources: frozenset[str]


class _Reading:
    """Reads file after file and remembers what was wrong, so that one run shows every finding."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.findings: list[Finding] = []

    def one(self, name: str, shape: type[AnyShape]) -> Part[AnyShape] | None:
        path = self.folder / name
        if not path.exists() and not path.is_symlink():
            self.findings.append(missing_file(name))
            return None
        try:
            file = self._file(path)
            return Part(file, validated(file, shape))
        except ContentError as error:
            self.findings.extend(error.findings)
            return None

    def many(self, pattern: str, shape: type[AnyShape]) -> tuple[Part[AnyShape], ...]:
        read = (self.one(path.relative_to(self.folder).as_posix(), shape) for path in sorted(self.folder.glob(pattern)))
        return tuple(part for part in read if part)

    def chapters(self, pattern: str) -> tuple[Part[ChapterTold], ...]:
        """The chapters of the handbook by number, then the pages beside them."""
        found = []
        for path in sorted(self.folder.glob(pattern)):
            try:
                file, chapter = read_chapter(path, name=path.relative_to(self.folder).as_posix())
                found.append(Part(file, chapter))
            except ContentError as error:
                self.findings.extend(error.findings)
        return tuple(sorted(found, key=lambda part: (part.shape.number == 0, part.shape.number)))

    def letters(self, pattern: str) -> tuple[Part[Letter], ...]:
        """Each letter with the texts that lie beside it, one for each of its languages."""
        return tuple(
            Part(part.file, part.shape.model_copy(update={"texts": self._texts_beside(part)}))
            for part in self.many(pattern, Letter)
        )

    def _texts_beside(self, part: Part[Letter]) -> dict[str, str]:
        languages = (*part.shape.languages, *(one.language for one in part.shape.translated))
        return {name: self._text(text_file_of(part.file.name, name)) for name in languages}

    def _text(self, name: str) -> str:
        if not (self.folder / name).exists():
            return ""
        try:
            return text_of(self.folder / name, name=name)
        except ContentError as error:
            self.findings.extend(error.findings)
            return ""

    def _file(self, path: Path) -> YamlFile:
        return read_yaml(path, name=path.relative_to(self.folder).as_posix())


# One file each; the name is the draft's own.
SINGLE_FILES: Mapping[str, tuple[str, type[Shape]]] = {
    "edition": ("edition.yaml", Edition),
    "codes": ("codes.yaml", Codes),
    "organisation": ("organisation.yaml", Organisation),
    "responsibilities": ("responsibilities.yaml", Responsibilities),
    "sources": ("sources.yaml", Sources),
    "legal_frame": ("legal_frame.yaml", LegalFrame),
    "glossary": ("glossary.yaml", Glossary),
    "reasons": ("reasons.yaml", Reasons),
    "notice_texts": ("notice_findings.yaml", NoticeTexts),
    "calculator": ("calculator.yaml", Calculator),
    "plain_words": ("plain_words.yaml", PlainWords),
    "coordination": ("coordination.yaml", Coordination),
    "fixed_block": ("fixed_block.yaml", FixedBlock),
    "introduction": ("introduction.yaml", Introduction),
    "deck": ("deck.yaml", DeckTold),
    "courses": ("training/courses.yaml", Courses),
    "lessons": ("training/lessons.yaml", Lessons),
    "exercises": ("training/exercises.yaml", Exercises),
}


def read_draft(folder: Path) -> Draft:
    """Read every file. Raises ContentError with the findings of all files, not only of the first."""
    require_readable(folder)
    reading = _Reading(folder)
    single: dict[str, Any] = {name: reading.one(file, shape) for name, (file, shape) in SINGLE_FILES.items()}
    handbook = reading.chapters("handbook/*.md")
    step_lists = reading.many("checklists/*.yaml", StepList) + reading.many("routines/*.yaml", StepList)
    letters = reading.letters("letters/*/brev.yaml")
    letter_examples = reading.many("letters/*/exempel.yaml", LetterExamples)
    translations = reading.many("translations/*.yaml", Translation)
    law_files = tuple(part.file for part in reading.many("law/*.yaml", LawFile))
    law = _law(reading, law_files, single["sources"])
    reading.findings.extend(_too_many(step_lists))
    if reading.findings:
        raise ContentError(reading.findings)
    return Draft(
        **single,
        handbook=handbook,
        step_lists=step_lists,
        letters=letters,
        letter_examples=letter_examples,
        translations=translations,
        law=law,
        law_files=law_files,
        law_sources=_sources_of(law),
    )


def text_file_of(letter: str, language: str = SWEDISH) -> str:
    """The file with the text of a letter in a language, beside its ``brev.yaml``."""
    name = LANGUAGES[language][0] if language in LANGUAGES else f"text.{language}.md"
    return letter.replace("brev.yaml", name)


def letter_of(part: Part[Any]) -> str:
    """The letter that a file lies with, by the name of its folder."""
    return part.file.name.split("/")[-2]


def _too_many(step_lists: Sequence[Part[StepList]]) -> Iterator[Finding]:
    """Before anything is compared with anything: no routine that people can follow comes near it."""
    number = sum(len(part.shape.steps) for part in step_lists)
    if number > MOST_STEPS:
        longest = max(step_lists, key=lambda part: len(part.shape.steps)).file
        sentence = f"Mappen har {number} steg, och får ha högst {MOST_STEPS}. Den här listan är längst."
        yield longest.finding(("steps",), sentence)


def _law(reading: _Reading, files: Sequence[YamlFile], sources: Part[Sources] | None) -> LawValues:
    """The dated values of all files in ``law/``. A value that is refused is found at its row."""
    links = {source.id: source.link for source in sources.shape.sources} if sources else None
    rows: dict[str, Any] = {}
    for file in files:
        reading.findings.extend(_law_findings(file, links, seen=rows))
        rows |= plain(file.tree)
    return law_values(rows, links) if not reading.findings else law_values({}, links)


def _law_findings(file: YamlFile, links: Mapping[str, str] | None, *, seen: Mapping[str, Any]) -> list[Finding]:
    findings = []
    for name, entry in plain(file.tree).items():
        if name in seen:
            findings.append(file.finding((name,), f"{name} finns redan i en annan fil. Ta bort den ena."))
        try:
            law_values({name: entry}, links)
        except LawValueRefused as refused:
            where = (name,) if refused.row is None else (name, "rows", refused.row)
            findings.append(file.finding(where, refused.sentence))
    return findings


def _sources_of(law: LawValues) -> frozenset[str]:
    rolls = {value.rolls_source for value in law.values.values()}
    return frozenset(rolls | {row.source for value in law.values.values() for row in value.rows})
