"""Dagens post: what waits, the stacks that have gone, and the proof that they were sent."""

from django.urls import path

from kvar.web.post import views

app_name = "post"
urlpatterns = [
    path("dagens-post/", views.day, name="day"),
    path("dagens-post/skriv-ut/", views.print_all, name="print"),
    path("dagens-post/<uuid:queued_letter>/ta-ut/", views.out, name="take_out"),
    path("dagens-post/trave/<uuid:stack>/", views.stack, name="stack"),
    path("dagens-post/trave/<uuid:stack>/traven.pdf", views.stack_file, name="stack_file"),
    path("brev/<uuid:letter>/skickat/", views.posted, name="posted"),
]
