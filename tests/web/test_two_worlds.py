"""T6: two worlds that differ only in what the viewer may not know of. All that the viewer can open is equal.

Each row of ``OWN_LAYER`` is something another unit does in its own room; a new kind of own fact adds a row. Each row of
``HAPPENS`` is something that happens in a case of another administration, or of a protected household; a new part of
the product that has a page over many cases adds a row.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kvar import law
from kvar.casework.access import Actor, actor_of
from kvar.casework.access_table import Role
from kvar.casework.consent.telling_outside import tell_outside
from kvar.casework.errors import ActRefused
from kvar.casework.intake.known_here import ask_known_here
from kvar.casework.journal import enter
from kvar.casework.post.proving import PostedTold, record_postings
from kvar.casework.post.stacking import print_post
from kvar.casework.postponing import postpone_step
from kvar.casework.route_table import ROUTES
from kvar.casework.steps.completing import complete_step
from kvar.casework.steps.handovers import hand_over
from kvar.casework.steps.notes import answer_question, record_attempt, write_note
from kvar.casework.time import let_time_work
from kvar.casework.tracks import receive_case
from kvar.casework.visits import call_off_visit, end_visit
from kvar.content.load import load, with_content
from kvar.records.models import Case, PromisedPayment, User
from tests import factories
from tests.factories import CENTRUM, HISINGEN, TODAY
from tests.factories_landlords import make_landlords
from tests.factories_meetings import make_meetings
from tests.factories_post import put
from tests.factories_reviews import evict, make_review
from tests.harness.routes import CANARY, CANARY_ADDRESS, CANARY_ADDRESS_LINE, World, body_of, make_world, routes

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

REFERENCE = re.compile(rb"\b[0-9A-F]{4}-[0-9A-F]{4}\b")  # of an answer that there is nothing: another each time
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
COLLEAGUE = "Lo Ahl"
SECRET = "Pappan är på behandlingshem"  # only the unit that wrote it may know
READABLE = [
    shape
    for shape in routes()
    if (row := ROUTES.get(shape.name)) and "GET" in row.methods and row.personal and Role.CASEWORKER in row.roles
]


def _note(case: Case, by: Actor) -> None:
    write_note(case=case, by=by, today=TODAY, text=SECRET, shared=False)


def _answer(case: Case, by: Actor) -> None:
    """An answer that gives the children's unit legal steps of its own, one of which is then done."""
    told: dict[str, Any] = {"question": law.Question.CHILD_REPORT_MADE, "yes": True, "note": SECRET, "shared": False}
    answer_question(case=case, by=by, today=TODAY, source=factories.answer_source(), **told)
    for step in case.open_steps.filter(unit=by.unit, shared=False, step="B04"):
        complete_step(case=case, by=by, today=TODAY, step=step.step, subject=step.subject, round=step.round)


def _attempt(case: Case, by: Actor) -> None:
    """A conversation that the others would look for, and that a step put off would wait for."""
    told: dict[str, Any] = {"way": factories.contact_way(), "reached": True, "note": SECRET, "shared": False}
    record_attempt(case=case, by=by, today=TODAY, on=TODAY, **told)


def _handed_to_colleague(case: Case, by: Actor) -> None:
    hand_over(case=case, by=by, today=TODAY, unit=by.unit, user=User.objects.get(name=COLLEAGUE), message=SECRET)


def _consent(case: Case, by: Actor) -> None:
    """A yes that the unit has got for itself, and a telling that rests on it."""
    factories.make_consent(case, by=by, recipient_kind="school", recipient=SECRET)
    told: dict[str, Any] = {"recipient_kind": "school", "recipient": SECRET, "scope": ["contact"], "what": SECRET}
    tell_outside(case=case, by=by, today=TODAY, **told)


def _visit(case: Case, by: Actor) -> None:
    """One that was made, and one that was called off."""
    made, off = (factories.make_visit(case, by=by, purpose=SECRET, start=time(hour)) for hour in (9, 10))
    end_visit(case=case, by=by, today=TODAY, visit=made, result="met", version=made.version, note=SECRET)
    call_off_visit(case=case, by=by, today=TODAY, visit=off, version=off.version, reason=SECRET)


