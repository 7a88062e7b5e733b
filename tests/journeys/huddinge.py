"""What the Huddinge story is told with: the people, the day it is, and their hands on the pages."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.clock import as_if
from kvar.casework.time import Night, let_time_work
from kvar.records.models import Case, Handover, Notice, User
from tests import factories

SWEDEN = ZoneInfo("Europe/Stockholm")
HER, HOME = "Annika Sjögren", "Trossbotten 283, 417 00 Göteborg"
LANDLORD = "Kajkanten Bostäder AB"


@dataclass
class Blank:
    """One form on a page: what stands in it, and what can be filled in."""

    action: str = ""
    stands: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class Blanks(HTMLParser):
    """The forms that are sent with POST, with what already stands in them, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Blank] = []
        self._open: Blank | None = None
        self._name, self._text = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form" and told.get("method", "").lower() == "post":
            self._open = Blank(action=told.get("action", ""))
            self.found.append(self._open)
        elif self._open is not None and tag in ("input", "select", "textarea", "button", "option"):
            self._control(self._open, tag, told)

    def _control(self, blank: Blank, tag: str, told: dict[str, str]) -> None:
        if name := told.get("name", ""):
            blank.names.add(name)
        kind = told.get("type", "")
        if tag in ("select", "textarea"):
            self._name, self._text = name, ""
        elif tag == "option" and "selected" in told:
            blank.stands.setdefault(self._name, []).append(told.get("value", ""))
        elif tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in told) and kind != "file":
            blank.stands.setdefault(name, []).append(told.get("value", ""))

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._open is not None:
            self._open.stands.setdefault(self._name, []).append(self._text.lstrip("\n"))


