"""What each command does. Imports that need Django stand inside, after it is set up."""

import json
import os
import socket
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from kvar.cli.database import open_database, rewritten_open_steps, today
from kvar.cli.demo_mail import send_first_mail, where_mail_is
from kvar.cli.swedish import NO, WRONG_USE, Refused

HOST = "127.0.0.1"
THREADS, BACKPRESSURE = 4, 64  # per process: what works at once, and what may wait
WAYS_OUT = {"demo": "make demo PORT=", "serve": "kvar serve --port "}
DEMO_CASES, DEMO_SEED = 120, 2026
# What each job of the night has done, in words.
JOB_WORDS = {
    "editions_started": "Utgåvor som har börjat gälla",
    "payments_watched": "Betalningar som någon fick veta något om",
    "confirmations_watched": "Tider hos Kronofogden som inte bekräftades samma dag",
    "nights_told": "Har fått veta att nätter saknades",
    "morning_mail_written": "Morgonbrev att skicka",
    "cases_of_leavers": "Ärenden efter dem som har slutat",
    "ownerless_told": "Ärenden utan ansvarig som chefen har fått veta",
    "unmanned_told": "Enheter utan någon i tjänst",
    "unreceived_told": "Överlämningar som ingen har tagit emot",
    "untouched_told": "Orörda underrättelser som någon har fått veta",
    "terms_unsettled": "Löften vars dag har passerat",
    "agreements_due": "Överenskommelser att följa upp",
    "decisions_late": "Beslut vid möten som inte är gjorda i tid",
    "talks_unwritten_told": "Möten med hyresvärdar som någon ska skriva om",
    "escalated": "Sista dagar som någon har fått veta",
    "half_years_kept": "Halvår av efterprat som är räknade",
    "quarters_published": "Kvartal vars siffror har publicerats",
    "consents_ending": "Samtycken som snart slutar gälla",
}


def migrate(_told: Namespace) -> None:
    """Prepare the database. One that is brought up to date also gets its open steps written anew."""
    updated = open_database(update=True)
    print("Databasen är klar.")
    if updated:
        print("Skriver om de öppna stegen för den nya versionen. Det kan ta en stund.", flush=True)
        print(f"{rewritten_open_steps()} öppna steg skrivna.")


def serve(told: Namespace) -> None:
    """Serve on this machine alone, until stopped."""
    _require_free(told.port, "serve")
    open_database()
    _serve(told)


def _serve(told: Namespace) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    print(f"Kvar finns på http://{HOST}:{told.port}/ – avsluta med Ctrl+C.", flush=True)
    server = Granian(
        "kvar.wsgi:application",
        address=HOST,
        port=told.port,
        interface=Interfaces.WSGI,
        workers=told.workers,
        blocking_threads=THREADS,
        backpressure=BACKPRESSURE,
        log_level=LogLevels.warning,
    )
    server.serve()


def _require_free(port: int, command: str) -> None:
    """Refuses a port that somebody listens on, with the way out."""
    with socket.socket() as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((HOST, port))
        except (OSError, OverflowError) as error:
            other = port + 1 if 0 < port < 65_535 else 8001
            way_out = f"Välj en annan: {WAYS_OUT[command]}{other}"
            raise Refused(f"Port {port} går inte att använda, den är troligen upptagen. {way_out}") from error


def seed(told: Namespace) -> None:
    """A synthetic city in an empty database."""
    open_database()
    from kvar.casework.city.seeding import city_is_there, make_city, plan_for

    if city_is_there():
        raise Refused("Databasen har redan ärenden. Välj en tom med DATABASE_URL, eller en tom mapp med KVAR_DATA.")
    plan = plan_for(cases=told.cases, seed=told.seed, until=told.until)
    made = make_city(plan, bulk=told.bulk, progress=_progress())
    print(f"Staden är klar: {made} ärenden till och med {told.until}.")


def _progress() -> Callable[[int, int], None]:
    """Prints every tenth per cent, once."""
    said = 0

    def say(done: int, total: int) -> None:
        nonlocal said
        tenth = done * 10 // total
        if tenth > said:
            said = tenth
            print(f"   {tenth * 10} %", flush=True)

    return say


def rebuild_plans(_told: Namespace) -> None:
    """Write the open-step read model anew, by the edition in force today."""
    open_database()
    print(f"{rewritten_open_steps()} öppna steg skrivna.")


def run_jobs(told: Namespace) -> int:
    """Everything that time has caused up to a day, and the mail that waits. The answer is no when something broke."""
    open_database()
    from kvar.casework.time import let_time_work

    day = told.on or today()
    night = let_time_work(today=day)
    if night.busy:
        raise Refused("Nattens arbete pågår redan. Vänta tills det är klart och kör sedan igen om det behövs.")
    if night.missed:
        nights = "natt" if len(night.missed) == 1 else "nätter"
        print(f"{len(night.missed)} {nights} saknas. Gör det som har förfallit till och med {day}.")
    for name, count in night.items():
        print(f"{JOB_WORDS[name]}: {count}.")
    for name in night.failed:
        print(f"Gick inte: {JOB_WORDS[name]}. Felet står i loggen. Resten är gjort. Kör igen.", file=sys.stderr)
    return NO if send_post(told) or night.failed else 0


