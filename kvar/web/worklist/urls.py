"""Min dag."""

from django.urls import path

from kvar.web.worklist import views

app_name = "worklist"
urlpatterns = [path("", views.my_day, name="my_day")]
