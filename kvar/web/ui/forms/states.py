"""A statement on a paper: it stands there, it is missing, or it cannot be read. And not asked yet is None."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

VALUE, MISSING, ILLEGIBLE = "value", "missing", "illegible"
STATES = ((VALUE, _("står på papperet")), (MISSING, _("saknas")), (ILLEGIBLE, _("går inte att läsa")))


@dataclass(frozen=True)
class Stated:
    """``state`` is value, missing or illegible; ``value`` only with the first."""

    state: str
    value: Any = None

    def as_record(self) -> dict[str, Any]:
        """The shape in which a notice keeps its fields; days as ISO text."""
        value = self.value.isoformat() if isinstance(self.value, date) else self.value
        return {"state": self.state, "value": value}


class StatedInput(forms.MultiWidget):
    """The inner control and, beside it, how the statement stands. Posts ``name`` and ``name_state``."""

    template_name = "ui/components/stated.html"
    use_fieldset = False

    def __init__(self, inner: forms.Widget, label: object) -> None:
        how = forms.Select(choices=STATES, attrs={"class": "ds-input state"})
        self.label = label
        super().__init__({"": inner, "state": how})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        how = context["widget"]["subwidgets"][1]["attrs"]
        how["aria-label"] = _("%(label)s – hur står det på papperet?") % {"label": self.label}
        how["class"] = "ds-input state"
        return context

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, Stated):
            return [value.value, value.state]
        return [value, VALUE]


class StateField(forms.Field):
    """Wraps another field. Cleans to ``Stated``, or None when nothing was told."""

    def __init__(self, inner: forms.Field, **kwargs: Any) -> None:
        inner.required = False
        self.inner = inner
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", inner.help_text)
        super().__init__(widget=StatedInput(inner.widget, kwargs.get("label", "")), **kwargs)

    @property
    def today(self) -> date | None:
        return getattr(self.inner, "today", None)

    @today.setter
    def today(self, day: date | None) -> None:
        self.inner.today = day

    def prepare_value(self, value: Any) -> Any:
        raw, state = value if isinstance(value, list) else self.widget.decompress(value)
        return [self.inner.prepare_value(raw), state or VALUE]

    def bound_data(self, data: Any, initial: Any) -> Any:
        raw, state = data
        return [self.inner.bound_data(raw, initial), state]

    def clean(self, value: Any) -> Stated | None:
        raw, state = value if isinstance(value, list) else (value, VALUE)
        if (state or VALUE) not in (VALUE, MISSING, ILLEGIBLE):
            raise ValidationError(
                _("Valet finns inte. Välj om uppgiften står på papperet, saknas eller inte går att läsa.")
            )
        if state in (MISSING, ILLEGIBLE):
            if str(raw or "").strip():
                raise ValidationError(
                    _("Här står både en uppgift och att den inte finns. Sudda uppgiften eller välj ”står på papperet”.")
                )
            return Stated(state)
        cleaned = self.inner.clean(raw)
        if cleaned in (None, ""):
            if self.required:
                raise ValidationError(_("Uppgiften är tom. Skriv den, eller välj ”saknas” eller ”går inte att läsa”."))
            return None
        return Stated(VALUE, cleaned)
