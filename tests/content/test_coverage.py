"""What Kvar says that it models, it models; what it leaves to people, it leaves; and nothing it cites is forgotten."""

from dataclasses import replace
from datetime import date, timedelta
from pkgutil import resolve_name
from types import MappingProxyType

import pytest

from kvar import law
from kvar.content.coverage import Coverage, Paragraph, coverage_of, is_due_for_review
from kvar.content.coverage_file import Extent, read_coverage
from kvar.content.library import Library
from kvar.content.load import load
from tests.content.folders import Folder

FILE = "coverage.yaml"
CHECKED = date(2026, 11, 22)


@pytest.fixture
def coverage(library: Library) -> Coverage:
    return coverage_of(library)


def the(coverage: Coverage, sfs: str, paragraph: str) -> Paragraph:
    return next(each for each in coverage.paragraphs if (each.sfs, each.paragraph) == (sfs, paragraph))


def test_the_rules_of_a_paragraph_come_from_the_law_values(coverage: Coverage) -> None:
    assert the(coverage, "1970:994", "12 kap. 44 § första stycket 1").rules == ("R04",)
    assert the(coverage, "1970:994", "12 kap. 44 §, före den 1 juli 1993").rules == ("R04", "R05", "R07")
    assert the(coverage, "1981:981", "16 kap. 2 §").rules == ("R25", "R26")


def test_a_paragraph_has_the_rows_that_no_part_of_it_has_taken(coverage: Coverage) -> None:
    assert the(coverage, "1970:994", "12 kap. 42 § femte stycket").rules == ()


def test_the_rules_that_roll_rest_on_the_act_that_says_so(coverage: Coverage) -> None:
    rolling = the(coverage, "1930:173", "2 §").rules
    assert {"R04", "R01", "R36"} <= set(rolling) and not {"R08", "R27", "R28", "R40"} & set(rolling)


def test_steps_letters_and_codes_of_a_paragraph_come_from_what_cites_it(coverage: Coverage) -> None:
    older, newer = the(coverage, "2001:453", "3 kap. 4 §"), the(coverage, "2025:400", "6 kap. 3 §")
    assert "H12" in [step.id for step in older.steps] and "H12" in [step.id for step in newer.steps]
    assert "informationsbrev_hyra" in [letter.id for letter in newer.letters] and older.letters == ()
    assert any("Formulär 3" in label for label in the(coverage, "1978:314", "formulär 3").codes)


def test_a_paragraph_is_as_old_as_its_oldest_check(library: Library) -> None:
    value = library.law.value("recovery_period")
    stale = replace(value.rows[1], last_checked=date(2020, 1, 1))
    values = {**library.law.values, value.name: replace(value, rows=(value.rows[0], stale))}
    found = coverage_of(replace(library, law=law.LawValues(values=MappingProxyType(values))))
    assert the(found, "1970:994", "12 kap. 44 § första stycket 1").last_checked == date(2020, 1, 1)
    assert the(found, "1970:994", "12 kap. 44 §, före den 1 juli 1993").last_checked == CHECKED


def test_what_nobody_has_read_in_the_statute_has_no_day(coverage: Coverage) -> None:
    unread = the(coverage, "1970:428", "hela lagen")
    assert unread.last_checked is None and not unread.checked
    assert not the(coverage, "1970:994", "12 kap. 44 §, före den 1 juli 1993").checked
    assert the(coverage, "1970:994", "12 kap. 44 § första stycket 1").checked


@pytest.mark.parametrize(("days", "due"), [(0, False), (365, False), (366, True)])
def test_after_a_year_somebody_should_look_again(days: int, due: bool) -> None:
    assert is_due_for_review(CHECKED, CHECKED + timedelta(days=days)) is due
    assert is_due_for_review(None, CHECKED)


def test_every_rule_is_there_in_the_order_of_its_number(coverage: Coverage) -> None:
    rules = list(dict.fromkeys(value.rule for value in coverage.values))
    assert rules == [f"R{n:02}" for n in range(1, 22)] + ["R21b"] + [f"R{n}" for n in range(22, 44)]


def test_every_function_that_is_named_exists(coverage: Coverage) -> None:
    named = {name for paragraph in coverage.paragraphs for name in paragraph.functions}
    assert named and all(callable(resolve_name(name)) for name in named)


def test_every_address_is_a_place_to_read(coverage: Coverage) -> None:
    assert [paragraph.paragraph for paragraph in coverage.paragraphs if not paragraph.link.startswith("https://")] == []


