"""`digipost preflight`: a table for people, a record for programs, an exit code for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.cli.conftest import run_command
from tests.support.pdfs import Page, paged, pdf, text_at
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Outcome

CALIBRI = "<</Font<</F <</Type/Font/Subtype/TrueType/BaseFont/Calibri>>>>>>"
BAD = paged(Page(), Page(), Page(content=text_at(20, 500, "Hemmelig")), Page())


def preflight(data: bytes, folder: Path, *options: object) -> Outcome:
    (folder / "letter.pdf").write_bytes(data)
    return run_command(("preflight", folder / "letter.pdf", *options), None, {"COLUMNS": "200"})


def test_what_can_be_printed_is_said_in_few_words(tmp_path: Path) -> None:
    outcome = preflight(pdf(3), tmp_path)
    assert outcome.code == 0
    assert "1-3   fine" in outcome.stdout
    assert outcome.stdout.endswith("It can be printed.\n")


def test_each_page_at_fault_has_its_line(tmp_path: Path) -> None:
    outcome = preflight(BAD, tmp_path)
    assert outcome.code == 1
    lines = [line.split()[:2] for line in outcome.stdout.splitlines()[2:]]
    assert [each for each in lines if each[0][0].isdigit()] == [
        ["1-2", "fine"],
        ["3", "INSUFFICIENT_MARGIN_FOR_PRINT"],
        ["4", "fine"],
    ]
    assert "can still go to a mailbox" in outcome.stdout
    assert "--picture" in outcome.stdout
    assert "Hemmelig" not in outcome.stdout


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (pdf(2).replace(b"/Count 2", b"/Count 3"), "3"),
        (pdf(3).replace(b"/Type/Page/", b"/Type/Leaf/", 1), "3"),
        (pdf(2)[:-80].replace(b"/Kids[3 0 R 4 0 R]", b"/Kids[3 0 R 99 0 R]"), "2"),
        (paged(Page(), Page(keys="/Other 1")).replace(b"/Length 0", b"/Filter/Odd/Length 0", 1), "1"),
    ],
)
def test_a_page_that_is_lost_is_never_called_printable(data: bytes, pages: str, tmp_path: Path) -> None:
    outcome = preflight(data, tmp_path)
    assert outcome.code == 1
    assert "It can be printed" not in outcome.stdout
    assert f"not all can be read: page {pages}.\n" in outcome.stdout
    (record,) = preflight(data, tmp_path, "--json").records
    assert record["unread_pages"] == [int(pages)]


def test_what_concerns_the_document_comes_first(tmp_path: Path) -> None:
    outcome = preflight(pdf(21), tmp_path)
    lines = [line.split()[0] for line in outcome.stdout.splitlines()]
    assert lines.index("all") < lines.index("1-21")


def test_a_fault_that_no_channel_takes_is_said_to_be_one(tmp_path: Path) -> None:
    assert "for a mailbox too" in preflight(paged(Page(resources=CALIBRI)), tmp_path).stdout


def test_a_program_gets_a_record(tmp_path: Path) -> None:
    outcome = preflight(BAD, tmp_path, "--json")
    assert outcome.code == 1
    (record,) = outcome.records
    assert (record["is_printable"], record["allows_digital"], record["number_of_pages"]) == (False, True, 4)
    assert record["verdicts"] == ["INSUFFICIENT_MARGIN_FOR_PRINT"]
    (finding,) = record["findings"]
    assert (finding["page"], finding["allows_digital"]) == (3, True)
    assert set(finding["boxes_mm"][0]) == {"left", "top", "width", "height"}


def test_a_picture_is_drawn(tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    outcome = preflight(BAD, tmp_path, "--picture", out)
    assert (outcome.code, f"Picture: {out}" in outcome.stdout) == (1, True)
    with Image.open(out) as image:
        assert image.format == "PNG"


@pytest.mark.parametrize(
    ("data", "options"),
    [
        (BAD, ["--no-margin"]),
        (paged(Page(resources=CALIBRI)), ["--no-fonts"]),
        (pdf(21), ["--no-pages"]),
        (pdf(21), ["--max-pages", 21]),
        (paged(Page(), header="%PDF-2.0\n"), ["--no-version"]),
        (paged(Page(box="[0 0 612 792]")), ["--bleed", 10, "--negative-bleed", 20]),
    ],
)
def test_checks_can_be_off(data: bytes, options: list[object], tmp_path: Path) -> None:
    assert preflight(data, tmp_path).code == 1
    assert preflight(data, tmp_path, *options).code == 0


def test_what_is_not_there_is_a_mistake_in_use(tmp_path: Path) -> None:
    assert run_command(("preflight", tmp_path / "letter.pdf"), None, {}).code == 2
    assert preflight(b"", tmp_path).code == 2


LETTER = """<html><head><style>
p { zoom: 1; }
</style></head><body><p [/x]="a">Hei [bold]Kari[/x] :smile:</p><img src="data:image/png;base64,AA"></body>
"""


def preflight_html(text: str, folder: Path, *options: object, name: str = "letter.html") -> Outcome:
    (folder / name).write_text(text, encoding="utf-8")
    return run_command(("preflight", folder / name, *options), None, {"COLUMNS": "200"})


class TestHtml:
    def test_what_digipost_accepts_is_said_in_few_words(self, tmp_path: Path) -> None:
        outcome = preflight_html("<html><head></head><body><p>Hei</p></body></html>", tmp_path)
        assert (outcome.code, outcome.stdout) == (0, "Digipost accepts it.\n")
        outcome = preflight_html("<p>Hei<p>", tmp_path, name="LETTER.HTM")
        assert outcome.code == 0
        assert outcome.stdout.endswith("Digipost accepts it, and changes it.\n")

    def test_each_message_has_its_place_and_stays_as_it_is(self, tmp_path: Path) -> None:
        outcome = preflight_html(LETTER, tmp_path)
        assert outcome.code == 1
        lines = [line.split() for line in outcome.stdout.splitlines()]
        assert lines[1] == ["2", "5", "refused", "Property", "'zoom'", "is", "not", "allowed."]
        assert lines[2][:4] == ["3", "25", "refused", "next"]
        assert lines[2][-1] == "[/x]"
        assert lines[3][:3] == ["3", "64", "advice"]
        assert outcome.stdout.endswith("Digipost refuses it.\n")

    def test_a_program_gets_a_record(self, tmp_path: Path) -> None:
        outcome = preflight_html(LETTER, tmp_path, "--json")
        assert outcome.code == 1
        (record,) = outcome.records
        assert (record["is_accepted"], record["is_changed"]) == (False, False)
        assert record["messages"] == [{"line": 2, "column": 5, "text": "Property 'zoom' is not allowed."}]
        assert [len(record[each]) for each in ("further", "advice")] == [1, 1]

    def test_much_is_told_in_short(self, tmp_path: Path) -> None:
        outcome = preflight_html("<form>" * 60, tmp_path)
        assert "And 10 more; --json shows all." in outcome.stdout

    @in_one_test("options", [["--picture", "x.png"], ["--bleed", "0"], ["--no-fonts"]])
    def test_rules_for_pdfs_are_refused(self, options: list[str], tmp_path: Path) -> None:
        outcome = preflight_html("<p>Hei</p>", tmp_path, *options)
        assert outcome.code == 2
        assert f"{options[0]} is for PDFs" in outcome.stderr

    def test_a_file_that_is_not_there_or_empty(self, tmp_path: Path) -> None:
        assert preflight_html("", tmp_path).code == 2
        assert run_command(("preflight", tmp_path / "none.html"), None, {}).code == 2
