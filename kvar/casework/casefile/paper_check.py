"""The formal check of a notice as the answer page shows it: findings in words, and what the form has no place for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kvar import law
from kvar.casework.casefile.papers import NoticeShown
from kvar.casework.casefile.reader import CaseFile
from kvar.casework.casefile.sources import SourceShown, sources_of
from kvar.content.codes import Form
from kvar.content.load import load
from kvar.records.models import Notice

PAID_BEFORE = "paid_before"  # kept beside the paper's own blanks: what was paid before it was written


@dataclass(frozen=True, kw_only=True)
class PaperFlag:
    """``label``: the blank's name on the paper; ``severity``: how much it may matter, in words. It decides nothing."""

    field: str
    label: str
    may_invalidate: bool
    severity: str
    sentence: str
    source: SourceShown


def paper_flags(notice: Notice) -> tuple[PaperFlag, ...]:
    """What the formal check says of the blanks that somebody has told of, in the paper's order.

    A blank that nobody has typed is not known to be empty on the paper, so nothing is said of it here.
    """
    form = load().codes.form(load().codes.notice_kind(notice.kind).form)
    check = law.check_notice(paper_of(notice, form))
    return tuple(_flag(finding, form) for finding in check.findings if finding.field in _told(notice.fields))


def paper_of(notice: Notice, form: Form) -> law.Paper:
    """The notice as the law reads a paper."""
    written_on = notice.posted_on or notice.arrived_on
    paid = _told(notice.fields).get(PAID_BEFORE)
    names = {field.name for field in form.fields}
    known = {
        "notice_on": written_on,
        "payments": [{"on": written_on, "amount": paid["value"]}] if paid else [],
        "ground": load().codes.notice_kind(notice.kind).ground,
        "tenure": _tenure(notice, form),
    }
    fields = {name: stated for name, stated in _told(notice.fields).items() if name in names}
    return law.read_notice({"form": form.checked_as, "fields": fields, "known": known})


def _tenure(notice: Notice, form: Form) -> str | None:
    """As the household has told; else what follows from the form, where the house form is for a rented home."""
    told = notice.household.dwelling.tenure if notice.household else ""
    return told or (None if form.statutory else law.Tenure.RENTAL)


def _told(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The blanks with a statement; a value that nobody wrote is none."""
    return {name: stated for name, stated in fields.items() if stated.get("state") != "value" or _has_value(stated)}


def _has_value(stated: Mapping[str, Any]) -> bool:
    return stated.get("value") not in (None, "", [])


def _flag(finding: law.NoticeFinding, form: Form) -> PaperFlag:
    texts = load().notice_texts
    return PaperFlag(
        field=finding.field,
        label=form.label_of(finding.field),
        may_invalidate=finding.severity is law.Severity.MAY_INVALIDATE,
        severity=texts.severities[finding.severity],
        sentence=texts.sentence(finding, form),
        source=sources_of([finding.source])[0],
    )


def paper_questions(notice: Notice, shown: NoticeShown, file: CaseFile) -> tuple[str, ...]:
    """What the form has no place for and nobody has told yet, as questions with whom to ask."""
    form = load().codes.form(load().codes.notice_kind(notice.kind).form)
    known = set(_known(notice, shown, file))
    return tuple(text for name, text in load().notice_texts.asked_beside(form).items() if name not in known)


def _known(notice: Notice, shown: NoticeShown, file: CaseFile) -> Iterator[str]:
    tenants = [member for member in file.members if member.role == "tenant"]
    found = {
        "written_on": notice.posted_on is not None,
        "served_on": not shown.service_unknown,
        "service_method": all(service.method for service in notice.services.all()),
        "household_members": len(file.members) > 1,
        "children": file.children.count is not None,
        "personal_number": bool(tenants) and all(member.number for member in tenants),
        "apartment": bool(file.case.household.dwelling.apartment),
    }
    return (name for name, is_known in found.items() if is_known)
