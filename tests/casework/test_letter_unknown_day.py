"""A letter whose last day nobody is certain of waits, or goes without it because whoever writes has chosen so."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.errors import ActRefused
from kvar.casework.letters import stops
from kvar.casework.letters.asked import asks_of
from kvar.casework.letters.facts import about_letter, letter_facts
from kvar.casework.letters.issuing import LetterDraft, draft_letter, issue_letter
from kvar.casework.letters.undertaking import only_with_proof
from kvar.casework.letters.unknown_day import DAY_UNKNOWN
from kvar.casework.letters.words import Chosen
from kvar.casework.money.undertaking_letter import send_letter
from kvar.casework.plans import plan_of
from kvar.casework.post.queueing import queue_shown
from kvar.casework.post.stacking import print_post
from kvar.content.load import load
from kvar.paper.days import spoken_day
from kvar.records.models import Case, JournalText, Letter, Service
from tests import factories
from tests.factories import TODAY
from tests.factories_letters import Scene, judged_not_valid, on_money, rent, served_in_vain, with_cotenant
from tests.factories_post import put

pytestmark = pytest.mark.django_db
RENT = "informationsbrev_hyra"
OF_DAYS = [letter.id for letter in load().letters.values() if DAY_UNKNOWN in letter.stopped_by]
WITHOUT = Chosen(without_day=True)


def case_of(letter: str, by: Actor, *, served: bool = False) -> Case:
    told = load().letters[letter]
    tenure = law.Tenure.CONDOMINIUM if "not_cooperative" in told.stopped_by else law.Tenure.RENTAL
    kinds = {"kind": told.notice_kinds[0]} if told.notice_kinds else {}
    return factories.make_case_with_notice(
        by=by,
        tenant=factories.make_person_told(served_on=TODAY if served else None),
        dwelling=factories.make_dwelling_told(tenure=tenure),
        ground=told.grounds[0],
        **kinds,
    )


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh", phone="031-000 00 00")


def drafted(case: Case, by: Actor, letter: str = RENT, chosen: Chosen = WITHOUT) -> LetterDraft:
    told = letter_facts(letter=letter, case=case, by=by, today=TODAY, chosen=chosen)
    return draft_letter(letter=letter, told=told, today=TODAY)


def send(case: Case, by: Actor, chosen: Chosen = WITHOUT) -> Letter:
    return issue_letter(case=case, by=by, today=TODAY, letter=RENT, channel="post", chosen=chosen)


def journal(case: Case) -> str:
    return " ".join(JournalText.objects.filter(entry__case=case).values_list("text", flat=True))


def test_the_letters_that_say_a_last_day_are_those_that_wait_for_it() -> None:
    assert [one.id for one in load().letters.values() if any(b.name == "sista_dag" for b in one.blanks)] == OF_DAYS


@pytest.mark.parametrize("letter", OF_DAYS)
def test_an_unknown_service_day_stops_the_letter_with_two_ways_forward(letter: str, by: Actor) -> None:
    case = case_of(letter, by)
    [stop] = drafted(case, by, letter, Chosen()).stops
    assert stop.kind == DAY_UNKNOWN and "dagen för delgivning" in stop.sentence
    assert [way.route or way.asked for way in stop.ways] == ["intake:service", "utan_dag"]
    assert not drafted(case, by, letter).stops
    assert not drafted(case_of(letter, by, served=True), by, letter, Chosen()).stops


@pytest.mark.parametrize("letter", OF_DAYS)
@pytest.mark.parametrize("language", ["sv", "lattlast", "en"])
def test_without_its_day_it_says_from_when_the_time_runs_and_asks_to_be_called(
    letter: str, language: str, by: Actor
) -> None:
    case = case_of(letter, by)
    clock = plan_of(case).clock_on(TODAY)
    assert clock is None or clock.last_day is None
    draft = drafted(case, by, letter, Chosen(language=language, without_day=True))
    said = " ".join(draft.text.split())
    weeks, call = ("three weeks", "Call us anyway") if language == "en" else ("inom tre veckor", "Ring oss ändå")
    assert weeks in said and call in said and "031-000" in said
    if clock and clock.act_by:
        assert spoken_day(clock.act_by, written_on=TODAY, language=language) not in said


def test_it_goes_without_its_day_only_when_somebody_has_chosen_so_and_the_journal_says_it(by: Actor) -> None:
    case = case_of(RENT, by)
    with pytest.raises(ActRefused, match="ingen har skrivit in dagen för delgivning"):
        send(case, by, Chosen())
    assert not Letter.objects.exists()
    assert "inom tre veckor" in send(case, by).text.replace("\n", " ")
    assert "Det säger ingen sista dag, för dagen är inte säker." in journal(case)


def test_a_day_that_is_certain_is_said_whatever_was_chosen(by: Actor) -> None:
    case = case_of(RENT, by, served=True)
    assert "senast" in send(case, by).text and "ingen sista dag" not in journal(case)


def test_a_debt_that_is_paid_has_no_such_day(by: Actor) -> None:
    case = case_of(RENT, by)
    case.notices.update(paid_on=TODAY)
    assert [stop.kind for stop in drafted(case, by, chosen=Chosen()).stops] == ["solved"]


def test_without_the_stop_it_would_go(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The protection switched off."""
    monkeypatch.setattr(stops, "STOPS", dict(stops.STOPS) | {DAY_UNKNOWN: lambda _about: None})
    assert send(case_of(RENT, by), by, Chosen())


