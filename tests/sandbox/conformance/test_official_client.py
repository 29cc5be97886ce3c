"""Requests and expectations of Digipost's own clients beyond the documentation, as running them has shown."""

from __future__ import annotations

import gzip
import http.client
from base64 import b64encode
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import attrs
import pytest
from lxml import etree

from digipost.sandbox import InboxLetter, Sandbox, SharedFile
from digipost_schema import api_v8
from tests.sandbox.conformance.cases import (
    ARCHIVE,
    NAMESPACE,
    OWN,
    SHARE_REQUEST,
    Request,
    check_accepted,
    get,
    post,
    upload,
)
from tests.sandbox.conformance.conftest import NOW
from tests.sandbox.conftest import VECTORS
from tests.support.raw_requests import (
    BROKER_ID,
    NOBODY,
    PRINT_DETAILS,
    V8,
    Answer,
    Caller,
    Letter,
    certificate_of,
    check_signature,
    content_hash,
    exchange,
    multipart,
    part,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

TYPES = "http://api.digipost.no/schema/datatypes"
PAID = (
    f'<data-type><invoice-payment xmlns="{TYPES}"><payment-id>1</payment-id><payment-status>PAID'
    "</payment-status><payment-time>2024-06-03T12:00:00Z</payment-time><debtor-account>15941432384"
    "</debtor-account><payment-channel>BANK</payment-channel><payment-bank/></invoice-payment></data-type>"
)
INVOICE = (
    f'<data-type><invoice xmlns="{TYPES}"><due-date>2024-07-01T00:00:00Z</due-date><sum>1</sum>'
    "<creditor-account>15941432384</creditor-account><kid>123123123</kid></invoice></data-type>"
)

Check = TypeVar("Check", bound="Callable[..., None]")

ROWS: dict[str, str] = {}
"""The list on the page: each difference, and the sandbox's treatment of it."""


def row(matter: str, does: str) -> Callable[[Check], Check]:
    """Put a test on the page, by what differs and what the sandbox does about it."""

    def listed(test: Check) -> Check:
        ROWS[matter] = does
        return test

    return listed


def sent(caller: Caller, letter: Letter) -> Answer:
    return check_accepted(caller, upload(letter.body))


def signed_content(caller: Caller, answer: Answer, path: str, content: bytes) -> None:
    """The content is dated, hashed and signed, as the Java client demands."""
    assert (answer.status, answer.body) == (200, content)
    assert answer.headers["x-content-sha256"] == content_hash(content)
    check_signature(answer, path, certificate_of(caller.get("/")))


def elsewhere(caller: Caller, target: str) -> tuple[Answer, str]:
    """The answer of the host of contents to which the API sends a client, and its path."""
    location = caller.get(target).headers["location"]
    parts = urlsplit(location)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}")
    response = connection.getresponse()
    headers = {name.lower(): value for name, value in response.getheaders()}
    answer = Answer(response.status, headers, response.read())
    connection.close()
    return answer, parts.path


SIZES = pytest.mark.parametrize("size", [20, 400_000], ids=["in the database", "in a file"])


@row(
    "contents",
    "dated, hashed and signed wherever they come from; the API streams archives and shares",
)
@SIZES
def test_contents_of_an_inbox_are_signed_after_the_redirect(size: int, caller: Caller) -> None:
    content = b"%PDF-1.7 " + b"i" * size
    number = caller.sandbox.deliver_to_inbox(InboxLetter(content=content), account_id=BROKER_ID)
    answer, path = elsewhere(caller, f"{OWN}/inbox/{number}/content")
    signed_content(caller, answer, path, content)


@SIZES
def test_the_stream_of_an_archive_comes_from_the_api(size: int, caller: Caller) -> None:
    uuid, content = str(uuid4()), b"%PDF-1.7 " + b"a" * size
    document = f"<documents><uuid>{uuid}</uuid><file-type>pdf</file-type></documents>"
    xml = f"<archive {NAMESPACE}>{document}</archive>".encode()
    check_accepted(caller, upload(multipart(part("archive", xml), part(uuid, content)), ARCHIVE))
    path = f"{OWN}/archive/document/{uuid}/content/stream"
    signed_content(caller, caller.get(path), path, content)


