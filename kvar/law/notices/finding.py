"""What a formal check answers: names and numbers. The sentences are content (``notice_findings.yaml``)."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """RH 1995:34: a wrong amount did invalidate. NJA 1985 s. 586: a missing room count did not."""

    MAY_INVALIDATE = "may_invalidate"
    NOTE = "note"


class Fault(StrEnum):
    """What is noticed. Each has its sentence in the content."""

    MISSING = "missing"  # can be completed by asking
    MISSING_AND_NEEDED = "missing_and_needed"  # may invalidate
    ILLEGIBLE = "illegible"  # the original may be clearer than our copy
    ROOM_COUNT_MISSING = "room_count_missing"
    INTEREST_MISSING = "interest_missing"
    TOTAL_MISSING = "total_missing"  # the lines are there to be added
    NO_PLACE_ON_FORM = "no_place_on_form"  # the prescribed form does not ask for it
    DUE_DAY_MISSING = "due_day_missing"
    NOT_DUE = "not_due"
    HIGHER_THAN_LINES = "higher_than_lines"
    HIGHER_AFTER_PAYMENT = "higher_after_payment"
    HIGHER_IF_PAID_BEFORE = "higher_if_paid_before"  # the day of the notice is not known
    LOWER_THAN_LINES = "lower_than_lines"
    PAYMENT_KNOWN = "payment_known"
    PAID_IN_FULL = "paid_in_full"


@dataclass(frozen=True, kw_only=True)
class NoticeFinding:
    """One thing to look at. ``field`` is the contract's name, ``source`` an id in content/sources.yaml.

    Öre: ``stated`` is what the paper claims, ``expected`` what its lines and the payments leave, ``paid`` what counts
    as paid when it was written. None where the finding is not about an amount.
    """

    field: str
    fault: Fault
    severity: Severity
    source: str
    stated: int | None = None
    expected: int | None = None
    paid: int | None = None


@dataclass(frozen=True, kw_only=True)
class NoticeCheck:
    """``missing``: the blanks that nobody can read, in the paper's order: empty, illegible or never told.

    ``complete``: none is missing. It says nothing of whether the paper counts: people decide that.
    """

    missing: tuple[str, ...] = ()
    findings: tuple[NoticeFinding, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def may_be_invalid(self) -> bool:
        return any(finding.severity is Severity.MAY_INVALIDATE for finding in self.findings)
