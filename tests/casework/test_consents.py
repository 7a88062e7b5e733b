"""Consent as data: asked, given, refused, taken back; checked at the moment of telling, and every telling logged."""

from datetime import timedelta

import pytest

from kvar.casework.access import Actor
from kvar.casework.consent import telling_outside
from kvar.casework.consent.consents import consents_to_tell
from kvar.casework.consent.telling_outside import covered, disclosures_of, tell_of_ending_consents, tell_outside
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.plans import plan_of
from kvar.casework.sharing import share_entry
from kvar.casework.steps.completing import complete_step
from kvar.casework.tracks import assign_responsible
from kvar.content.load import load
from kvar.records.models import Answer, AppendOnlyError, Case, Disclosure, JournalEntry, OpenStep, Told, User
from tests import factories
from tests.factories import TODAY
from tests.factories_meetings import make_consent

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def may_tell(case: Case, **fields: object) -> bool:
    asked = {"recipient_kind": "landlord", "scope": ["contact"], "on": TODAY} | fields
    return bool(consents_to_tell(case, **asked))  # type: ignore[arg-type]


def tell(case: Case, by: Actor, **fields: object) -> Disclosure:
    told = {"recipient_kind": "landlord", "scope": ["contact"], "what": "Vi har kontakt."} | fields
    [made] = tell_outside(case=case, by=by, today=TODAY, **told)  # type: ignore[arg-type]
    return made


@pytest.mark.parametrize(
    "told",
    [
        {"recipient_kind": "school"},
        {"recipient": "Annan värd AB"},
        {"scope": ("planning",)},
        {"direction": "from"},
        {"until": TODAY - DAY, "given_on": TODAY - 2 * DAY},
        {"refused": True},
    ],
    ids=["another kind", "another name", "another thing", "the other way", "ended", "refused"],
)
def test_a_consent_carries_what_it_says_and_no_more(case: Case, by: Actor, told: dict[str, object]) -> None:
    factories.make_consent(case, by=by, **told)
    assert not may_tell(case, recipient="Provbostäder AB")
    with pytest.raises(ActRefused, match="Samtycke saknas"):
        tell(case, by, recipient="Provbostäder AB")
    assert not Disclosure.objects.exists()


def test_a_consent_holds_through_its_last_day(case: Case, by: Actor) -> None:
    factories.make_consent(case, by=by, until=TODAY)
    assert may_tell(case) and not may_tell(case, on=TODAY + DAY)


def test_more_than_the_consent_covers_is_not_told(case: Case, by: Actor) -> None:
    factories.make_consent(case, by=by)
    assert not may_tell(case, scope=["contact", "health"])


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"given_on": TODAY + DAY}, "given_on"),
        ({"until": TODAY - DAY}, "until"),
        ({"scope": ()}, "scope"),
    ],
)
def test_an_impossible_consent_is_refused(case: Case, by: Actor, told: dict[str, object], field: str) -> None:
    with pytest.raises(ActRefused) as refused:
        factories.make_consent(case, by=by, **told)
    assert refused.value.field == field


@pytest.mark.parametrize("refused", [False, True])
def test_asking_does_the_step_whatever_the_answer(case: Case, by: Actor, refused: bool) -> None:
    from kvar.casework.steps.notes import record_attempt

    record_attempt(case=case, by=by, today=TODAY, on=TODAY, way="phone", reached=True)
    factories.make_consent(case, by=by, refused=refused)
    assert next(item for item in plan_of(case).items if item.step.id == "H17").done_on == TODAY
    assert not OpenStep.objects.filter(case=case, step="H17").exists()
    with pytest.raises(ActRefused):
        complete_step(case=case, by=by, today=TODAY, step="H17", subject="case")


def test_the_plan_knows_what_the_landlord_may_be_told(case: Case, by: Actor) -> None:
    consent = factories.make_consent(case, by=by)
    newest = Answer.objects.filter(case=case, question="landlord_consent").order_by("recorded_at")
    assert newest.last().yes is True
    factories.take_back(case=case, by=by, today=TODAY, consent=consent)
    assert newest.last().yes is False


