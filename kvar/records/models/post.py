"""Today's post: letters that wait to be printed, the stacks they went in, and the proof that they were sent."""

from django.db import models

from kvar.records.models.case import Case
from kvar.records.models.letter import Letter
from kvar.records.models.row import AppendOnlyRow, Row


class QueuedLetter(Row):
    """What was chosen, never a finished text: the letter is written anew when it is printed.

    ``chosen``: language, what was typed, own words. ``key`` tells it from any other choice in the case. ``tells``: to
    whom and about what, where nothing but a consent lets it go; empty otherwise.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="queued_letters")
    unit = models.CharField(max_length=40)
    letter = models.CharField(max_length=60)
    channel = models.CharField(max_length=40)
    chosen = models.JSONField(default=dict)
    key = models.CharField(max_length=64)
    tells = models.JSONField(default=dict)
    put_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    put_on = models.DateField()
    put_at = models.DateTimeField()

    class Meta:
        ordering = ["put_at", "id"]
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="queued_once")]


class Stack(Row):
    """Letters that a unit printed together."""

    administration = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    printed_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    printed_on = models.DateField()
    printed_at = models.DateTimeField()

    class Meta:
        ordering = ["-printed_at", "id"]
        indexes = [models.Index(fields=["administration", "unit", "printed_on"])]


class StackedLetter(Row):
    """A letter goes in one stack, once."""

    stack = models.ForeignKey(Stack, on_delete=models.PROTECT, related_name="stacked")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="stacked")


class Posting(AppendOnlyRow):
    """The proof that one letter was sent: how, when, by whom. ``sent_at`` None: the hour is not known.

    ``number``: that of a registered letter, its own; empty for every other way.
    """

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="posting")
    way = models.CharField(max_length=40)
    sent_on = models.DateField()
    sent_at = models.TimeField(null=True)
    number = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~models.Q(number=""), name="a_number_is_of_one_letter")
        ]
