"""Sök."""

from django.urls import path

from kvar.web.search import views

app_name = "search"
urlpatterns = [
    path("", views.search, name="page"),
    path("traffar/", views.found, name="found"),
]
