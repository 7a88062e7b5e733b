"""What somebody has decided about a step, as a fact that the plan reads."""

from dataclasses import dataclass
from datetime import date

from kvar.law.kinds import StandingState


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What stands for one step: done, skipped or postponed, by a worker's decision on a day.

    ``rests_on`` is the fingerprint of the facts that were shown; when it no longer matches the plan, a skip or a
    postponement falls and the step is open again.
    """

    step: str
    subject: str
    round: int
    state: StandingState
    on: date
    until: date | None = None
    rests_on: str = ""
