"""The pages of the money: kronor in and öre on, what another unit is spared, and how often the database is asked."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.money.claims import accept_claims, add_claim, proposals_of, record_payment
from kvar.records.models import Case, Claim, Deviation, JournalText, Payment, PromisedPayment, Undertaking, User
from tests import factories
from tests.factories import CHILDREN, MONEY, TODAY
from tests.harness.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
PAYMENTS = "/betalningar/"
WHOLE_DEBT = 24  # queries: the page reads the whole case for its deadlines, and the money beside it


@pytest.fixture
def sara() -> Actor:
    return actor_of(factories.make_user())


@pytest.fixture
def jonas() -> Actor:
    return actor_of(factories.make_user(unit=MONEY))


@pytest.fixture
def case(sara: Actor) -> Case:
    return factories.make_case_with_notice(by=sara)


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.id))
    return client


def url(route: str, case: Case, *args: object) -> str:
    return reverse(f"money:{route}", args=[case.pk, *args])


def words(response: Any) -> str:
    return str(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def test_the_case_leads_to_its_debt_and_the_lines_of_the_notice_are_taken_in(sara: Actor, case: Case) -> None:
    client = signed_in(sara)
    assert url("debt", case) in words(client.get(reverse("case:page", args=[case.pk])))
    assert "1 rad i underrättelserna" in words(client.get(url("debt", case)))
    (line,) = proposals_of(case)
    response = client.post(url("proposals", case), {"lines": [line.key]})
    assert (response.status_code, response["Location"]) == (303, url("debt", case))
    page = words(client.get(url("debt", case)))
    assert "Kvar att betala: 7 850 kr" in page
    assert "7 850 kr behåller bostaden" in page
    assert "Liten skuld." in page


def test_kronor_are_typed_and_an_odd_amount_is_asked_about(sara: Actor, case: Case) -> None:
    client = signed_in(sara)
    typed = {"kind": "fee", "amount": "785 000", "due_on": "", "note": "Påminnelse"}
    response = client.post(url("claim_new", case), typed)
    assert response.status_code == 422
    assert "100 gånger månadshyran" in words(response) and "Påminnelse" in words(response)
    assert client.post(url("claim_new", case), typed | {"amount": "180,50"}).status_code == 303
    assert Claim.objects.get().amount == 18_050


def test_a_payment_is_put_to_the_rent_that_was_named_and_taken_back(sara: Actor, case: Case) -> None:
    client = signed_in(sara)
    rent = add_claim(case=case, by=sara, today=TODAY, kind="rent", amount=785_000, due_on=TODAY)
    typed = {"paid_on": TODAY.isoformat(), "amount": "7850", "payer": "board", "for_rent_due_on": TODAY.isoformat()}
    assert client.post(url("payment_new", case), typed | {"reference": ""}).status_code == 303
    assert "Som den som betalade angav" in words(client.get(url("debt", case)))
    typed = {"version": "1", "reason": "Fel hyra"}
    assert client.post(url("claim", case, rent.pk), typed).status_code == 303
    assert client.post(url("payment", case, Payment.objects.get().pk), typed).status_code == 303
    assert not Payment.objects.filter(withdrawn_on=None).exists()


def test_the_debt_page_says_once_what_is_not_known(sara: Actor, case: Case) -> None:
    page = words(signed_in(sara).get(url("debt", case)))
    assert page.casefold().count("delgivningsdagen är inte känd") == 1


def test_the_proof_of_an_undertaking_is_found_again(jonas: Actor, case: Case) -> None:
    """Given a decision and a message with proof / when somebody says where the proof is / then the page and the journal
    say it, and ask for it until then."""
    client, notice = signed_in(jonas), case.notices.get()
    address = url("undertaking", case, notice.pk)
    taken = {"taken": "yes", "decided_on": TODAY.isoformat(), "decided_by": "Jonas", "because": "Barn."}
    assert client.post(address, taken).status_code == 303
    told = {"version": 1, "in_writing": "yes", "told_to": "creditor", "about_the_debt": "yes", "proof": "yes"}
    assert client.post(address, told).status_code == 303
    assert "Det står inte var beviset finns." in words(client.get(url("debt", case)))
    assert client.post(address, told | {"version": 2, "proof_at": "Akten, flik 3"}).status_code == 303
    assert "Beviset finns: Akten, flik 3." in words(client.get(url("debt", case)))
    assert "Beviset finns: Akten, flik 3." in words(client.get(reverse("case:journal", args=[case.pk])))


def test_the_undertaking_is_decided_and_then_its_message_is_asked_for(jonas: Actor, case: Case) -> None:
    client, notice = signed_in(jonas), case.notices.get()
    typed = {"taken": "yes", "decided_on": TODAY.isoformat(), "decided_by": "Chefen", "because": "Barn."}
    assert client.post(url("undertaking", case, notice.pk), typed).status_code == 303
    page = words(client.get(url("undertaking", case, notice.pk)))
    assert "Beskedet till hyresvärden" in page and "Bevis saknas" in page
    typed = {"version": "1", "in_writing": "yes", "told_to": "tenant", "about_the_debt": "", "sent_by": ""}
    typed |= {"sent_on": "", "received_on": "", "proof": ""}
    assert client.post(url("undertaking", case, notice.pk), typed).status_code == 303
    assert Undertaking.objects.get().in_writing is True
    assert "gick inte till den som ska ha betalt" in words(client.get(url("debt", case)))


def test_a_decision_by_nobody_who_may_decide_is_written_again_until_somebody_has_been_told(
    jonas: Actor, case: Case
) -> None:
    """Its letter is never sent: without a way on the home would wait for a name."""
    client, notice = signed_in(jonas), case.notices.get()
    address = url("undertaking", case, notice.pk)
    assert 'name="decided_by" value' not in words(client.get(address)), "a caseworker's own name would be wrong"
    typed = {"taken": "yes", "decided_on": TODAY.isoformat(), "decided_by": "Jonas Wik", "because": "Barn."}
    assert client.post(address, typed).status_code == 303
    assert address + "?nytt=1" in words(client.get(url("debt", case)))
    assert "Jonas Wik står som den som har beslutat" in words(client.get(address + "?nytt=1"))
    assert client.post(address + "?nytt=1", typed | {"decided_by": "Karin Berg, enhetschef"}).status_code == 303
    assert Undertaking.objects.get().decided_by == "Karin Berg, enhetschef"
    said = JournalText.objects.filter(entry__kind="undertaking").values_list("text", flat=True)
    assert any("på nytt, av Karin Berg, enhetschef. Förut stod det Jonas Wik." in text for text in said)
    assert "nytt=1" not in words(client.get(url("debt", case)))
    assert "Beskedet till hyresvärden" in words(client.get(address + "?nytt=1"))


def test_the_adult_unit_sees_the_day_of_a_payment_and_not_the_economy(sara: Actor, jonas: Actor, case: Case) -> None:
    factories.make_promise(case, by=jonas, amount=123_400, note="Hemlig ekonomi")
    for place in (url("debt", case), PAYMENTS):
        page = words(signed_in(sara).get(place))
        assert "30 nov" in page and "Provbostäder AB" in page
        assert "Hemlig ekonomi" not in page and "1 234 kr" not in page and "egna medel" not in page.lower()
        assert "1 234 kr" in words(signed_in(jonas).get(place))


def test_what_financial_assistance_writes_of_the_economy_is_read_by_no_other_unit(
    sara: Actor, jonas: Actor, case: Case
) -> None:
    client, notice = signed_in(jonas), case.notices.get()
    row = factories.make_promise(case, by=jonas, note="Hemlig ekonomi")
    typed = {"version": "1", "state": "stopped", "on": TODAY.isoformat(), "reason": "Hemlig lön"}
    assert client.post(url("promise", case, row.pk), typed).status_code == 303
    typed = {"taken": "no", "decided_on": TODAY.isoformat(), "decided_by": "Chefen", "because": "Hemlig inkomst"}
    assert client.post(url("undertaking", case, notice.pk), typed).status_code == 303
    assert "Hemlig lön" in words(client.get(url("debt", case)))
    for place in (url("debt", case), reverse("case:page", args=[case.pk]), reverse("case:journal", args=[case.pk])):
        assert "Hemlig" not in words(signed_in(sara).get(place))


def test_a_payment_is_promised_decided_and_shown(jonas: Actor, case: Case) -> None:
    client = signed_in(jonas)
    typed = {"kind": "own_means", "payee": "Provbostäder AB", "amount": "7850", "rhythm": "once", "decided": "no"}
    typed |= {"due_on": "30 nov", "until": "", "for_rent_due_on": "", "note": ""}
    assert client.post(url("promise_new", case), typed).status_code == 303
    row = PromisedPayment.objects.get()
    typed = {"version": "1", "state": "decided", "on": TODAY.isoformat(), "reason": ""}
    assert client.post(url("promise", case, row.pk), typed).status_code == 303
    assert client.post(url("promise", case, row.pk), typed).status_code == 422  # it is decided already
    assert "Beslutad" in words(client.get(PAYMENTS))


def test_what_has_been_sent_is_on_both_pages_from_its_first_day(sara: Actor, jonas: Actor, case: Case) -> None:
    row = factories.make_promise(case, by=jonas, amount=300_000, state="decided", decided_on=TODAY)
    typed = {"version": "1", "state": "sent", "on": TODAY.isoformat(), "reason": ""}
    assert signed_in(jonas).post(url("promise", case, row.pk), typed).status_code == 303
    page = words(signed_in(jonas).get(PAYMENTS))
    assert "Skickad. Fråga tis 24 nov om pengarna har kommit fram." in page
    assert "3 000 kr är på väg till Provbostäder AB, skickad sön 22 nov." in words(
        signed_in(jonas).get(url("debt", case))
    )
    page = words(signed_in(sara).get(url("debt", case)))
    assert "En betalning är på väg till Provbostäder AB" in page and "3 000 kr" not in page


def test_a_promise_for_a_rent_still_to_come_says_so(jonas: Actor, case: Case) -> None:
    factories.make_promise(case, by=jonas, amount=300_000, for_rent_due_on=TODAY - timedelta(days=23))
    assert "kommande hyra" not in words(signed_in(jonas).get(url("debt", case)))
    factories.make_promise(case, by=jonas, amount=785_000)
    assert words(signed_in(jonas).get(url("debt", case))).count("kommande hyra") == 1


def test_the_whole_debt_is_told_apart_from_the_sum_that_saves_the_home(sara: Actor, case: Case) -> None:
    (line,) = proposals_of(case)
    accept_claims(case=case, by=sara, today=TODAY, lines=[line.key])
    apart = "Det är inte summan som behåller bostaden, den står överst."
    assert apart not in words(signed_in(sara).get(url("debt", case)))
    record_payment(case=case, by=sara, today=TODAY, paid_on=TODAY, amount=200_000, payer="household")
    page = words(signed_in(sara).get(url("debt", case)))
    assert "Hela skulden. Kvar att betala: 5 850 kr" in page and apart in page
    assert page.index("7 850 kr behåller bostaden") < page.index("Hela skulden")


def test_a_deviation_leads_back_to_where_it_belongs(sara: Actor, case: Case) -> None:
    missed = Deviation.objects.get(pk=factories.make_money(case, by=sara)["deviation"])
    place, back = url("deviation", case, missed.pk), reverse("enforcement:page", args=[case.pk])
    assert "Tillbaka till skulden" in words(signed_in(sara).get(place))
    Deviation.objects.update(promise=None, notice=case.notices.get())
    page = words(signed_in(sara).get(place))
    assert "Tillbaka till Kronofogden" in page and f'href="{back}"' in page and "Tillbaka till skulden" not in page
    typed = {"version": "1", "text": "För sent.", "action": "save", "handed_to": "", "reason": ""}
    assert signed_in(sara).post(place, typed)["Location"] == back


def test_the_report_is_written_and_handed_in(sara: Actor, case: Case) -> None:
    client = signed_in(sara)
    place = url("deviation", case, factories.make_money(case, by=sara)["deviation"])
    typed = {"version": "1", "text": "Ingen beslutade.", "action": "save", "handed_to": "", "reason": ""}
    assert client.post(place, typed).status_code == 303
    assert client.post(place, typed | {"version": "2", "action": "hand_in"}).status_code == 422
    assert client.post(place, typed | {"version": "2", "action": "hand_in", "handed_to": "MAS"}).status_code == 303
    stale = client.post(place, typed | {"version": "2", "text": "Min text", "action": "save"})
    assert stale.status_code == 422 and "Min text" in words(stale)


def test_the_childrens_unit_has_no_payments(sara: Actor) -> None:
    family = factories.make_family(by=sara)
    client = signed_in(actor_of(factories.make_user(unit=CHILDREN)))
    assert client.get(PAYMENTS).status_code == 404
    assert client.get(url("debt", family)).status_code == 404
    page = words(client.get(reverse("case:page", args=[family.pk])))
    assert PAYMENTS not in page and url("debt", family) not in page


def test_protected_households_are_not_in_the_list(jonas: Actor) -> None:
    hidden = factories.make_protected_case()
    factories.make_promise(hidden, by=jonas, payee="Dolda Hem AB")
    assert "Dolda Hem AB" not in words(signed_in(jonas).get(PAYMENTS))


def test_the_list_asks_equally_often_however_long(jonas: Actor, case: Case) -> None:
    assert_constant_queries(signed_in(jonas), PAYMENTS, lambda: factories.make_promise(case, by=jonas))


def test_the_debt_asks_equally_often_however_long(sara: Actor, jonas: Actor, case: Case) -> None:
    def more() -> None:
        factories.make_promise(case, by=jonas)
        add_claim(case=case, by=sara, today=TODAY, kind="fee", amount=18_000)

    assert_constant_queries(signed_in(sara), url("debt", case), more, most=WHOLE_DEBT)


def test_while_nobody_knows_how_the_home_is_held_there_is_one_statement_of_what_keeps_it(sara: Actor) -> None:
    dwelling = factories.make_dwelling_told(tenure="")
    case = factories.make_case_with_notice(by=sara, dwelling=dwelling, amount=702_000)
    page = words(signed_in(sara).get(url("debt", case)))
    assert page.count("7 020 kr behåller bostaden") == 1
    assert page.count("Det är inte känt hur hushållet har bostaden.") == 1
    assert "räknad efter 12 kap. 44 § första stycket 1" in page and "Återvinningsfrist för lokal, 12 kap. 44 §" in page
    known = factories.make_case_with_notice(by=sara, amount=702_000)
    page = words(signed_in(sara).get(url("debt", known)))
    assert page.count("7 020 kr behåller bostaden") == 1 and "inte känt hur hushållet" not in page


def test_too_much_paid_is_told_as_that(sara: Actor, case: Case) -> None:
    accept_claims(case=case, by=sara, today=TODAY, lines=[line.key for line in proposals_of(case)])
    told: dict[str, Any] = {"paid_on": TODAY, "amount": 9_999_900, "payer": "household", "sure": True}
    record_payment(case=case, by=sara, today=TODAY, **told)
    page = words(signed_in(sara).get(url("debt", case)))
    assert "Hela skulden. Betalt 92 149 kr för mycket" in page and "\N{MINUS SIGN}" not in page
    assert "Av det som är betalt utan att vara märkt med någon hyra kan 7 850 kr höra hit." in page
    assert "\N{MINUS SIGN}" not in words(signed_in(sara).get(reverse("case:page", args=[case.pk])))


def test_what_is_not_decided_is_not_called_promised_and_a_small_debt_has_its_figure(sara: Actor, case: Case) -> None:
    accept_claims(case=case, by=sara, today=TODAY, lines=[line.key for line in proposals_of(case)])
    factories.make_promise(case, by=factories.make_actor(unit=MONEY))
    page = words(signed_in(sara).get(url("debt", case)))
    assert "Inte beslutad" in page and "vi har lovat" not in page and ">Betalningar från oss</h2>" in page
    assert "mindre än 10 000 kr" in page
