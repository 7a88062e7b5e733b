"""Who may do what: role × act × relation. Data only; the checks are in ``access``, the pages in ``route_table``.

Default deny: what is not named here is refused. A relation says what binds the actor to a case:

``unit``       the actor's unit has a track in the case, in the actor's administration
``coordinates`` the actor is in the adult unit of the case's administration
``pays``       the actor's unit is financial assistance and has a track in the case: it alone decides on payments
``none``       the act concerns no case (registering, lists, follow-up)

A protected household is seen only by a cleared actor, whatever the relation.
A case *in follow-up* keeps its relations; a closed case can be read and opened again, and a child
that was not known can be added; nothing else.
"""

from enum import StrEnum


class Role(StrEnum):
    ANONYMOUS = "anonymous"
    CASEWORKER = "caseworker"
    TEAM_LEAD = "team_lead"
    UNIT_HEAD = "unit_head"
    PROCESS_LEADER = "process_leader"
    LOG_REVIEWER = "log_reviewer"
    SYSTEM_ADMIN = "system_admin"


class Relation(StrEnum):
    NONE = "none"
    UNIT = "unit"
    COORDINATES = "coordinates"
    PAYS = "pays"


class Act(StrEnum):
    SEE_MY_DAY = "see_my_day"
    SEE_FOLLOW_UP = "see_follow_up"
    IMPORT_FIGURES = "import_figures"
    SEE_CASE = "see_case"
    SEE_NOTICE = "see_notice"
    TAKE_IN_NOTICE = "take_in_notice"
    LINK_NOTICE = "link_notice"
    UNLINK_NOTICE = "unlink_notice"
    PASS_NOTICE_ON = "pass_notice_on"
    ASK_KNOWN_HERE = "ask_known_here"
    ANSWER_KNOWN_HERE = "answer_known_here"
    TAKE_POSITION = "take_position"
    RECORD_SERVICE = "record_service"
    RECORD_ATTEMPT = "record_attempt"
    COMPLETE_STEP = "complete_step"
    SKIP_STEP = "skip_step"
    WITHDRAW_STEP = "withdraw_step"
    WRITE_NOTE = "write_note"
    ANSWER_QUESTION = "answer_question"
    CHANGE_HOUSEHOLD = "change_household"
    CORRECT_FACT = "correct_fact"
    ASSIGN_RESPONSIBLE = "assign_responsible"
    ASSIGN_MANY = "assign_many"
    SEE_SITUATION = "see_situation"
    REPORT_ABSENCE = "report_absence"
    NAME_UNIT_COVER = "name_unit_cover"
    LET_LEAVE = "let_leave"
    POSTPONE_STEP = "postpone_step"
    HOLD_MEETING = "hold_meeting"
    ASK_SAFE_CONTACT = "ask_safe_contact"
    PLAN_VISIT = "plan_visit"
    RECEIVE_CASE = "receive_case"
    FINISH_TRACK = "finish_track"
    HAND_OVER = "hand_over"
    ANSWER_HANDOVER = "answer_handover"
    SHARE_ENTRY = "share_entry"
    ADD_CHILD_AFTER_CLOSING = "add_child_after_closing"
    RECORD_MOVE = "record_move"
    GIVE_CONSENT = "give_consent"
    DISCLOSE = "disclose"
    SEE_DEBT = "see_debt"
    RECORD_DEBT = "record_debt"
    SEE_PAYMENTS = "see_payments"
    PROMISE_PAYMENT = "promise_payment"
    DECIDE_UNDERTAKING = "decide_undertaking"
    REPORT_DEVIATION = "report_deviation"
    RECORD_ENFORCEMENT = "record_enforcement"
    CONFIRM_TIME = "confirm_time"
    ATTEND_EVICTION = "attend_eviction"
    FOLLOW_UP = "follow_up"
    REVIEW_EVICTION = "review_eviction"
    READ_LESSONS = "read_lessons"
    TRY_RULES = "try_rules"
    ARRANGE_LANDLORD_MEETING = "arrange_landlord_meeting"
    MOBILISE = "mobilise"
    ISSUE_LETTER = "issue_letter"
    RECORD_POSTING = "record_posting"
    RECORD_OUTCOME = "record_outcome"
    CLOSE_CASE = "close_case"
    REOPEN_CASE = "reopen_case"
    KEEP_DRAFT = "keep_draft"
    MARK_READ = "mark_read"
    CHANGE_CONTENT = "change_content"
    HOLD_WORKSHOP = "hold_workshop"
    READ_HANDED_OVER = "read_handed_over"
    READ_ACTIVITIES = "read_activities"
    PLAN_ACTIVITY = "plan_activity"
    TRAIN = "train"
    SEE_TRAINING_OF_UNIT = "see_training_of_unit"
    SEE_TRAINING_COUNTS = "see_training_counts"
    RESET_CITY = "reset_city"
    SEE_NEWS = "see_news"
    SEE_CALENDAR = "see_calendar"
    KEEP_FEED = "keep_feed"
    SEARCH = "search"


