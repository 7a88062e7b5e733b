"""What somebody has done of the training. No answers, no tries, no points: only what is done, and when."""

from django.db import models

from kvar.records.models.row import Row


class TrainingMark(Row):
    """One part of a lesson that one person has done, in the edition of the content that was shown then.

    ``part`` is a question's id, ``whole`` for a lesson without questions, or ``begun`` for a guided case under way.
    """

    user = models.ForeignKey("records.User", on_delete=models.CASCADE, related_name="training")
    lesson = models.CharField(max_length=60)
    part = models.CharField(max_length=60)
    on = models.DateField()
    at = models.DateTimeField()
    edition = models.CharField(max_length=64)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["user", "lesson", "part"], name="one_mark_per_part")]
