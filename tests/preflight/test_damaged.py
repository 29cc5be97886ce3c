"""Files that are broken, hostile or gone give a verdict or an error of ours, and end."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digipost.content import content_from_bytes
from digipost.errors import InvalidValueError
from digipost.preflight import PrintChecks, Verdict, check
from digipost.preflight.printability.print_check import checked
from tests.campaigns.soak_pdfs import soak, verdict
from tests.support.pdfs import Page, Stream, assembled, paged, pdf, text_at
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

GOOD = paged(Page(content=text_at(100, 400, "Hello")), Page(content=text_at(20, 500)))
LITTLE_MEMORY = 1 << 30  # bytes


@in_one_test(
    "data",
    [
        b"x",
        b"%PDF-1.7",
        b"\x00" * 5000,
        b"<html>" * 100,
        pdf(2).replace(b"/Pages 2 0 R", b"/Other 2 0 R"),
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(data: bytes) -> None:
    report = check(data)
    assert report.verdicts == (Verdict.PDF_PARSE_ERROR,)
    assert not report.allows_digital


@pytest.mark.thorough
@given(st.data())
def test_no_damage_is_more_than_a_verdict(data: st.DataObject) -> None:
    damaged = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        new = data.draw(st.sampled_from([b"", b"\x00", b"9", b"<<", b"/", b"0 0 R", b"[", b"(", b"-1"]))
        damaged[place : place + data.draw(st.integers(0, 3))] = new
    report = check(bytes(damaged))
    assert report.is_printable or report.findings


@in_one_test(
    ("data", "pages", "verdicts"),
    [
        (GOOD[:300], 1, []),
        (GOOD[:-20], 2, ["INSUFFICIENT_MARGIN_FOR_PRINT"]),
        (pdf(2).replace(b"/Kids[3 0 R", b"/Kids[2 0 R"), 2, []),
        (pdf(2).replace(b"/Kids[3 0 R", b"/Kids[9 0 R"), 2, ["UNSUPPORTED_DIMENSIONS"]),
        (pdf(2).replace(b"/Kids[3 0 R", b"/Kids[9 0 R")[:-40], 1, []),
    ],
)
def test_a_damaged_file_is_mended_as_the_validator_mends_it(
    data: bytes, pages: int, verdicts: list[str]
) -> None:
    report = check(data)
    assert (report.number_of_pages, [*report.verdicts]) == (pages, verdicts)


@in_one_test("seed", range(40))
def test_random_damage_is_checked_and_loses_no_page_in_silence(seed: int) -> None:
    assert not verdict(seed)["lost"]


@in_one_test("filters", ["/FlateDecode", "/Fl", "[/FlateDecode]", "[/FlateDecode/ASCIIHexDecode]"])
def test_a_page_whose_compressed_instructions_are_empty_is_read(filters: str) -> None:
    stream = Stream(b"", f"/Filter {filters}")
    whole = check(
        assembled(
            {
                "catalog": "<</Type/Catalog/Pages @pages>>",
                "pages": "<</Type/Pages/Count 1/Kids[@page]>>",
                "page": "<</Type/Page/Parent @pages/MediaBox[0 0 595 842]/Contents[@empty @form]>>",
                "empty": stream,
                "form": Stream(zlib.compress(b"q Q"), "/Filter/FlateDecode"),
            }
        )
    )
    assert (whole.is_printable, whole.unread) == (True, ())


def test_a_blank_page_of_qpdf_is_read() -> None:
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    file = io.BytesIO()
    made.save(file)
    report = check(file.getvalue())
    assert (report.is_printable, report.unread) == (True, ())


@in_one_test("data", [b"x", b"x\x9c", zlib.compress(b"q Q " * 99)[:10]])
def test_a_page_whose_compressed_instructions_are_cut_is_not_read(data: bytes) -> None:
    stream = Stream(data, "/Filter/FlateDecode")
    report = check(
        assembled(
            {
                "catalog": "<</Type/Catalog/Pages @pages>>",
                "pages": "<</Type/Pages/Count 1/Kids[@page]>>",
                "page": "<</Type/Page/Parent @pages/MediaBox[0 0 595 842]/Contents @cut>>",
                "cut": stream,
            }
        )
    )
    assert report.unread == (1,)


@pytest.mark.thorough
def test_damaged_files_are_checked_in_little_memory_and_without_a_crash() -> None:
    figures = soak(files=12, seed=2)
    assert (figures.bad_inputs, figures.wrong) == (12, 0)


def test_a_tree_of_pages_that_branches_without_end_is_followed_once() -> None:
    levels = {f"level{depth}": f"<</Type/Pages/Kids[{f'@level{depth + 1} ' * 10}]>>" for depth in range(12)}
    data = assembled(
        {
            "catalog": "<</Type/Catalog/Pages @level0>>",
            **levels,
            "level12": "<</Type/Page/MediaBox[0 0 9 9]>>",
        }
    )
    report = check(data)
    assert report.verdicts == (Verdict.DOCUMENT_HAS_NO_PAGES, Verdict.UNSUPPORTED_DIMENSIONS)
    assert [each.page for each in report.findings[1:]] == [*range(1, 11)]


@pytest.mark.thorough
def test_instructions_that_unfold_to_gigabytes_are_not_unfolded() -> None:
    bomb = zlib.compress(zlib.compress(b" " * (100 << 20)))
    stream = Stream(bomb, "/Filter[/FlateDecode/FlateDecode]")
    page = "<</Type/Page/Parent @pages/MediaBox[0 0 595 842]/Contents @bomb>>"
    data = assembled(
        {
            "catalog": "<</Type/Catalog/Pages @pages>>",
            "pages": "<</Type/Pages/Count 1/Kids[@page]>>",
            "page": page,
            "bomb": stream,
        }
    )
    assert len(data) < 100_000
    assert check(data).verdicts == (Verdict.UNABLE_TO_VERIFY_SUITABLE_MARGIN_FOR_PRINT,)


def test_damage_within_the_instructions_is_nobodys_business(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    damaged = bytearray(zlib.compress(b"BT /F 10 Tf ET " * 200))
    damaged[20] ^= 0xFF
    stream = Stream(bytes(damaged), "/Filter/FlateDecode")
    resources = "<</XObject<</X @form>>>>"
    form = Stream(stream.data, f"{stream.about}/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    check(paged(Page(content="/X Do", resources=resources), others={"form": form}))
    assert caplog.text == ""


@pytest.mark.thorough
def test_a_large_broken_file_is_not_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.seek(3 << 30)
        file.write(b"%%EOF\n")
    program = (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({LITTLE_MEMORY}, {LITTLE_MEMORY}))\n"
        "from digipost import preflight\n"
        "print(*preflight.check(sys.argv[1]).verdicts)\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "PDF_PARSE_ERROR\n"


class TestContents:
    def test_a_path_and_its_bytes_are_the_same(self, tmp_path: Path) -> None:
        path = tmp_path / "letter.pdf"
        path.write_bytes(GOOD)
        assert check(path) == check(str(path)) == check(GOOD) == check(memoryview(GOOD))

    @in_one_test("document", ["missing.pdf", b"", 42])
    def test_what_is_not_there_is_an_error(self, document: object, tmp_path: Path) -> None:
        there = tmp_path / document if isinstance(document, str) else document
        with pytest.raises(InvalidValueError, match=r"preflight\.document"):
            check(there)  # type: ignore[arg-type]

    @in_one_test("readable", [0, 1, 2])
    def test_a_file_that_goes_away_is_an_error_of_ours(self, readable: int) -> None:
        with pytest.raises(InvalidValueError, match="gone"):
            checked(_Fading(GOOD, readable), PrintChecks())


class _Gone(io.BytesIO):
    def read(self, _: int | None = -1, /) -> bytes:
        raise InvalidValueError("Document.content", "gone")


class _Fading:
    """A content that can be opened, and be read only so often."""

    is_fixed = False

    def __init__(self, data: bytes, readable: int) -> None:
        self._data, self._left = data, readable

    @property
    def size(self) -> int:
        return len(self._data)

    def open(self) -> BinaryIO:
        self._left -= 1
        return _Gone(self._data) if self._left < 0 else io.BytesIO(self._data)


@pytest.mark.thorough
def test_threads_do_not_disturb_each_other() -> None:
    contents = [content_from_bytes(GOOD), content_from_bytes(pdf(3))] * 16
    with ThreadPoolExecutor(8) as pool:
        reports = list(pool.map(lambda content: checked(content, PrintChecks()), contents))
    assert [len(each.findings) for each in reports] == [1, 0] * 16


@in_one_test("library", ["pikepdf", "pypdfium2", "PIL"])
def test_without_the_extra_the_error_says_what_to_install(library: str) -> None:
    program = (
        "import sys\n"
        f"sys.modules[{library!r}] = None\n"
        "from digipost import errors, preflight\n"
        "try:\n"
        "    preflight.check(b'%PDF-1.7')\n"
        "except errors.ConfigurationError as error:\n"
        "    print(error)\n"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "pip install 'digipost[print]'" in shown.stdout


@pytest.mark.thorough
def test_importing_it_loads_none_of_its_libraries() -> None:
    program = "import sys, digipost.preflight; print({'pikepdf', 'pypdfium2', 'PIL'} & {*sys.modules})"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout == "set()\n"
