"""What the facts of the case change in a letter: an oral yes, a paid debt, a lost home, a child, a day too far off."""

from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import get_current_timezone

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.enforcement.course import record_event
from kvar.casework.letters.facts import LetterFacts, letter_facts
from kvar.casework.letters.issuing import draft_letter, issue_letter
from kvar.casework.letters.stop import LetterStopped
from kvar.casework.letters.words import Chosen
from kvar.content.load import load
from kvar.records.models import Case, Notice
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
ON = TODAY + timedelta(days=10)
MEETING = {"motes_dag": ON, "motes_tid": "10.00", "plats": "Herkulesgatan 999", "vilka": ("Sara Lindh",)}


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh", phone="031-000 00 00")


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by, tenant=factories.make_person_told(served_on=TODAY))


def told_of(case: Case, by: Actor, letter: str, **chosen: object) -> LetterFacts:
    told = Chosen(**chosen)  # type: ignore[arg-type]
    return letter_facts(letter=letter, case=case, by=by, today=TODAY, chosen=told)


def text(case: Case, by: Actor, letter: str, **chosen: object) -> str:
    return " ".join(draft_letter(letter=letter, told=told_of(case, by, letter, **chosen), today=TODAY).text.split())


def stops(case: Case, by: Actor, letter: str, **chosen: object) -> str:
    return " ".join(told_of(case, by, letter, **chosen).hindrances)


def timed(by: Actor, on: date) -> Case:
    at = datetime(on.year, on.month, on.day, 10, tzinfo=get_current_timezone())
    told = {"kind": "enforcement_time", "sender_type": "enforcement_authority", "eviction_at": at, "reference": "U-1"}
    return factories.make_case_with_notice(by=by, ground=law.Ground.ENFORCEMENT, cause=law.Ground.RENT_ARREARS, **told)


def evict(case: Case, by: Actor) -> Case:
    record_event(case=case, by=by, today=TODAY, kind="carried_out", on=TODAY, told_by="authority_letter")
    return Case.objects.get(pk=case.pk)


SAID = {"parter": ("Hyresvärden",), "uppgifter": ("Hur skulden kan betalas",), "till_dag": ON, "gavs_dag": TODAY}


@pytest.mark.parametrize("language", ["sv", "lattlast", "en"])
def test_an_oral_yes_is_confirmed_by_what_was_said_and_asks_for_no_cross(case: Case, by: Actor, language: str) -> None:
    chosen = {"language": language, "typed": SAID | {"vittne": "Ingen annan"}}
    oral = text(case, by, "bekraftelse_samtycke", passages=frozenset({"lamna"}), **chosen)
    assert "Hyresvärden" in oral and "Hur skulden kan betalas" in oral and "____" not in oral
    assert not any(word in oral for word in ("något kryss", "satt ett kryss", "made no mark", "Stryk", "Cross out"))
    assert not any(asked in oral for asked in ("Får vi prata", "May we talk")), "a yes is not asked for again"
    paper = text(case, by, "samtyckesblankett", passages=frozenset({"lamna"}), **chosen)
    assert paper.count("____") and any(word in paper for word in ("något kryss", "satt ett kryss", "made no mark"))


@pytest.mark.parametrize("letter", ["brev_hembesok", "kallelse_samtal", "inbjudan_trepartssamtal", "overenskommelse"])
def test_a_paid_debt_stops_no_letter_that_does_not_speak_of_it(case: Case, by: Actor, letter: str) -> None:
    Notice.objects.filter(case=case).update(paid_on=TODAY)
    assert "redan betald" not in stops(case, by, letter, typed=MEETING)
    assert "redan betald" in stops(case, by, "informationsbrev_hyra")


@pytest.mark.parametrize("letter", ["begaran_anstand", "informationsbrev_kfm_tid"])
def test_a_payment_stops_nothing_while_kronofogdens_time_stands(by: Actor, letter: str) -> None:
    """Paid too late saves no home: then more time, and knowing the day, matter most."""
    case = timed(by, ON)
    Notice.objects.filter(case=case).update(paid_on=TODAY)
    assert "redan betald" not in stops(case, by, letter)


def test_an_agreement_speaks_of_the_time_to_pay_only_while_the_debt_is_unpaid(case: Case, by: Actor) -> None:
    typed = {"namn": "Maria", "motpart": "Värden", "motes_dag": TODAY, "loften": ("Ja",), "om_inte": ("Ring",)}
    chosen = {"typed": typed | {"folj_upp_dag": ON, "forsta_dag": ON}}
    assert "lika lång tid att betala" in text(case, by, "overenskommelse", **chosen)
    Notice.objects.filter(case=case).update(paid_on=TODAY)
    paid = text(case, by, "overenskommelse", **chosen)
    assert "att betala som förut" not in paid and "Läs i lugn och ro" in paid


def test_whoever_is_evicted_is_not_called_to_a_talk_about_staying(by: Actor) -> None:
    case = timed(by, ON)
    assert "bo kvar" in text(case, by, "kallelse_samtal", typed=MEETING)
    case = evict(case, by)
    called = text(case, by, "kallelse_samtal", typed=MEETING, to=("Maria Lindqvist", "Nygatan 1"))
    assert "hur du bor nu" in called and "bo kvar" not in called
    assert "redan avhyst" in stops(case, by, "inbjudan_trepartssamtal", typed=MEETING)


