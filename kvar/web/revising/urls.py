"""Ändra innehållet."""

from django.urls import path

from kvar.web.revising import drafts, editing, switching

app_name = "revising"
urlpatterns = [
    path("", drafts.start, name="start"),
    path("dagar/", drafts.local_days, name="local_days"),
    path("utkast/<uuid:draft>/", drafts.draft, name="draft"),
    path("utkast/<uuid:draft>/filer/", drafts.files, name="files"),
    path("utkast/<uuid:draft>/filer.zip", drafts.download, name="download"),
    path("utkast/<uuid:draft>/kasta/", drafts.discard, name="discard"),
    path("utkast/<uuid:draft>/steg/<slug:step>/", editing.step, name="step"),
    path("utkast/<uuid:draft>/nytt-steg/<slug:checklist>/", editing.new_step, name="new_step"),
    path("utkast/<uuid:draft>/stycke/<slug:chapter>/<int:number>/", editing.passage, name="passage"),
    path("utkast/<uuid:draft>/dagar/", editing.days, name="days"),
    path("utkast/<uuid:draft>/andras/", switching.changes, name="changes"),
    path("utkast/<uuid:draft>/foresla/", switching.propose, name="propose"),
    path("utgava/<uuid:edition>/", switching.edition, name="edition"),
    path("utgava/<uuid:edition>/ta-tillbaka/", switching.take_back, name="take_back"),
]
