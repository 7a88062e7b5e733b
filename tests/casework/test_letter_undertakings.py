"""Letters that tell a creditor that the board takes on a debt: only upon a decision, in time, told of once."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.errors import ActRefused
from kvar.casework.letters.asked import LetterAsks, asks_of
from kvar.casework.letters.facts import LetterFacts, about_letter, letter_facts
from kvar.casework.letters.issuing import issue_letter
from kvar.casework.letters.words import Chosen
from kvar.casework.money.claims import add_claim
from kvar.casework.money.undertaking_letter import send_letter
from kvar.casework.money.undertakings import Decided, decide_undertaking
from kvar.casework.plans import plan_of
from kvar.casework.post.proving import PostedTold, record_postings
from kvar.casework.undertaking_time import undertaking_deadline
from kvar.content.load import load
from kvar.content.organisation import Delegate
from kvar.records.models import Case, Disclosure, Dwelling, Letter, Notice, OpenStep, Posting, Undertaking
from tests import factories
from tests.factories import TODAY
from tests.factories_letters import add_cotenant
from tests.paper.papers import bare, words

pytestmark = pytest.mark.django_db
TO = ("Provbostäder AB", "Box 1", "417 00 Göteborg")


@dataclass(frozen=True)
class Kind:
    """A letter that undertakes, what it is about, and what only it says. ``rows``: the blank of the debt's rows."""

    letter: str
    ground: law.Ground
    paragraph: str
    rows: str
    claim: str

    @property
    def typed(self) -> dict[str, Any]:
        return {"namn": "Maria Lindqvist", self.rows: ("För oktober, 7 850 kronor",), "summa": "7 850 kronor"}


RENT = Kind("atagande_hyresvard", law.Ground.RENT_ARREARS, "12 kap. 44 § fjärde stycket jordabalken", "hyror", "rent")
SUPPLIERS = [
    Kind("atagande_el", law.Ground.ELECTRICITY_DEBT, "11 kap. 3 § ellagen", "skulder", "consumption"),
    Kind("atagande_gas", law.Ground.GAS_DEBT, "8 kap. 4 § naturgaslagen", "skulder", "consumption"),
    Kind("atagande_fjarrvarme", law.Ground.DISTRICT_HEATING_DEBT, "28 § fjärrvärmelagen", "skulder", "consumption"),
]
KINDS = [RENT, *SUPPLIERS]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.letter)
def kind(request: pytest.FixtureRequest) -> Kind:
    """Each of them: what is asked of one is asked of all."""
    assert isinstance(request.param, Kind)
    return request.param


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh", phone="031-000 00 00")


@pytest.fixture
def jonas(by: Actor) -> Actor:
    return factories.make_actor(name="Jonas Wik", unit="ekonomiskt_bistand")


@pytest.fixture
def case(by: Actor, kind: Kind) -> Case:
    tenant = factories.make_person_told(served_on=TODAY)
    return factories.make_case_with_notice(by=by, ground=kind.ground, tenant=tenant)


def notice_of(case: Case) -> Notice:
    return Notice.objects.get(case=case)


def decide(case: Case, jonas: Actor, decided_by: str = "Karin Berg, enhetschef", *, taken: bool = True) -> None:
    told = Decided(taken=taken, decided_on=TODAY, decided_by=decided_by, because="Barnen går i skola här.")
    decide_undertaking(case=case, by=jonas, today=TODAY, notice=notice_of(case), told=told)


def kind_of(case: Case) -> Kind:
    return next(kind for kind in KINDS if kind.ground == notice_of(case).ground)


def told_at(case: Case, by: Actor, today: date) -> LetterFacts:
    kind = kind_of(case)
    return letter_facts(letter=kind.letter, case=case, by=by, today=today, chosen=Chosen(typed=kind.typed, to=TO))


def stops(case: Case, by: Actor, *, today: date = TODAY) -> str:
    return " ".join(told_at(case, by, today).hindrances)


def asks(case: Case, by: Actor, *, today: date = TODAY) -> LetterAsks:
    letter = load().letters[kind_of(case).letter]
    return asks_of(letter, about_letter(letter, case=case, by=by, today=today, chosen=Chosen()))


def send(case: Case, by: Actor, channel: str = "registered_letter", *, today: date = TODAY) -> Letter:
    kind = kind_of(case)
    chosen = Chosen(typed=kind.typed, to=TO)
    return send_letter(case=case, by=by, today=today, letter=kind.letter, channel=channel, chosen=chosen)


def last_day(case: Case) -> date:
    time = undertaking_deadline(plan_of(case), notice_of(case))
    assert time is not None and time.last_day is not None
    return time.last_day


