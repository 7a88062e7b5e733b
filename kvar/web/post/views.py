"""Dagens post: the queue, the stack that was printed, and how each letter went."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.access import case_for, letter_for
from kvar.casework.access_table import Act
from kvar.casework.letters.addressees import way_label
from kvar.casework.letters.writing import require_own
from kvar.casework.post.proving import has_other_proof, posting_of, posting_text, record_postings
from kvar.casework.post.queueing import QueuedShown, queue_page, queue_shown, queued_for, take_out
from kvar.casework.post.stacking import print_post
from kvar.casework.post.stacks import StackShown, stack_for, stack_pdf, stacks_of
from kvar.casework.queued import queued_title
from kvar.content.load import load
from kvar.web.post.forms import PostedForm, TakeOutForm
from kvar.web.ui import clock
from kvar.web.ui.acting import act_form, act_in_case
from kvar.web.ui.page import act_page, back_to, page
from kvar.web.ui.paging import PAGE, pager_of
from kvar.web.ui.stopped import StopShown, stops_shown


@page
def day(request: HttpRequest) -> HttpResponse:
    """What waits in the unit, what may not go and why, and the stacks of the last days."""
    actor, today = request.actor, clock.today(request)
    found = queue_page(actor, request.GET.get(PAGE, ""))
    rows = list(queue_shown(actor, today=today, rows=found))
    going = sum(1 for row in rows if not row.stopped)
    lines = [{"row": row, "stops": _ways_on(row)} for row in rows]
    shown = {"rows": lines, "going": going, "pager": pager_of(found), "unit": _unit(request)}
    shown |= {"stacks": stacks_of(actor, today=today)}
    return render(request, "post/day.html", shown)


def _ways_on(row: QueuedShown) -> list[StopShown]:
    """What stops it and the ways forward; a place on the letter's page is reached through that page."""
    return stops_shown(row.stops, page=reverse("letters:draft", args=[row.queued.case_id, row.queued.letter]))


@act_page
def print_all(request: HttpRequest) -> HttpResponse:
    """Print the stack. What could not go is said here, and to whoever put it there."""
    printed = print_post(by=request.actor, today=clock.today(request))
    for sentence in printed.stopped:
        messages.warning(request, _("Togs ur posten: %s") % sentence)
    if printed.stack is None:
        messages.info(request, _("Inget brev skrevs ut."))
        return back_to("post:day")
    return back_to("post:stack", printed.stack.pk)


@act_page
def out(request: HttpRequest, queued_letter: UUID) -> HttpResponse:
    """Take one letter out of the queue."""
    row = queued_for(request.actor, queued_letter)
    return act_in_case(
        request,
        row.case,
        kind=TakeOutForm,
        act=partial(take_out, queued=row),
        done=_("Brevet är taget ur dagens post."),
        onwards=lambda _made: back_to("post:day"),
        about=row.pk,
        heading=_("Ta %s ur dagens post") % queued_title(row),
        submit=_("Ta ut"),
    )


@act_page
def stack(request: HttpRequest, stack: UUID) -> HttpResponse:
    """A printed stack, its file, and when it was sent."""
    found, today = stack_for(request.actor, stack), clock.today(request)
    unsent = [one for one in found.letters if posting_of(one) is None]
    shown: dict[str, Any] = {"stack": found.stack, "lines": [_line(one) for one in found.letters]}
    shown |= {"heading": _heading(found, request), "unit": _unit(request)}
    if not unsent:
        return render(request, "post/stack.html", shown | {"form": None})
    return act_form(
        request,
        name=f"post:stack:{found.stack.pk}",
        kind=PostedForm,
        act=record_postings,
        template="post/stack.html",
        done=_("Det är inskrivet när och hur breven skickades."),
        onwards=lambda _made: back_to("post:stack", found.stack.pk),
        told={"letters": unsent},
        initial={"sent_on": today},
        **shown,
    )


def _line(letter: Any) -> dict[str, Any]:
    posting = posting_of(letter)
    return {"letter": letter, "way": way_label(letter.channel), "sent": posting_text(posting) if posting else ""}


@page
def stack_file(request: HttpRequest, stack: UUID) -> HttpResponse:
    """The checklist and the letters, ready to print on both sides."""
    found = stack_for(request.actor, stack, opened=True)
    headers = {"Content-Disposition": 'inline; filename="' + _("dagens-post-%s.pdf") % found.stack.printed_on + '"'}
    return HttpResponse(
        stack_pdf(found, heading=_heading(found, request)), content_type="application/pdf", headers=headers
    )


@act_page
def posted(request: HttpRequest, letter: UUID) -> HttpResponse:
    """How and when one letter was sent."""
    issued = letter_for(request.actor, letter)
    found = case_for(request.actor, issued.case_id, act=Act.RECORD_POSTING)
    require_own(request.actor, issued)
    if has_other_proof(issued):
        raise Http404
    if posting_of(issued):
        return back_to("letters:letter", issued.pk)
    return act_in_case(
        request,
        found,
        kind=PostedForm,
        act=lambda *, case, **told: record_postings(**told),
        done=_("Det är inskrivet när och hur brevet skickades."),
        onwards=lambda _made: back_to("letters:letter", issued.pk),
        about=issued.pk,
        told={"letters": [issued]},
        initial={"sent_on": clock.today(request)},
        heading=_("När skickades brevet?"),
        submit=_("Spara"),
    )


def _unit(request: HttpRequest) -> str:
    return capfirst(load().organisation.unit(request.actor.unit).label)


def _heading(found: StackShown, request: HttpRequest) -> str:
    return _("Dagens post, %s") % _unit(request)
