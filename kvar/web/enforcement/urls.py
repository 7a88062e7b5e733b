"""Kronofogden: förloppet, bekräftelsen, avhysningsdagen och uppföljningen."""

from django.urls import path

from kvar.web.enforcement import afterwards, confirming, eviction_day, views

app_name = "enforcement"
HERE = "arende/<uuid:case>/kronofogden/"
urlpatterns = [
    path(HERE, views.page, name="page"),
    path(f"{HERE}handelse/", views.event, name="event"),
    path(f"{HERE}bekrafta/<uuid:notice>/<str:recipient>/", confirming.confirm, name="confirm"),
    path(f"{HERE}bekrafta/<uuid:notice>/<str:recipient>/brev.pdf", confirming.preview, name="preview"),
    path(f"{HERE}med-vid-avhysningen/<uuid:notice>/", eviction_day.attendance, name="attendance"),
    path(f"{HERE}dagen/<uuid:notice>/", eviction_day.day, name="day"),
    path(f"{HERE}fa-hora-av-oss/", afterwards.wish, name="wish"),
    path(f"{HERE}uppfoljning/<str:due_step>/<int:turn>/", afterwards.follow_up, name="follow_up"),
]
