"""Afterwards: asking whether we may be in touch, and hearing how it goes. It is voluntary, and no is an answer."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.enforcement.rounds import WHOLE_CASE, require_its_time
from kvar.casework.errors import ActRefused
from kvar.casework.facts_of_enforcement import HOLDERS
from kvar.casework.journal import enter
from kvar.casework.plans import rewrite_open_steps
from kvar.casework.steps.completing import complete_by_act, require_own_unit
from kvar.content.coordination_enforcement import FollowUpResult, FollowUpStep
from kvar.content.load import load
from kvar.records.models import Case, ContactWish, FollowUp, Member

CHILD = "child"


def record_wish(*, case: Case, by: Actor, today: date, member: UUID, yes: bool) -> ContactWish:
    """The answer to *får vi höra av oss?* A no ends the rounds that have not been, once all holders say so."""
    with transaction.atomic():
        require(by, Act.FOLLOW_UP, case)
        asked = _adult(case, member)
        wish = _wish(asked, by=by, today=today, yes=yes)
        words = _("%s vill gärna att vi hör av oss.") if yes else _("%s vill inte att vi hör av oss mer.")
        enter(case=case, by=by, today=today, kind="follow_up", text=words % asked.person.name)
        rewrite_open_steps(case)
    return wish


def _wish(member: Member, *, by: Actor, today: date, yes: bool) -> ContactWish:
    recorded = {"recorded_at": now(), "recorded_by_id": by.id}
    return ContactWish.objects.create(member=member, yes=yes, said_on=today, **recorded)


def _adult(case: Case, member: UUID | None) -> Member:
    here = Member.objects.filter(household=case.household_id, until=None)
    found = here.filter(pk__in=[member]).exclude(role=CHILD).select_related("person").first()
    if found is None:
        raise ActRefused(_("Välj en vuxen i hushållet."), field="member")
    return found


@dataclass(frozen=True, kw_only=True)
class FollowUpTold:
    """What was said. ``member``: whom it was said by, or which child it is about. ``new_debt`` None: not known.

    ``asked_first``: the person was asked first whether we may be in touch, and said yes.
    """

    member: UUID | None
    on: date
    result: str
    housing: str = ""
    new_debt: bool | None = None
    note: str = ""
    decided_on: date | None = None
    decided_by: str = ""
    asked_first: bool = False


def record_follow_up(*, case: Case, by: Actor, today: date, step: str, round: int, told: FollowUpTold) -> FollowUp:
    """One follow-up, by the unit whose step it is. An answer does the round's step; not reached leaves it open.

    So does a *vill inte* from one of several who hold the home: nobody's no decides for the others.
    """
    about, result = load().coordination.enforcement.follow_up(step), load().coordination.enforcement.result(told.result)
    if told.on > today:
        raise ActRefused(_("Det har inte hänt än. Skriv den dag det hände."), field="on")
    with transaction.atomic():
        require(by, Act.FOLLOW_UP, case)
        require_own_unit(by, load().steps[step])
        require_its_time(case, about, result, round=round, on=told.on)
        member = _whom(case, about, told)
        newly = _newly_asked(member, about, result, told)
        made = FollowUp.objects.create(
            case=case,
            step=step,
            round=round,
            unit=by.unit,
            recorded_at=now(),
            recorded_by_id=by.id,
            **_kept(told, member, result),
        )
        if result.ends_round and not _others_remain(made, member, result):
            key: dict[str, Any] = {"step": step, "subject": WHOLE_CASE, "round": round}
            complete_by_act(case=case, by=by, today=today, note=_said(made, about), **key)
        if newly or (result.ends_contact and member.role != CHILD):
            _wish(member, by=by, today=told.on, yes=newly)
        text, shown = follow_up_text(made, about, asked=newly), {"follow_up": str(made.pk)}
        enter(case=case, by=by, today=today, kind="follow_up", text=text, shown=shown, shared=about.about != CHILD)
        rewrite_open_steps(case)
    return made


def others_may_be_asked(member: Member) -> bool:
    """Is there somebody else who holds the home and has not said no?"""
    here = Member.objects.filter(household=member.household_id, role__in=HOLDERS, until=None).exclude(pk=member.pk)
    newest = [row.contact_wishes.last() for row in here.order_by("pk")]
    return any(wish is None or wish.yes for wish in newest)


def _others_remain(made: FollowUp, member: Member, result: FollowUpResult) -> bool:
    """Is the round still open for somebody else: a child not yet heard of, or a holder who has not said no?"""
    if member.role != CHILD:
        return result.ends_contact and others_may_be_asked(member)
    ending = [row.id for row in load().coordination.enforcement.follow_up_results if row.ends_round]
    heard = FollowUp.objects.filter(case=made.case, step=made.step, round=made.round, result__in=ending)
    children = Member.objects.filter(household=member.household_id, role=CHILD, until=None)
    return children.exclude(pk__in=heard.values("member")).exists()


def _whom(case: Case, about: FollowUpStep, told: FollowUpTold) -> Member:
    if about.about != CHILD:
        return _adult(case, told.member)
    children = Member.objects.filter(household=case.household_id, role=CHILD, until=None, pk__in=[told.member])
    found = children.select_related("person").first()
    if found is None:
        raise ActRefused(_("Välj vilket barn det gäller."), field="member")
    if told.decided_on is None:
        sentence = _("Skriv vilken dag uppföljningen beslutades. Utan beslut får barnet inte följas upp.")
        raise ActRefused(sentence, field="decided_on")
    if told.decided_on > told.on:
        raise ActRefused(_("Beslutet ska finnas innan uppföljningen görs. Kontrollera dagarna."), field="decided_on")
    if not told.decided_by.strip():
        raise ActRefused(_("Skriv vem som har beslutat om uppföljningen."), field="decided_by")
    return found


def _newly_asked(member: Member, about: FollowUpStep, result: FollowUpResult, told: FollowUpTold) -> bool:
    """Is the record itself the asking, with a yes? Refused where nobody has asked, and where the answer was no.

    About what is stored one may still be told: it is thrown away otherwise. A child's rests on its decision.
    """
    if about.about != "household" or result.ends_contact:
        return False
    newest = ContactWish.objects.filter(member=member).last()
    if newest and not newest.yes:
        said = _("%s har sagt att vi inte ska höra av oss mer. Har det ändrats, skriv in det nya svaret först.")
        raise ActRefused(said % member.person.name, field="member")
    if newest or not result.ends_round:
        return False
    if not told.asked_first:
        sentence = _(
            "Kontakten är frivillig. Sätt kryss om du frågade först och fick ja. Blev det nej: välj Vill inte."
        )
        raise ActRefused(sentence, field="asked_first")
    return True


def _kept(told: FollowUpTold, member: Member, result: FollowUpResult) -> dict[str, Any]:
    """Who does not want to answer has told nothing of the home or of debts."""
    said = asdict(told) | {"member": member}
    del said["asked_first"]
    if not result.ends_round or result.ends_contact:
        said |= {"housing": "", "new_debt": None}
    return said


def _said(made: FollowUp, about: FollowUpStep) -> str:
    """What the step's own entry says; nothing of a child, which is the unit's own."""
    words = load().coordination.enforcement
    if about.about == CHILD:
        return ""
    return ": ".join(filter(None, [words.result(made.result).label, words.label("housing", made.housing)]))


def follow_up_text(made: FollowUp, about: FollowUpStep, *, asked: bool = False) -> str:
    """What the journal says of one follow-up."""
    words = load().coordination.enforcement
    debts = {True: _("Ny skuld."), False: _("Ingen ny skuld."), None: ""}
    parts = [
        _("Uppföljning, %(what)s: %(result)s.")
        % {"what": about.label.lower(), "result": words.result(made.result).label},
        _("Frågade först, och fick ja till att höra av oss.") if asked else "",
        _("Bor: %s.") % words.label("housing", made.housing) if made.housing else "",
        debts[made.new_debt],
        made.note,
    ]
    return " ".join(filter(None, parts))


def wishes_in(case: Case) -> list[tuple[Member, ContactWish | None]]:
    """Every adult in the household with the newest answer, or None while not asked. Two queries."""
    adults = Member.objects.filter(household=case.household_id, until=None).exclude(role=CHILD)
    found = adults.select_related("person").prefetch_related("contact_wishes")
    return [(member, next(reversed([*member.contact_wishes.all()]), None)) for member in found]


def people_in(case: Case, *, child: bool) -> list[Member]:
    """The children of the household, or its adults."""
    here = Member.objects.filter(household=case.household_id, until=None).select_related("person")
    return list(here.filter(role=CHILD) if child else here.exclude(role=CHILD))


def follow_ups_in(case: Case, *, actor: Actor) -> list[FollowUp]:
    """What was heard, the newest first; a child's only for the unit that asked. One query."""
    rows = FollowUp.objects.filter(case=case).select_related("member__person", "recorded_by")
    return [row for row in reversed(rows) if row.unit == actor.unit or _about(row) != CHILD]


def _about(row: FollowUp) -> str:
    return load().coordination.enforcement.follow_up(row.step).about


__all__ = [
    "FollowUpTold",
    "follow_up_text",
    "follow_ups_in",
    "people_in",
    "record_follow_up",
    "record_wish",
    "wishes_in",
]
