"""Every page there is, with an address in the demo city: for what must hold on all of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from playwright.sync_api import Page

from tests.browser import colleagues, coordination, post, road
from tests.harness.serving import Served

OURS = "h.administration = 'hisingen' AND h.protected = 0"
OPEN, KEPT, CLOSED = "c.outcome = ''", "c.outcome <> '' AND c.closed_on IS NULL", "c.closed_on IS NOT NULL"
CASE = f"SELECT c.id FROM records_case c JOIN records_household h ON h.id = c.household_id WHERE {OURS} AND "


EXPECTED = {"saknas": 404, "handbok-dag-fel": 422, "utgavor-fel": 422}
SERVED = "tenant_served_on=2026-11-03&cotenants_served_on=4+nov"


@dataclass(frozen=True)
class Walk:
    """What one person looks at. ``places``: name → path. ``cookies`` are those of her sign-in."""

    places: dict[str, str]
    cookies: Any


@dataclass(frozen=True)
class Shown:
    """The walks through the shown city; the first is the adult unit's caseworker's."""

    walks: tuple[Walk, ...]

    @property
    def places(self) -> dict[str, str]:
        return self.walks[0].places

    @property
    def cookies(self) -> Any:
        return self.walks[0].cookies

    def one_by_one(self, page: Page) -> Iterator[str]:
        """Open every page as whoever sees it; yields the name of the one that is open."""
        for walk in self.walks:
            page.context.clear_cookies()
            page.context.add_cookies(walk.cookies["cookies"])
            for name, path in walk.places.items():
                response = page.goto(path)
                assert response is not None and response.status == EXPECTED.get(name, 200), f"{name}: {path}"
                yield name


def walks_in(served: Served, somebody: Callable[[str, str], Page]) -> tuple[Walk, ...]:
    """The caseworker's, and then each colleague's in the case that she has filled. ``somebody`` signs in."""
    page = somebody("caseworker", "vuxen")
    found = [Walk(_each_once(places_of(page, served)), page.context.storage_state())]
    for name, (role, unit, of) in colleagues.EACH.items():
        theirs = somebody(role, unit)
        places = {f"{name}-{place}": path for place, path in of(theirs, found[0].places["arende"], served).items()}
        found.append(Walk(places, theirs.context.storage_state()))
        theirs.context.close()
    page.context.close()
    return tuple(found)


def _each_once(places: Mapping[str, str]) -> dict[str, str]:
    """No address twice: the first name keeps it."""
    return {name: path for path, name in {path: name for name, path in reversed(places.items())}.items()}


def places_of(page: Page, served: Served) -> dict[str, str]:
    """Name → path, for somebody signed in in Hisingen's adult unit. Registers a notice and sends its letter first."""
    road.register(page)
    notice = path_of(page)
    road.open_case(page)
    case = path_of(page)
    posted = post.of_case(page, case)
    page.goto(f"{case}brev/informationsbrev_hyra/?utan_dag=1")
    road.press(page, "Spara brevet för utskrift")
    letter = path_of(page)
    together = coordination.of_case(page, case)
    page.goto("/lar-dig/ova_hyresskuld/")
    road.press(page, "Börja övningen")
    return (
        _general()
        | _of_meeting(page)
        | _of_notice(notice)
        | _of_case(case, served)
        | _endings(served)
        | _at_kronofogden(served)
        | together
        | posted
        | {"brev-skickat": letter}
    )


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def _general() -> Mapping[str, str]:
    return {
        "min-dag": "/",
        "besok": "/besok/",
        "min-dag-enheten": "/?visa=enheten",
        "ny-underrattelse": "/underrattelse/ny/",
        "ny-underrattelse-kfm": "/underrattelse/ny/?sender_type=enforcement_authority",
        "nytt": "/nytt/",
        "kalender": "/kalender/",
        "kalender-enheten": "/kalender/?visa=enheten",
        "kalender-adresser": "/kalender/prenumeration/",
        "sok": "/sok/",
        "franvaro": "/laget/franvaro/",
        "ny-underrattelse-oro": "/underrattelse/ny/?sender_type=school",
        "fragor-till-oss": "/aktuell/",
        "betalningar": "/betalningar/",
        "hyresvardsmoten": "/hyresvardsmoten/",
        "uppfoljning": "/uppfoljning/",
        "likvardighet": "/uppfoljning/likvardighet/?matt=days_to_attempt",
        "likvardighet-orsaker": "/uppfoljning/likvardighet/?jamfor=ground&matt=children_asked_in_time",
        "likvardighet-hushall": "/uppfoljning/likvardighet/?jamfor=household&matt=days_to_owner",
        "var-rakning": "/uppfoljning/var-rakning/?grupp=handling",
        "sa-raknar-vi": "/uppfoljning/sa-raknar-vi/",
        "rapport": "/uppfoljning/rapport/",
        "oppna-data": "/uppfoljning/oppna-data/",
        "manadsblad": "/uppfoljning/manadsblad/",
        "jamfort-med-kronofogden": "/uppfoljning/kronofogden/",
        "bildspel": "/bildspel/",
        "handbok": "/handbok/",
        "handbok-kapitel": "/handbok/juridik/",
        "handbok-sok": "/handbok/sok/?q=betalningsansvar",
        "handbok-lista": "/handbok/lista/K/",
        "handbok-enhet": "/handbok/enhet/barn_och_unga/",
        "juridisk-ram": "/handbok/juridisk-ram/",
        "handbok-forr": "/handbok/?dag=2022-02-15",
        "handbok-kapitel-forr": "/handbok/juridik/?dag=2022-02-15",
        "handbok-lista-forr": "/handbok/lista/A/?dag=2027-01-01",
        "handbok-dag-fel": "/handbok/?dag=i+fjol",
        "utgavor": "/utgavor/",
        "utgavor-jamforda": "/utgavor/jamfor/?fran=2022-03-01&till=2025-07-01",
        "utgavor-samma-ord": "/utgavor/jamfor/?fran=2023-01-01&till=2023-01-02",
        "utgavor-fel": "/utgavor/jamfor/?fran=2022-02-31&till=",
        "brevgalleri": "/brevgalleri/",
        "brevgalleri-brev": "/brevgalleri/informationsbrev_hyra/?berattelse=beloppet-valt&sprak=en",
        "brevgalleri-jamfor": "/brevgalleri/informationsbrev_hyra/jamfor/?fran=2026-01-01&till=2026-02-01",
        "handbok-egna-lankar": "/handbok/treserva/",
        "inforande": "/inforande/",
        "inforande-dialog": "/inforande/dialog/",
        "inforande-dialogblad": "/inforande/dialogblad/",
        "inforande-plan": "/inforande/plan/",
        "inforande-stodpaket": "/inforande/stodpaket/",
        "inforande-vagg": "/inforande/rutinen-pa-en-sida/",
        "inforande-kontakt": "/inforande/kontakt/",
        "uppfoljning-fel": "/uppfoljning/?fran=2026-11&till=2026-01",
        "vad-kvar-raknar": "/lagen/",
        "rakna-frist": "/rakna-frist/",
        "rakna-frist-hyra": f"/rakna-frist/?om=rent&{SERVED}&board_notice_arrived_on=2026-11-02&rent_due_on=2026-10-31",
        "rakna-frist-fel": "/rakna-frist/?om=rent&tenant_served_on=31+februari",
        "lar-dig": "/lar-dig/",
        "lar-dig-las": "/lar-dig/rutinen_i_stort/",
        "lar-dig-ratt": "/lar-dig/sista_dagar/?fraga=tre_veckor&svar=2026-12-01",
        "lar-dig-inte-an": "/lar-dig/sista_dagar/?fraga=tre_veckor&svar=2026-11-24",
        "lar-dig-ovning": "/lar-dig/ova_hyresskuld/",
        "lar-dig-borja-om": "/lar-dig/borja-om/",
        "galleri": "/galleri/",
        "logga-ut": "/konto/logga-ut/",
        "saknas": "/arende/00000000-0000-4000-8000-000000000000/",
    }


