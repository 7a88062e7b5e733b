"""Samverkan i ett ärende: möten, beslut, överenskommelser."""

from django.urls import path

from kvar.web.meetings import agreements, decisions, views

app_name = "meetings"
CASE = "arende/<uuid:case>/samverkan/"
urlpatterns = [
    path(CASE, views.overview, name="overview"),
    path(f"{CASE}nytt/<slug:kind>/", views.call, name="call"),
    path(f"{CASE}mote/<uuid:meeting>/", views.hold, name="hold"),
    path(f"{CASE}mote/<uuid:meeting>/stall-in/", views.call_off, name="call_off"),
    path(f"{CASE}mote/<uuid:meeting>/beslut/", decisions.decide, name="decide"),
    path(f"{CASE}beslut/<uuid:decision>/", decisions.end_decision, name="end_decision"),
    path(f"{CASE}overenskommelse/", agreements.agree, name="agree"),
    path(f"{CASE}ingen-overenskommelse/", agreements.not_agreed, name="not_agreed"),
    path(f"{CASE}overenskommelse/<uuid:agreement>/", agreements.follow_up, name="follow_up"),
    path(f"{CASE}overenskommelse/<uuid:agreement>/villkor/", agreements.add_term, name="add_term"),
    path(f"{CASE}villkor/<uuid:term>/", agreements.settle, name="settle"),
]
