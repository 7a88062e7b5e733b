"""To whom a letter goes, what stops it there, and what it tells somebody outside."""

from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import get_current_timezone

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.clock import now
from kvar.casework.contact.safe_contact import ask_safe_contact
from kvar.casework.enforcement.course import record_event
from kvar.casework.errors import ActRefused
from kvar.casework.letters.addressees import ADDRESSEES, OUTSIDE, way_label, ways_of
from kvar.casework.letters.asked import asks_of
from kvar.casework.letters.facts import about_letter, letter_facts
from kvar.casework.letters.issuing import LetterDraft, draft_letter, issue_letter
from kvar.casework.letters.offered import letters_by_addressee
from kvar.casework.letters.words import Chosen
from kvar.casework.post.queueing import put_in_post
from kvar.content.load import load
from kvar.paper.pdf import letter_pdf
from kvar.records.models import Answer, Case, Disclosure, Household, JournalText, Letter, Meeting, Member
from tests import factories
from tests.factories import TODAY
from tests.factories_post import printed

pytestmark = pytest.mark.django_db
NEW_HOME = ("Maria Lindqvist", "Nygatan 1", "417 00 Göteborg")


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh", phone="031-000 00 00")


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by, tenant=factories.make_person_told(served_on=TODAY))


def drafted(case: Case, by: Actor, letter: str, **chosen: object) -> LetterDraft:
    told = letter_facts(letter=letter, case=case, by=by, today=TODAY, chosen=written(letter, **chosen))
    return draft_letter(letter=letter, told=told, today=TODAY)


def written(letter: str, **chosen: object) -> Chosen:
    """Every blank that is asked for, typed."""
    fits: dict[str, object] = {"day": TODAY, "day_ahead": TODAY + timedelta(days=20), "clock": "10.00"}
    fits |= {"lines": ("En rad",)}
    typed = {
        one.name: one.options[0]
        if one.asked == "choice"
        else fits.get(f"{one.asked}_ahead" if one.ahead else str(one.asked), "Något")
        for one in load().letters[letter].blanks
        if one.asked
    }
    return Chosen(**{"typed": typed} | chosen)  # type: ignore[arg-type]


def send(case: Case, by: Actor, letter: str, channel: str, **chosen: object) -> Letter:
    told = {"letter": letter, "channel": channel, "chosen": written(letter, **chosen)}
    return issue_letter(case=case, by=by, today=TODAY, **told)  # type: ignore[arg-type]


def evict(case: Case, by: Actor) -> Case:
    record_event(case=case, by=by, today=TODAY, kind="carried_out", on=TODAY, told_by="authority_letter")
    return Case.objects.get(pk=case.pk)


def told_of_time(by: Actor) -> Case:
    at = datetime(2026, 12, 2, 10, tzinfo=get_current_timezone())
    told = {"kind": "enforcement_time", "sender_type": "enforcement_authority", "eviction_at": at}
    return factories.make_case_with_notice(
        by=by, ground=law.Ground.ENFORCEMENT, cause=law.Ground.RENT_ARREARS, reference="U-1-26", **told
    )


def test_every_addressee_has_ways_with_words_and_every_outside_letter_says_what_it_tells() -> None:
    for letter in load().letters.values():
        assert all(way_label(way) for way in ways_of(letter))
        if letter.to in OUTSIDE and not letter.own_page:
            assert letter.telling is not None, letter.id
            assert load().coordination.scope_labels(letter.telling.scope)
            ground = load().coordination.ground(letter.telling.ground) if letter.telling.ground else None
            assert ground is None or not ground.to or OUTSIDE[letter.to] in ground.to
    assert list(ADDRESSEES)[0] == "household"


def test_the_list_puts_the_households_letters_first(case: Case) -> None:
    groups = letters_by_addressee(case, unit=factories.ADULT)
    assert str(groups[0][0]) == "Till hushållet" and {letter.to for letter in groups[0][1]} == {"household", "person"}
    assert "atagande_hyresvard" not in [letter.id for _label, letters in groups for letter in letters]
    money = letters_by_addressee(case, unit=factories.MONEY)
    assert [letter.id for _label, letters in money for letter in letters] == ["atagande_hyresvard"]


def test_the_note_at_the_door_says_neither_who_is_sought_nor_who_we_are(case: Case, by: Actor) -> None:
    draft = drafted(case, by, "lapp_efter_besok")
    assert draft.paper is not None and not draft.stopped_by
    assert letter_pdf(draft.paper).startswith(b"%PDF")
    for word in ("Maria", case.reference, "Socialförvaltningen", "Vuxen", "vuxen", "Provgatan"):
        assert word not in draft.text
    with pytest.raises(ActRefused, match="Välj hur brevet lämnas"):
        send(case, by, "lapp_efter_besok", "post")
    assert send(case, by, "lapp_efter_besok", "note").recipient == ""


