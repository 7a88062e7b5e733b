"""Vilka är med? Whom the case has mobilised, and how it stands with each."""

from django.urls import path

from kvar.web.mobilising import views

app_name = "mobilising"
urlpatterns = [
    path("arende/<uuid:case>/vilka-ar-med/", views.partners, name="partners"),
    path("arende/<uuid:case>/vilka-ar-med/<slug:partner>/", views.partner, name="partner"),
]
