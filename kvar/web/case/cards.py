"""The cards beside the case: who, contact, debt, papers in and out, the facts that may be corrected."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvar.casework.access_table import Act
from kvar.casework.casefile import CaseFile, MemberShown
from kvar.casework.casefile.papers import LetterShown, NoticeShown
from kvar.web.case import cards_tracks
from kvar.web.case.cards_contact import consents, safe_contact, visits
from kvar.web.case.cards_enforcement import enforcement_card
from kvar.web.case.cards_landlord import landlord_card
from kvar.web.case.cards_meetings import together_card
from kvar.web.case.cards_mobilised import mobilised_card
from kvar.web.case.cards_money import debt_card
from kvar.web.case.cards_signals import known_here_card, repeats_card
from kvar.web.ui.wording import clock_time, short_day

Card = dict[str, Any]
MOST_ATTEMPTS = 4  # the newest; all of them stand in the journal


def cards_of(file: CaseFile, *, today: date) -> list[Card]:
    """The cards in the order they are read."""
    cards = [
        _household,
        safe_contact,
        _contact,
        visits,
        consents,
        debt_card,
        _notices,
        repeats_card,
        enforcement_card,
        _letters,
        cards_tracks.units,
        mobilised_card,
        together_card,
        landlord_card,
        known_here_card,
    ]
    return [card(file, today) for card in cards]


def _link(file: CaseFile, act: str, route: str, words: str) -> Card:
    """The card's own link, when the actor may."""
    if act not in file.may:
        return {}
    return {"url": reverse(route, args=[file.case.pk]), "action": words}


def _household(file: CaseFile, today: date) -> Card:
    return {
        "id": "hushall",
        "title": _("Hushåll"),
        "empty": _("Ingen är registrerad."),
        "rows": [_member(member, file, today) for member in file.members],
        **_link(file, "change_household", "case:member_new", _("lägg till")),
    }


def _member(member: MemberShown, file: CaseFile, today: date) -> Card:
    url = reverse("case:member", args=[file.case.pk, member.id]) if "change_household" in file.may else ""
    said = [one.words for one in member.said] or [_("inte känt hur barnet bor")] if member.child else []
    known = [member.role_label, number_of(member), *said, member.phone, member.language]
    return {
        "text": f"{member.name}, {age_of(member)}" if age_of(member) else member.name,
        "note": " · ".join(filter(None, known)),
        "url": url,
        "protected": member.protected,
    }


def age_of(member: MemberShown) -> str:
    """*12*, *född 2014*, or nothing when neither is known."""
    if member.age is not None:
        return str(member.age)
    return _("född %s") % member.birth_year if member.birth_year else ""


def number_of(member: MemberShown) -> str:
    """The personal number, or that there is none; nothing when nobody has asked."""
    return member.number or (_("inget personnummer") if member.number_state == "missing" else "")


def _contact(file: CaseFile, today: date) -> Card:
    rows = [
        {
            "text": f"{one.way}: {one.result.lower()}",
            "note": ", ".join(filter(None, [short_day(one.on, today), clock_time(one.at) if one.at else "", one.by])),
        }
        for one in file.attempts[:MOST_ATTEMPTS]
    ]
    more = len(file.attempts) - MOST_ATTEMPTS
    if more > 0:
        text = ngettext("%d kontakt till i loggen", "%d kontakter till i loggen", more) % more
        rows.append({"text": text, "url": reverse("contact:log", args=[file.case.pk])})
    return {
        "id": "kontakt",
        "title": _("Kontakt"),
        "empty": _("Inget försök är antecknat."),
        "rows": rows,
        **_link(file, "record_attempt", "contact:log", _("logg och sms")),
    }


def _notices(file: CaseFile, today: date) -> Card:
    rows = [_notice(notice, today) | _joined(notice, file, today) for notice in file.notices]
    return {"id": "underrattelser", "title": _("Underrättelser"), "empty": _("Ingen underrättelse."), "rows": rows}


def _notice(notice: NoticeShown, today: date) -> Card:
    arrived = _("kom %s") % short_day(notice.arrived_on, today)
    repeat = _("samma skuld som %s") % short_day(notice.same_debt_as, today) if notice.same_debt_as else ""
    position = notice.position_label
    if notice.position_on:
        position = f"{position} {short_day(notice.position_on, today)}, {notice.position_by}"
    passed = _("skickad vidare %s") % short_day(notice.passed_on, today) if notice.passed_on else ""
    parts = [f"{notice.sender}, {arrived}", passed, _served(notice, today), position, repeat]
    url = reverse("intake:notice", args=[notice.id])
    return {"text": notice.kind, "note": " · ".join(filter(None, parts)), "url": url}


def _joined(notice: NoticeShown, file: CaseFile, today: date) -> Card:
    """That somebody joined the paper to this case, why, and the way to undo it."""
    if notice.joined is None:
        return {}
    told = {"day": short_day(notice.joined.on, today), "by": notice.joined.by, "why": notice.joined.why}
    said = _("Kopplad hit %(day)s av %(by)s: %(why)s.") if notice.joined.why else _("Kopplad hit %(day)s av %(by)s.")
    may_undo = "unlink_notice" in file.may and not file.closed
    return {"more": said % told, "undo": reverse("intake:unlink", args=[notice.id]) if may_undo else ""}


def _served(notice: NoticeShown, today: date) -> str:
    if not notice.services:
        return ""
    if any(one.served_on is None for one in notice.services):
        return _("delgivningsdagen är inte känd")
    days = {(short_day(one.served_on, today), one.counts) for one in notice.services}
    told = (shown if counts else _("%s, räknas inte") % shown for shown, counts in sorted(days))
    return _("delgiven %s") % ", ".join(told)


def _to_form(file: CaseFile, letter: LetterShown) -> dict[str, str] | None:
    """From a consent form that was sent to where its answers are written in."""
    if letter.form is None or Act.GIVE_CONSENT not in file.may:
        return None
    return {"url": reverse("consents:form", args=[file.case.pk, letter.form]), "text": _("Skriv in svaren")}


def _letters(file: CaseFile, today: date) -> Card:
    rows = [
        {
            "text": letter.title,
            "note": ", ".join([_("skickat %s") % short_day(letter.issued_on, today), letter.by]),
            "url": reverse("letters:letter", args=[letter.id]),
            "onwards": _to_form(file, letter),
        }
        for letter in file.letters
    ]
    empty = _("Inget brev är skickat.")
    return {"id": "brev", "title": _("Brev"), "empty": empty, "rows": rows} | _link(
        file, Act.ISSUE_LETTER, "letters:choose", _("Skriv ett brev")
    )
