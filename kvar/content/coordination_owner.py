"""Owner always: when whom is told that a day has passed, what counts as untouched, what weighs, what may be put off."""

from enum import StrEnum

from pydantic import Field

from kvar.content.shape import Code, Shape


class Rung(StrEnum):
    """The steps of the ladder, from below."""

    OWNER = "owner"
    COVER = "cover"
    TEAM_LEAD = "team_lead"
    UNIT_HEAD = "unit_head"


class Escalation(Code):
    """Whom to tell how many working days after a step's last day (below 0: before it). Local, not law.

    ``by_law`` None: for every step, else for those of law or for the others.
    """

    to: Rung
    by_law: bool | None = None
    working_days: int = Field(ge=-10, le=30)
    kind: str


class Untouched(Shape):
    """A unit that has not acted since the newest paper came. ``not_acts``: kinds of entries that are no act."""

    working_days: int = Field(ge=1, le=20)
    not_acts: tuple[str, ...]


class Weights(Shape):
    """What a case weighs when work is shared out. Never shown as a figure of the household."""

    case: int = Field(ge=1)
    with_children: int = Field(ge=0)
    enforcement: int = Field(ge=0)
    new: int = Field(ge=0)
    new_days: int = Field(ge=1)
    known_before: int = Field(ge=0)


class Awaited(Code):
    """Something that a postponement may wait for; ``entries`` are the kinds of journal entries that tell it has come.

    ``reached``: an attempt counts only when somebody was reached.
    """

    reached: bool = False
    entries: tuple[str, ...] = Field(min_length=1)


class Owning(Shape):
    """The section ``owning`` of ``coordination.yaml``."""

    escalations: tuple[Escalation, ...] = Field(min_length=1)
    untouched: Untouched
    weights: Weights
    postponed_at_most_days: int = Field(ge=1, le=90)
    awaited: tuple[Awaited, ...]

    def awaited_by(self, kind: str) -> tuple[Awaited, ...]:
        """What may have come when an entry of this kind is written."""
        return tuple(one for one in self.awaited if kind in one.entries)
