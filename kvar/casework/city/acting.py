"""The city through the acts, as people use them: every event on its day, by its worker, with the clock of that day."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, TypeVar

from django.db import transaction

from kvar.casework import households, tracks
from kvar.casework.access import Actor
from kvar.casework.city import events, rooms
from kvar.casework.city.contacting import CONTACT_ACTS
from kvar.casework.city.landlords import LANDLORD_ACTS
from kvar.casework.city.people import employ
from kvar.casework.city.stage import Cast, Stage
from kvar.casework.clock import as_if
from kvar.casework.closing import outcomes
from kvar.casework.intake import linking, registering, serving
from kvar.casework.learning.reviewing import ReviewTold, write_review
from kvar.casework.letters import issuing
from kvar.casework.letters.words import Chosen
from kvar.casework.steps import completing, corrections, notes
from kvar.records.models import Case, Notice, OpenStep, Service, StandingStep, User

E = TypeVar("E", bound=events.Event)
Progress = Callable[[int, int], None]


def cast() -> Cast:
    """Everybody who works in the city, signed up if need be."""
    actors = employ()
    return Cast(actors, {user.email: user for user in User.objects.filter(email__in=list(actors))})


def act_out(threads: Iterable[events.Thread], *, progress: Progress | None = None) -> list[Case]:
    """Perform every event of the threads day by day, one transaction a day; returns the cases in the threads' order."""
    everybody, told = cast(), [thread for thread in threads if thread.events]
    stages = [Stage() for _ in told]
    happened = sorted(
        ((event, number) for number, thread in enumerate(told) for event in thread.events),
        key=lambda item: (item[0].at, item[1]),
    )
    done = 0
    for _day, todays in groupby(happened, key=lambda item: item[0].day):
        with transaction.atomic():
            for event, number in todays:
                perform(event, stages[number], everybody)
                done += 1
        if progress:
            progress(done, len(happened))
    return [stage.open_case for stage in stages]


def perform(event: events.Event, stage: Stage, everybody: Cast) -> None:
    """One event by its act. Raises what the act raises: a script that cannot be acted is wrong."""
    by = everybody.actors[event.by]
    with as_if(event.at):
        ACTS[type(event)](event, stage, by, everybody)


def _notice(event: events.NoticeArrives, stage: Stage, by: Actor, _: Cast) -> None:
    notice = registering.take_in_notice(told=event.told, by=by, today=event.day, case=stage.case, because=("person",))
    stage.case = stage.case or notice.case
    if event.same_debt_as is not None:
        earlier = stage.notices[event.same_debt_as]
        linking.link_notice(notice=notice, case=stage.open_case, by=by, today=event.day, same_debt_as=earlier)
    stage.notices.append(notice)


def _responsible(event: events.ResponsibleNamed, stage: Stage, by: Actor, everybody: Cast) -> None:
    user = everybody.users[event.worker]
    tracks.assign_responsible(case=stage.open_case, by=by, today=event.day, user=user)


def _position(event: events.PositionTaken, stage: Stage, by: Actor, _: Cast) -> None:
    notice = stage.notices[event.notice]
    registering.take_position(notice=notice, by=by, today=event.day, opened=event.opened, reason=event.reason)


def _served(event: events.Served, stage: Stage, by: Actor, _: Cast) -> None:
    service = services_of(stage.notices[event.notice])[event.tenant]
    serving.record_service(
        service=service,
        by=by,
        today=event.day,
        served_on=event.on,
        method=event.method,
        source=event.source,
        version=service.version,
    )


def services_of(notice: Notice) -> list[Service]:
    """The notice's service rows, the tenant's first."""
    rows = Service.objects.filter(notice=notice).select_related("notice__case", "tenant__person")
    return sorted(rows, key=lambda row: (row.tenant.role != "tenant", row.tenant.person.name))


def _attempt(event: events.Attempted, stage: Stage, by: Actor, _: Cast) -> None:
    told: dict[str, Any] = {"on": event.day, "at": event.at.time(), "way": event.way, "reached": event.reached}
    notes.record_attempt(case=stage.open_case, by=by, today=event.day, note=event.note, **told)


def _answer(event: events.Answered, stage: Stage, by: Actor, _: Cast) -> None:
    told: dict[str, Any] = {"question": event.question, "yes": event.yes, "source": event.source}
    notes.answer_question(case=stage.open_case, by=by, today=event.day, note=event.note, **told)


