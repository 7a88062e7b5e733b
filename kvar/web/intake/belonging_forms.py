"""Which of the cases that were found a notice belongs to, and what says so."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kvar.casework.searching import Found
from kvar.casework.told import because_words
from kvar.records.models import Notice
from kvar.web.ui.forms import ChoiceField, PlainTextField, VersionedForm
from kvar.web.ui.wording import day

BECAUSE = ("person", "people", "address", "payment", "debt", "told")


class BelongsForm(VersionedForm):
    """``sought`` goes along, so that a refusal shows the same cases. A closed one is not offered.

    One that was closed after it was offered is still a choice: the act says who closed it, and what to do.
    """

    sought = PlainTextField(longest=200, widget=forms.HiddenInput())
    target = ChoiceField(label=_("Vilket ärende hör underrättelsen till?"))
    because = ChoiceField(label=_("Vad säger att den hör dit?"))

    def __init__(self, *args: Any, rows: tuple[Found, ...], notice: Notice, sought: str, **kwargs: Any) -> None:
        kwargs |= {
            "initial": {"version": notice.version, "sought": sought},
            "auto_id": "found_%s",
        }  # sought stands twice
        super().__init__(*args, **kwargs)
        others = [row for row in rows if row.case != notice.case_id]
        self.is_there = len(others) < len(rows)
        self.open = [row for row in others if not row.closed_on]
        self.closed = [row for row in others if row.closed_on]
        self.fields["target"].choices = [(str(row.case), self._told(row)) for row in others]
        self.fields["target"].widget.choices = [(str(row.case), self._told(row)) for row in self.open]
        self.fields["because"].choices = [(code, capfirst(because_words([code]))) for code in BECAUSE]

    def _told(self, row: Found) -> str:
        """Whom it is, in the words of a row of Sök: the protection first, and then no address."""
        state = say("öppet, följs upp") if row.followed_up else say("öppet")
        opened = say("öppnat %s") % day(row.opened_on, self.today)
        mark = say("Skyddade uppgifter") if row.protected else ""
        who = ", ".join(filter(None, (row.household, *row.names)))
        return " · ".join(filter(None, (mark, row.reference, who, row.address, state, opened)))
