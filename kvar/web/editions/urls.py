"""Utgåvor."""

from django.urls import path

from kvar.web.editions import views

app_name = "editions"
urlpatterns = [
    path("", views.editions, name="list"),
    path("jamfor/", views.compare, name="compare"),
]
