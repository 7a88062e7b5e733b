"""Every other act: what it writes, its one journal entry, and what it refuses."""

from datetime import date, timedelta

import pytest

from kvar import law
from kvar.casework import tracks
from kvar.casework.access import Actor
from kvar.casework.closing import outcomes
from kvar.casework.errors import ActRefused, SavedByOther, Unseen
from kvar.casework.intake import linking, registering, serving
from kvar.casework.journal import words_hash
from kvar.casework.plans import plan_of
from kvar.casework.steps import corrections, notes
from kvar.records.models import Case, JournalEntry, Notice, Service
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def last(case: Case) -> JournalEntry:
    return JournalEntry.objects.filter(case=case).latest("entered_at")


def test_a_notice_with_nothing_but_the_tenants_name_is_taken_in(by: Actor) -> None:
    told = factories.make_notice_told()
    bare = factories.without(
        told,
        tenant=factories.PersonTold(name="Nils"),
        dwelling=factories.DwellingTold(),
        sender_name="",
        sent_by="",
        rent_due_on=None,
        amount=None,
    )
    notice = registering.take_in_notice(told=bare, by=by, today=TODAY)
    clock = plan_of(notice.case).clock
    assert clock is not None and not clock.certain and "tenant_served_on" in clock.missing


@pytest.mark.parametrize(
    "fields, field",
    [
        ({"arrived_on": TOMORROW}, "arrived_on"),
        ({"arrived_on": YESTERDAY, "posted_on": TODAY}, "posted_on"),
        ({"tenant": factories.PersonTold(name="Nils", served_on=TOMORROW)}, "served_on"),
        ({"tenant": factories.PersonTold(name=" ")}, "tenant_name"),
    ],
)
def test_what_cannot_be_true_is_refused_beside_its_field(by: Actor, fields: dict[str, object], field: str) -> None:
    with pytest.raises(ActRefused) as refused:
        registering.take_in_notice(told=factories.make_notice_told(**fields), by=by, today=TODAY)
    assert refused.value.field == field and not Notice.objects.exists()


def test_a_notice_without_a_position_blocks_closing_and_is_overdue_from_the_day_it_came(case: Case, by: Actor) -> None:
    seen = {(s.item.step.id, s.state) for s in law.seen_on(plan_of(case), TODAY)}
    assert ("H33", law.State.OVERDUE) in seen
    assert any("ställningstagande" in sentence for sentence in outcomes.hindrances_to_closing(case, today=TODAY))
    notice = case.notices.get()
    with pytest.raises(ActRefused):
        registering.take_position(notice=notice, by=by, today=TODAY, opened=True, reason=" ")
    registering.take_position(notice=notice, by=by, today=TODAY, opened=True, reason="Barn kan beröras.")
    assert not any("ställningstagande" in sentence for sentence in outcomes.hindrances_to_closing(case, today=TODAY))
    with pytest.raises(ActRefused, match=by.name):
        registering.take_position(notice=notice, by=by, today=TODAY, opened=False, reason="Nej.")


def test_linking_moves_a_notice_and_can_be_undone_with_traces_in_both(case: Case, by: Actor) -> None:
    other = factories.make_case_with_notice(by=by)
    notice = other.notices.get()
    linking.link_notice(notice=notice, case=case, by=by, today=TODAY, same_debt_as=case.notices.first())
    assert Notice.objects.get(pk=notice.pk).case == case
    assert (last(case).kind, last(other).kind) == ("notice_linked", "notice_unlinked")
    linking.link_notice(notice=Notice.objects.get(pk=notice.pk), case=other, by=by, today=TODAY)
    assert Notice.objects.get(pk=notice.pk).case == other and Notice.objects.count() == 2


def test_a_service_day_becomes_known_and_is_then_corrected(case: Case, by: Actor) -> None:
    service = Service.objects.get(notice__case=case)

    def tell(day: date, version: int) -> JournalEntry:
        return serving.record_service(
            service=service, by=by, today=TODAY, served_on=day, method="", source="landlord", version=version
        )

    assert plan_of(case).clock.last_day is None  # type: ignore[union-attr]
    tell(YESTERDAY, 1)
    first = plan_of(case).clock.last_day  # type: ignore[union-attr]
    entry = tell(YESTERDAY - timedelta(days=20), 2)
    assert first is not None and entry.words.shown["old"] == YESTERDAY.isoformat()
    with pytest.raises(SavedByOther):
        tell(YESTERDAY, 2)


def test_an_empty_register_answer_is_not_a_no(case: Case, by: Actor) -> None:
    register = factories.answer_source(register=True)
    with pytest.raises(ActRefused, match="inte ett nej"):
        factories.answer_children(case, by=by, yes=False, source=register)
    assert plan_of(case).section is law.Section.UNDECIDED
    factories.answer_children(case, by=by, yes=False)
    assert plan_of(case).section is law.Section.WITHOUT_CHILDREN


