"""Every signal joins up: matched with reasons, linked and parted again, counted, asked about, passed on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kvar import law
from kvar.casework import repeats
from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.errors import ActRefused
from kvar.casework.intake import known_here, linking, registering, serving
from kvar.casework.matching import same_households
from kvar.casework.my_day.worklist import Chips, my_day
from kvar.casework.plans import plan_of
from kvar.casework.steps import notes
from kvar.casework.told import PersonTold
from kvar.content.load import load
from kvar.records.models import Case, JournalEntry, Notice, NoticeLink, Service, Told, User
from tests import factories
from tests.factories import CENTRUM, TODAY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ELSEWHERE = factories.make_dwelling_told(address="Skissvägen 4, 424 00 Göteborg", apartment="1001")


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


def other_person(**fields: object) -> object:
    born = date(1990, 4, 2)
    return factories.make_person_told(name="Per Ek", born_on=born, **fields)


def said(case: Case) -> str:
    return "\n".join(entry.words.text for entry in JournalEntry.objects.filter(case=case).select_related("words"))


def fresh(case: Case) -> Case:
    read = Case.objects.filter(pk=case.pk).select_related("household__dwelling")
    return read.prefetch_related("notices", *repeats.household_papers("household")).get()


def open_steps(case: Case) -> set[str]:
    return {item.step.id for item in plan_of(case).items if law.is_open(item)}


def test_each_kind_of_signal_has_a_short_form_of_its_own() -> None:
    # given the kinds N0–N11
    kinds = load().codes.notice_kinds
    assert {kind.number for kind in kinds} == {f"N{number}" for number in range(12)}
    # then no two kinds share a form, but for the gas and heat that the law tells of in the same words as electricity
    shared = [kind.form for kind in kinds if kind.form != "energy_form"]
    assert len(shared) == len(set(shared))
    assert "letter" not in shared


SENDER = ("landlord_name", "landlord_address", "landlord_phone")
TENANT = ("tenant_name", "tenant_address")
FORM_3 = (*SENDER, *TENANT, "room_count", "rent_amounts", "interest", "payment_account")
DISTURBED = (*SENDER, *TENANT, "dwelling", "disturbances")
ENERGY = ("company_name", "company_address", "company_phone", "consumer_name", "consumer_address", "amount", "due_on")
AUTHORITY = ("case_number", *TENANT)
STATUTORY = {
    "rent_termination": FORM_3,  # F1978 formulär 3
    "condominium_fee": FORM_3,  # F2003 formulär 3
    "condominium_disturbance": DISTURBED,  # F2003 formulär 4
    "disturbance_warning": (*DISTURBED, "demanded_on"),  # JB 12:25 a, no form of its own
    "copy_of_termination": (
        *SENDER,
        *TENANT,
        "dwelling",
        "terminated_on",
        "disturbances",
        "approved_sublet",
    ),  # JB 12:42
    "tenancy_dispute": (*AUTHORITY, "disputed_because"),  # HNL 13 b
    "enforcement_application": AUTHORITY,  # UF 16:2
    "enforcement_time": (*AUTHORITY, "eviction_at"),  # UF 16:2
    "removal_time": (*AUTHORITY, "eviction_at", "children_assumed"),  # UF 16:7 a
    "electricity": (*ENERGY, "payment_account"),  # EL 11:3
    "district_heating": (*ENERGY, "payment_account"),  # FJV 28
    "gas": (*ENERGY, "payment_account"),  # the inspectorate's form
    "child_report": ("told_by", "children_named", "message", "needs_protection"),  # SoL 19:1, 20:1
    "early_signal": ("told_by", "tenant_name", "message"),  # no law: early contact
}


# Of an unlawful sublet no law says what the paper has to hold.
@pytest.mark.parametrize("kind", [kind.id for kind in load().codes.notice_kinds if kind.id != "unlawful_sublet"])
def test_the_form_asks_for_what_the_law_puts_on_the_paper_and_each_blank_may_be_empty(kind: str) -> None:
    # given a worker with one of the papers in hand
    client = Client()
    client.force_login(factories.make_user())
    form = {"sender_type": load().codes.notice_kind(kind).senders[0], "kind": kind}
    # when the form is opened, then the blanks of the law stand there, in the paper's order
    page = client.get(reverse("intake:new"), form).content.decode()
    places = [page.find(f'name="{blank}') for blank in STATUTORY[kind]]
    assert -1 not in places and places == sorted(places)
    # when nothing but the name can be read
    name = "consumer_name" if "consumer_name" in STATUTORY[kind] else "tenant_name"
    unread = {f"{blank}_state": "illegible" for blank in STATUTORY[kind] if blank != name}
    assert client.post(reverse("intake:new"), form | unread | {name: "Nils", "arrived_on": "idag"}).status_code == 303
    # then it is in, and says of each blank that it cannot be read: never that it is no
    fields = Notice.objects.get().fields
    assert {fields[blank]["state"] for blank in STATUTORY[kind] if blank != name} == {"illegible"}


def test_a_signal_about_the_other_adult_at_the_same_door_is_offered_with_its_reasons(by: Actor) -> None:
    # given a rent notice about Maria, with the OCR number of the debt
    case = factories.make_case_with_notice(by=by, payment_reference="7100 2233 445")
    # when the electricity company writes about the man she lives with, by the same door
    told = factories.make_notice_told(
        ground=law.Ground.ELECTRICITY_DEBT, tenant=other_person(), cotenants=(factories.make_person_told(),)
    )
    [match] = same_households(actor=by, told=told, today=TODAY)
    # then the case is offered: same home, and somebody of that name lives there
    assert (match.case, match.because) == (case.pk, ("address", "people"))
    # when the number of the bill is all that is the same
    told = replace(told, dwelling=ELSEWHERE, cotenants=(), payment_reference="71002233445")
    [match] = same_households(actor=by, told=told, today=TODAY)
    assert match.because == ("payment",)
    # then the log tells of the search and of what it showed
    assert ("matched", f"case:{case.pk}", "coordinates") in by.look.shown
    assert ("sought_by_home", "administration:hisingen", "coordinates") in by.look.shown


def test_another_flat_in_the_house_is_another_home(by: Actor) -> None:
    factories.make_case_with_notice(by=by)
    next_door = factories.make_dwelling_told(apartment="1204")
    told = factories.make_notice_told(tenant=other_person(), dwelling=next_door)
    assert same_households(actor=by, told=told, today=TODAY) == ()


def test_the_city_can_switch_the_home_off_and_then_only_persons_match(
    by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = factories.make_case_with_notice(by=by)
    switches = load().organisation.switches
    monkeypatch.setitem(switches.__dict__, "address_matching", False)
    # then the same door says nothing, and the same person does
    assert same_households(actor=by, told=factories.make_notice_told(tenant=other_person()), today=TODAY) == ()
    [match] = same_households(actor=by, told=factories.make_notice_told(), today=TODAY)
    assert (match.case, match.because) == (case.pk, ("person",))


def test_an_old_case_matches_on_the_person_alone(by: Actor) -> None:
    # given a case closed three years ago
    then = TODAY - 1100 * DAY
    case = factories.make_closed_case(by=by, today=then)
    told = factories.make_notice_told(tenant=other_person())
    assert same_households(actor=by, told=told, today=TODAY) == ()
    # then the person is found at any time, the door only for 24 months
    [match] = same_households(actor=by, told=factories.make_notice_told(), today=TODAY)
    assert (match.case, match.because) == (case.pk, ("person",))


def test_a_protected_household_is_never_offered_to_the_uncleared(by: Actor) -> None:
    factories.make_protected_case(payment_reference="71002233445")
    told = factories.make_notice_told(payment_reference="71002233445")
    assert same_households(actor=by, told=told, today=TODAY) == ()
    assert not any(action == "matched" for action, _about, _relation in by.look.shown)


def test_a_notice_linked_to_the_wrong_household_is_parted_after_two_days_of_work(by: Actor) -> None:
    # given two households, and a paper of the first that is moved to the second by mistake
    right = factories.make_case_with_notice(by=by)
    wrong = factories.make_case_with_notice(by=by, tenant=other_person(), dwelling=ELSEWHERE)
    notice = right.notices.get()
    linking.link_notice(notice=notice, case=wrong, by=by, today=TODAY, version=notice.version)
    # when people work there for two days: service days, a position, a note, a payment
    later, notice = TODAY + 2 * DAY, Notice.objects.get(pk=notice.pk)
    service = Service.objects.get(notice=notice)
    told = {"served_on": TODAY, "method": "acknowledged", "source": "landlord", "version": service.version}
    serving.record_service(service=service, by=by, today=TODAY + DAY, **told)
    registering.take_position(notice=notice, by=by, today=TODAY + DAY, opened=False, reason="Per har betalat.")
    notes.write_note(case=wrong, by=by, today=TODAY + DAY, text="Samtal med Per.", shared=True)
    # and then it is found out
    back = linking.unlink_notice(notice=Notice.objects.get(pk=notice.pk), by=by, today=later, reason="Fel person.")
    # then the paper is back, without what was entered about somebody else
    notice.refresh_from_db()
    assert (back, notice.case_id, notice.household_id) == (right, right.pk, right.household_id)
    assert (notice.position, notice.position_on, notice.position_by) == ("", None, None)
    service.refresh_from_db()
    assert (service.served_on, service.tenant.household_id) == (None, right.household_id)
    assert "H33" in open_steps(right)
    # and the wrong household has only its own paper, while what was done there stays, and both journals say so
    assert wrong.notices.count() == 1
    assert "Samtal med Per." in said(wrong) and "kopplades hit av misstag" in said(wrong)
    assert "Gör om det som behövs. Skäl: Fel person." in said(right)
    assert [link.kind for link in NoticeLink.objects.filter(notice=notice)] == ["moved", "undone"]


def test_a_paper_that_nothing_matched_is_sought_out_joined_and_parted_again(by: Actor) -> None:
    # given a family known by her name, and an electricity bill in his, that became a case of its own
    right = factories.make_case_with_notice(by=by)
    bill = {"tenant": other_person(personal_number="", number_state="unknown"), "dwelling": ELSEWHERE}
    paper = factories.make_notice(by=by, ground=law.Ground.ELECTRICITY_DEBT, **bill)
    alone, client = paper.case, Client()
    client.force_login(User.objects.get(pk=by.id))
    assert alone is not None
    assert "Kan höra ihop" not in client.get(reverse("intake:notice", args=[paper.pk])).content.decode()
    # when she says on the telephone that they live together, and the worker seeks the case by its number
    page, sought = reverse("intake:belongs", args=[paper.pk]), {"sought": right.reference}
    assert right.household.name in client.post(page, sought).content.decode()
    chosen = {"target": right.pk, "because": "told", "version": paper.version}
    assert client.post(page, sought | chosen).status_code == 303
    # then the family's case has both debts and the steps of both, and the other has no paper, stays open and says why
    assert {one.ground for one in right.notices.all()} == {"rent_arrears", "electricity_debt"}
    alone.refresh_from_db()
    assert (alone.closed_on, alone.notices.count()) == (None, 0)
    assert f"flyttades till {right.reference}. Ärendet här är kvar utan underrättelse" in said(alone)
    # and when it turns out to be another family, the paper goes back to where it was
    linking.unlink_notice(notice=Notice.objects.get(pk=paper.pk), by=by, today=TODAY + DAY, reason="Annan familj.")
    assert (alone.notices.count(), right.notices.count()) == (1, 1)


def test_a_paper_registered_into_the_wrong_case_gets_a_case_of_its_own(by: Actor) -> None:
    # given a paper about a protected man that was joined to somebody else's case as it came in
    cleared = factories.make_actor(cleared=True)
    wrong = factories.make_case_with_notice(by=by)
    tenant, friend = other_person(protected=True), PersonTold(name="Nils Ek")
    told = factories.make_notice_told(tenant=tenant, cotenants=(friend,), dwelling=ELSEWHERE)
    notice = registering.take_in_notice(told=told, by=cleared, today=TODAY, case=wrong)
    wrong.household.refresh_from_db()
    assert wrong.household.protected
    # when it is taken back
    right = linking.unlink_notice(notice=notice, by=cleared, today=TODAY + 2 * DAY, reason="Fel hushåll.")
    # then it has its own household, with its people and its protection
    assert right.household.name == "Per Ek" and right.household.protected
    assert set(right.household.members.values_list("person__name", flat=True)) == {"Per Ek", "Nils Ek"}
    assert set(Service.objects.filter(notice=notice).values_list("tenant__household", flat=True)) == {
        right.household_id
    }
    # and the wrong household keeps none of it
    wrong.household.refresh_from_db()
    assert not wrong.household.protected
    here = wrong.household.members.filter(until=None)
    assert list(here.values_list("person__name", "person__protected")) == [("Maria Lindqvist", False)]
    assert wrong in cases_visible_to(by) and right not in cases_visible_to(by)


def test_the_second_of_two_who_move_the_same_paper_is_told(by: Actor) -> None:
    case, other = (factories.make_case_with_notice(by=by) for _ in range(2))
    notice = case.notices.get()
    linking.link_notice(notice=notice, case=other, by=by, today=TODAY, version=notice.version)
    with pytest.raises(ActRefused, match="En kollega har ändrat underrättelsen"):
        linking.link_notice(notice=notice, case=other, by=by, today=TODAY, version=notice.version)
    read = Notice.objects.get(pk=notice.pk)
    linking.unlink_notice(notice=read, by=by, today=TODAY, reason="Fel.", version=read.version)
    with pytest.raises(ActRefused):
        linking.unlink_notice(notice=read, by=by, today=TODAY, reason="Fel.", version=read.version)


def test_a_family_that_comes_back_is_counted_over_closed_cases(by: Actor) -> None:
    # given a case about rent that was closed, and the children's unit in the new one
    before = TODAY - 150 * DAY
    closed = factories.make_closed_case(by=by, today=before)
    case = factories.make_family(by=by)
    # then the count goes over both, and the level has its reason
    found = repeats.repeats_of(fresh(case))
    assert [(count.ground, count.within, count.here) for count in found.counts] == [("rent_arrears", (2, 2, 2), 2)]
    assert [level.id for level in found.levels] == ["repeated_signals", "repeated_rent_debts"]
    assert [one.notice.case_id for one in found.earlier] == [closed.pk]
    # and the routine sees it: a new assessment of the child, and the papers to be linked
    assert {"B15", "H04"} <= open_steps(case)
    # and Min dag says it with a word
    rows = [row for lane in my_day(by, today=TODAY, chips=Chips(whole_unit=True)).lanes for row in lane.rows]
    assert {row.repeat_word for row in rows if row.case == case} == {"upprepade hyresskulder"}
    # when the next one comes while the children's unit is in the case
    factories.make_notice(by=by, case=case)
    told = Told.objects.filter(kind="repeats", case=case)
    assert set(told.values_list("unit", flat=True)) == {"vuxen", "ekonomiskt_bistand", "barn_och_unga"}


def test_a_family_that_has_moved_is_counted_as_a_household_and_apart_for_its_home(by: Actor) -> None:
    # given a case that was closed when the same woman lived elsewhere
    closed = factories.make_closed_case(by=by, today=TODAY - 150 * DAY, dwelling=ELSEWHERE)
    # when her new landlord writes
    case = factories.make_case_with_notice(by=by)
    # then the household has had two, this home one, and the level is that of the household
    found = repeats.repeats_of(fresh(case))
    assert [(count.within, count.here) for count in found.counts] == [((2, 2, 2), 1)]
    assert "repeated_rent_debts" in {level.id for level in found.levels}
    assert [(one.notice.case_id, one.same_home) for one in found.earlier] == [(closed.pk, False)]
    # and the page says both
    client = Client()
    client.force_login(User.objects.get(pk=by.id))
    page = client.get(reverse("case:page", args=[case.pk])).content.decode()
    assert "1 i den här bostaden" in page.replace("\N{NO-BREAK SPACE}", " ") and "annan bostad" in page


def test_a_debt_of_half_a_year_ago_counts_within_a_year_and_one_of_a_year_ago_within_two(by: Actor) -> None:
    # given papers 3, 9 and 20 months before this one
    for days in (600, 270, 90):
        factories.make_closed_case(by=by, today=TODAY - days * DAY)
    case = factories.make_case_with_notice(by=by)
    # then each span has its own number
    assert [count.within for count in repeats.repeats_of(fresh(case)).counts] == [(2, 3, 4)]


def test_repeated_electricity_debts_are_counted_for_two_years(by: Actor) -> None:
    utility = {"ground": law.Ground.ELECTRICITY_DEBT, "by": by}
    factories.make_closed_case(today=TODAY - 600 * DAY, **utility)
    case = factories.make_case_with_notice(**utility)
    found = repeats.repeats_of(fresh(case))
    assert [(count.within, level.id) for count, level in zip(found.counts, found.levels, strict=True)] == [
        ((1, 1, 2), "repeated_utility_debts")
    ]
    # the money unit is told once, by name of the kind alone
    assert [row.unit for row in Told.objects.filter(kind="repeats", case=case)] == ["ekonomiskt_bistand"]


def test_repeated_disturbances_are_told_the_childrens_unit_where_there_is_a_child(by: Actor) -> None:
    case = factories.make_family(by=by, ground=law.Ground.DISTURBANCE)
    factories.make_notice(by=by, case=case, ground=law.Ground.DISTURBANCE)
    assert "repeated_disturbance" in {level.id for level in repeats.repeats_of(fresh(case)).levels}
    assert Told.objects.filter(kind="repeats", case=case, unit="barn_och_unga").exists()


def test_two_papers_about_one_debt_are_one_event(by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    second = factories.make_notice(by=by, case=case)
    assert repeats.repeats_of(fresh(case)).levels
    linking.link_notice(notice=second, case=case, by=by, today=TODAY, same_debt_as=case.notices.first())
    assert repeats.repeats_of(fresh(case)).levels == ()


def test_a_protected_households_papers_are_not_counted_in_an_open_one(by: Actor) -> None:
    factories.make_protected_case()
    case = factories.make_case_with_notice(by=by)
    assert repeats.repeats_of(fresh(case)).earlier == ()


def test_another_administration_is_asked_one_thing_and_answers_one_thing(by: Actor) -> None:
    # given a case in Hisingen, and a worker in Centrum who has one about the same woman
    case = factories.make_case_with_notice(by=by)
    there = factories.make_actor(administration=CENTRUM)
    theirs = factories.make_case_with_notice(by=there)
    member = case.household.members.get()
    # when the question is sent
    told = {"member": member.pk, "to": CENTRUM, "reason": "Hon säger att hon nyss har flyttat."}
    asked = known_here.ask_known_here(case=case, by=by, today=TODAY, **told)
    # then Centrum's adult unit is told, and sees a name and a number, not why
    assert Told.objects.get(kind="known_here_asked").administration == CENTRUM
    [waiting] = known_here.waiting_questions(there)
    assert (waiting.question.name, waiting.asked_by) == ("Maria Lindqvist", "Socialförvaltningen Hisingen")
    assert known_here.question_received(there, asked.pk).here == (theirs,)
    with pytest.raises(ActRefused, match="redan ställd"):
        known_here.ask_known_here(case=case, by=by, today=TODAY, **told)
    # when it is answered
    known_here.answer_known_here(question=asked.pk, by=there, today=TODAY + DAY, answer="yes")
    # then both sides have it in writing, and nothing else has crossed
    assert "Svar från Socialförvaltningen Centrum om Maria Lindqvist: aktuell." in said(case)
    assert theirs.reference not in said(case)
    assert ("answer_known_here", f"question:{asked.pk}", "coordinates") in there.look.shown
    assert case not in cases_visible_to(there) and theirs not in cases_visible_to(by)
    assert Told.objects.get(kind="known_here_answered").to_id == by.id
    assert case.disclosures.get().ground == "known_here"
    with pytest.raises(ActRefused, match="redan svarat"):
        known_here.answer_known_here(question=asked.pk, by=there, today=TODAY + DAY, answer="no")


@pytest.mark.parametrize("where", ["asker", "answerer"])
def test_a_question_about_a_protected_person_is_for_cleared_workers(where: str) -> None:
    cleared = factories.make_actor(cleared=True)
    make = factories.make_protected_case if where == "asker" else factories.make_case_with_notice
    case = make(by=cleared)
    if where == "answerer":
        factories.make_protected_case(by=factories.make_actor(administration=CENTRUM, cleared=True))
    member = case.household.members.get().pk
    known_here.ask_known_here(case=case, by=cleared, today=TODAY, member=member, to=CENTRUM, reason="Flytt.")
    assert known_here.waiting_questions(factories.make_actor(administration=CENTRUM)) == []
    assert len(known_here.waiting_questions(factories.make_actor(administration=CENTRUM, cleared=True))) == 1
