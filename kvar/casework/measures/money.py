"""Money: what the board took on, what we promised and missed, and debts beside what an eviction costs."""

from datetime import date

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kvar import law
from kvar.casework.access import ADULT, PAYING
from kvar.casework.measures.cases import arrived
from kvar.casework.measures.dimensions import placed
from kvar.casework.measures.measured import UNKNOWN, YES_NO, Kind, Part, Rows, measure
from kvar.content.load import load
from kvar.content.notice_texts import kronor
from kvar.records.models import Deviation, PromisedPayment, Undertaking

IN_TIME, TOO_LATE, REFUSED = "in_time", "too_late", "refused"
SMALL, BELOW, ABOVE = "small", "below_cost", "above_cost"
READ_MONEY = (ADULT, PAYING)
UNDERTAKEN = (
    Part(IN_TIME, _("taget, och beskedet kom fram i tid")),
    Part(TOO_LATE, _("taget, men beskedet kom fram för sent")),
    Part(REFUSED, _("nämnden sade nej")),
    Part(UNKNOWN, _("taget, men det är inte klart om det räcker")),
)


def _limit(id: str) -> int:
    return load().coordination.money_limit(id).value


def _sizes() -> tuple[Part, ...]:
    small, cost = kronor(_limit("small_debt")), kronor(_limit("eviction_cost"))
    return (
        Part(SMALL, format_lazy(_("liten skuld: högst {amount}"), amount=small)),
        Part(BELOW, format_lazy(_("högst vad en avhysning antas kosta: {amount}"), amount=cost)),
        Part(ABOVE, format_lazy(_("mer än {amount}"), amount=cost)),
        Part(UNKNOWN, _("beloppet är inte känt")),
    )


@measure(
    _("Betalningsansvar"),
    kind=Kind.COUNT,
    parts=UNDERTAKEN,
    source=_("Nämndens beslut om betalningsansvar och beskeden till hyresvärden eller företaget."),
    read_by=READ_MONEY,
)
def undertakings(first: date, until: date, seen_on: date) -> Rows:
    """Antal beslut om betalningsansvar, från och med beslutsdagen: taget i tid, för sent, eller nej. I tid: beskedet
    har allt som lagen begär (12 kap. 44 § jordabalken, och motsvarande för el, gas och fjärrvärme). För sent: det kom
    fram efter den tidigaste sista dagen. Annars är det inte klart. Ett beslut i fel hushålls ärende och hushåll med
    skyddade personuppgifter räknas inte. Källa: beslut och besked."""
    found = Undertaking.objects.filter(decided_on__gte=first, decided_on__lt=until, notice__case__isnull=False)
    part = Case(
        When(taken=False, then=Value(REFUSED)),
        When(notice__undertaking_received_on__isnull=False, then=Value(IN_TIME)),
        When(received_on__gt=F("notice__undertake_by"), then=Value(TOO_LATE)),
        default=Value(UNKNOWN),
        output_field=CharField(),
    )
    return placed(found.filter(notice__protected=False), on="decided_on", part=part, case="notice__case__")


@measure(
    _("Betalningar som vi missade"),
    kind=Kind.SHARE,
    parts=YES_NO,
    source=_("Betalningarna som vi har lovat, och avvikelserna."),
    handling=True,
    read_by=READ_MONEY,
)
def payments_missed(first: date, until: date, seen_on: date) -> Rows:
    """Av betalningarna som vi har lovat att göra, från och med den dag de skulle göras: hur många blev inte av i tid?
    En som bedömts som ingen avvikelse räknas som gjord i tid. Är dagen inte förbi, eller står det inte om betalningen
    är skickad, är det inte känt. Betalningar som stoppades innan dagen och hushåll med skyddade personuppgifter räknas
    inte. Källa: betalningarna."""
    found = PromisedPayment.objects.filter(due_on__gte=first, due_on__lt=until)
    found = found.exclude(state="stopped", missed_on=None)
    judged = Deviation.objects.filter(promise=OuterRef("pk"), state="no_deviation")
    part = Case(
        When(Q(missed_on__isnull=False) & ~Q(Exists(judged)), then=Value("yes")),
        When(Q(missed_on__isnull=False) | Q(state__in=("sent", "confirmed")), then=Value("no")),
        default=Value(UNKNOWN),
        output_field=CharField(),
    )
    return placed(found, on="due_on", part=part, case="case__")


@measure(
    _("Skulden mot vad en avhysning kostar"),
    kind=Kind.COUNT,
    parts=_sizes,
    source=_("Beloppen i underrättelserna. Gränserna är stadens egna antaganden i innehållet."),
)
def debts_against_cost(first: date, until: date, seen_on: date) -> Rows:
    """Antal underrättelser om en skuld, efter den dag de kom in och efter hur stor skulden är: liten, högst vad en
    avhysning antas kosta hyresvärden, eller mer. Gränserna är antaganden som staden har gjort och kan ändra. Kommunens
    kostnad för ett annat boende är inte med. Papper som inte hör till ett ärende räknas inte. Fler papper om samma
    skuld, Kronofogdens papper och hushåll med skyddade personuppgifter räknas inte. Källa: beloppet i papperet."""
    found = arrived(first, until).filter(ground__in=law.DEBT_GROUNDS, same_debt_as=None)
    part = Case(
        When(amount__lte=_limit("small_debt"), then=Value(SMALL)),
        When(amount__lte=_limit("eviction_cost"), then=Value(BELOW)),
        When(amount__isnull=False, then=Value(ABOVE)),
        default=Value(UNKNOWN),
        output_field=CharField(),
    )
    return placed(found, on="arrived_on", part=part, case="case__")
