"""What stops a letter, with its ways forward as links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from kvar.casework.letters.stop import Stop, WayOn

FORM = "skicka"  # the form of the letter's page
CHOOSE = "valj"  # what a button of a choice asks of it: what is typed goes along, and is judged when it is to be sent


@dataclass(frozen=True, kw_only=True)
class LinkShown:
    """``here``: it is another choice on the page that one is on."""

    label: str
    url: str
    here: bool


@dataclass(frozen=True, kw_only=True)
class StopShown:
    sentence: str
    links: tuple[LinkShown, ...]


def stops_shown(stops: Iterable[Stop], *, page: str = "", asked: Mapping[str, str] | None = None) -> list[StopShown]:
    """``page``: the letter's own page, empty while one is on it. ``asked``: what its address asks already."""
    return [
        StopShown(
            sentence=stop.sentence,
            links=tuple(
                LinkShown(label=way.label, url=_url(way, page, asked or {}), here=bool(way.asked and not way.route))
                for way in stop.ways
            ),
        )
        for stop in stops
    ]


def _url(way: WayOn, page: str, asked: Mapping[str, str]) -> str:
    page, asked = (reverse(way.route, args=way.about), {}) if way.route else (page, asked)
    if way.asked or way.route:
        kept = {name: asked[name] for name in asked} | {way.asked: way.value}
        query = urlencode({name: value for name, value in kept.items() if value})
        return f"{page}?{query}" if query or not way.route else page
    return f"{page}#{f'id_{way.field}' if way.field else FORM}"
