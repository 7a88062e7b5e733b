"""A file of public figures (CSV): read whole, or refused with the lines that are wrong. Nothing in it is ever run.

Comma or semicolon, UTF-8 with or without a byte order mark. Above the heading may stand ``source`` and ``date``.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kvar.casework.public_figures.line import COLUMNS, FigureRow, LineRefused, figure_row
from kvar.casework.public_figures.safe_text import SOURCE_LONGEST, safe_text

MOST_BYTES = 1_000_000
MOST_LINES = 5_000
LONGEST_LINE = 1_000
ABOVE = ("source", "date")


class FileRefused(Exception):
    """Nothing of the file is used. ``problems``: Swedish sentences, each with its line where it has one."""

    def __init__(self, *problems: str) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class FiguresFile:
    """``source`` and ``on`` are empty where the file does not say."""

    source: str
    on: date | None
    rows: tuple[FigureRow, ...]


def read_figures(content: bytes) -> FiguresFile:
    """The whole file. Raises FileRefused with everything that is wrong in it."""
    lines = _lines(content)
    comma = _comma([line for _number, line in lines])
    told, body = _above(lines, comma)
    return FiguresFile(source=_source(told), on=_day(told), rows=_rows(body, comma))


def _lines(content: bytes) -> list[tuple[int, str]]:
    """The lines that hold something, with their numbers from 1."""
    if len(content) > MOST_BYTES:
        raise FileRefused(_("Filen är större än 1 MB. Kontrollera att det är rätt fil."))
    lines = _decoded(content).splitlines()
    if len(lines) > MOST_LINES:
        raise FileRefused(_("Filen har fler än %s rader. Dela upp den per källa.") % MOST_LINES)
    long = [number for number, line in enumerate(lines, start=1) if len(line) > LONGEST_LINE]
    if long:
        sentence = _("Rad %(line)s är längre än %(most)s tecken. Korta anteckningen.")
        raise FileRefused(sentence % {"line": long[0], "most": LONGEST_LINE})
    found = [(number, line) for number, line in enumerate(lines, start=1) if line.strip(" ;,\t")]
    if not found:
        raise FileRefused(_("Filen är tom. Välj en fil med rubrikrad och minst en rad med siffror."))
    return found


def _decoded(content: bytes) -> str:
    """Only the line ends that a file has: what else ``splitlines`` splits at is refused with the control signs."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wrong = error.object[: error.start].count(b"\n") + 1
        sentence = _("Rad %s går inte att läsa som UTF-8. Spara filen som CSV UTF-8 och försök igen.")
        raise FileRefused(sentence % wrong) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), start=1):
        if any(not sign.isprintable() and sign not in "\t\N{NO-BREAK SPACE}\u202f" for sign in line):
            raise FileRefused(_("Rad %s har ett tecken som inte syns. Ta bort det och spara om filen.") % number)
    return text


def _comma(lines: list[str]) -> str:
    """What stands between the columns of the heading; a source may have the other sign in its name."""
    heading = next((line for line in lines if COLUMNS[0] in line.casefold()), lines[0])
    return ";" if ";" in heading else ","


def _cells(line: str, comma: str) -> list[str]:
    """One line as cells. A quotation mark that never ends is the line's own fault, not the next one's."""
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=comma, strict=True))]
    except csv.Error as error:
        raise LineRefused(_('ett citattecken saknar sitt par. Skriv "" för ett citattecken i en text.')) from error


def _above(lines: list[tuple[int, str]], comma: str) -> tuple[dict[str, tuple[int, str]], list[tuple[int, str]]]:
    """What stands above the heading, and the lines from the heading on."""
    told: dict[str, tuple[int, str]] = {}
    for place, (number, line) in enumerate(lines):
        cells = _told(number, line, comma)
        name = cells[0].casefold()
        if name not in ABOVE:
            return told, lines[place:]
        value = cells[1] if len(cells) > 1 else ""
        if name in told or any(cells[2:]):
            raise FileRefused(_("Rad %s ska ha ett enda värde, och bara stå en gång.") % number)
        told[name] = (number, value)
    raise FileRefused(_("Filen saknar rubrikrad. Den ska ha kolumnerna %s.") % ", ".join(COLUMNS))


def _told(number: int, line: str, comma: str) -> list[str]:
    try:
        return _cells(line, comma)
    except LineRefused as wrong:
        raise FileRefused(_on_line(number, wrong)) from wrong


def _source(told: dict[str, tuple[int, str]]) -> str:
    number, text = told.get("source", (0, ""))
    try:
        return safe_text(text, longest=SOURCE_LONGEST)
    except LineRefused as wrong:
        raise FileRefused(_on_line(number, wrong)) from wrong


def _day(told: dict[str, tuple[int, str]]) -> date | None:
    number, text = told.get("date", (0, ""))
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise FileRefused(_("Rad %s: datumet går inte att läsa. Skriv till exempel 2026-02-02.") % number) from error


def _rows(lines: list[tuple[int, str]], comma: str) -> tuple[FigureRow, ...]:
    number, heading = lines[0]
    names = [cell.casefold() for cell in _told(number, heading, comma)]
    if sorted(names) != sorted(COLUMNS):
        sentence = _("Rad %(line)s ska vara rubrikraden med kolumnerna %(columns)s, var och en en gång.")
        raise FileRefused(sentence % {"line": number, "columns": ", ".join(COLUMNS)})
    rows: dict[tuple[object, ...], FigureRow] = {}
    problems = [*_read(rows, names, lines[1:], comma)]
    if problems:
        raise FileRefused(*problems)
    if not rows:
        raise FileRefused(_("Filen har en rubrikrad men inga siffror. Lägg till minst en rad."))
    return tuple(rows.values())


def _read(
    rows: dict[tuple[object, ...], FigureRow], names: list[str], lines: list[tuple[int, str]], comma: str
) -> Iterator[str]:
    """Fills ``rows`` and gives what is wrong, line by line."""
    for number, line in lines:
        try:
            row = figure_row(names, _cells(line, comma))
        except LineRefused as wrong:
            yield _on_line(number, wrong)
            continue
        if row.key in rows:
            yield _("Rad %s: samma år, område och mått står redan på en rad ovanför. Ta bort den ena.") % number
        rows[row.key] = row


def _on_line(number: int, wrong: LineRefused) -> str:
    return _("Rad %(line)s: %(what)s") % {"line": number, "what": wrong}
