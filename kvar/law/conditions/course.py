"""Conditions about what has been done and said in the case."""

from kvar.law.conditions.anew import facts_anew
from kvar.law.conditions.finding import NO, QUESTIONS, Finding, answered, condition, unknown
from kvar.law.facts import Facts
from kvar.law.kinds import Question

INFORMATION_LETTER = "informationsbrev"  # letter ids begin with this word, whatever the debt
HOME_VISIT = "home_visit"  # the way of an attempt

answered("interpreter_needed", Question.INTERPRETER_NEEDED)
answered("landlord_consent_given", Question.LANDLORD_CONSENT)
answered("landlord_willing", Question.LANDLORD_WILLING)
answered("assistance_applied_for", Question.ASSISTANCE_APPLIED_FOR)
answered("assistance_granted", Question.ASSISTANCE_GRANTED)
answered("support_may_be_needed", Question.SUPPORT_NEEDED)
answered("guardian_needed", Question.GUARDIAN_NEEDED)
answered("money_management_wanted", Question.MONEY_MANAGEMENT_WANTED)
answered("child_investigation_open", Question.CHILD_INVESTIGATION_OPEN)
answered("child_follow_up_decided", Question.CHILD_FOLLOW_UP_DECIDED)

QUESTIONS["eviction_likely"] = Question.EVICTION_LIKELY


@condition
def always(facts: Facts, subject: str) -> Finding:
    """True for every case, from the day it was opened."""
    return Finding(yes=True, since=facts.opened_on)


@condition
def contact_made(facts: Facts, subject: str) -> Finding:
    """Has there been a conversation with the household?"""
    days = [attempt.on for attempt in facts.attempts if attempt.reached]
    return Finding(yes=True, since=min(days)) if days else NO


@condition
def no_contact_yet(facts: Facts, subject: str) -> Finding:
    """Has nobody reached the household yet?"""
    return NO if contact_made(facts, subject).yes else Finding(yes=True, since=facts.opened_on)


@condition
def home_visit_made(facts: Facts, subject: str) -> Finding:
    """Has somebody been met at home?"""
    days = [attempt.on for attempt in facts.attempts if attempt.reached and attempt.way == HOME_VISIT]
    return Finding(yes=True, since=min(days)) if days else NO


@condition
def consent_asked(facts: Facts, subject: str) -> Finding:
    """Has somebody in the household been asked for consent? A no is an answer (OSL 10:1, 12:2)."""
    return Finding(yes=True, since=facts.consent_asked_on) if facts.consent_asked_on else NO


@condition
def responsible_named(facts: Facts, subject: str) -> Finding:
    """Does somebody own the case?"""
    return Finding(yes=True, since=facts.responsible_since) if facts.responsible_since else NO


@condition
def information_letter_sent(facts: Facts, subject: str) -> Finding:
    """Has an information letter been issued?"""
    days = [on for letter, on in facts.letters_sent if letter.startswith(INFORMATION_LETTER)]
    return Finding(yes=True, since=min(days)) if days else NO


@condition
def outcome_recorded(facts: Facts, subject: str) -> Finding:
    """Is it recorded how it went? A paper that came after a final outcome has none yet."""
    return Finding(yes=True, since=facts.outcome.on) if facts.outcome and facts_anew(facts) is None else NO


@condition
def household_kept_home(facts: Facts, subject: str) -> Finding:
    """Did the household keep its home? Not known before the outcome, or when the outcome does not say."""
    if facts.outcome is None or facts.outcome.home_kept is None:
        return unknown("outcome")
    return Finding(yes=facts.outcome.home_kept, since=facts.outcome.on)


@condition
def eviction_likely(facts: Facts, subject: str) -> Finding:
    """Does a worker judge so, or has Kronofogden set a time?"""
    answer, told = facts.answer_to(Question.EVICTION_LIKELY), facts.enforcement.time_notice_arrived_on
    # A time that Kronofogden sets after somebody said no weighs more than that no.
    if facts.enforcement.eviction_at and (answer is None or (told and answer.on < told and not answer.yes)):
        return Finding(yes=True, since=told)
    if answer:
        return Finding(yes=answer.yes, since=answer.on)
    return unknown(Question.EVICTION_LIKELY.value)
