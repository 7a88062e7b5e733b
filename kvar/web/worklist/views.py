"""Min dag: what must be done today, what is late, what this week asks for, what is new, what others hold."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kvar.casework.my_day.worklist import my_day as day_of
from kvar.casework.steps.waiting import waiting_handovers
from kvar.web.ui import clock
from kvar.web.ui.page import page
from kvar.web.worklist.choices import chips_of, chips_shown
from kvar.web.worklist.handovers import waiting_shown
from kvar.web.worklist.rows import counts_of, decided_shown, lane_shown, next_shown, promised_shown
from kvar.web.worklist.unconfirmed import unconfirmed_rows


@page
def my_day(request: HttpRequest) -> HttpResponse:
    """Five lanes and three counts. The chips stand in the address, so a list can be kept as a bookmark."""
    today = clock.today(request)
    chips = chips_of(request.GET)
    found = day_of(request.actor, today=today, chips=chips)
    waiting = waiting_handovers(request.actor)
    shown = {
        "lanes": [lane_shown(lane, today=today) for lane in found.lanes],
        "next": next_shown(found.next, today=today),
        "waiting": [waiting_shown(one, today=today) for one in waiting.rows],
        "waiting_more": waiting.count - len(waiting.rows),
        "chips": chips_shown(chips),
        "counts": counts_of(found, waiting=waiting.count),
        "unmarked_protected": found.unmarked_protected,
        "unconfirmed": unconfirmed_rows(found.unconfirmed, today=today),
        "unconfirmed_more": max(0, found.unconfirmed.count - len(found.unconfirmed.rows)),
        "questions_waiting": found.questions_waiting,
        "decided": [decided_shown(one, today=today, reader=request.actor.id) for one in found.decided],
        "promised": [promised_shown(one) for one in found.promised],
        "narrowed": chips.with_children or chips.enforcement or chips.without_contact,
    }
    return render(request, "worklist/my_day.html", shown)
