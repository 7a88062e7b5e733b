"""A registered notice: its answer page, its service days, the position on it, its original."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.access import notice_for, original_for
from kvar.casework.access_table import Act
from kvar.casework.casefile.arrival import arrival_of, services_of
from kvar.casework.errors import ActRefused, SavedByOther, Unseen
from kvar.casework.intake.drafts import draft_of, forget_draft
from kvar.casework.intake.originals import keep_original
from kvar.casework.intake.registering import take_position
from kvar.casework.intake.serving import record_service
from kvar.records.models import Notice
from kvar.web.intake.answer import answer_of
from kvar.web.intake.notice_forms import PaperForm, PositionForm, ServiceForm, service_forms, ways_to_serve
from kvar.web.intake.service_words import saved, service_words
from kvar.web.ui import clock
from kvar.web.ui.acting import act_form
from kvar.web.ui.kept_files import download_of
from kvar.web.ui.page import act_page, back_to, form_page, page, put_refusal


@page
def notice(request: HttpRequest, notice: UUID) -> HttpResponse:
    """What registering answers with."""
    today = clock.today(request)
    found = notice_for(request.actor, notice)
    arrival = arrival_of(request.actor, found, today=today)
    return render(request, "intake/notice.html", {"answer": answer_of(arrival, today=today)})


@act_page
def position(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Open an investigation, or write why not."""
    today, draft_name = clock.today(request), f"intake:position:{notice}"
    found = notice_for(request.actor, notice, act=Act.TAKE_POSITION)
    if request.method != "POST":
        kept = draft_of(by=request.actor, form=draft_name)
        form = PositionForm.resumed(kept.typed, today=today) if kept else PositionForm(today=today)
        return form_page(request, "intake/position.html", form=form, notice=found, draft=kept, draft_name=draft_name)
    form = PositionForm(request.POST, today=today)
    if form.is_valid() and _positioned(request, found, form):
        forget_draft(by=request.actor, form=draft_name)
        messages.success(request, _("Ställningstagandet är sparat."))
        return back_to("intake:notice", found.pk)
    return form_page(request, "intake/position.html", form=form, notice=found, draft=None, draft_name=draft_name)


def _positioned(request: HttpRequest, notice: Notice, form: PositionForm) -> bool:
    """Save it; False when the act refused, with its sentence in the form."""
    try:
        take_position(notice=notice, by=request.actor, today=clock.today(request), **form.told())
    except ActRefused as refusal:
        put_refusal(form, refusal)
        return False
    return True


@act_page
def service(request: HttpRequest, notice: UUID) -> HttpResponse:
    """The service day of each tenant: record it, correct it, or say that it is not known after all."""
    found = notice_for(request.actor, notice, act=Act.RECORD_SERVICE)
    words = service_words(found)
    forms = service_forms(services_of(found), request.POST, today=clock.today(request), how=words.how)
    posted = next((form for form in forms if form.is_bound), None)
    if posted is not None and posted.is_valid() and _served(request, found, posted):
        _tell(request, found, posted)
        return back_to("intake:notice", found.pk)
    if request.method == "POST" and posted is None:
        raise Unseen
    ways = ways_to_serve() if forms else []
    context = {"forms": forms, "form": posted, "notice": found, "ways": ways, "words": words}
    return render(request, "intake/service.html", context, status=422 if posted is not None else 200)


def _tell(request: HttpRequest, notice: Notice, form: ServiceForm) -> None:
    """What was saved; a day that does not count is told as a warning."""
    form.service.refresh_from_db(fields=["served_on", "method"])
    sentence, counts = saved(form.service, notice)
    messages.add_message(request, messages.SUCCESS if counts else messages.WARNING, sentence)


def _served(request: HttpRequest, notice: Notice, form: ServiceForm) -> bool:
    """Save one tenant's day; a colleague's newer day is shown beside what was typed."""
    form.service.notice = notice
    try:
        record_service(service=form.service, by=request.actor, today=clock.today(request), **form.told())
    except SavedByOther as refusal:
        form.show_theirs(refusal)
        return False
    except ActRefused as refusal:
        put_refusal(form, refusal)
        return False
    return True


@page
def original(request: HttpRequest, notice: UUID) -> HttpResponse:
    """The file as it came: always a download, never a page of ours (T49)."""
    return download_of(original_for(request.actor, notice))


@act_page
def keep(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Add the paper to a notice that was registered without it."""
    found = notice_for(request.actor, notice, act=Act.WRITE_NOTE)
    if found.case is None:
        raise Unseen
    return act_form(
        request,
        name=f"intake:keep_original:{notice}",
        kind=PaperForm,
        act=partial(keep_original, notice=found),
        template="intake/keep.html",
        done=_("Papperet är sparat."),
        onwards=lambda _made: back_to("intake:notice", notice),
        case=found.case,
        notice=found,
    )
