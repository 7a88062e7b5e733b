"""Meetings with a landlord: a case is put on the agenda from inside it, on a consent that holds on the day.

Afterwards what was said is written in each case, and the telling is logged with its consent. A household with protected
personal data is never there.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kvar.casework.access import ADULT, Actor, hold, require
from kvar.casework.access_table import Act
from kvar.casework.consent.carrying import LANDLORD
from kvar.casework.consent.consents import consents_to_tell
from kvar.casework.consent.landlord_agenda import meetings_with_landlord_of, open_items, talked_about
from kvar.casework.errors import ActRefused, SavedByOther
from kvar.casework.journal import enter
from kvar.casework.meetings.talks import log_talk, talk_text
from kvar.casework.telling import tell
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import AgendaItem, Case, Landlord, LandlordMeeting, Track

UNWRITTEN = "talk_unwritten"


@dataclass(frozen=True, kw_only=True)
class NewMeeting:
    """A meeting to arrange with the landlord of the case that it is arranged from."""

    day: date
    at: time | None = None
    place: str = ""


def put_on_agenda(
    *, case: Case, by: Actor, today: date, meeting: str | NewMeeting, scope: list[str], about: str
) -> AgendaItem:
    """Take the case up with its own landlord, at a coming meeting (its id) or at one that is arranged now.

    Raises ActRefused where the consent does not carry all of it on the day of the meeting.
    """
    if not about.strip():
        raise ActRefused(_("Skriv vad ni vill ta upp. Skriv bara det som samtycket gäller."), field="about")
    with transaction.atomic():
        require(by, Act.ARRANGE_LANDLORD_MEETING, case)
        landlord = _landlord_to_meet(case)
        held = _meeting(case, landlord, meeting, by=by, today=today)
        _hold_meeting(held)
        _require_carried(case, held, scope)
        item = _added(case, held, scope=sorted(scope), about=about.strip()[:400], by=by, today=today)
        told = {"who": landlord.name, "day": journal_day(held.day), "about": item.about}
        text = _("Tas upp med %(who)s på mötet %(day)s: %(about)s") % told
        enter(case=case, by=by, today=today, kind="landlord_meeting", text=text, shown=_named(item))
    return item


def _landlord_to_meet(case: Case) -> Landlord:
    landlord = case.household.dwelling.landlord
    if case.household.protected:
        raise ActRefused(_("Hushållet har skyddade personuppgifter. Det tas aldrig upp på ett möte med hyresvärden."))
    if landlord is None:
        raise ActRefused(_("Hyresvärden är inte känd i ärendet."))
    return landlord


def _meeting(case: Case, landlord: Landlord, wanted: str | NewMeeting, *, by: Actor, today: date) -> LandlordMeeting:
    if isinstance(wanted, NewMeeting):
        return _arranged(landlord, wanted, by=by, today=today)
    for found in meetings_with_landlord_of(case, by, today=today):
        if str(found.pk) == wanted:
            return found
    raise ActRefused(_("Mötet finns inte längre. Välj ett annat."), field="meeting")


def _hold_meeting(meeting: LandlordMeeting) -> None:
    """Nobody calls it off before the act is done. Raises ActRefused for one that is called off already."""
    if LandlordMeeting.objects.select_for_update(no_key=True).get(pk=meeting.pk).called_off:
        raise ActRefused(_("Mötet är inställt. Välj ett annat möte, eller ta bort ärendet från det här."))


def _arranged(landlord: Landlord, told: NewMeeting, *, by: Actor, today: date) -> LandlordMeeting:
    if told.day < today:
        raise ActRefused(_("Dagen har redan varit. Välj idag eller en senare dag."), field="day")
    try:
        with transaction.atomic():
            return LandlordMeeting.objects.create(
                administration=by.administration,
                landlord=landlord,
                day=told.day,
                at=told.at,
                place=told.place.strip()[:120],
                arranged_by_id=by.id,
            )
    except IntegrityError:
        sentence = _("Det finns redan ett möte med hyresvärden den dagen. Ladda om sidan och välj det mötet.")
        raise ActRefused(sentence, field="day") from None


def _require_carried(case: Case, meeting: LandlordMeeting, scope: list[str]) -> None:
    """A consent for this landlord that covers all of it on the day of the meeting."""
    if not scope:
        raise ActRefused(_("Välj vad ni får tala om."), field="scope")
    for id in scope:
        load().coordination.scope(id)
    asked: dict[str, Any] = {"recipient_kind": LANDLORD, "recipient": meeting.landlord.name}
    if not consents_to_tell(case, scope=scope, on=meeting.day, **asked):
        text = _("Inget samtycke gäller allt det här %s. Välj mindre, en tidigare dag eller fråga hushållet igen.")
        raise ActRefused(text % journal_day(meeting.day), field="scope")


def _added(case: Case, meeting: LandlordMeeting, *, scope: list[str], about: str, by: Actor, today: date) -> AgendaItem:
    told = {"scope": scope, "about": about, "added_on": today, "added_by_id": by.id}
    try:
        with transaction.atomic():
            return AgendaItem.objects.create(meeting=meeting, case=case, **told)
    except IntegrityError:
        stands = AgendaItem.objects.filter(meeting=meeting, case=case, taken_off_on=None).first()
        theirs = stands.about if stands else ""
        raise SavedByOther(_("Ärendet står redan på mötet."), field="meeting", theirs=theirs) from None


def take_off_agenda(*, case: Case, by: Actor, today: date, item: AgendaItem, version: int) -> AgendaItem:
    """The case is not talked about at the meeting. The row stays."""
    with transaction.atomic():
        require(by, Act.ARRANGE_LANDLORD_MEETING, case)
        _save(item, version, {"taken_off_on": today})
        told = {"who": item.meeting.landlord.name, "day": journal_day(item.meeting.day)}
        text = _("Tas inte upp med %(who)s på mötet %(day)s.") % told
        enter(case=case, by=by, today=today, kind="landlord_meeting", text=text, shown=_named(item))
    return item


def write_up_talk(
    *,
    case: Case,
    by: Actor,
    today: date,
    item: AgendaItem,
    talked: bool,
    note: str,
    version: int,
    at: time | None = None,
    before: bool | None = None,
) -> AgendaItem:
    """What was said in the meeting, in the case's journal; and that the landlord was told, on that day's consent.

    Where the consent was taken back that very day: ``at`` is the hour of the talk, and ``before`` says which came first
    while one of the two hours is not known. Raises ActRefused for what no consent carried.
    """
    meeting = item.meeting
    if meeting.day > today:
        raise ActRefused(_("Mötet har inte varit än."))
    if not note.strip():
        raise ActRefused(_("Skriv vad som sades, eller varför ärendet inte togs upp."), field="note")
    with transaction.atomic():
        require(by, Act.ARRANGE_LANDLORD_MEETING, case)
        _hold_meeting(meeting)
        parts = [talk_text(item, talked=talked, at=at), note.strip()]
        if talked and log_talk(item, by=by, at=at or meeting.at, before=before):
            parts.append(_("Samtycket gällde när ni talade. Det återkallades senare samma dag."))
        _save(item, version, {"talked": talked})
        enter(case=case, by=by, today=today, kind="landlord_meeting", text=" ".join(parts), shown=_named(item))
    return item


def call_off_landlord_meeting(
    *, meeting: LandlordMeeting, by: Actor, today: date, why: str, version: int
) -> LandlordMeeting:
    """The meeting does not take place. Each case that stands there, for the one who says so, has it in its journal.

    A case that this actor may not see is already off the agenda, and nothing is written in it.
    """
    if not why.strip():
        raise ActRefused(_("Skriv varför mötet inte blir av. Nämn inget hushåll."), field="why")
    with transaction.atomic():
        require(by, Act.ARRANGE_LANDLORD_MEETING)
        hold(*meeting.items.order_by("pk").values_list("case", flat=True))
        rows = LandlordMeeting.objects.filter(administration=by.administration, pk=meeting.pk, version=version)
        if not rows.filter(called_off="").update(called_off=why.strip()[:300], version=version + 1):
            meeting.refresh_from_db()
            raise SavedByOther(_("En kollega har redan ändrat mötet."), theirs=meeting.called_off)
        if meeting.items.exclude(talked=None).exists():
            raise ActRefused(_("Någon har redan skrivit vad som sades på mötet. Då ställs det inte in."))
        meeting.refresh_from_db()
        told = {"who": meeting.landlord.name, "day": journal_day(meeting.day), "why": meeting.called_off}
        text = _("Mötet med %(who)s %(day)s är inställt. %(why)s") % told
        for item in open_items(by).filter(meeting=meeting, talked=None).order_by("pk"):
            enter(case=item.case, by=by, today=today, kind="landlord_meeting", text=text, shown=_named(item))
    return meeting


def tell_unwritten_talks(today: date) -> int:
    """Meetings that have been, where nobody has written in the case what was said: its adult responsible, once."""
    rows = AgendaItem.objects.filter(talked=None, taken_off_on=None, case__closed_on=None)
    rows = rows.filter(meeting__day__lt=today, meeting__called_off="").select_related("case", "meeting__landlord")
    items = talked_about(rows.order_by("pk"))
    tracks = Track.objects.filter(unit=ADULT, case__in=[item.case_id for item in items])
    owners = dict(tracks.values_list("case_id", "responsible_id"))
    place: dict[str, Any] = {"kind": UNWRITTEN, "today": today, "unit": ADULT}
    return sum(
        tell(
            key=f"{UNWRITTEN}:{item.pk}",
            administration=item.case.administration,
            case=item.case,
            to=owners.get(item.case_id),
            **place,
        )
        for item in items
    )


def _save(item: AgendaItem, version: int, told: dict[str, object]) -> None:
    """Only an item that stands and is not written up, in the version that was read."""
    stands = AgendaItem.objects.filter(pk=item.pk, version=version, taken_off_on=None, talked=None)
    if not stands.update(version=version + 1, **told):
        raise SavedByOther(_("En kollega har redan ändrat det här. Ladda om sidan. Din text är kvar."), theirs="")
    item.refresh_from_db()


def _named(item: AgendaItem) -> dict[str, str]:
    return {"agenda_item": str(item.pk), "scope": ", ".join(item.scope)}