def test_a_withdrawn_consent_stops_what_waits_and_keeps_what_was_told(case: Case, by: Actor) -> None:
    consent = factories.make_consent(case, by=by)
    made = tell(case, by)
    factories.take_back(case=case, by=by, today=TODAY, consent=consent)
    assert not may_tell(case) and Disclosure.objects.get() == made
    with pytest.raises(ActRefused):
        tell(case, by)
    with pytest.raises(ActRefused, match="redan återkallat"):
        factories.take_back(case=case, by=by, today=TODAY, consent=consent)


def test_every_telling_is_kept_with_its_ground_and_never_changes(case: Case, by: Actor) -> None:
    consent = factories.make_consent(case, by=by)
    made = tell(case, by)
    assert (made.consent, made.ground) == (consent, "")
    entry = JournalEntry.objects.get(case=case, kind="disclosure")
    assert "Grund: samtycke." in entry.words.text and not entry.shared
    made.what = "Annat"
    with pytest.raises(AppendOnlyError):
        made.save()


def test_the_law_that_is_claimed_has_to_be_named(case: Case, by: Actor) -> None:
    for ground in load().coordination.contact.law_needed:
        with pytest.raises(ActRefused) as refused:
            tell(case, by, ground=ground)
        assert refused.value.field == "ground_text"
    made = tell(case, by, ground="other_law", ground_text="1 kap. 1 § exempellagen")
    assert (made.consent, made.ground_text) == (None, "1 kap. 1 § exempellagen")


@pytest.mark.parametrize(("told", "field"), [({"what": " "}, "what"), ({"scope": []}, "scope")])
def test_nothing_is_told_about_nothing(case: Case, by: Actor, told: dict[str, object], field: str) -> None:
    factories.make_consent(case, by=by)
    with pytest.raises(ActRefused) as refused:
        tell(case, by, **told)
    assert refused.value.field == field


def test_the_preview_says_what_is_covered_and_what_is_not(case: Case, by: Actor) -> None:
    factories.make_consent(case, by=by, scope=("contact", "payment"))
    told = covered(case, recipient_kind="landlord", recipient="", scope=["health"], on=TODAY)
    assert not told.carried and len(told.may) == 2 and "hur personen mår" in told.may_not


def test_what_another_unit_told_is_theirs(case: Case, by: Actor) -> None:
    """Given a telling of the adult unit / when another unit opens the list / then not even to whom stands there."""
    factories.make_consent(case, by=by)
    tell(case, by, what="Vi har kontakt med Maria.")
    assert disclosures_of(by, case)[0].what == "Vi har kontakt med Maria."
    assert disclosures_of(factories.make_actor(unit=factories.MONEY), case) == ()


def test_what_it_is_about_stands_in_the_order_of_the_content(case: Case, by: Actor) -> None:
    order = [one.id for one in load().coordination.scopes if one.id in ("contact", "payment", "children")]
    assert order != sorted(order)
    labels = tuple(load().coordination.scope(id).label for id in order)
    factories.make_consent(case, by=by, scope=tuple(reversed(order)))
    tell(case, by, scope=list(reversed(order)))
    assert disclosures_of(by, case)[0].scope == labels
    text = JournalEntry.objects.get(case=case, kind="consent").words.text
    assert ", ".join(labels) in text


def test_a_consent_of_another_case_is_not_there(case: Case, by: Actor) -> None:
    other = factories.make_consent(factories.make_case_with_notice(by=by), by=by)
    with pytest.raises(Unseen):
        telling_outside.consent_for(by, case, other.pk)
    with pytest.raises(ActRefused):
        factories.take_back(case=case, by=by, today=TODAY, consent=other)


def test_the_night_tells_once_of_a_consent_that_ends_soon(case: Case, by: Actor) -> None:
    factories.make_consent(case, by=by, until=TODAY + 14 * DAY)
    factories.make_consent(case, by=by, until=TODAY + 15 * DAY)
    assert (tell_of_ending_consents(today=TODAY), tell_of_ending_consents(today=TODAY)) == (1, 0)
    assert tell_of_ending_consents(today=TODAY + 3 * DAY) == 1
    assert {row.kind for row in Told.objects.filter(case=case, kind="consent_ending")} == {"consent_ending"}


