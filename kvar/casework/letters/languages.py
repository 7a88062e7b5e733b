"""The languages of a letter: which can be chosen, what each is called, and the fixed block in two of them. Pure."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.letters.stop import LANGUAGE, Stop, WayOn, stop
from kvar.casework.letters.values import PRINTED
from kvar.content.blanks import BLANK
from kvar.content.letter_file import LANGUAGES, SWEDISH, Letter
from kvar.content.load import load
from kvar.content.translation_file import DAY, Approval, FixedRow, Translation
from kvar.paper.days import full_day, in_digits, spoken_day, spoken_time
from kvar.paper.letter import Parallel, ParallelRow
from kvar.paper.visible import visible_line

Words = Mapping[str, str | tuple[str, ...]]


def languages_of(letter: Letter) -> tuple[str, ...]:
    """Those of its own texts, then those that have the fixed block beside a Swedish text."""
    return (*letter.languages, *(load().translations if letter.fixed_block else ()))


def language_name(language: str) -> str:
    """What the language is called on the screen. Raises KeyError for one that no letter has."""
    if language in LANGUAGES:
        return LANGUAGES[language][1]
    return capfirst(load().translations[language].name)


def language_choice(language: str) -> str:
    """The name, and that it is a draft where nobody has approved it."""
    translation = load().translations.get(language)
    name = language_name(language)
    return name if translation is None or translation.approved else _("%s (utkast)") % name


def how_written(language: str) -> dict[str, Any]:
    """How a paper in the language is set: easy Swedish is Swedish."""
    translation = load().translations.get(language)
    if translation is None:
        return {"language": PRINTED.get(language, language)}
    right_to_left = translation.direction == "right_to_left"
    return {"language": language, "script": translation.script, "right_to_left": right_to_left}


def approved_by(letter: Letter, language: str) -> str:
    """Who has approved the words in another language, and when; empty where nobody has, and for a text of our own."""
    rows, whole = load().translations.get(language), {one.language: one for one in letter.translated}.get(language)
    if rows is None:
        return ""
    said: list[tuple[str, Approval]] = []
    if letter.fixed_block:
        said.append((_("Raderna på %(language)s är godkända av %(who)s %(day)s."), rows))
    if whole and letter.written_in(language) == language:
        said.append((_("Brevets text på %(language)s är godkänd av %(who)s %(day)s."), whole))
    return " ".join(
        words % {"language": rows.name, "who": one.approved_by, "day": full_day(one.approved_on)}
        for words, one in said
        if one.approved_on
    )


def not_approved(language: str) -> tuple[Stop, ...]:
    """Why a letter in this language is not sent: a machine has translated it, and nobody answers for the words."""
    translation = load().translations.get(language)
    if translation is None or translation.approved:
        return ()
    sentence = _("Översättningen till %s är ett utkast som ingen har godkänt.") % translation.name
    way = WayOn(label=_("Välj svenska, lätt svenska eller engelska, och läs brevet med en tolk"), asked=LANGUAGE)
    return (stop("not_approved", sentence, way),)


def fixed_block(letter: Letter, language: str, *, words: Words, day: date | None, today: date) -> tuple[Parallel, ...]:
    """The few rows that stand first, in Swedish and in the other language; none for a language that needs none.

    ``words``: the letter's blanks. ``day``: its ``fixed_date``; a row whose blank is empty is left out.
    """
    translation = load().translations.get(language)
    if translation is None or not letter.fixed_block:
        return ()
    said = {name: value for name, value in words.items() if isinstance(value, str)}
    ours, theirs = said | {DAY: _spoken(day, today)}, said | {DAY: in_digits(day) if day else ""}
    rows = [
        ParallelRow(_filled(row.text, ours), _filled(translation.row(row.id), theirs))
        for row in _rows_of(letter)
        if all(ours.get(name) for name in BLANK.findall(row.text))
    ]
    return (_parallel(translation, (ParallelRow(LANGUAGES[SWEDISH][1], translation.own_name), *rows)),)


def _rows_of(letter: Letter) -> list[FixedRow]:
    return [row for row in load().fixed_block.rows if row.id in letter.fixed_block]


def _parallel(translation: Translation, rows: tuple[ParallelRow, ...]) -> Parallel:
    status = _("Översättningen till %s är ett utkast som en maskin har gjort. Ingen översättare har godkänt den.")
    return Parallel(
        rows=rows, status="" if translation.approved else status % translation.name, **how_written(translation.code)
    )


def _spoken(day: date | None, today: date) -> str:
    if isinstance(day, datetime):
        return spoken_time(day, written_on=today)
    return spoken_day(day, written_on=today) if day else ""


def _filled(text: str, words: Mapping[str, str]) -> str:
    """One pass: what stands in a blank is never read as a blank."""
    return BLANK.sub(lambda hole: visible_line(words[hole[1]]), text)
