"""The pages that only another than the adult unit's caseworker has.

The unit head, the paying unit and the children's unit meet in the case that ``coordination`` has filled: it has been
handed over to them. The process leader sees no cases.
"""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit
from uuid import UUID

from playwright.sync_api import FilePayload, Page

from tests.browser import coordination
from tests.harness.serving import Served

Pages = Callable[[Page, str, Served], dict[str, str]]  # somebody signed in, the case, the city → name → path
AWAY = {"first_day": "1 dec", "last_day": "4 dec"}
OWN_NOTE = {"text": "Hushållet har sökt ekonomiskt bistånd.", "readers": "unit"}
PUBLIC_FIGURES = """\
source;Kronofogden, påhittad fil
date;2026-11-02
year;half;area;measure;value;note
2025;;Riket;executed;3330;
2025;1;Riket;executed;1845;
"""
MOVED = "fran=417+00&till=418+99&forvaltning=centrum"
PROMISED = {"due_on": "30 nov", "amount": "7 850", "payee": "Kvarnhjulet Bostäder AB"}


def of_head(page: Page, case: str, _served: Served) -> dict[str, str]:
    """What whoever leads the unit sees and does; she is away next week."""
    coordination.do(page, "/laget/franvaro/", AWAY)
    return {
        "min-dag": "/",
        "laget": "/laget/",
        "fordela": "/laget/fordela/",
        "franvaro": "/laget/franvaro/",
        "franvaro-andra": _first(page, "/laget/franvaro/", "/laget/franvaro/"),
        "ersattare": "/laget/ersattare/",
        "slutar": "/laget/slutar/",
        "lar-dig-enheten": "/lar-dig/enheten/",
        "arende": case,
        "ansvarig": f"{case}ansvarig/",
        "tank-om": f"/utgavor/tank-om/?{MOVED}",
    }


def of_payer(page: Page, case: str, served: Served) -> dict[str, str]:
    """The case is received, the rent taken on and promised; and what went wrong with another payment."""
    handed = _first(page, f"{case}enheter/", f"{case}overlamning/")
    undertaking = f"{case}betalningsansvar/{_notice(served, case)}/"
    coordination.do(page, f"{case}utlovad/", PROMISED)
    coordination.do(page, f"{case}anteckning/", OWN_NOTE)
    return {
        "min-dag": "/",
        "betalningar": "/betalningar/",
        "kalender": "/kalender/",
        "arende": case,
        "overlamning": handed,
        "overlamning-nej": f"{handed}?gor=refuse",
        "skuld": f"{case}skuld/",
        "ansvar": undertaking,
        "utlovad-ny": f"{case}utlovad/",
        "utlovad": _first(page, f"{case}skuld/", f"{case}utlovad/"),
        "anteckning-dela": _first(page, f"{case}journal/", f"{case}dela/"),
        "avvikelse": _deviation(served),
    }


def of_children(page: Page, case: str, _served: Served) -> dict[str, str]:
    """The case as the children's unit reads it, and that they are done."""
    handed = _first(page, f"{case}enheter/", f"{case}overlamning/")
    return {
        "min-dag": "/",
        "nytt": "/nytt/",
        "arende": case,
        "enheter": f"{case}enheter/",
        "overlamning": handed,
        "ta-emot": f"{case}ta-emot/",
        "klar": f"{case}klar/",
        "journal": f"{case}journal/",
    }


def of_process_leader(page: Page, _case: str, _served: Served) -> dict[str, str]:
    """The city's follow-up with Kronofogden's figures beside it, and a draft that has been tried on the cases."""
    from kvar.casework.measures.registry import GROUPS  # after Django is set up

    page.goto("/uppfoljning/kronofogden/las-in/")
    page.locator("[name=file]").set_input_files(
        FilePayload(name="siffror.csv", mimeType="text/csv", buffer=PUBLIC_FIGURES.encode())
    )
    page.locator("main .ds-button[type=submit]").click()
    page.wait_for_url("**/uppfoljning/kronofogden/")
    coordination.do(page, "/innehall/", {"label": "Brevet får två dagar till"})
    draft = urlsplit(page.url).path
    return {
        "kronofogden": "/uppfoljning/kronofogden/",
        "kronofogden-las-in": "/uppfoljning/kronofogden/las-in/",
        **{f"uppfoljning-{group.id}": f"/uppfoljning/?grupp={group.id}" for group in GROUPS},
        "lardomar": "/uppfoljning/lardomar/",
        "tank-om": "/utgavor/tank-om/",
        "tank-om-svar": f"/utgavor/tank-om/?{MOVED}",
        "innehall": "/innehall/",
        "innehall-utkast": draft,
        "innehall-andras": f"{draft}andras/",
    }


EACH: Mapping[str, tuple[str, str, Pages]] = {
    "chef": ("unit_head", "vuxen", of_head),
    "bistand": ("caseworker", "ekonomiskt_bistand", of_payer),
    "barn": ("caseworker", "barn_och_unga", of_children),
    "processledare": ("process_leader", "", of_process_leader),
}


def _first(page: Page, at: str, under: str) -> str:
    """The first page below ``under`` that ``at`` leads to."""
    page.goto(at)
    paths = [urlsplit(link.get_attribute("href") or "").path for link in page.locator("main a[href]").all()]
    return next(path for path in paths if path.startswith(under) and path != under)


def _notice(served: Served, case: str) -> UUID:
    return UUID(served.rows("SELECT id FROM records_notice WHERE case_id = ?", UUID(case.split("/")[2]).hex)[0][0])


def _deviation(served: Served) -> str:
    own = "SELECT d.case_id, d.id FROM records_deviation d JOIN records_case c ON c.id = d.case_id "
    return "".join(
        f"/arende/{UUID(case)}/avvikelse/{UUID(key)}/" for case, key in served.rows(own + "ORDER BY d.id LIMIT 1")
    )
