"""Who may do what: the whole table against a second, slower reading of the same rules."""

import itertools

import pytest

from kvar.casework.access import Actor, case_for, cases_visible_to, may, may_in, notices_visible_to
from kvar.casework.access_table import MAY, ON_CLOSED_CASES, Act, Role
from kvar.casework.errors import Unseen
from tests import factories

pytestmark = pytest.mark.django_db

ROLES = [role for role in Role if role is not Role.ANONYMOUS]
UNITS = [factories.ADULT, factories.MONEY, factories.CHILDREN]
WORKING = {"caseworker", "team_lead", "unit_head"}
LEADS_ONLY = {
    "assign_many": {"team_lead", "unit_head"},
    "see_situation": {"team_lead", "unit_head"},
    "name_unit_cover": {"team_lead", "unit_head"},
    "let_leave": {"unit_head"},
    "see_training_of_unit": {"unit_head"},
}
UNITS_OF: dict[frozenset[str], set[str]] = {  # which units have these acts; the others are everybody's
    frozenset({"link_notice", "take_position", "record_outcome", "close_case", "reopen_case"}): {"vuxen"},
    frozenset({"arrange_landlord_meeting", "review_eviction"}): {"vuxen"},
    frozenset({"record_enforcement", "confirm_time"}): {"vuxen"},
    frozenset({"unlink_notice", "record_move", "pass_notice_on", "ask_known_here", "answer_known_here"}): {"vuxen"},
    frozenset({"promise_payment", "decide_undertaking"}): {"ekonomiskt_bistand"},
    frozenset({"see_debt", "record_debt", "see_payments", "report_deviation"}): {"vuxen", "ekonomiskt_bistand"},
}


def actor(*, role: str = "caseworker", unit: str = factories.ADULT, **fields: object) -> Actor:
    return factories.make_actor(role=role, unit=unit, **fields)


def allowed_by_the_book(role: str, unit: str, act: str) -> bool:
    """The reference: written as sentences, not as a table."""
    if act in ("keep_draft", "mark_read", "read_activities", "see_news"):
        return True
    if act in ("change_content", "read_handed_over", "import_figures"):
        return role == "process_leader"
    if act in ("plan_activity", "read_lessons"):
        return role in ("unit_head", "process_leader")
    if act == "try_rules":
        return role in ("team_lead", "unit_head", "process_leader")
    if act in LEADS_ONLY:
        return role in LEADS_ONLY[act]
    if act == "see_training_counts":
        return role == "process_leader"
    if act in ("see_follow_up", "train", "reset_city"):
        return role in WORKING | {"process_leader"}
    units = next((UNITS_OF[acts] for acts in UNITS_OF if act in acts), set(UNITS))
    return role in WORKING and unit in units


@pytest.mark.parametrize("role, unit, act", list(itertools.product(ROLES, UNITS, Act)))
def test_the_table_says_what_the_book_says(role: Role, unit: str, act: Act) -> None:
    assert may(actor(role=role, unit=unit), act) == allowed_by_the_book(role, unit, act)


def test_every_act_has_a_row() -> None:
    assert set(MAY) == set(Act)


def test_the_adult_unit_sees_the_administrations_cases_and_no_others() -> None:
    case = factories.make_case_with_notice()
    assert case in cases_visible_to(actor())
    assert case not in cases_visible_to(actor(administration=factories.CENTRUM))


def test_another_unit_sees_a_case_only_when_it_has_a_track() -> None:
    by = actor()
    case = factories.make_case_with_notice(by=by)
    children = actor(unit=factories.CHILDREN)
    assert case in cases_visible_to(actor(unit=factories.MONEY))
    assert case not in cases_visible_to(children)
    factories.answer_children(case, by=by, yes=True)
    assert case in cases_visible_to(children)


def test_a_protected_household_is_there_only_for_a_cleared_worker() -> None:
    case = factories.make_protected_case()
    plain, cleared = actor(), actor(cleared=True)
    assert case in cases_visible_to(cleared)
    assert case not in cases_visible_to(plain)
    assert not notices_visible_to(plain).exists()
    with pytest.raises(Unseen):
        case_for(plain, case.pk)


def test_clearance_crosses_no_administration() -> None:
    case = factories.make_protected_case()
    assert case not in cases_visible_to(actor(cleared=True, administration=factories.CENTRUM))


@pytest.mark.parametrize("role", ["process_leader", "log_reviewer", "system_admin"])
def test_roles_without_casework_see_no_case(role: str) -> None:
    factories.make_case_with_notice()
    assert not cases_visible_to(actor(role=role)).exists()


def test_refused_and_missing_are_the_same_and_both_are_noted() -> None:
    case = factories.make_case_with_notice()
    stranger = actor(administration=factories.CENTRUM)
    for key in (case.pk, case.household_id):
        with pytest.raises(Unseen):
            case_for(stranger, key)
    assert {action for action, _about, _relation in stranger.look.shown} == {"refused"}


def test_a_closed_case_can_be_read_and_opened_again_and_nothing_else() -> None:
    by = actor()
    case = factories.make_closed_case(by=by)
    allowed = {act for act in Act if may_in(by, act, case)}
    assert allowed == ON_CLOSED_CASES & {act for act in Act if may(by, act)}


def test_what_is_shown_is_noted_in_the_look() -> None:
    by = actor()
    case = factories.make_case_with_notice(by=by)
    by.look.shown.clear()
    case_for(by, case.pk)
    assert list(by.look.shown) == [("see_case", f"case:{case.pk}", "coordinates")]
