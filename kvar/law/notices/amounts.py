"""Does the amount agree with the paper's own lines and with what was paid when it was written (RH 1995:34)?

Law.md trap 16 asks for exactly this comparison, as a flag. Whether interest and fees must be paid to keep the home is
not stated in JB 12:44 (trap 15), and not whether a rent that falls due later must be (trap 18); nothing here says so.
"""

from collections.abc import Iterator

from kvar.law.notices.finding import Fault, NoticeFinding, Severity
from kvar.law.notices.paper import Paper

WRONG_AMOUNT = "rh-1995-34"


def amount_findings(paper: Paper) -> Iterator[NoticeFinding]:
    """What can be said of the amounts; nothing where they do not stand there. Öre."""
    if paper.claims:
        yield from _lines(paper)
        yield from _total(paper)
    else:
        yield from _total_alone(paper)
    yield from _single_amount(paper)


def _lines(paper: Paper) -> Iterator[NoticeFinding]:
    """The form asks for the due day of each amount; one that was not due is pointed out."""
    due_days = [claim.due_on for claim in paper.claims]
    if None in due_days:
        yield _note(paper, "rent_amounts", Fault.DUE_DAY_MISSING)
    if paper.notice_on and any(day > paper.notice_on for day in due_days if day):
        yield _note(paper, "rent_amounts", Fault.NOT_DUE)


def _total(paper: Paper) -> Iterator[NoticeFinding]:
    """Without a total the lines are what the paper claims."""
    total, expected = paper.amount("total"), max(paper.claimed - paper.paid, 0)
    stated = paper.claimed if total is None else total
    field = "rent_amounts" if total is None else "total"
    if stated > expected:
        yield NoticeFinding(
            field=field,
            fault=_too_high(paper),
            severity=Severity.MAY_INVALIDATE,
            source=WRONG_AMOUNT,
            stated=stated,
            expected=expected,
            paid=paper.paid,
        )
    elif stated < expected:
        yield _note(paper, field, Fault.LOWER_THAN_LINES, stated=stated, expected=expected, paid=paper.paid)


def _total_alone(paper: Paper) -> Iterator[NoticeFinding]:
    """Lines that are not there or cannot be read: whether a payment is taken off the total can only be asked."""
    total = paper.amount("total")
    if total is not None and paper.paid:
        yield _note(paper, "total", Fault.PAYMENT_KNOWN, stated=total, paid=paper.paid)


def _too_high(paper: Paper) -> Fault:
    if not paper.paid:
        return Fault.HIGHER_THAN_LINES
    return Fault.HIGHER_AFTER_PAYMENT if paper.notice_on else Fault.HIGHER_IF_PAID_BEFORE


def _single_amount(paper: Paper) -> Iterator[NoticeFinding]:
    """Electricity, gas, district heating: one amount without lines, so a payment can only be asked about.

    Paid in full is more: a claim that is paid may not lead to a cut-off (EL 11:3, NGL 8:4, FJV 28 §).
    """
    stated = paper.amount("amount")
    if stated is None or not paper.paid:
        return
    if paper.paid < stated:
        yield _note(paper, "amount", Fault.PAYMENT_KNOWN, stated=stated, paid=paper.paid)
        return
    yield NoticeFinding(
        field="amount",
        fault=Fault.PAID_IN_FULL,
        severity=Severity.MAY_INVALIDATE,
        source=paper.rule.source,
        stated=stated,
        paid=paper.paid,
    )


def _note(paper: Paper, field: str, fault: Fault, **amounts: int) -> NoticeFinding:
    return NoticeFinding(field=field, fault=fault, severity=Severity.NOTE, source=paper.rule.source, **amounts)
