"""Uppföljning."""

from django.urls import path

from kvar.web.follow_up import city, definitions, equal_treatment, own, public

app_name = "follow_up"
urlpatterns = [
    path("", city.city, name="overview"),
    path("likvardighet/", equal_treatment.equal_treatment, name="equal_treatment"),
    path("var-rakning/", own.own, name="own"),
    path("kronofogden/", public.public, name="public"),
    path("kronofogden/las-in/", public.public_file, name="public_file"),
    path("sa-raknar-vi/", definitions.definitions, name="definitions"),
]
