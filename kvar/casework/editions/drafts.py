"""Acts with a draft of the content: begin, change a step, a passage or the days, take in files, throw away."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.editions.draft_files import (
    file_of_chapter,
    file_of_list,
    file_with_step,
    lists_of,
    step_of,
    valid_chapter,
    valid_steps,
    write,
)
from kvar.casework.editions.journal import enter
from kvar.casework.editions.store import copy_content, draft_folder, readable_folder
from kvar.casework.errors import ActRefused, SavedByOther, Unseen
from kvar.content.edited import with_new_step, with_passage, with_step
from kvar.content.finding import Finding
from kvar.content.load import check, load
from kvar.records.models import ContentDraft

Fields = Mapping[str, Any]


def draft_for(actor: Actor, draft: UUID) -> ContentDraft:
    """A draft that is still being changed. Raises Unseen, the same for missing and for refused."""
    require(actor, Act.CHANGE_CONTENT)
    found = ContentDraft.objects.filter(pk=draft, ended_at=None).first()
    if found is None:
        raise Unseen
    return found


def drafts_begun(actor: Actor) -> QuerySet[ContentDraft]:
    """The drafts that are being changed, the newest change first."""
    require(actor, Act.CHANGE_CONTENT)
    return ContentDraft.objects.filter(ended_at=None).select_related("changed_by")


def findings_of(draft: ContentDraft) -> tuple[Finding, ...]:
    """What is wrong in the draft, measured against the edition in force: no id may be gone."""
    return check(draft_folder(draft.pk), replaces=load())


def take_turn(draft: ContentDraft, by: Actor, version: int) -> None:
    """Every act begins so: the second of two savers is told, and nothing is written."""
    require(by, Act.CHANGE_CONTENT)
    mine = ContentDraft.objects.filter(pk=draft.pk, version=version, ended_at=None)
    if not mine.update(version=version + 1, changed_by_id=by.id, changed_at=now()):
        newest = draft.entries.select_related("by").latest("at")
        raise SavedByOther(
            _("En kollega har ändrat utkastet under tiden. Läs vad, och spara igen om det du skrev ska gälla."),
            theirs=f"{newest.by.name}: {newest.text}",
        )


@transaction.atomic
def start_draft(*, by: Actor, today: date, label: str) -> ContentDraft:
    """A copy of the content in force, to change."""
    require(by, Act.CHANGE_CONTENT)
    moment, digest = now(), load().digest
    draft = ContentDraft.objects.create(
        id=uuid4(),
        label=label,
        based_on=digest,
        started_by_id=by.id,
        started_at=moment,
        changed_by_id=by.id,
        changed_at=moment,
    )
    copy_content(readable_folder(digest), draft_folder(draft.pk))
    enter(draft=draft, by=by, kind="started", text=_("Började utkastet %s.") % label)
    return draft


@transaction.atomic
def change_step(*, draft: ContentDraft, by: Actor, today: date, version: int, step: str, fields: Fields) -> None:
    """Write a step's fields. Refuses what the file could not hold, with the sentence for it."""
    take_turn(draft, by, version)
    file = file_with_step(draft, step)
    write(draft, file, lambda text: with_step(text, step, fields), valid_steps)
    enter(draft=draft, by=by, kind="changed", text=_("Ändrade steget %s.") % step)


@transaction.atomic
def add_step(*, draft: ContentDraft, by: Actor, today: date, version: int, checklist: str, fields: Fields) -> str:
    """A new step, last in its list; returns its id: the next number, for an id is never used again."""
    take_turn(draft, by, version)
    file = file_of_list(draft, checklist)
    taken = [int(step.id[1:]) for step in lists_of(draft)[file].steps]
    id = f"{checklist}{max(taken) + 1:02}"
    write(draft, file, lambda text: with_new_step(text, {"id": id, **fields}), valid_steps)
    enter(draft=draft, by=by, kind="changed", text=_("Lade till steget %s.") % id)
    return id


@transaction.atomic
def change_days(*, draft: ContentDraft, by: Actor, today: date, version: int, due: Mapping[str, Fields]) -> None:
    """New day limits for several local steps at once: by step id, its ``due``."""
    take_turn(draft, by, version)
    for step in due:  # all before any is written: files do not roll back
        if step_of(draft, step).origin != "local":
            raise ActRefused(_("Dagen för %s kommer ur lag och ändras inte här.") % step)
    for step, rule in due.items():
        write(draft, file_with_step(draft, step), _with_due(step, rule), valid_steps)
    changed = ", ".join(due) or _("inga steg")
    enter(draft=draft, by=by, kind="changed", text=_("Ändrade stadens egna dagar: %s.") % changed)


def _with_due(step: str, rule: Fields) -> Callable[[str], str]:
    return lambda text: with_step(text, step, {"due": rule})


@transaction.atomic
def change_passage(
    *, draft: ContentDraft, by: Actor, today: date, version: int, chapter: str, number: int, title: str, body: str
) -> None:
    """Write the words of one wording of a passage. ``number``: its place in the chapter, from 0."""
    take_turn(draft, by, version)
    file = file_of_chapter(draft, chapter)
    if "\n## " in f"\n{body}":
        raise ActRefused(_("Ett stycke kan inte ha rubriker på den nivån. Skriv ### i stället för ##."), field="body")
    write(draft, file, lambda text: with_passage(text, number, title=title, body=body), valid_chapter)
    enter(draft=draft, by=by, kind="changed", text=_("Ändrade stycket %s.") % title)


@transaction.atomic
def discard_draft(*, draft: ContentDraft, by: Actor, today: date, version: int) -> None:
    """Throw the draft away: it is no longer shown. Its files and its journal stay."""
    take_turn(draft, by, version)
    ContentDraft.objects.filter(pk=draft.pk).update(ended_at=now())
    enter(draft=draft, by=by, kind="discarded", text=_("Kastade utkastet."))
