"""What stops a letter about a household with protected personal data: nothing is told outside, no address is typed."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kvar.casework.letters.addressees import OUTSIDE
from kvar.casework.letters.stop import Stop, here, stop, there
from kvar.casework.letters.words import About
from kvar.content.letter_file import Letter


def of_protected(letter: Letter, about: About) -> Iterator[Stop]:
    """What the household is sent goes through Skatteverket, and says the address nowhere."""
    case = about.case.pk
    if letter.nameless:
        sentence = _("Personen har skyddade personuppgifter, och någon annan kan läsa en lapp.")
        yield stop("protected_note", sentence, there(_("Skriv ett annat brev"), "letters:choose", case))
    elif letter.to in OUTSIDE:
        sentence = _("Personen har skyddade personuppgifter, så brevet skickas inte härifrån.")
        way = there(_("Tala med enhetens chef, och anteckna hur beskedet kan nå fram"), "case:note", case)
        yield stop("protected_outside", sentence, way)
    elif field := _says_home(about):
        sentence = _("Personens adress står i det som du har skrivit, och den är skyddad.")
        yield stop("protected_typed", sentence, here(_("Ta bort adressen"), field))


def _says_home(about: About) -> str:
    """The field where whoever writes has typed the street of the home, in whichever words; empty where in none."""
    home = _folded(about.case.household.dwelling.address.split(",")[0])
    typed = {**about.chosen.typed, "own_words": about.chosen.own_words}
    texts = {name: value if isinstance(value, tuple) else (value,) for name, value in typed.items()}
    said = (name for name, lines in texts.items() if any(home in _folded(str(line or "")) for line in lines))
    return next(said, "") if home else ""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
