"""Three rooms in one case: why a hand-over is not received, and how long one may wait in silence."""

from pydantic import Field

from kvar.content.shape import Code, Shape


class RefusalReason(Code):
    """Why a unit does not receive. ``needs_note``: the sender has to be told what is missing or wrong."""

    needs_note: bool = False


class Tracks(Shape):
    """The section ``tracks`` of ``coordination.yaml``. ``unreceived_working_days`` is the city's own, not law."""

    unreceived_working_days: int = Field(ge=1, le=10)
    refusal_reasons: tuple[RefusalReason, ...] = Field(min_length=1)