def test_without_a_decision_nothing_is_taken_on(case: Case, by: Actor, jonas: Actor) -> None:
    assert "inget beslut om betalningsansvar" in stops(case, by)
    decide(case, jonas, taken=False)
    assert "inte tar på sig" in stops(case, by)
    with pytest.raises(ActRefused):
        send(case, jonas)
    assert not Letter.objects.exists()


def test_only_somebody_in_the_citys_delegation_decides(case: Case, by: Actor, jonas: Actor) -> None:
    decide(case, jonas, "Sara Lindh, socialsekreterare")
    assert "finns inte i stadens delegation" in stops(case, by)


def test_a_colleague_with_the_role_decides_by_name(case: Case, by: Actor, jonas: Actor) -> None:
    factories.make_user(name="Zoran Haddad", role="unit_head")
    decide(case, jonas, "Zoran Haddad")
    assert not stops(case, by)


@pytest.mark.parametrize(
    "said, holds",
    [("Enhetschefen", True), ("Karin Berg, enhetschef", True), ("biträdande enhetschef", False), ("Chefen", False)],
)
def test_a_post_is_known_by_its_name(said: str, holds: bool) -> None:
    assert Delegate(post="enhetschef", point="1").holds(said) is holds


def test_our_own_order_is_marked_as_an_example() -> None:
    assert load().organisation.delegation.example


def test_the_four_letters_are_those_that_undertake() -> None:
    assert {told.id for told in load().letters.values() if told.undertakes} == {kind.letter for kind in KINDS}


@pytest.mark.parametrize("kind", [RENT], ids=["atagande_hyresvard"], indirect=True)
def test_never_for_a_bostadsratt_and_it_says_why(case: Case, by: Actor, jonas: Actor) -> None:
    decide(case, jonas)
    Dwelling.objects.filter(households=case.household_id).update(tenure=law.Tenure.CONDOMINIUM)
    assert "7 kap. 23 § bostadsrättslagen" in stops(case, by)
    with pytest.raises(ActRefused, match="bara en betalning räddar bostaden"):
        send(case, jonas)


@pytest.mark.parametrize("kind", SUPPLIERS, ids=lambda kind: kind.letter, indirect=True)
def test_the_light_and_the_heat_are_taken_on_however_the_home_is_held(case: Case, by: Actor, jonas: Actor) -> None:
    """Ellagen, naturgaslagen and fjärrvärmelagen protect a consumer, also in a bostadsrätt; the rent's law does not."""
    decide(case, jonas)
    Dwelling.objects.filter(households=case.household_id).update(tenure=law.Tenure.CONDOMINIUM)
    assert not stops(case, by)


def test_the_letter_and_its_pdf_rest_on_their_own_paragraph_and_no_other(case: Case, by: Actor, jonas: Actor) -> None:
    kind = kind_of(case)
    decide(case, jonas)
    letter = send(case, jonas)
    told, printed = bare(letter.text.replace("| ", "")), words(bytes(letter.pdf))
    others = [other.paragraph for other in KINDS if other is not kind]
    for said in (told, printed):
        assert bare(kind.paragraph) in said and bare("Karin Berg, enhetschef") in said
        assert [other for other in others if bare(other) in said] == []


def test_the_decision_and_the_rows_of_the_debt_are_in_the_letter_before_anybody_types(
    case: Case, by: Actor, jonas: Actor
) -> None:
    kind = kind_of(case)
    decide(case, jonas)
    told = letter_facts(letter=kind.letter, case=case, by=by, today=TODAY)
    assert told.blanks["beslutat_av"] == "Karin Berg, enhetschef" and told.blanks["besluts_dag"]
    add_claim(case=case, by=by, today=TODAY, kind=kind.claim, amount=785_000, due_on=date(2026, 10, 30))
    begins = asks(case, by).begins_with
    assert begins["summa"] == "7\N{NO-BREAK SPACE}850 kronor" and "30 oktober" in str(begins[kind.rows])
    add_claim(case=case, by=by, today=TODAY, kind=kind.claim, amount=10_050, due_on=date(2026, 11, 30))
    assert asks(case, by).begins_with["summa"] == "7\N{NO-BREAK SPACE}950,50 kronor"


def test_sending_is_the_message_and_is_told_of_once(case: Case, by: Actor, jonas: Actor) -> None:
    decide(case, jonas)
    send(case, jonas)
    row = Undertaking.objects.get()
    assert (row.sent_on, row.sent_by, row.in_writing, row.told_to) == (TODAY, "registered_letter", True, "creditor")
    assert row.received_on is None and row.proof is None, "nobody has said that it arrived"
    logged = Disclosure.objects.get()
    assert (logged.ground, logged.recipient, logged.scope) == ("undertaking", "Provbostäder AB", ["payment"])
    send(case, jonas, "hand")
    assert Disclosure.objects.count() == 1 and Undertaking.objects.get().sent_by == "registered_letter"


