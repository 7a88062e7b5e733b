"""What stops a letter: each condition by its name in ``brev.yaml``, with the sentence that says why and the way on."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.consent.carrying import LANDLORD, recipient_in
from kvar.casework.consent.consents import consents_in, consents_to_tell
from kvar.casework.letters.addressees import OUTSIDE, asks_to, lines_of
from kvar.casework.letters.languages import languages_of
from kvar.casework.letters.own_words import own_words_hindrance
from kvar.casework.letters.tied import changed_since
from kvar.casework.letters.undertaking import condominium, no_decision, no_right_to_decide, too_late
from kvar.casework.letters.words import About
from kvar.content.letter_file import Letter
from kvar.content.load import load

LOST = "evicted"


def stops(letter: Letter, about: About) -> Iterator[str]:
    """Why the letter cannot be sent now. A protected address stops every letter, whatever its file says."""
    if about.case.household.protected:
        yield _protected(letter)
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
        yield _("Skriv under Till vem brevet är till, med en rad för namnet och en för varje del av adressen.")
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


def _protected(letter: Letter) -> str:
    if letter.nameless:
        return _("Personen har skyddade personuppgifter. Lämna ingen lapp: någon annan kan läsa den.")
    if letter.to in OUTSIDE:
        return _(
            "Personen har skyddade personuppgifter. Skicka inte brevet härifrån. Tala med enhetens chef om hur beskedet"
            " kan nå fram utan att röja var personen finns."
        )
    return _("Personen har skyddade personuppgifter. Skicka brevet genom Skatteverkets förmedling.")


def _no_tenant(letter: Letter, about: About) -> bool:
    """A letter to an address alone is opened by whoever lives there now; a name that is typed is somebody."""
    if asks_to(letter, about) and about.chosen.to:
        return False
    return not any(one.role == "tenant" and one.until is None for one in about.case.household.members.all())


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
    """After an eviction the home is no address; what whoever writes has typed is one."""
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
    day = about.facts.enforcement.evicted_on
    if day is None or (about.notice and about.notice.arrived_on > day):  # a paper that came later is of another home
        return ""
    return _("Hushållet är redan avhyst, och brevet handlar om att få bo kvar. Skriv Brev efter avhysningen i stället.")


def _no_meeting(about: About) -> str:
    """There is a day to tell: typed, or planned in the case."""
    if isinstance(about.chosen.typed.get("motes_dag"), date):
        return ""
    return _("Ingen tid är bestämd. Planera mötet i ärendet, eller skriv dag, klockslag och plats här bredvid.")


def _no_landlord_consent(about: About) -> str:
    """To meet the landlord is to tell that the household is known to us (OSL 26:1): asked for first (OSL 10:1, 12:2).

    The landlord is invited now, and hears the rest on the day of the meeting: a consent has to hold on both.
    """
    who, day = str(about.chosen.typed.get("motpart") or ""), about.chosen.typed.get("motes_dag")
    if not _may_invite(about, who, on=about.today):
        words = load().coordination
        scope = _(" och ").join(words.scope_labels(words.meetings.invitation_scope))
        sentence = _(
            "Inget samtycke som gäller nu låter oss bjuda in hyresvärden (%(law)s). Fråga personen, och skriv in svaret"
            " under Samtycken i ärendet. Det ska gälla den hyresvärd som brevet nämner, och %(scope)s."
        )
        return sentence % {"law": load().sources["osl-10-1"].paragraph, "scope": scope}
    if isinstance(day, date) and not _may_invite(about, who, on=day):
        return _("Samtycket gäller inte dagen för mötet. Välj en tidigare dag, eller fråga personen igen.")
    return ""


def _may_invite(about: About, who: str, *, on: date) -> bool:
    case, unit = about.case, about.by.unit
    name = who.strip() or recipient_in(case, consents_in(case, unit=unit), kind=LANDLORD, on=on)
    scope = load().coordination.meetings.invitation_scope
    return bool(consents_to_tell(case, recipient_kind=LANDLORD, recipient=name, scope=scope, on=on, unit=unit))


def _no_direction(about: About) -> str:
    """A yes that says neither to tell nor to ask allows nothing."""
    if about.chosen.passages & {"lamna", "hamta"}:
        return ""
    return _(
        "Välj under Ta också med om vi får lämna uppgifter, hämta uppgifter eller båda. Annars gäller svaret inget."
    )


def _respite_too_early(about: About) -> str:
    until, at = about.chosen.typed.get("anstand_till"), about.eviction_at
    if at is None or not isinstance(until, date) or until > localtime(at).date():
        return ""
    return _("Anståndet ska sluta efter dagen för avhysningen. Kontrollera dagen.")


def _clocks_turned(about: About) -> str:
    first, last = (str(about.chosen.typed.get(name) or "") for name in ("besok_fran", "besok_till"))
    return _("Klockslaget då vi kommer senast ska vara efter det tidigaste.") if last and last <= first else ""


def _no_child_ground(about: About) -> str:
    """SoL 20:7: an investigation of the child is going on, or the guardian has said yes to the talk."""
    chosen, today = about.chosen, about.today
    if about.child is None:
        return _("Välj vilket barn brevet är till.") if about.children else _("Det finns inget barn i hushållet.")
    if chosen.guardian_said_on and chosen.guardian_said_on > today:
        return _("Vårdnadshavaren kan inte ha sagt ja efter idag. Kontrollera dagen.")
    open_now = about.facts.answer_to(law.Question.CHILD_INVESTIGATION_OPEN)
    if (open_now and open_now.yes) or (chosen.guardian_said_on and chosen.guardian.strip()):
        return ""
    words = _(
        "Ingen utredning om barnet pågår enligt ärendet (%s). Skriv vilken dag en vårdnadshavare har sagt ja, och vem."
    )
    return words % load().sources["sol25-20-7"].paragraph


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
    "no_landlord_consent": _no_landlord_consent,
    "no_direction": _no_direction,
    "respite_too_early": _respite_too_early,
    "clocks_turned": _clocks_turned,
    "no_child_ground": _no_child_ground,
    "condominium": condominium,
    "no_decision": no_decision,
    "not_delegated": no_right_to_decide,
    "too_late": too_late,
}