def test_a_day_that_becomes_uncertain_after_drafting_stops_what_waits(by: Actor) -> None:
    case = case_of(RENT, by, served=True)
    put(case, by=by)
    Service.objects.filter(notice__case=case).update(served_on=None)
    [row] = queue_shown(by, today=TODAY)
    assert [stop.kind for stop in row.stops] == [DAY_UNKNOWN] and "dagen för delgivning" in row.stopped
    printed = print_post(by=by, today=TODAY)
    assert printed.stack is None and "dagen för delgivning" in printed.stopped[0] and not Letter.objects.exists()


def test_what_was_chosen_to_go_without_waits_and_is_printed_and_told_of(by: Actor) -> None:
    case = case_of(RENT, by)
    put(case, by=by, without_day=True)
    assert print_post(by=by, today=TODAY).stack is not None
    assert "Det säger ingen sista dag" in journal(case)


def test_an_undertaking_whose_time_is_unknown_goes_only_with_proof_and_says_so() -> None:
    scene = on_money(served=False)
    told = load().letters[scene.letter]
    about = about_letter(told, case=scene.case, by=scene.by, today=TODAY, chosen=scene.chosen)
    assert asks_of(told, about).ways == ("registered_letter", "hand")
    facts = letter_facts(letter=told.id, case=scene.case, by=scene.by, today=TODAY, chosen=scene.chosen)
    assert not facts.hindrances and "inte känt när tiden" in facts.hints[0]
    for channel in ("post", "secure_mail"):
        with pytest.raises(ActRefused, match="Sista dagen är inte känd"):
            send_letter(case=scene.case, by=scene.by, today=TODAY, letter=told.id, channel=channel, chosen=scene.chosen)
    told_of = {"letter": told.id, "channel": "registered_letter", "chosen": scene.chosen}
    assert send_letter(case=scene.case, by=scene.by, today=TODAY, **told_of)  # type: ignore[arg-type]


def test_with_a_certain_day_far_off_every_way_is_open() -> None:
    scene = on_money()
    about = about_letter(load().letters[scene.letter], case=scene.case, by=scene.by, today=TODAY, chosen=scene.chosen)
    assert only_with_proof(about) == ""
    assert "kort tid kvar" in only_with_proof(
        about_letter(
            load().letters[scene.letter],
            case=scene.case,
            by=scene.by,
            today=TODAY + timedelta(days=21),
            chosen=scene.chosen,
        )
    )


def test_the_sentence_names_the_day_that_nobody_knows(by: Actor) -> None:
    served = rent(by=by).case
    served.notices.update(sent_by="registered_letter", posted_on=None)
    Service.objects.filter(notice__case=served).update(served_on=TODAY - timedelta(days=20))
    [stop] = drafted(served, by, chosen=Chosen()).stops
    assert "när meddelandet till oss postades" in stop.sentence and stop.ways[0].about[1] == "posted_on"


@pytest.mark.parametrize(
    "made, words, way",
    [
        (judged_not_valid, "har bedömts inte räknas", ["case:correct", "valid"]),
        (served_in_vain, "en delgivning som är inskriven räknas inte", ["intake:service"]),
        (with_cotenant, "en av dem som ska delges har ingen dag", ["intake:service"]),
    ],
)
def test_a_day_that_is_written_in_is_never_said_to_be_missing(
    made: Callable[[], Scene], words: str, way: list[str]
) -> None:
    scene = made()
    [stop] = drafted(scene.case, scene.by, chosen=Chosen()).stops
    assert words in stop.sentence and "ingen har skrivit in" not in stop.sentence
    assert [stop.ways[0].route, *stop.ways[0].about[1:2]] == way
