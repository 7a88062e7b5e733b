"""The codes: what arrives, from whom, why, how it ended. Orders are the order of choice on the screen."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kvar.content.shape import Code, Shape, SourceId, Text, Word, one_with_id
from kvar.law import Ground, Method, PaperForm

WordOrNone = Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9_]*)?$")]


class DatedCode(Code):
    """A code that the city began to use on a day. None: as long as anybody knows."""

    starts_on: date | None = None

    def in_force_on(self, day: date) -> bool:
        return (self.starts_on or day) <= day


class IntakeType(DatedCode):
    """Aktualiseringstyp. ``filed_by`` is the city's own rule (S66–S68), ``filed_by_local_rule`` our filling of Q1."""

    rule: Text
    filed_by: tuple[Word, ...] = Field(min_length=1)
    filed_by_local_rule: tuple[Word, ...] = ()
    sources: tuple[SourceId, ...] = Field(min_length=1)


class SubCode(Code):
    """A finer cause, so that nothing the law sends to the board lacks a code (Q4)."""


class ReasonCode(DatedCode):
    """Orsakskod. Codes 1–4 are causes, code 5 is a stage: a case at that stage keeps its cause (Q2)."""

    number: int = Field(ge=1, le=5)
    dimension: Literal["cause", "stage"]
    grounds: tuple[Ground, ...] = Field(min_length=1)
    sub_codes: tuple[SubCode, ...] = Field(min_length=1)
    used_by: tuple[Word, ...] = Field(min_length=1)
    sources: tuple[SourceId, ...] = Field(min_length=1)


class SenderType(Code):
    """``landlord`` is true for those who let the home; only they become landlords of a dwelling."""

    landlord: bool = False


class PaperField(Shape):
    """One blank of a paper. ``number`` is its number in the statutory form, None in a house form."""

    name: Word
    label: Text
    kind: Literal["text", "phone", "amount", "amounts", "date", "time", "account", "yes_no", "long_text"]
    number: int | None = Field(default=None, ge=1, le=9)


class Form(Shape):
    """``checked_as`` is the form name that ``kvar law notice`` knows; ``statutory`` is False for a house form.

    ``asked``: who can answer about the paper. ``about``: whom it concerns. Both as they stand in a sentence.
    """

    id: Word
    label: Text
    checked_as: PaperForm
    statutory: bool
    asked: Text
    about: Text
    fields: tuple[PaperField, ...]
    sources: tuple[SourceId, ...] = ()

    def label_of(self, name: str) -> str:
        """What a blank is called on the paper. Raises KeyError for one it does not have."""
        found = [field.label for field in self.fields if field.name == name]
        if not found:
            raise KeyError(name)
        return found[0]


class NoticeKind(Code):
    """A kind of paper, N0–N11.

    ``starts_clock`` is False for a paper that starts no period for the household. ``reason_code`` and ``sub_code``
    are empty where the city has no code: those cases are linked, not counted (Q3).
    """

    number: Text
    ground: Ground
    keeps_cause: bool = False
    stage: Word
    reason_code: WordOrNone
    sub_code: WordOrNone
    form: Word
    senders: tuple[Word, ...] = Field(min_length=1)
    starts_clock: bool
    sources: tuple[SourceId, ...] = Field(min_length=1)


class Outcome(Code):
    """``home_kept`` is None where the code does not say. ``alone_closes`` False: never alone a reason to close."""

    home_kept: bool | None
    alone_closes: bool = True


class AnswerSource(Code):
    """``register``: an empty answer from a register is not a no, so it may not carry a no alone."""

    register_: bool = Field(default=False, alias="register")

    @property
    def register(self) -> bool:
        return self.register_


class SkipReason(Code):
    """``needs_words``: the reason must be written out too."""

    needs_words: bool = False


class ServiceMethod(Code):
    """How a tenant was served. ``means`` is None where the answer does not say which of the law's ways it was."""

    means: Method | None = None
    sources: tuple[SourceId, ...] = ()


