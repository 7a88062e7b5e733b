"""Before and after an edition is switched on: what changes, the proposal, the second person, the way back."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.editions.drafts import draft_for
from kvar.casework.editions.journal import entries_of
from kvar.casework.editions.store import draft_folder, library_of, published_folder, readable_folder
from kvar.casework.editions.switching import edition_for, propose_edition, switch_on_edition, take_back_edition
from kvar.casework.editions.trial import effects_of, library_of_draft, try_on_cases
from kvar.casework.errors import ActRefused
from kvar.content.comparison import Written, differences
from kvar.content.finding import ContentError
from kvar.content.library import Library
from kvar.content.load import load
from kvar.web.revising.acting import act_in_draft
from kvar.web.revising.effects import effects_shown
from kvar.web.revising.files import changed_files
from kvar.web.revising.forms import ProposeForm, TakeBackForm
from kvar.web.revising.shown import state_of
from kvar.web.ui import clock
from kvar.web.ui.acting import act_form
from kvar.web.ui.compared import in_short, kinds_shown
from kvar.web.ui.forms import Form
from kvar.web.ui.page import act_page, back_to


@act_page
def changes(request: HttpRequest, draft: UUID) -> HttpResponse:
    """What the draft changes: the words, and the cases. POST tries it on a portion of cases more."""
    found = draft_for(request.actor, draft)
    try:
        library = library_of_draft(found)
    except ActRefused as refusal:
        return render(request, "revising/changes.html", {"draft_of_content": found, "unreadable": refusal.sentence})
    if request.method == "POST":
        _try(request, library.digest, library)
        return back_to("revising:changes", found.pk)
    shown = {"draft_of_content": found} | _what_changes(request, library.digest, library, draft_folder(found.pk))
    return render(request, "revising/changes.html", shown)


@act_page
def propose(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Ask a colleague to switch the draft on, as it is now."""
    return act_in_draft(
        request,
        draft_for(request.actor, draft),
        kind=ProposeForm,
        act=propose_edition,
        template="revising/propose.html",
        done=_("Utgåvan är föreslagen. Be en kollega som är processledare att läsa den och slå på den."),
        initial={"starts_on": clock.today(request)},
        back=("revising:start",),
    )


@act_page
def edition(request: HttpRequest, edition: UUID) -> HttpResponse:
    """A proposal or an edition: why, what it changes, its journal. POST tries it on more cases, or switches it on."""
    found, today = edition_for(request.actor, edition), clock.today(request)
    if request.method == "POST" and "switch_on" not in request.POST:
        _try_published(request, found.digest)
        return back_to("revising:edition", found.pk)
    waiting = not found.seconded_at and not found.ended_at
    shown: dict[str, Any] = {"edition": found, "state": state_of(found, today), "entries": entries_of(found.draft)}
    shown |= {"waiting": waiting, "own": found.proposed_by_id == request.actor.id}
    shown |= _read(request, found.digest) if waiting else {}
    return act_form(
        request,
        name=f"revising:edition:{found.pk}",
        kind=Form,
        act=partial(switch_on_edition, edition=found),
        template="revising/edition.html",
        done=_("Utgåvan är påslagen."),
        onwards=lambda _made: back_to("revising:start"),
        **shown,
    )


@act_page
def take_back(request: HttpRequest, edition: UUID) -> HttpResponse:
    """Undo, with the reason."""
    found = edition_for(request.actor, edition)
    return act_form(
        request,
        name=f"revising:take_back:{found.pk}",
        kind=TakeBackForm,
        act=partial(take_back_edition, edition=found),
        template="revising/take_back.html",
        done=_("Utgåvan är tillbakatagen. Den som gällde före gäller igen."),
        onwards=lambda _made: back_to("revising:start"),
        edition=found,
        draft_of_content=found.draft,
    )


def _read(request: HttpRequest, digest: str) -> dict[str, Any]:
    try:
        return _what_changes(request, digest, library_of(digest), published_folder(digest))
    except ContentError as error:
        return {"unreadable": error.findings[0].sentence}


def _what_changes(request: HttpRequest, digest: str, library: Library, folder: Path) -> dict[str, Any]:
    """Beside the edition in force: in the cases, in the texts as they read today, and in the files."""
    today = clock.today(request)
    effects = effects_of(digest, today=today)
    found = differences(Written(load(), today), Written(library, today))
    return {
        "effects": effects_shown(effects, library) if effects else None,
        "short": in_short(found),
        "kinds": kinds_shown(found),
        "files": changed_files(readable_folder(load().digest), folder),
    }


def _try_published(request: HttpRequest, digest: str) -> None:
    try:
        _try(request, digest, library_of(digest))
    except ContentError as error:
        messages.error(request, error.findings[0].sentence)


def _try(request: HttpRequest, digest: str, library: Library) -> None:
    try:
        try_on_cases(by=request.actor, today=clock.today(request), digest=digest, library=library)
    except ActRefused as refusal:
        messages.error(request, refusal.sentence)
