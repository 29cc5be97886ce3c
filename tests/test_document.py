"""A document: what is told of it, exactly as it is written, and what is refused."""

from __future__ import annotations

import io
import pickle
import traceback
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import attrs
import pytest

from digipost import (
    AuthenticationLevel,
    ClientConfig,
    Document,
    EmailNotification,
    Environment,
    ListedTime,
    SensitivityLevel,
    SmsNotification,
    SmsOverrides,
    recipient,
)
from digipost.datatypes import Invoice, RawElement
from digipost.errors import ConfigurationError, InvalidValueError
from digipost.xml import to_xml
from digipost_schema import api_v8
from tests.support.counterpart import NOW
from tests.support.letters import document as made
from tests.support.tables import in_one_test
from tests.support.validity import SCHEMA, parsed

if TYPE_CHECKING:
    from collections.abc import Callable

UUID_TEXT = "6d99008e-2672-4b55-9b09-996b09a06e47"
HEAD = f"<uuid>{UUID_TEXT}</uuid><subject>Faktura</subject><file-type>pdf</file-type>"
CONFIG = ClientConfig(broker_id=12345, environment=Environment.TEST)
LEVELS = "<authentication-level>PASSWORD</authentication-level><sensitivity-level>NORMAL</sensitivity-level>"
INVOICE = Invoice(due_date=NOW, sum=Decimal("100.21"), creditor_account="15941432384", kid="123123123")
INVOICE_XML = (
    '<data-type><invoice xmlns="http://api.digipost.no/schema/datatypes">'
    "<due-date>2024-06-03T12:00:02Z</due-date><sum>100.21</sum>"
    "<creditor-account>15941432384</creditor-account><kid>123123123</kid></invoice></data-type>"
)


def letter(**changes: Any) -> Document:  # noqa: ANN401 - any attribute
    given: dict[str, Any] = {"subject": "Faktura", "file_type": "pdf", "uuid": UUID(UUID_TEXT)}
    return Document.from_bytes(b"%PDF-1.7", **{**given, **changes})


def in_xml(document: Document, config: ClientConfig = CONFIG) -> str:
    """The element `primary-document` of a message, which must be valid."""
    message = api_v8.Message(
        recipient=recipient.by_personal_identification_number("01013300001"),
        primary_document=document.to_schema(config),
    )
    written = to_xml(message)
    SCHEMA.assertValid(parsed(written))
    return written.decode().partition("</recipient>")[2].removesuffix("</message>")


WRITTEN: dict[str, tuple[dict[str, object], str]] = {
    "nothing more": ({}, LEVELS),
    "levels": (
        {
            "authentication_level": AuthenticationLevel.TWO_FACTOR,
            "sensitivity_level": SensitivityLevel.SENSITIVE,
        },
        (
            "<authentication-level>TWO_FACTOR</authentication-level>"
            "<sensitivity-level>SENSITIVE</sensitivity-level>"
        ),
    ),
    "SMS after hours": (
        {"sms_notification": SmsNotification(after_hours=[0, 24])},
        "<sms-notification><after-hours>0</after-hours><after-hours>24</after-hours></sms-notification>"
        + LEVELS,
    ),
    "SMS at a time, to another number": (
        {
            "sms_notification": SmsNotification(
                overrides=SmsOverrides(sms_mobile_number="+4791234567", text="Du har post"),
                at=[ListedTime(time=NOW)],
            )
        },
        "<sms-notification><overrides><sms-mobile-number>+4791234567</sms-mobile-number>"
        '<text>Du har post</text></overrides><at time="2024-06-03T12:00:02Z"/></sms-notification>' + LEVELS,
    ),
    "e-mail": (
        {
            "email_notification": EmailNotification(
                email_address="ola@example.com", subject="Post", text="Du har post", at=[ListedTime(time=NOW)]
            )
        },
        "<email-notification><email-address>ola@example.com</email-address><subject>Post</subject>"
        '<text>Du har post</text><at time="2024-06-03T12:00:02Z"/></email-notification>' + LEVELS,
    ),
    "a data type": ({"data_type": INVOICE}, LEVELS + INVOICE_XML),
    "a raw data type": (
        {"data_type": RawElement(to_xml(INVOICE))},
        LEVELS + INVOICE_XML,
    ),
}


