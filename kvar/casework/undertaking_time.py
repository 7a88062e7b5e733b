"""The time within which the board may take on a debt, for whoever decides on it and whoever writes of it."""

from kvar import law
from kvar.law.undertaking import MAY_BE_UNDERTAKEN
from kvar.records.models import Notice


def undertaking_deadline(plan: law.Plan, notice: Notice) -> law.Deadline | None:
    """The time within which the board may take on this debt; None where the law gives no such time."""
    about = [row for row in plan.deadlines if row.subject == f"notice:{notice.pk}"]
    possible = (row for row in about if row.id in MAY_BE_UNDERTAKEN)
    gone = (law.Status.NOT_APPLICABLE, law.Status.NOT_IN_FORCE)
    return next((row for row in possible if row.status not in gone), None)
