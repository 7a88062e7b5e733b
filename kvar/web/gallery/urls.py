from django.urls import path

from kvar.web.gallery import views

app_name = "gallery"
urlpatterns = [path("", views.page, name="page")]
