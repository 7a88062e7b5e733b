"""The words of the formal check: every finding has its sentence, and the forms are those that the law checks."""

import pytest

from kvar import law
from kvar.content.library import Library
from kvar.content.notice_texts import form_of
from tests.content.folders import Folder
from tests.content.test_words import BLAMING, ENGLISH

FINDINGS, CODES = "notice_findings.yaml", "codes.yaml"
ROOMS = "{name: room_count, label: Lägenhetens storlek (antal rum), kind: text, number: 3}"
BREAKS = {
    "a finding without words": (FINDINGS, "  not_due: >-", "  not_dua: >-", "kan inte vara not_dua"),
    "a blank without a question": (FINDINGS, "  dwelling: ", "  dweling: ", "dwelling saknar text i asks."),
    "a question for no blank": (FINDINGS, "  dwelling: ", "  dweling: ", "dweling finns inte i asks."),
    "a question left out": (FINDINGS, "  apartment: ", "  flat: ", "apartment saknar text i questions."),
    "a blank nobody fills": (FINDINGS, "delgavs {about}?", "delgavs {vem}?", "Luckan vem fylls aldrig i."),
    "a form without a blank": (CODES, f"      - {ROOMS}\n", "", "rent_form ska ha fälten landlord_name,"),
    "a blank of another kind": (CODES, ROOMS, ROOMS.replace("text", "amount"), "rent_form ska ha fälten"),
    "a form the law does not know": (CODES, "checked_as: F1978-3", "checked_as: F1978-4", "kan inte vara F1978-4"),
    "a form nobody has": (CODES, "checked_as: gas", "checked_as: free", "Inget formulär kontrolleras som gas."),
    "a source that is gone": ("sources.yaml", "{id: rh-1995-34,", "{id: rh-1995-35,", "Källan rh-1995-34 saknas."),
}


@pytest.mark.parametrize("case", BREAKS)
def test_what_does_not_fit_the_law_is_said(folder: Folder, case: str) -> None:
    name, old, new, sentence = BREAKS[case]
    folder.change(name, old, new)
    assert [finding for finding in folder.check() if finding.file == name and sentence in finding.sentence]


def test_the_words_are_swedish_blame_nobody_and_say_whom_to_ask(library: Library) -> None:
    texts = library.notice_texts
    said = [*texts.findings.values(), *texts.asks.values(), *texts.questions.values(), *texts.severities.values()]
    plain = [text.replace("{", "«").replace("}", "»") for text in said]
    assert [text for text in plain if BLAMING.search(text)] == []
    assert [text for text in said if ENGLISH.search(text.replace("{field}", "").replace("{paid}", ""))] == []
    assert [text for text in texts.asks.values() if "råga {" not in text] == []
    assert [
        fault for fault, text in texts.findings.items() if "{ask}" not in text and "Fråga {asked}" not in text
    ] == []


def test_only_what_may_invalidate_says_so_and_then_that_the_time_is_kept(library: Library) -> None:
    texts = library.notice_texts.findings
    says = {fault for fault, text in texts.items() if "ogiltig," in text}
    needed, high = law.Fault.MISSING_AND_NEEDED, {fault for fault in law.Fault if fault.startswith("higher_")}
    assert says == {needed} | high
    assert all("arbeta mot tiden ändå" in " ".join(texts[fault].split()) for fault in says | {law.Fault.PAID_IN_FULL})


def test_a_paper_is_told_in_the_words_of_its_form(library: Library) -> None:
    rental, condominium = law.Tenure.RENTAL, law.Tenure.CONDOMINIUM
    told = [("F1978-3", None), ("F2003-4", None), ("F2003-4", condominium), ("F2003-4", rental), ("gas", rental)]
    found = [
        form_of(law.Paper(form=law.PaperForm(form), fields={}, tenure=tenure), library.codes).id
        for form, tenure in told
    ]
    disturbance = "condominium_disturbance_form"
    assert found == ["rent_form", disturbance, disturbance, "disturbance_letter", "energy_form"]


def test_a_label_that_the_form_does_not_have_is_a_key_error(library: Library) -> None:
    with pytest.raises(KeyError):
        library.codes.form("rent_form").label_of("dwelling")
