"""Conditions about children. The section of the routine rests on the same three-valued answer."""

from datetime import date

from kvar.law.conditions.finding import NO, QUESTIONS, Finding, answer_finding, condition, notices_about
from kvar.law.facts import Child, Facts
from kvar.law.kinds import Ground, Lives, Question
from kvar.law.reasons import Reason, ReasonKind

# Registers miss children who live alternately or only visit: an empty answer from one of these is not a no.
REGISTERS = frozenset({"population_register", "own_records"})


def children_affected(facts: Facts) -> Finding:
    """Are children affected? A known child is a yes; a no is only an answer that somebody gave, with its source."""
    children = [child for child in facts.children if child.lives is not Lives.ELSEWHERE]
    answer = facts.answer_to(Question.CHILDREN_AFFECTED)
    if children:
        days = [child.known_on or facts.opened_on for child in children] + (
            [answer.on] if answer and answer.yes else []
        )
        return Finding(yes=True, since=min(days), because=tuple(_known(child, facts.opened_on) for child in children))
    report = reported_child(facts)
    if report.yes:
        return report
    if answer is None or not (answer.yes or (answer.source and answer.source not in REGISTERS)):
        missing = Reason(kind=ReasonKind.MISSING, name=Question.CHILDREN_AFFECTED.value)
        return Finding(yes=None, because=(missing,))
    said = Reason(kind=ReasonKind.FACT, name=Question.CHILDREN_AFFECTED.value, day=answer.on, text=answer.source)
    return Finding(yes=answer.yes, since=answer.on, because=(said,))


def reported_child(facts: Facts) -> Finding:
    """An orosanmälan says of itself that a child is concerned (SoL 19:1), whatever anybody answers."""
    days = [facts.arrival_of(notice) for notice in facts.notices if notice.ground is Ground.CHILD_REPORT]
    if not days:
        return NO
    arrived = Reason(kind=ReasonKind.FACT, name="child_report_arrived", day=min(days))
    return Finding(yes=True, since=min(days), because=(arrived,))


@condition
def child_report_made(facts: Facts, subject: str) -> Finding:
    """Is what came in a report about a child? Otherwise the children's unit judges: never computed (law.md 7.2)."""
    report = reported_child(facts)
    return report if report.yes else answer_finding(facts, Question.CHILD_REPORT_MADE)


QUESTIONS["child_report_made"] = Question.CHILD_REPORT_MADE


@condition
def child_report_known(facts: Facts, subject: str) -> Finding:
    """Is it judged whether what came is a report about a child, whichever the answer? A report says so itself."""
    found = child_report_made(facts, subject)
    return NO if found.yes is None else Finding(yes=True, since=found.since, because=found.because)


@condition
def child_investigation_known(facts: Facts, subject: str) -> Finding:
    """Has somebody answered whether an investigation of the child goes on, whichever the answer?"""
    found = answer_finding(facts, Question.CHILD_INVESTIGATION_OPEN)
    return NO if found.yes is None else Finding(yes=True, since=found.since, because=found.because)


@condition
def children_asked_since_the_notice(facts: Facts, subject: str) -> Finding:
    """Has somebody asked about children since this notice came? What was said of another danger is old by then."""
    arrived = max((facts.arrival_of(notice) for notice in notices_about(facts, subject)), default=None)
    answer = facts.answer_to(Question.CHILDREN_AFFECTED)
    said = [answer.on] if answer and (answer.yes or answer.source not in REGISTERS) else []
    days = [day for day in (*said, *(child.known_on for child in facts.children)) if day and arrived and day >= arrived]
    return Finding(yes=True, since=min(days)) if days else NO


@condition
def household_has_children(facts: Facts, subject: str) -> Finding:
    """Are children affected, as far as anybody has said?"""
    return children_affected(facts)


@condition
def household_may_have_children(facts: Facts, subject: str) -> Finding:
    """True until somebody has said no, with a source: until then the urgency is that of a family."""
    found = children_affected(facts)
    if found.yes is False:
        return NO
    return Finding(yes=True, since=facts.opened_on, because=found.because)


@condition
def children_question_answered(facts: Facts, subject: str) -> Finding:
    """Is it known whether children are affected, whichever the answer?"""
    found = children_affected(facts)
    return NO if found.yes is None else Finding(yes=True, since=found.since, because=found.because)


QUESTIONS["household_has_children"] = Question.CHILDREN_AFFECTED


def _known(child: Child, opened_on: date) -> Reason:
    return Reason(kind=ReasonKind.FACT, name="child_known", day=child.known_on or opened_on, text=child.source)
