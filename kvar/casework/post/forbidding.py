"""What somebody asks of us about contact, and the letters that wait for the post: what it forbids is taken out at once.

``ask_safe_contact`` keeps the rule alone; every page that keeps one does it here.
"""

from datetime import date
from typing import Any

from django.db import transaction

from kvar.casework.access import Actor
from kvar.casework.contact.safe_contact import ask_safe_contact
from kvar.casework.letters.facts import about_letter
from kvar.casework.letters.sending import broken_rules, broken_stop
from kvar.casework.post.choices import read_choice
from kvar.casework.queued import stop_queued
from kvar.casework.ties import hold_with_beside
from kvar.content.load import load
from kvar.records.models import Case, Member, QueuedLetter, SafeContact


def ask_and_stop(*, case: Case, by: Actor, today: date, member: Member, **told: Any) -> SafeContact:
    """Keep the rule, and take out what waits and may not go that way any more, in every case of the household."""
    with transaction.atomic():
        hold_with_beside(case)  # its other cases too: nothing is put in meanwhile
        rule = ask_safe_contact(case=case, by=by, today=today, member=member, **told)
        _stop_forbidden(rule, by=by, today=today)
    return rule


def _stop_forbidden(rule: SafeContact, *, by: Actor, today: date) -> None:
    """Only what this rule forbids: whatever else stops a letter is said on the page of the post."""
    here = {"case__household__members__person": rule.person_id, "case__household__members__until": None}
    waiting = QueuedLetter.objects.filter(**here).select_related("case__household").order_by("pk").distinct()
    for row in waiting:
        told = load().letters.get(row.letter)
        if told is None:
            continue  # of another edition: it is not printed
        about = about_letter(told, case=row.case, by=by, today=today, chosen=read_choice(row.chosen))
        broken = [one for one in broken_rules(told, about, row.channel) if one.id == rule.pk]
        if broken:
            stop_queued([row], by=by, today=today, because=broken_stop(broken, row.case).sentence)
