"""The children: how they live, who is registered, and whether anybody asked in time.

Kronofogden's own figures are made in two ways: by permanent home until 2024, by registration from 2025 (practice.md
5.4). The two are kept apart, for they do not say the same thing.
"""

from datetime import date

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kvar import law
from kvar.casework.measures.cases import children, evicted_day, has_own_paper, may_be_evicted, new_cases
from kvar.casework.measures.days import working_day_after
from kvar.casework.measures.dimensions import CHILD, placed
from kvar.casework.measures.measured import UNKNOWN, YES_NO, Kind, Part, Rows, measure
from kvar.content.load import load
from kvar.records.models import Answer, Member, Statement

CASE = "household__cases__"
REGISTERED_FROM = date(2025, 1, 1)
SOURCE = _("Barnen i hushållen och det som är sagt om hur de bor, med källa.")
REGISTERED = (
    Part("yes", _("folkbokförd i bostaden")),
    Part("no", _("inte folkbokförd i bostaden")),
    Part(UNKNOWN, _("inte känt")),
)


def _links() -> tuple[Part, ...]:
    return (*(Part(link.id, link.label) for link in load().codes.child_links), Part(UNKNOWN, _("inte känt")))


@measure(_("Barn efter hur de bor"), kind=Kind.COUNT, parts=_links, source=SOURCE)
def children_by_link(first: date, until: date, seen_on: date) -> Rows:
    """Antal barn i hushållet i nya ärenden, från och med den dag ärendet öppnades: heltid, växelvis, på umgänge eller
    någon annanstans, enligt det senaste som sagts. Barn som kom fram senare i ärendet räknas med. Barn som hade
    flyttat innan räknas inte. Ett barn med två ärenden räknas två gånger. Ärenden där ingen har frågat om barn, och
    ärenden vars papper alla skickades vidare, saknas här. Hushåll med skyddade personuppgifter räknas inte. Källa:
    hushållets barn."""
    return placed(
        _children(first, until), on=f"{CASE}opened_on", part=_newest("lives"), case=CASE, household="household"
    )


@measure(_("Barn efter folkbokföring"), kind=Kind.COUNT, parts=REGISTERED, source=SOURCE)
def children_registered(first: date, until: date, seen_on: date) -> Rows:
    """Antal barn i hushållet i nya ärenden, från och med den dag ärendet öppnades, efter om de är folkbokförda i
    bostaden. Det senaste som sagts gäller. Det ingen vet räknas för sig. Ett barn med två ärenden räknas två gånger.
    Barn som hade flyttat innan, ärenden vars papper alla skickades vidare och hushåll med skyddade personuppgifter
    räknas inte. Källa: hushållets barn."""
    part = _newest("registered")
    return placed(_children(first, until), on=f"{CASE}opened_on", part=part, case=CASE, household="household")


@measure(_("Barn som fanns men inte var folkbokförda"), kind=Kind.COUNT, parts=_links, source=SOURCE)
def children_found(first: date, until: date, seen_on: date) -> Rows:
    """Antal barn i nya ärenden som inte är folkbokförda i bostaden, efter hur de bor där, från och med den dag ärendet
    öppnades. Det senaste som sagts gäller. De hade inte synts i folkbokföringen. Barn vars folkbokföring ingen vet,
    barn som hade flyttat innan, ärenden vars papper alla skickades vidare och hushåll med skyddade personuppgifter
    räknas inte. Ett barn med två ärenden räknas två gånger. Källa: hushållets barn."""
    found = _children(first, until).annotate(registered=_newest("registered")).filter(registered="no")
    return placed(found, on=f"{CASE}opened_on", part=_newest("lives"), case=CASE, household="household")


@measure(_("Barn vid avhysning till och med 2024 (stadigvarande)"), kind=Kind.COUNT, parts=_links, source=SOURCE)
def evicted_children_until_2024(first: date, until: date, seen_on: date) -> Rows:
    """Antal barn i hushåll som avhystes till och med den 31 december 2024, från och med avhysningsdagen, efter hur de
    bodde: så som Kronofogden då räknade (stadigvarande, växelvis, umgänge). Får inte läggas ihop med måttet från 2025,
    som räknas på ett annat sätt. Barn som hade flyttat före dagen och hushåll med skyddade personuppgifter räknas inte.
    Källa: avhysningar och hushållets barn i Kvar."""
    found = _evicted_children(first, min(until, REGISTERED_FROM))
    return placed(found, on="evicted_on", part=_newest("lives"), case=CASE, household="household")


