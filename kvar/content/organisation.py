"""The city: its administrations, their units, the roles, and what the city has chosen for itself."""

import re

from pydantic import Field

from kvar.content.shape import Code, Shape, Text, Word, one_with_id


class Unit(Code):
    """A unit that every administration has. ``coordinates``: it has the samordningsansvar (S40)."""

    short: Text
    duty: Text
    coordinates: bool = False


class Administration(Code):
    """A socialförvaltning: an authority of its own. Contact lines are printed in letters; an empty one is left out."""

    prefix: str = Field(pattern=r"^[A-Z]$")
    visiting_address: str
    postal_address: Text
    phone: Text
    phone_hours: Text
    opening_hours: Text


class Role(Code):
    """A role as people know it; what it may do is in ``kvar.casework``."""


class Chip(Code):
    """A filter on *Min dag*; ``on``: the law limits searching by sensitive facts, so a city may switch one off."""

    on: bool


class ProcessLeader(Code):
    """A process leader's post (S85). Without ``name`` it is vacant, and ``cover`` takes its questions meanwhile.

    ``placement`` is an administration; ``note`` says what the post answers for.
    """

    name: Text | None = None
    phone: Text | None = None
    email: Text | None = None
    placement: Word
    cover: Word | None = None

    @property
    def vacant(self) -> bool:
        return self.name is None


class LocalLink(Code):
    """Something of the city's own that the handbook points to. ``url`` is empty until the city writes it."""

    url: str | None = Field(default=None, pattern=r"^https://\S+$")
    chapters: tuple[str, ...] = Field(min_length=1)


class Switches(Shape):
    """What a city decides for itself. ``saturday_is_working_day`` None: unsettled, both days are shown.

    ``address_matching`` False: a new notice is matched on person alone, never on its home.
    ``publish_after_days``: how long after a quarter's last day its figures are counted, once and for all.
    """

    chips: tuple[Chip, ...]
    suppress_below: int = Field(ge=5, le=20)  # no edition makes small numbers readable
    saturday_is_working_day: bool | None
    address_matching: bool = True
    publish_after_days: int = Field(default=30, ge=0, le=180)


class Delegate(Shape):
    """A post that may decide, by the ``point`` of the city's own order; ``role``: those here who hold it."""

    post: Text
    point: Text
    role: Word | None = None

    def holds(self, decided_by: str) -> bool:
        """Is the post named in a decision: *enhetschefen*, *Karin Berg, enhetschef*; not *biträdande enhetschef*?"""
        return bool(re.search(rf"(?:^|[,(])\s*{re.escape(self.post)}(?:e?n)?\b", decided_by, re.IGNORECASE))


class Delegation(Shape):
    """Who may decide for the board. ``example`` True: the city has not written its own order yet.

    ``undertaking_working_days``: how long before the last day the message is to be sent.
    """

    example: bool = True
    undertaking: tuple[Delegate, ...] = ()
    undertaking_working_days: int = Field(default=2, ge=0, le=15)


class District(Code):
    """Postal codes, from–to, and the administration that answers for the homes there."""

    administration: Word
    postal_codes: tuple[tuple[str, str], ...] = Field(min_length=1)

    def holds(self, postal_code: str) -> bool:
        """Does the code lie in one of the ranges?"""
        return any(first <= postal_code <= last for first, last in self.postal_codes)


class Districts(Shape):
    """Which administration answers for a home. ``checked`` False: the city has not confirmed the borders yet."""

    checked: bool = False
    areas: tuple[District, ...] = ()

    def of(self, postal_code: str) -> District | None:
        """The district of a postal code; None where the list does not say, or says two things."""
        found = [area for area in self.areas if area.holds(postal_code)]
        return found[0] if len(found) == 1 else None


class Mark(Shape):
    """The city's mark in one colour: SVG path data in a box of ``width`` × ``height``; ``alt`` is read aloud."""

    alt: Text
    width: int = Field(gt=0, le=1_000)
    height: int = Field(gt=0, le=1_000)
    path: str = Field(pattern=r"^[MmLlHhVvCcSsQqTtAaZz0-9 .,-]+$", max_length=8_000)


class Organisation(Shape):
    """The file ``organisation.yaml``. ``training_city``: the address of a demo city to train in, where there is one."""

    municipality: Text
    mark: Mark | None = None
    contact_centre: Text
    debt_advice_phone: Text
    units: tuple[Unit, ...] = Field(min_length=1)
    administrations: tuple[Administration, ...] = Field(min_length=1)
    roles: tuple[Role, ...] = Field(min_length=1)
    process_leaders: tuple[ProcessLeader, ...] = Field(min_length=1)
    local_links: tuple[LocalLink, ...]
    switches: Switches
    districts: Districts = Districts()
    delegation: Delegation = Delegation()
    training_city: Text | None = None

    def unit(self, id: str) -> Unit:
        return one_with_id(self.units, id)

    def administration(self, id: str) -> Administration:
        return one_with_id(self.administrations, id)

    def role(self, id: str) -> Role:
        return one_with_id(self.roles, id)

    def process_leader(self, id: str) -> ProcessLeader:
        return one_with_id(self.process_leaders, id)


class Responsibility(Shape):
    """What the city's slides say that a unit answers for (S43–S61), and the steps and passages that carry it."""

    id: str = Field(pattern=r"^S\d{1,2}$")
    unit: Word
    text: Text
    steps: tuple[str, ...] = Field(min_length=1)
    passages: tuple[str, ...] = Field(min_length=1)


class Responsibilities(Shape):
    """The file ``responsibilities.yaml``."""

    responsibilities: tuple[Responsibility, ...] = Field(min_length=1)
