"""What a form looks like to those who see it and to those who listen."""

from typing import Any

from django.forms import Field
from django.template import engines
from django.urls import get_resolver

from kvar.web.gallery.forms import SampleForm
from kvar.web.ui.forms import ChoiceField, Form, PlainTextField, problems_of
from kvar.web.ui.forms.form import _prepare


class AskForm(Form):
    name = PlainTextField(label="Namn", help_text="Som det står på papperet", longest=10)
    kind = ChoiceField(label="Vem har skrivit?", choices=[("a", "Hyresvärd"), ("b", "Förening")])
    note = PlainTextField(label="Anteckning", required=False, lines=2)

    def clean(self) -> None:
        self.add_error(None, "Dagarna går inte ihop.")


def test_the_refusal_stands_beside_the_field_and_is_tied_to_it() -> None:
    drawn = str(AskForm({"name": ""})["name"].as_field_group())
    assert '<label for="id_name">Namn</label>' in drawn
    assert 'id="id_name_error"' in drawn
    assert "Fältet är tomt. Fyll i det för att gå vidare." in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn


def test_the_summary_names_every_field_and_leads_to_it() -> None:
    form = AskForm({})
    assert [(p.target, p.label, p.sentence) for p in problems_of(form)] == [
        ("", "", "Dagarna går inte ihop."),
        ("id_name", "Namn:", "Fältet är tomt. Fyll i det för att gå vidare."),
        ("id_kind_0", "Vem har skrivit?", "Inget svar är valt. Välj ett av alternativen."),
    ]
    drawn = str(form)
    assert "3 saker behöver rättas" in drawn
    assert '<a href="#id_kind_0">Vem har skrivit? Inget svar är valt.' in drawn
    assert "autofocus" in drawn


def test_every_target_of_the_summary_is_on_the_page() -> None:
    form = SampleForm({})
    drawn = str(form)
    assert len(form.problems) >= 5
    assert [problem.target for problem in form.problems if f'id="{problem.target}"' not in drawn] == []


def test_a_form_without_problems_has_no_summary() -> None:
    assert "problems" not in str(AskForm())


def test_the_server_says_what_is_missing_not_the_browser() -> None:
    assert " required" not in str(SampleForm())


def test_radios_have_one_question_and_one_answer_each() -> None:
    drawn = str(AskForm()["kind"].as_field_group())
    assert "<legend>Vem har skrivit?</legend>" in drawn
    assert '<label for="id_kind_0">Hyresvärd</label>' in drawn


def test_what_can_be_left_out_says_so() -> None:
    assert "frivilligt" in str(AskForm()["note"].as_field_group())
    assert "frivilligt" not in str(AskForm()["name"].as_field_group())


def test_a_draft_comes_back_as_typed_and_unjudged() -> None:
    form = AskForm.resumed({"name": ["Åsa med ett alldeles för långt namn"], "kind": ["b"], "note": ["en\ntvå"]})
    drawn = str(form)
    assert "Åsa med ett alldeles för långt namn" in drawn
    assert 'value="b" class="tick" id="id_kind_1" checked' in drawn
    assert "wrong" not in drawn


def test_the_draft_line_says_what_to_do_when_it_fails() -> None:
    drawn = engines["django"].get_template("ui/components/draft_told.html").render({"draft": None})
    assert 'role="status"' in drawn
    assert "Utkastet kunde inte sparas" in drawn


class LateForm(Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["child"] = ChoiceField(label="Var barnet där?", choices=[("yes", "Ja"), ("no", "Nej")])


def test_a_field_that_the_form_adds_itself_speaks_as_the_others() -> None:
    assert [p.sentence for p in problems_of(LateForm({}))] == ["Inget svar är valt. Välj ett av alternativen."]


def test_no_form_of_the_product_tells_what_is_missing_in_djangos_words() -> None:
    """The sentences are ours for every kind of field, wherever the field stands."""
    load_views()
    theirs = str(Field.default_error_messages["required"])
    forms = every(Form)
    assert len(forms) > 50
    for form in forms:
        for name, field in form.base_fields.items():
            _prepare(field, None)
            assert str(field.error_messages["required"]) != theirs, f"{form.__name__}.{name}"


def load_views() -> None:
    get_resolver().url_patterns  # noqa: B018 - reading them imports every page and its forms


def every(kind: type[Form]) -> set[type[Form]]:
    below = {one for one in kind.__subclasses__() if one.__module__.startswith("kvar.")}
    return below.union(*(every(one) for one in below)) if below else set()
