"""What can go wrong when somebody does something. The Swedish sentence is for the person at the screen."""

from uuid import UUID


class ActRefused(Exception):
    """The act cannot be done: ``sentence`` says what, why and what to do; ``field`` names the form field, if one."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class SavedByOther(ActRefused):
    """A colleague saved first; ``theirs`` is what stands now."""

    def __init__(self, sentence: str, *, theirs: str, field: str | None = None) -> None:
        super().__init__(sentence, field=field)
        self.theirs = theirs


class Unseen(Exception):
    """Not there, or not for this actor: the two are never told apart."""


class CaseClosed(ActRefused, Unseen):
    """The actor sees the case and might have done this, but it is closed. To whoever only asks, it is Unseen."""

    def __init__(self, sentence: str, *, case: UUID, closed_by: str = "") -> None:
        """``closed_by``: the sentence without what was not saved, for whoever has sent nothing."""
        super().__init__(sentence)
        self.case = case
        self.closed_by = closed_by
