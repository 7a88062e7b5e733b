"""Do the translations fit: the Swedish rows they are of, and the letters that have them?"""

from collections.abc import Iterator

from kvar.content.blanks import blanks_of
from kvar.content.draft import Draft, Part
from kvar.content.finding import Finding, Severity
from kvar.content.letter_file import LANGUAGES, Letter
from kvar.content.nearest import nearest
from kvar.content.translation_file import DAY, FixedRow, Translation, text_digest
from kvar.content.yaml_file import Where

Rows = dict[str, FixedRow]


def translation_findings(draft: Draft) -> Iterator[Finding]:
    """Everything that does not fit."""
    rows = {row.id: row for row in draft.fixed_block.shape.rows}
    for translation in draft.translations:
        yield from _of_rows(translation, rows)
        code, file = translation.shape.code, translation.file.name.split("/")[-1]
        if file != f"{code}.yaml" or code in LANGUAGES:
            sentence = f"Språket {code} ska ligga i translations/{code}.yaml, och vara ett annat än brevens egna."
            yield translation.file.finding(("code",), sentence)
    codes = [translation.shape.code for translation in draft.translations]
    for letter in draft.letters:
        yield from _fixed_block_of(letter, rows)
        yield from _whole_texts_of(letter, codes)


def _of_rows(part: Part[Translation], rows: Rows) -> Iterator[Finding]:
    """Each Swedish row once, of the words it has today, with the same blanks."""
    told = [row.row for row in part.shape.rows]
    for id in rows:
        if told.count(id) != 1:
            yield part.file.finding(("rows",), f"Raden {id} i fixed_block.yaml ska översättas precis en gång.")
    for number, row in enumerate(part.shape.rows):
        where: Where = ("rows", number)
        if row.row not in rows:
            sentence = f"Raden {row.row} finns inte i fixed_block.yaml. {nearest(row.row, rows)}"
            yield part.file.finding((*where, "row"), sentence)
        elif row.swedish != rows[row.row].text:
            sentence = f"Den svenska raden {row.row} har ändrats sedan den översattes. Låt översätta den på nytt."
            yield part.file.finding((*where, "swedish"), sentence)
        elif blanks_of(row.translated) != blanks_of(row.swedish):
            sentence = f"Översättningen av {row.row} ska ha samma luckor som den svenska raden."
            yield part.file.finding((*where, "translated"), sentence)


def _whole_texts_of(part: Part[Letter], codes: list[str]) -> Iterator[Finding]:
    """In a language that there is, and of the Swedish text that is sent today: else the Swedish one is used."""
    for number, text in enumerate(part.shape.translated):
        where: Where = ("translated", number)
        if text.language not in codes:
            sentence = f"Språket {text.language} har ingen fil i translations/. {nearest(text.language, codes)}"
            yield part.file.finding((*where, "language"), sentence)
        if text.approved and not text.approved_of(part.shape.text):
            sentence = (
                f"Texten på {text.language} är inte godkänd för den svenska text som gäller nu, och används inte:"
                " brevet skickas på svenska. Låt någon som kan språket jämföra texterna och rätta"
                f" text.{text.language}.md."
                f' Skriv sedan på raden: swedish: "{text_digest(part.shape.text)}".'
            )
            yield part.file.finding((*where, "swedish"), sentence, severity=Severity.WARNING)


def _may_say(letter: Letter, row: FixedRow) -> bool:
    if row.only_to == "household":
        return letter.to == "household" and letter.letterhead
    return row.only_to is None or not letter.nameless


def _fixed_block_of(part: Part[Letter], rows: Rows) -> Iterator[Finding]:
    letter = part.shape
    for number, id in enumerate(letter.fixed_block):
        if id not in rows:
            sentence = f"Raden {id} finns inte i fixed_block.yaml. {nearest(id, rows)}"
            yield part.file.finding(("fixed_block", number), sentence)
        elif not _may_say(letter, rows[id]):
            sentence = f"Raden {id} får inte stå i det här brevet: någon annan kan läsa det. Ta bort raden."
            yield part.file.finding(("fixed_block", number), sentence)
    asked = {name for id in letter.fixed_block if id in rows for name in blanks_of(rows[id].text)}
    known = {blank.name for blank in letter.blanks}
    if (DAY in asked) != bool(letter.fixed_date):
        sentence = f"fixed_date säger vilken lucka som är {{{DAY}}}: den ska finnas när en rad har den, annars inte."
        yield part.file.finding(("fixed_block",), sentence)
    for name in sorted(({letter.fixed_date or DAY} | asked) - {DAY} - known):
        sentence = f"Det fasta blocket behöver luckan {name}, som inte finns bland blanks. {nearest(name, known)}"
        yield part.file.finding(("fixed_block",), sentence)
