"""Everything that may be wrong with a content folder from outside, as a table."""

import os
from collections.abc import Callable
from dataclasses import dataclass

from tests.content.folders import Folder

Breaking = Callable[[Folder], None]
HOT, SUBLET, OWN, RENT = (
    "checklists/hot.yaml",
    "checklists/andrahand.yaml",
    "handbook/1_forebyggande.md",
    "law/rent.yaml",
)
LETTER, TEXT = "letters/informationsbrev_hyra/brev.yaml", "letters/informationsbrev_hyra/text.md"
OF_RENT = ("", ".lattlast", ".en")
TOLD = "letters/atagande_el/brev.yaml"
SWEDISH_ONLY = "letters/bekraftelse_kfm/brev.yaml"
A02 = "Pröva bistånd till andrahandshyran utan att kräva hyresvärdens tillstånd"
ELSEWHERE = "/etc/hosts"
LAUGHS = "".join(
    f"{after}: &{after} [{', '.join(['*' + before] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


def changed(name: str, old: str, new: str) -> Breaking:
    def change(folder: Folder) -> None:
        folder.change(name, old, new)

    return change


def written(name: str, content: bytes | str) -> Breaking:
    def write(folder: Folder) -> None:
        (folder.path / name).write_bytes(content.encode() if isinstance(content, str) else content)

    return write


def gone(name: str) -> Breaking:
    def remove(folder: Folder) -> None:
        (folder.path / name).unlink()

    return remove


def linked(name: str, to: str) -> Breaking:
    def link(folder: Folder) -> None:
        (folder.path / name).unlink()
        (folder.path / name).symlink_to(to)

    return link


def piped(name: str) -> Breaking:
    """Opening it would wait for ever."""

    def pipe(folder: Folder) -> None:
        (folder.path / name).unlink()
        os.mkfifo(folder.path / name)

    return pipe


def emptied(name: str) -> Breaking:
    """A folder of that name instead of the file."""

    def empty(folder: Folder) -> None:
        (folder.path / name).unlink()
        (folder.path / name).mkdir()

    return empty


def grown(size: int, *names: str) -> Breaking:
    def grow(folder: Folder) -> None:
        for name in names:
            os.truncate(folder.path / name, size)

    return grow


def crowded(number: int) -> Breaking:
    def crowd(folder: Folder) -> None:
        for n in range(number):
            (folder.path / f"handbook/{n}.md").touch()

    return crowd


def both(*breakings: Breaking) -> Breaking:
    def break_all(folder: Folder) -> None:
        for breaking in breakings:
            breaking(folder)

    return break_all


def stepped(number: int) -> Breaking:
    """A list of many small steps."""
    row = (
        "  - {{id: {id}, title: Ring, text: Ring., unit: vuxen, due: {{counted_from: never}}, origin: local, "
        "sources: [fl-27], chapter: 5, leaves: Samtal}}\n"
    )
    rows = "".join(row.format(id=f"Z{step % 100:02}") for step in range(number))
    return written("checklists/z.yaml", f"list: Z\ntitle: Många\nsections: [B]\nsteps:\n{rows}")


@dataclass(frozen=True)
class Fault:
    """What is done to the folder, and what is said: in which file, on a line that holds ``at``, with which words."""

    done: Breaking
    file: str
    says: str
    at: str = ""


FAULTS = {
    "missing file": Fault(gone("sources.yaml"), "sources.yaml", "Filen saknas. Lägg tillbaka den"),
    "missing letter text": Fault(gone(TEXT), LETTER, "Brevet saknar text på svenska. Skriv den i text.md bredvid."),
    "missing chapter": Fault(gone(OWN), HOT, "Inget stycke i handboken länkar till", "- id: H"),
    "repeated step": Fault(
        changed(HOT, "id: H02", "id: H01"), HOT, "H01 finns två gånger. Första gången är", "- id: H01"
    ),
    "repeated letter of a list": Fault(
        changed("checklists/storning.yaml", "list: D", "list: H"),
        "checklists/storning.yaml",
        "hör inte hemma i listan H",
    ),
    "repeated code": Fault(
        changed("codes.yaml", "{id: premises,", "{id: rental,"), "codes.yaml", "rental finns två gånger.", "id: rental"
    ),
    "repeated unit": Fault(
        changed("organisation.yaml", "id: barn_och_unga", "id: vuxen"),
        "organisation.yaml",
        "vuxen finns två gånger.",
        "id: vuxen",
    ),
    "repeated passage": Fault(
        changed(OWN, "  - id: en-vag-in", "  - id: mal"), OWN, "Rubrikerna ska vara samma stycken"
    ),
    "repeated chapter": Fault(
        changed(OWN, "id: forebyggande", "id: barnratt"),
        "handbook/2_barnratt.md",
        "barnratt finns två gånger.",
        "id: barnratt",
    ),
    "unknown condition": Fault(
        changed(HOT, "[debt_at_stake]", "[debts_at_stake]"), HOT, "Menar du debt_at_stake?", "debts_at_stake"
    ),
    "due from no fact": Fault(
        changed(HOT, "from: arrival}", "from: arival}"),
        HOT,
        "kan inte vara arival. Menar du arrival? Välj bland arrival,",
        "arival",
    ),
    "unknown key": Fault(
        changed(HOT, "    unit: vuxen", "    unitt: x\n    unit: vuxen"),
        HOT,
        "Nyckeln unitt är okänd. Menar du unit?",
        "unitt",
    ),
    "no such day": Fault(
        changed("edition.yaml", "2025-07-01", "2025-02-30"), "edition.yaml", "kontrollera att dagen finns", "2025-02-30"
    ),
    "overlapping wordings": Fault(
        changed(OWN, "until: 2025-06-30", "until: 2025-07-15"),
        OWN,
        "börjar 2025-07-01, men den förra gäller till 2025-07-15. Skriv until",
        "- id: mal",
    ),
    "a wording is missing": Fault(
        changed(OWN, "until: 2025-06-30", "until: 2025-06-20"),
        OWN,
        "mal har ingen lydelse mellan 2025-06-20 och 2025-07-01.",
        "- id: mal",
    ),
    "overlapping law": Fault(
        changed(RENT, "    - from: 1980-01-01\n", "    - from: 1980-01-01\n      until: 1999-01-01\n"),
        RENT,
        "Raden överlappar nästa rad. Ändra until",
        "from: 1980-01-01",
    ),
    "overlapping steps": Fault(
        both(
            changed(SUBLET, "starts_on: 2027-01-01", "starts_on: 2026-12-01"),
            changed(SUBLET, "title: Pröva bistånd till andrahandshyran efter de nya reglerna", f"title: {A02}"),
        ),
        SUBLET,
        "A03 och A02 har samma rubrik och enhet, och gäller samtidigt. Skriv until i det äldre",
        "id: A03",
    ),
    "a step ends before it begins": Fault(
        changed(SUBLET, "until: 2026-12-31", "until: 2020-12-31"),
        SUBLET,
        "slutar gälla innan det börjar",
        "id: A02",
    ),
    "a source ends before it begins": Fault(
        changed("sources.yaml", "from: 2025-07-01", "from: 2025-07-01, until: 2024-01-01"),
        "sources.yaml",
        "slutar gälla innan den börjar.",
        "id: sol25",
    ),
    "law of another kind": Fault(
        changed(RENT, "chosen_by: [rent_due_on]", "chosen_by: 7"), RENT, "chosen_by ska vara en lista.", "chosen_by: 7"
    ),
    "law with a list for a yes": Fault(
        changed(RENT, "rolls: unsettled", "rolls: [1]"),
        RENT,
        "rolls ska vara true, false eller unsettled.",
        "rolls: [1]",
    ),
    "tab": Fault(
        changed(HOT, "    unit: vuxen", "\tunit: vuxen"),
        HOT,
        "Raden har en tabb i början. YAML tillåter bara mellanslag",
        "\tunit",
    ),
    "tab in a chapter": Fault(
        changed(OWN, "    sources: [", "\tsources: ["), OWN, "Raden har en tabb i början.", "\tsources"
    ),
    "colon in a text": Fault(
        changed(HOT, "leaves: Aktualisering", "leaves: Obs: Aktualisering"),
        HOT,
        "Raden har ett kolon för mycket",
        "Obs: ",
    ),
    "unclosed quote": Fault(
        changed("edition.yaml", "label: Bistånd till", 'label: "Bistånd till'),
        "edition.yaml",
        "Ett citattecken öppnas men stängs aldrig.",
    ),
    "two documents": Fault(changed(HOT, "\nsteps:", "\n---\nsteps:"), HOT, "tre bindestreck på en egen rad. Ta bort"),
    "empty file": Fault(
        written("edition.yaml", ""), "edition.yaml", "Filen ska bestå av nycklar med värden, men är tom"
    ),
    "a key that is a list": Fault(written("edition.yaml", "? [a, b]\n: 3\n"), "edition.yaml", "Nyckeln id saknas."),
    "unknown blank": Fault(
        changed(TEXT, "{inkom_dag}", "{inkom_dagen}"),
        TEXT,
        "Luckan {inkom_dagen} finns inte bland blanks i brev.yaml. Menar du inkom_dag?",
        "{inkom_dagen}",
    ),
    "unused blank": Fault(
        changed(TEXT, "{bostad}", "hemmet"), LETTER, "Luckan bostad används inte i text.md. Ta bort den", "name: bostad"
    ),
    "blank in the wrong passage": Fault(
        changed(TEXT, "Ofta går", "Senast {sista_dag}. Ofta går"),
        TEXT,
        "får bara stå i stycket sista_dag_saker.",
        "Ofta går",
    ),
    "blank with å": Fault(
        changed(TEXT, "{inkom_dag}", "{dagen_då}"), TEXT, "En klammer står här som inte är en lucka.", "{dagen_då}"
    ),
    "unknown passage": Fault(
        changed(TEXT, "[om: barn]", "[om: barnen]"),
        TEXT,
        "Stycket barnen finns inte bland passages i brev.yaml. Menar du barn?",
        "[om: barnen]",
    ),
    "passage without an end": Fault(
        changed(TEXT, "[slut]\n## Håller", "## Håller"), TEXT, "Stycket barn är inte avslutat."
    ),
    "end without a passage": Fault(
        changed(TEXT, "[om: barn]\n", ""), TEXT, "[slut] står här utan att något stycke har börjat.", "[slut]"
    ),
    "letter in another language without its file": Fault(
        changed(SWEDISH_ONLY, "languages: [sv]", "languages: [sv, en]"),
        SWEDISH_ONLY,
        "Brevet saknar text på engelska.",
        "languages",
    ),
    "letter without Swedish": Fault(
        changed(LETTER, "languages: [sv, lattlast, en]", "languages: [lattlast, en]"),
        LETTER,
        "Brevet ska finnas på svenska",
        "languages",
    ),
    "letter's choice without options": Fault(
        changed(LETTER, "{name: bostad, ", "{name: bostad, asked: choice, "), LETTER, "ska ha options", "name: bostad"
    ),
    "letter's passage to choose without a name": Fault(
        changed(LETTER, "{name: barn}", "{name: barn, chosen: true}"), LETTER, "ska ha says", "name: barn"
    ),
    "letter without a title": Fault(changed(TEXT, "# Du", "Du"), TEXT, "Brevet ska ha precis en titel"),
    "box of one line": Fault(
        changed(TEXT, "> Ring oss redan i dag\n> Det kan", "\n> Det kan"),
        TEXT,
        "En ruta (rader med >) börjar med två rader",
        "> Det kan",
    ),
    "mark that is more than a line": Fault(
        changed("organisation.yaml", "path: M4 3H44", "path: M4 3<script/>H44"),
        "organisation.yaml",
        "Klistra in det som står i d=",
        "path: M4",
    ),
    "letter telling what nobody has a code for": Fault(
        changed(TOLD, "scope: [payment]", "scope: [payments]"), TOLD, "Menar du payment?", "scope: [payments]"
    ),
    "letter told on a ground that is not there": Fault(
        changed(TOLD, "ground: undertaking", "ground: promise"), TOLD, "Koden promise finns inte", "ground: promise"
    ),
    "letter of a unit that is not there": Fault(
        changed(TOLD, "written_by: ekonomiskt_bistand", "written_by: ekonomiskt"),
        TOLD,
        "Enheten ekonomiskt finns inte i organisation.yaml. Menar du ekonomiskt_bistand?",
        "written_by: ekonomiskt",
    ),
    "step that leads to another unit's letter": Fault(
        changed(LETTER, "channel:", "written_by: barn_och_unga\nchannel:"),
        "checklists/hot.yaml",
        "Steget H11 är vuxens, men brevet skrivs av barn_och_unga.",
        "letter: informationsbrev_hyra",
    ),
    "letter that does not say when it is used": Fault(
        changed(SWEDISH_ONLY, "use_when:", "used:"), SWEDISH_ONLY, "Nyckeln use_when saknas"
    ),
    "letter that does not say how it is left": Fault(
        changed(LETTER, "channel:", "way:"), LETTER, "Nyckeln channel saknas"
    ),
    "passage that the case knows nothing of": Fault(
        both(
            changed(LETTER, "{name: barn}", "{name: barnen}"),
            *(changed(f"letters/informationsbrev_hyra/text{of}.md", "[om: barn]", "[om: barnen]") for of in OF_RENT),
        ),
        LETTER,
        "Stycket barnen är inget som ärendet vet. Menar du barn?",
        "name: barnen",
    ),
    "blank that the case knows nothing of": Fault(
        both(
            changed(LETTER, "{name: bostad,", "{name: bostaden,"),
            *(changed(f"letters/informationsbrev_hyra/text{of}.md", "{bostad}", "{bostaden}") for of in OF_RENT),
        ),
        LETTER,
        "Luckan bostaden är inget som ärendet vet. Menar du bostad?",
        "name: bostaden",
    ),
    "letter in another's folder": Fault(
        changed(LETTER, "id: informationsbrev_hyra", "id: hyra"), LETTER, "Ge dem samma namn.", "id: hyra"
    ),
    "brace in a sentence": Fault(
        changed("reasons.yaml", "delgavs {day}.", "delgavs {day."),
        "reasons.yaml",
        "En klammer öppnas men stängs inte",
        "{day.",
    ),
    "blank with a width": Fault(
        changed("reasons.yaml", "delgavs {day}.", "delgavs {day:>9}."),
        "reasons.yaml",
        "En lucka har bara ett namn.",
        ":>9",
    ),
    "latin-1": Fault(
        written(HOT, "list: H\ntitle: \xc5r\n".encode("latin-1")),
        HOT,
        "inte sparad som UTF-8. Spara om den",
    ),
    "latin-1 in a letter": Fault(written(TEXT, "# Hej\n\xe5\n".encode("latin-1")), TEXT, "inte sparad som UTF-8."),
    "invisible sign": Fault(
        changed(HOT, "leaves: Akt", "leaves: \x07Akt"), HOT, "Raden har ett osynligt tecken", "\x07"
    ),
    "50 MB": Fault(grown(50_000_000, HOT), HOT, "Filen är 50 MB och läses inte: en fil får vara högst 2 MB."),
    "too much in all": Fault(
        grown(1_900_000, HOT, "edition.yaml", "codes.yaml", "reasons.yaml", "sources.yaml", "glossary.yaml"),
        ".",
        "tillsammans, och får vara högst 5 MB. Störst är",
    ),
    "too many files": Fault(
        crowded(1_001),
        ".",
        "Mappen har fler än 1000 filer",
    ),
    "too many steps": Fault(stepped(2_001), "checklists/z.yaml", "steg, och får ha högst 2000.", "steps:"),
    "billion laughs": Fault(
        written("edition.yaml", "a: &a [ha]\n" + LAUGHS),
        "edition.yaml",
        "Förkortningar med & och * läses inte.",
        "&a",
    ),
    "deep nesting": Fault(written("edition.yaml", "id: " + "[" * 5_000), "edition.yaml", "i fler än 20 steg.", "id: ["),
    "link out of the folder": Fault(linked(HOT, ELSEWHERE), HOT, "Filen är en länk ut ur mappen och öppnas inte."),
    "link to itself": Fault(linked(HOT, "hot.yaml"), HOT, "Filen går inte att öppna."),
    "link from a single file": Fault(
        linked("edition.yaml", ELSEWHERE), "edition.yaml", "Filen är en länk ut ur mappen"
    ),
    "link of a letter": Fault(linked(TEXT, ELSEWHERE), TEXT, "Filen är en länk ut ur mappen"),
    "named pipe": Fault(piped(HOT), HOT, "Det här är ingen vanlig fil och öppnas inte."),
    "folder for a file": Fault(
        emptied(HOT),
        HOT,
        "Det här är ingen vanlig fil",
    ),
}
