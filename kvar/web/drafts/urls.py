from django.urls import path

from kvar.web.drafts import views

app_name = "drafts"
urlpatterns = [path("", views.save, name="save")]
