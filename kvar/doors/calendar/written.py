"""The calendar as a file (RFC 5545), with Swedish time written out."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from kvar.casework.news.feeds import FeedEntry
from kvar.records.models import Feed

SWEDEN = ZoneInfo("Europe/Stockholm")
HOUR = timedelta(hours=1)


def calendar_of(feed: Feed, entries: Iterable[FeedEntry], *, at: datetime, site: str) -> bytes:
    """Every entry of the feed. ``at``: the moment it is written. ``site``: an address of Kvar, where the links lead."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kvar//Kalender//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Kvar, enheten") if feed.whole_unit else _("Kvar, mina dagar"))
    calendar.add("x-wr-timezone", SWEDEN.key)
    for entry in entries:
        calendar.add_component(_event(feed, entry, at, site))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(feed: Feed, entry: FeedEntry, at: datetime, site: str) -> Event:
    event = Event()
    event.add("uid", _uid(feed, entry))
    event.add("dtstamp", at)
    event.add("summary", _summary(entry))
    event.add("status", "CONFIRMED" if entry.certain else "TENTATIVE")
    year, week, _weekday = entry.day.isocalendar()
    event.add("url", urljoin(site, f"{reverse('calendar:week')}?vecka={year}-W{week:02}"))
    event.add("class", "PRIVATE")
    if entry.at is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        starts = datetime.combine(entry.day, entry.at, SWEDEN)
        event.add("dtstart", starts)
        event.add("dtend", starts + HOUR)
    return event


def _summary(entry: FeedEntry) -> str:
    if not entry.certain:
        return _("%s, dagen är osäker") % entry.neutral
    return f"{entry.neutral} ({entry.number})" if entry.number > 1 else entry.neutral


def _uid(feed: Feed, entry: FeedEntry) -> str:
    """The same for the same thing every time, whatever its day if it has a key; nothing can be read out of it."""
    about = f"{feed.pk}|{entry.key or '|'.join((entry.kind, entry.day.isoformat(), str(entry.at)))}"
    return f"{hashlib.sha256(about.encode()).hexdigest()[:32]}@kvar"