def test_what_is_not_settled_or_not_read_is_an_open_question(coverage: Coverage) -> None:
    asked = {question.id: set(question.rules) for question in coverage.open_questions}
    for value in coverage.values:
        if value.rolls is law.Rolls.UNSETTLED:
            assert value.rule in asked["roll_of_delay"]
        if not all(row.checked for row in value.rows):
            assert value.rule in asked["unread_wordings"]
        if not all(row.start_checked for row in value.rows):
            assert value.rule in asked["unread_start_days"]
        if value.waits:
            assert value.rule in asked["waits_never_roll"]
    assert {"R02", "R08", "R18"} <= asked["saturday"]


# what is changed: file, old text, new text, and a part of the sentence
PEOPLE = "        extent: left_to_people\n"
PART = "part: fjärde stycket 1\n"
REFERRAL = "        says: Hyresvärden ska vända sig till hyresnämnden inom en månad från hyrestidens slut.\n"
BREAKS = {
    "a claim with nothing behind it": (
        FILE,
        f"{PEOPLE}        left: Har ingen roll i det här arbetet.\n",
        "        extent: modelled\n",
        "12 kap. 24 a § (Jordabalk) sägs skötas av Kvar, men inget i Kvar bygger på den.",
    ),
    "something left that is modelled": (
        FILE,
        f"{REFERRAL}        extent: modelled\n",
        f"{REFERRAL}{PEOPLE}        left: Ett skäl.\n",
        "12 kap. 49 § (Jordabalk) lämnas till människor, men något i Kvar bygger på den.",
    ),
    "a part that no row has": (FILE, PART, "part: femtionde stycket\n", "Ingen rad i law har femtionde stycket"),
    "a row that is in no paragraph": (
        "law/rent.yaml",
        "paragraph: 12 kap. 44 § andra stycket jordabalken",
        "paragraph: 12 kap. 44 § sjätte stycket jordabalken",
        "Raden från 1993-07-01 i eviction_order_bar (12 kap. 44 § sjätte stycket jordabalken) hör inte till",
    ),
    "a statute that is cited and forgotten": (
        FILE,
        "source: rf-2-6",
        "at: K2P6\n        functions: [kvar.law.plan]",
        "Källan rf-2-6 används i Kvar men saknas här.",
    ),
    "an unknown source": (FILE, "source: rf-2-6", "source: rf-2-7", "Källan rf-2-7 finns inte i sources.yaml."),
    "an unknown source of a question": (FILE, "sources: [lbt-2]", "sources: [lbt-3]", "Källan lbt-3 finns inte"),
    "an unknown rule": (FILE, "rules: [R36, R37, R38]", "rules: [R36, R99]", "Regeln R99 i roll_of_days finns inte."),
    "a repeated question": (FILE, "id: roll_of_days", "id: saturday", "saturday finns två gånger."),
    "a repeated paragraph": (
        FILE,
        "- paragraph: 12 kap. 24 a §",
        "- paragraph: 12 kap. 49 §",
        "12 kap. 49 § finns två gånger i Jordabalk.",
    ),
    "nothing said about what is left": (
        FILE,
        "        left: Har ingen roll i det här arbetet.\n",
        "",
        "12 kap. 24 a §: left ska stå vid partly och left_to_people, och bara där.",
    ),
    "two addresses": (FILE, "source: rf-2-6", "source: rf-2-6\n        at: K2P6", "Ta bort at."),
    "a part of nothing": (FILE, "at: K12P24a", "part: första stycket", "part behöver en source"),
    "an extent without words": (FILE, "  partly: Kvar och människor\n", "", "partly saknar text i done_by."),
    "an unknown extent": (FILE, "extent: modelled", "extent: helt", "extent kan inte vara helt."),
}


@pytest.mark.parametrize("case", BREAKS)
def test_what_is_wrong_is_said(folder: Folder, case: str) -> None:
    name, old, new, sentence = BREAKS[case]
    folder.change(name, old, new)
    found = [str(finding) for finding in folder.check() if finding.file == FILE]
    assert [said for said in found if sentence in said], found


def test_a_missing_file_is_said_and_stops_nothing_else(folder: Folder) -> None:
    (folder.path / FILE).unlink()
    (finding,) = folder.check()
    assert str(finding).startswith(f"{FILE}:1 Filen saknas. Lägg tillbaka den")
    assert load(folder.path).steps


def test_the_file_and_the_coverage_tell_of_the_same_paragraphs(folder: Folder, coverage: Coverage) -> None:
    _file, told = read_coverage(folder.path)
    assert sum(coverage.count(extent) for extent in Extent) == sum(len(statute.paragraphs) for statute in told.statutes)
