"""The copy of the confirmation (SoF 11:3), in a language that whoever gets it reads."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.enforcement.confirming import SendingTold, record_sending
from kvar.casework.errors import ActRefused
from kvar.content.load import load
from kvar.records.models import JournalEntry, Letter, Member, Notice, User
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
KFM, HOUSEHOLD = "enforcement_authority", "household"
AT = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)


@pytest.fixture
def sara() -> User:
    return factories.make_user(name="Sara Lindh", phone="031-000 00 01")


@pytest.fixture
def by(sara: User) -> Actor:
    return actor_of(sara)


@pytest.fixture
def notice(by: Actor) -> Notice:
    """A time for two tenants, without Kronofogden's number: the letter names them."""
    case = factories.make_family(by=by)
    ali = factories.add_child(case, by=by, name="Ali Prov", born_on=date(1988, 5, 30))
    Member.objects.filter(pk=ali.pk).update(role="cotenant")
    return factories.make_notice(by=by, case=case, kind="enforcement_time", sender_type=KFM, eviction_at=AT)


def send(notice: Notice, by: Actor, recipient: str, **fields: Any) -> None:
    told: dict[str, Any] = {"answers": by.id, "way": "post", "sent_to": "Maria", "sent_on": TODAY}
    told |= {"sent_at": time(14, 20)} | fields
    record_sending(notice=notice, by=by, today=TODAY, recipient=recipient, told=SendingTold(**told))


def page_url(notice: Notice, recipient: str) -> str:
    return reverse("enforcement:confirm", args=[notice.case_id, notice.pk, recipient])


def test_the_copy_is_in_english_with_the_swedish_words_that_count_below(notice: Notice, by: Actor) -> None:
    send(notice, by, KFM, way="secure_mail")
    send(notice, by, HOUSEHOLD, language="en")
    text = " ".join(Letter.objects.get(letter="bekraftelse_kopia").text.split())
    english, swedish = text.split("Kopia av vår bekräftelse till Kronofogden")
    assert "The time is Thursday 3 December at 10:00" in english
    assert " and " in english.split("It is about")[1].split(".")[0]
    assert "Tiden är torsdag 3 december kl. 10.00" in swedish
    assert " och " in swedish.split("Det gäller")[1].split(".")[0]
    assert "på engelska" in JournalEntry.objects.filter(case=notice.case, kind="confirmation").last().words.text


def test_a_translation_that_nobody_has_approved_is_not_sent(notice: Notice, by: Actor) -> None:
    send(notice, by, KFM, way="secure_mail")
    with pytest.raises(ActRefused, match="utkast"):
        send(notice, by, HOUSEHOLD, language="ar")
    assert not Letter.objects.filter(letter="bekraftelse_kopia").exists()


def test_the_page_offers_every_language_of_the_copy_and_shows_the_one_chosen(sara: User, notice: Notice) -> None:
    client = Client()
    client.force_login(sara)
    assert "language" not in client.get(page_url(notice, KFM)).context["form"].fields, "an authority reads Swedish"
    url = page_url(notice, HOUSEHOLD)
    offered = [code for code, _label in client.get(url).context["form"].fields["language"].choices]
    assert offered == ["sv", "lattlast", "en", *load().translations]
    for language, words in (("en", "You have a right to this copy"), ("uk", "utkast som en maskin har gjort")):
        shown = client.post(url, {"answers": str(sara.pk), "language": language, "preview": "1"}).content.decode()
        assert words in shown and f"sprak={language}" in shown
    pdf = reverse("enforcement:preview", args=[notice.case_id, notice.pk, HOUSEHOLD])
    assert client.get(f"{pdf}?svarar={sara.pk}&sprak=en").content.startswith(b"%PDF")
    assert client.get(f"{pdf}?svarar={sara.pk}&sprak=xx").status_code == 200, "an unknown language is Swedish"
