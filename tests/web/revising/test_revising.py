"""A process leader changes the content in the browser, and another one switches it on."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kvar.casework.editions import store
from kvar.casework.editions.draft_files import lists_of, step_of
from kvar.casework.editions.store import draft_folder
from kvar.casework.editions.switching import take_back_edition
from kvar.content.load import load
from kvar.records.models import ContentDraft, OpenStep, PublishedEdition, User
from tests import factories
from tests.harness.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, settings: Any) -> None:
    settings.EDITIONS_ROOT = tmp_path / "editions"
    store._read.cache_clear()


def a_leader(name: str) -> tuple[Client, User]:
    user, client = factories.make_user(role="process_leader", administration="", unit="", name=name), Client()
    client.force_login(user)
    return client, user


@pytest.fixture
def ines() -> Client:
    return a_leader("Ines Falk")[0]


@pytest.fixture
def sara() -> Client:
    client = Client()
    client.force_login(factories.make_user(name="Sara Lindh"))
    return client


@pytest.fixture
def milo() -> Client:
    return a_leader("Milo Ek")[0]


def begun(client: Client, label: str = "Fler dagar") -> ContentDraft:
    assert client.post(reverse("revising:start"), {"label": label}).status_code == 303
    return ContentDraft.objects.get(label=label)


def form_values(client: Client, url: str) -> dict[str, Any]:
    """What the form holds, as a browser would send it back."""
    response = client.get(url)
    assert response.status_code == 200
    return {field.html_name: field.value() for field in response.context["form"] if field.value() is not None}


def page_of(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_step_is_changed_previewed_and_saved(ines: Client) -> None:
    draft = begun(ines)
    url = reverse("revising:step", args=[draft.pk, "H11"])
    typed = form_values(ines, url) | {"count": "4", "title": "Skicka brevet"}
    preview = ines.post(url, typed | {"preview": "1"}).content.decode()
    assert "senast 4 arbetsdagar efter ankomstdagen" in preview
    assert step_of(draft, "H11").title != "Skicka brevet", "a preview saves nothing"
    assert ines.post(url, typed).status_code == 303
    told = step_of(draft, "H11")
    assert (told.title, told.due.working_days) == ("Skicka brevet", 4)
    assert told.sources == next(one.sources for one in load().steps.values() if one.id == "H11")


def test_every_step_can_be_opened_and_saved_as_it_is(ines: Client) -> None:
    """The form loses nothing: what is saved unchanged is the same file."""
    draft = begun(ines)
    before = {path: path.read_bytes() for path in draft_folder(draft.pk).glob("*/*.yaml")}
    for id in ("H01", "H11", "H23", "B04", "K02", "A02", "F13", "U08"):
        url = reverse("revising:step", args=[draft.pk, id])
        assert ines.post(url, form_values(ines, url)).status_code == 303, id
    assert {path: path.read_bytes() for path in draft_folder(draft.pk).glob("*/*.yaml")} == before


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Fältet är tomt"),
        ({"count": "31"}, "Antalet kan vara högst 30"),
        ({"count": "tre"}, "Antalet är ett helt tal"),
        ({"count": "", "counted_in": "days"}, "Skriv hur många"),
        ({"count": "3", "counted_in": ""}, "Välj vad antalet räknas i"),
        ({"sources": []}, "Ett steg behöver en källa"),
        ({"starts_on": "2027-01-01", "until": "2026-01-01"}, "slutar gälla innan det börjar"),
        ({"until": "i morse"}, "dag"),
    ],
)
def test_a_refusal_stands_beside_the_field_and_nothing_is_lost(
    ines: Client, typed: dict[str, Any], sentence: str
) -> None:
    draft = begun(ines)
    url = reverse("revising:step", args=[draft.pk, "H11"])
    answer = ines.post(url, form_values(ines, url) | {"text": "Det jag just skrev."} | typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode() and "Det jag just skrev." in answer.content.decode()
    assert step_of(draft, "H11").text != "Det jag just skrev."


def test_the_second_of_two_savers_keeps_the_text(ines: Client, milo: Client) -> None:
    draft = begun(ines)
    url = reverse("revising:step", args=[draft.pk, "H11"])
    first, second = form_values(ines, url), form_values(milo, url)
    assert ines.post(url, first | {"title": "Den första"}).status_code == 303
    answer = milo.post(url, second | {"title": "Den andra"})
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Ines Falk: Ändrade steget H11." in told and "Den andra" in told
    assert 'name="version" value="2"' in told, "saving once more is a choice that she makes knowingly"
    assert milo.post(url, second | {"title": "Den andra", "version": "2"}).status_code == 303
    assert step_of(draft, "H11").title == "Den andra"


def test_what_is_typed_is_still_there_after_a_time_out(ines: Client) -> None:
    draft = begun(ines)
    url = reverse("revising:passage", args=[draft.pk, "om", 0])
    name = f"revising:passage:{draft.pk}:om:0"
    typed = form_values(ines, url) | {"body": "Halva meningen jag hann"}
    assert ines.post(f"{reverse('drafts:save')}?formular={name}", typed).status_code == 200
    assert "Halva meningen jag hann" in ines.get(url).content.decode()


def test_a_new_step_is_found_to_lack_its_passage(ines: Client) -> None:
    draft = begun(ines)
    old = form_values(ines, reverse("revising:step", args=[draft.pk, "H11"]))
    url = reverse("revising:new_step", args=[draft.pk, "H"])
    assert ines.post(url, old | {"title": "Ring en gång till"}).status_code == 303
    told = page_of(ines, "revising:draft", draft.pk)
    assert re.search(r"Inget stycke i handboken länkar till H\d\d", told)
    assert "Ring en gång till" in told


def test_a_passage_is_changed(ines: Client) -> None:
    draft = begun(ines)
    url = reverse("revising:passage", args=[draft.pk, "om", 0])
    typed = form_values(ines, url) | {"body": "Kort och klart. Se [sista dag](#sista-dag). <b>Inte fet.</b>"}
    preview = ines.post(url, typed | {"preview": "1"}).content.decode()
    assert "Se sista dag." in preview and "&lt;b&gt;Inte fet.&lt;/b&gt;" in preview
    assert ines.post(url, typed).status_code == 303
    assert "Kort och klart." in (draft_folder(draft.pk) / "handbook/om.md").read_text(encoding="utf-8")


def test_the_citys_own_days_are_changed_together(ines: Client) -> None:
    draft = begun(ines)
    url = reverse("revising:days", args=[draft.pk])
    response = ines.get(url)
    typed: dict[str, Any] = {"version": response.context["form"]["version"].value()}
    for _step, row in (pair for group in response.context["groups"] for pair in group["rows"]):
        typed |= {field.html_name: field.value() for field in row if field.value() is not None}
    assert ines.post(url, typed | {"H11-count": "90"}).status_code == 422
    assert ines.post(url, typed | {"H11-count": "9", "H12-count": "8"}).status_code == 303
    assert (step_of(draft, "H11").due.working_days, step_of(draft, "H12").due.working_days) == (9, 8)
    assert "Ändrade stadens egna dagar: H11, H12." in page_of(ines, "revising:draft", draft.pk)


def test_everybody_reads_the_citys_own_days(sara: Client) -> None:
    told = page_of(sara, "revising:local_days")
    local = next(step for step in load().steps.values() if step.origin == "local" and step.due.working_days)
    by_law = [step.title for step in load().steps.values() if step.origin == "law"]
    assert local.title in told and not any(title in told for title in by_law)


def test_the_folder_goes_home_and_comes_back(ines: Client) -> None:
    draft = begun(ines)
    home = ines.get(reverse("revising:download", args=[draft.pk]))
    assert home["Content-Type"] == "application/zip" and "attachment" in home["Content-Disposition"]
    url = reverse("revising:files", args=[draft.pk])
    archive = SimpleUploadedFile("utkast.zip", home.content)
    assert ines.post(url, {"version": 1, "archive": archive}).status_code == 303
    wrong = ines.post(url, {"version": 2, "archive": SimpleUploadedFile("x.zip", b"inget arkiv")})
    assert wrong.status_code == 422 and "inget zip-arkiv" in wrong.content.decode()


def test_faults_stand_with_file_and_line_and_stop_the_proposal(ines: Client) -> None:
    draft = begun(ines)
    file = draft_folder(draft.pk) / "checklists/hot.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("unit: vuxen", "unit: vuxna", 1), encoding="utf-8")
    told = page_of(ines, "revising:draft", draft.pk)
    assert "Enheten vuxna i H01 finns inte. Menar du vuxen?" in told and "checklists/hot.yaml, rad " in told
    url = reverse("revising:propose", args=[draft.pk])
    answer = ines.post(url, {"version": 1, "starts_on": factories.TODAY.isoformat(), "why": "Därför."})
    assert answer.status_code == 422 and "fel som behöver rättas först" in answer.content.decode()
    assert "De står under Kontroll." in page_of(ines, "revising:changes", draft.pk)


def proposed(client: Client) -> PublishedEdition:
    draft = begun(client)
    url = reverse("revising:step", args=[draft.pk, "H11"])
    client.post(url, form_values(client, url) | {"count": "9"})
    typed = {"version": 2, "starts_on": factories.TODAY.isoformat(), "why": "Brevet hinns inte."}
    assert client.post(reverse("revising:propose", args=[draft.pk]), typed).status_code == 303
    return PublishedEdition.objects.get()


def test_from_draft_to_switched_on_and_back(ines: Client, milo: Client, sara: Client) -> None:
    for _ in range(6):
        factories.make_case_with_notice()
    before = OpenStep.objects.filter(step="H11").values_list("due", flat=True)[0]
    edition = proposed(ines)
    url = reverse("revising:edition", args=[edition.pk])
    assert "En annan processledare slår på den" in ines.get(url).content.decode()
    assert "Räkna först igenom ärendena" in milo.get(url).content.decode()
    assert milo.post(url).status_code == 303, "the trial"
    told = milo.get(url).content.decode()
    assert "100 procent av ärendena är räknade" in told
    assert "Skicka informationsbrev" in told and "Slå på utgåvan" in told
    assert milo.post(url, {"switch_on": "1"}).status_code == 303
    assert "senast 9 arbetsdagar efter ankomstdagen" in page_of(sara, "handbook:steps", "H")
    assert OpenStep.objects.filter(step="H11").values_list("due", flat=True)[0] > before
    back = reverse("revising:take_back", args=[edition.pk])
    assert ines.post(back, {"why": ""}).status_code == 422
    assert ines.post(back, {"why": "Fel dag."}).status_code == 303
    assert "senast 9 arbetsdagar efter ankomstdagen" not in page_of(sara, "handbook:steps", "H")


def test_what_an_edition_says_changes_no_history(ines: Client, milo: Client, sara: Client) -> None:
    edition, before = proposed(ines), factories.TODAY - timedelta(days=1)
    url = reverse("revising:edition", args=[edition.pk])
    milo.post(url)
    milo.post(url, {"switch_on": "1"})
    new, steps = "senast 9 arbetsdagar efter ankomstdagen", reverse("handbook:steps", args=["H"])
    assert new in sara.get(steps).content.decode()
    assert new not in sara.get(f"{steps}?dag={before}").content.decode()
    told = page_of(sara, "editions:list")
    assert "Fler dagar" in told and "började gälla" in told
    compared = sara.get(f"{reverse('editions:compare')}?fran={before}&till={factories.TODAY}").content.decode()
    assert "1 steg har ändrats." in compared and "H11" in compared
    later = {"by": factories.make_process_leader(), "today": factories.TODAY + timedelta(days=2), "why": "Fel dag."}
    take_back_edition(edition=PublishedEdition.objects.get(), **later)
    assert new in sara.get(f"{steps}?dag={factories.TODAY + timedelta(days=1)}").content.decode(), (
        "it was in force then"
    )
    assert new not in sara.get(f"{steps}?dag={later['today']}").content.decode()
    assert "togs tillbaka" in page_of(sara, "editions:list")


def test_small_numbers_of_cases_are_held_back(ines: Client, milo: Client) -> None:
    factories.make_case_with_notice()
    url = reverse("revising:edition", args=[proposed(ines).pk])
    milo.post(url)
    assert "Ärenden där något ändras: färre än 5." in milo.get(url).content.decode()


def test_what_changes_is_told_step_by_step_and_file_by_file(ines: Client) -> None:
    draft = begun(ines)
    url = reverse("revising:step", args=[draft.pk, "H11"])
    ines.post(url, form_values(ines, url) | {"title": "Skicka brevet i dag"})
    told = page_of(ines, "revising:changes", draft.pk)
    assert "1 steg har ändrats." in told and "Skicka brevet i dag" in told
    assert "checklists/hot.yaml" in told and "+     title: Skicka brevet i dag" in told


def test_the_draft_page_asks_as_often_for_many_drafts_as_for_one(ines: Client) -> None:
    begun(ines)
    few = queries_of(ines, reverse("revising:start"))
    for number in range(3):
        begun(ines, label=f"Utkast {number}")
    assert len(queries_of(ines, reverse("revising:start"))) == len(few)


def test_a_process_leader_begins_at_a_page_of_her_own(settings: Any) -> None:
    user = factories.make_user(role="process_leader", administration="", unit="")
    client = Client()
    door = client.get("/")
    answer = client.post(door["Location"], {"login": user.email, "password": factories.PASSWORD})
    assert answer.status_code == 302 and client.get(answer["Location"]).status_code == 200


def test_a_file_that_is_not_read_is_shown_in_any_encoding(ines: Client) -> None:
    draft = begun(ines)
    (draft_folder(draft.pk) / "egna-ord.yaml").write_bytes("på svenska".encode("latin-1"))
    assert "svenska" in page_of(ines, "revising:changes", draft.pk)


def test_a_source_that_only_the_draft_has_is_kept(ines: Client) -> None:
    draft = begun(ines)
    file = draft_folder(draft.pk) / "checklists/hot.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("sources: [", "sources: [egen-kalla, ", 1), encoding="utf-8"
    )
    step = next(one.id for one in lists_of(draft)[file].steps if "egen-kalla" in one.sources)
    url = reverse("revising:step", args=[draft.pk, step])
    assert ines.post(url, form_values(ines, url) | {"title": "Nya ord"}).status_code == 303
    assert (step_of(draft, step).title, "egen-kalla" in step_of(draft, step).sources) == ("Nya ord", True)