def prove(letter: Letter, by: Actor, way: str, *, days: int) -> None:
    on = TODAY + timedelta(days=days)
    told = PostedTold(way=way, sent_on=on, number="RR1" if way == "registered_letter" else "")
    record_postings(by=by, today=on, told={letter: told})


@pytest.mark.parametrize("close", [True, False])
def test_posted_later_the_message_is_of_the_day_it_was_posted(case: Case, by: Actor, jonas: Actor, close: bool) -> None:
    decide(case, jonas)
    letter = send(case, jonas, "post")
    if close:
        Case.objects.filter(pk=case.pk).update(closed_on=TODAY)
        OpenStep.objects.filter(case=case).delete()
    prove(letter, jonas, "registered_letter", days=4)
    row = Undertaking.objects.get()
    assert (row.sent_on, row.sent_by) == (TODAY + timedelta(days=4), "registered_letter")
    assert Disclosure.objects.count() == 1 and OpenStep.objects.filter(case=case).exists() is not close


def test_a_proof_as_it_was_told_changes_nothing(case: Case, by: Actor, jonas: Actor) -> None:
    decide(case, jonas)
    letter = send(case, jonas)
    before = Undertaking.objects.get().version
    prove(letter, jonas, "registered_letter", days=0)
    assert Undertaking.objects.get().version == before


def test_the_proof_of_a_second_letter_moves_no_message(case: Case, by: Actor, jonas: Actor) -> None:
    decide(case, jonas)
    send(case, jonas)
    prove(send(case, jonas, "hand"), jonas, "hand", days=2)
    assert (Undertaking.objects.get().sent_on, Undertaking.objects.get().sent_by) == (TODAY, "registered_letter")


def test_what_has_arrived_was_not_posted_after(case: Case, by: Actor, jonas: Actor) -> None:
    decide(case, jonas)
    letter = send(case, jonas, "post")
    Undertaking.objects.update(received_on=TODAY + timedelta(days=1))
    with pytest.raises(ActRefused, match="innan det skickades") as refused:
        prove(letter, jonas, "post", days=2)
    assert refused.value.field == "sent_on" and not Posting.objects.exists()


def test_it_is_not_sent_without_its_message(case: Case, by: Actor, jonas: Actor) -> None:
    decide(case, jonas)
    with pytest.raises(ActRefused, match="egen sida"):
        issue_letter(
            case=case,
            by=jonas,
            today=TODAY,
            letter=kind_of(case).letter,
            channel="hand",
            chosen=Chosen(typed=kind_of(case).typed, to=TO),
        )


def test_near_the_last_day_only_ways_with_proof_are_left(case: Case, by: Actor, jonas: Actor) -> None:
    decide(case, jonas)
    last = last_day(case)
    limit = law.add_working_days(last, -load().organisation.delegation.undertaking_working_days)
    assert "post" in asks(case, by, today=limit).ways
    assert "post" not in asks(case, by, today=limit + timedelta(days=1)).ways
    day_before = last - timedelta(days=1)
    assert asks(case, by, today=day_before).ways == ("registered_letter", "hand")
    with pytest.raises(ActRefused, match="för kort tid kvar för vanlig post"):
        send(case, jonas, "post", today=day_before)


def test_after_the_last_day_it_is_stopped_and_says_why(case: Case, by: Actor, jonas: Actor) -> None:
    decide(case, jonas)
    last = last_day(case)
    assert "gick ut" not in stops(case, by, today=last)
    assert "gick ut" in stops(case, by, today=last + timedelta(days=1))


@pytest.mark.parametrize("kind", [RENT], ids=["atagande_hyresvard"], indirect=True)
def test_between_two_tenants_days_it_still_goes_with_proof(case: Case, by: Actor, jonas: Actor) -> None:
    """Whose service counts is not settled (law.md trap 23): nobody is told that the time is over."""
    decide(case, jonas)
    add_cotenant(case, by=by, served_on=TODAY + timedelta(days=9))
    first, last = date(2026, 12, 14), date(2026, 12, 22)
    assert not told_at(case, by, first).hints
    for today in (first + timedelta(days=1), last):
        told = told_at(case, by, today)
        assert not told.stops and "14 december 2026, eller går ut tisdag 22" in " ".join(told.hints)
        assert asks(case, by, today=today).ways == ("registered_letter", "hand")
    with pytest.raises(ActRefused, match="eller går ut tisdag 22 december"):
        send(case, jonas, "post", today=last)
    assert "gick ut tisdag 22 december" in stops(case, by, today=last + timedelta(days=1))
