"""What counts as a yes when administrations are compared: the yes of a share, or in time for a measure of days."""

from collections.abc import Mapping
from dataclasses import dataclass

from kvar.casework.measures.days_parts import AFTER, NAMES
from kvar.casework.measures.measured import ALL, Kind, Measure
from kvar.casework.measures.reaching import TRIED_WITHIN
from kvar.casework.published.reading import Figure, Published, added
from kvar.casework.published.tables import Place
from kvar.casework.statistics.mix import Tally
from kvar.casework.statistics.survival import BOUNDS

WITHIN: Mapping[str, int] = {"days_to_owner": 1, "days_to_attempt": TRIED_WITHIN, "days_to_contact": 7}
"""Days, one of ``BOUNDS``. Our own choice where to cut, not a limit of the law; the curve shows all of them."""
OTHERWISE = 7


@dataclass(frozen=True, kw_only=True)
class Answers:
    """``yes``: ids of parts. ``no`` None: all the rest, as for days: what had not happened in time is a no."""

    yes: tuple[str, ...]
    no: tuple[str, ...] | None = None
    within: int | None = None


def answers_of(measure: Measure) -> Answers:
    """The parts of a measure that are a yes and a no. Raises ``ValueError`` for one that only counts."""
    if measure.kind is Kind.COUNT:
        raise ValueError(f"{measure.id} has no yes")
    if measure.kind is Kind.SHARE:
        return Answers(yes=("yes",), no=("no",))
    within = WITHIN.get(measure.id, OTHERWISE)
    return Answers(yes=tuple(f"{AFTER}_{name}" for name in NAMES[: BOUNDS.index(within) + 1]), within=within)


def tally(published: Published, measure: str, answers: Answers, place: Place) -> Tally | None:
    """The yes and no of one place, all quarters; None where any of the numbers is hidden."""
    yes = _sum(published, measure, answers.yes, place)
    rest = _sum(published, measure, (ALL,) if answers.no is None else answers.no, place)
    if yes.hidden or rest.hidden:
        return None
    return Tally(n=rest.least + (0 if answers.no is None else yes.least), yes=yes.least)


def share_of(published: Published, measure: Measure, place: Place) -> float | None:
    """The share of yes among those known, all quarters; None where it is hidden, or nobody is."""
    found = tally(published, measure.id, answers_of(measure), place)
    return None if found is None else found.share


def _sum(published: Published, measure: str, parts: tuple[str, ...], place: Place) -> Figure:
    return added(published.at(measure, place._replace(part=part)) for part in parts)
