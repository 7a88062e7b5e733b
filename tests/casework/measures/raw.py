"""What a count by hand reads: the raw rows and the raw journal, as plain Python and without the SQL of the measures."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from kvar.casework.measures.measured import UNKNOWN, Key
from kvar.records.models import (
    Attempt,
    Attendance,
    Case,
    Confirmation,
    ContactWish,
    Deviation,
    EnforcementEvent,
    EvictionDay,
    FollowUp,
    JournalText,
    Member,
    Notice,
    PromisedPayment,
    SameHousehold,
    Statement,
    Undertaking,
)

GROUND = {
    "rent_arrears": "rent_debt",
    "fee_arrears": "rent_debt",
    "electricity_debt": "utilities",
    "gas_debt": "utilities",
    "district_heating_debt": "utilities",
    "unlawful_sublet": "unlawful_sublet",
    "disturbance": "disturbance",
    "serious_disturbance": "disturbance",
}
Counted = Iterator[tuple[date, Case, str]]


def by(rows: Iterable[Any], name: str) -> dict[Any, list[Any]]:
    """The rows by the value of one column, in their order."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


class Raw:
    """Every row of the tables, and the journal of each case in the order it was written, with what was shown."""

    def __init__(self, seen_on: date) -> None:
        self.seen_on = seen_on
        self.cases = {case.pk: case for case in Case.objects.select_related("household")}
        self.notices = sorted(Notice.objects.all(), key=lambda row: (row.arrived_on, row.pk))
        self.papers_of = by(self.notices, "case_id")
        self.journal: dict[UUID, list[tuple[Any, dict[str, Any]]]] = defaultdict(list)
        for words in sorted(
            JournalText.objects.select_related("entry"), key=lambda row: (row.entry.entered_at, row.entry_id)
        ):
            self.journal[words.entry.case_id].append((words.entry, words.shown))
        self.members = by(Member.objects.all(), "household_id")
        self.statements = by(sorted(Statement.objects.all(), key=lambda row: (row.recorded_at, row.pk)), "member_id")
        self.ties = list(SameHousehold.objects.select_related("other"))
        self.attempts = by(Attempt.objects.all(), "case_id")
        self.confirmations = list(Confirmation.objects.all())
        self.events = sorted(EnforcementEvent.objects.all(), key=lambda row: (row.on, row.recorded_at))
        self.days = sorted(EvictionDay.objects.all(), key=lambda row: (row.on, row.recorded_at))
        self.attendances = sorted(Attendance.objects.all(), key=lambda row: row.recorded_at)
        self.undertakings = list(Undertaking.objects.select_related("notice"))
        self.promised = list(PromisedPayment.objects.all())
        self.judged = {row.promise_id for row in Deviation.objects.filter(state="no_deviation")}
        self.follow_ups = sorted(FollowUp.objects.all(), key=lambda row: (row.on, row.recorded_at))
        self.wishes = sorted(ContactWish.objects.all(), key=lambda row: (row.said_on, row.recorded_at))

    def entries(self, case: Case, kind: str) -> list[tuple[Any, dict[str, Any]]]:
        return [(entry, shown) for entry, shown in self.journal[case.pk] if entry.kind == kind]

    def papers(self) -> Iterator[tuple[Notice, Case]]:
        for row in self.notices:
            if row.case_id and not row.passed_on and not row.protected:
                yield row, self.cases[row.case_id]

    def first_papers(self) -> Iterator[tuple[Notice, Case]]:
        met: set[UUID] = set()
        for row in self.notices:
            if row.case_id and not row.passed_on and row.case_id not in met:
                met.add(row.case_id)
                if not row.protected:
                    yield row, self.cases[row.case_id]

    def children(self, case: Case) -> list[Member]:
        return [row for row in self.members[case.household_id] if row.role == "child"]

    def household(self, case: Case) -> str:
        if self.children(case):
            return "with_children"
        said = [shown for entry, shown in self.entries(case, "answer") if entry.shared]
        about = [shown["yes"] for shown in said if shown["question"] == "children_affected"]
        return UNKNOWN if not about else "with_children" if about[-1] else "without_children"

    def said(self, child: Member, about: str) -> str:
        found = [row.value for row in self.statements[child.pk] if row.about == about]
        return found[-1] if found else UNKNOWN

    def evicted_on(self, case: Case) -> date | None:
        events = [row for row in self.events if row.case_id == case.pk]
        if events and events[-1].kind == "carried_out":
            return events[-1].on
        papers = [row.evicted_on for row in self.papers_of[case.pk] if not row.passed_on]
        told = [day for day in papers if day]
        if told:
            return min(told)
        return case.outcome_on if case.outcome in ("evicted", "evicted_empty") else None


def counted(
    raw: Raw, rows: Callable[[Raw], Counted], *, first: date, until: date, quarterly: bool = False
) -> Counter[Key]:
    """The cells that these rows make."""
    found: Counter[Key] = Counter()
    for on, case, part in rows(raw):
        if first <= on < until and on <= raw.seen_on and not case.household.protected:
            month = on.month - (on.month - 1) % 3 if quarterly else on.month
            ground = GROUND.get(case.cause, UNKNOWN)
            found[Key(date(on.year, month, 1), case.administration, ground, raw.household(case), part)] += 1
    return found
