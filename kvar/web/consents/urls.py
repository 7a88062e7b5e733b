"""Samtycken: who may be told what, asked, taken back; and telling somebody."""

from django.urls import path

from kvar.web.consents import views

app_name = "consents"
urlpatterns = [
    path("arende/<uuid:case>/samtycken/", views.consents, name="list"),
    path("arende/<uuid:case>/samtycken/nytt/", views.ask, name="ask"),
    path("arende/<uuid:case>/samtycken/<uuid:consent>/aterkalla/", views.withdraw, name="withdraw"),
    path("arende/<uuid:case>/beratta/", views.tell, name="tell"),
]
