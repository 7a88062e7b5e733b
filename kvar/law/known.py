"""The days that facts hold, by the names of ``contracts.md``: what chooses a row, and what a plain rule counts from."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from kvar.law.facts import Facts, Notice

NO_NOTICE = Notice(id="")  # for what is about the whole case

KNOWN_DAYS: Mapping[str, Callable[[Facts, Notice], date | None]] = MappingProxyType(
    {
        "rent_due_on": lambda facts, notice: notice.rent_due_on,
        "board_notice_arrived_on": lambda facts, notice: notice.arrived_on,
        "board_notice_posted_on": lambda facts, notice: notice.posted_on,
        "tenant_served_on": lambda facts, notice: _first_served(notice),
        "consumer_served_on": lambda facts, notice: _first_served(notice),
        "terminated_on": lambda facts, notice: notice.terminated_on,
        "hindered_since": lambda facts, notice: notice.hindered_since,
        "final_judgment_on": lambda facts, notice: facts.tenancy.increase_final_on,
        "lease_ends_on": lambda facts, notice: facts.tenancy.ends_on,
        "landlord_knew_on": lambda facts, notice: facts.tenancy.landlord_knew_on,
        "extension_disputed_on": lambda facts, notice: facts.tenancy.extension_disputed_on,
        "demand_served_on": lambda facts, notice: facts.payment_order.demand_served_on,
        "transfer_notice_sent_on": lambda facts, notice: facts.payment_order.transfer_notice_sent_on,
        "order_given_on": lambda facts, notice: facts.payment_order.given_on,
        "enforcement_applied_on": lambda facts, notice: facts.enforcement.applied_on,
        "enforcement_documents_complete_on": lambda facts, notice: facts.enforcement.documents_complete_on,
        "tenant_heard_on": lambda facts, notice: facts.enforcement.heard_on,
        "eviction_time_notice_arrived_on": lambda facts, notice: facts.enforcement.time_notice_arrived_on,
        "evicted_on": lambda facts, notice: facts.enforcement.evicted_on,
        "removal_notice_on": lambda facts, notice: facts.enforcement.removal_notice_on,
        "removal_documents_complete_on": lambda facts, notice: facts.enforcement.removal_documents_complete_on,
        "child_report_arrived_on": lambda facts, notice: facts.child_report.arrived_on,
        "child_investigation_opened_on": lambda facts, notice: facts.child_report.investigation_opened_on,
        "child_decision_on": lambda facts, notice: facts.child_report.decided_on,
        "favourable_decision_on": lambda facts, notice: facts.personal_file.favourable_decision_on,
        "last_entry_on": lambda facts, notice: facts.personal_file.last_entry_on,
        "breach_known_on": lambda facts, notice: _day_of_breach(facts),
        # Delgivning under DL is asked about on its own (service.py), never through a case.
        "sent_on": lambda facts, notice: None,
        "decided_on": lambda facts, notice: None,
    }
)


def _first_served(notice: Notice) -> date | None:
    return min((service.served_on for service in notice.services if service.served_on), default=None)


def _day_of_breach(facts: Facts) -> date | None:
    known_at = facts.personal_file.breach_known_at
    return known_at.date() if known_at else None
