"""Kronofogden's course, our confirmation of a time, the day of an eviction, and the follow-up after it."""

from django.db import models

from kvar.records.models.case import Case
from kvar.records.models.household import Member
from kvar.records.models.letter import Letter
from kvar.records.models.notice import Notice
from kvar.records.models.row import AppendOnlyRow


class EnforcementEvent(AppendOnlyRow):
    """What has happened at Kronofogden beside the papers that came; the newest rules. ``kind`` is a code."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="enforcement_events")
    kind = models.CharField(max_length=40)
    on = models.DateField()
    until = models.DateField(null=True)
    told_by = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "recorded_at", "id"]


class Confirmation(AppendOnlyRow):
    """Proof that a time was confirmed (SoF 11:3): to whom, in which way, when, by whom.

    One per case, paper and recipient: a paper that was linked to the wrong household is confirmed anew in the right.

    ``recipient`` is ``enforcement_authority`` or ``household``. ``answers`` is the person whom the letter names.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="confirmations")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="confirmations")
    recipient = models.CharField(max_length=40)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="confirmations")
    way = models.CharField(max_length=40)
    sent_to = models.CharField(max_length=200)
    sent_on = models.DateField()
    sent_at = models.TimeField()
    sent_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    answers = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["sent_on", "sent_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "notice", "recipient"], name="one_confirmation_per_recipient")
        ]


class Attendance(AppendOnlyRow):
    """A unit's decision on who attends the eviction; the newest stands. Not attending has a reason and a day."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attendances")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="attendances")
    unit = models.CharField(max_length=40)
    attends = models.BooleanField()
    who = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    consulted_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(attends=True) & ~models.Q(who="")
                | models.Q(attends=False, consulted_on__isnull=False) & ~models.Q(reason=""),
                name="attends_by_name_or_not_for_a_reason",
            )
        ]


class EvictionDay(AppendOnlyRow):
    """What one unit saw on the day of the eviction. None, and an empty text, is *not known*.

    ``met`` and ``offered`` list codes; ``children`` tells of each known child whether it was there
    (``{member: yes|no|unknown}``), ``other_children`` of others. ``went_to`` is a housing code.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="eviction_days")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="eviction_days")
    unit = models.CharField(max_length=40)
    on = models.DateField()
    attended = models.CharField(max_length=200)
    met = models.JSONField(default=list)
    children = models.JSONField(default=dict)
    other_children = models.CharField(max_length=10, blank=True)
    home_state = models.CharField(max_length=40, blank=True)
    offered = models.JSONField(default=list)
    went_to = models.CharField(max_length=40, blank=True)
    keys = models.CharField(max_length=40, blank=True)
    stored = models.BooleanField(null=True)
    stored_at = models.CharField(max_length=200, blank=True)
    stored_until = models.DateField(null=True)
    reference = models.CharField(max_length=80, blank=True)
    interpreter = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "recorded_at", "id"]
        constraints = [models.UniqueConstraint(fields=["case", "notice", "unit"], name="one_eviction_day_per_unit")]


class FollowUp(AppendOnlyRow):
    """One try to hear how it goes: by which step and round, with whom, and what was said.

    ``new_debt`` None: not known. ``decided_on`` and ``decided_by``: the decision that a child's follow-up rests on
    (SoL 23:1, 23:5).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="follow_ups")
    step = models.CharField(max_length=20)
    round = models.PositiveSmallIntegerField(default=0)
    unit = models.CharField(max_length=40)
    member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="follow_ups")
    on = models.DateField()
    result = models.CharField(max_length=40)
    housing = models.CharField(max_length=40, blank=True)
    new_debt = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "recorded_at", "id"]


class ContactWish(AppendOnlyRow):
    """What somebody answers to *får vi höra av oss?*; the newest stands. Contact is voluntary."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="contact_wishes")
    yes = models.BooleanField()
    said_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["said_on", "recorded_at", "id"]
