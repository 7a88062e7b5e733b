"""Do a letter's examples fit the letter? Checked with a folder; a letter without any never stops Kvar."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from kvar.content.draft import Draft, Part, letter_of
from kvar.content.finding import Finding, Severity
from kvar.content.letter_file import Letter
from kvar.content.letter_story import LetterExamples, LetterStory
from kvar.content.nearest import nearest
from kvar.content.yaml_file import Where

NAME = "exempel.yaml"


def story_findings(draft: Draft) -> Iterator[Finding]:
    """A letter without examples, and everything in them that the letter does not have or that it lacks."""
    letters = {letter_of(part): part for part in draft.letters}
    examples = {letter_of(part): part for part in draft.letter_examples}
    for folder, letter in letters.items():
        if folder not in examples:
            sentence = f"Brevet saknar exempel. Lägg {NAME} i mappen, med minst en berättelse om en påhittad person."
            yield letter.file.finding((), sentence)
    for folder, part in examples.items():
        if folder in letters:
            yield from _findings(
                part, letters[folder].shape, units=[unit.id for unit in draft.organisation.shape.units]
            )
        else:
            yield part.file.finding((), f"Exemplet hör inte till något brev: {folder} har ingen brev.yaml.")


def _findings(part: Part[LetterExamples], letter: Letter, *, units: list[str]) -> Iterator[Finding]:
    examples = part.shape
    if examples.unit not in units:
        yield part.file.finding(("unit",), f"Enheten {examples.unit} finns inte. {nearest(examples.unit, units)}")
    elif letter.written_by and examples.unit != letter.written_by:
        yield part.file.finding(("unit",), f"Brevet skrivs av {letter.written_by}. Skriv samma enhet här.")
    yield from _unknown_blanks(part, letter, ("blanks",), examples.blanks)
    yield from _unknown_blanks(part, letter, ("english",), examples.english)
    names = Counter(story.name for story in examples.stories)
    for number, story in enumerate(examples.stories):
        where: Where = ("stories", number)
        if names[story.name] > 1:
            yield part.file.finding(where, f"Två berättelser heter {story.name}. Ge dem var sitt namn.")
        yield from _unknown_blanks(part, letter, (*where, "blanks"), story.blanks)
        yield from _unknown_blanks(part, letter, (*where, "english"), story.english)
        for sentence in (*_passage_faults(letter, story), *_blank_faults(letter, examples, story)):
            yield part.file.finding(where, sentence)
    yield from _never_turned(part, letter)


def _unknown_blanks(
    part: Part[LetterExamples], letter: Letter, where: Where, blanks: Mapping[str, object]
) -> Iterator[Finding]:
    known = {blank.name: blank for blank in letter.blanks}
    for name, value in blanks.items():
        if name not in known:
            yield part.file.finding((*where, name), f"Luckan {name} finns inte i brevet. {nearest(name, known)}")
        elif known[name].asked == "day" and value and not isinstance(value, date):
            yield part.file.finding((*where, name), f"Luckan {name} är en dag. Skriv den så här: 2026-12-17.")


def _passage_faults(letter: Letter, story: LetterStory) -> Iterator[str]:
    known = [passage.name for passage in letter.passages]
    for name in story.passages:
        if name not in known:
            yield f"Stycket {name} finns inte i brevet. {nearest(name, known)}"
    groups = {
        passage.one_of: [one.name for one in letter.passages if one.one_of == passage.one_of]
        for passage in letter.passages
        if passage.one_of
    }
    for names in groups.values():
        if len({*names} & {*story.passages}) != 1:
            yield f"Berättelsen {story.name} ska ha precis ett av styckena {', '.join(names)}."


def _blank_faults(letter: Letter, examples: LetterExamples, story: LetterStory) -> Iterator[str]:
    """A blank that the letter cannot be without, and a recipient where it has one."""
    filled = examples.filled(story)
    for blank in letter.blanks:
        shown = blank.only_in is None or blank.only_in in story.passages
        if blank.required and shown and not filled.get(blank.name):
            yield f"Luckan {blank.name} fattas i berättelsen {story.name}. Fyll i {blank.says}."
    lines = examples.lines(story)
    if letter.nameless and lines:
        yield f"Brevet har ingen mottagare. Ta bort to ur berättelsen {story.name}."
    if letter.letterhead and not lines:
        yield f"Berättelsen {story.name} saknar mottagare. Skriv den under to, en rad i taget."


def _never_turned(part: Part[LetterExamples], letter: Letter) -> Iterator[Finding]:
    """Together the stories show each passage there and away; else nobody has read the letter as it may be sent."""
    stories = part.shape.stories
    for passage in letter.passages:
        there = [passage.name in story.passages for story in stories]
        if all(there) or not any(there):
            turned = "är med i varje berättelse" if all(there) else "är inte med i någon berättelse"
            sentence = f"Stycket {passage.name} {turned}. Lägg till en där det är tvärtom."
            yield part.file.finding(("stories",), sentence, severity=Severity.WARNING)
