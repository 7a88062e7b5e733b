"""How it went, in plain SQL: evictions, outcomes, money, and how the households lived afterwards. See ``bare_rows``."""

from kvar.casework.benchmark.bare_rows import PAPERS, newest
from kvar.casework.benchmark.bare_words import Bare, Words, among, known_as
from kvar.casework.facts_of_enforcement import HOLDERS
from kvar.casework.measures.afterwards import DAYS, KEPT, LOST, MONTHS, NEXT_DAY, round_of
from kvar.casework.measures.arrivals import sender_kind
from kvar.casework.measures.cases import outcomes_that
from kvar.casework.measures.enforcement import ENDS, NO_WORDS
from kvar.casework.measures.outcomes import LANDLORD_KINDS
from kvar.content.load import load

ENDED = """FROM records_case c JOIN records_household h ON h.id = c.household_id
 WHERE NOT h.protected AND c.outcome <> ''
 AND c.outcome_on >= %(first)s AND c.outcome_on < %(before)s
 AND EXISTS (SELECT 1 FROM records_notice n WHERE n.case_id = c.id AND n.passed_on IS NULL) """
EVICTED = """FROM (SELECT c.id, coalesce(e.day, p.day, CASE WHEN c.outcome IN {lost} THEN c.outcome_on END) AS day
 FROM records_case c LEFT JOIN (SELECT case_id, CASE WHEN kind IN {carry_out} THEN "on" END AS day FROM
 (SELECT case_id, kind, "on", row_number() OVER (PARTITION BY case_id ORDER BY "on" DESC, recorded_at DESC) AS place
 FROM records_enforcementevent) AS ranked WHERE place = 1) AS e ON e.case_id = c.id
 LEFT JOIN (SELECT case_id, min(evicted_on) AS day FROM records_notice WHERE evicted_on IS NOT NULL
 AND passed_on IS NULL GROUP BY case_id) AS p ON p.case_id = c.id
 WHERE c.outcome IN {lost} OR e.day IS NOT NULL OR p.day IS NOT NULL) AS v
 JOIN records_case c ON c.id = v.id JOIN records_household h ON h.id = c.household_id WHERE NOT h.protected
 AND EXISTS (SELECT 1 FROM records_notice n WHERE n.case_id = c.id AND n.passed_on IS NULL) """
IN_TIME = "AND v.day >= %(first)s AND v.day < %(before)s "


def ends(words: Words) -> dict[str, Bare]:
    """The measures of how it went."""
    return _evictions() | _enforcement() | _money() | _outcomes() | _afterwards(words)


def _evicted() -> str:
    carry_out = among(kind.id for kind in load().coordination.enforcement.event_kinds if kind.carries_out)
    return EVICTED.format(lost=among(outcomes_that(home_kept=False)), carry_out=carry_out)


def _evictions() -> dict[str, Bare]:
    there = "AND (c.closed_on IS NULL OR k.since <= c.closed_on) AND (k.until IS NULL OR k.until >= v.day) "
    child = "JOIN records_member k ON k.household_id = h.id AND k.role = 'child' WHERE NOT h.protected"
    gone = _evicted().replace("WHERE NOT h.protected", child) + IN_TIME + there
    return {
        "evicted_children_until_2024": Bare(gone + "AND v.day < '2025-01-01' ", "v.day", newest("lives")),
        "evicted_children_from_2025": Bare(gone + "AND v.day >= '2025-01-01' ", "v.day", newest("registered")),
    }


def _enforcement() -> dict[str, Bare]:
    undone = """coalesce((SELECT l.recorded_at FROM records_noticelink l WHERE l.notice_id = n.id AND l.kind = 'undone'
     ORDER BY l.recorded_at DESC LIMIT 1), '1900-01-01')"""
    confirmed = f"""CASE WHEN EXISTS (SELECT 1 FROM records_confirmation q JOIN records_case d ON d.id = q.case_id
     WHERE q.notice_id = n.id AND q.recipient = 'enforcement_authority' AND q.sent_on <= n.arrived_on
     AND (d.id = c.id OR d.household_id = c.household_id AND q.recorded_at > {undone})) THEN 'yes'
     WHEN n.arrived_on < %(seen_on)s THEN 'no' ELSE 'unknown' END"""
    return {
        "confirmed_same_day": Bare(PAPERS + "AND n.eviction_at IS NOT NULL ", "n.arrived_on", confirmed),
        "evictions": Bare(_evicted() + IN_TIME, "v.day", "{family}"),
        "adult_unit_attended": Bare(_evicted() + IN_TIME, "v.day", _attended("vuxen")),
        "children_unit_attended": Bare(
            _evicted() + IN_TIME + "AND {family} = 'with_children' ", "v.day", _attended("barn_och_unga")
        ),
    }


def _attended(unit: str) -> str:
    newest = """(SELECT n.id FROM records_notice n WHERE n.case_id = c.id AND n.eviction_at IS NOT NULL
     AND n.passed_on IS NULL ORDER BY n.arrived_on DESC, n.taken_in_at DESC, n.id DESC LIMIT 1)"""
    begun = (f"lower(y.attended) || ' ' LIKE '{no}{end}%%'" for no in NO_WORDS for end in ENDS)
    nobody = " OR ".join(begun)
    return f"""coalesce((SELECT CASE WHEN {nobody} THEN 'no' ELSE 'yes' END
     FROM records_evictionday y WHERE y.case_id = c.id AND y.unit = '{unit}' AND y.notice_id = {newest}
     ORDER BY y."on" DESC, y.recorded_at DESC LIMIT 1), (SELECT CASE WHEN NOT t.attends THEN 'no' ELSE 'unknown' END
     FROM records_attendance t WHERE t.case_id = c.id AND t.unit = '{unit}' AND t.notice_id = {newest}
     ORDER BY t.recorded_at DESC, t.id DESC LIMIT 1), 'unknown')"""


