"""The programs in the docs run, and print what the page says they print."""

import re
from pathlib import Path

import pytest

from tests.harness.environment import PROJECT

FENCE = re.compile(r"^```(python|text)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PAGES = sorted(path for path in (PROJECT / "docs").rglob("*.md") if "```python" in path.read_text(encoding="utf-8"))


def test_there_is_a_page_with_a_program() -> None:
    assert PROJECT / "docs/reference/law.md" in PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_the_programs_of_a_page_run_in_order_and_print_what_it_says(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names: dict[str, object] = {}
    printed = ""
    for kind, text in FENCE.findall(page.read_text(encoding="utf-8")):
        if kind == "text":
            assert [line.rstrip() for line in printed.splitlines()] == [line.rstrip() for line in text.splitlines()]
            continue
        exec(compile(text, str(page), "exec"), names)
        printed = capsys.readouterr().out


def test_the_names_in_the_table_are_public() -> None:
    from kvar import law

    table = (PROJECT / "docs/reference/law.md").read_text(encoding="utf-8").split("## The public names")[1]
    named = set(re.findall(r"`([A-Za-z_]+)\(", table)) | set(re.findall(r"`(is_\w+|next_\w+|why_\w+|add_\w+)`", table))
    assert len(named) > 12
    assert {name for name in named if not hasattr(law, name)} == set()


GUIDES = ("laget", "samordna-ett-arende", "kontakt", "natten-och-breven")
SCREENS = [path for end in ("html", "py", "yaml") for path in (PROJECT / "kvar").rglob(f"*.{end}")]


@pytest.mark.parametrize("guide", GUIDES)
def test_what_a_guide_puts_in_italics_is_said_by_the_program(guide: str) -> None:
    text = (PROJECT / f"docs/how-to/{guide}.md").read_text(encoding="utf-8")
    named = {" ".join(found.split()) for found in re.findall(r"(?<![*\w])\*([^*]+)\*(?![*\w])", text)}
    said = " ".join(path.read_text(encoding="utf-8") for path in SCREENS)
    assert named and [words for words in named if words.removesuffix(" …") not in said] == []
