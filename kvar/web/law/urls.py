"""Vad Kvar räknar."""

from django.urls import path

from kvar.web.law import views

app_name = "law"
urlpatterns = [path("", views.coverage, name="coverage")]
