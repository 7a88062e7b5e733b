"""Brevgalleri: every letter, as it can read, as text and as picture."""

from django.urls import path

from kvar.web.letter_gallery import views

app_name = "letter_gallery"
urlpatterns = [
    path("", views.letters, name="list"),
    path("<slug:letter>/", views.letter, name="letter"),
    path("<slug:letter>/sida.png", views.sheet, name="sheet"),
    path("<slug:letter>/jamfor/", views.compare, name="compare"),
]
