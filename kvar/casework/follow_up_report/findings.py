"""A published measure in one sentence that claims no more than its numbers."""

from collections.abc import Callable, Mapping

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvar.casework.equal_treatment.answers import answers_of, tally
from kvar.casework.equal_treatment.waiting import Waited, waited
from kvar.casework.equal_treatment.words import quarters_words
from kvar.casework.measures.measured import UNKNOWN, Kind, Measure
from kvar.casework.published.reading import Published
from kvar.casework.published.tabled import Cases, Tabled, TableRow
from kvar.casework.published.tables import Place
from kvar.casework.published.words import number, period_words, share_words, whole_number
from kvar.casework.statistics.survival import BOUNDS


def finding_of(published: Published, measure: Measure, cases: Cases, table: Tabled) -> str:
    """*Juli–september 2026: 240, mest ”hyresskuld” (160).*"""
    said = FINDINGS[measure.kind](published, measure, cases, table)
    return f"{capfirst(period_words(published.quarters))}: {said}."


def _counted(_published: Published, _measure: Measure, _cases: Cases, table: Tabled) -> str:
    """How many, and which part is the largest, where the hidden numbers cannot make it another."""
    if not table.total.least:
        return _("inget som kan visas") if table.total.hidden else _("inga")
    most = _largest(table)
    if most is None:
        return number(table.total)
    told = {"n": number(table.total), "part": most.label, "m": number(most.figures[-1])}
    return _("%(n)s, mest ”%(part)s” (%(m)s)") % told


def _largest(table: Tabled) -> TableRow | None:
    """The part that is the largest of at least two, whatever the hidden numbers are; None where nobody can know."""
    parts, total = table.rows[:-1], table.total
    if len(parts) < 2 or (total.hidden and any(row.figures[-1].hidden for row in parts)):
        return None
    most, *rest = sorted(parts, key=lambda row: -row.figures[-1].least)
    missing = total.least - sum(row.figures[-1].least for row in parts)
    highest = (one.least + missing if one.hidden else one.least for one in (row.figures[-1] for row in rest))
    return most if most.figures[-1].least > max(highest) else None


def _shared(published: Published, measure: Measure, cases: Cases, _table: Tabled) -> str:
    """The share of those known, and how many are not known."""
    found = tally(published, measure.id, answers_of(measure), Place(**cases.places))
    if found is None:
        return _("andelen går inte att visa, för att något av talen inte visas")
    if not found.n:
        return _("inga ärenden där svaret är känt")
    told = {"share": share_words(found.share), "n": whole_number(found.n)}
    unknown = published.sum(measure.id, **cases.places, part=UNKNOWN)
    said = _("ja i %(share)s av %(n)s där svaret är känt") % told
    return said if unknown.shown == 0 else _("%(said)s; %(m)s är inte kända") % {"said": said, "m": number(unknown)}


def _timed(published: Published, measure: Measure, cases: Cases, _table: Tabled) -> str:
    """When half are done, and how many are within the days that are compared."""
    found = waited(published, measure, cases)
    if found is None:
        return _("tiden går inte att visa: inga ärenden, eller för många tal som inte visas")
    within = answers_of(measure).within or BOUNDS[-1]
    told = {"half": half_words(found), "within": within, "n": whole_number(found.course.n)}
    told["share"] = share_words(1 - found.course.waiting(within)) if found.course.points[-1].day >= within else "–"
    many = "%(half)s, %(share)s inom %(within)s dagar, av %(n)s ärenden"
    said = ngettext("%(half)s, %(share)s inom en dag, av %(n)s ärenden", many, within) % told
    return f"{said}; {quarters_words(found.quarters_hidden)}" if found.quarters_hidden else said


def half_words(found: Waited) -> str:
    """*hälften inom 2–3 dagar*."""
    middle = found.course.median
    if middle.day is None:
        return _("färre än hälften inom %s dagar") % BOUNDS[-1]
    if middle.day == 0:
        return _("hälften samma dag")
    first = (middle.after or 0) + 1
    days = str(middle.day) if first == middle.day else f"{first}–{middle.day}"
    return _("hälften inom %s dagar") % days if middle.day > 1 else _("hälften inom en dag")


Finding = Callable[[Published, Measure, Cases, Tabled], str]
FINDINGS: Mapping[Kind, Finding] = {Kind.COUNT: _counted, Kind.SHARE: _shared, Kind.TIME: _timed}
