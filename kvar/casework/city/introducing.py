"""The city has begun to bring the routine into use: meetings in Hisingen, what they decided, and a plan."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from kvar.casework.access import Actor
from kvar.casework.city.people import ADULT, CHILDREN, MONEY, employ, workers
from kvar.casework.clock import as_if
from kvar.casework.introduction.activities import Place, plan_activity
from kvar.casework.introduction.decisions import decide_change
from kvar.casework.introduction.workshops import start_workshop, write_down

AT = "hisingen"


@dataclass(frozen=True)
class Meeting:
    """``said``: answers to the questions in their order; those in ``handed`` (counted from 0) go to the process
    leaders. ``decided``: what, and the day counted from the city's last."""

    unit: str
    days_ago: int
    said: tuple[str, ...]
    handed: frozenset[int]
    decided: tuple[tuple[str, int], ...]


MEETINGS = (
    Meeting(
        ADULT,
        12,
        (
            "Checklistan är ny för hälften av oss. Att ringa samma dag gjorde vi redan.",
            "När det gäller barn är det tydligt. Oklart vem som tar emot underrättelser på fredagar efter lunch.",
            "En gemensam tid i veckan med ekonomiskt bistånd. Idag mejlar vi, och svaren dröjer.",
            "Ja. Vår mottagningsrutin säger att brevet går först, rutinen säger att vi ringer.",
        ),
        frozenset({1, 2}),
        (
            ("Mottagningsrutinen: vi ringer samma dag som underrättelsen kommer. Brevet går efteråt.", -2),
            ("En fast avstämning med ekonomiskt bistånd, tisdagar klockan nio.", 8),
        ),
    ),
    Meeting(
        CHILDREN,
        9,
        (
            "Att vi ska kvittera när vuxenenheten berättar om ett barn.",
            "Ska vi alltid göra en skyddsbedömning, också när skulden redan är betald?",
            "Att få veta klockslaget för en avhysning samma dag som det kommer.",
        ),
        frozenset({1}),
        (("En person i mottagningen bevakar vuxenenhetens besked varje dag.", 5),),
    ),
    Meeting(MONEY, 5, ("Att ta ställning till skulden innan tiden går ut, också utan ansökan.",), frozenset(), ()),
)
# activity, for whom, who, the day counted from the city's last
PLANNED: tuple[tuple[str, Place, str, int], ...] = (
    ("information_i_natverk", ("", ""), "Johan Brandt", 10),
    ("stodmaterial", ("", ""), "Karin Ekdal", 10),
    ("lokal_samordning", (AT, ""), "", -4),
    ("genomgang_pa_enheten", (AT, ADULT), "Enhetschefen", 20),
    ("uppfoljning_i_natverken", ("", ""), "Karin Ekdal och Johan Brandt", 60),
)


def introduce(*, today: date) -> None:
    """Hold the meetings and make the plan, each on its day and through the acts."""
    actors = employ()
    heads = {w.unit: actors[w.email] for w in workers() if (w.administration, w.role) == (AT, "unit_head")}
    leader = next(actors[w.email] for w in workers() if w.role == "process_leader")
    for meeting in MEETINGS:
        with as_if(_morning(today, meeting.days_ago)):
            _hold(meeting, by=heads[meeting.unit], today=today)
    with as_if(_morning(today, 3)):
        for activity, place, owner, days in PLANNED:
            due_on = today + timedelta(days=days)
            plan_activity(by=leader, today=today, activity=activity, place=place, owner=owner, due_on=due_on, note="")


def _hold(meeting: Meeting, *, by: Actor, today: date) -> None:
    day = today - timedelta(days=meeting.days_ago)
    workshop = start_workshop(by=by, today=day, held_on=day)
    for number, (note, text) in enumerate(zip(workshop.notes.all(), meeting.said, strict=False)):
        write_down(note=note, by=by, today=day, text=text, handed_over=number in meeting.handed, version=1)
    for what, days in meeting.decided:
        decide_change(workshop=workshop, by=by, today=day, what=what, owner=by.id, due_on=today + timedelta(days=days))


def _morning(today: date, days_ago: int) -> datetime:
    return timezone.make_aware(datetime.combine(today - timedelta(days=days_ago), time(9, 30)))
