"""Figures of matching: one new notice against all the past ones of an administration, beside the bare look-ups.

The past notices are made in one transaction and taken back: the bench's city is not changed. The *limit* is one indexed
look-up per reason by bare SQL: the same questions, with no scope, no counting and no reading of what was found.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model

from kvar.casework.access import Actor, actor_of
from kvar.casework.clock import now
from kvar.casework.matching import folded, home_key, same_households
from kvar.casework.told import DwellingTold, NoticeTold, PersonTold
from kvar.records.models import Case, Dwelling, Household, Member, Notice, Person, User

PAST = {"full": 500_000, "small": 5_000}
PAPERS_A_HOME, BATCH, TIMES, SEED = 4, 20_000, 200, 20_262
BACK = 1_460  # days: what is older than 24 months is there too, and is not matched on its home
STILL_OPEN = 0.05


def matching_figures(profile: str, *, reader: User, today: date) -> dict[str, Any]:
    """``notices`` there were, p50 and p95 of one match in milliseconds, with its limit and their ratio."""
    with transaction.atomic():
        _past(PAST[profile], by=reader, today=today)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        actor, chance = actor_of(reader), Random(SEED)
        homes = PAST[profile] // PAPERS_A_HOME
        papers = [_paper(chance.randrange(homes * 2), today) for _ in range(TIMES)]  # half of them match nothing
        for told in papers[:5]:
            same_households(actor=actor, told=told, today=today)
        whole = quantiles(
            [_timed(partial(same_households, actor=actor, told=told, today=today)) for told in papers], n=20
        )
        bare = quantiles([_timed(partial(_look_ups, actor, told)) for told in papers], n=20)
        transaction.set_rollback(True)
    figures = {"p50": whole[9], "p95": whole[18], "limit_p50": bare[9]}
    return {"notices": PAST[profile], **{name: round(seconds * 1_000, 2) for name, seconds in figures.items()}} | {
        "ratio": round(whole[9] / bare[9], 1)
    }


def _paper(home: int, today: date) -> NoticeTold:
    """A new paper as it is typed: person, door and numbers of one made-up home."""
    return NoticeTold(
        kind="rent_termination",
        sender_type="landlord",
        arrived_on=today,
        tenant=PersonTold(name=_name(home), birth_year=1980 + home % 25),
        dwelling=DwellingTold(address=_address(home), apartment=f"1{home % 900:03}"),
        reference=f"MÄT-{home}",
        payment_reference=_payment(home),
    )


def _name(home: int) -> str:
    return f"Mätfall Nummer {home}"


def _address(home: int) -> str:
    return f"Mätgatan {home // 20}, 417 00 Göteborg"  # twenty homes to a door


def _payment(home: int) -> str:
    return f"{home:012}"


def _past(notices: int, *, by: User, today: date) -> None:
    homes = notices // PAPERS_A_HOME
    for first in range(0, homes, BATCH):
        rows: dict[type[Model], list[Any]] = {}
        for row in _rows(range(first, min(first + BATCH, homes)), by=by, today=today):
            rows.setdefault(type(row), []).append(row)
        for model, made in rows.items():
            model._default_manager.bulk_create(made, batch_size=1_000)


def _rows(homes: range, *, by: User, today: date) -> Iterator[Model]:
    """A home with its person, a case, and four papers over four years."""
    chance, place = Random(homes.start), by.administration
    for home in homes:
        address = _address(home)
        at = Dwelling(
            administration=place, address=address, address_key=home_key(address), apartment=f"1{home % 900:03}"
        )
        person = Person(
            administration=place, name=_name(home), name_key=folded(_name(home)), birth_year=1980 + home % 25
        )
        household = Household(administration=place, name=person.name, dwelling=at)
        opened = today - timedelta(days=chance.randrange(1, BACK))
        case = Case(
            reference=f"M{home}",
            administration=place,
            household=household,
            cause="rent_arrears",
            opened_on=opened,
            opened_by=by,
            closed_on=None if chance.random() < STILL_OPEN else today,
        )
        yield from (at, person, household, Member(household=household, person=person, role="tenant", since=opened))
        yield case
        for _ in range(PAPERS_A_HOME):
            yield _notice(home, case, today - timedelta(days=chance.randrange(BACK)))


def _notice(home: int, case: Case, arrived_on: date) -> Notice:
    return Notice(
        administration=case.administration,
        kind="rent_termination",
        sender_type="landlord",
        intake_type="notification",
        reason_code="rent_debt",
        ground="rent_arrears",
        reference=f"MÄT-{home}",
        payment_reference=_payment(home),
        arrived_on=arrived_on,
        household=case.household,
        case=case,
        taken_in_by=case.opened_by,
        taken_in_at=now(),
    )


LOOK_UPS = (
    ("SELECT id FROM records_person WHERE administration = %s AND name_key = %s", "name"),
    ("SELECT id FROM records_dwelling WHERE administration = %s AND address_key = %s", "address"),
    ("SELECT id FROM records_notice WHERE administration = %s AND reference = %s", "reference"),
    ("SELECT id FROM records_notice WHERE administration = %s AND payment_reference = %s", "payment"),
)


def _look_ups(actor: Actor, told: NoticeTold) -> list[UUID]:
    typed = {
        "name": folded(told.tenant.name),
        "address": home_key(told.dwelling.address),
        "reference": told.reference,
        "payment": told.payment_reference,
    }
    found: list[UUID] = []
    with connection.cursor() as cursor:
        for sql, name in LOOK_UPS:
            cursor.execute(sql, [actor.administration, typed[name]])
            found += [row[0] for row in cursor.fetchall()]
    return found


def _timed(run: Callable[[], object]) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


def table(found: dict[str, Any]) -> str:
    """The figures for people to read."""
    label = f"Matcha mot {found['notices']} tidigare"
    times = f"{found['p50']:9.1f} ms{found['p95']:9.1f} ms"
    return f"{label:36}{times}, bara SQL {found['limit_p50']:.2f} ms, kvot {found['ratio']:.0f}"
