"""JO 1683-2017 (Huddinge), told as it goes when nobody is left waiting: the same signals, and people who answer.

The days of the signals are those of ``casework/city/jo_1683_2017.py``. The child, the amounts and what is done about
them are invented. Every step is taken on the page where somebody takes it, or by the night's work.
"""

import re
from datetime import date, time, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from kvar.casework.city import jo_1683_2017 as jo
from kvar.doors.post.sending import send_waiting
from kvar.records.models import Disclosure, Notice
from tests.factories import ADULT, CHILDREN, MONEY
from tests.journeys.huddinge import HER, HOME, LANDLORD, Story, section
from tests.journeys.huddinge_road import from_march_to_october

pytestmark = pytest.mark.django_db
APPLIED = date(2025, 11, 24)
DAY = timedelta(days=1)


def test_the_home_is_kept_and_told_otherwise_it_is_lost(settings: object) -> None:
    """Two ends of one story: what is done in the first is taken back before the second."""
    story = Story(settings)
    from_march_to_october(story)
    kronofogden_sets_a_time_while_sara_is_away(story)
    the_others_are_told_and_the_mail_says_nothing(story)
    she_is_found_by_name_and_number_only(story)
    with transaction.atomic():
        the_home_is_kept(story)
        transaction.set_rollback(True)
    mail.outbox.clear()
    the_home_is_lost(story)


def the_home_is_kept(story: Story) -> None:
    the_time_is_changed_and_each_time_is_confirmed_anew(story)
    respite_and_withdrawal_call_it_off(story)
    nothing_closes_before_each_unit_has_said_done(story)
    a_kept_home_is_followed_up_for_a_year(story)


def the_home_is_lost(story: Story) -> None:
    she_takes_her_yes_back(story)
    somebody_is_there_on_the_day(story)
    she_seeks_help_at_night_and_is_found_by_her_name(story)
    what_comes_after_is_voluntary_and_counted(story)
    a_lost_home_closes_nothing_by_itself(story)


# 4. Kronofogden.


def kronofogden_sets_a_time_while_sara_is_away(story: Story) -> None:
    # Given the application in November, which keeps the cause of the debt
    story.on(APPLIED)
    story.registers("sara", story.enforcement(APPLIED, "enforcement_application"), into=story.case)
    applied = story.newest("enforcement_application")
    assert (applied.ground, applied.cause) == ("enforcement", "rent_arrears")
    opened = {"opened": "opened", "reason": "Läggs till den utredning som pågår."}
    story.sends("sara", "intake:position", applied.pk, **opened)
    _children_are_told(story, "sara")
    # When the time comes in December, on a day when Sara is ill
    story.on(jo.TIME_NOTICE)
    ill = {"first_day": story.day.isoformat(), "last_day": story.day.isoformat(), "cover": ""}
    story.sends("sara", "situation:absences", user=story.key("sara"), **ill)
    story.registers("eva", story.time_notice(jo.TIME_NOTICE, jo.EVICTION, "10.00"), into=story.case)
    timed = story.newest("enforcement_time")
    # Then it stands red on top for the whole unit, and cannot be put off by anybody
    for who in ("eva", "lena", "harriet"):
        assert HER in section(story.reads(who, "worklist:my_day"), "obekraftade")
    about = (story.case.pk, "K02", f"notice:{timed.pk}", 0)
    page = story.reads("harriet", "case:step", *about, gor="postpone")
    assert "Spara skälet" not in page
    # When Eva sends the confirmation, and the copy, in the name of who is here
    _confirm(story, "eva", timed)
    # Then there is proof of both, and nothing is red
    page = story.reads("lena", "enforcement:page", story.case.pk)
    assert page.count("Skickad till ") == 2 and "Inte skickad" not in page
    assert "kl. 14.20" in story.reads("amir", "case:journal", story.case.pk)
    assert not section(story.reads("lena", "worklist:my_day"), "obekraftade")
    assert {"Eva Berg"} == set(story.case.confirmations.values_list("answers__name", flat=True))
    story.sends("eva", "intake:position", timed.pk, **opened)
    _children_are_told(story, "eva")


def _confirm(story: Story, who: str, timed: Notice) -> None:
    story.on(story.day, time(15))
    for recipient, way in (("enforcement_authority", "secure_mail"), ("household", "post")):
        proof = {"answers": story.key(who), "way": way, "sent_at": "14.20"}
        story.sends(who, "enforcement:confirm", story.case.pk, timed.pk, recipient, **proof)


