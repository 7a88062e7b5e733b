"""How a made-up case ends: the outcome, the time in follow-up, and the closing."""

from kvar.casework.city import events
from kvar.casework.city.course import Course

FOLLOW_UPS = ("H31",) * 3 + ("K23", "K25") + ("K26",) * 4  # each round of them, as far as it is open
WEEK = 7  # longer than any row of days on which nobody works
NO_MORE = "Hushållet vill inte att vi hör av oss mer."


def end(course: Course, offset: int, *, outcome: str, causes: tuple[str, ...]) -> None:
    """The outcome, the time in follow-up, and the closing."""
    course.add(offset, events.OutcomeRecorded, outcome=outcome, on=lambda days, _: days(offset), causes=causes)
    closing = offset + course.chance.randint(1, 21)
    if outcome.startswith("kept") and course.happens(0.5):
        closing = offset + 90 + course.chance.randint(0, 7)
        course.add(closing, events.StepDone, step="H31", note="Bor kvar, hyran betald tre månader i rad.")
    closing = max(closing, course.timed_on + WEEK) if course.timed_on else closing
    course.planned[:] = [item for item in course.planned if item.offset <= closing]
    others = (course.desk.money, course.desk.children)
    if not all(others):
        return  # nobody there to receive and be done: the case stays in follow-up
    course.add(closing, events.UnitDone)  # first: what the adult unit still hands over is received
    for desk in others:
        course.add(closing, events.HandoverReceived, by=desk)
        course.add(closing, events.UnitDone, by=desk)
    for step in FOLLOW_UPS:
        course.add(closing, events.StepSkipped, step=step, reason=NO_MORE)
    if course.desk.children:
        course.add(closing, events.StepSkipped, step="K24", reason=NO_MORE, by=course.desk.children)
    course.add(closing, events.CaseClosed, note="Avslutat efter uppföljning. Hushållet vet vart det kan vända sig.")
