"""The report of a period: it says what is published, and never more."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kvar.casework.follow_up_report.pictures import picture_of
from kvar.casework.follow_up_report.report import report_of
from kvar.casework.measures.measured import Kind
from kvar.casework.measures.registry import MEASURES, measure_of
from kvar.casework.published import storing
from kvar.casework.published.reading import Published, published
from kvar.casework.published.tabled import Cases
from kvar.paper.report.told import Report, Section
from tests.web.follow_up.published import SPRING, SUMMER, publish

pytestmark = pytest.mark.django_db
YES_NO = {measure.id: {"yes": 20, "no": 10} for measure in MEASURES if measure.kind is Kind.SHARE}
CODES = {"incoming_by_code": {"rent_debt": 40, "disturbance": 20}}
LAST_OF_2024, FIRST_OF_2025 = date(2024, 10, 1), date(2025, 1, 1)


def told(first: date = SPRING, last: date = SUMMER) -> Report:
    return report_of(published(first, last))


def section(report: Report, id: str) -> Section:
    return next(one for one in report.sections if one.id == id)


def texts(section: Section, label: str) -> list[str]:
    """A row, with spaces that break."""
    row = next(row for row in section.table.rows if row.label == label)
    return [cell.text.replace("\N{NO-BREAK SPACE}", " ") for cell in row.cells]


def test_it_tells_the_period_the_city_and_how_small_numbers_are_hidden() -> None:
    publish(CODES)
    report = told()
    assert (report.city, report.period) == ("Göteborgs Stad", "april–september 2026")
    assert report.lines[0].startswith("Publicerat ") and "Tal under 5 visas inte" in report.lines[1]


def test_every_section_has_a_finding_a_table_and_how_it_is_counted() -> None:
    publish(CODES | YES_NO)
    for one in told().sections:
        assert one.finding.endswith(".") and one.notes and one.table.rows, one.id
        assert all(len(row.cells) == len(one.table.heads) for row in one.table.rows), one.id


def test_before_anything_is_published_there_is_no_report() -> None:
    with pytest.raises(ValueError, match="nothing is published"):
        told()


def test_a_small_number_is_no_number_and_its_sum_says_that_it_lacks_one() -> None:
    publish(CODES)
    evicted = {"evictions": {"with_children": 20}}
    few = {(place, "with_children"): 3 for place in ("centrum", "hisingen")}
    publish(evicted, date(2026, 10, 1), also=few)
    row = next(row for row in section(told(last=date(2026, 10, 1)), "evictions").table.rows if "Centrum" in row.label)
    assert [(cell.text, cell.value) for cell in row.cells] == [("0", 0), ("0", 0), ("–", None), ("–", None)]


def test_it_would_be_told_if_small_numbers_were_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """The protection switched off."""
    everything = storing.hidden_in
    monkeypatch.setattr(storing, "hidden_in", lambda tables, *, below: everything(tables, below=1))
    publish({"evictions": {"with_children": 20}}, SUMMER, also={("centrum", "with_children"): 3})
    row = next(row for row in section(told(), "evictions").table.rows if "Centrum" in row.label)
    assert [cell.text for cell in row.cells] == ["3", "3"]


def test_the_children_before_and_after_2025_are_never_in_one_table() -> None:
    links = {"evicted_children_until_2024": {"full_time": 10}, "evicted_children_from_2025": {"yes": 7}}
    publish(links, LAST_OF_2024, FIRST_OF_2025)
    report = told(LAST_OF_2024, FIRST_OF_2025)
    before, after = (section(report, id) for id in links)
    assert before.table.heads == ("okt–dec 2024", "Totalt") and after.table.heads == ("jan–mars 2025", "Totalt")
    assert all("varken att jämföra eller att lägga ihop" in one.notes[-1] for one in (before, after))


def test_only_the_way_of_counting_that_the_period_has_is_shown() -> None:
    publish(CODES)
    ids = {one.id for one in told().sections}
    assert "evicted_children_from_2025" in ids and "evicted_children_until_2024" not in ids


def test_who_is_missing_and_who_does_not_want_to_stand_beside_every_answer() -> None:
    publish({"lost_after_7_days": {"own_home": 10, "missing": 30, "declined": 10}})
    shown = section(told(), "afterwards_lost")
    place = shown.table.heads.index("efter 7 dagar")
    assert texts(shown, "Andel som saknas")[place] == "60 %" and texts(shown, "Andel som inte vill")[place] == "20 %"
    assert "Utan svar: 240. Vill inte: 80." in shown.finding


def test_a_hidden_number_of_unheard_is_not_said_to_be_none() -> None:
    publish({"lost_after_7_days": {"own_home": 10, "missing": 0}}, SUMMER, also={("centrum", "missing"): 3})
    assert "Utan svar: ett antal som inte visas" in section(told(), "afterwards_lost").finding


def test_the_largest_part_is_named_only_when_the_hidden_cannot_be_larger() -> None:
    publish(CODES)
    whole = published(SPRING, SUMMER)
    assert ", mest ”2 " in section(report_of(whole), "incoming_by_code").finding
    holes = {key: _without(cells) for key, cells in whole.cells.items()}
    assert "mest" not in section(report_of(replace(whole, cells=holes)), "incoming_by_code").finding


def _without(cells: Any) -> dict[str, int | None]:
    """The largest part and the total hidden."""
    return {place: None if place in ("|||rent_debt", "|||") else n for place, n in cells.items()}


def test_what_is_assumed_of_the_cost_is_said() -> None:
    publish({"debts_against_cost": {"small": 30, "below_cost": 20, "above_cost": 50}})
    shown = section(told(), "debts_against_cost")
    assert shown.finding.replace("\N{NO-BREAK SPACE}", " ").startswith("400 av 800 skulder med känt belopp")
    assert any("ingen hos oss har läst det" in note for note in shown.notes)


def test_a_picture_draws_the_numbers_of_its_table() -> None:
    publish(CODES | YES_NO | {"evictions": {"with_children": 20}})
    report = told()
    counts, evicted, shares = (section(report, id) for id in ("incoming_by_code", "evictions", "homes_kept"))
    assert counts.picture and evicted.picture and shares.picture
    assert [str(bar.count) for bar in counts.picture.chart.bars] == texts(counts, "Totalt")[:-1]
    assert [str(bar.count) for bar in evicted.picture.chart.bars] == texts(evicted, "Totalt")[:-1] == ["80", "80"]
    drawn = [f"{dot.value * 100:.0f} %" for dot in shares.picture.chart.figures]
    assert drawn == texts(shares, "Andel ja")[:-1] == ["67 %", "67 %"]


def test_what_is_hidden_is_not_drawn() -> None:
    whole = _published_with_a_hidden_total()
    picture = section(report_of(whole), "incoming_by_code").picture
    assert picture
    assert [(bar.group, bar.count) for bar in picture.chart.bars] == [("apr–juni 2026 –", 0), ("juli–sep 2026", 240)]


def _published_with_a_hidden_total() -> Published:
    publish(CODES)
    whole = published(SPRING, SUMMER)
    key = (SPRING, "incoming_by_code")
    return replace(whole, cells={**whole.cells, key: {place: None for place in whole.cells[key]}})


def test_a_long_period_is_told_year_by_year() -> None:
    quarters = [date(2025, month, 1) for month in (4, 7, 10)] + [date(2026, month, 1) for month in (1, 4, 7, 10)]
    publish(CODES, *quarters)
    heads = section(told(quarters[0], quarters[-1]), "incoming_by_code").table.heads
    assert heads == ("2025, 3 kvartal", "2026", "Totalt")


def test_the_picture_of_a_share_marks_what_is_more_than_chance() -> None:
    """On *Uppföljning*, as close up in *Likvärdighet*: eight quarters in a row on one side of the median."""
    quarters = tuple(date(2022 + number // 4, number % 4 * 3 + 1, 1) for number in range(16))
    cells = {
        (quarter, "homes_kept"): {"|||": 100, "|||yes": yes, "|||no": 100 - yes}
        for quarter, yes in zip(quarters, [80, 82] * 4 + [60, 62] * 4, strict=True)
    }
    read, homes_kept = Published(quarters=quarters, suppress_below=5, cells=cells), measure_of("homes_kept")
    picture = picture_of(read, homes_kept, Cases(), "")
    assert picture is not None
    assert [one.words for one in picture.chart.marked][:2] == [
        "8 kvartal i rad över medianen",
        "8 kvartal i rad under medianen",
    ]