WORKERS = frozenset({Role.CASEWORKER, Role.TEAM_LEAD, Role.UNIT_HEAD})
LEADS = frozenset({Role.TEAM_LEAD, Role.UNIT_HEAD})
PROCESS_LEADERS = frozenset({Role.PROCESS_LEADER})  # for the whole city
PLANNERS = frozenset({Role.UNIT_HEAD, Role.PROCESS_LEADER})
SIGNED_IN = frozenset(Role) - {Role.ANONYMOUS}
EVERYBODY = frozenset(Role)
LEARNERS = WORKERS | PROCESS_LEADERS

ANY_UNIT = frozenset({Relation.UNIT, Relation.COORDINATES, Relation.PAYS})
ADULT_UNIT = frozenset({Relation.COORDINATES})
PAYING_UNIT = frozenset({Relation.PAYS})
MONEY_UNITS = ADULT_UNIT | PAYING_UNIT
NO_CASE = frozenset({Relation.NONE})

MAY: dict[Act, tuple[frozenset[Role], frozenset[Relation]]] = {
    Act.SEE_MY_DAY: (WORKERS, NO_CASE),
    Act.SEE_FOLLOW_UP: (WORKERS | {Role.PROCESS_LEADER}, NO_CASE),
    Act.IMPORT_FIGURES: (PROCESS_LEADERS, NO_CASE),
    Act.TAKE_IN_NOTICE: (WORKERS, NO_CASE),
    Act.KEEP_DRAFT: (SIGNED_IN, NO_CASE),
    Act.MARK_READ: (SIGNED_IN, NO_CASE),
    Act.CHANGE_CONTENT: (PROCESS_LEADERS, NO_CASE),
    Act.HOLD_WORKSHOP: (WORKERS, NO_CASE),
    Act.READ_HANDED_OVER: (PROCESS_LEADERS, NO_CASE),
    Act.READ_ACTIVITIES: (SIGNED_IN, NO_CASE),
    Act.PLAN_ACTIVITY: (PLANNERS, NO_CASE),
    Act.READ_LESSONS: (PLANNERS, NO_CASE),
    Act.TRY_RULES: (LEADS | PROCESS_LEADERS, NO_CASE),
    Act.ASSIGN_MANY: (LEADS, NO_CASE),
    Act.SEE_SITUATION: (LEADS, NO_CASE),
    Act.REPORT_ABSENCE: (WORKERS, NO_CASE),
    Act.NAME_UNIT_COVER: (LEADS, NO_CASE),
    Act.LET_LEAVE: (frozenset({Role.UNIT_HEAD}), NO_CASE),
    Act.TRAIN: (LEARNERS, NO_CASE),
    Act.SEE_TRAINING_OF_UNIT: (frozenset({Role.UNIT_HEAD}), NO_CASE),
    Act.SEE_TRAINING_COUNTS: (PROCESS_LEADERS, NO_CASE),
    Act.RESET_CITY: (LEARNERS, NO_CASE),
    Act.SEE_NEWS: (SIGNED_IN, NO_CASE),
    Act.SEE_CALENDAR: (WORKERS, NO_CASE),
    Act.KEEP_FEED: (WORKERS, NO_CASE),
    Act.SEARCH: (WORKERS, NO_CASE),
    Act.SEE_NOTICE: (WORKERS, ANY_UNIT),
    Act.LINK_NOTICE: (WORKERS, ADULT_UNIT),
    Act.UNLINK_NOTICE: (WORKERS, ADULT_UNIT),
    Act.PASS_NOTICE_ON: (WORKERS, ADULT_UNIT),
    Act.ASK_KNOWN_HERE: (WORKERS, ADULT_UNIT),
    Act.ANSWER_KNOWN_HERE: (WORKERS, ADULT_UNIT),
    Act.TAKE_POSITION: (WORKERS, ADULT_UNIT),
    Act.SEE_CASE: (WORKERS, ANY_UNIT),
    Act.RECORD_SERVICE: (WORKERS, ANY_UNIT),
    Act.RECORD_ATTEMPT: (WORKERS, ANY_UNIT),
    Act.COMPLETE_STEP: (WORKERS, ANY_UNIT),
    Act.SKIP_STEP: (WORKERS, ANY_UNIT),
    Act.POSTPONE_STEP: (WORKERS, ANY_UNIT),
    Act.WITHDRAW_STEP: (WORKERS, ANY_UNIT),
    Act.WRITE_NOTE: (WORKERS, ANY_UNIT),
    Act.ANSWER_QUESTION: (WORKERS, ANY_UNIT),
    Act.CHANGE_HOUSEHOLD: (WORKERS, ANY_UNIT),
    Act.CORRECT_FACT: (WORKERS, ANY_UNIT),
    Act.ASSIGN_RESPONSIBLE: (WORKERS, ANY_UNIT),
    Act.HOLD_MEETING: (WORKERS, ANY_UNIT),
    Act.ASK_SAFE_CONTACT: (WORKERS, ANY_UNIT),
    Act.PLAN_VISIT: (WORKERS, ANY_UNIT),
    Act.RECEIVE_CASE: (WORKERS, ANY_UNIT),
    Act.FINISH_TRACK: (WORKERS, ANY_UNIT),
    Act.HAND_OVER: (WORKERS, ANY_UNIT),
    Act.ANSWER_HANDOVER: (WORKERS, ANY_UNIT),
    Act.SHARE_ENTRY: (WORKERS, ANY_UNIT),
    Act.ADD_CHILD_AFTER_CLOSING: (WORKERS, ANY_UNIT),
    Act.RECORD_MOVE: (WORKERS, ADULT_UNIT),
    Act.GIVE_CONSENT: (WORKERS, ANY_UNIT),
    Act.DISCLOSE: (WORKERS, ANY_UNIT),
    Act.SEE_DEBT: (WORKERS, MONEY_UNITS),
    Act.RECORD_DEBT: (WORKERS, MONEY_UNITS),
    Act.SEE_PAYMENTS: (WORKERS, MONEY_UNITS),
    Act.PROMISE_PAYMENT: (WORKERS, PAYING_UNIT),
    Act.DECIDE_UNDERTAKING: (WORKERS, PAYING_UNIT),
    Act.REPORT_DEVIATION: (WORKERS, MONEY_UNITS),
    Act.RECORD_ENFORCEMENT: (WORKERS, ADULT_UNIT),
    Act.CONFIRM_TIME: (WORKERS, ADULT_UNIT),
    Act.ATTEND_EVICTION: (WORKERS, ANY_UNIT),
    Act.FOLLOW_UP: (WORKERS, ANY_UNIT),
    Act.REVIEW_EVICTION: (WORKERS, ADULT_UNIT),
    Act.ARRANGE_LANDLORD_MEETING: (WORKERS, ADULT_UNIT),
    Act.MOBILISE: (WORKERS, ANY_UNIT),
    Act.ISSUE_LETTER: (WORKERS, ANY_UNIT),
    Act.RECORD_POSTING: (WORKERS, ANY_UNIT),
    Act.RECORD_OUTCOME: (WORKERS, ADULT_UNIT),
    Act.CLOSE_CASE: (WORKERS, ADULT_UNIT),
    Act.REOPEN_CASE: (WORKERS, ADULT_UNIT),
}

# What a closed case still allows.
ON_CLOSED_CASES = frozenset(
    {
        Act.ADD_CHILD_AFTER_CLOSING,
        Act.PASS_NOTICE_ON,
        Act.RECORD_POSTING,
        Act.REOPEN_CASE,
        Act.SEE_CASE,
        Act.SEE_DEBT,
        Act.SEE_NOTICE,
        Act.UNLINK_NOTICE,
    }
)
