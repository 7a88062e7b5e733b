"""What a file in ``law/`` must hold, by kind; what the values mean is checked by ``kvar.law``."""

from datetime import date
from typing import Any

from pydantic import Field, RootModel, field_validator

from kvar.content.shape import Shape, SourceId, Text, Word


class LawRow(Shape):
    """What applied from a day: ``length`` and ``unit``, or ``when``."""

    from_: date = Field(alias="from")
    until: date | None = None
    length: int | None = None
    unit: Text | None = None
    when: Text | None = None
    source: SourceId
    paragraph: Text
    last_checked: date
    checked: bool = True
    start_checked: bool = True


class LawEntry(Shape):
    """One rule of the law."""

    rule: Text
    label: Text
    actor: Text
    consequence: Text
    chosen_by: tuple[Text, ...] = Field(min_length=1)
    rolls: Any
    rolls_source: SourceId
    waits: Text | None = None
    clock: bool = False
    rows: tuple[LawRow, ...] = Field(min_length=1)

    @field_validator("rolls")
    @classmethod
    def _one_of_three(cls, rolls: object) -> object:
        if not isinstance(rolls, bool) and rolls != "unsettled":
            raise ValueError("rolls ska vara true, false eller unsettled.")
        return rolls


class LawFile(RootModel[dict[Word, LawEntry]]):
    """Values by name."""
