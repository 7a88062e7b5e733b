"""Plain functions with dull, valid defaults: a test names only what it is about.

Everything goes through the acts, so what a factory makes is what a worker could have made. Ids of codes are read from
the content by what they mean (a ground, a landlord), never spelt out here.
"""

import itertools
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from kvar import law
from kvar.casework import households, tracks, visits
from kvar.casework.access import Actor, actor_of
from kvar.casework.city.numbers import official_number
from kvar.casework.clock import now
from kvar.casework.closing import outcomes
from kvar.casework.consent import consents, taking_back
from kvar.casework.contact import safe_contact
from kvar.casework.editions.draft_files import chapters_of
from kvar.casework.editions.drafts import add_step, change_passage, change_step, start_draft
from kvar.casework.editions.store import library_of
from kvar.casework.editions.switching import propose_edition
from kvar.casework.editions.trial import Effects, try_on_cases
from kvar.casework.intake import known_here, registering
from kvar.casework.introduction import activities, decisions, workshops
from kvar.casework.news import feeds
from kvar.casework.owner import absences
from kvar.casework.steps import handing, notes
from kvar.casework.told import DwellingTold, NoticeTold, PersonTold
from kvar.content.load import load
from kvar.records.models import (
    Absence,
    Case,
    Claim,
    Consent,
    ContentDraft,
    DecidedChange,
    Deviation,
    Feed,
    Household,
    KnownHereQuestion,
    Member,
    Notice,
    Payment,
    PromisedPayment,
    PublishedEdition,
    User,
    Visit,
    Workshop,
)
from tests.finishing import TODAY as TODAY
from tests.finishing import do_by_law
from tests.finishing import finish_own as finish_own

PASSWORD = "kvar-demo-2026"
HISINGEN, CENTRUM = "hisingen", "centrum"
ADULT, MONEY, CHILDREN = "vuxen", "ekonomiskt_bistand", "barn_och_unga"

_number = itertools.count(1)


def make_user(*, role: str = "caseworker", administration: str = HISINGEN, unit: str = ADULT, **fields: Any) -> User:
    """A signed-up worker: an adult-unit caseworker of Hisingen, unless told otherwise. The password is ``PASSWORD``."""
    values = {"email": f"user{next(_number)}@{administration or 'city'}.example", "name": "Test Handläggare"} | fields
    return User.objects.create_user(password=PASSWORD, role=role, administration=administration, unit=unit, **values)


def make_actor(**fields: Any) -> Actor:
    """The actor behind ``make_user(**fields)``."""
    return actor_of(make_user(**fields))


def sender_type(*, landlord: bool = True) -> str:
    """A sender type that lets the home, or one that does not."""
    codes = load().codes
    return next(kind.id for kind in codes.sender_types if (kind.id in codes.landlord_senders) == landlord)


def notice_kind(ground: law.Ground = law.Ground.RENT_ARREARS) -> str:
    """The kind of paper that starts a clock on this ground (or the first with the ground, where none does)."""
    kinds = [kind for kind in load().codes.notice_kinds if kind.ground is ground]
    return next((kind.id for kind in kinds if kind.starts_clock), kinds[0].id)


def answer_source(*, register: bool = False) -> str:
    """Where an answer comes from: a person, or a register (which alone cannot carry a no)."""
    return next(source.id for source in load().codes.answer_sources if source.register == register)


def contact_way() -> str:
    return load().codes.contact_ways[0].id


def outcome(*, home_kept: bool | None = True) -> str:
    """An outcome code that can close a case."""
    return next(row.id for row in load().codes.outcomes if row.home_kept is home_kept and row.alone_closes)


def make_person_told(**fields: Any) -> PersonTold:
    """A woman of 41 with an official test number."""
    born = fields.setdefault("born_on", date(1985, 3, 30))
    defaults = {
        "name": "Maria Lindqvist",
        "personal_number": official_number(born, woman=True),
        "number_state": "known",
        "birth_year": born.year,
    }
    return PersonTold(**(defaults | fields))


def make_dwelling_told(**fields: Any) -> DwellingTold:
    defaults = {
        "address": "Provgatan 12, 417 00 Göteborg",
        "apartment": "1203",
        "room_count": "2",
        "tenure": law.Tenure.RENTAL,
        "monthly_rent": 785_000,
    }
    return DwellingTold(**(defaults | fields))