def _member(event: events.MemberFound, stage: Stage, by: Actor, _: Cast) -> None:
    households.add_member(
        case=stage.open_case,
        by=by,
        today=event.day,
        told=event.told,
        role=event.role,
        said=dict(event.said),
        source=event.source,
        certainty=event.certainty,
    )


def _done(event: events.StepDone, stage: Stage, by: Actor, _: Cast) -> None:
    """Ticked, or done by an act that the script does not tell of in full."""
    if key := _open_step(stage, event.step):
        completing.complete_by_act(case=stage.open_case, by=by, today=event.day, note=event.note, **key)


def _skipped(event: events.StepSkipped, stage: Stage, by: Actor, _: Cast) -> None:
    if key := _open_step(stage, event.step):
        completing.skip_step(case=stage.open_case, by=by, today=event.day, reason=event.reason, **key)


def _open_step(stage: Stage, step: str) -> dict[str, Any]:
    """The key of the step's first open row; empty when it is not open."""
    rows = OpenStep.objects.filter(case=stage.open_case, step=step).order_by("subject", "round")
    return dict(rows.values("step", "subject", "round").first() or {})


def _withdrawn(event: events.StepWithdrawn, stage: Stage, by: Actor, _: Cast) -> None:
    row = StandingStep.objects.filter(case=stage.open_case, step=event.step).first()
    if row:
        key: dict[str, Any] = {"step": row.step, "subject": row.subject, "round": row.round}
        completing.withdraw_step(case=stage.open_case, by=by, today=event.day, reason=event.reason, **key)


def _note(event: events.NoteWritten, stage: Stage, by: Actor, _: Cast) -> None:
    notes.write_note(case=stage.open_case, by=by, today=event.day, text=event.text, shared=event.shared)


def _correction(event: events.FactCorrected, stage: Stage, by: Actor, _: Cast) -> None:
    notice = Notice.objects.get(pk=stage.notices[event.notice].pk)
    corrections.correct_fact(
        case=stage.open_case,
        by=by,
        today=event.day,
        fact=event.fact,
        object_id=notice.pk,
        new=event.new,
        version=notice.version,
        reason=event.reason,
    )


def _letter(event: events.LetterSent, stage: Stage, by: Actor, _: Cast) -> None:
    """A letter that would come late is sent without its day."""
    told: dict[str, Any] = {"letter": event.letter, "channel": event.channel, "chosen": Chosen(without_day=True)}
    issuing.issue_letter(case=stage.open_case, by=by, today=event.day, **told)


def _outcome(event: events.OutcomeRecorded, stage: Stage, by: Actor, _: Cast) -> None:
    told: dict[str, Any] = {"outcome": event.outcome, "on": event.on, "causes": list(event.causes)}
    outcomes.record_outcome(case=stage.open_case, by=by, today=event.day, note=event.note, **told)


def _review(event: events.ReviewWritten, stage: Stage, by: Actor, _: Cast) -> None:
    said: dict[str, Any] = {"could_have": event.could_have, "next_time": event.next_time}
    told = ReviewTold(hindrances=event.hindrances, took_part=event.took_part, **said)
    write_review(case=stage.open_case, by=by, today=event.day, told=told)


def _closed(event: events.CaseClosed, stage: Stage, by: Actor, _: Cast) -> None:
    outcomes.close_case(case=stage.open_case, by=by, today=event.day, note=event.note)


def _reopened(event: events.CaseReopened, stage: Stage, by: Actor, _: Cast) -> None:
    outcomes.reopen_case(case=stage.open_case, by=by, today=event.day, reason=event.reason)


ACTS: dict[type[events.Event], Callable[[Any, Stage, Actor, Cast], None]] = {
    events.NoticeArrives: _notice,
    events.ResponsibleNamed: _responsible,
    events.PositionTaken: _position,
    events.Served: _served,
    events.Attempted: _attempt,
    events.Answered: _answer,
    events.MemberFound: _member,
    events.StepDone: _done,
    events.StepSkipped: _skipped,
    events.StepWithdrawn: _withdrawn,
    events.NoteWritten: _note,
    events.FactCorrected: _correction,
    events.LetterSent: _letter,
    events.OutcomeRecorded: _outcome,
    events.ReviewWritten: _review,
    events.CaseClosed: _closed,
    events.CaseReopened: _reopened,
    **CONTACT_ACTS,
    **LANDLORD_ACTS,
    **rooms.ACTS,
}
