"""What we know: one noun per file, constraints, no business methods."""

from kvar.records.models.case import Answer, Attempt, Case, OpenStep, StandingStep, Track
from kvar.records.models.consent import Consent, Disclosure
from kvar.records.models.edition import ContentDraft, EditionEntry, PublishedEdition, Trial
from kvar.records.models.enforcement import (
    Attendance,
    Confirmation,
    ContactWish,
    EnforcementEvent,
    EvictionDay,
    FollowUp,
)
from kvar.records.models.household import Dwelling, Household, Landlord, Member, Person, Statement
from kvar.records.models.introduction import DecidedChange, PlannedActivity, Workshop, WorkshopNote
from kvar.records.models.journal import AccessLog, JournalEntry, JournalText
from kvar.records.models.letter import Draft, Letter
from kvar.records.models.notice import Notice, Original, Service
from kvar.records.models.row import AppendOnlyError
from kvar.records.models.told import JobDone, Told
from kvar.records.models.training import TrainingMark
from kvar.records.models.user import Reading, User

__all__ = [
    "AccessLog",
    "Answer",
    "AppendOnlyError",
    "Attempt",
    "Attendance",
    "Case",
    "Confirmation",
    "Consent",
    "ContactWish",
    "ContentDraft",
    "DecidedChange",
    "Disclosure",
    "Draft",
    "Dwelling",
    "EditionEntry",
    "EnforcementEvent",
    "EvictionDay",
    "FollowUp",
    "Household",
    "JobDone",
    "JournalEntry",
    "JournalText",
    "Landlord",
    "Letter",
    "Member",
    "Notice",
    "OpenStep",
    "Original",
    "Person",
    "PlannedActivity",
    "PublishedEdition",
    "Reading",
    "Service",
    "StandingStep",
    "Statement",
    "Told",
    "Track",
    "TrainingMark",
    "Trial",
    "User",
    "Workshop",
    "WorkshopNote",
]
