"""The words and rules of working together: what people are told, what a consent is about, on which ground we tell."""

from kvar.content.coordination_enforcement import EnforcementWords
from kvar.content.shape import Code, Shape, SourceId, Text, one_with_id


class ToldKind(Code):
    """A kind of notice in Kvar. ``label`` is what it says, without a word about the household."""

    urgent: bool = False


class HappeningKind(Code):
    """Something that stands in the calendar. ``neutral``: what a calendar outside Kvar may show."""

    neutral: Text


class Ground(Code):
    """A legal ground to tell somebody something without consent."""

    sources: tuple[SourceId, ...]


class Coordination(Shape):
    """The file ``coordination.yaml``. A reader for one row raises KeyError for an id that is not there."""

    told_kinds: tuple[ToldKind, ...]
    happening_kinds: tuple[HappeningKind, ...]
    recipients: tuple[Code, ...]
    scopes: tuple[Code, ...]
    directions: tuple[Code, ...]
    consent_ways: tuple[Code, ...]
    grounds: tuple[Ground, ...]
    enforcement: EnforcementWords

    def told_kind(self, id: str) -> ToldKind:
        return one_with_id(self.told_kinds, id)

    def happening_kind(self, id: str) -> HappeningKind:
        return one_with_id(self.happening_kinds, id)

    def recipient(self, id: str) -> Code:
        return one_with_id(self.recipients, id)

    def scope(self, id: str) -> Code:
        return one_with_id(self.scopes, id)

    def direction(self, id: str) -> Code:
        return one_with_id(self.directions, id)

    def consent_way(self, id: str) -> Code:
        return one_with_id(self.consent_ways, id)

    def ground(self, id: str) -> Ground:
        return one_with_id(self.grounds, id)
