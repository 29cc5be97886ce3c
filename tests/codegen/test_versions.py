"""A new version of the API beside the old one or in its place, and any third schema, work end to end."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from codegen.__main__ import main
from codegen.errors import GenerationError
from codegen.pipeline import OVERRIDES, generate, models_of
from tests.codegen.xsd_editing import API, DATATYPES, as_bytes, at, part, remove, tree

pytestmark = pytest.mark.thorough

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

V9 = "http://api.digipost.no/schema/v9"
LIKE = '\n[[like]]\nschema = "api_v9"\nas = "api_v8"\nreason = "test"\n'
FORMS = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:forms"
    targetNamespace="urn:forms" elementFormDefault="qualified">
  <xs:element name="form"><xs:complexType><xs:sequence>
    <xs:element name="title" type="xs:string"/>
    <xs:any namespace="http://api.digipost.no/schema/datatypes" minOccurs="0" maxOccurs="3"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>"""


def version_9() -> bytes:
    """Version 8 in another namespace, with a field more and one less."""
    root = tree(API.replace(b"http://api.digipost.no/schema/v8", V9.encode()))
    at(root, "type message / sequence").append(
        part('<xs:element name="urgent" type="xs:boolean" minOccurs="0"/>')
    )
    remove(root, "type message / element invoice-reference")
    return as_bytes(root)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Schemas of two versions, of the data types and of forms, and the package of all of them."""
    folder = tmp_path_factory.mktemp("versions")
    schemas = folder / "schemas"
    schemas.mkdir()
    for name, data in (("api_v8", API), ("api_v9", version_9()), ("datatypes", DATATYPES), ("forms", FORMS)):
        (schemas / f"{name}.xsd").write_bytes(data)
    (folder / "overrides.toml").write_text(OVERRIDES.read_text(encoding="utf-8") + LIKE, encoding="utf-8")
    generate(schemas, folder / "versions_package", folder / "overrides.toml")
    return folder


@contextmanager
def package(folder: Path, name: str) -> Iterator[Any]:
    sys.path.insert(0, str(folder))
    try:
        found = importlib.import_module(name)
        for module in ("api_v9", "datatypes", *(["api_v8", "forms"] if "versions" in name else [])):
            importlib.import_module(f"{name}.{module}")
        yield found
    finally:
        sys.path.remove(str(folder))
        for each in [each for each in sys.modules if each.partition(".")[0] == name]:
            del sys.modules[each]


def letter(api: Any, **more: object) -> Any:  # noqa: ANN401 - classes of another package
    recipient = api.MessageRecipient(personal_identification_number="31108412345")
    document = api.Document(subject="A letter", file_type="pdf")
    return api.Message(recipient=recipient, primary_document=document, **more)


def test_both_versions_are_written_read_checked_and_validated(folder: Path) -> None:
    with package(folder, "versions_package") as made:
        valid = etree.XMLSchema(etree.parse(folder / "versions_package" / "xsd" / "all.xsd"))
        for api, more in ((made.api_v8, {"invoice_reference": "17"}), (made.api_v9, {"urgent": True})):
            value = letter(api, **more)
            xml = made.to_xml(value)

            made.check(value)
            valid.assertValid(etree.fromstring(xml))
            assert etree.fromstring(xml).tag == f"{{{api.NAMESPACE}}}message"
            assert made.from_xml(api.Message, xml) == value
        with pytest.raises(made.SchemaParseError, match="this is another namespace"):
            made.from_xml(made.api_v8.Message, xml)


def test_the_overrides_of_the_old_version_hold_for_the_new_one(folder: Path) -> None:
    with package(folder, "versions_package") as made:
        for api in (made.api_v8, made.api_v9):
            assert "31108412345" not in repr(letter(api))
            assert api.Error(error_code="x", error_message="y").error_type is None


def test_a_third_schema_has_typed_elements_of_another_in_its_wildcard(folder: Path) -> None:
    with package(folder, "versions_package") as made:
        link = made.datatypes.ExternalLink(url="https://example.org/", deadline=None)
        form = made.forms.Form(title="A form", any_element=[link, made.RawElement(made.to_xml(link))])

        xml = made.to_xml(form)
        found = made.from_xml(made.forms.Form, xml)

        assert [made.decode(each) for each in found.any_element] == [link, link]
        assert made.to_xml(found) == xml


def test_a_new_version_in_place_of_the_old_one(tmp_path: Path) -> None:
    schemas = tmp_path / "schemas"
    schemas.mkdir()
    (schemas / "api_v9.xsd").write_bytes(version_9())
    (schemas / "datatypes.xsd").write_bytes(DATATYPES)
    (tmp_path / "overrides.toml").write_text(OVERRIDES.read_text(encoding="utf-8") + LIKE, encoding="utf-8")

    generate(schemas, tmp_path / "only_nine", tmp_path / "overrides.toml")

    with package(tmp_path, "only_nine") as made:
        value = letter(made.api_v9, urgent=True)
        assert made.from_xml(made.api_v9.Message, made.to_xml(value)) == value
        assert not (tmp_path / "only_nine" / "api_v8.py").exists()


# Build a letter, write it, validate and read it on the sandbox, and read the answers: in the other version.
LETTER_OF_VERSION_9 = """
import sys
from digipost import AuthenticationLevel, Document, Message, recipient
from digipost.datatypes import ExternalLink
from digipost.sandbox import Sandbox
from digipost_schema import api_v9

