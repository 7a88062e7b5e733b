"""Handboken."""

from django.urls import path

from kvar.web.handbook import views

app_name = "handbook"
urlpatterns = [
    path("", views.contents, name="contents"),
    path("sok/", views.search, name="search"),
    path("juridisk-ram/", views.legal_frame, name="legal_frame"),
    path("enhet/<slug:unit>/", views.unit, name="unit"),
    path("lista/<slug:checklist>/", views.steps, name="steps"),
    path("<slug:chapter>/", views.chapter, name="chapter"),
]