def make_notice_told(*, ground: law.Ground = law.Ground.RENT_ARREARS, **fields: Any) -> NoticeTold:
    """A rent notice that came by ordinary letter today. Takes any field of NoticeTold."""
    arrived = fields.get("arrived_on", TODAY)
    defaults = {
        "kind": notice_kind(ground),
        "sender_type": sender_type(landlord=True),
        "sender_name": "Provbostäder AB",
        "arrived_on": arrived,
        "tenant": make_person_told(),
        "dwelling": make_dwelling_told(),
        "sent_by": law.SentBy.LETTER,
        "rent_due_on": arrived.replace(day=1) - timedelta(days=1),
        "amount": 785_000,
    }
    return NoticeTold(**(defaults | fields))


def make_notice(*, by: Actor | None = None, today: date = TODAY, case: Case | None = None, **fields: Any) -> Notice:
    """A notice taken in by an adult-unit caseworker, in a new case or in ``case``."""
    told = make_notice_told(**({"arrived_on": today} | fields))
    return registering.take_in_notice(told=told, by=by or make_actor(), today=today, case=case)


def make_case_with_notice(**fields: Any) -> Case:
    """An open case with one notice; takes what ``make_notice`` takes."""
    case = make_notice(**fields).case
    assert case is not None
    return case


def make_protected_case(**fields: Any) -> Case:
    """A case whose tenant has protected personal data, taken in by a cleared worker unless ``by`` is given."""
    by = fields.pop("by", None) or make_actor(cleared=True)
    return make_case_with_notice(by=by, tenant=make_person_told(protected=True), **fields)


def add_child(
    case: Case, *, by: Actor, today: date = TODAY, said: dict[str, str] | None = None, **fields: Any
) -> Member:
    """A child of ten who lives here full time and is registered here, said by somebody who knows."""
    born = fields.setdefault("born_on", date(2016, 5, 30))
    told = make_person_told(
        **({"name": "Barn Lindqvist", "personal_number": official_number(born, woman=True)} | fields)
    )
    households.add_member(
        case=case,
        by=by,
        today=today,
        told=told,
        role="child",
        said=said or {"registered": "yes", "lives": law.Lives.FULL_TIME},
        source=answer_source(),
        certainty=load().codes.certainties[0].id,
    )
    return Member.objects.get(household=case.household_id, person__name=told.name, role="child")


def answer_children(case: Case, *, by: Actor, yes: bool, today: date = TODAY, source: str = "") -> None:
    """Answer whether children are affected, with a source that can carry the answer."""
    question = law.Question.CHILDREN_AFFECTED
    notes.answer_question(case=case, by=by, today=today, question=question, yes=yes, source=source or answer_source())


def make_family(*, children: int = 1, by: Actor | None = None, today: date = TODAY, **fields: Any) -> Case:
    """A case where children live in the home, known and answered."""
    by = by or make_actor()
    case = make_case_with_notice(by=by, today=today, **fields)
    for number in range(children):
        add_child(case, by=by, today=today, name=f"Barn {number + 1}", born_on=date(2016 - number, 5, 30))
    answer_children(case, by=by, yes=True, today=today)
    case.refresh_from_db()
    return case


def make_case_without_children(*, by: Actor | None = None, today: date = TODAY, **fields: Any) -> Case:
    """A case where somebody has said, with a source, that no children are affected."""
    by = by or make_actor()
    case = make_case_with_notice(by=by, today=today, **fields)
    answer_children(case, by=by, yes=False, today=today)
    return case


def make_case_in_follow_up(*, by: Actor | None = None, today: date = TODAY, **fields: Any) -> Case:
    """The home is kept, the position taken, the case still open: in follow-up."""
    by = by or make_actor()
    case = make_case_without_children(by=by, today=today, **fields)
    for notice in case.notices.all():
        registering.take_position(notice=notice, by=by, today=today, opened=False, reason="Skulden är betald.")
    causes = [load().codes.causes[0].id]
    outcomes.record_outcome(case=case, by=by, today=today, outcome=outcome(), on=today, causes=causes)
    case.refresh_from_db()
    return case


def finish_others(case: Case, *, today: date = TODAY) -> None:
    """Every unit but the adult one does what the law wants of it, and says that it is done."""
    for track in case.tracks.exclude(unit=ADULT):
        by = make_actor(administration=case.administration, unit=track.unit, cleared=case.household.protected)
        do_by_law(case, by=by, today=today)
        tracks.finish_track(case=case, by=by, today=today, note="Vi är klara.")


def make_rooms(case: Case, by: Actor) -> dict[str, Any]:
    """A hand-over that waits and an entry that is the unit's own, as a route names them."""
    own = notes.write_note(case=case, by=by, today=TODAY, text="Bara för oss.", shared=False)
    handed = handing.hand_to(case=case, by=by, today=TODAY, unit=MONEY if by.unit != MONEY else ADULT, message="")
    return {"entry": own.pk, "handover": handed.pk}


