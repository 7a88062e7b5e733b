"""What tests call a kept standard: a stream that is not as long as it says is still found."""

from kvar.paper.pdf import letter_pdf
from tests.paper.papers import LETTER
from tests.paper.standards import LENGTH, lengths_are_true, standard_failures


def test_our_letter_keeps_both_standards() -> None:
    assert standard_failures(letter_pdf(LETTER)) == []


def test_a_stream_of_another_length_is_found() -> None:
    pdf = letter_pdf(LETTER)
    place = pdf.index(b"/Length ") + len(b"/Length ")
    broken = pdf[:place] + (b"8" if pdf[place : place + 1] != b"8" else b"7") + pdf[place + 1 :]
    assert not lengths_are_true(broken)
    assert LENGTH in [rule for rule, _message in standard_failures(broken)]


def test_what_is_no_archive_is_found() -> None:
    pdf = letter_pdf(LETTER).replace(b"<pdfaid:part>2", b"<pdfaid:part>9")
    assert standard_failures(pdf) != []
