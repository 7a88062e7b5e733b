"""Ärendet: the page, its journal, and what can be done in it."""

from django.urls import path

from kvar.web.case import corrections, pages, people, steps, writing

app_name = "case"
urlpatterns = [
    path("<uuid:case>/", pages.page, name="page"),
    path("<uuid:case>/journal/", pages.journal, name="journal"),
    path("<uuid:case>/anteckning/", writing.note, name="note"),
    path("<uuid:case>/kontakt/", writing.contact, name="contact"),
    path("<uuid:case>/fraga/<slug:question>/", writing.answer, name="answer"),
    path("<uuid:case>/person/", people.member_new, name="member_new"),
    path("<uuid:case>/person/<uuid:member>/", people.member, name="member"),
    path("<uuid:case>/ansvarig/", people.responsible, name="responsible"),
    path("<uuid:case>/ta/", people.take, name="take"),
    path("<uuid:case>/steg/<slug:step>/<str:subject>/<int:round>/", steps.step, name="step"),
    path("<uuid:case>/rattelse/<slug:fact>/<uuid:object>/", corrections.correct, name="correct"),
]
