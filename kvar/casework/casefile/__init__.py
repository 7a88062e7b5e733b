"""One case as people read it: what the case page and the step page show, ready for a template."""

from kvar.casework.casefile.entries import EntryShown, JournalShown, entries_visible_to, journal_of
from kvar.casework.casefile.one_step import StepFile, step_file
from kvar.casework.casefile.people import MemberShown, StatementShown, member_shown
from kvar.casework.casefile.reader import CaseFile, case_file
from kvar.casework.casefile.steps import StepShown, UnitShown

__all__ = [
    "CaseFile",
    "EntryShown",
    "JournalShown",
    "MemberShown",
    "StatementShown",
    "StepFile",
    "StepShown",
    "UnitShown",
    "case_file",
    "entries_visible_to",
    "journal_of",
    "member_shown",
    "step_file",
]
