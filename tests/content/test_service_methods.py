"""The ways to serve: each of the law's ways can be chosen, and everything the rules say of one has its sentence."""

import re

from kvar import law
from kvar.content.library import Library
from tests.law.build import the_law
from tests.law.test_service import ALL, act_of

STORED = {"acknowledged", "process_server", "handed_to_adult", "left_at_home", "publication", "other"}


def test_each_way_of_the_law_is_one_choice(library: Library) -> None:
    meant = [code.means for code in library.codes.service_methods if code.means]
    assert sorted(meant) == sorted(law.Method)


def test_what_is_already_stored_can_still_be_read(library: Library) -> None:
    """The two that do not say by whom are no way of the law: the day counts, and somebody is asked to find out."""
    assert {id: library.codes.service_method(id).means for id in sorted(STORED)} == {
        "acknowledged": law.Method.ORDINARY,
        "handed_to_adult": None,
        "left_at_home": None,
        "other": None,
        "process_server": law.Method.PROCESS_SERVER_PERSONAL,
        "publication": law.Method.PUBLICATION,
    }


def test_each_choice_says_when_it_counts_and_what_to_write_down_or_ask(library: Library) -> None:
    notes = {code.id: code.note or "" for code in library.codes.service_methods}
    assert [id for id, note in notes.items() if not re.search("[Rr]äkna", note) and id != "registered_letter"] == []
    assert [id for id, note in notes.items() if not re.search("Skriv|Fråga", note)] == []
    assert [code.id for code in library.codes.service_methods if code.means and not code.sources] == []


def test_everything_said_of_a_service_has_a_sentence(library: Library) -> None:
    texts = {
        law.ReasonKind.FACT: library.reasons.facts,
        law.ReasonKind.MISSING: library.reasons.missing,
        law.ReasonKind.PERIOD: library.reasons.periods,
        law.ReasonKind.SOURCE: library.sources,
    }
    served = [law.served(act_of(one["act"]), the_law()) for one in ALL if "not_in_force_service" not in one["expect"]]
    said = {(reason.kind, reason.name) for finding in served for reason in finding.reasons}
    assert {name for kind, name in said if name not in texts[kind]} == set()
    assert "termination_served" in library.reasons.facts
