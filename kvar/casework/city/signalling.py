"""What goes between the administrations of the made-up city: two questions, and a paper that came to the wrong one."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from kvar.casework.access import Actor, actor_of, cases_visible_to
from kvar.casework.access_table import Role
from kvar.casework.city.papers import SWEDEN
from kvar.casework.city.people import ADULT
from kvar.casework.city.tale import home, person, rent_notice
from kvar.casework.clock import as_if
from kvar.casework.intake.known_here import answer_known_here, ask_known_here
from kvar.casework.intake.passing_on import pass_notice_on
from kvar.casework.intake.registering import take_in_notice
from kvar.casework.told import PersonTold
from kvar.records.models import Case, User

HERE, THERE = "hisingen", "centrum"
MADE = 3  # cases: one in Centrum to ask about, one there whose paper belongs here, and that paper's case here


def signal(*, today: date) -> int:
    """Hisingen has asked Centrum and got an answer; Centrum waits for one, and has passed a paper on to Hisingen.

    Returns how many cases were made.
    """
    ours, theirs = _worker(HERE), _worker(THERE)
    yesterday = today - timedelta(days=1)
    with as_if(datetime.combine(yesterday, time(9, 10), SWEDEN)):
        own = _newest(ours)
        reason = "Hyresgästen har nyss flyttat hit."
        asked = ask_known_here(case=own, by=ours, today=yesterday, member=_tenant(own), to=THERE, reason=reason)
        answer_known_here(question=asked.pk, by=theirs, today=yesterday, answer="no")
        her = person("Amal Nyström", date(1990, 5, 30), woman=True)
        other = _taken_in(her, "Provgatan 281, 411 00 Göteborg", by=theirs, day=yesterday)
        reason = "Hyresgästen säger att hon bodde på Hisingen i våras."
        ask_known_here(case=other, by=theirs, today=yesterday, member=_tenant(other), to=HERE, reason=reason)
        him = person("Goran Lundqvist", date(1985, 12, 29), woman=False)
        wrong = _taken_in(him, "Måsungevägen 283, 418 00 Göteborg", by=theirs, day=yesterday - timedelta(days=6))
        sent = {"to": HERE, "reason": "Bostaden ligger på Hisingen."}
        pass_notice_on(notice=wrong.notices.all()[0], by=theirs, today=yesterday, **sent)
    return MADE


def _taken_in(tenant: PersonTold, address: str, *, by: Actor, day: date) -> Case:
    with as_if(datetime.combine(day, time(10, 20), SWEDEN)):
        told = rent_notice(tenant, replace(home(""), address=address), amount=702_000)
        notice = take_in_notice(told=replace(told, arrived_on=day), by=by, today=day)
    assert notice.case is not None
    return notice.case


def _worker(administration: str) -> Actor:
    people = User.objects.filter(administration=administration, unit=ADULT, role=Role.CASEWORKER, cleared=False)
    return actor_of(people.order_by("email")[0])


def _newest(by: Actor) -> Case:
    cases = cases_visible_to(by).filter(closed_on=None, outcome="")
    return cases.select_related("household").order_by("-opened_on", "pk")[0]


def _tenant(case: Case) -> str:
    return str(case.household.members.filter(role="tenant").order_by("pk")[0].pk)
