"""A presentation as PowerPoint: data in, bytes out, for people who show it and for people who listen to it."""

from datetime import UTC, datetime, time
from io import BytesIO

from kvar.paper.slides.drawn import add_slide
from kvar.paper.slides.fitted import Fitted, parts_of
from kvar.paper.slides.looks import LANGUAGE
from kvar.paper.slides.template import empty_presentation
from kvar.paper.slides.told import DeckPaper, DeckRefused

__all__ = ["deck_pptx", "fitted_slides"]


def deck_pptx(deck: DeckPaper) -> bytes:
    """The deck as a .pptx file. Raises ``DeckRefused`` with a sentence for a text that has no room on a slide."""
    made = empty_presentation()
    _say_what_it_is(made.core_properties, deck)
    for shown in fitted_slides(deck):
        add_slide(made, shown)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def fitted_slides(deck: DeckPaper) -> tuple[Fitted, ...]:
    """The slides as they will be, long ones divided. Raises ``DeckRefused`` when two have the same title."""
    slides = tuple(part for slide in deck.slides for part in parts_of(slide))
    titles = [shown.slide.title for shown in slides]
    twice = next((title for title in titles if titles.count(title) > 1), None)
    if twice is not None:
        raise DeckRefused(f"Två bilder heter ”{twice}”. Ge dem olika rubriker.")
    return slides


def _say_what_it_is(properties: object, deck: DeckPaper) -> None:
    day = datetime.combine(deck.made_on, time(), tzinfo=UTC).replace(tzinfo=None)
    told = {"title": deck.title, "author": deck.author, "subject": deck.subject, "language": LANGUAGE}
    for name, value in {**told, "last_modified_by": deck.author, "created": day, "modified": day}.items():
        setattr(properties, name, value)
