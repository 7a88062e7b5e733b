"""All that the gallery offers is walked, link by link: every letter, story and language, as text and as picture."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from PIL import Image

from kvar.casework.letters.examples import languages_of, letter_examples
from kvar.content.load import load
from kvar.content.plain_findings import letter_readability
from kvar.web.ui.letter_words import language_label
from tests import factories
from tests.letters.approving import approved
from tests.paper.papers import bare

pytestmark = pytest.mark.django_db
LIST = "/brevgalleri/"
A4_AT_100_DOTS = (827, 1169)
FEWEST_DOTS = 500  # of ink: a line of words has more, and a blank page none
MARK = re.compile(r"^(?:\| |- |\[[a-z]{2,3}\] |\([a-z]{2}\) |[=-]+$)", re.MULTILINE)  # what only the file has
TITLE_ENDS = re.compile(r"^=+\n", re.MULTILINE)


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(factories.make_user())
    return client


def page_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def seen(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def letters_offered(client: Client) -> list[str]:
    return re.findall(rf'<h3><a href="{LIST}([a-z_]+)/">', page_of(client, LIST))


def walk(client: Client, letter: str) -> Iterator[tuple[str, str, str]]:
    """Each story and language that the letter's page leads to, from one to the next, with the page."""
    waiting, met = [f"{LIST}{letter}/"], set()
    while waiting:
        page = page_of(client, waiting.pop())
        links = re.findall(r'<a class="chip" href="([^"]+)"( aria-current="true")?>', page)
        (here,) = {unescape(url) for url, current in links if current}
        if here not in met:
            met.add(here)
            asked = parse_qs(urlsplit(here).query)
            yield asked["berattelse"][0], asked["sprak"][0], page
        waiting += {unescape(url) for url, _current in links} - met


def words_on(page: str) -> str:
    (article,) = re.findall(r'<article class="paper".*?</article>', page, re.DOTALL)
    words = bare(seen(article.split(">", 1)[1]))
    assert words
    return words


def as_approved(letter: str, story: str, language: str) -> str:
    """The words of the approved file; beside a fixed block also the Swedish text, which has a file of its own."""
    told = [approved(letter, story, language).read_text("utf-8")]
    if language in load().translations:
        told += TITLE_ENDS.split(approved(letter, story, "sv").read_text("utf-8"))[1:]
    return bare("".join(MARK.sub("", text) for text in told))


def pictures_of(client: Client, page: str) -> Iterator[bytes]:
    for url in re.findall(r'<img class="sheet" src="([^"]+)"', page):
        answer = client.get(unescape(url))
        assert answer["Content-Type"] == "image/png"
        picture = Image.open(BytesIO(answer.content))
        assert (picture.format, picture.size) == ("PNG", A4_AT_100_DOTS)
        assert sum(picture.convert("L").histogram()[:128]) > FEWEST_DOTS, f"{url} is blank"
        yield answer.content


def lix_on(page: str) -> dict[str, str]:
    """What the page says of each language, by the language's name."""
    told = re.search(r"Hur lätt det är att läsa</dt><dd>(.*?)</dd>", page, re.DOTALL)
    assert told
    return dict(re.findall(r"<li>([^:<]+): ([^<]*?)\s*<", told[1]))


def as_measured(letter: str) -> dict[str, str]:
    """The same as the measure of readability has it; a text that is not ours is not measured."""
    told = load().letters[letter]
    found = {language: letter_readability(told, language) for language in told.texts}
    said = {language: f"LIX {one.lix:.1f}, {one.words} ord".replace(".", ",") for language, one in found.items()}
    return {language_label(language): said.get(language, "mäts inte") for language in languages_of(told)}


def test_the_gallery_offers_every_letter(client: Client) -> None:
    assert sorted(letters_offered(client)) == sorted(load().letters)


@pytest.mark.parametrize("letter", sorted(load().letters))
def test_every_story_and_language_is_there_as_text(client: Client, letter: str) -> None:
    """The words are those that somebody has approved. The first is also there as a picture."""
    met: list[tuple[str, str, str]] = []
    for story, language, page in walk(client, letter):
        assert words_on(page) == as_approved(letter, story, language), (story, language)
        assert lix_on(page) == as_measured(letter)
        assert met or any(pictures_of(client, page))
        met.append((letter, story, language))
    assert sorted(met) == sorted(example for example in letter_examples() if example[0] == letter)


@pytest.mark.deep
@pytest.mark.parametrize("letter", sorted(load().letters))
def test_every_story_and_language_is_there_as_picture(client: Client, letter: str) -> None:
    """A page that reads otherwise also looks otherwise."""
    looks, texts = set(), set()
    for story, language, page in walk(client, letter):
        pictures = tuple(pictures_of(client, page))
        assert pictures, (story, language)
        looks.add(pictures)
        texts.add(words_on(page))
    assert len(looks) == len(texts)
