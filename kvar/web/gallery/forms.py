"""One field of each kind."""

from django.utils.translation import gettext_lazy as _

from kvar.web.ui.forms import (
    AmountField,
    ChoiceField,
    Form,
    ManyField,
    PersonalNumberField,
    PlainTextField,
    ScanField,
    StateField,
    SwedishDateField,
    TickField,
)

SENDERS = [
    ("landlord", _("Hyresvärd")),
    ("housing_association", _("Bostadsrättsförening")),
    ("grid", _("Elnätsföretag")),
]
NEEDS = [("interpreter", _("Tolk")), ("companion", _("Stödperson")), ("easy", _("Lättläst brev"))]


class SampleForm(Form):
    sender = ChoiceField(label=_("Vem har skrivit?"), choices=SENDERS)
    paper = ChoiceField(label=_("Vad är det för papper?"), choices=[("", _("Välj")), ("3", "Formulär 3")], listed=True)
    tenant = StateField(PlainTextField(longest=200), label=_("Hyresgästens namn"), required=True)
    number = PersonalNumberField(label=_("Personnummer"), required=False)
    served = StateField(SwedishDateField(past=True), label=_("Dag då hyresgästen delgavs"))
    arrived = SwedishDateField(label=_("Kom till nämnden"), past=True)
    debt = AmountField(label=_("Skuld"), help_text=_("Hela beloppet på papperet, i kronor"))
    needs = ManyField(label=_("Vad behövs vid mötet?"), choices=NEEDS, required=False)
    note = PlainTextField(label=_("Anteckning"), longest=400, lines=4, required=False)
    scan = ScanField(label=_("Papperet som fil"), required=False)
    protected = TickField(
        label=_("Personen har skyddade uppgifter"), help_text=_("Bara den som är behörig ser ärendet.")
    )
