"""What the case page is told: nothing surer than it is, nothing of another unit's own, in a fixed number of queries."""

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kvar import law
from kvar.casework import access, households, tracks
from kvar.casework.access import Actor
from kvar.casework.access_table import ON_CLOSED_CASES, Act
from kvar.casework.casefile import CaseFile, case_file, journal_of, step_file
from kvar.casework.errors import Unseen
from kvar.casework.intake import linking, registering, serving
from kvar.casework.letters import issuing
from kvar.casework.letters.words import Chosen
from kvar.casework.steps import completing, notes
from kvar.content.load import load
from kvar.records.models import Case, Notice, Service, User
from tests import factories
from tests.factories import TODAY

KFM = "enforcement_authority"
pytestmark = pytest.mark.django_db
ARRIVED = TODAY - timedelta(days=9)


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by, today=ARRIVED)


def file_of(actor: Actor, case: Case, *, today: date = TODAY) -> CaseFile:
    return case_file(actor, access.case_for(actor, case.pk), today=today)


def serve(case: Case, by: Actor, *days: date) -> None:
    services = Service.objects.filter(notice__case=case).order_by("tenant__person__name")
    for service, day in zip(services, days, strict=True):
        serving.record_service(
            service=service,
            by=by,
            today=TODAY,
            served_on=day,
            method=load().codes.service_methods[0].id,
            source=factories.answer_source(),
            version=service.version,
        )


def test_an_unknown_service_day_gives_an_earliest_day_and_says_whom_to_ask(by: Actor, case: Case) -> None:
    deadline = file_of(by, case).deadline
    assert deadline is not None and not deadline.sure
    assert deadline.headline.startswith("Sista dag tidigast") and "Fråga hyresvärden" in deadline.headline
    assert deadline.ask_about == str(Notice.objects.get(case=case).pk)


def test_a_known_service_day_gives_a_certain_day_with_its_reckoning(by: Actor, case: Case) -> None:
    serve(case, by, ARRIVED)
    deadline = file_of(by, case).deadline
    assert deadline is not None and deadline.sure and deadline.ask_about == ""
    assert deadline.day == law.next_working_day(ARRIVED + timedelta(weeks=3))
    assert any("delgavs" in reason for reason in deadline.reasons) and "44 §" in deadline.source.paragraph


def test_two_tenants_served_on_different_days_give_two_readings(by: Actor) -> None:
    cotenant = factories.PersonTold(name="Yngve Lindqvist")
    case = factories.make_case_with_notice(by=by, today=ARRIVED, cotenants=(cotenant,))
    serve(case, by, ARRIVED + timedelta(days=1), ARRIVED + timedelta(days=4))
    deadline = file_of(by, case).deadline
    assert deadline is not None and [reading.day for reading in deadline.readings] == [
        law.next_working_day(ARRIVED + timedelta(days=25))
    ]
    assert deadline.day == law.next_working_day(ARRIVED + timedelta(days=22))


def test_until_somebody_has_answered_nothing_is_said_about_children(by: Actor, case: Case) -> None:
    file = file_of(by, case)
    assert file.children.count is None and file.children.sentence == "inte känt om barn berörs"
    assert file.section is not None and not file.section.decided
    assert file.questions[0].id == law.Question.CHILDREN_AFFECTED and file.questions[0].steps > 1


def test_a_no_is_told_with_its_source(by: Actor) -> None:
    file = file_of(by, factories.make_case_without_children(by=by))
    assert file.children.count == 0 and file.children.sentence.startswith("inga (")
    assert file.section is not None and file.section.decided and "avsnitt 2" in file.section.label


def test_children_are_counted_with_how_sure_it_is(by: Actor) -> None:
    case = factories.make_family(children=2, by=by)
    third = factories.make_person_told(name="Ali", born_on=date(2020, 1, 3), personal_number="", number_state="unknown")
    households.add_member(
        case=case,
        by=by,
        today=TODAY,
        told=third,
        role="child",
        said={"lives": law.Lives.ALTERNATING},
        source="landlord",
        certainty="likely",
    )
    file = file_of(by, case)
    sentence = "3 (2 folkbokförda, 1 växelvis, enligt hyresvärden, inte bekräftat)"
    assert (file.children.count, file.children.sentence) == (3, sentence)
    assert file.section is not None and "avsnitt 1" in file.section.label
    assert [member.role for member in file.members] == ["tenant", "child", "child", "child"]
    assert file.members[-1].age == 6


