"""A notice that came to the wrong board is passed on: the paper only, with its first arrival kept.

Time runs from the arrival at the board it was addressed to; whether an arrival at the wrong board counts is not
settled. So both days are kept and shown, and the earlier is acted on. Here a trace stays, closed when nothing was done.

What goes is the paper, its envelope and its days, and nothing that stands in our own case. It is a telling to another
authority (OSL 8:1), logged as necessary for our own work (OSL 10:2, narrow) with the reason that was given.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import ADULT, Actor, require
from kvar.casework.access_table import Act
from kvar.casework.addresses import postal_codes_in
from kvar.casework.clock import now
from kvar.casework.consent.consents import log_disclosure
from kvar.casework.errors import ActRefused
from kvar.casework.households import household_from
from kvar.casework.intake.amounts import SUM_BLANKS, sum_of_rows
from kvar.casework.intake.becoming import WRONG_ADDRESSEE, becomes_of
from kvar.casework.intake.opening import open_case
from kvar.casework.intake.originals import store_original
from kvar.casework.intake.registering import store_services
from kvar.casework.journal import enter
from kvar.casework.kept import Scan, file_of
from kvar.casework.owner.concerned import tell_concerned
from kvar.casework.plans import rewrite_beside, rewrite_open_steps
from kvar.casework.telling import tell
from kvar.casework.ties import hold_with_beside
from kvar.casework.told import DwellingTold, NoticeTold, PersonTold
from kvar.content.load import load
from kvar.content.organisation import Administration
from kvar.paper.days import journal_day
from kvar.records.models import Case, Notice, Original

UNSURE = "unsure"
TOLD, AWAY = "passed_on_here", "passed_on_away"
GROUND = "own_duty"
ON_THE_PAPER = (
    *("kind", "sender_type", "sender_name", "intake_type", "reason_code", "ground", "reference", "payment_reference"),
    *("arrived_on", "sent_by", "posted_on", "rent_due_on", "amount", "enforcement_applied_on", "eviction_at"),
)
TENANT_BLANKS, HOME_BLANKS = ("tenant_name", "consumer_name"), ("dwelling", "tenant_address", "consumer_address")


@dataclass(frozen=True, kw_only=True)
class DistrictFound:
    """``administration`` None: not sure. ``checked`` False: the city has not confirmed the list of postal codes."""

    postal_code: str
    administration: Administration | None
    checked: bool


def district_of(address: str) -> DistrictFound:
    """Which administration the home belongs to, by its postal code."""
    organisation = load().organisation
    codes = postal_codes_in(address)
    code = codes[-1] if codes else ""
    area = organisation.districts.of(code) if code else None
    administration = organisation.administration(area.administration) if area else None
    return DistrictFound(postal_code=code, administration=administration, checked=organisation.districts.checked)


def pass_notice_on(*, notice: Notice, by: Actor, today: date, to: str, reason: str) -> Notice | None:
    """Pass the paper on to another administration; or write that it is not sure, and keep it meanwhile (None).

    Raises ActRefused for the own administration, without a reason, and when a colleague has passed it on already.
    """
    if not reason.strip():
        raise ActRefused(_("Skriv vad som talar för det."), field="reason")
    if notice.case is None:
        raise ActRefused(_("Koppla underrättelsen till ett ärende först."))
    with transaction.atomic():
        hold_with_beside(notice.case)
        require(by, Act.PASS_NOTICE_ON, notice.case)
        if to == UNSURE:
            _note_unsure(notice, notice.case, by=by, today=today, reason=reason.strip())
            return None
        if to == by.administration:
            raise ActRefused(_("Välj en annan förvaltning än den egna."), field="to")
        label = load().organisation.administration(to).label
        if not Notice.objects.filter(pk=notice.pk, passed_on=None).update(passed_on=today, passed_to=to):
            raise ActRefused(_("En kollega har redan skickat underrättelsen vidare."))
        _log(notice, notice.case, by=by, today=today, label=label, reason=reason.strip())
        received = _receive(notice, by=replace(by, administration=to, unit=ADULT), today=today)
        _leave_trace(notice, notice.case, by=by, today=today, label=label, reason=reason.strip())
    return received


def _log(notice: Notice, case: Case, *, by: Actor, today: date, label: str, reason: str) -> None:
    """The telling, with its ground: the paper goes on even from a closed case."""
    scope = ["contact", "payment"] if notice.ground in law.DEBT_GROUNDS else ["contact"]
    what = _("Underrättelsen från %s, bara papperet") % journal_day(notice.arrived_on)
    told: dict[str, Any] = {"recipient_kind": "other_administration", "recipient": label, "scope": scope, "what": what}
    log_disclosure(case=case, by=by, today=today, ground=GROUND, ground_text=reason, **told)


def _note_unsure(notice: Notice, case: Case, *, by: Actor, today: date, reason: str) -> None:
    text = _(
        "Osäkert vilken förvaltning underrättelsen från %(day)s hör till. Vi handlägger den tills det är klart. "
        "%(reason)s"
    )
    told = {"day": journal_day(notice.arrived_on), "reason": reason}
    enter(case=case, by=by, today=today, kind="passing_on", text=text % told, shown={"notice": str(notice.pk)})


def _receive(notice: Notice, *, by: Actor, today: date) -> Notice:
    """The paper at the other board, in a case of its own that waits for its unit, counted from the first arrival."""
    came_from = notice.administration
    household = household_from(told=_paper_alone(notice), by=by)
    case = open_case(household=household, cause=notice.ground, by=by, today=today)
    received = _copy(notice, case=case, by=by, came_on=today)
    store_services(told=_paper_alone(notice), notice=received)
    for original in Original.objects.filter(notice=notice).order_by("added_at", "id"):
        scan = Scan(name=original.name, content_type=original.content_type, chunks=_bytes_of(original))
        store_original(notice=received, by=by, scan=scan)
    text = _(
        "Kom till %(from)s %(arrived)s och skickades hit %(day)s. Bara papperet följer med. Det är inte avgjort från "
        "vilken dag tiden räknas. Gå efter den tidigare."
    )
    label = load().organisation.administration(came_from).label
    told = {"from": label, "arrived": journal_day(notice.arrived_on), "day": journal_day(today)}
    enter(case=case, by=by, today=today, kind="notice", text=text % told, shown={"notice": str(received.pk)})
    rewrite_open_steps(case)
    key = f"{TOLD}:{received.pk}"
    tell(kind=TOLD, key=key, today=today, administration=by.administration, unit=ADULT, case=case)
    return received


def _copy(notice: Notice, *, case: Case, by: Actor, came_on: date) -> Notice:
    """What stands on the paper, and the days it travelled; nothing that was found out here."""
    kind = load().codes.notice_kind(notice.kind)
    blanks = {blank.name for blank in load().codes.form(kind.form).fields}
    return Notice.objects.create(
        **{name: getattr(notice, name) for name in ON_THE_PAPER} | _stated(notice),
        administration=by.administration,
        cause="" if kind.keeps_cause else kind.ground,
        fields={name: stated for name, stated in notice.fields.items() if name in blanks},
        came_from=notice.administration,
        came_on=came_on,
        household=case.household,
        case=case,
        protected=case.household.protected,
        taken_in_by_id=by.id,
        taken_in_at=now(),
    )


def _paper_alone(notice: Notice) -> NoticeTold:
    """What stands on the paper: a name and a home, and protection. What it leaves out, we do not put there."""
    name = _blank(notice, TENANT_BLANKS) or capfirst(_("hyresgästen på papperet"))
    address = _blank(notice, HOME_BLANKS)
    return NoticeTold(
        kind=notice.kind,
        sender_type=notice.sender_type,
        sender_name=notice.sender_name,
        arrived_on=notice.arrived_on,
        tenant=PersonTold(name=name, protected=notice.protected),
        dwelling=DwellingTold(address=address),
    )


def _stated(notice: Notice) -> dict[str, Any]:
    """The amount and the oldest rent as the paper states them, whatever has been corrected in the case since."""
    rents = _value(notice, ("rent_amounts",)) or []
    due_on = min((row["due_on"] for row in rents if row.get("due_on")), default=_value(notice, ("due_on",)))
    amount = _value(notice, SUM_BLANKS) or sum_of_rows(notice.fields)
    told = {"amount": amount, "rent_due_on": date.fromisoformat(due_on) if due_on else None}
    asked = {"amount": (*SUM_BLANKS, "rent_amounts"), "rent_due_on": ("rent_amounts", "due_on")}
    return {name: value for name, value in told.items() if notice.fields.keys() & set(asked[name])}


def _blank(notice: Notice, names: tuple[str, ...]) -> str:
    return str(_value(notice, names) or "")


def _value(notice: Notice, names: tuple[str, ...]) -> Any:
    """What the paper says under the first of these names; None where it says nothing."""
    stated = (notice.fields.get(name, {}) for name in names)
    return next((one["value"] for one in stated if one.get("state") == "value" and one.get("value")), None)


def _bytes_of(original: Original) -> Iterator[bytes]:
    with file_of(original.stored_as).open("rb") as kept:
        while chunk := kept.read(65_536):
            yield chunk


def _leave_trace(notice: Notice, case: Case, *, by: Actor, today: date, label: str, reason: str) -> None:
    """Here: a position that says why, an entry, and what becomes of the case."""
    becomes = becomes_of(case, notice)
    words = _("Skickad vidare till %s.") % label
    position = {"position": "not_opened", "position_reason": f"{words} {reason}"}
    Notice.objects.filter(pk=notice.pk, position="").update(position_by=by.id, position_on=today, **position)
    told = {"day": journal_day(notice.arrived_on), "to": label, "reason": reason, "becomes": becomes.sentence}
    text = _(
        "Underrättelsen från %(day)s skickades vidare till %(to)s. Bara papperet följde med. %(reason)s %(becomes)s"
    )
    enter(case=case, by=by, today=today, kind="passing_on", text=text % told, shown={"notice": str(notice.pk)})
    tell_concerned(case, kind=AWAY, key=f"{AWAY}:{notice.pk}", today=today, by=by)
    if becomes.closes:
        Case.objects.filter(pk=case.pk).update(outcome=WRONG_ADDRESSEE, outcome_on=today, closed_on=today)
        case.refresh_from_db()
        enter(case=case, by=by, today=today, kind="closed", text=f"{words} {becomes.sentence}", shown={"plan": []})
    rewrite_open_steps(case)
    rewrite_beside(case)
