"""Bildspelet."""

from django.urls import path

from kvar.web.deck import views

app_name = "deck"
urlpatterns = [path("", views.page_of_deck, name="page"), path("bildspel.pptx", views.file, name="file")]
