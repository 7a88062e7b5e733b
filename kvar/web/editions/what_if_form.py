"""What to try on last year's cases. In the address, so that it can be sent to a colleague."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kvar.casework.access import Actor
from kvar.casework.what_if.candidates import Candidate, DistrictRule, library_for, library_with
from kvar.content.library import Library
from kvar.content.load import load
from kvar.web.ui.forms import ChoiceField, Form, PlainTextField

KINDS = {"edition": _("utgåva"), "proposal": _("förslag"), "draft": _("utkast")}
HOME = ("fran", "till", "forvaltning")


class WhatIfForm(Form):
    """An edition, a rule for where homes belong, or both."""

    optional_is_said = False
    edition = ChoiceField(label=_("Utgåva"), listed=True, required=False)
    fran = PlainTextField(label=_("Postnummer från"), required=False, longest=10, help_text=_("Till exempel 417 00."))
    till = PlainTextField(label=_("Postnummer till"), required=False, longest=10)
    forvaltning = ChoiceField(label=_("Ska höra till"), listed=True, required=False)

    def __init__(self, *args: Any, candidates: Iterable[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(one.id, f"{one.label} ({KINDS[one.what]})") for one in candidates]
        self.fields["edition"].choices = [("", _("Den som gäller idag")), *chosen]
        places = [(place.id, place.label) for place in load().organisation.administrations]
        self.fields["forvaltning"].choices = [("", _("Välj förvaltning")), *places]

    def clean_fran(self) -> str:
        return _postal_code(self.cleaned_data["fran"])

    def clean_till(self) -> str:
        return _postal_code(self.cleaned_data["till"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        told = [name for name in HOME if cleaned.get(name)]
        for name in HOME if told and not self.errors else ():
            if name not in told:
                self.add_error(name, ValidationError(_("Fyll i båda postnumren och välj en förvaltning.")))
        if not self.errors and cleaned.get("fran", "") > cleaned.get("till", ""):
            self.add_error("till", ValidationError(_("Det är lägre än postnumret från. Byt plats på dem.")))
        if not told and not self.errors and not cleaned.get("edition"):
            self.add_error("edition", ValidationError(_("Välj en utgåva, eller skriv vilka postnummer det gäller.")))
        return cleaned

    def library(self, actor: Actor, *, today: date) -> Library:
        """The content to try, of a form without errors. Raises ActRefused."""
        said = self.cleaned_data
        tried = library_for(actor, said["edition"], today=today) if said["edition"] else load()
        if not said["fran"]:
            return tried
        rule = DistrictRule(first=said["fran"], last=said["till"], administration=said["forvaltning"])
        return library_with(actor, tried, rule)

    def rule_told(self) -> str:
        """The rule in words; empty where none is tried."""
        said = self.cleaned_data
        if not said["fran"]:
            return ""
        label = load().organisation.administration(said["forvaltning"]).label
        told = {"first": said["fran"], "last": said["till"], "place": label}
        return say("Postnummer %(first)s–%(last)s hör till %(place)s.") % told


def _postal_code(typed: str) -> str:
    """Five digits, or nothing."""
    digits = re.sub(r"\s", "", typed)
    if digits and not re.fullmatch(r"[1-9]\d{4}", digits):
        raise ValidationError(_("Ett postnummer är fem siffror. Skriv det så, till exempel 417 00."))
    return digits
