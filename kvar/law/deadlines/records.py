"""What is kept, erased and reported: the personal file (SoL 16 kap., SoF 13:1) and data breaches (GDPR 33)."""

from datetime import date
from enum import StrEnum

from kvar.law.deadline import Deadline, Status
from kvar.law.deadlines.count import without_days
from kvar.law.deadlines.plain import from_day
from kvar.law.facts import Facts
from kvar.law.known import NO_NOTICE
from kvar.law.periods import Period, Unit, ends_at, ends_on
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.values import LawValues

THIRTY_YEARS = Period(number=30, unit=Unit.YEARS)  # SoL 16:2 a
KEPT_BIRTH_DAYS = frozenset({5, 15, 25})  # SoF 13:1: the research sample


class KeptBecause(StrEnum):
    """Why a file must not be erased (SoL 16:2–16:4, SoF 13:1)."""

    AREA_KEEPS_ALL = "area_keeps_all"
    BORN_ON_A_KEPT_DAY = "born_on_a_kept_day"
    CHILD_UNTIL_30 = "child_until_30"


def erasure(facts: Facts, law: LawValues) -> Deadline | None:
    """R40: erase five years after the last entry, at the latest by the end of the next calendar year (SoL 16:1).

    Many files are kept all the same (``kept_because``). The end of a calendar year does not roll. None while the last
    entry is not known. Raises NotInForce before 2002.
    """
    if facts.personal_file.last_entry_on is None:
        return None
    arises = from_day(facts, law, name="erasure", fact="last_entry_on")
    assert arises.last_day is not None, "a known start gives a day"
    end = date(arises.last_day.year + 1, 12, 31)
    by = Reason(kind=ReasonKind.PERIOD, name="end_of_next_calendar_year", day=end)
    kept = Reason(kind=ReasonKind.FACT, name="may_be_kept")
    return arises._replace(last_day=end, reasons=(*arises.reasons[:2], by, kept, *arises.reasons[2:]))


def kept_because(
    *, born_on: date | None, area_keeps_all: bool | None, child_protection: bool | None, on: date
) -> tuple[KeptBecause, ...]:
    """Every reason known to keep a file on a day; None = not known, and then nothing is claimed.

    ``area_keeps_all``: Östergötland, Gotland, Västernorrland and Göteborg erase nothing (SoF 13:1). Elsewhere people
    born on the 5th, 15th and 25th are kept. ``child_protection``: the file of an opened child-protection
    investigation is kept until the child turns 30 (SoL 16:2 a).
    """
    found = [KeptBecause.AREA_KEEPS_ALL] if area_keeps_all else []
    if born_on and born_on.day in KEPT_BIRTH_DAYS:
        found.append(KeptBecause.BORN_ON_A_KEPT_DAY)
    if child_protection and born_on and on < ends_on(THIRTY_YEARS, born_on):
        found.append(KeptBecause.CHILD_UNTIL_30)
    return tuple(found)


def data_breach_report(facts: Facts, law: LawValues) -> Deadline | None:
    """R43: report a data breach within 72 hours from knowledge (GDPR 33). Hours: it never rolls."""
    known_at = facts.personal_file.breach_known_at
    if known_at is None:
        return None
    row = law.value("data_breach_report").row_for(facts, NO_NOTICE)
    assert row.period is not None, "the value has a length in hours"
    end = ends_at(row.period, known_at)
    known = Reason(kind=ReasonKind.FACT, name="breach_known_on", day=known_at.date(), text=known_at.isoformat())
    period = Reason(
        kind=ReasonKind.PERIOD,
        name=row.period.name,
        length=row.period.length,
        day=end.date(),
        text=end.isoformat(),
    )
    found = without_days(
        law,
        NO_NOTICE,
        name="data_breach_report",
        status=Status.RUNNING,
        row=row,
        starts_on=known_at.date(),
        reasons=(known, period, *row.reasons),
    )
    return found._replace(last_day=end.date())
