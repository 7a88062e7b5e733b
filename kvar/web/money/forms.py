"""What is typed about money: kronor in, öre on. A row that looks a hundred times too large is asked about."""

from datetime import date
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvar.casework.money.promises import FOLLOWS, PromiseTold
from kvar.casework.money.undertakings import Decided, MessageTold
from kvar.content.load import load
from kvar.web.ui.forms import (
    AmountField,
    ChoiceField,
    Form,
    ManyField,
    PlainTextField,
    ScanField,
    SwedishDateField,
    TickField,
    VersionedForm,
    choices_of,
)
from kvar.web.ui.kept_files import scan_of

YES_NO = (("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nej")))
YES_NO_UNKNOWN = (*YES_NO, ("", gettext_lazy("Vet inte än")))
SAID = {"yes": True, "no": False, "": None}
SURE = gettext_lazy("Beloppet stämmer, fast det är ovanligt stort")


class AmountForm(Form):
    """Whether the amount is right is asked only when it has been compared with the rent and is unlikely."""

    sure = TickField(label=SURE)

    def visible_fields(self) -> list[BoundField]:
        asked = self.is_bound and (self.has_error("sure") or bool(self["sure"].value()))
        return [field for field in super().visible_fields() if field.name != "sure" or asked]


class ProposalsForm(Form):
    lines = ManyField(label=gettext_lazy("Vilka rader stämmer?"), required=False)

    def __init__(self, *args: Any, lines: tuple[tuple[str, str], ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].choices = lines


class ClaimForm(AmountForm):
    kind = ChoiceField(label=gettext_lazy("Vad gäller beloppet?"), listed=True)
    amount = AmountField(label=gettext_lazy("Belopp i kronor"))
    due_on = SwedishDateField(label=gettext_lazy("Vilken dag skulle det ha betalats?"), required=False)
    note = PlainTextField(label=gettext_lazy("Anteckning"), required=False, longest=400)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "sure"), "sure"])
        self.fields["kind"].choices = choices_of(load().coordination.claim_kinds)


class PaymentForm(AmountForm):
    paid_on = SwedishDateField(
        label=gettext_lazy("Vilken dag tog banken emot uppdraget?"),
        help_text=gettext_lazy("Den dagen räknas, inte dagen då pengarna kom fram."),
        past=True,
    )
    amount = AmountField(label=gettext_lazy("Belopp i kronor"))
    payer = ChoiceField(label=gettext_lazy("Vem betalade?"), listed=True)
    for_rent_due_on = ChoiceField(
        label=gettext_lazy("Vilken hyra angav den som betalade?"), listed=True, required=False
    )
    reference = PlainTextField(
        label=gettext_lazy("Meddelande på betalningen"),
        help_text=gettext_lazy("Skriv av ordagrant. Det kan avgöra vilken hyra som är betald."),
        required=False,
        longest=200,
    )

    def __init__(self, *args: Any, rents: tuple[tuple[str, str], ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "sure"), "sure"])
        self.fields["payer"].choices = choices_of(load().coordination.payers)
        self.fields["for_rent_due_on"].choices = [("", _("Ingen, eller vet inte")), *rents]

    def arguments(self) -> dict[str, Any]:
        named = self.cleaned_data["for_rent_due_on"]
        return self.cleaned_data | {"for_rent_due_on": date.fromisoformat(named) if named else None}


class TakeBackForm(VersionedForm):
    reason = PlainTextField(label=gettext_lazy("Varför tas raden bort?"), longest=400)


class DecidedForm(Form):
    taken = ChoiceField(label=gettext_lazy("Tar nämnden på sig betalningsansvaret?"), choices=YES_NO)
    decided_on = SwedishDateField(label=gettext_lazy("Vilken dag fattades beslutet?"), past=True)
    decided_by = PlainTextField(label=gettext_lazy("Vem beslutade?"), longest=200)
    by_delegation = PlainTextField(label=gettext_lazy("Punkt i delegationsordningen"), required=False, longest=200)
    because = PlainTextField(label=gettext_lazy("Varför?"), longest=2000, lines=4)

    def arguments(self) -> dict[str, Any]:
        return {"told": Decided(**(self.cleaned_data | {"taken": SAID[self.cleaned_data["taken"]]}))}


