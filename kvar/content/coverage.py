"""What Kvar models: paragraph by paragraph, with what rests on it, and the questions that are open."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kvar.content.cited import Source
from kvar.content.coverage_file import CoverageTold, Extent, ParagraphTold, QuestionTold, StatuteTold, coverage_told
from kvar.content.letter_file import Letter
from kvar.content.library import Library
from kvar.law import LawValue, Rolls, StepRule, Unit, ValueRow

DAYS_UNTIL_REVIEW = 365
LAW_KINDS = frozenset({"law", "regulation"})


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One paragraph. ``left``: what people do, None when nothing is left. ``codes``: labels of forms and other codes.

    ``last_checked``: the oldest day that somebody checked what rests on it; None where nobody has read it.
    ``checked`` is False for what is known from other sources than the statute.
    """

    statute: str
    sfs: str
    paragraph: str
    link: str
    says: str
    extent: Extent
    left: str | None
    values: tuple[LawValue, ...]
    steps: tuple[StepRule, ...]
    letters: tuple[Letter, ...]
    codes: tuple[str, ...]
    functions: tuple[str, ...]
    last_checked: date | None
    checked: bool

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that rest on it: R01, R02."""
        return tuple(dict.fromkeys(value.rule for value in self.values))

    @property
    def is_built(self) -> bool:
        """Does anything in Kvar rest on it?"""
        return bool(self.values or self.steps or self.letters or self.codes or self.functions)


@dataclass(frozen=True, kw_only=True)
class LegalQuestion:
    """A question nobody has answered from the law. ``rules``: ids of the rules whose answers depend on it."""

    id: str
    question: str
    what_kvar_does: str
    rules: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """``values`` are the rules, in the order of their numbers. ``done_by``: the word for each extent."""

    paragraphs: tuple[Paragraph, ...]
    values: tuple[LawValue, ...]
    open_questions: tuple[LegalQuestion, ...]
    done_by: dict[Extent, str]

    def count(self, extent: Extent) -> int:
        return sum(paragraph.extent is extent for paragraph in self.paragraphs)


def coverage_of(library: Library, told: CoverageTold | None = None) -> Coverage:
    """The coverage of a library, with our own file unless another is given. Pure apart from reading that file once.

    Raises KeyError for a source that the library does not have; ``load.check`` says which.
    """
    told = told or coverage_told()
    return Coverage(
        paragraphs=tuple(
            _paragraph(library, told, statute, paragraph)
            for statute in told.statutes
            for paragraph in statute.paragraphs
        ),
        values=tuple(sorted(library.law.values.values(), key=_number)),
        open_questions=tuple(_question(library, asked) for asked in told.open_questions),
        done_by=dict(told.done_by),
    )


def is_due_for_review(last_checked: date | None, today: date) -> bool:
    """Has nobody checked it for a year?"""
    return last_checked is None or (today - last_checked).days > DAYS_UNTIL_REVIEW


def rows_of(library: Library, told: CoverageTold, paragraph: ParagraphTold) -> Iterator[tuple[LawValue, ValueRow]]:
    """The rows of the law that stand in this paragraph; one without ``part`` has those that no part has taken."""
    parts = [other.part for other in _of_source(told, paragraph.source) if other.part]
    for value in library.law.values.values():
        for row in value.rows:
            if row.source != paragraph.source:
                continue
            taken = any(_has(row, part) for part in parts)
            if _has(row, paragraph.part) if paragraph.part else not taken:
                yield value, row


def _of_source(told: CoverageTold, source: str | None) -> Iterator[ParagraphTold]:
    paragraphs = (paragraph for statute in told.statutes for paragraph in statute.paragraphs)
    return (paragraph for paragraph in paragraphs if source and paragraph.source == source)


def _has(row: ValueRow, part: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", row.paragraph) is not None


def _paragraph(library: Library, told: CoverageTold, statute: StatuteTold, paragraph: ParagraphTold) -> Paragraph:
    rows = list(rows_of(library, told, paragraph))
    rolled = [value for value in library.law.values.values() if _rolls_by(value, paragraph.source)]
    named = {value.name: value for value in [*(value for value, _row in rows), *rolled]}
    source = _cited_as(told, paragraph)
    return Paragraph(
        statute=statute.statute,
        sfs=statute.sfs,
        paragraph=paragraph.paragraph,
        link=library.source(paragraph.source).link if paragraph.source else statute.link_to(paragraph.at),
        says=paragraph.says,
        extent=paragraph.extent,
        left=paragraph.left,
        values=tuple(sorted(named.values(), key=_number)),
        steps=tuple(step for step in library.steps.values() if source in step.sources),
        letters=tuple(letter for letter in library.letters.values() if source in letter.sources),
        codes=_codes(library, source),
        functions=paragraph.functions,
        last_checked=_last_checked(library, statute, paragraph, [row for _value, row in rows]),
        checked=paragraph.read and all(row.checked for _value, row in rows),
    )


def _cited_as(told: CoverageTold, paragraph: ParagraphTold) -> str | None:
    """The source that steps cite. They cite whole paragraphs, so a part has them only where no whole one is told."""
    has_whole = any(other.part is None for other in _of_source(told, paragraph.source))
    return None if paragraph.part and has_whole else paragraph.source


def _rolls_by(value: LawValue, source: str | None) -> bool:
    """Does the value's last day roll, or perhaps roll, because of this source?"""
    return value.rolls is not Rolls.NO and value.rolls_source == source


def _codes(library: Library, source: str | None) -> tuple[str, ...]:
    codes = library.codes
    kinds = (codes.forms, codes.notice_kinds, codes.service_methods, codes.intake_types, codes.reason_codes)
    return tuple(code.label for kind in kinds for code in kind if source in code.sources)


def _last_checked(library: Library, statute: StatuteTold, told: ParagraphTold, rows: Iterable[ValueRow]) -> date | None:
    checked = [row.last_checked for row in rows]
    if checked or not told.read:
        return min(checked, default=None)
    return library.source(told.source).read_on if told.source else statute.read_on


def _question(library: Library, told: QuestionTold) -> LegalQuestion:
    found = [value.rule for value in library.law.values.values() if told.rests_on and RESTS_ON[told.rests_on](value)]
    return LegalQuestion(
        id=told.id,
        question=told.question,
        what_kvar_does=told.what_kvar_does,
        rules=tuple(sorted({*found, *told.rules}, key=_number_of)),
        sources=tuple(library.source(source) for source in told.sources),
    )


RESTS_ON: Mapping[str, Callable[[LawValue], bool]] = {
    "unsettled_roll": lambda value: value.rolls is Rolls.UNSETTLED,
    "unchecked_row": lambda value: not all(row.checked for row in value.rows),
    "unchecked_start": lambda value: not all(row.start_checked for row in value.rows),
    "vardagar": lambda value: any(row.period and row.period.unit is Unit.VARDAGAR for row in value.rows),
}


def _number(value: LawValue) -> tuple[int, str, str]:
    return (*_number_of(value.rule), value.name)


def _number_of(rule: str) -> tuple[int, str]:
    """R9 before R10, R21b after R21."""
    digits = re.sub(r"\D", "", rule)
    return int(digits or 0), rule
