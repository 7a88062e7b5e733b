"""The words of the field: what each is called in Swedish and in the code, and what it must not be called."""

from pydantic import Field

from kvar.content.shape import Shape, SourceId, Text


class Term(Shape):
    """``code`` is one English word or a few; each of its words counts as explained.

    ``not_called``: other words for the same thing, which would make a reader ask whether it is another one.
    """

    code: str = Field(pattern=r"^[a-z][a-z ]*$")
    swedish: Text
    explanation: Text
    source: SourceId | None = None
    not_called: tuple[Text, ...] = ()


class Glossary(Shape):
    """The file ``glossary.yaml``. ``plain`` are ordinary English words that need no explanation."""

    terms: tuple[Term, ...] = Field(min_length=1)
    plain: tuple[str, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """Every single word that a public name may be built from."""
        return frozenset(word for term in self.terms for word in term.code.split()) | frozenset(self.plain)

    def term(self, code: str) -> Term:
        """The entry of a code word. Raises KeyError where there is none."""
        found = [term for term in self.terms if term.code == code]
        if not found:
            raise KeyError(code)
        return found[0]
