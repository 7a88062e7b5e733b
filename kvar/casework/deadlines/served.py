"""Does a recorded day of service start the clock? As the deadlines see it, in words."""

from kvar import law
from kvar.casework.deadlines.explain import sentence_of
from kvar.casework.facts import service_facts
from kvar.records.models import Notice, Service


def why_not_counted(service: Service, notice: Notice, *, tenure: str) -> str:
    """Why the day does not count, in one or two sentences; empty when it does, or when nobody knows the day."""
    if service.served_on is None:
        return ""
    held = law.Tenure(tenure) if tenure else None
    why = law.why_not_served(service_facts(service), law.tenure_served_in(law.Ground(notice.ground), held))
    return " ".join(sentence_of(reason) for reason in why)
