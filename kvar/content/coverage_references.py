"""Does the coverage file agree with the code? A claim without anything behind it, or the other way round, is found."""

from collections import Counter
from collections.abc import Iterator

from kvar.content.coverage import LAW_KINDS, Paragraph, coverage_of, rows_of
from kvar.content.coverage_file import CoverageTold, Extent, ParagraphTold
from kvar.content.finding import Finding
from kvar.content.library import Library
from kvar.content.nearest import nearest
from kvar.content.yaml_file import Where, YamlFile


def coverage_findings(file: YamlFile, told: CoverageTold, library: Library) -> tuple[Finding, ...]:
    """Everything that does not fit, in no particular order."""
    unknown = tuple(_unknown_sources(file, told, library))
    if unknown:
        return unknown  # nothing can be counted on a source that is not there
    checks = (_claims, _forgotten, _questions, _words)
    return tuple(finding for check in checks for finding in check(file, told, library))


def _paragraphs(told: CoverageTold) -> Iterator[tuple[Where, ParagraphTold]]:
    for number, statute in enumerate(told.statutes):
        for place, paragraph in enumerate(statute.paragraphs):
            yield ("statutes", number, "paragraphs", place), paragraph


def _unknown_sources(file: YamlFile, told: CoverageTold, library: Library) -> Iterator[Finding]:
    named: list[tuple[Where, str | None]] = [
        ((*where, "source"), paragraph.source) for where, paragraph in _paragraphs(told)
    ]
    for number, asked in enumerate(told.open_questions):
        named += [(("open_questions", number, "sources", place), id) for place, id in enumerate(asked.sources)]
    for where, source in named:
        if source and source not in library.sources:
            yield file.finding(where, f"Källan {source} finns inte i sources.yaml. {nearest(source, library.sources)}")


def _claims(file: YamlFile, told: CoverageTold, library: Library) -> Iterator[Finding]:
    """``modelled`` and ``partly`` need something behind them; ``left_to_people`` must have nothing."""
    found = zip(_paragraphs(told), coverage_of(library, told).paragraphs, strict=True)
    for (where, paragraph), counted in found:
        if paragraph.part and not any(rows_of(library, told, paragraph)):
            sentence = f"Ingen rad i law har {paragraph.part} i sin paragraf. Rätta part."
            yield file.finding((*where, "part"), sentence)
        if wrong := _wrong_claim(counted):
            yield file.finding((*where, "extent"), wrong)


def _wrong_claim(paragraph: Paragraph) -> str | None:
    name = f"{paragraph.paragraph} ({paragraph.statute})"
    if paragraph.extent is Extent.LEFT_TO_PEOPLE:
        return f"{name} lämnas till människor, men något i Kvar bygger på den." if paragraph.is_built else None
    return None if paragraph.is_built else f"{name} sägs skötas av Kvar, men inget i Kvar bygger på den."


def _forgotten(file: YamlFile, told: CoverageTold, library: Library) -> Iterator[Finding]:
    """Every statute that Kvar cites, and every row of the law, has a paragraph here."""
    paragraphs = [paragraph for _where, paragraph in _paragraphs(told)]
    named = {paragraph.source for paragraph in paragraphs}
    for source in library.sources.values():
        if source.kind in LAW_KINDS and source.id in library.built_on and source.id not in named:
            yield file.finding(
                ("statutes",), f"Källan {source.id} används i Kvar men saknas här. Lägg till paragrafen."
            )
    covered = {row for paragraph in paragraphs for _value, row in rows_of(library, told, paragraph)}
    for value in library.law.values.values():
        for row in value.rows:
            if row not in covered:
                sentence = f"Raden från {row.from_} i {value.name} ({row.paragraph}) hör inte till någon paragraf här."
                yield file.finding(("statutes",), sentence)


def _questions(file: YamlFile, told: CoverageTold, library: Library) -> Iterator[Finding]:
    rules = {value.rule for value in library.law.values.values()}
    ids = Counter(asked.id for asked in told.open_questions)
    for number, asked in enumerate(told.open_questions):
        for rule in sorted(set(asked.rules) - rules):
            yield file.finding(
                ("open_questions", number, "rules"), f"Regeln {rule} i {asked.id} finns inte. {nearest(rule, rules)}"
            )
        if ids[asked.id] > 1:
            yield file.finding(
                ("open_questions", number, "id"), f"{asked.id} finns två gånger. Ett id används en enda gång."
            )


def _words(file: YamlFile, told: CoverageTold, _library: Library) -> Iterator[Finding]:
    for extent in sorted(set(Extent) - set(told.done_by)):
        yield file.finding(("done_by",), f"{extent} saknar text i done_by.")
    for number, statute in enumerate(told.statutes):
        names = Counter(paragraph.paragraph for paragraph in statute.paragraphs)
        for name in sorted(name for name, count in names.items() if count > 1):
            yield file.finding(("statutes", number), f"{name} finns två gånger i {statute.statute}. Slå ihop dem.")
