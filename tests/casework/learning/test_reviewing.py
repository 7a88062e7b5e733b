"""The review after an eviction with children: what it asks, what it refuses, and the step that it does."""

from datetime import timedelta

import pytest

from kvar.casework.access import Actor
from kvar.casework.errors import ActRefused, SavedByOther, Unseen
from kvar.casework.learning import reviewing
from kvar.casework.learning.known import CONTACT, EVICTED, FIRST, LAST, TOLD, course_of
from kvar.casework.learning.nobody import require_names_nobody
from kvar.casework.steps.notes import record_attempt
from kvar.records.models import Case, JournalEntry, OpenStep, Person, Review
from tests import factories, factories_reviews
from tests.factories import TODAY
from tests.factories_reviews import OPENED, REVIEWED, make_evicted, make_review

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def case(by: Actor) -> Case:
    return make_evicted(by=by)


def test_it_does_the_step_and_stands_in_the_journal(case: Case, by: Actor) -> None:
    assert OpenStep.objects.filter(case=case, step="F13").exists()
    make_review(case, by=by, could_have="Ett samtal till.", next_time="Vi ringer samma dag.")
    assert not OpenStep.objects.filter(case=case, step="F13").exists()
    [entry] = JournalEntry.objects.filter(case=case, kind="review")
    for said in ("vi fick veta för sent", "Ett samtal till.", "Vi ringer samma dag.", "vuxenenheten"):
        assert said in entry.words.text


def test_it_is_written_over_once_read_and_keeps_its_first_day(case: Case, by: Actor) -> None:
    first = make_review(case, by=by)
    again = make_review(case, by=by, today=REVIEWED + DAY, version=first.version, hindrances=("not_reached",))
    assert (again.pk, again.hindrances, again.written_on, again.version) == (first.pk, ["not_reached"], REVIEWED, 2)
    with pytest.raises(SavedByOther, match="sparat efterpratet") as refused:
        make_review(case, by=by, version=first.version)
    assert "vi nådde inte hushållet" in refused.value.theirs
    with pytest.raises(SavedByOther):
        make_review(case, by=by, version=0)
    assert Review.objects.count() == 1


@pytest.mark.parametrize(
    "fields, field",
    [
        ({"hindrances": ()}, "hindrances"),
        ({"hindrances": ("nothing_seen", "knew_late")}, "hindrances"),
        ({"hindrances": ("another",)}, "could_have"),
        ({"took_part": ()}, "took_part"),
    ],
)
def test_what_is_not_whole_is_refused_beside_its_field(case: Case, by: Actor, fields: dict, field: str) -> None:
    with pytest.raises(ActRefused) as refused:
        make_review(case, by=by, **fields)
    assert refused.value.field == field and not Review.objects.exists()


def test_there_is_none_without_an_eviction_or_without_children(by: Actor) -> None:
    childless = factories.make_case_without_children(by=by, today=OPENED)
    for case in (factories.make_family(by=by), factories_reviews.evict(childless, by=by)):
        with pytest.raises(ActRefused, match="avhysning med barn"):
            make_review(case, by=by)


@pytest.mark.parametrize("unit", [factories.MONEY, factories.CHILDREN])
def test_only_the_coordinating_unit_writes_it(case: Case, unit: str) -> None:
    with pytest.raises(Unseen):
        make_review(case, by=factories.make_actor(unit=unit))


NAMES_SOMEBODY = {
    "a first name": "Maria ringde inte.",
    "in small letters": "vi trodde att maria hade betalat",
    "whose": "Marias ekonomi",
    "a last name": "familjen Lindqvist",
    "with an accent": "familjen Lindqvíst",
    "a child": "Elsa var hemma.",
    "a personal number": "Numret är 19850330-2386.",
    "a birthday": "Hon är född 1985-03-30.",
    "a street": "på Provgatan",
    "an address": "Provgatan 12",
    "a postal code": "i 417 00",
    "a case number": "ärende {reference}",
}


@pytest.mark.parametrize("field", ["could_have", "next_time"])
@pytest.mark.parametrize("words", NAMES_SOMEBODY)
def test_words_that_point_at_the_household_are_refused(case: Case, by: Actor, words: str, field: str) -> None:
    Person.objects.filter(memberships__household=case.household_id, memberships__role="child").update(name="Elsa Berg")
    text = NAMES_SOMEBODY[words].format(reference=case.reference)
    with pytest.raises(ActRefused) as refused:
        make_review(case, by=by, **{field: text})
    assert refused.value.field == field and not Review.objects.exists()


@pytest.mark.parametrize("words", ["Vi fick veta 2026-10-01.", "Ring 2 gånger, 3 dagar i rad.", "Föräldern svarade."])
def test_words_about_our_work_are_let_through(case: Case, by: Actor, words: str) -> None:
    assert make_review(case, by=by, could_have=words).could_have == words


def test_a_short_name_that_is_a_word_is_a_name_with_a_capital_only(case: Case) -> None:
    Person.objects.filter(memberships__household=case.household_id, memberships__role="child").update(name="Bo Ek")
    require_names_nobody(case, "De kunde ha fått bo kvar i ek.", field="could_have")
    with pytest.raises(ActRefused, match="”Bo”"):
        require_names_nobody(case, "Vi frågade inte Bo.", field="could_have")


def test_one_who_has_moved_out_is_not_named_either(case: Case) -> None:
    case.household.members.filter(role="child").update(until=TODAY)
    name = case.household.members.get(role="child").person.name.split()[0]
    with pytest.raises(ActRefused, match="namn i hushållet"):
        require_names_nobody(case, f"Barnet {name} syntes inte.", field="could_have")


def test_the_guard_is_what_refuses(case: Case, by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "require_names_nobody", lambda *told, **more: None)
    assert make_review(case, by=by, could_have="Maria").could_have == "Maria"


def test_the_days_are_computed_with_their_distance_to_the_eviction(by: Actor) -> None:
    case, day = factories.make_family(by=by, today=OPENED), OPENED + DAY
    record_attempt(case=case, by=by, today=day, on=day, way=factories.contact_way(), reached=True)
    factories_reviews.evict(case, by=by)
    course = course_of(case, unit=by.unit)
    told = {one.kind: one.before for one in course.days}
    assert {FIRST: 29, TOLD: 29, CONTACT: 28, EVICTED: 0}.items() <= told.items()
    assert LAST in told and course.contact
    assert [one.on for one in course.days] == sorted(one.on for one in course.days)
    assert not next(one for one in course.days if one.kind == LAST).certain, "nobody knows when it was served"


def test_a_conversation_of_another_unit_is_not_told_of(case: Case, by: Actor) -> None:
    children = factories.make_actor(unit=factories.CHILDREN)
    told = {"way": factories.contact_way(), "reached": True, "shared": False}
    record_attempt(case=case, by=children, today=TODAY, on=TODAY, **told)
    assert not course_of(case, unit=by.unit).contact
    assert course_of(case, unit=factories.CHILDREN).contact, "else the line above says nothing"
