"""How long it takes to reach people: from the first paper of a case to the first attempt, contact and owner."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from kvar.casework.access import ADULT
from kvar.casework.measures.cases import arrived, new_cases
from kvar.casework.measures.days import DaysLater
from kvar.casework.measures.days_parts import DAYS_PARTS, days_part
from kvar.casework.measures.dimensions import WITH_CHILDREN, placed
from kvar.casework.measures.measured import UNKNOWN, YES_NO, Kind, Rows, measure
from kvar.content.load import load
from kvar.records.models import Attempt, JournalEntry

TRIED_WITHIN = 3
"""Days, one of ``BOUNDS``. Our own choice where to cut, not a limit of the law."""
ATTEMPTS = _("Underrättelserna och kontaktförsöken så som de är antecknade i Kvar.")


@measure(_("Dagar till första försöket"), kind=Kind.TIME, parts=DAYS_PARTS, source=ATTEMPTS, handling=True)
def days_to_attempt(first: date, until: date, seen_on: date) -> Rows:
    """Dagar från den dag ärendets första underrättelse kom in till det första försöket att nå hushållet. Den som ännu
    väntar räknas med så länge hen har väntat, till och med dagen då vi tittar eller ärendet avslutades. Ett försök som
    togs tillbaka, eller som en enhet håller för sig själv, räknas inte. Ärenden räknas efter den första
    underrättelsens dag. Hushåll med skyddade personuppgifter räknas inte. Källa: underrättelser och kontaktförsök."""
    return _waiting(first, until, seen_on, _attempts(seen_on), "on")


@measure(
    _("Försök inom tre dagar att nå hushåll med barn"),
    kind=Kind.SHARE,
    parts=YES_NO,
    source=ATTEMPTS,
    handling=True,
)
def families_tried_in_time(first: date, until: date, seen_on: date) -> Rows:
    """Av de nya ärendena med barn i hushållet, efter den dag ärendets första underrättelse kom in: i hur många försökte
    vi nå hushållet inom tre dagar? Tre dagar är vårt eget val, inte lagens. Har de inte gått, och ingen har försökt, är
    det inte känt. Ett ärende som avslutades utan försök är ett nej. Ett försök som togs tillbaka, eller som en enhet
    håller för sig själv, räknas inte. Hushåll där ingen vet om barn berörs och hushåll med skyddade personuppgifter
    räknas inte. Källa: underrättelser och kontaktförsök."""
    last = DaysLater(OuterRef("arrived_on"), Value(TRIED_WITHIN))
    part = Case(
        When(Exists(_attempts(seen_on).filter(on__lte=last)), then=Value("yes")),
        When(arrived_on__lt=seen_on - timedelta(days=TRIED_WITHIN), then=Value("no")),
        default=Value(UNKNOWN),
        output_field=CharField(),
    )
    rows = placed(new_cases(first, until), on="arrived_on", part=part, case="case__")
    return replace(rows, found=rows.found.filter(in_household=WITH_CHILDREN))


@measure(_("Dagar till första kontakten"), kind=Kind.TIME, parts=DAYS_PARTS, source=ATTEMPTS, handling=True)
def days_to_contact(first: date, until: date, seen_on: date) -> Rows:
    """Dagar från den dag ärendets första underrättelse kom in till första gången vi nådde någon i hushållet. Den som
    ännu inte är nådd räknas med så länge hen har väntat, till och med dagen då vi tittar eller ärendet avslutades. Ett
    försök som togs tillbaka, eller som en enhet håller för sig själv, räknas inte. Hushåll med skyddade
    personuppgifter räknas inte. Källa: underrättelser och kontaktförsök."""
    return _waiting(first, until, seen_on, _attempts(seen_on).filter(reached=True), "on")


@measure(
    _("Dagar till ansvarig"),
    kind=Kind.TIME,
    parts=DAYS_PARTS,
    source=_("Underrättelserna och journalens anteckningar om vem som är ansvarig."),
    handling=True,
)
def days_to_owner(first: date, until: date, seen_on: date) -> Rows:
    """Dagar från den dag ärendets första underrättelse kom in till den dag vuxenenheten först hade en ansvarig. Ett
    ärende som ännu saknar ansvarig räknas med så länge det har väntat, till och med dagen då vi tittar eller ärendet
    avslutades. Byte av ansvarig räknas inte. Hushåll med skyddade personuppgifter räknas inte. Källa: underrättelser
    och journal."""
    named = JournalEntry.objects.filter(case=OuterRef("case"), kind="responsible", unit=ADULT)
    return _waiting(first, until, seen_on, named.filter(happened_on__lte=seen_on), "happened_on")


@measure(_("Nådd före sista dagen"), kind=Kind.SHARE, parts=YES_NO, source=ATTEMPTS, handling=True)
def reached_before_last_day(first: date, until: date, seen_on: date) -> Rows:
    """Av de underrättelser som startar en sista dag enligt lag, efter den dag de kom in: i hur många nådde vi någon
    i hushållet efter att papperet kom och senast den sista dagen? Läses lagen på flera sätt räknas den tidigaste
    dagen. Ett ja räknas genast och ett nej när dagen har varit: de senaste veckorna ser bättre ut än de är. Utan
    delgivning är svaret inte känt. Papper som kom efter sin sista dag och fler papper om samma skuld räknas inte.
    Försök som togs tillbaka eller som en enhet håller för sig själv räknas inte. Papper som inte hör till ett ärende
    och hushåll med skyddade personuppgifter räknas inte. Källa: underrättelser, delgivning och
    kontaktförsök."""
    clocks = [kind.id for kind in load().codes.notice_kinds if kind.starts_clock]
    reached = _attempts(seen_on).filter(reached=True, on__gte=OuterRef("arrived_on"), on__lte=OuterRef("last_day"))
    part = Case(
        When(Exists(reached), then=Value("yes")),
        When(last_day__lt=seen_on, then=Value("no")),
        default=Value(UNKNOWN),
        output_field=CharField(),
    )
    found = arrived(first, until).filter(kind__in=clocks, same_debt_as=None)
    found = found.exclude(last_day__lt=F("arrived_on"))  # nobody could have been reached
    return placed(found, on="arrived_on", part=part, case="case__")


def _attempts(seen_on: date) -> QuerySet[Attempt]:
    """The attempts that all units may read, and nobody took back."""
    return Attempt.objects.filter(case=OuterRef("case"), shared=True, withdrawn_on=None, on__lte=seen_on)


def _waiting(first: date, until: date, seen_on: date, happened: QuerySet[Any], day: str) -> Rows:
    earliest = Subquery(happened.order_by(day).values(day)[:1])
    part = days_part("arrived_on", earliest, closed_on="case__closed_on", seen_on=seen_on)
    return placed(new_cases(first, until), on="arrived_on", part=part, case="case__")
