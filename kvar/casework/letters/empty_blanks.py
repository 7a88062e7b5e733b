"""Blanks that a letter needs and that are empty: named together where one way puts them right."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from kvar.casework.letters.stop import Stop, WayOn, here, stop, there
from kvar.casework.letters.words import About
from kvar.content.letter_file import Letter, LetterBlank

OF_SENDER, OF_PAPER = frozenset({"hyresvard", "elbolag"}), frozenset({"inkom_dag", "malnummer", "betalning"})
OF_DECISION = frozenset({"besluts_dag", "beslutat_av"})


def ways_of_blanks(letter: Letter, about: About) -> Mapping[str, WayOn]:
    """Where each blank is filled in, by what a refusal calls it."""
    return {blank.says: _way(blank, about) for blank in letter.blanks if blank.required}


def _way(blank: LetterBlank, about: About) -> WayOn:
    case, notice = about.case.pk, about.notice
    if blank.asked:
        return here(_("Fyll i det på den här sidan"), blank.name)
    if notice and blank.name in OF_SENDER:
        label = _("Fyll i vem meddelandet är från")
        return there(label, "case:correct", case, "sender_name", notice.pk)
    if notice and blank.name in OF_PAPER:
        return there(_("Öppna meddelandet"), "intake:notice", notice.pk)
    if notice and blank.name in OF_DECISION:
        return there(_("Öppna beslutet"), "money:undertaking", case, notice.pk)
    return there(_("Fyll i det i ärendet"), "case:page", case)


def empty_blanks(names: Iterable[str], ways: Mapping[str, WayOn]) -> Iterator[Stop]:
    """A stop for each page where something is missing; of several fields of one page the first is led to."""
    found: dict[tuple[object, ...], list[str]] = {}
    for name in names:
        way = ways.get(name, here(_("Fyll i det på den här sidan")))
        found.setdefault((way.route, *way.about), []).append(name)
    for listed in found.values():
        way = ways.get(listed[0], here(_("Fyll i det på den här sidan")))
        yield stop("empty_blank", _("Det här saknas: %s.") % ", ".join(listed), way)
