"""Conditions that hold when any of several does. What may be true counts as true: these steps protect."""

from kvar.law.conditions.course import no_contact_yet
from kvar.law.conditions.debts import debt_at_stake, more_than_one_month_owed, several_notices_within_12_months
from kvar.law.conditions.finding import NO, QUESTIONS, Finding, answer_finding, condition
from kvar.law.conditions.household import household_has_children, household_may_have_children
from kvar.law.facts import Facts
from kvar.law.kinds import Question


@condition
def talk_called_for(facts: Facts, subject: str) -> Finding:
    """Summon when a debt is more than a month's rent, children may be affected, or notices repeat (Malmö, H13)."""
    debt = debt_at_stake(facts, subject)
    reasons = (
        more_than_one_month_owed(facts, subject),
        household_may_have_children(facts, subject),
        several_notices_within_12_months(facts, subject),
    )
    called_for = [found for found in reasons if found.yes is not False]
    if debt.yes is False or not called_for:
        return NO
    return Finding(yes=True, since=debt.since or facts.opened_on)


@condition
def home_visit_called_for(facts: Facts, subject: str) -> Finding:
    """Visit when nobody has reached the household, and always when children are known (H14)."""
    nobody = no_contact_yet(facts, subject)
    return nobody if nobody.yes else household_has_children(facts, subject)


QUESTIONS["home_visit_called_for"] = Question.CHILDREN_AFFECTED


@condition
def child_may_be_talked_to(facts: Facts, subject: str) -> Finding:
    """A talk with the child needs an open investigation or the guardian's yes (SoL 20:7)."""
    investigation = answer_finding(facts, Question.CHILD_INVESTIGATION_OPEN)
    return investigation if investigation.yes else answer_finding(facts, Question.CHILD_TALK_AGREED)


QUESTIONS["child_may_be_talked_to"] = Question.CHILD_TALK_AGREED


@condition
def payment_to_confirm(facts: Facts, subject: str) -> Finding:
    """Has assistance been granted, or a debt been paid? Then see that the money arrived and that they may stay."""
    granted = answer_finding(facts, Question.ASSISTANCE_GRANTED)
    paid = [notice.paid_on for notice in facts.notices if notice.paid_on]
    if granted.yes or not paid:
        return granted
    return Finding(yes=True, since=min(paid))


QUESTIONS["payment_to_confirm"] = Question.ASSISTANCE_GRANTED
