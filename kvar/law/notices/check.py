"""The check itself: every blank of the form, then the amounts."""

from collections.abc import Iterator

from kvar.law.notices.amounts import amount_findings
from kvar.law.notices.finding import Fault, NoticeCheck, NoticeFinding, Severity
from kvar.law.notices.forms import Blank, Weight
from kvar.law.notices.paper import FieldState, Paper

# An empty blank that has more to say than that it is empty.
OWN_FAULTS = {"room_count": Fault.ROOM_COUNT_MISSING, "interest": Fault.INTEREST_MISSING}


def check_notice(paper: Paper) -> NoticeCheck:
    """Which blanks are missing, and what may matter: F78 formulär 3, F03 formulär 3 and 4, gas, the house forms.

    Amounts are öre. Nothing is decided: a finding that may invalidate is something to ask about, and the day to work to
    stays what it is (RH 1995:34, NJA 1985 s. 586). A free paper has no form: it is complete and has no findings. Raises
    nothing; ``read_notice`` refuses what cannot be read.
    """
    blanks = paper.rule.blanks
    order = {blank.name: number for number, blank in enumerate(blanks)}
    found = [*_blank_findings(paper), *amount_findings(paper)]
    return NoticeCheck(
        missing=tuple(blank.name for blank in blanks if paper.state(blank.name) is not FieldState.VALUE),
        findings=tuple(sorted(found, key=lambda finding: order[finding.field])),
    )


def _blank_findings(paper: Paper) -> Iterator[NoticeFinding]:
    for blank in paper.rule.blanks:
        state = paper.state(blank.name)
        if state is FieldState.ILLEGIBLE:
            yield _finding(paper, blank, Fault.ILLEGIBLE)
        elif state is FieldState.MISSING:
            yield _finding(paper, blank, _fault(paper, blank))


def _fault(paper: Paper, blank: Blank) -> Fault:
    if blank.name == "total":
        return Fault.TOTAL_MISSING if paper.claims else Fault.MISSING_AND_NEEDED
    if blank.name == "demanded_on" and paper.rule.prescribed:
        return Fault.NO_PLACE_ON_FORM
    if blank.weight is Weight.ALWAYS or (blank.weight is Weight.PRESCRIBED and paper.rule.prescribed):
        return Fault.MISSING_AND_NEEDED
    return OWN_FAULTS.get(blank.name, Fault.MISSING)


def _finding(paper: Paper, blank: Blank, fault: Fault) -> NoticeFinding:
    needed = fault is Fault.MISSING_AND_NEEDED
    return NoticeFinding(
        field=blank.name,
        fault=fault,
        severity=Severity.MAY_INVALIDATE if needed else Severity.NOTE,
        source=blank.source or paper.rule.source,
        expected=paper.claimed if fault is Fault.TOTAL_MISSING else None,
    )
