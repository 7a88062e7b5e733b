"""A household that moves into another administration's district: another authority, so nothing goes along by itself."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.consent.consents import disclose
from kvar.casework.errors import ActRefused
from kvar.casework.journal import enter
from kvar.casework.owner.concerned import tell_concerned
from kvar.casework.plans import rewrite_open_steps
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Case, Disclosure, Move

ELSEWHERE = "other_administration"


def record_move(
    *,
    case: Case,
    by: Actor,
    today: date,
    administration: str,
    moved_on: date,
    what: str = "",
    scope: list[str] | None = None,
) -> Move:
    """Note where the household has moved. ``what``: a summary told to them, on a consent that holds; else nothing is.

    The other administration gets no case. This one stays open, with its steps and days, until it is closed here.
    """
    _require_possible(case, today, administration, moved_on, told_without_scope=bool(what.strip()) and not scope)
    try:
        with transaction.atomic():
            require(by, Act.RECORD_MOVE, case)
            told = _disclosed(case, by, today, administration, what, scope or []) if what.strip() else None
            move = Move(case=case, administration=administration, moved_on=moved_on, disclosure=told, on=today)
            move.by_id = by.id
            move.save()
            shown = {"move": str(move.pk)}
            enter(case=case, by=by, today=today, kind="moved", text=_words(move), shown=shown)
            if told:  # what was told is the own unit's, as every telling is
                text = _("Berättat dit, med samtycke: %s") % what
                enter(case=case, by=by, today=today, kind="moved", text=text, shown=shown, shared=False)
            tell_concerned(case, kind="household_moved", key=f"household_moved:{move.pk}", today=today, by=by)
            rewrite_open_steps(case)
    except IntegrityError as error:
        raise ActRefused(_("Flytten är redan inskriven.")) from error
    return move


def _require_possible(
    case: Case, today: date, administration: str, moved_on: date, *, told_without_scope: bool
) -> None:
    others = {one.id for one in load().organisation.administrations} - {case.administration}
    if administration not in others:
        raise ActRefused(_("Välj den förvaltning som hushållet har flyttat till."), field="administration")
    if moved_on > today:
        raise ActRefused(_("Dagen kan inte ligga efter idag. Skriv in flytten när den är gjord."), field="moved_on")
    if told_without_scope:
        sentence = _("Välj vad sammanfattningen handlar om, så att vi kan se om samtycket räcker.")
        raise ActRefused(sentence, field="scope")


def _disclosed(case: Case, by: Actor, today: date, administration: str, what: str, scope: list[str]) -> Disclosure:
    to = load().organisation.administration(administration).label
    try:
        told = {"recipient_kind": ELSEWHERE, "recipient": to, "what": what, "scope": scope}
        return disclose(case=case, by=by, today=today, **told)[0]
    except ActRefused as refusal:
        raise ActRefused(refusal.sentence, field="what") from refusal


def _words(move: Move) -> str:
    to = load().organisation.administration(move.administration).label
    told = {"to": to, "day": journal_day(move.moved_on)}
    text = _("Hushållet flyttade %(day)s till ett annat område: %(to)s.") % told
    what = _("En sammanfattning är lämnad, med samtycke.") if move.disclosure else _("Inget är berättat dit.")
    return f"{text} {what}"
