"""Underrättelser: a new one, and what is done with a registered one."""

from django.urls import path

from kvar.web.intake import belonging, moving, notices, registering

app_name = "intake"
urlpatterns = [
    path("ny/", registering.new, name="new"),
    path("likheter/", registering.matches, name="matches"),
    path("<uuid:notice>/", notices.notice, name="notice"),
    path("<uuid:notice>/lank/", moving.link, name="link"),
    path("<uuid:notice>/hor-till/", belonging.belongs, name="belongs"),
    path("<uuid:notice>/angra-koppling/", moving.unlink, name="unlink"),
    path("<uuid:notice>/skicka-vidare/", moving.pass_on, name="pass_on"),
    path("<uuid:notice>/stallningstagande/", notices.position, name="position"),
    path("<uuid:notice>/delgivning/", notices.service, name="service"),
    path("<uuid:notice>/original/nytt/", notices.keep, name="keep_original"),
    path("<uuid:notice>/original/", notices.original, name="original"),
]