def test_a_repeated_notice_does_not_double_the_debt(by: Actor, case: Case) -> None:
    first = Notice.objects.get(case=case)
    second = factories.make_notice(by=by, case=case, amount=800_000)
    assert file_of(by, case).debt.amount == 1_585_000
    linking.link_notice(notice=second, case=case, by=by, today=TODAY, same_debt_as=first)
    file = file_of(by, case)
    assert (file.debt.amount, file.debt.counted) == (800_000, 1)
    assert [notice.same_debt_as for notice in file.notices] == [ARRIVED, None]


def test_a_paper_without_an_amount_leaves_the_debt_that_it_is_about(by: Actor, case: Case) -> None:
    first = Notice.objects.get(case=case)
    time = factories.make_notice(by=by, case=case, amount=None, kind="enforcement_time", sender_type=KFM)
    linking.link_notice(notice=time, case=case, by=by, today=TODAY, same_debt_as=first)
    assert (file_of(by, case).debt.amount, file_of(by, case).debt.counted) == (first.amount, 1)
    # A later paper about the same debt, linked to the one that said nothing, replaces the first amount all the same.
    newest = factories.make_notice(by=by, case=case, amount=800_000)
    linking.link_notice(notice=newest, case=case, by=by, today=TODAY, same_debt_as=Notice.objects.get(pk=time.pk))
    assert (file_of(by, case).debt.amount, file_of(by, case).debt.counted) == (800_000, 1)


def test_a_unit_reads_shared_entries_and_its_own(by: Actor) -> None:
    case = factories.make_family(by=by)
    colleague = factories.make_actor(unit=factories.CHILDREN)
    notes.write_note(case=case, by=colleague, today=TODAY, text="Enhetens egen anteckning.", shared=False)
    notes.write_note(case=case, by=colleague, today=TODAY, text="Till alla enheter.")
    seen = {
        who: [entry.text for entry in journal_of(actor, case, most=None).entries] for who, actor in pair(by, colleague)
    }
    assert "Enhetens egen anteckning." in seen["children"] and "Enhetens egen anteckning." not in seen["adult"]
    assert all("Till alla enheter." in texts for texts in seen.values())


def pair(by: Actor, colleague: Actor) -> tuple[tuple[str, Actor], tuple[str, Actor]]:
    return (("adult", by), ("children", colleague))


