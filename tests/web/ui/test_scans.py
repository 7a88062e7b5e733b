import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kvar.web.ui.forms import Form, ScanField

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 32
TIFF = b"II*\x00" + b"\x00" * 32


class ScanForm(Form):
    scan = ScanField(label="Papperet")


def sent(name: str, content: bytes, content_type: str = "application/octet-stream") -> ScanForm:
    return ScanForm({}, {"scan": SimpleUploadedFile(name, content, content_type)})


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.PDF", PDF, "application/pdf"),
        ("b.png", PNG, "image/png"),
        ("c.jpg", JPEG, "image/jpeg"),
        ("c.jpeg", JPEG, "image/jpeg"),
        ("d.tif", TIFF, "image/tiff"),
    ],
)
def test_a_scan_is_what_its_first_bytes_say(name: str, content: bytes, kind: str) -> None:
    form = sent(name, content, "text/html")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["scan"].content_type == kind
    assert form.cleaned_data["scan"].read() == content


@pytest.mark.parametrize(
    ("name", "content", "because"),
    [
        ("papper.pdf", PNG, "heter .pdf men innehåller något annat"),
        ("papper.png", b"<html><script>1</script></html>", "heter .png men innehåller något annat"),
        ("papper.exe", b"MZ" + b"\x00" * 64, "Filer som slutar på .exe kan inte tas emot"),
        ("papper", PDF, "kan inte tas emot"),
        ("papper.pdf", b"", "Filen är tom"),
    ],
)
def test_a_file_that_is_not_what_it_says_gets_a_sentence(name: str, content: bytes, because: str) -> None:
    assert because in sent(name, content).errors["scan"][0]


def test_a_scan_of_thirty_megabytes_is_told_its_size() -> None:
    assert "Filen är 30 MB, högst 25 MB" in sent("stor.pdf", PDF.ljust(30 * 1024 * 1024, b"0")).errors["scan"][0]
    assert sent("lagom.pdf", PDF.ljust(25 * 1024 * 1024, b"0")).is_valid()


def test_a_name_cannot_hide_its_ending() -> None:
    form = sent("faktura\u202efdp.png", PNG)
    assert form.is_valid()
    assert form.cleaned_data["scan"].name == "fakturafdp.png"


def test_the_page_says_that_a_file_has_to_be_chosen_again() -> None:
    assert "väljas igen" in str(sent("papper.pdf", PNG))
