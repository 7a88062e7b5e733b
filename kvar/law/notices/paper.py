"""A paper as somebody has read it off: each blank has a value, is empty, or cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kvar.law.kinds import Ground, Tenure
from kvar.law.notices.forms import FormRule, PaperForm, rule_of
from kvar.law.payments import Payment


class FieldState(StrEnum):
    """A blank that nobody has told of is not here at all: it is not known, and counts as missing."""

    VALUE = "value"
    MISSING = "missing"
    ILLEGIBLE = "illegible"


class Claim(NamedTuple):
    """One line of *belopp som ska betalas*: öre, and the due day where it stands there."""

    amount: int
    due_on: date | None = None


class PaperField(NamedTuple):
    """``amount`` is öre. Of the values only the one of the blank's kind is set."""

    state: FieldState
    text: str = ""
    amount: int | None = None
    claims: tuple[Claim, ...] = ()
    day: date | None = None


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A notice to check. ``payments`` are those known to be for what the paper claims.

    ``notice_on``: the day it was written or sent, None while not known. ``tenure`` and ``ground`` tell a house form
    from the prescribed one.
    """

    form: PaperForm
    fields: Mapping[str, PaperField]
    payments: tuple[Payment, ...] = ()
    notice_on: date | None = None
    tenure: Tenure | None = None
    ground: Ground | None = None

    @property
    def rule(self) -> FormRule:
        return rule_of(self.form, tenure=self.tenure, ground=self.ground)

    def state(self, name: str) -> FieldState:
        """Missing also when nobody has told."""
        return self.fields[name].state if name in self.fields else FieldState.MISSING

    def amount(self, name: str) -> int | None:
        """Öre; None when it does not stand there."""
        return self.fields[name].amount if name in self.fields else None

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The lines with rents or fees; none when they do not stand there."""
        return self.fields["rent_amounts"].claims if "rent_amounts" in self.fields else ()

    @property
    def claimed(self) -> int:
        """Öre: what the lines and the interest come to. Interest that is not told is not added."""
        return sum(claim.amount for claim in self.claims) + (self.amount("interest") or 0)

    @property
    def paid(self) -> int:
        """Öre paid when the paper was written: that day counts, a later payment does not make its amount wrong.

        While the day of the paper is not known every payment counts, and the finding says that this is assumed.
        """
        return sum(one.amount for one in self.payments if self.notice_on is None or one.on <= self.notice_on)
