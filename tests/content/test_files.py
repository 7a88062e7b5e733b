"""Every file is valid; what is wrong is said in Swedish, with file and line, all at once."""

import re

import pytest
from pydantic import BaseModel, ValidationError

from kvar.content.finding import ContentError, Finding, Severity
from kvar.content.load import HERE, check, digest_of, load
from kvar.content.sentences import SENTENCES, sentence_of
from kvar.content.yaml_text import _loaded
from tests.content.folders import Folder

HOT = "checklists/hot.yaml"
FAMILY = "routines/barnfamilj.yaml"


def test_our_own_content_has_no_findings() -> None:
    assert check() == ()


def test_our_own_content_is_read_once() -> None:
    assert load() is load()


def test_an_edition_that_differs_in_one_file_parses_that_file_alone(folder: Folder) -> None:
    load(HERE)
    before = _loaded.cache_info().misses
    folder.change(HOT, "working_days: 1}", "working_days: 2}")
    load(folder.path)
    assert _loaded.cache_info().misses == before + 1


# what is changed: file, old text, new text, and a part of the sentence
BREAKS = {
    "unknown key": (HOT, "    unit: vuxen", "    unitt: x\n    unit: vuxen", "Nyckeln unitt är okänd."),
    "missing key": (HOT, "    chapter: 5\n", "", "Nyckeln chapter saknas."),
    "text for a number": (HOT, "chapter: 5", "chapter: fem", "chapter ska vara ett heltal."),
    "number out of range": (HOT, "chapter: 5", "chapter: 7", "chapter ska vara högst 6."),
    "half a number": (HOT, "working_days: 1}", "working_days: 1.5}", "working_days ska vara ett heltal."),
    "unknown word": (HOT, "counted_from: arrival}", "counted_from: ankomst}", "counted_from kan inte vara ankomst."),
    "text for a list": (
        HOT,
        "sources: [sol25-14-3, fl-27, sol01-11-5]",
        "sources: fl-27",
        "sources ska vara en lista.",
    ),
    "empty list": (HOT, "sources: [sol25-14-3, fl-27, sol01-11-5]", "sources: []", "sources ska ha minst 1 rad."),
    "empty text": (HOT, "leaves: Tilldelning", 'leaves: ""', "leaves får inte vara tom."),
    "list for text": (HOT, "leaves: Tilldelning", "leaves: [a]", "leaves ska vara text."),
    "text for keys": (HOT, "due: {counted_from: arrival}", "due: snart", "due ska ha egna nycklar under sig."),
    "wrong id": (HOT, "id: H02", "id: 2H", "id har fel form: 2H."),
    "no date": ("edition.yaml", "from: 2025-07-01", "from: i somras", "from ska vara ett datum"),
    "no truth value": ("organisation.yaml", "coordinates: true", "coordinates: ja", "ska vara true eller false."),
    "not UTF-8": (HOT, "", "", "Filen är inte sparad som UTF-8."),
    "two counts": (HOT, "working_days: 1}", "working_days: 1, days: 2}", "Skriv ett av working_days"),
    "done two ways": (HOT, "done_when: always", "done_by: act\n    done_when: always", "blir klart på två sätt"),
    "foreign letter": (HOT, "id: H02", "id: X02", "X02 hör inte hemma i listan H."),
    "repeated key": (HOT, "    unit: vuxen", "    unit: vuxen\n    unit: vuxen", "Nyckeln unit står två gånger."),
    "bad YAML": (HOT, "    unit: vuxen", "   unit: [vuxen", "Raden har ett annat indrag"),
    "unknown source": (HOT, "sol25-14-3", "sol25-14-33", "Källan sol25-14-33 finns inte i sources.yaml. Menar du"),
    "no source of its time": (
        HOT,
        "sources: [sol25-14-2, sol01-11-1]",
        "sources: [sol01-11-1]",
        "H10 har ingen källa som gäller 2025-07-01.",
    ),
    "unknown unit": (HOT, "unit: vuxen", "unit: vuxenn", "Enheten vuxenn i H01 finns inte. Menar du vuxen?"),
    "unknown condition": (HOT, "[debt_at_stake]", "[debts_at_stake]", "Villkoret debts_at_stake i H03 finns inte."),
    "unknown done_when": (HOT, "done_when: always", "done_when: aldrig", "Villkoret aldrig i H01 finns inte."),
    "unknown letter": (HOT, "letter: informationsbrev_hyra", "letter: brevet", "Brevet brevet i H11 finns inte."),
    "unknown same_as": (FAMILY, "same_as: [H07]", "same_as: [H99]", "B02 hänvisar till H99, som inte finns."),
    "chain of same_as": (FAMILY, "same_as: [H07]", "same_as: [B01]", "B01, som själv ägs av ett annat steg."),
    "repeated step": (HOT, "id: H02", "id: H01", "H01 finns två gånger."),
    "no intake type": ("codes.yaml", "[individual, representative]", "[representative]", "precis en aktualiseringstyp"),
    "unknown ground": ("codes.yaml", "ground: rent_arrears", "ground: hyra", "ground kan inte vara hyra. Välj bland"),
    "unknown form": ("codes.yaml", "form: rent_form", "form: rent_frm", "rent_frm i rent_termination finns inte."),
    "code the law lacks": ("codes.yaml", "{id: premises,", "{id: lokaler,", "lokaler finns inte i kvar.law."),
    "untold condition": (
        "reasons.yaml",
        '  always: "Gäller i alla ärenden."\n',
        "",
        "always saknar text",
    ),
    "nothing on what changes a day": (
        "reasons.yaml",
        '  tenant_heard_on: "Vilken',
        '  heard: "Vilken',
        "tenant_heard_on saknar text",
    ),
    "calculator asks in vain": ("calculator.yaml", "id: abroad", "id: utomlands", "Uppgiften utomlands är okänd."),
    "calculator gives nonsense": ("calculator.yaml", "tenure: rental,", "tenure: hyra,", "tenure kan inte vara"),
    "calculator lacks a fact": (
        "calculator.yaml",
        "asks: [last_entry_on]",
        "asks: [last]",
        "last i erasure finns inte",
    ),
    "calculator promises too much": (
        "calculator.yaml",
        "answers: [erasure]",
        "answers: [gallring]",
        "finns inte i kvar.law",
    ),
    "calculator names what it does not ask": (
        "calculator.yaml",
        "{undertaking_received_on: Företaget",
        "{order_given_on: Företaget",
        "Uppgiften order_given_on har ett eget namn i electricity",
    ),
    "calculator twice": ("calculator.yaml", "id: erasure", "id: decision", "decision finns två gånger."),
    "unfilled blank": ("reasons.yaml", "delgavs {day}.", "delgavs {dag}.", "Luckan dag fylls aldrig i."),
    "unfit value of the law": ("law/rent.yaml", "unit: vardagar", "unit: dar", "unit kan inte vara dar."),
    "unknown source of the law": ("law/rent.yaml", "source: jb-12-42", "source: jb-1", "Källan jb-1 finns inte"),
}


