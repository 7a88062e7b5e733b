"""What only the sheet counts: days of the law that have been, and what waited when the month ended."""

from datetime import date

from django.db.models import Case as CaseWhen
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from kvar.casework.access import ADULT, Actor, cases_visible_to
from kvar.casework.measures.cases import open_at_end_of, papers_of_same_debt, with_last_day
from kvar.casework.measures.dimensions import placed
from kvar.casework.measures.measured import UNKNOWN, YES_NO, Kind, Rows, measure
from kvar.records.models import Case, Handover, JournalEntry


@measure(_("Sista dagar"), kind=Kind.SHARE, parts=YES_NO, source=_("Underrättelserna och vad som är inskrivet på dem."))
def last_days_met(first: date, until: date, seen_on: date) -> Rows:
    """Sista dagar enligt lag i månaden, också för papper som kom tidigare. I tid: på papperet, eller på ett annat om
    samma skuld, står en betalning eller ett besked som kom senast den dagen. En inbetalning under Skuld räknas inte:
    den säger inte att hela skulden är betald. Fler papper om samma skuld, papper som skickades vidare eller inte hör
    till ett ärende, och hushåll med skyddade personuppgifter räknas inte. Källa: underrättelser."""
    met = Q(paid_on__lte=F("last_day")) | Q(undertaking_received_on__lte=F("last_day"))
    also = Q(paid_on__lte=OuterRef("last_day")) | Q(undertaking_received_on__lte=OuterRef("last_day"))
    part = CaseWhen(
        When(met | Q(Exists(papers_of_same_debt().filter(also))), then=Value("yes")),
        When(last_day__lt=seen_on, then=Value("no")),
        default=Value(UNKNOWN),
        output_field=CharField(),
    )
    return placed(with_last_day(first, until), on="last_day", part=part, case="case__")


def without_owner(actor: Actor, day: date) -> int:
    """Cases that the actor's unit sees, open when the day ended, that the adult unit had not yet named anybody for."""
    named = JournalEntry.objects.filter(case=OuterRef("pk"), kind="responsible", unit=ADULT, happened_on__lte=day)
    return open_at_end_of(day).filter(~Exists(named), pk__in=_seen(actor)).count()


def waiting_for_us(actor: Actor, day: date) -> int:
    """Hand-overs to the actor's unit, in cases that it sees, that nobody had answered when the day ended."""
    return _waiting(actor, day).filter(to_unit=actor.unit).exclude(from_unit=actor.unit).count()


def waiting_for_others(actor: Actor, day: date) -> int:
    """Hand-overs from the actor's unit, in cases that it sees, that another had not answered when the day ended."""
    return _waiting(actor, day).filter(from_unit=actor.unit).exclude(to_unit=actor.unit).count()


def _waiting(actor: Actor, day: date) -> QuerySet[Handover]:
    unanswered = Q(answered_on=None) | Q(answered_on__gt=day)
    return Handover.objects.filter(unanswered, case__in=_seen(actor), on__lte=day)


def _seen(actor: Actor) -> QuerySet[Case]:
    """Protected households are in no number, whoever asks."""
    return cases_visible_to(actor).filter(household__protected=False)
