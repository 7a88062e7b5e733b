"""A registered notice: its answer page, its service days, the position on it, what it belongs with, its original."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kvar import law
from kvar.casework.intake.serving import record_service
from kvar.casework.plans import plan_of
from kvar.records.models import AccessLog, Notice
from tests import factories
from tests.factories import TODAY
from tests.harness.queries import assert_constant_queries
from tests.web.intake.papers import NEW, signed_in, typed

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n<script>alert(1)</script>"


@pytest.fixture
def sara(db: None) -> Client:
    return signed_in(name="Sara Lindh")


@pytest.fixture
def notice(db: None) -> Notice:
    return factories.make_notice(by=factories.make_actor(), tenant=factories.make_person_told(name="Elin Åberg"))


def address(name: str, notice: Notice) -> str:
    return reverse(f"intake:{name}", args=[notice.pk])


def link_to(notice: Notice, target: str) -> dict[str, object]:
    """What the page posts: the choice, and the paper as it was read."""
    return {"target": target, "version": Notice.objects.get(pk=notice.pk).version}


def served(notice: Notice, day: str, **fields: str) -> dict[str, str]:
    service = notice.services.get()
    told = {"served_on": day, "method": "", "source": "landlord", "version": str(service.version)} | fields
    return {"service": str(service.pk)} | {f"{service.pk}-{name}": value for name, value in told.items()}


def test_the_section_is_open_until_somebody_has_answered(sara: Client, notice: Notice) -> None:
    page = sara.get(address("notice", notice)).content.decode()
    assert "Avsnitt 1 eller 2 – ta reda på om barn berörs" in page
    factories.answer_children(notice.case, by=factories.make_actor(), yes=False)
    assert "Avsnitt 2, hushåll utan barn" in sara.get(address("notice", notice)).content.decode()


def test_an_uncertain_day_is_never_shown_as_certain(sara: Client, notice: Notice) -> None:
    page = sara.get(address("notice", notice)).content.decode()
    assert "Tidigast" in page
    assert "Delgivningsdagen är inte känd. Fråga hyresvärden" in page


def test_the_day_is_explained_as_on_the_case_page(sara: Client, notice: Notice) -> None:
    page = sara.get(address("notice", notice)).content.decode()
    assert 'aria-label="Dag för dag: Återvinningsfrist"' in page
    assert "Det här skulle ändra dagen:" in page and "räknas tidigast härifrån" in page


@pytest.mark.parametrize(("due", "asked"), [("2026-10-31", True), ("2026-10-30", False)])
def test_a_rent_due_on_a_day_off_is_asked_about(sara: Client, notice: Notice, due: str, asked: bool) -> None:
    Notice.objects.filter(pk=notice.pk).update(rent_due_on=due)
    page = sara.get(address("notice", notice)).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert ("Lördag 31 oktober är ingen arbetsdag. Hyra ska normalt betalas" in page) is asked
    assert ("https://lagen.nu/1970:994#K12P20" in page) is asked


def test_the_answer_says_who_is_told_and_what_is_first(sara: Client, notice: Notice) -> None:
    page = sara.get(address("notice", notice)).content.decode()
    assert "Enheten för ekonomiskt bistånd" in page
    assert "Ta ställning till om utredning ska inledas" in page
    assert AccessLog.objects.filter(about=f"case:{notice.case_id}", route="intake:notice").exists()


def test_the_service_day_becomes_known_a_week_later_and_is_then_corrected(sara: Client) -> None:
    arrived = TODAY - timedelta(days=7)
    notice = factories.make_notice(by=factories.make_actor(), today=arrived)
    url = address("service", notice)
    assert plan_of(notice.case).clock.missing == ("tenant_served_on",)
    assert sara.post(url, served(notice, arrived.isoformat())).status_code == 303
    first = plan_of(notice.case).clock
    assert first.certain and not first.missing
    corrected = arrived + timedelta(days=3)
    assert sara.post(url, served(notice, corrected.isoformat())).status_code == 303
    assert plan_of(notice.case).clock.last_day > first.last_day
    texts = [entry.words.text for entry in notice.case.journal.filter(kind="service").select_related("words")]
    assert len(texts) == 2 and "rättad" in texts[1]


def test_each_way_to_serve_is_explained_beside_the_form(sara: Client, notice: Notice) -> None:
    page = sara.get(address("service", notice)).content.decode()
    assert "Vad betyder de olika sätten?" in page
    assert "Bara en myndighet får delge elektroniskt, så det räknas inte." in page
    told = served(notice, TODAY.isoformat(), method="letterbox")
    assert sara.post(address("service", notice), told).status_code == 303
    assert notice.services.get().method == "letterbox"


def test_a_service_day_after_today_is_refused_beside_its_field(sara: Client, notice: Notice) -> None:
    told = served(notice, (TODAY + timedelta(days=1)).isoformat())
    response = sara.post(address("service", notice), told)
    assert response.status_code == 422
    assert "har inte varit än" in response.content.decode()
    assert notice.services.get().served_on is None


def test_the_second_of_two_savers_sees_the_first_ones_day_and_keeps_the_own(sara: Client, notice: Notice) -> None:
    mine = served(notice, (TODAY - timedelta(days=1)).isoformat())
    record_service(
        service=notice.services.get(),
        by=factories.make_actor(),
        today=TODAY,
        served_on=TODAY - timedelta(days=2),
        method="",
        source="landlord",
        version=1,
    )
    response = sara.post(address("service", notice), mine)
    page = response.content.decode()
    assert response.status_code == 422
    assert "En kollega har ändrat delgivningsdagen" in page and "fredag 20" in page
    assert f'value="{(TODAY - timedelta(days=1)).isoformat()}"' in page
    assert notice.services.get().served_on == TODAY - timedelta(days=2)


def test_saving_again_after_having_seen_it_is_a_decision(sara: Client, notice: Notice) -> None:
    stale = served(notice, (TODAY - timedelta(days=1)).isoformat(), version="0")
    shown = sara.post(address("service", notice), stale).content.decode()
    assert 'version" value="1"' in shown
    assert sara.post(address("service", notice), stale | served(notice, "2026-11-21")).status_code == 303


def test_a_position_is_taken_once_with_its_reason(sara: Client, notice: Notice) -> None:
    url = address("position", notice)
    empty = sara.post(url, {"opened": "opened", "reason": ""})
    assert empty.status_code == 422 and "Fältet är tomt" in empty.content.decode()
    assert sara.post(url, {"opened": "not_opened", "reason": "Skulden är betald."}).status_code == 303
    page = sara.get(address("notice", notice)).content.decode()
    assert "Utredning inte inledd" in page and "Skulden är betald." in page
    again = sara.post(url, {"opened": "opened", "reason": "Ändå."})
    assert again.status_code == 422 and "har redan tagit ställning" in again.content.decode()
    assert "Ändå.</textarea>" in again.content.decode()


def test_two_notices_for_one_debt_are_linked_and_both_stay(sara: Client, notice: Notice) -> None:
    second = factories.make_notice(by=factories.make_actor(), case=notice.case)
    response = sara.post(address("link", second), link_to(second, f"debt:{notice.pk}"), follow=True)
    second.refresh_from_db()
    assert second.same_debt_as_id == notice.pk
    page = response.content.decode()
    said = page.split('<h2 id="samma-skuld">')[1].split("</section>")[0]
    assert address("notice", notice) in said and "Ändra eller ta bort kopplingen" in said
    assert "Kan höra ihop" not in page, "what is joined is no longer shown as something that may be"
    assert 'id="samma-skuld"' in sara.get(address("notice", notice)).content.decode(), "nor from the other side"
    assert Notice.objects.count() == 2
    sara.post(address("link", second), link_to(second, "alone"))
    second.refresh_from_db()
    assert second.same_debt_as_id is None


def test_a_notice_is_moved_to_the_case_it_belongs_to_with_its_service_days(sara: Client, notice: Notice) -> None:
    tenant = factories.make_person_told(name="Elin Åberg")
    mistaken = factories.make_notice(by=factories.make_actor(), tenant=tenant)
    page = sara.get(address("notice", mistaken)).content.decode()
    assert "Kan höra ihop" in page and notice.case.reference in page
    assert sara.post(address("link", mistaken), link_to(mistaken, f"case:{notice.case_id}")).status_code == 303
    mistaken.refresh_from_db()
    assert mistaken.case_id == notice.case_id
    assert mistaken.services.get().tenant.household_id == notice.case.household_id
    assert sara.get(address("notice", mistaken)).status_code == 200


def test_a_moved_paper_may_name_somebody_the_household_does_not_have(sara: Client, notice: Notice) -> None:
    other = factories.make_notice(by=factories.make_actor(), tenant=factories.make_person_told(name="Per Ek"))
    assert sara.post(address("link", other), link_to(other, f"case:{notice.case_id}")).status_code == 303
    for page in (address("notice", other), address("service", other)):
        assert sara.get(page).status_code == 200


def test_what_is_not_offered_cannot_be_linked(sara: Client, notice: Notice) -> None:
    elsewhere = factories.make_notice(by=factories.make_actor(administration=factories.CENTRUM))
    assert sara.post(address("link", notice), link_to(notice, f"debt:{elsewhere.pk}")).status_code == 422


def test_the_original_is_a_download_and_never_a_page(sara: Client) -> None:
    scan = SimpleUploadedFile("brev från värden.pdf", PDF, content_type="text/html")
    location = sara.post(NEW, typed() | {"scan": scan})["Location"]
    response = sara.get(f"{location}original/")
    assert b"".join(response.streaming_content) == PDF  # type: ignore[arg-type]
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_notice_without_original_has_none_to_fetch(sara: Client, notice: Notice) -> None:
    assert sara.get(address("original", notice)).status_code == 404
    assert "Hämta originalet" not in sara.get(address("notice", notice)).content.decode()


def test_a_scan_that_cannot_be_stored_leaves_no_half_notice(sara: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from kvar.casework import kept

    def full(*_arguments: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(kept, "_write", full)
    sara.raise_request_exception = False
    response = sara.post(NEW, typed() | {"scan": SimpleUploadedFile("brev.pdf", PDF)})
    assert response.status_code == 500
    assert not Notice.objects.exists()


def test_another_units_worker_registers_and_hands_on(db: None) -> None:
    """A disturbance has no room for the children's unit yet: its worker registers, and the adult unit takes over."""
    worker = signed_in(unit=factories.CHILDREN)
    told = {
        "sender_type": "landlord",
        "kind": "disturbance_warning",
        "tenant_name": "Nils",
        "arrived_on": "idag",
    }
    response = worker.post(NEW, told, follow=True)
    assert response.redirect_chain == [(reverse("worklist:my_day"), 303)]
    assert Notice.objects.get().ground == law.Ground.DISTURBANCE


