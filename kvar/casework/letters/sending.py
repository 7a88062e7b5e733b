"""How a letter goes: the ways open to it, what people have asked of us, and what it tells somebody outside."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from kvar.casework.consent.consents import consents_in, consents_to_tell, disclose, require_ground
from kvar.casework.consent.missing import part_missing
from kvar.casework.contact.safe_check import PROTECTED, Contact, RuleShown, broken_by
from kvar.casework.contact.safe_contact import rules_of
from kvar.casework.facts_of_enforcement import HOLDERS
from kvar.casework.letters.addressees import (
    ADDRESSEES,
    FORWARDED,
    HAND,
    NOTE,
    OUTSIDE,
    POST,
    POSTED,
    asks_to,
    is_forwarded,
    lines_of,
)
from kvar.casework.letters.stop import LetterStopped, Stop, WayOn, here, stop, there
from kvar.casework.letters.undertaking import only_with_proof, ways_now
from kvar.casework.letters.words import About
from kvar.content.letter_file import Letter
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Case


def require_way(letter: Letter, about: About, channel: str) -> None:
    """Is the way open to this letter today, with an address where one is needed, and nothing asked against it?"""
    if channel not in ways_now(letter, about):
        raise LetterStopped(_not_this_way(letter, about, channel), field="channel")
    asks = asks_to(letter, about)
    if channel in POSTED and len(lines_of(letter, about)) < 2:
        way = here(_("Skriv den i fältet Till"), "to") if asks else _other_way()
        raise LetterStopped(stop("no_postal_address", _("Adressen saknas."), way), field="to" if asks else "channel")
    _refuse_broken(broken_rules(letter, about, channel), about.case, "channel")


def broken_rules(letter: Letter, about: About, channel: str) -> tuple[RuleShown, ...]:
    """What those whom the letter is to have asked of us, and that it would break by going this way."""
    contact = _contact(letter, about, channel, lines_of(letter, about))
    return _broken(letter_rules(letter, about), contact, channel)


def _other_way() -> WayOn:
    return here(_("Välj ett annat sätt att lämna brevet"), "channel")


def _not_this_way(letter: Letter, about: About, channel: str) -> Stop:
    """Why a way that another letter may go is not open to this one now."""
    possible = channel in ADDRESSEES[letter.to].ways
    if possible and is_forwarded(letter, about):
        sentence = _(
            "Personen har skyddade personuppgifter: lämna brevet i handen eller skicka det genom Skatteverkets"
            " förmedling."
        )
        return stop("only_forwarded", sentence, _other_way())
    if possible and letter.undertakes and (sentence := only_with_proof(about)):
        return stop("only_with_proof", sentence, _other_way())
    return stop("no_way", _("Välj hur brevet lämnas."), _other_way())


def _broken(rules: tuple[RuleShown, ...], contact: Contact, channel: str) -> tuple[RuleShown, ...]:
    """What Skatteverket passes on shows nobody the address, and comes to the home as any other letter."""
    kept = tuple(rule for rule in rules if not (channel == FORWARDED and rule.rule == PROTECTED))
    return broken_by(kept, contact)


def _contact(letter: Letter, about: About, channel: str, lines: tuple[str, ...]) -> Contact:
    """The letter as a contact. In the hand is whoever hands it over's to judge: it is no letter to the home."""
    if channel == NOTE:
        return Contact(way="note_in_letterbox", to=about.case.household.dwelling.address)
    if channel == FORWARDED:
        return home_post(about.case)
    if channel not in POSTED:
        return Contact(way=HAND)
    if about.chosen.to is None or not asks_to(letter, about):
        return home_post(about.case)
    names = {member.person.name for member in about.case.household.members.all()}
    return Contact(way="letter", to=" ".join(line for line in lines if line not in names))


def letter_rules(letter: Letter, about: About) -> tuple[RuleShown, ...]:
    """What those whom the letter is to have asked of us; nothing where it goes to somebody outside."""
    roles = ADDRESSEES[letter.to].rules_of
    own = [about.person.pk] if letter.to == "person" and about.person else []
    return () if roles is None else rules_of(about.case, members=own, roles=roles)


