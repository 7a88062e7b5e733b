"""A letter to a child is for its age, and goes only while the child is investigated or a guardian has said yes."""

from dataclasses import replace
from datetime import date

import pytest

from kvar import law
from kvar.casework.errors import ActRefused
from kvar.casework.letters import stops
from kvar.casework.letters.facts import letter_facts
from kvar.casework.letters.issuing import issue_letter
from kvar.casework.letters.stop import Stop
from kvar.casework.letters.words import Chosen
from kvar.casework.steps.notes import answer_question
from kvar.content.load import load
from kvar.records.models import Letter, Person
from tests import factories
from tests.factories import TODAY
from tests.factories_letters import MEETING, Scene, family

pytestmark = pytest.mark.django_db
YOUNG, OLDER = "brev_barn", "brev_ungdom"


def stopped(scene: Scene) -> list[Stop]:
    told = letter_facts(letter=scene.letter, case=scene.case, by=scene.by, today=TODAY, chosen=scene.chosen)
    return list(told.stops)


def birthday(age: int) -> date:
    """Somebody who turns so old today."""
    return TODAY.replace(year=TODAY.year - age)


def test_the_two_letters_meet_without_a_gap() -> None:
    young, older = load().letters[YOUNG].ages, load().letters[OLDER].ages
    assert young and older and (young.first, young.last + 1, older.last) == (7, older.first, 17)


@pytest.mark.parametrize(
    "letter, age, kind",
    [
        (YOUNG, 6, "child_too_young"),
        (YOUNG, 7, ""),
        (YOUNG, 12, ""),
        (YOUNG, 13, "child_of_other_age"),
        (OLDER, 12, "child_of_other_age"),
        (OLDER, 13, ""),
        (OLDER, 17, ""),
        (OLDER, 18, "child_grown"),
    ],
)
def test_each_letter_is_for_its_age(letter: str, age: int, kind: str) -> None:
    found = stopped(family(letter, born=birthday(age)))
    assert [stop.kind for stop in found] == ([kind] if kind else [])
    if kind == "child_of_other_age":
        assert found[0].ways[0].about[1] == {YOUNG: OLDER, OLDER: YOUNG}[letter]


def test_the_day_before_a_birthday_she_is_not_so_old_yet() -> None:
    tomorrow = birthday(13).replace(day=TODAY.day + 1)
    assert not stopped(family(YOUNG, born=tomorrow))


@pytest.mark.parametrize("year, kind", [(None, "child_age_unknown"), (2013, "child_age_unknown"), (2015, "")])
def test_an_age_that_is_not_certain_is_found_out_first(year: int | None, kind: str) -> None:
    """Of a year alone she has two ages: one who is 12 or 13 has no letter yet."""
    scene = family(YOUNG)
    Person.objects.filter(name="Omar Prov").update(born_on=None, birth_year=year)
    found = stopped(scene)
    assert [stop.kind for stop in found] == ([kind] if kind else [])
    assert not found or found[0].ways[0].about[1] == "born_on"


@pytest.mark.parametrize("born, told", [(birthday(13), False), (birthday(14), False), (birthday(15), True)])
def test_only_whoever_has_turned_15_is_told_that_she_speaks_for_herself(born: date, told: bool) -> None:
    """SoL 3:4. What somebody ticks changes nothing: her day of birth decides it."""
    scene = family(OLDER, born=born)
    for ticked in (frozenset[str](), frozenset({"femton"})):
        assert ("femton" in passages(scene, ticked)) is told


@pytest.mark.parametrize("year, told", [(TODAY.year - 16, True), (TODAY.year - 15, False), (None, False)])
def test_an_age_that_is_not_certain_tells_her_nothing_of_it(year: int | None, told: bool) -> None:
    scene = family(OLDER, born=birthday(15))
    Person.objects.filter(name="Omar Prov").update(born_on=None, birth_year=year)
    assert ("femton" in passages(scene)) is told


def passages(scene: Scene, ticked: frozenset[str] = frozenset()) -> frozenset[str]:
    chosen = replace(scene.chosen, passages=ticked)
    return letter_facts(letter=OLDER, case=scene.case, by=scene.by, today=TODAY, chosen=chosen).passages


def test_without_the_stop_any_child_would_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The protection switched off."""
    scene = family(YOUNG, born=birthday(17))
    with pytest.raises(ActRefused, match="Brevet är för 7–12 år, och Omar Prov är 17 år"):
        send(scene)
    monkeypatch.setattr(stops, "wrong_age", lambda _letter, _about: iter(()))
    assert send(scene)


def send(scene: Scene) -> Letter:
    chosen = Chosen(typed=MEETING, guardian_said_on=scene.chosen.guardian_said_on, guardian=scene.chosen.guardian)
    told = {"letter": scene.letter, "channel": "hand", "chosen": chosen}
    return issue_letter(case=scene.case, by=scene.by, today=TODAY, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize("yes, sentence", [(None, "Det är inte känt om en utredning"), (False, "Ingen utredning")])
def test_without_an_investigation_or_a_guardians_yes_no_child_is_written_to(yes: bool | None, sentence: str) -> None:
    """SoL 20:7. That nobody has answered is no yes."""
    scene = family(YOUNG, yes=False)
    if yes is not None:
        answer(scene, yes=yes)
    with pytest.raises(ActRefused, match=sentence):
        send(scene)
    assert not Letter.objects.exists()
    answer(scene, yes=True)
    assert send(scene)


def answer(scene: Scene, *, yes: bool) -> None:
    told = {"question": law.Question.CHILD_INVESTIGATION_OPEN, "yes": yes, "source": factories.answer_source()}
    answer_question(case=scene.case, by=scene.by, today=TODAY, **told)  # type: ignore[arg-type]
