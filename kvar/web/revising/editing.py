"""Changing a draft in the browser: a step, a passage of the handbook, the city's own days."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar.casework.editions.draft_files import chapters_of, lists_of, step_of
from kvar.casework.editions.drafts import add_step, change_days, change_passage, change_step, draft_for
from kvar.content.load import load
from kvar.content.schema import Step
from kvar.records.models import ContentDraft
from kvar.web.revising.acting import act_page_of
from kvar.web.revising.forms import DueFields, PassageForm, StepForm, due_initial, step_initial
from kvar.web.revising.preview import passage_preview, step_preview
from kvar.web.ui import clock
from kvar.web.ui.forms import Form
from kvar.web.ui.page import act_page


@act_page
def step(request: HttpRequest, draft: UUID, step: str) -> HttpResponse:
    """One step of the draft, field by field, and how it will read."""
    found, today = draft_for(request.actor, draft), clock.today(request)
    told = step_of(found, step)

    def act(form: StepForm, version: int) -> None:
        change_step(draft=found, by=request.actor, today=today, version=version, step=step, fields=form.arguments())

    form = _step_form(request, today, step_initial(told))
    return act_page_of(
        request,
        found,
        form=form,
        act=act,
        template="revising/step.html",
        done=_("Steget är sparat i utkastet."),
        back=("revising:draft", found.pk),
        heading=f"{told.id} {told.title}",
        long_lists=form.long_lists,
        preview=step_preview(form, step_initial(told)),
        kept=_kept(told),
    )


@act_page
def new_step(request: HttpRequest, draft: UUID, checklist: str) -> HttpResponse:
    """A step more, last in a list. It gets the next number."""
    found, today = draft_for(request.actor, draft), clock.today(request)
    title = next((told.title for told in lists_of(found).values() if told.list == checklist), None)
    if title is None:
        raise Http404

    def act(form: StepForm, version: int) -> None:
        fields = form.arguments()
        add_step(draft=found, by=request.actor, today=today, version=version, checklist=checklist, fields=fields)

    form = _step_form(request, today, {"origin": "local", "skip": "caseworker"})
    return act_page_of(
        request,
        found,
        form=form,
        act=act,
        template="revising/step.html",
        done=_("Steget är tillagt i utkastet. Länka till det från ett stycke i handboken, så att det förklaras."),
        back=("revising:draft", found.pk),
        heading=_("Nytt steg i %s") % title,
        long_lists=form.long_lists,
        preview=step_preview(form, {}),
    )


@act_page
def passage(request: HttpRequest, draft: UUID, chapter: str, number: int) -> HttpResponse:
    """The words of one wording of a passage."""
    found, today = draft_for(request.actor, draft), clock.today(request)
    told = next((one for one in chapters_of(found) if one.id == chapter), None)
    if told is None or number >= len(told.passages):
        raise Http404
    wording = told.passages[number]

    def act(form: PassageForm, version: int) -> None:
        words = form.cleaned_data
        place = {"chapter": chapter, "number": number}
        change_passage(draft=found, by=request.actor, today=today, version=version, **place, **words)

    initial = {"title": wording.title, "body": wording.text}
    form = PassageForm(request.POST) if request.method == "POST" else PassageForm(initial=initial)
    return act_page_of(
        request,
        found,
        form=form,
        act=act,
        template="revising/passage.html",
        done=_("Stycket är sparat i utkastet."),
        back=("revising:draft", found.pk),
        chapter=told,
        wording=wording,
        preview=passage_preview(form, initial),
    )


@act_page
def days(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Every day limit of the city's own, on one page, to change together."""
    found, today = draft_for(request.actor, draft), clock.today(request)
    steps = _local_steps(found, today)
    typed = request.POST if request.method == "POST" else None
    rows = {
        id: DueFields(typed, prefix=id, library=load(), today=today, initial=due_initial(one.due))
        for id, one in steps.items()
    }
    whole = DaysForm(typed, rows=rows)

    def act(_form: Form, version: int) -> None:
        new = {id: row.due for id, row in rows.items() if row.has_changed()}
        change_days(draft=found, by=request.actor, today=today, version=version, due=new)

    return act_page_of(
        request,
        found,
        form=whole,
        act=act,
        template="revising/days.html",
        done=_("Dagarna är sparade i utkastet."),
        back=("revising:draft", found.pk),
        rows=[{"id": id, "title": one.title, "form": rows[id]} for id, one in steps.items()],
    )


class DaysForm(Form):
    """The small forms of the steps as one: right when all are."""

    def __init__(self, *args: Any, rows: dict[str, DueFields], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows

    def clean(self) -> None:
        wrong = [id for id, row in self.rows.items() if not row.is_valid()]
        if wrong:
            self.add_error(None, _("Dagen behöver rättas för: %s.") % ", ".join(wrong))


def _local_steps(draft: ContentDraft, today: date) -> dict[str, Step]:
    """The steps whose day is the city's own and can be counted; rounds are changed in the file."""
    return {
        one.id: one
        for told in lists_of(draft).values()
        for one in told.steps
        if one.origin == "local" and not one.at and one.due.counted_from != "never" and (one.until or today) >= today
    }


def _step_form(request: HttpRequest, today: date, initial: dict[str, Any]) -> StepForm:
    typed = request.POST if request.method == "POST" else None
    return StepForm(typed, initial=initial, library=load(), today=today)


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
    }
    return [words for words, there in told.items() if there]