@in_one_test("what", WRITTEN)
def test_a_document_is_written_exactly(what: str) -> None:
    given, expected = WRITTEN[what]
    assert in_xml(letter(**given)) == f"<primary-document>{HEAD}{expected}</primary-document>"


def test_receipt_and_technical_type_are_written_in_their_places() -> None:
    assert in_xml(letter(opening_receipt="Takk", technical_type="a,b")) == (
        f'<primary-document technical-type="a,b">{HEAD}<opening-receipt>Takk</opening-receipt>{LEVELS}'
        "</primary-document>"
    )


class TestLevels:
    CONFIG = attrs.evolve(
        CONFIG,
        authentication_level=AuthenticationLevel.IDPORTEN_4,
        sensitivity_level=SensitivityLevel.SENSITIVE,
    )

    def test_they_are_those_of_the_configuration_unless_the_document_says_otherwise(self) -> None:
        from_config = letter().to_schema(self.CONFIG)
        assert from_config.authentication_level is AuthenticationLevel.IDPORTEN_4
        assert from_config.sensitivity_level is SensitivityLevel.SENSITIVE

    def test_the_documents_own_win_each_by_itself(self) -> None:
        own = letter(authentication_level=AuthenticationLevel.PASSWORD).to_schema(self.CONFIG)
        assert own.authentication_level is AuthenticationLevel.PASSWORD
        assert own.sensitivity_level is SensitivityLevel.SENSITIVE
        own = letter(sensitivity_level=SensitivityLevel.NORMAL).to_schema(self.CONFIG)
        assert own.authentication_level is AuthenticationLevel.IDPORTEN_4
        assert own.sensitivity_level is SensitivityLevel.NORMAL

    @in_one_test("value", [None, "SENSITIVE", AuthenticationLevel.PASSWORD])
    def test_a_configuration_has_a_sensitivity_level_of_the_schema(self, value: object) -> None:
        with pytest.raises(ConfigurationError, match=r"sensitivity_level .*SensitivityLevel\.SENSITIVE"):
            attrs.evolve(CONFIG, sensitivity_level=value)  # type: ignore[arg-type]  # what is tested

    def test_a_configuration_has_an_authentication_level_of_the_schema(self) -> None:
        with pytest.raises(ConfigurationError, match=r"authentication_level .*Level\.TWO_FACTOR"):
            attrs.evolve(CONFIG, authentication_level="PASSWORD")  # type: ignore[arg-type]  # what is tested


class TestIdentity:
    def test_the_uuid_is_made_up_once_and_kept(self) -> None:
        document = Document.from_bytes(b"x", subject="A", file_type="pdf")
        assert isinstance(document.uuid, UUID)
        assert document.to_schema(CONFIG).uuid == document.to_schema(CONFIG).uuid == document.uuid
        assert document.uuid != Document.from_bytes(b"x", subject="A", file_type="pdf").uuid

    def test_it_is_given_where_it_should_be_known_beforehand(self) -> None:
        assert str(letter().to_schema(CONFIG).uuid) == UUID_TEXT

    def test_a_document_is_a_frozen_value(self) -> None:
        assert letter() == letter()
        assert letter() != letter(subject="Other")
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            letter().subject = "Other"  # type: ignore[misc]  # what is tested

    def test_it_can_be_pickled(self, tmp_path: Path) -> None:
        path = tmp_path / "letter.pdf"
        path.write_bytes(b"%PDF-1.7")
        for document in (letter(data_type=INVOICE), Document.from_path(path, subject="A")):
            again = pickle.loads(pickle.dumps(document))  # noqa: S301 - made here
            assert again == document
            with again.content.open() as stream:
                assert stream.read() == b"%PDF-1.7"


