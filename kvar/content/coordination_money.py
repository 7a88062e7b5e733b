"""The words and limits of money: what is owed, what we have promised, what to say of an undertaking."""

from typing import Literal

from kvar.content.shape import Code, Shape, one_with_id


class MoneyLimit(Code):
    """A number the city has chosen. ``value`` is whole öre, days or times; none of them is law."""

    value: int
    origin: Literal["local"]


class MoneyWords(Shape):
    """The part of ``coordination.yaml`` that is about money."""

    claim_kinds: tuple[Code, ...]
    payers: tuple[Code, ...]
    promise_kinds: tuple[Code, ...]
    promise_states: tuple[Code, ...]
    promise_rhythms: tuple[Code, ...]
    deviation_states: tuple[Code, ...]
    undertaking_receivers: tuple[Code, ...]
    undertaking_words: tuple[Code, ...]
    money_limits: tuple[MoneyLimit, ...]

    def claim_kind(self, id: str) -> Code:
        return one_with_id(self.claim_kinds, id)

    def payer(self, id: str) -> Code:
        return one_with_id(self.payers, id)

    def promise_kind(self, id: str) -> Code:
        return one_with_id(self.promise_kinds, id)

    def promise_state(self, id: str) -> Code:
        return one_with_id(self.promise_states, id)

    def deviation_state(self, id: str) -> Code:
        return one_with_id(self.deviation_states, id)

    def undertaking_word(self, id: str) -> Code:
        return one_with_id(self.undertaking_words, id)

    def money_limit(self, id: str) -> MoneyLimit:
        return one_with_id(self.money_limits, id)
