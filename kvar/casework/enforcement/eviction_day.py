"""Who attends an eviction (S52, S61), and what was seen that day."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import ADULT, Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.enforcement.course import OWN_UNIT, record_event
from kvar.casework.enforcement.seen import DaySeen, require_likely_day
from kvar.casework.errors import ActRefused
from kvar.casework.facts import facts_of, with_everything
from kvar.casework.journal import enter
from kvar.casework.plans import rewrite_open_steps
from kvar.casework.telling import tell
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Answer, Attendance, Case, EvictionDay, Notice

CHILDREN_UNIT = "barn_och_unga"
ATTENDS = (ADULT, CHILDREN_UNIT)
CARRIED_OUT, OBSERVED = "carried_out", "own_observation"
SEEN_CARRIED_OUT = "seen_carried_out"  # told to the coordinating unit


def decide_attendance(
    *,
    notice: Notice,
    by: Actor,
    today: date,
    attends: bool,
    who: str = "",
    reason: str = "",
    consulted_on: date | None = None,
) -> Attendance:
    """The unit's decision; the newest stands. Not attending needs a reason and the day Kronofogden was consulted."""
    case = _case_of(notice, by)
    _require_decided(attends=attends, who=who, reason=reason, consulted_on=consulted_on, today=today)
    with transaction.atomic():
        require(by, Act.ATTEND_EVICTION, case)
        decided = Attendance.objects.create(
            case=case,
            notice=notice,
            unit=by.unit,
            attends=attends,
            who=who if attends else "",
            reason="" if attends else reason,
            consulted_on=None if attends else consulted_on,
            recorded_at=now(),
            recorded_by_id=by.id,
        )
        _enter_attendance(decided, by=by, today=today)
        rewrite_open_steps(case)
    return decided


def _enter_attendance(decided: Attendance, *, by: Actor, today: date) -> None:
    """Every unit reads who attends; why nobody of another unit than the coordinating one does is that unit's own."""
    case, shown = decided.case, {"attendance": str(decided.pk)}
    text = _("Med vid avhysningen: %s.") % decided.who if decided.attends else _("Ingen är med vid avhysningen.")
    why = "" if decided.attends else _("Skäl: %s") % decided.reason
    told = f"{text} {why}".strip() if by.unit == ADULT else text
    enter(case=case, by=by, today=today, kind="attendance", text=told, shown=shown)
    if why and by.unit != ADULT:
        enter(case=case, by=by, today=today, kind="attendance", text=why, shown=shown, shared=False)


def may_know_why(actor: Actor, decided: Attendance) -> bool:
    """May the actor read why nobody attends?"""
    return decided.unit in (ADULT, actor.unit)


def _require_decided(*, attends: bool, who: str, reason: str, consulted_on: date | None, today: date) -> None:
    if attends and not who.strip():
        raise ActRefused(_("Skriv vem som är med."), field="who")
    if attends:
        return
    if not reason.strip():
        raise ActRefused(_("Skriv varför ingen är med. Skälet sparas i journalen."), field="reason")
    if consulted_on is None:
        sentence = _("Skriv vilken dag ni samrådde med Kronofogden. Utan samråd är någon alltid med.")
        raise ActRefused(sentence, field="consulted_on")
    if consulted_on > today:
        raise ActRefused(_("Samrådet kan inte ligga efter idag. Kontrollera dagen."), field="consulted_on")


def _case_of(notice: Notice, by: Actor) -> Case:
    if notice.case is None or not notice.eviction_at:
        raise ActRefused(_("Underrättelsen har ingen tid. Ladda om sidan."))
    if by.unit not in ATTENDS:
        raise ActRefused(_("Det här görs av vuxenenheten och av barn och unga."))
    return notice.case


def record_day(*, notice: Notice, by: Actor, today: date, seen: DaySeen) -> EvictionDay:
    """The record of the day, one for each unit that was there. It does the step that asks for it."""
    case = _case_of(notice, by)
    _require_its_day(notice, seen.on, today)
    if not seen.attended.strip():
        raise ActRefused(_("Skriv vem som var där från oss, eller ”ingen”."), field="attended")
    require_likely_day(seen)
    try:
        with transaction.atomic():
            require(by, Act.ATTEND_EVICTION, case)
            day = _store(case=case, notice=notice, by=by, seen=seen)
            _note_storage(case=case, by=by, today=today, seen=seen)
            _note_carried_out(notice=notice, case=case, by=by, today=today, seen=seen)
            text, shown = day_text(day), {"eviction_day": str(day.pk)}
            own = by.unit == ADULT
            enter(case=case, by=by, today=today, kind="eviction_day", text=text, shown=shown, shared=own)
            rewrite_open_steps(case)
    except IntegrityError as error:
        raise ActRefused(_already(notice, by)) from error
    return day


def day_set(notice: Notice) -> date:
    """The day, in Sweden, that Kronofogden has set. From then on the day can be recorded (practice.md K21)."""
    assert notice.eviction_at is not None
    return localtime(notice.eviction_at).date()


