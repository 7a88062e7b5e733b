"""The figures that the synthetic city is drawn from, with where they come from (practice.md 7.3, 7.4, 5.3, 5.4).

Shares are weights: they need not sum to one. Where practice.md says [INF] the figure is an estimate of ours.
"""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TypeVar

from kvar import law

T = TypeVar("T")
Shares = tuple[tuple[T, float], ...]

# 7.4 Debt in kronor: lognormal, 40 % below 10,000; at least 600.
DEBT_MU, DEBT_SIGMA, DEBT_LEAST = 9.48, 1.06, 600
# 7.4 Months owed: 1 (65 %), 2 (22 %), 3 or more (13 %). The largest debts are those of most months.
ONE_MONTH, TWO_MONTHS = 0.65, 0.65 + 0.22
# 7.4 Ages: normal(44, 13), 18–90.
AGE_MEAN, AGE_SPREAD, AGE_LEAST, AGE_MOST = 44, 13, 18, 90
# 7.4 Repeat within 12 months.
REPEAT = 0.30
# 7.4 Days from notice to service: 0–30, median 9. A beta distribution over thirty days has that median.
SERVICE_MOST, SERVICE_SHAPE = 30, (1.5, 3.2)
# 7.4 Of landlords' notices about rent or fee: the landlord's kind.
LANDLORDS: Shares[str] = (("private", 0.50), ("municipal", 0.46), ("condominium", 0.04))
# 7.4 Single man without children 58 %, with children 15–20 %, and 68 % of those named are men.
HOUSEHOLDS: Shares[tuple[str, bool]] = (
    (("single", False), 0.58),  # (kind, woman)
    (("single", True), 0.15),
    (("couple", False), 0.05),
    (("couple", True), 0.05),
    (("family", False), 0.05),
    (("family", True), 0.12),
)
# 7.4 Children per family: mean 1.84 (824 children in 447 families). 5.4 How they live there; registered: Göteborg 67 %.
CHILDREN: Shares[int] = ((1, 0.44), (2, 0.35), (3, 0.15), (4, 0.06))
CHILD_LIVES: Shares[str] = (
    (law.Lives.FULL_TIME, 0.55),
    (law.Lives.ALTERNATING, 0.21),
    (law.Lives.VISITING, 0.24),
)
CHILD_REGISTERED = 0.67
# 7.3 What the first paper is about, Kronofogden's own messages left out: they come later in the same case.
FIRST_PAPERS: Shares[str] = (
    ("rent", 0.70),
    ("disturbance", 0.18),
    ("electricity", 0.07),
    ("district_heating", 0.012),
    ("gas", 0.003),
    ("sublet", 0.035),
)
# 7.3 Half of a month's rent notices come within four working days, when landlords' routines run.
CLUSTER_FROM, CLUSTER_DAYS, CLUSTER_WEIGHT = 12, 4, 4.25
# 7.4 Notice → KFM application 12 %. A case has 1.3 notices, and those of an electricity company never come there.
ENFORCEMENT = 0.165
# 7.4 Application → executed 42 %: a household with children less often (17 % of cases, 13 % of the executed).
EXECUTED, EXECUTED_WITH_CHILDREN, ALREADY_EMPTY = 0.42, 0.27, 0.33
# 7.3 Of 550 applications 350 get a day and 230 are executed: of the others every third gets a day that is called off.
CALLED_OFF = 0.36
PROTECTED = 0.012
# 7.3 Hisingen and Nordost above the average, Centrum below.
ADMINISTRATIONS: Shares[str] = (("hisingen", 0.31), ("nordost", 0.29), ("sydvast", 0.23), ("centrum", 0.17))
SENT_BY: Shares[str] = (
    (law.SentBy.REGISTERED_LETTER, 0.50),
    (law.SentBy.LETTER, 0.22),
    (law.SentBy.EMAIL, 0.20),
    (law.SentBy.E_SERVICE, 0.05),
    ("", 0.03),
)
# 5.3 Outcomes of debts that never reach Kronofogden [INF], and of those that do but are not carried out.
OUTCOMES_DEBT: Shares[str] = (
    ("kept_debt_paid", 0.50),
    ("kept_payment_plan", 0.16),
    ("kept_assistance", 0.12),
    ("kept_undertaking", 0.07),
    ("kept_new_contract", 0.02),
    ("moved_own_home", 0.05),
    ("moved_elsewhere", 0.03),
    ("moved_unknown", 0.03),
    ("not_a_home", 0.02),
)
OUTCOMES_OTHER: Shares[str] = (
    ("kept_disturbance_ended", 0.75),
    ("moved_own_home", 0.10),
    ("moved_elsewhere", 0.10),
    ("not_a_home", 0.05),
)
OUTCOMES_ENFORCEMENT: Shares[str] = (("withdrawn", 0.70), ("kept_payment_plan", 0.20), ("moved_elsewhere", 0.10))
CAUSES: Shares[str] = (
    ("low_income", 0.25),
    ("over_indebtedness", 0.15),
    ("delayed_benefit", 0.12),
    ("payment_mishap", 0.10),
    ("mental_illness", 0.10),
    ("separation", 0.08),
    ("harmful_use", 0.05),
    ("illness_or_death", 0.04),
    ("cognitive_decline", 0.02),
    ("language_or_information", 0.03),
    ("our_missed_payment", 0.02),
    ("not_known", 0.04),
)


@dataclass(frozen=True, kw_only=True)
class Slower:
    """One administration begins so many days later with families than with others."""

    administration: str
    days: int


@dataclass(frozen=True, kw_only=True)
class CityPlan:
    """What to make: ``cases`` in all, of which the share ``open_share`` is still open on the day ``until``.

    ``days`` is how far back the closed cases go. ``even``: first notices come all along those days instead, and what is
    not over on the last day is open. ``slower``: a planted inequality, for the truth tests of the follow-up.
    """

    cases: int
    seed: int
    until: date
    open_share: float = 0.45
    days: int = 420
    even: bool = False
    slower: Slower | None = None

    def is_open(self, number: int) -> bool:
        """Is case ``number`` one of the open ones? Evenly spread, so that the total is exact."""
        return int((number + 1) * self.open_share + 1e-9) > int(number * self.open_share + 1e-9)


def drawn(chance: Random, shares: Shares[T]) -> T:
    """One value, by its weight."""
    return chance.choices([value for value, _ in shares], [weight for _, weight in shares])[0]
