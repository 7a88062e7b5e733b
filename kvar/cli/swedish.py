"""How the command speaks: Swedish help, and one sentence for what is wrong."""

import re
import sys
from argparse import SUPPRESS, ArgumentParser
from typing import Any, NoReturn

NO, WRONG_USE = 1, 2
# What argparse says, and what we say instead; {} is what it said it about.
WRONG = {
    r"the following arguments are required: (.*)": "Det här fattas: {}.",
    r"unrecognized arguments: (.*)": "Okänt: {}.",
    r"argument kommando: invalid choice: '(.*?)'.*": "Kommandot {} finns inte.",
    r"argument (\S+): invalid choice.*": "{} har ett värde som inte finns.",
    r"argument (\S+): invalid .* value: .*": "{} har ett värde som inte går att läsa.",
    r"argument (\S+): expected one argument": "{} saknar värde.",
}


class Refused(Exception):
    """A command that cannot do what it was asked; the sentence says what, why and what to do."""

    def __init__(self, sentence: str, *, code: int = NO) -> None:
        super().__init__(sentence)
        self.code = code


class SwedishParser(ArgumentParser):
    """Wrong use gives one Swedish sentence and exit 2."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**told, add_help=False, allow_abbrev=False)
        self.add_argument("-h", "--help", action="help", default=SUPPRESS, help="visa den här hjälpen")
        self._optionals.title, self._positionals.title = "val", "kommandon och argument"

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "så här:", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "så här:", 1)

    def error(self, message: str) -> NoReturn:
        said = (re.fullmatch(pattern, message) for pattern in WRONG)
        what = next((WRONG[found.re.pattern].format(found[1]) for found in said if found), "Kommandot är fel skrivet.")
        print(f"{what} Skriv {self.prog} --help för att se hur det ska vara.", file=sys.stderr)
        sys.exit(WRONG_USE)
