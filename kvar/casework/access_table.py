"""Who may do what: role × act × relation, and role × route × method. Data only; the checks are in ``access``.

Default deny: what is not named here is refused. A relation says what binds the actor to a case:

``unit``       the actor's unit has a track in the case, in the actor's administration
``coordinates`` the actor is in the adult unit of the case's administration
``pays``       the actor's unit is financial assistance and has a track in the case: it alone decides on payments
``none``       the act concerns no case (registering, lists, follow-up)

A protected household is seen only by a cleared actor, whatever the relation.
A case *in follow-up* keeps its relations; a closed case can be read and opened again, nothing else.
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
    ARRANGE_LANDLORD_MEETING = "arrange_landlord_meeting"
    MOBILISE = "mobilise"
    ISSUE_LETTER = "issue_letter"
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
    Act.TAKE_IN_NOTICE: (WORKERS, NO_CASE),
    Act.KEEP_DRAFT: (SIGNED_IN, NO_CASE),
    Act.MARK_READ: (SIGNED_IN, NO_CASE),
    Act.CHANGE_CONTENT: (PROCESS_LEADERS, NO_CASE),
    Act.HOLD_WORKSHOP: (WORKERS, NO_CASE),
    Act.READ_HANDED_OVER: (PROCESS_LEADERS, NO_CASE),
    Act.READ_ACTIVITIES: (SIGNED_IN, NO_CASE),
    Act.PLAN_ACTIVITY: (PLANNERS, NO_CASE),
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
    Act.ARRANGE_LANDLORD_MEETING: (WORKERS, ADULT_UNIT),
    Act.MOBILISE: (WORKERS, ANY_UNIT),
    Act.ISSUE_LETTER: (WORKERS, ADULT_UNIT),
    Act.RECORD_OUTCOME: (WORKERS, ADULT_UNIT),
    Act.CLOSE_CASE: (WORKERS, ADULT_UNIT),
    Act.REOPEN_CASE: (WORKERS, ADULT_UNIT),
}

# What a closed case still allows.
ON_CLOSED_CASES = frozenset({Act.SEE_CASE, Act.SEE_NOTICE, Act.REOPEN_CASE, Act.UNLINK_NOTICE, Act.PASS_NOTICE_ON})
ON_CLOSED_CASES = frozenset({Act.SEE_CASE, Act.SEE_NOTICE, Act.SEE_DEBT, Act.REOPEN_CASE, Act.UNLINK_NOTICE})

READ = frozenset({"GET", "HEAD"})
FORM = READ | {"POST"}
POST = frozenset({"POST"})


class Route:
    """One row: methods, the roles that may use them, and whether the answer holds personal data."""

    def __init__(self, *, methods: frozenset[str], roles: frozenset[Role], personal: bool) -> None:
        self.methods = methods
        self.roles = roles
        self.personal = personal


ROUTES: dict[str, Route] = {
    "account_login": Route(methods=FORM, roles=EVERYBODY, personal=False),
    "account_logout": Route(methods=FORM, roles=EVERYBODY, personal=False),
    "account_reauthenticate": Route(methods=FORM, roles=SIGNED_IN, personal=False),
    "worklist:my_day": Route(methods=READ, roles=WORKERS, personal=True),
    "news:list": Route(methods=FORM, roles=SIGNED_IN, personal=True),
    "news:morning_mail": Route(methods=POST, roles=SIGNED_IN, personal=False),
    "calendar:week": Route(methods=READ, roles=WORKERS, personal=True),
    "calendar:feeds": Route(methods=FORM, roles=WORKERS, personal=False),
    "feed:calendar": Route(methods=READ, roles=EVERYBODY, personal=False),
    "search:page": Route(methods=READ, roles=WORKERS, personal=False),
    "search:found": Route(methods=POST, roles=WORKERS, personal=True),
    "intake:new": Route(methods=FORM, roles=WORKERS, personal=False),
    "intake:matches": Route(methods=POST, roles=WORKERS, personal=True),
    "intake:notice": Route(methods=READ, roles=WORKERS, personal=True),
    "intake:link": Route(methods=FORM, roles=WORKERS, personal=True),
    "intake:unlink": Route(methods=FORM, roles=WORKERS, personal=True),
    "intake:pass_on": Route(methods=FORM, roles=WORKERS, personal=True),
    "meetings:overview": Route(methods=READ, roles=WORKERS, personal=True),
    "meetings:call": Route(methods=FORM, roles=WORKERS, personal=True),
    "meetings:hold": Route(methods=FORM, roles=WORKERS, personal=True),
    "meetings:call_off": Route(methods=FORM, roles=WORKERS, personal=True),
    "meetings:decide": Route(methods=FORM, roles=WORKERS, personal=True),
    "meetings:end_decision": Route(methods=FORM, roles=WORKERS, personal=True),
    "meetings:agree": Route(methods=FORM, roles=WORKERS, personal=True),
    "meetings:add_term": Route(methods=FORM, roles=WORKERS, personal=True),
    "meetings:settle": Route(methods=FORM, roles=WORKERS, personal=True),
    "meetings:follow_up": Route(methods=FORM, roles=WORKERS, personal=True),
    "known_here:ask": Route(methods=FORM, roles=WORKERS, personal=True),
    "known_here:received": Route(methods=READ, roles=WORKERS, personal=False),
    "known_here:answer": Route(methods=FORM, roles=WORKERS, personal=True),
    "intake:position": Route(methods=FORM, roles=WORKERS, personal=True),
    "intake:service": Route(methods=FORM, roles=WORKERS, personal=True),
    "intake:original": Route(methods=READ, roles=WORKERS, personal=True),
    "case:page": Route(methods=READ, roles=WORKERS, personal=True),
    "case:journal": Route(methods=READ, roles=WORKERS, personal=True),
    "case:note": Route(methods=FORM, roles=WORKERS, personal=True),
    "case:contact": Route(methods=FORM, roles=WORKERS, personal=True),
    "case:answer": Route(methods=FORM, roles=WORKERS, personal=True),
    "case:member_new": Route(methods=FORM, roles=WORKERS, personal=True),
    "case:member": Route(methods=FORM, roles=WORKERS, personal=True),
    "case:responsible": Route(methods=FORM, roles=WORKERS, personal=True),
    "case:take": Route(methods=FORM, roles=WORKERS, personal=True),
    "situation:page": Route(methods=READ, roles=LEADS, personal=True),
    "situation:hand_out": Route(methods=FORM, roles=LEADS, personal=True),
    "situation:absences": Route(methods=FORM, roles=WORKERS, personal=False),
    "situation:absence": Route(methods=FORM, roles=WORKERS, personal=False),
    "situation:cover": Route(methods=FORM, roles=LEADS, personal=False),
    "situation:leave": Route(methods=FORM, roles=frozenset({Role.UNIT_HEAD}), personal=False),
    "case:step": Route(methods=FORM, roles=WORKERS, personal=True),
    "case:correct": Route(methods=FORM, roles=WORKERS, personal=True),
    "contact:log": Route(methods=READ, roles=WORKERS, personal=True),
    "contact:withdraw": Route(methods=FORM, roles=WORKERS, personal=True),
    "contact:safe": Route(methods=FORM, roles=WORKERS, personal=True),
    "contact:safe_end": Route(methods=FORM, roles=WORKERS, personal=True),
    "contact:sms": Route(methods=FORM, roles=WORKERS, personal=True),
    "visits:plan": Route(methods=FORM, roles=WORKERS, personal=True),
    "visits:visit": Route(methods=FORM, roles=WORKERS, personal=True),
    "visits:day": Route(methods=READ, roles=WORKERS, personal=True),
    "consents:list": Route(methods=READ, roles=WORKERS, personal=True),
    "consents:ask": Route(methods=FORM, roles=WORKERS, personal=True),
    "consents:withdraw": Route(methods=FORM, roles=WORKERS, personal=True),
    "consents:tell": Route(methods=FORM, roles=WORKERS, personal=True),
    "letters:draft": Route(methods=FORM, roles=WORKERS, personal=True),
    "letters:preview": Route(methods=READ, roles=WORKERS, personal=True),
    "letters:letter": Route(methods=READ, roles=WORKERS, personal=True),
    "letters:pdf": Route(methods=READ, roles=WORKERS, personal=True),
    "money:payments": Route(methods=READ, roles=WORKERS, personal=True),
    "money:debt": Route(methods=READ, roles=WORKERS, personal=True),
    "money:proposals": Route(methods=FORM, roles=WORKERS, personal=True),
    "money:claim_new": Route(methods=FORM, roles=WORKERS, personal=True),
    "money:claim": Route(methods=FORM, roles=WORKERS, personal=True),
    "money:payment_new": Route(methods=FORM, roles=WORKERS, personal=True),
    "money:payment": Route(methods=FORM, roles=WORKERS, personal=True),
    "money:undertaking": Route(methods=FORM, roles=WORKERS, personal=True),
    "money:promise_new": Route(methods=FORM, roles=WORKERS, personal=True),
    "money:promise": Route(methods=FORM, roles=WORKERS, personal=True),
    "money:deviation": Route(methods=FORM, roles=WORKERS, personal=True),
    "enforcement:page": Route(methods=READ, roles=WORKERS, personal=True),
    "enforcement:event": Route(methods=FORM, roles=WORKERS, personal=True),
    "enforcement:confirm": Route(methods=FORM, roles=WORKERS, personal=True),
    "enforcement:preview": Route(methods=READ, roles=WORKERS, personal=True),
    "enforcement:attendance": Route(methods=FORM, roles=WORKERS, personal=True),
    "enforcement:day": Route(methods=FORM, roles=WORKERS, personal=True),
    "enforcement:wish": Route(methods=FORM, roles=WORKERS, personal=True),
    "enforcement:follow_up": Route(methods=FORM, roles=WORKERS, personal=True),
    "landlord_meetings:put_on": Route(methods=FORM, roles=WORKERS, personal=True),
    "landlord_meetings:take_off": Route(methods=FORM, roles=WORKERS, personal=True),
    "landlord_meetings:write_up": Route(methods=FORM, roles=WORKERS, personal=True),
    "landlord_meetings:coming": Route(methods=READ, roles=WORKERS, personal=False),
    "landlord_meetings:agenda": Route(methods=READ, roles=WORKERS, personal=True),
    "landlord_meetings:sheet": Route(methods=READ, roles=WORKERS, personal=True),
    "landlord_meetings:call_off": Route(methods=FORM, roles=WORKERS, personal=False),
    "mobilising:partners": Route(methods=READ, roles=WORKERS, personal=True),
    "mobilising:partner": Route(methods=FORM, roles=WORKERS, personal=True),
    "outcomes:record": Route(methods=FORM, roles=WORKERS, personal=True),
    "outcomes:close": Route(methods=FORM, roles=WORKERS, personal=True),
    "outcomes:reopen": Route(methods=FORM, roles=WORKERS, personal=True),
    "follow_up:overview": Route(methods=READ, roles=WORKERS | {Role.PROCESS_LEADER}, personal=False),
    "deck:page": Route(methods=READ, roles=WORKERS | {Role.PROCESS_LEADER}, personal=False),
    "deck:file": Route(methods=READ, roles=WORKERS | {Role.PROCESS_LEADER}, personal=False),
    "reckoning:page": Route(methods=READ, roles=SIGNED_IN, personal=False),
    "law:coverage": Route(methods=READ, roles=SIGNED_IN, personal=False),
    "handbook:contents": Route(methods=READ, roles=SIGNED_IN, personal=False),
    "handbook:search": Route(methods=READ, roles=SIGNED_IN, personal=False),
    "handbook:legal_frame": Route(methods=READ, roles=SIGNED_IN, personal=False),
    "handbook:unit": Route(methods=READ, roles=SIGNED_IN, personal=False),
    "handbook:steps": Route(methods=READ, roles=SIGNED_IN, personal=False),
    "handbook:chapter": Route(methods=FORM, roles=SIGNED_IN, personal=False),
    "revising:start": Route(methods=FORM, roles=PROCESS_LEADERS, personal=False),
    "editions:list": Route(methods=READ, roles=SIGNED_IN, personal=False),
    "editions:compare": Route(methods=READ, roles=SIGNED_IN, personal=False),
    "revising:local_days": Route(methods=READ, roles=SIGNED_IN, personal=False),
    "revising:draft": Route(methods=READ, roles=PROCESS_LEADERS, personal=False),
    "revising:files": Route(methods=FORM, roles=PROCESS_LEADERS, personal=False),
    "revising:download": Route(methods=READ, roles=PROCESS_LEADERS, personal=False),
    "revising:discard": Route(methods=FORM, roles=PROCESS_LEADERS, personal=False),
    "revising:step": Route(methods=FORM, roles=PROCESS_LEADERS, personal=False),
    "revising:new_step": Route(methods=FORM, roles=PROCESS_LEADERS, personal=False),
    "revising:passage": Route(methods=FORM, roles=PROCESS_LEADERS, personal=False),
    "revising:days": Route(methods=FORM, roles=PROCESS_LEADERS, personal=False),
    "revising:changes": Route(methods=FORM, roles=PROCESS_LEADERS, personal=False),
    "revising:propose": Route(methods=FORM, roles=PROCESS_LEADERS, personal=False),
    "revising:edition": Route(methods=FORM, roles=PROCESS_LEADERS, personal=False),
    "revising:take_back": Route(methods=FORM, roles=PROCESS_LEADERS, personal=False),
    "introduction:overview": Route(methods=READ, roles=SIGNED_IN, personal=False),
    "introduction:support": Route(methods=READ, roles=SIGNED_IN, personal=False),
    "introduction:summary": Route(methods=READ, roles=SIGNED_IN, personal=False),
    "introduction:sheet": Route(methods=READ, roles=SIGNED_IN, personal=False),
    "introduction:contacts": Route(methods=READ, roles=SIGNED_IN, personal=False),
    "introduction:workshops": Route(methods=FORM, roles=WORKERS, personal=False),
    "introduction:workshop": Route(methods=READ, roles=WORKERS, personal=False),
    "introduction:note": Route(methods=FORM, roles=WORKERS, personal=False),
    "introduction:decide": Route(methods=FORM, roles=WORKERS, personal=False),
    "introduction:decision": Route(methods=FORM, roles=WORKERS, personal=False),
    "introduction:gathered": Route(methods=READ, roles=PROCESS_LEADERS, personal=False),
    "introduction:plan": Route(methods=READ, roles=SIGNED_IN, personal=False),
    "introduction:plan_activity": Route(methods=FORM, roles=PLANNERS, personal=False),
    "introduction:planned": Route(methods=FORM, roles=PLANNERS, personal=False),
    "training:start": Route(methods=READ, roles=LEARNERS, personal=False),
    "training:lesson": Route(methods=FORM, roles=LEARNERS, personal=False),
    "training:progress": Route(methods=READ, roles=PROCESS_LEADERS | {Role.UNIT_HEAD}, personal=False),
    "training:reset": Route(methods=FORM, roles=LEARNERS, personal=False),
    "drafts:save": Route(methods=POST, roles=SIGNED_IN, personal=False),
    "gallery:page": Route(methods=READ, roles=EVERYBODY, personal=False),
}
