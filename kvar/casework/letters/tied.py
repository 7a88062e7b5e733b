"""What a letter that waits was chosen for: the paper it speaks of and the meeting it invites to, and if they stand."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from kvar.casework.letters.stop import Stop, stop, there
from kvar.casework.letters.words import About, Chosen
from kvar.content.letter_file import Letter
from kvar.records.models import ConsentForm, Meeting

INVITES = "no_meeting"


def tied_choice(letter: Letter, about: About, *, of_paper: bool) -> Chosen:
    """The choice with the paper and the meeting it is made for, so that it is never sent about another.

    ``of_paper``: the letter says something of its paper; one that does not goes whatever papers come.
    """
    meeting = next(iter(_meetings_told(about)), None) if INVITES in letter.stopped_by else None
    notice = str(about.notice.pk) if about.notice and of_paper else ""
    return replace(about.chosen, notice=notice, meeting=str(meeting.pk) if meeting else "")


def changed_since(letter: Letter, about: About) -> Stop | None:
    """Why the letter would be about something else now than when it was chosen; None while it would not."""
    chosen, again = about.chosen, ("letters:draft", about.case.pk, letter.id)
    if chosen.notice and (about.notice is None or str(about.notice.pk) != chosen.notice):
        sentence = _("Brevet skrevs om ett annat papper än det som gäller nu.")
        return stop("other_paper", sentence, there(_("Skriv ett nytt brev om det papper som gäller"), *again))
    if chosen.meeting and chosen.meeting not in {str(row.pk) for row in _meetings_told(about)}:
        sentence = _("Mötet är inställt, flyttat eller redan hållet.")
        return stop("meeting_gone", sentence, there(_("Skriv ett nytt brev med den tid som gäller"), *again))
    if chosen.form and not ConsentForm.objects.filter(pk=chosen.form, case=about.case, returned_on=None).exists():
        sentence = _("Blanketten är redan inskriven.")
        return stop("form_returned", sentence, there(_("Se svaren under Samtycken"), "consents:list", about.case.pk))
    return None


def _meetings_told(about: About) -> list[Meeting]:
    """Those ahead, at the day and the hour that the letter says."""
    day, at = about.chosen.typed.get("motes_dag"), about.chosen.typed.get("motes_tid")
    if not isinstance(day, date):
        return []
    rows = Meeting.objects.filter(case=about.case, held_on=None, called_off="", day=day)
    return [row for row in rows if row.at is None or f"{row.at:%H.%M}" == at]
