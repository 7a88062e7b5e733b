"""The plan as rows: what a step's row says beside its title, and which few of forty steps stand open on the page."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.access_table import Act
from kvar.casework.casefile import CaseFile, StepShown, UnitShown
from kvar.casework.deadlines.reckoning import DeadlineShown
from kvar.law import State
from kvar.records.models import Case
from kvar.web.case.places import Place, place_of
from kvar.web.ui.wording import day, distance, short_day

MOST_OPEN = 5  # a case of forty steps shows five; the rest are one press away
SOON = timedelta(days=7)
LOOKS = {State.NOT_YET: "waiting"}


@dataclass(frozen=True, kw_only=True)
class StepRow:
    """``doing``: where it gets done, when it is not simply ticked. ``tick``: may this actor tick it now?"""

    step: StepShown
    url: str
    look: str
    state: str
    day: str
    doing: Place | None
    tick: bool
    skip: bool
    postpone: bool


@dataclass(frozen=True, kw_only=True)
class UnitPart:
    """One unit's steps: ``first`` stand on the page, ``rest`` are opened; ``note`` says who and since when."""

    unit: UnitShown
    note: str
    count: str
    told: str
    hidden: str
    first: tuple[StepRow, ...]
    rest: tuple[StepRow, ...]


def row_of(step: StepShown, *, case: Case, may: frozenset[Act], today: date) -> StepRow:
    """One step with its words and where it gets done."""
    open_and_own = step.open and step.own
    return StepRow(
        step=step,
        url=url_of(step, case),
        look=_look(step, today),
        state=_state(step, today),
        day=_day(step, today),
        doing=place_of(step, case, may=may) if open_and_own else None,
        tick=open_and_own and not step.by_fact and Act.COMPLETE_STEP in may,
        skip=open_and_own and step.may_skip and Act.SKIP_STEP in may,
        postpone=open_and_own and step.may_wait and Act.POSTPONE_STEP in may,
    )


def url_of(step: StepShown, case: Case) -> str:
    """The step's own page."""
    return reverse("case:step", args=[case.pk, *step.key])


def parts_of(file: CaseFile, *, today: date) -> tuple[UnitPart, ...]:
    """The plan by unit. The most urgent open steps stand first; the next right step has its own place above."""
    waiting = [step for unit in file.units for step in unit.steps if step.open and step != file.next]
    first = {step.key for step in _first(waiting, today)}
    return tuple(_part(unit, first, file, today) for unit in file.units)


def _first(waiting: list[StepShown], today: date) -> list[StepShown]:
    """Five: the most urgent one of every other unit, the rest from the own unit."""
    urgent = sorted(waiting, key=lambda step: (step.due is None, step.due or today))
    others = list({step.unit: step for step in reversed(urgent) if not step.own}.values())
    own = [step for step in urgent if step.own]
    return [*own[: MOST_OPEN - len(others)], *others]


def _part(unit: UnitShown, first: set[tuple[str, str, int]], file: CaseFile, today: date) -> UnitPart:
    rows = [row_of(step, case=file.case, may=file.may, today=today) for step in unit.steps]
    total = len(rows)
    return UnitPart(
        unit=unit,
        note=_note(unit, today, refused=unit.id in file.refusals),
        count=_("%(done)s av %(total)s klara") % {"done": unit.done_count, "total": total} if total else "",
        told=_told(unit),
        hidden=_hidden(unit, refused=unit.id in file.refusals),
        first=tuple(row for row in rows if row.step.key in first),
        rest=tuple(row for row in rows if row.step.key not in first),
    )


def _told(unit: UnitShown) -> str:
    """*13 öppna, 9 klara, 2 senare*: what *Visa alla* opens."""
    said = [_("%s öppna") % unit.open_count, _("%s klara") % unit.done_count]
    return ", ".join([*said, _("%s senare") % unit.waiting_count] if unit.waiting_count else said)


def _note(unit: UnitShown, today: date, *, refused: bool) -> str:
    if unit.done_on and not unit.own:
        return _("klart %s") % short_day(unit.done_on, today)
    if unit.coordinates:
        return _("samordnar, %s") % unit.responsible if unit.responsible else _("samordnar, ingen ansvarig ännu")
    if unit.received_on is None:
        return _("sa nej till överlämningen") if refused else _("väntar på att enheten tar emot")
    received = _("mottaget %s") % short_day(unit.received_on, today)
    return f"{received}, {unit.responsible}" if unit.responsible else received


def _hidden(unit: UnitShown, *, refused: bool) -> str:
    """What another unit has in its own room, as *mottaget*, *väntar*, *sa nej* or *klart* and nothing more."""
    if unit.own:
        return ""
    waits = _("sa nej") if refused else _("väntar")
    words = _("klart") if unit.done_on else _("mottaget") if unit.received_on else waits
    return _("Enhetens egna steg: %s") % words


def _look(step: StepShown, today: date) -> str:
    """Red is kept for what the law wants today or earlier; a day of the city's own is said in words."""
    if step.open and step.by_law and step.due and step.due <= today:
        return "overdue"
    if step.state is State.OVERDUE:
        return "late"
    return LOOKS.get(step.state, step.state.value)


def _state(step: StepShown, today: date) -> str:
    if step.state is State.SOON and step.due == today:
        return _("idag")
    return {
        State.OVERDUE: _("försenat"),
        State.SOON: _("snart"),
        State.NOT_YET: _("senare"),
        State.POSTPONED: _("uppskjutet"),
        State.SKIPPED: _("görs inte"),
    }.get(step.state, "")


def _day(step: StepShown, today: date) -> str:
    if step.on:
        return ", ".join(filter(None, [short_day(step.on, today), step.by]))
    if step.until:
        return ", ".join(filter(None, [_("till %s") % short_day(step.until, today), step.by]))
    if step.due is None:
        return ""
    if step.at_once and step.due <= today:
        return _("genast")
    said = _("senast %s") if step.due_certain else _("tidigast %s")
    return said % short_day(step.due, today)


def due_of(step: StepShown, today: date) -> str:
    """The due day in whole words with its distance: *senast tisdag 24 november · om 2 dagar*."""
    if step.due is None:
        return _("ingen bestämd dag")
    if step.at_once and step.due <= today:
        return _("genast")
    said = _("senast %s") if step.due_certain else _("tidigast %s")
    return f"{said % day(step.due, today)} · {distance(step.due, today)}"


def tone_of(deadline: DeadlineShown | None, *, today: date) -> str:
    """Red only on the last day and after it, amber for *snart*; a day that is not certain is not shown as calm."""
    if deadline is None or deadline.day is None or deadline.met:
        return "calm"
    if deadline.day <= today:
        return "late"
    return "soon" if deadline.day - today <= SOON else "calm" if deadline.sure else "unknown"
