"""Whom a case has mobilised and who is missing (S30): one state per partner, reasons from the rules for the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.errors import ActRefused, SavedByOther, Unseen
from kvar.casework.facts import facts_of, filled
from kvar.casework.journal import enter
from kvar.casework.steps.refusals import RefusalShown, handovers_in, refusal_words, refusals_of
from kvar.content.coordination_partners import Partner
from kvar.content.load import load
from kvar.paper.days import spoken_day
from kvar.records.models import Case, Mobilised, StandingStep, Track

CASE = "case"
NEW = 0  # the version of a row that is not there yet


@dataclass(frozen=True, kw_only=True)
class PartnerShown:
    """How it stands with one of them. ``state_label`` empty: nobody has asked. ``missing``: why somebody ought to.

    ``note`` is there only for the unit that wrote it. ``ours``: a unit of our own, told by its receipt.
    """

    id: str
    label: str
    state: str
    state_label: str
    on: date | None
    note: str
    missing: tuple[str, ...]
    ours: bool
    version: int


def partners_of(
    case: Case, actor: Actor, refusals: Mapping[str, RefusalShown], *, today: date
) -> tuple[PartnerShown, ...]:
    """Every partner, those who are missing first. The case comes from ``with_everything``: one query more."""
    said = {row.partner: row for row in case.mobilised.all()}
    tracks = {track.unit: track for track in case.tracks.all()}
    facts = None if case.closed_on else facts_of(case, unit=actor.unit)
    found = [
        _refused(one, refusals[one.unit], today)
        if one.unit and one.unit in refusals
        else _shown(one, said.get(one.id), tracks, facts, actor)
        for one in load().coordination.mobilising.partners
    ]
    return tuple(sorted(found, key=lambda one: (not one.missing, not one.state)))


def _refused(partner: Partner, refusal: RefusalShown, today: date) -> PartnerShown:
    """A unit of our own that has said no: it does not wait, and somebody else has the case."""
    return PartnerShown(
        id=partner.id,
        label=partner.label,
        state="refused",
        state_label=refusal_words(refusal, day=spoken_day(refusal.on, written_on=today)),
        on=None,
        note="",
        missing=(),
        ours=True,
        version=NEW,
    )


def _shown(
    partner: Partner, row: Mobilised | None, tracks: dict[str, Track], facts: law.Facts | None, actor: Actor
) -> PartnerShown:
    track = tracks.get(partner.unit or "")
    state, label = _state(row, track)
    return PartnerShown(
        id=partner.id,
        label=partner.label,
        state=state,
        state_label=label,
        on=row.on if row and not track else None,
        note=row.note if row and not track and row.unit == actor.unit else "",
        missing=() if state or facts is None else _wanted(partner, facts),
        ours=track is not None,
        version=row.version if row else NEW,
    )


def _state(row: Mobilised | None, track: Track | None) -> tuple[str, str]:
    """A unit of our own is with us when it has received the case; until then it has been told."""
    if track:
        state = "involved" if track.received_at else "contacted"
        return state, _("har tagit emot") if track.received_at else _("har fått veta, väntar på mottagning")
    return (row.state, load().coordination.mobilising.state(row.state).label) if row else ("", "")


def _wanted(partner: Partner, facts: law.Facts) -> tuple[str, ...]:
    return tuple(one.why for one in partner.wanted if law.CONDITIONS[one.when](facts, CASE).yes)


def partners_in(case: Case, actor: Actor, *, today: date) -> tuple[PartnerShown, ...]:
    """The same for a case that ``access`` has given."""
    # What stands for a step is no fact of the household: no condition reads it.
    prefetch_related_objects([case], Prefetch("standing", queryset=StandingStep.objects.none()))
    return partners_of(filled(case, shortcoming_on=None), actor, refusals_of(handovers_in(case), actor), today=today)


def partner_in(case: Case, actor: Actor, partner: str, *, today: date) -> PartnerShown:
    """One of them. Raises Unseen for an id that the content does not have."""
    for found in partners_in(case, actor, today=today):
        if found.id == partner:
            return found
    raise Unseen


def say_mobilised(
    *, case: Case, by: Actor, today: date, partner: str, state: str, note: str, version: int
) -> Mobilised:
    """How it stands with a partner now. The state is for every unit in the case, the note for the own one."""
    words = load().coordination.mobilising
    known, stands = words.partner(partner), words.state(state)
    if stands.reason and not note.strip():
        raise ActRefused(_("Skriv varför."), field="note")
    with transaction.atomic():
        require(by, Act.MOBILISE, case)
        if known.unit and Track.objects.filter(case=case, unit=known.unit).exists():
            raise ActRefused(_("Enheten är redan med i ärendet. Dess eget kvitto visar hur det står."))
        told = {"state": state, "on": today, "unit": by.unit, "note": note.strip()[:300], "said_by_id": by.id}
        row = _saved(case, partner, told, version)
        shown = {"partner": partner, "state": state}
        text = f"{known.label.capitalize()}: {stands.label}."
        enter(case=case, by=by, today=today, kind="mobilised", text=text, shown=shown)
        if row.note:
            text = f"{known.label.capitalize()}: {row.note}"
            enter(case=case, by=by, today=today, kind="mobilised", text=text, shown=shown, shared=False)
    return row


def _saved(case: Case, partner: str, told: dict[str, object], version: int) -> Mobilised:
    """The one row of this partner, in the version that was read."""
    if version == NEW:
        try:
            with transaction.atomic():
                return Mobilised.objects.create(case=case, partner=partner, **told)
        except IntegrityError:
            raise _saved_by_other(case, partner) from None
    if not Mobilised.objects.filter(case=case, partner=partner, version=version).update(version=version + 1, **told):
        raise _saved_by_other(case, partner)
    return Mobilised.objects.get(case=case, partner=partner)


def _saved_by_other(case: Case, partner: str) -> SavedByOther:
    row = Mobilised.objects.filter(case=case, partner=partner).first()
    theirs = load().coordination.mobilising.state(row.state).label if row else ""
    return SavedByOther(_("En kollega hann skriva före dig. Din text är kvar."), theirs=theirs, field="state")
