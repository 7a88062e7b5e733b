"""Times, proofs and follow-ups in words."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvar.casework.access_table import Act
from kvar.casework.enforcement.course import TimeShown
from kvar.casework.enforcement.file import EnforcementFile
from kvar.casework.facts_of_enforcement import AUTHORITY
from kvar.content.load import load
from kvar.web.ui.wording import clock_time, day, distance, short_day

Shown = dict[str, Any]


def time_words(time: TimeShown, today: date) -> str:
    """*torsdag 3 december kl. 10.00*."""
    return moment_words(time.at, today)


def moment_words(at: datetime, today: date) -> str:
    """The day and the clock, in Sweden."""
    return _("%(day)s kl. %(time)s") % {"day": day(at, today), "time": clock_time(at)}


def recipient_words(recipient: str) -> str:
    return _("Kronofogden") if recipient == AUTHORITY else _("den det gäller")


def time_rows(file: EnforcementFile, *, today: date) -> list[Shown]:
    """Every time that has been told of, the newest first, with what is sent and what is not."""
    times, events = (file.course.times, file.course.events) if file.course else ((), ())
    return [
        {
            "time": time,
            "over": time.is_over(events, today=today),
            "recorded": any(row.notice_id == time.notice for row in file.days),
            "words": time_words(time, today),
            "waiting": bool(time.waiting),
            "stands": bool(file.course and file.course.stands == time),
            "missed": _missed(file, time.notice),
            "proofs": [_proof(file, time, recipient, today) for recipient in time.wanted],
        }
        for time in times
    ]


def _proof(file: EnforcementFile, time: TimeShown, recipient: str, today: date) -> Shown:
    proof = time.proofs.get(recipient)
    action = _("Skicka bekräftelsen") if recipient == AUTHORITY else _("Skicka kopian")
    row: Shown = {"recipient": recipient_words(recipient), "action": action, "url": "", "sent": "", "late": ""}
    if proof is None:
        if "confirm_time" in file.may:
            row["url"] = reverse("enforcement:confirm", args=[file.case.pk, time.notice, recipient])
        return row
    told = {
        "day": short_day(proof.sent_on, today),
        "time": clock_time(proof.sent_at),
        "name": proof.sent_by,
        "way": proof.way,
        "to": proof.sent_to,
    }
    late = ngettext("%d dag för sent", "%d dagar för sent", proof.days_late) % proof.days_late
    return row | {
        "sent": _("%(day)s kl. %(time)s av %(name)s, %(way)s, %(to)s") % told,
        "late": late if proof.days_late > 0 else "",
        "letter": proof.letter,
    }


def _missed(file: EnforcementFile, notice: UUID) -> Shown | None:
    """The report of a confirmation that was not sent the same day, for those who may read it."""
    row = next((row for row in file.missed if row.notice_id == notice), None)
    if row is None:
        return None
    may = Act.REPORT_DEVIATION in file.may
    return {
        "state": load().coordination.deviation_state(row.state).label,
        "draft": row.state == "draft",
        "url": reverse("money:deviation", args=[file.case.pk, row.pk]) if may else "",
    }


def follow_up_rows(file: EnforcementFile, *, today: date) -> list[Shown]:
    """The coming follow-ups, with their days."""
    can = "follow_up" in file.may
    return [
        {
            "label": one.label,
            "when": f"{day(one.due, today)}, {distance(one.due, today)}" if one.due else "",
            "limit": _("Får pågå till och med %s.") % day(one.ends_on, today) if one.ends_on else "",
            "late": bool(one.due and one.due < today),
            "url": reverse("enforcement:follow_up", args=[file.case.pk, one.step, one.round]) if can else "",
        }
        for one in file.coming
    ]


def heard_rows(file: EnforcementFile, *, today: date) -> list[Shown]:
    """What has been heard, the newest first."""
    words = load().coordination.enforcement
    debts = {True: _("ny skuld"), False: _("ingen ny skuld"), None: ""}
    return [
        {
            "label": words.follow_up(row.step).label,
            "when": short_day(row.on, today),
            "note": ", ".join(
                filter(
                    None,
                    [
                        words.result(row.result).label,
                        words.label("housing", row.housing),
                        debts[row.new_debt],
                        row.note,
                    ],
                )
            ),
        }
        for row in file.heard
    ]
