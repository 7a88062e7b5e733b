"""Who learns what (OSL 8:1–2, 26:1): the other units' facts, protected people, another administration's papers."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.casefile import case_file
from kvar.casework.casefile.entries import entries_visible_to
from kvar.casework.consent.telling_outside import disclosures_of
from kvar.casework.enforcement.course import record_event
from kvar.casework.enforcement.eviction_day import decide_attendance, record_day
from kvar.casework.enforcement.file import enforcement_file
from kvar.casework.enforcement.following import FollowUpTold, record_follow_up
from kvar.casework.enforcement.seen import DaySeen
from kvar.casework.errors import ActRefused
from kvar.casework.intake import known_here, passing_on
from kvar.casework.intake.linking import link_notice
from kvar.casework.intake.moving import record_move
from kvar.casework.money.claims import record_payment
from kvar.casework.postponing import postpone_step, postponements_of
from kvar.casework.steps.handovers import hand_over, tell_of_unreceived
from kvar.casework.telling import tell
from kvar.content.load import load
from kvar.records.models import Answer, Case, FollowUp, JournalEntry, Member, Notice, OpenStep, Told, Track
from tests import factories
from tests.factories import ADULT, CENTRUM, CHILDREN, MONEY, TODAY

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
EVICTED = date(2026, 12, 3)
SECRET = "Barnet är placerat"


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


@pytest.fixture
def amir() -> Actor:
    return factories.make_actor(unit=CHILDREN)


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_family(by=by)


def time_notice(case: Case, by: Actor) -> Notice:
    kfm = {"kind": "enforcement_time", "sender_type": "enforcement_authority", "reference": "U-1", "eviction_at": AT}
    return factories.make_notice(by=by, case=case, **kfm)


def read(actor: Actor, case: Case) -> str:
    return " ".join(entry.words.text for entry in entries_visible_to(actor, case))


def test_papers_of_a_case_that_the_unit_is_not_in_are_not_shown_to_it(by: Actor, amir: Actor) -> None:
    """Given an earlier case without the children's unit / when it opens the new one / then its papers are not there."""
    closed = factories.make_closed_case(by=by, today=TODAY - timedelta(days=150))
    Track.objects.filter(case=closed, unit=CHILDREN).delete()
    case = factories.make_family(by=by)
    assert [one.notice.case_id for one in case_file(by, case, today=TODAY).repeats.earlier] == [closed.pk]
    assert case_file(amir, case, today=TODAY).repeats.earlier == ()
    Track.objects.create(case=closed, unit=CHILDREN)
    assert len(case_file(amir, case, today=TODAY).repeats.earlier) == 1


def test_what_another_unit_saw_on_the_day_answers_nothing_for_the_others(case: Case, by: Actor, amir: Actor) -> None:
    notice = time_notice(case, by)
    stored = law.Question.BELONGINGS_STORED
    told = {"on": EVICTED, "attended": "Amir", "stored": True}
    record_day(notice=notice, by=amir, today=EVICTED, seen=DaySeen(**told))  # type: ignore[arg-type]
    answer = Answer.objects.get(case=case, question=stored)
    assert (answer.unit, answer.shared) == (CHILDREN, False)
    record_day(notice=notice, by=by, today=EVICTED, seen=DaySeen(**told))  # type: ignore[arg-type]
    assert Answer.objects.filter(case=case, question=stored, unit=ADULT, shared=True).exists()


def test_why_another_unit_does_not_attend_is_its_own(case: Case, by: Actor, amir: Actor) -> None:
    notice = time_notice(case, by)
    told: dict[str, Any] = {"attends": False, "reason": SECRET, "consulted_on": TODAY}
    decide_attendance(notice=notice, by=amir, today=TODAY, **told)
    assert SECRET in read(amir, case) and SECRET not in read(by, case)
    assert "Ingen är med vid avhysningen." in read(by, case)
    [seen], [own] = enforcement_file(by, case).attendances, enforcement_file(amir, case).attendances
    assert (seen.reason, own.reason) == ("", SECRET)


