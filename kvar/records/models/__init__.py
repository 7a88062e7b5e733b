"""What we know: one noun per file, constraints, no business methods."""

from kvar.records.models.case import Answer, Attempt, Case, LastDay, OpenStep, StandingStep, Track
from kvar.records.models.consent import Consent, ConsentForm, Disclosure, FormLetter
from kvar.records.models.contact import SafeContact, Visit
from kvar.records.models.duty import Absence, Postponement, UnitCover
from kvar.records.models.edition import ContentDraft, EditionEntry, PublishedEdition, Trial
from kvar.records.models.enforcement import (
    Attendance,
    Confirmation,
    ContactWish,
    EnforcementEvent,
    EvictionDay,
    FollowUp,
)
from kvar.records.models.handover import Handover, Move, Sharing
from kvar.records.models.household import Dwelling, Household, Landlord, Member, NameWord, Person, Statement
from kvar.records.models.introduction import DecidedChange, PlannedActivity, Workshop, WorkshopNote
from kvar.records.models.journal import AccessLog, JournalEntry, JournalText
from kvar.records.models.landlord_meeting import AgendaItem, LandlordMeeting, Mobilised
from kvar.records.models.letter import Draft, Letter
from kvar.records.models.meeting import Agreement, Decision, Meeting, Term
from kvar.records.models.money import Claim, Deviation, Payment, PromisedPayment, Undertaking, UndertakingProof
from kvar.records.models.notice import Notice, Original, Service
from kvar.records.models.outgoing import Feed, Outgoing
from kvar.records.models.post import Posting, QueuedLetter, Stack, StackedLetter
from kvar.records.models.public_figures import PublicFigure, PublicFigures
from kvar.records.models.publication import PublishedMeasure, PublishedQuarter
from kvar.records.models.review import LearntHalfYear, Review
from kvar.records.models.row import AppendOnlyError
from kvar.records.models.signal import KnownHereQuestion, NoticeLink, SameHousehold
from kvar.records.models.told import JobDone, Told, ToldRead
from kvar.records.models.training import TrainingMark
from kvar.records.models.user import Reading, User

__all__ = [
    "Absence",
    "AccessLog",
    "AgendaItem",
    "Agreement",
    "Answer",
    "AppendOnlyError",
    "Attempt",
    "Attendance",
    "Case",
    "Claim",
    "Confirmation",
    "Consent",
    "ConsentForm",
    "ContactWish",
    "ContentDraft",
    "DecidedChange",
    "Decision",
    "Deviation",
    "Disclosure",
    "Draft",
    "Dwelling",
    "EditionEntry",
    "EnforcementEvent",
    "EvictionDay",
    "Feed",
    "FormLetter",
    "FollowUp",
    "Handover",
    "Household",
    "JobDone",
    "JournalEntry",
    "JournalText",
    "KnownHereQuestion",
    "Landlord",
    "LandlordMeeting",
    "LastDay",
    "LearntHalfYear",
    "Letter",
    "Meeting",
    "Member",
    "Mobilised",
    "Move",
    "NameWord",
    "Notice",
    "NoticeLink",
    "OpenStep",
    "Original",
    "Outgoing",
    "Payment",
    "Person",
    "PlannedActivity",
    "Posting",
    "Postponement",
    "PromisedPayment",
    "PublicFigure",
    "PublicFigures",
    "PublishedEdition",
    "PublishedMeasure",
    "PublishedQuarter",
    "QueuedLetter",
    "Reading",
    "Review",
    "SafeContact",
    "SameHousehold",
    "Service",
    "Sharing",
    "Stack",
    "StackedLetter",
    "StandingStep",
    "Statement",
    "Term",
    "Told",
    "ToldRead",
    "Track",
    "TrainingMark",
    "Trial",
    "Undertaking",
    "UndertakingProof",
    "UnitCover",
    "User",
    "Visit",
    "Workshop",
    "WorkshopNote",
]