def _require_its_day(notice: Notice, on: date, today: date) -> None:
    """Who was there, and where the household went, is not known before the day. It may go on longer than its day."""
    if on > today:
        raise ActRefused(_("Dagen har inte varit än. Det du har skrivit finns kvar som utkast."), field="on")
    if on < day_set(notice):
        sentence = _(
            "Avhysningen är satt till %s, och det som hände kan inte ha hänt före den dagen. Det du har skrivit finns "
            "kvar som utkast. Har Kronofogden satt en ny tid, registrera först den underrättelsen."
        )
        raise ActRefused(sentence % journal_day(day_set(notice)), field="on")


def _store(*, case: Case, notice: Notice, by: Actor, seen: DaySeen) -> EvictionDay:
    said = asdict(seen) | {"met": [*seen.met], "offered": [*seen.offered], "children": dict(seen.children)}
    del said["carried_out"]
    return EvictionDay.objects.create(
        case=case,
        notice=notice,
        unit=by.unit,
        stored_until=storage_ends_on(case, evicted_on=seen.on) if seen.stored else None,
        recorded_at=now(),
        recorded_by_id=by.id,
        **said,
    )


def _note_carried_out(*, notice: Notice, case: Case, by: Actor, today: date, seen: DaySeen) -> None:
    """The coordinating unit keeps the course: its yes is an event, another unit's is told to it, to be written there.

    Nothing is told where the course says it already.
    """
    if not seen.carried_out:
        _require_not_contradicted(notice, case, seen)
        return
    recorded = case.enforcement_events.filter(kind=CARRIED_OUT, on__gte=notice.arrived_on)
    if by.unit == ADULT and not recorded.exists():
        record_event(case=case, by=by, today=today, kind=CARRIED_OUT, on=seen.on, told_by=OWN_UNIT)
    elif by.unit != ADULT and not recorded.filter(on__gte=seen.on).exists():
        where: dict[str, Any] = {"administration": case.administration, "unit": ADULT, "case": case}
        tell(kind=SEEN_CARRIED_OUT, key=f"{SEEN_CARRIED_OUT}:{notice.pk}:{by.unit}", today=today, **where)


def _require_not_contradicted(notice: Notice, case: Case, seen: DaySeen) -> None:
    """A no beside a recorded eviction leaves nobody knowing which is true."""
    newest = case.enforcement_events.order_by("-on", "-recorded_at").first()
    if seen.carried_out is False and newest and newest.kind == CARRIED_OUT and newest.on >= notice.arrived_on:
        sentence = _(
            "Det är redan inskrivet att avhysningen blev av %s. Välj Ja, eller skriv först in vad som hände i stället "
            "på sidan Kronofogden."
        )
        raise ActRefused(sentence % journal_day(newest.on), field="carried_out")


def _note_storage(*, case: Case, by: Actor, today: date, seen: DaySeen) -> None:
    """The plan asks whether the belongings are stored: this is the answer."""
    if seen.stored is not None:
        said = {"question": law.Question.BELONGINGS_STORED, "yes": seen.stored, "source": OBSERVED}
        layer: dict[str, Any] = {"unit": by.unit, "shared": by.unit == ADULT}
        Answer.objects.create(case=case, said_on=today, recorded_at=now(), recorded_by_id=by.id, **said, **layer)


def storage_ends_on(case: Case, *, evicted_on: date) -> date | None:
    """The last day on which the belongings are surely there: they may be sold or thrown away after it (UB 16:6)."""
    facts = facts_of(with_everything(Case.objects.filter(pk=case.pk)).get())
    facts = replace(facts, enforcement=replace(facts.enforcement, evicted_on=evicted_on))
    return law.stored_until(law.deadlines_of(facts, load().rules.law))


def day_text(day: EvictionDay) -> str:
    """What the journal says: who was there, what was offered, where the household and its things went."""
    words = load().coordination.enforcement
    parts = [
        _("Avhysningsdagen %(day)s. Med från oss: %(who)s.") % {"day": journal_day(day.on), "who": day.attended},
        _("Vi träffade: %s.") % ", ".join(words.label("met", id) for id in day.met) if day.met else "",
        _("Erbjöds: %s.") % ", ".join(words.label("offers", id) for id in day.offered) if day.offered else "",
        _("Hushållet tog vägen till: %s.") % words.label("housing", day.went_to) if day.went_to else "",
        _storage_text(day),
        day.note,
    ]
    return " ".join(filter(None, parts))


def _storage_text(day: EvictionDay) -> str:
    """Where the belongings are and until when; nothing while nobody knows whether they are stored."""
    if not day.stored:
        return "" if day.stored is None else _("Inget ställdes i magasin.")
    where = day.stored_at.strip().rstrip(".")
    text = _("Sakerna är i magasin: %s.") % where if where else _("Sakerna är i magasin. Var är inte känt.")
    if day.stored_until is None:
        return text
    said = {"text": text, "until": journal_day(day.stored_until)}
    return _("%(text)s De får hämtas åtminstone till och med %(until)s.") % said


def _already(notice: Notice, by: Actor) -> str:
    first = EvictionDay.objects.select_related("recorded_by").filter(notice=notice, unit=by.unit).first()
    name = first.recorded_by.name if first else _("En kollega")
    return _("%s har redan skrivit in dagen. Din text är kvar här. Lägg den i en anteckning.") % name
