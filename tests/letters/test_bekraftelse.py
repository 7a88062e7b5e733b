"""The confirmation to Kronofogden and its copy: approved wording, and the same words in both."""

import pytest

from kvar.paper.letter import as_text
from tests.letters.confirmation_stories import STORIES, confirmation_of
from tests.letters.stories import approved


@pytest.mark.parametrize(("letter", "story"), STORIES)
def test_the_letter_reads_as_approved(letter: str, story: str) -> None:
    assert as_text(confirmation_of(letter, story)) == approved(letter, story).read_text("utf-8")


def test_the_copy_says_what_the_confirmation_says() -> None:
    first, copy = (confirmation_of(f"bekraftelse_{name}", "med-malnummer").blocks for name in ("kfm", "kopia"))
    assert copy[-len(first) :] == first
