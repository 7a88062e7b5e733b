"""The day of the eviction, for one hand and a small screen; and what is heard afterwards."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kvar.casework.enforcement.following import FollowUpTold
from kvar.casework.enforcement.seen import DaySeen
from kvar.records.models import Member
from kvar.web.enforcement.forms import YES_NO, codes
from kvar.web.ui.forms import ChoiceField, Form, ManyField, PlainTextField, SwedishDateField, TickField

MAYBE = [*YES_NO, ("unknown", _("Inte känt"))]
KNOWN: dict[str, bool | None] = {"yes": True, "no": False}
CHILD = "child_"


class DayForm(Form):
    """Whether it was carried out and whether a child was there has to be answered: *not known* is then an answer."""

    on = SwedishDateField(label=_("Vilken dag?"))
    attended = PlainTextField(label=_("Vem var där från oss?"), longest=200)
    carried_out = ChoiceField(label=_("Blev avhysningen av?"), choices=MAYBE)
    met = ManyField(label=_("Vilka träffade ni?"), required=False)
    other_children = ChoiceField(label=_("Fanns det andra barn där?"), choices=MAYBE)
    home_state = ChoiceField(label=_("Hur såg bostaden ut?"), required=False)
    offered = ManyField(label=_("Vad erbjöd ni?"), required=False)
    went_to = ChoiceField(label=_("Vart tog hushållet vägen?"), required=False)
    keys = ChoiceField(label=_("Nycklarna"), required=False)
    stored = ChoiceField(label=_("Ställdes sakerna i magasin?"), choices=MAYBE, initial="unknown")
    stored_at = PlainTextField(label=_("Var finns sakerna?"), required=False, longest=200)
    reference = PlainTextField(label=_("Kronofogdens målnummer"), required=False, longest=80)
    interpreter = ChoiceField(label=_("Fanns det tolk?"), choices=MAYBE, initial="unknown")
    note = PlainTextField(label=_("Mer att minnas"), required=False, lines=4)

    def __init__(self, *args: Any, children: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = {"met": "met", "home_state": "home_states", "offered": "offers", "went_to": "housing", "keys": "keys"}
        for name, kind in lists.items():
            self.fields[name].choices = codes(kind)
        self.child_names = [f"{CHILD}{child.pk}" for child in children]
        for name, child in zip(self.child_names, children, strict=True):
            label = _("Var %s där?") % child.person.name
            self.fields[name] = ChoiceField(label=label, choices=MAYBE)
        first = ("on", "attended", "carried_out", "met")
        self.order_fields([*first, *self.child_names])

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        children = tuple((name.removeprefix(CHILD), said[name]) for name in self.child_names)
        plain = {name: value for name, value in said.items() if name not in self.child_names}
        known = {name: KNOWN.get(plain.pop(name)) for name in ("carried_out", "stored")}
        many = {name: tuple(plain.pop(name)) for name in ("met", "offered")}
        return {"seen": DaySeen(**plain, **known, **many, children=children)}


class WishForm(Form):
    member = ChoiceField(label=_("Vem har svarat?"))
    yes = ChoiceField(
        label=_("Får vi höra av oss senare?"),
        choices=YES_NO,
        help_text=_("Det är frivilligt. Ett nej är ett svar, och då hör vi inte av oss mer."),
    )

    def __init__(self, *args: Any, adults: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [(str(member.pk), member.person.name) for member in adults]

    def arguments(self) -> dict[str, Any]:
        return {"member": self.cleaned_data["member"], "yes": self.cleaned_data["yes"] == "yes"}


class FollowUpForm(Form):
    decided_on = SwedishDateField(label=_("Vilken dag beslutades att barnet följs upp?"), past=True, required=False)
    decided_by = PlainTextField(label=_("Vem har beslutat?"), required=False, longest=200)
    member = ChoiceField(label=_("Vem gäller det?"))
    asked_first = TickField(
        label=_("Jag frågade först, och fick ja till att vi hör av oss"),
        help_text=_("Kontakten är frivillig. Behövs bara första gången. Blev det nej: välj Vill inte."),
    )
    on = SwedishDateField(label=_("Vilken dag?"), past=True)
    result = ChoiceField(label=_("Hur gick det?"))
    housing = ChoiceField(label=_("Hur bor hushållet?"), required=False)
    new_debt = ChoiceField(label=_("Finns det en ny skuld?"), choices=MAYBE, initial="unknown", required=False)
    note = PlainTextField(label=_("Anteckning"), required=False, lines=3)

    def __init__(self, *args: Any, people: list[Member], child: bool, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [(str(member.pk), member.person.name) for member in people]
        self.fields["result"].choices = codes("follow_up_results")
        self.fields["housing"].choices = codes("housing")
        for name in ("housing", "new_debt") if child else ("decided_on", "decided_by"):
            del self.fields[name]
        if not asks:
            del self.fields["asked_first"]

    def arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        if "new_debt" in said:
            said["new_debt"] = KNOWN.get(said["new_debt"])
        return {"told": FollowUpTold(**said)}
