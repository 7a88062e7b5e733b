"""How a step or a passage will read, with what is typed in the form right now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from kvar.content.due_words import due_in_words
from kvar.content.load import load
from kvar.content.schema import Due
from kvar.law import DueRule, Origin, StepRule
from kvar.web.revising.forms import PassageForm, StepForm
from kvar.web.ui.forms import Form
from kvar.web.ui.markdown import html_of_words


@dataclass(frozen=True)
class StepPreview:
    """A step as the list in the handbook shows it."""

    title: str
    text: str
    unit: str
    due: str
    origin: str
    why: tuple[str, ...]
    leaves: str


@dataclass(frozen=True)
class PassagePreview:
    title: str
    html: SafeString


def step_preview(form: StepForm, stands: Mapping[str, Any]) -> StepPreview | None:
    """What is typed, when it can be read; else what stands in the draft; None for a step that is not there yet."""
    if _is_read(form):
        return _step(form.step_fields())
    if not stands:
        return None
    return _step({**stands, "due": _rule_of(stands)})


def _is_read(form: Form) -> bool:
    """Has it been sent, and is it right? A form that comes back from a draft has not been judged yet."""
    return form.is_bound and form.is_valid() and bool(form.cleaned_data)


def _rule_of(stands: Mapping[str, Any]) -> dict[str, Any]:
    count, counted_in = stands.get("count"), stands.get("counted_in") or ""
    sign = -1 if counted_in.endswith("before") else 1
    name = counted_in.removesuffix("_before")
    return {"counted_from": stands["counted_from"], **({name: sign * count} if count else {})}


def _step(told: Mapping[str, Any]) -> StepPreview:
    library = load()
    rule = StepRule(
        id="",
        title=told["title"],
        text=told["text"],
        unit=told["unit"],
        due=DueRule(**Due.model_validate(told["due"], strict=False).model_dump()),
        origin=Origin(told["origin"]),
        sources=(),
        chapter=1,
        leaves=told["leaves"],
    )
    return StepPreview(
        title=rule.title,
        text=rule.text,
        unit=library.organisation.unit(rule.unit).label,
        due=due_in_words(rule, library.reasons),
        origin=rule.origin,
        why=tuple(library.reasons.conditions[name] for name in told["when"]),
        leaves=rule.leaves,
    )


def passage_preview(form: PassageForm, stands: Mapping[str, str]) -> PassagePreview:
    """The passage as the handbook shows it, its links as words."""
    words = form.cleaned_data if _is_read(form) else stands
    return PassagePreview(title=words["title"], html=html_of_words(words["body"]))
