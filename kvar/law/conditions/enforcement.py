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
    return _since_first(facts, _times(facts, subject))


@condition
def eviction_time_told(facts: Facts, subject: str) -> Finding:
    """The same, for the eviction of a household: the one who is evicted gets a copy of the confirmation."""
    return _since_first(facts, [notice for notice in _times(facts, subject) if not notice.removal])


@condition
def confirmation_sent(facts: Facts, subject: str) -> Finding:
    """Is every time that is told of confirmed to Kronofogden (SoF 11:3)? Each new time anew."""
    return _since_last([notice.confirmed_on for notice in _times(facts, subject)])


@condition
def copy_sent(facts: Facts, subject: str) -> Finding:
    """Has the one whom the eviction concerns got a copy of every confirmation?"""
    return _since_last([notice.copied_on for notice in _times(facts, subject) if not notice.removal])


@condition
def attendance_decided(facts: Facts, subject: str) -> Finding:
    """Has the adult unit decided who attends, for every time that is told of? Each new time anew."""
    return _since_last([notice.attendance_on for notice in _times(facts, subject)])


@condition
def children_attendance_decided(facts: Facts, subject: str) -> Finding:
    """Has the children's unit decided who attends, for every time that is told of?"""
    return _since_last([notice.child_attendance_on for notice in _times(facts, subject)])


@condition
def eviction_day_written(facts: Facts, subject: str) -> Finding:
    """Is it written down what was seen on the day of the eviction?"""
    return _since_last([notice.day_written_on for notice in _times(facts, subject)])


@condition
def follow_up_made(facts: Facts, subject: str) -> Finding:
    """No fact does a whole step that has rounds: the record of each follow-up lets its own round stand."""
    return NO


@condition
def follow_up_declined(facts: Facts, subject: str) -> Finding:
    """Has everybody who holds the home said no to hearing from us again? It is voluntary, and no is an answer."""
    on = facts.follow_up_declined_on
    return Finding(yes=True, since=on) if on else NO


@condition
def eviction_time_stands(facts: Facts, subject: str) -> Finding:
    """Is this the newest time, and not called off? A new time replaces the one before."""
    stands = standing_time(facts)
    if stands is None or stands not in notices_about(facts, subject):
        return NO
    return Finding(yes=True, since=facts.arrival_of(stands))


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


def _times(facts: Facts, subject: str) -> list[Notice]:
    return [notice for notice in _from_kronofogden(facts, subject) if notice.eviction_at]


def standing_time(facts: Facts) -> Notice | None:
    """The paper with the newest time, or None when there is none, or when it has been called off."""
    newest = _newest_time(facts)
    called_off = facts.enforcement.postponed_on
    return None if newest and called_off and called_off >= facts.arrival_of(newest) else newest


def _newest_time(facts: Facts) -> Notice | None:
    timed = [notice for notice in reversed(facts.notices) if notice.eviction_at]
    return max(timed, key=facts.arrival_of, default=None)  # of two on one day the one taken in last


def _since_last(days: list[date | None]) -> Finding:
    """Yes when there is something, and each of it has its day."""
    found = [day for day in days if day]
    return Finding(yes=True, since=max(found)) if found and len(found) == len(days) else NO


def _since_first(facts: Facts, found: list[Notice]) -> Finding:
    days: list[date] = [facts.arrival_of(notice) for notice in found]
    return Finding(yes=True, since=min(days)) if days else NO
