"""How a paper is served (delgivning), which paper it is, and who serves it. ``content/codes.yaml`` explains each."""

from enum import StrEnum

from kvar.law.kinds import Tenure


class Method(StrEnum):
    """The ways of DL (2010:1932), the letterbox of JB 8:8 and BRL 7:27, and two that are not service at all.

    ``PROCESS_SERVER_SUBSTITUTE`` is to another adult of the household or the employer (DL 34–37). ``LETTERBOX`` is a
    registered letter and a copy to an adult of the household or into the letterbox. ``PRIVATE_EMAIL`` is any
    electronic message that no authority sent (DL 17), ``REGISTERED_LETTER`` such a letter and nothing more (JB 12:63).
    """

    ORDINARY = "ordinary"
    PROCESS_SERVER_PERSONAL = "process_server_personal"
    PROCESS_SERVER_SUBSTITUTE = "process_server_substitute"
    LEFT_AT_HOME = "left_at_home"
    SIMPLIFIED = "simplified"
    ORAL = "oral"
    LEGAL_PERSON = "legal_person"
    PUBLICATION = "publication"
    AVAILABILITY = "availability"
    LETTERBOX = "letterbox"
    REGISTERED_LETTER = "registered_letter"
    PRIVATE_EMAIL = "private_email"


class Document(StrEnum):
    """What is served. ``TERMINATION`` is an uppsägning because of forfeiture.

    ``RECOVERY_INFORMATION`` is the underrättelse om återvinning: another service, with other rules (law.md 1.5).
    ``CONSUMER_DEMAND`` is the written demand before a cut-off (EL 11:3, NGL 8:4, FJV 28).
    """

    TERMINATION = "termination"
    RECOVERY_INFORMATION = "recovery_information"
    CONSUMER_DEMAND = "consumer_demand"


class Server(StrEnum):
    """Who serves. ``SOCIAL_BOARD`` is the board itself in its own cases under the Social Services Act (SoL25 14:12).

    ``PRIVATE_PARTY`` is for example a landlord; ``PROCESS_SERVER`` is somebody who may do stämningsmannadelgivning
    (DL 40), whoever asked for it.
    """

    AUTHORITY = "authority"
    SOCIAL_BOARD = "social_board"
    PRIVATE_PARTY = "private_party"
    PROCESS_SERVER = "process_server"


AUTHORITY_ONLY = frozenset(
    {Method.SIMPLIFIED, Method.ORAL, Method.LEGAL_PERSON, Method.PUBLICATION, Method.AVAILABILITY}
)
BY_PROCESS_SERVER = frozenset(
    {Method.PROCESS_SERVER_PERSONAL, Method.PROCESS_SERVER_SUBSTITUTE, Method.LEFT_AT_HOME}
)  # stämningsmannadelgivning, DL 31–38
NEVER = frozenset({Method.PRIVATE_EMAIL, Method.REGISTERED_LETTER})
# DL 34–38, which JB 8:8 and BRL 7:27 bar for a termination, and SoL25 14:12 for the board (with DL 47–51).
BARRED = frozenset({Method.PROCESS_SERVER_SUBSTITUTE, Method.LEFT_AT_HOME})
DEPENDS_ON_TENURE = BARRED | {Method.LETTERBOX, Method.PUBLICATION}


def counts_for_recovery(method: Method | None, tenure: Tenure | None) -> bool | None:
    """Can the underrättelse om återvinning be served in this way? None: nobody has said how, or it depends on tenure.

    For a tenancy DL alone applies (JB 12:44, NJA 1988 s. 420). For a condominium the way of a termination does (BRL
    7:23 and 7:27): the letterbox serves it, DL 34–38 do not, and publication does only when it is not by DL 48.
    Tillgänglighetsdelgivning needs a statute that says so, and none is known.
    """
    if method is None or method is Method.AVAILABILITY:
        return None
    if method in NEVER:
        return False
    if tenure is None:
        return None if method in DEPENDS_ON_TENURE else True
    if method is Method.LETTERBOX:
        return tenure is Tenure.CONDOMINIUM
    if tenure is Tenure.CONDOMINIUM and method in BARRED:
        return False
    return None if tenure is Tenure.CONDOMINIUM and method is Method.PUBLICATION else True
