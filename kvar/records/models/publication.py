"""What is published: the figures of one quarter, counted once, small numbers hidden, and never changed after that."""

from django.db import models

from kvar.records.models.row import AppendOnlyRow


class PublishedQuarter(AppendOnlyRow):
    """``first_day`` of the quarter. ``suppress_below``: the smallest number that could be shown then."""

    first_day = models.DateField(unique=True)
    suppress_below = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["first_day"]


class PublishedMeasure(AppendOnlyRow):
    """One measure in one quarter. ``cells``: place → number, null where it is hidden; a place left out is zero.

    A place is administration, ground, household type and part with | between them; an empty one is a sum.
    """

    quarter = models.ForeignKey(PublishedQuarter, on_delete=models.PROTECT, related_name="measures")
    measure = models.CharField(max_length=80)
    cells = models.JSONField(default=dict)

    class Meta:
        ordering = ["quarter", "measure"]
        constraints = [models.UniqueConstraint(fields=["quarter", "measure"], name="a_measure_is_published_once")]
