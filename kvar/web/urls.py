"""One line per folder."""

from django.urls import include, path

urlpatterns = [
    path("konto/", include("kvar.web.account.urls")),
    path("", include("kvar.web.worklist.urls")),
    path("nytt/", include("kvar.web.news.urls")),
    path("kalender/", include("kvar.doors.calendar.urls")),
    path("kalender/", include("kvar.web.calendar.urls")),
    path("sok/", include("kvar.web.search.urls")),
    path("underrattelse/", include("kvar.web.intake.urls")),
    path("arende/", include("kvar.web.case.urls")),
    path("", include("kvar.web.letters.urls")),
    path("", include("kvar.web.post.urls")),
    path("", include("kvar.web.outcomes.urls")),
    path("", include("kvar.web.money.urls")),
    path("", include("kvar.web.landlord_meetings.urls")),
    path("", include("kvar.web.mobilising.urls")),
    path("", include("kvar.web.tracks.urls")),
    path("laget/", include("kvar.web.situation.urls")),
    path("", include("kvar.web.known_here.urls")),
    path("", include("kvar.web.meetings.urls")),
    path("", include("kvar.web.contact.urls")),
    path("", include("kvar.web.visits.urls")),
    path("", include("kvar.web.consents.urls")),
    path("", include("kvar.web.enforcement.urls")),
    path("", include("kvar.web.learning.urls")),
    path("uppfoljning/", include("kvar.web.follow_up.urls")),
    path("handbok/", include("kvar.web.handbook.urls")),
    path("utgavor/", include("kvar.web.editions.urls")),
    path("brevgalleri/", include("kvar.web.letter_gallery.urls")),
    path("inforande/", include("kvar.web.introduction.urls")),
    path("bildspel/", include("kvar.web.deck.urls")),
    path("lar-dig/", include("kvar.web.training.urls")),
    path("rakna-frist/", include("kvar.web.reckoning.urls")),
    path("lagen/", include("kvar.web.law.urls")),
    path("utkast/", include("kvar.web.drafts.urls")),
    path("innehall/", include("kvar.web.revising.urls")),
    path("galleri/", include("kvar.web.gallery.urls")),
]

handler400 = "kvar.web.ui.errors.bad_request"
handler403 = "kvar.web.ui.errors.forbidden"
handler404 = "kvar.web.ui.errors.not_found"
handler500 = "kvar.web.ui.errors.broken"
handler429 = "kvar.web.ui.errors.too_many"
