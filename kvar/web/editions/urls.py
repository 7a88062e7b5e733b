"""Utgåvor."""

from django.urls import path

from kvar.web.editions import views, what_if

app_name = "editions"
urlpatterns = [
    path("", views.editions, name="list"),
    path("tank-om/", what_if.what_if, name="what_if"),
    path("jamfor/", views.compare, name="compare"),
]
