"""Choices: radios, a list to choose from, boxes to tick."""

from collections.abc import Iterable
from typing import Any, Protocol

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kvar.casework.access_table import Role
from kvar.content.load import load
from kvar.records.models import User
from kvar.web.ui.wording import short_day

RANKS = {Role.TEAM_LEAD.value: 1, Role.UNIT_HEAD.value: 2}  # who leads comes after those whose cases they are
GONE = _("Valet finns inte längre. Välj ett av alternativen som visas.")


def named(people: Iterable[User]) -> list[tuple[str, str]]:
    """People to choose among: those who do the work first, then who leads, each with her role, and last who is away."""
    ordered = sorted(people, key=lambda one: (_is_away(one), RANKS.get(one.role, 0)))  # by name within each, as given
    return [(str(one.pk), _told(one)) for one in ordered]


def _is_away(one: User) -> bool:
    """Marked so by ``employment.staff``; others are as good as here."""
    return getattr(one, "is_away", False)


def _told(one: User) -> str:
    """*Sara Lindh*, *Harriet Ek, enhetschef* or *Eva Berg (borta till fre 27 nov)*."""
    leads = RANKS.get(one.role, 0) > 0
    roles = {role.id: role.label for role in load().organisation.roles} if leads else {}
    name = ", ".join(filter(None, [one.name, roles.get(one.role, "")]))
    if not _is_away(one):
        return name
    until = getattr(one, "away_until", None)
    away = gettext("borta till %s") % short_day(until) if until else gettext("borta tills vidare")
    return f"{name} ({away})"


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
