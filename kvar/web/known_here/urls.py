"""Är personen aktuell? The question to another administration, and those that have come to us."""

from django.urls import path

from kvar.web.known_here import views

app_name = "known_here"
urlpatterns = [
    path("arende/<uuid:case>/aktuell/", views.ask, name="ask"),
    path("aktuell/", views.received, name="received"),
    path("aktuell/<uuid:question_asked>/", views.answer, name="answer"),
]
