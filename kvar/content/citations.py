"""Every place where the content names a source: file, place and source id."""

from collections.abc import Iterable, Iterator, Sequence

from kvar.content.codes import Form, IntakeType, NoticeKind, ReasonCode, ServiceMethod
from kvar.content.draft import Draft, Part
from kvar.content.schema import Step, StepList
from kvar.content.yaml_file import Where, YamlFile

Citation = tuple[YamlFile, Where, str]


def citations(draft: Draft) -> Iterator[Citation]:
    """What Kvar is built on, and what only explains it."""
    yield from built_on(draft)
    yield from explained_by(draft)


def built_on(draft: Draft) -> Iterator[Citation]:
    """Steps, codes, letters and terms. The values of the law are ``draft.law_sources``."""
    for part, number, step in steps_of(draft.step_lists):
        yield from _named(part.file, ("steps", number, "sources"), step.sources)
    codes = draft.codes.shape
    cited: dict[str, Sequence[IntakeType | ReasonCode | Form | NoticeKind | ServiceMethod]] = {
        "intake_types": codes.intake_types,
        "reason_codes": codes.reason_codes,
        "forms": codes.forms,
        "notice_kinds": codes.notice_kinds,
        "service_methods": codes.service_methods,
    }
    for kind, rows in cited.items():
        for number, code in enumerate(rows):
            yield from _named(draft.codes.file, (kind, number, "sources"), code.sources)
    for number, ground in enumerate(draft.coordination.shape.grounds):
        yield from _named(draft.coordination.file, ("grounds", number, "sources"), ground.sources)
    yield from _named(draft.coordination.file, ("contact", "sources"), draft.coordination.shape.contact.sources)
    yield from _enforcement(draft)
    for letter in draft.letters:
        yield from _named(letter.file, ("sources",), letter.shape.sources)
    for number, term in enumerate(draft.glossary.shape.terms):
        if term.source:
            yield draft.glossary.file, ("terms", number, "source"), term.source


def explained_by(draft: Draft) -> Iterator[Citation]:
    """The handbook, the slide deck, and the table of old and new paragraphs."""
    for chapter in draft.handbook:
        for number, passage in enumerate(chapter.shape.passages):
            yield from _named(chapter.file, ("passages", number, "sources"), passage.sources)
    deck = draft.deck
    yield from _named(deck.file, ("cover", "sources"), deck.shape.cover.sources)
    for number, slide in enumerate(deck.shape.slides):
        yield from _named(deck.file, ("slides", number, "sources"), slide.sources)
    for number, row in enumerate(draft.legal_frame.shape.rows):
        for key, id in (("before", row.before), ("after", row.after)):
            if id:
                yield draft.legal_frame.file, ("rows", number, key), id


def steps_of(parts: Iterable[Part[StepList]]) -> Iterator[tuple[Part[StepList], int, Step]]:
    """Every step with its file and its number there."""
    for part in parts:
        for number, step in enumerate(part.shape.steps):
            yield part, number, step


def _enforcement(draft: Draft) -> Iterator[Citation]:
    file, words = draft.coordination.file, draft.coordination.shape.enforcement
    yield from _named(file, ("enforcement", "housing_sources"), words.housing_sources)
    for number, event in enumerate(words.event_kinds):
        yield from _named(file, ("enforcement", "event_kinds", number, "sources"), event.sources)


def _named(file: YamlFile, where: Where, ids: Sequence[str]) -> Iterator[Citation]:
    return ((file, (*where, place), id) for place, id in enumerate(ids))
