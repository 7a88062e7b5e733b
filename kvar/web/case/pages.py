"""The case page and its whole journal."""

from uuid import UUID

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kvar.casework.access import case_for
from kvar.casework.casefile import case_file, journal_of
from kvar.web.case.cards import cards_of
from kvar.web.case.cards_money import debt_words
from kvar.web.case.deadlines import groups_of
from kvar.web.case.known import known_facts
from kvar.web.case.rows import due_of, parts_of, row_of, tone_of
from kvar.web.case.stories import entry_words
from kvar.web.ui import clock
from kvar.web.ui.page import page as read_page

MOST_ASKED = 3  # questions that stand on the page; the rest are one press away


@read_page
def page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Everything about one case. After an act the focus lands on the next right step."""
    today = clock.today(request)
    file = case_file(request.actor, case_for(request.actor, case), today=today)
    shown = {
        "file": file,
        "now": row_of(file.next, case=file.case, may=file.may, today=today) if file.next else None,
        "now_due": due_of(file.next, today) if file.next else "",
        "clock_tone": tone_of(file.deadline, today=today),
        "asked": file.questions[:MOST_ASKED],
        "asked_later": file.questions[MOST_ASKED:],
        "parts": parts_of(file, today=today),
        "deadline_groups": groups_of(file.deadlines, today=today),
        "cards": cards_of(file, today=today),
        "debt": debt_words(file.debt),
        "entries": [entry_words(entry, today) for entry in file.journal.entries],
        "known": known_facts(file, today=today),
        "acted": len(get_messages(request)) > 0,
    }
    return render(request, "case/page.html", shown)


@read_page
def journal(request: HttpRequest, case: UUID) -> HttpResponse:
    """The whole journal that this actor may read, newest first."""
    found = case_for(request.actor, case)
    told = journal_of(request.actor, found, most=None)
    entries = [entry_words(entry, clock.today(request)) for entry in told.entries]
    return render(request, "case/journal.html", {"case": found, "entries": entries})
