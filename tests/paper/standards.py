"""Does a PDF keep PDF/A-2a and PDF/UA-1? The validator's word, but for one that it gets wrong by chance."""

import re

import page as validation

PROFILES = (validation.ValidationProfile.PDF_A_2A, validation.ValidationProfile.PDF_UA_1)
LENGTH = "PDFA2A-STREAM-LENGTH-001"
_LENGTH = re.compile(rb"/Length (\d+)")


def standard_failures(pdf: bytes) -> list[tuple[str, str]]:
    """What either standard is not kept in; empty when all is well.

    A compressed stream whose last byte happens to be a carriage return is followed by a line feed, and the validator
    takes the two for one line end. Where every stream is as long as it says, that failure is none.
    """
    reports = [validation.validate_pdf_bytes(pdf, profile=profile) for profile in PROFILES]
    assert all(report.rules.passed for report in reports)
    found = [(failure.rule_id, failure.message) for report in reports for failure in report.failures]
    return [each for each in found if each[0] != LENGTH or not lengths_are_true(pdf)]


def lengths_are_true(pdf: bytes) -> bool:
    """Is each stream exactly as long as it says, with one line feed after it?"""
    for told in _LENGTH.finditer(pdf):
        begins = pdf.index(b"stream\n", told.end()) + len(b"stream\n")
        if not pdf.startswith(b"\nendstream", begins + int(told[1])):
            return False
    return True
