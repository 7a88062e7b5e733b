"""Läget: what whoever leads must see, and what she does about it. Absence is everybody's own."""

from django.urls import path

from kvar.web.situation import absences, views

app_name = "situation"
urlpatterns = [
    path("", views.page, name="page"),
    path("fordela/", views.hand_out, name="hand_out"),
    path("franvaro/", absences.absences, name="absences"),
    path("franvaro/<uuid:absence>/", absences.absence, name="absence"),
    path("ersattare/", absences.cover, name="cover"),
    path("slutar/", absences.leave, name="leave"),
]
