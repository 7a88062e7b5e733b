"""When something has happened so often that more is asked for: how many, of what, within how long, and who is told."""

from pydantic import Field

from kvar.content.shape import Code, SourceId, Word
from kvar.law import Ground


class RepeatLevel(Code):
    """``at_least`` events on these ``grounds`` within ``months``. Empty ``grounds``: whatever it is about.

    ``label`` is the word on lists. ``tells``: units told in Kvar, where they are in the case. ``steps``: the steps of
    the routine that the level points to; their own conditions decide when they appear.
    """

    grounds: tuple[Ground, ...] = ()
    at_least: int = Field(ge=2, le=10)
    months: int = Field(ge=1, le=24)
    tells: tuple[Word, ...] = ()
    steps: tuple[str, ...] = ()
    sources: tuple[SourceId, ...] = Field(min_length=1)