def test_a_child_found_later_moves_the_case_to_the_family_section_and_nothing_done_is_lost(
    case: Case, by: Actor
) -> None:
    factories.answer_children(case, by=by, yes=False)
    done = {i.step.id for i in plan_of(case).items if i.done_on}
    factories.add_child(case, by=by)
    plan = plan_of(case)
    assert plan.section is law.Section.FAMILY
    assert done <= {i.step.id for i in plan.items if i.done_on} | {"U01", "U02"}
    assert case.tracks.filter(unit=factories.CHILDREN).exists()


def test_no_is_refused_while_a_child_stands_in_the_household(case: Case, by: Actor) -> None:
    factories.add_child(case, by=by)
    with pytest.raises(ActRefused, match="Det finns ett barn"):
        factories.answer_children(case, by=by, yes=False)


def test_a_corrected_fact_keeps_old_and_new_and_the_plan_follows(case: Case, by: Actor) -> None:
    notice = case.notices.get()
    correct = {"case": case, "by": by, "today": TODAY, "fact": "arrived_on", "object_id": notice.pk}
    corrections.correct_fact(**correct, new=YESTERDAY, version=1, reason="Stämpeln sa 21.")
    assert Notice.objects.get(pk=notice.pk).arrived_on == YESTERDAY
    assert last(case).words.shown["old"] == TODAY.isoformat()
    with pytest.raises(SavedByOther) as lost:
        corrections.correct_fact(**correct, new=TODAY, version=1, reason="Nej.")
    assert "21 november" in lost.value.theirs.replace("\u00a0", " ")


def test_a_fact_of_another_case_cannot_be_corrected_from_here(case: Case, by: Actor) -> None:
    other = factories.make_case_with_notice(by=by).notices.get()
    with pytest.raises(Unseen):
        corrections.correct_fact(
            case=case, by=by, today=TODAY, fact="arrived_on", object_id=other.pk, new=TODAY, version=1, reason="x"
        )


def test_responsible_works_in_the_unit_and_is_cleared_for_protected_people(case: Case, by: Actor) -> None:
    with pytest.raises(ActRefused, match="din enhet"):
        tracks.assign_responsible(case=case, by=by, today=TODAY, user=factories.make_user(unit=factories.MONEY))
    secret, cleared = factories.make_protected_case(), factories.make_actor(cleared=True)
    with pytest.raises(ActRefused, match="behörighet"):
        tracks.assign_responsible(case=secret, by=cleared, today=TODAY, user=factories.make_user())
    tracks.assign_responsible(case=case, by=by, today=TODAY, user=factories.make_user(name="Sara Lindh"))
    assert "Sara Lindh" in last(case).words.text


def test_no_contact_is_never_alone_a_reason_to_close(by: Actor) -> None:
    case = factories.make_case_in_follow_up(by=by)
    never = "no_contact"
    causes = [factories.load().codes.causes[0].id]
    outcomes.record_outcome(case=case, by=by, today=TODAY, outcome=never, on=TODAY, causes=causes)
    with pytest.raises(ActRefused, match="Utebliven kontakt"):
        outcomes.close_case(case=case, by=by, today=TODAY, note="Slut.")


def test_a_case_closes_with_its_final_plan_and_opens_again(by: Actor) -> None:
    case = factories.make_closed_case(by=by)
    closed = JournalEntry.objects.get(case=case, kind="closed")
    plan = closed.words.shown["plan"]
    assert {row["state"] for row in plan} >= {"done", "open"} and not case.open_steps.exists()
    outcomes.reopen_case(case=case, by=by, today=TODAY, reason="Ny skuld.")
    assert case.open_steps.exists() and case.closed_on is None


def test_notes_and_attempts_refuse_what_says_nothing_or_has_not_been(case: Case, by: Actor) -> None:
    with pytest.raises(ActRefused):
        notes.write_note(case=case, by=by, today=TODAY, text="  ")
    with pytest.raises(ActRefused):
        notes.write_note(case=case, by=by, today=TODAY, text="x" * 20_001)
    with pytest.raises(ActRefused):
        notes.record_attempt(case=case, by=by, today=TODAY, on=TOMORROW, way=factories.contact_way(), reached=False)


def test_an_entrys_hash_proves_its_words(case: Case, by: Actor) -> None:
    entry = notes.write_note(case=case, by=by, today=TODAY, text="Ringde 17.40.")
    words = entry.words
    assert entry.hash == words_hash(salt=words.salt, text=words.text, shown=words.shown)
    assert entry.hash != words_hash(salt=words.salt, text="Ringde 17.41.", shown=words.shown)
