"""Meetings about a case: their kinds, who may be invited, what may be promised, and which steps they do."""

from pydantic import Field

from kvar.content.shape import Code, Shape, Word, one_with_id


class MeetingKind(Code):
    """``completes``: steps that are done when it has been held. ``outside``: people from outside are invited.

    ``usually``: codes of those whom such a meeting is with.
    """

    completes: tuple[str, ...] = ()
    outside: bool = False
    usually: tuple[Word, ...] = ()


class Party(Code):
    """Somebody who can be invited. ``recipient``: as whom that party needs the household's consent; None: never."""

    recipient: Word | None = None


class TermKind(Code):
    """``scope``: what of a consent covers telling the landlord about it."""

    scope: Word


class Meetings(Shape):
    """The section ``meetings``. ``ask_after_days``: so long after its day a term is asked about.

    ``term_states``: what an agreement asks for, and what is then done.
    """

    kinds: tuple[MeetingKind, ...] = Field(min_length=1)
    parties: tuple[Party, ...] = Field(min_length=1)
    term_kinds: tuple[TermKind, ...] = Field(min_length=1)
    promisers: tuple[Code, ...] = Field(min_length=1)
    term_states: tuple[Code, ...] = Field(min_length=1)
    ask_after_days: int = Field(ge=0, le=14)
    invitation_scope: tuple[Word, ...]

    def kind(self, id: str) -> MeetingKind:
        """Raises KeyError for an id that is not there; so do the others."""
        return one_with_id(self.kinds, id)

    def party(self, id: str) -> Party:
        return one_with_id(self.parties, id)

    def term_kind(self, id: str) -> TermKind:
        return one_with_id(self.term_kinds, id)

    def promiser(self, id: str) -> Code:
        return one_with_id(self.promisers, id)

    def term_state(self, id: str) -> Code:
        return one_with_id(self.term_states, id)
