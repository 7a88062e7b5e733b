"""Räkna frist."""

from django.urls import path

from kvar.web.reckoning import views

app_name = "reckoning"
urlpatterns = [path("", views.page, name="page")]
