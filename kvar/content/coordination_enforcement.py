"""The words of Kronofogden's course, the day of an eviction, and the follow-up after it."""

from typing import Literal

from pydantic import Field

from kvar.content.shape import Code, Shape, SourceId, Text, one_with_id


class EventKind(Code):
    """``calls_off``: the time no longer stands. ``has_end``: it lasts to a day. ``carries_out``: the home is lost."""

    sources: tuple[SourceId, ...] = Field(min_length=1)
    calls_off: bool = False
    has_end: bool = False
    carries_out: bool = False


class ConfirmationWay(Code):
    """A way to send a confirmation: to whom it goes, and whether it gives no address away."""

    to: tuple[Literal["enforcement_authority", "household"], ...] = Field(min_length=1)
    away_from_home: bool = False


class OneOfMany(Code):
    """One of several that may be chosen together. ``alone``: it says that none of the others is true."""

    alone: bool = False


class FollowUpStep(Shape):
    """Which step is a follow-up, and whom it is about.

    ``early_days``: an answer more days before its day than this is a contact, not this follow-up. None: any day.
    """

    step: str = Field(pattern=r"^[A-Z]\d{2}$")
    label: Text
    about: Literal["household", "child", "storage"]
    early_days: int | None = Field(default=None, ge=0)


class FollowUpResult(Code):
    """``ends_round``: the round is done. ``ends_contact``: we do not get in touch with this person again."""

    ends_round: bool = False
    ends_contact: bool = False


class EnforcementWords(Shape):
    """The part ``enforcement`` of ``coordination.yaml``. A reader for one row raises KeyError for a strange id."""

    event_kinds: tuple[EventKind, ...]
    told_by: tuple[Code, ...]
    sending_ways: tuple[ConfirmationWay, ...]
    met: tuple[OneOfMany, ...]
    home_states: tuple[Code, ...]
    offers: tuple[OneOfMany, ...]
    keys: tuple[Code, ...]
    housing_sources: tuple[SourceId, ...]
    housing: tuple[Code, ...]
    follow_ups: tuple[FollowUpStep, ...]
    follow_up_results: tuple[FollowUpResult, ...]

    def event_kind(self, id: str) -> EventKind:
        return one_with_id(self.event_kinds, id)

    def sending_way(self, id: str) -> ConfirmationWay:
        return one_with_id(self.sending_ways, id)

    def follow_up(self, step: str) -> FollowUpStep:
        found = next((row for row in self.follow_ups if row.step == step), None)
        if found is None:
            raise KeyError(step)
        return found

    def result(self, id: str) -> FollowUpResult:
        return one_with_id(self.follow_up_results, id)

    def label(self, kind: str, id: str) -> str:
        """The words of one code in the list ``kind``; an empty id is said with no words."""
        return one_with_id(getattr(self, kind), id).label if id else ""
