"""What stops a letter: each condition by its name in ``brev.yaml``, with the sentence that says why and the way on."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.letters.addressees import asks_to, holders_of, lines_of
from kvar.casework.letters.child_ground import no_child_ground, wrong_age
from kvar.casework.letters.invitation import no_landlord_consent
from kvar.casework.letters.languages import languages_of
from kvar.casework.letters.oral_consent import CONFIRMS, no_oral_consent
from kvar.casework.letters.own_words import own_words_hindrance
from kvar.casework.letters.protected import of_protected
from kvar.casework.letters.stop import Stop, StopKind, WayOn, here, stop, there
from kvar.casework.letters.tied import changed_since
from kvar.casework.letters.undertaking import condominium, no_decision, no_right_to_decide, too_late
from kvar.casework.letters.unknown_day import DAY_UNKNOWN, no_last_day
from kvar.casework.letters.words import About
from kvar.casework.letters.writing import writes
from kvar.content.letter_file import Letter
from kvar.content.load import load
from kvar.paper.pdf import window_hindrance

LOST: Final = "evicted"
AFTERWARDS: Final = "no_eviction"  # what a letter about the lost home waits for


def stops(letter: Letter, about: About) -> Iterator[Stop]:
    """Why the letter cannot be sent now. Of the protected nothing is told outside, and nothing left at the door."""
    if about.case.household.protected:
        yield from of_protected(letter, about)
    yield from _to_nobody(letter, about)
    yield from wrong_age(letter, about)
    if letter.takes_own_words and (sentence := own_words_hindrance(" ".join(about.chosen.own_words.split()))):
        yield stop("own_words", sentence, here(_("Ändra dina egna ord"), "own_words"))
    if about.chosen.language not in languages_of(letter):
        sentence = _("Brevet finns inte på det språk som var valt.")
        yield stop("no_such_language", sentence, _anew(_("Skriv ett nytt på ett annat språk"), letter, about))
    if changed := changed_since(letter, about):
        yield changed
    yield from _days_amiss(letter, about)
    for name in letter.stopped_by:
        if found := STOPS[name](about):
            yield found
            if name == LOST:  # what else is missing would be found out in vain
                return


def _anew(label: str, letter: Letter, about: About) -> WayOn:
    return there(label, "letters:draft", about.case.pk, letter.id)


def _to_nobody(letter: Letter, about: About) -> Iterator[Stop]:
    asks, new = asks_to(letter, about), there(_("Skriv in vem som bor där"), "case:member_new", about.case.pk)
    if asks and not lines_of(letter, about):
        way = here(_("Skriv namn och adress i fältet Till, en rad för varje del"), "to")
        yield stop("no_lines", _("Brevet har ingen mottagare."), way)
    if full := window_hindrance(lines_of(letter, about)):
        shorter = there(_("Se vilka som bor där, och korta ett namn"), "case:page", about.case.pk)
        yield stop("window_full", full, here(_("Korta raderna i fältet Till"), "to") if asks else shorter)
    if letter.to == "household" and _no_tenant(letter, about):
        yield stop("no_tenant", _("Ingen hyresgäst bor i hushållet enligt ärendet."), new)
    if letter.to == "person" and about.person is None:
        way = here(_("Välj vem i hushållet brevet är till"), "person") if about.persons else new
        if about.chosen.person:
            yield stop("person_gone", _("Den som brevet är till hör inte längre till hushållet."), way)
        else:
            yield stop("person_unchosen", _("Det är inte valt vem i hushållet brevet är till."), way)


def _days_amiss(letter: Letter, about: About) -> Iterator[Stop]:
    """Each typed day that the letter speaks of as ahead though it has been, or as one that has been though it comes."""
    for blank in letter.blanks:
        day, shown = about.chosen.typed.get(blank.name), blank.only_in in (None, *about.chosen.passages)
        if not shown or not isinstance(day, date):
            continue
        if blank.ahead and day < about.today:
            sentence = _("Det här har redan varit: %s.") % blank.says
            yield stop("day_passed", sentence, here(_("Skriv en ny dag"), blank.name))
        if not blank.ahead and day > about.today:
            sentence = _("Det här har inte varit än: %s.") % blank.says
            yield stop("day_ahead", sentence, here(_("Skriv den dag det hände"), blank.name))


def _no_tenant(letter: Letter, about: About) -> bool:
    """A letter to an address alone is opened by whoever lives there now; a name that is typed is somebody."""
    if asks_to(letter, about) and about.chosen.to:
        return False
    return not holders_of(about.case)


def _no_notice(about: About) -> Stop | None:
    if about.notice:
        return None
    sentence = _("Ärendet har inget sådant meddelande som brevet handlar om.")
    other = there(_("Välj ett brev som passar ärendet"), "letters:choose", about.case.pk)
    return stop("no_notice", sentence, other, there(_("Skriv in meddelandet"), "intake:new"))


def _solved(about: About) -> Stop | None:
    """Only what speaks of the debt as unpaid."""
    if not about.solved:
        return None
    way = there(_("Ring och berätta att det är löst, och anteckna samtalet"), "case:contact", about.case.pk)
    return stop("solved", _("Skulden är redan betald eller övertagen."), way)


def _tenure_unknown(about: About) -> Stop | None:
    home = about.case.household.dwelling
    way = there(_("Fyll i hur hushållet bor"), "case:correct", about.case.pk, "tenure", home.pk)
    return None if home.tenure else stop("tenure_unknown", _("Upplåtelseformen är inte känd."), way)


def _not_rental(about: About) -> Stop | None:
    if about.case.household.dwelling.tenure in ("", law.Tenure.RENTAL):
        return None
    return _other_tenure(
        "not_rental", _("Brevet är för hyresrätt, och för den här bostaden gäller andra tider."), about
    )


def _not_cooperative(about: About) -> Stop | None:
    if about.case.household.dwelling.tenure in ("", law.Tenure.CONDOMINIUM):
        return None
    sentence = _("Brevet är för bostadsrätt, och för den här bostaden gäller andra regler.")
    return _other_tenure("not_cooperative", sentence, about)


def _other_tenure(kind: StopKind, sentence: str, about: About) -> Stop:
    case, home = about.case.pk, about.case.household.dwelling_id
    other = there(_("Välj ett brev som passar bostaden"), "letters:choose", case)
    return stop(kind, sentence, other, there(_("Rätta upplåtelseformen"), "case:correct", case, "tenure", home))


def _no_address(about: About) -> Stop | None:
    """After an eviction the home is no address; what whoever writes has typed is one. Of the protected none is used."""
    home = about.case.household.dwelling
    typed = about.chosen.to and len(about.chosen.to) > 1
    if about.case.household.protected or typed or (home.address and not about.evicted):
        return None
    if about.evicted:
        sentence = _("Hushållet är avhyst och bor inte kvar.")
        return stop("moved_out", sentence, here(_("Skriv den nya adressen i fältet Till"), "to"))
    correct = there(_("Fyll i adressen i ärendet"), "case:correct", about.case.pk, "address", home.pk)
    return stop("no_address", _("Adressen är inte känd."), correct, here(_("Skriv den i fältet Till"), "to"))


def _no_time(about: About) -> Stop | None:
    if about.eviction_at:
        return None
    way = there(_("Skriv in tiden när den kommer"), "intake:new")
    return stop("no_time", _("Kronofogden har inte bestämt någon tid som gäller nu."), way)


def _no_eviction(about: About) -> Stop | None:
    if about.facts.enforcement.evicted_on:
        return None
    way = there(_("Skriv in avhysningen när den är genomförd"), "enforcement:page", about.case.pk)
    return stop("no_eviction", _("Avhysningen är inte inskriven som genomförd."), way)


def _evicted(about: About) -> Stop | None:
    """What says how the home can be kept is no help to whoever has lost it."""
    if not about.home_lost:
        return None
    sentence = _("Hushållet är redan avhyst, och brevet handlar om att få bo kvar.")
    own = (one for one in load().letters.values() if AFTERWARDS in one.stopped_by and writes(about.by, one))
    other = next(own, None)
    if other is None:
        return stop(LOST, sentence, there(_("Välj ett annat brev"), "letters:choose", about.case.pk))
    return stop(LOST, sentence, _anew(_("Skriv %s i stället") % other.title, other, about))


def _no_meeting(about: About) -> Stop | None:
    """There is a day to tell: typed, or planned in the case."""
    if isinstance(about.chosen.typed.get("motes_dag"), date):
        return None
    plan = there(_("Planera mötet i ärendet"), "meetings:overview", about.case.pk)
    way = here(_("Skriv dag, klockslag och plats"), "motes_dag")
    return stop("no_meeting", _("Ingen tid är bestämd för mötet."), way, plan)


def _no_direction(about: About) -> Stop | None:
    """A yes that says neither to tell nor to ask allows nothing."""
    if about.chosen.passages & {"lamna", "hamta"}:
        return None
    sentence = _("Brevet säger varken att vi får lämna uppgifter eller hämta dem.")
    return stop("no_direction", sentence, here(_("Välj det ena eller båda under Ta också med"), "passages"))


def _respite_too_early(about: About) -> Stop | None:
    until, at = about.chosen.typed.get("anstand_till"), about.eviction_at
    if at is None or not isinstance(until, date) or until > localtime(at).date():
        return None
    way = here(_("Kontrollera dagen"), "anstand_till")
    return stop("respite_too_early", _("Anståndet ska sluta efter dagen för avhysningen."), way)


def _clocks_turned(about: About) -> Stop | None:
    first, last = (str(about.chosen.typed.get(name) or "") for name in ("besok_fran", "besok_till"))
    way = here(_("Rätta klockslagen"), "besok_till")
    turned = last and last <= first
    return stop("clocks_turned", _("Det senaste klockslaget måste vara efter det tidigaste."), way) if turned else None


STOPS: Mapping[str, Callable[[About], Stop | None]] = {
    "no_notice": _no_notice,
    "solved": _solved,
    "tenure_unknown": _tenure_unknown,
    "not_rental": _not_rental,
    "not_cooperative": _not_cooperative,
    "no_address": _no_address,
    DAY_UNKNOWN: no_last_day,
    "no_time": _no_time,
    AFTERWARDS: _no_eviction,
    LOST: _evicted,
    "no_meeting": _no_meeting,
    "no_landlord_consent": no_landlord_consent,
    "no_direction": _no_direction,
    CONFIRMS: no_oral_consent,
    "respite_too_early": _respite_too_early,
    "clocks_turned": _clocks_turned,
    "no_child_ground": no_child_ground,
    "condominium": condominium,
    "no_decision": no_decision,
    "not_delegated": no_right_to_decide,
    "too_late": too_late,
}
