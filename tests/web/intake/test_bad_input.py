"""What cannot be read or be true: a Swedish sentence beside the field, a way to it, and nothing typed is lost."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kvar.records.models import Notice
from kvar.web.ui.forms.scans import MOST
from tests.factories import TODAY
from tests.web.intake.papers import NEW, NUMBER, signed_in, typed

pytestmark = pytest.mark.django_db
TOMORROW, YESTERDAY = (TODAY + timedelta(days=days) for days in (1, -1))
WRONG_CHECK_DIGIT = NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10)
UNBORN = "20991130" + "2383"

BAD: list[tuple[str, dict[str, Any], str]] = [
    ("served_on", {"served_on": TOMORROW.isoformat()}, "har inte varit än"),
    ("arrived_on", {"arrived_on": TOMORROW.isoformat()}, "har inte varit än"),
    (
        "posted_on",
        {"posted_on": TODAY.isoformat(), "arrived_on": YESTERDAY.isoformat()},
        "kan inte ha kommit innan det skickades",
    ),
    ("arrived_on", {"arrived_on": "31 november"}, "finns inte"),
    ("arrived_on", {"arrived_on": "i förrgår"}, "går inte att läsa som en dag"),
    ("total", {"total": "-500"}, "mindre än noll"),
    ("total", {"total": "sju tusen"}, "går inte att läsa som ett belopp"),
    ("total", {"total": "7,850"}, "kan läsas på två sätt"),
    ("rent_amounts", {"rent_amounts_amount_0": "-1"}, "Rad 1: Beloppet är mindre än noll"),
    ("rent_amounts", {"rent_amounts_amount_1": "", "rent_amounts_due_1": "30 sep"}, "Rad 2: beloppet saknas"),
    ("personal_number", {"personal_number": WRONG_CHECK_DIGIT}, "Kontrollsiffran stämmer inte"),
    ("personal_number", {"personal_number": UNBORN}, "föds efter idag"),
    ("personal_number", {"personal_number": "850330"}, "tio eller tolv siffror"),
    ("personal_number", {"personal_number": NUMBER, "personal_number_state": "missing"}, "både en uppgift"),
    ("birth_year", {"birth_year": "58", "personal_number": None}, "fyra siffror"),
    ("birth_year", {"birth_year": "1958"}, "stämmer inte med personnumret"),
    ("tenant_name", {"tenant_name": "N" * 10_000}, "10\N{NO-BREAK SPACE}000 tecken"),
    ("tenant_name", {"tenant_name": "Nils\N{RIGHT-TO-LEFT OVERRIDE}sliN"}, "vänder läsriktningen"),
]


@pytest.fixture
def sara(db: None) -> Client:
    return signed_in()


def beside(page: str, field: str) -> str:
    """The sentences that stand beside a field, as text."""
    found = re.search(rf'id="id_{field}_error">(.*?)</p>', page, re.S)
    return html.unescape(re.sub(r"<[^>]+>", "", found[1])) if found else ""


def lost(page: str, told: dict[str, Any], *, but: str) -> list[str]:
    """What was typed in other fields and is not in the page again."""
    shown = html.unescape(page)
    others = {name: value for name, value in told.items() if not name.startswith(but)}
    return [
        name for name, value in others.items() if f'value="{value}"' not in shown and f'"{value}" selected' not in shown
    ]


@pytest.mark.parametrize(("field", "bad", "sentence"), BAD, ids=[f"{field}-{n}" for n, (field, _, _) in enumerate(BAD)])
def test_each_gets_a_sentence_a_way_to_it_and_nothing_is_lost(
    sara: Client, field: str, bad: dict[str, Any], sentence: str
) -> None:
    told = typed(**bad)
    response = sara.post(NEW, told)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in beside(page, field)
    target = re.search(rf'<a href="#(id_{field}[^"]*)">', page)
    assert target is not None and f'id="{target[1]}"' in page, "the summary leads to the field"
    assert 'tabindex="-1" role="alert"' in page and "autofocus" in page, "the summary takes focus"
    assert lost(page, told, but=field) == []
    assert not Notice.objects.exists()


@pytest.mark.parametrize(("name", "value"), [("total", "7 850,50 kr"), ("total", "7850:-"), ("total", "7.850 SEK")])
def test_amounts_as_people_write_them(sara: Client, name: str, value: str) -> None:
    assert sara.post(NEW, typed(**{name: value})).status_code == 303
    assert Notice.objects.get().amount in (785_050, 785_000)


@pytest.mark.parametrize(
    "number", [NUMBER, f"{NUMBER[:8]}-{NUMBER[8:]}", NUMBER[2:], f"{NUMBER[2:8]}-{NUMBER[8:]}"], ids=str
)
def test_numbers_with_ten_or_twelve_digits(sara: Client, number: str) -> None:
    assert sara.post(NEW, typed(personal_number=number)).status_code == 303
    assert Notice.objects.get().household.members.get().person.personal_number == NUMBER


def test_a_plus_means_over_a_hundred(sara: Client) -> None:
    response = sara.post(NEW, typed(personal_number=f"{NUMBER[2:8]}+{NUMBER[8:]}"))
    assert response.status_code == 303
    assert Notice.objects.get().household.members.get().person.birth_year == 1885


def test_no_number_with_a_year_of_birth(sara: Client) -> None:
    told = typed(personal_number="", personal_number_state="missing", birth_year="1958")
    assert sara.post(NEW, told).status_code == 303
    person = Notice.objects.get().household.members.get().person
    assert (person.number_state, person.birth_year, person.personal_number) == ("missing", 1958, "")


@pytest.mark.parametrize("name", ["Zoë 🏠 Ek", "مريم حداد", "Łukasz Żółć"])
def test_names_in_any_script_are_kept_as_they_are(sara: Client, name: str) -> None:
    page = sara.post(NEW, typed(tenant_name=name), follow=True).content.decode()
    assert Notice.objects.get().household.name == name
    assert name in page


def scan(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (scan("brev.pdf", b"%PDF-1.7\n" + b"0" * (MOST + 5_000_000)), "högst 25 MB"),
        (scan("brev.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 100), "innehåller något annat"),
        (scan("brev.exe", b"MZ" + b"0" * 100), "kan inte tas emot"),
        (scan("brev.pdf", b""), "Filen är tom"),
    ],
    ids=["30 MB", "png called pdf", "exe", "empty"],
)
def test_a_scan_that_cannot_be_kept(sara: Client, file: SimpleUploadedFile, sentence: str) -> None:
    told = typed()
    response = sara.post(NEW, told | {"scan": file})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in beside(page, "scan")
    assert lost(page, told, but="scan") == []
    assert not Notice.objects.exists()


def test_several_wrongs_are_told_at_once(sara: Client) -> None:
    page = sara.post(NEW, typed(total="x", arrived_on="y", personal_number="1")).content.decode()
    assert "3 saker behöver rättas" in page


def test_a_time_without_an_hour_is_asked_for(sara: Client) -> None:
    told = {
        "sender_type": "enforcement_authority",
        "kind": "enforcement_time",
        "tenant_name": "Nils",
        "eviction_at_day_0": "10 december",
        "arrived_on": "idag",
    }
    page = sara.post(NEW, told).content.decode()
    assert "både dag och klockslag" in beside(page, "eviction_at")
    assert 'value="10 december"' in page
