"""What the law says. Other floors import from here only.

Pure: standard library, no files, no clock, no database. Every answer carries its reasons as data.
"""

from kvar.law.calendar import (
    add_vardagar,
    add_working_days,
    is_vardag,
    is_working_day,
    next_working_day,
    why_day_off,
)
from kvar.law.conditions import CONDITIONS, QUESTIONS, Finding
from kvar.law.deadline import Alternative, Deadline, Source, Status
from kvar.law.deadlines import RULES, clock_of, deadlines_of
from kvar.law.deadlines.rent import board_undertaking, eviction_order_bar, recovery_period
from kvar.law.debts import cause_of, same_debt
from kvar.law.errors import LawValueRefused, NotInForce
from kvar.law.facts import (
    DEBT_GROUNDS,
    SERVED_GROUNDS,
    UTILITY_GROUNDS,
    Answer,
    Attempt,
    Child,
    Enforcement,
    Facts,
    Ground,
    Lives,
    Notice,
    Outcome,
    Question,
    SentBy,
    Service,
    Standing,
    StandingState,
    Tenancy,
    Tenure,
)
from kvar.law.notices import AmountFinding, Severity, amount_findings
from kvar.law.periods import Period, Unit, ends_on
from kvar.law.plan import Plan, Rules, plan, section_of
from kvar.law.reasons import Reason, ReasonKind
from kvar.law.seen import seen_on
from kvar.law.steps import (
    DueFrom,
    DueRule,
    OpenQuestion,
    Origin,
    Per,
    PlanItem,
    Section,
    SeenItem,
    State,
    StepRule,
    due_at_once,
    is_open,
)
from kvar.law.values import LawValue, LawValues, ValueRow, law_values

__all__ = [
    "CONDITIONS",
    "DEBT_GROUNDS",
    "QUESTIONS",
    "RULES",
    "SERVED_GROUNDS",
    "UTILITY_GROUNDS",
    "Alternative",
    "AmountFinding",
    "Answer",
    "Attempt",
    "Child",
    "Deadline",
    "DueFrom",
    "DueRule",
    "Enforcement",
    "Facts",
    "Finding",
    "Ground",
    "LawValue",
    "LawValueRefused",
    "LawValues",
    "Lives",
    "NotInForce",
    "Notice",
    "OpenQuestion",
    "Origin",
    "Outcome",
    "Per",
    "Period",
    "Plan",
    "PlanItem",
    "Question",
    "Reason",
    "ReasonKind",
    "Rules",
    "Section",
    "SeenItem",
    "SentBy",
    "Service",
    "Severity",
    "Source",
    "Standing",
    "StandingState",
    "State",
    "Status",
    "StepRule",
    "Tenancy",
    "Tenure",
    "Unit",
    "ValueRow",
    "add_vardagar",
    "add_working_days",
    "amount_findings",
    "board_undertaking",
    "cause_of",
    "clock_of",
    "deadlines_of",
    "due_at_once",
    "ends_on",
    "eviction_order_bar",
    "is_open",
    "is_vardag",
    "is_working_day",
    "law_values",
    "next_working_day",
    "plan",
    "recovery_period",
    "same_debt",
    "section_of",
    "seen_on",
    "why_day_off",
]
