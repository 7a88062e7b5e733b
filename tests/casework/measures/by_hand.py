"""The same measures counted by hand, one function each; what they read is in ``raw.py``."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from kvar import law
from kvar.casework.measures.measured import UNKNOWN
from kvar.content.load import load
from kvar.records.models import Case, Member
from tests.casework.measures.raw import Counted, Raw, by


def _share(*, yes: bool, over: bool) -> str:
    return "yes" if yes else "no" if over else UNKNOWN


def _waited(raw: Raw, case: Case, since: date, event: date | None) -> str:
    until = event or min(case.closed_on or raw.seen_on, raw.seen_on)
    days = (until - since).days
    bounds = [bound for bound in (0, 1, 3, 7, 14, 30, 90) if days <= bound]
    return f"{'after' if event else 'open'}_{bounds[0] if bounds else 'more'}"


def incoming_by_code(raw: Raw) -> Counted:
    yield from ((row.arrived_on, case, row.reason_code or UNKNOWN) for row, case in raw.papers())


def incoming_by_type(raw: Raw) -> Counted:
    yield from ((row.arrived_on, case, row.intake_type) for row, case in raw.papers())


def incoming_by_sender(raw: Raw) -> Counted:
    yield from ((row.arrived_on, case, _sender(row.sender_type)) for row, case in raw.papers())


def _sender(type: str) -> str:
    classes = {
        "landlord_representative": "landlord",
        "electricity_company": "utility",
        "gas_company": "utility",
        "heating_company": "utility",
        "individual": "household",
        "representative": "household",
    }
    own = ("landlord", "city_landlord", "condominium_association", "enforcement_authority", "rent_tribunal")
    return classes.get(type, type if type in own else "other")


def incoming_by_stage(raw: Raw) -> Counted:
    for row, case in raw.papers():
        yield row.arrived_on, case, load().codes.notice_kind(row.kind).stage


def debts_against_cost(raw: Raw) -> Counted:
    for row, case in raw.papers():
        if law.Ground(row.ground) in law.DEBT_GROUNDS and not row.same_debt_as_id:
            size = (
                "small" if (row.amount or 0) <= 1_000_000 else "below_cost" if row.amount <= 3_000_000 else "above_cost"
            )
            yield row.arrived_on, case, UNKNOWN if row.amount is None else size


def new_households(raw: Raw) -> Counted:
    yield from ((row.arrived_on, case, raw.household(case)) for row, case in raw.first_papers())


def repeated_within_a_year(raw: Raw) -> Counted:
    old = ("enforcement", "child_report")
    new = {row for row in raw.notices if not row.passed_on and not row.same_debt_as_id and row.ground not in old}
    of = by(new, "household_id")
    since: dict[str, date] = {}
    for row, case in raw.papers():
        since.setdefault(case.administration, row.arrived_on)
    for row, case in raw.papers():
        if row not in new:
            continue
        homes = {row.household_id}
        homes |= {tie.other_id for tie in raw.ties if tie.household_id == row.household_id and not tie.other.protected}
        days = [(row.arrived_on - other.arrived_on).days for home in homes for other in of[home]]
        a_year = (row.arrived_on - since[case.administration]).days >= 365
        yield row.arrived_on, case, _share(yes=any(0 < day <= 365 for day in days), over=a_year)


def _children(raw: Raw) -> Iterator[tuple[date, Case, Member]]:
    here = (case for case in raw.cases.values() if any(not row.passed_on for row in raw.papers_of[case.pk]))
    for case in here:
        for child in raw.children(case):
            gone = child.until is not None and child.until < case.opened_on
            later = case.closed_on is not None and child.since > case.closed_on
            if not gone and not later:
                yield case.opened_on, case, child


def children_by_link(raw: Raw) -> Counted:
    yield from ((on, case, raw.said(child, "lives")) for on, case, child in _children(raw))


def children_registered(raw: Raw) -> Counted:
    yield from ((on, case, raw.said(child, "registered")) for on, case, child in _children(raw))


def children_found(raw: Raw) -> Counted:
    for on, case, child in _children(raw):
        if raw.said(child, "registered") == "no":
            yield on, case, raw.said(child, "lives")


def _evicted(raw: Raw) -> Iterator[tuple[date, Case]]:
    here = (case for case in raw.cases.values() if any(not row.passed_on for row in raw.papers_of[case.pk]))
    days = ((raw.evicted_on(case), case) for case in here)
    yield from ((day, case) for day, case in days if day)


def _evicted_children(raw: Raw) -> Iterator[tuple[date, Case, Member]]:
    for on, case in _evicted(raw):
        for child in raw.children(case):
            later = case.closed_on is not None and child.since > case.closed_on
            if not later and (child.until is None or child.until >= on):
                yield on, case, child


def evicted_children_until_2024(raw: Raw) -> Counted:
    rows = (row for row in _evicted_children(raw) if row[0].year < 2025)
    yield from ((on, case, raw.said(child, "lives")) for on, case, child in rows)


def evicted_children_from_2025(raw: Raw) -> Counted:
    rows = (row for row in _evicted_children(raw) if row[0].year >= 2025)
    yield from ((on, case, raw.said(child, "registered")) for on, case, child in rows)


def _tried(raw: Raw, case: Case, *, reached: bool) -> list[date]:
    """From the journal: when an attempt was made. Whether it reached anybody stands in its row."""
    rows = {str(row.pk): row for row in raw.attempts[case.pk] if row.shared and not row.withdrawn_on}
    said = [(rows.get(shown["attempt"]), shown["on"]) for _entry, shown in raw.entries(case, "attempt")]
    days = [date.fromisoformat(on) for row, on in said if row and (row.reached or not reached)]
    return sorted(day for day in days if day <= raw.seen_on)


def _first_of(days: list[date]) -> date | None:
    return days[0] if days else None


def days_to_attempt(raw: Raw) -> Counted:
    for row, case in raw.first_papers():
        event = _first_of(_tried(raw, case, reached=False))
        yield row.arrived_on, case, _waited(raw, case, row.arrived_on, event)


def families_tried_in_time(raw: Raw) -> Counted:
    for row, case in raw.first_papers():
        if raw.household(case) == "with_children":
            waited = [(day - row.arrived_on).days for day in _tried(raw, case, reached=False)]
            over = (raw.seen_on - row.arrived_on).days > 3
            yield row.arrived_on, case, _share(yes=any(days <= 3 for days in waited), over=over)


def days_to_contact(raw: Raw) -> Counted:
    for row, case in raw.first_papers():
        event = _first_of(_tried(raw, case, reached=True))
        yield row.arrived_on, case, _waited(raw, case, row.arrived_on, event)


def days_to_owner(raw: Raw) -> Counted:
    for row, case in raw.first_papers():
        named = [entry.happened_on for entry, _shown in raw.entries(case, "responsible") if entry.unit == "vuxen"]
        days = sorted(day for day in named if day <= raw.seen_on)
        yield row.arrived_on, case, _waited(raw, case, row.arrived_on, _first_of(days))


def reached_before_last_day(raw: Raw) -> Counted:
    for row, case in raw.papers():
        if not load().codes.notice_kind(row.kind).starts_clock or row.same_debt_as_id:
            continue
        last = row.last_day
        if last and last < row.arrived_on:
            continue
        days = [day for day in _tried(raw, case, reached=True) if last and row.arrived_on <= day <= last]
        yield row.arrived_on, case, _share(yes=bool(days), over=last is not None and last < raw.seen_on)


def children_asked_in_time(raw: Raw) -> Counted:
    for row, case in raw.first_papers():
        ask_by = law.add_working_days(row.arrived_on, 1)
        said = [
            entry.happened_on
            for entry, shown in raw.entries(case, "answer")
            if entry.shared and shown["question"] == "children_affected"
        ]
        here = [child for child in raw.children(case) if child.until is None or child.until >= row.arrived_on]
        known = [*said, *(child.since for child in here)]
        yield row.arrived_on, case, _share(yes=any(day <= ask_by for day in known), over=ask_by < raw.seen_on)


def confirmed_same_day(raw: Raw) -> Counted:
    for row, case in raw.papers():
        if row.eviction_at:
            sent = [
                one.sent_on
                for one in raw.confirmations
                if one.notice_id == row.pk and one.case_id == row.case_id and one.recipient == "enforcement_authority"
            ]
            in_time = any(day <= row.arrived_on for day in sent)
            yield row.arrived_on, case, _share(yes=in_time, over=row.arrived_on < raw.seen_on)


def _attended(raw: Raw, unit: str) -> Counted:
    for on, case in _evicted(raw):
        time = next((row.pk for row in reversed(raw.papers_of[case.pk]) if row.eviction_at and not row.passed_on), None)
        about = (case.pk, time, unit)
        days = [row.attended.lower() for row in raw.days if (row.case_id, row.notice_id, row.unit) == about]
        decided = [row.attends for row in raw.attendances if (row.case_id, row.notice_id, row.unit) == about]
        away = bool(decided) and not decided[-1]
        part = (
            _share(
                yes=re.match(r"(ingen|nej|inte|ej|inga från|vi var inte|vi kom inte)([ .,:;!]|$)", days[-1]) is None,
                over=True,
            )
            if days
            else _share(yes=False, over=away)
        )
        yield on, case, part


def evictions(raw: Raw) -> Counted:
    yield from ((on, case, raw.household(case)) for on, case in _evicted(raw))


def adult_unit_attended(raw: Raw) -> Counted:
    yield from _attended(raw, "vuxen")


def children_unit_attended(raw: Raw) -> Counted:
    yield from (row for row in _attended(raw, "barn_och_unga") if raw.household(row[1]) == "with_children")


def undertakings(raw: Raw) -> Counted:
    for row in raw.undertakings:
        notice = row.notice
        if notice and notice.case_id and not notice.protected:
            late = row.received_on and notice.undertake_by and row.received_on > notice.undertake_by
            taken = "in_time" if notice.undertaking_received_on else "too_late" if late else UNKNOWN
            yield row.decided_on, raw.cases[notice.case_id], taken if row.taken else "refused"


def payments_missed(raw: Raw) -> Counted:
    for row in raw.promised:
        if row.state != "stopped" or row.missed_on:
            missed = row.missed_on is not None and row.pk not in raw.judged
            done = row.missed_on is not None or row.state in ("sent", "confirmed")
            yield row.due_on, raw.cases[row.case_id], _share(yes=missed, over=done)


def _ended(raw: Raw) -> Iterator[tuple[date, Case, str, list[str]]]:
    """From the journal: the newest outcome, unless the case was opened again after it."""
    for case in raw.cases.values():
        said = [(entry.kind, shown) for entry, shown in raw.journal[case.pk] if entry.kind in ("outcome", "reopened")]
        here = any(not row.passed_on for row in raw.papers_of[case.pk])
        if here and said and said[-1][0] == "outcome":
            shown = said[-1][1]
            yield date.fromisoformat(shown["on"]), case, shown["outcome"], shown["causes"]


def outcomes(raw: Raw) -> Counted:
    yield from ((on, case, outcome) for on, case, outcome, _causes in _ended(raw))


def homes_kept(raw: Raw) -> Counted:
    for on, case, outcome, _causes in _ended(raw):
        lost = outcome in ("evicted", "evicted_empty")
        yield on, case, _share(yes=outcome.startswith("kept_"), over=lost)


def causes_where_kept(raw: Raw) -> Counted:
    for on, case, outcome, causes in _ended(raw):
        if outcome.startswith("kept_"):
            yield from ((on, case, cause) for cause in causes)


def causes_where_lost(raw: Raw) -> Counted:
    for on, case, outcome, causes in _ended(raw):
        if outcome in ("evicted", "evicted_empty"):
            yield from ((on, case, cause) for cause in causes)


def _landlords(raw: Raw, of: Callable[[str], bool]) -> Counted:
    letting = ("landlord", "city_landlord", "condominium_association")
    for on, case, outcome, _causes in _ended(raw):
        if of(outcome):
            papers = (row for row in raw.papers_of[case.pk] if not row.passed_on)
            kinds = [kind for kind in (_sender(row.sender_type) for row in papers) if kind in letting]
            yield on, case, kinds[0] if kinds else UNKNOWN


def landlords_where_kept(raw: Raw) -> Counted:
    yield from _landlords(raw, lambda outcome: outcome.startswith("kept_"))


def landlords_where_lost(raw: Raw) -> Counted:
    yield from _landlords(raw, lambda outcome: outcome.startswith("evicted"))


def _heard(raw: Raw, case: Case, step: str, round: int) -> str:
    said = [row for row in raw.follow_ups if (row.case_id, row.step, row.round) == (case.pk, step, round)]
    said = [row for row in said if row.on <= raw.seen_on]
    answered = [row.housing or "not_known" for row in said if row.result == "answered"]
    if answered:
        return answered[-1]
    holders = [row for row in raw.members[case.household_id] if row.role in ("tenant", "cotenant")]
    newest = [
        [wish.yes for wish in raw.wishes if wish.member_id == holder.pk and wish.said_on <= raw.seen_on][-1:]
        for holder in holders
        if holder.until is None
    ]
    return "declined" if [False] in newest or any(row.result == "declined" for row in said) else "missing"


def _lost(days: int, round: int) -> Callable[[Raw], Counted]:
    def rows(raw: Raw) -> Counted:
        for on, case in _evicted(raw):
            due = on + timedelta(days=days) if days else law.add_working_days(on, 1)
            yield due, case, _heard(raw, case, "K26" if days else "K23", round)

    return rows


def _kept(months: int, round: int) -> Callable[[Raw], Counted]:
    def rows(raw: Raw) -> Counted:
        for on, case, outcome, _causes in _ended(raw):
            if outcome.startswith("kept_"):
                due = law.ends_on(law.Period(number=months, unit=law.Unit.MONTHS), on)
                yield due, case, _heard(raw, case, "H31", round)

    return rows


EACH: tuple[Callable[[Raw], Counted], ...] = (
    incoming_by_code,
    incoming_by_type,
    incoming_by_sender,
    incoming_by_stage,
    debts_against_cost,
    new_households,
    repeated_within_a_year,
    children_by_link,
    children_registered,
    children_found,
    evicted_children_until_2024,
    evicted_children_from_2025,
    days_to_attempt,
    families_tried_in_time,
    days_to_contact,
    days_to_owner,
    reached_before_last_day,
    children_asked_in_time,
    confirmed_same_day,
    evictions,
    adult_unit_attended,
    children_unit_attended,
    undertakings,
    payments_missed,
    outcomes,
    homes_kept,
    causes_where_kept,
    causes_where_lost,
    landlords_where_kept,
    landlords_where_lost,
)
BY_HAND: dict[str, Callable[[Raw], Counted]] = {
    **{rows.__name__: rows for rows in EACH},
    "lost_next_working_day": _lost(0, 0),
    **{f"lost_after_{days}_days": _lost(days, round) for round, days in enumerate((7, 30, 90, 180), start=1)},
    **{f"kept_after_{months}_months": _kept(months, round) for round, months in enumerate((3, 6, 12), start=1)},
}