def send_post(told: Namespace) -> int:
    """Send the mail that waits. The answer is no when some of it did not go."""
    open_database()
    from django.conf import settings

    from kvar.casework.editions.in_force import content_in_force
    from kvar.doors.post.sending import send_waiting

    day = told.on or today()
    if not settings.MAIL_ON:
        print("Ingen e-post är inställd (KVAR_MAIL_HOST), så inga brev skrivs eller skickas.")
        return 0
    with content_in_force(day):
        posted = send_waiting(today=day)
    print(f"Brev skickade: {posted.sent}.")
    if posted.why:
        said = f"{posted.failed} brev gick inte att skicka, {posted.unsure} kanske gick fram ({posted.why})."
        print(f"{said} Det som väntar prövas igen.", file=sys.stderr)
    return NO if posted.why else 0


def check_content(told: Namespace) -> int:
    """Is a content folder valid, and does it keep every id of the one it replaces? Findings name file and line."""
    from kvar.content.finding import Severity
    from kvar.content.load import check, load

    _require_folders(told.folder, told.replaces)
    findings = check(told.folder, replaces=load(told.replaces) if told.folder or told.replaces else None)
    ok = not any(finding.severity is Severity.ERROR for finding in findings)
    if told.json:
        rows = [{name: getattr(each, name) for name in ("file", "line", "severity", "sentence")} for each in findings]
        print(json.dumps({"ok": ok, "findings": rows}, ensure_ascii=False))
    else:
        said = [f"{each}{' (varning)' if each.severity is Severity.WARNING else ''}" for each in findings]
        print(*said, "Innehållet går att använda." if ok else "Innehållet har fel och går inte att använda.", sep="\n")
    return 0 if ok else NO


def show_readability(told: Namespace) -> int:
    """LIX of every chapter, list and letter. The answer is no when one of them is heavier than it should be."""
    from kvar.content.draft import read_draft
    from kvar.content.load import HERE
    from kvar.content.plain_findings import as_table, groups_read

    _require_folders(told.folder)
    groups = groups_read(read_draft(told.folder or HERE))
    if told.json:
        print(json.dumps({"texts": [group.data() for group in groups]}, ensure_ascii=False))
    else:
        print(as_table(groups))
    return NO if any(group.heavy for group in groups) else 0


def _require_folders(*folders: Path | None) -> None:
    for folder in folders:
        if folder and not folder.is_dir():
            raise Refused(f"Mappen {folder} finns inte. Ange en mapp med innehållsfiler.", code=WRONG_USE)


def measure(told: Namespace) -> None:
    """Print the figures; they judge nothing."""
    open_database(own_file=f"bench-{told.follow_up or told.profile}.sqlite3")
    from kvar.casework.benchmark import follow_up, pages
    from kvar.casework.city.seeding import somebody_real_is_there

    if somebody_real_is_there():
        raise Refused("Databasen verkar ha riktiga användare. Mät bara på en påhittad stad.")
    heard = {"progress": None, "say": lambda *words: None} if told.json else {"progress": _progress(), "say": print}
    bench = follow_up if told.follow_up else pages
    report = bench.made_and_measured(told.follow_up or told.profile, today=today(), **heard)
    print(json.dumps(report, ensure_ascii=False) if told.json else bench.table(report))


def demo(told: Namespace) -> None:
    """A synthetic city, its sign-ins, and the server. Safe to run again: the city is then kept."""
    os.environ["KVAR_DEMO"] = "1"
    os.environ.setdefault("KVAR_ADDRESS", f"http://{HOST}:{told.port}")
    _require_free(told.port, "demo")
    print("1/3  Förbereder databasen", flush=True)
    open_database()
    from django.db import transaction

    from kvar.casework.city.demo_people import DEMO_PASSWORD, demo_people
    from kvar.casework.city.drawn_figures import draw_figures
    from kvar.casework.city.sandbox import keep_city
    from kvar.casework.city.seeding import city_is_there, make_city, plan_for
    from kvar.casework.city.telling import spend_first_night

    if city_is_there():
        print("2/3  Staden finns redan och behålls", flush=True)
    else:
        print(f"2/3  Skapar en påhittad stad med {told.cases} ärenden och några berättelser", flush=True)
        with transaction.atomic():  # a city that was broken off half-way is no city: the next time begins anew
            make_city(plan_for(cases=told.cases, seed=DEMO_SEED, until=today()), bulk=False, progress=_progress())
            draw_figures(today=today(), seed=DEMO_SEED)
            spend_first_night(today=today())
        send_first_mail(today())
        keep_city()
    print(f"3/3  Logga in som någon av dem. Alla har lösenordet {DEMO_PASSWORD}")
    for one in demo_people():
        print(f"       {one.email:34} {one.role}{f', {one.place}' if one.place else ''}", flush=True)
    print(where_mail_is(), flush=True)
    _serve_anew(told)


def _serve_anew(told: Namespace) -> None:
    """Serve in a process that has made no city: the threads that made its PDFs would hang in a forked worker."""
    told_again = ["serve", "--port", str(told.port), "--workers", str(told.workers)]
    os.execv(
        sys.executable, [sys.executable, "-c", "import sys; from kvar.cli import main; sys.exit(main())", *told_again]
    )
