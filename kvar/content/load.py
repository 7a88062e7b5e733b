"""Read a content folder into one frozen Library; every error names its file and line."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from kvar.content.citations import built_on
from kvar.content.coverage_file import NAME as COVERAGE
from kvar.content.coverage_file import read_coverage
from kvar.content.coverage_references import coverage_findings
from kvar.content.draft import SINGLE_FILES, Draft, letter_of, read_draft
from kvar.content.finding import ContentError, Finding, Severity
from kvar.content.folder import unread_findings
from kvar.content.handbook_text import Handbook
from kvar.content.library import Library
from kvar.content.plain_findings import plain_findings
from kvar.content.references import reference_findings
from kvar.content.replaced import replaced_findings
from kvar.content.story_references import story_findings
from kvar.content.training import Training

HERE = Path(__file__).parent
CONTENT = ("*.yaml", "*/*.yaml", "letters/*/*.yaml", "letters/*/*.md", "handbook/*.md")


_in_force: ContextVar[Library | None] = ContextVar("content in force", default=None)


def load(folder: Path | None = None) -> Library:
    """The content in force: what ``with_content`` says, else our own folder, read once. A folder is read anew.

    Raises ContentError with every finding.
    """
    return (_in_force.get() or ours()) if folder is None else _read(folder)


@contextmanager
def with_content(library: Library) -> Iterator[None]:
    """Within this, ``load`` answers with another edition. Which one is casework's choice."""
    token = _in_force.set(library)
    try:
        yield
    finally:
        _in_force.reset(token)


def files_of(folder: Path) -> tuple[Path, ...]:
    """The content files of a folder, in one order everywhere."""
    return tuple(sorted({path for pattern in CONTENT for path in folder.glob(pattern)}))


def check(folder: Path | None = None, *, replaces: Library | None = None) -> tuple[Finding, ...]:
    """Every finding of a folder, sorted by file and line; empty when all is well. Never raises ContentError.

    ``replaces``: the edition that this one is to follow; no id of it may be gone. The coverage file, the examples of
    the letters and files that nothing reads are checked here alone: they never stop Kvar.
    """
    folder = folder or HERE
    unread: list[Finding] = []
    try:
        unread.extend(unread_findings(folder, (*(name for name, _shape in SINGLE_FILES.values()), COVERAGE)))
        draft = read_draft(folder)
        file, told = read_coverage(folder)
    except ContentError as error:
        return tuple(sorted([*error.findings, *unread]))
    lost = replaced_findings(draft, replaces) if replaces else ()
    about_coverage = coverage_findings(file, told, _library(draft, digest=""))
    about_texts = (*plain_findings(draft, file), *story_findings(draft))
    return tuple(sorted([*reference_findings(draft), *about_texts, *about_coverage, *lost, *unread]))


def digest_of(folder: Path) -> str:
    """Names an edition: the first 12 digits of the SHA-256 over the names and bytes of all content files."""
    whole = hashlib.sha256()
    for path in files_of(folder):
        content = path.read_bytes()
        whole.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()[:12]


@lru_cache(maxsize=1)
def ours() -> Library:
    """What Kvar brings along: in force until two people switch on something else, and when that cannot be read."""
    return _read(HERE)


def _read(folder: Path) -> Library:
    draft = read_draft(folder)
    errors = [finding for finding in reference_findings(draft) if finding.severity is Severity.ERROR]
    if errors:
        raise ContentError(errors)
    return _library(draft, digest_of(folder))


def _library(draft: Draft, digest: str) -> Library:
    steps = [step.rule(part.shape) for part in draft.step_lists for step in part.shape.steps]
    return Library(
        digest=digest,
        edition=draft.edition.shape,
        codes=draft.codes.shape,
        organisation=draft.organisation.shape,
        sources=MappingProxyType({source.id: source for source in draft.sources.shape.sources}),
        glossary=draft.glossary.shape,
        reasons=draft.reasons.shape,
        notice_texts=draft.notice_texts.shape,
        calculator=draft.calculator.shape,
        coordination=draft.coordination.shape,
        introduction=draft.introduction.shape,
        deck=draft.deck.shape,
        training=_training(draft),
        letters=MappingProxyType({part.shape.id: part.shape for part in draft.letters}),
        letter_examples=MappingProxyType({letter_of(part): part.shape for part in draft.letter_examples}),
        fixed_block=draft.fixed_block.shape,
        translations=MappingProxyType({part.shape.code: part.shape for part in draft.translations}),
        handbook=Handbook(tuple(part.shape for part in draft.handbook)),
        legal_frame=draft.legal_frame.shape,
        responsibilities=draft.responsibilities.shape.responsibilities,
        built_on=draft.law_sources | {id for _file, _where, id in built_on(draft)},
        lists=MappingProxyType({part.shape.list: part.shape.title for part in draft.step_lists}),
        steps=MappingProxyType({step.id: step for step in sorted(steps, key=lambda step: step.id)}),
        law=draft.law,
    )


def _training(draft: Draft) -> Training:
    return Training(
        courses=draft.courses.shape.courses,
        lessons=draft.lessons.shape.lessons,
        exercises=draft.exercises.shape.exercises,
    )