def require_safe_letter(case: Case, channel: str, *, field: str = "channel") -> None:
    """Post goes to the home: refused where somebody who rents has asked for no letters there (JO 6471-2011)."""
    if channel in (POST, FORWARDED):
        _refuse_broken(_broken(rules_of(case, roles=HOLDERS), home_post(case), channel), case, field)


def _refuse_broken(broken: tuple[RuleShown, ...], case: Case, field: str) -> None:
    if broken:
        raise LetterStopped(broken_stop(broken, case), field=field)


def broken_stop(broken: Iterable[RuleShown], case: Case) -> Stop:
    """Who has asked for what, in one sentence; the page of the rules has the rest."""
    asked = {f"{rule.name}: {_asked(rule)}": None for rule in broken}
    sentence = _("Lämna brevet på ett annat sätt, för det här gäller %s.") % "; ".join(asked)
    rules = there(_("Läs vad som gäller för säker kontakt"), "contact:safe", case.pk)
    return stop("unsafe_way", sentence, _other_way(), rules)


def _asked(rule: RuleShown) -> str:
    """The first of its sentences, to stand within another."""
    words = load().coordination.contact
    whole = words.protected_sentence if rule.rule == PROTECTED else words.safe_rule(rule.rule).sentence
    first = rule.sentence.removesuffix(whole.partition(". ")[2]).strip().removesuffix(".")
    return first[:1].lower() + first[1:]


def home_post(case: Case) -> Contact:
    """A letter by post to the home, as a contact."""
    return Contact(way="letter", to=case.household.dwelling.address)


def tell_of_letter(letter: Letter, about: About) -> None:
    """A letter to somebody outside is a telling: on a consent, else on the letter's ground or the one chosen."""
    if letter.telling is None:
        return
    require_telling(letter, about)
    told: dict[str, Any] = {"what": letter.title, **tells_of(letter, about), **_ground(letter, about)}
    disclose(case=about.case, by=about.by, today=about.today, **told)


def tells_of(letter: Letter, about: About) -> dict[str, Any]:
    """To whom it tells what; nothing of a letter that tells nobody outside."""
    if letter.telling is None:
        return {}
    named = "" if letter.to == "kronofogden" else lines_of(letter, about)[0][:200]
    return {"recipient_kind": OUTSIDE[letter.to], "recipient": named, "scope": list(letter.telling.scope)}


def _ground(letter: Letter, about: About) -> dict[str, str]:
    own = letter.telling
    if own and own.ground:
        return {"ground": own.ground, "ground_text": own.law or ""}
    return {"ground": about.chosen.ground, "ground_text": about.chosen.ground_text}


def require_telling(letter: Letter, about: About) -> bool:
    """May it be told today? Returns whether it rests on consents alone. Raises ActRefused where nothing carries it.

    Of an undertaking its own message answers: the decision, and the law.
    """
    if letter.telling is None or letter.undertakes:
        return False
    tells, ground = tells_of(letter, about), _ground(letter, about)
    carried = consents_to_tell(about.case, on=about.today, unit=about.by.unit, **tells)
    if not carried and not ground["ground"]:
        raise LetterStopped(_no_consent(letter, about, tells), field="ground")
    if not carried:
        require_ground(recipient_kind=tells["recipient_kind"], **ground)
    return bool(carried) and not ground["ground"]


def _no_consent(letter: Letter, about: About, tells: dict[str, Any]) -> Stop:
    """What nobody has said yes to: all of it, or a part."""
    partly = part_missing(consents_in(about.case, unit=about.by.unit), on=about.today, **tells)
    ask = there(_("Fråga personen först, och skriv in svaret"), "consents:ask", about.case.pk)
    law = here(_("Ange vilken lag som ger rätt att berätta"), "ground")
    return stop("no_consent", partly or _("Samtycke saknas till det som brevet berättar."), ask, law)


def guardian_words(letter: Letter, about: About) -> str:
    """For the journal: who said yes to the letter to a child, and when."""
    said, who = about.chosen.guardian_said_on, about.chosen.guardian.strip()
    if letter.to != "child" or not said or not who:
        return ""
    return _("Vårdnadshavaren %(who)s sa ja %(day)s.") % {"who": who, "day": journal_day(said)}
