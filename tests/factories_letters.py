"""A case for each stop that there is: who writes which letter there, and what has been chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import get_current_timezone

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.contact.safe_contact import ask_safe_contact
from kvar.casework.enforcement.course import record_event
from kvar.casework.households import add_member
from kvar.casework.letters.words import Chosen
from kvar.casework.money.undertakings import Decided, decide_undertaking
from kvar.casework.steps.notes import answer_question
from kvar.content.load import load
from kvar.records.models import Case, Dwelling, Notice, Service, Track
from tests import factories
from tests.factories import CHILDREN, MONEY, TODAY

RENT, CHILD, MEETS, RESPITE = "informationsbrev_hyra", "brev_barn", "inbjudan_trepartssamtal", "begaran_anstand"
TAKES_ON, COPY, FORM, VISIT = "atagande_hyresvard", "foljebrev_registerutdrag", "samtyckesblankett", "brev_hembesok"
NOTE = "lapp_efter_besok"
CONFIRMED = "bekraftelse_samtycke"
ON = TODAY + timedelta(days=10)
CREDITOR = ("Provbostäder AB", "Box 1", "417 00 Göteborg")
DEBT = {"namn": "Maria Lindqvist", "hyror": ("Hyran för oktober",), "summa": "7 850 kronor"}
MEETING = {"motes_dag": ON, "motes_tid": "10.00", "plats": "Herkulesgatan 999", "vilka": ("Sara Lindh",)}
ASKS = {"namn": "Maria Lindqvist", "anstand_till": ON + timedelta(days=7), "skal": ("Ny bostad",)}


@dataclass(frozen=True, kw_only=True)
class Scene:
    """``channel``: how it would go, for what is not known before that. ``today``: the day of the writing."""

    letter: str
    case: Case
    by: Actor
    chosen: Chosen = Chosen()
    channel: str = ""
    today: date = TODAY


def sara(**fields: Any) -> Actor:
    return factories.make_actor(name="Sara Lindh", phone="031-000 00 00", **fields)


def rent(letter: str = RENT, *, by: Actor | None = None, served: bool = True, **fields: Any) -> Scene:
    """A rent notice served today, unless somebody says otherwise."""
    by = by or sara()
    tenant = factories.make_person_told(served_on=TODAY if served else None, protected=by.cleared)
    told = {name: fields.pop(name) for name in ("chosen", "channel", "today") if name in fields}
    return Scene(letter=letter, by=by, case=factories.make_case_with_notice(by=by, tenant=tenant, **fields), **told)


def at_home(letter: str = RENT, *, chosen: Chosen | None = None, **dwelling: str) -> Scene:
    """The same with other facts of the home."""
    scene = rent(letter, chosen=chosen or Chosen())
    Dwelling.objects.filter(households=scene.case.household_id).update(**dwelling)
    return scene


def protected(letter: str = RENT, **told: Any) -> Scene:
    return rent(letter, by=sara(cleared=True), **told)


def emptied(letter: str, **chosen: Any) -> Scene:
    scene = rent(letter, chosen=Chosen(**chosen))
    scene.case.household.members.update(until=TODAY)
    return scene


def family(letter: str = CHILD, *, yes: bool = True, born: date | None = date(2016, 5, 30), **fields: Any) -> Scene:
    """Amir writes to the one child of a household."""
    by = sara()
    case = factories.make_case_with_notice(by=by)
    child = factories.add_child(case, by=by, name="Omar Prov", born_on=born or date(2016, 5, 30))
    if born is None:
        child.person._meta.model.objects.filter(pk=child.person_id).update(born_on=None, birth_year=None)
    factories.answer_children(case, by=by, yes=True)
    said = {"guardian_said_on": TODAY, "guardian": "Vera Prov"} if yes else {}
    return Scene(letter=letter, case=case, by=amir_in(case), chosen=Chosen(**(said | fields)))


def two_children() -> Scene:
    scene = family()
    factories.add_child(scene.case, by=sara(), name="Elsa Prov", born_on=date(2015, 3, 2))
    return scene


def asked_about_children(yes: bool | None) -> Scene:
    by = sara()
    case = factories.make_case_with_notice(by=by)
    if yes is not None:
        factories.answer_children(case, by=by, yes=yes)
    return Scene(letter=CHILD, case=case, by=amir_in(case))


def amir_in(case: Case) -> Actor:
    """Somebody who has a part in the case, whatever opened it to the unit."""
    Track.objects.get_or_create(case=case, unit=CHILDREN)
    return factories.make_actor(name="Amir Said", unit=CHILDREN, phone="031-000 00 07")


def to_nobody() -> Scene:
    case = rent().case
    return Scene(letter="svar_anmalare", case=case, by=amir_in(case))


def two_to_choose_among() -> Scene:
    scene = rent(COPY)
    factories.add_child(scene.case, by=scene.by, name="Omar Prov", born_on=date(2009, 3, 2))
    return scene


def add_cotenant(case: Case, *, by: Actor, served_on: date | None = None) -> None:
    """One more who holds the home, and her service of the one paper."""
    told = factories.make_person_told(name="Elin Prov", personal_number="", number_state="unknown")
    source, certainty = factories.answer_source(), load().codes.certainties[0].id
    kept: dict[str, Any] = {"role": "cotenant", "said": {}, "source": source, "certainty": certainty}
    add_member(case=case, by=by, today=TODAY, told=told, **kept)
    member = case.household.members.get(person__name=told.name)
    Service.objects.create(notice=Notice.objects.get(case=case), tenant=member, served_on=served_on)


def with_cotenant() -> Scene:
    scene = rent()
    add_cotenant(scene.case, by=scene.by)
    return scene


def judged_not_valid() -> Scene:
    scene = rent()
    Notice.objects.filter(case=scene.case).update(valid=False)
    return scene


def served_in_vain() -> Scene:
    """In a way that is no service of this paper."""
    scene = rent()
    Service.objects.filter(notice__case=scene.case).update(method="private_email")
    return scene


def not_investigated() -> Scene:
    scene = family(yes=False)
    told = {"question": law.Question.CHILD_INVESTIGATION_OPEN, "yes": False, "source": factories.answer_source()}
    answer_question(case=scene.case, by=scene.by, today=TODAY, **told)
    return scene


def timed(letter: str = RESPITE, **fields: Any) -> Scene:
    """Kronofogden has set a time."""
    by = sara()
    at = datetime(ON.year, ON.month, ON.day, 10, tzinfo=get_current_timezone())
    told = {"kind": "enforcement_time", "sender_type": "enforcement_authority", "eviction_at": at, "reference": "U-1"}
    told |= {"ground": law.Ground.ENFORCEMENT, "cause": law.Ground.RENT_ARREARS}
    return Scene(letter=letter, by=by, case=factories.make_case_with_notice(by=by, **told), **fields)


def evicted(letter: str, **fields: Any) -> Scene:
    scene = timed(letter, **fields)
    told = {"kind": "carried_out", "on": TODAY, "told_by": "authority_letter"}
    record_event(case=scene.case, by=scene.by, today=TODAY, **told)
    return scene


def solved() -> Scene:
    scene = rent()
    Notice.objects.filter(case=scene.case).update(paid_on=TODAY)
    return scene


def on_money(*, taken: bool | None = True, decided_by: str = "Karin Berg, enhetschef", **fields: Any) -> Scene:
    """Jonas writes that the board takes on the rent."""
    scene = rent(TAKES_ON, served=fields.pop("served", True))
    jonas = factories.make_actor(name="Jonas Wik", unit=MONEY, phone="031-000 00 05")
    if taken is not None:
        told = Decided(taken=taken, decided_on=TODAY, decided_by=decided_by, because="Barnen går i skola här.")
        notice = Notice.objects.get(case=scene.case)
        decide_undertaking(case=scene.case, by=jonas, today=TODAY, notice=notice, told=told)
    chosen = Chosen(typed=DEBT, to=CREDITOR)
    return Scene(letter=TAKES_ON, case=scene.case, by=jonas, chosen=chosen, **fields)


def between_two_days() -> Scene:
    """The time has run out counted from one tenant's service, and not from the other's."""
    scene = on_money(today=TODAY + timedelta(days=25), channel="post")
    add_cotenant(scene.case, by=sara(), served_on=TODAY + timedelta(days=9))
    return scene


def of_condominium() -> Scene:
    scene = on_money(taken=None)
    Dwelling.objects.filter(households=scene.case.household_id).update(tenure=law.Tenure.CONDOMINIUM)
    return scene


def invited(until: date | None) -> Scene:
    """``until``: the last day of the consent; None where nobody has said yes."""
    scene = rent(MEETS, chosen=Chosen(typed=MEETING))
    if until:
        factories.make_consent(scene.case, by=scene.by, scope=("contact", "planning"), until=until)
    return scene


def said_yes(*kinds: str, **fields: Any) -> Scene:
    """Maria has said yes with her own mouth, to each of these."""
    scene = rent(CONFIRMED, **fields)
    for kind in kinds:
        factories.make_consent(scene.case, by=scene.by, recipient_kind=kind, until=ON)
    return scene


def post_elsewhere() -> Scene:
    scene = rent(channel="post", chosen=Chosen(to=("Maria Lindqvist", "Provgatan 12")))
    member = scene.case.household.members.get(role="tenant")
    told = {"rule": "post_only_to", "value": "Box 7, 417 00 Göteborg"}
    ask_safe_contact(case=scene.case, by=scene.by, today=TODAY, member=member, **told)
    return scene


SIX_LINES = tuple(f"Rad {number}" for number in range(6))
SCENES: Mapping[str, Callable[[], Scene]] = {
    "protected_note": lambda: protected(NOTE),
    "protected_outside": lambda: protected(RESPITE),
    "protected_typed": lambda: protected(chosen=Chosen(own_words="Vi ses på Provgatan 12.")),
    "no_lines": to_nobody,
    "window_full": lambda: rent("anmalan_overformyndaren", chosen=Chosen(to=SIX_LINES)),
    "no_tenant": lambda: emptied(RENT),
    "person_gone": lambda: emptied(COPY, person="borta"),
    "person_unchosen": two_to_choose_among,
    "child_unchosen": two_children,
    "no_child": lambda: asked_about_children(None),
    "no_child_ground": lambda: family(yes=False),
    "guardian_ahead": lambda: family(guardian_said_on=ON),
    "child_age_unknown": lambda: family(born=None),
    "child_of_other_age": lambda: family(born=date(2012, 5, 30)),
    "child_grown": lambda: family("brev_ungdom", born=date(2008, 5, 30)),
    "child_too_young": lambda: family(born=date(2021, 5, 30)),
    "own_words": lambda: rent(chosen=Chosen(own_words="- Ring")),
    "no_such_language": lambda: rent(chosen=Chosen(language="xx")),
    "not_approved": lambda: rent(chosen=Chosen(language="ar")),
    "other_paper": lambda: rent(chosen=Chosen(notice="ett annat")),
    "meeting_gone": lambda: rent("kallelse_samtal", chosen=Chosen(typed=MEETING, meeting="inställt")),
    "form_returned": lambda: rent(FORM, chosen=Chosen(form="00000000-0000-4000-8000-000000000000")),
    "day_passed": lambda: rent(MEETS, chosen=Chosen(typed=MEETING | {"motes_dag": TODAY - timedelta(days=1)})),
    "day_ahead": lambda: rent(NOTE, chosen=Chosen(typed={"sokt_dag": ON, "sokt_tid": "10.00"})),
    "empty_blank": lambda: rent(sender_name=""),
    "no_notice": lambda: rent("informationsbrev_el"),
    "solved": solved,
    "tenure_unknown": lambda: at_home(tenure=""),
    "not_rental": lambda: at_home(tenure=law.Tenure.CONDOMINIUM),
    "not_cooperative": lambda: at_home("informationsbrev_avgift"),
    "moved_out": lambda: evicted("kallelse_samtal", chosen=Chosen(typed=MEETING)),
    "no_address": lambda: at_home(address=""),
    "day_unknown": lambda: rent(served=False),
    "no_time": lambda: rent("informationsbrev_kfm_tid"),
    "no_eviction": lambda: rent("brev_efter_avhysning"),
    "evicted": lambda: evicted(MEETS),
    "no_meeting": lambda: rent("kallelse_samtal"),
    "no_landlord_consent": lambda: invited(None),
    "consent_not_that_day": lambda: invited(TODAY),
    "no_direction": lambda: rent(FORM),
    "no_oral_consent": lambda: rent(CONFIRMED),
    "respite_too_early": lambda: timed(chosen=Chosen(typed=ASKS | {"anstand_till": TODAY})),
    "clocks_turned": lambda: rent(VISIT, chosen=Chosen(typed={"besok_fran": "11.00", "besok_till": "10.00"})),
    "condominium": of_condominium,
    "no_decision": lambda: on_money(taken=None),
    "decided_no": lambda: on_money(taken=False),
    "not_delegated": lambda: on_money(decided_by="Sara Lindh, socialsekreterare"),
    "too_late": lambda: on_money(today=TODAY + timedelta(days=60)),
    "no_postal_address": lambda: timed(channel="post", chosen=Chosen(typed=ASKS, to=("Kronofogdemyndigheten",))),
    "only_forwarded": lambda: protected(channel="post"),
    "only_with_proof": lambda: on_money(served=False, channel="post"),
    "no_way": lambda: rent(channel="brevduva"),
    "unsafe_way": post_elsewhere,
    "no_consent": lambda: timed(channel="secure_mail", chosen=Chosen(typed=ASKS)),
}
# The same stop for another reason has another sentence, and may have another way.
OTHERS: Mapping[str, tuple[str, Callable[[], Scene]]] = {
    "children, and none written in": ("no_child", lambda: asked_about_children(True)),
    "no children": ("no_child", lambda: asked_about_children(False)),
    "no investigation": ("no_child_ground", not_investigated),
    "the post day": ("day_unknown", lambda: rent(served=False, sent_by="registered_letter")),
    "sent nobody knows how": ("day_unknown", lambda: rent(served=False, sent_by="")),
    "a tenant whose day nobody knows": ("day_unknown", with_cotenant),
    "judged not valid": ("day_unknown", judged_not_valid),
    "served in a way that does not count": ("day_unknown", served_in_vain),
    "one of two last days has passed": ("only_with_proof", between_two_days),
    "another blank": ("empty_blank", lambda: rent("kallelse_samtal")),
    "two oral ones": ("no_oral_consent", lambda: said_yes("landlord", "utility")),
    "taken back": ("no_oral_consent", lambda: said_yes("landlord", chosen=Chosen(consent="återkallat"))),
    "no person left": ("person_unchosen", lambda: emptied(COPY)),
}
