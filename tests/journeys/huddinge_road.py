"""The Huddinge story until Kronofogden writes: March to October, told in small steps on the pages."""

import re
from datetime import date, time, timedelta

from kvar.casework.city import jo_1683_2017 as jo
from kvar.records.models import Case, Deviation, Disclosure, Handover, Notice, Told, Track
from tests.factories import ADULT, CENTRUM, CHILDREN, MONEY
from tests.journeys.huddinge import HER, LANDLORD, Story, section

FIRST, SECOND, THIRD = jo.LANDLORD_WROTE
WORRIED, WORRIED_AGAIN = jo.FAMILY_UNIT_WROTE
VISITED = date(2025, 6, 11)
DAY = timedelta(days=1)


def from_march_to_october(story: Story) -> None:
    """Points 1, 2, 3, 5, 6, 7 and 9 of coordination: all that comes before Kronofogden."""
    the_landlord_writes_and_the_paper_is_somebodys(story)
    the_one_right_step_is_taken_or_waits_with_a_reason(story)
    the_next_papers_find_the_case_and_raise_the_level(story)
    she_is_ill_and_the_worry_is_told_upwards(story)
    contact_that_fails_closes_nothing(story)
    somebody_goes_there_in_the_evening_and_there_is_a_child(story)
    the_children_are_handed_over_and_somebody_signs_for_them(story)
    each_unit_has_a_room_of_its_own(story)
    she_says_what_the_landlord_may_know(story)
    the_units_meet_and_what_they_decide_has_an_owner(story)
    the_landlord_is_met_and_a_promise_is_followed(story)
    a_rent_that_we_promised_is_missed_and_reported(story)
    the_worry_that_went_to_the_wrong_administration_comes_here(story)


# 1. Every signal joins up. 5. Owner always.


def the_landlord_writes_and_the_paper_is_somebodys(story: Story) -> None:
    # Given a March day, when the landlord's notice is registered in its own short form
    story.on(FIRST)
    answer = story.registers("eva", story.rent_notice(FIRST))
    # Then it has a case, the day that can be reckoned is reckoned, and it stands on the head's list the same day
    assert "Återvinningsfrist" in answer and "Delgivningsdagen är inte känd" in answer
    assert HER in section(story.reads("harriet", "situation:page"), "utan")
    # When 1:e socialsekreterare gives it to Sara
    story.sends("lena", "situation:hand_out", cases=[str(story.case.pk)], user=story.key("sara"))
    # Then Sara has been told, and the list is empty
    assert "Du är ansvarig för ett ärende till" in story.reads("sara", "news:list")
    assert HER not in section(story.reads("harriet", "situation:page"), "utan")


# 9. Next right step.


def the_one_right_step_is_taken_or_waits_with_a_reason(story: Story) -> None:
    # Given that the law wants a position at once: it is the one step, with its source, and it cannot be put off
    box = section(story.reads("sara", "worklist:my_day"), "nasta")
    assert "Ta ställning till om utredning ska inledas" in box and "Kan inte skjutas upp" in box
    assert "11 kap. 1 § socialtjänstlagen (2001:453)" in box  # the law of that spring
    # When Sara has taken it
    notice = story.newest("rent_termination")
    story.sends("sara", "intake:position", notice.pk, opened="opened", reason="Skulden är liten och hon svarar inte.")
    # Then another step is the one, and may wait until she answers, with a reason that is kept and counted
    box = section(story.reads("sara", "worklist:my_day"), "nasta")
    [step] = re.findall(r"/steg/([^/]+)/([^/]+)/(\d+)/\?gor=postpone", box)
    waits = {"because": "waits_for_answer", "until": (FIRST + DAY).isoformat(), "awaits": "contact"}
    story.sends("sara", "case:step", story.case.pk, *step, asked={"gor": "postpone"}, **waits)
    assert f"/steg/{step[0]}/" not in section(story.reads("sara", "worklist:my_day"), "nasta")
    assert "Inte nu:" in story.reads("sara", "case:journal", story.case.pk)
    assert "Väntar på svar" in section(story.reads("harriet", "situation:page"), "uppskjutet")