def _letter(case: Case, by: Actor) -> None:
    """One that waits in today's post, and one that was printed, sent and proved: as the unit that writes it."""
    told = load().letters["svar_anmalare"].model_copy(update={"written_by": by.unit})
    typed = {"anmald_dag": TODAY, "besluts_dag": TODAY, "beslut": "Vi har inlett en utredning."}
    with with_content(replace(load(), letters={**load().letters, told.id: told})):
        for name in (SECRET, COLLEAGUE):
            put(case, by=by, letter=told.id, typed=typed, to=(name, "Box 1"))
            if name == SECRET:
                letter = print_post(by=by, today=TODAY).stack.stacked.get().letter  # type: ignore[union-attr]
                record_postings(by=by, today=TODAY, told={letter: PostedTold(way="post", sent_on=TODAY)})


OWN_LAYER: dict[str, Callable[[Case, Actor], None]] = {
    "a note": _note,
    "an answer": _answer,
    "an attempt": _attempt,
    "a hand-over to a colleague": _handed_to_colleague,
    "a consent and a telling": _consent,
    "a visit": _visit,
    "a letter": _letter,
}


def crawl(user: User, world: World) -> dict[str, tuple[int, bytes]]:
    """Every page with personal data that this user can open of the world, without the tokens of one answer."""
    client = Client()
    client.force_login(user)
    answers = {shape.name: client.get(world.url(shape)) for shape in READABLE}
    return {
        name: (answer.status_code, REFERENCE.sub(b"", TOKEN.sub(b"", body_of(answer))))
        for name, answer in answers.items()
    }


def differing(before: dict[str, tuple[int, bytes]], after: dict[str, tuple[int, bytes]]) -> list[str]:
    return [name for name in before if before[name] != after[name]]


@pytest.fixture
def adult() -> User:
    return factories.make_user()


@pytest.fixture
def world(adult: User) -> World:
    """A family: all three units are in the case."""
    found = make_world(by=actor_of(adult))
    factories.add_child(found.case, by=actor_of(adult))
    factories.answer_children(found.case, by=actor_of(adult), yes=True)
    for shape in READABLE:  # what a route asks for is made now, not between the two crawls
        found.url(shape)
    return found


@pytest.mark.parametrize("unit", [factories.MONEY, factories.CHILDREN])
@pytest.mark.parametrize("kept", OWN_LAYER)
def test_what_another_unit_keeps_to_itself_leaves_no_trace(kept: str, unit: str, adult: User, world: World) -> None:
    by, _colleague = factories.make_actor(unit=unit), factories.make_user(unit=unit, name=COLLEAGUE)
    before = crawl(adult, world)
    OWN_LAYER[kept](world.case, by)
    assert differing(before, crawl(adult, world)) == []


@pytest.mark.parametrize("kept", OWN_LAYER)
def test_the_unit_itself_sees_it(kept: str, adult: User, world: World) -> None:
    """Else the test above would pass on something that nobody can see."""
    colleague, _other = (factories.make_user(unit=factories.CHILDREN, name=name) for name in ("Amir Said", COLLEAGUE))
    before = crawl(colleague, world)
    OWN_LAYER[kept](world.case, actor_of(colleague))
    assert "case:journal" in differing(before, crawl(colleague, world))


def test_the_economy_behind_a_payment_leaves_no_trace(adult: User, world: World) -> None:
    """The adult unit is told to whom and when; the sum, the kind and the note are financial assistance's own."""
    before = crawl(adult, world)
    PromisedPayment.objects.update(amount=123_456, kind="assistance", note=SECRET)
    assert differing(before, crawl(adult, world)) == []
    PromisedPayment.objects.update(state="decided")
    assert {"money:debt", "money:payments"} <= set(differing(before, crawl(adult, world)))


