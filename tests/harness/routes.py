"""Every route there is, from the URL resolver, and a small world to ask it about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.clock import now
from kvar.casework.intake.originals import keep_original
from kvar.casework.kept import Scan
from kvar.paper.sheets import print_ready
from kvar.records.models import Case, Letter, Notice
from tests import factories
from tests.factories_consents import make_form
from tests.factories_landlords import make_landlords
from tests.factories_meetings import make_meetings
from tests.factories_post import make_queued, make_stack
from tests.factories_proof import make_proof

# Pages that only one unit has; everybody else's belong to the adult unit too.
OF_UNIT = dict.fromkeys(("money:undertaking", "money:proof", "money:promise_new", "money:promise"), factories.MONEY)
LETTER = "informationsbrev_hyra"
CANARY = "Kanarie Provfågel"  # nobody but the household is called so: where it shows, personal data shows
CANARY_ADDRESS = "Kanariegatan 7"
CANARY_ADDRESS_LINE = f"{CANARY_ADDRESS}, 417 00 Göteborg"


@dataclass(frozen=True)
class RouteShape:
    """A route's full name, and its arguments with True for those that are an object's id."""

    name: str
    arguments: dict[str, bool]

    @property
    def ids(self) -> list[str]:
        return [name for name, is_id in self.arguments.items() if is_id]


def routes(resolver: URLResolver | None = None, space: str = "") -> Iterator[RouteShape]:
    """Walk the resolver: every route, whoever added it."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            name = f"{space}{entry.name}" if entry.name else f"(no name) {entry.pattern}"
            yield RouteShape(name, {n: isinstance(c, UUIDConverter) for n, c in entry.pattern.converters.items()})


def body_of(response: Any) -> bytes:
    """All of the answer. A streamed file is read to its end, which closes it: ``close()`` would end the connection."""
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


@dataclass(frozen=True)
class World:
    """One household's case with everything a route may name."""

    case: Case
    values: dict[str, Any]

    def url(self, shape: RouteShape, **instead: Any) -> str:
        return reverse(
            shape.name, kwargs={name: instead.get(name, self._value(shape, name)) for name in shape.arguments}
        )

    def typed(self, name: str) -> dict[str, str]:
        """What has to be in a POST for it to name something of this world."""
        service = self.case.notices.get(pk=self.values["notice"]).services.order_by("pk").first()
        return {
            "intake:service": {"service": str(service.pk) if service else ""},
            "search:found": {"sought": CANARY},
            "intake:matches": {"tenant_address": CANARY_ADDRESS_LINE},
        }.get(name, {})

    def _told_of_a_time(self) -> Any:
        """Kronofogden's paper with a time, made when a route asks for it; a closed case takes in none."""
        if self.case.closed_on:
            return self.values["notice"]
        if "timed" not in self.values:
            at = datetime(2026, 12, 3, 10, tzinfo=UTC)
            kfm = {
                "kind": "enforcement_time",
                "sender_type": "enforcement_authority",
                "reference": "U-1",
                "eviction_at": at,
            }
            by = factories.make_actor(cleared=True)
            self.values["timed"] = factories.make_notice(by=by, case=self.case, **kfm).pk
        return self.values["timed"]

    def _value(self, shape: RouteShape, name: str) -> Any:
        if name == "letter":
            return self.values["letter_row" if shape.arguments[name] else "letter_kind"]
        if name == "question_asked" and name not in self.values:
            self.values[name] = factories.make_question_here(protected=self.case.household.protected).pk
        if name == "notice" and shape.name.startswith("enforcement:"):
            return self._told_of_a_time()
        if name in ON_DEMAND and name not in self.values:
            self.values[name] = ON_DEMAND[name]().pk
        return self.values[name]


def missing(shape: RouteShape) -> dict[str, UUID]:
    """Ids that belong to nothing."""
    return {name: uuid4() for name in shape.ids}


def make_world(*, by: Actor, protected: bool = False, closed: bool = False) -> World:
    """A household whose name and address are canaries, its case and what hangs on it."""
    told = {
        "by": by,
        "tenant": factories.make_person_told(name=CANARY, protected=protected),
        "dwelling": factories.make_dwelling_told(address=CANARY_ADDRESS_LINE),
    }
    case = (factories.make_closed_case if closed else factories.make_case_with_notice)(**told)
    notice = case.notices.get()
    values = _named(case, notice) | NAMES | factories.make_introduction(by) | factories.make_money(case, by=by)
    values |= {"proof": make_proof(notice, by=by)}
    values |= {"address": factories.make_feed(by=by)[1]}
    away = factories.TODAY + timedelta(days=90)  # not on the day of the visit
    values |= {"absence": factories.make_absence(by, first_day=away).pk}
    values |= make_landlords(case, by=by, open_to_all=not (closed or protected))
    if not closed:
        values |= _of_open_case(case, notice, by)
    return World(case, values)


def _named(case: Case, notice: Notice) -> dict[str, Any]:
    return {
        "case": case.pk,
        "notice": notice.pk,
        "object": notice.pk,
        "member": case.household.members.get().pk,
        "letter_kind": LETTER,
    }


def _of_open_case(case: Case, notice: Notice, by: Actor) -> dict[str, Any]:
    """What people have done in it; a closed case allows none of it."""
    scan = Scan(name="brev.pdf", content_type="application/pdf", chunks=[b"%PDF-1.4"])
    keep_original(notice=notice, by=by, today=factories.TODAY, scan=scan)
    values = make_meetings(case, by) | factories.make_rooms(case, by) | factories.make_contact(case, by=by)
    letter = _letter(case, by)
    values |= {"consent_form": make_form(case, by=by).pk}
    values |= {"queued_letter": make_queued(case, by=by).pk, "stack": make_stack(letter, by=by).pk}
    step = case.open_steps.order_by("step", "subject", "round")[0]
    return values | {
        "step": step.step,
        "subject": step.subject,
        "round": step.round,
        "letter_row": letter.pk,
    }


# What is no id: words and numbers that a route may have.
NAMES: dict[str, Any] = {
    "fact": "arrived_on",
    "question": law.Question.CHILDREN_AFFECTED.value,
    "chapter": "om",
    "checklist": "H",
    "unit": "vuxen",
    "number": 0,
    "lesson": "rutinen_i_stort",
    "kind": "check_in",
    "recipient": "enforcement_authority",
    "due_step": "K26",
    "turn": 1,
}

# Made when a route asks for one: content on disk takes its time.
ON_DEMAND = {
    "draft": factories.make_content_draft,
    "edition": factories.make_proposal,
}


def _letter(case: Case, by: Actor) -> Letter:
    letter = Letter(
        case=case,
        unit=by.unit,
        letter=LETTER,
        title="Information",
        recipient=CANARY,
        channel="post",
        text=f"Hej {CANARY}",
        pdf=print_ready([]),
        sha256="0" * 64,
        edition="0" * 64,
        issued_on=factories.TODAY,
        issued_at=now(),
        by_id=by.id,
    )
    letter.save()
    return letter
