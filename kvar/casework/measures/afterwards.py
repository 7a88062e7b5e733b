"""Afterwards: how the household lives when its follow-ups fall due. Missing and *vill inte* stand beside every answer.

Contact is voluntary. A round that has fallen due counts, whether anybody was heard or not.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kvar import law
from kvar.casework.facts_of_enforcement import HOLDERS
from kvar.casework.measures.cases import ended, evicted
from kvar.casework.measures.days import DaysLater, MonthsLater, working_day_after
from kvar.casework.measures.dimensions import placed
from kvar.casework.measures.measured import Kind, Measure, Part, Rows, measure
from kvar.content.load import load
from kvar.records.models import ContactWish, FollowUp

MISSING, DECLINED, NOT_KNOWN = "missing", "declined", "not_known"
NEXT_DAY, LOST, KEPT = "K23", "K26", "H31"
DAYS, MONTHS = (7, 30, 90, 180), (3, 6, 12)
WEEK, MONTH = timedelta(days=7), timedelta(days=31)
SOURCE = _("Uppföljningarna i Kvar. De är frivilliga.")
LOST_WORDS = """Hur hushåll som förlorat sin bostad bor {when} avhysningsdagen, efter den dag uppföljningen skulle
göras. Det senaste svaret i den uppföljningen gäller. Vill inte: ingen har svarat, och någon har sagt nej.
Nejet kan vara till uppföljningen, eller från den som har kontraktet till att vi hör av oss. Saknas: ingen har svarat
eller sagt nej. Uppföljningar vars dag inte har kommit och hushåll med skyddade personuppgifter räknas inte. Källa:
uppföljningarna."""
KEPT_WORDS = """Hur hushåll som bodde kvar vid utfallet bor {when} dagen för utfallet, efter den dag uppföljningen
skulle göras. Det senaste svaret i den uppföljningen gäller. Vill inte: ingen har svarat, och någon har sagt nej.
Nejet kan vara till uppföljningen, eller från den som har kontraktet till att vi hör av oss. Saknas: ingen har svarat
eller sagt nej. Uppföljningar vars dag inte har kommit och hushåll med skyddade personuppgifter räknas inte. Källa:
uppföljningarna."""


def _parts() -> tuple[Part, ...]:
    known = (Part(one.id, one.label) for one in load().coordination.enforcement.housing)
    return (*known, Part(DECLINED, _("vill inte")), Part(MISSING, _("saknas, ingen är hörd")))


def _follow_up(id: str, label: Any, words: str, find: Callable[[date, date, date], Rows]) -> Measure:
    find.__name__, find.__doc__ = id, words
    return measure(label, kind=Kind.COUNT, parts=_parts, source=SOURCE)(find)


def _after_days(days: int) -> Measure:
    def find(first: date, until: date, seen_on: date) -> Rows:
        later = timedelta(days=days)
        found = evicted(first - later, until - later).annotate(asked_on=DaysLater(F("evicted_on"), Value(days)))
        return _heard(found, seen_on, step=LOST, number=days)

    label = _("Förlorad bostad: efter %d dagar") % days
    return _follow_up(f"lost_after_{days}_days", label, LOST_WORDS.format(when=f"{days} dagar efter"), find)


def _after_months(months: int) -> Measure:
    def find(first: date, until: date, seen_on: date) -> Rows:
        period = law.Period(number=months, unit=law.Unit.MONTHS)
        since, before = (first_asked(day, partial(law.ends_on, period), MONTH * months) for day in (first, until))
        found = ended(since, before, home_kept=True).annotate(asked_on=MonthsLater(F("outcome_on"), months=months))
        return _heard(found, seen_on, step=KEPT, number=months)

    label = _("Bor kvar: efter %d månader") % months
    return _follow_up(f"kept_after_{months}_months", label, KEPT_WORDS.format(when=f"{months} månader efter"), find)


def _next_day() -> Measure:
    def find(first: date, until: date, seen_on: date) -> Rows:
        since, before = (first_asked(day, _next_working_day, WEEK) for day in (first, until))
        asked_on = working_day_after("evicted_on", first=since, until=before)
        return _heard(evicted(since, before).annotate(asked_on=asked_on), seen_on, step=NEXT_DAY, number=0)

    label = _("Förlorad bostad: nästa arbetsdag")
    return _follow_up("lost_next_working_day", label, LOST_WORDS.format(when="arbetsdagen efter"), find)


def first_asked(day: date, later: Callable[[date], date], most: timedelta) -> date:
    """The first day of an eviction or outcome whose follow-up falls on ``day`` or after it, ``most`` earlier at most.

    A later day never has an earlier follow-up, so a period of follow-ups is a period of those days, and their indexes
    find them.
    """
    days = (day - most + timedelta(days=number) for number in range(most.days + 1))
    return next(one for one in days if later(one) >= day)


def _next_working_day(day: date) -> date:
    return law.add_working_days(day, 1)


def _heard(found: QuerySet[Any], seen_on: date, *, step: str, number: int) -> Rows:
    return placed(found, on="asked_on", part=_answer(step, round_of(step, number), seen_on))


def round_of(step: str, number: int) -> int:
    """Which round of a follow-up falls so many days or months after; 0 where the step is done once."""
    rounds = load().steps[step].at
    return next((place for place, at in enumerate(rounds, start=1) if at == number), -1) if rounds else 0


def _answer(step: str, round: int, seen_on: date) -> Combinable:
    """Where they live by the newest answer; else that somebody has said no; else nothing."""
    results = load().coordination.enforcement.follow_up_results
    rows = FollowUp.objects.filter(case=OuterRef("pk"), step=step, round=round, on__lte=seen_on)
    answers = rows.filter(result__in=[one.id for one in results if one.ends_round and not one.ends_contact])
    home = Case(When(housing="", then=Value(NOT_KNOWN)), default=F("housing"), output_field=CharField())
    newest = answers.order_by("-on", "-recorded_at").annotate(home=home).values("home")[:1]
    no = rows.filter(result__in=[one.id for one in results if one.ends_contact])
    unheard = Case(
        When(Q(Exists(no)) | Q(Exists(_unwilling(seen_on))), then=Value(DECLINED)),
        default=Value(MISSING),
        output_field=CharField(),
    )
    return Coalesce(Subquery(newest), unheard)


def _unwilling(seen_on: date) -> QuerySet[ContactWish]:
    """Those who hold the home and whose newest word is no."""
    said = ContactWish.objects.filter(said_on__lte=seen_on)
    newer = Q(said_on__gt=OuterRef("said_on")) | Q(said_on=OuterRef("said_on"), recorded_at__gt=OuterRef("recorded_at"))
    here = Q(member__household=OuterRef("household"), member__role__in=HOLDERS, member__until=None)
    return said.filter(here, ~Exists(said.filter(newer, member=OuterRef("member"))), yes=False)


FOLLOW_UPS: tuple[Measure, ...] = (
    _next_day(),
    *(_after_days(days) for days in DAYS),
    *(_after_months(months) for months in MONTHS),
)
"""Home lost: the next working day, 7, 30, 90 and 180 days. Home kept: 3, 6 and 12 months. Local, as in the routine."""
