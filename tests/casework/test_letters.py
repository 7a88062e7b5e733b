"""The information letter: what it says, what stops it, what is stored."""

from datetime import date, timedelta
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.errors import ActRefused
from kvar.casework.letters.facts import Chosen, letter_facts
from kvar.casework.letters.issuing import draft_letter, issue_letter
from kvar.casework.plans import plan_of
from kvar.casework.post.queueing import put_in_post
from kvar.content.load import load
from kvar.records.models import Case, Dwelling, Letter, QueuedLetter
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
LETTER = "informationsbrev_hyra"
SERVED = TODAY - timedelta(days=5)
CHOSEN_IN_LIST = [letter.id for letter in load().letters.values() if not letter.own_page]


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh", phone="031-000 00 00")


def case_where(by: Actor, *, served_on: date | None, **fields: object) -> Case:
    tenant = factories.make_person_told(served_on=served_on)
    return factories.make_case_with_notice(by=by, tenant=tenant, **fields)


def draft(case: Case, by: Actor, **choices: bool) -> str:
    return drafted(case, by, **choices).text


def drafted(case: Case, by: Actor, **choices: bool):  # type: ignore[no-untyped-def]
    return draft_letter(
        letter=LETTER,
        told=letter_facts(letter=LETTER, case=case, by=by, today=TODAY, chosen=Chosen(**choices)),
        today=TODAY,
    )


def test_a_certain_last_day_is_said_as_people_say_it(by: Actor) -> None:
    case = case_where(by, served_on=SERVED)
    last = plan_of(case).clock.last_day  # type: ignore[union-attr]
    text = draft(case, by)
    assert f"{last.day} december" in text and "Sara Lindh" in text


def test_a_day_that_is_not_certain_is_never_in_the_letter(by: Actor) -> None:
    case = case_where(by, served_on=None)
    clock = plan_of(case).clock
    assert clock is not None and clock.act_by is not None
    text = draft(case, by)
    assert "inom tre veckor" in text
    assert f"{clock.act_by.day} december" not in text


def test_the_amount_is_left_out_unless_the_worker_chooses_it(by: Actor) -> None:
    case = case_where(by, served_on=SERVED)
    assert "7 850" not in draft(case, by).replace("\u00a0", " ")
    assert "7 850" in draft(case, by, with_amount=True).replace("\u00a0", " ")


def test_children_are_spoken_of_until_somebody_has_said_no_with_a_source(by: Actor) -> None:
    case = case_where(by, served_on=SERVED)
    assert "Har du barn?" in draft(case, by)
    factories.answer_children(case, by=by, yes=False)
    assert "Har du barn?" not in draft(case, by)


@pytest.mark.parametrize(
    "fields, sentence",
    [
        ({"address": ""}, "Adressen är inte känd"),
        ({"tenure": ""}, "Upplåtelseformen är inte känd"),
        ({"tenure": law.Tenure.CONDOMINIUM}, "hyresrätt"),
    ],
)
def test_what_is_not_known_or_does_not_fit_stops_the_letter(by: Actor, fields: dict[str, str], sentence: str) -> None:
    case = case_where(by, served_on=SERVED)
    Dwelling.objects.filter(households=case.household_id).update(**fields)
    case = Case.objects.get(pk=case.pk)
    assert any(sentence in stop for stop in drafted(case, by).stopped_by)
    with pytest.raises(ActRefused, match=sentence):
        issue_letter(case=case, by=by, today=TODAY, letter=LETTER, channel="post")
    assert not Letter.objects.exists()


def test_an_empty_blank_stops_the_letter_by_name(by: Actor) -> None:
    case = case_where(by, served_on=SERVED, sender_name="")
    with pytest.raises(ActRefused, match="hyresvärdens namn"):
        issue_letter(case=case, by=by, today=TODAY, letter=LETTER, channel="post")


def test_a_protected_person_gets_no_letter_to_the_real_address(by: Actor) -> None:
    cleared = factories.make_actor(cleared=True, phone="031-000 00 00")
    tenant = factories.make_person_told(protected=True, served_on=SERVED)
    case = factories.make_case_with_notice(by=cleared, tenant=tenant)
    with pytest.raises(ActRefused, match="förmedling"):
        issue_letter(case=case, by=cleared, today=TODAY, letter=LETTER, channel="post")


def test_issuing_stores_text_and_pdf_and_completes_the_step(by: Actor) -> None:
    case = case_where(by, served_on=SERVED)
    letter = issue_letter(case=case, by=by, today=TODAY, letter=LETTER, channel="post")
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(bytes(letter.pdf))).pages)
    assert "vill hjälpa dig" in words and letter.edition
    done = {item.step.id for item in plan_of(case).items if item.done_on}
    assert "H11" in done


def test_the_letter_is_about_the_landlords_notice_and_never_about_an_earlier_signal(by: Actor) -> None:
    case = case_where(by, served_on=SERVED)
    early = next(kind.id for kind in factories.load().codes.notice_kinds if not kind.starts_clock)
    factories.make_notice(by=by, case=case, kind=early, sender_name="Familjeenheten")
    text = draft(case, by)
    assert "Provbostäder AB" in text and "Familjeenheten" not in text


def test_no_letter_asks_for_a_debt_that_is_paid(by: Actor) -> None:
    case = case_where(by, served_on=SERVED)
    case.notices.update(paid_on=TODAY)
    assert any("redan betald" in stop for stop in drafted(case, by).stopped_by)


