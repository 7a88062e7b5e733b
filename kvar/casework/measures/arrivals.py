"""What came in: each paper once, by code, type, sender and stage."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from kvar.casework.measures.cases import arrived
from kvar.casework.measures.dimensions import known_as, placed
from kvar.casework.measures.measured import UNKNOWN, Kind, Part, Rows, measure
from kvar.content.load import load

SOURCE = _("Underrättelserna så som handläggarna har registrerat dem i Kvar.")
NOT_KNOWN = Part(UNKNOWN, _("inte känt"))

SENDERS = {
    "landlord": ("landlord", "landlord_representative"),
    "city_landlord": ("city_landlord",),
    "condominium_association": ("condominium_association",),
    "enforcement_authority": ("enforcement_authority",),
    "rent_tribunal": ("rent_tribunal",),
    "utility": ("electricity_company", "gas_company", "heating_company"),
    "household": ("individual", "representative"),
}
"""The senders that are counted for themselves; everybody else is ``other``."""

SENDER_PARTS = (
    Part("landlord", _("hyresvärd eller ombud")),
    Part("city_landlord", _("stadens egen fastighetsförvaltning")),
    Part("condominium_association", _("bostadsrättsförening")),
    Part("enforcement_authority", _("Kronofogden")),
    Part("rent_tribunal", _("hyresnämnden")),
    Part("utility", _("el-, gas- eller fjärrvärmeföretag")),
    Part("household", _("den enskilde eller ett ombud")),
    Part("other", _("någon annan")),
)


def sender_kind(sender_type: str) -> str:
    """The part of ``SENDER_PARTS`` that a sender type belongs to."""
    return next((id for id, types in SENDERS.items() if sender_type in types), "other")


def _codes() -> tuple[Part, ...]:
    found = (Part(code.id, f"{code.number} {code.label}") for code in load().codes.reason_codes)
    return (*found, Part(UNKNOWN, _("utan orsakskod")))


def _types() -> tuple[Part, ...]:
    return (*(Part(one.id, one.label) for one in load().codes.intake_types), NOT_KNOWN)


def _stages() -> tuple[Part, ...]:
    used = {kind.stage for kind in load().codes.notice_kinds}
    return (*(Part(stage.id, stage.label) for stage in load().codes.stages if stage.id in used), NOT_KNOWN)


@measure(_("Inkommet per orsakskod"), kind=Kind.COUNT, parts=_codes, source=SOURCE)
def incoming_by_code(first: date, until: date, seen_on: date) -> Rows:
    """Antal underrättelser per orsakskod, från och med den dag de kom in till staden. Flera underrättelser om samma
    skuld räknas var för sig, och en orosanmälan om barn har ingen orsakskod. Den som skickades vidare räknas bara hos
    den förvaltning som tog emot den. Papper som inte hör till ett ärende räknas inte. Hushåll med skyddade
    personuppgifter räknas inte. Källa: registreringen."""
    return placed(arrived(first, until), on="arrived_on", part="reason_code", case="case__")


@measure(_("Inkommet per aktualiseringstyp"), kind=Kind.COUNT, parts=_types, source=SOURCE)
def incoming_by_type(first: date, until: date, seen_on: date) -> Rows:
    """Antal ansökningar, anmälningar och underrättelser, från och med den dag de kom in till staden. Typen följer av
    vem som skrev. Flera papper om samma skuld räknas var för sig. Det som skickades vidare räknas bara hos den
    förvaltning som tog emot det. Papper som inte hör till ett ärende räknas inte. Hushåll med skyddade personuppgifter
    räknas inte. Källa: registreringen."""
    return placed(arrived(first, until), on="arrived_on", part="intake_type", case="case__")


@measure(_("Inkommet per avsändare"), kind=Kind.COUNT, parts=SENDER_PARTS, source=SOURCE)
def incoming_by_sender(first: date, until: date, seen_on: date) -> Rows:
    """Antal underrättelser per slag av avsändare, från och med den dag de kom in till staden. Ett ombud eller ett
    inkassobolag räknas till hyresvärden. Flera papper om samma skuld räknas var för sig. Det som skickades vidare
    räknas bara hos den förvaltning som tog emot det. Papper som inte hör till ett ärende räknas inte. Hushåll med
    skyddade personuppgifter räknas inte. Källa: registreringen."""
    kinds = {sender.id: sender_kind(sender.id) for sender in load().codes.sender_types}
    part = known_as("sender_type", kinds, otherwise="other")
    return placed(arrived(first, until), on="arrived_on", part=part, case="case__")


@measure(_("Inkommet per skede"), kind=Kind.COUNT, parts=_stages, source=SOURCE)
def incoming_by_stage(first: date, until: date, seen_on: date) -> Rows:
    """Antal underrättelser efter hur långt det hade gått när papperet kom, från och med den dag de kom in till staden.
    Skedet följer av papperets slag: tidig signal, uppsägning, återvinningsfrist, ansökan eller tid hos Kronofogden.
    Flera papper om samma skuld räknas var för sig. Det som skickades vidare räknas bara hos den förvaltning som tog
    emot det. Papper som inte hör till ett ärende räknas inte. Hushåll med skyddade personuppgifter räknas inte. Källa:
    registreringen."""
    stages = {kind.id: kind.stage for kind in load().codes.notice_kinds}
    return placed(arrived(first, until), on="arrived_on", part=known_as("kind", stages), case="case__")