def _children_are_told(story: Story, who: str) -> None:
    """Each of Kronofogden's papers is handed to the children's unit, who sign for it."""
    story.sends(who, "tracks:hand_over", story.case.pk, CHILDREN, message="Kronofogden har skrivit.")
    story.signs_for("amir")


# 8. Being told.


def the_others_are_told_and_the_mail_says_nothing(story: Story) -> None:
    # Then all three units have been told of the time
    for who in ("sara", "amir", "jonas"):
        assert "Kronofogden har bestämt en tid" in story.reads(who, "news:list")
    # When the night has been, twice
    mail.outbox.clear()
    story.settings.MAIL_ON, story.settings.MAIL_ADDRESS = True, "https://kvar.example"
    for _again in range(2):
        story.night(jo.TIME_NOTICE + DAY)
        send_waiting(today=story.day)
    story.settings.MAIL_ON = False
    # Then each has one mail, with numbers and links and nobody's name
    [letter] = [one for one in mail.outbox if one.to == [story.users["jonas"].email]]
    assert re.search(r"\d+ sak", letter.body) and "https://kvar.example/nytt/" in letter.body
    assert not [word for word in (HER, "Trossbotten", story.case.reference) if word in letter.subject + letter.body]
    # When Amir makes an address for his telephone: the day is there without a name, until he ends it
    made = story.sends_and_stays("amir", "calendar:feeds", visa="enheten")
    [path] = re.findall(r"http[^<]+(/kalender/flode/[^<]+\.ics)", made)
    file = Client().get(path).content.decode()
    assert "En tid i Kvar" in file and f"DTSTART;TZID=Europe/Stockholm:{jo.EVICTION:%Y%m%d}" in file
    assert not [word for word in (HER, "Trossbotten", story.case.reference) if word in file]
    story.sends("amir", "calendar:feeds", avsluta=str(story.users["amir"].feeds.get().pk))
    assert Client().get(path).status_code == 404


# 10. Search and lists.


def she_is_found_by_name_and_number_only(story: Story) -> None:
    reference = story.case.reference
    for sought in ("Sjögren", HER, reference):
        assert reference in story.sends_and_stays("eva", "search:page", sought=sought)
    for sought in ("Trossbotten", HOME, LANDLORD, "7850"):
        assert reference not in story.sends_and_stays("eva", "search:page", sought=sought)
    # And the lists hold open work of the own administration
    assert HER in story.reads("lena", "worklist:my_day", visa="enheten")
    assert HER not in story.reads("nora", "worklist:my_day", visa="enheten")


# The home is kept.


def the_time_is_changed_and_each_time_is_confirmed_anew(story: Story) -> None:
    # When Kronofogden moves the time by a week
    story.on(date(2025, 12, 15))
    paper = story.time_notice(story.day, jo.EVICTION + 7 * DAY, "13.00")
    story.registers("sara", paper, into=story.case)
    later = story.newest("enforcement_time")
    # Then the old one is replaced, and the new one waits for a confirmation of its own
    assert "ersatt av en ny tid" in story.reads("sara", "enforcement:page", story.case.pk)
    assert HER in section(story.reads("lena", "worklist:my_day"), "obekraftade")
    _confirm(story, "sara", later)
    assert story.case.confirmations.count() == 4
    story.sends("sara", "intake:position", later.pk, opened="opened", reason="Läggs till den utredning som pågår.")
    _children_are_told(story, "sara")


def respite_and_withdrawal_call_it_off(story: Story) -> None:
    case = story.case
    # When Kronofogden gives respite
    story.on(date(2025, 12, 17))
    respite = {"kind": "respite", "on": story.day.isoformat(), "until": "2026-01-27", "told_by": "authority_letter"}
    story.sends("sara", "enforcement:event", case.pk, **respite)
    # Then the time is gone from the calendar, and the case may still not be closed as if it were over
    assert "gäller inte längre" in story.reads("sara", "enforcement:page", case.pk)
    assert "tid hos Kronofogden" not in story.reads("sara", "calendar:week", vecka="2026-01-19", visa="enheten")
    # When the debt is paid with what she was granted, and the landlord withdraws
    story.on(date(2026, 1, 12))
    paid = {"paid_on": story.day.isoformat(), "amount": "15700", "payer": "board"}
    story.sends("sara", "money:payment_new", case.pk, **paid)
    withdrawn = {"kind": "withdrawn", "on": story.day.isoformat(), "told_by": "authority_letter"}
    story.sends("sara", "enforcement:event", case.pk, **withdrawn)
    kept = {"outcome": "kept_assistance", "on": story.day.isoformat(), "causes": ["over_indebtedness"]}
    story.sends("sara", "outcomes:record", case.pk, **kept)
    assert "Bor kvar" in story.reads("sara", "case:page", case.pk)


