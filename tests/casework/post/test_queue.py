"""Today's post: what waits is a choice and never a text, and nothing waits that a later marking would forbid."""

import pytest

from kvar.casework import queued as queued_module
from kvar.casework.access import Actor
from kvar.casework.contact.safe_contact import ask_safe_contact
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.households import add_member, protect_person
from kvar.casework.letters.words import Chosen
from kvar.casework.post.choices import choice_key, kept_choice, read_choice
from kvar.casework.post.queueing import put_in_post, queue_of, queue_shown, queued_for, take_out
from kvar.casework.post.sending import send_at_once
from kvar.casework.post.stacking import print_post
from kvar.records.models import Case, Dwelling, JournalText, Letter, QueuedLetter, Told
from tests import factories
from tests.factories import TODAY
from tests.factories_post import LETTER, make_letter_case, make_queued, printed, put

pytestmark = pytest.mark.django_db


def stopped(by: Actor) -> list[str]:
    return [row.stopped for row in queue_shown(by, today=TODAY)]


def journal(case: Case) -> str:
    return " ".join(JournalText.objects.filter(entry__case=case).values_list("text", flat=True))


def test_what_waits_is_the_choice_and_no_letter_is_stored(case: Case, by: Actor) -> None:
    row = put(case, by=by, own_words="Ring gärna.", with_amount=True)
    paper = str(case.notices.get().pk)
    assert read_choice(row.chosen) == Chosen(own_words="Ring gärna.", with_amount=True, notice=paper)
    assert not Letter.objects.exists() and "Maria" not in str(row.chosen)
    assert "Lagt i dagens post" in journal(case)


def test_a_choice_is_read_as_it_was_kept() -> None:
    chosen = Chosen(
        language="en",
        typed={"dag": TODAY, "tid": "10.00", "rader": ("Ett", "Två"), "tomt": None},
        passages=frozenset({"b", "a"}),
        to=("Namn", "Gata"),
        child="abc",
        guardian_said_on=TODAY,
        guardian="Vera Prov",
        ground="other_law",
        ground_text="1 §",
        own_words="Hej",
    )
    kept = kept_choice(chosen)
    assert read_choice(kept) == chosen
    assert choice_key("a", "post", kept) != choice_key("a", "registered_letter", kept)


def test_the_same_choice_waits_once_and_another_choice_beside_it(case: Case, by: Actor) -> None:
    put(case, by=by)
    with pytest.raises(ActRefused, match="ligger redan i dagens post"):
        put(case, by=by)
    put(case, by=by, own_words="Ring gärna.")
    put(case, by=by, channel="registered_letter")
    assert QueuedLetter.objects.count() == 3


@pytest.mark.parametrize("letter, channel", [(LETTER, "hand"), ("lapp_efter_besok", "note"), ("finns_inte", "post")])
def test_what_does_not_go_by_post_does_not_wait_for_it(case: Case, by: Actor, letter: str, channel: str) -> None:
    with pytest.raises(ActRefused, match="går inte med posten"):
        put(case, by=by, letter=letter, channel=channel)


def test_what_may_not_be_sent_is_not_put_there(case: Case, by: Actor) -> None:
    Dwelling.objects.filter(households=case.household_id).update(address="")
    with pytest.raises(ActRefused, match="Adressen är inte känd"):
        put(Case.objects.get(pk=case.pk), by=by)
    assert not QueuedLetter.objects.exists()


def test_a_translation_that_nobody_has_approved_is_not_put_there(case: Case, by: Actor) -> None:
    with pytest.raises(ActRefused):
        put(case, by=by, language="ar")
    assert not QueuedLetter.objects.exists()


def test_what_nobody_has_read_is_not_put_there(case: Case, by: Actor) -> None:
    told = {"letter": LETTER, "channel": "post", "chosen": Chosen(), "as_read": "något annat"}
    with pytest.raises(ActRefused, match="Brevet har ändrats"):
        put_in_post(case=case, by=by, today=TODAY, **told)  # type: ignore[arg-type]


def test_sent_directly_the_same_letter_waits_no_more_whoever_sends_it(case: Case, by: Actor) -> None:
    put(case, by=by)
    put(case, by=by, own_words="Ring gärna.")
    amir = factories.make_actor(name="Amir Prov", phone="031-000 00 07")
    sent = send_at_once(case=case, by=amir, today=TODAY, letter=LETTER, channel="post", chosen=Chosen())
    assert not QueuedLetter.objects.exists() and "skrivet direkt" in journal(case)
    assert Told.objects.filter(kind="post_stopped", to_id=by.id).count() == 2
    assert print_post(by=by, today=TODAY).stack is None and Letter.objects.get() == sent


def test_to_another_recipient_it_still_waits(by: Actor) -> None:
    case, amir = factories.make_family(by=by), factories.make_actor(unit=factories.CHILDREN)
    tell = {"letter": "svar_anmalare", "channel": "post"}
    days = {"anmald_dag": TODAY, "besluts_dag": TODAY, "beslut": "Vi har inlett en utredning."}
    told = {"typed": days, "ground": "other_law", "ground_text": "19 kap. 6 § SoL"}
    put(case, by=amir, to=("Skolan", "Box 1", "417 00 Göteborg"), **tell, **told)
    to_other = Chosen(to=("Kliniken", "Box 2", "417 00 Göteborg"), **told)  # type: ignore[arg-type]
    send_at_once(case=case, by=amir, today=TODAY, chosen=to_other, **tell)  # type: ignore[arg-type]
    assert QueuedLetter.objects.count() == 1


