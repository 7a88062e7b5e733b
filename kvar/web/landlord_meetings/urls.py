"""Möten med hyresvärdar. A case comes on an agenda from inside the case; no address takes a landlord."""

from django.urls import path

from kvar.web.landlord_meetings import views

app_name = "landlord_meetings"
urlpatterns = [
    path("arende/<uuid:case>/hyresvardsmote/", views.put_on, name="put_on"),
    path("arende/<uuid:case>/hyresvardsmote/<uuid:agenda_item>/", views.write_up, name="write_up"),
    path("arende/<uuid:case>/hyresvardsmote/<uuid:agenda_item>/ta-bort/", views.take_off, name="take_off"),
    path("hyresvardsmoten/", views.coming, name="coming"),
    path("hyresvardsmoten/<uuid:landlord_meeting>/", views.agenda, name="agenda"),
    path("hyresvardsmoten/<uuid:landlord_meeting>/blad/", views.sheet, name="sheet"),
    path("hyresvardsmoten/<uuid:landlord_meeting>/stall-in/", views.call_off, name="call_off"),
]
