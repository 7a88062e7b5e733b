"""Besök: planned in a case, made, and a day's list."""

from django.urls import path

from kvar.web.visits import views

app_name = "visits"
urlpatterns = [
    path("besok/", views.day, name="day"),
    path("arende/<uuid:case>/besok/nytt/", views.plan, name="plan"),
    path("arende/<uuid:case>/besok/<uuid:visit>/", views.visit, name="visit"),
]
