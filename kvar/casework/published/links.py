"""Which measures have to do with one another by what they mean. A reader knows it, so no witness may break it.

The rows of a table are the counted things themselves, with all their answers together. So what is true of every thing
is true of every whole row: that the home is kept when the outcome is one of those, that a paper from Kronofogden has
Kronofogden's code, that a child who was found is not registered. Only when an answer moves without its row could that
be lost. So it may come only where the answers of each of its groups stand together as they do in some true row. Then
all that is true of every thing's answers in a group is true in the witness as well: that two sums are equal, or that
one is never more than the other. No equation is written down here; the group says where they can be.

A group that is too large hides a little more; one that is missing gives numbers away. A test looks for what is missing.
"""

from itertools import combinations

ADMINISTRATION, GROUND, HOUSEHOLD = "administration", "ground", "household"
"""Where the thing stands can be in a group too."""

COUNTS = "counts "
"""Before a measure: only whether it counts the thing, whatever the answer."""

PAPER = ("incoming_by_code", "incoming_by_type", "incoming_by_sender", "incoming_by_stage")
"""The kind of a paper decides code and stage and who may send it, and the sender decides the type."""
SOME_PAPERS = ("confirmed_same_day", "debts_against_cost", "repeated_within_a_year", "reached_before_last_day")
"""Which papers they count follows from the kind, and from whether the debt is told of again."""
BY_OUTCOME = ("causes_where_kept", "causes_where_lost", "landlords_where_kept", "landlords_where_lost")
"""The outcome decides whether the home is kept, and so which of these count the case."""

GROUPS: tuple[tuple[str, ...], ...] = (
    *combinations(PAPER, 2),
    *((of, COUNTS + some) for of in PAPER for some in SOME_PAPERS),
    *((COUNTS + some, COUNTS + other) for some, other in combinations(SOME_PAPERS, 2)),
    # the first paper of a new case: where somebody has asked about children it is known; a contact is an attempt
    (HOUSEHOLD, "new_households"),
    (HOUSEHOLD, "children_asked_in_time"),
    ("days_to_attempt", "days_to_contact"),
    # the families' first attempt: those of the new cases that have children, and within how many days
    (HOUSEHOLD, "days_to_attempt", "families_tried_in_time"),
    (HOUSEHOLD, "new_households", COUNTS + "families_tried_in_time"),
    # a case that ended
    ("outcomes", "homes_kept"),
    *((of, COUNTS + some) for of in ("outcomes", "homes_kept") for some in BY_OUTCOME),
    # an eviction: most have it as their outcome too; the children's unit is counted where there are children
    (HOUSEHOLD, "evictions"),
    *((of, COUNTS + "evictions", COUNTS + "adult_unit_attended") for of in ("outcomes", "homes_kept")),
    (HOUSEHOLD, COUNTS + "adult_unit_attended", COUNTS + "children_unit_attended"),
    # a child: one who is found is not registered, and lives as has been told
    ("children_by_link", "children_registered", "children_found"),
)


def measures_tied() -> list[set[str]]:
    """The measures of each group."""
    sites = {ADMINISTRATION, GROUND, HOUSEHOLD}
    return [{name.removeprefix(COUNTS) for name in group} - sites for group in GROUPS]