class Codes(Shape):
    """The file ``codes.yaml``. A reader for one code raises KeyError for an id that is not there."""

    intake_types: tuple[IntakeType, ...]
    reason_codes: tuple[ReasonCode, ...]
    sender_types: tuple[SenderType, ...]
    stages: tuple[Code, ...]
    forms: tuple[Form, ...]
    notice_kinds: tuple[NoticeKind, ...]
    outcomes: tuple[Outcome, ...]
    causes: tuple[Code, ...]
    answer_sources: tuple[AnswerSource, ...]
    certainties: tuple[Code, ...]
    contact_ways: tuple[Code, ...]
    sending_ways: tuple[Code, ...]
    service_methods: tuple[ServiceMethod, ...]
    skip_reasons: tuple[SkipReason, ...]
    postpone_reasons: tuple[SkipReason, ...]
    child_links: tuple[Code, ...]
    tenures: tuple[Code, ...]
    grounds: tuple[Code, ...]
    member_roles: tuple[Code, ...]
    positions: tuple[Code, ...]

    def intake_type_of(self, sender_type: str) -> str:
        """The intake type that follows from who wrote (S66–S68, and Q1 for those the rule does not name)."""
        return next(kind.id for kind in self.intake_types if sender_type in kind.filed_by + kind.filed_by_local_rule)

    def may_file(self, sender_type: str, intake_type: str) -> bool:
        """Is this sender one of those who may file this intake type?"""
        return self.intake_type_of(sender_type) == intake_type

    def cause_code_of(self, ground: Ground) -> ReasonCode | None:
        """The cause (code 1–4) that a ground means; None for a stage, which has no cause of its own (Q2)."""
        causes = (code for code in self.reason_codes if code.dimension == "cause")
        return next((code for code in causes if ground in code.grounds), None)

    @property
    def landlord_senders(self) -> frozenset[str]:
        """The sender types that let the home."""
        return frozenset(sender.id for sender in self.sender_types if sender.landlord)

    @property
    def causes_by_ground(self) -> dict[Ground, str]:
        """Each ground that is a cause, with the id of its reason code."""
        found = {ground: self.cause_code_of(ground) for ground in Ground}
        return {ground: code.id for ground, code in found.items() if code}

    def intake_type(self, id: str) -> IntakeType:
        return one_with_id(self.intake_types, id)

    def reason_code(self, id: str) -> ReasonCode:
        return one_with_id(self.reason_codes, id)

    def sender_type(self, id: str) -> SenderType:
        return one_with_id(self.sender_types, id)

    def stage(self, id: str) -> Code:
        return one_with_id(self.stages, id)

    def form(self, id: str) -> Form:
        return one_with_id(self.forms, id)

    def notice_kind(self, id: str) -> NoticeKind:
        return one_with_id(self.notice_kinds, id)

    def outcome(self, id: str) -> Outcome:
        return one_with_id(self.outcomes, id)

    def cause(self, id: str) -> Code:
        return one_with_id(self.causes, id)

    def answer_source(self, id: str) -> AnswerSource:
        return one_with_id(self.answer_sources, id)

    def certainty(self, id: str) -> Code:
        return one_with_id(self.certainties, id)

    def contact_way(self, id: str) -> Code:
        return one_with_id(self.contact_ways, id)

    def sending_way(self, id: str) -> Code:
        return one_with_id(self.sending_ways, id)

    def service_method(self, id: str) -> ServiceMethod:
        return one_with_id(self.service_methods, id)

    def skip_reason(self, id: str) -> SkipReason:
        return one_with_id(self.skip_reasons, id)

    def postpone_reason(self, id: str) -> SkipReason:
        return one_with_id(self.postpone_reasons, id)

    def child_link(self, id: str) -> Code:
        return one_with_id(self.child_links, id)

    def tenure(self, id: str) -> Code:
        return one_with_id(self.tenures, id)

    def ground(self, id: str) -> Code:
        return one_with_id(self.grounds, id)

    def member_role(self, id: str) -> Code:
        return one_with_id(self.member_roles, id)

    def position(self, id: str) -> Code:
        return one_with_id(self.positions, id)
