"""Who lives where: landlord, dwelling, household, persons in roles, and what has been said about them."""

from django.db import models

from kvar.records.models.row import AppendOnlyRow, EditableRow, Row


class Landlord(EditableRow):
    administration = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["administration", "name"])]

    def __str__(self) -> str:
        return self.name


class Dwelling(EditableRow):
    """The home at risk. ``address_key``: street and number, for *same address* while a notice is registered."""

    administration = models.CharField(max_length=40)
    address = models.CharField(max_length=300, blank=True)
    address_key = models.CharField(max_length=300, blank=True)
    apartment = models.CharField(max_length=20, blank=True)
    room_count = models.CharField(max_length=20, blank=True)
    tenure = models.CharField(max_length=20, blank=True)
    monthly_rent = models.BigIntegerField(null=True)
    landlord = models.ForeignKey(Landlord, null=True, on_delete=models.PROTECT, related_name="dwellings")

    class Meta:
        indexes = [models.Index(fields=["administration", "address_key"])]

    def __str__(self) -> str:
        return self.address


class Person(EditableRow):
    """``personal_number`` is 12 digits or empty; ``number_state`` says why it is empty."""

    administration = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, blank=True)
    personal_number = models.CharField(max_length=12, blank=True)
    number_state = models.CharField(max_length=20, default="unknown")  # known · missing · unknown
    birth_year = models.PositiveSmallIntegerField(null=True)
    born_on = models.DateField(null=True)
    phone = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=60, blank=True)
    protected = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["administration", "personal_number"]),
            models.Index(fields=["administration", "name_key"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(number_state="known") | ~models.Q(personal_number=""),
                name="known_number_is_there",
            )
        ]

    def __str__(self) -> str:
        return self.name


class NameWord(Row):
    """One word of a person's name as it is sought: lower case, no accents. An index finds it by its beginning."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=200, db_index=True)

    class Meta:
        ordering = ["word", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "word"], name="one_row_per_word_of_a_name")]


class Household(EditableRow):
    """``protected`` is set when any member is: it decides who can see the whole household."""

    administration = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    dwelling = models.ForeignKey(Dwelling, on_delete=models.PROTECT, related_name="households")
    protected = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["administration", "protected"])]

    def __str__(self) -> str:
        return self.name


class Member(EditableRow):
    """A person in a role in a household: tenant, cotenant, adult or child."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "person"], condition=models.Q(until=None), name="one_role_at_a_time"
            )
        ]


class Statement(AppendOnlyRow):
    """What somebody said about a child's link to the home, with source and certainty; the newest counts.

    ``about`` is ``registered`` (yes, no) or ``lives`` (full_time, alternating, visiting, elsewhere).
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="statements")
    about = models.CharField(max_length=20)
    value = models.CharField(max_length=20)
    source = models.CharField(max_length=40)
    certainty = models.CharField(max_length=20)
    said_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("records.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recorded_at", "id"]
