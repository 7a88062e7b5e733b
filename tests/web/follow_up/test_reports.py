"""Rapporter and open data on the web: the same report in every form, for the chosen quarters, for those who may."""

import re
import zipfile
from html import unescape
from io import BytesIO

import pytest
from django.urls import reverse
from lxml import etree
from pptx import Presentation
from pypdf import PdfReader

from tests import factories
from tests.harness.queries import assert_constant_queries
from tests.harness.routes import body_of
from tests.web.follow_up.published import publish, signed_in

pytestmark = pytest.mark.django_db
CODES = {"incoming_by_code": {"rent_debt": 40, "disturbance": 20}, "homes_kept": {"yes": 9, "no": 7}}
AT = {
    "report": "/uppfoljning/rapport/",
    "report_pdf": "/uppfoljning/rapport.pdf",
    "report_xlsx": "/uppfoljning/rapport.xlsx",
    "report_pptx": "/uppfoljning/rapport.pptx",
    "open_data": "/uppfoljning/oppna-data/",
    "open_data_file": "/uppfoljning/oppna-data.csv",
    "open_data_words": "/uppfoljning/oppna-data-ordlista.csv",
}
PERIOD = "?fran=2026-07&till=2026-07"


@pytest.mark.parametrize("name", AT)
def test_each_is_at_its_place_and_answers(name: str) -> None:
    publish(CODES)
    assert reverse(f"follow_up:{name}") == AT[name]
    assert signed_in().get(AT[name] + PERIOD).status_code == 200


@pytest.mark.parametrize("name", AT)
@pytest.mark.parametrize("role", ["log_reviewer", "system_admin"])
def test_a_role_without_follow_up_is_refused(name: str, role: str) -> None:
    publish(CODES)
    assert signed_in(role=role).get(AT[name]).status_code == 403


@pytest.mark.parametrize("name", AT)
def test_before_anything_is_published_there_is_no_number(name: str) -> None:
    factories.make_case_in_follow_up()
    answer = signed_in().get(AT[name])
    assert answer.status_code == 200
    text = body_of(answer).decode()
    assert "Inget kvartal är publicerat ännu" in text or "csv" in answer["Content-Type"]
    assert name != "open_data_file" or text.count("\n") == 1


def test_every_form_says_the_same_of_the_chosen_quarters() -> None:
    publish(CODES)
    client = signed_in()
    page = client.get(AT["report"] + PERIOD)
    told = page.context["report"]
    assert told.period == "juli–september 2026" and PERIOD[1:] in unescape(page.content.decode())
    forms = {
        "page": _plain(unescape(re.sub(r"<[^>]+>", " ", page.content.decode()))),
        "pdf": _plain(_pdf_text(client.get(AT["report_pdf"] + PERIOD).content)),
        "xlsx": _plain(_xml_text(client.get(AT["report_xlsx"] + PERIOD).content, "xl/sharedStrings.xml")),
        "pptx": _plain(_pptx_text(client.get(AT["report_pptx"] + PERIOD).content)),
    }
    for section in told.sections:
        for form, text in forms.items():
            assert _plain(section.finding) in text, (form, section.id)
            assert all(_plain(row.label) in text for row in section.table.rows), (form, section.id)


def _plain(text: str) -> str:
    """As it is read: without the spaces that a line or a page breaks at."""
    return re.sub(r"[\s\u200b]+", "", text)


def _pdf_text(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def _xml_text(file: bytes, name: str) -> str:
    root = etree.fromstring(zipfile.ZipFile(BytesIO(file)).read(name))
    return "".join(str(text) for text in root.itertext())


def _pptx_text(file: bytes) -> str:
    frames = []
    for slide in Presentation(BytesIO(file)).slides:
        for shape in slide.shapes:
            frames += [shape.text_frame.text] if shape.has_text_frame else []
            frames += [cell.text for row in shape.table.rows for cell in row.cells] if shape.has_table else []
    return "".join(frames)


def test_a_file_is_named_by_its_period() -> None:
    publish(CODES)
    answer = signed_in().get(AT["report_pdf"] + PERIOD)
    assert 'filename="uppfoljning-hemloshetsplan-2026-07-2026-07.pdf"' in answer["Content-Disposition"]


@pytest.mark.parametrize("name", ["report", "report_pdf"])
def test_a_period_that_makes_no_sense_is_told_and_no_file_is_made(name: str) -> None:
    publish(CODES)
    answer = signed_in().get(f"{AT[name]}?fran=2026-07&till=2026-04")
    assert answer["Content-Type"].startswith("text/html")
    assert "Perioden börjar efter att den slutar" in unescape(answer.content.decode())


def test_open_data_is_streamed_and_is_the_file_of_the_city() -> None:
    publish(CODES)
    answer = signed_in().get(AT["open_data_file"])
    assert answer.streaming and answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "incoming_by_code,all,all,all,all,240,0" in body_of(answer).decode("utf-8-sig")


def test_everybody_gets_the_same_open_data() -> None:
    publish(CODES, also={("hisingen", "disturbance"): 3})
    here, there = (
        body_of(signed_in(administration=place).get(AT["open_data_file"]))
        for place in (factories.HISINGEN, factories.CENTRUM)
    )
    assert here == there


def test_reports_stand_among_the_parts_of_the_follow_up() -> None:
    publish(CODES)
    chips = signed_in().get(AT["report"]).context["sections"]
    assert [chip["text"] for chip in chips if chip["current"]] == ["Rapporter"]


@pytest.mark.parametrize("name", ["report", "open_data_words"])
def test_it_asks_as_often_however_much_has_happened(name: str) -> None:
    publish(CODES)
    assert_constant_queries(signed_in(), AT[name], factories.make_case_in_follow_up, most=10)
