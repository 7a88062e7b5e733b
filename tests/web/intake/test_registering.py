"""Ny underrättelse: the paper's blanks in its order, one page to a registered notice."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.plans import plan_of
from kvar.content.load import load
from kvar.records.models import Case, Notice, Service
from tests.factories import TODAY
from tests.web.intake.papers import NEW, NUMBER, RENT_KIND, bare, blanks, signed_in, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara(db: None) -> Client:
    return signed_in(name="Sara Lindh")


def test_a_rent_notice_is_registered_and_answered(sara: Client) -> None:
    response = sara.post(NEW, typed())
    notice = Notice.objects.get()
    assert (response.status_code, response["Location"]) == (303, reverse("intake:notice", args=[notice.pk]))
    assert (notice.amount, notice.rent_due_on.isoformat(), notice.sent_by) == (790_000, "2026-10-30", "letter")
    person = notice.household.members.get().person
    assert (person.personal_number, person.born_on.isoformat()) == (NUMBER, "1985-03-30")
    assert notice.household.dwelling.landlord.name == "Provbostäder AB"


def test_the_fields_stand_as_on_the_paper(sara: Client) -> None:
    sara.post(NEW, typed())
    fields = Notice.objects.get().fields
    assert fields["rent_amounts"] == {"state": "value", "value": [{"amount": 785_000, "due_on": "2026-10-30"}]}
    assert fields["interest"] == {"state": "value", "value": 5_000}


def test_missing_and_illegible_are_answers(sara: Client) -> None:
    answers = {"room_count": "", "room_count_state": "missing", "total": "", "total_state": "illegible"}
    response = sara.post(NEW, typed(**answers), follow=True)
    notice = Notice.objects.get()
    assert notice.fields["room_count"] == {"state": "missing", "value": None}
    assert notice.fields["total"] == {"state": "illegible", "value": None}
    assert notice.amount is None
    assert "Lägenhetens storlek (antal rum), Summa att betala" in response.content.decode()


@pytest.mark.parametrize("state", ["value", "missing"])
def test_without_a_sum_the_amount_is_that_of_the_rows_and_the_pages_say_so(sara: Client, state: str) -> None:
    rows = {"rent_amounts_amount_0": "8 450 kr", "rent_amounts_amount_1": "8 450", "rent_amounts_due_1": "30 sep"}
    served = {"served_on": TODAY.isoformat(), "service_method": "process_server"}
    page = _words(sara.post(NEW, typed(**rows, **served, total="", total_state=state), follow=True))
    assert Notice.objects.get().amount == 1_690_000
    assert "16 900 kr, summan av raderna" in page and "beloppet är inte känt" not in page
    debt = _words(sara.get(reverse("money:debt", args=[Notice.objects.get().case_id])))
    assert "16 900 kr behåller bostaden" in debt and "summan av raderna i underrättelsen" in debt


def test_a_sum_that_stands_is_not_said_to_be_ours(sara: Client) -> None:
    assert "summan av raderna" not in _words(sara.post(NEW, typed(), follow=True))


def test_without_sum_and_rows_the_debt_says_what_to_ask_in_a_whole_sentence(sara: Client) -> None:
    rows = {"rent_amounts_amount_0": "", "rent_amounts_due_0": "", "rent_amounts_state": "illegible"}
    sara.post(NEW, typed(**rows, total="", interest="", served_on=TODAY.isoformat(), service_method="process_server"))
    assert Notice.objects.get().amount is None
    debt = _words(sara.get(reverse("money:debt", args=[Notice.objects.get().case_id])))
    assert "Hur mycket som behöver betalas är inte känt. Fråga hyresvärden." in debt
    assert "inte känt behåller" not in debt and "Beloppet är det som underrättelsen säger" not in debt


def _words(response: Any) -> str:
    return str(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def test_only_the_tenants_name_is_needed(sara: Client) -> None:
    assert sara.post(NEW, bare()).status_code == 303
    service = Service.objects.get()
    assert (service.tenant.person.name, service.served_on) == ("Nils", None)


def test_without_a_name_nothing_is_saved_and_everything_typed_is_there(sara: Client) -> None:
    response = sara.post(NEW, typed(tenant_name="", tenant_name_state="missing", payment_account="Plusgiro 00-0"))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Skriv hyresgästens namn. Allt annat kan vara okänt." in page
    assert 'value="Plusgiro 00-0"' in page and 'value="7 850 kr"' in page
    assert not Notice.objects.exists()


@pytest.mark.parametrize("kind", [kind.id for kind in load().codes.notice_kinds])
def test_every_paper_has_its_own_blanks_in_its_own_order(sara: Client, kind: str) -> None:
    sender = load().codes.notice_kind(kind).senders[0]
    page = sara.get(NEW, {"sender_type": sender, "kind": kind}).content.decode()
    wanted = blanks(kind)
    shown = [name for name in re.findall(r'name="([a-z_]+?)(?:_(?:amount|day)_0)?"', page) if name in wanted]
    assert list(dict.fromkeys(shown)) == wanted


@pytest.mark.parametrize("kind", [kind.id for kind in load().codes.notice_kinds])
def test_every_paper_can_be_registered_with_a_name_alone(sara: Client, kind: str) -> None:
    name = next(blank for blank in blanks(kind) if blank in ("tenant_name", "consumer_name"))
    sender = load().codes.notice_kind(kind).senders[0]
    told = {"sender_type": sender, "kind": kind, name: "Nils", "arrived_on": "idag"}
    assert sara.post(NEW, told).status_code == 303
    assert Notice.objects.get().kind == kind


def test_a_paper_that_starts_no_clock_has_no_last_day(sara: Client) -> None:
    told = {"sender_type": "neighbour", "kind": "early_signal", "tenant_name": "Nils", "arrived_on": "idag"}
    response = sara.post(NEW, told, follow=True)
    assert not Service.objects.exists()
    assert "Sista dag att betala" not in response.content.decode()
    clock = plan_of(Case.objects.get()).clock
    assert clock is None, "an early signal is not the law's notice to the board"


def test_choosing_another_paper_keeps_what_is_typed_and_saves_nothing(sara: Client) -> None:
    told = typed(visa="1", sender_type="enforcement_authority", tenant_name="Elin Åberg")
    response = sara.post(NEW, told)
    page = response.content.decode()
    assert response.status_code == 200
    assert 'value="Elin Åberg"' in page and 'name="case_number"' in page and 'name="served_on"' not in page
    assert not Notice.objects.exists()


def test_changing_to_another_paper_and_back_loses_nothing(sara: Client) -> None:
    there = sara.post(NEW, typed(visa="1", sender_type="electricity_company")).content.decode()
    assert 'name="consumer_name" value="Maria Lindqvist"' in there
    assert '<input type="hidden" name="rent_amounts_due_0" value="30 okt">' in there
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', there))
    hidden.pop("csrfmiddlewaretoken", None)
    told = {"visa": "1", "sender_type": "landlord", "consumer_name": "Maria Lindqvist"}
    back = sara.post(NEW, hidden | told).content.decode()
    assert 'value="Maria Lindqvist"' in back and 'value="30 okt"' in back and 'value="7 900"' in back


def test_the_usual_tenure_follows_the_paper_but_a_chosen_one_stays(sara: Client) -> None:
    to_fee = {"visa": "1", "sender_type": "condominium_association", "kind": "condominium_fee", "paper": RENT_KIND}
    usual = sara.post(NEW, typed(**to_fee, tenure="rental")).content.decode()
    assert '<option value="condominium" selected>' in usual
    own = sara.post(NEW, typed(**to_fee, tenure="premises")).content.decode()
    assert '<option value="premises" selected>' in own


def test_kronofogdens_paper_keeps_time_number_and_cause(sara: Client) -> None:
    told = {
        "sender_type": "enforcement_authority",
        "kind": "enforcement_time",
        "case_number": "U-1-26",
        "landlord_name": "Provbostäder AB",
        "tenant_name": "Elin Åberg",
        "eviction_at_day_0": "10 december",
        "eviction_at_clock_0": "9.00",
        "cause": "rent_arrears",
        "arrived_on": "idag",
    }
    assert sara.post(NEW, told).status_code == 303
    notice = Notice.objects.get()
    assert (notice.reference, notice.cause, notice.sender_name) == ("U-1-26", "rent_arrears", "")
    assert notice.eviction_at.isoformat() == "2026-12-10T08:00:00+00:00"
    assert Case.objects.get().cause == "rent_arrears"


def test_a_wrong_amount_is_flagged_and_does_not_stop_anything(sara: Client) -> None:
    page = sara.post(NEW, typed(total="9 000"), follow=True).content.decode()
    assert "kan göra underrättelsen ogiltig" in page and "RH 1995:34" in page


def test_a_right_amount_is_not_flagged(sara: Client) -> None:
    assert "ogiltig" not in sara.post(NEW, typed(), follow=True).content.decode()


def test_what_was_already_paid_counts_in_the_amount(sara: Client) -> None:
    page = sara.post(NEW, typed(paid_before="3 000"), follow=True).content.decode()
    assert "kan göra underrättelsen ogiltig" in page


def test_the_usual_answers_are_there_from_the_start(sara: Client) -> None:
    page = sara.get(NEW).content.decode()
    assert f'value="{TODAY.isoformat()}"' in page
    assert f'<option value="{RENT_KIND}" selected>' in page
    assert '<option value="rental" selected>' in page
    assert page.count("autofocus") == 1
