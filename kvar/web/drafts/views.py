"""What is typed is kept while it is typed, so that a reload or a time-out loses nothing."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from kvar.casework.errors import ActRefused
from kvar.casework.intake.drafts import save_draft
from kvar.web.ui.page import act_page
from kvar.web.ui.typed import typed_in
from kvar.web.ui.wording import clock_time


@act_page
def save(request: HttpRequest) -> HttpResponse:
    """Answers with one line of plain text. ``?formular=`` names the form; files and passwords are never kept."""
    form = request.GET.get("formular", "")
    if not form:
        return HttpResponse(status=400)
    try:
        saved_at = save_draft(by=request.actor, form=form, typed=typed_in(request))
    except ActRefused as refusal:
        return HttpResponse(refusal.sentence, status=422, content_type="text/plain; charset=utf-8")
    told = gettext("Sparat %s") % clock_time(saved_at)
    return HttpResponse(told, content_type="text/plain; charset=utf-8")
