"""Receiving with a name in the same press, and being done with what is left on the page before the button."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.owner.owning import take_case
from kvar.casework.steps.handovers import hand_over
from kvar.records.models import Case, Handover, OpenStep, Track, User
from tests import factories
from tests.factories import CHILDREN, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def amir() -> User:
    return factories.make_user(unit=CHILDREN, name="Amir Said")


@pytest.fixture
def amirs(amir: User) -> Client:
    client = Client()
    client.force_login(amir)
    return client


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_family(by=by)


@pytest.fixture
def handed(case: Case, by: Actor) -> str:
    """The page of a hand-over that waits in the children's unit."""
    row: Handover = hand_over(case=case, by=by, today=TODAY, unit=CHILDREN)
    return reverse("tracks:handover", args=[case.pk, row.pk])


def responsible(case: Case) -> User | None:
    track: Track = Track.objects.get(case=case, unit=CHILDREN)
    return track.responsible


def days_of(case: Case) -> list[object]:
    return list(OpenStep.objects.filter(case=case, unit=CHILDREN).order_by("step").values_list("step", "due"))


def test_the_receiver_takes_the_case_as_her_own_in_the_same_press(
    case: Case, handed: str, amirs: Client, amir: User
) -> None:
    before = days_of(case)
    page = amirs.get(handed).content.decode()
    assert f'<option value="{amir.pk}" selected>Jag' in page and "Ingen än" in page
    assert amirs.post(handed, {"action": "accept", "user": str(amir.pk), "note": ""}).status_code == 303
    assert responsible(case) == amir
    after = days_of(case)
    assert set(after) <= set(before), "no day has moved"


def test_somebody_else_or_nobody_yet(case: Case, handed: str, amirs: Client) -> None:
    other = factories.make_user(unit=CHILDREN, name="Bodil Ek")
    assert "Bodil Ek" in amirs.get(handed).content.decode()
    assert amirs.post(handed, {"action": "accept", "user": "", "note": ""}).status_code == 303
    assert responsible(case) is None
    url = reverse("tracks:receive", args=[case.pk])
    Track.objects.filter(case=case, unit=CHILDREN).update(received_at=None, received_by=None)
    assert amirs.post(url, {"user": str(other.pk)}).status_code == 303
    assert responsible(case) == other


def test_who_is_already_responsible_stays_unless_another_is_chosen(
    case: Case, handed: str, amirs: Client, amir: User
) -> None:
    bodil = actor_of(factories.make_user(unit=CHILDREN, name="Bodil Ek"))
    take_case(case=case, by=bodil, today=TODAY)
    assert '<option value="" selected>Bodil Ek är kvar' in amirs.get(handed).content.decode()
    amirs.post(handed, {"action": "accept", "user": "", "note": ""})
    kept = responsible(case)
    assert kept is not None and kept.pk == bodil.id


def test_whoever_is_handed_it_by_a_colleague_is_asked_nothing_more(case: Case, by: Actor) -> None:
    eva = factories.make_user(name="Eva Holm")
    row = hand_over(case=case, by=by, today=TODAY, unit=factories.ADULT, user=eva)
    client = Client()
    client.force_login(eva)
    assert "Vem blir ansvarig?" not in client.get(reverse("tracks:handover", args=[case.pk, row.pk])).content.decode()


def test_what_the_law_still_wants_stands_before_the_button_with_its_links(case: Case, by: Actor) -> None:
    client = Client()
    client.force_login(User.objects.get(pk=by.id))
    url = reverse("tracks:finish", args=[case.pk])
    page = client.get(url).content.decode()
    step = OpenStep.objects.filter(case=case, unit=factories.ADULT, by_law=True).order_by("due", "pk").first()
    assert step is not None
    link = reverse("case:step", args=[case.pk, step.step, step.subject, step.round])
    assert link in page and page.index(link) < page.index("Vi är klara</button>")
    refused = client.post(url, {"note": "Allt är gjort."})
    assert refused.status_code == 422 and link in refused.content.decode()


def test_with_nothing_left_nothing_is_listed(by: Actor) -> None:
    case = factories.make_case_in_follow_up(by=by)
    factories.finish_own(case, by=by, today=TODAY)
    client = Client()
    client.force_login(User.objects.get(pk=by.id))
    assert "kvar-att-gora" not in client.get(reverse("tracks:finish", args=[case.pk])).content.decode()


def test_that_one_waits_is_said_before_the_box_with_the_way_to_it(case: Case, handed: str, by: Actor) -> None:
    """Given a hand-over without an answer / when the same unit is to get another / then the page says so at once."""
    client, url = Client(), reverse("tracks:hand_over", args=[case.pk, CHILDREN])
    client.force_login(User.objects.get(pk=by.id))
    page = client.get(url).content.decode()
    assert "väntar redan på svar" in page and f'href="{handed}"' in page and "<textarea" not in page
    refused = client.post(url, {"message": "En ny sak."}).content.decode()
    assert "har redan lämnat över" in refused and "En ny sak." in refused


def test_the_reasons_that_need_a_note_are_named_before(handed: str, amirs: Client) -> None:
    page = amirs.get(f"{handed}?gor=refuse").content.decode()
    label = page[page.index("Vad saknas eller är fel?") :][:400]
    assert "frivilligt" not in label.split("<textarea")[0]
    assert "Måste fyllas i när skälet är ”uppgifterna räcker inte, något saknas”" in label