def test_the_answer_page_asks_as_often_for_many_papers_as_for_one(sara: Client, notice: Notice) -> None:
    by = factories.make_actor()
    more = lambda: factories.make_notice(by=by, case=notice.case)  # noqa: E731
    assert_constant_queries(sara, address("notice", notice), more, most=44)  # the page reads the whole case


def two_papers() -> tuple[Notice, Notice]:
    """One served, its last day 3 December; a newer one, whose own service nobody knows."""
    served_on, by = TODAY - timedelta(days=10), factories.make_actor()
    tenant = factories.make_person_told(served_on=served_on)
    first = factories.make_notice(by=by, tenant=tenant, arrived_on=served_on - timedelta(days=2))
    return first, factories.make_notice(by=by, case=first.case, arrived_on=TODAY)


def read(client: Client, notice: Notice) -> str:
    return client.get(address("notice", notice)).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_page_of_a_paper_shows_its_own_day_and_tells_of_one_that_ends_first(sara: Client) -> None:
    first, second = two_papers()
    page = read(sara, second)
    assert '<p class="date said">Tidigast måndag 14 december' in page
    assert "Ett annat papper i ärendet går ut först: sista dag torsdag 3 december" in page
    assert f'href="{address("notice", first)}">Öppna det papperet' in page


