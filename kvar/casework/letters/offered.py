"""The letters that can be chosen in a case: those that fit it, under whom they are to, and who writes the others."""

from kvar.casework.letters.addressees import ADDRESSEES
from kvar.casework.letters.facts import notices_for
from kvar.casework.letters.issuing import may_be_chosen
from kvar.casework.letters.writing import unit_writing
from kvar.content.letter_file import Letter as LetterTold
from kvar.content.load import load
from kvar.records.models import Case


def letters_for(case: Case) -> list[LetterTold]:
    """Those that can be chosen in this case: about a paper that has come, or about none."""
    found = [told for told in load().letters.values() if may_be_chosen(told.id)]
    about_any = [told for told in found if not told.grounds and not told.notice_kinds]
    fitting = [told for told in found if told not in about_any and notices_for(told, case)]
    return fitting + about_any


def letters_by_addressee(case: Case, *, unit: str) -> list[tuple[object, list[LetterTold]]]:
    """Those that this unit writes, under whom they are to: the household's own first."""
    found = [told for told in letters_for(case) if unit_writing(told) == unit]
    labels = {to: str(row.label) for to, row in ADDRESSEES.items()}
    groups = [(label, [told for told in found if labels[told.to] == label]) for label in dict.fromkeys(labels.values())]
    return [(label, letters) for label, letters in groups if letters]


def letters_elsewhere(case: Case, *, unit: str) -> list[tuple[str, list[LetterTold]]]:
    """Those that other units of the case write, under the unit."""
    found = letters_for(case)
    units = [one for one in load().organisation.units if one.id != unit]
    groups = [(one.label, [told for told in found if unit_writing(told) == one.id]) for one in units]
    return [(label, letters) for label, letters in groups if letters]
