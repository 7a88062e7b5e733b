"""Betalningsansvaret: the decision, and the message to the creditor."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar.casework.access import case_for, proof_for
from kvar.casework.access_table import Act
from kvar.casework.errors import Unseen
from kvar.casework.letters.stop import ANEW
from kvar.casework.letters.undertaking import may_be_decided_anew, named_may_decide
from kvar.casework.money.debt import UndertakingShown, undertaking_shown
from kvar.casework.money.undertakings import decide_undertaking, record_message
from kvar.records.models import Case, Notice
from kvar.web.money.acting import act_on
from kvar.web.money.forms import DecidedForm, MessageForm
from kvar.web.money.shown import day_words, said_of
from kvar.web.ui import clock
from kvar.web.ui.kept_files import download_of
from kvar.web.ui.page import act_page, page


@act_page
def undertaking(request: HttpRequest, case: UUID, notice: UUID) -> HttpResponse:
    """The decision on one notice; when the board has taken it on, the message to the creditor.

    ``?nytt=1``: the decision again, where it is a no, or stands by nobody who may decide.
    """
    found = case_for(request.actor, case, act=Act.DECIDE_UNDERTAKING)
    about = _notice(found, notice)
    shown = undertaking_shown(found, about)
    row, place = shown.row, {"administration": request.actor.administration}
    anew = row is not None and request.GET.get(ANEW) == "1" and may_be_decided_anew(row, **place)
    if row and row.taken and not anew:
        return _message(request, found, shown)
    return _decision(request, found, shown, anew=anew)


def _decision(request: HttpRequest, case: Case, shown: UndertakingShown, *, anew: bool) -> HttpResponse:
    today = clock.today(request)
    words = {"heading": _("Ta ställning till betalningsansvar"), "submit": _("Spara beslutet")}
    words |= {"done": _("Beslutet är sparat."), "lead": _decide_words(shown, day_words(shown, today))}
    own = named_may_decide(request.actor.name, administration=request.actor.administration)
    start = {"decided_on": today, "decided_by": request.actor.name if own else ""}
    act = partial(decide_undertaking, notice=shown.notice, anew=anew)
    return act_on(request, case, kind=DecidedForm, act=act, about=shown.notice.pk, initial=start, **words)


def _decide_words(shown: UndertakingShown, last_day: str) -> tuple[str, ...]:
    if shown.row and shown.row.taken:
        words = _("%s står som den som har beslutat, och finns inte i stadens delegation. Anteckna beslutet på nytt.")
        return (words % shown.row.decided_by, last_day)
    if shown.row:
        decided = _("Beslutet är fattat: nämnden tar inte på sig betalningsansvaret. Ett nytt ersätter det.")
        return (decided, shown.row.because, last_day)
    if not shown.possible:
        return (
            _("Lagen ger inte nämnden den här möjligheten för skulden. För en bostadsrätt räddar bara en betalning."),
        )
    return (last_day, _("Ett beslut i akten räcker inte: hyresvärden ska ha fått beskedet skriftligt i tid."))


def _message(request: HttpRequest, case: Case, shown: UndertakingShown) -> HttpResponse:
    """How the creditor was told, when, with what proof; and whether it holds so far."""
    words = {"heading": _("Beskedet till hyresvärden"), "submit": _("Spara"), "done": _("Uppgifterna är sparade.")}
    words |= {"lead": (day_words(shown, clock.today(request)), *shown.sentences)}
    act = partial(record_message, undertaking=shown.row)
    about, start = f"besked:{shown.notice.pk}", said_of(shown.row)
    return act_on(request, case, kind=MessageForm, act=act, about=about, initial=start, **words)


@page
def proof(request: HttpRequest, case: UUID, proof: UUID) -> HttpResponse:
    """The proof as it came, for those who decide on undertakings."""
    return download_of(proof_for(request.actor, case, proof))


def _notice(case: Case, notice: UUID) -> Notice:
    """A notice of this case. Raises Unseen."""
    found = next((row for row in case.notices.all() if row.pk == notice), None)
    if found is None:
        raise Unseen
    return found
