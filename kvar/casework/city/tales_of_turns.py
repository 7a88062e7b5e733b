"""Stories that turn: what comes to light later, and how it ended."""

from dataclasses import replace
from datetime import date, timedelta

from kvar import law
from kvar.casework.city.events import (
    Answered,
    Attempted,
    CaseClosed,
    CaseReopened,
    FactCorrected,
    HandoverReceived,
    LetterSent,
    NoteWritten,
    OutcomeRecorded,
    PositionTaken,
    Served,
    StepDone,
    StepSkipped,
    StepWithdrawn,
    Thread,
    UnitDone,
)
from kvar.casework.city.papers import at_ten, enforcement_paper
from kvar.casework.city.tale import AMIR, CLEARED, JONAS, Tale, home, person, rent_notice
from kvar.casework.told import NoticeTold


def child_found_later(today: date) -> Thread:
    """First a no from the landlord, section 2; then the tenant tells of a daughter every other weekend: section 1."""
    erik = person("Erik Wikander", date(1986, 7, 31), woman=False, phone="070-000 12 34")
    tale = Tale(today).notice(15, rent_notice(erik, home("Kranskuggegatan 209"), amount=820_000)).begin(14)
    tale.children(14, False, source="landlord")
    tale.add(13, StepDone, step="U02").add(9, Attempted, way="phone", reached=False)
    tale.add(6, Attempted, way="home_visit", reached=True, note="Barnsäng och leksaker i lägenheten.")
    tale.child(6, "Vera Wikander", date(2018, 12, 30), woman=True, lives="visiting").children(6, True)
    tale.add(6, StepWithdrawn, step="H10", reason="Barn berörs.")
    tale.add(5, StepDone, by=AMIR, step="B03", note="Tar emot.")
    return tale.told("child_found_later", "Ett barn blev känt efter en vecka")


def protected_identity(today: date) -> Thread:
    """Protected personal data: only the cleared see that there is a case at all."""
    her = person("Selma Begić", date(1991, 3, 31), woman=True, protected=True)
    tale = Tale(today, by=CLEARED).notice(8, rent_notice(her, home("Trossbotten 250"), amount=765_000)).begin(8)
    tale.child(7, "Nora Begić", date(2020, 5, 31), woman=True).children(7, True)
    tale.add(7, Attempted, way="visit_to_us", reached=True, note="Kom till oss på eget initiativ.")
    return tale.told("protected_identity", "Skyddade personuppgifter")


def eviction_time_set(today: date) -> Thread:
    """Kronofogden has set a time; the steps are late and nobody has answered for the new notice."""
    tuan = person("Tuan Trần", date(1982, 3, 30), woman=False)
    paper = rent_notice(tuan, home("Måsungevägen 241"), amount=3_450_000)
    tale = Tale(today).notice(75, paper).begin(73).children(70, False, source="own_observation")
    tale.add(72, Attempted, way="phone", reached=False).add(66, Attempted, way="note_in_letterbox", reached=False)
    tale.notice(32, _enforced(paper, None)).add(31, PositionTaken, opened=True, reason="Utredning pågår.", notice=1)
    tale.notice(5, _enforced(paper, today + timedelta(days=12)))
    return tale.told("eviction_time_set", "Tid för avhysning är satt, stegen är försenade")


def _enforced(paper: NoticeTold, day: date | None) -> NoticeTold:
    time = at_ten(law.next_working_day(day)) if day else None
    return enforcement_paper(paper, arrived_on=date.max, eviction_at=time, number="U-31415-26")