def nothing_closes_before_each_unit_has_said_done(story: Story) -> None:
    case = story.case
    page = story.reads("sara", "outcomes:close", case.pk)
    assert page.count("har inte sagt att de är klara") + page.count("har inte gjort klart det som lagen kräver") >= 2
    # When the children's unit and financial assistance do what the law wants of them, and say so
    for who, unit in (("amir", CHILDREN), ("jonas", MONEY)):
        _does_what_the_law_wants(story, who, unit)
        story.sends(who, "tracks:finish", case.pk, note="Vår del är klar.")
    assert "En enhet är klar med sin del" in story.reads("sara", "news:list")
    page = story.reads("sara", "outcomes:close", case.pk)
    assert "har inte sagt att de är klara" not in page and "Slutanteckning" not in page


def _does_what_the_law_wants(story: Story, who: str, unit: str) -> None:
    for step in story.case.open_steps.filter(unit=unit, by_law=True):
        story.sends(who, "case:step", story.case.pk, step.step, step.subject, step.round, note="Gjort.")


def a_kept_home_is_followed_up_for_a_year(story: Story) -> None:
    case = story.case
    [annika] = case.household.members.filter(role="tenant")
    # Given rounds after three, six and twelve months, and her yes to them
    assert list(case.open_steps.filter(step="H31").order_by("round").values_list("round", flat=True)) == [1, 2, 3]
    story.sends("sara", "enforcement:wish", case.pk, member=str(annika.pk), yes="yes")
    for turn, day in enumerate((date(2026, 4, 13), date(2026, 7, 13), date(2027, 1, 12)), 1):
        story.on(day)
        well = {"member": str(annika.pk), "on": day.isoformat(), "result": "answered", "housing": "own_home"}
        story.sends("sara", "enforcement:follow_up", case.pk, "H31", turn, new_debt="no", **well)
    # Then it can be closed once what was agreed is followed up, with the words of what was done; and it stands closed
    story.sends("sara", "meetings:follow_up", case.pk, case.agreements.get().pk, note="Hon betalar varje hyra i tid.")
    _does_what_the_law_wants(story, "sara", ADULT)
    page = story.sends("sara", "outcomes:close", case.pk, note="Hon bor kvar och hyran betalas.")
    case.refresh_from_db()
    assert case.closed_on == story.day and "Hon bor kvar och hyran betalas." in page


# The home is lost.


def she_takes_her_yes_back(story: Story) -> None:
    case = story.case
    story.sends("sara", "consents:withdraw", case.pk, case.consents.get().pk)
    telling = {"recipient_kind": "landlord", "scope": ["payment"], "what": "Skulden ska betalas."}
    assert "Samtycke saknas" in story.is_refused("sara", "consents:tell", case.pk, **telling)
    assert Disclosure.objects.filter(case=case, consent__isnull=False).exists()


def somebody_is_there_on_the_day(story: Story) -> None:
    case, timed = story.case, story.newest("enforcement_time")
    # Given that not attending needs a reason and the day Kronofogden was consulted
    story.on(date(2026, 1, 9))
    no = story.is_refused("sara", "enforcement:attendance", case.pk, timed.pk, attends="no", reason="Ingen tid.")
    assert "samrådde med Kronofogden" in no
    for who in ("sara", "amir"):
        story.sends(who, "enforcement:attendance", case.pk, timed.pk, attends="yes", who=story.users[who].name)
    # When the day has come, it is written on the telephone
    story.on(jo.EVICTION, time(11))
    [boy] = case.household.members.filter(role="child")
    seen = {"attended": "Sara Lindh", "carried_out": "yes", "met": ["household", "inspector"], f"child_{boy.pk}": "no"}
    seen |= {"other_children": "no", "offered": ["shelter"], "went_to": "acute", "keys": "returned"}
    seen |= {"stored": "yes", "stored_at": "Magasinet"}
    story.sends("sara", "enforcement:day", case.pk, timed.pk, **seen)
    # Then who was there, where she went and the last day of what is stored can be read
    page = story.reads("lena", "enforcement:page", case.pk)
    assert "Med från oss: Sara Lindh" in page and "Magasinet" in page and "13 april" in page
    lost = {"outcome": "evicted", "on": jo.EVICTION.isoformat(), "causes": ["over_indebtedness"]}
    story.sends("sara", "outcomes:record", case.pk, **lost)
    rounds = set(case.open_steps.values_list("step", "round"))
    assert {("K23", 0), ("K25", 0), *(("K26", turn) for turn in (1, 2, 3, 4))} <= rounds


