"""Today's post: a morning's letters become one stack, and what must not go is not in it."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kvar.casework.access import Actor, actor_of
from kvar.casework.households import protect_person
from kvar.casework.owner.owning import take_case
from kvar.casework.post.proving import number_field
from kvar.records.models import Case, Letter, Posting, Stack, User
from tests import factories
from tests.factories import TODAY
from tests.factories_post import LETTER, make_letter_case

pytestmark = pytest.mark.django_db
DAY = reverse("post:day")


def sign_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.id))
    return client


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return str(response.content.decode())


def worker(name: str, **fields: object) -> Actor:
    return actor_of(factories.make_user(name=name, phone="031-000 00 01", **fields))


def household(name: str, by: Actor) -> Case:
    told = factories.make_person_told(name=name, personal_number="", number_state="unknown", served_on=TODAY)
    case = make_letter_case(by=by, tenant=told)
    take_case(case=case, by=by, today=TODAY)
    return case


def put_from_draft(client: Client, case: Case, *, channel: str, own_words: str = "") -> None:
    """Read the letter with what was typed, and put it in today's post."""
    url = reverse("letters:draft", args=[case.pk, LETTER])
    typed = {"channel": channel, "own_words": own_words}
    seen = client.post(url, typed | {"what": "visa"})
    assert client.post(url, typed | {"what": "posten", "as_read": seen.context["draft"].fingerprint}).status_code == 303


def test_the_post_goes_once_a_day_and_never_what_a_later_marking_forbids() -> None:
    # Given: Sara has read four letters in the morning and put them in today's post, one of them registered.
    sara, vera = worker("Sara Lindh"), worker("Vera Prov", role="team_lead", cleared=True)
    at_saras = sign_in(sara)
    cases = [household(name, sara) for name in ("Adina Prov", "Bosse Prov", "Cia Prov", "Dan Prov")]
    put_from_draft(at_saras, cases[0], channel="post", own_words="Ring gärna mig i morgon före tolv.")
    put_from_draft(at_saras, cases[1], channel="registered_letter")
    put_from_draft(at_saras, cases[2], channel="post")
    put_from_draft(at_saras, cases[3], channel="post")
    assert "4 brev går" in read(at_saras, DAY) and not Letter.objects.exists()

    # When: Cia turns out to be protected, and Dan has paid.
    member = cases[2].household.members.get(role="tenant")
    protect_person(case=cases[2], by=vera, today=TODAY, member=member)
    cases[3].notices.update(paid_on=TODAY)

    # Then: Cia's letter is gone at once, and Dan's stands as stopped before anybody prints.
    waiting = read(at_saras, DAY)
    assert "Cia Prov" not in waiting and "redan betald" in waiting and "2 brev går" in waiting

    # When: Vera prints the stack in the afternoon.
    at_veras = sign_in(vera)
    printed = at_veras.post(reverse("post:print"), follow=True)
    stack = Stack.objects.get()

    # Then: two letters are issued; they name Sara, who answers for the cases; Dan's was taken out, and both are told.
    assert sorted(Letter.objects.values_list("recipient", flat=True)) == ["Adina Prov", "Bosse Prov"]
    assert all("Sara Lindh" in one.text and one.by.name == "Vera Prov" for one in Letter.objects.all())
    assert "Togs ur posten" in printed.content.decode() and "redan betald" in printed.content.decode()
    assert "Ett brev går inte med dagens post" in read(at_saras, reverse("news:list"))

    # And: the file is a page to tick, then each letter on sheets of its own, the own words in their place.
    file = at_veras.get(reverse("post:stack_file", args=[stack.pk])).content
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(file)).pages]
    assert "Bosse Prov" in pages[0] and "Adina Prov" in pages[0] and "Cia" not in "".join(pages)
    starts = [n for n, page in enumerate(pages) if "Du riskerar" in page]
    assert len(starts) == 2 and all(n % 2 == 0 for n in starts) and len(pages) % 2 == 0
    whole = "".join(pages)
    assert whole.index("Ring gärna mig i morgon") < whole.index("Kontakta oss", whole.index("Ring gärna mig"))

    # When: the post has gone, and Vera writes it in with the number of the registered letter.
    url = reverse("post:stack", args=[stack.pk])
    every = [key for key, _label in at_veras.get(url).context["form"].fields["sent"].choices]
    bosse = Letter.objects.get(recipient="Bosse Prov")
    typed = {"sent_on": TODAY.isoformat(), "sent_at": "16.00", "sent": every, number_field(bosse): "RR123456789SE"}
    assert at_veras.post(url, typed).status_code == 303

    # Then: each letter has its own proof, on its page and in its journal.
    assert Posting.objects.count() == 2
    assert "nummer RR123456789SE" in read(at_saras, reverse("letters:letter", args=[bosse.pk]))
    assert "nummer RR123456789SE" in read(at_saras, reverse("case:journal", args=[bosse.case_id]))
    assert "nummer RR123456789SE" not in read(at_saras, reverse("case:journal", args=[cases[0].pk]))
