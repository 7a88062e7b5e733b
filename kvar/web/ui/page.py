"""What every page is wrapped in. Both decorators ask the route table: a route that is not in it is closed.

``page``      GET and HEAD; nothing can be written.
``act_page``  the methods of its row in the route table: GET shows the form (and cannot write), POST acts.

Both need somebody signed in, and put the actor at ``request.actor``; ``LooksMiddleware`` stores what it was shown.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from kvar.casework.access import actor_of
from kvar.casework.employment import works_here
from kvar.casework.errors import ActRefused, CaseClosed, Unseen
from kvar.casework.route_table import READ, ROUTES, Route
from kvar.web.ui import clock
from kvar.web.ui.context import home_of
from kvar.web.ui.readonly import nothing_written
from kvar.web.ui.typed import keep_typed

View = Callable[..., HttpResponseBase]
BACK = "ater"
FRONT_DOOR = "/"


def page(view: View) -> View:
    """A page that is only read."""
    return _guarded(view, only=READ)


def act_page(view: View) -> View:
    """A page with an act: the form on GET, the deed on POST."""
    return _guarded(view, only=None)


class SeeOther(HttpResponseRedirect):
    """303: the deed is done, go and read."""

    status_code = 303


def back_to(target: object, *args: object, **kwargs: object) -> HttpResponse:
    """See other. ``target`` is a URL name, a path or an object with its own address."""
    return SeeOther(resolve_url(target, *args, **kwargs))


def came_from(request: HttpRequest) -> str:
    """The page of ours that led here and wants the person back afterwards (``?ater=``); empty when none does."""
    asked = request.GET.get(BACK, "")
    return asked if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else ""


def form_page(request: HttpRequest, template: str, *, form: BaseForm, **context: object) -> HttpResponse:
    """The page with its form; 422 when the form has been refused, with everything that was typed.

    ``draft_name``: what the form's draft is called; what is sent in and not saved is kept there.
    """
    refused = form.is_bound and bool(form.errors)
    if request.method == "POST" and (draft := context.get("draft_name")):
        keep_typed(request, str(draft))
    return render(request, template, {**context, "form": form}, status=422 if refused else 200)


def put_refusal(form: BaseForm, refusal: ActRefused) -> None:
    """The act's own sentence, beside the field it names, or on top of the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)


def _guarded(view: View, *, only: frozenset[str] | None) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated or _has_left(request):
            return _sign_in_first(request)
        if _begins_elsewhere(request):
            return HttpResponseRedirect(home_of(request.user.role))
        route = _admit(request)
        methods = route.methods if only is None else route.methods & only
        if request.method not in methods:
            return HttpResponseNotAllowed(sorted(methods))
        try:
            return _read(view, request, *args, **kwargs) if request.method in READ else view(request, *args, **kwargs)
        except CaseClosed:
            raise  # the middleware says by whom and when
        except Unseen:
            raise Http404 from None

    return answer


def _has_left(request: HttpRequest) -> bool:
    """Has her employment ended? Then the session ends with this request, whether or not the night's job has run."""
    if works_here(request.user, on=clock.today(request)):
        return False
    logout(request)
    return True


def _begins_elsewhere(request: HttpRequest) -> bool:
    """At the front door, with a role that does not have the page there: she is led to the first that is hers."""
    if request.path != FRONT_DOOR or request.method not in READ:
        return False
    return request.user.role not in ROUTES[request.resolver_match.view_name].roles


def _admit(request: HttpRequest) -> Route:
    """The route's row, if the actor's role is in it. A refusal is a look too: it is noted before it is given."""
    request.actor = actor = actor_of(request.user)
    name = request.resolver_match.view_name
    route = ROUTES.get(name)
    if route is None or actor.role not in route.roles:
        actor.look.note("refused", f"route:{name}")
        raise PermissionDenied
    return route


def _read(view: View, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
    """The view and its template, both inside the block where nothing can be written."""
    with nothing_written():
        response = view(request, *args, **kwargs)
        if hasattr(response, "render"):
            response.render()
    return response


def _sign_in_first(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in page, and back afterwards. htmx is asked to leave the page as a whole."""
    front_door = request.path == FRONT_DOOR  # whoever comes there is led to a page of her own after signing in
    response = redirect_to_login("" if front_door else request.get_full_path())
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": response["Location"]})
    return response
