"""Hand a case over, receive it, say no with a reason, take it back. Until somebody answers it waits with both."""

from datetime import date
from functools import cache, partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.employment import staff
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.journal import enter
from kvar.casework.owner.ownerless import heads_of, those_who_see
from kvar.casework.plans import rewrite_open_steps
from kvar.casework.steps.completing import complete_step
from kvar.casework.steps.handing import enter_between, hand_to, handovers_known_to, receiver_of, tell_receiver
from kvar.casework.steps.waiting import already_waits, steps_handing_to
from kvar.casework.telling import tell, tell_no_more
from kvar.casework.tracks import assign_responsible, receive_track
from kvar.content.load import load
from kvar.records.models import Case, Handover, JournalEntry, StandingStep, Track, User

ACCEPTED, REFUSED, TAKEN_BACK = "accepted", "refused", "taken_back"


def hand_over(
    *, case: Case, by: Actor, today: date, unit: str, message: str = "", user: User | None = None
) -> Handover:
    """Hand the case to another unit, or the responsibility to a colleague. The steps that ask for it are then done.

    Each of them has a hand-over of its own; the last one is returned.
    """
    try:
        with transaction.atomic():
            require(by, Act.HAND_OVER, case)
            asked = steps_handing_to(case, by, unit) if user is None else []
            _require_may_hand(case, by, unit, user, anew=bool(asked), today=today)
            made = None
            for item in asked:
                key: dict[str, Any] = {"step": item.step.id, "subject": item.subject, "round": item.round}
                complete_step(case=case, by=by, today=today, note=message, **key)
                made = Handover.objects.get(case=case, from_unit=by.unit, to_unit=unit, answer="", **key)
            if made is None:
                made = hand_to(case=case, by=by, today=today, unit=unit, message=message, user=user)
                _enter_handed(made, by, today)
            rewrite_open_steps(case)
    except IntegrityError as error:
        raise ActRefused(already_waits(case, by, unit)) from error
    return made


def _enter_handed(made: Handover, by: Actor, today: date) -> None:
    """The entry of a hand-over that no step asks for; one between colleagues is their unit's own, with its message."""
    text = _("Överlämnat till %s.") % receiver_of(made)
    if made.to_id:
        text = f"{text} {made.message}".strip()
    told: dict[str, Any] = {"shown": {"handover": str(made.pk), "told": made.told}, "shared": made.to_id is None}
    enter(case=made.case, by=by, today=today, kind="handed_over", text=text, **told)
    tell_receiver(made, today=today)


def _require_may_hand(case: Case, by: Actor, unit: str, user: User | None, *, anew: bool, today: date) -> None:
    """``anew``: a step asks for it, whatever already waits there."""
    if unit not in {one.id for one in load().organisation.units} or (user is None) != (unit != by.unit):
        raise ActRefused(_("Välj vem som ska ta emot."), field="user")
    if user and (user.pk == by.id or (user.administration, user.unit) != (by.administration, unit)):
        raise ActRefused(_("Välj en kollega i din enhet."), field="user")
    there = staff(on=today, administration=case.administration, unit=unit, **({"pk": user.pk} if user else {}))
    if user and not there.exists():
        raise ActRefused(_("%(name)s arbetar inte kvar. Välj en annan.") % {"name": user.name}, field="user")
    if case.household.protected and not there.filter(cleared=True).exists():
        raise ActRefused(_("Ingen där har behörighet för skyddade personuppgifter. Ring enhetschefen i stället."))
    if not anew and Handover.objects.filter(case=case, from_unit=by.unit, to_unit=unit, answer="").exists():
        raise ActRefused(already_waits(case, by, unit))


def accept_handover(
    *, handover: Handover, by: Actor, today: date, note: str = "", user: User | None = None
) -> JournalEntry:
    """Receive it: *mottaget av … kl …*. A colleague who accepts is then responsible; in a unit it is ``user``, if any.

    No day moves: what the law wants is counted from where it was counted before.
    """
    with transaction.atomic():
        case = _require_answerer(handover, by)
        _answer(handover, by, today, answer=ACCEPTED, note=note)
        receive_track(case=case, by=by)
        taker = User.objects.get(pk=by.id) if handover.to_id else user
        if taker:
            assign_responsible(case=case, by=by, today=today, user=taker)
        return _end(handover, by, today, kind="received", text=_("Mottaget av %s.") % by.name, note=note)


def refuse_handover(*, handover: Handover, by: Actor, today: date, refusal: str, note: str = "") -> JournalEntry:
    """Say no, with a reason. The case stays with the sender, who is told; the step is open again with its old day."""
    reason = next((one for one in load().coordination.tracks.refusal_reasons if one.id == refusal), None)
    if reason is None:
        raise ActRefused(_("Välj varför ni inte tar emot."), field="refusal")
    if reason.needs_note and not note.strip():
        raise ActRefused(_("Skriv vad som saknas eller är fel, så att de kan göra om det."), field="note")
    with transaction.atomic():
        case = _require_answerer(handover, by)
        _answer(handover, by, today, answer=REFUSED, note=note, refusal=refusal)
        _open_step_again(handover)
        _let_out(handover)
        why = _("Skäl: %(reason)s. %(note)s") % {"reason": reason.label, "note": note}
        entry = _end(handover, by, today, kind="handover_refused", text=_("Inte mottaget."), note=why)
        place: dict[str, Any] = {
            "administration": case.administration,
            "unit": handover.from_unit,
            "to": handover.by_id,
        }
        tell(kind="handover_refused", key=f"handover_refused:{handover.pk}", today=today, case=case, **place)
    return entry


