"""Pages of PDFs: counted, unknown, and refused without a word of what is in them."""

from __future__ import annotations

import logging
import subprocess
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pikepdf
import pytest

from digipost.content import content_from_bytes, content_from_file, content_from_path
from digipost.errors import EncryptionError, InvalidValueError
from digipost.preflight.pdf.document import number_of_pages
from tests.support.pdfs import pdf
from tests.support.protection import protected
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path


@in_one_test("pages", [0, 1, 2, 21])
def test_pages_are_counted(pages: int) -> None:
    assert number_of_pages(content_from_bytes(pdf(pages))) == pages


def test_where_the_content_comes_from_makes_no_difference(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf(5))
    assert number_of_pages(content_from_path(path)) == 5
    with path.open("rb") as file:
        assert number_of_pages(content_from_file(file)) == 5
        assert not file.closed


def test_a_pdf_that_needs_a_password_has_an_unknown_number() -> None:
    assert number_of_pages(content_from_bytes(protected("secret"))) == -1


def test_a_pdf_that_opens_without_password_is_counted() -> None:
    assert number_of_pages(content_from_bytes(protected(""))) == 3


@pytest.mark.parametrize(
    "data",
    [
        b"MARKER",
        b"%PDF-1.7 MARKER",
        pdf(2, "MARKER")[:60],
        pdf(2, "MARKER").replace(b"/Pages", b"/MARKE"),
    ],
)
def test_what_is_no_whole_pdf_is_refused(data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(EncryptionError, match="cannot be read as a PDF") as caught:
        number_of_pages(content_from_bytes(data))
    assert "MARKER" not in "".join(traceback.format_exception_only(caught.value))
    assert caught.value.__suppress_context__
    assert caplog.text == ""


def test_the_declared_number_counts_as_it_does_for_the_official_client() -> None:
    assert number_of_pages(content_from_bytes(pdf(2).replace(b"/Kids[3 0 R", b"/Kids[9 0 R"))) == 2


def test_what_qpdf_mends_is_counted_in_silence(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    data = b"MARKER\n" + pdf(4).replace(b"startxref", b"MARKER")
    with ThreadPoolExecutor(4) as pool:
        counted = list(pool.map(number_of_pages, [content_from_bytes(data)] * 8))
    assert counted == [4] * 8
    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")


def test_the_limits_of_qpdf_are_those_of_the_program_again() -> None:
    before = pikepdf.settings.get_qpdf_limits()
    number_of_pages(content_from_bytes(pdf()))
    with pytest.raises(EncryptionError):
        number_of_pages(content_from_bytes(b"no PDF"))
    assert pikepdf.settings.get_qpdf_limits() == before


def test_a_file_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf())
    content = content_from_path(path)
    path.unlink()
    with pytest.raises(InvalidValueError, match="no file at the path"):
        number_of_pages(content)


def test_without_pikepdf_the_error_says_what_to_install() -> None:
    program = (
        "import sys\n"
        "sys.modules['pikepdf'] = None\n"
        "from digipost.content import content_from_bytes\n"
        "from digipost.errors import ConfigurationError\n"
        "from digipost.preflight.pdf.document import number_of_pages\n"
        "try:\n"
        "    number_of_pages(content_from_bytes(b'%PDF'))\n"
        "except ConfigurationError as error:\n"
        "    print(error)\n"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "pip install 'digipost[print]'" in shown.stdout