def test_what_has_been_written_today_is_not_put_there_whoever_wrote_it(case: Case, by: Actor) -> None:
    amir = factories.make_actor(name="Amir Prov", phone="031-000 00 07")
    send_at_once(case=case, by=amir, today=TODAY, letter=LETTER, channel="post", chosen=Chosen())
    with pytest.raises(ActRefused, match="Amir Prov har redan skrivit"):
        put(case, by=by)


def test_the_journal_says_written_and_never_sent_before_the_proof(case: Case, by: Actor) -> None:
    put(case, by=by)
    printed(by=by)
    assert "Brev skrivet till Maria Lindqvist: " in journal(case) and "skickat" not in journal(case)


def test_taken_out_it_waits_no_more(case: Case, by: Actor) -> None:
    row = put(case, by=by)
    take_out(case=case, by=by, today=TODAY, queued=row, because="Vi ringer.")
    assert not QueuedLetter.objects.exists() and "Vi ringer." in journal(case)
    with pytest.raises(ActRefused, match="ligger inte kvar"):
        take_out(case=case, by=by, today=TODAY, queued=row, because="Vi ringer.")


def test_the_queue_says_before_printing_what_may_not_go(case: Case, by: Actor) -> None:
    put(case, by=by)
    assert stopped(by) == [""]
    case.notices.update(paid_on=TODAY)
    assert "redan betald" in stopped(by)[0]


def test_a_marking_holds_and_clears_every_open_case_of_the_household(
    case: Case, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_letter_case(by=by, sender_name="Andra Huset AB")
    Case.objects.filter(pk=other.pk).update(household=case.household)
    put(case, by=by)
    put(Case.objects.get(pk=other.pk), by=by)
    held: list[set[object]] = []
    monkeypatch.setattr("kvar.casework.ties.hold", lambda *cases: held.append({*cases}))
    protect_person(case=case, by=by, today=TODAY, member=case.household.members.get(role="tenant"))
    assert held == [{case.pk, other.pk}] and not QueuedLetter.objects.exists()


def test_a_rule_of_safe_contact_stops_what_waits(case: Case, by: Actor) -> None:
    put(case, by=by)
    member = case.household.members.get(role="tenant")
    ask_safe_contact(case=case, by=by, today=TODAY, member=member, rule="post_only_to", value="Box 7, 417 00 Göteborg")
    assert "på ett annat sätt" in stopped(by)[0]


def test_a_closed_case_stops_what_waits(by: Actor) -> None:
    case = factories.make_closed_case(by=by)
    make_queued(case, by=by)
    assert stopped(by)[0]


def test_marking_protection_takes_it_out_at_once_and_tells_whoever_put_it_there(case: Case, by: Actor) -> None:
    cleared = factories.make_actor(cleared=True)
    put(case, by=by)
    protect_person(case=case, by=cleared, today=TODAY, member=case.household.members.get(role="tenant"))
    assert not QueuedLetter.objects.exists()
    assert "Personen har fått skyddade personuppgifter" in journal(case)
    told = Told.objects.get(kind="post_stopped")
    assert (told.to_id, told.case) == (None, case)  # she is not cleared: it stands for those of the unit who are


def test_a_protected_person_who_moves_in_takes_it_out_too(case: Case, by: Actor) -> None:
    put(case, by=by)
    told = factories.make_person_told(name="Adina Prov", personal_number="", number_state="unknown", protected=True)
    add_member(case=case, by=by, today=TODAY, told=told, role="adult")
    assert not QueuedLetter.objects.exists()


def test_without_the_protection_the_letter_would_still_wait(
    case: Case, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The protection switched off."""
    put(case, by=by)
    monkeypatch.setattr(queued_module, "_stopped", lambda *_args, **_kwargs: False)
    cleared = factories.make_actor(cleared=True)
    protect_person(case=case, by=cleared, today=TODAY, member=case.household.members.get(role="tenant"))
    assert QueuedLetter.objects.exists()


def test_another_unit_and_another_administration_have_no_part_in_it(case: Case, by: Actor) -> None:
    row = put(case, by=by)
    with pytest.raises(Unseen):
        queue_of(factories.make_actor(unit=factories.MONEY))  # has no letter that may wait
    for stranger in ({"unit": factories.CHILDREN}, {"administration": factories.CENTRUM}):
        elsewhere = factories.make_actor(**stranger)
        assert not queue_of(elsewhere).exists()
        with pytest.raises(Unseen):
            queued_for(elsewhere, row.pk)


def test_a_protected_households_row_is_nobodys_but_the_cleared(by: Actor) -> None:
    cleared = factories.make_actor(cleared=True)
    tenant = factories.make_person_told(protected=True, served_on=TODAY)
    make_queued(factories.make_case_with_notice(by=cleared, tenant=tenant), by=cleared)
    assert not queue_of(by).exists() and queue_of(cleared).exists()
    assert "förmedling" in stopped(cleared)[0]


def test_an_own_lists_rows_are_noted_as_looked_at(case: Case, by: Actor) -> None:
    put(case, by=by)
    list(queue_shown(by, today=TODAY))
    assert ("listed", f"case:{case.pk}", by.relation) in by.look.shown