assert AuthenticationLevel is api_v9.AuthenticationLevel
link = ExternalLink(url="https://example.org/")
letter = Message(
    sender_id=67890,
    recipient=recipient.by_personal_identification_number("31108412345"),
    primary_document=Document.from_bytes(b"text", subject="A letter", file_type="txt", data_type=link),
)
with Sandbox() as sandbox, sandbox.client() as client:
    delivery = client.messages.send(letter)
    status = client.documents.status(letter.primary_document.uuid, sender_id=67890)
    assert isinstance(delivery, api_v9.MessageDelivery), type(delivery)
    assert isinstance(status, api_v9.DocumentStatus), type(status)
    assert len(sandbox.letters) == 1
assert [name for name in sys.modules if "api_v8" in name] == []
"""


def test_digipost_speaks_a_new_version_when_one_module_names_it(tmp_path: Path) -> None:
    """In a copy, with version 9 in place of version 8, and in a fresh process."""
    schemas, copy = tmp_path / "schemas", tmp_path / "copy"
    schemas.mkdir()
    (schemas / "api_v9.xsd").write_bytes(API.replace(b"http://api.digipost.no/schema/v8", V9.encode()))
    (schemas / "datatypes.xsd").write_bytes(DATATYPES)
    (tmp_path / "overrides.toml").write_text(OVERRIDES.read_text(encoding="utf-8") + LIKE, encoding="utf-8")
    generate(schemas, copy / "digipost_schema", tmp_path / "overrides.toml")
    digipost = OVERRIDES.parents[1] / "digipost"
    shutil.copytree(digipost, copy / "digipost", ignore=shutil.ignore_patterns("__pycache__"))
    chosen = copy / "digipost" / "base" / "schema_version.py"
    text = chosen.read_text(encoding="utf-8")
    text = text.replace(
        "from digipost_schema import api_v8\n", "from digipost_schema import api_v9 as api_v8\n"
    )
    text = text.replace("from digipost_schema.api_v8 import (\n", "from digipost_schema.api_v9 import (\n")
    chosen.write_text(text, encoding="utf-8")

    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", LETTER_OF_VERSION_9],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.returncode, run.stderr) == (0, "")


def test_everything_is_typed_strictly(folder: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--explicit-package-bases"]

    run = subprocess.run(
        [*command, "versions_package"], cwd=folder, capture_output=True, text=True, check=False
    )

    assert run.stdout + run.stderr == ""


def test_the_comparison_names_what_is_new_in_the_version(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(folder / "schemas" / "api_v9.xsd")]) == 1
    printed = capsys.readouterr().out

    assert "same names in Python; in XML everything moves to the other namespace" in printed
    assert "    Message: field `urgent` appears: `bool | None`" in printed
    assert "    Message: field `invoice_reference` disappears" in printed
    assert "Differences: 3;" in printed


def test_two_schemas_of_one_namespace_are_refused(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.xsd").write_bytes(FORMS)
    (tmp_path / "overrides.toml").write_text("")

    with pytest.raises(GenerationError, match=r"two\.xsd:1: schema: one\.xsd has its namespace, too;"):
        models_of(tmp_path, tmp_path / "overrides.toml")


def test_a_schema_may_include_another_file(tmp_path: Path) -> None:
    """The other one is a part of it, and no schema of its own."""
    kind = '<xs:complexType name="part"><xs:attribute name="a" type="xs:int"/></xs:complexType>'
    head = FORMS.decode().partition("<xs:element")[0]
    (tmp_path / "parts.xsd").write_text(f"{head}{kind}</xs:schema>", encoding="utf-8")
    (tmp_path / "whole.xsd").write_text(
        f'{head}<xs:include schemaLocation="parts.xsd"/><xs:element name="whole" type="part"/></xs:schema>',
        encoding="utf-8",
    )
    (tmp_path / "overrides.toml").write_text("")
    folder = tmp_path / "made"

    assert "xsd/parts.xsd" in generate(tmp_path, folder, tmp_path / "overrides.toml")
    assert (folder / "whole.py").exists()
    assert not (folder / "parts.py").exists()
    (tmp_path / "parts.xsd").write_text(
        f"{head}\n{kind.replace('xs:int', 'xs:time')}</xs:schema>", encoding="utf-8"
    )
    with pytest.raises(
        GenerationError, match=r"parts\.xsd:4: complexType part / attribute a: .*/parts\.xsd,"
    ):
        generate(tmp_path, folder, tmp_path / "overrides.toml")
