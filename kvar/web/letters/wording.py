"""What the buttons of a draft do, and what has been done. Kvar itself sends nothing: it saves what people then send."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kvar.casework.letters.addressees import FORWARDED, NOT_PRINTED, POSTED
from kvar.casework.post.queueing import never_waits
from kvar.content.letter_file import Letter

HOUSEHOLD = ("household", "person")


@dataclass(frozen=True, kw_only=True)
class Buttons:
    """``save``: on the button, ``then``: what is left to do. ``posted``: it may wait in today's post instead."""

    save: str
    then: str
    posted: bool
    to_household: bool


def buttons_of(letter: Letter, *, ways: Collection[str]) -> Buttons:
    """``ways``: those open now. Some are on paper alone; where others are too, whoever writes has not chosen yet."""
    may_be_mailed = bool({*ways} & NOT_PRINTED)
    return Buttons(
        save=_("Spara brevet för att skicka det") if may_be_mailed else _("Spara brevet för utskrift"),
        then=_("Sedan skickar du det själv.") if may_be_mailed else _("Sedan skriver du ut det."),
        posted=bool(POSTED & {*ways} and not never_waits(letter)),
        to_household=letter.to in HOUSEHOLD,
    )


def saved(letter: Letter, channel: str) -> str:
    """To a household a letter alone is seldom enough."""
    if channel == FORWARDED:
        return _("Brevet är sparat. Skriv ut det och skicka det genom Skatteverkets förmedling. Skriv sedan in när.")
    if letter.to in HOUSEHOLD:
        return _("Brevet är sparat. Skriv ut det och lämna det, och ring också.")
    if channel in NOT_PRINTED:
        return _("Brevet är sparat. Öppna det som PDF och skicka det.")
    return _("Brevet är sparat. Skriv ut det och skicka det.")
