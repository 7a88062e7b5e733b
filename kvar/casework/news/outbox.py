"""The outbox: that a mail is to be sent is a row, stored with what causes it. ``doors/post`` sends; nothing goes twice.

A mail that could not be sent waits. What it says is worked out when it goes, so that it is true that day; how late it
is follows from its own day. While one waits no other is written: after three days down there is one mail, not three.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from kvar import law
from kvar.casework.access import actor_of
from kvar.casework.clock import now
from kvar.casework.employment import gone, works_here
from kvar.casework.news.morning import morning_of
from kvar.content.load import load
from kvar.records.models import Outgoing, User

MORNING = "morning"
UNANSWERED = timedelta(minutes=15)  # a claim older than this was broken off: nobody knows whether the mail went


def write_morning_mail(today: date) -> int:
    """A morning mail for everybody who wants one and has something waiting. On working days, once a day."""
    if not settings.MAIL_ON or not law.is_working_day(today):
        return 0
    theirs = Outgoing.objects.filter(user=OuterRef("pk"), kind=MORNING)
    users = User.objects.filter(morning_mail=True).exclude(email="").exclude(gone(on=today))
    users = users.exclude(Exists(theirs.filter(state__in=["waiting", "sending"]))).exclude(
        Exists(theirs.filter(day=today)) | Exists(theirs.filter(sent_on=today))
    )
    return sum(
        _write(user, today) for user in users.order_by("pk") if morning_of(actor_of(user), today=today).says_something
    )


def _write(user: User, today: date) -> bool:
    told = {"kind": MORNING, "user": user, "day": today, "next_on": today}
    _row, made = Outgoing.objects.get_or_create(key=f"{MORNING}:{today.isoformat()}:{user.pk}", defaults=told)
    return made


def waiting_mail(*, today: date) -> list[Outgoing]:
    """What is to be tried today, oldest first. What was broken off while it was going is never sent again."""
    Outgoing.objects.filter(state="sending", claimed_at__lt=now() - UNANSWERED).update(state="unsure")
    waiting = Outgoing.objects.filter(state="waiting", next_on__lte=today).select_related("user")
    return list(waiting.order_by("day", "pk"))


def claim(mail: Outgoing) -> bool:
    """Take a mail to send it. Of two who try, one gets it, and only as long as the claim is hers does she tell."""
    mail.claimed_at = now()
    taken = Outgoing.objects.filter(pk=mail.pk, state="waiting", tries=mail.tries)
    return taken.update(state="sending", claimed_at=mail.claimed_at) == 1


def wanted(mail: Outgoing, *, today: date) -> bool:
    """Is it still to be sent? Not to somebody who has left or switched it off, and not when nothing waits any more."""
    user = User.objects.get(pk=mail.user_id)
    still = works_here(user, on=today) and user.morning_mail and morning_of(actor_of(user), today=today).says_something
    if not still:
        _claimed(mail).update(state="not_wanted")
    return still


def _claimed(mail: Outgoing) -> QuerySet[Outgoing]:
    """The mail while it is going by this very claim: a sender who slept too long changes nothing any more."""
    return Outgoing.objects.filter(pk=mail.pk, state="sending", claimed_at=mail.claimed_at)


def record_sent(mail: Outgoing, *, today: date) -> None:
    """It went. That is known also where the claim was given up as unsure meanwhile: nobody sends such a mail again."""
    mine = Outgoing.objects.filter(pk=mail.pk, state__in=["sending", "unsure"], claimed_at=mail.claimed_at)
    mine.update(state="sent", sent_at=now(), sent_on=today, last_error="")


def record_unsure(mail: Outgoing, *, why: str) -> None:
    """The line broke while it was going: it may have arrived, so it is never sent again."""
    _claimed(mail).update(state="unsure", last_error=why)


def record_failed(mail: Outgoing, *, today: date, why: str) -> None:
    """It did not go: when to try again, by the days in the content; after the last of them it is given up."""
    waits, tries = load().coordination.telling.mail_waits, mail.tries + 1
    given_up = tries > len(waits)
    next_on = today if given_up else today + timedelta(days=waits[tries - 1])
    told = {"state": "given_up" if given_up else "waiting", "tries": tries, "next_on": next_on, "last_error": why}
    _claimed(mail).update(**told)


def mail_not_sent() -> dict[str, int]:
    """How many mails wait, and how many never went."""
    rows = Outgoing.objects.filter(state__in=["waiting", "given_up", "unsure"]).values_list("state", flat=True)
    found = list(rows.order_by("state"))
    return {state: found.count(state) for state in ("waiting", "given_up", "unsure")}
