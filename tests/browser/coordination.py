"""The pages of several people around one case: what must be done first so that they are there, and their addresses."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

MAIN = "main form:has(.ds-button[type=submit])"
# What each act needs to be told; the field's name → what is typed or chosen. The rest has its usual answer.
ALL = "*"  # every box
VISIT = {"day": "30 nov", "start": "9.00", "end": "10.00", "purpose": "Prata om skulden och vad som kan göras."}
CALL = {"on": "20 nov", "at": "14.10", "way": "phone", "result": "no_answer"}
CONSENT = {"recipient_kind": "landlord", "scope": ALL, "answer": "yes", "given_on": "20 nov", "given_how": "oral"}
MEETING = {"day": "1 dec", "at": "10.00", "place": "Träffpunkten", "points": "Vem betalar hyran?"}
DECISION = {"what": "Ringa hyresvärden.", "due_on": "1 dec"}
HELD = {"on": "20 nov", "notes": "Hushållet söker bistånd i dag."}
AGREEMENT = {
    "agreed_on": "20 nov",
    "counterpart": "Kvarnhjulet Bostäder AB",
    "home_kept_if": "Skulden är betald senast den 15 december.",
    "what": "Betalar skulden",
    "amount": "7 850",
    "due_on": "15 dec",
    "follow_up_on": "16 dec",
    "because": "Hyresvärden väntar så länge, och har skrivit det.",  # asked once the day is found too late
}
CLAIM = {"amount": "7 850", "due_on": "30 okt", "kind": "rent"}
PAYMENT = {"amount": "1 000", "paid_on": "20 nov"}
SAFE = {"rule": "interpreter", "value": "spanska"}


NOTE = {"text": "Samtal med Nadja.", "readers": "unit"}
TALK = {"meeting": "new", "day": "3 dec", "at": "13.00", "scope": ALL, "about": "En plan för skulden."}
KNOWN = {"reason": "Hushållet bodde i centrum förut."}
ACTS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("anteckning/", NOTE),
    ("kontakt/", CALL),
    ("saker-kontakt/", SAFE),
    ("besok/nytt/", VISIT),
    ("samtycken/nytt/", CONSENT),
    ("skuld/rad/", CLAIM),
    ("skuld/betalning/", PAYMENT),
    ("overlamna/barn_och_unga/", {}),
    ("overlamna/ekonomiskt_bistand/", {}),
    ("aktuell/", KNOWN),
    ("vilka-ar-med/landlord/", {}),
    ("samverkan/nytt/check_in/", MEETING),
    ("samverkan/overenskommelse/", AGREEMENT),
    ("hyresvardsmote/", TALK),
)
LEADING_ON = (
    *("", "samverkan/", "skuld/", "samtycken/", "kontakter/", "saker-kontakt/", "journal/", "enheter/"),
    *("vilka-ar-med/", "hyresvardsmote/"),
)
MANY = ("steg-", "rattelse-", "fraga-")  # one of each is among the places already


def do(page: Page, path: str, told: Mapping[str, str]) -> None:
    """Open a form, fill it in and send it. Fails when it is refused."""
    response = page.goto(path)
    assert response is not None and response.status == 200, path
    if asked_later := _sent(page, told):
        expect(page.locator("[data-problems]")).to_have_count(1)
        assert not _sent(page, asked_later), path
    expect(page.locator("[data-problems]")).to_have_count(0)


def _sent(page: Page, told: Mapping[str, str]) -> dict[str, str]:
    """Fill in and send; what the page does not ask for yet."""
    form = page.locator(MAIN).last
    asked = [name for name in told if form.locator(f"[name={name}]").count()]
    for name in asked:
        _put(form, name, told[name])
    _choose_first(form)
    form.locator(".ds-button[type=submit]").first.click()
    return {name: value for name, value in told.items() if name not in asked}


def _put(form: Locator, name: str, value: str) -> None:
    field = form.locator(f"[name={name}]").first
    if value == ALL:
        for box in form.locator(f"[name={name}]").all():
            box.check()
        return
    if field.get_attribute("type") in ("radio", "checkbox"):
        form.locator(f"[name={name}][value={value}]").check()
    elif field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


def _choose_first(form: Locator) -> None:
    """What must be chosen and is not: the first there is."""
    form.evaluate(
        """form => {
          for (const list of form.querySelectorAll('select'))
            if (!list.value && !list.closest('.field')?.querySelector('.optional')) list.selectedIndex = 1;
          for (const choice of form.querySelectorAll('input[type=radio]'))
            if (!form.querySelector(`[name="${choice.name}"]:checked`)) choice.checked = true;
        }"""
    )


def of_case(page: Page, case: str) -> dict[str, str]:
    """Name → path, for the adult unit's own case: everything in it that several people do together."""
    for path, told in ACTS:
        do(page, case + path, told)
    page.goto(f"{case}samverkan/")
    meeting = page.locator("main a[href*='/samverkan/mote/']").first.get_attribute("href") or ""
    do(page, meeting, HELD)
    do(page, f"{meeting}beslut/", DECISION)
    return links_in(page, case, *LEADING_ON) | _with_landlords(page) | _asked_here(page)


def _with_landlords(page: Page) -> dict[str, str]:
    """The meeting with the landlord that the case was put on: its agenda, its sheet, what was said there."""
    page.goto("/hyresvardsmoten/")
    agenda = page.locator("main a[href^='/hyresvardsmoten/']").first.get_attribute("href") or ""
    page.goto(agenda)
    links = [urlsplit(link.get_attribute("href") or "").path for link in page.locator("main a[href]").all()]
    own = {_named(path): path for path in links if "hyresvardsmote" in path}
    found = {"moten": "/hyresvardsmoten/", "dagordning": agenda} | own
    return {f"hyresvardar-{name}": path for name, path in found.items()}


def _asked_here(page: Page) -> dict[str, str]:
    """A question from another board, where there is one."""
    page.goto("/aktuell/")
    links = [link.get_attribute("href") or "" for link in page.locator("main a[href^='/aktuell/']").all()]
    return dict(zip(("fraga-till-oss-svara",), links, strict=False))


def links_in(page: Page, case: str, *places: str) -> dict[str, str]:
    """Every page of the case that these lead to, by the words of its address."""
    found: dict[str, str] = {}
    for place in places:
        page.goto(case + place)
        for link in page.locator("main a[href]").all():
            path = urlsplit(link.get_attribute("href") or "").path
            name = _named(path.removeprefix(case))
            if path.startswith(case) and not name.startswith(MANY):
                found.setdefault(f"samordning-{name}", path)
    return found


def _named(rest: str) -> str:
    """*mote/<id>/beslut* without its id."""
    return "-".join(part for part in rest.split("/") if part and len(part) < 30) or "arende"
