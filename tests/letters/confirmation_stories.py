"""The confirmation and its copy, for an invented household, and their approved texts.

``python -m tests.letters.confirmation_stories`` writes them anew, for a person who knows the law to read and approve.
"""

from kvar.paper.days import spoken_day
from kvar.paper.letter import LetterPaper, as_text
from kvar.paper.text import fill
from tests.letters.stories import WRITTEN_ON, approved, text_of

BLANKS = {
    "inkom_dag": spoken_day(WRITTEN_ON, written_on=WRITTEN_ON),
    "malnummer": "U-31415-26",
    "namn": "",
    "tid": "torsdag 3 december kl. 10.00",
    "handlaggare": "Amir Haddad",
    "telefon": "031-000\u00a000\u00a009",
    "telefontid": "måndag–fredag 9–11",
}
STORIES = {
    ("bekraftelse_kfm", "med-malnummer"): {},
    ("bekraftelse_kfm", "utan-malnummer"): {"malnummer": "", "namn": "Maria Bergqvist"},
    ("bekraftelse_kopia", "med-malnummer"): {},
}


def confirmation_of(letter: str, story: str) -> LetterPaper:
    filled = fill(text_of(letter), blanks={**BLANKS, **STORIES[letter, story]}, passages=frozenset())
    to_authority = letter == "bekraftelse_kfm"
    return LetterPaper(
        title=filled.title,
        sender=("Socialförvaltningen Hisingen", "Vuxenenheten"),
        recipient=("Kronofogdemyndigheten",) if to_authority else ("Maria Bergqvist", "Svarvaregatan 2, lgh 1203"),
        date=WRITTEN_ON,
        reference="Ärende H-26-4KXD",
        blocks=filled.blocks,
    )


if __name__ == "__main__":
    for letter, story in STORIES:
        approved(letter, story).write_text(as_text(confirmation_of(letter, story)), "utf-8")
