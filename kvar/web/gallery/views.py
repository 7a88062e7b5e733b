"""Every component in every state, on one page: to look at, to test, to copy from. Demo only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kvar.web.gallery.forms import SampleForm
from kvar.web.gallery.pictures import pictures
from kvar.web.gallery.samples import everything
from kvar.web.ui import clock
from kvar.web.ui.forms import problems_of
from kvar.web.ui.readonly import nothing_written


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """404 in production: there is nothing here for anybody who works."""
    if not settings.DEMO:
        raise Http404
    today = clock.today(request)
    samples = everything()
    refused = SampleForm(samples["typed"], prefix="refused", today=today)
    shown = {
        **samples,
        "pictures": pictures(),
        "fresh": SampleForm(prefix="fresh", today=today),
        "refused": refused,
        "problems": problems_of(refused),
    }
    with nothing_written():
        return render(request, "gallery/page.html", shown)
