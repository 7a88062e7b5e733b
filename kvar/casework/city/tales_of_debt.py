"""Stories of what comes in: clocks, amounts, and papers that say little."""

from dataclasses import replace
from datetime import date

from kvar import law
from kvar.casework.city.events import (
    Answered,
    Attempted,
    FactCorrected,
    LetterSent,
    NoteWritten,
    PositionTaken,
    ResponsibleNamed,
    Served,
    StepDone,
    Thread,
)
from kvar.casework.city.papers import value
from kvar.casework.city.tale import AMIR, JONAS, Tale, home, person, rent_notice
from kvar.casework.told import DwellingTold, NoticeTold, PersonTold


def family_with_certain_clock(today: date) -> Thread:
    """The tenant was served 17 days ago and the notice came before: the last day is in four days."""
    amina = person("Amina Warsame", date(1988, 5, 30), woman=True, phone="070-000 11 22")
    tale = Tale(today).notice(19, rent_notice(amina, home("Måsungevägen 214", rent=942_000), amount=942_000))
    tale.begin(18).child(17, "Ayaan Warsame", date(2016, 8, 31), woman=True)
    tale.child(17, "Ilyas Warsame", date(2019, 3, 29), woman=False).children(17, True)
    tale.add(17, Attempted, way="phone", reached=False).add(14, Attempted, way="home_visit", reached=True)
    tale.add(15, Served, on=tale.ago(17), method="acknowledged", source="landlord")
    tale.steps(14, "H05", "H17").add(14, LetterSent, letter="informationsbrev_hyra")
    applied = law.Question.ASSISTANCE_APPLIED_FOR
    tale.add(6, Answered, question=applied, yes=True, source="tenant", note="Ansökan gjord på plats.")
    tale.add(13, StepDone, by=AMIR, step="B03").add(
        13, Answered, by=AMIR, question=law.Question.CHILD_REPORT_MADE, yes=False, source="own_unit"
    )
    return tale.told("family_with_certain_clock", "Familj med fyra dagar kvar av återvinningsfristen")


def children_not_known(today: date) -> Thread:
    """Nobody has answered whether children are affected: neither section, and the urgency of a family."""
    lars = person("Lars Hallin", date(1961, 2, 3), woman=False)
    tale = Tale(today).notice(2, rent_notice(lars, home("Trossbotten 231"), amount=1_310_000))
    tale.add(2, ResponsibleNamed, worker=tale.by)
    tale.add(1, Attempted, way="phone", reached=False)
    return tale.told("children_not_known", "Ingen vet än om barn berörs")


def service_known_later(today: date) -> Thread:
    """The day of service becomes known a week after the notice, and is then put right."""
    mirza = person("Mirza Hodžić", date(1990, 10, 31), woman=False, phone="070-000 33 44")
    tale = Tale(today).notice(14, rent_notice(mirza, home("Kranskuggegatan 207"), amount=712_000)).begin(13)
    tale.add(12, Attempted, way="phone", reached=True).children(12, False)
    tale.add(7, Served, on=tale.ago(11), method="acknowledged", source="landlord")
    tale.add(5, Served, on=tale.ago(9), method="process_server", source="landlord")
    tale.add(5, NoteWritten, text="Hyresvärden ringde: kvittot gällde en annan lägenhet. Rätt dag är antecknad.")
    return tale.told("service_known_later", "Delgivningsdagen blev känd efter en vecka och rättades sedan")


def wrong_amount(today: date) -> Thread:
    """RH 1995:34: the notice claims 21,569 kronor though a part was paid the day before it was written."""
    karin = person("Karin Ahlmark", date(1983, 1, 29), woman=True, phone="070-000 55 66")
    paper = rent_notice(karin, home("Måsungevägen 219", rent=539_225), amount=2_156_900)
    stated = paper.fields | {"paid_before": value(500_000)}
    tale = Tale(today).notice(6, replace(paper, fields=stated)).begin(6)
    tale.add(5, Attempted, way="phone", reached=True).children(5, False)
    tale.add(5, NoteWritten, text="Har kvitto på 5 000 kronor, betalt dagen före underrättelsen skrevs.")
    return tale.told("wrong_amount", "Fel belopp i underrättelsen (RH 1995:34)")


