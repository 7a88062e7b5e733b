"""What the pages about drafts and editions show: ready values for the templates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.casework.editions.draft_files import chapters_of, lists_of
from kvar.casework.editions.drafts import drafts_begun
from kvar.casework.editions.switching import editions_proposed
from kvar.content.due_words import due_in_words
from kvar.content.finding import Finding, Severity
from kvar.content.library import Library
from kvar.law import Origin
from kvar.records.models import ContentDraft, PublishedEdition
from kvar.web.ui.wording import day as spoken


@dataclass(frozen=True)
class Link:
    url: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """A list of steps or a chapter, with links to change each part. ``more_url``: to add to it."""

    title: str
    links: tuple[Link, ...]
    more_url: str = ""


@dataclass(frozen=True)
class FindingShown:
    place: str
    sentence: str
    error: bool


@dataclass(frozen=True)
class EditionShown:
    label: str
    url: str
    state: str
    by: str


def drafts_shown(actor: Actor) -> list[Link]:
    """The drafts that are being changed, the newest first: one query."""
    return [
        Link(reverse("revising:draft", args=[one.pk]), one.label, one.changed_by.name) for one in drafts_begun(actor)
    ]


def editions_shown(actor: Actor, today: date) -> list[EditionShown]:
    """What has been proposed and switched on, with what became of it: one query."""
    return [
        EditionShown(
            label=one.label,
            url=reverse("revising:edition", args=[one.pk]),
            state=state_of(one, today),
            by=" · ".join(person.name for person in (one.proposed_by, one.seconded_by) if person),
        )
        for one in editions_proposed(actor)
    ]


def state_of(edition: PublishedEdition, today: date) -> str:
    """Where an edition stands, in words."""
    when = {"day": spoken(edition.starts_on, today)}
    if edition.ended_at:
        return _("Tillbakatagen.")
    if not edition.seconded_at:
        return _("Föreslagen från %(day)s. Väntar på att en kollega slår på den.") % when
    return (_("Gäller från %(day)s.") if edition.starts_on > today else _("Började gälla %(day)s.")) % when


def lists_shown(draft: ContentDraft) -> list[Group]:
    """Every step of the draft, by list."""
    return [
        Group(
            title=told.title,
            links=tuple(
                Link(reverse("revising:step", args=[draft.pk, step.id]), f"{step.id} {step.title}")
                for step in told.steps
            ),
            more_url=reverse("revising:new_step", args=[draft.pk, told.list]),
        )
        for told in lists_of(draft).values()
    ]


def chapters_shown(draft: ContentDraft) -> list[Group]:
    """Every wording of every passage; a dated one says from when it reads so."""
    return [
        Group(
            title=chapter.title,
            links=tuple(
                Link(
                    reverse("revising:passage", args=[draft.pk, chapter.id, number]),
                    passage.title,
                    _("från %s") % spoken(passage.starts_on),
                )
                for number, passage in enumerate(chapter.passages)
            ),
        )
        for chapter in chapters_of(draft)
    ]


def findings_shown(findings: Iterable[Finding]) -> list[FindingShown]:
    """Faults first, then remarks, each with its file and line."""
    rows = [
        FindingShown(
            _("%(file)s, rad %(line)s") % {"file": one.file, "line": one.line},
            one.sentence,
            one.severity is Severity.ERROR,
        )
        for one in findings
    ]
    return sorted(rows, key=lambda row: not row.error)


def days_table(library: Library, today: date) -> dict[str, Any]:
    """The city's own day limits: step, unit and day in words."""
    steps = [one for one in library.steps.values() if one.origin is Origin.LOCAL and (one.until or today) >= today]
    rows = [
        [
            {"text": one.id, "url": f"{reverse('handbook:steps', args=[one.id[0]])}#{one.id}"},
            {"text": one.title, "head": True},
            {"text": library.organisation.unit(one.unit).short},
            {"text": due_in_words(one, library.reasons)},
        ]
        for one in steps
        if one.due.counted_from != "never"
    ]
    columns = [{"text": text} for text in (_("Steg"), _("Vad som görs"), _("Enhet"), _("Dag"))]
    return {"caption": _("Dagar som staden själv har satt"), "columns": columns, "rows": rows}
