"""What goes between the administrations of the made-up city: two questions, and a paper that came to the wrong one."""

from datetime import date, datetime, time, timedelta

from kvar.casework.access import Actor, actor_of, cases_visible_to
from kvar.casework.access_table import Role
from kvar.casework.city.papers import SWEDEN
from kvar.casework.city.people import ADULT
from kvar.casework.clock import as_if
from kvar.casework.known_here import answer_known_here, ask_known_here
from kvar.casework.passing_on import pass_notice_on
from kvar.records.models import Case, User

HERE, THERE = "hisingen", "centrum"


def signal(*, today: date) -> None:
    """Hisingen has asked Centrum and got an answer; Centrum waits for one, and has passed a paper on to Hisingen."""
    ours, theirs = _worker(HERE), _worker(THERE)
    own, other = _newest(ours), _newest(theirs)
    if not own or not other:
        return
    yesterday = today - timedelta(days=1)
    with as_if(datetime.combine(yesterday, time(9, 10), SWEDEN)):
        reason = "Hyresgästen har nyss flyttat hit."
        asked = ask_known_here(case=own[0], by=ours, today=yesterday, member=_tenant(own[0]), to=THERE, reason=reason)
        answer_known_here(question=asked.pk, by=theirs, today=yesterday, answer="no")
        reason = "Hyresgästen säger att hon bodde på Hisingen i våras."
        ask_known_here(case=other[0], by=theirs, today=yesterday, member=_tenant(other[0]), to=HERE, reason=reason)
        if len(other) > 1:
            sent = {"to": HERE, "reason": "Bostaden ligger på Hisingen."}
            pass_notice_on(notice=other[1].notices.all()[0], by=theirs, today=yesterday, **sent)


def _worker(administration: str) -> Actor:
    people = User.objects.filter(administration=administration, unit=ADULT, role=Role.CASEWORKER, cleared=False)
    return actor_of(people.order_by("email")[0])


def _newest(by: Actor) -> list[Case]:
    cases = cases_visible_to(by).filter(closed_on=None, outcome="", notices__ground="rent_arrears").distinct()
    return list(cases.select_related("household").order_by("-opened_on", "pk")[:2])


def _tenant(case: Case) -> str:
    return str(case.household.members.filter(role="tenant").order_by("pk")[0].pk)