class Story:
    """The people of the two administrations, and the day it is for all of them."""

    def __init__(self, settings: Any) -> None:
        self.settings = settings
        make = factories.make_user
        self.users: dict[str, User] = {
            "sara": make(name="Sara Lindh", phone="031-000 00 01"),
            "eva": make(name="Eva Berg", phone="031-000 00 02"),
            "lena": make(name="Lena Lind", role="team_lead"),
            "harriet": make(name="Harriet Ek", role="unit_head"),
            "amir": make(name="Amir Said", unit=factories.CHILDREN),
            "jonas": make(name="Jonas Wik", unit=factories.MONEY),
            "nora": make(name="Nora Palm", administration=factories.CENTRUM),
        }
        self.clients = {name: Client() for name in self.users}
        for name, client in self.clients.items():
            client.force_login(self.users[name])
        self.day, self._moment = date.min, datetime.min

    def on(self, day: date, at: time = time(9)) -> None:
        """It is this day now, and nine o'clock."""
        self.day, self._moment = day, datetime.combine(day, at, tzinfo=SWEDEN)
        self.settings.FIXED_TODAY = day.isoformat()

    def _later(self) -> datetime:
        self._moment += timedelta(minutes=1)
        return self._moment

    def actor(self, who: str) -> Actor:
        return actor_of(User.objects.get(pk=self.users[who].pk))

    def key(self, who: str) -> str:
        return str(self.users[who].pk)

    def reads(self, who: str, route: str, *about: object, **asked: str) -> str:
        """The page as it stands before this person."""
        return self._page(who, reverse(route, args=about), asked)

    def is_kept_out(self, who: str, route: str, *about: object) -> bool:
        with as_if(self._later()):
            return self.clients[who].get(reverse(route, args=about)).status_code == 404

    def sends(
        self,
        who: str,
        route: str,
        /,
        *about: object,
        asked: dict[str, str] | None = None,
        page: str = "",
        **typed: object,
    ) -> str:
        """Fill in the form on the page (or on ``page``, already read) and send it; what the person reads then."""
        answer = self._sent(who, reverse(route, args=about), asked or {}, page, typed)
        assert answer.status_code == 303, (route, _read(answer).split("<main")[-1][:3000])
        with as_if(self._later()):
            after = self.clients[who].get(answer["Location"])
        assert after.status_code == 200, answer["Location"]
        return _read(after)

    def sends_and_stays(self, who: str, route: str, /, **typed: object) -> str:
        """The same, where the answer is on the page itself: what was found, an address that is shown once."""
        answer = self._sent(who, reverse(route), {}, "", typed)
        assert answer.status_code == 200, (route, answer.status_code)
        return _read(answer)

    def is_refused(
        self, who: str, route: str, /, *about: object, asked: dict[str, str] | None = None, **typed: object
    ) -> str:
        """The same, when Kvar says no: the page with its reason, and all that was typed."""
        answer = self._sent(who, reverse(route, args=about), asked or {}, "", typed)
        assert answer.status_code == 422, (route, answer.status_code)
        return _read(answer)

    def _sent(self, who: str, url: str, asked: dict[str, str], page: str, typed: dict[str, object]) -> Any:
        page = page or self._page(who, url, asked)
        blank = _blank_for(page, typed, url)
        told = {name: values for name, values in blank.stands.items() if name != "csrfmiddlewaretoken"}
        with as_if(self._later()):
            return self.clients[who].post(blank.action or url, told | typed)

    def _page(self, who: str, url: str, asked: dict[str, str]) -> str:
        with as_if(self._later()):
            answer = self.clients[who].get(url, asked)
        assert answer.status_code == 200, (url, answer.status_code)
        return _read(answer)

    def registers(self, who: str, paper: dict[str, object], *, into: Case | None = None) -> str:
        """A paper in its own short form; ``into`` is chosen among what Kvar then offers. The answer to it."""
        form = {name: str(paper[name]) for name in ("sender_type", "kind")}
        if into is None:
            return self.sends(who, "intake:new", asked=form, **paper)
        offered = self.is_refused(who, "intake:new", asked=form, **paper)
        assert into.reference in offered
        return self.sends(who, "intake:new", page=offered, case=str(into.pk))

    def signs_for(self, who: str) -> None:
        """Receive all that has been handed over to this person's unit."""
        for row in Handover.objects.filter(case=self.case, to_unit=self.users[who].unit, answer=""):
            self.sends(who, "tracks:handover", self.case.pk, row.pk, asked={"gor": "accept"})

    def nights(self, first: date, last: date) -> list[Night]:
        """``kvar jobs run`` each night, and it is the last day then."""
        done = []
        while first <= last:
            self.on(first, time(5))
            with as_if(self._later()):
                done.append(let_time_work(today=first))
            first += timedelta(days=1)
        self.on(last)
        assert not any(night.failed for night in done)
        return done

    def night(self, day: date) -> None:
        """One night's work; what was missed before is done too."""
        self.nights(day, day)

    def rent_notice(self, day: date, **fields: object) -> dict[str, object]:
        """Formulär 3 as it is typed: last month's rent. She is older than the test numbers, so she has none."""
        due = day.replace(day=1) - timedelta(days=1)
        paper = {"sender_type": "landlord", "kind": "rent_termination", "landlord_name": LANDLORD}
        paper |= {"rent_amounts_amount_0": "7 850", "rent_amounts_due_0": due.isoformat(), "total": "7 850"}
        return self._about_her(day) | paper | {"sent_by": "letter", "tenure": "rental", "monthly_rent": "7850"} | fields

    def worry(self, day: date) -> dict[str, object]:
        """The family unit's early signal."""
        said = {"told_by": "Familjeenheten", "message": "Vi får inte kontakt med henne och är oroliga."}
        return self._about_her(day) | said | {"sender_type": "own_unit", "kind": "early_signal"}

    def enforcement(self, day: date, kind: str, **fields: object) -> dict[str, object]:
        """Kronofogden's paper. The debt behind it is told, so that the cause is not lost."""
        paper = {"sender_type": "enforcement_authority", "kind": kind, "case_number": "U-1683-25"}
        return self._about_her(day) | paper | {"landlord_name": LANDLORD, "cause": "rent_arrears"} | fields

    def time_notice(self, day: date, on: date, at: str) -> dict[str, object]:
        """Kronofogden has set a time."""
        when = {"eviction_at_day_0": on.isoformat(), "eviction_at_clock_0": at, "children_assumed": "yes"}
        return self.enforcement(day, "enforcement_time", **when)

    def _about_her(self, day: date) -> dict[str, object]:
        told = {"tenant_name": HER, "tenant_address": HOME, "apartment": "1203", "birth_year": "1968"}
        return told | {"arrived_on": day.isoformat(), "personal_number": "", "personal_number_state": "missing"}

    @property
    def case(self) -> Case:
        """Hers, in Hisingen: the one that was opened first."""
        return Case.objects.filter(administration=factories.HISINGEN).select_related("household").earliest("opened_on")

    def newest(self, kind: str) -> Notice:
        return Notice.objects.filter(case=self.case, kind=kind).latest("arrived_on")


def _blank_for(html: str, typed: dict[str, object], url: str) -> Blank:
    """The form that has a place for all that is typed: nobody can send what the page does not ask for."""
    page = Blanks()
    page.feed(html.split("<main", 1)[-1])
    for blank in page.found:
        if set(typed) <= blank.names:
            return blank
    raise AssertionError(f"{url} has no form with {sorted(typed)}; it has {[sorted(one.names) for one in page.found]}")


def _read(answer: Any) -> str:
    """The page with plain spaces: a day and its month are kept together on the screen."""
    return str(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def section(page: str, heading: str) -> str:
    """The part of a page under a heading, by the heading's id; empty when there is none."""
    found = re.search(rf'<section[^>]*aria-labelledby="{heading}".*?</section>', page, re.S)
    return found[0] if found else ""