def the_next_papers_find_the_case_and_raise_the_level(story: Story) -> None:
    # When the landlord writes again in April and in May
    for day in (SECOND, THIRD):
        story.on(day)
        offered = story.is_refused("sara", "intake:new", **story.rent_notice(day))
        # Then the case is offered with its reasons, and nothing is joined before somebody has chosen
        assert "samma adress" in offered and story.case.reference in offered
        assert Case.objects.count() == 1
        story.registers("sara", story.rent_notice(day), into=story.case)
    # Then all are in one case, and the third time within half a year is a level of its own
    page = story.reads("sara", "case:page", story.case.pk)
    assert story.case.notices.count() == 3
    assert "Upprepade hyresskulder" in page and "Tredje gången på sex månader" in page
    assert "3 på 6 månader, 3 på 12, 3 på 24" in page
    # And financial assistance knows of it; the children's unit does not, as nobody knows of a child
    units = set(Told.objects.filter(kind="repeats", case=story.case).values_list("unit", flat=True))
    assert MONEY in units and CHILDREN not in units
    for notice in story.case.notices.filter(position=""):
        story.sends("sara", "intake:position", notice.pk, opened="opened", reason="Läggs till den utredning som pågår.")


# 5. Owner always.


def she_is_ill_and_the_worry_is_told_upwards(story: Story) -> None:
    # Given that Sara is ill since last week, covered by Eva
    story.on(WORRIED - 7 * DAY)
    ill = {"first_day": story.day.isoformat(), "last_day": "", "cover": story.key("eva")}
    story.sends("sara", "situation:absences", user=story.key("sara"), **ill)
    # When the family unit is worried
    story.on(WORRIED)
    story.registers("lena", story.worry(WORRIED), into=story.case)
    # Then it is Eva's, with whom she stands in for
    assert "du ersätter Sara Lindh" in story.reads("eva", "worklist:my_day")
    # When nobody answers it for some nights
    story.nights(WORRIED, WORRIED + 4 * DAY)
    # Then it has been told in steps, by the content's rules: those who answer, then the head; and it lies untouched
    heard = set(Told.objects.filter(case=story.case, day__gte=WORRIED).values_list("kind", "to__name"))
    assert {("due_today", "Eva Berg"), ("due_today", "Lena Lind"), ("overdue_law", "Harriet Ek")} <= heard
    assert "untouched" in {kind for kind, _name in heard}
    assert HER in section(story.reads("harriet", "situation:page"), "ororda")


# 7. Contact.


def contact_that_fails_closes_nothing(story: Story) -> None:
    # Given that Eva answers the worry and tries to reach her, at two times of the day
    case = story.case
    story.sends("eva", "intake:position", story.newest("early_signal").pk, opened="opened", reason="Vi söker henne.")
    for day, at in zip(jo.TRIED_TO_REACH, ("09.15", "17.40"), strict=True):
        story.on(day + 7 * DAY, time.fromisoformat(at.replace(".", ":")))
        tried = {"on": story.day.isoformat(), "at": at, "way": "phone", "to": "070-000 12 34", "result": "no_answer"}
        story.sends("eva", "case:contact", case.pk, **tried)
    # Then the log has both with way, time and result
    log = story.reads("eva", "contact:log", case.pk)
    assert "09.15" in log and "17.40" in log and "Inget svar" in log
    # When somebody writes that she cannot be reached: it is no end (H32), and nobody has asked about children
    done = {"outcome": "no_contact", "on": story.day.isoformat(), "causes": ["over_indebtedness"]}
    story.sends("eva", "outcomes:record", case.pk, **done)
    page = story.reads("eva", "outcomes:close", case.pk)
    assert "Slutanteckning" not in page
    assert "aldrig ensam skäl att avsluta" in page and "Ingen har tagit reda på om barn berörs" in page


def somebody_goes_there_in_the_evening_and_there_is_a_child(story: Story) -> None:
    # Given that Sara is back, and goes there with the children's unit this evening
    story.on(VISITED)
    away = story.reads("sara", "situation:absences")
    [absence] = re.findall(r"/laget/franvaro/([0-9a-f-]{36})/", away)
    story.sends("sara", "situation:absence", absence, last_day=(VISITED - DAY).isoformat())
    told = {"day": VISITED.isoformat(), "start": "17.30", "end": "18.15", "units": [CHILDREN], "agreed": ""}
    story.sends("sara", "visits:plan", story.case.pk, second=story.key("eva"), **told)
    listed = story.reads("sara", "visits:day")
    assert "Trossbotten 283" in listed and "kväll" in listed and "barn och unga" in listed.lower()
    # When she opens, she says what is safe, and that a boy of twelve lives here every other week
    visit = story.case.visits.get()
    story.sends(
        "sara", "visits:visit", story.case.pk, visit.pk, result="met", note="Hon öppnade.", next="Ringer i morgon."
    )
    [annika] = story.case.household.members.all()
    story.sends("sara", "contact:safe", story.case.pk, member=str(annika.pk), rule="no_message")
    boy = {"name": "Barn 1", "role": "child", "lives": "alternating", "source": "tenant", "certainty": "confirmed"}
    story.sends("sara", "case:member_new", story.case.pk, birth_year="2013", registered="no", **boy)
    story.sends("sara", "case:answer", story.case.pk, "children_affected", yes="yes", source="tenant")
    # Then the routine is the one for families, and what she asked for stands before each contact, and holds
    page = story.reads("sara", "case:page", story.case.pk)
    assert "Barn 1" in page
    assert "Lämna inget meddelande" in story.reads("eva", "case:contact", story.case.pk)
    sms = {"on": VISITED.isoformat(), "way": "sms", "result": "sent", "member": str(annika.pk)}
    assert "Lämna inget meddelande" in story.is_refused("eva", "case:contact", story.case.pk, **sms)


