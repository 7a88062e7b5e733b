"""What is chosen for the deck: for whom, and between which editions. In the address, so a page can be sent on."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kvar.casework.deck.about import edition_before
from kvar.content.load import load
from kvar.paper.days import day_and_year
from kvar.web.ui.forms import ChoiceField, Form

NOBODY, EVERYBODY = "ingen", "alla"


class DeckForm(Form):
    """Always whole: what the address leaves out is the reader's own administration and unit, and the news of today."""

    optional_is_said = False
    forvaltning = ChoiceField(label=_("Siffror för"), listed=True)
    enhet = ChoiceField(label=_("Enhet"), listed=True)
    fran = ChoiceField(label=_("Nytt sedan utgåvan"), listed=True)
    till = ChoiceField(label=_("Som det är skrivet"), listed=True)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        city = load().organisation
        editions = [(each.from_.isoformat(), f"{day_and_year(each.from_)}, {each.label}") for each in load().editions]
        places = [(place.id, place.label) for place in city.administrations]
        self.fields["forvaltning"].choices = [*places, (NOBODY, _("Inga siffror"))]
        self.fields["enhet"].choices = [
            (EVERYBODY, _("Alla")),
            *((unit.id, unit.label.capitalize()) for unit in city.units),
        ]
        self.fields["fran"].choices = editions
        self.fields["till"].choices = [(today.isoformat(), _("Idag")), *editions]

    @classmethod
    def asked(cls, address: Mapping[str, str], *, today: date, administration: str, unit: str) -> Self:
        """The form as the address asks for it."""
        whole = {"forvaltning": administration or NOBODY, "enhet": unit or EVERYBODY, "till": today.isoformat()}
        whole["fran"] = edition_before(load(), today).isoformat()
        return cls(whole | {name: address[name] for name in whole if address.get(name)}, today=today)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("fran", "") >= cleaned.get("till", "~"):
            self.add_error("fran", ValidationError(_("Välj en utgåva som är äldre än den som bildspelet visar.")))
        return cleaned

    @property
    def administration(self) -> str:
        """The id of the administration to count, or empty."""
        chosen: str = self.cleaned_data["forvaltning"]
        return "" if chosen == NOBODY else chosen

    @property
    def unit(self) -> str:
        """The id of the unit whose duties stand first, or empty."""
        chosen: str = self.cleaned_data["enhet"]
        return "" if chosen == EVERYBODY else chosen

    @property
    def days(self) -> tuple[date, date]:
        """The earlier day and the later."""
        return date.fromisoformat(self.cleaned_data["fran"]), date.fromisoformat(self.cleaned_data["till"])