def _of_meeting(page: Page) -> Mapping[str, str]:
    """A meeting about the routine, one of its questions, and a decision to be made and one that is made."""
    page.goto("/inforande/dialog/")
    road.press(page, "Skapa träffen")
    meeting = path_of(page)
    page.goto(f"{meeting}beslut/")
    page.locator("[name=what]").fill("Vi ringer barn och unga samma dag.")
    page.locator("[name=owner]").select_option(index=1)
    page.locator("[name=due_on]").fill("30 nov")
    road.press(page, "Spara")
    decision = page.locator(".decided a").get_attribute("href") or ""
    pages = {"": "", "-fraga": "vad_ar_nytt/", "-besluta": "beslut/"}
    return {f"inforande-traff{name}": meeting + path for name, path in pages.items()} | {"inforande-beslut": decision}


def _of_notice(notice: str) -> Mapping[str, str]:
    pages = {
        "skicka-vidare": "skicka-vidare/",
        "lank": "lank/",
        "hor-till": "hor-till/",
        "delgivning": "delgivning/",
        "stallningstagande": "stallningstagande/",
    }
    return {"underrattelse": notice} | {f"underrattelse-{name}": notice + path for name, path in pages.items()}


def _of_case(case: str, served: Served) -> Mapping[str, str]:
    key = UUID(case.split("/")[2]).hex
    step, subject, number = served.rows(
        "SELECT step, subject, round FROM records_openstep WHERE case_id = ? AND unit = 'vuxen' ORDER BY due", key
    )[0]
    waits, about, round_ = served.rows(
        "SELECT step, subject, round FROM records_openstep WHERE case_id = ? AND unit = 'vuxen' AND by_law = 0", key
    )[0]
    [(member,)] = served.rows(
        "SELECT m.id FROM records_member m JOIN records_case c ON c.household_id = m.household_id WHERE c.id = ?", key
    )
    [(notice,)] = served.rows("SELECT id FROM records_notice WHERE case_id = ?", key)
    pages = {
        "": "",
        "-journal": "journal/",
        "-anteckning": "anteckning/",
        "-kontakt": "kontakt/",
        "-fraga-om-barn": "fraga/children_affected/",
        "-aktuell": "aktuell/",
        "-ny-person": "person/",
        "-kontakter": "kontakter/",
        "-saker-kontakt": "saker-kontakt/",
        "-sms": "sms/",
        "-nytt-besok": "besok/nytt/",
        "-samtycken": "samtycken/",
        "-be-om-samtycke": "samtycken/nytt/",
        "-beratta": "beratta/",
        "-samverkan": "samverkan/",
        "-trepartssamtal": "samverkan/nytt/three_party/",
        "-overenskommelse": "samverkan/overenskommelse/",
        "-ingen-overenskommelse": "samverkan/ingen-overenskommelse/",
        "-hyresvardsmote": "hyresvardsmote/",
        "-vilka-ar-med": "vilka-ar-med/",
        "-enheter": "enheter/",
        "-person": f"person/{UUID(member)}/",
        "-ansvarig": "ansvarig/",
        "-ta": "ta/",
        "-steg": f"steg/{step}/{subject}/{number}/",
        "-steg-gors-inte": f"steg/{step}/{subject}/{number}/?gor=skip",
        "-steg-inte-nu": f"steg/{waits}/{about}/{round_}/?gor=postpone",
        "-rattelse": f"rattelse/arrived_on/{UUID(notice)}/",
        "-brev": "brev/informationsbrev_hyra/",
        "-skuld": "skuld/",
        "-skuld-forslag": "skuld/forslag/",
        "-skuld-rad": "skuld/rad/",
        "-skuld-betalning": "skuld/betalning/",
        "-utfall": "utfall/",
        "-kronofogden": "kronofogden/",
        "-kronofogden-handelse": "kronofogden/handelse/",
        "-kronofogden-fraga": "kronofogden/fa-hora-av-oss/",
        "-kronofogden-uppfoljning": "kronofogden/uppfoljning/K26/1/",
        "-avsluta-hindrat": "avsluta/",
    }
    return {f"arende{name}": case + path for name, path in pages.items()}


