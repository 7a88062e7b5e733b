"""Reaching people: what they have asked of us, and the visits we plan."""

from django.db import models

from kvar.records.models.case import Attempt, Case
from kvar.records.models.household import Person
from kvar.records.models.row import EditableRow, Row


class SafeContact(Row):
    """One thing a person has asked of us, to be read before each contact. ``ended_on``: it does not hold any longer."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="safe_contacts")
    rule = models.CharField(max_length=40)
    value = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    since = models.DateField()
    ended_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["since", "recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "rule", "value"], condition=models.Q(ended_on=None), name="asked_once_at_a_time"
            )
        ]


class Visit(EditableRow):
    """A visit to a home on a day. ``agreed``: has the person said yes (RF 2:6)? None: nobody has asked.

    ``result`` is a code, empty until the visit is over; ``called_off_on`` when it never came to be.
    ``units`` lists the units that come along, beside ``unit``, which planned it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits")
    unit = models.CharField(max_length=40)
    units = models.JSONField(default=list)
    day = models.DateField()
    start = models.TimeField()
    end = models.TimeField()
    who = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("records.User", null=True, on_delete=models.PROTECT, related_name="+")
    agreed = models.BooleanField(null=True)
    purpose = models.CharField(max_length=300, blank=True)
    safety = models.CharField(max_length=300, blank=True)
    result = models.CharField(max_length=40, blank=True)
    attempt = models.ForeignKey(Attempt, null=True, on_delete=models.PROTECT, related_name="+")
    called_off_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["day", "start", "id"]
        indexes = [models.Index(fields=["day", "unit"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="visit_ends_after_it_starts")
        ]
