"""What a condition answers, and the register that checklists and letters name conditions from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kvar.law.facts import Facts, Notice
from kvar.law.kinds import Question
from kvar.law.reasons import Reason, ReasonKind

CASE = "case"
NOTICE = "notice:"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """``yes`` is None while it is not known. ``since``: from which day it has been so, None when no day says.

    ``until``: the last day it is known to be so, None when there is none.
    """

    yes: bool | None
    since: date | None = None
    until: date | None = None
    because: tuple[Reason, ...] = ()


Condition = Callable[[Facts, str], Finding]
CONDITIONS: dict[str, Condition] = {}
QUESTIONS: dict[str, Question] = {}  # the question that would settle a condition which is not known

NO = Finding(yes=False)


def condition(function: Condition) -> Condition:
    """Register a condition under its own name, for ``when``, ``unless`` and ``done_when`` in the content."""
    CONDITIONS[function.__name__] = function
    return function


def unknown(name: str) -> Finding:
    """Not known, because this fact is missing."""
    return Finding(yes=None, because=(Reason(kind=ReasonKind.MISSING, name=name),))


def answer_finding(facts: Facts, question: Question) -> Finding:
    """What somebody has answered, with the day it was said; not known until then."""
    answer = facts.answer_to(question)
    if answer is None:
        return unknown(question.value)
    reason = Reason(kind=ReasonKind.FACT, name=question.value, day=answer.on, text=answer.source)
    return Finding(yes=answer.yes, since=answer.on, until=answer.until, because=(reason,))


def answered(name: str, question: Question) -> None:
    """Register a condition that only a person can answer: not known until somebody has, with the day it was said."""

    def condition_from_answer(facts: Facts, subject: str) -> Finding:
        return answer_finding(facts, question)

    CONDITIONS[name] = condition_from_answer
    QUESTIONS[name] = question


def first_arrived(facts: Facts, found: list[tuple[Notice, bool | None]]) -> Finding:
    """Yes from the first notice it is true for; not known while it may yet be true for one."""
    days = [facts.arrival_of(notice) for notice, yes in found if yes]
    if days:
        return Finding(yes=True, since=min(days))
    return unknown("cause") if any(yes is None for _notice, yes in found) else NO


def notices_about(facts: Facts, subject: str) -> tuple[Notice, ...]:
    """The notices a subject is about: the one it names, else all of the case."""
    if not subject.startswith(NOTICE):
        return facts.notices
    return tuple(notice for notice in facts.notices if NOTICE + notice.id == subject)