def test_the_persons_own_request_has_no_letterhead_and_needs_a_ground(by: Actor) -> None:
    case = told_of_time(by)
    draft = drafted(case, by, "begaran_anstand")
    assert draft.text.startswith("Kronofogdemyndigheten\n\nBegäran om anstånd") and case.reference not in draft.text
    with pytest.raises(ActRefused, match="Samtycke saknas"):
        send(case, by, "begaran_anstand", "secure_mail")
    assert not Letter.objects.exists() and not Disclosure.objects.exists()
    factories.make_consent(
        case, by=by, recipient_kind="enforcement_authority", scope=("contact", "planning"), recipient=""
    )
    send(case, by, "begaran_anstand", "secure_mail")
    logged = Disclosure.objects.get()
    assert logged.consent_id and logged.recipient_kind == "enforcement_authority"


def test_a_ground_that_is_chosen_is_logged_with_its_law(by: Actor) -> None:
    case = told_of_time(by)
    with pytest.raises(ActRefused, match="vilken lag"):
        send(case, by, "begaran_anstand", "secure_mail", ground="other_law")
    send(case, by, "begaran_anstand", "secure_mail", ground="other_law", ground_text="16 kap. 4 § UB")
    assert Disclosure.objects.get().ground_text == "16 kap. 4 § UB"


@pytest.mark.parametrize(
    "letter, unit, law_text",
    [
        ("anmalan_overformyndaren", factories.ADULT, "11 kap. 2 § socialtjänstförordningen"),
        ("svar_anmalare", factories.CHILDREN, "19 kap. 6 §"),
    ],
)
def test_a_letter_that_the_law_asks_for_logs_its_law(by: Actor, letter: str, unit: str, law_text: str) -> None:
    send(factories.make_family(by=by), factories.make_actor(unit=unit), letter, "secure_mail", to=("Skolan", "Box 1"))
    logged = Disclosure.objects.get()
    assert (logged.ground, logged.recipient) == ("other_law", "Skolan") and law_text in logged.ground_text


def test_the_reporter_is_whom_somebody_has_typed(case: Case, by: Actor) -> None:
    (stop,) = drafted(case, by, "svar_anmalare").stops
    assert stop.kind == "no_lines" and stop.ways[0].field == "to"
    assert "Skolan\n" in drafted(case, by, "svar_anmalare", to=("Skolan", "Skolgatan 1")).text


def test_what_is_known_of_the_addressee_is_typed_already(by: Actor, case: Case) -> None:
    letter = load().letters["atagande_hyresvard"]
    asks = asks_of(letter, about_letter(letter, case=case, by=by, today=TODAY, chosen=Chosen()))
    assert asks.to == ("Provbostäder AB",) and "namn" in asks.begins_with
    own = load().letters["informationsbrev_hyra"]
    assert asks_of(own, about_letter(own, case=case, by=by, today=TODAY, chosen=Chosen())).to is None


def test_post_needs_an_address(case: Case, by: Actor) -> None:
    with pytest.raises(ActRefused, match="Adressen saknas") as refused:
        send(case, by, "anmalan_overformyndaren", "post", to=("Överförmyndaren",))
    assert refused.value.field == "to" and not Disclosure.objects.exists()


@pytest.mark.parametrize(
    "letter, kind",
    [
        ("anmalan_overformyndaren", "protected_outside"),
        ("lapp_efter_besok", "protected_note"),
    ],
)
def test_of_a_protected_household_nothing_is_told_outside_or_left_at_the_door(
    case: Case, by: Actor, letter: str, kind: str
) -> None:
    Household.objects.filter(pk=case.household_id).update(protected=True)
    draft = drafted(case, by, letter, to=("Någon", "Box 1"))
    assert kind in {stop.kind for stop in draft.stops}


def test_a_letter_to_somebody_outside_never_carries_a_protected_address(case: Case, by: Actor) -> None:
    home = case.household.dwelling.address.split(",")[0]
    assert home in drafted(case, by, "atagande_hyresvard").text or not drafted(case, by, "atagande_hyresvard").text
    Household.objects.filter(pk=case.household_id).update(protected=True)
    told = letter_facts(
        letter="atagande_hyresvard", case=case, by=by, today=TODAY, chosen=written("atagande_hyresvard")
    )
    assert told.blanks["bostad"] == "" and home not in " ".join(told.recipient)


