"""The board's own duties: investigations, child reports, decisions not carried out (SoL 2025:400, SoL 2001:453)."""

from kvar.law.deadline import Alternative, Deadline, Status
from kvar.law.deadlines.count import act
from kvar.law.deadlines.plain import duty, from_day, unknown
from kvar.law.facts import Facts, Notice
from kvar.law.kinds import Ground
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.values import LawValues


def investigation_opening(facts: Facts, notice: Notice, law: LawValues) -> Deadline:
    """R34: open an investigation at once when something comes that may lead to a measure (SoL 14:2). No days.

    Met when somebody has decided, either way. Raises NotInForce before 2002.
    """
    fact, since = "board_notice_arrived_on", notice.arrived_on
    if since is None and notice.ground is Ground.CHILD_REPORT:
        fact, since = "child_report_arrived_on", facts.child_report.arrived_on
    done = notice.position_taken_on
    return duty(facts, law, name="investigation_opening", fact=fact, since=since, notice=notice, done_on=done)


def protection_assessment(facts: Facts, law: LawValues) -> Deadline | None:
    """R35: assess at once whether a child needs protection (SoL 20:1). No days. Raises NotInForce before 2013."""
    if not _child_report(facts):
        return None
    since = facts.child_report.arrived_on
    return duty(facts, law, name="protection_assessment", fact="child_report_arrived_on", since=since)


def preliminary_assessment(facts: Facts, law: LawValues) -> Deadline | None:
    """R36: decide within 14 days whether to investigate a report about a child (SoL 20:2).

    Days, and only for such reports (law.md trap 31). Raises NotInForce before 2013.
    """
    if not _child_report(facts):
        return None
    report = facts.child_report
    opened = act("child_investigation_opened_on", report.investigation_opened_on)
    decided = act("child_decision_on", report.decided_on) or opened
    return from_day(facts, law, name="preliminary_assessment", fact="child_report_arrived_on", acted=decided)


def child_investigation(facts: Facts, law: LawValues) -> Deadline | None:
    """R37: a child's investigation is to be finished within four months (SoL 20:3). Raises NotInForce before 2002."""
    if facts.child_report.investigation_opened_on is None:
        return None
    return from_day(facts, law, name="child_investigation", fact="child_investigation_opened_on")


def reporter_feedback(facts: Facts, law: LawValues) -> Deadline | None:
    """R38: tell a reporter who asked, within one week after the decision (SoL 19:6). Raises NotInForce before 2026."""
    told = facts.child_report
    if told.decided_on is None and told.feedback_asked_on is None:
        return None
    if told.decided_on is None:
        return unknown(law, name="reporter_feedback", missing=("child_decision_on",))
    found = from_day(facts, law, name="reporter_feedback", fact="child_decision_on")
    return found if told.feedback_asked_on else _if_asked(found)


def _if_asked(found: Deadline) -> Deadline:
    """The week runs only for a reporter who has asked; nobody has said whether this one has."""
    asked = Reason(kind=ReasonKind.MISSING, name="feedback_asked_on")
    return found._replace(
        status=Status.UNKNOWN,
        starts_on=None,
        last_day=None,
        alternatives=(Alternative(because="earliest", last_day=found.last_day),),
        missing=("feedback_asked_on",),
        reasons=(asked, *found.reasons),
    )


def unexecuted_decision(facts: Facts, law: LawValues) -> Deadline | None:
    """R39: a favourable decision not carried out within three months is reported to IVO (SoL 34:1)."""
    if facts.personal_file.favourable_decision_on is None:
        return None
    return from_day(facts, law, name="unexecuted_decision", fact="favourable_decision_on")


def _child_report(facts: Facts) -> bool:
    """Is there a report about a child, with or without a known day?"""
    if facts.child_report.arrived_on:
        return True
    return any(notice.ground is Ground.CHILD_REPORT for notice in facts.notices)
