"""`client.messages.send` against a Digipost on this machine, over HTTP: what is sent is what arrives."""

from __future__ import annotations

import io
import tracemalloc
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import attrs
import pytest

from digipost import (
    AuthenticationLevel,
    ClientConfig,
    DigipostClient,
    Document,
    ListedTime,
    NorwegianAddress,
    PrintDetails,
    PrintRecipient,
    RequestSigning,
    SensitivityLevel,
    SmsNotification,
    recipient,
)
from digipost.datatypes import Invoice, RawElement, decode
from digipost.errors import (
    AuthenticationError,
    DuplicateMessageError,
    InvalidRequestError,
    InvalidValueError,
    UnknownRecipientError,
)
from digipost.transport import HttpTransport
from digipost.xml import to_xml
from digipost_schema import api_v8
from tests.support.counterpart import CONFIG, NOW, VECTORS, Counterpart, Reply, base64_sha256, entry_point
from tests.support.letters import OLA, PDF, document, letter
from tests.support.validity import SCHEMA, parsed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digipost.sandbox import Letter, Sandbox
    from digipost.transport import HttpAnswer, HttpRequest

NOBODY = recipient.by_personal_identification_number("12345678901")
HOME = NorwegianAddress(zip_code="0001", city="Oslo")
PAPER = PrintDetails(
    recipient=PrintRecipient(name="Kari Papir", norwegian_address=HOME),
    return_address=PrintRecipient(name="Avsender", norwegian_address=HOME),
)


def arrived(sandbox: Sandbox) -> Letter:
    """The one letter that arrived, whose XML libxml2 finds valid."""
    (only,) = sandbox.letters
    SCHEMA.assertValid(parsed(only.xml))
    return only


