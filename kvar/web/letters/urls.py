"""Brev: draft and send within a case; read what was sent."""

from django.urls import path

from kvar.web.letters import sent, views

app_name = "letters"
urlpatterns = [
    path("arende/<uuid:case>/brev/", views.choose, name="choose"),
    path("arende/<uuid:case>/brev/<slug:letter>/", views.draft, name="draft"),
    path("arende/<uuid:case>/brev/<slug:letter>/forhandsvisning.pdf", views.preview, name="preview"),
    path("brev/<uuid:letter>/", sent.letter, name="letter"),
    path("brev/<uuid:letter>/brevet.pdf", sent.pdf, name="pdf"),
    path("brev/<uuid:letter>/brevet.txt", sent.text, name="text"),
]
