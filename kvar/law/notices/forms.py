"""The prescribed forms and the house forms, blank by blank, and what none of them holds (law.md 1.6).

What may invalidate is our own reading, built on two cases: a wrong amount did (RH 1995:34), a missing room count did
not (NJA 1985 s. 586). So a blank weighs when the home cannot be saved without it: whose it is, who is to be told and
paid, how much, and how. The rest is completed by asking. Where no form is prescribed a message can only fail by not
saying whom or what it is about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from kvar.law.kinds import Ground, Tenure


class PaperForm(StrEnum):
    """The forms, by the names of ``kvar law notice``. DISTURBANCE and ENERGY are house forms too."""

    RENT = "F1978-3"
    FEE = "F2003-3"
    DISTURBANCE = "F2003-4"
    ENERGY = "gas"
    FREE = "free"


class BlankKind(StrEnum):
    """What a blank holds: text, öre, a list of öre with due days, or a day."""

    TEXT = "text"
    AMOUNT = "amount"
    AMOUNTS = "amounts"
    DAY = "date"


class Weight(StrEnum):
    """When an empty blank may invalidate: always, where a form prescribes it, or never."""

    ALWAYS = "always"
    PRESCRIBED = "prescribed"
    NEVER = "never"


@dataclass(frozen=True, kw_only=True)
class Blank:
    """One blank. ``source`` is an id in content/sources.yaml where the blank has its own, empty for its form's."""

    name: str
    kind: BlankKind = BlankKind.TEXT
    weight: Weight = Weight.NEVER
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class FormRule:
    """What one paper is checked against. ``prescribed`` is False for a house form, which nobody has to follow."""

    blanks: tuple[Blank, ...]
    source: str
    prescribed: bool = True


ACCOUNT = Blank(name="payment_account", weight=Weight.PRESCRIBED)
LANDLORD_AND_TENANT = (
    Blank(name="landlord_name", weight=Weight.ALWAYS),
    Blank(name="landlord_address"),
    Blank(name="landlord_phone"),
    Blank(name="tenant_name", weight=Weight.ALWAYS),
    Blank(name="tenant_address"),
)
DEBT = (
    *LANDLORD_AND_TENANT,
    Blank(name="room_count", source="nja-1985-586"),
    Blank(name="rent_amounts", kind=BlankKind.AMOUNTS, weight=Weight.PRESCRIBED),
    Blank(name="interest", kind=BlankKind.AMOUNT),
    Blank(name="total", kind=BlankKind.AMOUNT),
    ACCOUNT,
)
DISTURBANCE = (
    *LANDLORD_AND_TENANT,
    Blank(name="dwelling"),
    Blank(name="disturbances", weight=Weight.ALWAYS),
    Blank(name="demanded_on", kind=BlankKind.DAY),
)
ENERGY = (
    Blank(name="company_name", weight=Weight.ALWAYS),
    Blank(name="company_address"),
    Blank(name="company_phone"),
    Blank(name="consumer_name", weight=Weight.ALWAYS),
    Blank(name="consumer_address"),
    Blank(name="amount", kind=BlankKind.AMOUNT, weight=Weight.PRESCRIBED),
    Blank(name="due_on", kind=BlankKind.DAY),
    ACCOUNT,
)
BLANKS: Mapping[PaperForm, tuple[Blank, ...]] = MappingProxyType(
    {
        PaperForm.RENT: DEBT,
        PaperForm.FEE: DEBT,
        PaperForm.DISTURBANCE: DISTURBANCE,
        PaperForm.ENERGY: ENERGY,
        PaperForm.FREE: (),
    }
)
# F78 formulär 3, F03 formulär 3 and 4. JB 12:25 a, 12:42 4 st and BRL 7:9 3 st have no form. Gas has one; power and
# heat have not.
RENT_RULE = FormRule(blanks=DEBT, source="f78-3")
FEE_RULE = FormRule(blanks=DEBT, source="f03-3")
FREE_RULE = FormRule(blanks=(), source="", prescribed=False)
CONDOMINIUM_DISTURBANCE = FormRule(blanks=DISTURBANCE, source="f03-4")
RENTAL_DISTURBANCE = FormRule(blanks=DISTURBANCE, source="jb-12-25-a", prescribed=False)
SERIOUS_RENTAL = FormRule(blanks=DISTURBANCE[:-1], source="jb-12-42", prescribed=False)
SERIOUS_CONDOMINIUM = FormRule(blanks=DISTURBANCE[:-1], source="brl-7-9", prescribed=False)
GAS_RULE = FormRule(blanks=ENERGY, source="ei-gas")
POWER_RULE = FormRule(blanks=ENERGY, source="el-11-3", prescribed=False)
HEAT_RULE = FormRule(blanks=ENERGY, source="fjv-28", prescribed=False)
ENERGY_RULES: Mapping[Ground | None, FormRule] = MappingProxyType(
    {Ground.ELECTRICITY_DEBT: POWER_RULE, Ground.DISTRICT_HEATING_DEBT: HEAT_RULE}
)
OTHER_RULES = MappingProxyType({PaperForm.RENT: RENT_RULE, PaperForm.FEE: FEE_RULE, PaperForm.FREE: FREE_RULE})
NOTICE_SOURCES = frozenset({"f78-3", "f03-3", "f03-4", "jb-12-25-a", "jb-12-42", "brl-7-9", "ei-gas", "el-11-3"}) | {
    *("fjv-28", "nja-1985-586", "rh-1995-34")
}


def rule_of(form: PaperForm, *, tenure: Tenure | None = None, ground: Ground | None = None) -> FormRule:
    """What a paper is checked against; tenure and ground tell a house form from the prescribed one of the same blanks.

    Not known: the form as prescribed, F03 formulär 4 for disturbances and the form for gas.
    """
    if form is PaperForm.DISTURBANCE:
        return _disturbance(tenure, ground)
    if form is PaperForm.ENERGY:
        return ENERGY_RULES.get(ground, GAS_RULE)
    return OTHER_RULES[form]


def _disturbance(tenure: Tenure | None, ground: Ground | None) -> FormRule:
    """A copy of the uppsägning needs no demand before it, so its day is not asked for (JB 12:42 4 st, BRL 7:9 3 st)."""
    if ground is Ground.SERIOUS_DISTURBANCE:
        return SERIOUS_CONDOMINIUM if tenure is Tenure.CONDOMINIUM else SERIOUS_RENTAL
    return CONDOMINIUM_DISTURBANCE if tenure in (None, Tenure.CONDOMINIUM) else RENTAL_DISTURBANCE


def blanks_of(form: PaperForm) -> tuple[Blank, ...]:
    """The blanks in the paper's order; none for a free paper, where nothing is prescribed."""
    return BLANKS[form]


# What no form has a place for (law.md 1.6), so the board asks or records it itself. Each is shown as a question.
NOT_ON_THE_FORM = (
    "written_on",
    "terminated_on",
    "served_on",
    "service_method",
    "household_members",
    "children",
    "personal_number",
    "apartment",
)
_OF_TERMINATION, _OF_SERVICE = {"terminated_on"}, {"served_on", "service_method"}


def not_on_form(form: PaperForm) -> tuple[str, ...]:
    """The questions of ``NOT_ON_THE_FORM`` that this paper raises: service only where a clock rests on it."""
    debt, served = form in (PaperForm.RENT, PaperForm.FEE), form in (PaperForm.RENT, PaperForm.FEE, PaperForm.ENERGY)
    left_out = (set() if debt else _OF_TERMINATION) | (set() if served else _OF_SERVICE)
    return tuple(name for name in NOT_ON_THE_FORM if name not in left_out)
