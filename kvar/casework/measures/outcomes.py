"""How it went: by outcome, by cause, by who lets the home."""

from datetime import date

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from kvar.casework.measures.arrivals import SENDER_PARTS, sender_kind
from kvar.casework.measures.cases import ended
from kvar.casework.measures.dimensions import known_as, placed
from kvar.casework.measures.measured import UNKNOWN, YES_NO, Kind, Part, Rows, measure
from kvar.content.load import load
from kvar.records.models import Notice

SOURCE = _("Utfallen så som handläggarna har registrerat dem i Kvar.")
LANDLORD_KINDS = ("landlord", "city_landlord", "condominium_association")
LANDLORDS = (*(part for part in SENDER_PARTS if part.id in LANDLORD_KINDS), Part(UNKNOWN, _("inte känt")))


def _outcomes() -> tuple[Part, ...]:
    return tuple(Part(outcome.id, outcome.label) for outcome in load().codes.outcomes)


def _causes() -> tuple[Part, ...]:
    return (*(Part(cause.id, cause.label) for cause in load().codes.causes), Part(UNKNOWN, _("ingen orsak antecknad")))


@measure(_("Utfall"), kind=Kind.COUNT, parts=_outcomes, source=SOURCE)
def outcomes(first: date, until: date, seen_on: date) -> Rows:
    """Antal ärenden efter det utfall som gäller, från och med dagen för utfallet. Varje ärende räknas en gång. Ett
    utfall som försvann när ärendet öppnades igen räknas inte. Hushåll med skyddade personuppgifter räknas inte. Källa:
    registrerade utfall."""
    return placed(ended(first, until), on="outcome_on", part="outcome")


@measure(_("Bor kvar"), kind=Kind.SHARE, parts=YES_NO, source=SOURCE)
def homes_kept(first: date, until: date, seen_on: date) -> Rows:
    """I hur många ärenden bor hushållet kvar, enligt utfallet som gäller, från och med dagen för utfallet? Ett utfall
    som inte säger om bostaden är kvar, till exempel att hushållet flyttade själv, är inte känt och räknas varken som ja
    eller nej. Ärenden utan utfall och hushåll med skyddade personuppgifter räknas inte. Källa: registrerade utfall."""
    said = {True: "yes", False: "no", None: UNKNOWN}
    kept = {outcome.id: said[outcome.home_kept] for outcome in load().codes.outcomes}
    return placed(ended(first, until), on="outcome_on", part=known_as("outcome", kept))


@measure(_("Orsaker när hushållet bor kvar"), kind=Kind.COUNT, parts=_causes, source=SOURCE)
def causes_where_kept(first: date, until: date, seen_on: date) -> Rows:
    """Antal gånger varje orsak till risken är antecknad i ärenden där hushållet bor kvar, från och med dagen för
    utfallet. Ett ärende med flera orsaker räknas en gång för varje, så orsakerna är fler än ärendena. Hushåll med
    skyddade personuppgifter räknas inte. Källa: registrerade utfall."""
    return placed(ended(first, until, home_kept=True), on="outcome_on", part="causes")


@measure(_("Orsaker när bostaden är förlorad"), kind=Kind.COUNT, parts=_causes, source=SOURCE)
def causes_where_lost(first: date, until: date, seen_on: date) -> Rows:
    """Antal gånger varje orsak till risken är antecknad i ärenden där bostaden är förlorad, från och med dagen för
    utfallet. Ett ärende med flera orsaker räknas en gång för varje, så orsakerna är fler än ärendena. Hushåll med
    skyddade personuppgifter räknas inte. Källa: registrerade utfall."""
    return placed(ended(first, until, home_kept=False), on="outcome_on", part="causes")


@measure(_("Hyresvärdar när hushållet bor kvar"), kind=Kind.COUNT, parts=LANDLORDS, source=SOURCE)
def landlords_where_kept(first: date, until: date, seen_on: date) -> Rows:
    """Antal ärenden där hushållet bor kvar, efter slag av hyresvärd, från och med dagen för utfallet. Slaget följer av
    ärendets första papper från någon som hyr ut; har ingen sådan skrivit är det inte känt. Hushåll med skyddade
    personuppgifter räknas inte. Källa: utfall och underrättelser."""
    return placed(ended(first, until, home_kept=True), on="outcome_on", part=_landlord())


@measure(_("Hyresvärdar när bostaden är förlorad"), kind=Kind.COUNT, parts=LANDLORDS, source=SOURCE)
def landlords_where_lost(first: date, until: date, seen_on: date) -> Rows:
    """Antal ärenden där bostaden är förlorad, efter slag av hyresvärd, från och med dagen för utfallet. Slaget följer
    av ärendets första papper från någon som hyr ut; har ingen sådan skrivit är det inte känt. Hushåll med skyddade
    personuppgifter räknas inte. Källa: utfall och underrättelser."""
    return placed(ended(first, until, home_kept=False), on="outcome_on", part=_landlord())


def _landlord() -> Coalesce:
    kinds = {sender.id: sender_kind(sender.id) for sender in load().codes.sender_types}
    letting = {sender: kind for sender, kind in kinds.items() if kind in LANDLORD_KINDS}
    papers = Notice.objects.filter(case=OuterRef("pk"), passed_on=None, sender_type__in=letting)
    written = papers.annotate(letting=known_as("sender_type", letting)).order_by("arrived_on", "pk")
    return Coalesce(Subquery(written.values("letting")[:1]), Value(UNKNOWN))
