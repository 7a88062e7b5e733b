"""What stops a letter: each condition by its name in ``brev.yaml``, with the sentence that says why and the way on."""

from collections.abc import Callable, Iterator, Mapping

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.letters.words import About
from kvar.content.letter_file import Letter


def stops(letter: Letter, about: About) -> Iterator[str]:
    """Why the letter cannot be sent now. A protected address stops every letter, whatever its file says."""
    if about.case.household.protected:
        yield _("Personen har skyddade personuppgifter. Skicka brevet genom Skatteverkets förmedling.")
    for name in letter.stopped_by:
        if sentence := STOPS[name](about):
            yield sentence


def _no_notice(about: About) -> str:
    return "" if about.notice else _("Ärendet har inget sådant meddelande som brevet handlar om.")


def _solved(about: About) -> str:
    """Paid or taken on, whichever of the papers about the debt it was noted on."""
    own = [row for row in about.facts.notices if about.notice and row.id == str(about.notice.pk)]
    same = [row for one in own for row in law.same_debt(about.facts, one)]
    if any(row.paid_on or row.undertaking_received_on for row in same):
        return _("Skulden är redan betald eller övertagen. Ring i stället, och berätta att det är löst.")
    return ""


def _tenure_unknown(about: About) -> str:
    known = about.case.household.dwelling.tenure
    return (
        "" if known else _("Upplåtelseformen är inte känd. Ta reda på hur hushållet bor: hyresrätt eller bostadsrätt.")
    )


def _not_rental(about: About) -> str:
    if about.case.household.dwelling.tenure in ("", law.Tenure.RENTAL):
        return ""
    return _("Brevet är för hyresrätt. För den här bostaden gäller andra tider.")


def _not_cooperative(about: About) -> str:
    if about.case.household.dwelling.tenure in ("", law.Tenure.CONDOMINIUM):
        return ""
    return _("Brevet är för bostadsrätt. För den här bostaden gäller andra regler.")


def _no_address(about: About) -> str:
    if about.case.household.dwelling.address:
        return ""
    return _("Adressen är inte känd. Fyll i den i ärendet, eller lämna besked på annat sätt.")


def _no_time(about: About) -> str:
    if about.eviction_at:
        return ""
    return _("Kronofogden har inte bestämt någon tid som gäller nu. Skriv in tiden i ärendet när den kommer.")


def _no_eviction(about: About) -> str:
    if about.facts.enforcement.evicted_on:
        return ""
    return _("Avhysningen är inte inskriven som genomförd. Brevet skickas efter avhysningsdagen.")


STOPS: Mapping[str, Callable[[About], str]] = {
    "no_notice": _no_notice,
    "solved": _solved,
    "tenure_unknown": _tenure_unknown,
    "not_rental": _not_rental,
    "not_cooperative": _not_cooperative,
    "no_address": _no_address,
    "no_time": _no_time,
    "no_eviction": _no_eviction,
}
