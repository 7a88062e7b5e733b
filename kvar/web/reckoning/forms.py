"""The facts that a subject asks for, as a form in the address. A field left empty is *not known*."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as said

from kvar.content.calculator import AskedFact, Subject
from kvar.content.load import load
from kvar.web.ui.forms import ChoiceField, Form, SwedishDateField
from kvar.web.ui.forms.days import day_typed

EARLIEST = date(1980, 1, 1)  # the first rows of the law begin here
NOT_KNOWN = frozenset(map(said, ("inte känd", "inte känt", "okänd", "okänt", "vet inte")))
BETWEEN = re.compile(r"[,;\n]")
YES_OR_NO = (("", _("inte känt")), ("yes", _("ja")), ("no", _("nej")))


class DaysField(forms.Field):
    """Several days with commas between. Cleans to a list of days, with None for one that is not known."""

    today: date | None = None

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        self.past = past
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> list[date | None]:
        typed = [" ".join(part.split()) for part in BETWEEN.split(str(value or ""))]
        return [self._day(part) for part in typed if part]

    def _day(self, typed: str) -> date | None:
        if typed.lower() in NOT_KNOWN:
            return None
        found = day_typed(typed, today=self.today)
        one = SwedishDateField(earliest=EARLIEST, past=self.past)
        one.today = self.today
        one.validate(found)
        return found


class FactsForm(Form):
    """Exactly the facts of one subject, in its order."""

    optional_is_said = False

    def __init__(self, subject: Subject, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        for fact in load().calculator.asked(subject):
            field = FIELDS[fact.kind](fact)
            if hasattr(field, "today"):
                field.today = today
            self.fields[fact.id] = field

    @property
    def told(self) -> Mapping[str, Any]:
        """What was filled in, by the keys of ``kvar law deadlines``; nothing of a form that is refused."""
        if not self.is_bound or self.errors:
            return {}
        answers = {"yes": True, "no": False}
        filled = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}
        return {name: answers.get(value, value) if isinstance(value, str) else value for name, value in filled.items()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        posted, arrived = cleaned.get("board_notice_posted_on"), cleaned.get("board_notice_arrived_on")
        if posted and arrived and posted > arrived:
            sentence = _("Brevet kan inte ha postats efter den dag då det kom. Kontrollera båda dagarna.")
            self.add_error("board_notice_posted_on", ValidationError(sentence))
        return cleaned


def _day(fact: AskedFact) -> forms.Field:
    told = {"help_text": fact.hint} if fact.hint else {}
    return SwedishDateField(label=fact.label, required=False, earliest=EARLIEST, past=fact.past, **told)


def _days(fact: AskedFact) -> forms.Field:
    return DaysField(label=fact.label, required=False, past=fact.past, help_text=fact.hint or "")


def _sent_by(fact: AskedFact) -> forms.Field:
    ways = [(way.id, way.label) for way in load().codes.sending_ways]
    choices = [("", _("inte känt")), *ways]
    return ChoiceField(label=fact.label, required=False, listed=True, choices=choices, help_text=fact.hint or "")


def _yes_or_no(fact: AskedFact) -> forms.Field:
    return ChoiceField(label=fact.label, required=False, listed=True, choices=YES_OR_NO, help_text=fact.hint or "")


FIELDS: Mapping[str, Callable[[AskedFact], forms.Field]] = {
    "day": _day,
    "days": _days,
    "sent_by": _sent_by,
    "yes_or_no": _yes_or_no,
}