@SIZES
def test_the_stream_of_what_is_shared_comes_from_the_api(size: int, caller: Caller) -> None:
    letter, content = Letter(str(uuid4()), in_document=SHARE_REQUEST), b"s" * size
    sent(caller, letter)
    shared = SharedFile(content=content)
    caller.sandbox.share(UUID(letter.uuid), shared, sender_id=BROKER_ID)
    path = f"{OWN}/share-documents-requests/uuid/{letter.uuid}/documents/0/content/stream"
    signed_content(caller, caller.get(path), path, content)


@row("technical attachment", "a document with `technical-type` needs no subject")
@pytest.mark.parametrize("recipient", [Letter().recipient, PRINT_DETAILS], ids=["mailbox", "print"])
def test_a_technical_document_needs_no_subject(recipient: str, caller: Caller) -> None:
    letter = Letter(str(uuid4()), recipient=recipient, subject="")

    def technical(letter: Letter) -> Request:
        xml = letter.xml.replace(b"<primary-document>", b'<primary-document technical-type="a-program">')
        return upload(multipart(part("message", xml), part(letter.uuid, letter.content)))

    assert check_accepted(caller, technical(letter)).status == 201
    blank = Letter(str(uuid4()), subject="<subject> </subject>")
    assert technical(blank).send(caller).refusal == (400, "MISSING_SUBJECT")


@row("document without subject", "accepted if it is only printed")
def test_a_document_that_is_only_printed_needs_no_subject(caller: Caller) -> None:
    letter = Letter(str(uuid4()), subject="", recipient=PRINT_DETAILS)
    assert sent(caller, letter).status == 201
    to_a_mailbox = Letter(str(uuid4()), subject="")
    assert upload(to_a_mailbox.body).send(caller).refusal == (400, "MISSING_SUBJECT")


@row("additional data", "may name the sender by organisation and part, if these are the sender of the path")
def test_additional_data_name_an_organisation(caller: Caller) -> None:
    caller.sandbox.directory.register("310000019", "salg", BROKER_ID)
    caller.sandbox.directory.register("310000019", "annet", 67890)
    letter = Letter(str(uuid4()), in_document=INVOICE)
    sent(caller, letter)

    def adding(part_id: str) -> Request:
        organisation = (
            "<sender-organization><organization-id>310000019</organization-id>"
            f"<part-id>{part_id}</part-id></sender-organization>"
        )
        return post(f"/documents{OWN}/{letter.uuid}/data", "additional-data", PAID + organisation)

    check_accepted(caller, adding("salg"))
    for part_id in ("annet", "nobody"):
        assert adding(part_id).send(caller).refusal == (400, "PROBLEM_WITH_REQUEST")


@row("archive of a document", "named in the answers by uuid and by reference")
def test_answers_about_a_document_name_its_archive(caller: Caller) -> None:
    uuid, reference = str(uuid4()), "bilag 7"
    document = (
        f"<documents><uuid>{uuid}</uuid><file-name>a.pdf</file-name><file-type>pdf</file-type>"
        f"<referenceid>{reference}</referenceid><content-type>application/pdf</content-type></documents>"
    )
    xml = f"<archive {NAMESPACE}><name>Regnskap</name>{document}</archive>".encode()
    check_accepted(caller, upload(multipart(part("archive", xml), part(uuid, b"1")), ARCHIVE))
    by_uuid = check_accepted(caller, get(f"{OWN}/archive/document/{uuid}"))
    encoded = b64encode(reference.encode()).decode()
    by_reference = check_accepted(caller, get(f"{OWN}/archive/document/referenceid/{encoded}"))
    assert by_uuid.text("name") == "Regnskap"
    assert by_reference.xml.findtext(f"{V8}archive/{V8}name") == "Regnskap"


@row(
    "`verifiable-credential-notice`",
    "with `credential-id` (data types 1.3.0), as attribute or element, or without",
)
@pytest.mark.parametrize(
    ("attribute", "element"),
    [("", ""), (' credential-id="1"', ""), ("", "<credential-id>1</credential-id>")],
    ids=["none", "attribute", "element"],
)
def test_a_notice_of_a_credential_comes_in_both_versions(
    attribute: str, element: str, caller: Caller
) -> None:
    name = "verifiable-credential-notice"
    notice = (
        f'<data-type><{name} xmlns="{TYPES}"{attribute}>{element}<title>Vitnemål</title></{name}></data-type>'
    )
    letter = Letter(str(uuid4()), in_document=notice)
    assert sent(caller, letter).status == 201
    assert (attribute + element).encode() in caller.sandbox.letters[-1].xml
    unknown = attrs.evolve(letter, in_document=notice.replace("title>", "credential>"))
    assert upload(unknown.body).send(caller).status == 400


