"""Forms as people meet them: each refusal is a sentence that says what, why and what to do. Import from here."""

from kvar.web.ui.forms.amounts import AmountField
from kvar.web.ui.forms.choices import ChoiceField, ManyField, TickField, choices_of, named
from kvar.web.ui.forms.clocks import ClockField
from kvar.web.ui.forms.days import SwedishDateField
from kvar.web.ui.forms.form import Form, FormLook, Problem, VersionedForm, problems_of
from kvar.web.ui.forms.numbers import PersonalNumberField
from kvar.web.ui.forms.scans import ScanField
from kvar.web.ui.forms.searching import SearchForm
from kvar.web.ui.forms.states import Stated, StateField
from kvar.web.ui.forms.telling import TellingFields
from kvar.web.ui.forms.texts import PlainTextField

__all__ = [
    "AmountField",
    "ChoiceField",
    "ClockField",
    "Form",
    "FormLook",
    "ManyField",
    "PersonalNumberField",
    "PlainTextField",
    "Problem",
    "ScanField",
    "StateField",
    "SearchForm",
    "Stated",
    "SwedishDateField",
    "TellingFields",
    "TickField",
    "VersionedForm",
    "named",
    "choices_of",
    "problems_of",
]