def test_the_paper_that_ends_first_tells_its_own_day_alone(sara: Client) -> None:
    first, _second = two_papers()
    page = read(sara, first)
    assert '<p class="date">torsdag 3 december' in page and "Ett annat papper" not in page


def test_a_paper_whose_own_time_is_over_says_so_and_leads_to_the_one_that_runs(sara: Client) -> None:
    first, second = two_papers()
    first.services.update(served_on=TODAY - timedelta(days=40))
    Notice.objects.filter(pk=first.pk).update(arrived_on=TODAY - timedelta(days=41))
    page = read(sara, first)
    assert '<p class="date">tisdag 3 november' in page and "Tiden löper för ett annat papper" in page
    assert f'href="{address("notice", second)}">Öppna det papperet' in page


def test_the_large_button_leads_to_the_position_on_the_papers_own_page(sara: Client) -> None:
    first, second = two_papers()
    for notice, other in ((first, second), (second, first)):
        page = read(sara, notice)
        assert address("position", notice) in page and address("position", other) not in page


def test_the_page_of_a_time_says_that_it_is_confirmed_the_same_day(sara: Client, notice: Notice) -> None:
    at = datetime(2026, 12, 3, 10, tzinfo=UTC)
    kfm = {"kind": "enforcement_time", "sender_type": "enforcement_authority", "eviction_at": at}
    time = factories.make_notice(by=factories.make_actor(), case=notice.case, **kfm)
    page = read(sara, time)
    assert "Tiden ska bekräftas idag" in page and "kopian till den det gäller" in page
    assert reverse("enforcement:page", args=[notice.case_id]) in page
    assert "ska bekräftas" not in read(sara, notice)
