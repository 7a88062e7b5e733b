"""Do the forms and the sentences about them fit what ``kvar.law`` checks?"""

from collections.abc import Iterator

from kvar.content.blanks import blank_faults
from kvar.content.draft import Draft
from kvar.content.finding import Finding
from kvar.content.nearest import nearest
from kvar.content.notice_texts import BLANKS
from kvar.law import NOT_ON_THE_FORM, NOTICE_SOURCES, Fault, PaperForm, Severity, blanks_of


def notice_findings(draft: Draft) -> Iterator[Finding]:
    """Every blank and every finding of the law has its words, and no sentence a blank that nobody fills."""
    yield from _form_findings(draft)
    yield from _text_findings(draft)
    known = {source.id for source in draft.sources.shape.sources}
    for id in sorted(NOTICE_SOURCES - known):
        yield draft.sources.file.finding(
            ("sources",), f"Källan {id} saknas. Kontrollen av papper hänvisar till den. Lägg tillbaka den."
        )


def _form_findings(draft: Draft) -> Iterator[Finding]:
    for number, form in enumerate(draft.codes.shape.forms):
        blanks = [(blank.name, blank.kind.value) for blank in blanks_of(form.checked_as)]
        written = [(field.name, "text" if field.kind in TEXTS else field.kind) for field in form.fields]
        if form.checked_as is not PaperForm.FREE and blanks != written:
            sentence = f"{form.id} ska ha fälten {', '.join(name for name, _kind in blanks)}, i den ordningen."
            yield draft.codes.file.finding(("forms", number), sentence)
    for form_name in sorted(set(PaperForm) - {form.checked_as for form in draft.codes.shape.forms}):
        yield draft.codes.file.finding(("forms",), f"Inget formulär kontrolleras som {form_name}. Lägg till det.")


TEXTS = frozenset({"text", "phone", "account", "long_text"})


def _text_findings(draft: Draft) -> Iterator[Finding]:
    texts, file = draft.notice_texts.shape, draft.notice_texts.file
    needed: dict[str, tuple[set[str], set[str]]] = {
        "severities": (set(Severity), set(texts.severities)),
        "findings": (set(Fault), set(texts.findings)),
        "asks": ({blank.name for form in PaperForm for blank in blanks_of(form)}, set(texts.asks)),
        "questions": (set(NOT_ON_THE_FORM), set(texts.questions)),
    }
    for key, (names, written) in needed.items():
        for name in sorted(names ^ written):
            fault = "saknar text" if name in names else "finns inte"
            mend = "Skriv en mening för det." if name in names else nearest(name, names)
            yield file.finding((key, name), f"{name} {fault} i {key}. {mend}")
    for key, allowed in BLANKS.items():
        for name, text in getattr(texts, key).items():
            for fault in blank_faults(text, allowed):
                yield file.finding((key, name), fault)
