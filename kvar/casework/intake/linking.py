"""Where a notice belongs. Linking moves it and leaves a trace; it can be undone at any time; nothing is merged.

Undoing puts back what the link changed: the paper goes to where it was, and what was entered about it in the wrong
household (service days, position, payment, protection) does not follow to the right one, nor stay with the wrong.
What people did in the wrong case stays there, and both journals say so.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kvar.casework.access import ADULT, Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.consent.carrying import consents_of_cases
from kvar.casework.consent.fallen import let_fall
from kvar.casework.enforcement.calendar import tell_of_time
from kvar.casework.errors import ActRefused, SavedByOther
from kvar.casework.intake.becoming import stays_without
from kvar.casework.intake.links import (
    LinkedBefore,
    household_before,
    join_household,
    newest_link,
    part_households,
    part_records,
    put_back,
    snapshot,
)
from kvar.casework.intake.opening import open_case
from kvar.casework.journal import enter
from kvar.casework.owner.concerned import tell_concerned
from kvar.casework.plans import rewrite_beside, rewrite_open_steps
from kvar.casework.repeats import tell_of_repeats
from kvar.casework.ties import hold_with_beside
from kvar.content.codes import NoticeKind
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Case, Notice, NoticeLink


def link_notice(
    *,
    notice: Notice,
    case: Case,
    by: Actor,
    today: date,
    same_debt_as: Notice | None = None,
    because: Iterable[str] = (),
    version: int | None = None,
) -> None:
    """Move a notice to another case, or say that it concerns the same debt as an earlier one. Reversible, traced.

    ``because``: the reasons that the match was shown with. ``version`` is what was read: the second of two who move
    the same paper is refused.
    """
    with transaction.atomic():
        left = notice.case
        hold_with_beside(*filter(None, (case, left)))
        require(by, Act.LINK_NOTICE, case)
        if left is not None:
            require(by, Act.LINK_NOTICE, left)
        _claim(notice, version)
        before = snapshot(notice, target=case.household) | {"because": [*because]}
        if left != case:
            join_household(notice, case.household, by=by, today=today)
        cause = cause_after_move(notice, case)
        Notice.objects.filter(pk=notice.pk).update(case=case, same_debt_as=same_debt_as, cause=cause)
        _say_joined(notice, case, kind="same_debt" if left == case else "notice_linked", by=by, today=today)
        rewrite_open_steps(case)
        if left != case:
            link = _write_link(notice, kind="moved", left=left, joined=case, before=before, by=by, today=today)
            tell_of_repeats(case, today=today, by=by.id)
            rewrite_beside(case)
            if left is not None:
                _say_moved(notice, link, left=left, to=case, by=by, today=today)


def unlink_notice(*, notice: Notice, by: Actor, today: date, reason: str, version: int | None = None) -> Case:
    """Take the newest link back, after however long: the paper goes to where it was, or to a case of its own.

    Raises ActRefused when there is no link to take back, or a colleague has just done it.
    """
    if not reason.strip():
        raise ActRefused(_("Skriv varför kopplingen var fel."), field="reason")
    with transaction.atomic():
        link, wrong = newest_link(notice), notice.case
        if link is None or wrong is None:
            raise ActRefused(_("Det finns ingen koppling att ångra."))
        hold_with_beside(*filter(None, (wrong, link.left)))
        require(by, Act.UNLINK_NOTICE, wrong)
        _claim(notice, version)
        right = _case_to_go_back_to(link, by=by, today=today)
        before = LinkedBefore(link.before)
        put_back(notice, before, case=right)
        undone = _undone(notice, link, wrong=wrong, right=right, by=by, today=today, reason=reason)
        carried = consents_of_cases([wrong]).get(wrong.pk, [])
        part_households(notice, before, wrong=wrong)
        let_fall(wrong, before=carried, by=by, today=today, because=link.pk)
        part_records(notice, wrong=wrong, since=link.recorded_at, today=today, reason=reason)
        _tell_of_moved_time(notice, undone, by=by, today=today)
        _say_undone(notice, link, wrong=wrong, right=right, by=by, today=today, reason=reason)
        rewrite_open_steps(wrong)
        rewrite_open_steps(right)
        rewrite_beside(wrong)
        rewrite_beside(right)
    return right


def _tell_of_moved_time(notice: Notice, link: NoticeLink, *, by: Actor, today: date) -> None:
    """Those who had Kronofogden's time in their case know that it is elsewhere; those who have it now, that it came."""
    if not notice.eviction_at:
        return
    if link.left is not None:
        tell_concerned(link.left, kind="time_elsewhere", key=f"time_elsewhere:{link.pk}", today=today, by=by)
    notice.case = link.joined
    tell_of_time(notice, today=today, by=by.id, link=link)


def _claim(notice: Notice, version: int | None) -> None:
    """The paper is this worker's to move; a colleague who moved it meanwhile was first."""
    rows = Notice.objects.filter(pk=notice.pk)
    if version is not None:
        rows = rows.filter(version=version, case=notice.case_id)
    if not rows.update(version=F("version") + 1):
        sentence = _("En kollega har ändrat underrättelsen medan du läste. Titta igen innan du flyttar den.")
        raise SavedByOther(sentence, theirs="")