def only_a_name(today: date) -> Thread:
    """Everything on the paper is missing or illegible but the tenant's name."""
    names = ("landlord_name", "landlord_address", "landlord_phone", "tenant_address", "room_count", "rent_amounts")
    fields = {name: {"state": "missing"} for name in (*names, "interest", "total", "payment_account")}
    paper = NoticeTold(
        kind="rent_termination",
        sender_type="landlord",
        arrived_on=today,
        tenant=PersonTold(name="Yonas Kidane"),
        fields=fields | {"tenant_name": value("Yonas Kidane"), "landlord_name": {"state": "illegible"}},
    )
    return Tale(today).notice(1, paper).told("only_a_name", "Bara hyresgästens namn gick att läsa")


def two_notices_one_debt(today: date) -> Thread:
    """The landlord sends the notice again, put right: linked to the first, both kept."""
    dawit = person("Dawit Haile", date(1979, 12, 12), woman=False, phone="070-000 77 88")
    paper = rent_notice(dawit, home("Trossbotten 240", rent=688_000), amount=688_000, reference="482913-55")
    again = replace(paper, sent_by=law.SentBy.REGISTERED_LETTER, posted_on=Tale(today).ago(6))
    tale = Tale(today).notice(12, paper).begin(11)
    tale.add(10, Attempted, way="letter", reached=False).add(8, Attempted, way="phone", reached=True)
    tale.children(8, False).notice(4, again, same_debt_as=0)
    tale.add(3, PositionTaken, opened=True, reason="Samma skuld, utredning pågår redan.", notice=1)
    return tale.told("two_notices_one_debt", "Två underrättelser om samma skuld")


def condominium(today: date) -> Thread:
    """A missed fee: the board can take on no liability for a bostadsrätt."""
    eva = person("Eva Norell", date(1957, 6, 1), woman=True)
    flat = replace(home("Kranskuggegatan 222", rent=512_000, rooms="3"), tenure=law.Tenure.CONDOMINIUM)
    paper = replace(
        rent_notice(eva, flat, amount=1_024_000),
        kind="condominium_fee",
        sender_type="condominium_association",
        sender_name="Brf Trossbotten 2",
    )
    tale = Tale(today).notice(9, paper).begin(9)
    tale.add(8, Attempted, way="phone", reached=True).children(8, False)
    tale.add(7, Served, on=tale.ago(10), method="acknowledged", source="landlord")
    return tale.told("condominium", "Obetald avgift för en bostadsrätt")


def electricity(today: date) -> Thread:
    """Unpaid electricity, with children at home every other week: the clock is the consumer's alone."""
    goran = person("Goran Petrović", date(1984, 8, 29), woman=False, phone="070-000 99 00")
    paper = NoticeTold(
        kind="electricity",
        sender_type="electricity_company",
        sender_name="Exempelkraft Elhandel AB",
        arrived_on=today,
        tenant=goran,
        dwelling=DwellingTold(address="Måsungevägen 233, 418 00 Göteborg"),
        sent_by=law.SentBy.EMAIL,
        amount=438_000,
        fields={"company_name": value("Exempelkraft Elhandel AB"), "amount": value(438_000)},
    )
    tale = Tale(today).notice(11, paper).begin(10)
    tale.add(9, Attempted, way="sms", reached=False).add(8, Attempted, way="phone", reached=True)
    tale.child(8, "Luka Petrović", date(2015, 1, 30), woman=False, lives="alternating").children(8, True)
    tale.add(8, Served, on=tale.ago(13), method="acknowledged", source="tenant")
    applied = law.Question.ASSISTANCE_APPLIED_FOR
    tale.add(4, Answered, by=JONAS, question=applied, yes=True, source="tenant")
    tale.add(3, FactCorrected, fact="paid_on", new=tale.ago(4), reason="Kvitto visat.")
    return tale.told("electricity", "Obetald el, barn varannan vecka")
