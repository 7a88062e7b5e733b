"""What differs between two readings of the content: two days of one edition, or two editions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvar.content.due_words import due_in_words, length_in_words
from kvar.content.handbook_search import plain_lines
from kvar.content.letter_file import SWEDISH, Letter
from kvar.content.library import Library
from kvar.law import LawValue, NotInForce, StepRule


class Kind(StrEnum):
    """What kind of thing is compared, in the order of the page."""

    STEP = "step"
    PASSAGE = "passage"
    LETTER = "letter"
    VALUE = "value"
    CODE = "code"
    DUTY = "duty"


class Turn(StrEnum):
    """What became of it."""

    ADDED = "added"
    ENDED = "ended"
    CHANGED = "changed"


UNREAD = "inte läst i lagen"  # the first day of a row: what looks new may be older


@dataclass(frozen=True)
class Written:
    """What is written, as it reads on a day."""

    library: Library
    on: date


@dataclass(frozen=True)
class FieldDifference:
    """One field of a thing: its name in the content file, and its words before and after; empty where it was not."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that differs. ``title`` is the newer one. ``fields``: those that differ, all when it came or ended."""

    kind: Kind
    id: str
    title: str
    turn: Turn
    fields: tuple[FieldDifference, ...]

    @property
    def before(self) -> str:
        """The words that went, field by field."""
        return "\n".join(field.before for field in self.fields if field.before)

    @property
    def after(self) -> str:
        """The words that came, field by field."""
        return "\n".join(field.after for field in self.fields if field.after)

    @property
    def rests_elsewhere(self) -> bool:
        """Is it the same on other sources? Whether anybody has read their first day is no difference of its own."""
        return self.turn is Turn.CHANGED and {field.name for field in self.fields} - {"start"} == {"sources"}


Told = Mapping[str, str]  # the fields of one thing, as words


def differences(before: Written, after: Written) -> tuple[Difference, ...]:
    """Everything that reads differently, by kind and id."""
    earlier, later = _told(before), _told(after)
    keys = sorted(earlier.keys() | later.keys(), key=lambda key: ([*Kind].index(key[0]), key[1]))
    found = (_difference(kind, id, earlier.get((kind, id)), later.get((kind, id))) for kind, id in keys)
    return tuple(difference for difference in found if difference.fields)


def _difference(kind: Kind, id: str, before: Told | None, after: Told | None) -> Difference:
    turn = Turn.ADDED if before is None else Turn.ENDED if after is None else Turn.CHANGED
    old, new = before or {}, after or {}
    names = dict.fromkeys((*old, *new))
    fields = (FieldDifference(name, old.get(name, ""), new.get(name, "")) for name in names)
    title = new.get("title") or old.get("title") or id
    return Difference(
        kind=kind, id=id, title=title, turn=turn, fields=tuple(field for field in fields if field.before != field.after)
    )


def _told(written: Written) -> dict[tuple[Kind, str], Told]:
    return dict(_everything(written.library, written.on))


def _everything(library: Library, day: date) -> Iterator[tuple[tuple[Kind, str], Told]]:
    for step in library.steps.values():
        if (step.starts_on or day) <= day <= (step.until or day):
            yield (Kind.STEP, step.id), step_told(step, library, day)
    for _chapter, passage in library.handbook.passages(on=day):
        sources = _cited(passage.sources, library, day)
        told = {"title": passage.title, "text": plain_lines(passage.text), "sources": sources}
        yield (Kind.PASSAGE, passage.id), told
    for letter in library.letters.values():
        yield (Kind.LETTER, letter.id), letter_told(letter, library)
    for value in library.law.values.values():
        yield from _value(value, library, day)
    yield from _codes(library, day)
    for duty in library.responsibilities:
        yield (Kind.DUTY, duty.id), {"title": duty.text, "unit": library.organisation.unit(duty.unit).label}


def step_told(step: StepRule, library: Library, day: date) -> Told:
    """The fields of a step as words, as they read on a day."""
    said = library.reasons
    return {
        "title": step.title,
        "text": step.text,
        "unit": library.organisation.unit(step.unit).label,
        "due": due_in_words(step, said),
        "origin": step.origin,
        "when": "\n".join(said.conditions[name] for name in step.when),
        "unless": "\n".join(said.conditions[name] for name in step.unless),
        "done_when": said.conditions[step.done_when] if step.done_when else "",
        "skip": step.skip,
        "leaves": step.leaves,
        "letter": library.letters[step.letter].title if step.letter else "",
        "sources": _cited(step.sources, library, day),
    }


def letter_told(letter: Letter, library: Library) -> Told:
    """The fields of a letter as words, the same every day of an edition; each of its languages has a text."""
    return {
        "title": letter.title,
        "audience": letter.audience,
        "unit": library.organisation.unit(letter.written_by).label if letter.written_by else "",
        "ages": f"{letter.ages.first}–{letter.ages.last}" if letter.ages else "",
        "use_when": letter.use_when,
        "channel": letter.channel,
        **{text_field(language): text for language, text in letter.texts.items()},
        "blanks": "\n".join(blank.says for blank in letter.blanks),
        "passages": "\n".join(passage.says or passage.name for passage in letter.passages),
        "stopped_by": "\n".join(letter.stopped_by),
        "languages": "\n".join(letter.languages),
        "sources": "\n".join(library.source(id).paragraph for id in letter.sources),
    }


def text_field(language: str) -> str:
    """What the field of a letter's text in a language is called; the Swedish one is *text*, as everywhere."""
    return "text" if language == SWEDISH else f"text_{language}"


def _value(value: LawValue, library: Library, day: date) -> Iterator[tuple[tuple[Kind, str], Told]]:
    """The length or the timing that applied; nothing where the rule was not in force."""
    try:
        row = value.on(day)
    except NotInForce:
        return
    told = {"title": value.label, "length": length_in_words(row.length_name, library.reasons), "sources": row.paragraph}
    yield (Kind.VALUE, value.rule), told if row.start_checked else told | {"start": UNREAD}


def _codes(library: Library, day: date) -> Iterator[tuple[tuple[Kind, str], Told]]:
    for kind in library.codes.intake_types:
        if kind.in_force_on(day):
            yield (Kind.CODE, kind.id), {"title": kind.label, "text": kind.rule}
    for code in library.codes.reason_codes:
        if code.in_force_on(day):
            yield (Kind.CODE, code.id), {"title": code.label, "text": code.note or ""}


def _cited(ids: tuple[str, ...], library: Library, day: date) -> str:
    return "\n".join(source.paragraph for source in map(library.source, ids) if source.in_force_on(day))
