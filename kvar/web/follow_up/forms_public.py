"""The file with public figures, and where it comes from."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from kvar.casework.public_figures.file import MOST_BYTES
from kvar.casework.public_figures.safe_text import SOURCE_LONGEST
from kvar.web.ui.forms import Form, PlainTextField, SwedishDateField

COLUMNS_TOLD = (
    ("year", _("År med fyra siffror.")),
    ("half", _("Halvår 1 eller 2. Tomt för hela året.")),
    ("area", _("Kommunens namn, eller Riket.")),
    ("measure", _("Ett av måtten här nedanför.")),
    ("value", _("Ett helt tal, eller ett intervall som 1–5 när källan gör så. Barn per 100 000 får ha decimaler.")),
    ("note", _("Det som hör till just den siffran, eller tomt.")),
)
EXAMPLE = """\
source;Kronofogden, pressmeddelande
date;2026-02-02
year;half;area;measure;value;note
2025;;Riket;executed;3330;
2025;1;Riket;executed;1845;"""


class FiguresForm(Form):
    """Source and day may be left out where the file itself says them."""

    file = forms.FileField(
        label=_("Filen"),
        help_text=_("CSV i UTF-8, högst 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"empty": _("Filen är tom. Välj en fil med rubrikrad och minst en rad med siffror.")},
    )
    source = PlainTextField(
        label=_("Källa"),
        longest=SOURCE_LONGEST,
        required=False,
        help_text=_("Vem som har publicerat siffrorna, och var. Kan lämnas tomt om filen säger det."),
    )
    on = SwedishDateField(
        label=_("Källans dag"), required=False, help_text=_("Dagen då siffrorna publicerades eller hämtades.")
    )

    def clean_file(self) -> UploadedFile:
        """Its size is known before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is None or file.size > MOST_BYTES:
            raise ValidationError(_("Filen är större än 1 MB. Kontrollera att det är rätt fil."))
        return file

    def arguments(self) -> dict[str, Any]:
        told = {name: self.cleaned_data.get(name) for name in ("source", "on")}
        return {"content": self.cleaned_data["file"].read(), **told}
