"""Money: what the household owes and has paid, what we have promised to pay, and what went wrong. Whole öre."""

import uuid

from django.db import models
from django.db.models import Q

from kvar.records.models.case import Case
from kvar.records.models.notice import Notice
from kvar.records.models.row import EditableRow, Row


class Recorded(EditableRow):
    """Who wrote it and when; a row that was wrong is taken back with a reason, never deleted."""

    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Claim(Recorded):
    """One amount that somebody asks for. ``due_on`` of a rent is its förfallodag. ``line``: where on which notice."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="claims")
    kind = models.CharField(max_length=40)
    amount = models.BigIntegerField()
    due_on = models.DateField(null=True)
    notice = models.ForeignKey(Notice, null=True, on_delete=models.PROTECT, related_name="claims")
    line = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["due_on", "recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "due_on"], condition=Q(kind="rent", withdrawn_on=None), name="one_rent_per_due_day"
            ),
            models.UniqueConstraint(
                fields=["notice", "line"],
                condition=Q(notice__isnull=False, withdrawn_on=None),
                name="one_claim_per_line",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_claim_is_more_than_nothing"),
        ]


class PromisedPayment(EditableRow):
    """A payment that we have promised. ``series`` holds together the months of one promise. ``state`` is a code.

    ``note`` is the paying unit's own and is never shown to another. ``for_rent_due_on``: the rent it pays.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="promised")
    series = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=40)
    payee = models.CharField(max_length=200)
    amount = models.BigIntegerField()
    due_on = models.DateField()
    for_rent_due_on = models.DateField(null=True)
    state = models.CharField(max_length=20)
    note = models.CharField(max_length=400, blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey("records.User", null=True, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField(null=True)
    confirmed_on = models.DateField(null=True)
    missed_on = models.DateField(null=True)
    stopped_because = models.CharField(max_length=400, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["state", "due_on"]), models.Index(fields=["due_on"])]
        constraints = [
            models.UniqueConstraint(fields=["series", "due_on"], name="one_payment_per_series_and_day"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_promise_is_more_than_nothing"),
            models.CheckConstraint(
                condition=~Q(state="stopped") | ~Q(stopped_because=""), name="a_stopped_payment_has_a_reason"
            ),
        ]


class Payment(Recorded):
    """Money that reached the creditor. ``paid_on``: the day the bank took the order (JB 12:20)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payments")
    paid_on = models.DateField()
    amount = models.BigIntegerField()
    for_rent_due_on = models.DateField(null=True)
    reference = models.CharField(max_length=200, blank=True)
    payer = models.CharField(max_length=40)
    promise = models.OneToOneField(PromisedPayment, null=True, on_delete=models.PROTECT, related_name="payment")

    class Meta:
        ordering = ["paid_on", "recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "paid_on", "amount", "reference"],
                condition=Q(withdrawn_on=None),
                name="one_row_per_payment",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_payment_is_more_than_nothing"),
        ]


class Undertaking(EditableRow):
    """The board's decision on a debt (JB 12:44), and its message to the creditor. None = nobody has said.

    ``notice`` None: it was decided in the wrong household's case, about ``parted_from``, and counts for nobody.
    ``letter``: the one from here that was the message; None where there is none.
    """

    notice = models.OneToOneField(Notice, null=True, on_delete=models.PROTECT, related_name="undertaking")
    parted_from = models.ForeignKey(Notice, null=True, on_delete=models.PROTECT, related_name="parted_undertakings")
    taken = models.BooleanField()
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=200)
    by_delegation = models.CharField(max_length=200, blank=True)
    because = models.CharField(max_length=2000)
    in_writing = models.BooleanField(null=True)
    told_to = models.CharField(max_length=40, blank=True)
    about_the_debt = models.BooleanField(null=True)
    sent_by = models.CharField(max_length=40, blank=True)
    sent_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    proof = models.BooleanField(null=True)
    proof_at = models.CharField(max_length=200, blank=True)  # where the receipt or the answer is kept
    letter = models.ForeignKey("records.Letter", null=True, on_delete=models.PROTECT, related_name="undertakings")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decided_on", "id"]
        indexes = [models.Index(fields=["decided_on"])]


class UndertakingProof(Row):
    """The receipt or the answer as it came, byte for byte; kept under a random name."""

    undertaking = models.ForeignKey(Undertaking, on_delete=models.PROTECT, related_name="proofs")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80, unique=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["added_at", "id"]


class Deviation(EditableRow):
    """A draft of a lex Sarah report (SoL 27:2): a promised payment was missed, or a time was not confirmed in time.

    ``notice``: the paper whose time it was (SoF 11:3). People decide what it was.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deviations")
    promise = models.OneToOneField(PromisedPayment, null=True, on_delete=models.PROTECT, related_name="deviation")
    notice = models.ForeignKey(Notice, null=True, on_delete=models.PROTECT, related_name="deviations")
    state = models.CharField(max_length=20)
    text = models.TextField()
    found_on = models.DateField()
    settled_on = models.DateField(null=True)
    settled_by = models.ForeignKey("records.User", null=True, on_delete=models.PROTECT, related_name="+")
    handed_to = models.CharField(max_length=200, blank=True)
    because = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ["found_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="no_deviation") | ~Q(because=""), name="no_deviation_has_a_reason"
            ),
            models.CheckConstraint(condition=~Q(state="handed_in") | ~Q(handed_to=""), name="handed_in_to_somebody"),
            models.UniqueConstraint(fields=["case", "notice"], name="one_deviation_per_time"),
        ]
