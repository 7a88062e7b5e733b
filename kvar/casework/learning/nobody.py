"""The words of a review are read outside the case: they may not name the people of its household, or their home.

Whoever writes is told which word it is. A short name that is also a word (*Bo*, *Hans*) is one only with a capital.
"""

import re
from collections.abc import Iterable
from unicodedata import normalize

from django.utils.translation import gettext as _

from kvar.casework.addresses import postal_codes_in
from kvar.casework.errors import ActRefused
from kvar.casework.matching import folded, home_key
from kvar.casework.names import words_of
from kvar.casework.no_household import require_no_household
from kvar.records.models import Case, Member, Person

SHORT_NAME = 4  # letters; so short a name may be a common word as well
BETWEEN_DIGITS = re.compile(r"(?<=\d)[-+./ ](?=\d)")
PHONE_ENDS = 6  # digits that tell one phone from another


def require_names_nobody(case: Case, text: str, *, field: str) -> None:
    """Refuses a text with a name, a number, a birthday or the address of anybody who is or was in the household."""
    require_no_household(text, field=field)
    people = [row.person for row in Member.objects.filter(household=case.household_id).select_related("person")]
    if name := _name_in(text, people):
        sentence = _("Här står ”%s”, som är ett namn i hushållet. Skriv om det utan namn, till exempel ”föräldern”.")
        raise ActRefused(sentence % name, field=field)
    if _number_in(text, people):
        sentence = _("Här står en födelsedag eller ett telefonnummer i hushållet. Ta bort det.")
        raise ActRefused(sentence, field=field)
    if _home_in(text, case.household.dwelling.address):
        raise ActRefused(_("Här står hushållets gata eller postnummer. Skriv om det utan adress."), field=field)


def _name_in(text: str, people: Iterable[Person]) -> str:
    names = {word for person in people for word in words_of(person.name) if len(word) > 1}
    for found in re.findall(r"\w+", normalize("NFC", text)):
        for name in _may_be(folded(found)) & names:
            if len(name) > SHORT_NAME or found[0].isupper():
                return str(found)
    return ""


def _may_be(word: str) -> set[str]:
    """*Marias* may be Maria's."""
    return {word, word.removesuffix("s")}


def _number_in(text: str, people: Iterable[Person]) -> bool:
    runs = re.findall(rf"\d{{{PHONE_ENDS},}}", BETWEEN_DIGITS.sub("", text))
    known = {number for person in people for number in _numbers_of(person)}
    return any(number in run for run in runs for number in known)


def _numbers_of(person: Person) -> set[str]:
    """The day of birth as six digits, and how the phone number ends."""
    phone = re.sub(r"\D", "", person.phone)[-PHONE_ENDS:]
    told = {person.personal_number[2:8], f"{person.born_on:%y%m%d}" if person.born_on else "", phone}
    return {number for number in told if len(number) == PHONE_ENDS}


def _home_in(text: str, address: str) -> bool:
    street = re.sub(r" \d.*", "", home_key(address))
    same_code = {*postal_codes_in(address)} & {*postal_codes_in(text)}
    return bool(same_code) or (bool(street) and f" {street} " in f" {folded(text)} ")
