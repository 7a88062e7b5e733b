"""The drafts: those there are, one as a whole, its files, and how it is begun and thrown away."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.editions.archive import packed, take_in_files
from kvar.casework.editions.drafts import discard_draft, draft_for, findings_of, start_draft
from kvar.casework.editions.in_force import edition_in_force
from kvar.casework.editions.journal import entries_of
from kvar.casework.editions.switching import proposal_of
from kvar.casework.errors import ActRefused
from kvar.content.load import load
from kvar.web.revising.acting import act_in_draft
from kvar.web.revising.forms import ArchiveForm, DiscardForm, StartForm
from kvar.web.revising.shown import (
    chapters_shown,
    days_table,
    drafts_shown,
    editions_shown,
    findings_shown,
    lists_shown,
)
from kvar.web.ui import clock
from kvar.web.ui.page import act_page, back_to, form_page, page


@act_page
def start(request: HttpRequest) -> HttpResponse:
    """What is in force, what waits for a second person, the drafts; POST begins a new one."""
    today = clock.today(request)
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        draft = start_draft(by=request.actor, today=today, label=form.cleaned_data["label"])
        return back_to("revising:draft", draft.pk)
    meant = edition_in_force(today)
    shown: dict[str, Any] = {
        "in_force": meant,
        "unreadable": meant is not None and meant.digest != load().digest,
        "ours": load().edition,
        "drafts": drafts_shown(request.actor),
        "editions": editions_shown(request.actor, today),
    }
    return form_page(request, "revising/start.html", form=form, **shown)


@page
def local_days(request: HttpRequest) -> HttpResponse:
    """Every day limit that the city has set for itself, on one page; for everybody to read."""
    table = days_table(load(), clock.today(request))
    return render(request, "revising/local_days.html", {"table": table})


@page
def draft(request: HttpRequest, draft: UUID) -> HttpResponse:
    """One draft: what is wrong in it, what can be changed, and what has been done with it."""
    found = draft_for(request.actor, draft)
    findings = findings_of(found)
    shown: dict[str, Any] = {"draft": found, "findings": findings_shown(findings), "entries": entries_of(found)}
    try:
        shown |= {"lists": lists_shown(found), "chapters": chapters_shown(found)}
    except ActRefused as refusal:
        shown["unreadable"] = refusal.sentence
    shown["proposed"] = proposal_of(found)
    return render(request, "revising/draft.html", shown)


@page
def download(request: HttpRequest, draft: UUID) -> HttpResponse:
    """The draft's folder as one file."""
    found = draft_for(request.actor, draft)
    name = f"kvar-utkast-{found.changed_at:%Y-%m-%d}.zip"
    return HttpResponse(
        packed(found),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@act_page
def files(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Take the folder home, change it there, and bring it back."""
    return act_in_draft(
        request,
        draft_for(request.actor, draft),
        kind=ArchiveForm,
        act=take_in_files,
        template="revising/files.html",
        done=_("Filerna är inlästa. Kontrollen säger om något behöver rättas."),
    )


@act_page
def discard(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Throw the draft away."""
    return act_in_draft(
        request,
        draft_for(request.actor, draft),
        kind=DiscardForm,
        act=discard_draft,
        template="revising/discard.html",
        done=_("Utkastet är kastat."),
        back=("revising:start",),
    )
