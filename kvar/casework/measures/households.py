"""Which households: how many, and who comes back."""

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from kvar import law
from kvar.casework.measures.cases import arrived, first_arrival_in, new_cases
from kvar.casework.measures.days import DaysLater
from kvar.casework.measures.dimensions import HOUSEHOLD_TYPES, placed
from kvar.casework.measures.measured import UNKNOWN, YES_NO, Kind, Rows, measure
from kvar.content.load import load
from kvar.records.models import Notice, SameHousehold

YEAR = 365
NOTHING_NEW = (law.Ground.ENFORCEMENT, law.Ground.CHILD_REPORT)
SOURCE = _("Underrättelserna och det som är antecknat om hushållet.")


@measure(_("Nya ärenden efter hushåll"), kind=Kind.COUNT, parts=HOUSEHOLD_TYPES, source=SOURCE)
def new_households(first: date, until: date, seen_on: date) -> Rows:
    """Antal ärenden, efter den dag ärendets första underrättelse kom in. Med barn: ett barn är eller har varit
    antecknat, eller det senaste svaret på om barn berörs är ja. Utan barn: det senaste svaret är nej. Annars är det
    inte känt, och det räknas aldrig som nej. Ett hushåll med två ärenden räknas två gånger. Papper som skickades vidare
    räknas bara där de togs emot. Papper som inte hör till ett ärende räknas inte. Hushåll med skyddade personuppgifter
    räknas inte. Källa: underrättelser och hushåll."""
    return placed(new_cases(first, until), on="arrived_on", part="in_household", case="case__")


@measure(_("Återkommer inom tolv månader"), kind=Kind.SHARE, parts=YES_NO, source=SOURCE)
def repeated_within_a_year(first: date, until: date, seen_on: date) -> Rows:
    """Av underrättelserna om något nytt, efter den dag de kom in: hur många kom inom 365 dagar efter en tidigare om
    samma hushåll? En tidigare i ett avslutat ärende räknas, och en från när samma person bodde i ett annat hushåll.
    Fler papper om samma skuld, Kronofogdens papper och orosanmälningar är inget nytt och räknas inte. Två papper samma
    dag är ingen upprepning. Hittar vi ingen tidigare, och förvaltningen hade haft papper i Kvar i mindre än 365 dagar,
    är svaret inte känt. Papper som inte hör till ett ärende och hushåll med skyddade personuppgifter räknas inte.
    Källa: underrättelser."""
    found = arrived(first, until).filter(same_debt_as=None).exclude(ground__in=NOTHING_NEW)
    here = Notice.objects.filter(_earlier(""), household=OuterRef("household"))
    tied = SameHousehold.objects.filter(
        _earlier("other__notices__"), household=OuterRef("household"), other__protected=False
    )
    part = Case(
        When(Q(Exists(here)) | Q(Exists(tied)), then=Value("yes")),
        When(_a_year_known(), then=Value("no")),
        default=Value(UNKNOWN),
        output_field=CharField(),
    )
    return placed(found, on="arrived_on", part=part, case="case__")


def _a_year_known() -> Q:
    """Had the case's administration had papers here for a year when this came? One day each, found once."""
    ids = [place.id for place in load().organisation.administrations]
    first = ((id, DaysLater(first_arrival_in(id), Value(YEAR))) for id in ids)
    # The administration is asked first: the database then looks up the first day of that one alone.
    return reduce(or_, (Q(case__administration=id) & Q(arrived_on__gte=day) for id, day in first))


def _earlier(notice: str) -> Q:
    """A paper about a matter of its own in the year before the one asked about; ``notice`` leads to it."""
    long_ago = DaysLater(OuterRef("arrived_on"), Value(-YEAR))
    days = Q(**{f"{notice}arrived_on__lt": OuterRef("arrived_on"), f"{notice}arrived_on__gte": long_ago})
    counts = Q(**{f"{notice}same_debt_as": None, f"{notice}passed_on": None})
    return days & counts & ~Q(**{f"{notice}ground__in": NOTHING_NEW})
