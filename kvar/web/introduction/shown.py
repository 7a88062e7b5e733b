"""What the pages show: ready values for the templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.casework.introduction.decisions import OPEN, STATES
from kvar.casework.introduction.reach import may_plan_for
from kvar.content.introduction import Activity, Leading
from kvar.content.load import load
from kvar.content.organisation import ProcessLeader
from kvar.law import StepRule
from kvar.records.models import DecidedChange, PlannedActivity, WorkshopNote
from kvar.web.ui import wording
from kvar.web.ui.addresses import page_read, passage_read


@dataclass(frozen=True)
class Way:
    """A way on; ``url`` is empty where there is none yet."""

    url: str
    text: str


@dataclass(frozen=True)
class ChangeShown:
    """``when`` says in words that the day has passed; ``late`` is the same for the eye."""

    what: str
    owner: str
    when: str
    late: bool
    state: str
    reason: str
    place: str
    url: str


@dataclass(frozen=True)
class PlannedShown:
    """``url``: where it is changed, for those who may."""

    place: str
    owner: str
    when: str
    late: bool
    note: str
    changed: str
    url: str


@dataclass(frozen=True)
class ActivityShown:
    id: str
    title: str
    text: str
    led_by: str
    way: Way
    rows: tuple[PlannedShown, ...]


@dataclass(frozen=True)
class Said:
    """What one unit said at one meeting."""

    place: str
    on: date
    text: str


@dataclass(frozen=True)
class QuestionHeard:
    """A question with what the units have handed over."""

    asked: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class ContactShown:
    """``cover``: who takes the questions of a vacant post."""

    post: ProcessLeader
    placement: str
    cover: ProcessLeader | None


@dataclass(frozen=True)
class SectionShown:
    title: str
    when: str
    steps: tuple[tuple[StepRule, str], ...]
    url: str


def place_in_words(administration: str, unit: str) -> str:
    """ "Vuxenenheten, Socialförvaltningen Hisingen"; the whole city where neither is named."""
    city = load().organisation
    if not administration:
        return _("Hela staden")
    whole = city.administration(administration).label
    return f"{city.unit(unit).label.capitalize()}, {whole}" if unit else whole


def way_of(row: Leading, *, by: Actor, today: date) -> Way:
    """Where a row of the content leads; nowhere where the page is not there yet, or not the reader's."""
    if row.passage:
        return Way(*passage_read(row.passage, today=today))
    return Way(*page_read(row.page, by=by)) if row.page else Way("", "")


def change_shown(change: DecidedChange, *, today: date) -> ChangeShown:
    late = change.state == OPEN and change.due_on < today
    return ChangeShown(
        what=change.what,
        owner=change.owner.name,
        when=_when(change.due_on, today=today, late=late),
        late=late,
        state=str(STATES[change.state]),
        reason=change.reason,
        place=place_in_words(change.workshop.administration, change.workshop.unit),
        url=reverse("introduction:decision", args=[change.pk]),
    )


def activities_shown(planned: Iterable[PlannedActivity], *, by: Actor, today: date) -> list[ActivityShown]:
    """Every activity of the content, in its order, with the times it is planned."""
    rows = list(planned)
    return [
        ActivityShown(
            id=activity.id,
            title=activity.title,
            text=activity.text,
            led_by=activity.led_by,
            way=way_of(activity, by=by, today=today),
            rows=tuple(_planned_shown(row, by=by, today=today) for row in rows if row.activity == activity.id),
        )
        for activity in load().introduction.activities
    ]


def activity_named(id: str) -> Activity | None:
    """The activity of the content, if it has it."""
    return next((one for one in load().introduction.activities if one.id == id), None)


def _planned_shown(row: PlannedActivity, *, by: Actor, today: date) -> PlannedShown:
    late = row.done_on is None and row.due_on < today
    done = _("Gjort %s") % wording.day(row.done_on, today) if row.done_on else ""
    told = {"name": row.changed_by.name, "day": wording.short_day(row.changed_at, today)}
    return PlannedShown(
        place=place_in_words(row.administration, row.unit),
        owner=row.owner,
        when=done or _when(row.due_on, today=today, late=late),
        late=late,
        note=row.note,
        changed=_("Skrivet av %(name)s, %(day)s") % told,
        url=_address_to_change(row, by),
    )


def _address_to_change(row: PlannedActivity, by: Actor) -> str:
    mine = may_plan_for(by, row.administration, row.unit)
    return reverse("introduction:planned", args=[row.pk]) if mine else ""


def heard(notes: Iterable[WorkshopNote]) -> list[QuestionHeard]:
    """The notes that were handed over, by question; ``notes`` come in that order."""
    return [
        QuestionHeard(asked=rows[-1].asked, said=tuple(map(_said, rows)))
        for rows in (list(group) for _question, group in groupby(notes, key=lambda note: note.question))
    ]


def _said(note: WorkshopNote) -> Said:
    met = note.workshop
    return Said(place=place_in_words(met.administration, met.unit), on=met.held_on, text=note.text)


def contacts_shown() -> list[ContactShown]:
    city = load().organisation
    return [
        ContactShown(
            post=post,
            placement=city.administration(post.placement).label,
            cover=city.process_leader(post.cover) if post.vacant and post.cover else None,
        )
        for post in city.process_leaders
    ]


def sections_shown() -> list[SectionShown]:
    """The routine on one sheet: the steps of each section that the content has chosen, with the unit that does them."""
    library = load()
    return [
        SectionShown(
            title=row.title,
            when=row.when,
            steps=tuple((step, library.organisation.unit(step.unit).short) for step in map(library.step, row.steps)),
            url=reverse("handbook:steps", args=[row.list]),
        )
        for row in library.introduction.summary
    ]


def _when(day: date, *, today: date, late: bool) -> str:
    told = {"day": wording.day(day, today), "distance": wording.distance(day, today)}
    return _("Försenat: skulle vara klart %(day)s") % told if late else _("Senast %(day)s, %(distance)s") % told
