"""Samtycken: who may be told what, asked, taken back; and telling somebody."""

from django.urls import path

from kvar.web.consents import on_paper, views

app_name = "consents"
FORM = "arende/<uuid:case>/samtycken/blankett/<uuid:consent_form>"
urlpatterns = [
    path("arende/<uuid:case>/samtycken/", views.consents, name="list"),
    path("arende/<uuid:case>/samtycken/nytt/", views.ask, name="ask"),
    path("arende/<uuid:case>/samtycken/blankett/", on_paper.form_new, name="form_new"),
    path(f"{FORM}/", on_paper.form, name="form"),
    path(f"{FORM}/blankett.docx", on_paper.form_file, name="form_file"),
    path("arende/<uuid:case>/samtycken/<uuid:consent>/aterkalla/", views.withdraw, name="withdraw"),
    path("arende/<uuid:case>/beratta/", views.tell, name="tell"),
]
