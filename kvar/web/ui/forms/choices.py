"""Choices: radios, a list to choose from, boxes to tick."""

from collections.abc import Iterable
from typing import Any, Protocol

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kvar.records.models import User

GONE = _("Valet finns inte längre. Välj ett av alternativen som visas.")


def named(people: Iterable[User]) -> list[tuple[str, str]]:
    """People to choose among. Beside the name of somebody who is away today stands that she is."""
    away = _("%s (borta i dag)")
    return [(str(one.pk), away % one.name if getattr(one, "is_away", False) else one.name) for one in people]


class Worded(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...


def choices_of(codes: Iterable[Worded], *, first: tuple[str, Any] | None = None) -> list[tuple[str, Any]]:
    """Codes of the content as choices, in its order and with its words; ``first``: one that is no code."""
    return [*([first] if first else []), *((code.id, capfirst(code.label)) for code in codes)]


class ChoiceField(forms.ChoiceField):
    """Radios; ``listed`` makes it a list to choose from. Cleans to the chosen word, empty when nothing is chosen."""

    def __init__(self, *, listed: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Select() if listed else forms.RadioSelect())
        kwargs.setdefault("error_messages", {"invalid_choice": GONE})
        super().__init__(**kwargs)


class ManyField(forms.MultipleChoiceField):
    """Boxes to tick. Cleans to a list of words."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple())
        kwargs.setdefault("error_messages", {"invalid_choice": GONE, "invalid_list": GONE})
        super().__init__(**kwargs)


class TickField(forms.BooleanField):
    """One box to tick; not ticking it is an answer."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