@row("status by message id", "as well as by the document's uuid, which comes first")
@pytest.mark.parametrize("message_id", ["faktura-7", "30ff4c99-8560-4741-83f0-1093dc4deb99"])
def test_a_status_is_found_by_message_id(message_id: str, caller: Caller) -> None:
    letter = Letter(message_id)
    sent(caller, letter)
    for target in (f"/documents{OWN}/{message_id}/status", f"/documents{OWN}/{message_id}"):
        assert check_accepted(caller, get(target)).xml.get("uuid") == letter.uuid
    assert get(f"/documents{OWN}/another-id/status").send(caller).status == 404
    other = Letter(str(uuid4()), uuid=message_id) if len(message_id) == 36 else None
    if other is not None:
        sent(caller, other)
        answer = check_accepted(caller, get(f"/documents{OWN}/{message_id}/status"))
        assert answer.xml.get("uuid") == other.uuid


@row("event `SMS_NOTIFICATION_DELIVERED`", "recorded for the asking, with the number in its metadata")
def test_the_delivery_of_an_sms_is_an_event(caller: Caller) -> None:
    letter = Letter(str(uuid4()))
    sent(caller, letter)
    metadata = api_v8.SmsNotificationDeliveredMetadata(mobile_number="+4740000527")
    kind = api_v8.EventType.SMS_NOTIFICATION_DELIVERED
    caller.sandbox.record_event(UUID(letter.uuid), kind, metadata=metadata)
    answer = check_accepted(
        caller,
        get("/documents/events?from=2024-06-01T00:00:00Z&to=2024-07-01T00:00:00Z&offset=0&maxResults=99"),
    )
    (event,) = (
        each for each in answer.xml.iter(f"{V8}event") if each.get("type") == "SMS_NOTIFICATION_DELIVERED"
    )
    (told,) = event.iter(f"{V8}metadata")
    assert told.get("mobile-number") == "+4740000527"
    assert (told.get("{http://www.w3.org/2001/XMLSchema-instance}type") or "").endswith(
        "sms-notification-delivered-metadata"
    )


@row("file types", "also `ehf`, `gif`, `xhtml` and `zip`, unless the sender's feature says otherwise")
@pytest.mark.parametrize("file_type", ["ehf", "gif", "xhtml", "zip"])
def test_more_file_types_are_enabled(file_type: str, caller: Caller) -> None:
    letter = Letter(str(uuid4()))
    xml = letter.xml.replace(b"<file-type>pdf<", f"<file-type>{file_type}<".encode())
    body = multipart(part("message", xml), part(letter.uuid, b"content"))
    assert check_accepted(caller, upload(body)).status == 201
    other = Letter(str(uuid4()))
    xml = other.xml.replace(b"<file-type>pdf<", b"<file-type>exe<")
    wrong = multipart(part("message", xml), part(other.uuid, b"content"))
    assert upload(wrong).send(caller).refusal == (400, "ILLEGAL_CONTENT_TYPE")


@row(
    "compression",
    "larger XML answers, for clients that accept gzip; hashed as compressed",
)
@pytest.mark.parametrize(
    ("accepted", "is_compressed"),
    [("gzip", True), ("deflate, GZIP;q=0.5", True), ("identity", False), ("gzip;q=0", False), (None, False)],
)
def test_answers_are_compressed_for_the_asking(
    accepted: str | None,
    is_compressed: bool,  # noqa: FBT001 - pytest passes parameters by name
    caller: Caller,
) -> None:
    headers = caller.headers("GET", "/") | ({"Accept-Encoding": accepted} if accepted else {})
    answer = exchange(caller.sandbox, "GET", "/", headers)
    assert (answer.headers.get("content-encoding") == "gzip") is is_compressed
    assert answer.headers["x-content-sha256"] == content_hash(answer.body)
    check_signature(answer, "/", certificate_of(caller.get("/")))
    plain = gzip.decompress(answer.body) if is_compressed else answer.body
    assert etree.fromstring(plain).tag == f"{V8}entrypoint"


