"""Facts that the rules know and the contract of ``kvar law`` does not: said in a vector under ``also``."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from kvar import law

OF_NOTICE = {"terminated_on", "hindered_since", "position_taken_on"}
PARTS = {
    "tenancy": {"extension_disputed_on"},
    "payment_order": {"transfer_notice_sent_on"},
    "enforcement": {"removal_notice_on", "removal_documents_complete_on"},
    "personal_file": {"breach_known_at"},
}


def facts_of(keys: Mapping[str, Any], also: Mapping[str, Any]) -> law.Facts:
    """The contract's keys read as the product reads them, and the further ones put in their places."""
    facts = law.read_facts(keys)
    known = OF_NOTICE.union(*PARTS.values())
    assert set(also) <= known, sorted(set(also) - known)
    for part, names in PARTS.items():
        said = {name: _moment(also[name]) for name in names & set(also)}
        if said:
            facts = replace(facts, **{part: replace(getattr(facts, part), **said)})
    of_notice = {name: also[name] for name in OF_NOTICE & set(also)}
    if of_notice:
        facts = replace(facts, notices=tuple(replace(notice, **of_notice) for notice in facts.notices))
    return facts


def _moment(value: Any) -> Any:
    return datetime.fromisoformat(value) if isinstance(value, str) else value
