"""The form base: our templates, our sentences, a summary of what is wrong, and drafts that come back as typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

CLASSES = {"radio": "tick", "checkbox": "tick", "file": "pick"}


@dataclass(frozen=True)
class Problem:
    """One line of the error summary; ``target`` is the id of the control to go to, or empty; so ``label``."""

    target: str
    label: str
    sentence: str


class Renderer(TemplatesSetting):
    form_template_name = "ui/components/form.html"
    field_template_name = "ui/components/field.html"


class Bound(BoundField):
    """A field on the page. Controls get the design's class; errors and hints are tied to them by Django."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        kind = getattr(widget or self.field.widget, "input_type", "")
        return {"class": CLASSES.get(kind, "ds-input")} | attrs

    @property
    def target(self) -> str:
        """The id of the first control: where the error summary leads."""
        return self.id_for_label or (self.subwidgets[0].id_for_label if self.subwidgets else "") or self.auto_id

    @property
    def optional(self) -> bool:
        """Said beside the label, unless the form leaves it unsaid or the field has its own way of being empty."""
        said = getattr(self.form, "optional_is_said", False) and not hasattr(self.field, "inner")
        return said and not self.field.required and self.name not in getattr(self.form, "sometimes_needed", ())

    @property
    def one_tick(self) -> bool:
        """A lone checkbox stands before its label."""
        return getattr(self.field.widget, "input_type", "") == "checkbox" and not self.use_fieldset

    @property
    def to_choose_again(self) -> bool:
        """A browser never gives a chosen file back: the page says so instead of losing it silently."""
        return self.form.is_bound and getattr(self.field.widget, "input_type", "") == "file"


class FormLook(forms.BaseForm):
    """What makes any Django form ours. ``today`` is told to every field that reckons with days."""

    default_renderer = Renderer()
    bound_field_class = Bound
    use_required_attribute = False
    optional_is_said = True
    sometimes_needed: tuple[str, ...] = ()  # fields that some answers need: their hint says which

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.today = today
        for field in self.fields.values():
            _prepare(field, today)

    def full_clean(self) -> None:
        """A form's own ``__init__`` may have added fields: they are prepared as well."""
        for field in self.fields.values():
            _prepare(field, self.today)
        super().full_clean()

    @property
    def problems(self) -> list[Problem]:
        return problems_of(self)

    @classmethod
    def resumed(cls, typed: Mapping[str, list[str]], **kwargs: Any) -> Self:
        """The form as it was typed in a draft: every character back, nothing judged yet."""
        form = cls(MultiValueDict(typed), **kwargs)
        form._errors = ErrorDict()
        form.cleaned_data = {}
        return form


class Form(FormLook, forms.Form):
    """The form every page uses. ``theirs``: what a colleague saved meanwhile, in words."""

    theirs = ""

    def arguments(self) -> dict[str, Any]:
        """What the act is given: the cleaned values, unless a form says otherwise."""
        return self.cleaned_data


class VersionedForm(Form):
    """What several people write: ``version`` is what was read, so that nobody writes over a colleague in silence."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def problems_of(*shown: forms.BaseForm) -> list[Problem]:
    """Everything wrong in these forms, in the page's order: what concerns the whole first."""
    found = [Problem("", "", sentence) for form in shown for sentence in form.non_field_errors()]
    for form in shown:
        found += [Problem(_target(bound), _named(bound), sentence) for bound in form for sentence in bound.errors]
    return found


def _target(bound: BoundField) -> str:
    return bound.target if isinstance(bound, Bound) else bound.id_for_label


def _named(bound: BoundField) -> str:
    """The label as the start of a line: "Skuld:", "Vem har skrivit?"."""
    label = str(bound.label)
    return label if label.endswith(("?", ":")) else f"{label}:"


def _prepare(field: forms.Field, today: date | None) -> None:
    if hasattr(field, "today"):
        field.today = today
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        field.error_messages["required"] = _missing(field)


def _missing(field: forms.Field) -> Any:
    if isinstance(field, forms.FileField):
        return _("Ingen fil är vald. Välj filen på din dator.")
    if isinstance(field, forms.BooleanField):
        return _("Rutan är inte ikryssad. Kryssa i den för att gå vidare.")
    if isinstance(field, forms.ChoiceField):
        return _("Inget svar är valt. Välj ett av alternativen.")
    return _("Fältet är tomt. Fyll i det för att gå vidare.")
