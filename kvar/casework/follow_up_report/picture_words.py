"""What each picture shows and does not show, in plain words: they stand under it, on a page and on a paper."""

from django.utils.translation import gettext_lazy as _

from kvar.casework.statistics.runs import Found, Pattern

Said = tuple[object, ...]
"""Sentences, each a lazy translation."""

_NO_WHY = _("Bilden säger inte varför talen ändras.")
_MEDIAN = _("Den streckade linjen är medianen: hälften av ringarna ligger över den och hälften under.")
_KNOWN = _("Andelen räknas på dem där svaret är känt. Om de andra säger bilden inget.")
_HOLES = _("Ett tal som inte visas ritas inte.")

STACKED = (
    _("En stapel per kvartal. Färgen säger vilken förvaltning. Svaren, till exempel orsakerna, står i tabellen."),
    _HOLES,
    _("Därför kan en stapel vara för låg."),
    _NO_WHY,
)
SUMS = (_("En stapel per kolumn i tabellen: raden Totalt."), _HOLES, _NO_WHY)
RUN = (
    _("En ring per kvartal. Det som är mer än slump är märkt, när det är tio kvartal eller fler."),
    _MEDIAN,
    _HOLES,
    _KNOWN,
    _NO_WHY,
)
SHARES = (_("En ring per kolumn i tabellen: raden Andel ja."), _MEDIAN, _HOLES, _KNOWN, _NO_WHY)
CURVE = (
    _("Hur stor andel som är klar vid slutet av varje dag."),
    _("Dagarna står lika långt isär, fast det är allt fler dagar emellan."),
    _("Ärenden som ännu väntar räknas med så länge de har följts."),
    _("Följs ännu: så många väntade när de dagarna började. Ju färre, desto osäkrare är kurvan där."),
    _("Ett ljust fält visar hur osäker kurvan är. Den prickade linjen är hälften."),
    _("Bilden säger inte varför det dröjer."),
)
CURVES = (
    *CURVE,
    _("Kurvorna tar inte hänsyn till att ärendena är olika. Läs dem tillsammans med bilden av skillnaderna."),
)
FUNNEL = (
    _("Varje märke är en av dem som jämförs. Längre åt höger betyder fler ärenden. Mittlinjen är alla tillsammans."),
    _("De streckade linjerna är den inre gränsen, de prickade den yttre."),
)
FUNNEL_NOT = (
    _("Bilden visar inte varför det skiljer, och inte om hela staden gör för lite."),
    _("Linjerna gäller den som har stadens blandning av ärenden. Tabellen bedömer var och en efter egna gränser."),
    _("Av slump i tabellen: så ofta ger slumpen en minst lika stor skillnad."),
)
CHANGE = (
    _("En ring per kvartal, alla tillsammans."),
    _MEDIAN,
    _HOLES,
    _("Bilden visar om något har ändrats. Den säger inte vad som ändrade det."),
)

PATTERNS = {
    Pattern.SHIFT_UP: _("%d kvartal i rad över medianen"),
    Pattern.SHIFT_DOWN: _("%d kvartal i rad under medianen"),
    Pattern.TREND_UP: _("%d kvartal i rad uppåt"),
    Pattern.TREND_DOWN: _("%d kvartal i rad nedåt"),
    Pattern.FEW_RUNS: _("byter sällan sida: bara %d perioder på var sin sida om medianen"),
    Pattern.MANY_RUNS: _("byter ofta sida: %d perioder på var sin sida om medianen"),
}


def pattern_words(found: Found) -> str:
    """What makes a row of quarters more than chance."""
    return str(PATTERNS[found.pattern]) % found.count
