"""Which administration a home belongs to, by two lists of postal codes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kvar.casework.addresses import postal_codes_in
from kvar.content.library import Library
from kvar.content.organisation import Districts
from kvar.records.models import Case

NOT_TOLD = ""  # the list does not say, or the address has no postal code


def home_moves(cases: Iterable[Case], old: Library, new: Library) -> Mapping[tuple[str, str], list[Case]]:
    """Cases by where they went and where they would have gone; those that would have gone the same way are left out.

    A case went where it is; only one for which the two lists differ would have gone elsewhere. ``NOT_TOLD`` where the
    new list cannot say. Empty where the lists are the same.
    """
    before, after = old.organisation.districts, new.organisation.districts
    found: dict[tuple[str, str], list[Case]] = defaultdict(list)
    if before.areas == after.areas:
        return found
    for case in cases:
        code = (postal_codes_in(case.household.dwelling.address) or [""])[-1]
        to = _administration(after, code)
        if to == NOT_TOLD or (to != case.administration and to != _administration(before, code)):
            found[case.administration, to].append(case)
    return found


def _administration(districts: Districts, code: str) -> str:
    area = districts.of(code) if code else None
    return area.administration if area else NOT_TOLD
