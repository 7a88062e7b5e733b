"""Sending what waits in the outbox. Claimed first, so that two who send never send the same; told afterwards.

Where the server says no, the mail waits and is tried again. Where the line breaks *while* a mail is going nobody knows
whether it arrived: then it is never sent again, since a second mail confuses more than a missing one.
"""

from dataclasses import dataclass
from datetime import date
from smtplib import SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import get_connection

from kvar.casework.news.outbox import claim, record_failed, record_sent, record_unsure, waiting_mail, wanted
from kvar.doors.post.morning import morning_mail
from kvar.records.models import Outgoing

SURELY_NOT_SENT = (SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError, ConnectionRefusedError)


@dataclass
class Posted:
    """``failed`` wait or are given up; ``unsure`` may have arrived. ``why``: the kind of the first error."""

    sent: int = 0
    failed: int = 0
    unsure: int = 0
    why: str = ""


def send_waiting(*, today: date) -> Posted:
    """Send all that waits up to and including today. Nothing is configured: nothing is sent, and nothing is wrong."""
    posted = Posted()
    waiting = waiting_mail(today=today) if settings.MAIL_ON else []
    if not waiting:
        return posted
    line = get_connection()
    try:
        line.open()
    except OSError as error:  # all that SMTP says is of this kind
        for mail in waiting:
            if claim(mail):
                _failed(mail, error, posted, today)
        return posted
    try:
        for mail in waiting:
            if claim(mail) and wanted(mail, today=today):
                _send(mail, line, posted, today)
    finally:
        line.close()
    return posted


def _send(mail: Outgoing, line: Any, posted: Posted, today: date) -> None:
    message = morning_mail(mail, today=today, line=line)
    try:
        message.send()
    except SURELY_NOT_SENT as error:
        _failed(mail, error, posted, today)
    except OSError as error:
        record_unsure(mail, why=type(error).__name__)
        posted.unsure, posted.why = posted.unsure + 1, posted.why or type(error).__name__
    else:
        record_sent(mail, today=today)
        posted.sent += 1


def _failed(mail: Outgoing, error: Exception, posted: Posted, today: date) -> None:
    """Only what kind of error it was is kept: what a server writes may hold somebody's address."""
    record_failed(mail, today=today, why=type(error).__name__)
    posted.failed, posted.why = posted.failed + 1, posted.why or type(error).__name__
