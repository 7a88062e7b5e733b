"""What somebody signs stands on one page with the signature: nobody signs a page that says nothing."""

import pytest

from kvar.casework.letters.examples import letter_examples
from kvar.content.load import load
from kvar.paper.letter import Contact, Heading
from kvar.paper.pdf import letter_pdf
from tests.letters.approving import drafted
from tests.paper.papers import bare, read


def _signs(example: tuple[str, str, str]) -> bool:
    return any(isinstance(block, Contact) and "____" in str(block) for block in drafted(*example).blocks)


LINE = "_" * 20
SIGNED = [one for one in letter_examples() if one[2] not in load().translations and _signs(one)]


def test_consents_agreements_and_requests_are_signed() -> None:
    assert {letter for letter, _story, _language in SIGNED} == {
        "samtyckesblankett",
        "overenskommelse",
        "begaran_anstand",
    }


@pytest.mark.parametrize("example", SIGNED)
def test_the_signature_stands_with_what_is_signed(example: tuple[str, str, str]) -> None:
    """On the first page; only an agreement that does not fit there takes its last sections overleaf with it.

    Where the Swedish follows the reader's own language, it is the Swedish that is signed, and all of it stands there.
    """
    paper = drafted(*example)
    pages = [bare(page.extract_text()) for page in read(letter_pdf(paper)).pages]
    signed = next(page for page in pages if LINE in page)
    sections = [bare(block.text) for block in paper.blocks if isinstance(block, Heading)]
    overleaf = example[0] == "overenskommelse" and sum(one in signed for one in sections) > 3
    follows = load().letters[example[0]].swedish_follows and bare(drafted(*example[:2], "sv").title) in signed
    assert signed == pages[0] or overleaf or follows
