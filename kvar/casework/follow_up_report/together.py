"""The sections that put several measures in one table: how we work, equal treatment, and how it is afterwards."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvar.casework.equal_treatment.answers import answers_of, tally
from kvar.casework.equal_treatment.comparing import By, Compared, compare
from kvar.casework.equal_treatment.words import (
    LIMITS,
    NOTHING_COMPARED,
    by_chance_words,
    label_of,
    shares_of,
    unanswered_words,
    unit_names,
)
from kvar.casework.follow_up_report.tables import cells, share_cell
from kvar.casework.measures.afterwards import DECLINED, FOLLOW_UPS, MISSING
from kvar.casework.measures.measured import UNKNOWN, Kind, Measure
from kvar.casework.measures.registry import HANDLING, measure_of
from kvar.casework.published.reading import Figure, Published, added
from kvar.casework.published.tabled import TOGETHER
from kvar.casework.published.tables import Place
from kvar.casework.published.words import number, share_words
from kvar.paper.report.told import Row, Section, Table

TOLD = ("days_to_attempt", "children_asked_in_time")
"""Said in words; the table has them all."""


def handling(published: Published) -> Section:
    """How we worked: one row per measure, with what is not known beside each."""
    rows = tuple(_worked(published, measure) for measure in HANDLING)
    title = _("Så arbetade vi")
    heads = (_("Andel"), _("Antal med svar"), _("Inte känt"))
    table = Table(caption=title, first=_("Mått"), heads=heads, rows=rows)
    notes = (
        _("Ett streck betyder att talet inte visas, eller att det inte fanns något att räkna. Det betyder inte noll."),
        *(f"{label_of_measure(measure)}: {measure.definition}" for measure in HANDLING),
    )
    return Section(id="handling", title=title, finding=_told(rows), notes=notes, table=table)


def _told(rows: Iterable[Row]) -> str:
    """The first things a household meets, where they can be shown."""
    told = [label_of_measure(measure_of(id)) for id in TOLD]
    shown = [f"{row.label} {row.cells[0].text}" for row in rows if row.label in told and row.cells[0].value is not None]
    return f"{'. '.join(shown)}." if shown else _("Andelarna som säger mest går inte att visa.")


def _worked(published: Published, measure: Measure) -> Row:
    found = tally(published, measure.id, answers_of(measure), Place())
    share = share_cell(found.share if found is not None else None)
    answered = Figure(0, hidden=True) if found is None else Figure(found.n, hidden=False)
    unknown = published.sum(measure.id, part=UNKNOWN) if measure.kind is Kind.SHARE else Figure(0, hidden=False)
    return Row(label_of_measure(measure), (share, *cells((answered, unknown))))


def label_of_measure(measure: Measure) -> str:
    """Its name, and within how many days where it is one of days."""
    return label_of(measure, answers_of(measure))


def compared_shares(published: Published) -> Section:
    """Every measure of how we work, adjusted, beside each other for the administrations."""
    compared = [compare(published, measure) for measure in HANDLING]
    names = unit_names(By.ADMINISTRATION)
    rows = tuple(
        Row(label_of(one.measure, one.answers), tuple(share_cell(share, note) for share, note in shares_of(one)))
        for one in compared
    )
    title, heads = _("Likvärdighet"), (*names.values(), _("Alla"))
    notes = (
        _("Andelarna är justerade för att förvaltningarnas ärenden är olika."),
        str(LIMITS),
        by_chance_words(compared),
        _("Ett tal utanför gränsen är en fråga att ställa, inte ett svar. Tabellen säger inte varför."),
        *_withheld(compared),
    )
    table = Table(caption=title, first=_("Mått"), heads=heads, rows=rows)
    return Section(id="equal_treatment", title=title, finding=_outside(compared), notes=notes, table=table)


def _outside(compared: Iterable[Compared]) -> str:
    judged = [one for each in compared for one in each.placed]
    if not judged:
        return str(NOTHING_COMPARED)
    told = {"n": sum(one.outside for one in judged), "all": len(judged)}
    if not told["n"]:
        return _("Alla %(all)s jämförda tal ligger inom gränserna: skillnaderna kan vara slump.") % told
    said = ngettext(
        "Av %(all)s jämförda tal ligger ett utanför den inre gränsen.",
        "Av %(all)s jämförda tal ligger %(n)s utanför den inre gränsen.",
        told["n"],
    )
    return said % told


def _withheld(compared: Iterable[Compared]) -> Iterable[str]:
    for one in compared:
        if one.withheld:
            told = {"measure": label_of(one.measure, one.answers), "share": share_words(one.missing)}
            yield _("%(measure)s jämförs inte: svaret saknas för %(share)s.") % told
        yield from (f"{label_of(one.measure, one.answers)}. {said}" for said in unanswered_words(one))


def followed_up(published: Published, *, lost: bool) -> Section:
    """How people live when their follow-ups fell due, with the missing and those who do not want to beside.

    ``lost``: after a home was lost, or where it was kept.
    """
    rounds = [measure for measure in FOLLOW_UPS if measure.id.startswith("lost") is lost]
    title = _("Efter en förlorad bostad") if lost else _("När hushållet bor kvar")
    notes = (
        _("Kontakten är frivillig. Att ingen är hörd säger inget om hur hushållet bor, och inte heller ett vill inte."),
        rounds[-1].definition,
    )
    heads = tuple(str(measure.label).partition(": ")[2] for measure in rounds)
    table = Table(caption=title, first=_("Så bor de"), heads=heads, rows=(*_homes(published, rounds),))
    id = "afterwards_lost" if lost else "afterwards_kept"
    return Section(id=id, title=title, finding=_heard(published, rounds), notes=notes, table=table)


def _homes(published: Published, rounds: list[Measure]) -> Iterator[Row]:
    """A row per answer, their sum, and the shares of what is not known."""
    whole = [published.sum(one.id) for one in rounds]
    for part in rounds[0].parts:
        yield Row(str(part.label), cells(published.sum(one.id, part=part.id) for one in rounds))
    yield Row(str(TOGETHER), cells(whole), together=True)
    for id, label in ((MISSING, _("Andel som saknas")), (DECLINED, _("Andel som inte vill"))):
        some = [published.sum(one.id, part=id) for one in rounds]
        yield Row(label, tuple(share_cell(_of(*pair)) for pair in zip(some, whole, strict=True)))


def _of(some: Figure, whole: Figure) -> float | None:
    return None if some.hidden or whole.hidden or not whole.least else some.least / whole.least


def _heard(published: Published, rounds: list[Measure]) -> str:
    """All rounds together; a household has several, and stands in each."""
    due = added(published.sum(one.id) for one in rounds)
    missing = added(published.sum(one.id, part=MISSING) for one in rounds)
    declined = added(published.sum(one.id, part=DECLINED) for one in rounds)
    if not due.least:
        return _("Antalet uppföljningar visas inte.") if due.hidden else _("Ingen uppföljning skulle göras i perioden.")
    told = {"n": number(due), "missing": _how_many(missing), "declined": _how_many(declined)}
    return _("Uppföljningar som skulle göras: %(n)s. Utan svar: %(missing)s. Vill inte: %(declined)s.") % told


def _how_many(figure: Figure) -> str:
    return number(figure) if figure.least or not figure.hidden else _("ett antal som inte visas")
