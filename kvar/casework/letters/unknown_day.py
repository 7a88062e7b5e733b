"""A letter that says until when the home can be saved, while nobody is certain of the day.

It waits until the day is found out, or whoever writes chooses that it goes without: a letter that comes late helps
nobody, and the text then says from when the time is counted, and asks the household to call.
"""

from typing import Final

from django.utils.translation import gettext as _

from kvar.casework.deadlines.served import why_not_counted
from kvar.casework.letters.stop import WITHOUT_DAY, Stop, WayOn, stop, there
from kvar.casework.letters.words import About
from kvar.content.letter_file import Letter
from kvar.records.models import Notice

DAY_UNKNOWN: Final = "day_unknown"  # of ``stopped_by``: the letter has the day in it
SERVED, TENURE = "served_on", "tenure"
POSTED, SENT_BY = "board_notice_posted_on", "board_notice_sent_by"


def is_day_unknown(letter: Letter, about: About) -> bool:
    """Does the letter speak of a last day that is not certain?"""
    return DAY_UNKNOWN in letter.stopped_by and about.last_day is None


def no_last_day(about: About) -> Stop | None:
    """Which day nobody knows, and where it is written in. The other stops come first: a paid debt has no such day."""
    notice, missing = about.notice, about.clock.missing if about.clock else (SERVED,)  # nothing has begun to run
    if about.last_day or about.chosen.without_day or notice is None or about.solved or TENURE in missing:
        return None
    papers = ("case:correct", about.case.pk)
    if about.clock is None and notice.valid is False:
        sentence = _("Det finns ingen sista dag, för meddelandet till oss har bedömts inte räknas.")
        way = there(_("Ändra bedömningen om den inte stämmer"), *papers, "valid", notice.pk)
    elif POSTED in missing[:1]:
        sentence = _("Sista dagen är inte känd, för ingen har skrivit in när meddelandet till oss postades.")
        way = there(_("Fyll i postningsdagen"), *papers, "posted_on", notice.pk)
    elif SENT_BY in missing[:1]:
        sentence = _("Sista dagen är inte känd, för ingen har skrivit in hur meddelandet kom till oss.")
        way = there(_("Fyll i hur meddelandet kom"), *papers, "sent_by", notice.pk)
    else:
        sentence, label = _of_service(notice, missing, tenure=about.case.household.dwelling.tenure)
        way = there(label, "intake:service", notice.pk)
    without = WayOn(label=without_words(), asked=WITHOUT_DAY, value="1")
    return stop(DAY_UNKNOWN, sentence, way, without)


def _of_service(notice: Notice, missing: tuple[str, ...], *, tenure: str) -> tuple[str, str]:
    """What is wrong with the days of service, and what the way on is called."""
    served = [row for row in notice.services.all() if row.served_on]
    if not missing:
        sentence = _("Sista dagen är inte säker, för det som står i ärendet ger mer än en dag.")
        return sentence, _("Kontrollera dagarna för delgivning")
    if any(why_not_counted(row, notice, tenure=tenure) for row in served):
        sentence = _("Sista dagen är inte känd, för en delgivning som är inskriven räknas inte.")
        return sentence, _("Se delgivningen, och fyll i den dag som räknas")
    if served:
        sentence = _("Sista dagen är inte säker, för en av dem som ska delges har ingen dag för delgivning.")
        return sentence, _("Fyll i dagen för var och en")
    return _("Sista dagen är inte känd, för ingen har skrivit in dagen för delgivning."), _(
        "Fyll i dagen för delgivning"
    )


def without_words() -> str:
    """What the choice is called."""
    return _("Skicka utan datum, brevet ber hushållet ringa")


def told_without_day(letter: Letter, about: About) -> str:
    """For the journal: that the letter went without its day, and that somebody chose it."""
    if not (about.chosen.without_day and is_day_unknown(letter, about)):
        return ""
    return _("Det säger ingen sista dag, för dagen är inte säker. Det ber hushållet ringa.")
