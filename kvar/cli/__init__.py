"""The ``kvar`` command (contracts.md). Exit 0: fine, 1: the answer is no, 2: wrong use. Errors are one sentence.

Django is set up only by the commands that need it; ``content`` needs neither Django nor a database.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kvar.cli import commands, law
from kvar.cli.deck import make_deck
from kvar.cli.figures import read_in_figures
from kvar.cli.law_coverage import coverage
from kvar.cli.law_notice import check_notice
from kvar.cli.plan import plan
from kvar.cli.stats import BY, show_figures
from kvar.cli.swedish import NO, WRONG_USE, Refused, SwedishParser
from kvar.content.finding import ContentError

MOST_CASES = 1_000_000
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    told = parser().parse_args(arguments)
    try:
        return int(told.run(told) or 0)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return refused.code
    except ContentError as unusable:
        print(f"Innehållet går inte att använda: {unusable.findings[0].sentence}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        return NO
    except BrokenPipeError:  # whoever read it has seen enough
        sys.stdout = None  # type: ignore[assignment]  # or the interpreter complains when it flushes at the end
        return 0


def parser() -> ArgumentParser:
    """Every command with its options."""
    root = SwedishParser(prog="kvar", description="Kvar: så att hushåll får behålla sitt hem.")
    top = root.add_subparsers(metavar="kommando", required=True)
    _command(top, "migrate", commands.migrate, "förbered databasen")
    _city_commands(top)
    _law_commands(_group(top, "law", "tider, dagar och underrättelser enligt lag"))
    _checking_commands(top)
    return root


def _city_commands(top: Any) -> None:
    serving = _command(top, "serve", commands.serve, "visa Kvar på den här datorn")
    _serving(serving, workers=2)
    seeding = _command(top, "seed", commands.seed, "fyll en tom databas med en påhittad stad")
    seeding.add_argument("--cases", type=_cases, required=True, metavar="ANTAL", help="hur många ärenden")
    seeding.add_argument("--seed", type=int, required=True, metavar="TAL", help="samma tal ger samma stad")
    seeding.add_argument("--until", type=date.fromisoformat, required=True, metavar="DATUM", help="stadens sista dag")
    seeding.add_argument("--bulk", action="store_true", help="skriv rader direkt: snabbt, för mätningar")
    showing = _command(top, "demo", commands.demo, "visa en påhittad stad")
    showing.add_argument("--cases", type=_cases, default=commands.DEMO_CASES, metavar="ANTAL", help="hur många ärenden")
    _serving(showing, workers=1)


def _checking_commands(top: Any) -> None:
    planning = _command(top, "plan", plan, "visa planen för ett ärende, eller räkna om alla öppna steg (rebuild)")
    planning.add_argument("case", metavar="ÄRENDE.yaml|rebuild", help="uppgifter och gjorda steg; - är standard in")
    planning.add_argument("--on", type=_day, metavar="DATUM", help="dagen som planen visas för")
    planning.add_argument("--json", action="store_true", help="svara med JSON")
    jobs = _command(_group(top, "jobs", "det som tiden orsakar"), "run", commands.run_jobs, "gör det som har förfallit")
    jobs.add_argument("--on", type=_day, metavar="DATUM", help="till och med den dagen, annars idag")
    post = _group(top, "post", "brev som väntar på att skickas")
    sending = _command(post, "send", commands.send_post, "skicka breven som väntar")
    sending.add_argument("--on", type=_day, metavar="DATUM", help="till och med den dagen, annars idag")
    content = _group(top, "content", "innehållet")
    checking = _command(content, "check", commands.check_content, "kontrollera en innehållsmapp")
    checking.add_argument("folder", nargs="?", type=Path, metavar="MAPP", help="annars Kvars egen")
    checking.add_argument(
        "--replaces", type=Path, metavar="MAPP", help="utgåvan som den ska ersätta, annars Kvars egen"
    )
    checking.add_argument("--json", action="store_true", help="svara med JSON")
    reading = _command(content, "readability", commands.show_readability, "visa hur lättlästa texterna är (LIX)")
    reading.add_argument("folder", nargs="?", type=Path, metavar="MAPP", help="annars Kvars egen")
    reading.add_argument("--json", action="store_true", help="svara med JSON")
    _deck_command(content)
    _stats_command(top)
    _figures_command(_group(top, "figures", "offentliga siffror från andra"))
    _bench_command(top)


def _bench_command(among: Any) -> None:
    bench = _command(among, "bench", commands.measure, "mät svarstider")
    bench.add_argument(
        "--profile", choices=["full", "small"], default="full", help="full har 55 000 ärenden, small 1 100"
    )
    bench.add_argument(
        "--follow-up",
        type=int,
        metavar="ANTAL",
        help="mät i stället uppföljningen, i en egen stad med så många ärenden",
    )
    bench.add_argument("--json", action="store_true", help="svara med JSON")


def _deck_command(among: Any) -> None:
    making = _command(among, "deck", make_deck, "gör bildspelet om handboken, rutinen och det som är nytt")
    making.add_argument("file", type=Path, metavar="FIL.pptx", help="filen som ska skrivas; den får inte finnas")
    making.add_argument(
        "--from", type=_day, dest="since", metavar="DATUM", help="nytt sedan den dagen, annars utgåvan före"
    )
    making.add_argument("--on", type=_day, metavar="DATUM", help="som det är skrivet den dagen, annars idag")
    making.add_argument("--administration", default="", metavar="ID", help="med siffror för den förvaltningen")
    making.add_argument("--unit", default="", metavar="ID", help="för den enheten: dess ansvar står först")


def _stats_command(among: Any) -> None:
    showing = _command(among, "stats", show_figures, "visa publicerade siffror för hela kvartal")
    showing.add_argument("--from", type=_day, dest="first", required=True, metavar="DATUM", help="periodens första dag")
    showing.add_argument("--to", type=_day, dest="last", required=True, metavar="DATUM", help="periodens sista dag")
    showing.add_argument("--by", choices=sorted(BY), default="administration", help="annars administration")
    showing.add_argument("--json", action="store_true", help="svara med JSON")


def _figures_command(among: Any) -> None:
    reading = _command(among, "import", read_in_figures, "läs in Kronofogdens offentliga siffror ur en fil")
    reading.add_argument("file", metavar="FIL.csv", help="CSV i UTF-8; - är standard in")
    reading.add_argument("--source", default="", metavar="KÄLLA", help="vem som har publicerat, annars det filen säger")
    reading.add_argument("--date", type=_day, metavar="DATUM", help="källans dag, annars den filen säger")


def _law_commands(among: Any) -> None:
    counting = _command(among, "deadlines", law.deadlines, "räkna varje tid som uppgifterna ger")
    counting.add_argument("file", metavar="UPPGIFTER.json", help="ett JSON-objekt eller en lista; - är standard in")
    noticing = _command(among, "notice", check_notice, "jämför en underrättelse med sitt formulär")
    noticing.add_argument("file", metavar="UNDERRÄTTELSE.json", help="ett JSON-objekt; - är standard in")
    checking = _command(among, "day", law.day, "är dagen en arbetsdag, och hur länge får en åtgärd vänta")
    checking.add_argument("day", type=_day, metavar="DATUM", help="till exempel 2026-12-24")
    covering = _command(among, "coverage", coverage, "vad Kvar räknar, paragraf för paragraf")
    for command in (counting, noticing, checking, covering):
        command.add_argument("--json", action="store_true", help="svara med JSON")


def _command(among: Any, name: str, run: Callable[[Namespace], int | None], does: str) -> ArgumentParser:
    made: ArgumentParser = among.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.")
    made.set_defaults(run=run)
    return made


def _group(among: Any, name: str, about: str) -> Any:
    return among.add_parser(name, help=about).add_subparsers(metavar="kommando", required=True)


def _serving(command: ArgumentParser, *, workers: int) -> None:
    command.add_argument("--port", type=int, default=8000, metavar="PORT", help="annars 8000")
    command.add_argument("--workers", type=int, default=workers, metavar="ANTAL", help=f"processer, annars {workers}")


def _day(typed: str) -> date:
    day = date.fromisoformat(typed)
    if day.isoformat() != typed or not EARLIEST <= day <= LATEST:
        raise ValueError
    return day


def _cases(typed: str) -> int:
    number = int(typed)
    if not 1 <= number <= MOST_CASES:
        raise ValueError
    return number