def test_after_an_eviction_the_home_is_nobodys_address(by: Actor) -> None:
    case = evict(told_of_time(by), by)
    home = case.household.dwelling.address.split(",")[0]
    draft = drafted(case, by, "kallelse_samtal")
    assert home not in draft.text and any("bor inte kvar" in stop for stop in draft.stopped_by)
    moved = drafted(case, by, "kallelse_samtal", to=NEW_HOME)
    assert "Nygatan 1" in moved.text and not moved.stopped_by


@pytest.mark.parametrize("letter", ["informationsbrev_hyra", "atagande_hyresvard"])
def test_whoever_has_lost_the_home_is_not_told_how_to_keep_it(case: Case, by: Actor, letter: str) -> None:
    """Not at the new address either, and nothing else is asked for in vain."""
    case = evict(case, by)
    [stop] = [one for one in drafted(case, by, letter, to=NEW_HOME).stopped_by if "saknas" not in one]
    assert "redan avhyst" in stop
    case.notices.update(arrived_on=TODAY + timedelta(days=1))  # of another home
    later = drafted(Case.objects.get(pk=case.pk), by, letter, to=NEW_HOME).stopped_by
    assert not any("redan avhyst" in one for one in later)


@pytest.mark.parametrize("letter", ["informationsbrev_hyra", "foljebrev_registerutdrag"])
def test_a_letter_goes_to_the_address_that_the_person_has_asked_for(case: Case, by: Actor, letter: str) -> None:
    """Kept from the home and from every other address it must still reach her (JO 6471-2011)."""
    tenant, asked = case.household.members.get(), "Box 99, 400 10 Göteborg"
    ask_safe_contact(case=case, by=by, today=TODAY, member=tenant, rule="post_only_to", value=asked)
    lines = ("Maria Lindqvist", "Box 99", "400 10 Göteborg")
    told = load().letters[letter]
    asks = asks_of(told, about_letter(told, case=case, by=by, today=TODAY, chosen=Chosen()))
    assert asks.to == lines, "it stands in the field, to be read and completed"
    with pytest.raises(ActRefused, match="skicka bara post till Box 99"):
        send(case, by, letter, "post", to=NEW_HOME)
    put_in_post(case=case, by=by, today=TODAY, letter=letter, channel="post", chosen=written(letter, to=lines))
    printed(by=by)
    assert "\n".join(lines) in Letter.objects.get().text


def test_no_letters_home_is_asked_of_a_childs_letter_too(by: Actor) -> None:
    case = factories.make_family(by=by)
    tenant = Member.objects.get(household=case.household_id, role="tenant")
    ask_safe_contact(case=case, by=by, today=TODAY, member=tenant, rule="only_way", value="phone")
    yes, amir = (
        {"guardian_said_on": TODAY, "guardian": "Maria Lindqvist"},
        factories.make_actor(unit=factories.CHILDREN),
    )
    with pytest.raises(ActRefused, match="Lämna brevet på ett annat sätt"):
        send(case, amir, "brev_barn", "post", **yes)
    assert send(case, amir, "brev_barn", "hand", **yes)


def test_a_letter_to_a_child_rests_on_an_investigation_or_a_guardians_yes(by: Actor) -> None:
    case = factories.make_family(by=by)
    assert any(
        "inte känt om en utredning om barnet pågår" in stop for stop in drafted(case, by, "brev_barn").stopped_by
    )
    half = drafted(case, by, "brev_barn", guardian_said_on=TODAY)
    assert half.stopped_by, "a day without a name is nobody's yes"
    later = drafted(case, by, "brev_barn", guardian_said_on=TODAY + timedelta(days=1), guardian="Maria Lindqvist")
    assert later.stopped_by
    amir = factories.make_actor(unit=factories.CHILDREN)
    send(case, amir, "brev_barn", "hand", guardian_said_on=TODAY, guardian="Maria Lindqvist")
    told = JournalText.objects.get(entry__case=case, entry__kind="letter")
    assert "Vårdnadshavaren Maria Lindqvist sa ja" in told.text


def test_an_open_investigation_lets_the_letter_to_a_child_go(by: Actor) -> None:
    case = factories.make_family(by=by)
    said = {"source": "own_records", "said_on": TODAY, "recorded_at": now(), "recorded_by_id": by.id}
    Answer.objects.create(case=case, question=law.Question.CHILD_INVESTIGATION_OPEN, yes=True, **said)
    assert not drafted(case, by, "brev_barn").stopped_by


def test_of_several_children_one_is_chosen(by: Actor) -> None:
    case = factories.make_family(by=by, children=2)
    yes = {"guardian_said_on": TODAY, "guardian": "Maria Lindqvist"}
    assert any("inte valt vilket barn" in stop for stop in drafted(case, by, "brev_barn", **yes).stopped_by)
    child = case.household.members.filter(role="child").last()
    assert child is not None
    told = letter_facts(letter="brev_barn", case=case, by=by, today=TODAY, chosen=Chosen(child=str(child.pk)))
    assert told.recipient[0] == child.person.name


