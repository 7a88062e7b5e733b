"""Does a letter fit: its folder, its step, and the blanks and passages of its text?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kvar.content.blanks import BLANK
from kvar.content.citations import steps_of
from kvar.content.coordination import Coordination
from kvar.content.draft import Draft, Part, letter_of, text_file_of
from kvar.content.finding import Finding, Severity
from kvar.content.letter_file import KNOWN_BLANKS, KNOWN_PASSAGES, LANGUAGES, SWEDISH, Letter
from kvar.content.nearest import nearest

OPENING = re.compile(r"\[om: ([a-z][a-z0-9_]*)\]")
CLOSING = "[slut]"
ANOTHER = re.compile(r"[.?!] \S")


def letter_findings(draft: Draft) -> Iterator[Finding]:
    """Everything that does not fit: what passes here, ``kvar.paper.template`` can read (a test compares them)."""
    steps = [step.id for _part, _number, step in steps_of(draft.step_lists)]
    for part in draft.letters:
        letter, folder = part.shape, letter_of(part)
        if letter.id != folder:
            yield part.file.finding(
                ("id",), f"Brevet heter {letter.id} men ligger i mappen {folder}. Ge dem samma namn."
            )
        if letter.step and letter.step not in steps:
            yield part.file.finding(("step",), f"Steget {letter.step} finns inte. Kontrollera numret.")
        if SWEDISH not in letter.languages:
            yield part.file.finding(("languages",), "Brevet ska finnas på svenska: lägg till sv först.")
        yield from _language_findings(part)
        for language in letter.texts:
            yield from _text_findings(part, language)
        yield from _asked_findings(part)
        yield from _known_findings(part)
        yield from _telling_findings(part, draft.coordination.shape)
        yield from _unit_findings(part, draft)


def _language_findings(part: Part[Letter]) -> Iterator[Finding]:
    """Whoever is at home can read it; a letter that is in Swedish alone goes to somebody in office, and says why."""
    letter = part.shape
    alone = letter.languages == (SWEDISH,) and not letter.read_at_home
    if letter.read_at_home:
        if missing := [LANGUAGES[one][1].lower() for one in LANGUAGES if one not in (SWEDISH, *letter.languages)]:
            sentence = f"Brevet läses av den som det handlar om. Skriv det också på {' och '.join(missing)}."
            yield part.file.finding(("languages",), sentence)
        if not letter.fixed_block:
            sentence = "Brevet läses av den som det handlar om. Välj rader till det fasta blocket (fixed_block)."
            yield part.file.finding((), sentence)
    if alone != bool(letter.swedish_only):
        sentence = "Ett brev bara på svenska säger varför (swedish_only). Andra brev ska inte säga det."
        yield part.file.finding(("languages",), sentence)


@dataclass(frozen=True)
class _Line:
    """``passage``: the one it stands in. ``wrong``: what is wrong with the line by itself."""

    number: int
    text: str
    passage: str | None
    wrong: str | None = None


def _text_findings(part: Part[Letter], language: str) -> Iterator[Finding]:
    """One language's text; all of them have the same blanks and passages."""
    lines, file = [*_lines(part.shape.texts[language])], text_file_of(part.file.name, language)
    if not any(line.text for line in lines):
        label = LANGUAGES[language][1].lower() if language in LANGUAGES else language
        yield part.file.finding(("languages",), f"Brevet saknar text på {label}. Skriv den i {_name(file)} bredvid.")
        return
    for line in lines:
        if line.wrong:
            yield Finding(file=file, line=line.number, sentence=line.wrong)
    if (titles := [line.number for line in lines if line.text.startswith("# ")])[1:] or not titles:
        sentence = "Brevet ska ha precis en titel: en rad som börjar med # och ett mellanslag."
        yield Finding(file=file, line=titles[1] if titles else 1, sentence=sentence)
    yield from _blank_findings(part, lines, file)
    yield from _passage_findings(part, lines, file)
    yield from _box_findings(part, lines, file)
    yield from _vanishing_findings(part, lines, file)


def _lines(text: str) -> Iterator[_Line]:
    """Every line with the passage it stands in."""
    passage: str | None = None
    number = 0
    for number, raw in enumerate(text.splitlines(), start=1):
        line, wrong = raw.rstrip(), None
        opening = OPENING.fullmatch(line)
        if opening:
            wrong = f"Stycket {passage} är inte avslutat. Skriv {CLOSING} på en egen rad före." if passage else None
            passage = opening[1]
        elif line == CLOSING:
            wrong = None if passage else f"{CLOSING} står här utan att något stycke har börjat. Ta bort raden."
        elif any(mark in BLANK.sub("", line) for mark in "{}[]"):
            wrong = (
                "En klammer står här som inte är en lucka. En lucka skrivs {namn}, med små bokstäver utan å, ä och ö."
            )
        yield _Line(number, line, passage, wrong)
        passage = None if line == CLOSING else passage
    if passage:
        yield _Line(number, "", None, f"Stycket {passage} är inte avslutat. Skriv {CLOSING} på en egen rad.")


def _blank_findings(part: Part[Letter], lines: list[_Line], file: str) -> Iterator[Finding]:
    declared = {blank.name: blank for blank in part.shape.blanks}
    used: set[str] = set()
    for line in lines:
        for name in BLANK.findall(line.text):
            used.add(name)
            if name not in declared:
                sentence = f"Luckan {{{name}}} finns inte bland blanks i brev.yaml. {nearest(name, declared)}"
                yield Finding(file=file, line=line.number, sentence=sentence)
            elif (only_in := declared[name].only_in) and line.passage != only_in:
                sentence = f"Luckan {{{name}}} får bara stå i stycket {only_in}. Flytta den dit, eller ändra only_in."
                yield Finding(file=file, line=line.number, sentence=sentence)
    for number, blank in enumerate(part.shape.blanks):
        if blank.name not in used:
            sentence = (
                f"Luckan {blank.name} används inte i {_name(file)}. Ta bort den här, eller skriv in den i texten."
            )
            yield part.file.finding(("blanks", number), sentence)


