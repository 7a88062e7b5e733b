"""Owner always, and the next right step: one July in Hisingen's adult unit, day by day."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kvar import law
from kvar.casework.access import Actor, actor_of
from kvar.casework.intake.registering import take_position
from kvar.casework.owner.duty import Because, who_answers
from kvar.casework.time import let_time_work
from kvar.content.load import load
from kvar.records.models import Absence, Case, JournalEntry, LastDay, Postponement, Told, Track, User
from tests import factories
from tests.factories import ADULT, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, User]:
    told = {"sara": "Sara Lindh", "eva": "Eva Berg"}
    workers = {key: factories.make_user(name=name) for key, name in told.items()}
    lead = factories.make_user(role="team_lead", name="Lena Lind")
    return workers | {"lead": lead, "head": factories.make_user(role="unit_head", name="Harriet Ek")}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def owner_of(case: Case) -> User | None:
    return Track.objects.get(case=case, unit=ADULT).responsible


def test_no_case_is_left_waiting_when_people_come_and_go(people: dict[str, User]) -> None:
    sara, eva, head = (signed_in(people[name]) for name in ("sara", "eva", "head"))
    # given a notice that nobody has taken
    case = factories.make_case_with_notice(by=actor_of(people["lead"]), tenant=_tenant("Tove Tomtesson"))
    # then it stands on the head's list the same day, with a proposal, and the night tells her
    assert "Tove Tomtesson" in page_of(head, "/laget/")
    let_time_work(today=TODAY)
    assert Told.objects.filter(kind="ownerless", case=case, to=people["head"]).exists()

    # when Sara takes it
    assert sara.post(reverse("case:take", args=[case.pk])).status_code == 303
    # then she is responsible, it leaves the list, and it is in the journal
    assert owner_of(case) == people["sara"]
    assert "Alla ärenden har en ansvarig" in page_of(head, "/laget/")
    assert JournalEntry.objects.filter(case=case, kind="responsible").count() == 1

    # when she is ill from today and has named Eva
    ill = {"user": str(people["sara"].pk), "first_day": "22 nov", "last_day": "", "cover": str(people["eva"].pk)}
    assert sara.post(reverse("situation:absences"), ill).status_code == 303
    # then Eva finds the case on her Min dag, with whom she stands in for, and answers for it
    assert "du ersätter Sara Lindh" in page_of(eva, "/")
    assert "borta tills vidare, ersätts av Eva Berg" in page_of(eva, reverse("case:page", args=[case.pk]))
    assert who_answers(case, ADULT, on=TODAY).because is Because.COVER
    assert "borta nu" in page_of(head, "/laget/")

    # when Eva falls ill as well
    factories.make_absence(_actor(people["eva"]))
    # then 1:e socialsekreterare answers
    assert who_answers(case, ADULT, on=TODAY).user == people["lead"]

    # when Sara never comes back, and leaves to nobody
    leaves = {"user": str(people["sara"].pk), "left_on": "22 nov", "to": ""}
    assert head.post(reverse("situation:leave"), leaves).status_code == 303
    # then her next press leads to the sign-in, and the case stands on the list again
    assert sara.get("/").status_code == 302
    assert owner_of(case) is None
    assert "Tove Tomtesson" in page_of(head, "/laget/")

    # when the head hands it out to Eva, who is back
    Absence.objects.filter(user=people["eva"]).update(withdrawn=True)
    given = {"cases": [str(case.pk)], "user": str(people["eva"].pk)}
    assert head.post(reverse("situation:hand_out"), given).status_code == 303
    # then she has it and has been told
    assert owner_of(case) == people["eva"]
    assert Told.objects.filter(kind="given", to=people["eva"]).exists()


def test_a_day_that_passes_is_told_upwards_and_an_untouched_paper_each_morning(people: dict[str, User]) -> None:
    # given a case with an owner who does nothing at all
    case = factories.make_case_with_notice(by=actor_of(people["sara"]))
    signed_in(people["sara"]).post(reverse("case:take", args=[case.pk]))
    # when two weeks of nights go by
    heard: dict[str, list[int]] = {"sara": [], "lead": [], "head": []}
    for number in range(15):
        let_time_work(today=TODAY + timedelta(days=number))
        for name, told in heard.items():
            told.append(Told.objects.filter(to=people[name], case=case, unit=ADULT).count())
    # then the owner was told first, then the lead, then the head, and nobody the same thing every night
    first = {name: next(day for day, number in enumerate(counts) if number) for name, counts in heard.items()}
    assert first["sara"] <= first["lead"] <= first["head"]
    assert heard["sara"][-1] < 15
    # and that nothing has happened since the paper came stands with the head
    later = TODAY + timedelta(days=14)
    assert Told.objects.filter(kind="untouched", to=people["sara"], case=case).count() == 1
    told_on = Told.objects.get(kind="untouched", case=case, unit=ADULT).day
    assert law.is_working_day(told_on) and told_on < later


def test_without_a_named_cover_the_units_cover_answers_and_a_day_with_nobody_is_told(people: dict[str, User]) -> None:
    sara, head = signed_in(people["sara"]), signed_in(people["head"])
    case = factories.make_case_with_notice(by=_actor(people["sara"]))
    sara.post(reverse("case:take", args=[case.pk]))
    # given that the head has named the unit's cover
    assert head.post(reverse("situation:cover"), {"user": str(people["eva"].pk)}).status_code == 303
    # when Sara is ill and names nobody, then the unit's cover has the case on her day
    factories.make_absence(_actor(people["sara"]))
    assert who_answers(case, ADULT, on=TODAY).user == people["eva"]
    assert "du ersätter Sara Lindh" in page_of(signed_in(people["eva"]), "/")
    # when everybody is away, then it stands red on top, and the head of another unit is told in the morning
    other = factories.make_user(role="unit_head", unit=factories.MONEY)
    for name in ("eva", "lead", "head"):
        factories.make_absence(_actor(people[name]))
    assert "Idag är alla borta i" in page_of(head, "/laget/")
    monday = TODAY + timedelta(days=1)
    for _again in range(2):
        let_time_work(today=monday)
    assert [told.to for told in Told.objects.filter(kind="nobody_on_duty", day=monday, to=other)] == [other]


def test_who_is_told_and_when_is_the_citys_to_decide(people: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    # given a city that wants its heads to know of a legal day the same day, and nobody else
    owning = load().coordination.owning
    [rule] = [one for one in owning.escalations if one.id == "law_unit_head"]
    monkeypatch.setitem(owning.__dict__, "escalations", (rule.model_copy(update={"working_days": 0}),))
    case = factories.make_case_with_notice(by=_actor(people["sara"]))
    signed_in(people["sara"]).post(reverse("case:take", args=[case.pk]))
    # when the night of that day has been, then it is so
    let_time_work(today=TODAY)
    told = Told.objects.filter(case=case, kind__in=("due_today", "overdue_law"), unit=ADULT)
    assert {one.to for one in told} == {people["head"]}


def test_the_head_sees_what_each_has_and_a_proposal_with_its_reasons(people: dict[str, User]) -> None:
    # given that Sara has two families, and a paper that nobody has
    for number in range(2):
        case = factories.make_family(by=_actor(people["sara"]), tenant=_tenant(f"Familj {number}"))
        signed_in(people["sara"]).post(reverse("case:take", args=[case.pk]))
    factories.make_case_with_notice(by=_actor(people["lead"]), tenant=_tenant("Tove Tomtesson"))
    page = page_of(signed_in(people["head"]), "/laget/")
    # then what each has is there, and Eva is proposed, with why; Sara is not
    [row] = re.findall(r'<li class="row">.*?Tove Tomtesson.*?</li>', re.split('id="utan"', page)[1], re.S)
    assert "Eva Berg" in row and "har minst att göra just nu" in row and "Sara Lindh" not in row
    workload = re.split('id="arbetslage"', page)[1]
    assert "Sara Lindh" in workload and "Eva Berg" in workload and "poäng" not in page.lower()


def test_the_next_right_step_says_why_and_can_wait_with_a_reason_that_is_counted(people: dict[str, User]) -> None:
    sara, head = signed_in(people["sara"]), signed_in(people["head"])
    # given a case of hers where what the law wants at once is done
    case = factories.make_case_without_children(by=_actor(people["sara"]))
    sara.post(reverse("case:take", args=[case.pk]))
    told = {"opened": True, "reason": "Behöver utredas."}
    take_position(notice=case.notices.get(), by=_actor(people["sara"]), today=TODAY, **told)
    # then Min dag says one thing, with why, the source and what would change it
    page = page_of(sara, "/")
    [box] = re.findall(r'<section class="next".*?</section>', page, re.S)
    assert "Nästa rätta steg" in box and 'class="source"' in box and "Det här kan ändra det" in box
    assert "Dagen är inne" in box or "det närmaste den här veckan" in box
    assert "Först står det som kan rädda en bostad" in box
    # and on the household's last day it offers no waiting
    last = LastDay.objects.create(case=case, subject="case", deadline="recovery_period", day=TODAY, certain=True)
    assert "?gor=postpone" not in page_of(sara, "/") and "Kan inte skjutas upp." in page_of(sara, "/")
    last.delete()
    [url] = re.findall(r'href="([^"]+\?gor=postpone)"', box)
    # when she puts it off until the landlord answers, on Tuesday at the latest
    assert "Varför kan steget vänta?" in page_of(sara, url)
    posted = {"action": "postpone", "because": load().codes.postpone_reasons[0].id, "until": "24 nov", "words": ""}
    assert sara.post(url.split("?")[0], posted | {"awaits": "contact"}).status_code == 303
    # then another step is the next one, the reason is in the journal, and the head sees it counted
    assert url not in page_of(sara, "/")
    assert "Inte nu:" in page_of(sara, reverse("case:journal", args=[case.pk]))
    assert Postponement.objects.count() == 1
    assert "de senaste 90 dagarna" in page_of(head, "/laget/")
    # when somebody is reached
    contact = {"on": "22 nov", "way": factories.contact_way(), "result": "reached", "note": ""}
    assert sara.post(reverse("case:contact", args=[case.pk]), contact).status_code == 303
    # then it has come back by itself
    assert "uppskjutet" not in page_of(sara, reverse("case:page", args=[case.pk]))


def _tenant(name: str) -> object:
    return factories.make_person_told(name=name)


def _actor(user: User) -> Actor:
    return actor_of(user)
