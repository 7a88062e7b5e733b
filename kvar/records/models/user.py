"""The people who work with Kvar."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from kvar.records.models.row import Row


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """``role``, ``administration`` and ``unit`` are ids in organisation.yaml; ``cleared`` may see protected people.

    ``left_on``: the first day somebody no longer works here; ``left_to`` takes over, or nobody; ``left_by`` said so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=40)
    administration = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    cleared = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    morning_mail = models.BooleanField(default=True)
    left_on = models.DateField(null=True)
    left_to = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    left_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name", "role"]

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["administration", "unit"])]

    def __str__(self) -> str:
        return self.name


class Reading(Row):
    """What somebody has read of the handbook: a mark for each passage of a chapter, as it stood that day."""

    user = models.ForeignKey("records.User", on_delete=models.CASCADE, related_name="readings")
    chapter = models.CharField(max_length=40)
    passages = models.JSONField(default=dict)
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["chapter"]
        constraints = [models.UniqueConstraint(fields=["user", "chapter"], name="one_reading_per_chapter")]