class TestSources:
    @in_one_test(("name", "file_type"), [("letter.pdf", "pdf"), ("LETTER.PDF", "pdf"), ("a.b.html", "html")])
    def test_the_file_type_is_the_suffix_of_the_path(self, name: str, file_type: str, tmp_path: Path) -> None:
        (tmp_path / name).write_bytes(b"x")
        assert Document.from_path(tmp_path / name, subject="A").file_type == file_type
        assert Document.from_path(str(tmp_path / name), subject="A", file_type="txt").file_type == "txt"

    def test_a_path_without_a_suffix_needs_a_file_type(self, tmp_path: Path) -> None:
        (tmp_path / "letter").write_bytes(b"x")
        with pytest.raises(InvalidValueError, match=r"^Document\.file_type: the format is unknown"):
            Document.from_path(tmp_path / "letter", subject="A")
        assert Document.from_path(tmp_path / "letter", subject="A", file_type="pdf").file_type == "pdf"

    def test_all_three_hold_the_same_bytes(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(b"content")
        documents = (
            Document.from_path(tmp_path / "a.pdf", subject="A"),
            Document.from_bytes(memoryview(b"content"), subject="A", file_type="pdf"),
            Document.from_file(io.BytesIO(b"content"), subject="A", file_type="pdf"),
        )
        for document in documents:
            for _ in range(2):  # as often as wanted
                with document.content.open() as stream:
                    assert stream.read() == b"content"


NAIVE = datetime(2024, 6, 3, 12)  # noqa: DTZ001 - what is tested
REFUSED: list[tuple[str, object, str, str]] = [
    ("subject", "", "Document.subject", "not blank"),
    ("subject", " \n", "Document.subject", "not blank"),
    ("subject", 7, "Document.subject", "1 to 255"),
    ("subject", "MARKER" * 50, "Document.subject", "at most 255"),
    ("subject", "MARKER\x0b", "Document.subject", "control character"),
    ("file_type", "", "Document.file_type", "the format is unknown: give file_type, such as pdf"),
    ("file_type", " ", "Document.file_type", "a-z, 0-9"),
    ("file_type", "pdf ", "Document.file_type", "a-z, 0-9"),
    ("file_type", "MARKER", "Document.file_type", "a-z, 0-9"),
    ("file_type", "tar.gz", "Document.file_type", "a-z, 0-9"),
    ("file_type", "x" * 30, "Document.file_type", "1 to 29"),
    ("file_type", None, "Document.file_type", "such as pdf"),
    ("uuid", UUID_TEXT, "Document.uuid", "write UUID"),
    ("data_type", "MARKER", "DataType.content", r"datatypes\.Invoice"),
    ("data_type", api_v8.Link(uri="MARKER"), "DataType.content", r"datatypes\.Invoice"),
    ("data_type", RawElement(b"<invoice>MARKER</invoice>"), "DataType.content", "schema/datatypes"),
    ("authentication_level", "MARKER", "Document.authentication_level", "PASSWORD, TWO_FACTOR"),
    ("sensitivity_level", AuthenticationLevel.PASSWORD, "Document.sensitivity_level", "NORMAL, SENSITIVE"),
    ("sms_notification", "MARKER", "Document.sms_notification", "SmsNotification is expected"),
    ("email_notification", SmsNotification(), "Document.email_notification", "EmailNotification is exp"),
    ("opening_receipt", 5, "Document.opening_receipt", "text is expected"),
    ("technical_type", b"MARKER", "Document.technical_type", "text is expected"),
]


@in_one_test(("name", "value", "field", "remedy"), REFUSED)
def test_what_digipost_could_only_refuse_is_refused_here(
    name: str, value: object, field: str, remedy: str
) -> None:
    with pytest.raises(InvalidValueError, match=remedy) as caught:
        letter(**{name: value})
    assert caught.value.field == field
    assert "MARKER" not in "".join(traceback.format_exception(type(caught.value), caught.value, None))


@in_one_test("content", [b"MARKER", None, "MARKER"])
def test_content_is_made_by_the_three_functions(content: object) -> None:
    with pytest.raises(InvalidValueError, match=r"^Document\.content: .*from_path") as caught:
        Document(subject="A", file_type="pdf", content=content)  # type: ignore[arg-type]  # what is tested
    assert "MARKER" not in str(caught.value)


def test_bad_content_is_refused_when_the_document_is_made(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    attempts: list[tuple[Callable[[], object], str]] = [
        (
            lambda: Document.from_path(tmp_path / "none.pdf", subject="A"),
            "there is no file at the path '/.*",
        ),
        (lambda: Document.from_path(tmp_path, subject="A"), "a directory"),
        (lambda: Document.from_path(empty, subject="A"), "is empty"),
        (lambda: Document.from_bytes(b"", subject="A", file_type="pdf"), "is empty"),
        (lambda: Document.from_bytes("text", subject="A", file_type="pdf"), "Encode a text"),  # type: ignore[arg-type]
        (lambda: Document.from_file(io.BytesIO(), subject="A", file_type="pdf"), "is empty"),
        (lambda: Document.from_file(io.StringIO("x"), subject="A", file_type="pdf"), "'rb'"),  # type: ignore[arg-type]
    ]
    for make, problem in attempts:
        with pytest.raises(InvalidValueError, match=problem) as caught:
            make()
        assert caught.value.field == "Document.content"


def test_a_notification_at_a_naive_time_says_how_to_make_it_aware() -> None:
    with pytest.raises(ValueError, match=r"ListedTime\.time: .*replace\(tzinfo=zoneinfo\.ZoneInfo"):
        ListedTime(time=NAIVE)
    with pytest.raises(ValueError, match=r"Invoice\.due_date: .*replace\(tzinfo=zoneinfo\.ZoneInfo"):
        attrs.evolve(INVOICE, due_date=NAIVE)


def test_repr_shows_neither_subject_nor_content() -> None:
    document = letter(
        subject="MARKER", opening_receipt="MARKER", data_type=attrs.evolve(INVOICE, kid="MARKER")
    )
    assert repr(document) == str(document)
    assert repr(document) == (
        f"Document(uuid={UUID_TEXT}, file_type='pdf', content=<content held in memory, 8 bytes>)"
    )


class TestPrintContent:
    """`print_content` takes what people have: a path, bytes or a document."""

    @in_one_test("kind", [bytes, bytearray, memoryview])
    def test_bytes(self, kind: type[bytes | bytearray | memoryview]) -> None:
        content = made(print_content=kind(b"%PDF")).print_content
        assert content is not None
        with content.open() as stream:
            assert stream.read() == b"%PDF"

    @pytest.mark.parametrize("kind", [str, Path])
    def test_a_path(self, kind: type[str | Path], tmp_path: Path) -> None:
        (tmp_path / "letter.pdf").write_bytes(b"%PDF-path")
        content = made(print_content=kind(tmp_path / "letter.pdf")).print_content
        assert content is not None
        assert content.size == 9

    def test_a_document_and_a_content(self) -> None:
        other = made(b"%PDF-other")
        assert made(print_content=other).print_content is other.content
        assert made(print_content=other.content).print_content is other.content

    @in_one_test(
        ("given", "problem"),
        [
            ("missing.pdf", "there is no file at the path 'missing.pdf'"),
            (b"", "the document is empty"),
            (17, "int is no content; .*print_content takes a path, bytes or a Document"),
            (io.BytesIO(b"x"), "BytesIO is no content"),
        ],
    )
    def test_what_is_none_is_refused(self, given: object, problem: str) -> None:
        with pytest.raises(InvalidValueError, match=rf"^Document\.print_content: {problem}"):
            made(print_content=given)
