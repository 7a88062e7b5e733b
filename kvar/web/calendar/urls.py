"""Kalendern, och adresserna till den."""

from django.urls import path

from kvar.web.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.week, name="week"),
    path("prenumeration/", views.feeds, name="feeds"),
]
