"""Safe contact: each rule refuses what it is about, a hard one whatever the reason; letters ask the same check."""

from datetime import time

import pytest

from kvar.casework.access import Actor
from kvar.casework.contact import attempts, safe_contact, senders
from kvar.casework.contact.safe_check import Contact, broken_by
from kvar.casework.contact.safe_contact import rules_of
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.letters import issuing
from kvar.casework.letters.words import Chosen
from kvar.content.load import load
from kvar.records.models import Attempt, Case, Letter, Member, SafeContact
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
HOME = "Provgatan 12, 417 00 Göteborg"

# rule, what it is told with, a contact it forbids, one it lets through
CASES = [
    ("no_message", "", Contact(way="sms"), Contact(way="phone")),
    ("not_number", "070-000 12 34", Contact(way="phone", to="+46 70 000 12 34"), Contact(way="phone", to="031-1")),
    ("only_number", "070-000 12 34", Contact(way="sms", to="031-11 22 33"), Contact(way="sms", to="0700001234")),
    ("only_way", "visit_to_us", Contact(way="letter"), Contact(way="visit_to_us")),
    ("only_time", "09.00–15.00", Contact(way="phone", at=time(15, 1)), Contact(way="phone", at=time(15, 0))),
    ("no_visit", "", Contact(way="home_visit"), Contact(way="phone")),
    ("post_only_to", "Box 7, 400 00 Göteborg", Contact(way="letter", to=HOME), Contact(way="phone")),
    ("no_shared_mailbox", "", Contact(way="letter"), Contact(way="home_visit")),
]


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


@pytest.fixture
def maria(case: Case) -> Member:
    return case.household.members.select_related("person").get()


def ask(case: Case, by: Actor, rule: str, value: str = "", member: Member | None = None) -> SafeContact:
    member = member or case.household.members.get(role="tenant")
    return safe_contact.ask_safe_contact(case=case, by=by, today=TODAY, member=member, rule=rule, value=value)


