"""The steps of each way of serving, and the day it counts from when all of them have been taken (law.md section 6)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kvar.law.calendar import add_working_days
from kvar.law.kinds import Tenure
from kvar.law.periods import Period, Unit, ends_on
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.service_act import FINE, Check, ServiceAct, all_of, doubt, fault, lacks
from kvar.law.service_methods import Method
from kvar.law.values import LawValues

TEN_DAYS = Period(number=10, unit=Unit.DAYS)  # DL 47–51, RH 1995:137: from the decision to the publication


@dataclass(frozen=True, kw_only=True)
class Steps:
    """``day``: the day it counts from if nothing stands against it, None while that cannot be said."""

    day: date | None
    check: Check = FINE
    reasons: tuple[Reason, ...] = ()


def steps_of(act: ServiceAct, law: LawValues) -> Steps:
    """The steps of the act's method. Raises NotInForce for simplified service and the like before 2011-04-01."""
    return WAYS[act.method](act, law) if act.method else Steps(day=None)


def _received(act: ServiceAct, law: LawValues) -> Steps:
    """Served when the recipient has it (DL 16–21). A refusal is not a receipt."""
    if act.refused:
        return Steps(day=None, check=fault("not_received", "dl-16"))
    return _on(act, "received_on", source="dl-19" if act.method is Method.ORAL else "dl-16")


def _handed_over(act: ServiceAct, law: LawValues) -> Steps:
    """Handed over, or refused: then too (DL 32–33)."""
    found = _on(act, "handed_over_on", source="dl-32")
    refused = (Reason(kind=ReasonKind.FACT, name="refused"),) if act.refused else ()
    return Steps(day=found.day, check=found.check, reasons=(*refused, *found.reasons))


def _to_another(act: ServiceAct, law: LawValues) -> Steps:
    """Both: handed over to one who takes it, and the recipient told (DL 34–37). The later day counts."""
    if act.refused:
        return Steps(day=None, check=fault("not_taken_by_another", "dl-34"))
    return _on(act, "handed_over_on", "notice_sent_on", source="dl-34")


def _left(act: ServiceAct, law: LawValues) -> Steps:
    return _on(act, "left_on", source="dl-38")


def _letterbox(act: ServiceAct, law: LawValues) -> Steps:
    """Sought at home in vain, a registered letter sent and a copy left: done when all are (JB 8:8, BRL 7:27)."""
    source = "brl-7-27" if act.tenure is Tenure.CONDOMINIUM else "jb-8-8"
    return _on(act, "sought_on", "sent_on", "left_on", source=source)


def _simplified(act: ServiceAct, law: LawValues) -> Steps:
    """Two weeks after it was sent; a control message the next working day unless sent electronically (DL 22–26)."""
    check = FINE if act.electronically else _controlled(act, "dl-22")
    return _two_weeks(act, law, name="simplified_service", start="sent_on", check=all_of((check, _not_back(act))))


def _to_company(act: ServiceAct, law: LawValues) -> Steps:
    """Two weeks after it was sent, with a control message the next working day (DL 27–30)."""
    check = all_of((_controlled(act, "dl-27"), _not_back(act)))
    return _two_weeks(act, law, name="legal_person_service", start="sent_on", check=check)


def _published(act: ServiceAct, law: LawValues) -> Steps:
    """Two weeks after the decision, if published within ten days; else it is not service (DL 47–51, RH 1995:137)."""
    return _two_weeks(act, law, name="service_by_publication", start="decided_on", check=_timely(act))


def _by_statute(act: ServiceAct, law: LawValues) -> Steps:
    """At a stated time or place (DL 52–54): which, the statute that allows it says. Left to people."""
    return Steps(day=None)


def _sent(act: ServiceAct, law: LawValues) -> Steps:
    return Steps(day=act.sent_on)


WAYS: Mapping[Method, Callable[[ServiceAct, LawValues], Steps]] = MappingProxyType(
    {
        Method.ORDINARY: _received,
        Method.PROCESS_SERVER_PERSONAL: _handed_over,
        Method.PROCESS_SERVER_SUBSTITUTE: _to_another,
        Method.LEFT_AT_HOME: _left,
        Method.SIMPLIFIED: _simplified,
        Method.ORAL: _received,
        Method.LEGAL_PERSON: _to_company,
        Method.PUBLICATION: _published,
        Method.AVAILABILITY: _by_statute,
        Method.LETTERBOX: _letterbox,
        Method.REGISTERED_LETTER: _sent,
        Method.PRIVATE_EMAIL: _sent,
    }
)


def _on(act: ServiceAct, *names: str, source: str) -> Steps:
    """The last of the named days, and which of them nobody knows."""
    days: dict[str, date | None] = {name: getattr(act, name) for name in names}
    known = {name: day for name, day in days.items() if day}
    facts = tuple(Reason(kind=ReasonKind.FACT, name=name, day=day) for name, day in known.items())
    return Steps(
        day=max(known.values(), default=None),
        check=lacks(*(name for name in names if name not in known)),
        reasons=(*facts, Reason(kind=ReasonKind.SOURCE, name=source)),
    )


def _two_weeks(act: ServiceAct, law: LawValues, *, name: str, start: str, check: Check) -> Steps:
    """The value's length from its start, never rolled: it is no time to act in."""
    start_on: date | None = getattr(act, start)
    if start_on is None:
        return Steps(day=None, check=all_of((lacks(start), check)))
    row = law.value(name).on(start_on)
    assert row.period is not None, f"{name} has no length"
    day = ends_on(row.period, start_on)
    counted = (
        Reason(kind=ReasonKind.FACT, name=start, day=start_on),
        Reason(kind=ReasonKind.PERIOD, name=row.period.name, length=row.period.length, day=day),
        Reason(kind=ReasonKind.SOURCE, name=row.source, text=row.paragraph),
    )
    return Steps(day=day, check=check, reasons=counted)


def _controlled(act: ServiceAct, source: str) -> Check:
    if act.control_sent_on is None:
        return lacks("control_sent_on")
    in_order = act.sent_on is None or act.control_sent_on == add_working_days(act.sent_on, 1)
    return FINE if in_order else fault("control_not_next_working_day", source)


def _not_back(act: ServiceAct) -> Check:
    """A letter that came back: it is improbable that the recipient got it (DL 26)."""
    return doubt("sent_back", "dl-26") if act.returned else FINE


def _timely(act: ServiceAct) -> Check:
    if act.published_on is None:
        return lacks("published_on")
    late = act.decided_on is not None and act.published_on > ends_on(TEN_DAYS, act.decided_on)
    return fault("published_too_late", "rh-1995-137") if late else FINE