# 2. Three tracks.


def the_children_are_handed_over_and_somebody_signs_for_them(story: Story) -> None:
    # When Sara hands over, she reads exactly what will be told; it is refused for what is missing, and comes back
    case = story.case
    assert "Barn 1" in story.reads("sara", "tracks:hand_over", case.pk, CHILDREN)
    story.sends("sara", "tracks:hand_over", case.pk, CHILDREN, message="En pojke bor här varannan vecka.")
    first = Handover.objects.get(case=case, to_unit=CHILDREN)
    assert HER in section(story.reads("amir", "worklist:my_day"), "overlamningar")
    refused = {"refusal": "incomplete", "note": "Var bor han de andra veckorna?"}
    story.sends("amir", "tracks:handover", case.pk, first.pk, asked={"gor": "refuse"}, **refused)
    assert "En överlämning togs inte emot" in story.reads("sara", "news:list")
    # When she hands over anew, and to financial assistance
    story.sends("sara", "tracks:hand_over", case.pk, CHILDREN, message="Hos sin pappa i Kungsbacka.")
    story.sends("sara", "tracks:hand_over", case.pk, MONEY, message="Tre hyror på kort tid.")
    # Then each is signed for, with name and time, and has a responsible person of its own
    for who in ("amir", "jonas"):
        story.signs_for(who)  # and takes it in the same press
    page = story.reads("sara", "tracks:page", case.pk)
    assert "Mottaget av Amir Said" in page and "Mottaget av Jonas Wik" in page
    responsible = Track.objects.filter(case=case).values_list("unit", "responsible__name")
    assert set(responsible) == {(ADULT, "Sara Lindh"), (CHILDREN, "Amir Said"), (MONEY, "Jonas Wik")}


def each_unit_has_a_room_of_its_own(story: Story) -> None:
    # Given two notes that the children's unit keeps to itself
    case, secret, common = story.case, "Pojken vill inte hem.", "Skolan är orolig."
    for text in (secret, common):
        story.sends("amir", "case:note", case.pk, text=text, readers="unit")
    # Then nobody else reads them
    assert all(secret not in story.reads(who, "case:journal", case.pk) for who in ("sara", "jonas", "harriet"))
    # When one is shared, with why
    entry = case.journal.get(words__text=common)
    story.sends("amir", "tracks:share", case.pk, entry.pk, reason="Vi ska planera ihop.")
    # Then that one is read, and the other still is not
    journal = story.reads("sara", "case:journal", case.pk)
    assert common in journal and secret not in journal


# 7. Consent.


def she_says_what_the_landlord_may_know(story: Story) -> None:
    case = story.case
    [annika] = case.household.members.filter(role="tenant")
    # Given nothing asked: nothing may be told
    telling = {"recipient_kind": "landlord", "scope": ["payment"], "what": "Skulden ska betalas i juli."}
    assert "Samtycke saknas" in story.is_refused("sara", "consents:tell", case.pk, **telling)
    # When she says yes to three things until autumn
    yes = {"member": str(annika.pk), "recipient_kind": "landlord", "scope": ["contact", "planning", "payment"]}
    yes |= {"answer": "yes", "direction": "both", "given_on": VISITED.isoformat(), "given_how": "written"}
    story.sends("sara", "consents:ask", case.pk, until="2025-12-31", **yes)
    # Then those may be told and are logged with the consent; her health may not
    story.sends("sara", "consents:tell", case.pk, **telling)
    assert Disclosure.objects.get(case=case).consent == case.consents.get()
    unwell = telling | {"scope": ["health"], "what": "Hon är sjuk."}
    assert "Samtycke saknas" in story.is_refused("sara", "consents:tell", case.pk, **unwell)


