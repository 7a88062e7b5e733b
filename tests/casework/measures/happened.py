"""What happened in a small city, through the acts: a few dozen cases in which every measure has something to count."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from kvar import law
from kvar.casework import tracks
from kvar.casework.access import Actor
from kvar.casework.closing.outcomes import record_outcome, reopen_case
from kvar.casework.contact.attempts import withdraw_attempt
from kvar.casework.enforcement.confirming import SendingTold, record_sending
from kvar.casework.enforcement.course import record_event
from kvar.casework.enforcement.eviction_day import decide_attendance, record_day
from kvar.casework.enforcement.following import FollowUpTold, record_follow_up, record_wish
from kvar.casework.enforcement.seen import DaySeen
from kvar.casework.households import protect_person
from kvar.casework.intake.passing_on import pass_notice_on
from kvar.casework.intake.serving import record_service
from kvar.casework.money.promises import PromiseTold, move_promise, promise_payments
from kvar.casework.money.undertakings import Decided, MessageTold, decide_undertaking, record_message
from kvar.casework.steps.notes import answer_question, record_attempt
from kvar.casework.time import let_time_work
from kvar.records.models import Attempt, Case, Member, Notice, Service, User
from tests import factories
from tests.factories import CENTRUM, CHILDREN, MONEY, TODAY

KFM = "enforcement_authority"
EVICTION = datetime(2026, 12, 3, 9, tzinfo=UTC)
EVICTED = EVICTION.date()
SEEN_ON = date(2027, 12, 31)
"""When the small city is looked at: a year after what happened in it."""


def days_ago(number: int) -> date:
    return TODAY - timedelta(days=number)


def tenant(case: Case) -> Member:
    return Member.objects.get(household=case.household_id, role="tenant")


def worker(administration: str = factories.HISINGEN, unit: str = factories.ADULT) -> Actor:
    return factories.make_actor(administration=administration, unit=unit, name="Sara Lindh", phone="031-000 00 01")


def everything() -> None:
    """All of it, and some of it in another administration."""
    by = worker()
    arrivals(by)
    reaching(by)
    families(by)
    evictions(by)
    money(by)
    ended(by)
    apart(by)
    families(worker(CENTRUM))


def arrivals(by: Actor) -> None:
    """A paper on every ground, from several senders, some long ago and one that is the same debt."""
    for number, ground in enumerate(law.Ground):
        factories.make_case_with_notice(by=by, ground=ground, today=days_ago(30 * number), amount=400_000 * 2**number)
    factories.make_case_with_notice(by=by, kind="early_signal", sender_type="individual")
    case = factories.make_case_with_notice(by=by, sender_type="city_landlord", amount=None)
    factories.make_notice(by=by, case=case, sender_type="landlord_representative")
    earlier = factories.make_case_with_notice(by=by, today=days_ago(200), sender_type="condominium_association")
    again = factories.make_notice(by=by, case=earlier, today=days_ago(20))
    Notice.objects.filter(pk=again.pk).update(same_debt_as=earlier.notices.earliest("arrived_on"))


def reaching(by: Actor) -> None:
    """Attempts that reach somebody, that do not, that were taken back, that one unit keeps to itself; and owners."""
    for waited in (0, 1, 5, 45, 120):
        case = factories.make_case_with_notice(by=by, today=days_ago(waited))
        attempt(case, by, reached=False, on=days_ago(waited // 2))
        attempt(case, by, reached=True, on=TODAY, shared=waited != 5)
        owner = User.objects.get(pk=by.id)
        tracks.assign_responsible(case=case, by=by, today=days_ago(waited // 3), user=owner)
    wrong = factories.make_case_with_notice(by=by, today=days_ago(10))
    row = attempt(wrong, by, reached=True, on=days_ago(8))
    withdraw_attempt(case=wrong, by=by, today=TODAY, attempt=row, reason="Fel hushåll.")
    served(factories.make_case_with_notice(by=by, today=days_ago(40)), by, days_ago(38))
    reached = served(factories.make_case_with_notice(by=by, today=days_ago(40)), by, days_ago(38))
    attempt(reached, by, reached=True, on=days_ago(25))
    late = served(factories.make_case_with_notice(by=by, today=days_ago(41)), by, days_ago(38))
    attempt(late, by, reached=True, on=days_ago(2))


def attempt(case: Case, by: Actor, *, reached: bool, on: date, shared: bool = True) -> Attempt:
    told = {"way": "visit_to_us", "reached": reached, "on": on, "shared": shared, "note": f"{on} {reached}"}
    entry = record_attempt(case=case, by=by, today=TODAY, **told)
    return Attempt.objects.get(pk=UUID(entry.words.shown["attempt"]))


def served(case: Case, by: Actor, on: date) -> Case:
    service = Service.objects.select_related("notice__case").get(notice__case=case)
    told = {"served_on": on, "method": "acknowledged", "source": "landlord", "version": service.version}
    record_service(service=service, by=by, today=TODAY, **told)
    return case


def families(by: Actor) -> None:
    """Children who live here in different ways; one who moved out; an answer that changed; one nobody else may read."""
    said = (("yes", "full_time"), ("no", "alternating"), ("no", "visiting"), ("no", "elsewhere"))
    for number, (registered, lives) in enumerate(said):
        case = factories.make_case_with_notice(by=by, today=days_ago(number))
        factories.add_child(case, by=by, today=TODAY, said={"registered": registered, "lives": lives})
    gone = factories.make_family(by=by, today=days_ago(50))
    Member.objects.filter(household=gone.household_id, role="child").update(until=days_ago(60))
    factories.make_case_without_children(by=by, today=days_ago(3))
    changed = factories.make_case_without_children(by=by, today=days_ago(9))
    factories.answer_children(changed, by=by, yes=True, today=days_ago(4))
    attempt(changed, by, reached=False, on=days_ago(8))
    own = factories.make_case_with_notice(by=by)
    told: dict[str, Any] = {"question": law.Question.CHILDREN_AFFECTED, "yes": True, "source": "tenant"}
    answer_question(case=own, by=by, today=TODAY, shared=False, **told)


def evictions(by: Actor) -> None:
    """Times that were confirmed and that were not; evictions with and without us; and what was heard afterwards."""
    bou = worker(by.administration, CHILDREN)
    for number, there in enumerate(("Sara Lindh", "ingen", "")):
        case = factories.make_family(by=by, children=2)
        notice = time_set(case, by)
        if number:
            confirm(notice, by, on=TODAY + timedelta(days=number - 1))
        if not there:
            away = {"attends": False, "reason": "Sjuk.", "consulted_on": TODAY}
            decide_attendance(notice=notice, by=by, today=TODAY, **away)
            told: dict[str, Any] = {"kind": "carried_out", "on": EVICTED, "told_by": "authority_letter"}
            record_event(case=case, by=by, today=EVICTED, **told)
        else:
            record_day(notice=notice, by=by, today=EVICTED, seen=seen(there))
        if number == 0:
            record_day(notice=notice, by=bou, today=EVICTED, seen=seen("Berit Ek"))
        afterwards(case, by, number)
    called_off = factories.make_case_with_notice(by=by)
    time_set(called_off, by)
    told = {"kind": "withdrawn", "on": TODAY, "told_by": "authority_letter"}
    record_event(case=called_off, by=by, today=TODAY, **told)
    old = factories.make_family(by=by, today=date(2024, 10, 1))
    causes = ["low_income"]
    record_outcome(case=old, by=by, today=date(2024, 12, 20), outcome="evicted", on=date(2024, 12, 20), causes=causes)


def time_set(case: Case, by: Actor) -> Notice:
    kfm = {"kind": "enforcement_time", "sender_type": KFM, "reference": "U-4711-26", "eviction_at": EVICTION}
    return factories.make_notice(by=by, case=case, **kfm)


def confirm(notice: Notice, by: Actor, *, on: date) -> None:
    told = {"answers": by.id, "way": "secure_mail", "sent_to": "Kronofogden", "sent_on": on, "sent_at": time(9, 20)}
    record_sending(notice=notice, by=by, today=on, recipient=KFM, told=SendingTold(**told))


def seen(attended: str) -> DaySeen:
    return DaySeen(on=EVICTED, attended=attended, carried_out=True)


def afterwards(case: Case, by: Actor, number: int) -> None:
    """The first answers, the second says no after a week, the third is never heard."""
    if number == 2:
        return
    heard(case, by, "K23", 0, law.add_working_days(EVICTED, 1), result="answered", housing="acute", asked_first=True)
    week = EVICTED + timedelta(days=7)
    if number == 1:
        heard(case, by, "K26", 1, week, result="declined")
        return
    heard(case, by, "K26", 1, week, result="not_reached")
    heard(case, by, "K26", 1, week, result="answered", housing="own_short_term")
    heard(case, by, "K26", 2, EVICTED + timedelta(days=30), result="answered")


def heard(case: Case, by: Actor, step: str, round: int, on: date, **said: Any) -> None:
    told = FollowUpTold(member=tenant(case).pk, on=on, **said)
    record_follow_up(case=case, by=by, today=on, step=step, round=round, told=told)


def money(by: Actor) -> None:
    """The board takes on a debt in time, too late, says no, or has not written; a payment is missed."""
    paying = worker(by.administration, MONEY)
    for received in (days_ago(20), TODAY, None):
        case = served(factories.make_case_with_notice(by=by, today=days_ago(40)), by, days_ago(38))
        row = decide_undertaking(
            case=case, by=paying, today=days_ago(30), notice=case.notices.get(), told=decision(taken=True)
        )
        if received:
            told = message(received)
            record_message(case=case, by=paying, today=TODAY, undertaking=row, version=1, told=told)
    refused = factories.make_case_with_notice(by=by, today=days_ago(40))
    no = {"notice": refused.notices.get(), "told": decision(taken=False)}
    decide_undertaking(case=refused, by=paying, today=days_ago(30), **no)
    promise: dict[str, Any] = {"kind": "own_means", "payee": "Provbostäder AB", "amount": 785_000}
    for days in (4, 5):
        told = PromiseTold(due_on=TODAY + timedelta(days=days), decided=True, **promise)
        (row,) = promise_payments(case=refused, by=paying, today=TODAY, told=told)
    move_promise(case=refused, by=paying, today=TODAY, promise=row, version=row.version, state="sent", on=TODAY)
    let_time_work(today=TODAY + timedelta(days=6))
    later = PromiseTold(due_on=TODAY + timedelta(days=30), **promise)
    promise_payments(case=refused, by=paying, today=TODAY, told=later)


def decision(*, taken: bool) -> Decided:
    because = "Familjen behöver bo kvar."
    return Decided(taken=taken, decided_on=days_ago(30), decided_by="Enhetschefen", because=because)


def message(received_on: date) -> MessageTold:
    told = {"in_writing": True, "told_to": "creditor", "about_the_debt": True, "sent_by": law.SentBy.LETTER}
    return MessageTold(**told, sent_on=days_ago(21), received_on=received_on, proof=True)  # type: ignore[arg-type]


def ended(by: Actor) -> None:
    """Homes kept and lost, one that was opened again, and what was heard after three months."""
    outcomes = (("kept_debt_paid", ["low_income", "payment_mishap"]), ("moved_unknown", ["not_known"]))
    for outcome, causes in (*outcomes, ("evicted_empty", ["harmful_use", "low_income"])):
        case = factories.make_case_with_notice(by=by, sender_type="city_landlord")
        record_outcome(case=case, by=by, today=TODAY, outcome=outcome, on=days_ago(1), causes=causes)
    kept = factories.make_case_in_follow_up(by=by)
    three_months = law.ends_on(law.Period(number=3, unit=law.Unit.MONTHS), TODAY)
    told = {"result": "answered", "housing": "own_home", "asked_first": True}
    heard(kept, by, "H31", 1, three_months, **told)
    unwilling = factories.make_case_in_follow_up(by=by)
    record_wish(case=unwilling, by=by, today=TODAY, member=tenant(unwilling).pk, yes=False)
    closed = factories.make_closed_case(by=by)
    again = factories.make_closed_case(by=by)
    reopen_case(case=again, by=by, today=TODAY, reason="Ny skuld.")
    assert closed.closed_on


def apart(by: Actor) -> None:
    """What is in no count: a protected household, one that became so later, a paper that went to another board."""
    cleared = factories.make_actor(cleared=True)
    protected = factories.make_protected_case(by=cleared)
    factories.add_child(protected, by=cleared)
    family = factories.make_family(by=by)
    protect_person(case=family, by=cleared, today=TODAY, member=tenant(family))
    wrong = factories.make_case_with_notice(by=by)
    pass_notice_on(notice=wrong.notices.get(), by=by, today=TODAY, to=CENTRUM, reason="Adressen ligger där.")
