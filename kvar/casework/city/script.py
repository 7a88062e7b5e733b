"""From a seed to what happens on which day: pure, reproducible, one household at a time."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from random import Random
from typing import Any

from kvar import law
from kvar.casework.city import course as courses
from kvar.casework.city import ending, papers, parameters
from kvar.casework.city.course import Course, Days, Desk, Planned
from kvar.casework.city.events import Event, NoticeArrives, Thread
from kvar.casework.city.homes import Home, draw_home
from kvar.casework.city.numbers import Birthdays
from kvar.casework.city.parameters import CityPlan, drawn
from kvar.casework.city.people import ADULT, CHILDREN, MONEY, Worker, workers
from kvar.casework.told import NoticeTold

OPENS_AT = time(8)
MINUTES = 500  # a working day
OLDEST_OPEN = 100  # days; most open cases are young


def threads(plan: CityPlan, birthdays: Birthdays | None = None) -> Iterator[Thread]:
    """One thread per case, in no order of time. The same plan gives the same threads, on any machine.

    ``birthdays``: those that are left, where more than this is drawn for one city.
    """
    birthdays = birthdays or Birthdays()
    for number in range(plan.cases):
        chance = Random(f"{plan.seed}:{number}")
        home = draw_home(chance, birthdays, until=plan.until)
        course = _drawn_course(home, desk_of(home, chance), chance, delay=_delay(home, plan))
        arrived_on = plan.until - timedelta(days=_age(course, plan, still_open=plan.is_open(number)))
        events = placed(course, arrived_on=arrived_on, until=plan.until)
        yield Thread(administration=home.administration, events=events)


def desk_of(home: Home, chance: Random) -> Desk:
    """The colleagues who share the case. A protected household is seen by the cleared alone."""
    here = [worker for worker in _people() if worker.administration == home.administration]
    cleared = [worker.email for worker in here if worker.cleared]
    if home.protected:
        return Desk(intake=cleared[0], responsible=cleared[0], money="", children="")
    find = partial(_caseworkers, here)
    return Desk(
        intake=chance.choice(find(ADULT)),
        responsible=chance.choice(find(ADULT)),
        money=chance.choice(find(MONEY)),
        children=chance.choice(find(CHILDREN)),
    )


_people = cache(workers)  # the same for every case


def _caseworkers(people: list[Worker], unit: str) -> list[str]:
    return [worker.email for worker in people if (worker.unit, worker.role) == (unit, "caseworker")]


def _delay(home: Home, plan: CityPlan) -> int:
    """Days that the first attempt is late because of a planted inequality."""
    slower = plan.slower
    return slower.days if slower and home.children and home.administration == slower.administration else 0


def _drawn_course(home: Home, desk: Desk, chance: Random, *, delay: int) -> Course:
    course = Course(home=home, desk=desk, chance=chance, delay=delay)
    courses.begin(course)
    courses.find_service_day(course)
    contact = courses.reach(course)
    reached_enforcement, outcome, evicted = _outcome(course)
    causes = tuple(dict.fromkeys(drawn(chance, parameters.CAUSES) for _ in range(chance.choice([1, 1, 2]))))
    notices = courses.second_notice(course, chance.randint(27, 33)) if _repeats(course) else 1
    done = courses.money(course, contact, outcome) if course.debt else contact + chance.randint(10, 30)
    if reached_enforcement:
        done = courses.enforcement(course, chance.randint(34, 60), notices=notices, executed=evicted)
    ending.end(course, max(done, 36 if notices > 1 else 0), outcome=outcome, causes=causes)
    return course


def _repeats(course: Course) -> bool:
    return course.home.landlord_kind != "company" and course.happens(parameters.REPEAT)


def _outcome(course: Course) -> tuple[bool, str, bool]:
    """Whether it came to Kronofogden, the outcome, and whether the household was evicted."""
    chance = course.chance
    if course.home.landlord_kind == "company" or not course.happens(parameters.ENFORCEMENT):
        return False, drawn(chance, parameters.OUTCOMES_DEBT if course.debt else parameters.OUTCOMES_OTHER), False
    if not course.happens(parameters.EXECUTED_WITH_CHILDREN if course.home.children else parameters.EXECUTED):
        return True, drawn(chance, parameters.OUTCOMES_ENFORCEMENT), False
    return True, "evicted_empty" if course.happens(parameters.ALREADY_EMPTY) else "evicted", True


def placed(course: Course, *, arrived_on: date, until: date) -> tuple[Event, ...]:
    """The course gets its days. What lies after ``until`` has not happened yet."""
    chance = course.chance
    days = courses.days_from(arrived_on)
    first = papers.first_paper(course.home, arrived_on=days(0), chance=chance)
    arrival = Planned(0, NoticeArrives, course.desk.intake, {"told": first})
    happened = [arrival, *sorted(course.planned, key=lambda item: item.offset)]
    minute, found = chance.randrange(MINUTES), []
    for place, item in enumerate(happened):
        day = days(item.offset)
        if day <= until:
            at = datetime.combine(day, OPENS_AT, papers.SWEDEN) + timedelta(minutes=minute, seconds=40 * place)
            found.append(item.event(at=at, by=item.by, **_resolved(item.values, days, first)))
    return tuple(found)


def _resolved(values: dict[str, Any], days: Days, first: NoticeTold) -> dict[str, Any]:
    return {name: value(days, first) if callable(value) else value for name, value in values.items()}


def _age(course: Course, plan: CityPlan, *, still_open: bool) -> int:
    """How many days ago the first notice came: a working day, more often in the middle of the month."""
    chance, length = course.chance, course.length
    while True:
        if plan.even:
            age = chance.randrange(plan.days)
        elif still_open:
            age = min(chance.randrange(length), chance.randrange(OLDEST_OPEN))
        else:
            age = length + 5 + chance.randrange(max(1, plan.days - length))
        day = plan.until - timedelta(days=age)
        weight = parameters.CLUSTER_WEIGHT if _in_cluster(course, day) else 1
        if law.is_working_day(day) and chance.random() < weight / parameters.CLUSTER_WEIGHT:
            return age


def _in_cluster(course: Course, day: Any) -> bool:
    """Is it one of the four working days when landlords' routines run?"""
    if course.home.paper != "rent":
        return True  # every day alike
    first = law.next_working_day(day.replace(day=parameters.CLUSTER_FROM))
    last = law.add_working_days(first, parameters.CLUSTER_DAYS - 1)
    return bool(first <= day <= last)