def _write_link(
    notice: Notice, *, kind: str, left: Case | None, joined: Case, by: Actor, today: date, **more: Any
) -> NoticeLink:
    told = {"notice": notice, "kind": kind, "left": left, "joined": joined, "on": today, **more}
    told["recorded_at"] = more.get("recorded_at") or now()
    return NoticeLink.objects.create(recorded_by_id=by.id, **told)


def registered_into(notice: Notice, *, before: LinkedBefore, by: Actor, today: date) -> None:
    """The trace of a paper that was joined to an open case as it came in. Inside the act that takes it in."""
    assert notice.case is not None
    told: dict[str, Any] = {"before": before, "recorded_at": notice.taken_in_at}
    _write_link(notice, kind="registered", left=None, joined=notice.case, by=by, today=today, **told)


def _case_to_go_back_to(link: NoticeLink, *, by: Actor, today: date) -> Case:
    """Where it was; a new case for its household when that one is closed, or when it never had one of its own."""
    left = link.left
    if left is not None and Case.objects.filter(pk=left.pk, closed_on=None).exists():
        require(by, Act.LINK_NOTICE, left)
        return left
    household = left.household if left else household_before(link, by=by)
    cause = str(link.before.get("cause") or link.notice.ground)
    return open_case(household=household, cause=cause, by=by, today=today)


def _undone(
    notice: Notice, link: NoticeLink, *, wrong: Case, right: Case, by: Actor, today: date, reason: str
) -> NoticeLink:
    try:
        with transaction.atomic():
            told: dict[str, Any] = {"left": wrong, "joined": right, "undoes": link, "reason": reason[:400]}
            return _write_link(notice, kind="undone", by=by, today=today, **told)
    except IntegrityError:
        raise SavedByOther(_("En kollega har redan ångrat kopplingen."), theirs="") from None


def _say_joined(notice: Notice, case: Case, *, kind: str, by: Actor, today: date) -> None:
    text = _("Underrättelsen från %(day)s hör till det här ärendet.") % {"day": journal_day(notice.arrived_on)}
    enter(case=case, by=by, today=today, kind=kind, text=text, shown={"notice": str(notice.pk)})


def _say_moved(notice: Notice, link: NoticeLink, *, left: Case, to: Case, by: Actor, today: date) -> None:
    _tell_of_moved_time(notice, link, by=by, today=today)
    told = {"day": journal_day(notice.arrived_on), "where": _where(to, told_in=left)}
    text = _("Underrättelsen från %(day)s flyttades till %(where)s.") % told + f" {stays_without(left, notice)}"
    enter(case=left, by=by, today=today, kind="notice_unlinked", text=text, shown={"notice": str(notice.pk)})
    rewrite_open_steps(left)
    rewrite_beside(left)


def _say_undone(
    notice: Notice, link: NoticeLink, *, wrong: Case, right: Case, by: Actor, today: date, reason: str
) -> None:
    """What was done in between stays in the wrong case; the right one is told what to ask again."""
    shown = {"notice": str(notice.pk), "undoes": str(link.pk)}
    days = {"day": journal_day(notice.arrived_on), "since": journal_day(link.on)}
    told = days | {"where": _where(right, told_in=wrong), "reason": reason.strip()}
    text = _(
        "Underrättelsen från %(day)s kopplades hit av misstag %(since)s och hör nu till %(where)s. Det som gjordes här "
        "under tiden står kvar i journalen. Skäl: %(reason)s"
    )
    enter(case=wrong, by=by, today=today, kind="notice_unlinked", text=text % told, shown=shown)
    told["where"] = _where(wrong, told_in=right)
    text = _(
        "Underrättelsen från %(day)s hör hit. Från %(since)s låg den i %(where)s av misstag. Delgivning, betalning, "
        "ställningstagande, bekräftelser och beslut som skrevs där följer inte med. Gör om det som behövs. "
        "Skäl: %(reason)s"
    )
    enter(case=right, by=by, today=today, kind="notice_linked", text=text % told, shown=shown)


def _where(case: Case, *, told_in: Case) -> str:
    """A case as another case's journal may name it: where every unit that reads there sees it too."""
    readers = set(told_in.tracks.values_list("unit", flat=True)) - {ADULT}
    unseen = readers - set(case.tracks.values_list("unit", flat=True))
    return _("ett annat ärende") if case.household.protected or unseen else case.reference


def cause_after_move(notice: Notice, case: Case) -> str:
    """Kronofogden's paper takes its cause from the case it joins, unless it says one of its own."""
    kind = load().codes.notice_kind(notice.kind)
    own = notice.cause and (notice.case is None or notice.cause != notice.case.cause)
    return notice.cause if own or not kind.keeps_cause else cause_in(case, kind)


def cause_in(case: Case, kind: NoticeKind) -> str:
    """A paper that tells of a stage keeps the case's cause, once somebody knows it (Q2); any other tells its own."""
    if not kind.keeps_cause:
        return kind.ground
    return "" if case.cause == kind.ground else case.cause
