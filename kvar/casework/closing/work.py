"""What is not done yet and hinders closing: at Kronofogden, by law, in follow-up, of meetings, and a waiting report."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import ADULT
from kvar.casework.enforcement.course import enforcement_course
from kvar.casework.enforcement.waiting import BY_FACT
from kvar.casework.facts import facts_of
from kvar.casework.facts_of_enforcement import AUTHORITY
from kvar.casework.meetings.reader import left_open_in
from kvar.casework.tracks import legal_items_left
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Case

DRAFT = "draft"  # a report that nobody has settled


@dataclass(frozen=True, kw_only=True)
class Hindrance:
    """``route`` and ``about``: the page where it is put right, by a route's name and its arguments."""

    sentence: str
    route: str
    about: tuple[str | UUID | int, ...]


def hindrances_of_enforcement(case: Case, *, today: date) -> Iterator[Hindrance]:
    """A time that stands, and a confirmation or a copy that is not sent of one. A day that has been needs neither.

    Nor does a time that an eviction has ended; one that came after it is asked for as any other.
    """
    course = enforcement_course(case)
    if course is None:
        return
    facts = facts_of(case)
    asked = {paper.id for paper in facts.notices if not law.is_evicted(facts, paper)}
    ahead = [time for time in course.times if time.at.date() >= today and str(time.notice) in asked]
    for time in ahead:
        day = journal_day(time.at.date())
        if time == course.stands:
            sentence = _("Tiden för avhysning %s gäller. Den är varken inställd eller verkställd.") % day
            yield Hindrance(sentence=sentence, route="enforcement:page", about=(case.pk,))
        for recipient in time.waiting:
            to_authority = _("Tiden för avhysning %s är inte bekräftad till Kronofogden.")
            copy = _("Hushållet har inte fått kopian av bekräftelsen för tiden %s.")
            sentence = (to_authority if recipient == AUTHORITY else copy) % day
            yield Hindrance(sentence=sentence, route="enforcement:confirm", about=(case.pk, time.notice, recipient))


def hindrances_of_work(case: Case, plan: law.Plan, *, today: date) -> Iterator[Hindrance]:
    """The adult unit's own legal steps, the follow-ups that are not done, what meetings left open, reports in draft."""
    arrived = {f"notice:{row.pk}": row.arrived_on for row in case.notices.all()}
    for item in legal_items_left(plan, ADULT, today=today):
        if item.step.done_when not in BY_FACT:
            title = _about_paper(item, arrived)
            sentence = _("Det här kräver lagen av er, och det är inte klart: %s.") % title
            about = (case.pk, item.step.id, item.subject, item.round)
            yield Hindrance(sentence=sentence, route="case:step", about=about)
    yield from _of_follow_ups(case, plan, today)
    yield from _of_meetings(case)
    for row in case.deviations.filter(state=DRAFT):
        day = journal_day(row.found_on)
        sentence = _("Utkastet om avvikelse från %s är inte avgjort. Lämna in det eller skriv varför inte.")
        yield Hindrance(sentence=sentence % day, route="money:deviation", about=(case.pk, row.pk))


def _about_paper(item: law.PlanItem, arrived: dict[str, date]) -> str:
    """The step, and which paper it is about: two papers ask for the same."""
    day = arrived.get(item.subject)
    if day is None:
        return item.step.title
    return _("%(title)s (underrättelsen som kom %(day)s)") % {"title": item.step.title, "day": journal_day(day)}


def _of_meetings(case: Case) -> Iterator[Hindrance]:
    """What was decided, promised or called to, and nobody has answered: in a closed case nobody is reminded of it."""
    sentences = {
        "decision": _("Det här är bestämt till %(day)s och inte avslutat: %(what)s."),
        "term": _("Ingen har svarat på om löftet till %(day)s hölls: %(what)s."),
        "agreement": _(
            "Det som ni kom fram till med %(what)s ska följas upp %(day)s. Följ upp det, och avsluta eller flytta."
        ),
        "meeting": _("Ett möte %(day)s är varken hållet eller inställt: %(what)s."),
    }
    routes = {"decision": "meetings:end_decision", "term": "meetings:settle", "agreement": "meetings:follow_up"}
    for row in left_open_in(case):
        what = load().coordination.meetings.kind(row.what).label if row.is_a == "meeting" else row.what.rstrip(".")
        sentence = sentences[row.is_a] % {"day": journal_day(row.day), "what": what}
        if row.is_a in routes:
            yield Hindrance(sentence=sentence, route=routes[row.is_a], about=(case.pk, row.id))
        else:  # held or called off, each on its own page
            yield Hindrance(sentence=sentence, route="meetings:overview", about=(case.pk,))


def _of_follow_ups(case: Case, plan: law.Plan, today: date) -> Iterator[Hindrance]:
    """The next round of each follow-up that may still be made. Where all holders have said no, none is theirs."""
    wanted = {row.step for row in load().coordination.enforcement.follow_ups}
    said: set[str] = set()
    for item in plan.items:
        over = item.ends_on is not None and item.ends_on < today
        if item.step.id not in wanted - said or not law.is_open(item) or over:
            continue
        said.add(item.step.id)
        told = {"title": item.step.title, "unit": capfirst(load().organisation.unit(item.step.unit).label)}
        sentence = _("En uppföljning är inte gjord: %(title)s. %(unit)s har den.") % told
        if item.step.unit == ADULT:
            about: tuple[str | UUID | int, ...] = (case.pk, item.step.id, item.round)
            yield Hindrance(sentence=sentence, route="enforcement:follow_up", about=about)
        else:
            yield Hindrance(sentence=sentence, route="tracks:page", about=(case.pk,))
