"""A paper reads no file and asks nobody for anything: not for what stands in it, and not if its layout wanted to."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
import typst

from kvar.casework.benchmark.hostile import PRINTED
from kvar.paper import pdf as paper_pdf
from kvar.paper.letter import LetterPaper, Paragraph
from kvar.paper.pdf import PaperRefused, compiled_pdf, letter_pdf
from tests.paper.papers import letter, words

HERE = Path(paper_pdf.__file__).parent
LAYOUTS = sorted(HERE.rglob("*.typ"))
CANARY = "kanariefågel"
READS = 'read("{name}")'
SPEAKS = '#set document(title: "x", date: datetime(..json(bytes(sys.inputs.data)).made))\n#set text(lang: "sv")\n= x\n'
PACKAGE = '#import "@preview/cetz:0.3.4": *'
DAY = date(2026, 11, 22)


def hostile_letter() -> LetterPaper:
    return letter(blocks=tuple(map(Paragraph, PRINTED)))


@contextmanager
def knocks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every way out leads to a door that writes down who knocks, and opens to nobody."""
    found: list[str] = []

    def answer(door: socket.socket) -> None:
        try:
            while True:
                caller, _address = door.accept()
                with caller:
                    found.append(caller.recv(200).decode("latin-1").split("\r\n")[0])
        except OSError:  # the door is closed
            return

    with socket.create_server(("127.0.0.1", 0)) as door:
        for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{door.getsockname()[1]}")
            monkeypatch.setenv(name.lower(), f"http://127.0.0.1:{door.getsockname()[1]}")
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        listener = Thread(target=answer, args=(door,), daemon=True)
        listener.start()
        yield found
        door.shutdown(socket.SHUT_RDWR)
        listener.join()


@pytest.fixture
def layout(tmp_path: Path) -> Path:
    """A layout of its own, with a file beside it and one outside, which both say the canary's word."""
    (tmp_path / "papers").mkdir()
    for place in (tmp_path, tmp_path / "papers"):
        (place / "canary.txt").write_text(CANARY, "utf-8")
    return tmp_path / "papers" / "layout.typ"


def written(layout: Path, code: str) -> Path:
    layout.write_text(SPEAKS + code, "utf-8")
    return layout


def read_from(layout: Path, names: tuple[str, ...]) -> LetterPaper:
    return letter(blocks=tuple(Paragraph(f"#{READS.format(name=name)}") for name in names))


def test_what_stands_in_a_letter_reads_no_file(layout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the one beside the layout, nor the one above it, nor one by its whole path."""
    layout.write_text((HERE / "letter.typ").read_text("utf-8"), "utf-8")
    monkeypatch.setattr(paper_pdf, "_LAYOUT", layout)
    names = ("canary.txt", "/canary.txt", "../canary.txt", str(layout.parent / "canary.txt"))
    printed = words(letter_pdf(read_from(layout, names)))
    assert CANARY not in printed and printed.count("#read(") == len(names)


def test_a_layout_that_reads_would_be_seen(layout: Path) -> None:
    """The control: the typesetter itself does read a file beside the layout, and then the canary's word is there."""
    written(layout, f"#{READS.format(name='canary.txt')}")
    inputs = {"data": '{"made": {"year": 2026, "month": 11, "day": 22}}'}
    assert CANARY in words(typst.Compiler(layout, root=layout.parent).compile(sys_inputs=inputs, format="pdf"))


@pytest.mark.parametrize("name", ["canary.txt", "/canary.txt", "../canary.txt", "/etc/passwd", "../pdf.py"])
def test_not_even_a_layout_reads_what_lies_beside_it(layout: Path, name: str) -> None:
    written(layout, "ord")
    assert words(compiled_pdf(layout, {}, on=DAY)) == "xord"
    other = written(layout.with_name("reading.typ"), f"#{READS.format(name=name)}")
    with pytest.raises(PaperRefused):
        compiled_pdf(other, {}, on=DAY)


def test_what_stands_in_a_letter_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    with knocks(monkeypatch) as found:
        assert "#import" in words(letter_pdf(hostile_letter()))
    assert found == []


def test_a_layout_that_asks_for_a_package_would_be_heard(layout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: left to itself the typesetter goes for the package, and knocks."""
    layout.write_text(PACKAGE, "utf-8")
    empty = layout.parent / "packages"
    with knocks(monkeypatch) as found, pytest.raises(typst.TypstError, match="failed to download"):
        typst.Compiler(layout, package_path=empty, package_cache_path=empty).compile(format="pdf")
    assert found and "packages.typst.org" in found[0]


@pytest.mark.parametrize(
    "code", [PACKAGE, '#include "other.typ"', '#plugin("x.wasm")', '#eval("import \\"@preview/cetz:0.3.4\\"")']
)
def test_a_layout_that_asks_for_anything_is_never_set(layout: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written(layout, code)
    with knocks(monkeypatch) as found, pytest.raises(ValueError, match="asks for what lies outside it"):
        compiled_pdf(layout, {}, on=DAY)
    assert found == []


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_picture_is_drawn_from_the_data_and_never_from_a_file(layout: Path) -> None:
    text = layout.read_text("utf-8")
    assert text.count("image(") == text.count("image(bytes(")
    assert text.count("json(") == text.count("json(bytes(") == 1
