"""Enheterna i ärendet: ta emot, lämna över, dela, bli klar; barn efter avslut, flytt."""

from django.urls import path

from kvar.web.tracks import handing, rooms, views

app_name = "tracks"
urlpatterns = [
    path("arende/<uuid:case>/enheter/", views.page, name="page"),
    path("arende/<uuid:case>/ta-emot/", rooms.receive, name="receive"),
    path("arende/<uuid:case>/klar/", rooms.finish, name="finish"),
    path("arende/<uuid:case>/inte-klar/", rooms.resume, name="resume"),
    path("arende/<uuid:case>/dela/<uuid:entry>/", rooms.share, name="share"),
    path("arende/<uuid:case>/overlamna/<slug:unit>/", handing.hand_over, name="hand_over"),
    path("arende/<uuid:case>/overlamning/<uuid:handover>/", handing.handover, name="handover"),
    path("arende/<uuid:case>/barn-efter-avslut/", views.child, name="child"),
    path("arende/<uuid:case>/flytt/", views.move, name="move"),
]
