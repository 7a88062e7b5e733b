"""Nytt till dig."""

from django.urls import path

from kvar.web.news import views

app_name = "news"
urlpatterns = [
    path("", views.news, name="list"),
    path("morgonbrev/", views.morning_mail, name="morning_mail"),
]
