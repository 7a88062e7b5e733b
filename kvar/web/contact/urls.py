"""Kontakt: the log, what people have asked of us, neutral SMS."""

from django.urls import path

from kvar.web.contact import views

app_name = "contact"
urlpatterns = [
    path("arende/<uuid:case>/kontakter/", views.log, name="log"),
    path("arende/<uuid:case>/kontakter/<uuid:attempt>/stryk/", views.withdraw, name="withdraw"),
    path("arende/<uuid:case>/saker-kontakt/", views.safe, name="safe"),
    path("arende/<uuid:case>/saker-kontakt/<uuid:safe>/", views.safe_end, name="safe_end"),
    path("arende/<uuid:case>/sms/", views.sms, name="sms"),
]
