"""Switching an edition on takes two people: one proposes, another looks at what changes and switches it on."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.editions.drafts import findings_of, take_turn
from kvar.casework.editions.in_force import content_of
from kvar.casework.editions.journal import enter
from kvar.casework.editions.store import draft_folder, library_of, publish, readable_folder
from kvar.casework.editions.trial import trial_is_whole
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.plans import rebuild_open_steps
from kvar.content.finding import ContentError, Severity
from kvar.content.library import Library
from kvar.content.load import check, digest_of, load, with_content
from kvar.paper.days import spoken_day
from kvar.records.models import ContentDraft, PublishedEdition

NAMED_IN_CASES = frozenset({"codes.yaml", "organisation.yaml"})


def edition_for(actor: Actor, edition: UUID) -> PublishedEdition:
    """A proposed or published edition. Raises Unseen, the same for missing and for refused."""
    require(actor, Act.CHANGE_CONTENT)
    found = PublishedEdition.objects.select_related("draft", "proposed_by", "seconded_by").filter(pk=edition).first()
    if found is None:
        raise Unseen
    return found


def editions_proposed(actor: Actor) -> QuerySet[PublishedEdition]:
    """Everything that was ever proposed, whatever became of it, the newest first."""
    require(actor, Act.CHANGE_CONTENT)
    return PublishedEdition.objects.select_related("proposed_by", "seconded_by")


def proposal_of(draft: ContentDraft) -> PublishedEdition | None:
    """What waits for a second person."""
    return draft.editions.filter(seconded_at=None, ended_at=None).first()


@transaction.atomic
def propose_edition(
    *, draft: ContentDraft, by: Actor, today: date, version: int, starts_on: date, why: str
) -> PublishedEdition:
    """Keep the draft as it is now and ask a colleague to switch it on. The draft can be changed meanwhile."""
    take_turn(draft, by, version)
    _require_fit(draft, today, starts_on)
    digest = publish(draft.pk)
    if digest == load().digest:
        raise ActRefused(_("Utkastet är likadant som det som gäller nu. Ändra något först."))
    edition = PublishedEdition.objects.create(
        digest=digest,
        label=draft.label,
        why=why,
        starts_on=starts_on,
        draft=draft,
        proposed_by_id=by.id,
        proposed_at=now(),
    )
    text = _("Föreslog utgåvan från %(day)s. %(why)s") % {"day": spoken_day(starts_on, written_on=today), "why": why}
    enter(draft=draft, edition=edition, by=by, kind="proposed", text=text)
    return edition


def _require_fit(draft: ContentDraft, today: date, starts_on: date) -> None:
    if starts_on < today:
        raise ActRefused(_("Utgåvan kan inte börja gälla bakåt i tiden. Välj idag eller senare."), field="starts_on")
    if proposal_of(draft):
        raise ActRefused(_("Utkastet är redan föreslaget. Ta tillbaka förslaget om du vill föreslå på nytt."))
    errors = [finding for finding in findings_of(draft) if finding.severity is Severity.ERROR]
    if errors:
        raise ActRefused(_("Utkastet har %s fel som behöver rättas först. De står under Kontroll.") % len(errors))


def switch_on_edition(*, edition: PublishedEdition, by: Actor, today: date) -> None:
    """The second person switches the edition on: from today, or from the day it was proposed for.

    Refuses the one who proposed it, and an edition that nobody has tried against the cases as they are. The lists
    follow afterwards, some cases at a time: one long transaction would shut everybody else out.
    """
    _switch_on(edition, by, today)
    start_editions(today=today)


@transaction.atomic
def _switch_on(edition: PublishedEdition, by: Actor, today: date) -> None:
    waiting = _waiting(edition, by)
    if waiting.proposed_by_id == by.id:
        raise ActRefused(_("Du har själv föreslagit utgåvan. Be en kollega som är processledare att slå på den."))
    in_force = content_of(today)  # asked anew: a colleague may have switched another on since the page was read
    if not trial_is_whole(waiting, against=in_force.digest, today=today):
        raise ActRefused(_("Räkna först igenom vad som ändras, så att du vet vad du slår på."))
    _require_readable(waiting.digest)
    _require_every_id(waiting, in_force)
    starts_on = max(waiting.starts_on, today)
    PublishedEdition.objects.filter(pk=waiting.pk).update(seconded_by_id=by.id, seconded_at=now(), starts_on=starts_on)
    if digest_of(draft_folder(waiting.draft_id)) == waiting.digest:  # what was written since is not thrown away
        ContentDraft.objects.filter(pk=waiting.draft_id).update(ended_at=now())
    text = _("Slog på utgåvan. Den gäller från %s.") % spoken_day(starts_on, written_on=today)
    enter(draft=waiting.draft, edition=waiting, by=by, kind="switched_on", text=text)


def take_back_edition(*, edition: PublishedEdition, by: Actor, today: date, why: str) -> None:
    """Undo: a proposal is withdrawn, or an edition switched off; the one before it is in force again at once."""
    _take_back(edition, by, today, why)
    start_editions(today=today)


@transaction.atomic
def _take_back(edition: PublishedEdition, by: Actor, today: date, why: str) -> None:
    require(by, Act.CHANGE_CONTENT)
    _lock_all()
    in_force = content_of(today)
    if not why.strip():
        raise ActRefused(_("Skriv varför. Skälet sparas i utgåvans journal."), field="why")
    ended = {"ended_at": now(), "ended_on": today, "rebuilt_at": None}
    if not PublishedEdition.objects.filter(pk=edition.pk, ended_at=None).update(**ended):
        raise ActRefused(_("Någon har redan tagit tillbaka utgåvan. Ladda om sidan."))
    _require_every_code(content_of(today), in_force)
    enter(draft=edition.draft, edition=edition, by=by, kind="taken_back", text=_("Tog tillbaka utgåvan. %s") % why)


def start_editions(*, today: date) -> int:
    """Let the lists follow every edition that has begun, or ended, since they were written; returns how many.

    What time causes; safe to run twice and late, and it finishes what was interrupted.
    """
    turned = PublishedEdition.objects.filter(seconded_at__isnull=False, rebuilt_at=None, starts_on__lte=today)
    keys = list(turned.order_by("pk").values_list("pk", flat=True))
    if keys:
        with with_content(content_of(today)):
            rebuild_open_steps()
        PublishedEdition.objects.filter(pk__in=keys).update(rebuilt_at=now())
    return len(keys)


def _waiting(edition: PublishedEdition, by: Actor) -> PublishedEdition:
    """The proposal. Two who switch on at once: the second is told."""
    require(by, Act.CHANGE_CONTENT)
    _lock_all()
    waiting = (
        PublishedEdition.objects.select_related("draft").filter(pk=edition.pk, seconded_at=None, ended_at=None).first()
    )
    if waiting is None:
        raise ActRefused(_("Någon har redan slagit på utgåvan eller tagit tillbaka den. Ladda om sidan."))
    return waiting


def _lock_all() -> None:
    """One at a time, whichever edition it is about: which one is in force depends on them all."""
    list(PublishedEdition.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def _require_every_code(returning: Library, in_force: Library) -> None:
    """Steps may go, for what is done keeps its words; a code that a case may use must be there to be read."""
    found = check(readable_folder(returning.digest), replaces=in_force)
    if lost := [one for one in found if one.severity is Severity.ERROR and one.file in NAMED_IN_CASES]:
        said = _("Utgåvan har lagt till något som ärenden kan använda. %s Ändra i ett nytt utkast i stället.")
        raise ActRefused(said % lost[0].sentence)


def _require_every_id(edition: PublishedEdition, in_force: Library) -> None:
    """Another edition may have begun since the proposal, and people may stand on its steps."""
    found = check(readable_folder(edition.digest), replaces=in_force)
    if lost := [finding for finding in found if finding.severity is Severity.ERROR]:
        said = _("Det som gäller har ändrats sedan förslaget skrevs. %s Ta tillbaka förslaget och gör om utkastet.")
        raise ActRefused(said % lost[0].sentence)


def _require_readable(digest: str) -> None:
    try:
        library_of(digest)
    except ContentError as error:
        raise ActRefused(error.findings[0].sentence) from error
