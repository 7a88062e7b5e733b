"""What would change the day of a deadline: what nobody knows yet, the facts it rests on, what is not settled."""

from collections.abc import Iterator
from datetime import date

from kvar import law
from kvar.casework.deadlines.explain import day_of, timing_of, worded
from kvar.content.load import load
from kvar.paper.days import spoken_day

LATER = "_later"  # an event that did not decide the start changes it only if it was later than that
BOARD_NOTICE = frozenset({"board_notice_arrived_on", "board_notice_posted_on"})


def changes_of(deadline: law.Deadline, *, today: date, judged: bool = True) -> tuple[str, ...]:
    """Sentences of ``reasons.yaml``, each once, what is not known first; none for a duty without a number of days.

    ``judged`` False: nobody has said yet whether the notice that the time rests on counts.
    """
    if timing_of(deadline) and day_of(deadline) is None:
        return ()
    said = load().reasons.would_change
    names = (*_unknown(deadline), *_facts(deadline), *_readings(deadline), *_validity(deadline, judged))
    start = spoken_day(deadline.starts_on, written_on=today) if deadline.starts_on else ""
    sentences = (worded(said, name, deadline).format(day=start) for name in names)
    return tuple(dict.fromkeys(filter(None, sentences)))


def _unknown(deadline: law.Deadline) -> Iterator[str]:
    yield from deadline.missing
    yield from (reason.name for reason in deadline.reasons if reason.kind is law.ReasonKind.MISSING)


def _facts(deadline: law.Deadline) -> Iterator[str]:
    """The events. One that came before the start, for every tenant, moves it only by being later than that."""
    start = deadline.starts_on if _counted_once(deadline) else None
    latest: dict[str, date | None] = {}
    for reason in deadline.reasons:
        if reason.kind is law.ReasonKind.FACT:
            days = [day for day in (latest.get(reason.name), reason.day) if day]
            latest[reason.name] = max(days, default=None)
    for name, day in latest.items():
        before = day and start and day < start and f"{name}{LATER}" in load().reasons.would_change
        yield f"{name}{LATER}" if before else name


def _counted_once(deadline: law.Deadline) -> bool:
    """Its own events start it; a wait after another time starts where that one ended."""
    return sum(reason.kind is law.ReasonKind.PERIOD and reason.day is not None for reason in deadline.reasons) == 1


def _readings(deadline: law.Deadline) -> Iterator[str]:
    """Only readings that give another day."""
    day = deadline.last_day or deadline.earliest_day
    if any((other.last_day or other.earliest_day) != day for other in deadline.alternatives):
        yield from (other.because for other in deadline.alternatives)


def _validity(deadline: law.Deadline, judged: bool) -> Iterator[str]:
    if not judged and any(reason.name in BOARD_NOTICE for reason in deadline.reasons):
        yield "board_notice_valid"