def test_the_letter_never_takes_the_last_day_of_another_debt(by: Actor) -> None:
    case = case_where(by, served_on=TODAY - timedelta(days=40), arrived_on=TODAY - timedelta(days=40))
    power = factories.make_person_told(served_on=TODAY - timedelta(days=2))
    factories.make_notice(by=by, case=case, ground=law.Ground.ELECTRICITY_DEBT, tenant=power)
    running = plan_of(case).clock_on(TODAY)
    assert running is not None and running.last_day is not None and running.last_day > TODAY
    text = draft(case, by)
    assert "Betala hela hyresskulden senast" not in text
    assert "Ring oss redan i dag" in text


FIRST, SECOND = TODAY - timedelta(days=12), TODAY - timedelta(days=2)


def two_papers(by: Actor, first: date | None, second: date | None) -> Case:
    """Two rent notices of one home, of different landlords and amounts, served on these days."""
    told = {"sender_name": "Första Huset AB", "amount": 700_000, "arrived_on": FIRST}
    case = case_where(by, served_on=first, **told)
    later = factories.make_person_told(served_on=second)
    told = {"sender_name": "Andra Huset AB", "amount": 900_000, "arrived_on": SECOND}
    factories.make_notice(by=by, case=case, tenant=later, **told)
    return case


def words(case: Case, by: Actor, day: date = TODAY) -> tuple[str, ...]:
    """Landlord, arrival, amount and last day as the letter says them."""
    chosen = Chosen(with_amount=True)
    said = letter_facts(letter=LETTER, case=case, by=by, today=day, chosen=chosen).blanks
    return tuple(str(said[name]).replace("\u00a0", " ") for name in ("hyresvard", "inkom_dag", "belopp", "sista_dag"))


@pytest.mark.parametrize("first, second", [(FIRST + timedelta(days=2), None), (FIRST, SECOND)])
def test_a_letter_of_two_papers_speaks_of_the_one_whose_time_ends_first(
    by: Actor, first: date, second: date | None
) -> None:
    landlord, arrived, amount, last = words(two_papers(by, first, second), by)
    assert (landlord, amount) == ("Första Huset AB", "7 000 kronor")
    assert f"{FIRST.day} november" in arrived and f"{(first + timedelta(days=21)).day} december" in last


def test_a_paper_whose_time_is_over_gives_way_with_its_landlord_and_its_amount(by: Actor) -> None:
    landlord, arrived, amount, last = words(two_papers(by, FIRST, None), by, FIRST + timedelta(days=23))
    assert (landlord, amount, last) == ("Andra Huset AB", "9 000 kronor", "")
    assert f"{SECOND.day} november" in arrived


def test_the_newest_paper_is_told_when_no_time_runs(by: Actor) -> None:
    landlord, _arrived, amount, last = words(two_papers(by, FIRST, SECOND), by, TODAY + timedelta(days=60))
    assert (landlord, amount) == ("Andra Huset AB", "9 000 kronor")
    assert f"{(SECOND + timedelta(days=21)).day} december" in last


def emptied(case: Case) -> Case:
    """The same case when everybody in it has moved."""
    case.household.members.update(until=TODAY)
    return Case.objects.get(pk=case.pk)


TO_NOBODY = {
    "household": "Ingen hyresgäst bor i hushållet enligt ärendet.",
    "person": "Det är inte valt vem i hushållet",
    "child": "om det finns barn i hushållet",
}


@pytest.mark.parametrize("letter", CHOSEN_IN_LIST)
def test_a_case_with_nobody_in_it_stops_every_letter_to_the_household(by: Actor, letter: str) -> None:
    """Sent to an address alone it is opened by whoever lives there now."""
    case = emptied(case_where(by, served_on=SERVED))
    stopped = draft_letter(letter=letter, told=letter_facts(letter=letter, case=case, by=by, today=TODAY), today=TODAY)
    said = {to for to, sentence in TO_NOBODY.items() if any(sentence in stop for stop in stopped.stopped_by)}
    assert said == {load().letters[letter].to} & set(TO_NOBODY)


def test_a_letter_to_nobody_is_neither_sent_nor_put_in_the_post(by: Actor) -> None:
    case = emptied(case_where(by, served_on=SERVED))
    told: dict[str, Any] = {"case": case, "by": by, "today": TODAY, "letter": LETTER, "channel": "post"}
    for act in (issue_letter, partial(put_in_post, chosen=Chosen())):
        with pytest.raises(ActRefused, match="Ingen hyresgäst bor i hushållet"):
            act(**told)
    assert not Letter.objects.exists() and not QueuedLetter.objects.exists()


def test_a_name_that_is_typed_is_somebody(by: Actor) -> None:
    """Where the address is not known whoever writes completes the lines, and answers for them."""
    case = emptied(case_where(by, served_on=SERVED))
    Dwelling.objects.filter(households=case.household_id).update(address="")
    case, to = Case.objects.get(pk=case.pk), ("Sterbhuset efter Åke Öberg", "Box 7", "417 00 Göteborg")
    letter = issue_letter(case=case, by=by, today=TODAY, letter=LETTER, channel="post", chosen=Chosen(to=to))
    assert letter.recipient == to[0]


@pytest.mark.parametrize(
    "amount, said", [(785_050, "7 850,50 kronor"), (785_005, "7 850,05 kronor"), (785_000, "7 850 kronor")]
)
def test_an_amount_is_said_with_its_ore_where_there_are_any(by: Actor, amount: int, said: str) -> None:
    """In the letter and on its paper; the thousands stay on one line."""
    letter = issue_letter(
        case=case_where(by, served_on=SERVED, amount=amount),
        by=by,
        today=TODAY,
        letter=LETTER,
        channel="post",
        chosen=Chosen(with_amount=True),
    )
    assert said.replace(" 850", "\u00a0850") in letter.text
    pages = PdfReader(BytesIO(bytes(letter.pdf))).pages
    assert said.replace(" ", "") in "".join("".join(page.extract_text().split()) for page in pages)
