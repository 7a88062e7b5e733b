"""Which papers, cases and children the measures count, in plain SQL: the case is always ``c``, its household ``h``.

The codes are the content's, as everywhere.
"""

from kvar import law
from kvar.casework.benchmark.bare_words import Bare, Words, among, known_as
from kvar.casework.measures.arrivals import sender_kind
from kvar.casework.measures.reaching import TRIED_WITHIN
from kvar.content.load import load

PAPERS = """FROM records_notice n JOIN records_case c ON c.id = n.case_id
 JOIN records_household h ON h.id = c.household_id
 WHERE n.arrived_on >= %(first)s AND n.arrived_on < %(before)s AND n.passed_on IS NULL AND NOT n.protected
 AND NOT h.protected """
FIRST = """AND NOT EXISTS (SELECT 1 FROM records_notice b WHERE b.case_id = n.case_id AND b.passed_on IS NULL
 AND (b.arrived_on, b.id) < (n.arrived_on, n.id)) """
BEGUN = """JOIN (SELECT d.administration, min(a.arrived_on) AS on_day FROM records_notice a
 JOIN records_case d ON d.id = a.case_id JOIN records_household o ON o.id = d.household_id
 WHERE a.passed_on IS NULL AND NOT a.protected AND NOT o.protected GROUP BY d.administration) AS begun
 ON begun.administration = c.administration WHERE"""
CHILDREN = """FROM records_case c JOIN records_household h ON h.id = c.household_id
 JOIN records_member k ON k.household_id = h.id AND k.role = 'child'
 WHERE NOT h.protected AND (c.closed_on IS NULL OR k.since <= c.closed_on) """
OPENED = """AND c.opened_on >= %(first)s AND c.opened_on < %(before)s AND (k.until IS NULL OR k.until >= c.opened_on)
 AND EXISTS (SELECT 1 FROM records_notice n WHERE n.case_id = c.id AND n.passed_on IS NULL) """
ATTEMPTS = """FROM records_attempt t WHERE t.case_id = c.id AND t.shared AND t.withdrawn_on IS NULL
 AND t."on" <= %(seen_on)s"""


def papers(words: Words) -> dict[str, Bare]:
    """The measures of what came in, of how it was met, and of the children there."""
    return _arrivals(words) | _reaching(words) | _children()


def _arrivals(words: Words) -> dict[str, Bare]:
    codes, limit = load().codes, load().coordination.money_limit
    kinds = {sender.id: sender_kind(sender.id) for sender in codes.sender_types}
    size = f"""CASE WHEN n.amount <= {limit("small_debt").value} THEN 'small'
     WHEN n.amount <= {limit("eviction_cost").value} THEN 'below_cost'
     WHEN n.amount IS NOT NULL THEN 'above_cost' ELSE 'unknown' END"""
    debts = f"AND n.same_debt_as_id IS NULL AND n.ground IN {among(law.DEBT_GROUNDS)} "
    new = "{x}.same_debt_as_id IS NULL AND {x}.ground NOT IN ('enforcement', 'child_report') "
    days = "AND p.arrived_on < n.arrived_on AND p.arrived_on >= {year} AND p.passed_on IS NULL AND " + new.format(x="p")
    days = days.replace("{year}", words.days_later("n.arrived_on", -365))
    return {
        "incoming_by_code": Bare(PAPERS, "n.arrived_on", "n.reason_code"),
        "incoming_by_type": Bare(PAPERS, "n.arrived_on", "n.intake_type"),
        "incoming_by_sender": Bare(PAPERS, "n.arrived_on", known_as("n.sender_type", kinds, "other")),
        "incoming_by_stage": Bare(
            PAPERS, "n.arrived_on", known_as("n.kind", {k.id: k.stage for k in codes.notice_kinds})
        ),
        "debts_against_cost": Bare(PAPERS + debts, "n.arrived_on", size),
        "new_households": Bare(PAPERS + FIRST, "n.arrived_on", "{family}"),
        "repeated_within_a_year": Bare(
            PAPERS.replace("WHERE", BEGUN) + "AND " + new.format(x="n"),
            "n.arrived_on",
            f"""CASE WHEN EXISTS (SELECT 1 FROM records_notice p WHERE p.household_id = n.household_id {days})
             OR EXISTS (SELECT 1 FROM records_samehousehold s JOIN records_household o ON o.id = s.other_id
             JOIN records_notice p ON p.household_id = o.id WHERE s.household_id = n.household_id AND NOT o.protected
             {days}) THEN 'yes' WHEN n.arrived_on >= {words.days_later("begun.on_day", 365)} THEN 'no'
             ELSE 'unknown' END""",
        ),
    }


