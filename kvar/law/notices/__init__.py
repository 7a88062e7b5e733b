"""Formal check of a paper against its form. It flags and says what to ask; it never decides whether a notice counts.

To add a form: its blanks in ``forms``. A new finding: its name in ``finding`` and its sentence in the content.
"""

from kvar.law.notices.check import check_notice
from kvar.law.notices.finding import Fault, NoticeCheck, NoticeFinding, Severity
from kvar.law.notices.forms import NOT_ON_THE_FORM, NOTICE_SOURCES, Blank, BlankKind, PaperForm, blanks_of, not_on_form
from kvar.law.notices.paper import Claim, FieldState, Paper, PaperField
from kvar.law.notices.reading import read_notice

__all__ = [
    "NOTICE_SOURCES",
    "NOT_ON_THE_FORM",
    "Blank",
    "BlankKind",
    "Claim",
    "Fault",
    "FieldState",
    "NoticeCheck",
    "NoticeFinding",
    "Paper",
    "PaperField",
    "PaperForm",
    "Severity",
    "blanks_of",
    "check_notice",
    "not_on_form",
    "read_notice",
]