def make_closed_case(*, by: Actor | None = None, today: date = TODAY, **fields: Any) -> Case:
    """A case that was worked and closed."""
    by = by or make_actor()
    case = make_case_in_follow_up(by=by, today=today, **fields)
    finish_others(case, today=today)
    finish_own(case, by=by, today=today)
    outcomes.close_case(case=case, by=by, today=today, note="Bostaden är kvar och uppföljningen klar.")
    case.refresh_from_db()
    return case


def make_feed(*, by: Actor | None = None, whole_unit: bool = True, today: date = TODAY) -> tuple[Feed, str]:
    """A calendar address, and its secret part."""
    return feeds.make_feed(by=by or make_actor(), today=today, whole_unit=whole_unit)


def make_workshop(*, by: Actor, held_on: date = TODAY) -> Workshop:
    """A meeting of the actor's unit."""
    return workshops.start_workshop(by=by, today=TODAY, held_on=held_on)


def make_change(workshop: Workshop, *, by: Actor, due_on: date = TODAY, **fields: Any) -> DecidedChange:
    """A decision that the actor answers for."""
    told = {"what": "Vi ringer samma dag.", "owner": by.id, "due_on": due_on} | fields
    return decisions.decide_change(workshop=workshop, by=by, today=TODAY, **told)


def make_planned(*, by: Actor | None = None, place: activities.Place = (HISINGEN, ADULT), **fields: Any) -> Any:
    """An activity planned by a process leader, for a unit unless told otherwise."""
    told = {"activity": load().introduction.activities[0].id, "owner": "Nätverket", "due_on": TODAY, "note": ""}
    planner = by or make_actor(role="process_leader", administration="", unit="")
    return activities.plan_activity(by=planner, today=TODAY, place=place, **(told | fields))


def make_introduction(by: Actor) -> dict[str, Any]:
    """A meeting with a decision, and a planned activity, as a route names them."""
    workshop = make_workshop(by=by, held_on=TODAY - timedelta(days=Workshop.objects.count()))
    return {
        "workshop": workshop.pk,
        "asked": workshop.notes.get(number=0).question,
        "change": make_change(workshop, by=by).pk,
        "activity": load().introduction.activities[0].id,
        "planned": make_planned(place=(by.administration, by.unit)).pk,
    }


def make_money(case: Case, *, by: Actor) -> dict[str, Any]:
    """A row, a payment, a promised payment and a deviation in a case, as a route names them."""
    recorded: dict[str, Any] = {"case": case, "recorded_at": now(), "recorded_by_id": by.id}
    claim = Claim.objects.create(kind="rent", amount=785_000, due_on=date(2026, 10, 30), **recorded)
    payment = Payment.objects.create(paid_on=TODAY, amount=100_000, payer="household", **recorded)
    promise = make_promise(case, by=by, payee=case.household.name)
    deviation = Deviation.objects.create(
        case=case, promise=promise, state="draft", text=case.household.name, found_on=TODAY
    )
    return {"claim": claim.pk, "payment": payment.pk, "promise": promise.pk, "deviation": deviation.pk}


def make_promise(case: Case, *, by: Actor, **fields: Any) -> PromisedPayment:
    """A payment of a month's rent that we have promised, not decided, due on the next rent day."""
    told = {"kind": "own_means", "payee": "Provbostäder AB", "amount": 785_000, "due_on": date(2026, 11, 30)}
    told |= {"state": "undecided", "recorded_at": now(), "recorded_by_id": by.id} | fields
    told.setdefault("for_rent_due_on", told["due_on"])
    return PromisedPayment.objects.create(case=case, **told)


def make_absence(by: Actor, *, first_day: date = TODAY, last_day: date | None = None, **fields: Any) -> Absence:
    """The actor is away from a day, until further notice unless told otherwise."""
    user = fields.pop("user", None) or User.objects.get(pk=by.id)
    told = {"user": user, "first_day": first_day, "last_day": last_day} | fields
    return absences.report_absence(by=by, today=TODAY, **told)


def make_consent(case: Case, *, by: Actor, today: date = TODAY, **fields: Any) -> Consent:
    """The tenant lets the landlord know that we are in contact."""
    told = {"recipient_kind": "landlord", "scope": ("contact",), "direction": "to", "given_on": today}
    told |= {"given_how": "oral"} | fields
    member = case.household.members.get(role="tenant")
    return consents.give_consent(case=case, by=by, today=today, member=member, told=consents.ConsentTold(**told))


