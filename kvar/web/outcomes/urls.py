"""Utfall, avslut och öppna igen."""

from django.urls import path

from kvar.web.outcomes import views

app_name = "outcomes"
urlpatterns = [
    path("arende/<uuid:case>/utfall/", views.record, name="record"),
    path("arende/<uuid:case>/avsluta/", views.close, name="close"),
    path("arende/<uuid:case>/oppna-igen/", views.reopen, name="reopen"),
]
