"""The command `python -m codegen diff`."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from codegen.__main__ import main
from codegen.published_schemas import SCHEMAS, PublishedSchema, published_schemas
from tests.codegen.xsd_editing import API, DATATYPES, as_bytes, at, part, taken_back, tree

if TYPE_CHECKING:
    from pathlib import Path

JAVA, DOTNET = (each for each in published_schemas() if each.ours == "api_v8.xsd")


@pytest.fixture
def java(tmp_path: Path) -> Path:
    """The schema of the Java client, made from ours."""
    path = tmp_path / "java.xsd"
    path.write_bytes(taken_back(API, JAVA.delta))
    return path


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A schema of ours with one new element."""
    root = tree()
    at(root, "complexType message / sequence").append(
        part('<xs:element name="always-send" type="xs:boolean" minOccurs="0"/>')
    )
    path = tmp_path / "newer.xsd"
    path.write_bytes(as_bytes(root))
    return path


@pytest.mark.parametrize("schema", [API, DATATYPES], ids=["api_v8", "datatypes"])
def test_our_own_schema_does_not_differ(
    schema: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "same.xsd"
    path.write_bytes(schema)

    assert main(["diff", str(path)]) == 0
    assert capsys.readouterr().out.endswith("No difference.\n")


@pytest.mark.parametrize("published", published_schemas(), ids=lambda published: published.name)
def test_a_recorded_schema_differs_as_accepted(
    published: PublishedSchema, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "published.xsd"
    path.write_bytes(taken_back((SCHEMAS / published.ours).read_bytes(), published.delta))

    assert main(["diff", str(path)]) == 0
    printed = capsys.readouterr().out
    assert all(f"{difference} ({reason})" in printed for difference, reason in published.delta.items())


def test_a_difference_is_printed_with_its_effect(newer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(newer)]) == 1
    assert capsys.readouterr().out == (
        f"{newer} in place of {SCHEMAS / 'api_v8.xsd'}:\n\n"
        "complexType message / sequence / element always-send: only in theirs\n"
        "    Message: field `always_send` appears, optional\n\n"
        "Differences: 1; accepted beside these: 0.\n"
    )


def test_the_schema_to_compare_with_can_be_named(
    java: Path, newer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(java), str(newer)]) == 1
    printed = capsys.readouterr().out
    assert "    Message: field `always_send` disappears\n" in printed
    assert f"Differences: 1; accepted beside these: {len(JAVA.delta)}.\n" in printed


def test_an_accepted_difference_that_is_not_there_is_printed(
    java: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone, *others = JAVA.delta
    ours = tmp_path / "ours.xsd"
    ours.write_bytes(taken_back(API, [gone]))

    assert main(["diff", str(java), str(ours)]) == 1
    printed = capsys.readouterr().out
    assert f"{gone}\n    listed in SOURCES.toml, but there is no such difference\n" in printed
    assert f"accepted beside these: {len(others)}.\n" in printed


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html/>", "is no XSD"),
        (b"%PDF-1.7", "is not well-formed XML"),
        (API.replace(b"http://api.digipost.no/schema/v8", b"urn:v9"), "has the target namespace urn:v9"),
        (API.replace(b"xs:choice", b"xs:choose"), "xs:choose is not understood"),
    ],
    ids=["HTML", "PDF", "another namespace", "unknown construct"],
)
def test_what_cannot_be_compared_is_said_without_a_traceback(
    content: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.xsd"
    path.write_bytes(content)

    assert main(["diff", str(path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert re.fullmatch(f".*{message}.*\n", printed.err)


def test_the_command_exits_with_the_status(tmp_path: Path) -> None:
    missing = tmp_path / "missing.xsd"
    done = subprocess.run(
        [sys.executable, "-m", "codegen", "diff", missing], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{missing}: cannot be read: No such file or directory\n"
