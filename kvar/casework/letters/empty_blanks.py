"""Blanks that a letter needs and that are empty: named together where one way puts them right."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from kvar.casework.letters.stop import Stop, WayOn, here, stop, there
from kvar.casework.letters.words import About
from kvar.content.letter_file import Letter, LetterBlank

# The fact of the paper that a blank says.
OF_PAPER: Mapping[str, str] = {
    "hyresvard": "sender_name",
    "elbolag": "sender_name",
    "inkom_dag": "arrived_on",
    "malnummer": "reference",
}


def ways_of_blanks(letter: Letter, about: About) -> Mapping[str, WayOn]:
    """Where each blank is filled in, by what a refusal calls it; what a stop of its own answers is left out."""
    found = {blank.says: _way(blank, about) for blank in letter.blanks if blank.required}
    return {says: way for says, way in found.items() if way}


def _way(blank: LetterBlank, about: About) -> WayOn | None:
    if blank.asked:
        return here(_("Fyll i det på den här sidan"), blank.name)
    if about.notice and blank.name in OF_PAPER:
        fact = OF_PAPER[blank.name]
        return there(_("Fyll i det på meddelandet"), "case:correct", about.case.pk, fact, about.notice.pk)
    return None


def empty_blanks(names: Iterable[str], ways: Mapping[str, WayOn], *, stopped: bool) -> Iterator[Stop]:
    """A stop for each page where something is missing; of several fields of one page the first is led to.

    ``stopped``: something else stops the letter, and says itself why what has no way of its own is missing.
    """
    found: dict[tuple[object, ...], list[str]] = {}
    for name in names:
        if name in ways or not stopped:
            way = ways.get(name, here(_("Fyll i det på den här sidan")))
            found.setdefault((way.route, *way.about), []).append(name)
    for listed in found.values():
        way = ways.get(listed[0], here(_("Fyll i det på den här sidan")))
        yield stop("empty_blank", _("Det här saknas: %s.") % ", ".join(listed), way)
