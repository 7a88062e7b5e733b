"""What hinders a case from being closed: each with its own sentence, and where it is put right."""

from collections.abc import Iterator
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvar import law
from kvar.casework.access import ADULT
from kvar.casework.closing.work import Hindrance, hindrances_of_enforcement, hindrances_of_work
from kvar.casework.facts import with_everything
from kvar.casework.layers import shared_plan
from kvar.casework.steps.handing import receiver_of
from kvar.casework.tracks import legal_steps_left
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Case, Handover, Track

CHILDREN_UNIT = "barn_och_unga"
PROMISED = ("undecided", "decided", "sent", "missed")  # payments that are neither confirmed nor stopped


def hindrances_of(case: Case, *, today: date) -> tuple[Hindrance, ...]:
    """Why the case cannot be closed yet; empty when it can."""
    fresh = with_everything(Case.objects.filter(pk=case.pk)).get()
    plan = shared_plan(fresh, load().rules)
    of_people = (*_of_promises(fresh), *_of_children(fresh), *_of_units(fresh, plan, today), *_of_handovers(fresh))
    of_papers = (*_of_notices(fresh), *hindrances_of_enforcement(fresh, today=today))
    return (*_of_outcome(fresh), *of_papers, *of_people, *hindrances_of_work(fresh, plan, today=today))


def _of_outcome(case: Case) -> Iterator[Hindrance]:
    """No outcome, one that is no end, or one of before: contact that failed never closes a case alone."""
    code = load().codes.outcome(case.outcome) if case.outcome else None
    came_since = [one for one in case.notices.all() if not one.passed_on and str(one.pk) not in case.outcome_about]
    if code and code.alone_closes and not came_since:
        return
    if code and code.alone_closes:
        words = _("En underrättelse har kommit sedan utfallet. Registrera hur det gick med den också, %s eller senare.")
        sentence = words % journal_day(max(one.arrived_on for one in came_since))
    else:
        no_end = code and (code.note or _("Utfallet är inget slut. Registrera hur det gick."))
        sentence = no_end or _("Utfallet är inte registrerat.")
    yield Hindrance(sentence=sentence, route="outcomes:record", about=(case.pk,))


def _of_notices(case: Case) -> Iterator[Hindrance]:
    waiting = [notice for notice in case.notices.all() if not notice.position and not notice.passed_on]
    if waiting:
        sentence = ngettext(
            "%d underrättelse saknar ställningstagande.", "%d underrättelser saknar ställningstagande.", len(waiting)
        )
        yield Hindrance(sentence=sentence % len(waiting), route="intake:position", about=(waiting[0].pk,))


def _of_promises(case: Case) -> Iterator[Hindrance]:
    if case.promised.filter(state__in=PROMISED).exists():
        sentence = _("Det finns betalningar som vi har lovat. De ska bekräftas eller stoppas först.")
        yield Hindrance(sentence=sentence, route="money:debt", about=(case.pk,))


def _of_children(case: Case) -> Iterator[Hindrance]:
    asked = any(row.question == law.Question.CHILDREN_AFFECTED and row.shared for row in case.answers.all())
    if not asked and not any(one.role == "child" and one.until is None for one in case.household.members.all()):
        about = (case.pk, law.Question.CHILDREN_AFFECTED.value)
        yield Hindrance(sentence=_("Ingen har tagit reda på om barn berörs."), route="case:answer", about=about)


def _of_units(case: Case, plan: law.Plan, today: date) -> Iterator[Hindrance]:
    """Each unit in the case says for itself that it is done; the one that closes says so by closing."""
    for track in (row for row in case.tracks.all() if row.unit != ADULT):
        unit = capfirst(load().organisation.unit(track.unit).label)
        said_done = track.done_on is not None
        left = legal_steps_left(plan, track.unit, today=today) if said_done or track.unit == CHILDREN_UNIT else []
        for title in left:
            told = {"unit": unit, "title": title}
            sentence = _("%(unit)s har inte gjort klart det som lagen kräver: %(title)s.") % told
            yield Hindrance(sentence=sentence, route="tracks:page", about=(case.pk,))
        if not left and not said_done and is_involved(track, plan):
            sentence = _("%s har inte sagt att de är klara.") if track.received_at else _("%s har inte tagit emot.")
            yield Hindrance(sentence=sentence % unit, route="tracks:page", about=(case.pk,))


def is_involved(track: Track, plan: law.Plan) -> bool:
    """Has the unit taken the case on, or does the plan want something of it?"""
    if track.received_at or track.responsible_id:
        return True
    return any(item.step.unit == track.unit and law.is_open(item) for item in plan.items)


def _of_handovers(case: Case) -> Iterator[Hindrance]:
    for row in Handover.objects.filter(case=case, to=None, answer="").select_related("to"):
        told = {"whom": receiver_of(row), "day": journal_day(row.on)}
        sentence = _("En överlämning väntar på svar sedan %(day)s. Den gick till %(whom)s.") % told
        if ADULT in (row.from_unit, row.to_unit):
            yield Hindrance(sentence=sentence, route="tracks:handover", about=(case.pk, row.pk))
        else:  # between two others: what is written in it is theirs
            yield Hindrance(sentence=sentence, route="tracks:page", about=(case.pk,))
