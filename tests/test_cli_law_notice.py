"""`kvar law notice`: the contract's JSON, its exit codes, and what is printed for people."""

import io
import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from kvar.cli.law_notice import check_notice
from kvar.cli.swedish import Refused
from tests.law.test_notices import ALL as VECTORS
from tests.law.test_notices import BLANKS, UNREADABLE, WHOLE, document, told_in

Answer = tuple[int, Any]


def answer(
    notice: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, as_json: bool
) -> Answer:
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(notice, default=str)))
    code = check_notice(Namespace(file="-", json=as_json))
    out = capsys.readouterr().out
    return code, json.loads(out) if as_json else out.splitlines()


@pytest.mark.parametrize("form", WHOLE)
def test_a_whole_paper_is_complete_with_exactly_the_keys_of_the_contract(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = tmp_path / "notice.json"
    written.write_text(json.dumps(document(form)), encoding="utf-8")
    assert check_notice(Namespace(file=str(written), json=True)) == 0
    assert json.loads(capsys.readouterr().out) == {"complete": True, "missing": [], "findings": []}


@pytest.mark.parametrize("state", ["missing", "illegible"])
def test_every_blank_that_cannot_be_read_is_named_with_a_sentence_that_says_what_to_ask(
    state: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for form, name in BLANKS:
        code, said = answer(document(form, **{name: {"state": state}}), capsys, monkeypatch, as_json=True)
        assert (code, said["complete"], said["missing"]) == (1, False, [name])
        own = next(finding for finding in said["findings"] if finding["field"] == name)
        assert list(own) == ["field", "severity", "sentence", "source"]
        assert "råga " in own["sentence"] and "{" not in own["sentence"]
        assert ("kan göra underrättelsen ogiltig" in own["sentence"]) == (own["severity"] == "may_invalidate")


def test_every_finding_of_the_vectors_says_what_to_ask_and_never_that_the_paper_is_invalid(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for vector in VECTORS:
        states: dict[str, Any] = {name: {"state": "missing"} for name in vector.get("missing", [])}
        states |= {name: {"state": "value", "value": value} for name, value in vector.get("change", {}).items()}
        paper = document(vector["form"], vector.get("known"), **states)
        code, said = answer(paper, capsys, monkeypatch, as_json=True)
        check = told_in(vector)
        assert code == (0 if check.complete and not check.may_be_invalid else 1)
        for finding in said["findings"]:
            assert "råga " in finding["sentence"] and "{" not in finding["sentence"]
            assert "är ogiltig" not in finding["sentence"]


def test_rh_1995_34_says_both_amounts_and_whom_to_ask(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    payments = [{"on": "2026-11-03", "amount": 100_000}]
    known = {"payments": payments, "notice_on": "2026-11-04"}
    code, said = answer(document("F1978-3", known), capsys, monkeypatch, as_json=True)
    (finding,) = said["findings"]
    assert (code, said["complete"]) == (1, True)
    assert (finding["field"], finding["severity"], finding["source"]) == ("total", "may_invalidate", "rh-1995-34")
    for words in ("7\N{NO-BREAK SPACE}900", "1\N{NO-BREAK SPACE}000", "6\N{NO-BREAK SPACE}900", "Fråga hyresvärden"):
        assert words in finding["sentence"]
    later = answer(document("F1978-3", known | {"notice_on": "2026-11-02"}), capsys, monkeypatch, as_json=True)
    assert later == (0, {"complete": True, "missing": [], "findings": []})


def test_an_unknown_day_of_the_paper_is_said_to_be_assumed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"payments": [{"on": "2026-11-03", "amount": 100_000}]}
    _code, said = answer(document("F1978-3", known), capsys, monkeypatch, as_json=True)
    assert "vi utgår från att betalningen kom före" in said["findings"][0]["sentence"]


@pytest.mark.parametrize(
    ("form", "known", "field", "asked"),
    [
        ("F2003-3", {}, "room_count", "bostadsrättsföreningen"),
        ("F2003-4", {}, "dwelling", "bostadsrättsföreningen"),
        ("F2003-4", {"tenure": "rental"}, "dwelling", "hyresvärden"),
        ("gas", {"ground": "electricity_debt"}, "due_on", "företaget"),
    ],
)
def test_the_words_are_those_of_the_paper(
    form: str,
    known: dict[str, str],
    field: str,
    asked: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paper = document(form, known, **{field: {"state": "missing"}})
    _code, said = answer(paper, capsys, monkeypatch, as_json=True)
    assert f"Fråga {asked}" in said["findings"][0]["sentence"]


def test_for_people_each_finding_has_its_weight_and_its_source_and_the_rest_is_a_question(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = document("F1978-3", room_count={"state": "missing"}, tenant_name={"state": "missing"})
    code, (first, *rest) = answer(paper, capsys, monkeypatch, as_json=False)
    assert code == 1
    assert first == "Saknas eller går inte att läsa: Hyresgästens namn, Lägenhetens storlek (antal rum)."
    assert rest[0].startswith("Kan göra underrättelsen ogiltig: Hyresgästens namn saknas.")
    assert rest[1].startswith("Att notera: Lägenhetens storlek") and rest[1].endswith("(NJA 1985 s. 586)")
    assert [line for line in rest[2:] if not line.startswith("Fråga: ")] == []
    assert "Fråga: Vilken dag delgavs hyresgästen? Fråga hyresvärden." in rest
    _code, (whole, *_rest) = answer(document("gas"), capsys, monkeypatch, as_json=False)
    assert whole == "Alla fält går att läsa."


def test_what_cannot_be_read_is_one_sentence_and_exit_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _key, told, says in UNREADABLE:
        with pytest.raises(Refused) as refused:
            answer(told, capsys, monkeypatch, as_json=True)
        assert refused.value.code == 2
        assert says in str(refused.value)
        assert capsys.readouterr().out == ""
