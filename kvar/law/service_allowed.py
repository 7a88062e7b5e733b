"""May this paper be served in this way by this one? Who may (DL 9–10, 17, 40), what is barred, and what is required."""

from datetime import date

from kvar.law.kinds import Tenure
from kvar.law.periods import Period, Unit, ends_on
from kvar.law.service_act import FINE, Check, ServiceAct, all_of, doubt, fault, lacks
from kvar.law.service_methods import (
    AUTHORITY_ONLY,
    BARRED,
    BY_PROCESS_SERVER,
    NEVER,
    Document,
    Method,
    Server,
    counts_for_recovery,
)

AUTHORITIES = frozenset({Server.AUTHORITY, Server.SOCIAL_BOARD})
BOARD_RULE_SINCE = date(2025, 7, 1)  # SoL25 14:12; what the earlier act said has not been read
ONE_YEAR = Period(number=1, unit=Unit.YEARS)  # RH 2019:40: over a year, and nothing done since
NOT_SERVICE = {Method.PRIVATE_EMAIL: "dl-17", Method.REGISTERED_LETTER: "jb-12-63"}


def may_use(act: ServiceAct) -> Check:
    """Everything that decides whether the method may be used here; nothing about its steps and days."""
    if act.tenure is Tenure.PRIVATE_LET and act.document is Document.TERMINATION:
        # By its own act, and for an older contract by the older one (law.md 1.9): a person has to read the contract.
        return doubt("private_let_termination", "pul26-6-7")
    if act.method in NEVER:
        return fault(f"only_{act.method}", NOT_SERVICE[act.method])
    return all_of(check(act) for check in (_by_whom, _by_board, _for_document, _for_recipient))


def _by_whom(act: ServiceAct) -> Check:
    if act.method in AUTHORITY_ONLY:
        if act.by is None:
            return lacks("served_by")
        return FINE if act.by in AUTHORITIES else fault("method_only_for_authority", "dl-9")
    if act.method in BY_PROCESS_SERVER:
        # A private party may use it (DL 10), but somebody who may serve has to do it (DL 40).
        return FINE if act.by is Server.PROCESS_SERVER else lacks("process_server" if act.by else "served_by")
    return _electronic(act) if act.method is Method.ORDINARY else FINE


def _electronic(act: ServiceAct) -> Check:
    """Only an authority may send the paper electronically (DL 17, law.md trap 24)."""
    if act.by in AUTHORITIES or act.electronically is False:
        return FINE
    if act.by is None:
        return lacks("served_by") if act.electronically else lacks("electronically", "served_by")
    return fault("only_private_email", "dl-17") if act.electronically else lacks("electronically")


def _by_board(act: ServiceAct) -> Check:
    """The board itself may not use DL 34–38 and 47–51 in its own cases (SoL25 14:12)."""
    if act.by is not Server.SOCIAL_BOARD or act.method not in BARRED | {Method.PUBLICATION}:
        return FINE
    if act.first_day and act.first_day < BOARD_RULE_SINCE:
        return doubt("board_rule_not_read", "sol25-14-12")
    return fault("board_may_not", "sol25-14-12")


def _for_document(act: ServiceAct) -> Check:
    if act.document is None:
        return lacks("document")  # two papers, two services (law.md 1.5): which it was has to be known
    if act.document is Document.CONSUMER_DEMAND:
        return fault("letterbox_only_for_termination", "jb-8-8") if act.method is Method.LETTERBOX else FINE
    return _for_termination(act) if act.document is Document.TERMINATION else _for_recovery(act)


def _for_termination(act: ServiceAct) -> Check:
    """DL applies, except 34–38 and 48 §§ (JB 8:8, BRL 7:27). Not for a private let, so tenure has to be known."""
    if act.tenure is None:
        return lacks("tenure")
    source = "brl-7-27" if act.tenure is Tenure.CONDOMINIUM else "jb-8-8"
    if act.method in BARRED:
        return fault("barred_for_termination", source)
    return doubt("publication_barred_in_part", source) if act.method is Method.PUBLICATION else FINE


def _for_recovery(act: ServiceAct) -> Check:
    """DL for a tenancy; for a condominium the way of a termination (BRL 7:23 and 7:27, law.md trap 22)."""
    counts = counts_for_recovery(act.method, act.tenure)
    if counts or act.method is Method.AVAILABILITY:
        return FINE
    if act.tenure is None:
        return lacks("tenure")
    if act.method is Method.LETTERBOX:
        return fault("letterbox_only_for_termination", "nja-1988-420")
    if counts is None:
        return doubt("publication_barred_in_part", "brl-7-27")
    return fault("barred_for_condominium", "brl-7-27")


def _for_recipient(act: ServiceAct) -> Check:
    """What the method requires of the case and of the one it is used against."""
    match act.method:
        case Method.SIMPLIFIED:
            return all_of((_opens_no_case(act, "dl-22"), _was_informed(act)))
        case Method.ORAL:
            return _opens_no_case(act, "dl-19")
        case Method.LEGAL_PERSON:
            return _required(act.to_company, "to_company", "recipient_is_a_person", "dl-27")
        case Method.LEFT_AT_HOME:
            return _required(act.keeping_away, "keeping_away", "recipient_not_keeping_away", "dl-38")
        case Method.AVAILABILITY:
            return doubt("availability_needs_statute", "dl-52")
    return FINE


def _required(known: bool | None, name: str, otherwise: str, source: str) -> Check:
    if known is None:
        return lacks(name)
    return FINE if known else fault(otherwise, source)


def _opens_no_case(act: ServiceAct, source: str) -> Check:
    """Neither oral nor simplified service may be used for a paper that opens a case (DL 19–26)."""
    if act.starts_case is None:
        return lacks("starts_case")
    return fault("document_opens_case", source) if act.starts_case else FINE


def _was_informed(act: ServiceAct) -> Check:
    """Only towards one who was told of it before, and not too long before (DL 22–26, RH 2019:40)."""
    if act.informed_on is None:
        return lacks("informed_on")
    if act.sent_on is None:
        return FINE
    if act.informed_on > act.sent_on:
        return fault("informed_too_late", "dl-22")
    return doubt("information_is_old", "rh-2019-40") if ends_on(ONE_YEAR, act.informed_on) < act.sent_on else FINE
