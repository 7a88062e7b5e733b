"""Filling a database with a synthetic city: once, and never beside anything that is already there."""

from datetime import date

from kvar.casework.city.acting import Progress, act_out
from kvar.casework.city.away import report_absences
from kvar.casework.city.bulk import pour
from kvar.casework.city.introducing import introduce
from kvar.casework.city.numbers import Birthdays
from kvar.casework.city.parameters import CityPlan, Slower
from kvar.casework.city.promising import promise
from kvar.casework.city.script import threads
from kvar.casework.city.signalling import signal
from kvar.casework.city.stories import stories
from kvar.casework.city.talking_through import talked_through
from kvar.records.models import Case, User

_FEW = 2_000
INVENTED = ".example"  # nobody real has such an address (RFC 2606)


def city_is_there() -> bool:
    """Are there any cases at all?"""
    return Case.objects.exists()


def somebody_real_is_there() -> bool:
    """Does anybody sign in with an address that could be somebody's?"""
    return User.objects.exclude(email__endswith=INVENTED).exists()


def make_city(plan: CityPlan, *, bulk: bool, progress: Progress | None = None) -> int:
    """The city of the plan, as it stands on its last day; through the acts also the hand-written stories, the meetings
    and the families whose evictions were talked through.

    Returns how many cases there are.
    """
    if bulk:
        return pour(threads(plan), total=plan.cases, progress=progress)
    birthdays = Birthdays()
    drawn = (*threads(plan, birthdays), *talked_through(plan, birthdays))
    made = len(act_out([*stories(today=plan.until), *drawn], progress=progress))
    introduce(today=plan.until)
    promise(today=plan.until)
    report_absences(today=plan.until)
    made += signal(today=plan.until)
    return made


def plan_for(*, cases: int, seed: int, until: date) -> CityPlan:
    """A city of so many cases. Nearly half are open; in a large one a tenth, as in the benchmark."""
    small = cases <= _FEW
    return CityPlan(
        cases=cases, seed=seed, until=until, open_share=0.45 if small else 1 / 11, days=300 if small else 660
    )


def year_of_the_city(*, seed: int, until: date, slower: Slower | None = None) -> CityPlan:
    """A year of Göteborg up to ``until`` as practice.md 7.3 reckons it: 4,500 notices, 900 from Kronofogden.

    It begins five months earlier, so that the year's outcomes have their beginnings.
    """
    return CityPlan(cases=5_000, seed=seed, until=until, days=515, even=True, slower=slower)
