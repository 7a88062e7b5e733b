"""No log, no page (T29); and what every answer carries."""

import logging
from collections.abc import Callable
from uuid import uuid4

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseBase

from kvar.casework import looks
from kvar.casework.editions.in_force import content_of
from kvar.casework.errors import ActRefused, CaseClosed, Unseen
from kvar.content.load import ours, with_content
from kvar.web.ui import clock, errors

log = logging.getLogger(__name__)

NOTHING_ALLOWED = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), interest-cohort=()"
CARRIED = {
    "Cache-Control": "no-store",
    "Permissions-Policy": NOTHING_ALLOWED,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


class HeadersMiddleware:
    """Outermost: also the answers that other middleware gives carry the headers. Nothing dynamic is kept anywhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return carried(self.get_response(request))


class ContentMiddleware:
    """The edition of the content that is in force today, for the whole request. No database, no edition: ours then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            library = content_of(clock.today(request))
        except (OperationalError, InterfaceError):  # the page itself will say so, in words
            library = ours()
        with with_content(library):
            return self.get_response(request)


class LooksMiddleware:
    """Innermost: stores what the actor was shown before the first byte leaves; if it cannot be stored, 503."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.request_id = uuid4()
        return carried(self._logged(request, self.get_response(request)))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if isinstance(exception, CaseClosed):
            return errors.case_closed(request, exception)
        if isinstance(exception, Unseen):
            return errors.not_found(request, exception)
        if isinstance(exception, ActRefused):
            return errors.conflict(request, exception)
        if isinstance(exception, OperationalError | InterfaceError):
            log.error("database not answering, reference %s", errors.reference_of(request), exc_info=exception)
            return errors.unavailable(request, exception)
        return None

    def _logged(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        actor = getattr(request, "actor", None)
        if actor is None:
            return response
        try:
            route = request.resolver_match.view_name if request.resolver_match else ""
            looks.store(actor, route=route, request=request.request_id, at=clock.now())
        except Exception:
            log.exception("look not stored, nothing shown, reference %s", errors.reference_of(request))
            response.close()
            return errors.unavailable(request)
        return response


def carried(response: HttpResponseBase) -> HttpResponseBase:
    """The response with the headers that every answer carries. Static files keep their own caching."""
    for name, value in CARRIED.items():
        if name != "Cache-Control" or not response.has_header("Cache-Control") or "max-age=0" in response[name]:
            response[name] = value
    return response