def _at_kronofogden(served: Served) -> Mapping[str, str]:
    """A case where a time is set: the confirmation, who attends, the day."""
    timed = (
        "SELECT n.case_id, n.id FROM records_notice n JOIN records_case c ON c.id = n.case_id "
        f"JOIN records_household h ON h.id = c.household_id WHERE {OURS} AND {OPEN} AND n.eviction_at IS NOT NULL"
    )
    case, notice = (UUID(str(key)) for key in served.rows(timed)[0])
    here = f"/arende/{case}/kronofogden/"
    return {
        "kronofogden-tid": here,
        "kronofogden-bekrafta": f"{here}bekrafta/{notice}/enforcement_authority/",
        "kronofogden-kopia": f"{here}bekrafta/{notice}/household/",
        "kronofogden-narvaro": f"{here}med-vid-avhysningen/{notice}/",
        "kronofogden-dagen": f"{here}dagen/{notice}/",
    }


def _endings(served: Served) -> Mapping[str, str]:
    """A case in full work with a family, one in follow-up, a closed one, and a letter that cannot be sent."""
    family = CASE + OPEN + " AND EXISTS (SELECT 1 FROM records_member m WHERE m.household_id = h.id AND role = 'child')"
    return {
        "arende-familj": _case(served, family),
        "arende-i-uppfoljning": _case(served, CASE + KEPT),
        "arende-avsluta": _case(served, CASE + KEPT) + "avsluta/",
        "arende-avslutat": _case(served, CASE + CLOSED),
        "arende-oppna-igen": _case(served, CASE + CLOSED) + "oppna-igen/",
        "efterprat": _case(served, f"{REVIEW_ASKED} {OURS}") + "efterprat/",
        "arende-brev-stoppat": _case(served, CASE + OPEN + " AND c.cause <> 'rent_arrears'") + STOPPED,
    }


REVIEW_ASKED = (
    "SELECT s.case_id, c.reference FROM records_openstep s JOIN records_case c ON c.id = s.case_id "
    "JOIN records_household h ON h.id = c.household_id WHERE s.step = 'F13' AND"
)
STOPPED = "brev/informationsbrev_hyra/"


def _case(served: Served, sql: str) -> str:
    found = served.rows(f"{sql} ORDER BY c.reference")
    assert found, f"the demo city has no case with {sql}"
    return f"/arende/{UUID(found[0][0])}/"
