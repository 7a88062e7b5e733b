"""The sent letter on the page is the stored text, word for word, with the shape it had as a draft."""

import re
from itertools import chain

import pytest

from kvar.casework.letters.examples import letter_examples
from kvar.paper.letter import as_text
from kvar.web.ui.letter_paper import PaperShown, drafted_paper, sent_paper
from tests.letters.approving import approved, drafted

LANGUAGE = re.compile(r"\[[a-z]{2}\]")
EXAMPLES = [*letter_examples()]


def words(shown: PaperShown) -> list[str]:
    lines = [line for part in shown.head for line in part]
    lines += [line for block in shown.blocks for line in (*chain(*block.rows), *block.lines)]
    return " ".join(lines).split()


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_sent_letter_has_the_shape_of_its_draft(example: tuple[str, str, str]) -> None:
    paper = drafted(*example)
    assert sent_paper(as_text(paper)) == drafted_paper(paper)


@pytest.mark.parametrize("example", EXAMPLES)
def test_no_word_of_the_stored_text_is_lost(example: tuple[str, str, str]) -> None:
    stored = approved(*example).read_text("utf-8")
    marks = {"|", "-", "(en)", "(sv)"}
    told = [word for word in stored.split() if word not in marks and set(word) - set("=-")]
    expected = [word for word in told if not LANGUAGE.fullmatch(word)]
    assert words(sent_paper(stored)) == expected