class TestALetter:
    def test_it_arrives_as_it_was_sent(
        self, client: DigipostClient, config: ClientConfig, sandbox: Sandbox
    ) -> None:
        now = datetime.now(ZoneInfo("Europe/Oslo")).replace(microsecond=0)
        message = letter(
            sender_id=67890,
            invoice_reference="Avdeling 7",
            delivery_time=now + timedelta(days=1),
            primary_document=document(
                authentication_level=AuthenticationLevel.TWO_FACTOR,
                sensitivity_level=SensitivityLevel.SENSITIVE,
                sms_notification=SmsNotification(at=[ListedTime(time=now + timedelta(days=2))]),
                data_type=Invoice(
                    due_date=now + timedelta(days=30),
                    sum=Decimal("1250.00"),
                    creditor_account="15941432384",
                    kid="2026110",
                ),
            ),
            attachments=[document(b"terms", subject="Vilkår"), document(b"<p>", file_type="html")],
        )
        client.messages.send(message)

        letter_there = arrived(sandbox)
        assert letter_there.xml == to_xml(message.to_schema(config))
        assert [*letter_there.documents.items()] == [
            (message.primary_document.uuid, PDF),
            (message.attachments[0].uuid, b"terms"),
            (message.attachments[1].uuid, b"<p>"),
        ]
        assert (letter_there.broker_id, letter_there.sender_id) == (12345, 67890)
        assert letter_there.message.delivery_time == message.delivery_time
        data_type = letter_there.message.primary_document.data_type
        assert data_type is not None
        assert decode(data_type) == message.primary_document.data_type

    def test_the_answer_tells_what_became_of_it(self, client: DigipostClient) -> None:
        message = letter(sender_id=67890, attachments=[document(b"terms", subject="Vilkår")])
        delivery = client.messages.send(message)
        assert delivery.status is api_v8.MessageStatus.DELIVERED
        assert delivery.delivery_method is api_v8.Channel.DIGIPOST
        assert (delivery.message_id, delivery.sender_id) == (message.message_id, 67890)
        assert delivery.delivery_time is not None
        assert delivery.delivery_time.tzinfo is not None
        for there, here, data in (
            (delivery.primary_document, message.primary_document, PDF),
            (delivery.attachment[0], message.attachments[0], b"terms"),
        ):
            assert (there.uuid, there.subject) == (here.uuid, here.subject)
            assert there.content_hash is not None
            assert there.content_hash.value == base64_sha256(data)

    def test_an_organisation_is_a_sender_by_its_number_and_part(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.directory.register("984661185", "billing", 67890)

        billing = api_v8.SenderOrganization(organization_id="984661185", part_id="billing")
        assert client.messages.send(letter(sender_organization=billing)).sender_id == 67890
        assert arrived(sandbox).sender_id == 67890

        for part in (None, "elsewhere"):
            other = api_v8.SenderOrganization(organization_id="984661185", part_id=part)
            with pytest.raises(AuthenticationError, match="BROKER_NOT_AUTHORIZED"):
                client.messages.send(letter(sender_organization=other))

    def test_the_broker_is_the_sender_unless_another_is_named(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        assert client.messages.send(letter()).sender_id == 12345
        assert "<sender-id>" not in arrived(sandbox).xml.decode()

    @pytest.mark.parametrize(
        "who",
        [
            OLA,
            recipient.by_digipost_address("ola.nordmann#1234"),
            recipient.by_name_and_address(
                fullname="Ola Nordmann", addressline1="Eksempelveien 1", postalcode="0155", city="Oslo"
            ),
        ],
        ids=["number", "address", "name"],
    )
    def test_each_way_to_name_the_recipient_finds_them(
        self, who: api_v8.MessageRecipient, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        client.messages.send(letter(recipient=who))
        person = arrived(sandbox).recipient
        assert person is not None
        assert person.name == "Ola Nordmann"

    def test_who_has_no_mailbox_gets_paper_if_there_are_print_details(self, client: DigipostClient) -> None:
        delivery = client.messages.send(letter(recipient=attrs.evolve(NOBODY, print_details=PAPER)))
        assert delivery.delivery_method is api_v8.Channel.PRINT

    def test_levels_that_nobody_set_are_those_of_the_configuration(
        self, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
    ) -> None:
        config = attrs.evolve(config, sensitivity_level=SensitivityLevel.SENSITIVE)
        with DigipostClient(config, credentials) as client:
            client.messages.send(letter())
        there = arrived(sandbox).message.primary_document
        assert there.sensitivity_level is SensitivityLevel.SENSITIVE
        assert there.authentication_level is AuthenticationLevel.PASSWORD

    def test_a_raw_data_type_arrives_as_it_is(self, client: DigipostClient, sandbox: Sandbox) -> None:
        raw = RawElement(
            b'<d:payslip xmlns:d="http://api.digipost.no/schema/datatypes">'
            b"<d:payment-date>2024-06-15</d:payment-date></d:payslip>"
        )
        client.messages.send(letter(primary_document=document(data_type=raw)))
        there = arrived(sandbox).message.primary_document.data_type
        assert there is not None
        assert there.content == raw

    def test_201_attachments_arrive_in_their_order(self, client: DigipostClient, sandbox: Sandbox) -> None:
        message = letter(attachments=[document(str(number).encode()) for number in range(201)])
        client.messages.send(message)
        assert [*arrived(sandbox).documents] == [each.uuid for each in message.documents]
        assert [*arrived(sandbox).documents.values()][1:] == [str(number).encode() for number in range(201)]


class TestRefusals:
    def test_a_message_is_accepted_once(self, client: DigipostClient, sandbox: Sandbox) -> None:
        message = letter()
        client.messages.send(message)
        with pytest.raises(DuplicateMessageError, match="build a new Message") as caught:
            client.messages.send(letter(message_id=message.message_id))
        assert (caught.value.status, caught.value.code) == (400, "DUPLICATE_MESSAGE")
        assert len(sandbox.letters) == 1

    def test_who_has_no_mailbox_and_no_print_details_is_unknown(self, client: DigipostClient) -> None:
        with pytest.raises(UnknownRecipientError, match="add print details") as caught:
            client.messages.send(letter(recipient=NOBODY))
        assert caught.value.status == 404

    def test_a_404_without_a_word_means_the_same(self, credentials: RequestSigning) -> None:
        counterpart = Counterpart({"/": [entry_point()], "/messages": [Reply(status=404)]})
        client = DigipostClient(CONFIG, credentials, transport=counterpart, clock=lambda: NOW)
        with pytest.raises(UnknownRecipientError):
            client.messages.send(letter())

    def test_a_sender_that_has_granted_nothing_is_refused(self, client: DigipostClient) -> None:
        with pytest.raises(AuthenticationError, match="Check sender_id") as caught:
            client.messages.send(letter(sender_id=4711))
        assert (caught.value.status, caught.value.code) == (403, "BROKER_NOT_AUTHORIZED")

    def test_a_delivery_time_in_the_past_is_refused_before_any_request(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        past = datetime.now(ZoneInfo("Europe/Oslo")) - timedelta(seconds=2)
        with pytest.raises(InvalidValueError, match=r"Message\.delivery_time: is in the past; leave it out"):
            client.messages.send(letter(delivery_time=past))
        assert sandbox.requests == ()

    def test_the_past_is_that_of_the_clients_clock(
        self, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
    ) -> None:
        slow = DigipostClient(config, credentials, clock=lambda: datetime.now(UTC) - timedelta(minutes=4))
        late = letter(delivery_time=datetime.now(UTC) - timedelta(minutes=2))
        with slow, pytest.raises(InvalidRequestError, match="in the future") as caught:
            slow.messages.send(late)
        assert caught.value.code == "DELIVERY_DATE_HISTORICAL"
        assert sandbox.letters == ()

    def test_a_certificate_that_is_not_registered_is_refused(self, sandbox: Sandbox) -> None:
        stranger = RequestSigning.from_pem(VECTORS / "print.cert.pem", VECTORS / "print.key.pem")
        config = ClientConfig(broker_id=12345, environment=sandbox.environment)
        with (
            DigipostClient(config, stranger) as client,
            pytest.raises(AuthenticationError, match=r"^The certificate used here is not the one registered"),
        ):
            client.messages.send(letter())
        assert sandbox.letters == ()


class OneWay(io.RawIOBase):
    """A stream that cannot seek, like a download."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        return self._data.read(size)


class TestSources:
    def test_paths_bytes_and_file_objects_arrive_alike(
        self, client: DigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        path = tmp_path / "letter.pdf"
        path.write_bytes(PDF)
        with path.open("rb") as file, path.open("rb") as read_in_part:
            read_in_part.seek(5)
            documents = [
                Document.from_path(path, subject="path"),
                Document.from_path(str(path), subject="text"),
                document(PDF, subject="bytes"),
                Document.from_file(file, subject="file", file_type="pdf"),
                Document.from_file(read_in_part, subject="rest", file_type="pdf"),
                Document.from_file(io.BytesIO(PDF), subject="memory", file_type="pdf"),
                Document.from_file(OneWay(PDF), subject="one way", file_type="pdf"),  # type: ignore[arg-type]  # a reading half
            ]
            client.messages.send(letter(primary_document=documents[0], attachments=documents[1:]))
        contents = [*sandbox.letters[0].documents.values()]
        assert contents == [PDF, PDF, PDF, PDF, PDF[5:], PDF, PDF]

    @pytest.mark.thorough
    def test_a_large_document_costs_no_memory(
        self, client: DigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        sandbox.directory.set_features(12345, {})  # without a limit on the size of files
        client.messages.send(letter())  # so that what is loaded once is not counted
        path = tmp_path / "large.pdf"
        with path.open("wb") as file:
            file.truncate(32 << 20)  # sparse: it takes no room on the disk
        tracemalloc.start()
        try:
            client.messages.send(letter(primary_document=Document.from_path(path, subject="Stor")))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        # Of both sides: the sandbox is in this process.
        assert peak < 4 << 20
        large = sandbox.letters[1].delivery.primary_document
        assert large.content_hash is not None
        assert large.content_hash.value == base64_sha256(bytes(32 << 20))


class Meanwhile(HttpTransport):
    """The network, on which something happens after the body was hashed and before it is sent."""

    happening: Callable[[], object]

    def send(self, request: HttpRequest) -> HttpAnswer:
        if request.method == "POST":
            self.happening()
        return super().send(request)


class TestNothingIsHalfSent:
    @pytest.mark.parametrize("change", [PDF.upper(), PDF[:4], PDF + b"more", None])
    def test_a_file_that_changes_before_it_is_sent_is_not_accepted(
        self,
        change: bytes | None,
        config: ClientConfig,
        credentials: RequestSigning,
        sandbox: Sandbox,
        tmp_path: Path,
    ) -> None:
        path = tmp_path / "letter.pdf"
        path.write_bytes(PDF)
        transport = Meanwhile()
        transport.happening = (lambda: path.write_bytes(change)) if change else path.unlink
        message = letter(primary_document=Document.from_path(path, subject="Faktura"))
        with DigipostClient(config, credentials, transport=transport) as client:
            with pytest.raises(
                InvalidValueError,
                match="changed while it was being sent" if change else "no file at the path",
            ):
                client.messages.send(message)
            assert not sandbox.letters
            # Nothing of it is in the way of the same message with a document that stays as it is.
            transport.happening = lambda: None
            path.write_bytes(PDF)
            again = attrs.evolve(message.primary_document, content=document().content)
            client.messages.send(attrs.evolve(message, primary_document=again))
        (accepted,) = sandbox.letters
        assert [*accepted.documents.values()] == [PDF]

    def test_what_cannot_be_sent_makes_no_request(self, client: DigipostClient, sandbox: Sandbox) -> None:
        who = recipient.by_digipost_address("ola.nordmann#1234")
        message = letter(recipient=who)
        who.organisation_number = "984661185"
        for wrong in (message, "letter", None):
            with pytest.raises(InvalidValueError):
                client.messages.send(wrong)  # type: ignore[arg-type]  # what is tested
        assert sandbox.requests == ()