def test_of_a_consent_taken_back_nobody_is_told(case: Case, by: Actor) -> None:
    consent = factories.make_consent(case, by=by, until=TODAY + DAY)
    factories.take_back(case=case, by=by, today=TODAY, consent=consent)
    assert tell_of_ending_consents(today=TODAY) == 0


@pytest.fixture
def money(case: Case) -> Actor:
    return factories.make_actor(unit=factories.MONEY)


def test_a_consent_told_to_another_unit_is_theirs_alone_to_rely_on(case: Case, by: Actor, money: Actor) -> None:
    """Given a yes to financial assistance / when the adult unit would tell / then it has no consent, and sees none."""
    own = factories.make_consent(case, by=money)
    assert may_tell(case, unit=money.unit) and tell(case, money).consent == own
    assert not may_tell(case, unit=by.unit) and telling_outside.consents_of(by, case) == []
    with pytest.raises(Unseen):
        telling_outside.consent_for(by, case, own.pk)
    with pytest.raises(ActRefused, match="Samtycke saknas"):
        tell(case, by)
    with pytest.raises(ActRefused, match="redan återkallat"):
        factories.take_back(case=case, by=by, today=TODAY, consent=own)
    assert not JournalEntry.objects.filter(case=case, kind="consent", shared=True).exists()
    assert not Answer.objects.filter(case=case, question="landlord_consent", shared=True).exists()


def test_a_consent_of_the_adult_unit_is_for_all(case: Case, by: Actor, money: Actor) -> None:
    factories.make_consent(case, by=by)
    assert may_tell(case, unit=money.unit) and len(telling_outside.consents_of(money, case)) == 1


def test_a_shared_consent_is_for_all_from_then_on(case: Case, by: Actor, money: Actor) -> None:
    own = factories.make_consent(case, by=money)
    entry = JournalEntry.objects.get(case=case, kind="consent")
    share_entry(case=case, by=money, today=TODAY, entry=entry, reason="Vuxen ska ringa hyresvärden.")
    assert may_tell(case, unit=by.unit) and telling_outside.consents_of(by, case) == [own]
    assert Answer.objects.filter(case=case, question="landlord_consent", shared=True).get().yes


def test_a_consent_taken_back_is_not_shared(case: Case, money: Actor) -> None:
    own = factories.make_consent(case, by=money)
    entry = JournalEntry.objects.get(case=case, kind="consent")
    factories.take_back(case=case, by=money, today=TODAY, consent=own)
    with pytest.raises(ActRefused, match="återkallat"):
        share_entry(case=case, by=money, today=TODAY, entry=entry, reason="För sent.")


def test_a_no_told_to_any_unit_ends_what_all_rely_on(case: Case, by: Actor, money: Actor) -> None:
    """Given a yes to the adult unit / when the person says no to another unit / then nobody tells, and all know why."""
    factories.make_consent(case, by=by)
    no = factories.make_consent(case, by=money, refused=True)
    assert no.shared and not may_tell(case, unit=by.unit) and not may_tell(case, unit=money.unit)


def test_a_yes_that_its_giver_has_answered_no_to_since_is_not_shared(case: Case) -> None:
    """The unit heard both, and shares the older: then every unit would rely on what was taken back."""
    money = factories.make_actor(unit=factories.MONEY)
    assign_responsible(case=case, by=money, today=TODAY, user=User.objects.get(pk=money.id))
    yes = make_consent(case, by=money)
    make_consent(case, by=money, refused=True)
    entry = JournalEntry.objects.get(case=case, words__shown__consent=str(yes.pk))
    with pytest.raises(ActRefused, match="sagt nej efter"):
        share_entry(case=case, by=money, today=TODAY, entry=entry, reason="Behövs.")
    assert not may_tell(case)


def test_a_no_that_another_unit_hears_ends_what_a_unit_has_been_told_itself(by: Actor) -> None:
    case = factories.make_family(by=by)
    money, children = (factories.make_actor(unit=unit) for unit in (factories.MONEY, factories.CHILDREN))
    for unit in (money, children):
        assign_responsible(case=case, by=unit, today=TODAY, user=User.objects.get(pk=unit.id))
    make_consent(case, by=money)
    assert may_tell(case, unit=factories.MONEY)
    make_consent(case, by=children, refused=True)
    assert not may_tell(case, unit=factories.MONEY)
