"""The command `python -m codegen diff`."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from codegen.__main__ import main
from codegen.published_schemas import SCHEMAS, PublishedSchema, published_schemas
from tests.codegen.xsd_editing import API, DATATYPES, as_bytes, at, part, remove, taken_back, tree

if TYPE_CHECKING:
    from pathlib import Path

DIGESTS = re.compile('    (?:sha256|facts) = "[0-9a-f]{64}"\n')
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
    at(root, "type message / sequence").append(
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


@pytest.mark.costly
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
    assert DIGESTS.sub("", capsys.readouterr().out) == (
        f"{newer} in place of {SCHEMAS / 'api_v8.xsd'}:\n\n"
        "type message / element always-send: only in theirs\n"
        "    Message: field `always_send` appears: `bool | None`\n\n"
        "Differences: 1; accepted beside these: 0.\n"
    )


@pytest.mark.thorough
def test_the_schema_to_compare_with_can_be_named(
    java: Path, newer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(java), str(newer)]) == 1
    printed = capsys.readouterr().out
    assert "    Message: field `always_send` disappears\n" in printed
    assert f"Differences: 1; accepted beside these: {len(JAVA.delta)}.\n" in printed


@pytest.mark.thorough
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


@pytest.mark.costly
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html/>", "odd.xsd:1: schema: not an XSD, since its root is another element; name an XSD"),
        (b"%PDF-1.7", r"odd.xsd:1: schema: not well-formed \(.*\)"),
        (
            API.replace(b"http://api.digipost.no/schema/v8", b"urn:v9"),
            "no schema in schemas/ has the namespace urn:v9",
        ),
        (API.replace(b"xs:choice", b"xs:choose"), r"odd.xsd:[0-9]+: complexType .*: not a valid XSD \(.*\)"),
        (
            API.replace(b'type="xs:dateTime"', b'type="xs:time"', 1),
            "complexType .*: the type xs:time is not bound; leave it out",
        ),
        (
            API.replace(b'name="batch-status"', b'name="Batch"').replace(b"tns:batch-status", b"tns:Batch"),
            "the class would be called Batch, as that of batch is; give it a name in overrides.toml",
        ),
    ],
    ids=["HTML", "PDF", "another namespace", "unknown construct", "not bound", "names that collide"],
)
def test_what_cannot_be_compared_is_said_without_a_traceback(
    content: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.xsd"
    path.write_bytes(content)

    assert main(["diff", str(path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert re.fullmatch(f"`generate` would refuse it: .*{message}.*\n", printed.err)


def test_the_command_exits_with_the_status(tmp_path: Path) -> None:
    missing = tmp_path / "missing.xsd"
    done = subprocess.run(
        [sys.executable, "-m", "codegen", "diff", missing], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "`generate` would refuse it: missing.xsd:1: schema: cannot be read (No such file or directory); "
        "look at the file\n"
    )


@pytest.mark.thorough
def test_the_digests_are_printed_as_an_edition_is_recorded(
    java: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["diff", str(java)])

    printed = capsys.readouterr().out.splitlines()
    digest = hashlib.sha256(java.read_bytes()).hexdigest()
    assert printed[1:3] == [f'    sha256 = "{digest}"', f'    facts = "{JAVA.facts}"']


@pytest.mark.thorough
def test_the_delta_of_an_edition_applies_to_its_next_one(
    java: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tree(java.read_bytes())
    at(root, "type message / sequence").append(part('<xs:element name="new" type="xs:int" minOccurs="0"/>'))
    java.write_bytes(as_bytes(root))

    assert main(["diff", str(java)]) == 1
    printed = capsys.readouterr().out
    assert printed.endswith(f"Differences: 1; accepted beside these: {len(JAVA.delta)}.\n")
    assert f"Accepted for java/api_v8.xsd, version {JAVA.version}, the edition before this one:" in printed


@pytest.mark.thorough
def test_what_an_edition_no_longer_lacks_is_printed(java: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone = next(each for each in JAVA.delta if "inbox-document" in each.at)
    java.write_bytes(taken_back(API, [each for each in JAVA.delta if each != gone]))

    assert main(["diff", str(java)]) == 1
    assert f"{gone}\n    listed in SOURCES.toml, but there is no such difference\n" in capsys.readouterr().out


@pytest.mark.thorough
def test_a_new_version_is_compared_with_the_one_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "api_v9.xsd"
    path.write_bytes(API.replace(b"http://api.digipost.no/schema/v8", b"http://api.digipost.no/schema/v9"))

    assert main(["diff", str(path)]) == 1
    assert DIGESTS.sub("", capsys.readouterr().out) == (
        f"{path} in place of {SCHEMAS / 'api_v8.xsd'}:\n\n"
        "schema: namespace is http://api.digipost.no/schema/v8 in ours, "
        "http://api.digipost.no/schema/v9 in theirs\n"
        "    same names in Python; in XML everything moves to the other namespace\n\n"
        "Differences: 1; accepted beside these: 0.\n"
    )


@pytest.mark.parametrize(
    "change", ["enumeration event-type", "element message", "type message / element sender-id"]
)
def test_the_report_about_a_new_version_begins_with_the_namespace(
    change: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tree(API.replace(b"http://api.digipost.no/schema/v8", b"http://api.digipost.no/schema/v9"))
    if change.startswith("enumeration"):
        at(root, "simpleType event-type / restriction").append(part('<xs:enumeration value="NEW"/>'))
    else:
        remove(root, change)
    path = tmp_path / "api_v9.xsd"
    path.write_bytes(as_bytes(root))

    assert main(["diff", str(path)]) == 1
    _, first, second, *_ = capsys.readouterr().out.split("\n\n")
    assert first.startswith("schema: namespace is http://api.digipost.no/schema/v8 in ours")
    assert second.startswith(change)


def test_overrides_that_stop_fitting_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tree(DATATYPES)
    at(root, "type receipt / element totalPrice").set("type", "xs:int")
    remove(root, "type proof / element title")
    path = tmp_path / "newer.xsd"
    path.write_bytes(as_bytes(root))

    assert main(["diff", str(path)]) == 2
    printed, refused = capsys.readouterr()
    assert "Overrides that stop fitting:\n" in printed
    assert (
        "    the override of datatypes/receipt/totalPrice is for the type xs:string, "
        "and the schema now has xs:int\n" in printed
    )
    assert "    datatypes/proof/title: fits nothing\n" in printed
    assert "    Receipt: field `total_price` becomes `int" in printed
    assert refused == "`generate` would refuse it: overrides stop fitting; correct codegen/overrides.toml\n"


@pytest.mark.thorough
def test_an_override_of_a_type_that_stops_fitting_is_printed_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Many fields have the type."""
    path = tmp_path / "newer.xsd"
    changed = API.replace(b"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", b"[0-9a-f-]{36}")
    path.write_bytes(changed)

    assert main(["diff", str(path)]) == 2
    printed, refused = capsys.readouterr()
    assert "    Batch: field `uuid` becomes `str`, required" in printed
    assert printed.count("the override of api_v8/uuid is for the type") == 1
    assert refused.startswith("`generate` would refuse it: overrides stop fitting; ")
