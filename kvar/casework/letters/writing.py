"""Which unit writes a letter: one alone, and its letter stays in its layer of the case (OSL 8:2, 26:1)."""

from django.utils.translation import gettext as _

from kvar.casework.access import ADULT, Actor
from kvar.casework.errors import ActRefused, Unseen
from kvar.content.letter_file import Letter as LetterTold
from kvar.content.load import load
from kvar.records.models import Letter


def unit_writing(letter: LetterTold) -> str:
    """The unit that the letter names, else the one that coordinates."""
    return letter.written_by or ADULT


def writes(actor: Actor, letter: LetterTold) -> bool:
    """Is it a letter of the actor's own unit?"""
    return unit_writing(letter) == actor.unit


def written_by_words(letter: LetterTold) -> str:
    """The sentence for whoever looks at another unit's letter."""
    return _("Brevet skrivs av %s.") % load().organisation.unit(unit_writing(letter)).label


def is_kept(letter: LetterTold) -> bool:
    """Will only the unit that writes it read it?"""
    return unit_writing(letter) != ADULT


def require_unit(by: Actor, letter: LetterTold) -> None:
    """Raises ActRefused for a letter that another unit writes."""
    if not writes(by, letter):
        raise ActRefused(written_by_words(letter))


def require_own(by: Actor, letter: Letter) -> None:
    """The unit whose letter it is says how it went; to the others it is a letter to read, if that. Raises Unseen."""
    if letter.unit != by.unit:
        raise Unseen


def is_shared(letter: Letter) -> bool:
    """May every unit of the case know of it?"""
    return letter.unit == ADULT
