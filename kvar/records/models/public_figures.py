"""What others have published, as we read it from a file: never our own count, never changed after it was read in."""

from django.db import models

from kvar.records.models.row import AppendOnlyRow


class PublicFigures(AppendOnlyRow):
    """One file of one source. The newest of a source is the one that is shown; the older ones stay.

    ``on``: the day the source gave the figures. ``imported_by`` None: the command on the server did it.
    """

    source = models.CharField(max_length=200)
    on = models.DateField()
    sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey("records.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["source", "-imported_at", "id"]


class PublicFigure(AppendOnlyRow):
    """One number. ``value`` is as published: "229", "1–5", "6,5". ``half`` 0: the whole year."""

    figures = models.ForeignKey(PublicFigures, on_delete=models.PROTECT, related_name="rows")
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField(default=0)
    area = models.CharField(max_length=80)
    measure = models.CharField(max_length=40)
    value = models.CharField(max_length=20)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["year", "half", "area", "measure"]
        constraints = [
            models.UniqueConstraint(
                fields=["figures", "year", "half", "area", "measure"], name="a_public_figure_stands_once"
            ),
            models.CheckConstraint(condition=models.Q(half__in=(0, 1, 2)), name="a_half_is_the_first_or_the_second"),
        ]
