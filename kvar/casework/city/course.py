"""How a case goes: what is done on which day after the notice, by whom. Drawn before the days are known."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from kvar import law
from kvar.casework.city import events, papers, parameters
from kvar.casework.city.homes import Home, draw_service_delay
from kvar.casework.told import NoticeTold

Days = Callable[[int], date]  # offset in days from the first notice → the day it happens
REASONS_OPENED = (
    "Skulden och hushållets situation behöver utredas.",
    "Hushållet kan behöva stöd för att bo kvar.",
    "Upprepade underrättelser. Behovet av stöd behöver utredas.",
)
REASONS_NOT_OPENED = (
    "Hyresgästen har betalat och säger att inget stöd behövs.",
    "Skulden löses med hyresvärden. Hushållet tackar nej till stöd.",
)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Who works with the case, as e-mail addresses."""

    intake: str
    responsible: str
    money: str
    children: str


@dataclass(frozen=True)
class Planned:
    offset: int
    event: type[events.Event]
    by: str
    values: dict[str, Any]


@dataclass
class Course:
    """A case being drawn. A value that is a function gets ``Days`` and the notice once both are known.

    ``delay``: days that the first attempt to reach the household is late. ``timed_on``: the offset of an eviction that
    has its time and does not come about; nobody closes a case before that day has been.
    """

    home: Home
    desk: Desk
    chance: Random
    delay: int = 0
    timed_on: int = 0
    planned: list[Planned] = field(default_factory=list)

    def add(self, offset: int, event: type[events.Event], *, by: str = "", **values: Any) -> None:
        self.planned.append(Planned(offset, event, by or self.desk.responsible, values))

    def happens(self, probability: float) -> bool:
        return self.chance.random() < probability

    @property
    def debt(self) -> bool:
        return self.home.paper not in ("disturbance", "sublet")

    @property
    def length(self) -> int:
        """Days from the first notice to the last thing done."""
        return max(item.offset for item in self.planned)


def begin(course: Course) -> None:
    """The notice is in the case already: somebody is named, a position taken, the first steps done."""
    chance, desk = course.chance, course.desk
    named = chance.randint(0, 1) if course.happens(0.93) else chance.randint(3, 9)  # some wait for an owner
    course.add(named, events.ResponsibleNamed, by=desk.intake, worker=desk.responsible)
    take_position(course, notice=0, offset=chance.randint(0, 2) if course.happens(0.85) else chance.randint(3, 12))
    if course.happens(0.6):
        course.add(1, events.StepDone, step="H08", note="Inga pågående ärenden hos andra enheter.")
    if course.happens(0.6):
        course.add(1, events.StepDone, step="H10", note="Frist och hushåll vägda samman.")
    if course.debt and course.happens(0.75):
        course.add(chance.randint(1, 3), events.StepDone, step="B07", note="Ekonomiskt bistånd har fått uppgiften.")
    if course.home.children and course.happens(0.67):
        course.add(chance.randint(0, 1), events.Answered, **_children(True, "population_register"))
        course.add(1, events.StepDone, step="H07", note="Barn och unga fick uppgiften per telefon.")
        if desk.children:
            course.add(2, events.HandoverReceived, by=desk.children)
        _children_unit(course, 1)
    if course.debt and course.happens(0.6):
        course.add(1, events.StepDone, step="B07", note="Ekonomiskt bistånd har kvitterat.")
    if course.debt and course.happens(0.35):
        course.add(2, events.StepSkipped, step="H11", reason="Informationsbrev skickat ur Treserva.")


def take_position(course: Course, *, notice: int, offset: int) -> None:
    """Open an investigation or say why not."""
    opened = course.happens(0.55)
    reason = course.chance.choice(REASONS_OPENED if opened else REASONS_NOT_OPENED)
    course.add(offset, events.PositionTaken, opened=opened, reason=reason, notice=notice)


def find_service_day(course: Course) -> None:
    """When the tenant was served becomes known some days after, mostly; now and then never."""
    if course.home.paper == "disturbance" or course.home.paper == "sublet" or course.happens(0.15):
        return
    served = max(0, draw_service_delay(course.chance) - 3)
    source, method = "landlord", papers.draw_method(course.chance)
    known = served + course.chance.randint(1, 5)
    course.add(known, events.Served, on=lambda days, _: days(served), method=method, source=source)


def reach(course: Course) -> int:
    """Attempts until somebody answers, and what comes of the first conversation. Returns its offset."""
    offset = course.chance.randint(1, 3) + course.delay
    while not course.happens(0.6) and offset < 12 + course.delay:
        way = course.chance.choice(["phone", "phone", "sms", "letter", "note_in_letterbox"])
        way = "phone" if course.home.protected else way  # no message, no post: they go through mediation
        course.add(offset, events.Attempted, way=way, reached=False)
        offset += course.chance.randint(1, 3)
    way = course.chance.choice(["phone", "phone", "home_visit", "visit_to_us"])
    course.add(offset, events.Attempted, way=way, reached=True)
    _who_lives_there(course, offset)
    for step, probability in (("H17", 0.6), ("H18", 0.3), ("H28", 0.3), ("H05", 0.2)):
        if course.debt and course.happens(probability):
            course.add(offset, events.StepDone, step=step)
    if course.happens(0.35):
        told = course.chance.choice(
            ["Har fått lön och tror sig kunna betala.", "Väntar på beslut från Försäkringskassan."]
        )
        course.add(offset, events.NoteWritten, text=f"Samtal om hur skulden uppstod. {told}")
    return offset