class MessageForm(VersionedForm):
    in_writing = ChoiceField(label=gettext_lazy("Är beskedet skriftligt?"), choices=YES_NO_UNKNOWN, required=False)
    told_to = ChoiceField(label=gettext_lazy("Vem fick det?"), listed=True, required=False)
    about_the_debt = ChoiceField(
        label=gettext_lazy("Gäller det skulden i underrättelsen?"), choices=YES_NO_UNKNOWN, required=False
    )
    sent_by = ChoiceField(label=gettext_lazy("Hur skickades det?"), listed=True, required=False)
    sent_on = SwedishDateField(label=gettext_lazy("Vilken dag skickades det?"), required=False, past=True)
    received_on = SwedishDateField(label=gettext_lazy("Vilken dag kom det fram?"), required=False, past=True)
    proof = ChoiceField(
        label=gettext_lazy("Finns det bevis, till exempel kvitto eller svar?"), choices=YES_NO_UNKNOWN, required=False
    )
    proof_at = PlainTextField(
        label=gettext_lazy("Var finns beviset?"),
        help_text=gettext_lazy("Till exempel akten, pärmen eller mejlet, om beviset inte sparas här."),
        required=False,
        longest=200,
    )
    proof_file = ScanField(label=gettext_lazy("Spara beviset här"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unknown = ("", _("Vet inte än"))
        self.fields["told_to"].choices = choices_of(load().coordination.undertaking_receivers, first=unknown)
        self.fields["sent_by"].choices = choices_of(load().codes.sending_ways, first=unknown)

    def arguments(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        version = typed.pop("version")
        said = {name: SAID[typed[name]] for name in ("in_writing", "about_the_debt", "proof")}
        scan = scan_of(typed.pop("proof_file"))
        return {"version": version, "told": MessageTold(**(typed | said)), "scan": scan}


class PromiseForm(AmountForm):
    kind = ChoiceField(label=gettext_lazy("Vad är det för betalning?"))
    payee = PlainTextField(label=gettext_lazy("Vem ska ha pengarna?"), longest=200)
    amount = AmountField(label=gettext_lazy("Belopp i kronor"))
    rhythm = ChoiceField(label=gettext_lazy("Hur ofta?"))
    due_on = SwedishDateField(label=gettext_lazy("Första betaldagen"))
    until = SwedishDateField(label=gettext_lazy("Till och med"), required=False)
    for_rent_due_on = ChoiceField(label=gettext_lazy("Gäller en hyra i skulden"), listed=True, required=False)
    decided = ChoiceField(label=gettext_lazy("Är betalningen beslutad?"), choices=YES_NO)
    note = PlainTextField(
        label=gettext_lazy("Anteckning"),
        help_text=gettext_lazy("Syns bara för er enhet."),
        required=False,
        longest=400,
    )

    def __init__(self, *args: Any, rents: tuple[tuple[str, str], ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "sure"), "sure"])
        words = load().coordination
        self.fields["kind"].choices = choices_of(words.promise_kinds)
        self.fields["rhythm"].choices = choices_of(words.promise_rhythms)
        self.fields["for_rent_due_on"].choices = [("", _("Nej, en kommande hyra")), *rents]

    def arguments(self) -> dict[str, Any]:
        named = self.cleaned_data["for_rent_due_on"]
        rent = {"for_rent_due_on": date.fromisoformat(named) if named else None}
        decided = {"decided": SAID[self.cleaned_data["decided"]]}
        return {"told": PromiseTold(**(self.cleaned_data | rent | decided))}


class MoveForm(VersionedForm):
    state = ChoiceField(label=gettext_lazy("Vad har hänt?"))
    on = SwedishDateField(label=gettext_lazy("Vilken dag?"), past=True)
    reason = PlainTextField(
        label=gettext_lazy("Varför stoppas den, och vem vet det?"),
        help_text=gettext_lazy("Behövs bara när betalningen stoppas."),
        required=False,
        longest=400,
    )

    def __init__(self, *args: Any, state: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = load().coordination
        after = FOLLOWS[state]
        self.fields["state"].choices = choices_of(row for row in words.promise_states if row.id in after)


class DeviationForm(VersionedForm):
    text = PlainTextField(label=gettext_lazy("Rapporten"), longest=20_000, lines=18)
    action = ChoiceField(
        label=gettext_lazy("Vad ska hända med den?"),
        choices=(
            ("save", gettext_lazy("Spara utkastet")),
            ("hand_in", gettext_lazy("Den är lämnad in")),
            ("dismiss", gettext_lazy("Det är ingen avvikelse")),
        ),
    )
    handed_to = PlainTextField(
        label=gettext_lazy("Vem tog emot den?"),
        help_text=gettext_lazy("Behövs när rapporten är lämnad in."),
        required=False,
        longest=200,
    )
    reason = PlainTextField(
        label=gettext_lazy("Varför är det ingen avvikelse?"),
        help_text=gettext_lazy("Behövs bara då."),
        required=False,
        longest=2000,
        lines=3,
    )