@measure(_("Barn vid avhysning från 2025 (folkbokförda)"), kind=Kind.COUNT, parts=REGISTERED, source=SOURCE)
def evicted_children_from_2025(first: date, until: date, seen_on: date) -> Rows:
    """Antal barn i hushåll som avhystes från och med den 1 januari 2025, från och med avhysningsdagen, efter om de var
    folkbokförda i bostaden: så som Kronofogden räknar sedan dess. Får inte läggas ihop med måttet till och med 2024,
    som räknas på ett annat sätt. Barn som hade flyttat före dagen och hushåll med skyddade personuppgifter räknas inte.
    Källa: avhysningar och hushållets barn i Kvar."""
    found = _evicted_children(max(first, REGISTERED_FROM), until)
    return placed(found, on="evicted_on", part=_newest("registered"), case=CASE, household="household")


@measure(
    _("Barnfrågan inom en arbetsdag"),
    kind=Kind.SHARE,
    parts=YES_NO,
    source=SOURCE,
    handling=True,
    tells_household=True,
)
def children_asked_in_time(first: date, until: date, seen_on: date) -> Rows:
    """I hur många nya ärenden visste vi om barn berörs senast arbetsdagen efter den dag den första underrättelsen kom
    in? Ett ja eller ett nej räknas, och ett barn som står i hushållet. Att vi visste räknas genast, att vi inte visste
    först när arbetsdagen har gått: de senaste dagarna ser därför bättre ut än de är.
    Svar som en enhet håller för sig själv räknas inte. Hushåll med skyddade personuppgifter räknas inte. Källa: svaren
    på frågan om barn berörs, och hushållets barn."""
    found = new_cases(first, until).annotate(ask_by=working_day_after("arrived_on", first=first, until=until))
    said = Answer.objects.filter(case=OuterRef("case"), question=law.Question.CHILDREN_AFFECTED, shared=True)
    here = Q(until=None) | Q(until__gte=OuterRef("arrived_on"))
    child = Member.objects.filter(
        here, household=OuterRef("case__household"), role=CHILD, since__lte=OuterRef("ask_by")
    )
    in_time = Q(Exists(said.filter(said_on__lte=OuterRef("ask_by")))) | Q(Exists(child))
    part = Case(
        When(in_time, then=Value("yes")),
        When(ask_by__lt=seen_on, then=Value("no")),
        default=Value(UNKNOWN),
        output_field=CharField(),
    )
    return placed(found, on="arrived_on", part=part, case="case__")


def _children(first: date, until: date) -> QuerySet[Member]:
    """The children of households in the cases that were opened in [first, until), while they belonged there."""
    opened = Q(**{f"{CASE}opened_on__gte": first, f"{CASE}opened_on__lt": until})
    there = Q(until=None) | Q(until__gte=F(f"{CASE}opened_on"))
    known = Q(**{f"{CASE}closed_on": None}) | Q(since__lte=F(f"{CASE}closed_on"))
    found = children().filter(opened & there & known)
    return found.alias(own_paper=has_own_paper(CASE)).filter(own_paper=True)


def _evicted_children(first: date, until: date) -> QuerySet[Member]:
    """The children of the households whose eviction was carried out in [first, until), by the rows of ``evicted``."""
    known = Q(**{f"{CASE}closed_on": None}) | Q(since__lte=F(f"{CASE}closed_on"))
    found = children().filter(may_be_evicted(first, until, CASE) & known).annotate(evicted_on=evicted_day(CASE))
    there = Q(until=None) | Q(until__gte=F("evicted_on"))
    found = found.alias(own_paper=has_own_paper(CASE)).filter(own_paper=True)
    return found.filter(there, evicted_on__gte=first, evicted_on__lt=until)


def _newest(about: str) -> Coalesce:
    """What was said last about the child."""
    said = Statement.objects.filter(member=OuterRef("pk"), about=about).order_by("-recorded_at", "-id")
    return Coalesce(Subquery(said.values("value")[:1]), Value(UNKNOWN))
