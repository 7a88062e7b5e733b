"""How signals join up: where a notice has been, which households are the same people, what other boards are asked."""

from django.db import models

from kvar.records.models.household import Household, Member
from kvar.records.models.notice import Notice
from kvar.records.models.row import AppendOnlyRow, EditableRow, Row


class NoticeLink(AppendOnlyRow):
    """One joining of a notice to a case, or one taking back. ``before`` is what an undoing puts back.

    ``kind`` is ``registered`` (joined as it came in), ``moved`` or ``undone``. ``undoes`` is unique: of two workers who
    take the same link back, the second is refused.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=20)
    left = models.ForeignKey("records.Case", null=True, on_delete=models.PROTECT, related_name="+")
    joined = models.ForeignKey("records.Case", on_delete=models.PROTECT, related_name="+")
    before = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recorded_at", "id"]


class SameHousehold(Row):
    """The same person lives, or has lived, in both households. Each pair stands twice, once from either side."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="same_as")
    other = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["household", "other"], name="one_tie_per_pair")]


class KnownHereQuestion(EditableRow):
    """*Är personen aktuell?* (SoL 15:8): one question to another board about one person, and its answer.

    ``name`` and ``personal_number`` are all that crosses, and yes, no or cannot say is all that comes back. ``reason``
    stays with the asker. The answering side never reads ``case`` or ``member``.
    """

    asked_by_administration = models.CharField(max_length=40)
    case = models.ForeignKey("records.Case", on_delete=models.PROTECT, related_name="known_here_questions")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="known_here_questions")
    reason = models.CharField(max_length=400)
    name = models.CharField(max_length=200)
    personal_number = models.CharField(max_length=12, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    protected = models.BooleanField(default=False)
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")
    to_administration = models.CharField(max_length=40)
    answer = models.CharField(max_length=10, blank=True)  # yes · no · cannot_say
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("records.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["asked_at", "id"]
        indexes = [models.Index(fields=["to_administration", "answer"])]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "to_administration"], condition=models.Q(answer=""), name="one_question_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="") | models.Q(answered_by__isnull=False, answered_on__isnull=False),
                name="an_answer_has_a_person_and_a_day",
            ),
        ]
