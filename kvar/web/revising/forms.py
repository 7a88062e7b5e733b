"""The forms of a draft. A step's form hands over the fields of the file, as the file names them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from kvar.content.folder import MOST_BYTES_IN_ALL
from kvar.content.library import Library
from kvar.content.schema import Due, Step
from kvar.law import CONDITIONS, DueFrom, Origin, Skip
from kvar.web.revising.source_choices import source_choices
from kvar.web.ui.forms import ChoiceField, Form, ManyField, PlainTextField, SwedishDateField, VersionedForm

NO_COUNT, BEFORE, AFTER = "", "working_days_before", "working_days"
COUNTS = [
    (NO_COUNT, _("samma dag")),
    (AFTER, _("arbetsdagar efter")),
    (BEFORE, _("arbetsdagar före")),
    ("days", _("kalenderdagar efter")),
    ("months", _("månader efter")),
]
ORIGINS = [(Origin.LAW, _("lag – dagen kommer ur lagen")), (Origin.LOCAL, _("riktlinje – stadens egen dag"))]
SKIPS = [
    (Skip.CASEWORKER, _("socialsekreteraren, med skäl")),
    (Skip.LEAD, _("bara 1:e socialsekreterare eller enhetschef")),
    (Skip.NEVER, _("ingen")),
]
MOST = {AFTER: 30, BEFORE: 30, "days": 400, "months": 24}
TOO_MANY = _("Antalet kan vara högst %(most)s här. Skriv ett mindre tal, eller räkna i en längre enhet.")


class StartForm(Form):
    label = PlainTextField(
        label=_("Vad ska ändras?"),
        longest=120,
        help_text=_("Till exempel: Fler dagar för hembesök. Utgåvan får det namnet."),
    )


class DiscardForm(VersionedForm):
    """Asks nothing but whether the draft is still the one that was seen."""


class ArchiveForm(VersionedForm):
    archive = forms.FileField(
        label=_("Mappen, packad som .zip"),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        error_messages={"empty": _("Filen är tom. Packa mappen som .zip och välj den igen.")},
    )

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "archive": self.cleaned_data["archive"].read()}

    def clean_archive(self) -> UploadedFile:
        archive: UploadedFile = self.cleaned_data["archive"]
        if archive.size is None or archive.size > MOST_BYTES_IN_ALL:
            most = MOST_BYTES_IN_ALL // 1_000_000
            raise ValidationError(
                _("Filen är för stor. Ett utkast är högst %s MB. Kontrollera att det är rätt fil.") % most
            )
        return archive


class ProposeForm(VersionedForm):
    starts_on = SwedishDateField(label=_("Från vilken dag ska utgåvan gälla?"))
    why = PlainTextField(
        label=_("Varför?"), longest=2000, lines=4, help_text=_("Kollegan som slår på utgåvan läser det.")
    )


class TakeBackForm(Form):
    why = PlainTextField(label=_("Varför?"), longest=2000, lines=3)


class PassageForm(VersionedForm):
    title = PlainTextField(label=_("Rubrik"), longest=120)
    body = PlainTextField(
        label=_("Text"),
        longest=8000,
        lines=22,
        help_text=_("Länk till ett steg: [orden](steg:H23). Länk till ett stycke: [orden](#sista-dag)."),
    )


class DueFields(Form):
    """When a step is due: an event, and a number of days or months from it."""

    counted_from = ChoiceField(label=_("Räknas från"), listed=True)
    count = forms.IntegerField(
        label=_("Antal"),
        required=False,
        min_value=1,
        error_messages={
            "invalid": _("Antalet är ett helt tal. Skriv till exempel 3."),
            "min_value": _("Skriv 1 eller mer, eller välj samma dag."),
        },
    )
    counted_in = ChoiceField(label=_("Räknas i"), choices=COUNTS, listed=True, required=False)

    def __init__(self, *args: Any, library: Library, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.library = library
        events = library.reasons.due_events
        self.fields["counted_from"].choices = [(event, events[event]) for event in DueFrom]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        count, counted_in = cleaned.get("count"), cleaned.get("counted_in") or NO_COUNT
        if counted_in != NO_COUNT and count is None and "count" not in self.errors:
            self.add_error("count", _("Skriv hur många, eller välj samma dag."))
        elif count is not None and counted_in == NO_COUNT:
            self.add_error("counted_in", _("Välj vad antalet räknas i, eller ta bort antalet."))
        elif count is not None and count > MOST[counted_in]:
            self.add_error("count", TOO_MANY % {"most": MOST[counted_in]})
        return cleaned

    @property
    def due(self) -> dict[str, Any]:
        """The rule as the file writes it."""
        cleaned = self.cleaned_data
        rule: dict[str, Any] = {"counted_from": cleaned["counted_from"]}
        if cleaned["counted_in"] == BEFORE:
            return rule | {"working_days": -cleaned["count"]}
        return rule | ({cleaned["counted_in"]: cleaned["count"]} if cleaned["count"] else {})


def due_initial(rule: Due) -> dict[str, Any]:
    """A rule as the form shows it."""
    found = {"counted_from": rule.counted_from, "counted_in": NO_COUNT}
    if rule.working_days:
        return found | {"count": abs(rule.working_days), "counted_in": BEFORE if rule.working_days < 0 else AFTER}
    if rule.days or rule.months:
        return found | {"count": rule.days or rule.months, "counted_in": "days" if rule.days else "months"}
    return found


class DaysForm(VersionedForm):
    """The days of several steps as one form: right when all of them are. ``rows``: one small form for each step."""

    def __init__(self, *args: Any, steps: Mapping[str, Step], library: Library, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = self.data if self.is_bound else None
        self.rows = {
            id: DueFields(typed, prefix=id, library=library, initial=due_initial(step.due))
            for id, step in steps.items()
        }

    def clean(self) -> None:
        wrong = [id for id, row in self.rows.items() if not row.is_valid()]
        if wrong:
            self.add_error(None, _("Dagen behöver rättas för: %s.") % ", ".join(wrong))

    def arguments(self) -> dict[str, Any]:
        """Only what was changed."""
        due = {id: row.due for id, row in self.rows.items() if row.has_changed()}
        return {"version": self.cleaned_data["version"], "due": due}


class StepForm(DueFields, VersionedForm):
    title = PlainTextField(label=_("Rubrik"), longest=120, help_text=_("En uppmaning utan punkt."))
    text = PlainTextField(label=_("Text"), longest=1200, lines=5, help_text=_("Varför och hur, i korta meningar."))
    unit = ChoiceField(label=_("Vem gör det?"))
    origin = ChoiceField(label=_("Varifrån kommer dagen?"), choices=ORIGINS)
    when = ManyField(label=_("Visas när allt detta stämmer"), required=False)
    unless = ManyField(label=_("Visas inte när något av detta stämmer"), required=False)
    skip = ChoiceField(label=_("Vem får bestämma att steget inte görs?"), choices=SKIPS)
    leaves = PlainTextField(label=_("Vad lämnar steget efter sig?"), longest=120)
    chapter = ChoiceField(label=_("Kapitel i handboken"), listed=True)
    sources = ManyField(label=_("Källor"), error_messages={"required": _("Inget är valt. Ett steg behöver en källa.")})
    starts_on = SwedishDateField(label=_("Gäller från"), required=False, help_text=_("Tomt: hela tiden."))
    until = SwedishDateField(
        label=_("Gäller till och med"), required=False, help_text=_("Ett steg raderas inte. Det får en sista dag.")
    )

    field_order = ("title", "text", "unit", "counted_from", "count", "counted_in", "origin")

    def __init__(self, *args: Any, library: Library, **kwargs: Any) -> None:
        super().__init__(*args, library=library, **kwargs)
        said = sorted(library.reasons.conditions.items(), key=lambda told: told[1])
        named = [(name, text) for name, text in said if name in CONDITIONS and name != "always"]
        self.fields["when"].choices = self.fields["unless"].choices = named
        self.fields["unit"].choices = [(unit.id, unit.label) for unit in library.organisation.units]
        self.fields["sources"].choices = source_choices(library, self.initial.get("sources", ()))
        chapters = [chapter for chapter in library.handbook.told if chapter.number]
        self.fields["chapter"].choices = [(str(one.number), f"{one.number} {one.title}") for one in chapters]

    @property
    def long_lists(self) -> list[BoundField]:
        """The fields with many boxes to tick: the page folds them."""
        return [self[name] for name in ("when", "unless", "sources")]

    def arguments(self) -> dict[str, Any]:
        return {"version": self.cleaned_data["version"], "fields": self.step_fields()}

    def step_fields(self) -> dict[str, Any]:
        """The fields of the step, as the file names them; None: not in the file."""
        cleaned = self.cleaned_data
        return {
            "title": cleaned["title"],
            "text": cleaned["text"],
            "unit": cleaned["unit"],
            "due": self.due,
            "origin": cleaned["origin"],
            "when": self._in_order("when"),
            "unless": self._in_order("unless"),
            "skip": None if cleaned["skip"] == Skip.CASEWORKER else cleaned["skip"],
            "sources": self._in_order("sources"),
            "chapter": int(cleaned["chapter"]),
            "starts_on": cleaned["starts_on"],
            "until": cleaned["until"],
            "leaves": cleaned["leaves"],
        }

    def _in_order(self, name: str) -> tuple[str, ...]:
        """What was there keeps its order, for the first unmet condition is the one asked about; the new comes last."""
        stood = list(self.initial.get(name, ()))
        return tuple(sorted(self.cleaned_data[name], key=lambda one: stood.index(one) if one in stood else len(stood)))


def step_initial(step: Step) -> dict[str, Any]:
    """A step as the form shows it."""
    return due_initial(step.due) | {
        "title": step.title,
        "text": step.text,
        "unit": step.unit,
        "origin": step.origin,
        "when": list(step.when),
        "unless": list(step.unless),
        "skip": step.skip,
        "leaves": step.leaves,
        "chapter": str(step.chapter),
        "sources": list(step.sources),
        "starts_on": step.starts_on,
        "until": step.until,
    }
