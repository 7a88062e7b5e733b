"""Names as they are sought: each word in lower case without accents, so that Tran finds Trần and Asa finds Åsa."""

from kvar.casework.matching import folded
from kvar.records.models import NameWord, Person


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, each once."""
    return tuple(dict.fromkeys(folded(name).split()))


def word_rows(person: Person) -> list[NameWord]:
    """The rows by which a person is found, not yet stored."""
    return [NameWord(person=person, word=word) for word in words_of(person.name)]


def keep_words(person: Person) -> None:
    """The person is found by the name she has now. Inside the act that names or renames her."""
    NameWord.objects.filter(person=person).delete()
    NameWord.objects.bulk_create(word_rows(person))
