"""Ny underrättelse: the two first questions, the paper's blanks, and what practice needs besides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from kvar.casework.told import Match
from kvar.content.codes import NoticeKind
from kvar.content.load import load
from kvar.web.intake.paper import TENANT, chosen, kinds_of, paper_fields
from kvar.web.intake.practice import PRACTICE, practice_fields
from kvar.web.ui.forms import ChoiceField, Form
from kvar.web.ui.forms.states import VALUE

NEW = "new"
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "visa", "kasta", "kind", "paper", "sender_type", "case"})
# The same thing by another name on another paper.
SAME_BLANK = (
    ("tenant_name", "consumer_name"),
    ("tenant_address", "consumer_address"),
    ("landlord_name", "company_name"),
    ("landlord_address", "company_address"),
    ("landlord_phone", "company_phone"),
    ("total", "amount"),
    ("reference", "case_number"),
)
TENURE_OF_FORM = {"rent_form": "rental", "fee_form": "condominium"}  # the statutory form itself says so


@dataclass(frozen=True)
class Group:
    """Fields that belong together on the page; ``rows`` keeps blanks with the same number on the paper together."""

    id: str
    title: Any
    rows: tuple[tuple[int | None, tuple[BoundField, ...]], ...]


class NoticeForm(Form):
    """Made by ``form_class`` for one kind of paper. Only the tenant's name must be there."""

    paper: NoticeKind
    sender_type = ChoiceField(label=_("Vem har skrivit?"), listed=True)
    kind = ChoiceField(label=_("Vad är det för papper?"), listed=True)
    case = forms.CharField(label=_("Är det samma hushåll?"), required=False)

    def __init__(self, *args: Any, sender_type: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sender = sender_type
        self.fields["sender_type"].choices = [(sender.id, sender.label) for sender in load().codes.sender_types]
        self.fields["kind"].choices = [(kind.id, kind.label) for kind in kinds_of(sender_type)]
        self.matches: tuple[Match, ...] = ()
        if not self.is_bound:
            self.fields["sender_type"].widget.attrs["autofocus"] = True

    def offer(self, matches: Iterable[Match]) -> None:
        """What may be the same household, for the worker to choose."""
        self.matches = tuple(matches)

    @property
    def offered(self) -> frozenset[str]:
        """What may be answered to *Samma hushåll?*. A closed case can be seen but not be added to."""
        places = {str(match.case) for match in self.matches if not match.closed}
        return frozenset({NEW, *places}) if places else frozenset()

    @property
    def choice(self) -> str:
        """The case chosen for the notice, ``new``, or empty while nobody has chosen among what is offered."""
        chosen_case = str(self.data.get("case", ""))
        return chosen_case if chosen_case in self.offered else ""

    @property
    def tenant_field(self) -> str:
        return next(name for name in TENANT if name in self.fields)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What was typed in another paper's blanks: kept out of sight, so that changing back loses nothing."""
        typed = self.data.items() if self.is_bound else ()
        return [(name, value) for name, value in typed if value and name not in NOT_TYPED and not self._shows(name)]

    def _shows(self, name: str) -> bool:
        return any(name == field or name.startswith(f"{field}_") for field in self.fields)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The page's groups in tab order: first the paper in its own order, then what practice needs."""
        form = load().codes.form(self.paper.form)
        found = [Group("papperet", form.label, self._numbered())]
        found += [Group(name, title, ((None, self._bound(names)),)) for name, title, names in PRACTICE]
        return tuple(group for group in found if any(fields for _number, fields in group.rows))

    def _numbered(self) -> tuple[tuple[int | None, tuple[BoundField, ...]], ...]:
        blanks = load().codes.form(self.paper.form).fields
        numbers = dict.fromkeys(blank.number for blank in blanks)
        return tuple(
            (number, self._bound(blank.name for blank in blanks if blank.number == number)) for number in numbers
        )

    def _bound(self, names: Iterable[str]) -> tuple[BoundField, ...]:
        return tuple(self[name] for name in names if name in self.fields)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        name = told.get(self.tenant_field)
        if name is not None and name.state != VALUE:
            self.add_error(self.tenant_field, _("Skriv hyresgästens namn. Allt annat kan vara okänt."))
        number, year = told.get("personal_number"), told.get("birth_year")
        if number and number.value and year and int(number.value[:4]) != year:
            self.add_error(
                "birth_year", _("Födelseåret stämmer inte med personnumret. Rätta det ena eller sudda året.")
            )
        return told


def form_class(kind: NoticeKind) -> type[NoticeForm]:
    """The form for one kind of paper."""
    fields = paper_fields(kind) | practice_fields(kind) | {"paper": kind}
    return type("PaperForm", (NoticeForm,), fields)


def notice_form(
    typed: Mapping[str, Any] | None = None, files: Any = None, *, asked: Mapping[str, Any], today: date
) -> NoticeForm:
    """The form for the paper that is asked for: empty with its usual answers, or with what was typed."""
    sender, kind = chosen(asked)
    initial = {"sender_type": sender, "kind": kind.id, "arrived_on": today, "tenure": TENURE_OF_FORM.get(kind.form, "")}
    return form_class(kind)(typed, files, sender_type=sender, initial=initial, today=today)


def resumed_form(typed: Mapping[str, list[str]], *, today: date) -> NoticeForm:
    """The form as somebody left it, every character back and nothing judged yet.

    What two papers call differently (the tenant, the consumer) is carried over to the one that is shown.
    """
    sender, kind = chosen({name: values[-1] for name, values in typed.items() if values})
    told = {**typed, **_renamed(kind, typed), **_usual_tenure(kind, typed), "kind": [kind.id]}
    return form_class(kind).resumed(told, sender_type=sender, today=today)


def _renamed(kind: NoticeKind, typed: Mapping[str, list[str]]) -> dict[str, list[str]]:
    blanks = paper_fields(kind)
    return {
        name: typed[other]
        for pair in SAME_BLANK
        for name, other in (pair, pair[::-1])
        if name in blanks and other not in blanks and any(typed.get(other, [])) and not any(typed.get(name, []))
    }


def _usual_tenure(kind: NoticeKind, typed: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The tenure that the paper itself tells, where nobody has chosen another than the last paper's."""
    shown_for = next((each for each in load().codes.notice_kinds if [each.id] == typed.get("paper")), None)
    if shown_for is None or typed.get("tenure") != [TENURE_OF_FORM.get(shown_for.form, "")]:
        return {}
    return {"tenure": [TENURE_OF_FORM.get(kind.form, "")]}
