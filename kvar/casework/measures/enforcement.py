"""At Kronofogden: is a time confirmed the same day, how many are evicted, and are we there on the day?"""

from dataclasses import replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kvar.casework.facts_of_enforcement import ADULT, AUTHORITY, CHILDREN, that_count
from kvar.casework.measures.cases import arrived, evicted
from kvar.casework.measures.dimensions import HOUSEHOLD_TYPES, WITH_CHILDREN, placed
from kvar.casework.measures.measured import UNKNOWN, YES_NO, Kind, Rows, measure
from kvar.records.models import Attendance, Confirmation, EvictionDay, Notice

NO_WORDS = ("ingen", "nej", "inte", "ej", "inga från", "vi var inte", "vi kom inte")
ENDS = " .,:;!"
NOBODY = reduce(or_, (Q(attended__istartswith=f"{no}{end}") for no in NO_WORDS for end in ENDS))
NOBODY |= reduce(or_, (Q(attended__iexact=no) for no in NO_WORDS))
"""How a unit writes that nobody of it was there: *ingen*, *Ingen från oss*, *Nej. Vi kom för sent.*"""

ATTENDED = _("Enheternas anteckningar om avhysningsdagen, och deras beslut om vem som är med.")


@measure(
    _("Bekräftad till Kronofogden samma dag"),
    kind=Kind.SHARE,
    parts=YES_NO,
    source=_("Kronofogdens underrättelser om tid och våra bevis på att bekräftelsen är skickad."),
    handling=True,
)
def confirmed_same_day(first: date, until: date, seen_on: date) -> Rows:
    """Av Kronofogdens underrättelser om tid för avhysning eller avlägsnande, efter den dag de kom in: hur många
    bekräftades till Kronofogden samma dag, också när dagen var ledig (11 kap. 3 § socialtjänstförordningen)? Varje ny
    tid räknas. Papper som inte hör till ett ärende räknas inte. Kom papperet idag och är det inte bekräftat än är det
    inte känt. En bekräftelse i fel hushålls ärende räknas inte, och inte hushåll med skyddade personuppgifter. Källa:
    underrättelser och sparade bevis."""
    sent = Confirmation.objects.filter(notice=OuterRef("pk"), recipient=AUTHORITY, sent_on__lte=OuterRef("arrived_on"))
    part = Case(
        When(Exists(that_count(sent)), then=Value("yes")),
        When(arrived_on__lt=seen_on, then=Value("no")),
        default=Value(UNKNOWN),
        output_field=CharField(),
    )
    found = arrived(first, until).filter(eviction_at__isnull=False)
    return placed(found, on="arrived_on", part=part, case="case__")


@measure(_("Avhysningar"), kind=Kind.COUNT, parts=HOUSEHOLD_TYPES, source=_("Avhysningar och hushåll i Kvar."))
def evictions(first: date, until: date, seen_on: date) -> Rows:
    """Antal ärenden där hushållet avhystes, från och med den dag det blev av, efter om hushållet har barn. Med barn:
    ett barn är eller har varit antecknat, eller det senaste svaret är ja. Det som ingen vet om barnen räknas för sig,
    aldrig som nej. En avhysning som ingen har berättat om finns inte här. Hushåll med skyddade personuppgifter räknas
    inte. Källa: avhysningar och hushåll i Kvar."""
    return placed(evicted(first, until), on="evicted_on", part="in_household")


@measure(_("Vuxenenheten var med vid avhysningen"), kind=Kind.SHARE, parts=YES_NO, source=ATTENDED, handling=True)
def adult_unit_attended(first: date, until: date, seen_on: date) -> Rows:
    """Av avhysningarna som blev av, från och med avhysningsdagen: vid hur många var vuxenenheten med? Det räknas efter
    enhetens anteckning för den dagen om vem som var där: börjar den med ”ingen”, ”nej”, ”inte”, ”ej” eller ”vi var
    inte” är det ett nej, annars ett ja. Saknas den är ett beslut att inte vara med ett nej. Annars är det inte känt.
    Bara den senaste tiden räknas: det som gällde en tid som ställdes in räknas inte. Hushåll med skyddade
    personuppgifter räknas inte. Källa: anteckningen om avhysningsdagen."""
    return _attended(first, until, ADULT)


@measure(
    _("Barn och unga var med vid avhysningen"),
    kind=Kind.SHARE,
    parts=YES_NO,
    source=ATTENDED,
    handling=True,
    read_by=(CHILDREN,),
)
def children_unit_attended(first: date, until: date, seen_on: date) -> Rows:
    """Av avhysningarna i hushåll med barn som blev av, från och med avhysningsdagen: vid hur många var barn och unga
    med? Det räknas efter enhetens anteckning för den dagen om vem som var där: börjar den med ”ingen”, ”nej” eller
    ”inte” är det ett nej, annars ett ja. Saknas den är ett beslut att inte vara med ett nej. Annars är det inte
    känt. Bara den senaste tiden räknas. Hushåll där ingen vet om barn berörs och hushåll med skyddade
    personuppgifter räknas inte. Källa: anteckningen om avhysningsdagen."""
    rows = _attended(first, until, CHILDREN)
    return replace(rows, found=rows.found.filter(in_household=WITH_CHILDREN))


def _attended(first: date, until: date, unit: str) -> Rows:
    """What was written, or decided, of a time that was called off says nothing of the one that was carried out."""
    times = Notice.objects.filter(case=OuterRef("pk"), eviction_at__isnull=False, passed_on=None)
    newest = times.order_by("-arrived_on", "-taken_in_at", "-id").values("pk")[:1]
    about: dict[str, Any] = {"case": OuterRef("pk"), "notice": OuterRef("newest_time"), "unit": unit}
    written = EvictionDay.objects.filter(**about).order_by("-on", "-recorded_at")
    there = Case(When(NOBODY, then=Value("no")), default=Value("yes"), output_field=CharField())
    decided = Attendance.objects.filter(**about).order_by("-recorded_at", "-id")
    stays_away = Case(When(attends=False, then=Value("no")), default=Value(UNKNOWN), output_field=CharField())
    part = Coalesce(
        Subquery(written.annotate(there=there).values("there")[:1]),
        Subquery(decided.annotate(there=stays_away).values("there")[:1]),
        Value(UNKNOWN),
    )
    found = evicted(first, until).annotate(newest_time=Subquery(newest))
    return placed(found, on="evicted_on", part=part)
