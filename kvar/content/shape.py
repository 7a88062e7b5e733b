"""The two models that every kind of content file is built from."""

from collections.abc import Iterable
from typing import Annotated, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Shape(BaseModel):
    """Strict and frozen; an unknown key is refused, so that a misspelt one is never silently ignored."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Code(Shape):
    """A code and the Swedish words for it. ``note`` explains it to the one who chooses."""

    id: Word
    label: Text
    note: Text | None = None


class HasId(Protocol):
    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=HasId)


def one_with_id(rows: Iterable[Row], id: str) -> Row:
    """The row with this id. Raises KeyError where there is none."""
    for row in rows:
        if row.id == id:
            return row
    raise KeyError(id)