def paid_in_time(today: date) -> Thread:
    """The debt was paid in time, the home is kept, and the case is in follow-up."""
    parisa = person("Parisa Rahimi", date(1987, 10, 29), woman=True, phone="070-000 45 67")
    tale = Tale(today).notice(52, rent_notice(parisa, home("Trossbotten 262"), amount=698_000)).begin(51)
    tale.add(50, Attempted, way="phone", reached=True).children(50, False)
    tale.steps(50, "H05", "H13", "H17", "H18", "H19", "H28").add(49, LetterSent, letter="informationsbrev_hyra")
    tale.steps(45, "H34", "H23", by=JONAS).add(48, Served, on=tale.ago(50), method="acknowledged", source="landlord")
    tale.add(40, FactCorrected, fact="paid_on", new=tale.ago(41), reason="Kvitto visat.")
    tale.add(38, OutcomeRecorded, outcome="kept_debt_paid", on=tale.ago(40), causes=("delayed_benefit",))
    return tale.told("paid_in_time", "Betalt i tid, ärendet är i uppföljning")


def evicted_with_children(today: date) -> Thread:
    """Two children had to leave; the outcome and what happened that day are recorded."""
    zahra = person("Zahra Karimi", date(1989, 8, 30), woman=True, phone="070-000 89 01")
    paper = rent_notice(zahra, home("Kranskuggegatan 260", rooms="3"), amount=5_120_000)
    tale = Tale(today).notice(160, paper).begin(158)
    tale.add(157, Attempted, way="home_visit", reached=True).children(157, True)
    tale.child(157, "Samir Karimi", date(2014, 7, 29), woman=False)
    tale.child(157, "Leila Karimi", date(2017, 1, 31), woman=True)
    tale.steps(156, "H05", "H13", "H17", "H18", "H28", "B08")
    tale.add(156, Answered, by=AMIR, question=law.Question.CHILD_REPORT_MADE, yes=True, source="own_unit")
    tale.steps(156, "B03", "B04", "B05", "B06", "B17", by=AMIR)
    tale.notice(110, _enforced(paper, None)).add(110, PositionTaken, opened=True, reason="Pågår.", notice=1)
    evicted = law.next_working_day(tale.ago(47))
    tale.notice(75, _enforced(paper, evicted)).add(75, PositionTaken, opened=True, reason="Pågår.", notice=2)
    tale.put(evicted, FactCorrected, fact="evicted_on", new=evicted, reason="Vi var på plats.", notice=2)
    tale.put(evicted, NoteWritten, text="Vuxen och barn och unga deltog. Barnen var i skolan. Jourboende ordnat.")
    tale.add(45, OutcomeRecorded, outcome="evicted", on=evicted, causes=("separation", "over_indebtedness"))
    return tale.told("evicted_with_children", "Avhysning verkställd, två barn berörda")


def closed_and_opened_again(today: date) -> Thread:
    """Closed when the debt was paid; a new rent is missing and the case is opened again."""
    kari = person("Kari Virtanen", date(1972, 4, 4), woman=False, phone="070-000 23 45")
    paper = rent_notice(kari, home("Måsungevägen 255"), amount=655_000)
    tale = Tale(today).notice(120, paper).begin(119, opened=False)
    tale.add(118, Attempted, way="phone", reached=True).children(118, False)
    tale.add(117, StepSkipped, step="H13", reason="Har redan varit här och pratat.")
    tale.add(110, FactCorrected, fact="paid_on", new=tale.ago(111), reason="Kvitto visat.")
    tale.add(109, OutcomeRecorded, outcome="kept_debt_paid", on=tale.ago(111), causes=("payment_mishap",))
    for _round in range(3):
        tale.add(100, StepSkipped, step="H31", reason="Hushållet vill inte att vi hör av oss mer.")
    tale.add(100, HandoverReceived, by=JONAS).add(100, UnitDone, by=JONAS)
    tale.add(100, CaseClosed, note="Skulden är betald och autogiro är ordnat.")
    tale.add(10, CaseReopened, reason="Ny underrättelse om hyran för förra månaden.")
    tale.notice(10, replace(paper, reference="774401-12"))
    tale.add(9, PositionTaken, opened=True, reason="Återkommande skuld.", notice=1)
    tale.add(8, NoteWritten, by=JONAS, text="Går igenom hushållets ekonomi på torsdag.", shared=False)
    return tale.told("closed_and_opened_again", "Avslutat, och öppnat igen efter en ny underrättelse")