def she_seeks_help_at_night_and_is_found_by_her_name(story: Story) -> None:
    # Given that she comes at night with the police, and Eva knows nothing but a name
    story.on(jo.SOUGHT_HELP, time(1))
    found = story.sends_and_stays("eva", "search:page", sought="Annika Sjögren")
    assert story.case.reference in found
    # Then who answers for her, and what was offered, is on the page
    page = story.reads("eva", "case:page", story.case.pk)
    assert "Sara Lindh" in page and "Avhysning" in page
    story.sends("eva", "case:note", story.case.pk, text="En natt på hotell beviljad.", readers="shared")
    assert "En natt på hotell beviljad." in story.reads("sara", "case:journal", story.case.pk)


def what_comes_after_is_voluntary_and_counted(story: Story) -> None:
    case = story.case
    [annika], [boy] = case.household.members.filter(role="tenant"), case.household.members.filter(role="child")
    # Given her answer the day after, and at the first round
    told = {"member": str(annika.pk), "on": story.day.isoformat(), "result": "answered", "housing": "acute"}
    story.sends("sara", "enforcement:follow_up", case.pk, "K23", 0, asked_first="on", **told)
    story.sends("sara", "enforcement:follow_up", case.pk, "K26", 1, **told)
    answer = {"yes": "yes", "source": "tenant"}
    story.sends("amir", "case:answer", case.pk, "child_follow_up_decided", **answer)
    # When the children's unit follows the boy up, it needs a decision; the adult unit reads nothing of him
    heard = {"member": str(boy.pk), "on": story.day.isoformat(), "result": "answered", "note": "Går i skolan."}
    assert "beslut" in story.is_refused("amir", "enforcement:follow_up", case.pk, "K24", 0, **heard)
    decided = {"decided_on": "2026-01-14", "decided_by": "Karin Berg"}
    story.sends("amir", "enforcement:follow_up", case.pk, "K24", 0, **heard, **decided)
    assert "Går i skolan." not in story.reads("sara", "enforcement:page", case.pk)
    # When she does not want more: it is an answer, and is counted; what is stored she is told of all the same
    story.on(date(2026, 2, 12))
    no = {"member": str(annika.pk), "on": story.day.isoformat(), "result": "declined"}
    story.sends("sara", "enforcement:follow_up", case.pk, "K26", 2, **no)
    page = story.reads("sara", "enforcement:page", case.pk)
    assert "1 person har svarat nej" in page and not case.open_steps.filter(step="K26").exists()
    assert case.open_steps.filter(step="K25").exists()


def a_lost_home_closes_nothing_by_itself(story: Story) -> None:
    case = story.case
    # Given that everybody has done theirs but for the belongings: the storage day is on the list
    for who, unit in (("amir", CHILDREN), ("jonas", MONEY)):
        _does_what_the_law_wants(story, who, unit)
        story.sends(who, "tracks:finish", case.pk, note="Vår del är klar.")
    _does_what_the_law_wants(story, "sara", ADULT)
    assert "magasin" in story.reads("sara", "outcomes:close", case.pk).lower()
    # When she has been told of it, the case can be closed, and how it went is said as it was
    story.on(date(2026, 3, 27))
    [annika] = case.household.members.filter(role="tenant")
    told = {"member": str(annika.pk), "on": story.day.isoformat(), "result": "answered"}
    story.sends("sara", "enforcement:follow_up", case.pk, "K25", 0, **told)
    story.sends("sara", "meetings:follow_up", case.pk, case.agreements.get().pk, note="Det gick inte att hålla.")
    page = story.sends("sara", "outcomes:close", case.pk, note="Bostaden är förlorad. Hon bor på hotell.")
    case.refresh_from_db()
    assert case.closed_on == story.day and case.outcome == "evicted" and "Bostaden är förlorad." in page