def take_back_handover(*, handover: Handover, by: Actor, today: date, note: str) -> JournalEntry:
    """The sender takes it back before anybody has answered; why stands in the journal."""
    if not note.strip():
        raise ActRefused(_("Skriv varför överlämningen tas tillbaka."), field="note")
    with transaction.atomic():
        require(by, Act.HAND_OVER, handover.case)
        if by.unit != handover.from_unit:
            raise Unseen
        _answer(handover, by, today, answer=TAKEN_BACK, note=note)
        _open_step_again(handover)
        _let_out(handover)
        return _end(handover, by, today, kind="handover_taken_back", text=_("Överlämningen tas tillbaka."), note=note)


def _require_answerer(handover: Handover, by: Actor) -> Case:
    require(by, Act.ANSWER_HANDOVER, handover.case)
    if by.unit != handover.to_unit or handover.to_id not in (None, by.id):
        raise Unseen
    return handover.case


def _answer(handover: Handover, by: Actor, today: date, *, answer: str, note: str, refusal: str = "") -> None:
    """The first answer counts; the second of two is told whose it was."""
    said = {"answer": answer, "refusal": refusal, "answer_note": note[:400]}
    waits = Handover.objects.filter(pk=handover.pk, answer="")
    if not waits.update(answered_on=today, answered_at=now(), answered_by_id=by.id, **said):
        first = Handover.objects.select_related("answered_by").get(pk=handover.pk)
        name = first.answered_by.name if first.answered_by else _("En kollega")
        raise ActRefused(_("%(name)s har redan svarat på överlämningen.") % {"name": name})
    tell_no_more(f"handed_over:{handover.pk}", f"not_received:{handover.pk}")
    handover.refresh_from_db()


def _open_step_again(handover: Handover) -> None:
    key = {"step": handover.step, "subject": handover.subject, "round": handover.round}
    StandingStep.objects.filter(case=handover.case, state=law.StandingState.DONE, **key).delete()


def _let_out(handover: Handover) -> None:
    """A unit that the hand-over let in leaves again, unless it has begun: what the plan asks of it lets it in anew."""
    begun = JournalEntry.objects.filter(case=handover.case, unit=handover.to_unit).exclude(kind="received").exists()
    handed = Handover.objects.filter(case=handover.case, to_unit=handover.to_unit)
    let_in = handed.filter(let_in=True).exists() and not handed.filter(answer="").exists()
    if let_in and not begun:
        Track.objects.filter(case=handover.case, unit=handover.to_unit, responsible=None).delete()


def _end(handover: Handover, by: Actor, today: date, *, kind: str, text: str, note: str) -> JournalEntry:
    """The entry that every unit reads, without the words for the other side; between colleagues with them."""
    between = handover.to_id is None
    if between:
        enter_between(handover, by=by, today=today, kind=kind, words=note)
    told: dict[str, Any] = {"shown": {"handover": str(handover.pk)}, "shared": between}
    text = text if between else f"{text} {note}".strip()
    entry = enter(case=handover.case, by=by, today=today, kind=kind, text=text, **told)
    rewrite_open_steps(handover.case)
    return entry


def handover_for(actor: Actor, case: Case, handover: UUID) -> Handover:
    """A hand-over from or to the actor's unit: what is written in it is for the two sides. Raises Unseen."""
    rows = handovers_known_to(actor, case).filter(pk=handover).select_related("case__household", "by", "to")
    found = rows.select_related("answered_by").first()
    if found is None:
        actor.look.note("refused", f"handover:{handover}")
        raise Unseen
    return found


def tell_of_unreceived(today: date) -> int:
    """The nightly job: the sender and the receiver's heads learn that nobody has received. Once for each hand-over."""
    waits = load().coordination.tracks.unreceived_working_days
    told, heads_at = 0, cache(partial(heads_of, today=today))
    rows = Handover.objects.filter(answer="", case__closed_on=None, on__lt=today).select_related(
        "case__household", "by"
    )
    for row in rows.order_by("on", "pk"):
        if law.add_working_days(row.on, waits) > today:
            continue
        place: dict[str, Any] = {
            "administration": row.case.administration,
            "today": today,
            "case": row.case,
            "kind": "not_received",
        }
        told += tell(key=f"not_received:{row.pk}:sender", unit=row.from_unit, to=row.by_id, **place)
        seeing = those_who_see(row.case, heads_at(row.case.administration, row.to_unit))
        heads: list[UUID | None] = [head.pk for head in seeing]
        for head in heads or [None]:
            told += tell(key=f"not_received:{row.pk}:{head or row.to_unit}", unit=row.to_unit, to=head, **place)
    return told
