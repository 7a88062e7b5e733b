"""The only clock in web. Everything below is told what day it is."""

from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def today(request: HttpRequest) -> date:
    """The day this page is about: the demo's fixed day, or today in Sweden. The request is asked, not the machine."""
    if settings.FIXED_TODAY:
        return date.fromisoformat(settings.FIXED_TODAY)
    return timezone.localdate()


def now() -> datetime:
    """The present moment, with offset: for what was shown and saved when."""
    return timezone.now()
