"""To whom a letter is: what the case knows of the address, the ways it may go, and what that makes it outside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvar.casework.facts_of_enforcement import HOLDERS
from kvar.casework.letters.words import About
from kvar.content.letter_file import Letter, LetterTo
from kvar.content.load import load
from kvar.paper.pdf import window_hindrance
from kvar.records.models import Case, Member

Lines = tuple[str, ...]
POST, HAND, NOTE, REGISTERED, SECURE_MAIL, WEB_FORM = (
    "post",
    "hand",
    "note",
    "registered_letter",
    "secure_mail",
    "web_form",
)
FORWARDED = "forwarded"  # Skatteverket passes it on: the address stands nowhere
NOT_PRINTED = frozenset({SECURE_MAIL, WEB_FORM})  # what nobody prints
POSTED = frozenset({POST, REGISTERED})  # what needs an address
WITH_PROOF = frozenset({HAND, REGISTERED})  # against a receipt, or counted from the day it was posted


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """``known``: the lines that the case knows. ``completed``: whoever writes always sees and completes them.

    ``rules_of``: whose rules for safe contact are read: some roles', everybody's (empty) or nobody's (None). Of a
    letter that is one person's own they are hers, once it is known whose it is.
    """

    label: object
    known: Callable[[About], Lines]
    ways: tuple[str, ...]
    completed: bool = True
    rules_of: tuple[str, ...] | None = None


def household_lines(case: Case, *, at_home: bool = True) -> Lines:
    """The names of those who rent, and their home where they still live there."""
    return (*(holder.person.name for holder in holders_of(case)), *(_home(case) if at_home else ()))


def holders_of(case: Case) -> list[Member]:
    """Those who rent the home, alone or together, and live there now; the tenant first."""
    found = [one for one in case.household.members.all() if one.role in HOLDERS and one.until is None]
    return sorted(found, key=lambda one: HOLDERS.index(one.role))


def _home(case: Case) -> Lines:
    """A protected address is nobody's to print, not even in a draft."""
    if case.household.protected:
        return ()
    dwelling = case.household.dwelling
    address = [part.strip() for part in dwelling.address.split(",") if part.strip()]
    if address and dwelling.apartment:
        address[0] = f"{address[0]}, lgh {dwelling.apartment}"
    return tuple(address)


def _household(about: About) -> Lines:
    return (*household_lines(about.case, at_home=False), *_reached(about, "household"))


def _reached(about: About, to: LetterTo) -> Lines:
    """The one address that somebody it is to has asked for, else the home while they have it; of the protected none."""
    if about.case.household.protected:
        return ()
    if asked := asked_address(about, to):
        return tuple(part.strip() for part in asked.split(",") if part.strip())
    return () if about.evicted else _home(about.case)


def asked_address(about: About, to: LetterTo) -> str:
    """Where somebody whom such a letter is to wants all post; empty where nobody has asked for it."""
    here = [one for one in about.case.household.members.all() if one.until is None]
    whose = {"household": holders_of(about.case), "child": here}
    named = [about.person] if to == "person" and about.person else whose.get(to, [])
    return next((about.only_post_to[one.person_id] for one in named if one.person_id in about.only_post_to), "")


def _sender(about: About) -> Lines:
    return (about.notice.sender_name,) if about.notice and about.notice.sender_name else ()


def _child(about: About) -> Lines:
    if about.child is None:
        return ()
    return (about.child.person.name, *_reached(about, "child"))


def _person(about: About) -> Lines:
    """What is one person's own names nobody else."""
    if about.person is None:
        return ()
    return (about.person.person.name, *_reached(about, "person"))


def _nobody(about: About) -> Lines:
    return ()


