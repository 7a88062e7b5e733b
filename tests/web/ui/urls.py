"""A small site for the frame's own tests: one page of each kind, and everything that can go wrong."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from kvar.casework.errors import ActRefused, Unseen
from kvar.records.models import User
from kvar.web.ui.page import act_page, back_to, page

CANARY = "19800101-2380 Kanariefågel"


@page
def reads(request: HttpRequest) -> HttpResponse:
    request.actor.look.note("listed", "case:1")
    return HttpResponse(CANARY)


@page
def writes(request: HttpRequest) -> HttpResponse:
    User.objects.update(phone="1")
    return HttpResponse("skrev")


@act_page
def acts(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        User.objects.update(phone="2")
        return back_to("worklist:my_day")
    return HttpResponse("formulär")


@act_page
def acts_on_get(request: HttpRequest) -> HttpResponse:
    User.objects.update(phone="3")
    return HttpResponse("skrev")


@page
def hides(request: HttpRequest) -> HttpResponse:
    raise Unseen


@act_page
def refuses(request: HttpRequest) -> HttpResponse:
    raise ActRefused("Brevet har ett tomt fält. Fyll i namnet.")


@page
def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(CANARY)


worklist = ([path("", reads, name="my_day")], "worklist")
case = (
    [
        path("sida/", writes, name="page"),
        path("anteckning/", acts, name="note"),
        path("kontakt/", acts_on_get, name="contact"),
        path("journal/", hides, name="journal"),
        path("ansvarig/", refuses, name="responsible"),
    ],
    "case",
)
letters = ([path("", breaks, name="letter")], "letters")
follow_up = ([path("", reads, name="overview")], "follow_up")
elsewhere = ([path("", reads, name="nowhere")], "elsewhere")

urlpatterns = [
    path("", include(worklist)),
    path("arende/", include(case)),
    path("brev/", include(letters)),
    path("uppfoljning/", include(follow_up)),
    path("annat/", include(elsewhere)),
    path("konto/", include("kvar.web.account.urls")),
    path("galleri/", include("kvar.web.gallery.urls")),
    path("utkast/", include("kvar.web.drafts.urls")),
]

handler400 = "kvar.web.ui.errors.bad_request"
handler403 = "kvar.web.ui.errors.forbidden"
handler404 = "kvar.web.ui.errors.not_found"
handler500 = "kvar.web.ui.errors.broken"
handler429 = "kvar.web.ui.errors.too_many"