def _reaching(words: Words) -> dict[str, Bare]:
    owner = """(SELECT min(j.happened_on) FROM records_journalentry j WHERE j.case_id = c.id AND j.kind = 'responsible'
     AND j.unit = 'vuxen' AND j.happened_on <= %(seen_on)s)"""
    clocks = among(kind.id for kind in load().codes.notice_kinds if kind.starts_clock)
    seen = "{seen}"
    waited = words.days_between("n.arrived_on", f"{words.least}(coalesce(c.closed_on, {seen}), {seen})")

    def until(happened: str) -> Bare:
        return Bare(PAPERS + FIRST, "n.arrived_on", words.days_between("n.arrived_on", happened), waited)

    reached = f"""CASE WHEN EXISTS (SELECT 1 {ATTEMPTS} AND t.reached AND t."on" BETWEEN n.arrived_on AND n.last_day)
     THEN 'yes' WHEN n.last_day < %(seen_on)s THEN 'no' ELSE 'unknown' END"""
    possible = "(n.last_day IS NULL OR n.last_day >= n.arrived_on)"
    asked = """CASE WHEN EXISTS (SELECT 1 FROM records_answer a WHERE a.case_id = c.id AND a.shared
     AND a.question = 'children_affected' AND a.said_on <= calendar.next) OR EXISTS (SELECT 1 FROM records_member m
     WHERE m.household_id = h.id AND m.role = 'child' AND m.since <= calendar.next
     AND (m.until IS NULL OR m.until >= n.arrived_on)) THEN 'yes'
     WHEN calendar.next < %(seen_on)s THEN 'no' ELSE 'unknown' END"""
    days = PAPERS.replace("WHERE", "JOIN calendar ON calendar.day = n.arrived_on WHERE")
    return {
        "days_to_owner": until(owner),
        "days_to_attempt": until(f'(SELECT min(t."on") {ATTEMPTS})'),
        "families_tried_in_time": _tried(words.days_later("n.arrived_on", TRIED_WITHIN)),
        "days_to_contact": until(f'(SELECT min(t."on") {ATTEMPTS} AND t.reached)'),
        "reached_before_last_day": Bare(
            PAPERS + f"AND n.kind IN {clocks} AND n.same_debt_as_id IS NULL AND {possible} ", "n.arrived_on", reached
        ),
        "children_asked_in_time": Bare(days + FIRST, "n.arrived_on", asked, calendar=True),
    }


def _tried(last: str) -> Bare:
    """``last``: the day by which somebody should have tried."""
    tried = f"""CASE WHEN EXISTS (SELECT 1 {ATTEMPTS} AND t."on" <= {last}) THEN 'yes'
     WHEN {last} < %(seen_on)s THEN 'no' ELSE 'unknown' END"""
    return Bare(PAPERS + FIRST + "AND {family} = 'with_children' ", "n.arrived_on", tried)


def newest(about: str) -> str:
    """What was said last about a child ``k``."""
    return f"""coalesce((SELECT s.value FROM records_statement s WHERE s.member_id = k.id AND s.about = '{about}'
     ORDER BY s.recorded_at DESC, s.id DESC LIMIT 1), 'unknown')"""


def _children() -> dict[str, Bare]:
    found = f"AND {newest('registered')} = 'no' "
    return {
        "children_by_link": Bare(CHILDREN + OPENED, "c.opened_on", newest("lives")),
        "children_registered": Bare(CHILDREN + OPENED, "c.opened_on", newest("registered")),
        "children_found": Bare(CHILDREN + OPENED + found, "c.opened_on", newest("lives")),
    }