def broken(folder: Folder, case: str) -> tuple[int, str, tuple[Finding, ...]]:
    name, old, new, _sentence = BREAKS[case]
    if case == "not UTF-8":
        (folder.path / name).write_bytes("list: H # å".encode("latin-1"))
        return 1, name, folder.check()
    return folder.change(name, old, new), name, folder.check()


@pytest.mark.parametrize("case", BREAKS)
def test_what_is_wrong_is_said_with_its_file_and_in_swedish(folder: Folder, case: str) -> None:
    _line, name, findings = broken(folder, case)
    said = [finding.sentence for finding in findings if finding.file == name and BREAKS[case][3] in finding.sentence]
    assert said, findings
    assert not re.search(r"\b(input|should|must|field|required|value|extra|permitted)\b", " ".join(said))


@pytest.mark.parametrize(
    "case", ["unknown key", "text for a number", "unknown source", "unknown unit", "repeated step"]
)
def test_what_is_wrong_is_said_with_its_line(folder: Folder, case: str) -> None:
    line, name, findings = broken(folder, case)
    found = [(finding.file, finding.line) for finding in findings if BREAKS[case][3] in finding.sentence]
    assert found[-1] == (name, line)


@pytest.mark.parametrize(("case", "further"), [("repeated key", 1), ("unknown condition", 0), ("missing key", None)])
def test_the_line_is_where_the_reader_has_to_look(folder: Folder, case: str, further: int | None) -> None:
    """A repeated key is found where it stands again; a missing one where its step begins."""
    line, _name, findings = broken(folder, case)
    first = next(finding for finding in findings if BREAKS[case][3] in finding.sentence)
    text = (folder.path / HOT).read_text(encoding="utf-8").splitlines()
    if further is None:
        assert text[first.line - 1].startswith("  - id: H01")
    else:
        assert first.line == line + further


def test_a_missing_file_is_said(folder: Folder) -> None:
    (folder.path / "edition.yaml").unlink()
    (finding,) = folder.check()
    assert str(finding).startswith("edition.yaml:1 Filen saknas. Lägg tillbaka den")


def test_every_finding_comes_at_once_and_load_refuses(folder: Folder) -> None:
    folder.change(HOT, "unit: vuxen", "unit: vuxenn")
    folder.change(FAMILY, "same_as: [H07]", "same_as: [H99]")
    findings = folder.check()
    assert [finding.file for finding in findings] == [HOT, FAMILY]
    with pytest.raises(ContentError) as refused:
        load(folder.path)
    assert refused.value.findings == findings
    assert str(findings[0]) == f"{HOT}:{findings[0].line} {findings[0].sentence}"


def test_an_unused_source_is_only_a_warning(folder: Folder) -> None:
    folder.change("sources.yaml", "{id: jb-12-20,", "{id: jb-12-19,")
    folder.change("glossary.yaml", "source: jb-12-20", "source: jb-12-44")
    found = [finding for finding in folder.check() if "jb-12-19" in finding.sentence]
    assert [finding.severity for finding in found] == [Severity.WARNING]


def test_the_edition_is_named_by_every_byte_of_the_content(folder: Folder) -> None:
    same = digest_of(folder.path)
    assert same == digest_of(HERE) == load().digest == load().rules.edition
    folder.change(HOT, "Registrera underrättelsen", "Registrera underrättelsen nu")
    assert digest_of(folder.path) != same


def test_every_kind_of_refusal_in_use_has_a_sentence_of_its_own() -> None:
    """A kind that pydantic knows and we have not translated still answers in Swedish."""

    class Stranger(BaseModel):
        web: int

    assert all(sentence[0] in "{NRV" for sentence in SENTENCES.values())
    with pytest.raises(ValidationError) as refused:
        Stranger.model_validate_json('{"web": null}', strict=True)
    problem = refused.value.errors()[0] | {"type": "something_new"}
    assert sentence_of(problem) == "web har ett värde som inte godtas: None."
