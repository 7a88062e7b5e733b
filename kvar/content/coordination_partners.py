"""Whom a household may need around it: who they are, how it may stand with them, and when somebody is missing."""

from pydantic import Field, field_validator

from kvar.content.shape import Code, Shape, Text, Word, one_with_id
from kvar.law import CONDITIONS


class Wanted(Shape):
    """When a condition of the rules holds, this partner ought to be asked. ``why``: said to the one who reads it."""

    when: Word
    why: Text

    @field_validator("when")
    @classmethod
    def _is_a_condition(cls, name: str) -> str:
        if name not in CONDITIONS:
            raise ValueError(f"Villkoret {name} finns inte.")
        return name


class Partner(Code):
    """Somebody who may be needed. ``unit``: one of our own, whose receipt tells how it stands."""

    unit: Word | None = None
    wanted: tuple[Wanted, ...] = ()


class PartnerState(Code):
    """How it stands. ``reason``: somebody has to write why."""

    reason: bool = False


class Mobilising(Shape):
    """The section ``mobilising`` of ``coordination.yaml``. A reader raises KeyError for an id that is not there."""

    partners: tuple[Partner, ...] = Field(min_length=1)
    states: tuple[PartnerState, ...] = Field(min_length=1)

    def partner(self, id: str) -> Partner:
        return one_with_id(self.partners, id)

    def state(self, id: str) -> PartnerState:
        return one_with_id(self.states, id)
