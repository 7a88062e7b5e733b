"""Reaching people safely: what an attempt can give, what somebody has asked of us, neutral words, visits."""

from datetime import time
from enum import StrEnum

from pydantic import field_validator

from kvar.content.shape import Code, Shape, SourceId, Text, Word, one_with_id


class AttemptResult(Code):
    """How an attempt ended. ``reached``: there was a conversation."""

    reached: bool = False


class Needs(StrEnum):
    """What a rule is told with."""

    NOTHING = "nothing"
    NUMBER = "number"
    WAY = "way"
    TIME = "time"
    TEXT = "text"


class Match(StrEnum):
    """How the told value bears on the ways that the rule is about."""

    ALWAYS = "always"  # these ways are forbidden
    THE_SAME = "the_same"  # forbidden with this number
    ANOTHER = "another"  # forbidden with any other number, way, time or address
    NEVER = "never"  # forbids nothing: it is read before the contact


class SafeRule(Code):
    """Something a person has asked of us. ``{value}`` in ``sentence`` is what it was told with.

    ``ways``: the ways it is about. ``hard``: nobody may go past it. ``answers``: the question it settles.
    """

    sentence: Text
    needs: Needs = Needs.NOTHING
    match: Match = Match.ALWAYS
    ways: tuple[Word, ...] = ()
    hard: bool = False
    answers: Word | None = None

    @field_validator("needs", mode="before")
    @classmethod
    def _needs(cls, told: object) -> object:
        return Needs(told) if isinstance(told, str) else told

    @field_validator("match", mode="before")
    @classmethod
    def _match(cls, told: object) -> object:
        return Match(told) if isinstance(told, str) else told


class VisitResult(Code):
    """How a visit ended. ``attempt`` is the result of the contact; ``done``: the visit that the routine asks for."""

    attempt: Word
    done: bool = False


class VisitStep(Shape):
    """A step that a visit does; ``with_unit``: only when that unit came along."""

    step: Text
    with_unit: Word | None = None


class NeutralText(Code):
    """Words for an SMS that tell nothing. ``{telefon}`` and ``{namn}`` are filled in."""

    language: Word
    text: Text
    right_to_left: bool = False


class Contact(Shape):
    """The part ``contact`` of the file ``coordination.yaml``.

    ``wanted_attempts`` and ``evening_from`` are local. ``protected_ways``: what protected personal data forbid.
    """

    wanted_attempts: int
    afternoon_from: str
    evening_from: str
    consent_days: int
    consent_told_days: int
    attempt_results: tuple[AttemptResult, ...]
    safe_rules: tuple[SafeRule, ...]
    protected_ways: tuple[Word, ...]
    protected_sentence: Text
    visit_results: tuple[VisitResult, ...]
    visit_steps: tuple[VisitStep, ...]
    visit_bring: tuple[Text, ...]
    neutral_texts: tuple[NeutralText, ...]
    law_needed: tuple[Word, ...]
    sources: tuple[SourceId, ...]

    def attempt_result(self, id: str) -> AttemptResult:
        return one_with_id(self.attempt_results, id)

    def safe_rule(self, id: str) -> SafeRule:
        return one_with_id(self.safe_rules, id)

    def visit_result(self, id: str) -> VisitResult:
        return one_with_id(self.visit_results, id)

    def neutral_text(self, id: str) -> NeutralText:
        return one_with_id(self.neutral_texts, id)

    def part_of_day(self, at: time) -> str:
        """``morning``, ``afternoon`` or ``evening``."""
        if at >= time.fromisoformat(self.evening_from):
            return "evening"
        return "afternoon" if at >= time.fromisoformat(self.afternoon_from) else "morning"