def test_a_follow_up_is_made_by_the_unit_whose_step_it_is(case: Case, by: Actor, amir: Actor) -> None:
    """Given a lost home / when another unit would write the follow-up / then it is refused, whatever came of it."""
    time_notice(case, by)
    record_event(case=case, by=by, today=EVICTED, kind="carried_out", on=EVICTED, told_by="authority_letter")
    adult, child = (Member.objects.get(household=case.household_id, role=role) for role in ("tenant", "child"))
    jonas = factories.make_actor(unit=MONEY)
    decided = {"decided_on": EVICTED, "decided_by": "Karin Berg"}
    for actor, step, told in [
        (amir, "K23", {"member": adult.pk}),
        (jonas, "K23", {"member": adult.pk}),
        (jonas, "K24", {"member": child.pk} | decided),
        (by, "K24", {"member": child.pk} | decided),
    ]:
        said = FollowUpTold(on=EVICTED, result="not_reached", **told)  # type: ignore[arg-type]
        with pytest.raises(ActRefused, match="görs av"):
            record_follow_up(case=case, by=actor, today=EVICTED, step=step, round=0, told=said)
    assert not FollowUp.objects.exists()


def test_the_childrens_unit_does_not_read_of_the_adults_money(case: Case, by: Actor, amir: Actor) -> None:
    """The journal keeps to what the table says of the debt's own pages: seen by the two units of money."""
    record_payment(case=case, by=by, today=TODAY, paid_on=TODAY, amount=100_000, payer="household")
    factories.make_promise(case, by=factories.make_actor(unit=MONEY))
    kinds = {"debt", "payment", "deviation"}
    there = set(JournalEntry.objects.filter(case=case, kind__in=kinds).values_list("kind", flat=True))
    assert there and there == {one.kind for one in entries_visible_to(by, case)} & kinds
    assert {one.kind for one in entries_visible_to(factories.make_actor(unit=MONEY), case)} & kinds == there
    assert not {one.kind for one in entries_visible_to(amir, case)} & kinds


def test_what_is_put_off_in_a_protected_case_is_not_counted_for_the_uncleared() -> None:
    cleared, uncleared = factories.make_actor(cleared=True), factories.make_actor()
    case = factories.make_protected_case(by=cleared)
    reason = next(one.id for one in load().codes.postpone_reasons if not one.needs_words)
    until = TODAY + timedelta(days=1)
    for row in OpenStep.objects.filter(case=case, unit=ADULT, by_law=False).order_by("step"):
        key: dict[str, Any] = {"step": row.step, "subject": row.subject, "round": row.round}
        try:
            postpone_step(case=case, by=cleared, today=TODAY, because=reason, until=until, **key)
            break
        except ActRefused:
            continue
    assert sum(row.number for row in postponements_of(cleared, since=TODAY)) == 1
    assert sum(row.number for row in postponements_of(uncleared, since=TODAY)) == 0


@pytest.mark.parametrize("where", ["asker", "answerer"])
def test_only_the_cleared_are_told_that_somebody_protected_is_asked_about(where: str) -> None:
    cleared = factories.make_actor(cleared=True)
    make = factories.make_protected_case if where == "asker" else factories.make_case_with_notice
    case = make(by=cleared)
    there = factories.make_user(administration=CENTRUM, cleared=True)
    factories.make_user(administration=CENTRUM)
    if where == "answerer":
        factories.make_protected_case(by=factories.make_actor(administration=CENTRUM, cleared=True))
    member = case.household.members.get().pk
    known_here.ask_known_here(case=case, by=cleared, today=TODAY, member=member, to=CENTRUM, reason="Flytt.")
    told = Told.objects.filter(kind="known_here_asked")
    assert there.pk in set(told.values_list("to", flat=True)) and not told.filter(to=None).exists()
    assert not told.filter(to__cleared=False).exists()


def passed_on(case: Case, by: Actor) -> Notice:
    told = {"to": CENTRUM, "reason": "Adressen ligger i Centrum."}
    received = passing_on.pass_notice_on(notice=case.notices.get(), by=by, today=TODAY, **told)
    assert received is not None and received.case is not None
    return received


