"""Conditions about Kronofogden: what has come, which time stands, and how it went."""

from datetime import date

from kvar.law.conditions.finding import NO, Finding, answered, condition, notices_about
from kvar.law.facts import Facts, Notice
from kvar.law.kinds import Ground, Question

answered("belongings_stored", Question.BELONGINGS_STORED)
answered("own_shortcoming", Question.OWN_SHORTCOMING)


@condition
def enforcement_informed(facts: Facts, subject: str) -> Finding:
    """Has Kronofogden told of an eviction or an avlägsnande (UF 16:2, 16:7 a)?"""
    return _since_first(facts, _from_kronofogden(facts, subject))


@condition
def enforcement_cause_known(facts: Facts, subject: str) -> Finding:
    """Is the cause behind Kronofogden's notice known? The stage is not the cause (practice.md Q2)."""
    found = _from_kronofogden(facts, subject)
    return _since_first(facts, found) if found and all(notice.cause for notice in found) else NO


@condition
def time_told(facts: Facts, subject: str) -> Finding:
    """Does a notice tell of a time? Then it is to be confirmed the same day, whatever the time is for (SoF 11:3)."""
    return _since_first(facts, [notice for notice in _from_kronofogden(facts, subject) if notice.eviction_at])


@condition
def eviction_time_told(facts: Facts, subject: str) -> Finding:
    """The same, for the eviction of a household: the one who is evicted gets a copy of the confirmation."""
    found = [notice for notice in _from_kronofogden(facts, subject) if notice.eviction_at and not notice.removal]
    return _since_first(facts, found)


@condition
def eviction_time_stands(facts: Facts, subject: str) -> Finding:
    """Is this the newest time, and not called off? A new time replaces the one before."""
    newest = _newest_time(facts)
    if newest is None or newest not in notices_about(facts, subject):
        return NO
    arrived = facts.arrival_of(newest)
    called_off = facts.enforcement.postponed_on
    return NO if called_off and called_off >= arrived else Finding(yes=True, since=arrived)


@condition
def evicted(facts: Facts, subject: str) -> Finding:
    """Has the eviction been carried out?"""
    on = facts.enforcement.evicted_on
    return Finding(yes=True, since=on) if on else NO


@condition
def contact_since_the_notice(facts: Facts, subject: str) -> Finding:
    """Has there been a conversation since Kronofogden's newest notice came? An older one told of another danger."""
    newest = max((facts.arrival_of(notice) for notice in _from_kronofogden(facts, subject)), default=None)
    days = [attempt.on for attempt in facts.attempts if attempt.reached and newest and attempt.on >= newest]
    return Finding(yes=True, since=min(days)) if days else NO


@condition
def no_contact_since_the_notice(facts: Facts, subject: str) -> Finding:
    """Has nobody reached the household since Kronofogden's newest notice?"""
    if contact_since_the_notice(facts, subject).yes:
        return NO
    return _since_first(facts, _from_kronofogden(facts, subject))


def _from_kronofogden(facts: Facts, subject: str) -> list[Notice]:
    return [notice for notice in notices_about(facts, subject) if notice.ground is Ground.ENFORCEMENT]


def _newest_time(facts: Facts) -> Notice | None:
    timed = [notice for notice in facts.notices if notice.eviction_at]
    return max(timed, key=facts.arrival_of, default=None)


def _since_first(facts: Facts, found: list[Notice]) -> Finding:
    days: list[date] = [facts.arrival_of(notice) for notice in found]
    return Finding(yes=True, since=min(days)) if days else NO
