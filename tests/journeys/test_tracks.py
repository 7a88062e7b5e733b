"""Three tracks: each unit has its room, what goes between them is received or comes back, nobody is left waiting."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kvar import law
from kvar.casework.access import Actor, actor_of
from kvar.casework.closing.after_closing import add_child_after_closing
from kvar.casework.closing.hindrances import hindrances_of
from kvar.casework.closing.outcomes import close_case, reopen_case
from kvar.casework.consent.consents import ConsentTold, give_consent
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.intake.moving import record_move
from kvar.casework.plans import plan_of
from kvar.casework.sharing import share_entry
from kvar.casework.steps.completing import complete_step
from kvar.casework.steps.handing import what_is_told
from kvar.casework.steps.handovers import (
    accept_handover,
    hand_over,
    refuse_handover,
    take_back_handover,
    tell_of_unreceived,
)
from kvar.casework.steps.notes import answer_question, write_note
from kvar.casework.steps.waiting import waiting_handovers
from kvar.casework.tracks import assign_responsible, finish_track, receive_case, resume_track
from kvar.content.load import load
from kvar.records.models import Case, Disclosure, Handover, JournalEntry, OpenStep, Told, Track, User
from tests import factories
from tests.factories import CHILDREN, MONEY, TODAY

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=3)
REPORT: dict[str, Any] = {"question": law.Question.CHILD_REPORT_MADE, "yes": True}


@pytest.fixture
def sara() -> User:
    return factories.make_user(name="Sara Lindh")


@pytest.fixture
def by(sara: User) -> Actor:
    return actor_of(sara)


@pytest.fixture
def amir() -> Actor:
    return factories.make_actor(unit=CHILDREN, name="Amir Said")


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_family(by=by)


def track(case: Case, unit: str) -> Track:
    return Track.objects.get(case=case, unit=unit)


def page(user: User, name: str, *args: object) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())


def step_of(case: Case, step: str) -> law.PlanItem:
    return next(item for item in plan_of(case).items if item.step.id == step)


def test_the_children_are_handed_over_and_somebody_signs_for_it(case: Case, sara: User, by: Actor, amir: Actor) -> None:
    # Given a family, and a step that says: tell the children's unit the same day.
    due = step_of(case, "H07").due
    # When Sara hands over, she sees exactly what will be told first.
    preview = page(sara, "tracks:hand_over", case.pk, CHILDREN)
    assert "Barn 1" in preview and "Personer" in preview and "Tider" in preview
    handover = hand_over(case=case, by=by, today=TODAY, unit=CHILDREN, message="Två skulder på kort tid.")
    assert handover.told == [[part.title, list(part.lines)] for part in what_is_told(case, today=TODAY)]
    # Then both sides read what was told, in the open, before and after the answer.
    sent = page(sara, "tracks:handover", case.pk, handover.pk)
    assert "Det här blev sagt" in sent and "Barn 1" in sent and "<details" not in sent
    # And the step is done, the children's unit has been told, and it waits with both.
    assert step_of(case, "H07").done_on == TODAY and step_of(case, "H07").due == due
    assert Told.objects.filter(kind="handed_over", unit=CHILDREN, case=case).exists()
    assert [row.incoming for row in waiting_handovers(by).rows] == [False]
    assert [row.mine for row in waiting_handovers(amir).rows] == [True]
    # When Amir receives it, the receipt says who and when, and names nobody responsible.
    accept_handover(handover=handover, by=amir, today=TODAY)
    assert track(case, CHILDREN).received_by_id == amir.id and track(case, CHILDREN).responsible is None
    assert waiting_handovers(by).count == waiting_handovers(amir).count == 0
    # And it is no longer news to anybody that it waits.
    assert not Told.objects.filter(kind="handed_over", unit=CHILDREN, case=case).exists()
    assert "Mottaget av Amir Said" in page(sara, "tracks:page", case.pk)


def test_whoever_receives_late_reads_what_has_changed_since(case: Case, sara: User, by: Actor, amir: Actor) -> None:
    # Given a hand-over that waits. When nothing has changed, the page says so.
    handover = hand_over(case=case, by=by, today=TODAY, unit=CHILDREN)
    assert "Inget av det har ändrats." in page(sara, "tracks:handover", case.pk, handover.pk)
    # When one more child is found
    factories.add_child(case, by=by, name="Nora Provsson")
    sent = page(sara, "tracks:handover", case.pk, handover.pk)
    # Then what was told stands as it was, and what is new stands beside it.
    changed = sent.split("Ändrat sedan dess")[1].split("</ul>")[0]
    assert "Nu: Nora Provsson" in changed and "Gäller inte längre" not in changed
    assert handover.told == Handover.objects.get(pk=handover.pk).told


def test_a_case_is_handed_over_from_the_page_to_a_unit_and_to_a_colleague(case: Case, sara: User) -> None:
    # Given the pages where it is done. When Sara presses, then she comes to the units, where it waits.
    eva = factories.make_user(name="Eva Holm")
    client = Client()
    client.force_login(sara)
    for unit, typed in ((CHILDREN, {}), (factories.ADULT, {"user": str(eva.pk)})):
        url = reverse("tracks:hand_over", args=[case.pk, unit])
        answer = client.post(url, {"message": "Två skulder på kort tid.", **typed}, follow=True)
        assert "Det väntar nu på att någon tar emot" in answer.content.decode()
    assert set(Handover.objects.values_list("to_unit", "to__name")) == {(CHILDREN, None), (factories.ADULT, "Eva Holm")}


def test_a_refused_hand_over_comes_back_with_its_reason_and_its_day(case: Case, by: Actor, amir: Actor) -> None:
    # Given a hand-over.
    due = step_of(case, "H07").due
    handover = hand_over(case=case, by=by, today=TODAY, unit=CHILDREN)
    # When it is refused because something is missing, somebody has to say what.
    with pytest.raises(ActRefused, match="saknas"):
        refuse_handover(handover=handover, by=amir, today=TODAY, refusal="incomplete")
    refuse_handover(handover=handover, by=amir, today=TODAY, refusal="incomplete", note="Vilka barn?")
    # Then the sender is told, and the step is open again with the day it had.
    assert Told.objects.get(kind="handover_refused").to_id == by.id
    assert law.is_open(step_of(case, "H07")) and step_of(case, "H07").due == due
    # And it can be handed over anew.
    assert hand_over(case=case, by=by, today=LATER, unit=CHILDREN, message="Barn 1, 10 år.").pk != handover.pk


def test_a_hand_over_that_nobody_receives_keeps_its_clock_and_the_heads_are_told(
    case: Case, sara: User, by: Actor
) -> None:
    head = factories.make_user(unit=CHILDREN, role="unit_head")
    handover = hand_over(case=case, by=by, today=TODAY, unit=CHILDREN)
    # The same day and within the working day nobody is troubled.
    assert tell_of_unreceived(TODAY) == 0
    assert tell_of_unreceived(LATER) == 2 and tell_of_unreceived(LATER) == 0
    assert {told.to_id for told in Told.objects.filter(kind="not_received")} == {by.id, head.pk}
    # Doing it twice does not start it again.
    with pytest.raises(ActRefused, match="Sara Lindh har redan"):
        hand_over(case=case, by=by, today=LATER, unit=CHILDREN)
    assert Handover.objects.get(pk=handover.pk).on == TODAY
    assert "Ingen har tagit emot än" in page(sara, "worklist:my_day")


def test_the_responsibility_goes_to_a_colleague_only_when_she_says_yes(case: Case, sara: User, by: Actor) -> None:
    assign_responsible(case=case, by=by, today=TODAY, user=sara)
    eva, other = factories.make_user(name="Eva Holm"), factories.make_actor()
    handover = hand_over(case=case, by=by, today=TODAY, unit=factories.ADULT, user=eva, message="Jag går på ledighet.")
    assert track(case, factories.ADULT).responsible == sara
    with pytest.raises(Unseen):
        accept_handover(handover=handover, by=other, today=TODAY)
    accept_handover(handover=handover, by=actor_of(eva), today=TODAY)
    assert track(case, factories.ADULT).responsible == eva


def test_the_sender_may_take_it_back_while_it_waits(case: Case, by: Actor, amir: Actor) -> None:
    handover = hand_over(case=case, by=by, today=TODAY, unit=CHILDREN)
    take_back_handover(handover=handover, by=by, today=TODAY, note="Fel familj.")
    assert law.is_open(step_of(case, "H07"))
    with pytest.raises(ActRefused, match="har redan svarat"):
        accept_handover(handover=handover, by=amir, today=TODAY)


def test_ticking_the_step_makes_the_hand_over_too(case: Case, by: Actor) -> None:
    complete_step(case=case, by=by, today=TODAY, step="H07", subject="case", note="Ringde.")
    assert Handover.objects.get(case=case).step == "H07"


def test_a_protected_case_is_handed_to_nobody_who_cannot_see_it() -> None:
    cleared = factories.make_actor(cleared=True)
    case = factories.make_protected_case(by=cleared)
    factories.make_actor(unit=MONEY)
    with pytest.raises(ActRefused, match="skyddade"):
        hand_over(case=case, by=cleared, today=TODAY, unit=MONEY)


def test_what_a_unit_keeps_to_itself_gives_it_steps_that_nobody_else_sees(case: Case, by: Actor, amir: Actor) -> None:
    # Given that the children's unit treats the paper as a report, and keeps that to itself.
    before = plan_of(case, unit=factories.ADULT)
    source = factories.answer_source()
    entry = answer_question(case=case, by=amir, today=TODAY, source=source, shared=False, **REPORT)
    # Then its own legal steps are there for it, and for nobody else.
    own = {item.step.id for item in plan_of(case, unit=CHILDREN).items}
    assert "B04" in own and plan_of(case, unit=factories.ADULT) == before
    assert set(OpenStep.objects.filter(case=case, shared=False).values_list("unit", flat=True)) == {CHILDREN}
    # When it is done, that is its own too.
    done = complete_step(case=case, by=amir, today=TODAY, step="B04", subject="case")
    assert not done.shared and plan_of(case, unit=factories.ADULT) == before
    # When they share the answer, it counts for all; what was written first is still there.
    with pytest.raises(ActRefused, match="varför"):
        share_entry(case=case, by=amir, today=TODAY, entry=entry, reason=" ")
    made = share_entry(case=case, by=amir, today=TODAY, entry=entry, reason="Vuxen ska planera med oss.")
    assert made.shared and entry.words.text in made.words.text
    assert "B04" in {item.step.id for item in plan_of(case, unit=factories.ADULT).items}
    assert step_of(case, "B04").done_on == TODAY
    assert JournalEntry.objects.filter(pk=entry.pk, shared=False).exists()
    with pytest.raises(ActRefused, match="redan delat"):
        share_entry(case=case, by=amir, today=TODAY, entry=entry, reason="Igen.")


def test_nobody_shares_what_is_anothers(case: Case, by: Actor, amir: Actor) -> None:
    entry = write_note(case=case, by=amir, today=TODAY, text="Vårt.", shared=False)
    with pytest.raises(Unseen):
        share_entry(case=case, by=by, today=TODAY, entry=entry, reason="Jag vill.")


def ready_to_close(by: Actor) -> Case:
    return factories.make_case_in_follow_up(by=by)


def test_a_unit_with_a_legal_step_left_is_not_done(by: Actor) -> None:
    """Given a debt whose betalningsansvar nobody has settled / when the unit says it is done / then it is not."""
    case, jonas = factories.make_family(by=by), factories.make_actor(unit=MONEY)
    assert OpenStep.objects.filter(case=case, unit=MONEY, by_law=True).exists()
    with pytest.raises(ActRefused, match="kräver lagen"):
        finish_track(case=case, by=jonas, today=TODAY, note="Klart.")


def test_a_case_waits_for_every_unit_and_says_where_it_is_mended(sara: User, by: Actor) -> None:
    # Given a case in follow-up, with a unit that has not said anything and a hand-over that waits.
    case = ready_to_close(by)
    factories.finish_own(case, by=by)
    handover = hand_over(case=case, by=by, today=TODAY, unit=MONEY)
    told = {one.route: one for one in hindrances_of(case, today=TODAY)}
    assert "inte tagit emot" in told["tracks:page"].sentence and "väntar på svar" in told["tracks:handover"].sentence
    assert reverse("tracks:handover", args=[case.pk, handover.pk]) in page(sara, "outcomes:close", case.pk)
    jonas = factories.make_actor(unit=MONEY)
    accept_handover(handover=handover, by=jonas, today=TODAY)
    # When the unit has received it and says that it is done, the adult unit learns that.
    finish_track(case=case, by=jonas, today=TODAY, note="Inget bistånd behövs.")
    assert Told.objects.filter(kind="unit_done", unit=factories.ADULT).exists()
    # Then it closes. Had they opened their part again, it would not.
    resume_track(case=case, by=jonas, today=TODAY, reason="En räkning till.")
    with pytest.raises(ActRefused, match="inte sagt att de är klara"):
        close_case(case=case, by=by, today=TODAY, note="Klart.")
    finish_track(case=case, by=jonas, today=TODAY, note="Nu är det klart.")
    close_case(case=case, by=by, today=TODAY, note="Klart.")
    assert not Track.objects.filter(case=case, done_on=None).exists()
    # And a case that is opened again is nobody's done.
    case.refresh_from_db()
    reopen_case(case=case, by=by, today=TODAY, reason="Ny skuld.")
    assert not Track.objects.filter(case=case).exclude(done_on=None).exists()


@pytest.mark.parametrize("source", ["nobody", "register", "person"])
def test_nothing_closes_before_somebody_has_found_out_about_children(by: Actor, source: str) -> None:
    # Given a case where nobody has asked; or where a register, or a person, has said that there is no child.
    case = factories.make_case_with_notice(by=by)
    told: dict[str, Any] = {
        "question": law.Question.CHILDREN_AFFECTED,
        "yes": False,
        "source": factories.answer_source(),
    }
    if source == "register":
        with pytest.raises(ActRefused):
            answer_question(case=case, by=by, today=TODAY, **told | {"source": factories.answer_source(register=True)})
    if source == "person":
        answer_question(case=case, by=by, today=TODAY, **told)
    # Then only what a person has said takes the hindrance away.
    hindered = any("barn berörs" in one.sentence for one in hindrances_of(case, today=TODAY))
    assert hindered == (source != "person")


def test_contact_that_failed_never_closes_a_case(by: Actor) -> None:
    case = ready_to_close(by)
    Case.objects.filter(pk=case.pk).update(outcome="no_contact")
    case.refresh_from_db()
    assert any("aldrig ensam" in one.sentence for one in hindrances_of(case, today=TODAY))


def test_receiving_is_done_once_and_is_not_being_responsible(case: Case, amir: Actor) -> None:
    receive_case(case=case, by=amir, today=TODAY)
    with pytest.raises(ActRefused, match="Amir Said har redan"):
        receive_case(case=case, by=factories.make_actor(unit=CHILDREN), today=TODAY)
    assert track(case, CHILDREN).responsible is None


def test_a_child_found_after_the_closing_is_never_lost(by: Actor) -> None:
    # Given a closed case.
    case = factories.make_closed_case(by=by)
    told = {"told": factories.make_person_told(name="Barn 1"), "said": {"lives": "full_time"}, "source": "tenant"}
    # When a child is found, it cannot be left closed without a word.
    with pytest.raises(ActRefused, match="varför"):
        add_child_after_closing(case=case, by=by, today=TODAY, reopen=False, **told)
    add_child_after_closing(case=case, by=by, today=TODAY, **told)
    # Then the child is there, the children's unit is in and told, and the case is open.
    case.refresh_from_db()
    assert case.closed_on is None and case.household.members.filter(role="child").exists()
    assert Told.objects.filter(kind="child_after_closing", unit=CHILDREN).exists()
    assert track(case, CHILDREN) and plan_of(case).section is law.Section.FAMILY
    with pytest.raises(ActRefused, match="öppet"):
        add_child_after_closing(case=case, by=by, today=TODAY, **told)


def test_another_unit_that_finds_the_child_proposes_to_open(by: Actor) -> None:
    case = factories.make_closed_case(by=by)
    told = {"told": factories.make_person_told(name="Barn 1"), "said": {}, "source": "tenant"}
    add_child_after_closing(case=case, by=factories.make_actor(unit=MONEY), today=TODAY, **told)
    case.refresh_from_db()
    assert case.closed_on and Told.objects.filter(kind="reopening_proposed", unit=factories.ADULT).exists()


def test_nothing_follows_a_family_to_another_authority_without_consent(case: Case, by: Actor) -> None:
    # Given a family that moves in the middle.
    moved: dict[str, Any] = {"case": case, "by": by, "today": TODAY, "moved_on": TODAY}
    steps = set(OpenStep.objects.filter(case=case).values_list("step", "due"))
    # When nobody has consented, nothing can be told; the move itself is noted.
    with pytest.raises(ActRefused, match="Samtycke saknas"):
        record_move(administration="centrum", what="Skulden är på 7 850 kr.", scope=["payment"], **moved)
    assert record_move(administration="centrum", **moved).disclosure is None
    # Then the case is still ours with its days, and the other administration has nothing.
    assert set(OpenStep.objects.filter(case=case).values_list("step", "due")) == steps
    assert not Case.objects.filter(administration="centrum").exists() and not Disclosure.objects.exists()
    # When somebody consents, exactly what was agreed is told, and logged with the consent.
    member = case.household.members.filter(role="tenant").get()
    words: dict[str, Any] = {"recipient_kind": "other_administration", "direction": "to", "given_how": "oral"}
    consent = give_consent(
        case=case, by=by, today=TODAY, member=member, told=ConsentTold(scope=("payment",), given_on=TODAY, **words)
    )
    moved["moved_on"] = TODAY - timedelta(days=1)
    with pytest.raises(ActRefused, match="Samtycke saknas"):
        record_move(administration="centrum", what="Barnen mår bra.", scope=["children"], **moved)
    move = record_move(administration="centrum", what="Skulden är på 7 850 kr.", scope=["payment"], **moved)
    assert move.disclosure is not None and move.disclosure.consent == consent
    centrum = load().organisation.administration("centrum").label
    assert move.disclosure.recipient == centrum


def test_what_kronofogden_tells_is_handed_over_and_received_on_its_own(case: Case, by: Actor, amir: Actor) -> None:
    # Given that the children's unit has not yet received the family.
    first = hand_over(case=case, by=by, today=TODAY, unit=CHILDREN)
    # When Kronofogden's notice comes, and they are told of it.
    kfm = {"kind": "enforcement_application", "sender_type": "enforcement_authority"}
    notice = factories.make_notice(by=by, case=case, today=LATER, **kfm)
    second = hand_over(case=case, by=by, today=LATER, unit=CHILDREN, message="Ansökan om avhysning.")
    # Then it has a hand-over of its own, with its own day, and each is received for itself.
    assert (second.step, second.subject, second.on) == ("K07", f"notice:{notice.pk}", LATER)
    assert second.pk != first.pk and Told.objects.filter(kind="handed_over", unit=CHILDREN).count() == 2
    accept_handover(handover=second, by=amir, today=LATER)
    assert Handover.objects.get(pk=first.pk).answer == ""
    # And a refusal opens the step it was for, not the other.
    refuse_handover(handover=first, by=amir, today=LATER, refusal="incomplete", note="Vilka barn?")
    assert law.is_open(step_of(case, "H07")) and not law.is_open(step_of(case, "K07"))


def test_financial_assistance_is_told_of_the_debt_and_signs_for_it(case: Case, by: Actor) -> None:
    # Given a debt, and a step that says: tell financial assistance.
    handover = hand_over(case=case, by=by, today=TODAY, unit=MONEY, message="Två hyror.")
    assert handover.step == "B07" and step_of(case, "B07").done_on == TODAY
    # When it comes back, the step is open again.
    money = factories.make_actor(unit=MONEY)
    refuse_handover(handover=handover, by=money, today=TODAY, refusal="incomplete", note="Vilka hyror?")
    assert law.is_open(step_of(case, "B07"))
