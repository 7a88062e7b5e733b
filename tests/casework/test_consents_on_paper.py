"""The consent form: what is asked is typed once, the paper says it, and its answers become the consents."""

from datetime import date, timedelta
from io import BytesIO

import docx
import pytest

from kvar.casework.access import Actor
from kvar.casework.consent.consents import consents_to_tell
from kvar.casework.consent.on_paper import (
    ReturnedTold,
    consent_form_for,
    form_asked_by,
    form_words,
    take_in_form,
)
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.households import protect_person
from kvar.casework.letters.consent_paper import consent_document
from kvar.records.models import Case, Consent, ConsentForm, Dwelling
from tests import factories
from tests.factories import TODAY
from tests.factories_consents import LANDLORD, make_form
from tests.factories_post import make_letter_case

pytestmark = pytest.mark.django_db
UNTIL = TODAY + timedelta(days=180)
SCHOOL = ("school", "")


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh", phone="031-000 00 00")


@pytest.fixture
def case(by: Actor) -> Case:
    return make_letter_case(by=by)


def returned(answers: dict[tuple[str, str], bool], **fields: object) -> ReturnedTold:
    told = {"given_on": TODAY, "given_how": "written", "scope": ("contact", "payment"), "until": UNTIL} | fields
    return ReturnedTold(answers=answers, **told)  # type: ignore[arg-type]


def may_tell(case: Case, scope: tuple[str, ...] = ("contact",)) -> bool:
    to = {"recipient_kind": LANDLORD[0], "recipient": LANDLORD[1]}
    return bool(consents_to_tell(case, scope=scope, on=TODAY, unit=factories.ADULT, **to))  # type: ignore[arg-type]


def test_a_paper_that_is_not_back_carries_nothing(case: Case, by: Actor) -> None:
    make_form(case, by=by)
    assert not Consent.objects.exists() and not may_tell(case)


def test_its_answers_become_the_consents_word_for_word(case: Case, by: Actor) -> None:
    form = make_form(case, by=by, recipients=(LANDLORD, SCHOOL), direction="both")
    yes, no = take_in_form(case=case, by=by, today=TODAY, form=form, told=returned({LANDLORD: True, SCHOOL: False}))
    assert (yes.recipient_kind, yes.recipient, yes.direction, yes.until, yes.given_how) == (
        *LANDLORD,
        "both",
        UNTIL,
        "written",
    )
    assert set(yes.scope) == {"contact", "payment"} and not yes.refused and no.refused
    assert yes.form == no.form == form and may_tell(case)
    assert ConsentForm.objects.get().returned_on == TODAY


def test_what_is_struck_out_is_not_in_the_yes_and_a_no_is_to_all_of_it(case: Case, by: Actor) -> None:
    form = make_form(case, by=by, recipients=(LANDLORD, SCHOOL))
    told = returned({LANDLORD: True, SCHOOL: False}, scope=("contact",))
    yes, no = take_in_form(case=case, by=by, today=TODAY, form=form, told=told)
    assert yes.scope == ["contact"] and set(no.scope) == {"contact", "payment"}
    assert may_tell(case) and not may_tell(case, ("payment",))


def test_a_recipient_without_a_mark_is_neither_a_yes_nor_a_no(case: Case, by: Actor) -> None:
    form = make_form(case, by=by, recipients=(LANDLORD, SCHOOL))
    take_in_form(case=case, by=by, today=TODAY, form=form, told=returned({LANDLORD: True}))
    assert [row.recipient_kind for row in Consent.objects.all()] == ["landlord"]


def test_it_is_taken_in_once(case: Case, by: Actor) -> None:
    form = make_form(case, by=by)
    take_in_form(case=case, by=by, today=TODAY, form=form, told=returned({LANDLORD: True}))
    with pytest.raises(ActRefused, match="redan inskriven"):
        take_in_form(case=case, by=by, today=TODAY, form=form, told=returned({LANDLORD: True}))
    assert Consent.objects.count() == 1


@pytest.mark.parametrize(
    "told, sentence",
    [
        (returned({}), "Inget svar är valt"),
        (returned({LANDLORD: True}, given_on=TODAY - timedelta(days=1)), "innan den gjordes"),
        (returned({LANDLORD: True}, scope=()), "samtycke till allt"),
        (returned({LANDLORD: True}, until=date(2020, 1, 1)), "slutar gälla innan"),
    ],
)
def test_what_cannot_stand_on_it_is_refused_and_it_is_still_out(
    case: Case, by: Actor, told: ReturnedTold, sentence: str
) -> None:
    form = make_form(case, by=by)
    with pytest.raises(ActRefused, match=sentence):
        take_in_form(case=case, by=by, today=TODAY, form=form, told=told)
    assert ConsentForm.objects.get().returned_on is None and not Consent.objects.exists()


