"""Editions of the content: drafts, what two people have switched on, and what became of each."""

from django.db import models

from kvar.records.models.row import AppendOnlyRow, EditableRow, Row


class ContentDraft(EditableRow):
    """A folder of content that somebody is changing. ``based_on``: the digest of the edition it began as."""

    label = models.CharField(max_length=120)
    based_on = models.CharField(max_length=64)
    started_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    changed_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # switched on, or thrown away

    class Meta:
        ordering = ["-changed_at", "id"]


class PublishedEdition(EditableRow):
    """A folder named by its digest, proposed by one and switched on by another. ``starts_on``: its first day in force.

    ``rebuilt_at``: the open-step read model has followed it.
    """

    digest = models.CharField(max_length=64)
    label = models.CharField(max_length=120)
    why = models.TextField()
    starts_on = models.DateField()
    draft = models.ForeignKey(ContentDraft, on_delete=models.PROTECT, related_name="editions")
    proposed_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    seconded_by = models.ForeignKey("records.User", null=True, on_delete=models.PROTECT, related_name="+")
    seconded_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # taken back, or switched off again
    ended_on = models.DateField(null=True)  # the first day that it was no longer in force
    rebuilt_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-starts_on", "-seconded_at", "-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seconded_by=None) | ~models.Q(seconded_by=models.F("proposed_by")),
                name="an_edition_needs_two_people",
            ),
            models.UniqueConstraint(
                fields=["draft"], condition=models.Q(seconded_at=None, ended_at=None), name="one_proposal_per_draft"
            ),
        ]


class EditionEntry(AppendOnlyRow):
    """The journal of the content: who did what with a draft or an edition, and why."""

    draft = models.ForeignKey(ContentDraft, on_delete=models.PROTECT, related_name="entries")
    edition = models.ForeignKey(PublishedEdition, null=True, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        ordering = ["at", "id"]


class Trial(Row):
    """An edition tried on the cases beside another, as far as it has come: ``done`` of ``total``, up to ``cursor``.

    ``counted``: numbers alone, never which cases.
    """

    digest = models.CharField(max_length=64)
    against = models.CharField(max_length=64)
    today = models.DateField()
    cursor = models.UUIDField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()
    counted = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["digest", "against"], name="one_trial_per_pair")]