def test_the_comparison_sees_a_layer_that_leaks(adult: User, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """With everything shared, the two worlds differ."""
    before = crawl(adult, world)
    monkeypatch.setattr("kvar.casework.steps.notes.enter", lambda **told: enter(**{**told, "shared": True}))
    _note(world.case, factories.make_actor(unit=factories.CHILDREN))
    assert {"case:page", "case:journal"} <= set(differing(before, crawl(adult, world)))


def _signals(case: Case, by: Actor) -> None:
    """A second paper, from Kronofogden, with a time; and a question about the person, put to and from elsewhere."""
    at = datetime(2026, 12, 3, 10, tzinfo=UTC)
    kfm = {"kind": "enforcement_time", "sender_type": "enforcement_authority", "reference": "U-1", "eviction_at": at}
    factories.make_notice(by=by, case=case, **kfm)
    to = next(one.id for one in load().organisation.administrations if one.id not in (HISINGEN, CENTRUM))
    member = case.household.members.get(role="tenant").pk
    ask_known_here(case=case, by=by, today=TODAY, member=member, to=to, reason="Flytt.")


def _money(case: Case, by: Actor) -> None:
    factories.make_money(case, by=by)
    factories.make_promise(case, by=by, due_on=TODAY, payee=CANARY)


def _put_off(case: Case, by: Actor) -> None:
    """The first step that may wait until tomorrow."""
    reason = next(one.id for one in load().codes.postpone_reasons if not one.needs_words)
    told: dict[str, Any] = {"because": reason, "until": TODAY + timedelta(days=1)}
    for row in case.open_steps.filter(unit=by.unit, by_law=False).order_by("step", "subject", "round"):
        with suppress(ActRefused):
            postpone_step(case=case, by=by, today=TODAY, step=row.step, subject=row.subject, round=row.round, **told)
            return


def _with_landlord(case: Case, by: Actor) -> None:
    if not case.household.protected:  # never taken up with a landlord
        make_landlords(case, by=by, open_to_all=True)


def _reviewed(case: Case, by: Actor) -> None:
    """An eviction with a child in the home, and the review of it."""
    factories.answer_children(case, by=by, yes=True)
    make_review(evict(case, by=by, today=TODAY, on=TODAY), by=by)


HAPPENS: dict[str, Callable[[Case, Actor], object]] = {
    "signals": _signals,
    "contact": lambda case, by: factories.make_contact(case, by=by),
    "meetings": make_meetings,
    "landlord": _with_landlord,
    "rooms": factories.make_rooms,
    "money": _money,
    "put off": _put_off,
    "reviewed": _reviewed,
}
HIDDEN = {"another administration": (CENTRUM, False), "a protected household": (HISINGEN, True)}
CITY_WIDE = {"follow_up:overview"}  # figures of all administrations, small numbers held back
LISTS = [
    shape
    for shape in routes()
    if not shape.arguments and (row := ROUTES.get(shape.name)) and "GET" in row.methods and Role.UNIT_HEAD in row.roles
    if shape.name != "deck:file"  # a packed file that holds the minute it was made
]


def lists_of(client: Client) -> dict[str, tuple[int, bytes]]:
    """Every page that names no case, and what is found by the name, the number and the home of the canary."""
    answers = {shape.name: client.get(reverse(shape.name)) for shape in LISTS}
    for sought in (CANARY, factories.make_person_told().personal_number, CANARY_ADDRESS):
        answers[f"found by {sought}"] = client.post(reverse("search:found"), {"sought": sought})
    return {
        name: (answer.status_code, REFERENCE.sub(b"", TOKEN.sub(b"", body_of(answer))))
        for name, answer in answers.items()
    }


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("unit", [factories.ADULT, factories.MONEY, factories.CHILDREN])
def test_a_case_that_may_not_be_known_of_leaves_no_trace_on_any_list(hidden: str, unit: str) -> None:
    """Given a lead with a case of her own / when all happens in a hidden one / then no name, number or count moves."""
    administration, protected = HIDDEN[hidden]
    head = factories.make_user(role="unit_head", unit=unit)
    own = factories.make_family(by=factories.make_actor())
    factories.make_actor(unit=factories.CHILDREN, cleared=True)
    place: dict[str, Any] = {"administration": administration, "cleared": True}
    by, money = factories.make_actor(**place), factories.make_actor(**place, unit=factories.MONEY)
    client = Client()
    client.force_login(head)
    let_time_work(today=TODAY)
    before = lists_of(client)
    told = {"tenant": factories.make_person_told(name=CANARY, protected=protected)}
    told |= {"dwelling": factories.make_dwelling_told(address=CANARY_ADDRESS_LINE)}
    case = factories.make_case_with_notice(by=by, **told)
    for act in HAPPENS.values():
        act(case, by)
    receive_case(case=case, by=money, today=TODAY)
    let_time_work(today=TODAY)
    after = lists_of(client)
    allowed = set() if protected else CITY_WIDE
    assert set(differing(before, after)) <= allowed
    assert own.reference.encode() in b"".join(body for _status, body in after.values())


def test_the_lists_show_a_hidden_case_to_whoever_may_know_of_it() -> None:
    """Else the test above would pass on pages that show nothing to anybody."""
    client = Client()
    client.force_login(factories.make_user(role="unit_head", cleared=True))
    by = factories.make_actor(cleared=True)
    before = lists_of(client)
    case = factories.make_case_with_notice(by=by, tenant=factories.make_person_told(name=CANARY, protected=True))
    for act in HAPPENS.values():
        act(case, by)
    let_time_work(today=TODAY)
    with_cases = {"worklist:my_day", "situation:page", "calendar:week", "news:list", "visits:day", "money:payments"}
    assert with_cases <= set(differing(before, lists_of(client)))