def test_a_paper_goes_on_as_it_came_and_not_as_we_have_corrected_it(by: Actor) -> None:
    """Given a paper that we have corrected in our case / when it goes on / then they get what it says itself."""
    said = {"tenant_name": "M Lindkvist", "total": 1_000_000, "rent_amounts": [{"amount": 1, "due_on": "2026-09-30"}]}
    stated = {name: {"state": "value", "value": value} for name, value in said.items()}
    days = {"arrived_on": TODAY - timedelta(days=4), "posted_on": TODAY - timedelta(days=6)}
    case = factories.make_case_with_notice(by=by, amount=1_000_000, fields=stated, **days)
    Notice.objects.filter(case=case).update(amount=5_000, rent_due_on=TODAY)
    received = passed_on(case, by)
    assert (received.amount, received.rent_due_on) == (1_000_000, date(2026, 9, 30))
    assert (received.arrived_on, received.posted_on, received.came_on) == (*days.values(), TODAY)
    assert received.household is not None
    assert (received.household.name, received.household.dwelling.address) == ("M Lindkvist", "")


def test_what_the_paper_does_not_say_we_do_not_put_there(by: Actor) -> None:
    blank = {"tenant_name": {"state": "illegible", "value": None}}
    received = passed_on(factories.make_case_with_notice(by=by, fields=blank), by)
    assert received.household is not None and received.household.name == "Hyresgästen på papperet"
    assert received.household.dwelling.address == ""


def test_passing_on_is_a_telling_with_its_ground_even_from_a_closed_case(by: Actor) -> None:
    case = factories.make_closed_case(by=by)
    passed_on(case, by)
    [told] = disclosures_of(by, case)
    assert "Socialförvaltningen Centrum" in told.to and "Adressen ligger i Centrum." in told.ground
    assert "nödvändigt för vårt eget arbete" in told.ground


def test_another_case_is_named_only_where_every_unit_that_reads_sees_it(by: Actor) -> None:
    """Given a family's case and one without the children's unit / when a paper moves / then no number is told there."""
    family, other = factories.make_family(by=by), factories.make_case_with_notice(by=by)
    Track.objects.filter(case=other, unit=CHILDREN).delete()
    second = factories.make_notice(by=by, case=family)
    link_notice(notice=second, case=other, by=by, today=TODAY)
    told = JournalEntry.objects.get(case=family, kind="notice_unlinked").words.text
    assert other.reference not in told and "ett annat ärende" in told
    back = factories.make_notice(by=by, case=other)
    link_notice(notice=back, case=family, by=by, today=TODAY)
    assert family.reference in JournalEntry.objects.get(case=other, kind="notice_unlinked").words.text


def test_nobody_without_clearance_is_told_of_a_protected_case_by_name() -> None:
    """Given somebody who has lost the clearance / when something is told / then the unit's cleared have it instead."""
    case = factories.make_protected_case(by=factories.make_actor(cleared=True))
    uncleared, cleared = factories.make_user(), factories.make_user(cleared=True)
    place: dict[str, Any] = {"administration": case.administration, "unit": ADULT, "case": case, "today": TODAY}
    tell(kind="term_unsettled", key="one", to=uncleared.pk, **place)
    tell(kind="term_unsettled", key="two", to=cleared.pk, **place)
    assert dict(Told.objects.filter(kind="term_unsettled").values_list("key", "to")) == {"one": None, "two": cleared.pk}


def test_a_hand_over_that_waits_in_a_protected_case_is_told_whoever_may_see_it() -> None:
    cleared = factories.make_actor(cleared=True)
    case = factories.make_protected_case(by=cleared)
    factories.make_user(unit=MONEY, cleared=True)
    factories.make_user(unit=MONEY, role="unit_head")
    hand_over(case=case, by=cleared, today=TODAY, unit=MONEY)
    tell_of_unreceived(TODAY + timedelta(days=10))
    assert set(Told.objects.filter(kind="not_received", unit=MONEY).values_list("to", flat=True)) == {None}


def test_what_was_told_where_the_household_moved_is_the_own_units(case: Case, by: Actor, amir: Actor) -> None:
    factories.make_consent(case, by=by, recipient_kind="other_administration")
    told: dict[str, Any] = {"administration": CENTRUM, "moved_on": TODAY, "what": SECRET, "scope": ["contact"]}
    record_move(case=case, by=by, today=TODAY, **told)
    assert SECRET in read(by, case) and SECRET not in read(amir, case) and "flyttade" in read(amir, case)
