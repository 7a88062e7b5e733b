"""A draft goes home as one file and comes back; what is no content never comes in."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from kvar.casework.access import Actor
from kvar.casework.editions.archive import packed, take_in_files
from kvar.casework.editions.drafts import findings_of
from kvar.casework.editions.store import draft_folder
from kvar.casework.errors import ActRefused
from kvar.content.load import digest_of, load
from kvar.records.models import ContentDraft
from tests import factories
from tests.factories import TODAY


@pytest.fixture
def draft(leader: Actor) -> ContentDraft:
    return factories.make_content_draft(by=leader)


def an_archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def files_in(packed_draft: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(packed_draft)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def taken_in(draft: ContentDraft, by: Actor, archive: bytes, version: int = 1) -> int:
    return take_in_files(draft=draft, by=by, today=TODAY, version=version, archive=archive)


@pytest.mark.parametrize("inside", ["", "innehall/"])
def test_what_went_out_comes_back(draft: ContentDraft, leader: Actor, inside: str) -> None:
    files = {f"{inside}{name}": content for name, content in files_in(packed(draft)).items()}
    litter = {"__MACOSX/._edition.yaml": b"x", f"{inside}.DS_Store": b"x"}
    assert taken_in(draft, leader, an_archive(files | litter)) == len(files)
    assert digest_of(draft_folder(draft.pk)) == load().digest


def test_the_same_draft_gives_the_same_file(draft: ContentDraft) -> None:
    assert packed(draft) == packed(draft)


def test_a_fault_in_a_file_comes_in_and_is_found(draft: ContentDraft, leader: Actor) -> None:
    files = files_in(packed(draft))
    files["edition.yaml"] += b"\tid: fel\n"
    taken_in(draft, leader, an_archive(files))
    assert [one.file for one in findings_of(draft)] == ["edition.yaml"]


def a_damaged_archive() -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("edition.yaml", b"id: a\n" * 2_000)
    told = bytearray(out.getvalue())
    told[42:50] = b"\xff" * 8  # inside what is packed: the list of files is whole
    return bytes(told)


BOMB = b"\0" * 11_000_000


@pytest.mark.parametrize(
    ("archive", "sentence"),
    [
        (b"no archive at all", "inget zip-arkiv"),
        (an_archive({"edition.yaml": b"x"})[:-30], "inget zip-arkiv"),
        (a_damaged_archive(), "inget zip-arkiv"),
        (an_archive({}), "är tomt"),
        (an_archive({"__MACOSX/._edition.yaml": b"x"}), "är tomt"),
        (an_archive({"law.yaml": b"x", "law.yaml/rent.yaml": b"x"}), "går inte ihop"),
        (an_archive({"../edition.yaml": b"x", "codes.yaml": b"x"}), "hör inte till innehållet"),
        (an_archive({"/edition.yaml": b"x", "codes.yaml": b"x"}), "hör inte till innehållet"),
        (an_archive({"edition.yaml": b"x", "law/run.py": b"x"}), "hör inte till innehållet"),
        (an_archive({"edition.yaml": b"x", "law/deep/rent.yaml": b"x"}), "hör inte till innehållet"),
        (an_archive({"edition.yaml": BOMB, "codes.yaml": b"x"}), "för stort"),
        (an_archive({f"law/{n}.yaml": b"" for n in range(1_001)}), "för stort"),
    ],
)
def test_what_is_no_content_is_refused_and_nothing_is_written(
    draft: ContentDraft, leader: Actor, archive: bytes, sentence: str
) -> None:
    with pytest.raises(ActRefused, match=sentence) as refused:
        taken_in(draft, leader, archive)
    assert refused.value.field == "archive"
    assert digest_of(draft_folder(draft.pk)) == load().digest
    assert not [path for path in draft_folder(draft.pk).parent.iterdir() if "." in path.name]


def test_a_colleagues_newer_draft_is_not_overwritten(draft: ContentDraft, leader: Actor) -> None:
    with pytest.raises(ActRefused, match="En kollega har ändrat"):
        taken_in(draft, leader, packed(draft), version=7)
