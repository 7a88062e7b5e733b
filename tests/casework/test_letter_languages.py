"""A letter in a language that we have only a draft of is shown and never sent; an approved one is sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kvar.casework.access import Actor
from kvar.casework.errors import ActRefused
from kvar.casework.letters.facts import letter_facts
from kvar.casework.letters.issuing import LetterDraft, draft_letter, issue_letter, preview_pdf
from kvar.casework.letters.languages import language_choice, languages_of
from kvar.casework.letters.words import DAYS, Chosen
from kvar.casework.post.queueing import put_in_post
from kvar.content.blanks import BLANK
from kvar.content.load import load, with_content
from kvar.content.translation_file import text_digest
from kvar.paper.letter import Paragraph, Parallel
from kvar.records.models import Case, JournalText, Letter, QueuedLetter
from tests import factories
from tests.content.folders import copied
from tests.factories import TODAY
from tests.paper.papers import read, words

pytestmark = pytest.mark.django_db
LETTER, NOTE, COPY = "informationsbrev_hyra", "lapp_efter_besok", "bekraftelse_kopia"
LANGUAGES = sorted(load().translations)
APPROVED = "status: approved\napproved_by: Språkbyrån Exempel\napproved_on: 2026-11-20"


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh", phone="031-000 00 00")


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by, tenant=factories.make_person_told(served_on=TODAY))


def drafted(case: Case, by: Actor, language: str, letter: str = LETTER, **chosen: object) -> LetterDraft:
    told = letter_facts(
        letter=letter,
        case=case,
        by=by,
        today=TODAY,
        chosen=Chosen(language=language, **chosen),  # type: ignore[arg-type]
    )
    return draft_letter(letter=letter, told=told, today=TODAY)


def block(draft: LetterDraft) -> Parallel:
    assert draft.paper is not None
    first = draft.paper.blocks[0]
    assert isinstance(first, Parallel)
    return first


@contextmanager
def approved(
    tmp_path: Path, *, rows_too: bool = True, letter_too: bool = False, swedish_since: str = ""
) -> Iterator[None]:
    """Content where somebody has approved the Arabic, and perhaps the whole letter in it.

    ``swedish_since``: what the Swedish text says where it said *Ofta går det att lösa.* when that was approved.
    """
    folder = copied(tmp_path / "content")
    if rows_too:
        folder.change("translations/ar.yaml", "status: draft_machine", APPROVED)
    if letter_too:
        told = (*APPROVED.splitlines(), f'swedish: "{text_digest(load().letters[LETTER].text)}"')
        status = "\n".join("    " + line for line in told)
        row = f"translated:\n  - language: ar\n{status}\nblanks:"
        folder.change(f"letters/{LETTER}/brev.yaml", "blanks:", row)
        text = (folder.path / f"letters/{LETTER}/text.md").read_text("utf-8")
        text = text.replace("Ofta går det att lösa.", "يمكن حل الأمر.")
        (folder.path / f"letters/{LETTER}/text.ar.md").write_text(text, "utf-8")
    if swedish_since:
        folder.change(f"letters/{LETTER}/text.md", "Ofta går det att lösa.", swedish_since)
    with with_content(load(folder.path)):
        yield


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_nobody_has_approved_is_shown_and_never_sent(case: Case, by: Actor, language: str) -> None:
    draft = drafted(case, by, language)
    assert block(draft).language == language
    assert draft.paper is not None and not draft.paper.approved_by
    assert "utkast som en maskin har gjort" in " ".join(draft.text.split())
    assert "utkastsomenmaskinhargjort" in words(preview_pdf(draft))
    assert any("är ett utkast som ingen har godkänt" in sentence for sentence in draft.stopped_by)
    with pytest.raises(ActRefused, match="är ett utkast som ingen har godkänt"):
        issue_letter(case=case, by=by, today=TODAY, letter=LETTER, channel="post", chosen=Chosen(language=language))
    with pytest.raises(ActRefused, match="är ett utkast som ingen har godkänt"):
        put_in_post(case=case, by=by, today=TODAY, letter=LETTER, channel="post", chosen=Chosen(language=language))
    assert not Letter.objects.exists() and not QueuedLetter.objects.exists()


def test_an_approved_translation_is_sent_and_the_journal_names_the_language(
    case: Case, by: Actor, tmp_path: Path
) -> None:
    with approved(tmp_path):
        shown = drafted(case, by, "ar")
        assert not block(shown).status and language_choice("ar") == "Arabiska"
        letter = issue_letter(
            case=case, by=by, today=TODAY, letter=LETTER, channel="post", chosen=Chosen(language="ar")
        )
    assert "[ar] اتصل بنا: 031-000 00 00" in letter.text and "vill hjälpa dig" in letter.text
    assert "utkast" not in letter.text
    answers = "Raderna på arabiska är godkända av Språkbyrån Exempel den 20 november 2026."
    assert shown.paper is not None and shown.paper.approved_by == answers
    described = read(bytes(letter.pdf)).metadata
    assert described and described.subject == answers, "who answers for the words follows the file"
    assert "på arabiska" in JournalText.objects.get(entry__case=case, entry__kind="letter").text


def test_the_text_beside_the_block_is_swedish_until_a_whole_one_is_approved(
    case: Case, by: Actor, tmp_path: Path
) -> None:
    draft = drafted(case, by, "ar")
    assert draft.paper is not None and draft.paper.language == "sv"
    with approved(tmp_path, letter_too=True):
        whole = drafted(case, by, "ar")
        assert whole.paper is not None and not whole.stopped_by
        assert "Brevets text på arabiska är godkänd av Språkbyrån Exempel den 20" in whole.paper.approved_by
        assert (whole.paper.language, whole.paper.script, whole.paper.right_to_left) == ("ar", "arabic", True)
        assert "يمكن حل الأمر." in " ".join(whole.text.split()) and block(whole).rows
        said = [one.text for one in whole.paper.blocks if isinstance(one, Paragraph)]
        assert any("Det kom till oss 2026-11-" in text for text in said)  # a day that every reader can read
        assert whole.paper.day == f"{TODAY:%Y-%m-%d}" and whole.paper.page == "صفحة {sida} من {sidor}"
        assert whole.paper.reference == f"ملف رقم {case.reference}"
        assert "Telefontid: الاثنين–الجمعة 08:00–16:00" in whole.text  # the label is the translator's


def test_a_whole_text_of_an_older_swedish_one_is_not_approved_any_more(case: Case, by: Actor, tmp_path: Path) -> None:
    """What was translated said something else: the Swedish letter is shown and sent, with the approved block first."""
    with approved(tmp_path, letter_too=True, swedish_since="Ring oss senast i morgon."):
        draft = drafted(case, by, "ar")
        assert draft.paper is not None and not draft.stopped_by and preview_pdf(draft).startswith(b"%PDF")
        assert draft.paper.language == "sv" and draft.paper.reference.startswith("Ärende ")
        assert "Ring oss senast i morgon." in " ".join(draft.text.split()) and not block(draft).status
        sent = issue_letter(case=case, by=by, today=TODAY, letter=LETTER, channel="post", chosen=Chosen(language="ar"))
        assert sent.text == draft.text and "يمكن حل الأمر." not in sent.text


def test_an_approved_whole_text_under_a_block_that_nobody_has_approved_is_shown_and_never_sent(
    case: Case, by: Actor, tmp_path: Path
) -> None:
    with approved(tmp_path, rows_too=False, letter_too=True):
        draft = drafted(case, by, "ar")
        assert preview_pdf(draft).startswith(b"%PDF") and "يمكن حل الأمر." in " ".join(draft.text.split())
        with pytest.raises(ActRefused, match="är ett utkast som ingen har godkänt"):
            issue_letter(case=case, by=by, today=TODAY, letter=LETTER, channel="post", chosen=Chosen(language="ar"))
    assert not Letter.objects.exists()


def test_the_block_says_the_day_as_the_letter_does_and_in_digits(case: Case, by: Actor) -> None:
    last = TODAY + timedelta(days=22)  # day 21 is a Sunday
    rows = {row.swedish: row.other for row in block(drafted(case, by, "uk")).rows}
    day = next(row for row in rows if row.startswith("Viktig dag: "))
    assert f"{last.day} december" in day and rows[day] == f"Важлива дата: {last:%Y-%m-%d}"


def test_a_day_that_the_letter_does_not_say_is_not_in_the_block(by: Actor) -> None:
    unknown = factories.make_case_with_notice(by=by, tenant=factories.make_person_told(served_on=None))
    over = factories.make_case_with_notice(
        by=by,
        tenant=factories.make_person_told(served_on=TODAY - timedelta(days=40)),
        arrived_on=TODAY - timedelta(days=40),
    )
    for case in (unknown, over):
        assert not [row for row in block(drafted(case, by, "so")).rows if "Viktig dag" in row.swedish]


def test_a_note_that_anybody_may_read_says_nothing_of_the_home(case: Case, by: Actor) -> None:
    draft = drafted(case, by, "ti", letter=NOTE, typed={"sokt_dag": TODAY, "sokt_tid": "10.00"})
    assert [row.swedish.split(":")[0] for row in block(draft).rows] == [
        "Svenska",
        "Ring oss",
        "Säg till om du vill prata på ditt språk.",
    ]


def test_every_letter_with_a_block_knows_its_day_and_its_blanks() -> None:
    for letter in load().letters.values():
        days = {blank.name for blank in letter.blanks if blank.asked == "day"} | set(DAYS)
        days |= {"tid"} if letter.id == COPY else set()  # its words come from the confirmation that it is a copy of
        assert letter.fixed_date is None or letter.fixed_date in days, letter.id
        assert set(languages_of(letter)) == {*letter.languages, *(LANGUAGES if letter.fixed_block else ())}
        required = {blank.name for blank in letter.blanks if blank.required}
        rows = [row for row in load().fixed_block.rows if row.id in letter.fixed_block]
        assert {name for row in rows for name in BLANK.findall(row.text)} - {"dag"} <= required, letter.id


def test_what_stands_in_a_blank_is_never_read_as_a_blank(case: Case, by: Actor) -> None:
    told = letter_facts(letter=LETTER, case=case, by=by, today=TODAY, chosen=Chosen(language="bs"))
    hostile = replace(told, blanks={**told.blanks, "telefon": "{dag} {hyresvard}\n# x"}, fixed_date=date(2026, 12, 17))
    rows = block(draft_letter(letter=LETTER, told=hostile, today=TODAY)).rows
    assert rows[2].other == "Nazovite nas: {dag} {hyresvard} # x"
