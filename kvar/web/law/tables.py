"""The coverage as tables: paragraphs by statute, the rules with their wordings, and the open questions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from kvar.content.cited import Source
from kvar.content.coverage import Coverage, LegalQuestion, Paragraph, is_due_for_review
from kvar.content.coverage_file import Extent
from kvar.content.due_words import length_in_words
from kvar.content.load import load
from kvar.law import LawValue, ValueRow
from kvar.web.ui import wording

MARKS = {Extent.MODELLED: "law", Extent.PARTLY: "local", Extent.LEFT_TO_PEOPLE: "local"}
NAMED = 3  # rules named in a cell; more are numbers alone


@dataclass(frozen=True)
class Statute:
    """``id`` is its place on the page. ``counted``: how many paragraphs are done by whom."""

    id: str
    name: str
    counted: str
    table: dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """An open question. ``about``: the rules whose answers depend on it, in words."""

    question: str
    what_kvar_does: str
    about: str
    sources: tuple[Source, ...]


def statutes_of(found: Coverage, *, today: date) -> list[Statute]:
    """One table per statute, in the order of the file."""
    by_statute = groupby(found.paragraphs, key=lambda each: (each.statute, each.sfs))
    return [_statute(f"{name} ({sfs})", sfs, list(own), found, today) for (name, sfs), own in by_statute]


def _statute(title: str, sfs: str, own: list[Paragraph], found: Coverage, today: date) -> Statute:
    columns = [{"text": text} for text in (_("Paragraf"), _("Vad den säger"), _("Sköts av"), _("Kontrollerad"))]
    rows = [_paragraph_row(paragraph, found, today) for paragraph in own]
    return Statute(
        id="lag-" + re.sub(r"\W+", "-", sfs.lower()),
        name=title,
        counted=_counted(own, found),
        table={"caption": title, "columns": columns, "rows": rows},
    )


def _counted(own: list[Paragraph], found: Coverage) -> str:
    """*Kvar 8, Kvar och människor 12, människor 15*; who does none is left out."""
    counts = {extent: sum(paragraph.extent is extent for paragraph in own) for extent in Extent}
    return ", ".join(f"{found.done_by[extent]} {count}" for extent, count in counts.items() if count)


def _paragraph_row(paragraph: Paragraph, found: Coverage, today: date) -> list[dict[str, Any]]:
    done_by = {"text": found.done_by[paragraph.extent], "mark": MARKS[paragraph.extent]}
    return [
        {"text": paragraph.paragraph, "head": True, "url": paragraph.link},
        {"text": paragraph.says, "note": _left(paragraph)},
        done_by | {"note": ". ".join(_rests_on(paragraph))},
        _checked(paragraph.last_checked, paragraph.checked, today),
    ]


def _left(paragraph: Paragraph) -> str:
    """What people do; for a paragraph that is theirs alone it is why."""
    if paragraph.extent is Extent.PARTLY:
        return _("Till människor: %s") % paragraph.left
    return paragraph.left or ""


def _rests_on(paragraph: Paragraph) -> Iterator[str]:
    """What in Kvar rests on the paragraph, shortly: *R04 Återvinningsfrist. Steg H03, H23. Brev.*"""
    if paragraph.values:
        yield _rules_in_words(paragraph.values)
    if paragraph.steps:
        yield _("Steg %s") % ", ".join(step.id for step in paragraph.steps)
    if paragraph.letters:
        yield _("Brev")
    if paragraph.codes:
        yield _("Papper och val")
    if paragraph.functions and not paragraph.values:
        yield _("Egen räkning")


def _rules_in_words(values: tuple[LawValue, ...]) -> str:
    if len(values) > NAMED:
        return ", ".join(dict.fromkeys(value.rule for value in values))
    return ", ".join(f"{value.rule} {value.label}" for value in values)


def _checked(last_checked: date | None, read: bool, today: date, *further: str) -> dict[str, Any]:
    """The day, and in words what should make the reader careful."""
    notes = [] if read else [_("inte läst i lagtexten")]
    notes += further
    if is_due_for_review(last_checked, today):
        notes.append(_("bör ses över"))
    text = _short(last_checked) if last_checked else _("nej")
    return {"text": text, "note": ", ".join(notes), "label": _("Kontrollerad")}


def rules_table(found: Coverage, *, today: date) -> dict[str, Any]:
    """Every rule with its wordings, the first one first."""
    names = (_("Regel"), _("Tid"), _("Gäller"), _("Paragraf"), _("Kontrollerad"))
    rows = [_rule_row(value, row, today) for value in found.values for row in value.rows]
    return {"caption": _("Varje lydelse för sig"), "columns": [{"text": text} for text in names], "rows": rows}


def _rule_row(value: LawValue, row: ValueRow, today: date) -> list[dict[str, Any]]:
    start = [] if row.start_checked else [_("första dagen inte läst")]
    until = _("till %s") % _short(row.until) if row.until else ""
    return [
        {"text": f"{value.rule} {value.label}", "head": True},
        {"text": _length(row)},
        {"text": _("från %s") % _short(row.from_), "note": until},
        {"text": row.paragraph, "url": row.link},
        _checked(row.last_checked, row.checked, today, *start),
    ]


def _length(row: ValueRow) -> str:
    """*Tre veckor*, out of the sentence *Tre veckor: {day}.*"""
    return length_in_words(row.length_name, load().reasons)


def questions_of(found: Coverage) -> list[Asked]:
    """The open questions, with the rules they concern."""
    return [_asked(asked, found) for asked in found.open_questions]


def _asked(asked: LegalQuestion, found: Coverage) -> Asked:
    values = tuple(value for value in found.values if value.rule in asked.rules)
    about = ", ".join(f"{value.rule} {value.label}" for value in values)
    return Asked(asked.question, asked.what_kvar_does, about, asked.sources)


def _short(day: date) -> str:
    """ "22 nov 2026": a day to compare, so without its weekday."""
    month = _(wording.SHORT_MONTHS[day.month - 1])
    return f"{day.day}{wording.HARD_SPACE}{month}{wording.HARD_SPACE}{day.year}"