def take_back(*, case: Case, by: Actor, today: date, consent: Consent) -> Consent:
    """The person says today that the consent no longer holds."""
    told = taking_back.TakenBackTold(on=today, how="oral")
    return taking_back.withdraw_consent(case=case, by=by, today=today, consent=consent, told=told)


def make_visit(case: Case, *, by: Actor, today: date = TODAY, anyway: str = "", **fields: Any) -> Visit:
    """An evening visit today by the actor, agreed with the person."""
    told = {"day": today, "start": time(17, 30), "end": time(18, 30), "who": by.id, "agreed": True} | fields
    return visits.plan_visit(case=case, by=by, today=today, told=visits.VisitTold(**told), anyway=anyway)


def make_contact(case: Case, *, by: Actor) -> dict[str, Any]:
    """An attempt, a rule of safe contact, a visit and a consent, as a route names them."""
    told = {"on": TODAY, "way": "visit_to_us", "reached": False}
    entry = notes.record_attempt(case=case, by=by, today=TODAY, **told)
    member = case.household.members.get(role="tenant")
    rule = {"rule": "interpreter", "value": "spanska"}
    return {
        "attempt": UUID(entry.words.shown["attempt"]),
        "safe": safe_contact.ask_safe_contact(case=case, by=by, today=TODAY, member=member, **rule).pk,
        "visit": make_visit(case, by=by).pk,
        "consent": make_consent(case, by=by).pk,
    }


def household_of(case: Case) -> Household:
    return Household.objects.get(pk=case.household_id)


def without(told: NoticeTold, **fields: Any) -> NoticeTold:
    """The same notice with other values."""
    return replace(told, **fields)


def make_question_here(
    *, to: str = HISINGEN, by: Actor | None = None, protected: bool = False, **fields: Any
) -> KnownHereQuestion:
    """*Är personen aktuell?*, put by a worker of Centrum about the tenant of a case there."""
    by = by or make_actor(administration=CENTRUM, cleared=protected)
    case = make_case_with_notice(by=by, tenant=make_person_told(protected=protected), **fields)
    member = case.household.members.get(role="tenant")
    told = {"member": member.pk, "to": to, "reason": "Hushållet kan ha flyttat."}
    return known_here.ask_known_here(case=case, by=by, today=TODAY, **told)


def make_process_leader(**fields: Any) -> Actor:
    """Somebody who may change the content, and sees no case."""
    return make_actor(role="process_leader", administration="", unit="", **fields)


def make_content_draft(*, by: Actor | None = None, label: str = "Fler dagar") -> ContentDraft:
    """A draft that is still just like the content in force."""
    return start_draft(by=by or make_process_leader(), today=TODAY, label=label)


def make_proposal(*, by: Actor | None = None, working_days: int = 4, starts_on: date = TODAY) -> PublishedEdition:
    """A draft with another day for H11, proposed."""
    by = by or make_process_leader()
    draft = make_content_draft(by=by)
    due = {"counted_from": "arrival", "working_days": working_days}
    change_step(draft=draft, by=by, today=TODAY, version=1, step="H11", fields={"due": due})
    return propose_edition(draft=draft, by=by, today=TODAY, version=2, starts_on=starts_on, why="Brevet hinns inte.")


def make_step_in(
    draft: ContentDraft, *, by: Actor, version: int = 1, unit: str = "vuxen", working_days: int = 5
) -> str:
    """A new step of the city's own in a draft, with the passage that explains it; the version is two more after it."""
    told = {"title": "Ring igen", "text": "Ring.", "unit": unit, "origin": "local", "chapter": 5, "leaves": "Samtal"}
    told |= {"due": {"counted_from": "arrival", "working_days": working_days}, "sources": ("gbg-vuxen",)}
    new = add_step(draft=draft, by=by, today=TODAY, version=version, checklist="H", fields=told)
    chapter = chapters_of(draft)[0]
    first = chapter.passages[0]
    words = {"title": first.title, "body": f"{first.text}\n\n[Ring](steg:{new})."}
    change_passage(draft=draft, by=by, today=TODAY, version=version + 1, chapter=chapter.id, number=0, **words)
    return new


def try_whole(edition: PublishedEdition, *, by: Actor, today: date = TODAY) -> Effects:
    """Try a proposal on every case."""
    library = library_of(edition.digest)
    while not (found := try_on_cases(by=by, today=today, digest=edition.digest, library=library)).whole:
        pass
    return found
