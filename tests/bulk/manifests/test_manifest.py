"""Manifests in CSV, JSON lines and Parquet: the same rows from each, and a typed error for anything else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digipost.bulk.errors import ManifestError
from digipost.bulk.manifests.manifest import digest, open_manifest
from digipost.bulk.manifests.records import Record
from tests.support.manifests import write_csv, write_lines
from tests.support.parquet_files import parquet
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ("subject", "document")
ROWS = [("Faktura æøå", "a.pdf"), ('With "quotes"; and, more', "b.pdf"), ("Two\nlines", "")]
EXPECTED = [Record(number, dict(zip(HEADER, row, strict=True))) for number, row in enumerate(ROWS, 1)]


@in_one_test("between", [",", ";", "\t"])
@in_one_test("name", ["m.csv", "M.CSV", "m.tsv"])
def test_csv_with_any_delimiter(tmp_path: Path, name: str, between: str) -> None:
    manifest = open_manifest(write_csv(tmp_path / name, HEADER, ROWS, between=between))
    assert manifest.columns == HEADER
    assert list(manifest.records()) == EXPECTED
    assert list(manifest.records()) == EXPECTED  # from the first, each time


def test_rows_have_the_numbers_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_bytes(b'sep=;\r\nsubject;document\r\n"Two\r\nlines";a.pdf\r\n;\r\n\r\nB;b.pdf\r\n')
    assert [(record.number, record.row) for record in open_manifest(path).records()] == [(1, 2), (2, 5)]


def test_csv_as_excel_saves_it(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_bytes("\ufeffsubject;document\r\nÆrlig talt;a.pdf\r\n\r\n".encode())
    assert list(open_manifest(path).records()) == [Record(1, {"subject": "Ærlig talt", "document": "a.pdf"})]


def test_json_lines(tmp_path: Path) -> None:
    rows = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
    manifest = open_manifest(write_lines(tmp_path / "m.jsonl", rows))
    assert manifest.columns is None
    assert list(manifest.records()) == EXPECTED


def test_numbers_in_json_stay_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "m.ndjson"
    path.write_text('{"invoice": {"sum": 100.10}}\n', encoding="utf-8")
    (record,) = open_manifest(path).records()
    assert record.values == {"invoice": {"sum": Decimal("100.10")}}


def test_parquet_with_types_of_its_own(tmp_path: Path) -> None:
    columns = {
        "subject": ["A", None],
        "sum": [Decimal("1.50"), Decimal("2.00")],
        "day": [date(2024, 1, 2)] * 2,
    }
    manifest = open_manifest(parquet(tmp_path / "m.parquet", columns))
    assert manifest.columns == ("subject", "sum", "day")
    assert [record.values for record in manifest.records()] == [
        {"subject": "A", "sum": Decimal("1.50"), "day": date(2024, 1, 2)},
        {"subject": None, "sum": Decimal("2.00"), "day": date(2024, 1, 2)},
    ]


def test_a_parquet_of_many_batches_has_all_its_rows(tmp_path: Path) -> None:
    path = parquet(tmp_path / "m.parquet", {"subject": [str(each) for each in range(1, 1703)]})
    for number, record in enumerate(open_manifest(path).records(), 1):
        assert record == Record(number, {"subject": str(number)})
    assert number == 1702


def test_a_row_that_cannot_be_read_says_so_and_the_others_are_there(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("subject,document\nA\nB,b.pdf\nC,c.pdf,x\n", encoding="utf-8")
    first, second, third = open_manifest(path).records()
    assert first.problem == "the row has 1 cell and the header 2"
    assert second == Record(2, {"subject": "B", "document": "b.pdf"})
    assert third.problem is not None
    assert third.problem.startswith("the row has 3 cells and the header 2; a cell with the delimiter")


@in_one_test(
    ("line", "problem"),
    [
        ("{", "no JSON"),
        ('{"a": 1, "a": 2}', "a name twice"),
        ("[1]", "no JSON object"),
        ("[" * 100_000, "no JSON"),
        ('{"a": ' + "9" * 5000 + "}", "no JSON"),
    ],
)
def test_a_line_that_is_no_object_says_so(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "m.jsonl"
    path.write_text(f'{line}\n\n{{"subject": "B"}}\n', encoding="utf-8")
    first, second = open_manifest(path).records()
    assert first.problem is not None
    assert problem in first.problem
    assert second == Record(2, {"subject": "B"})


@in_one_test(
    ("name", "content", "problem"),
    [
        ("m.docx", b"PK", "m.docx is no manifest"),
        ("m.csv", b"\n", "no header"),
        ("m.csv", b"a,b,a\n", "more than one column a"),
        ("m.csv", "a;bø\n1;2\n".encode("cp865"), "encoding cp865"),
        ("m.csv", b'a,b\n1,"2\n', "no CSV at line 2"),
        ("m.csv", b"a,b\n1,%s\n" % (b"x" * 200_000), "no CSV at line 2"),
        ("m.csv", b'a,b\n"1"2,3\n', "no CSV at line 2"),
        ("m.jsonl", b'{"a": "\xff"}\n', "not UTF-8"),
        ("m.jsonl", b'{"a": "%s"}\n' % (b"x" * 2_000_000), "too long"),
        ("m.parquet", b"PAR1", "no Parquet"),
        ("m.parquet", b"", "no Parquet"),
    ],
)
def test_what_cannot_be_read_is_a_manifest_error(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ManifestError, match=problem):
        list(open_manifest(tmp_path / name).records())


@in_one_test("name", ["m.csv", "m.jsonl", "m.parquet"])
def test_what_is_not_there_or_no_file_is_a_manifest_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(ManifestError, match=name):
        open_manifest(tmp_path / name)
    (tmp_path / name).mkdir()
    with pytest.raises(ManifestError, match=name):
        open_manifest(tmp_path / name)


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_bytes(b"abc")  # FIPS 180-2, appendix B.1
    assert digest(path) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    with pytest.raises(ManifestError):
        digest(tmp_path / "none")


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["m.csv", "m.jsonl", "m.parquet"])
@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_rows_or_a_manifest_error(tmp_path: Path, name: str, data: st.DataObject) -> None:
    path = tmp_path / name
    if name == "m.parquet":
        whole = parquet(path, {"subject": ["A", "B"], "sum": [1.5, 2.5]}).read_bytes()
        at = data.draw(st.integers(0, len(whole) - 1))
        content = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 8)) :]
    else:
        text = st.text(st.sampled_from('a,;"\n\r{}[]:1\t\0\\ø\ud800'), max_size=60)
        content = data.draw(
            st.binary(max_size=60) | text.map(lambda each: each.encode("utf-8", "surrogatepass"))
        )
    path.write_bytes(content)
    try:
        for number, record in enumerate(open_manifest(path).records(), 1):
            assert record.number == number
    except ManifestError:
        pass
