"""One secret address, one calendar file. Nobody signs in here: the address itself is the key, until it is revoked."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kvar.casework.clock import day_outside, now
from kvar.casework.errors import Unseen
from kvar.casework.news.feeds import entries_of, feed_behind
from kvar.doors.calendar.written import calendar_of


@require_safe
def calendar(request: HttpRequest, address: str) -> HttpResponse:
    """The file, logged as a look of the person whose address it is. Unknown, revoked and over are answered the same."""
    today = day_outside()
    try:
        feed, actor = feed_behind(address, today=today)
    except Unseen:
        raise Http404 from None
    request.actor = actor
    written = calendar_of(
        feed, entries_of(feed, actor, today=today), at=now(), site=settings.ADDRESS or request.build_absolute_uri()
    )
    return HttpResponse(written, content_type="text/calendar; charset=utf-8")
