"""What the frame around every page knows: the day, who is signed in, and the pages that exist."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from kvar.casework.access import Actor, may
from kvar.casework.access_table import Act
from kvar.casework.news.unread import news_count
from kvar.casework.post.queueing import has_post
from kvar.casework.route_table import ROUTES
from kvar.content.load import load
from kvar.web.ui import clock
from kvar.web.ui.addresses import address, address_for

# A new page adds one line here; it is shown when its route exists and the actor's role has it.
PAGES = (
    ("worklist:my_day", said("Min dag")),
    ("visits:day", said("Besök")),
    ("money:payments", said("Betalningar")),
    ("post:day", said("Dagens post")),
    ("situation:page", said("Läget")),
    ("follow_up:overview", said("Uppföljning")),
    ("handbook:contents", said("Handbok")),
    ("reckoning:page", said("Räkna frist")),
    ("training:start", said("Lär dig")),
)
# Pages that only some units have: what lets one see them.
ONLY_FOR: Mapping[str, Callable[[Actor], bool]] = {
    "money:payments": partial(may, act=Act.SEE_PAYMENTS),
    "post:day": has_post,
}
# About Kvar and the routine themselves: quietly, at the foot of every page.
ABOUT = (
    ("law:coverage", said("Vad Kvar räknar")),
    ("introduction:overview", said("Införa rutinen")),
    ("revising:start", said("Ändra innehållet")),
)


def home_of(role: str) -> str:
    """The page somebody with this role begins at: the first in the menu that is theirs."""
    return next((url for route, _text in PAGES if role in ROUTES[route].roles and (url := address(route))), "/")


@dataclass(frozen=True)
class Place:
    """Where somebody works, in words; empty for those who have no unit or no administration."""

    unit: str = ""
    administration: str = ""


@dataclass(frozen=True)
class Link:
    url: str
    text: str
    current: bool = False


def frame(request: HttpRequest) -> dict[str, object]:
    """Context for every template. The page knows its actor; ``news_count`` asks, once, where the frame shows it."""
    actor: Actor | None = getattr(request, "actor", None)
    today = clock.today(request)
    return {
        "today": today,
        "calendar": _link(request, actor, "calendar:week", said("Kalender")),
        "news_url": address_for(actor, "news:list"),
        "news_count": partial(news_count, actor, today=today) if actor else 0,
        "search_url": address_for(actor, "search:found"),
        "actor": actor,
        "place": _place(actor),
        "home_url": home_of(actor.role) if actor else "/",
        "pages": [link for route, text in PAGES if (link := _link(request, actor, route, text))],
        "about": [link for route, text in ABOUT if (link := _link(request, actor, route, text))],
        "new_notice_url": address("intake:new") if actor and may(actor, Act.TAKE_IN_NOTICE) else "",
        "demo": settings.DEMO,
        "fixed_today": bool(settings.FIXED_TODAY),
    }


def _place(actor: Actor | None) -> Place:
    if actor is None:
        return Place()
    city = load().organisation
    return Place(
        unit=city.unit(actor.unit).label if actor.unit else "",
        administration=city.administration(actor.administration).label if actor.administration else "",
    )


def _link(request: HttpRequest, actor: Actor | None, route: str, text: str) -> Link | None:
    needed = ONLY_FOR.get(route)
    hidden = actor is not None and needed is not None and not needed(actor)
    url = "" if hidden else address_for(actor, route)
    return Link(url=url, text=gettext(text), current=request.path == url) if url else None
