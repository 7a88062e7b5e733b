"""The words of the field that facts are told in; ``content/codes.yaml`` holds the same ids."""

from enum import StrEnum


class Tenure(StrEnum):
    """How the household holds the home (upplåtelseform)."""

    RENTAL = "rental"
    CONDOMINIUM = "condominium"
    PREMISES = "premises"
    PRIVATE_LET = "private_let"


class Ground(StrEnum):
    """Why the notice was sent. The KFM stage is not a ground: a KFM case keeps its cause (practice.md Q2)."""

    RENT_ARREARS = "rent_arrears"
    FEE_ARREARS = "fee_arrears"
    DISTURBANCE = "disturbance"
    SERIOUS_DISTURBANCE = "serious_disturbance"
    UNLAWFUL_SUBLET = "unlawful_sublet"
    ELECTRICITY_DEBT = "electricity_debt"
    GAS_DEBT = "gas_debt"
    DISTRICT_HEATING_DEBT = "district_heating_debt"
    ENFORCEMENT = "enforcement"
    CHILD_REPORT = "child_report"


class SentBy(StrEnum):
    """How the paper travelled to the social board; only a registered letter counts from its posting day."""

    REGISTERED_LETTER = "registered_letter"
    LETTER = "letter"
    EMAIL = "email"
    E_SERVICE = "e_service"
    HAND = "hand"


class Lives(StrEnum):
    """How a child lives in the home."""

    FULL_TIME = "full_time"
    ALTERNATING = "alternating"
    VISITING = "visiting"
    ELSEWHERE = "elsewhere"


class Question(StrEnum):
    """Questions that only a person can answer; each answer has a source and a day."""

    CHILDREN_AFFECTED = "children_affected"
    INTERPRETER_NEEDED = "interpreter_needed"
    LANDLORD_CONSENT = "landlord_consent"
    LANDLORD_WILLING = "landlord_willing"
    ASSISTANCE_APPLIED_FOR = "assistance_applied_for"
    ASSISTANCE_GRANTED = "assistance_granted"
    SUPPORT_NEEDED = "support_needed"
    MONEY_MANAGEMENT_WANTED = "money_management_wanted"
    EVICTION_LIKELY = "eviction_likely"
    CHILD_REPORT_MADE = "child_report_made"
    CHILD_INVESTIGATION_OPEN = "child_investigation_open"
    CHILD_TALK_AGREED = "child_talk_agreed"
    CHILD_FOLLOW_UP_DECIDED = "child_follow_up_decided"
    GUARDIAN_NEEDED = "guardian_needed"
    BELONGINGS_STORED = "belongings_stored"
    OWN_SHORTCOMING = "own_shortcoming"


class StandingState(StrEnum):
    """What a worker has decided about a step."""

    DONE = "done"
    SKIPPED = "skipped"
    POSTPONED = "postponed"


# Grounds where money is owed, and grounds whose clock rests on a tenant or consumer having been served.
UTILITY_GROUNDS = frozenset({Ground.ELECTRICITY_DEBT, Ground.GAS_DEBT, Ground.DISTRICT_HEATING_DEBT})
DEBT_GROUNDS = UTILITY_GROUNDS | {Ground.RENT_ARREARS, Ground.FEE_ARREARS}
SERVED_GROUNDS = DEBT_GROUNDS
DISTURBANCE_GROUNDS = frozenset({Ground.DISTURBANCE, Ground.SERIOUS_DISTURBANCE})