def _name(file: str) -> str:
    return file.split("/")[-1]


def _passage_findings(part: Part[Letter], lines: list[_Line], file: str) -> Iterator[Finding]:
    declared = [passage.name for passage in part.shape.passages]
    opened = {found[1]: line.number for line in lines if (found := OPENING.fullmatch(line.text))}
    for name, number in opened.items():
        if name not in declared:
            sentence = f"Stycket {name} finns inte bland passages i brev.yaml. {nearest(name, declared)}"
            yield Finding(file=file, line=number, sentence=sentence)
    for number, name in enumerate(declared):
        if name not in opened:
            sentence = f"Stycket {name} finns inte i {_name(file)}. Ta bort det här, eller skriv [om: {name}] i texten."
            yield part.file.finding(("passages", number), sentence)


def _box_findings(part: Part[Letter], lines: list[_Line], file: str) -> Iterator[Finding]:
    """A box has a lead and a main line, and neither may vanish with a blank that is not filled."""
    optional = {blank.name for blank in part.shape.blanks if not blank.required}
    for (in_box, _passage), group in groupby(lines, key=lambda line: (line.text.startswith("> "), line.passage)):
        box = [*group] if in_box else []
        if box and (len(box) < 2 or optional & {name for line in box[:2] for name in BLANK.findall(line.text)}):
            sentence = "En ruta (rader med >) börjar med två rader som alltid finns, utan luckor som får vara tomma."
            yield Finding(file=file, line=box[0].number, sentence=sentence)


def _vanishing_findings(part: Part[Letter], lines: list[_Line], file: str) -> Iterator[Finding]:
    """A line goes with its empty blank, and so would another sentence on it, that the letter cannot be without."""
    optional = {blank.name for blank in part.shape.blanks if not blank.required}
    for line in lines:
        if optional & {*BLANK.findall(line.text)} and ANOTHER.search(line.text):
            sentence = "Raden försvinner hel när luckan är tom. Skriv de andra meningarna på egna rader."
            yield Finding(file=file, line=line.number, sentence=sentence, severity=Severity.WARNING)


def _asked_findings(part: Part[Letter]) -> Iterator[Finding]:
    """A choice has options and nothing else has; what is switched on is called something."""
    for number, blank in enumerate(part.shape.blanks):
        if (blank.asked == "choice") != bool(blank.options):
            sentence = f"Luckan {blank.name} ska ha options om den är ett val (asked: choice), annars inte."
            yield part.file.finding(("blanks", number), sentence)
    for number, passage in enumerate(part.shape.passages):
        if passage.chosen != bool(passage.says) or passage.chosen and passage.one_of:
            sentence = (
                f"Stycket {passage.name} ska ha says om det kan väljas (chosen), annars inte; och då inte one_of."
            )
            yield part.file.finding(("passages", number), sentence)


def _known_findings(part: Part[Letter]) -> Iterator[Finding]:
    """What nobody types or chooses the case must know, or the letter cannot be drafted."""
    letter = part.shape
    if letter.own_page:  # drafted by its own act
        return
    for number, blank in enumerate(letter.blanks):
        if not blank.asked and blank.name not in KNOWN_BLANKS:
            mend = f"{nearest(blank.name, KNOWN_BLANKS)} Ska den fyllas i för hand: lägg till asked."
            yield part.file.finding(("blanks", number), f"Luckan {blank.name} är inget som ärendet vet. {mend}")
    for number, passage in enumerate(letter.passages):
        if not passage.chosen and passage.name not in KNOWN_PASSAGES:
            mend = f"{nearest(passage.name, KNOWN_PASSAGES)} Ska det väljas för hand: lägg till chosen och says."
            yield part.file.finding(("passages", number), f"Stycket {passage.name} är inget som ärendet vet. {mend}")


def _telling_findings(part: Part[Letter], coordination: Coordination) -> Iterator[Finding]:
    """What a letter tells somebody outside, and on what ground, are the codes that tellings are logged with."""
    told = part.shape.telling
    if told is None:
        return
    scopes, grounds = [one.id for one in coordination.scopes], [one.id for one in coordination.grounds]
    for number, name in enumerate(told.scope):
        if name not in scopes:
            sentence = f"Koden {name} finns inte bland scopes i coordination.yaml. {nearest(name, scopes)}"
            yield part.file.finding(("telling", "scope", number), sentence)
    if told.ground and told.ground not in grounds:
        sentence = f"Koden {told.ground} finns inte bland grounds i coordination.yaml. {nearest(told.ground, grounds)}"
        yield part.file.finding(("telling", "ground"), sentence)


def _unit_findings(part: Part[Letter], draft: Draft) -> Iterator[Finding]:
    """The unit that writes it exists; and a step that leads to it is that unit's, or its button would lead nowhere."""
    units, named = draft.organisation.shape.units, part.shape.written_by
    if named and named not in (known := [unit.id for unit in units]):
        sentence = f"Enheten {named} finns inte i organisation.yaml. {nearest(named, known)}"
        yield part.file.finding(("written_by",), sentence)
        return
    writer = named or next((unit.id for unit in units if unit.coordinates), None)
    for steps, number, step in steps_of(draft.step_lists):
        if step.letter == part.shape.id and writer and step.unit != writer:
            sentence = f"Steget {step.id} är {step.unit}s, men brevet skrivs av {writer}. Ändra letter eller unit."
            yield steps.file.finding(("steps", number, "letter"), sentence)
