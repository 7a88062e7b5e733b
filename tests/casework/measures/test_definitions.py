"""A definition says what is counted, from when, what is left out and from where; its parts have words."""

import pytest

from kvar.casework.measures.arrivals import SENDER_PARTS, sender_kind
from kvar.casework.measures.days_parts import DAYS_PARTS
from kvar.casework.measures.dimensions import GROUNDS, HOUSEHOLD_TYPES, ground_id
from kvar.casework.measures.measured import UNKNOWN, YES_NO, Kind, Measure
from kvar.casework.measures.registry import GROUPS, MEASURES, measure_of
from kvar.casework.statistics.survival import BOUNDS
from kvar.content.load import load


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.id)
def test_a_definition_says_from_when_what_is_left_out_and_from_where(measure: Measure) -> None:
    words = measure.definition
    assert " dag" in words and ("från" in words or "efter den dag" in words or "i hur många" in words.lower())
    assert "skyddade personuppgifter" in words and ("räknas inte" in words or "räknas varken" in words)
    assert "Källa:" in words and str(measure.source).endswith(".")
    assert "\n" not in words and len(words) < 700


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.id)
def test_a_measure_has_words_for_each_part_once(measure: Measure) -> None:
    ids = [part.id for part in measure.parts]
    assert len(ids) == len(set(ids)) > 1
    assert all(str(part.label).strip() for part in measure.parts) and str(measure.label)
    assert measure.kind is not Kind.SHARE or measure.parts == YES_NO
    assert measure.kind is not Kind.TIME or measure.parts == DAYS_PARTS


def test_measures_are_found_by_their_id_and_stand_in_one_group() -> None:
    assert len({measure.id for measure in MEASURES}) == len(MEASURES) == sum(len(group.measures) for group in GROUPS)
    assert all(measure_of(measure.id) is measure for measure in MEASURES)
    with pytest.raises(KeyError):
        measure_of("no_such_measure")


def test_the_parts_of_time_run_from_the_shortest_to_the_longest_and_then_the_open() -> None:
    names = [*(str(bound) for bound in BOUNDS), "more"]
    assert [part.id for part in DAYS_PARTS] == [
        *(f"after_{name}" for name in names),
        *(f"open_{name}" for name in names),
    ]
    labels = [str(part.label) for part in DAYS_PARTS]
    assert labels[:4] == ["samma dag", "dagen efter", "2–3 dagar", "4–7 dagar"] and len(set(labels)) == len(labels)


def test_every_cause_of_the_content_is_a_ground_and_every_sender_has_a_kind() -> None:
    known = {part.id for part in GROUNDS}
    causes = {ground: ground_id(ground) for ground in load().codes.causes_by_ground}
    assert set(causes.values()) == known - {UNKNOWN}
    assert ground_id("enforcement") == ground_id("child_report") == ground_id("") == UNKNOWN
    kinds = {sender_kind(sender.id) for sender in load().codes.sender_types}
    assert kinds == {part.id for part in SENDER_PARTS}
    assert [part.id for part in HOUSEHOLD_TYPES] == ["with_children", "without_children", UNKNOWN]
