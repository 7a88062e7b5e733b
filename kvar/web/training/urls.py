"""Lär dig."""

from django.urls import path

from kvar.web.training import views

app_name = "training"
urlpatterns = [
    path("", views.start, name="start"),
    path("enheten/", views.progress, name="progress"),
    path("borja-om/", views.reset, name="reset"),
    path("<slug:lesson>/", views.lesson, name="lesson"),
]
