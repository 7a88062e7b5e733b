"""The examples of a letter: a fault in them is said with file, line and how to mend it, and never stops Kvar."""

from datetime import date, datetime

import pytest

from kvar.content.finding import Severity
from kvar.content.load import load
from tests.content.bad_folders import LETTER, Fault, changed, gone
from tests.content.folders import Folder

RENT, NOTE = "letters/informationsbrev_hyra/exempel.yaml", "letters/lapp_efter_besok/exempel.yaml"
CHILD = "letters/brev_barn/exempel.yaml"
CALL = "letters/kallelse_samtal/exempel.yaml"
UNCERTAIN = "passages: [sista_dag_osaker, barn]"
FAULTS = {
    "letter without examples": Fault(gone(RENT), LETTER, "Brevet saknar exempel. Lägg exempel.yaml i mappen"),
    "another unit than the letter's": Fault(
        changed(CHILD, "unit: barn_och_unga", "unit: vuxen"),
        CHILD,
        "Brevet skrivs av barn_och_unga. Skriv samma enhet här.",
        "unit: vuxen",
    ),
    "unknown blank for all": Fault(
        changed(RENT, "hyresvard:", "hyrsvard:"),
        RENT,
        "Luckan hyrsvard finns inte i brevet. Menar du hyresvard?",
        "hyrs",
    ),
    "unknown blank of a story": Fault(
        changed(RENT, "{sista_dag: 2026-11-27, belopp:", "{sista_dag: 2026-11-27, belop:"),
        RENT,
        "Luckan belop finns inte i brevet. Menar du belopp?",
        "belop:",
    ),
    "unknown passage": Fault(
        changed(RENT, UNCERTAIN, "passages: [sista_dag_osaker, barnen]"), RENT, "Stycket barnen finns inte i brevet."
    ),
    "two of a group": Fault(
        changed(RENT, UNCERTAIN, "passages: [sista_dag_osaker, sista_dag_saker]"),
        RENT,
        "Berättelsen sista-dagen-osaker ska ha precis ett av styckena sista_dag_saker, sista_dag_osaker,",
        "sista-dagen-osaker",
    ),
    "empty required blank": Fault(
        changed(RENT, "  - name: sista-dagen-osaker\n", "  - name: sista-dagen-osaker\n    blanks: {telefon: ''}\n"),
        RENT,
        "Luckan telefon fattas i berättelsen sista-dagen-osaker. Fyll i handläggarens telefonnummer.",
        "sista-dagen-osaker",
    ),
    "day that is no day": Fault(
        changed(CALL, "motes_dag: 2026-11-19", "motes_dag: på torsdag"),
        CALL,
        "Luckan motes_dag är en dag. Skriv den så här: 2026-12-17.",
        "på torsdag",
    ),
    "nobody to write to": Fault(changed(RENT, "to: [", "# ["), RENT, "saknar mottagare. Skriv den under to"),
    "somebody named on a note": Fault(
        changed(NOTE, "unit: vuxen\n", "unit: vuxen\nto: [Maria Bergqvist]\n"), NOTE, "Brevet har ingen mottagare."
    ),
    "unknown unit": Fault(changed(RENT, "unit: vuxen", "unit: vuxna"), RENT, "Enheten vuxna finns inte. Menar", "unit"),
    "the same story twice": Fault(
        changed(RENT, "name: sista-dagen-osaker", "name: sista-dagen-saker"), RENT, "Två berättelser heter"
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_of_an_example_is_said_with_its_file_and_line(folder: Folder, fault: Fault) -> None:
    fault.done(folder)
    said = [each for each in folder.check() if each.file == fault.file and fault.says in each.sentence]
    assert said, folder.check()
    if fault.at:
        lines = (folder.path / fault.file).read_text(encoding="utf-8").split("\n")
        assert fault.at in lines[said[-1].line - 1], said
    assert load(folder.path).letters == load().letters


def test_a_value_that_no_blank_can_hold_is_answered_in_whole_sentences(folder: Folder) -> None:
    folder.change(CALL, "motes_dag: 2026-11-19", "motes_dag: .nan")
    found = [each.sentence for each in folder.check()]
    assert any("Det här går inte att fylla i. Skriv en text" in sentence for sentence in found)
    assert all(sentence.endswith(".") for sentence in found)


def test_a_passage_that_no_story_turns_is_a_warning(folder: Folder) -> None:
    folder.change(CALL, "passages: [bor_kvar, ta_med, barn_pa_motet]", "passages: [bor_kvar, ta_med]")
    (found,) = folder.check()
    assert found.severity is Severity.WARNING
    assert "Stycket barn_pa_motet är inte med i någon berättelse." in found.sentence


def test_a_sentence_that_would_go_with_an_empty_blank_is_a_warning(folder: Folder) -> None:
    """Without the address the letter would not say what it is about."""
    text = "letters/informationsbrev_storning/text.md"
    line = folder.change(text, "blivit störda.\nDet gäller", "blivit störda. Det gäller")
    (found,) = folder.check()
    assert (found.file, found.line, found.severity) == (text, line, Severity.WARNING)
    assert "Skriv de andra meningarna på egna rader." in found.sentence


def test_our_own_examples_turn_every_passage(folder: Folder) -> None:
    assert [each for each in folder.check() if each.file.endswith("exempel.yaml")] == []
    assert {*load().letter_examples} == {*load().letters}


def test_an_example_that_cannot_be_read_names_its_key(folder: Folder) -> None:
    folder.change(RENT, "written_on:", "skrivet:")
    said = {each.sentence for each in folder.check() if each.file == RENT}
    assert any("skrivet" in sentence for sentence in said)


def test_examples_of_no_letter_are_said(folder: Folder) -> None:
    (folder.path / NOTE).with_name("brev.yaml").unlink()
    said = [each.sentence for each in folder.check() if each.file == NOTE]
    assert said == ["Exemplet hör inte till något brev: lapp_efter_besok har ingen brev.yaml."]


def test_a_day_and_a_time_are_told_from_a_time_of_day() -> None:
    call, time = (load().letter_examples[name] for name in ("kallelse_samtal", "informationsbrev_kfm_tid"))
    assert (call.blanks["motes_dag"], call.blanks["motes_tid"]) == (date(2026, 11, 19), "10.00")
    assert time.blanks["kfm_tid"] == datetime(2026, 12, 17, 9)
