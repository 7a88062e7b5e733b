"""Where people met about a case, what they decided, and what the household, the landlord and we agreed."""

from django.db import models

from kvar.records.models.case import Case
from kvar.records.models.row import EditableRow


class Meeting(EditableRow):
    """``kind`` is a code. ``invited`` are codes of parties, ``units`` ids. ``held_on`` None: it has not been yet."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=40)
    day = models.DateField()
    at = models.TimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    units = models.JSONField(default=list, blank=True)
    invited = models.JSONField(default=list, blank=True)
    points = models.JSONField(default=list, blank=True)
    held_on = models.DateField(null=True)
    present = models.CharField(max_length=300, blank=True)
    notes = models.TextField(blank=True)
    called_off = models.CharField(max_length=300, blank=True)
    called_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["day", "at", "id"]
        indexes = [models.Index(fields=["day", "held_on"])]


class Decision(EditableRow):
    """What somebody is to do, decided together: an owner and a day, open until it is done or dropped with a reason."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    what = models.CharField(max_length=300)
    unit = models.CharField(max_length=40)
    owner = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="decisions")
    due_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_as = models.CharField(max_length=20, blank=True)  # done · dropped
    ended_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["owner", "ended_on", "due_on"])]


class Agreement(EditableRow):
    """What the household and the landlord agreed, with us. ``at_breach``: what happens when a term is not kept.

    ``refused_by``: no agreement was made, and the code of who did not want to; ``why_not`` their reason, ``next_step``
    what is done instead. ``follow_up_on``: the next day to follow it up; done with when that is the day it was done.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="agreements")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="agreements")
    agreed_on = models.DateField()
    counterpart = models.CharField(max_length=200)
    home_kept_if = models.TextField(blank=True)
    refused_by = models.CharField(max_length=40, blank=True)
    why_not = models.TextField(blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    at_breach = models.TextField(blank=True)
    signed = models.BooleanField(null=True)
    follow_up_on = models.DateField()
    followed_up_on = models.DateField(null=True)
    written_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["agreed_on", "id"]


class Term(EditableRow):
    """One thing that somebody has promised by a day. ``kept`` None: nobody has said yet. ``amount`` in öre."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="terms")
    kind = models.CharField(max_length=40)
    who = models.CharField(max_length=40)
    what = models.CharField(max_length=300)
    amount = models.BigIntegerField(null=True)
    due_on = models.DateField()
    kept = models.BooleanField(null=True)
    settled_on = models.DateField(null=True)
    settled_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["kept", "due_on"])]
