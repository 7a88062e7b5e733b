"""What leaves Kvar: mail that is to be sent, and the addresses that a calendar outside may read."""

from django.db import models

from kvar.records.models.row import Row


class Outgoing(Row):
    """A mail to one user: that it is to be sent, never what it says. ``key`` is unique: nothing twice.

    ``state``: waiting · sending (somebody has claimed it) · sent · unsure (broken off while sending: never again) ·
    given_up · not_wanted.
    """

    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=40)
    user = models.ForeignKey("records.User", on_delete=models.CASCADE, related_name="outgoing")
    day = models.DateField()
    state = models.CharField(max_length=20, default="waiting")
    tries = models.PositiveSmallIntegerField(default=0)
    next_on = models.DateField()
    last_error = models.CharField(max_length=200, blank=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)

    class Meta:
        ordering = ["day", "id"]
        indexes = [models.Index(fields=["state", "next_on"]), models.Index(fields=["user", "sent_on"])]


class Feed(Row):
    """A secret address that a calendar outside Kvar may read. Only the address's hash is kept.

    Only while the user works where she did when it was made (``administration``, ``unit``) does it answer.
    """

    user = models.ForeignKey("records.User", on_delete=models.CASCADE, related_name="feeds")
    administration = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    whole_unit = models.BooleanField(default=False)
    address_hash = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    ends_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_on", "id"]
        indexes = [models.Index(fields=["user", "revoked_at"])]
