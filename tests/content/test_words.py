"""What people read: plain Swedish that blames nobody, and a source behind every step."""

import re
from datetime import date

import pytest

from kvar import law
from kvar.casework.casefile.sources import sources_of_step
from kvar.content.library import Library
from kvar.content.load import HERE, load

IMPERATIVES = re.compile(
    "(Anmäl|Avsluta|Be|Bedöm|Bekräfta|Berätta|Beskriv|Bevaka|Boka|Erbjud|Följ|Föreslå|Förmedla|Fråga|Gå|Gör|Håll|Informera"
    "|Behandla|Besluta|Bestäm|Hjälp|Inled|Kalla|Koppla|Kontakta|Kontrollera|Kvittera|Lägg|Lämna|Meddela|Planera|Prata"
    "|Pröva|Påminn|Rapportera|Registrera|Ring|Räkna|Samråd|Samtala|Skicka|Skriv|Stäm|Sök|Ta|Undersök|Utse|Var|Välj)"
)
BLAMING = re.compile(r"slarv|missköt|vägra|skyll|vållat|försummat|struntat|ansvarslös|klienten", re.IGNORECASE)
ENGLISH = re.compile(
    r"\b(the|and|of|with|is|are|case|notice|step|household|landlord|tenant|deadline|due|unit|rent|debt|todo|fixme)\b",
    re.IGNORECASE,
)
STEPS = list(load().steps.values())


def spoken_texts(library: Library) -> list[str]:
    """Everything a worker or a household reads from steps, codes, questions and reasons."""
    codes, reasons = library.codes, library.reasons
    found = [text for step in library.steps.values() for text in (step.title, step.text, step.leaves)]
    for kind in type(codes).model_fields:
        found += [text for code in getattr(codes, kind) for text in (code.label, getattr(code, "note", None) or "")]
    found += [text for texts in reasons.model_dump().values() if isinstance(texts, dict) for text in texts.values()]
    found += [text for question in reasons.questions for text in (question.text, question.ask)]
    found += [term.explanation for term in library.glossary.terms]
    return found


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_a_title_is_one_request_without_a_full_stop(step: law.StepRule) -> None:
    assert IMPERATIVES.fullmatch(step.title.split()[0].rstrip(","))
    assert step.title[-1] not in ".!?:"
    assert len(step.title) <= 75


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_a_text_says_why_and_how_in_one_to_five_short_sentences(step: law.StepRule) -> None:
    sentences = re.findall(r"[^.?!]+[.?!]", step.text.replace("1:e ", ""))
    assert step.text.endswith((".", "?"))
    assert 1 <= len(sentences) <= 5
    assert step.text != step.title


def test_the_words_are_swedish_and_blame_nobody(library: Library) -> None:
    texts = [re.sub(r"\{\w+\}", "", text) for text in spoken_texts(library)]
    assert [text for text in texts if ENGLISH.search(text)] == []
    assert [text for text in texts if BLAMING.search(text)] == []
    assert len(re.findall("[åäö]", " ".join(texts))) > 1000


def test_no_file_is_half_written() -> None:
    files = [*HERE.rglob("*.yaml"), *HERE.rglob("*.md")]
    texts = {file.name: file.read_text(encoding="utf-8") for file in files}
    assert [name for name, text in texts.items() if re.search("TODO|FIXME|XXX|Ã¥|Ã¤|Ã¶", text)] == []


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_a_case_is_shown_the_paragraphs_of_its_time(step: law.StepRule) -> None:
    for day, older in ((date(2025, 6, 30), True), (date(2025, 7, 1), False)):
        if (step.starts_on or day) <= day <= (step.until or day):
            shown = {source.id for source in sources_of_step(step, opened_on=day)}
            assert shown
            assert not any(id.startswith(("sol25", "sof25") if older else ("sol01", "sof01")) for id in shown)


def test_old_paragraphs_end_the_day_before_the_new_act_begins(library: Library) -> None:
    old = [source for source in library.sources.values() if source.id.startswith(("sol01", "sof01"))]
    new = [source for source in library.sources.values() if source.id.startswith(("sol25", "sof25"))]
    assert {source.until for source in old} == {date(2025, 6, 30)}
    assert min(source.from_ or date.max for source in new) == library.editions[2].from_ == date(2025, 7, 1)
    later = {source.id: source.from_ for source in new if source.from_ != date(2025, 7, 1)}
    assert later == {"sol25-12-4-a": date(2026, 7, 1), "sol25-12-7-d": date(2027, 1, 1)}


def test_a_source_can_be_opened_unless_it_is_the_citys_own(library: Library) -> None:
    assert {source.kind for source in library.sources.values() if not source.link} == {"local"}
    assert all(source.read_on <= date(2026, 11, 22) for source in library.sources.values())


def test_every_rolled_day_has_a_name(library: Library) -> None:
    days = (date(year, 1, 1).fromordinal(date(year, 1, 1).toordinal() + n) for year in (2004, 2026) for n in range(366))
    assert {law.why_day_off(day) for day in days} - {None} == set(library.reasons.days)


def test_a_missing_fact_says_whom_to_ask(library: Library) -> None:
    said = library.reasons.missing
    asks = re.compile(r"Fråga|Se efter|Ta reda|Koppla|Låt|Väg samman")
    assert [name for name, text in said.items() if not asks.search(text)] == []


def test_the_glossary_explains_each_word_once(library: Library) -> None:
    codes = [term.code for term in library.glossary.terms]
    explained = {word for code in codes for word in code.split()}
    assert len(codes) == len(set(codes))
    assert explained & set(library.glossary.plain) == set()
    assert library.glossary.term("service").swedish == "delgivning"
    assert {"notice", "undertaking", "recovery", "unknown"} <= library.glossary.words


def test_the_edition_says_that_it_is_our_own_reconstruction(library: Library) -> None:
    assert "inte offentlig" in library.edition.note
    assert "rekonstruktion" in library.edition.note
