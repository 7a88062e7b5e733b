"""What we know: one noun per file, constraints, no business methods."""

from kvar.records.models.case import Answer, Attempt, Case, OpenStep, StandingStep, Track
from kvar.records.models.consent import Consent, Disclosure
from kvar.records.models.duty import Absence, Postponement, UnitCover
from kvar.records.models.edition import ContentDraft, EditionEntry, PublishedEdition, Trial
from kvar.records.models.household import Dwelling, Household, Landlord, Member, Person, Statement
from kvar.records.models.introduction import DecidedChange, PlannedActivity, Workshop, WorkshopNote
from kvar.records.models.journal import AccessLog, JournalEntry, JournalText
from kvar.records.models.letter import Draft, Letter
from kvar.records.models.notice import Notice, Original, Service
from kvar.records.models.outgoing import Feed, Outgoing
from kvar.records.models.row import AppendOnlyError
from kvar.records.models.signal import KnownHereQuestion, NoticeLink, SameHousehold
from kvar.records.models.told import JobDone, Told, ToldRead
from kvar.records.models.training import TrainingMark
from kvar.records.models.user import Reading, User

__all__ = [
    "Absence",
    "AccessLog",
    "Answer",
    "AppendOnlyError",
    "Attempt",
    "Case",
    "Consent",
    "ContentDraft",
    "DecidedChange",
    "Disclosure",
    "Draft",
    "Dwelling",
    "EditionEntry",
    "Feed",
    "Household",
    "JobDone",
    "JournalEntry",
    "JournalText",
    "KnownHereQuestion",
    "Landlord",
    "Letter",
    "Member",
    "Notice",
    "NoticeLink",
    "OpenStep",
    "Original",
    "Outgoing",
    "Person",
    "PlannedActivity",
    "Postponement",
    "PublishedEdition",
    "Reading",
    "SameHousehold",
    "Service",
    "StandingStep",
    "Statement",
    "Told",
    "ToldRead",
    "Track",
    "TrainingMark",
    "Trial",
    "UnitCover",
    "User",
    "Workshop",
    "WorkshopNote",
]
