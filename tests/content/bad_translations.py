"""Everything that may be wrong with the fixed block of a letter and its translations, as a table."""

from tests.content.bad_folders import LETTER, Fault, changed

ARABIC, NOTE = "translations/ar.yaml", "letters/lapp_efter_besok/brev.yaml"
CHILD, OFFICE = "letters/brev_barn/brev.yaml", "letters/svar_anmalare/brev.yaml"
REASON = "swedish_only: Bara den som är skyldig att anmäla får svaret, i sitt arbete. Privatpersoner får inget svar."
TRANSLATION_FAULTS: dict[str, Fault] = {
    "translation of an older row": Fault(
        changed("fixed_block.yaml", "Du kan få tolk.", "Du får tolk."),
        ARABIC,
        "Den svenska raden interpreter har ändrats sedan den översattes.",
        'swedish: "Du kan få tolk.',
    ),
    "translation without a row": Fault(
        changed("fixed_block.yaml", "id: date", "id: day"),
        ARABIC,
        "Raden date finns inte i fixed_block.yaml.",
        "row: date",
    ),
    "translation without a blank": Fault(
        changed(ARABIC, ' {telefon}"\n  - row: int', ' 031"\n  - row: int'), ARABIC, "ska ha samma luckor", "031"
    ),
    "page without its number": Fault(
        changed(ARABIC, "{sida} من", "من"), ARABIC, "page har luckorna {sida} och {sidor}", "frame"
    ),
    "case without its number": Fault(changed(ARABIC, " {arende}", ""), ARABIC, "case har luckan {arende}", "frame"),
    "week of six days": Fault(changed(ARABIC, "السبت, ", ""), ARABIC, "weekdays är veckans sju dagar", "frame"),
    "approved by nobody": Fault(
        changed(ARABIC, "status: draft_machine", "status: approved"), ARABIC, "approved_by (vem) och approved_on (dag)"
    ),
    "translation in another file": Fault(
        changed(ARABIC, "code: ar", "code: fa"), ARABIC, "Språket fa ska ligga i translations/fa.yaml", "code: fa"
    ),
    "letter that others read says the home": Fault(
        changed(NOTE, "[call, language]", "[home, call]"),
        NOTE,
        "Raden home får inte stå i det här brevet: någon annan kan läsa det.",
        "fixed_block",
    ),
    "note that tells of an interpreter": Fault(
        changed(NOTE, "[call, language]", "[call, interpreter]"),
        NOTE,
        "Raden interpreter får inte stå i det här brevet: någon annan kan läsa det.",
        "fixed_block",
    ),
    "letter to a child says the home": Fault(
        changed(CHILD, "[call,", "[home, call,"), CHILD, "Raden home får inte stå i det här brevet", "fixed_block"
    ),
    "block with an unknown row": Fault(
        changed(LETTER, "[home, call,", "[hem, call,"),
        LETTER,
        "Raden hem finns inte i fixed_block.yaml.",
        "fixed_block",
    ),
    "block without its day": Fault(
        changed(LETTER, "fixed_date: sista_dag\n", ""), LETTER, "fixed_date säger vilken lucka", "fixed_block"
    ),
    "block with an unknown day": Fault(
        changed(LETTER, "fixed_date: sista_dag", "fixed_date: sista_dagen"),
        LETTER,
        "Det fasta blocket behöver luckan sista_dagen, som inte finns bland blanks. Menar du sista_dag?",
        "fixed_block",
    ),
    "letter to the household without easy Swedish": Fault(
        changed(LETTER, "languages: [sv, lattlast, en]", "languages: [sv, en]"),
        LETTER,
        "Brevet läses av den som det handlar om. Skriv det också på lätt svenska.",
        "languages",
    ),
    "letter to a child without a block for other languages": Fault(
        changed(CHILD, "fixed_block: [call, interpreter, date]\nfixed_date: motes_dag\n", ""),
        CHILD,
        "Välj rader till det fasta blocket (fixed_block).",
    ),
    "letter in Swedish alone without a reason": Fault(
        changed(OFFICE, REASON, "# none"), OFFICE, "Ett brev bara på svenska säger varför (swedish_only)."
    ),
    "reason for Swedish alone in a letter that has more": Fault(
        changed(LETTER, "languages: [sv, lattlast, en]", "languages: [sv, lattlast, en]\nswedish_only: Därför."),
        LETTER,
        "Andra brev ska inte säga det.",
        "languages",
    ),
    "whole text in an unknown language": Fault(
        changed(LETTER, "blanks:", "translated: [{language: xx, status: draft_machine}]\nblanks:"),
        LETTER,
        "Språket xx har ingen fil i translations/.",
        "translated",
    ),
}
