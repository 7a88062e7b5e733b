"""Whom to ask, about whom and why; and the answer."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from kvar.casework.casefile import MemberShown
from kvar.content.load import load
from kvar.web.ui.forms import ChoiceField, Form, PlainTextField, choices_of


class AskForm(Form):
    member = ChoiceField(label=_("Vem gäller frågan?"))
    to = ChoiceField(label=_("Vilken förvaltning frågar ni?"))
    reason = PlainTextField(
        longest=400,
        lines=3,
        label=_("Varför behövs svaret?"),
        help_text=_("Skälet skickas inte. Det stannar hos er."),
    )

    def __init__(self, *args: Any, members: Iterable[MemberShown], own: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [(str(one.id), _who(one)) for one in members]
        others = (one for one in load().organisation.administrations if one.id != own)
        self.fields["to"].choices = [(one.id, one.label) for one in others]


def _who(one: MemberShown) -> str:
    """With what is sent about her: nothing but this crosses."""
    sent = _("namn och personnummer skickas") if one.number else _("bara namnet skickas, personnummer saknas i ärendet")
    return f"{one.name}, {one.role_label} ({sent})"


class AnswerForm(Form):
    answer = ChoiceField(label=_("Är personen aktuell hos er?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = load().coordination.known_here_answers
        self.fields["answer"].choices = choices_of(codes)
