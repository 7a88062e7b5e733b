"""Rows in memory: what the bulk feeder makes, kept until there are enough of them to store at once."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from django.db import models, transaction

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.facts import facts_of
from kvar.casework.intake.opening import SIGNS
from kvar.casework.journal import written
from kvar.casework.last_days import days_of, last_day_rows
from kvar.casework.plans import open_rows
from kvar.content.load import load
from kvar.records.models import (
    Answer,
    Attempt,
    Case,
    Dwelling,
    Handover,
    Household,
    JournalEntry,
    JournalText,
    Landlord,
    LastDay,
    Member,
    NameWord,
    Notice,
    OpenStep,
    Person,
    Service,
    StandingStep,
    Statement,
    Track,
)

# Before whom somebody points at: the order in which the rows are stored.
ORDER: tuple[type[models.Model], ...] = (
    Landlord,
    Dwelling,
    Household,
    Person,
    NameWord,
    Member,
    Case,
    Track,
    Handover,
    Notice,
    Service,
    Statement,
    Answer,
    Attempt,
    StandingStep,
    JournalEntry,
    JournalText,
    OpenStep,
    LastDay,
)
BATCH = 800  # rows in one insert
STEP = 524_287  # prime to the number of references, so each comes once before any comes twice
REFERENCES = len(SIGNS) ** 4


class Store:
    """All rows not stored yet, by model. Landlords and the count of references live as long as the feed."""

    def __init__(self) -> None:
        self.rows: dict[type[models.Model], list[Any]] = defaultdict(list)
        self.landlords: dict[tuple[str, str], Landlord] = {}
        self.references: dict[str, int] = defaultdict(int)

    def flush(self) -> None:
        """Store everything in one transaction, and forget it."""
        with transaction.atomic():
            for model in ORDER:
                model._default_manager.bulk_create(self.rows[model], batch_size=BATCH)
        self.rows.clear()

    def reference(self, administration: str, day: date) -> str:
        """The next reference of an administration and year: in no visible order, never the same twice."""
        start = f"{administration[0].upper()}-{day:%y}"
        place = self.references[start] = self.references[start] + 1
        left, signs = place * STEP % REFERENCES, ""
        for _ in range(4):
            left, sign = divmod(left, len(SIGNS))
            signs += SIGNS[sign]
        return f"{start}-{signs}"


class Room:
    """One case in memory, as its rows will be stored; its plan is computed from them without a query."""

    case: Case  # set by the first notice

    def __init__(self, store: Store) -> None:
        self.store = store
        self.of: dict[type[models.Model], list[Any]] = defaultdict(list)
        self.since_plan: set[Any] = set()  # what was let stand after the plan was computed
        self._plan: law.Plan | None = None

    def add(self, row: Any) -> Any:
        """Keep a row of this case; the plan may now be another."""
        self.of[type(row)].append(row)
        self._plan = None
        return row

    def changed(self) -> None:
        """A row was changed in place."""
        self._plan = None

    def let_stand(self, row: StandingStep) -> None:
        """A step done or skipped changes no fact: the plan at hand serves for the next step too."""
        self.of[StandingStep].append(row)
        self.since_plan.add(row.pk)

    def enter(self, *, by: Actor, today: date, kind: str, text: str, **more: Any) -> JournalEntry:
        """The journal's two rows, written by the journal itself."""
        entry, words = written(case=self.case, by=by, today=today, kind=kind, text=text, **more)
        self.of[JournalEntry].append(entry)
        self.of[JournalText].append(words)
        return entry

    def track(self, unit: str) -> Track:
        """The unit's track, made when the unit first has one."""
        found: Track | None = next((track for track in self.of[Track] if track.unit == unit), None)
        if found is None:
            found = Track(case=self.case, unit=unit)
            self.add(found)
        return found

    def plan(self) -> law.Plan:
        """The plan as it is now."""
        if self._plan is None:
            self._link()
            self.since_plan.clear()
            self._plan = law.plan(facts_of(self.case), load().rules)
        return self._plan

    def hand_over(self) -> None:
        """All rows to the store, the open steps among them."""
        if self.case.closed_on is None:
            self.changed()
            self.keep_days()
            self.of[OpenStep] = open_rows(self.case, self.plan())
            self.of[LastDay] = last_day_rows(self.case, self.plan())
        for model, rows in self.of.items():
            self.store.rows[model].extend(rows)

    def keep_days(self) -> None:
        """The days of the law on the papers, as every act writes them while the case is open."""
        for notice in self.of[Notice]:
            notice.last_day, notice.undertake_by = days_of(self.plan(), notice)

    def _link(self) -> None:
        """Let each row find those that point at it, in the order the database would give them."""
        members = self._sorted(Member, "since", "pk")
        services, statements = self._by(Service, "notice_id"), self._by(Statement, "member_id")
        for notice in self.of[Notice]:
            _point(notice, services=services[notice.pk])
            notice._state.fields_cache.setdefault("undertaking", None)
        for member in members:
            _point(member, statements=statements[member.pk])
        notices = self._sorted(Notice, "arrived_on", "taken_in_at", "pk")
        _point(self.case.household, members=members, notices=notices, same_as=[])
        _point(
            self.case,
            notices=notices,
            tracks=self._sorted(Track, "unit"),
            answers=self.of[Answer],
            attempts=self._sorted(Attempt, "on", "at", "pk"),
            standing=self._sorted(StandingStep, "on", "pk"),
            letters=[],
        )

    def _sorted(self, model: type[models.Model], *names: str) -> list[Any]:
        key: Callable[[Any], Any] = attrgetter(*names)
        return sorted(self.of[model], key=key)

    def _by(self, model: type[models.Model], key: str) -> dict[Any, list[Any]]:
        grouped: dict[Any, list[Any]] = defaultdict(list)
        for row in self.of[model]:
            grouped[getattr(row, key)].append(row)
        return grouped


def _point(row: models.Model, **related: Sequence[models.Model]) -> None:
    """Give a row its related rows as Django's prefetch does, so that readers ask no database."""
    cache = row.__dict__.setdefault("_prefetched_objects_cache", {})
    cache.update(related)