def _who_lives_there(course: Course, offset: int) -> None:
    if not course.home.children:
        source = course.chance.choice(["tenant", "tenant", "landlord", "own_observation"])
        course.add(offset, events.Answered, **_children(False, source))
        return
    for child in course.home.children:
        said = (("registered", "yes" if child.registered else "no"), ("lives", child.lives))
        course.add(
            offset, events.MemberFound, told=child.told, said=said, source="tenant", certainty="confirmed", role="child"
        )
    course.add(offset, events.Answered, **_children(True, "tenant"))
    _children_unit(course, offset + 1)


def _children(yes: bool, source: str) -> dict[str, Any]:
    return {"question": law.Question.CHILDREN_AFFECTED, "yes": yes, "source": source}


def _children_unit(course: Course, offset: int) -> None:
    if course.desk.children and course.happens(0.7):
        desk, report = course.desk.children, course.happens(0.3)
        course.add(offset, events.StepDone, by=desk, step="B03")
        asked = {"question": law.Question.CHILD_REPORT_MADE, "yes": report, "source": "own_unit"}
        course.add(offset, events.Answered, by=desk, **asked)
        if report:
            course.add(offset, events.StepDone, by=desk, step="B04")
            course.add(offset + 9, events.StepDone, by=desk, step="B05", note="Ingen utredning inleds.")


def money(course: Course, offset: int, outcome: str) -> int:
    """What financial assistance does, and when the debt is settled. Returns the offset of that day."""
    settled = offset + course.chance.randint(4, 24)
    if outcome in ("kept_assistance", "kept_undertaking"):
        applied: dict[str, Any] = {"question": law.Question.ASSISTANCE_APPLIED_FOR, "yes": True, "source": "tenant"}
        course.add(offset, events.Answered, **applied)
        for step in ("H22", "H23") if course.desk.money else ():
            course.add(settled, events.StepDone, by=course.desk.money, step=step, note="Beslutat och skrivet.")
    if outcome == "kept_undertaking":
        _fact(course, settled, "undertaking_received_on", "Hyresvärden har bekräftat.")
    elif outcome in ("kept_debt_paid", "kept_assistance"):
        _fact(course, settled, "paid_on", "Kvitto visat.")
    return settled


def _fact(course: Course, offset: int, fact: str, reason: str, *, notice: int = 0) -> None:
    new = lambda days, _: days(offset)  # noqa: E731
    course.add(offset, events.FactCorrected, fact=fact, new=new, reason=reason, notice=notice)


def second_notice(course: Course, offset: int) -> int:
    """A repeat: the next month's rent, or the same debt put right. Returns how many notices there now are."""
    same = course.happens(0.2)

    def told(days: Days, first: NoticeTold) -> NoticeTold:
        return papers.next_paper(first, arrived_on=days(offset), same_debt=same, chance=Random(offset))

    course.add(offset, events.NoticeArrives, told=told, same_debt_as=0 if same else None)
    take_position(course, notice=1, offset=offset + course.chance.randint(0, 2))
    return 2


def enforcement(course: Course, offset: int, *, notices: int, executed: bool) -> int:
    """Kronofogden writes: eviction has been applied for; then the time, for those carried out and some called off."""
    number = f"U-{course.chance.randint(10_000, 99_999)}-{course.chance.randint(20, 26)}"
    course.add(offset, events.NoticeArrives, told=lambda days, first: _enforced(days, first, offset, None, number))
    take_position(course, notice=notices, offset=offset)
    if not executed and not course.happens(parameters.CALLED_OFF):
        return offset + course.chance.randint(10, 40)
    timed, day = offset + course.chance.randint(14, 30), offset + course.chance.randint(45, 60)
    course.add(timed, events.NoticeArrives, told=lambda days, first: _enforced(days, first, timed, day, number))
    take_position(course, notice=notices + 1, offset=timed)
    if not executed:
        course.timed_on = day
        return day - course.chance.randint(1, 10)
    _fact(course, day, "evicted_on", "Besked från Kronofogden.", notice=notices + 1)
    return day


def _enforced(days: Days, first: NoticeTold, arrives: int, day: int | None, number: str) -> NoticeTold:
    eviction_at = papers.at_ten(days(day)) if day is not None else None
    return papers.enforcement_paper(first, arrived_on=days(arrives), eviction_at=eviction_at, number=number)


def settle(day: date) -> date:
    """The day itself when people are at work, else the next working day."""
    return law.next_working_day(day)


def days_from(arrived_on: date) -> Days:
    """Offsets from this day, each moved to a working day."""
    return lambda offset: settle(arrived_on + timedelta(days=offset))