# 3. Avstämning and trepartssamtal.


def the_units_meet_and_what_they_decide_has_an_owner(story: Story) -> None:
    case = story.case
    # When Sara calls an avstämning, the points are what is open in the case
    points = story.reads("sara", "meetings:call", case.pk, "check_in")
    assert "Att prata om" in points
    story.sends("sara", "meetings:call", case.pk, "check_in", day=VISITED.isoformat(), at="15.00")
    meeting = case.meetings.get()
    assert meeting.points
    assert "Din enhet är kallad till ett möte" in story.reads("amir", "news:list")
    story.sends("sara", "meetings:hold", case.pk, meeting.pk, present="Sara, Amir, Jonas", notes="Amir ringer skolan.")
    decided = {"what": "Ringer skolan.", "owner": story.key("amir"), "due_on": (VISITED + 3 * DAY).isoformat()}
    story.sends("sara", "meetings:decide", case.pk, meeting.pk, **decided)
    # Then it stands on Amir's day until he has said how it went
    assert "Ringer skolan." in section(story.reads("amir", "worklist:my_day"), "bestamt")
    story.sends("amir", "meetings:end_decision", case.pk, meeting.decisions.get().pk, ended_as="done")
    assert "Ringer skolan." not in section(story.reads("amir", "worklist:my_day"), "bestamt")
    # And whom the case has around it, and who is missing, is seen until somebody has asked
    assert "Skulderna upprepas." in story.reads("sara", "mobilising:partners", case.pk)
    story.sends("sara", "mobilising:partner", case.pk, "debt_advice", state="contacted", note="Tid den 20.")
    assert "Skulderna upprepas." not in story.reads("sara", "mobilising:partners", case.pk)


def the_landlord_is_met_and_a_promise_is_followed(story: Story) -> None:
    case, meets = story.case, VISITED + 8 * DAY
    # Given the month's meeting with the landlord: the case comes there from inside itself, with what she has allowed
    page = story.reads("sara", "landlord_meetings:put_on", case.pk)
    assert "hur skulden ska betalas" in page.lower() and "hur personen mår" not in page.lower()
    new = {"meeting": "new", "day": meets.isoformat(), "scope": ["payment"], "about": "När skulden kan betalas."}
    story.sends("sara", "landlord_meetings:put_on", case.pk, **new)
    item = case.agenda_items.get()
    sheet = story.reads("sara", "landlord_meetings:sheet", item.meeting_id)
    assert HER in sheet and "När skulden kan betalas." in sheet and "sjuk" not in sheet
    # When it has been and nobody has written, the night says so; then it is written in the case
    story.night(meets + DAY)
    assert "Ett möte med en hyresvärd har varit" in story.reads("sara", "news:list")
    story.sends("sara", "landlord_meetings:write_up", case.pk, item.pk, talked="yes", note="De väntar till augusti.")
    assert "De väntar till augusti." in story.reads("sara", "case:journal", case.pk)
    # When she, the landlord and Sara agree, and the day passes
    story.sends(
        "sara", "meetings:call", case.pk, "three_party", day=story.day.isoformat(), invited=["tenant", "landlord"]
    )
    pays = {"kind": "payment", "who": "household", "what": "betalar en hyra", "amount": "7850", "due_on": "2025-07-01"}
    terms = {"home_kept_if": "En hyra betalas före juli.", "follow_up_on": "2025-08-01", **pays}
    asked = story.is_refused("sara", "meetings:agree", case.pk, **terms)  # one rent is less than the home costs
    story.sends("sara", "meetings:agree", case.pk, page=asked, **terms, because="De väntar till juli.")
    held = {"notes": "En hyra före juli.", "scope": ["payment"], "what": "Hon betalar en hyra före juli."}
    story.sends("sara", "meetings:hold", case.pk, case.meetings.get(kind="three_party").pk, **held)
    story.nights(date(2025, 7, 2), date(2025, 7, 4))
    # Then Kvar asks, once, and the broken promise is in the journal with what is done now
    assert Told.objects.filter(kind="term_unsettled", case=case).count() == 1
    term = case.agreements.get().terms.get()
    story.sends("sara", "meetings:settle", case.pk, term.pk, kept="no", note="Vi söker bistånd med henne.")
    assert "Löftet hölls inte" in story.reads("sara", "case:journal", case.pk)