def test_a_call_to_a_talk_needs_a_day_that_has_not_been(case: Case, by: Actor) -> None:
    told = letter_facts(letter="kallelse_samtal", case=case, by=by, today=TODAY)
    assert any("Ingen tid är bestämd" in stop for stop in told.hindrances)
    past = written("kallelse_samtal")
    past = Chosen(typed=dict(past.typed) | {"motes_dag": TODAY - timedelta(days=1)})
    told = letter_facts(letter="kallelse_samtal", case=case, by=by, today=TODAY, chosen=past)
    assert any("redan varit" in stop for stop in told.hindrances)


MEETING = {
    "motpart": "Provbostäder AB",
    "motes_dag": TODAY + timedelta(days=9),
    "motes_tid": "10.00",
    "plats": "Kontoret",
}
INVITING = ("contact", "planning")


def stops_of_invitation(case: Case, by: Actor, **typed: object) -> str:
    chosen = Chosen(typed=MEETING | {"vilka": ("Sara",), "amnen": ("Hyran",)} | typed)
    told = letter_facts(letter="inbjudan_trepartssamtal", case=case, by=by, today=TODAY, chosen=chosen)
    return " ".join(told.hindrances)


def test_nobody_is_invited_to_meet_the_landlord_without_a_consent_that_carries_it(case: Case, by: Actor) -> None:
    """OSL 26:1, 10:1 and 12:2: now, on the day of the meeting, for this landlord, and for as much."""
    none = "Det finns inget giltigt samtycke till att bjuda in hyresvärden (10 kap. 1 §"
    partly = "Samtycke saknas till en del: vad som är planerat"
    assert none in stops_of_invitation(case, by)
    factories.make_consent(case, by=by)
    assert partly in stops_of_invitation(case, by), "contact alone is too little"
    given = factories.make_consent(case, by=by, scope=INVITING, recipient="Provbostäder AB")
    assert stops_of_invitation(case, by) == ""
    assert stops_of_invitation(case, by, motpart="Andra Huset AB")
    factories.take_back(case=case, by=by, today=TODAY, consent=given)
    assert partly in stops_of_invitation(case, by)


def test_a_consent_that_ends_before_the_meeting_does_not_carry_it(case: Case, by: Actor) -> None:
    factories.make_consent(case, by=by, scope=INVITING, until=TODAY + timedelta(days=8))
    assert "gäller inte dagen för mötet" in stops_of_invitation(case, by)
    assert stops_of_invitation(case, by, motes_dag=TODAY + timedelta(days=8)) == ""


@pytest.mark.parametrize(
    "letter, right, wrong, said",
    [
        ("begaran_anstand", {"anstand_till": date(2026, 12, 3)}, {"anstand_till": date(2026, 12, 2)}, "sluta efter"),
        ("brev_hembesok", {"besok_till": "11.00"}, {"besok_till": "10.00"}, "efter det tidigaste"),
    ],
)
def test_times_that_contradict_each_other_stop_a_letter(
    by: Actor, letter: str, right: dict[str, object], wrong: dict[str, object], said: str
) -> None:
    case = told_of_time(by)  # on the second of December
    for typed, stopped in ((right, False), (wrong, True)):
        draft = drafted(case, by, letter, typed=dict(written(letter).typed) | typed)
        assert any(said in stop for stop in draft.stopped_by) is stopped


@pytest.mark.parametrize("direction", ["lamna", "hamta", ""])
def test_a_consent_that_says_neither_to_tell_nor_to_ask_is_not_handed_out(
    case: Case, by: Actor, direction: str
) -> None:
    draft = drafted(case, by, "samtyckesblankett", passages=frozenset({direction} - {""}))
    assert any("varken att vi får lämna" in stop for stop in draft.stopped_by) is not bool(direction)


def test_the_planned_meeting_stands_in_the_invitation(case: Case, by: Actor) -> None:
    day = date(2026, 12, 1)
    Meeting.objects.create(case=case, kind="three_party", day=day, place="Kontoret", called_by_id=by.id)
    letter = load().letters["inbjudan_trepartssamtal"]
    asks = asks_of(letter, about_letter(letter, case=case, by=by, today=TODAY, chosen=Chosen()))
    assert (asks.begins_with["motes_dag"], asks.begins_with["plats"]) == (day, "Kontoret")
    other = load().letters["kallelse_samtal"]
    begins = asks_of(other, about_letter(other, case=case, by=by, today=TODAY, chosen=Chosen())).begins_with
    assert "motes_dag" not in begins
