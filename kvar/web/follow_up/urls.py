"""Uppföljning."""

from django.urls import path

from kvar.web.follow_up import views

app_name = "follow_up"
urlpatterns = [path("", views.overview, name="overview")]
