"""Införa rutinen: dialogfrågor, plan, stödpaket och kontakt."""

from django.urls import path

from kvar.web.introduction import activities, pages, workshops

app_name = "introduction"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("stodpaket/", pages.support, name="support"),
    path("rutinen-pa-en-sida/", pages.summary, name="summary"),
    path("dialogblad/", pages.sheet, name="sheet"),
    path("kontakt/", pages.contacts, name="contacts"),
    path("till-processledarna/", pages.gathered, name="gathered"),
    path("dialog/", workshops.workshops, name="workshops"),
    path("dialog/<uuid:workshop>/", workshops.workshop, name="workshop"),
    path("dialog/<uuid:workshop>/beslut/", workshops.decide, name="decide"),
    path("dialog/<uuid:workshop>/<slug:asked>/", workshops.note, name="note"),
    path("beslut/<uuid:change>/", workshops.decision, name="decision"),
    path("plan/", activities.plan, name="plan"),
    path("plan/ny/<slug:activity>/", activities.plan_one, name="plan_activity"),
    path("plan/<uuid:planned>/", activities.planned, name="planned"),
]