def _money() -> dict[str, Bare]:
    undertaken = """FROM records_undertaking u JOIN records_notice n ON n.id = u.notice_id
     JOIN records_case c ON c.id = n.case_id JOIN records_household h ON h.id = c.household_id
     WHERE NOT n.protected AND NOT h.protected AND u.decided_on >= %(first)s AND u.decided_on < %(before)s """
    promised = """FROM records_promisedpayment p JOIN records_case c ON c.id = p.case_id
     JOIN records_household h ON h.id = c.household_id WHERE NOT h.protected
     AND p.due_on >= %(first)s AND p.due_on < %(before)s AND NOT (p.state = 'stopped' AND p.missed_on IS NULL) """
    judged = "EXISTS (SELECT 1 FROM records_deviation d WHERE d.promise_id = p.id AND d.state = 'no_deviation')"
    return {
        "undertakings": Bare(
            undertaken,
            "u.decided_on",
            """CASE WHEN NOT u.taken THEN 'refused' WHEN n.undertaking_received_on IS NOT NULL THEN 'in_time'
             WHEN u.received_on > n.undertake_by THEN 'too_late' ELSE 'unknown' END""",
        ),
        "payments_missed": Bare(
            promised,
            "p.due_on",
            f"""CASE WHEN p.missed_on IS NOT NULL AND NOT {judged} THEN 'yes'
             WHEN p.missed_on IS NOT NULL OR p.state IN ('sent', 'confirmed') THEN 'no' ELSE 'unknown' END""",
        ),
    }


def _outcomes() -> dict[str, Bare]:
    kept, lost = (f"AND c.outcome IN {among(outcomes_that(home_kept=home))} " for home in (True, False))
    answer = {True: "yes", False: "no", None: "unknown"}
    letting = {one.id: sender_kind(one.id) for one in load().codes.sender_types}
    letting = {sender: kind for sender, kind in letting.items() if kind in LANDLORD_KINDS}
    landlord = f"""coalesce((SELECT {known_as("n.sender_type", letting)} FROM records_notice n WHERE n.case_id = c.id
     AND n.passed_on IS NULL AND n.sender_type IN {among(letting)} ORDER BY n.arrived_on, n.id LIMIT 1), 'unknown')"""
    said = known_as("c.outcome", {outcome.id: answer[outcome.home_kept] for outcome in load().codes.outcomes})
    return {
        "homes_kept": Bare(ENDED, "c.outcome_on", said),
        "outcomes": Bare(ENDED, "c.outcome_on", "c.outcome"),
        "causes_where_kept": Bare(ENDED + kept, "c.outcome_on", "c.causes"),
        "causes_where_lost": Bare(ENDED + lost, "c.outcome_on", "c.causes"),
        "landlords_where_kept": Bare(ENDED + kept, "c.outcome_on", landlord),
        "landlords_where_lost": Bare(ENDED + lost, "c.outcome_on", landlord),
    }


def _afterwards(words: Words) -> dict[str, Bare]:
    kept = f"AND c.outcome IN {among(outcomes_that(home_kept=True))} "
    ended = ENDED.replace("c.outcome_on >= %(first)s AND c.outcome_on < %(before)s", "{asked}") + kept
    evicted = _evicted()
    next_day = evicted.replace("WHERE NOT h.protected", "JOIN calendar ON calendar.day = v.day WHERE NOT h.protected")
    found = {"lost_next_working_day": _heard(next_day + "AND {asked} ", "calendar.next", NEXT_DAY, 0, calendar=True)}
    for days in DAYS:
        on = words.days_later("v.day", days)
        found[f"lost_after_{days}_days"] = _heard(evicted + "AND {asked} ", on, LOST, round_of(LOST, days))
    for months in MONTHS:
        on = words.months_later("c.outcome_on", months)
        found[f"kept_after_{months}_months"] = _heard(ended, on, KEPT, round_of(KEPT, months))
    return found


def _heard(rows: str, asked_on: str, step: str, round: int, *, calendar: bool = False) -> Bare:
    results = load().coordination.enforcement.follow_up_results
    answers = among(one.id for one in results if one.ends_round and not one.ends_contact)
    no = among(one.id for one in results if one.ends_contact)
    row = f"""FROM records_followup f WHERE f.case_id = c.id AND f.step = '{step}' AND f.round = {round}
     AND f."on" <= %(seen_on)s"""
    part = f"""coalesce((SELECT CASE WHEN f.housing = '' THEN 'not_known' ELSE f.housing END {row}
     AND f.result IN {answers} ORDER BY f."on" DESC, f.recorded_at DESC LIMIT 1),
     CASE WHEN EXISTS (SELECT 1 {row} AND f.result IN {no}) OR EXISTS (SELECT 1 FROM records_member m
     WHERE m.household_id = c.household_id AND m.until IS NULL AND m.role IN {among(HOLDERS)} AND NOT coalesce((SELECT
     w.yes FROM records_contactwish w WHERE w.member_id = m.id AND w.said_on <= %(seen_on)s
     ORDER BY w.said_on DESC, w.recorded_at DESC LIMIT 1), true)) THEN 'declined' ELSE 'missing' END)"""
    asked = f"{asked_on} >= %(first)s AND {asked_on} < %(before)s"
    return Bare(rows.replace("{asked}", asked), asked_on, part, calendar=calendar)
