"""The words of the morning mail: numbers and links, nothing about anybody (T26)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvar.casework.access import actor_of
from kvar.casework.news.morning import Morning, morning_of
from kvar.paper.days import spoken_day
from kvar.records.models import Outgoing

LATELY = ("i måndags", "i tisdags", "i onsdags", "i torsdags", "i fredags", "i lördags", "i söndags")


def morning_mail(mail: Outgoing, *, today: date, line: Any) -> EmailMessage:
    """The mail as it goes today. Its id is the same however often it is tried."""
    morning = morning_of(actor_of(mail.user), today=today)
    subject = _("Kvar: det här väntar") if mail.day == today else _("Kvar: försenat brev, det här väntar")
    return EmailMessage(
        subject=subject,
        body="\n\n".join(_paragraphs(mail.day, morning, today)) + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.user.email],
        connection=line,
        headers={"Message-ID": f"<{mail.pk}@kvar>", "Auto-Submitted": "auto-generated"},
    )


def _paragraphs(day: date, morning: Morning, today: date) -> list[str]:
    said = [_("God morgon!")]
    if day != today:
        said.append(
            _("Det här skulle ha kommit %s. Brevet gick inte att skicka då. Antalen gäller idag.") % lately(day, today)
        )
    my_day, news = settings.MAIL_ADDRESS + reverse("worklist:my_day"), settings.MAIL_ADDRESS + reverse("news:list")
    if morning.due:
        said.append(
            f"{ngettext('%d steg ska göras idag.', '%d steg ska göras idag.', morning.due) % morning.due}\n{my_day}"
        )
    if morning.late:
        said.append(
            f"{ngettext('%d steg är försenat.', '%d steg är försenade.', morning.late) % morning.late}\n{my_day}"
        )
    if morning.news:
        said.append(
            f"{ngettext('%d sak är ny till dig.', '%d saker är nya till dig.', morning.news) % morning.news}\n{news}"
        )
    return [
        *said,
        _("Brevet säger aldrig något om en människa. Logga in för att se mer. Du stänger av det på %s") % news,
    ]


def lately(day: date, today: date) -> str:
    """A day not long ago, as people say it: *igår*, *i måndags*, *måndag 2 november*."""
    days = (today - day).days
    if days == 1:
        return _("igår")
    return _(LATELY[day.weekday()]) if days < 7 else spoken_day(day, written_on=today)
