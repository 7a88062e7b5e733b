"""Reading in: by process leaders and the command, all or nothing, the newest of each source stands."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from kvar.casework.access_table import Role
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.public_figures import importing
from kvar.casework.public_figures.importing import import_figures
from kvar.casework.public_figures.reading import areas, public_figures, read_in
from kvar.records.models import AppendOnlyError, PublicFigure, PublicFigures
from tests import factories
from tests.casework.public_figures.files import GOOD, file_of

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY
DAY = date(2026, 2, 20)


def told(**fields: Any) -> dict[str, Any]:
    return {"by": factories.make_process_leader(), "today": TODAY, "content": GOOD.encode()} | fields


def test_what_is_read_in_stands_with_its_source_and_day() -> None:
    import_figures(**told())
    found = public_figures(factories.make_actor())
    assert [(one.year, one.value, one.source, one.on) for one in found] == [
        (2024, "229", "Kronofogden, statistik", DAY),
        (2025, "1845", "Kronofogden, statistik", DAY),
    ]


def test_what_is_told_with_the_file_goes_before_what_it_says() -> None:
    made = import_figures(**told(source="Kronofogden", on=DAY - timedelta(days=1)))
    assert (made.source, made.on) == ("Kronofogden", DAY - timedelta(days=1))


def test_a_new_file_of_a_source_replaces_the_old_which_stays() -> None:
    import_figures(**told())
    import_figures(**told(content=GOOD.replace("229", "230").encode()))
    import_figures(**told(source="Någon annan"))
    actor = factories.make_actor()
    assert [one.value for one in public_figures(actor) if one.year == 2024] == ["230", "229"]
    assert [(one.source, one.stands) for one in read_in(actor)] == [
        ("Kronofogden, statistik", True),
        ("Kronofogden, statistik", False),
        ("Någon annan", True),
    ]
    assert PublicFigure.objects.count() == 6


def test_nothing_is_half_read_in() -> None:
    content = GOOD.encode() + b"2023;;Riket;executed;x;\n"
    with pytest.raises(ActRefused, match=r"Rad 6: value är inget tal\..* Ingenting är inläst\.") as refused:
        import_figures(**told(content=content))
    assert refused.value.field == "file" and not PublicFigures.objects.exists()


def test_a_crash_in_the_middle_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_rows: Iterator[PublicFigure]) -> None:
        raise RuntimeError

    monkeypatch.setattr(importing.PublicFigure.objects, "bulk_create", crash)
    with pytest.raises(RuntimeError):
        import_figures(**told())
    assert not PublicFigures.objects.exists()


def test_of_many_wrong_lines_the_first_are_told_and_the_rest_counted() -> None:
    with pytest.raises(ActRefused, match="Dessutom är 3 rader fel"):
        import_figures(**told(content=file_of(*["x;;;;;"] * 8)))


@pytest.mark.parametrize(
    "fields, field, sentence",
    [
        ({"content": file_of("2024;;Riket;executed;1;")}, "source", "Skriv källan"),
        ({"content": file_of("2024;;Riket;executed;1;"), "source": "KFM"}, "on", "Skriv dagen"),
        ({"on": TODAY + timedelta(days=1)}, "on", "har inte varit än"),
        ({"source": "=HYPERLINK()"}, "source", "formel"),
        ({"source": "k" * 201}, "source", "längre än 200"),
    ],
)
def test_a_file_without_a_source_or_a_day_is_refused(fields: dict[str, Any], field: str, sentence: str) -> None:
    with pytest.raises(ActRefused, match=sentence) as refused:
        import_figures(**told(**fields))
    assert refused.value.field == field


def test_the_same_file_twice_is_refused_but_not_after_another() -> None:
    import_figures(**told())
    with pytest.raises(ActRefused, match="redan inläst"):
        import_figures(**told())
    import_figures(**told(content=GOOD.replace("229", "230").encode()))
    import_figures(**told())
    assert PublicFigures.objects.count() == 3


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.UNIT_HEAD, Role.SYSTEM_ADMIN])
def test_only_process_leaders_read_in(role: Role) -> None:
    with pytest.raises(Unseen):
        import_figures(**told(by=factories.make_actor(role=role)))
    assert not PublicFigures.objects.exists()


def test_a_role_without_the_follow_up_reads_nothing() -> None:
    for read in (public_figures, read_in):
        with pytest.raises(Unseen):
            read(factories.make_actor(role=Role.LOG_REVIEWER))


def test_what_is_read_in_is_never_changed() -> None:
    made = import_figures(**told(by=None))
    with pytest.raises(AppendOnlyError):
        made.save()
    with pytest.raises(AppendOnlyError):
        made.rows.get(year=2024).delete()


def test_the_municipality_and_the_country_are_shown_and_no_namesake() -> None:
    lines = [f"2024;;{area};executed;1;" for area in ("Riket", "Malmö", "Göteborg", "Göte", "Göteborgs Stad")]
    import_figures(**told(content=file_of(*lines), source="KFM", on=DAY))
    assert areas(public_figures(factories.make_actor())) == ("Göteborg", "Göteborgs Stad", "Riket")
