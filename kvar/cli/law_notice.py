"""``kvar law notice``: a paper checked against its prescribed form. It flags, it never decides."""

from argparse import Namespace
from typing import Any

from kvar import law
from kvar.cli.json_input import print_json, read_json
from kvar.cli.swedish import NO, WRONG_USE, Refused
from kvar.content.codes import Form
from kvar.content.load import load
from kvar.content.notice_texts import form_of


def check_notice(told: Namespace) -> int:
    """Prints the check of one paper. Exit 0 when it is complete and nothing may invalidate it, else 1."""
    try:
        paper = law.read_notice(read_json(told.file))
    except law.FactsRefused as refused:
        raise Refused(refused.sentence, code=WRONG_USE) from refused
    check, form = law.check_notice(paper), form_of(paper, load().codes)
    if told.json:
        print_json(_data(check, form))
    else:
        print(*_lines(check, form), sep="\n")
    return 0 if check.complete and not check.may_be_invalid else NO


def _data(check: law.NoticeCheck, form: Form) -> dict[str, Any]:
    """The contract's keys; ``source`` is the id in sources.yaml."""
    texts = load().notice_texts
    findings = [
        {
            "field": finding.field,
            "severity": finding.severity.value,
            "sentence": texts.sentence(finding, form),
            "source": finding.source,
        }
        for finding in check.findings
    ]
    return {"complete": check.complete, "missing": list(check.missing), "findings": findings}


def _lines(check: law.NoticeCheck, form: Form) -> list[str]:
    """For people: how it stands, each finding with its weight and source, then what the form has no place for."""
    texts = load().notice_texts
    labels = ", ".join(form.label_of(name) for name in check.missing)
    told = "Alla fält går att läsa." if check.complete else f"Saknas eller går inte att läsa: {labels}."
    found = [
        f"{texts.severities[finding.severity].capitalize()}: {texts.sentence(finding, form)} "
        f"({load().source(finding.source).paragraph})"
        for finding in check.findings
    ]
    asked = [f"Fråga: {question}" for question in texts.asked_beside(form).values()]
    return [told, *found, *asked]
