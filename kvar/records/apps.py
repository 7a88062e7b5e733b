"""The one app that holds the models."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "kvar.records"
    label = "records"
    verbose_name = "Uppgifter"

    def ready(self) -> None:
        from kvar.records import sqlite  # noqa: F401  connects the Swedish collation and LIKE