# 6. Money we promised.


def a_rent_that_we_promised_is_missed_and_reported(story: Story) -> None:
    case = story.case
    # Given the debt as the papers have it
    story.on(date(2025, 8, 11))
    proposals = story.reads("jonas", "money:proposals", case.pk)
    lines = re.findall(r'name="lines" value="([^"]+)"', proposals)
    story.sends("jonas", "money:proposals", case.pk, lines=lines)
    page = story.reads("sara", "money:debt", case.pk)
    assert "Kvar att betala" in page and "En avhysning brukar kosta hyresvärden" in page
    # And a position on the board's responsibility for each of the landlord's papers, with why
    for notice in case.notices.filter(kind="rent_termination"):
        no = {"taken": "no", "decided_by": "Enhetschefen", "because": "Hon kan betala hyran med sin egen lön."}
        story.sends("jonas", "money:undertaking", case.pk, notice.pk, decided_on=story.day.isoformat(), **no)
    # When financial assistance promises the rents of the autumn, and nobody decides the first
    rents = {"kind": "own_means", "payee": LANDLORD, "amount": "7850", "rhythm": "rent_day", "decided": "no"}
    story.sends("jonas", "money:promise_new", case.pk, due_on="2025-08-29", until="2025-09-30", **rents)
    story.night(date(2025, 8, 27))
    # Then it is an alarm two working days before
    assert "En betalning som vi har lovat är inte beslutad" in story.reads("jonas", "news:list")
    # When the day passes, a report is drafted without a name, and somebody hands it in
    story.night(date(2025, 9, 1))
    draft = Deviation.objects.get(case=case)
    assert "29 augusti" in draft.text and "Annika" not in draft.text
    assert "blev inte av i tid" in story.reads("sara", "news:list")
    story.sends("jonas", "money:deviation", case.pk, draft.pk, action="hand_in", handed_to="Enhetschefen")
    assert Deviation.objects.get().state == "handed_in"
    # And the next is decided, sent and confirmed, each on its day
    late, coming = case.promised.order_by("due_on")
    story.sends("jonas", "money:promise", case.pk, late.pk, state="sent", on="2025-09-01")
    story.sends("jonas", "money:promise", case.pk, late.pk, state="confirmed", on="2025-09-01")
    for state in ("decided", "sent", "confirmed"):
        story.sends("jonas", "money:promise", case.pk, coming.pk, state=state, on="2025-09-01")
    assert "Bekräftad" in story.reads("sara", "money:debt", case.pk)


# 1. The question to another administration, and the paper that went astray.


def the_worry_that_went_to_the_wrong_administration_comes_here(story: Story) -> None:
    # Given that the family unit's second letter went to Centrum, which asks the one thing it may
    story.on(WORRIED_AGAIN)
    story.registers("nora", story.worry(WORRIED_AGAIN))
    stray = Notice.objects.get(case__administration=CENTRUM)
    there = stray.case
    assert there is not None
    [person] = there.household.members.all()
    story.sends(
        "nora", "known_here:ask", there.pk, member=str(person.pk), to="hisingen", reason="Adressen är på Hisingen."
    )
    assert "väntar på svar" in story.reads("sara", "worklist:my_day")
    [question] = re.findall(r"/aktuell/([0-9a-f-]{36})/", story.reads("sara", "known_here:received"))
    story.sends("sara", "known_here:answer", question, answer="yes")
    page = story.reads("nora", "case:page", there.pk)
    assert "aktuell" in page and story.case.reference not in page
    assert story.is_kept_out("nora", "case:page", story.case.pk)
    # When it is passed on two days later, by the dwelling's district
    story.on(WORRIED_AGAIN + 2 * DAY)
    assert "hör enligt listan till Socialförvaltningen Hisingen" in story.reads("nora", "intake:pass_on", stray.pk)
    story.sends("nora", "intake:pass_on", stray.pk, to="hisingen", reason="Adressen är på Hisingen.")
    # Then it is here with the day it came, in a case of its own until Sara links it, and the link is not a merger
    came = Notice.objects.get(case__administration="hisingen", arrived_on=WORRIED_AGAIN)
    assert came.came_on == story.day and came.case != story.case
    story.sends("sara", "intake:link", came.pk, target=f"case:{story.case.pk}")
    assert story.case.notices.count() == 5
    story.sends("sara", "intake:position", came.pk, opened="opened", reason="Läggs till den utredning som pågår.")
