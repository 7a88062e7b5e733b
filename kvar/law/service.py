"""Delgivning (DL 2010:1932, JB 8:8, BRL 7:27): may it be done so, when does it count, and what makes it doubtful.

It tells apart the uppsägning and the underrättelse om återvinning, which are two services (law.md 1.5, trap 22).
Whether the paper's words are clear is another question, and never asked here (NJA 1982 s. 138).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kvar.law.errors import NotInForce
from kvar.law.kinds import UTILITY_GROUNDS, Ground, Tenure
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.service_act import Check, ServiceAct, all_of, because, lacks
from kvar.law.service_allowed import may_use
from kvar.law.service_days import steps_of
from kvar.law.service_methods import Document, Method, Server, counts_for_recovery
from kvar.law.values import LawValues

__all__ = [
    "Document",
    "Method",
    "OneService",
    "Server",
    "ServiceAct",
    "ServiceDays",
    "ServiceFinding",
    "counts_for_recovery",
    "day_served",
    "earliest_start",
    "served",
    "tenure_served_in",
    "why_not_served",
]


@dataclass(frozen=True, kw_only=True)
class ServiceFinding:
    """What can be said of one service.

    ``counts``: True on the day ``on``; False when it is not service; None while that is not established. ``earliest``:
    the day to work to meanwhile, the same as ``on`` when it counts, None when it is not service or nothing says.
    ``may_use``: may this paper be served in this way by this one. ``doubts``: what a person has to judge, each with its
    source. ``missing``: what must be found out and recorded.
    """

    method: Method | None
    document: Document | None
    counts: bool | None
    on: date | None
    earliest: date | None
    may_use: bool | None
    doubts: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


def served(act: ServiceAct, law: LawValues) -> ServiceFinding:
    """When one paper was served on one person. Unknown facts never give a certain day: ``on`` is then None.

    Raises NotInForce for a service before 2011-04-01: then the earlier act (1970:428) applied, which is not modelled.
    """
    _refuse_before(law, act)
    allowed = may_use(act) if act.method else lacks("service_method")
    steps = steps_of(act, law)
    whole = all_of((allowed, steps.check))
    return ServiceFinding(
        method=act.method,
        document=act.document,
        counts=whole.yes,
        on=steps.day if whole.yes else None,
        earliest=None if whole.yes is False else steps.day,
        may_use=allowed.yes,
        doubts=whole.doubts,
        missing=whole.missing,
        reasons=(*steps.reasons, *_stands_against(whole)),
    )


def _stands_against(check: Check) -> tuple[Reason, ...]:
    missing = tuple(Reason(kind=ReasonKind.MISSING, name=name) for name in check.missing)
    return (*check.faults, *check.doubts, *missing)


def _refuse_before(law: LawValues, act: ServiceAct) -> None:
    """DL is in force from the day its first row is (R41)."""
    in_force = law.value("simplified_service").rows[0].from_
    if act.first_day and act.first_day < in_force:
        raise NotInForce("service", act.first_day)


class OneService(Protocol):
    """The service of one paper on one tenant, as facts hold it. None = not known."""

    @property
    def tenant(self) -> str: ...
    @property
    def served_on(self) -> date | None: ...
    @property
    def method(self) -> Method | None: ...
    @property
    def document(self) -> Document | None: ...


@dataclass(frozen=True, kw_only=True)
class ServiceDays:
    """The days of several tenants. Whose service starts a clock is unsettled, so each day is a reading.

    ``days``: the known ones, each once, earliest first. ``earliest``: the one to act on. ``all_known``: every tenant
    has a day. ``missing``: names as in ``contracts.md``.
    """

    days: tuple[date, ...]
    earliest: date | None
    all_known: bool
    missing: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


def tenure_served_in(ground: Ground | None, tenure: Tenure | None) -> Tenure | None:
    """How the home is held decides how a tenant may be served. None for a consumer, who is served by DL alone."""
    return None if ground in UTILITY_GROUNDS else tenure


def day_served(service: OneService, tenure: Tenure | None) -> date | None:
    """The day that counts for the underrättelse om återvinning; None while unknown, or when it was not served so.

    A day whose method nobody has told counts: it may be right, and the earliest possible day protects the household.
    """
    return None if why_not_served(service, tenure) else service.served_on


def why_not_served(service: OneService, tenure: Tenure | None) -> tuple[Reason, ...]:
    """Why a recorded service does not start the clock for recovery: another paper, or a way that cannot serve it."""
    if service.document is Document.TERMINATION:
        return because("termination_served", "nja-1988-420")
    if counts_for_recovery(service.method, tenure) is not False:
        return ()
    return may_use(ServiceAct(method=service.method, document=Document.RECOVERY_INFORMATION, tenure=tenure)).faults


def earliest_start(services: Sequence[OneService], tenure: Tenure | None) -> ServiceDays:
    """One service per tenant: where the days differ all are shown and the earliest is acted on (law.md trap 23)."""
    found = [day_served(service, tenure) for service in services] or [None]
    days = tuple(sorted({day for day in found if day}))
    return ServiceDays(
        days=days,
        earliest=days[0] if days else None,
        all_known=None not in found,
        missing=_missing(found),
        reasons=tuple(reason for service in services for reason in _why_day(service, tenure)),
    )


def _missing(found: Sequence[date | None]) -> tuple[str, ...]:
    first = ("tenant_served_on",) if found[0] is None else ()
    return (*first, "cotenants_served_on") if None in found[1:] else first


def _why_day(service: OneService, tenure: Tenure | None) -> tuple[Reason, ...]:
    day = day_served(service, tenure)
    kind = ReasonKind.FACT if day else ReasonKind.MISSING
    told = Reason(kind=kind, name="tenant_served_on", day=day, text=service.tenant)
    return (*why_not_served(service, tenure), told)