def test_a_consent_to_a_part_says_which_part_is_missing(by: Actor) -> None:
    case = timed(by, ON)
    to_authority = {"recipient_kind": "enforcement_authority", "recipient": ""}
    factories.make_consent(case, by=by, scope=("contact", "debt"), **to_authority)
    typed = {"namn": "Maria", "anstand_till": ON + timedelta(days=7), "skal": ("Flytt",)}
    with pytest.raises(LetterStopped) as refused:
        issue_letter(
            case=case, by=by, today=TODAY, letter="begaran_anstand", channel="secure_mail", chosen=Chosen(typed=typed)
        )
    assert "saknas till en del: vad som är planerat och bestämt," in str(refused.value)
    assert "Fråga personen först" in refused.value.stops[0].ways[0].label


def test_an_invitation_says_which_part_of_the_consent_is_missing(case: Case, by: Actor) -> None:
    factories.make_consent(case, by=by, scope=("contact",))
    assert "Samtycke saknas till en del" in stops(case, by, "inbjudan_trepartssamtal", typed=MEETING)


def test_a_rent_letter_after_a_time_is_set_hints_at_the_other_letter_and_is_not_stopped(by: Actor) -> None:
    case = timed(by, ON)
    factories.make_notice(by=by, case=case)
    told = told_of(case, by, "informationsbrev_hyra")
    [hint] = told.hints
    assert "har bestämt en tid" in hint and "12 kap. 44 §" in hint
    assert load().letters["informationsbrev_kfm_tid"].title in hint
    assert not any("bestämt en tid" in stop for stop in told.hindrances)
    record_event(case=case, by=by, today=TODAY, kind="respite", on=TODAY, told_by="authority_letter")
    assert not told_of(case, by, "informationsbrev_hyra").hints


def test_no_hint_of_a_time_where_there_is_none(case: Case, by: Actor) -> None:
    assert not told_of(case, by, "informationsbrev_hyra").hints


@pytest.mark.parametrize(
    "days, passages, hint",
    [
        (14, (), ""),
        (15, (), "längre än två veckor"),
        (15, ("mer_an_tva_veckor",), ""),
        (28, ("mer_an_tva_veckor",), ""),
        (29, ("mer_an_tva_veckor",), "kan Kronofogden inte ge"),
    ],
)
def test_a_respite_longer_than_the_law_lets_kronofogden_give_is_flagged(
    by: Actor, days: int, passages: tuple[str, ...], hint: str
) -> None:
    typed = {"anstand_till": ON + timedelta(days=days)}
    told = told_of(timed(by, ON), by, "begaran_anstand", typed=typed, passages=frozenset(passages))
    assert (hint in " ".join(told.hints)) if hint else not told.hints
    assert not hint or "inte känt när Kronofogden fick alla handlingar" in told.hints[0]


@pytest.mark.parametrize(
    "until, flagged",
    [(date(2026, 12, 20), True), (date(2026, 12, 24), True), (date(2026, 12, 21), False)],
)
def test_a_respite_to_a_day_off_is_pointed_out_and_stops_nothing(by: Actor, until: date, flagged: bool) -> None:
    told = told_of(timed(by, ON), by, "begaran_anstand", typed={"anstand_till": until})
    assert ("är en ledig dag" in " ".join(told.hints)) is flagged
    assert "ledig" not in " ".join(told.hindrances)


def test_no_child_is_said_only_where_somebody_has_said_so(by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    assert "Ingen har svarat på om det finns barn" in stops(case, by, "brev_barn")
    factories.answer_children(case, by=by, yes=True)
    assert "inget är inskrivet i hushållet" in stops(case, by, "brev_barn")
    none = factories.make_case_without_children(by=by)
    assert "inget barn i hushållet, enligt svaret" in stops(none, by, "brev_barn")


def test_the_letter_greets_the_child_that_is_chosen(by: Actor) -> None:
    case = factories.make_family(by=by)
    factories.add_child(case, by=by, name="Omar Prov", born_on=date(2015, 3, 2))
    omar = case.household.members.get(person__name="Omar Prov")
    typed = {name: value for name, value in MEETING.items() if name != "vilka"}
    assert "Hej Omar!" in text(case, by, "brev_barn", child=str(omar.pk), typed=typed)
    assert not told_of(case, by, "brev_barn", child=str(omar.pk), typed=typed).hints
    other = told_of(case, by, "brev_barn", child=str(omar.pk), typed=typed | {"barnets_namn": "Barn"})
    assert "Brevet är till Omar Prov, men börjar med Hej Barn" in other.hints[0]


def test_an_address_that_does_not_fit_the_window_stops_the_draft(case: Case, by: Actor) -> None:
    lines = tuple(f"Rad {number}" for number in range(6))
    assert "fönster" in stops(case, by, "anmalan_overformyndaren", to=lines)
    assert "fönster" in stops(case, by, "anmalan_overformyndaren", to=("x" * 41,))
    assert "fönster" not in stops(case, by, "anmalan_overformyndaren", to=lines[:5])
