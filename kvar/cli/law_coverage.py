"""``kvar law coverage``: what Kvar models of the law, paragraph by paragraph. Neither Django nor a database."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from kvar.cli.json_input import print_json
from kvar.content.coverage import Coverage, LegalQuestion, Paragraph, coverage_of
from kvar.content.coverage_file import Extent
from kvar.content.load import load
from kvar.law import LawValue

EXTENTS = {Extent.MODELLED: "modelled", Extent.PARTLY: "partly", Extent.LEFT_TO_PEOPLE: "not"}


def coverage(told: Namespace) -> int:
    """Prints every paragraph, rule and open question. Always exit 0: it tells, it does not judge."""
    found = coverage_of(load())
    if told.json:
        print_json(_data(found))
    else:
        print(*_lines(found), sep="\n")
    return 0


def _data(found: Coverage) -> dict[str, Any]:
    return {
        "paragraphs": [_paragraph(paragraph) for paragraph in found.paragraphs],
        "rules": [_rule(value) for value in found.values],
        "open_questions": [_question(asked) for asked in found.open_questions],
    }


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "statute": paragraph.statute,
        "sfs": paragraph.sfs,
        "paragraph": paragraph.paragraph,
        "link": paragraph.link,
        "extent": EXTENTS[paragraph.extent],
        "rules": list(paragraph.rules),
        "last_checked": _iso(paragraph.last_checked),
        "what_is_left": paragraph.left,
    }


def _rule(value: LawValue) -> dict[str, Any]:
    rows = [
        {
            "from": _iso(row.from_),
            "until": _iso(row.until),
            "source": row.source,
            "paragraph": row.paragraph,
            "last_checked": _iso(row.last_checked),
            "checked": row.checked,
        }
        for row in value.rows
    ]
    return {"rule": value.rule, "id": value.name, "label": value.label, "rows": rows}


def _question(asked: LegalQuestion) -> dict[str, Any]:
    return {
        "id": asked.id,
        "question": asked.question,
        "what_kvar_does": asked.what_kvar_does,
        "rules": list(asked.rules),
        "sources": [source.id for source in asked.sources],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _lines(found: Coverage) -> Iterator[str]:
    """A statute, its paragraphs below it; then the questions."""
    for (statute, sfs), paragraphs in groupby(found.paragraphs, key=lambda each: (each.statute, each.sfs)):
        yield from ("", f"{statute} ({sfs})")
        for paragraph in paragraphs:
            yield f"  {paragraph.paragraph}: {paragraph.says}"
            yield f"      {'. '.join(_about(paragraph, found))}."
    yield from ("", "Öppna frågor")
    for asked in found.open_questions:
        rules = f" ({', '.join(asked.rules)})" if asked.rules else ""
        yield from (f"  {asked.question}", f"      {asked.what_kvar_does}{rules}")
    counted = ", ".join(f"{found.done_by[extent]} {found.count(extent)}" for extent in Extent)
    yield from ("", f"{len(found.paragraphs)} paragrafer sköts av: {counted}.")


def _about(paragraph: Paragraph, found: Coverage) -> Iterator[str]:
    yield f"Sköts av: {found.done_by[paragraph.extent]}"
    if paragraph.rules:
        yield ", ".join(paragraph.rules)
    yield f"Kontrollerad {paragraph.last_checked}" if paragraph.last_checked else "Inte läst i lagtexten"
    if paragraph.left:
        yield paragraph.left.rstrip(".")
