"""What a letter may say about a case: facts turned into words, and what stops it. It must never lie, never leak."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.facts import facts_of, with_everything
from kvar.content.load import load
from kvar.paper.days import spoken_day
from kvar.records.models import Case, Member, Notice, User


@dataclass(frozen=True, kw_only=True)
class LetterFacts:
    """Everything a letter may say, ready as words. An empty text is *not known*.

    ``amount_known``: the notice states an amount, whether the letter says it or not.
    """

    recipient: tuple[str, ...]
    sender: tuple[str, ...]
    reference: str
    blanks: dict[str, str]
    passages: frozenset[str]
    hindrances: tuple[str, ...]
    amount_known: bool


def letter_facts(*, case: Case, by: Actor, today: date, with_amount: bool = False) -> LetterFacts:
    """The facts of a case as the information letter may say them; the caseworker is whoever sends it."""
    fresh = with_everything(Case.objects.filter(pk=case.pk)).get()
    notice, facts = newest_rent_notice(fresh), facts_of(fresh)
    clock = _clock_to_say(law.plan(facts, load().rules), today)
    return LetterFacts(
        recipient=letter_recipient(case),
        sender=letter_sender(by),
        reference=case.reference,
        blanks=_notice_words(case=case, notice=notice, clock=clock, today=today, with_amount=with_amount)
        | _contact_words(by),
        passages=frozenset({_last_day_passage(clock, today)}) | _children_passage(facts),
        hindrances=_hindrances(case, notice, solved=_is_solved(facts, notice)),
        amount_known=bool(notice and notice.amount),
    )


def _clock_to_say(plan: law.Plan, today: date) -> law.Deadline | None:
    """With two debts and one time gone, the letter speaks of the time that is left."""
    clock = plan.clock
    if clock is None or clock.act_by is None or clock.act_by >= today:
        return clock
    left = [row for row in plan.deadlines if row.id == clock.id and row.act_by and row.act_by >= today]
    left = [row for row in left if row.status in (law.Status.RUNNING, law.Status.UNKNOWN)]
    return min(left, key=lambda row: row.act_by or today, default=clock)


def newest_rent_notice(case: Case) -> Notice | None:
    """The newest notice of termination for unpaid rent. An early signal about rent is no such notice."""
    kinds = [kind.id for kind in load().codes.notice_kinds if kind.starts_clock]
    found = [row for row in case.notices.all() if row.ground == law.Ground.RENT_ARREARS and row.kind in kinds]
    return found[-1] if found else None


def letter_recipient(case: Case) -> tuple[str, ...]:
    tenants = Member.objects.filter(household=case.household_id, role="tenant", until=None).select_related("person")
    names = [tenant.person.name for tenant in tenants]
    dwelling = case.household.dwelling
    address = [part.strip() for part in dwelling.address.split(",") if part.strip()]
    if address and dwelling.apartment:
        address[0] = f"{address[0]}, lgh {dwelling.apartment}"
    return (*names, *address)


def letter_sender(by: Actor) -> tuple[str, ...]:
    organisation = load().organisation
    return (organisation.administration(by.administration).label, capfirst(organisation.unit(by.unit).label))


def _notice_words(
    *, case: Case, notice: Notice | None, clock: law.Deadline | None, today: date, with_amount: bool
) -> dict[str, str]:
    certain = _is_certain(clock)
    return {
        "hyresvard": notice.sender_name if notice else "",
        "inkom_dag": spoken_day(notice.arrived_on, written_on=today) if notice else "",
        "bostad": case.household.dwelling.address.split(",")[0].strip(),
        "belopp": kronor(notice.amount) if notice and notice.amount and with_amount else "",
        "betalning": _field(notice, "payment_account"),
        "sista_dag": spoken_day(clock.last_day, written_on=today) if certain and clock and clock.last_day else "",
    }


def _contact_words(by: Actor) -> dict[str, str]:
    office = load().organisation.administration(by.administration)
    return {
        "handlaggare": by.name,
        "telefon": User.objects.values_list("phone", flat=True).get(pk=by.id) or office.phone,
        "telefontid": office.phone_hours,
        "besoksadress": office.visiting_address,
        "kontaktcenter": load().organisation.contact_centre,
        "budgetradgivning": load().organisation.debt_advice_phone,
    }


def _is_certain(clock: law.Deadline | None) -> bool:
    """A day is said only when nothing it rests on is missing, and no other reading stands beside it."""
    return clock is not None and clock.certain and not clock.missing


def _last_day_passage(clock: law.Deadline | None, today: date) -> str:
    if clock is None or not _is_certain(clock) or clock.last_day is None:
        return "sista_dag_osaker"
    return "sista_dag_saker" if clock.last_day >= today else "sista_dag_passerad"


def _children_passage(facts: law.Facts) -> frozenset[str]:
    """Left out only after a no with a source, and no child found since: until then the family is spoken to."""
    return frozenset() if law.section_of(facts) is law.Section.WITHOUT_CHILDREN else frozenset({"barn"})


def _is_solved(facts: law.Facts, notice: Notice | None) -> bool:
    """Paid or taken on, whichever of the papers about the debt it was noted on."""
    own = [row for row in facts.notices if notice and row.id == str(notice.pk)]
    return any(row.paid_on or row.undertaking_received_on for one in own for row in law.same_debt(facts, one))


def _hindrances(case: Case, notice: Notice | None, *, solved: bool) -> tuple[str, ...]:
    found = []
    if case.household.protected:
        found.append(_("Personen har skyddade personuppgifter. Skicka brevet genom Skatteverkets förmedling."))
    if notice is None:
        found.append(_("Brevet gäller obetald hyra, och ärendet har ingen sådan underrättelse."))
    elif solved:
        found.append(_("Skulden är redan betald eller övertagen. Ring i stället, och berätta att det är löst."))
    tenure = case.household.dwelling.tenure
    if not tenure:
        found.append(_("Upplåtelseformen är inte känd. Ta reda på om det är en hyresrätt."))
    elif tenure != law.Tenure.RENTAL:
        found.append(_("Brevet är för hyresrätt. För den här bostaden gäller andra tider."))
    if not case.household.dwelling.address:
        found.append(_("Adressen är inte känd. Fyll i den i ärendet, eller lämna besked på annat sätt."))
    return tuple(found)


def _field(notice: Notice | None, name: str) -> str:
    field = (notice.fields if notice else {}).get(name, {})
    return str(field.get("value") or "") if field.get("state") == "value" else ""


def kronor(amount: int) -> str:
    """Öre as *7 850 kronor*, with öre only when there are any; the space is a hard one."""
    whole, part = divmod(amount, 100)
    digits = f"{whole:,}".replace(",", "\u00a0")
    return f"{digits},{part:02} kronor" if part else f"{digits} kronor"