@pytest.mark.parametrize(
    "fields, sentence",
    [
        ({"recipients": ()}, "Välj minst en"),
        ({"recipients": (LANDLORD, LANDLORD)}, "två gånger"),
        ({"scope": ()}, "samtycke till allt"),
        ({"until": TODAY - timedelta(days=1)}, "redan varit"),
    ],
)
def test_a_paper_that_asks_nothing_clear_is_not_made(
    case: Case, by: Actor, fields: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ActRefused, match=sentence):
        make_form(case, by=by, **fields)


def test_a_paper_begins_as_the_consent_on_the_screen_says(case: Case, by: Actor) -> None:
    row = factories.make_consent(case, by=by, recipient="Provbostäder AB", until=UNTIL)
    begins = form_asked_by(row, today=TODAY)
    assert (begins["kind_1"], begins["name_1"], begins["scope"], begins["until"]) == (*LANDLORD, ["contact"], UNTIL)
    assert "until" not in form_asked_by(row, today=UNTIL + timedelta(days=1))


def test_the_words_of_the_paper_are_the_words_of_the_screen(case: Case, by: Actor) -> None:
    words = form_words(make_form(case, by=by, recipients=(LANDLORD, SCHOOL), direction="both"))
    assert words["parter"] == "hyresvärden (Provbostäder AB)\nskolan eller förskolan"
    assert words["passages"] == ["lamna", "hamta"] and words["till_dag"] == UNTIL


@pytest.mark.parametrize(
    "language, heading", [("sv", "Underskrift"), ("lattlast", "Skriv ditt namn"), ("en", "Sign here")]
)
def test_it_can_be_filled_in_with_word(case: Case, by: Actor, language: str, heading: str) -> None:
    made = docx.Document(BytesIO(consent_document(make_form(case, by=by), by=by, today=TODAY, language=language)))
    words = [one.text for one in made.paragraphs]
    landlord = "the landlord" if language == "en" else "hyresvärden"
    assert heading in words and any(one.startswith(f"{landlord} (Provbostäder AB): ") for one in words)
    assert any(cell.text == "" for table in made.tables for row in table.rows for cell in row.cells)
    assert made.core_properties.language == ("en-GB" if language == "en" else "sv-SE")


def words_in(made: bytes) -> str:
    told = docx.Document(BytesIO(made))
    cells = [cell.text for table in told.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in told.paragraphs), *cells])


def test_the_word_form_of_a_protected_person_names_her_and_no_address() -> None:
    by = factories.make_actor(cleared=True, phone="031-000 00 00")
    case = make_letter_case(by=by)
    form, home = make_form(case, by=by), case.household.dwelling.address.split(",")[0]
    assert home in words_in(consent_document(form, by=by, today=TODAY, language="sv"))
    protect_person(case=case, by=by, today=TODAY, member=case.household.members.get(role="tenant"))
    said = words_in(consent_document(ConsentForm.objects.get(), by=by, today=TODAY, language="sv"))
    assert "Maria Lindqvist" in said and home not in said


def test_without_an_address_there_is_no_word_form(case: Case, by: Actor) -> None:
    form = make_form(case, by=by)
    Dwelling.objects.filter(pk=case.household.dwelling_id).update(address="")
    with pytest.raises(ActRefused, match="Adressen är inte känd"):
        consent_document(form, by=by, today=TODAY, language="sv")


def test_a_sign_that_cannot_stand_in_word_is_refused_with_a_sentence(case: Case, by: Actor) -> None:
    form = make_form(case, by=by, recipients=(("landlord", "Prov\ufffebostäder"),))
    with pytest.raises(ActRefused, match=r"U\+FFFE"):
        consent_document(form, by=by, today=TODAY, language="sv")


def test_pressing_twice_makes_one_paper(case: Case, by: Actor) -> None:
    make_form(case, by=by)
    with pytest.raises(ActRefused, match="redan sparat"):
        make_form(case, by=by)
    assert ConsentForm.objects.count() == 1
    make_form(case, by=by, scope=("contact",))
    assert ConsentForm.objects.count() == 2


def test_another_units_paper_is_its_own(case: Case, by: Actor) -> None:
    form = make_form(case, by=by)
    with pytest.raises(Unseen):
        consent_form_for(factories.make_actor(unit=factories.MONEY), case, form.pk)
