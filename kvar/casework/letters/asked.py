"""What the page of a letter asks of whoever writes it, beside the letter's own blanks, and what it begins with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kvar.casework.letters.addressees import OUTSIDE, asks_to, holders_of, known_lines
from kvar.casework.letters.undertaking import debt_lines, debt_sum, ways_now
from kvar.casework.letters.words import WORDS, About
from kvar.content.letter_file import Letter
from kvar.content.load import load
from kvar.content.shape import Code
from kvar.records.models import Meeting

CHILD_GROUND = "no_child_ground"
THREE_PARTY = "three_party"


@dataclass(frozen=True, kw_only=True)
class LetterAsks:
    """``to``: the lines to complete, None where the case knows them. ``children``: whom to choose among.

    ``persons``: the same, of a letter that is one person's own. ``guardian``: the yes of a guardian can be told.
    ``grounds``: what lets us tell somebody outside, where the letter itself does not say it. ``begins_with``: what
    stands in the blanks before anybody has typed; ``fixed``: blanks and passages that keep what they begin with.
    ``form``: the consent form that it prints; ``consent``: the oral consent that it confirms.
    """

    to: tuple[str, ...] | None
    children: tuple[tuple[str, str], ...]
    persons: tuple[tuple[str, str], ...]
    guardian: bool
    grounds: tuple[Code, ...]
    ways: tuple[str, ...]
    begins_with: Mapping[str, object]
    fixed: frozenset[str] = frozenset()
    form: str = ""
    consent: str = ""


def asks_of(letter: Letter, about: About) -> LetterAsks:
    """Read once, before the form is made."""
    return LetterAsks(
        to=known_lines(letter, about) if asks_to(letter, about) else None,
        children=tuple((str(one.pk), one.person.name) for one in about.children) if letter.to == "child" else (),
        persons=tuple((str(one.pk), one.person.name) for one in about.persons) if letter.to == "person" else (),
        guardian=CHILD_GROUND in letter.stopped_by,
        grounds=grounds_of(letter),
        ways=ways_now(letter, about),
        begins_with=_begins_with(letter, about),
    )


def grounds_of(letter: Letter) -> tuple[Code, ...]:
    """The coded grounds for this recipient; none where the letter names its own, or goes to nobody outside."""
    if letter.telling is None or letter.telling.ground:
        return ()
    kind = OUTSIDE[letter.to]
    return tuple(ground for ground in load().coordination.grounds if not ground.to or kind in ground.to)


def _begins_with(letter: Letter, about: About) -> Mapping[str, object]:
    asked = {blank.name for blank in letter.blanks if blank.asked}
    found: dict[str, object] = {name: word(about) for name, word in BEGINS.items() if name in asked}
    if "no_meeting" in letter.stopped_by:
        found |= _meeting(letter, about)
    return {name: value for name, value in found.items() if value}


def _tenant(about: About) -> str:
    """The one who rents; of several whoever writes names the one it is about."""
    names = [one.person.name for one in holders_of(about.case)]
    return names[0] if len(names) == 1 else ""


def _landlord(about: About) -> str:
    landlord = about.case.household.dwelling.landlord
    return landlord.name if landlord else ""


BEGINS: Mapping[str, Callable[[About], str]] = {
    "namn": _tenant,
    "motpart": _landlord,
    "barnets_namn": WORDS["barnets_namn"],
    "hyror": debt_lines,
    "skulder": debt_lines,
    "summa": debt_sum,
}


def _meeting(letter: Letter, about: About) -> dict[str, object]:
    """The meeting of the case that is ahead: one with the landlord for the invitation, else the first."""
    rows = Meeting.objects.filter(case=about.case, held_on=None, called_off="", day__gte=about.today)
    three = [row for row in rows if (row.kind == THREE_PARTY) is (letter.id == "inbjudan_trepartssamtal")]
    return {"motes_dag": three[0].day, "motes_tid": three[0].at, "plats": three[0].place} if three else {}
