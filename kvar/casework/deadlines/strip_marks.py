"""What is said at the days of a strip: where it starts, how it is counted, what moves its end, what was done.

Pure: a deadline in, words by day out.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.deadlines.counting import SATURDAY, before_the_length, counted_of, start_of, vardagar_of
from kvar.casework.deadlines.done import act_of, mark_of
from kvar.casework.deadlines.explain import as_counted, is_settled, is_sure, is_wait, worded
from kvar.content.load import load

DAY = timedelta(days=1)
POSSIBLE = frozenset({"earliest", "latest"})  # readings whose own words say what the day is
TARGETS = frozenset({"eviction_target", "removal_target"})  # a day Kronofogden aims at, no last day for anybody


def marks_of(deadline: law.Deadline, *, end: date, answer: date) -> Mapping[date, tuple[str, ...]]:
    """What is said at each day, in the order it is to be read."""
    said: dict[date, list[str]] = {}
    for day, word in _all(deadline, end=end, answer=answer):
        said.setdefault(day, []).append(word)
    return {day: tuple(words) for day, words in said.items()}


def _all(deadline: law.Deadline, *, end: date, answer: date) -> Iterator[tuple[date, str]]:
    yield from _start(deadline, answer)
    yield from vardagar_of(deadline)
    if end != answer:
        yield end, _("väntetiden slutar") if is_wait(deadline) else _("tiden slutar här")
    yield from ((day, _("flyttas")) for day in _moved_from(deadline))
    yield from answers(deadline)
    act = act_of(deadline)
    if act and act.day:
        yield act.day, mark_of(act)


def _start(deadline: law.Deadline, answer: date) -> Iterator[tuple[date, str]]:
    """The day it is counted from; while that is not known the earliest one it can be, with what happened then."""
    start = start_of(deadline)
    if start is None or start == answer:
        return
    if deadline.starts_on:
        yield start, _("räknas härifrån")
        return
    event = next((reason for reason in before_the_length(deadline) if reason.day == start), None)
    if event and event.kind is law.ReasonKind.FACT:
        yield start, _as_clause(worded(load().reasons.facts, event.name, deadline).split(" {day}")[0])
    yield start, _("räknas tidigast härifrån")


def _moved_from(deadline: law.Deadline) -> Iterator[date]:
    """Every day from which the end was moved on; none where it is not settled that it moves."""
    for roll in counted_of(deadline) if is_settled(deadline) else ():
        if roll.kind is law.ReasonKind.ROLL and roll.day and roll.until:
            yield from (roll.day + DAY * number for number in range((roll.until - roll.day).days))


def answers(deadline: law.Deadline) -> Iterator[tuple[date, str]]:
    """The answer, and every other reading of it with the reason it could hold."""
    word, answer, readings = _word(deadline), deadline.last_day or deadline.earliest_day, _readings(deadline)
    if answer and not any(day == answer and because in SATURDAY for day, because in readings):
        yield answer, word if is_sure(deadline) else f"{word} {_as_clause(as_counted(deadline))}"
    for day, because in readings:
        clause = _as_clause(worded(load().reasons.alternatives, because, deadline))
        yield day, clause if because in POSSIBLE else f"{word} {clause}"


def _readings(deadline: law.Deadline) -> list[tuple[date, str]]:
    """The days of the readings; Saturday is no question where both answers give the same day."""
    found = [(other.last_day or other.earliest_day, other.because) for other in deadline.alternatives]
    readings = [(day, because) for day, because in found if day]
    settled = len({day for day, because in readings if because in SATURDAY}) == 1
    return [row for row in readings if not (settled and row[1] in SATURDAY)]


def _word(deadline: law.Deadline) -> str:
    if deadline.id in TARGETS:
        return _("målet")
    return _("tidigast") if is_wait(deadline) else _("sista dag")


def _as_clause(said: str) -> str:
    """The first sentence, in the middle of another."""
    first = said.split(". ")[0].rstrip(".")
    return f"{first[:1].lower()}{first[1:]}"
