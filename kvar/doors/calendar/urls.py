"""The secret address that a calendar outside reads."""

from django.urls import path

from kvar.doors.calendar import views

app_name = "feed"
urlpatterns = [path("flode/<str:address>.ics", views.calendar, name="calendar")]
