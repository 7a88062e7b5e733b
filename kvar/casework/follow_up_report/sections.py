"""The sections of the report that each tell one measure, and those that count evictions and the children in them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.follow_up_report.findings import finding_of
from kvar.casework.follow_up_report.over_time import picture_over_time, share_row
from kvar.casework.follow_up_report.tables import measure_table, places_table
from kvar.casework.measures.children import REGISTERED_FROM
from kvar.casework.measures.measured import Kind
from kvar.casework.measures.money import ABOVE, BELOW, SMALL
from kvar.casework.measures.registry import measure_of
from kvar.casework.published.reading import Figure, Published
from kvar.casework.published.tabled import Cases, by_quarter
from kvar.casework.published.words import number, period_words, whole_number
from kvar.content.load import load
from kvar.content.notice_texts import kronor
from kvar.paper.report.told import Section

_EVERYWHERE = Cases()


def measured(published: Published, id: str, *, title: str = "", notes: tuple[str, ...] = ()) -> Section:
    """One measure, quarter by quarter, for the whole city."""
    measure = measure_of(id)
    tabled = by_quarter(published, measure, _EVERYWHERE)
    finding = finding_of(published, measure, _EVERYWHERE, tabled)
    label = title or str(measure.label)
    table = measure_table(published, measure, caption=label)
    if measure.kind is Kind.SHARE:
        table = replace(table, rows=(*table.rows, share_row(published, measure)))
    return Section(
        id=id,
        title=label,
        finding=finding,
        notes=(measure.definition, *notes),
        table=table,
        picture=picture_over_time(published, measure, title=label, finding=finding),
    )


def evictions(published: Published) -> Section:
    """How many evictions were carried out, by administration and quarter."""
    measure = measure_of("evictions")
    total = published.sum(measure.id)
    told = {"period": capfirst(period_words(published.quarters)), "n": number(total)}
    said = _("%(period)s: %(n)s avhysningar blev av.") if _can_be_told(total) else _("%(period)s: antalet visas inte.")
    title = str(measure.label)
    places = [(place.label, {"administration": place.id}) for place in load().organisation.administrations]
    told_by = {"caption": title, "first": _("Förvaltning")}
    table = places_table(published, measure.id, places, keep_empty=True, **told_by)
    finding = said % told
    return Section(
        id=measure.id,
        title=title,
        finding=finding,
        notes=(measure.definition,),
        table=table,
        picture=picture_over_time(published, measure, title=title, finding=finding),
    )


def _can_be_told(figure: Figure) -> bool:
    """A number, or at least one above nothing."""
    return bool(figure.least) or not figure.hidden


def evicted_children(published: Published) -> Iterator[Section]:
    """The children, in the two ways of counting, each for the quarters that it counts: they are never added."""
    both = _(
        "Till och med 2024 räknade Kronofogden barnen efter hur de bodde, och från 2025 efter var de är folkbokförda."
        " Tal från före och efter årsskiftet går därför varken att jämföra eller att lägga ihop."
    )
    for id, counts in (
        ("evicted_children_until_2024", _is_before),
        ("evicted_children_from_2025", _is_from),
    ):
        quarters = tuple(quarter for quarter in published.quarters if counts(quarter))
        if quarters:
            yield measured(replace(published, quarters=quarters), id, notes=(both,))


def _is_before(quarter: date) -> bool:
    return quarter < REGISTERED_FROM


def _is_from(quarter: date) -> bool:
    return quarter >= REGISTERED_FROM


def debts(published: Published) -> Section:
    """Debts beside what an eviction is assumed to cost the landlord, with what is assumed."""
    told = measured(published, "debts_against_cost", notes=tuple(map(_assumed, ("small_debt", "eviction_cost"))))
    below = [published.sum(told.id, part=part) for part in (SMALL, BELOW)]
    known = [*below, published.sum(told.id, part=ABOVE)]
    n = sum(one.least for one in known)
    if not n or any(one.hidden for one in known):
        return told
    cost = kronor(load().coordination.money_limit("eviction_cost").value)
    words = {"n": whole_number(sum(one.least for one in below)), "all": whole_number(n), "cost": cost}
    said = _("%(n)s av %(all)s skulder med känt belopp är högst %(cost)s, vad en avhysning antas kosta hyresvärden.")
    return replace(told, finding=said % words)


def _assumed(id: str) -> str:
    """A limit as the content says it."""
    limit = load().coordination.money_limit(id)
    return f"{capfirst(limit.label)}: {kronor(limit.value)}. {limit.note or ''}".strip()
