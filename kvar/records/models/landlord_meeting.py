"""A meeting with a landlord and the cases put on its agenda, one by one; and whom a case has mobilised."""

from django.db import models

from kvar.records.models.case import Case
from kvar.records.models.household import Landlord
from kvar.records.models.row import EditableRow


class LandlordMeeting(EditableRow):
    """An administration's adult unit meets one landlord on a day. ``called_off``: why it does not take place."""

    administration = models.CharField(max_length=40)
    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField()
    at = models.TimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    called_off = models.CharField(max_length=300, blank=True)
    arranged_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["day", "at", "id"]
        indexes = [models.Index(fields=["administration", "day"])]
        constraints = [
            models.UniqueConstraint(
                fields=["landlord", "day"], condition=models.Q(called_off=""), name="one_landlord_meeting_a_day"
            )
        ]


class AgendaItem(EditableRow):
    """A case that somebody put on the agenda from inside it. ``scope``: codes of what may be talked about, ``about`` what.

    ``talked`` None: nobody has written whether it was taken up. An item that is taken off stays as a row.
    """

    meeting = models.ForeignKey(LandlordMeeting, on_delete=models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="agenda_items")
    scope = models.JSONField(default=list)
    about = models.CharField(max_length=400)
    added_on = models.DateField()
    added_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    taken_off_on = models.DateField(null=True)
    talked = models.BooleanField(null=True)

    class Meta:
        ordering = ["added_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "case"], condition=models.Q(taken_off_on=None), name="a_case_once_on_an_agenda"
            )
        ]


class Mobilised(EditableRow):
    """How it stands with somebody who may be needed around the household: one row, changed as it changes.

    ``partner`` and ``state`` are codes. ``note`` is the unit's own; the state is for every unit in the case.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="mobilised")
    partner = models.CharField(max_length=40)
    state = models.CharField(max_length=20)
    on = models.DateField()
    unit = models.CharField(max_length=40)
    note = models.CharField(max_length=300, blank=True)
    said_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["partner"]
        constraints = [models.UniqueConstraint(fields=["case", "partner"], name="one_state_per_partner")]
