"""What is known of one service, and the two small answers that the rules about it are put together from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kvar.law.kinds import Tenure
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.service_methods import Document, Method, Server


@dataclass(frozen=True, kw_only=True)
class ServiceAct:
    """One paper served on one person. None = not known.

    ``sent_on``: posted or sent. ``received_on``: taken, fetched, or read out to the recipient.
    ``handed_over_on``: a process server handed it over, or offered it and it was refused.
    ``left_on``: left at home, in the letterbox, or with an adult there.
    ``notice_sent_on``: the recipient was told that another person has it (DL 34–37).
    ``control_sent_on``: kontrollmeddelandet (DL 22–30).
    ``decided_on`` and ``published_on``: the publication (DL 47–51). ``sought_on``: sought at home in vain (JB 8:8).
    ``informed_on``: the recipient was told that simplified service may be used. ``returned``: the letter came back.
    ``starts_case``: the paper opens a case. ``keeping_away``: the recipient stays out of reach.
    ``to_company``: the recipient is a legal person.
    """

    method: Method | None = None
    document: Document | None = None
    by: Server | None = None
    tenure: Tenure | None = None
    sent_on: date | None = None
    received_on: date | None = None
    handed_over_on: date | None = None
    left_on: date | None = None
    notice_sent_on: date | None = None
    control_sent_on: date | None = None
    decided_on: date | None = None
    published_on: date | None = None
    sought_on: date | None = None
    informed_on: date | None = None
    refused: bool | None = None
    electronically: bool | None = None
    returned: bool | None = None
    starts_case: bool | None = None
    keeping_away: bool | None = None
    to_company: bool | None = None

    @property
    def first_day(self) -> date | None:
        """The first day that something was done, which decides the edition of the law; None while no day is known."""
        days = (self.sent_on, self.received_on, self.handed_over_on, self.left_on, self.decided_on)
        return min((day for day in days if day), default=None)


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing looked at. ``faults``: why it is not service. ``doubts``: what a person has to judge.

    ``missing``: what must be recorded before anybody can say. All empty: nothing stands against it.
    """

    faults: tuple[Reason, ...] = ()
    doubts: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def yes(self) -> bool | None:
        """True when nothing stands against it, False for a fault, None while it cannot be said."""
        if self.faults:
            return False
        return None if self.doubts or self.missing else True


FINE = Check()


def fault(name: str, source: str) -> Check:
    """It is not service, and where that stands."""
    return Check(faults=because(name, source))


def doubt(name: str, source: str) -> Check:
    """A person has to judge it, and by what."""
    return Check(doubts=because(name, source))


def lacks(*names: str) -> Check:
    """It cannot be said before these are known."""
    return Check(missing=names)


def because(name: str, source: str) -> tuple[Reason, ...]:
    """A circumstance and its source."""
    return (Reason(kind=ReasonKind.FACT, name=name), Reason(kind=ReasonKind.SOURCE, name=source))


def all_of(checks: Iterable[Check]) -> Check:
    """Several checks as one, each thing said once."""
    checks = tuple(checks)
    return Check(
        faults=_once(reason for check in checks for reason in check.faults),
        doubts=_once(reason for check in checks for reason in check.doubts),
        missing=tuple(dict.fromkeys(name for check in checks for name in check.missing)),
    )


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reasons))
