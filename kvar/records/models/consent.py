"""What the household has said yes to, and what we have told somebody outside the unit."""

from django.db import models

from kvar.records.models.case import Case
from kvar.records.models.household import Member
from kvar.records.models.letter import Letter
from kvar.records.models.row import AppendOnlyRow, EditableRow, Row


class ConsentForm(Row):
    """A consent on paper: what somebody is asked, and the day it came back signed (None: not yet).

    ``recipients``: a code and a name each; ``scope`` lists codes. Its answers are the consents that name it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consent_forms")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="consent_forms")
    recipients = models.JSONField(default=list)
    scope = models.JSONField(default=list)
    direction = models.CharField(max_length=10)
    until = models.DateField()
    returned_on = models.DateField(null=True)
    unit = models.CharField(max_length=40)
    made_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "id"]


class FormLetter(Row):
    """The form as one letter that was made of it; it may be made again, in another language or for another way."""

    form = models.ForeignKey(ConsentForm, on_delete=models.PROTECT, related_name="printed")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="form_letter")


class Consent(EditableRow):
    """One yes of one person (OSL 10:1, 12:2): to whom, about what, in which direction, until when.

    ``recipient_kind`` is a code; ``recipient`` its name, empty for the kind as such. ``scope`` lists codes of what may
    be told. ``direction`` is ``to`` (we may tell), ``from`` (they may tell us) or ``both``. ``until`` None: as long as
    the case is open. ``refused``: the person was asked and did not want to. ``shared`` False: in the own layer of
    ``unit``, which alone may rely on it. A withdrawn consent stays as a row, with its hour (None: not known), how it
    was said (a code; empty in older rows) and by whom (empty: the person).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="consents")
    recipient_kind = models.CharField(max_length=40)
    recipient = models.CharField(max_length=200, blank=True)
    scope = models.JSONField(default=list)
    direction = models.CharField(max_length=10)
    given_on = models.DateField()
    given_how = models.CharField(max_length=40)
    until = models.DateField(null=True)
    refused = models.BooleanField(default=False)
    withdrawn_on = models.DateField(null=True)
    withdrawn_at = models.TimeField(null=True)
    withdrawn_how = models.CharField(max_length=40, blank=True)
    withdrawn_said_by = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=40, blank=True)
    shared = models.BooleanField(default=True)
    form = models.ForeignKey(ConsentForm, null=True, on_delete=models.PROTECT, related_name="consents")

    class Meta:
        ordering = ["given_on", "id"]
        indexes = [models.Index(fields=["case", "recipient_kind"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_on=None) | models.Q(withdrawn_on__gte=models.F("given_on")),
                name="withdrawn_after_given",
            )
        ]


class Disclosure(AppendOnlyRow):
    """One telling to somebody outside: what, to whom, and on which ground. ``consent`` or ``ground``, never neither.

    ``ground_text``: the paragraph, or why, where the ground does not say it by itself. ``unit`` told it, and alone
    reads it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disclosures")
    recipient_kind = models.CharField(max_length=40)
    recipient = models.CharField(max_length=200, blank=True)
    scope = models.JSONField(default=list)
    what = models.CharField(max_length=400)
    consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT, related_name="disclosures")
    ground = models.CharField(max_length=40, blank=True)
    ground_text = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["on", "recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(consent__isnull=False) | ~models.Q(ground=""), name="told_on_a_ground"
            )
        ]
