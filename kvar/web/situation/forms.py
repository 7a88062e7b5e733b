"""Who gets which cases, who is away and who covers, who leaves."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kvar.casework.situation.reader import ToHandOut
from kvar.content.load import load
from kvar.records.models import OpenStep, Track, User
from kvar.web.ui.forms import ChoiceField, Form, ManyField, SwedishDateField, VersionedForm, named
from kvar.web.ui.wording import short_day

NOBODY = ("", _("enhetens ersättare"))


class HandOutForm(Form):
    cases = ManyField(label=_("Vilka ärenden?"))
    user = ChoiceField(label=_("Vem ska ha dem?"), listed=True)

    def __init__(self, *args: Any, tracks: Iterable[ToHandOut], colleagues: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = _by_key(colleagues)
        self.fields["cases"].choices = [(str(one.track.case_id), _told(one, self.today)) for one in tracks]
        self.fields["user"].choices = [("", _("Välj en person")), *named(self.colleagues.values())]

    def arguments(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"cases": [UUID(case) for case in told["cases"]], "user": self.colleagues[told["user"]]}


def _told(one: ToHandOut, today: date) -> str:
    """*H-26-XXXX · Elin Åberg · närmast fre 27 nov: Ring den boende · barn i hushållet*."""
    track = one.track
    return " · ".join(
        filter(
            None,
            [
                track.case.reference,
                track.case.household.name,
                gettext("skyddade uppgifter") if track.case.household.protected else "",
                _nearest(one.step, today),
                _children(track),
            ],
        )
    )


def _nearest(step: OpenStep | None, today: date) -> str:
    if step is None or step.due is None:
        return gettext("ingen bestämd dag")
    title = load().steps[step.step].title if step.step in load().steps else ""
    near = gettext("närmast idag") if step.due == today else gettext("närmast %s") % short_day(step.due, today)
    said = gettext("försenat sedan %s") % short_day(step.due, today) if step.due < today else near
    return f"{said}: {title}" if title else said


def _children(track: Track) -> str:
    """Nobody has said is not the same as none."""
    if track.child:
        return gettext("barn i hushållet")
    if track.children_said is None:
        return gettext("inte känt om barn berörs")
    return gettext("barn berörs") if track.children_said else gettext("inga barn")


class CoverForm(Form):
    user = ChoiceField(label=_("Vem ersätter när ingen annan är utsedd?"), listed=True)

    def __init__(self, *args: Any, colleagues: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = _by_key(colleagues)
        self.fields["user"].choices = [("", _("Välj en person")), *named(self.colleagues.values())]

    def arguments(self) -> dict[str, Any]:
        return {"user": self.colleagues[self.cleaned_data["user"]]}


class AbsenceForm(Form):
    """``people``: whose absence may be written in; only oneself for a caseworker."""

    user = ChoiceField(label=_("Vem är borta?"), listed=True)
    first_day = SwedishDateField(label=_("Första dagen"))
    last_day = SwedishDateField(
        label=_("Sista dagen"), required=False, help_text=_("Lämna tomt om det inte är känt. Till exempel 27 nov")
    )
    cover = ChoiceField(label=_("Vem ersätter?"), required=False, listed=True)

    def __init__(self, *args: Any, people: Iterable[User], colleagues: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.colleagues = _by_key(people), _by_key(colleagues)
        self.fields["user"].choices = named(self.people.values())
        self.fields["cover"].choices = [NOBODY, *named(self.colleagues.values())]

    def arguments(self) -> dict[str, Any]:
        told = self.cleaned_data
        people = {"user": self.people[told["user"]], "cover": self.colleagues.get(told["cover"])}
        return {"first_day": told["first_day"], "last_day": told["last_day"], **people}


class ChangeAbsenceForm(VersionedForm):
    last_day = SwedishDateField(
        label=_("Sista dagen borta"),
        required=False,
        help_text=_("Lämna tomt om det inte är känt. En dag före den första tar bort frånvaron."),
    )
    cover = ChoiceField(label=_("Vem ersätter?"), required=False, listed=True)

    def __init__(self, *args: Any, colleagues: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = _by_key(colleagues)
        self.fields["cover"].choices = [NOBODY, *named(self.colleagues.values())]

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "cover": self.colleagues.get(self.cleaned_data["cover"])}


class LeaveForm(Form):
    user = ChoiceField(label=_("Vem slutar?"), listed=True)
    left_on = SwedishDateField(
        label=_("Från och med vilken dag?"), help_text=_("Den dagen kan personen inte längre logga in.")
    )
    to = ChoiceField(label=_("Vem tar över ärendena?"), required=False, listed=True)

    def __init__(self, *args: Any, colleagues: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = _by_key(colleagues)
        names = named(self.colleagues.values())
        self.fields["user"].choices = [("", _("Välj en person")), *names]
        self.fields["to"].choices = [("", _("ingen ännu, de ställs på enhetschefens lista")), *names]

    def arguments(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "user": self.colleagues[told["user"]],
            "left_on": told["left_on"],
            "to": self.colleagues.get(told["to"]),
        }


def _by_key(people: Iterable[User]) -> dict[str, User]:
    return {str(person.pk): person for person in people}
