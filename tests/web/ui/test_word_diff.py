"""Two wordings side by side: what went, what came, and no more of the rest than its sentence."""

import random

from kvar.web.ui.word_diff import Fate, Run, sides_by_line, sides_by_word

LONG = "Det här är en mening som inte ändras alls och som är ganska lång för att vara en mening."


def told(before: str, after: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    old, new = sides_by_word(before, after)
    return [(run.fate.value, run.text) for run in old], [(run.fate.value, run.text) for run in new]


def test_a_changed_word_is_marked_on_both_sides() -> None:
    assert told("Gör det inom en vecka", "Gör det samma dag") == (
        [("same", "Gör det"), ("gone", "inom en vecka")],
        [("same", "Gör det"), ("came", "samma dag")],
    )


def test_a_few_words_between_two_changes_are_one_change() -> None:
    old, new = told("Ring Anna i morgon efter lunch", "Skriv Anna i kväll efter lunch")
    assert old == [("gone", "Ring Anna i morgon"), ("same", "efter lunch")]
    assert new == [("came", "Skriv Anna i kväll"), ("same", "efter lunch")]


def test_far_from_a_change_the_text_is_left_out_but_its_own_sentence_is_kept() -> None:
    old, _new = told(f"{LONG} Ring i dag före lunch. {LONG}", f"{LONG} Ring i morgon före lunch. {LONG}")
    assert old == [("cut", ""), ("same", "Ring i"), ("gone", "dag"), ("same", "före lunch."), ("cut", "")]


def test_an_abbreviation_ends_no_sentence() -> None:
    old, _new = told("Se 12 kap. 44 § som gäller nu", "Se 12 kap. 44 § som gällde då")
    assert old[0] == ("same", "Se 12 kap. 44 § som")


def test_two_equal_texts_have_no_change_and_an_empty_side_no_words() -> None:
    assert told("Samma", "Samma") == ([("same", "Samma")], [("same", "Samma")])
    assert told("", "Nytt") == ([], [("came", "Nytt")])
    assert told("", "") == ([], [])


def test_every_word_is_on_its_side_in_its_order() -> None:
    """But for what is left out: here the texts are too short for that."""
    chance = random.Random(1)
    for _ in range(300):
        before, after = (" ".join(chance.choices("abcd", k=chance.randrange(9))) for _side in range(2))
        old, new = sides_by_word(before, after)
        assert " ".join(run.text for run in old) == before
        assert " ".join(run.text for run in new) == after
        assert {run.fate for run in old} <= {Fate.SAME, Fate.GONE}
        assert {run.fate for run in new} <= {Fate.SAME, Fate.CAME}


def test_lists_are_compared_line_by_line_whatever_their_order() -> None:
    old, new = sides_by_line("ett\ntvå", "två\ntre")
    assert old == (Run(Fate.GONE, "ett\n"), Run(Fate.SAME, "två\n"))
    assert new == (Run(Fate.SAME, "två\n"), Run(Fate.CAME, "tre\n"))
