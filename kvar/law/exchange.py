"""Facts and deadlines as other systems write and read them: one JSON object each way (the contract of ``kvar law``)."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from kvar.law.deadline import Alternative, Deadline
from kvar.law.errors import FactsRefused
from kvar.law.facts import ChildReport, Enforcement, Facts, Notice, PaymentOrder, PersonalFile, Service, Tenancy
from kvar.law.kinds import UTILITY_GROUNDS, Ground, SentBy, Tenure
from kvar.law.reasons import Reason, ReasonKind

AnyKind = TypeVar("AnyKind", bound=StrEnum)
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)  # outside these a day is a slip of the pen
WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_facts(keys: Mapping[str, Any]) -> Facts:
    """One object of the contract as Facts. A key that is absent or None is not known.

    Days are ``date`` or ISO text, times ``datetime`` or ISO text with offset. Raises FactsRefused, which names the key
    and says in Swedish what is wrong: an unknown key, a value of the wrong kind, a day outside 1900–2199.
    """
    read = {key: _read(key, value) for key, value in keys.items() if value is not None or key not in READERS}
    notice = _notice(read)
    return Facts(
        opened_on=min((day for day in read.values() if type(day) is date), default=FIRST),
        tenancy=Tenancy(
            tenure=read.get("tenure"),
            ends_on=read.get("lease_ends_on"),
            landlord_knew_on=read.get("landlord_knew_on"),
            increase_final_on=read.get("final_judgment_on"),
        ),
        notices=(notice,) if notice else (),
        enforcement=_enforcement(read),
        payment_order=PaymentOrder(demand_served_on=read.get("demand_served_on"), given_on=read.get("order_given_on")),
        child_report=ChildReport(
            arrived_on=read.get("child_report_arrived_on"),
            decided_on=read.get("child_decision_on"),
            investigation_opened_on=read.get("child_investigation_opened_on"),
            feedback_asked_on=read.get("feedback_asked_on"),
        ),
        personal_file=PersonalFile(
            favourable_decision_on=read.get("favourable_decision_on"), last_entry_on=read.get("last_entry_on")
        ),
        saturday_is_working_day=read.get("saturday_is_working_day"),
    )


def _notice(read: Mapping[str, Any]) -> Notice | None:
    """The paper the facts are about; None where they say nothing of one."""
    if not NOTICE_KEYS.intersection(read):
        return None
    return Notice(
        id="1",
        ground=read.get("ground"),
        arrived_on=read.get("board_notice_arrived_on"),
        sent_by=read.get("board_notice_sent_by"),
        posted_on=read.get("board_notice_posted_on"),
        rent_due_on=read.get("rent_due_on"),
        valid=read.get("board_notice_valid"),
        services=_services(read),
        paid_on=read.get("paid_on"),
        undertaking_received_on=read.get("undertaking_received_on"),
    )


def _services(read: Mapping[str, Any]) -> tuple[Service, ...]:
    if read.get("ground") in UTILITY_GROUNDS:
        return (Service(tenant="consumer", served_on=read.get("consumer_served_on")),)
    further = read.get("cotenants_served_on", ())
    cotenants = (Service(tenant=f"cotenant:{number}", served_on=day) for number, day in enumerate(further, start=1))
    return (Service(tenant="tenant", served_on=read.get("tenant_served_on")), *cotenants)


def _enforcement(read: Mapping[str, Any]) -> Enforcement:
    return Enforcement(
        applied_on=read.get("enforcement_applied_on"),
        documents_complete_on=read.get("enforcement_documents_complete_on"),
        heard_on=read.get("tenant_heard_on"),
        abroad=read.get("abroad"),
        time_notice_arrived_on=read.get("eviction_time_notice_arrived_on"),
        eviction_at=read.get("eviction_at"),
        evicted_on=read.get("evicted_on"),
    )


def _read(key: str, value: Any) -> Any:
    reader = READERS.get(key)
    if reader is None:
        raise FactsRefused(key, f"Uppgiften {key} är okänd. Kontrollera stavningen.")
    return reader(key, value)


def read_day(key: str, value: Any) -> date:
    """A day from ``date`` or ISO text. Raises FactsRefused."""
    if type(value) is date:
        day = value
    elif isinstance(value, str) and WRITTEN_DAY.fullmatch(value):
        day = _parsed(key, value, date.fromisoformat)
    else:
        raise FactsRefused(key, f"{key} ska vara ett datum som 2026-11-03, inte {value!r}.")
    if not FIRST <= day <= LAST:
        raise FactsRefused(key, f"{key} är {day}. Skriv ett datum mellan {FIRST} och {LAST}.")
    return day


def _moment(key: str, value: Any) -> datetime:
    moment = value if isinstance(value, datetime) else None
    if isinstance(value, str):
        moment = _parsed(key, value, datetime.fromisoformat)
    if moment is None or moment.tzinfo is None:
        raise FactsRefused(key, f"{key} ska vara en tid med tidszon, som 2026-12-14T09:00+01:00, inte {value!r}.")
    return moment


AnyTime = TypeVar("AnyTime", date, datetime)


def _parsed(key: str, value: str, read: Callable[[str], AnyTime]) -> AnyTime:
    try:
        return read(value)
    except ValueError:
        raise FactsRefused(key, f"{key} är {value!r}, och det finns inget sådant datum.") from None


def _days(key: str, value: Any) -> tuple[date | None, ...]:
    if not isinstance(value, list | tuple):
        raise FactsRefused(key, f"{key} ska vara en lista av datum, med null för en dag som inte är känd.")
    return tuple(None if day is None else read_day(key, day) for day in value)


def _yes_or_no(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise FactsRefused(key, f"{key} ska vara true eller false, eller utelämnas när det inte är känt.")
    return value


def read_kind(kind: type[AnyKind], key: str, value: Any) -> AnyKind:
    """One word of a kind. Raises FactsRefused with all of them."""
    if value not in list(kind):
        raise FactsRefused(key, f"{key} kan inte vara {value!r}. Välj bland {', '.join(kind)}.")
    return kind(value)


NOTICE_READERS: Mapping[str, Callable[[str, Any], Any]] = {
    "ground": partial(read_kind, Ground),
    "rent_due_on": read_day,
    "tenant_served_on": read_day,
    "cotenants_served_on": _days,
    "board_notice_sent_by": partial(read_kind, SentBy),
    "board_notice_posted_on": read_day,
    "board_notice_arrived_on": read_day,
    "board_notice_valid": _yes_or_no,
    "undertaking_received_on": read_day,
    "paid_on": read_day,
    "consumer_served_on": read_day,
}
READERS: Mapping[str, Callable[[str, Any], Any]] = {
    "tenure": partial(read_kind, Tenure),
    **NOTICE_READERS,
    "demand_served_on": read_day,
    "order_given_on": read_day,
    "enforcement_applied_on": read_day,
    "enforcement_documents_complete_on": read_day,
    "tenant_heard_on": read_day,
    "eviction_time_notice_arrived_on": read_day,
    "eviction_at": _moment,
    "evicted_on": read_day,
    "child_report_arrived_on": read_day,
    "child_investigation_opened_on": read_day,
    "feedback_asked_on": read_day,
    "child_decision_on": read_day,
    "favourable_decision_on": read_day,
    "last_entry_on": read_day,
    "final_judgment_on": read_day,
    "lease_ends_on": read_day,
    "landlord_knew_on": read_day,
    "abroad": _yes_or_no,
    "saturday_is_working_day": _yes_or_no,
}
NOTICE_KEYS = frozenset(NOTICE_READERS)


def deadline_data(deadline: Deadline) -> dict[str, Any]:
    """One deadline as plain data with exactly the contract's keys; days as ISO text, None where there is no value."""
    source = deadline.source
    return {
        "rule": deadline.rule,
        "id": deadline.id,
        "label": deadline.label,
        "status": deadline.status.value,
        "starts_on": _written(deadline.starts_on),
        "last_day": _written(deadline.last_day),
        "earliest_day": _written(deadline.earliest_day),
        "alternatives": [_alternative(other) for other in deadline.alternatives],
        "missing": list(deadline.missing),
        "actor": deadline.actor,
        "consequence": deadline.consequence,
        "source": {"id": source.id, "paragraph": source.paragraph, "link": source.link},
        "reasons": [reason_data(reason) for reason in deadline.reasons if reason.kind is not ReasonKind.MISSING],
    }


def _alternative(other: Alternative) -> dict[str, Any]:
    return {
        "last_day": _written(other.last_day),
        "earliest_day": _written(other.earliest_day),
        "because": other.because,
    }


def reason_data(reason: Reason) -> dict[str, Any]:
    """``{"fact": "tenant_served_on", "day": …}``, ``{"period": "three_weeks", "length": …}``, ``{"roll": …}`` …"""
    told = {"day": _written(reason.day), "until": _written(reason.until), "length": reason.length, "text": reason.text}
    return {reason.kind.value: reason.name} | {key: value for key, value in told.items() if value is not None}


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None
