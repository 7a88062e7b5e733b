"""The first measures: what came in, how it ended, which children were touched.

Protected households are left out of every figure per administration: a small number could point at them.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kvar.casework.measures.grid import Question
from kvar.content.load import load
from kvar.records.models import Case, ContactWish, Member, Notice


def measure(label: Any) -> Callable[[Question], Question]:
    """Names a measure for the page."""

    def named(question: Question) -> Question:
        question.label = label  # type: ignore[attr-defined]
        return question

    return named


@measure(_("Inkomna underrättelser"))
def incoming_notices(first: date, until: date) -> tuple[QuerySet[Notice], str, str]:
    """Antal underrättelser efter ankomstdag, i den månad de kom in. Flera underrättelser för samma skuld räknas var
    för sig. Hushåll med skyddade personuppgifter räknas inte med."""
    found = Notice.objects.filter(arrived_on__gte=first, arrived_on__lt=until, protected=False)
    return found, "arrived_on", "administration"


@measure(_("Hushåll som bor kvar"))
def homes_kept(first: date, until: date) -> tuple[QuerySet[Case], str, str]:
    """Antal ärenden med ett utfall som betyder att hushållet bor kvar, efter dagen för utfallet. Ett ärende räknas en
    gång. Hushåll med skyddade personuppgifter räknas inte med."""
    return _with_outcome(first, until, home_kept=True)


@measure(_("Hushåll som förlorat bostaden"))
def homes_lost(first: date, until: date) -> tuple[QuerySet[Case], str, str]:
    """Antal ärenden med ett utfall som betyder att hushållet har förlorat bostaden, efter dagen för utfallet. Utfall
    som inte säger om bostaden är kvar räknas varken här eller som kvarboende. Hushåll med skyddade personuppgifter
    räknas inte med."""
    return _with_outcome(first, until, home_kept=False)


@measure(_("Barn i nya ärenden"))
def children_affected(first: date, until: date) -> tuple[QuerySet[Member], str, str]:
    """Antal barn som någon har antecknat i hushållet, efter den dag ärendet öppnades: folkbokförda, växelvis boende
    och på umgänge. Ärenden där ingen har tagit reda på om barn berörs saknas här. Hushåll med skyddade
    personuppgifter räknas inte med."""
    found = Member.objects.filter(
        role="child",
        household__protected=False,
        household__cases__opened_on__gte=first,
        household__cases__opened_on__lt=until,
    )
    return found, "household__cases__opened_on", "household__administration"


@measure(_("Vill inte följas upp"))
def contact_declined(first: date, until: date) -> tuple[QuerySet[ContactWish], str, str]:
    """Antal gånger någon har svarat nej på frågan om vi får höra av oss, efter den dag svaret gavs. Kontakten är
    frivillig, och ett nej är ett svar. Hushåll med skyddade personuppgifter räknas inte med."""
    found = ContactWish.objects.filter(
        yes=False, said_on__gte=first, said_on__lt=until, member__household__protected=False
    )
    return found, "said_on", "member__household__administration"


def _with_outcome(first: date, until: date, *, home_kept: bool) -> tuple[QuerySet[Case], str, str]:
    codes = [outcome.id for outcome in load().codes.outcomes if outcome.home_kept is home_kept]
    found = Case.objects.filter(
        outcome__in=codes, outcome_on__gte=first, outcome_on__lt=until, household__protected=False
    )
    return found, "outcome_on", "administration"


MEASURES: tuple[Question, ...] = (incoming_notices, homes_kept, homes_lost, children_affected, contact_declined)
