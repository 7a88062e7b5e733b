"""What narrows the follow-up: quarters, and which cases. In the address, so a page can be sent to a colleague."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kvar.casework.equal_treatment.comparing import By
from kvar.casework.measures.dimensions import GROUNDS, HOUSEHOLD_TYPES
from kvar.casework.measures.measured import ALL
from kvar.casework.published.tabled import Cases
from kvar.casework.published.words import quarter_words
from kvar.content.load import load
from kvar.web.ui.forms import ChoiceField, Form, choices_of

SHOWN = 4
"""Quarters when the address says nothing: a year."""
EVERY = (ALL, _("Alla"))


class PeriodForm(Form):
    """Always whole: what the address leaves out is the last published year."""

    optional_is_said = False
    fran = ChoiceField(label=_("Från och med"), listed=True, required=False)
    till = ChoiceField(label=_("Till och med"), listed=True, required=False)

    def __init__(self, *args: Any, quarters: tuple[date, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quarters = quarters
        shown = [(f"{day:%Y-%m}", quarter_words(day)) for day in reversed(quarters)]
        self.fields["fran"].choices = self.fields["till"].choices = shown

    @classmethod
    def asked(cls, address: Mapping[str, str], *, today: date, quarters: tuple[date, ...]) -> Self:
        """The form as the address asks for it. ``quarters``: the published, at least one."""
        whole = {name: "" for name in cls.base_fields} | cls.usual(quarters)
        return cls(whole | {name: address[name] for name in whole if address.get(name)}, today=today, quarters=quarters)

    @classmethod
    def usual(cls, quarters: tuple[date, ...]) -> dict[str, str]:
        """What is shown when the address says nothing."""
        return {"fran": f"{quarters[-SHOWN:][0]:%Y-%m}", "till": f"{quarters[-1]:%Y-%m}"}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("fran", "") > cleaned.get("till", "~"):
            problem = ValidationError(_("Perioden börjar efter att den slutar. Välj ett tidigare kvartal."))
            self.add_error("fran", problem)
        return cleaned

    @property
    def period(self) -> tuple[date, date]:
        """The first and the last quarter; the usual year where the address makes no sense."""
        said = self.usual(self.quarters) if self.errors else self.cleaned_data
        first, last = (date.fromisoformat(f"{said[name]}-01") for name in ("fran", "till"))
        return first, last

    def said(self, name: str) -> str:
        """What stands in a field that narrows."""
        said: str = "" if self.errors else self.cleaned_data.get(name) or ""
        return said


class ReportForm(PeriodForm):
    """The period alone: the report is of all cases."""

    @property
    def chosen(self) -> dict[str, str]:
        """The period as an address asks for it."""
        return dict(zip(("fran", "till"), (f"{day:%Y-%m}" for day in self.period), strict=True))


class CasesForm(PeriodForm):
    """Also which cases: of one administration, one ground or one household type, but not of two of them at once."""

    forvaltning = ChoiceField(label=_("Förvaltning"), listed=True, required=False)
    orsak = ChoiceField(label=_("Orsak"), listed=True, required=False)
    hushall = ChoiceField(label=_("Hushåll"), listed=True, required=False)
    field_order = ("fran", "till", "forvaltning", "orsak", "hushall")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forvaltning"].choices = choices_of(load().organisation.administrations, first=EVERY)
        self.fields["orsak"].choices = choices_of(GROUNDS, first=EVERY)
        self.fields["hushall"].choices = choices_of(HOUSEHOLD_TYPES, first=EVERY)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        narrowed = [name for name in ("forvaltning", "orsak", "hushall") if cleaned.get(name)]
        if len(narrowed) > 1:
            problem = _("Välj bara ett av förvaltning, orsak och hushåll. Mindre grupper än så publiceras inte.")
            self.add_error(narrowed[-1], ValidationError(problem))
        return cleaned

    @property
    def cases(self) -> Cases:
        """Which cases; all of them where the address makes no sense."""
        return Cases(administration=self.said("forvaltning"), ground=self.said("orsak"), household=self.said("hushall"))


class ComparingForm(PeriodForm):
    """Also what is compared with what."""

    jamfor = ChoiceField(label=_("Jämför"), listed=True, required=False)
    field_order = ("jamfor", "fran", "till")

    BY = {By.ADMINISTRATION: _("förvaltningar"), By.GROUND: _("orsaker"), By.HOUSEHOLD: _("hushållstyper")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jamfor"].choices = [(str(by), capfirst(label)) for by, label in self.BY.items()]

    @classmethod
    def usual(cls, quarters: tuple[date, ...]) -> dict[str, str]:
        return super().usual(quarters) | {"jamfor": str(By.ADMINISTRATION)}

    @property
    def by(self) -> By:
        """What the address asks to compare."""
        return By(self.said("jamfor") or By.ADMINISTRATION)