def unshared(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """The content as it would be if this step were the unit's own."""
    rules = MappingProxyType({**load().steps, step: replace(load().steps[step], shared=False)})
    library = replace(load(), steps=rules)
    for module in ("steps", "one_step", "reader", "ending"):
        monkeypatch.setattr(f"kvar.casework.casefile.{module}.load", lambda: library)


def test_another_units_own_step_is_not_even_counted(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    case = factories.make_family(by=by)
    colleague = factories.make_actor(unit=factories.CHILDREN)
    unshared(monkeypatch, "B03")
    theirs = next(unit for unit in file_of(by, case).units if unit.id == factories.CHILDREN)
    assert "B03" not in {step.id for step in theirs.steps}
    own = next(unit for unit in file_of(colleague, case).units if unit.own)
    assert "B03" in {step.id for step in own.steps}
    with pytest.raises(Unseen):
        step_file(by, case, step="B03", subject="case", round=0, today=TODAY)


def test_what_the_law_wants_at_once_is_the_next_step(by: Actor, case: Case) -> None:
    file = file_of(by, case)
    assert file.next is not None and file.next.id == "H33" and file.next.at_once
    registering.take_position(notice=Notice.objects.get(case=case), by=by, today=TODAY, opened=True, reason="Skuld.")
    following = file_of(by, case).next
    assert following is not None and following.id != "H33" and following.own


def test_the_next_step_is_the_own_units(case: Case) -> None:
    money = factories.make_actor(unit=factories.MONEY)
    following = file_of(money, case).next
    assert following is not None and following.unit == factories.MONEY


def test_a_step_tells_who_made_it_done_and_why_it_was_left(by: Actor, case: Case) -> None:
    completing.complete_step(case=case, by=by, today=TODAY, step="H08", subject="case", note="Inga andra ärenden.")
    completing.skip_step(case=case, by=by, today=TODAY, step="H10", subject="case", reason="Gjort på annat sätt.")
    found = {step.id: step for unit in file_of(by, case).units for step in unit.steps}
    assert (found["H08"].state, found["H08"].by, found["H08"].on) == (law.State.DONE, "Sara Lindh", TODAY)
    assert (found["H10"].state, found["H10"].reason) == (law.State.SKIPPED, "Gjort på annat sätt.")


def test_a_unit_has_received_when_it_has_named_somebody(by: Actor, case: Case) -> None:
    money = factories.make_actor(unit=factories.MONEY, name="Jonas Wik")
    before = next(unit for unit in file_of(by, case).units if unit.id == factories.MONEY)
    tracks.assign_responsible(case=case, by=money, today=TODAY, user=User.objects.get(pk=money.id))
    after = next(unit for unit in file_of(by, case).units if unit.id == factories.MONEY)
    assert (before.received_on, after.received_on, after.responsible) == (None, TODAY, "Jonas Wik")


def test_a_case_in_follow_up_has_an_ending_and_still_a_plan(by: Actor) -> None:
    file = file_of(by, factories.make_case_in_follow_up(by=by))
    assert file.ending is not None and file.ending.outcome and file.ending.closed_on is None
    assert file.next is not None and Act.CLOSE_CASE in file.may


def test_a_closed_case_is_read_and_never_computed_again(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    case = factories.make_closed_case(by=by)
    monkeypatch.setattr(law, "plan", lambda *_: pytest.fail("a closed case was recomputed"))
    file = file_of(by, case)
    assert file.closed and file.next is None and file.deadline is None and file.section is None
    assert file.ending is not None and file.ending.words == "Bostaden är kvar och uppföljningen klar."
    assert {"H09", "H33"} <= {step.id for step in file.ending.final_plan}
    assert file.may == set(ON_CLOSED_CASES)
    with pytest.raises(Unseen):
        step_file(by, case, step="H09", subject="case", round=0, today=TODAY)


def test_a_case_opened_under_the_older_act_shows_its_paragraphs(by: Actor) -> None:
    case = factories.make_case_with_notice(by=by, today=date(2025, 6, 2))
    found = {step.id: step for unit in file_of(by, case).units for step in unit.steps}
    assert {source.id for source in found["H33"].sources} == {"sol01-11-1"}


def fill(case: Case, by: Actor, number: int) -> None:
    """More of everything that the page shows."""
    notes.write_note(case=case, by=by, today=TODAY, text=f"Anteckning {number}.")
    tried = {"way": factories.contact_way(), "reached": False, "note": f"Försök {number}."}
    notes.record_attempt(case=case, by=by, today=TODAY, on=TODAY, **tried)
    factories.add_child(case, by=by, name=f"Barn {number}", born_on=date(2010 + number, 5, 30))
    factories.make_notice(by=by, case=case, reference=f"R{number}")


def queries_of(by: Actor, case: Case) -> list[str]:
    found = access.case_for(by, case.pk)
    with CaptureQueriesContext(connection) as caught:
        case_file(by, found, today=TODAY)
    return [query["sql"] for query in caught.captured_queries]


def test_the_page_asks_equally_often_however_much_there_is(by: Actor, case: Case) -> None:
    fill(case, by, 1)
    few = queries_of(by, case)
    for number in range(2, 5):
        fill(case, by, number)
    many = queries_of(by, case)
    assert len(many) == len(few) <= 34, "\n".join(many)


def test_the_page_never_reads_a_letters_bytes(by: Actor, case: Case) -> None:
    letter = "informationsbrev_hyra"
    chosen = Chosen(without_day=True)
    issuing.issue_letter(case=case, by=by, today=TODAY, letter=letter, channel="post", chosen=chosen)
    assert not [sql for sql in queries_of(by, case) if '"pdf"' in sql]
    assert [shown.title for shown in file_of(by, case).letters] == [load().letters[letter].title]
