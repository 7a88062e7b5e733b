"""The letters of a few invented households, and their approved texts.

``python -m tests.letters.stories`` writes the approved texts anew; the difference in git is then what a person who
knows the law reads and approves.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

import kvar.content
from kvar.paper.days import spoken_day
from kvar.paper.letter import LetterPaper, as_text
from kvar.paper.template import Blank, LetterText, Passage, read_letter_text
from kvar.paper.text import fill

LETTERS = Path(kvar.content.__file__).parent / "letters"
APPROVED = Path(__file__).parent / "approved"
WRITTEN_ON = date(2026, 11, 9)
LAST_DAY = date(2026, 11, 27)

BLANKS = {
    "hyresvard": "Älvstrandens Bostäder",
    "inkom_dag": spoken_day(date(2026, 11, 6), written_on=WRITTEN_ON),
    "bostad": "Svarvaregatan 2, lägenhet 1203",
    "sista_dag": spoken_day(LAST_DAY, written_on=WRITTEN_ON),
    "betalning": "bankgiro 5050-1055, OCR 77120 4413",
    "telefon": "031-000\u00a000\u00a001",
    "budgetradgivning": "031-000\u00a000\u00a002",
    "handlaggare": "Sara Lindh, socialsekreterare",
    "telefontid": "måndag–fredag 9–11",
    "besoksadress": "Herkulesgatan 999, Göteborg",
    "kontaktcenter": "031-000\u00a000\u00a000",
}
OPTIONAL = ("bostad", "betalning", "budgetradgivning", "telefontid", "besoksadress", "kontaktcenter")

# Story: the passages that code would choose, and what differs in the blanks.
STORIES: dict[str, tuple[frozenset[str], Mapping[str, str]]] = {
    "sista-dagen-saker": (frozenset({"sista_dag_saker", "barn"}), {}),
    "sista-dagen-osaker": (frozenset({"sista_dag_osaker", "barn"}), {}),
    "sista-dagen-passerad": (frozenset({"sista_dag_passerad", "barn"}), {}),
    "inga-uppgifter-om-barn": (frozenset({"sista_dag_osaker", "barn"}), dict.fromkeys(OPTIONAL, "")),
    "inga-barn-enligt-uppgift": (frozenset({"sista_dag_saker"}), {}),
    "beloppet-valt": (frozenset({"sista_dag_saker"}), {"belopp": "14\u00a0300 kr"}),
}


def declaration(letter: str) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(LETTERS / letter / "brev.yaml")
    return loaded


def text_of(letter: str) -> LetterText:
    declared = declaration(letter)
    return read_letter_text(
        (LETTERS / letter / "text.md").read_text(encoding="utf-8"),
        blanks=[Blank(**blank) for blank in declared["blanks"]],
        passages=[Passage(**passage) for passage in declared["passages"]],
    )


def paper_of(letter: str, story: str) -> LetterPaper:
    passages, changed = STORIES[story]
    filled = fill(text_of(letter), blanks={**BLANKS, **changed}, passages=passages)
    return LetterPaper(
        title=filled.title,
        sender=("Socialförvaltningen Hisingen", "Vuxenenheten", "Box 999, 400 00 Göteborg"),
        recipient=("Maria Bergqvist", "Svarvaregatan 2, lgh 1203", "417 00 Göteborg"),
        date=WRITTEN_ON,
        reference="Ärende H-26-4KXD",
        blocks=filled.blocks,
    )


def approved(letter: str, story: str) -> Path:
    return APPROVED / f"{letter}--{story}.txt"


if __name__ == "__main__":
    for name in STORIES:
        approved("informationsbrev_hyra", name).write_text(as_text(paper_of("informationsbrev_hyra", name)), "utf-8")
