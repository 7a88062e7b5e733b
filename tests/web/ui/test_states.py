from datetime import date

import pytest

from kvar.web.ui.forms import AmountField, Form, PlainTextField, Stated, StateField, SwedishDateField

TODAY = date(2026, 11, 22)


class PaperForm(Form):
    tenant = StateField(PlainTextField(longest=80), label="Hyresgästens namn", required=True)
    served = StateField(SwedishDateField(past=True), label="Delgiven")
    debt = StateField(AmountField(), label="Skuld")


def typed(**values: str) -> PaperForm:
    return PaperForm({"tenant": "Per Ek", **values}, today=TODAY)


def test_a_statement_stands_on_the_paper_or_is_missing_or_cannot_be_read() -> None:
    form = typed(served="20 nov", served_state="value", debt_state="illegible")
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "tenant": Stated("value", "Per Ek"),
        "served": Stated("value", date(2026, 11, 20)),
        "debt": Stated("illegible"),
    }
    assert form.cleaned_data["served"].as_record() == {"state": "value", "value": "2026-11-20"}


def test_nothing_told_is_unknown_and_never_missing() -> None:
    form = typed(served="", served_state="value")
    assert form.is_valid()
    assert form.cleaned_data["served"] is None


@pytest.mark.parametrize(
    ("values", "field", "because"),
    [
        ({"tenant": ""}, "tenant", "Uppgiften är tom"),
        ({"served": "24 nov"}, "served", "har inte varit än"),
        ({"debt": "-5"}, "debt", "mindre än noll"),
        ({"debt": "5", "debt_state": "missing"}, "debt", "både en uppgift och att den inte finns"),
        ({"debt_state": "kanske"}, "debt", "Valet finns inte"),
    ],
)
def test_a_contradiction_gets_a_sentence(values: dict[str, str], field: str, because: str) -> None:
    assert because in typed(**values).errors[field][0]


def test_what_was_typed_and_chosen_comes_back() -> None:
    drawn = str(typed(debt="fem tusen", debt_state="illegible")["debt"])
    assert 'value="fem tusen"' in drawn
    assert '<option value="illegible" selected>' in drawn


def test_both_controls_are_named() -> None:
    drawn = PaperForm().as_div() + str(PaperForm()["tenant"].as_field_group())
    assert '<label for="id_tenant_0">Hyresgästens namn' in drawn
    assert 'aria-label="Hyresgästens namn – hur står det på papperet?"' in drawn


def test_a_known_statement_is_shown() -> None:
    drawn = str(PaperForm(initial={"debt": Stated("missing"), "served": Stated("value", TODAY)}))
    assert '<option value="missing" selected>' in drawn
    assert 'value="2026-11-22"' in drawn
