"""What every row shares: a random id (never a running number outward)."""

import uuid

from django.db import models


class Row(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class EditableRow(Row):
    """A row people change has a version: the second of two savers is told, and keeps the text."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class AppendOnlyError(Exception):
    """Somebody tried to change or delete what may only be added to."""


class AppendOnlyRow(Row):
    """The model refuses; a database trigger refuses too."""

    class Meta:
        abstract = True

    def save(self, **kwargs: object) -> None:
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} is append-only")
        super().save(**kwargs)  # type: ignore[arg-type]

    def delete(self, **kwargs: object) -> tuple[int, dict[str, int]]:  # type: ignore[override]
        raise AppendOnlyError(f"{type(self).__name__} is append-only")
