"""Changing a draft in the browser: a step, a passage of the handbook, the city's own days."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar.casework.editions.draft_files import chapters_of, lists_of, step_of
from kvar.casework.editions.drafts import add_step, change_days, change_passage, change_step, draft_for
from kvar.content.load import load
from kvar.content.schema import Step
from kvar.records.models import ContentDraft
from kvar.web.revising.acting import act_in_draft
from kvar.web.revising.forms import DaysForm, PassageForm, StepForm, step_initial
from kvar.web.revising.preview import passage_preview, step_preview
from kvar.web.ui import clock
from kvar.web.ui.page import act_page


@act_page
def step(request: HttpRequest, draft: UUID, step: str) -> HttpResponse:
    """One step of the draft, field by field, and how it will read."""
    found = draft_for(request.actor, draft)
    told = step_of(found, step)
    stands = step_initial(told)
    return act_in_draft(
        request,
        found,
        kind=StepForm,
        act=partial(change_step, step=step),
        template="revising/step.html",
        done=_("Steget är sparat i utkastet."),
        about=step,
        told={"library": load()},
        initial=stands,
        beside=partial(_beside_step, stands=stands),
        heading=f"{told.id} {told.title}",
        kept=_kept(told),
    )


@act_page
def new_step(request: HttpRequest, draft: UUID, checklist: str) -> HttpResponse:
    """A step more, last in a list. It gets the next number."""
    found = draft_for(request.actor, draft)
    title = next((told.title for told in lists_of(found).values() if told.list == checklist), None)
    if title is None:
        raise Http404
    return act_in_draft(
        request,
        found,
        kind=StepForm,
        act=partial(add_step, checklist=checklist),
        template="revising/step.html",
        done=_("Steget är tillagt i utkastet. Länka till det från ett stycke i handboken, så att det förklaras."),
        about=checklist,
        told={"library": load()},
        initial={"origin": "local", "skip": "caseworker"},
        beside=partial(_beside_step, stands={}),
        heading=_("Nytt steg i %s") % title,
    )


def _beside_step(form: StepForm, *, stands: dict[str, Any]) -> dict[str, Any]:
    return {"preview": step_preview(form, stands), "long_lists": form.long_lists}


@act_page
def passage(request: HttpRequest, draft: UUID, chapter: str, number: int) -> HttpResponse:
    """The words of one wording of a passage."""
    found = draft_for(request.actor, draft)
    told = next((one for one in chapters_of(found) if one.id == chapter), None)
    if told is None or number >= len(told.passages):
        raise Http404
    wording = told.passages[number]
    stands = {"title": wording.title, "body": wording.text}
    return act_in_draft(
        request,
        found,
        kind=PassageForm,
        act=partial(change_passage, chapter=chapter, number=number),
        template="revising/passage.html",
        done=_("Stycket är sparat i utkastet."),
        about=f"{chapter}:{number}",
        initial=stands,
        beside=lambda form: {"preview": passage_preview(form, stands)},
        chapter=told,
        wording=wording,
    )


@act_page
def days(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Every day limit of the city's own, on one page, to change together."""
    found = draft_for(request.actor, draft)
    steps = _local_steps(found, clock.today(request))
    return act_in_draft(
        request,
        found,
        kind=DaysForm,
        act=change_days,
        template="revising/days.html",
        done=_("Dagarna är sparade i utkastet."),
        told={"library": load(), "steps": steps},
        beside=partial(_beside_days, titles={told.list: told.title for told in lists_of(found).values()}, steps=steps),
    )


def _beside_days(form: DaysForm, *, titles: Mapping[str, str], steps: Mapping[str, Step]) -> dict[str, Any]:
    """The steps by list, each with its small form; a list with something to mend is open."""
    groups = []
    for letter, title in titles.items():
        rows = [(steps[id], row) for id, row in form.rows.items() if id[0] == letter]
        wrong = form.is_bound and any(row.errors for _step, row in rows)
        groups += [{"title": title, "rows": rows, "wrong": wrong}] if rows else []
    return {"groups": groups}


def _local_steps(draft: ContentDraft, today: date) -> dict[str, Step]:
    """The steps whose day is the city's own and can be counted; rounds are changed in the file."""
    return {
        one.id: one
        for told in lists_of(draft).values()
        for one in told.steps
        if one.origin == "local" and not one.at and one.due.counted_from != "never" and (one.until or today) >= today
    }


def _kept(step: Step) -> list[str]:
    """What the form does not ask about and the file keeps."""
    told = {
        _("blir klart av sig självt"): step.done_when,
        _("görs i %s") % ", ".join(step.same_as): step.same_as,
        _("görs %s gånger") % len(step.at): step.at,
        _("hör till ett brev"): step.letter,
        _("lämnar över till en annan enhet"): step.hands_to,
        _("görs för varje underrättelse"): step.per == "notice",
        _("fortsätter efter utfallet"): step.stays,
        _("upphör när bostaden är förlorad"): step.saves_home,
    }
    return [words for words, there in told.items() if there]
