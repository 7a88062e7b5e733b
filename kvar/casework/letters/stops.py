"""What stops a letter: each condition by its name in ``brev.yaml``, with the sentence that says why and the way on."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.letters.addressees import OUTSIDE, asks_to, lines_of
from kvar.casework.letters.child_ground import no_child_ground
from kvar.casework.letters.invitation import no_landlord_consent
from kvar.casework.letters.languages import languages_of
from kvar.casework.letters.own_words import own_words_hindrance
from kvar.casework.letters.tied import changed_since
from kvar.casework.letters.undertaking import condominium, no_decision, no_right_to_decide, too_late
from kvar.casework.letters.words import About
from kvar.content.letter_file import Letter
from kvar.paper.pdf import window_hindrance

LOST = "evicted"


def stops(letter: Letter, about: About) -> Iterator[str]:
    """Why the letter cannot be sent now. Of the protected nothing is told outside, and nothing left at the door."""
    if about.case.household.protected:
        yield from _protected(letter, about)
    yield from _to_nobody(letter, about)
    if letter.takes_own_words and (sentence := own_words_hindrance(" ".join(about.chosen.own_words.split()))):
        yield sentence
    if about.chosen.language not in languages_of(letter):
        yield _("Brevet finns inte på det språk som var valt. Skriv ett nytt på ett annat språk.")
    if sentence := changed_since(about):
        yield sentence
    yield from _days_passed(letter, about)
    for name in letter.stopped_by:
        if sentence := STOPS[name](about):
            yield sentence
            if name == LOST:  # what else is missing would be found out in vain
                return


def _to_nobody(letter: Letter, about: About) -> Iterator[str]:
    if asks_to(letter, about) and not lines_of(letter, about):
        yield _("Skriv namn och adress i fältet Till: en rad för namnet och en för varje del av adressen.")
    if full := window_hindrance(lines_of(letter, about)):
        yield full
    if letter.to == "household" and _no_tenant(letter, about):
        yield _("Ingen hyresgäst bor i hushållet enligt ärendet. Skriv in vem som bor där, innan brevet skickas.")
    if letter.to == "person" and about.person is None:
        gone = _("Den som brevet är till hör inte längre till hushållet. Välj någon annan, eller skriv inte brevet.")
        yield gone if about.chosen.person else _("Välj vem i hushållet brevet är till.")


def _days_passed(letter: Letter, about: About) -> Iterator[str]:
    """Each typed day that the letter speaks of as ahead, and that has been."""
    for blank in letter.blanks:
        day, shown = about.chosen.typed.get(blank.name), blank.only_in in (None, *about.chosen.passages)
        if blank.ahead and shown and isinstance(day, date) and day < about.today:
            yield _("Det här har redan varit: %s. Skriv en ny dag.") % blank.says


def _protected(letter: Letter, about: About) -> Iterator[str]:
    """What the household is sent goes through Skatteverket, and says the address nowhere."""
    if letter.nameless:
        yield _("Personen har skyddade personuppgifter. Lämna ingen lapp: någon annan kan läsa den.")
    elif letter.to in OUTSIDE:
        yield _(
            "Personen har skyddade personuppgifter. Skicka inte brevet härifrån. Tala med enhetens chef om hur beskedet"
            " kan nå fram utan att röja var personen finns."
        )
    elif _says_home(about):
        yield _("Personens adress står i det som du har skrivit. Ta bort den: uppgifterna är skyddade.")


def _says_home(about: About) -> bool:
    """Has whoever writes typed the street of the home, in whichever words?"""
    home = _folded(about.case.household.dwelling.address.split(",")[0])
    typed = (*about.chosen.typed.values(), about.chosen.own_words)
    texts = [text for one in typed for text in (one if isinstance(one, tuple) else (one,))]
    return bool(home) and any(home in _folded(str(text or "")) for text in texts)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _no_tenant(letter: Letter, about: About) -> bool:
    """A letter to an address alone is opened by whoever lives there now; a name that is typed is somebody."""
    if asks_to(letter, about) and about.chosen.to:
        return False
    return not any(one.role == "tenant" and one.until is None for one in about.case.household.members.all())


def _no_notice(about: About) -> str:
    return "" if about.notice else _("Ärendet har inget sådant meddelande som brevet handlar om.")


def _solved(about: About) -> str:
    """Only what speaks of the debt as unpaid."""
    if about.solved:
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
    """After an eviction the home is no address; what whoever writes has typed is one. Of the protected none is used."""
    if about.case.household.protected:
        return ""
    if about.case.household.dwelling.address and not about.evicted:
        return ""
    if about.chosen.to and len(about.chosen.to) > 1:
        return ""
    if about.evicted:
        return _("Hushållet är avhyst och bor inte kvar. Skriv den nya adressen under Till.")
    return _("Adressen är inte känd. Fyll i den i ärendet, skriv den under Till eller lämna besked på annat sätt.")


def _no_time(about: About) -> str:
    if about.eviction_at:
        return ""
    return _("Kronofogden har inte bestämt någon tid som gäller nu. Skriv in tiden i ärendet när den kommer.")


def _no_eviction(about: About) -> str:
    if about.facts.enforcement.evicted_on:
        return ""
    return _("Avhysningen är inte inskriven som genomförd. Brevet skickas efter avhysningsdagen.")


def _evicted(about: About) -> str:
    """What says how the home can be kept is no help to whoever has lost it."""
    if not about.home_lost:
        return ""
    return _("Hushållet är redan avhyst, och brevet handlar om att få bo kvar. Skriv Brev efter avhysningen i stället.")


def _no_meeting(about: About) -> str:
    """There is a day to tell: typed, or planned in the case."""
    if isinstance(about.chosen.typed.get("motes_dag"), date):
        return ""
    return _("Ingen tid är bestämd. Planera mötet i ärendet, eller skriv dag, klockslag och plats här bredvid.")


def _no_direction(about: About) -> str:
    """A yes that says neither to tell nor to ask allows nothing."""
    if about.chosen.passages & {"lamna", "hamta"}:
        return ""
    return _(
        "Välj under Ta också med om vi får lämna uppgifter, hämta uppgifter eller båda."
        " Annars säger svaret inte vad vi får göra."
    )


def _respite_too_early(about: About) -> str:
    until, at = about.chosen.typed.get("anstand_till"), about.eviction_at
    if at is None or not isinstance(until, date) or until > localtime(at).date():
        return ""
    return _("Anståndet ska sluta efter dagen för avhysningen. Kontrollera dagen.")


def _clocks_turned(about: About) -> str:
    first, last = (str(about.chosen.typed.get(name) or "") for name in ("besok_fran", "besok_till"))
    return _("Den senare tiden måste vara efter den tidigare.") if last and last <= first else ""


STOPS: Mapping[str, Callable[[About], str]] = {
    "no_notice": _no_notice,
    "solved": _solved,
    "tenure_unknown": _tenure_unknown,
    "not_rental": _not_rental,
    "not_cooperative": _not_cooperative,
    "no_address": _no_address,
    "no_time": _no_time,
    "no_eviction": _no_eviction,
    LOST: _evicted,
    "no_meeting": _no_meeting,
    "no_landlord_consent": no_landlord_consent,
    "no_direction": _no_direction,
    "respite_too_early": _respite_too_early,
    "clocks_turned": _clocks_turned,
    "no_child_ground": no_child_ground,
    "condominium": condominium,
    "no_decision": no_decision,
    "not_delegated": no_right_to_decide,
    "too_late": too_late,
}
