"""Efterprat och lärdomar."""

from django.urls import path

from kvar.web.learning import views

app_name = "learning"
urlpatterns = [
    path("arende/<uuid:case>/efterprat/", views.review, name="review"),
    path("uppfoljning/lardomar/", views.lessons, name="lessons"),
]
