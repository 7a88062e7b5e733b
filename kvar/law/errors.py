"""What can go wrong when the law is asked, or when its values are read."""

from datetime import date


class NotInForce(Exception):
    """A value was asked for on a day when it had no row. There is no fallback, ever."""

    def __init__(self, name: str, date: date) -> None:
        self.name, self.date = name, date
        super().__init__(f"{name} has no row in force on {date.isoformat()}")


class LawValueRefused(Exception):
    """A dated value cannot be used. ``row`` is the number of the row from 0, None for the value as a whole."""

    def __init__(self, name: str, sentence: str, *, row: int | None = None) -> None:
        self.name, self.sentence, self.row = name, sentence, row
        super().__init__(f"{name}{'' if row is None else f', rad {row + 1}'}: {sentence}")


class FactsRefused(Exception):
    """Facts from outside cannot be read. ``key`` is the contract's name, ``sentence`` says in Swedish what to do."""

    def __init__(self, key: str, sentence: str) -> None:
        self.key, self.sentence = key, sentence
        super().__init__(sentence)