def call(case: Case, by: Actor, **told: object) -> None:
    values = {"on": TODAY, "way": "phone", "result": "no_answer"} | told
    attempts.record_attempt(case=case, by=by, today=TODAY, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(("rule", "value", "forbidden", "allowed"), CASES, ids=[row[0] for row in CASES])
def test_each_rule_forbids_what_it_is_about_and_no_more(
    case: Case, by: Actor, rule: str, value: str, forbidden: Contact, allowed: Contact
) -> None:
    ask(case, by, rule, value)
    rules = rules_of(case)
    assert [one.rule for one in broken_by(rules, forbidden)] == [rule]
    assert broken_by(rules, allowed) == ()


def test_a_rule_that_forbids_nothing_is_still_shown(case: Case, by: Actor) -> None:
    ask(case, by, "interpreter", "arabiska")
    ask(case, by, "not_to_answer", "Kalle")
    assert "Tolk behövs: arabiska." in rules_of(case)[0].sentence and "Kalle" in rules_of(case)[1].sentence
    call(case, by)


@pytest.mark.parametrize("rule", ["not_number", "only_number", "only_time"])
def test_a_number_or_time_that_nobody_has_said_is_not_taken_for_safe(case: Case, by: Actor, rule: str) -> None:
    ask(case, by, rule, "09.00-15.00" if rule == "only_time" else "070-000 12 34")
    assert broken_by(rules_of(case), Contact(way="phone"))


def test_a_hard_rule_is_never_gone_past(case: Case, by: Actor) -> None:
    ask(case, by, "no_message")
    for anyway in ("", "Det är bråttom."):
        with pytest.raises(ActRefused, match="Lämna inget meddelande") as refused:
            call(case, by, way="sms", anyway=anyway)
        assert refused.value.field == "way"
    assert not Attempt.objects.exists()


def test_a_call_that_was_made_is_written_down_with_its_reason_whatever_the_rule(case: Case, by: Actor) -> None:
    ask(case, by, "not_number", "070-174 06 05")
    name = case.household.members.get(role="tenant").person.name
    with pytest.raises(ActRefused) as refused:
        call(case, by, way="phone", to="070-174 06 05", made=True)
    assert refused.value.field == "anyway" and "annat sätt" not in refused.value.sentence
    assert f"Det här gäller {name}: ”Ring inte 070-174 06 05" in refused.value.sentence
    call(case, by, way="phone", to="070-174 06 05", made=True, anyway="Hon bad oss ringa upp.")
    assert Attempt.objects.get().anyway == "Hon bad oss ringa upp."


def test_a_rule_that_may_be_gone_past_needs_a_reason_and_keeps_it(case: Case, by: Actor) -> None:
    ask(case, by, "no_visit")
    with pytest.raises(ActRefused) as refused:
        call(case, by, way="home_visit")
    assert refused.value.field == "anyway"
    call(case, by, way="home_visit", anyway="Orolig granne ringde.")
    assert Attempt.objects.get().anyway == "Orolig granne ringde."


def test_without_a_person_the_whole_households_rules_hold(case: Case, by: Actor) -> None:
    told = factories.make_person_told(name="Olof Lindqvist", personal_number="", number_state="unknown")
    from kvar.casework.households import add_member

    add_member(case=case, by=by, today=TODAY, told=told, role="adult")
    olof = Member.objects.get(person__name="Olof Lindqvist")
    ask(case, by, "no_message", member=olof)
    with pytest.raises(ActRefused):
        call(case, by, way="sms")
    call(case, by, way="sms", result="sent", member=case.household.members.get(role="tenant"))


def test_protected_personal_data_forbid_messages_and_post_by_themselves() -> None:
    by = factories.make_actor(cleared=True)
    case = factories.make_protected_case(by=by)
    for way in load().coordination.contact.protected_ways:
        with pytest.raises(ActRefused, match="förmedling"):
            call(case, by, way=way, anyway="Ändå.")
    call(case, by, way="visit_to_us", result="reached")


def test_post_is_refused_where_somebody_else_may_open_it_and_the_hand_is_not(case: Case, by: Actor) -> None:
    ask(case, by, "no_shared_mailbox")
    told = {"letter": "informationsbrev_hyra", "chosen": Chosen(without_day=True)}
    with pytest.raises(ActRefused, match="delade brevlådan") as refused:
        issuing.issue_letter(case=case, by=by, today=TODAY, channel="post", **told)
    assert refused.value.field == "channel" and not Letter.objects.exists()
    issuing.issue_letter(case=case, by=by, today=TODAY, channel="hand", **told)


def test_a_rule_ends_with_a_reason_and_then_forbids_nothing(case: Case, by: Actor) -> None:
    row = ask(case, by, "no_message")
    with pytest.raises(ActRefused):
        safe_contact.end_safe_contact(case=case, by=by, today=TODAY, row=row, reason="")
    safe_contact.end_safe_contact(case=case, by=by, today=TODAY, row=row, reason="Hon har ny telefon.")
    assert rules_of(case) == () and SafeContact.objects.count() == 1
    with pytest.raises(ActRefused, match="redan borttagen"):
        safe_contact.end_safe_contact(case=case, by=by, today=TODAY, row=row, reason="Igen.")


def test_a_rule_of_another_household_is_not_there(case: Case, by: Actor) -> None:
    row = ask(factories.make_case_with_notice(by=by), by, "no_message")
    with pytest.raises(Unseen):
        safe_contact.safe_contact_for(case, row.pk)


@pytest.mark.parametrize(
    ("rule", "value"),
    [("not_number", "ring"), ("only_time", "på dagen"), ("only_way", "brevduva"), ("interpreter", " ")],
)
def test_a_rule_that_says_nothing_is_refused(case: Case, by: Actor, rule: str, value: str) -> None:
    with pytest.raises(ActRefused) as refused:
        ask(case, by, rule, value)
    assert refused.value.field == ("way" if rule == "only_way" else "value")


class Fake:
    sent: list[tuple[str, str]] = []  # noqa: RUF012 – what the test reads

    def send(self, *, number: str, text: str) -> None:
        if number.endswith("99"):
            raise senders.NotSent("numret finns inte.")
        self.sent.append((number, text))


@pytest.fixture
def fake(settings: object, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    settings.SMS_SENDER = f"{__name__}.Fake"  # type: ignore[attr-defined]
    monkeypatch.setattr(senders, "import_string", lambda _path: Fake)
    Fake.sent.clear()
    return Fake.sent


def with_phone(maria: Member, phone: str) -> Member:
    maria.person.phone = phone
    maria.person.save()
    return maria


def test_no_sender_is_shipped_and_the_log_is_kept_all_the_same(case: Case, by: Actor, maria: Member) -> None:
    assert senders.sender() is None
    with_phone(maria, "070-000 12 34")
    senders.send_sms(case=case, by=by, today=TODAY, member=maria, text="swedish")
    assert Attempt.objects.get().result == "sent"


def test_a_sender_that_is_plugged_in_gets_the_words_once(
    case: Case, by: Actor, maria: Member, fake: list[tuple[str, str]]
) -> None:
    senders.send_sms(case=case, by=by, today=TODAY, member=with_phone(maria, "070-000 12 34"), text="swedish")
    [(number, words)] = fake
    assert number == "070-000 12 34" and words.startswith("Hej! Ring mig gärna på") and words.endswith("/Test")


def test_what_was_not_sent_is_not_logged(case: Case, by: Actor, maria: Member, fake: list[tuple[str, str]]) -> None:
    with pytest.raises(ActRefused, match="numret finns inte"):
        senders.send_sms(case=case, by=by, today=TODAY, member=with_phone(maria, "070-000 12 99"), text="swedish")
    assert not Attempt.objects.exists()


def test_a_forbidden_sms_never_reaches_the_sender(
    case: Case, by: Actor, maria: Member, fake: list[tuple[str, str]]
) -> None:
    ask(case, by, "no_message")
    with pytest.raises(ActRefused):
        senders.send_sms(case=case, by=by, today=TODAY, member=with_phone(maria, "070-000 12 34"), text="swedish")
    assert fake == []


def test_the_neutral_texts_name_no_authority_no_reason_and_no_amount(by: Actor, maria: Member) -> None:
    telling = ("social", "kommun", "hyra", "skuld", "kronofog", "vräk", "avhys", "göteborg", "rent", "debt", "kr")
    for text in senders.texts_for(by=by, member=maria):
        assert not [word for word in telling if word in text.text.casefold()], text.text


def test_the_persons_own_language_comes_first(by: Actor, maria: Member) -> None:
    maria.person.language = "spanska"
    assert senders.texts_for(by=by, member=maria)[0].language == "es"


def test_an_interpreter_that_is_asked_for_is_the_plans_answer(case: Case, by: Actor) -> None:
    ask(case, by, "interpreter", "arabiska")
    assert case.answers.get(question="interpreter_needed").yes
    assert case.open_steps.filter(step="H15").exists()
