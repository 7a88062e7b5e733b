"""Named conditions. To add one: a function with ``@condition`` in the right file here, and its two vectors.

A condition answers yes, no or *not known*. Content combines names as all-of (``when``) and none-of (``unless``) only.
"""

from kvar.law.conditions import combined, course, debts, enforcement, grounds, household
from kvar.law.conditions.finding import CONDITIONS, QUESTIONS, Condition, Finding

__all__ = [
    "CONDITIONS",
    "QUESTIONS",
    "Condition",
    "Finding",
    "combined",
    "course",
    "debts",
    "enforcement",
    "grounds",
    "household",
]
