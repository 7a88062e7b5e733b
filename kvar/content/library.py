"""Everything that is written, read and checked: one frozen whole that the other floors ask."""

from collections.abc import Mapping
from dataclasses import dataclass

from kvar.content.calculator import Calculator
from kvar.content.cited import LegalFrame, Source
from kvar.content.codes import Codes
from kvar.content.coordination import Coordination
from kvar.content.deck import DeckTold
from kvar.content.glossary import Glossary
from kvar.content.handbook_text import Handbook
from kvar.content.introduction import Introduction
from kvar.content.letter_file import Letter
from kvar.content.letter_story import LetterExamples
from kvar.content.notice_texts import NoticeTexts
from kvar.content.organisation import Organisation, Responsibility
from kvar.content.schema import Edition, NamedEdition, QuestionText, Reasons
from kvar.content.training import Training
from kvar.content.translation_file import FixedBlock, Translation
from kvar.law import LawValues, Rules, StepRule


@dataclass(frozen=True, kw_only=True)
class Library:
    """One edition of the content. ``digest`` names it: short SHA-256 over every file; it is ``rules.edition`` too.

    ``lists`` gives the title of each list of steps by its letter. ``built_on``: the sources that steps, values, letters
    and codes rest on; the others only explain. ``letter_examples`` goes by the letter's id; one may have none. Readers
    raise KeyError for an id that is not there.
    """

    digest: str
    edition: Edition
    codes: Codes
    organisation: Organisation
    sources: Mapping[str, Source]
    glossary: Glossary
    reasons: Reasons
    notice_texts: NoticeTexts
    calculator: Calculator
    coordination: Coordination
    introduction: Introduction
    deck: DeckTold
    training: Training
    letters: Mapping[str, Letter]
    letter_examples: Mapping[str, LetterExamples]
    fixed_block: FixedBlock
    translations: Mapping[str, Translation]
    handbook: Handbook
    legal_frame: LegalFrame
    responsibilities: tuple[Responsibility, ...]
    built_on: frozenset[str]
    lists: Mapping[str, str]
    steps: Mapping[str, StepRule]
    law: LawValues

    @property
    def rules(self) -> Rules:
        """What ``kvar.law.plan`` needs: the steps and the values of this edition."""
        return Rules(edition=self.digest, steps=tuple(self.steps.values()), law=self.law)

    @property
    def editions(self) -> tuple[NamedEdition, ...]:
        """The named days that stand beside each other in this content, oldest first."""
        return self.edition.editions

    def step(self, id: str) -> StepRule:
        return self.steps[id]

    def source(self, id: str) -> Source:
        return self.sources[id]

    def question(self, id: str) -> QuestionText:
        return self.reasons.question(id)