CREDITOR_WAYS = (REGISTERED, HAND, POST, SECURE_MAIL)
# In the order of the list: the household's own letters first.
ADDRESSEES: Mapping[LetterTo, Addressee] = {
    "household": Addressee(
        label=gettext_lazy("Till hushållet"),
        known=_household,
        ways=(POST, HAND, REGISTERED),
        completed=False,
        rules_of=HOLDERS,
    ),
    "person": Addressee(
        label=gettext_lazy("Till hushållet"),
        known=_person,
        ways=(HAND, POST, REGISTERED),
        completed=False,
        rules_of=(),
    ),
    "child": Addressee(
        label=gettext_lazy("Till ett barn i hushållet"), known=_child, ways=(HAND, POST), completed=False, rules_of=()
    ),
    "anyone": Addressee(
        label=gettext_lazy("Till den som inte är hemma eller inte bor kvar"),
        known=_household,
        ways=(POST, HAND),
        rules_of=(),
    ),
    "landlord": Addressee(label=gettext_lazy("Till hyresvärden"), known=_sender, ways=CREDITOR_WAYS),
    "supplier": Addressee(label=gettext_lazy("Till företaget"), known=_sender, ways=CREDITOR_WAYS),
    "kronofogden": Addressee(
        label=gettext_lazy("Till Kronofogden"),
        known=lambda about: (_("Kronofogdemyndigheten"),),
        ways=(SECURE_MAIL, WEB_FORM, POST, HAND, REGISTERED),
    ),
    "guardian_board": Addressee(
        label=gettext_lazy("Till överförmyndaren"),
        known=lambda about: (_("Överförmyndaren"), load().organisation.municipality),
        ways=(SECURE_MAIL, POST, HAND, REGISTERED),
    ),
    "reporter": Addressee(
        label=gettext_lazy("Till den som har anmält oro"), known=_nobody, ways=(SECURE_MAIL, POST, REGISTERED)
    ),
}
# Who is outside, by the code of the recipient in the log of what we have told.
OUTSIDE: Mapping[LetterTo, str] = {
    "landlord": "landlord",
    "supplier": "utility",
    "kronofogden": "enforcement_authority",
    "guardian_board": "other",
    "reporter": "other",
}


def known_lines(letter: Letter, about: About) -> Lines:
    """The lines that the case knows; a note that anybody may read names nobody."""
    return () if letter.nameless else ADDRESSEES[letter.to].known(about)


def lines_of(letter: Letter, about: About) -> Lines:
    """The lines of the window: as they were typed, where somebody has; else as the case knows them."""
    if letter.nameless:
        return ()
    typed = about.chosen.to if asks_to(letter, about) else None
    return known_lines(letter, about) if typed is None else typed


def asks_to(letter: Letter, about: About) -> bool:
    """Does whoever writes complete the lines? To the household only where they are not reached at home, or where the
    window does not hold what the case knows.

    No address is typed of a protected household either.
    """
    if letter.nameless or is_forwarded(letter, about):
        return False
    if ADDRESSEES[letter.to].completed or about.evicted or not about.case.household.dwelling.address:
        return True
    return bool(asked_address(about, letter.to) or window_hindrance(known_lines(letter, about)))


def ways_of(letter: Letter) -> tuple[str, ...]:
    """The ways that the letter may go, before the case has said anything of it."""
    return (NOTE,) if letter.nameless else ADDRESSEES[letter.to].ways


def is_forwarded(letter: Letter, about: About) -> bool:
    """Does it reach a protected household, in the hand or through Skatteverket and in no other way?"""
    return about.case.household.protected and letter.to not in OUTSIDE and not letter.nameless


def ways_open(letter: Letter, about: About) -> tuple[str, ...]:
    """The ways in this case: what needs an address goes through Skatteverket where the address is protected."""
    ways = ways_of(letter)
    if not is_forwarded(letter, about):
        return ways
    return tuple(dict.fromkeys(FORWARDED if way in POSTED else way for way in ways))


def way_label(way: str) -> str:
    """The way in words; those of coordination and codes where they have it."""
    own = {POST: _("Med post, i fönsterkuvert"), HAND: _("Lämnas i handen")}
    if way in own:
        return own[way]
    if way == NOTE:
        return load().codes.contact_way("note_in_letterbox").label
    if way == REGISTERED:
        return capfirst(load().codes.sending_way(way).label)
    return capfirst(load().coordination.enforcement.sending_way(way).label)