@row(
    "search text with `/`",
    "taken raw and escaped; our client sends a space for it, as the .NET client",
)
@pytest.mark.parametrize("text", ["ola/nordmann", "ola%2Fnordmann"])
def test_a_slash_in_a_search_is_part_of_the_text(text: str, caller: Caller) -> None:
    answer = check_accepted(caller, get(f"/recipients/search/{text}"))
    assert [each.text for each in answer.xml.iter(f"{V8}lastname")] == ["NORDMANN"]


@row("clients of 16.x", "`digipost sandbox --sign-decoded-path --contents-take-credentials`")
def test_an_old_client_gets_what_it_expects(broker_key: RSAPrivateKey) -> None:
    with Sandbox(clock=lambda: NOW, sign_decoded_path=True, contents_take_credentials=True) as sandbox:
        sandbox.register_broker(BROKER_ID, (VECTORS / "broker.cert.pem").read_bytes())
        caller = Caller(sandbox, broker_key)
        number = sandbox.deliver_to_inbox(InboxLetter(content=b"letter"), account_id=BROKER_ID)
        answer = caller.get("/recipients/search/%C3%A5se")
        check_signature(answer, "/recipients/search/åse", certificate_of(caller.get("/")))
        parts = urlsplit(caller.get(f"{OWN}/inbox/{number}/content").headers["location"])
        connection = http.client.HTTPConnection(parts.netloc, timeout=10)
        connection.request("GET", f"{parts.path}?{parts.query}", headers={"X-Digipost-UserId": "777"})
        assert connection.getresponse().read() == b"letter"
        connection.close()


@row("bank accounts", "people and organisations have them, so that a letter finds its recipient by one")
@pytest.mark.parametrize(
    ("account", "channel"),
    [("12041300004", "DIGIPOST"), ("15940000029", "DIGIPOST"), ("15030000058", "PRINT")],
)
def test_a_letter_finds_its_recipient_by_account(account: str, channel: str, caller: Caller) -> None:
    recipient = f"<bank-account-number>{account}</bank-account-number>{PRINT_DETAILS}"
    answer = sent(caller, Letter(str(uuid4()), recipient=recipient))
    assert answer.text("delivery-method") == channel
    content = f"<bank-account-number>{account}</bank-account-number>"
    identified = check_accepted(caller, post("/identification", "identification", content))
    assert identified.text("result") == ("DIGIPOST" if channel == "DIGIPOST" else "IDENTIFIED")


@row("SMS `alwaysSend`", "nothing: no schema has a name for it")
def test_an_unknown_element_of_a_notice_is_refused(caller: Caller) -> None:
    notice = "<sms-notification><always-send>true</always-send></sms-notification>"
    letter = Letter(str(uuid4()), in_document=notice)
    assert upload(letter.body).send(caller).refusal == (400, "SCHEMA_VALIDATION_ERROR")


@row("`opened` and the receipt", "a document that has either of the two gets `read` in its status")
@pytest.mark.parametrize(
    ("asked", "read"),
    [("", None), ("<opened>false</opened>", "N"), ("<opening-receipt>0123</opening-receipt>", "N")],
)
def test_a_status_tells_of_opening_for_the_asking(asked: str, read: str | None, caller: Caller) -> None:
    letter = Letter(str(uuid4()), in_document=asked)
    sent(caller, letter)
    status = check_accepted(caller, get(f"/documents{OWN}/{letter.uuid}/status"))
    assert status.xml.get("read") == read
    caller.sandbox.recipient("31108412345").open(UUID(letter.uuid))
    status = check_accepted(caller, get(f"/documents{OWN}/{letter.uuid}/status"))
    assert status.xml.get("read") == (read and "Y")


@row(
    "channel of what waits for a registration",
    "none in the status; `delivery-method` is PENDING (see below)",
)
def test_what_waits_for_a_registration_has_no_channel_yet(caller: Caller) -> None:
    request = (
        "<request-for-registration><registration-deadline>2024-07-03T12:00:00Z</registration-deadline>"
        "</request-for-registration>"
    )
    letter = Letter(str(uuid4()), recipient=NOBODY, at_end=request)
    assert sent(caller, letter).text("delivery-method") == "PENDING"
    status = check_accepted(caller, get(f"/documents{OWN}/{letter.uuid}/status")).xml
    assert (status.get("status"), status.get("channel")) == ("NOT_DELIVERED", None)
