"""No number, name, address, letter, password or key is in a log record or an error, whatever happens."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from uuid import uuid4

import attrs
import pytest

from digipost import (
    ClientConfig,
    DigipostClient,
    DigipostError,
    Document,
    Environment,
    RequestSigning,
    Secret,
    SmsNotification,
    SmsOverrides,
    recipient,
)
from tests.campaigns.secrecy import overhearing
from tests.support.counterpart import CONFIG, DELIVERY, NOW, ONCE, VECTORS, Counterpart, entry_point, error
from tests.support.letters import OLA, document, letter
from tests.support.loopback import HANG_UP, RESET, Loopback

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from digipost.sandbox import Sandbox
    from digipost_schema import api_v8
    from tests.support.counterpart import Reply

PASSWORD = (VECTORS / "broker.p12.password.txt").read_text().strip()
HIDDEN = {
    "number": "31108412345",
    "name": "Nordmann",
    "address": "Eksempelveien",
    "digipost address": "ola.nordmann",
    "telephone": "91234567",
    "subject": "Hemmelig emne",
    "content": "hemmelig innhold",
    "file name": "brev-til-ola",
    "password": PASSWORD,
    "key": (VECTORS / "broker.key.pem").read_text().splitlines()[5],
}
BY_NAME = recipient.by_name_and_address(
    fullname="Ola Nordmann",
    addressline1="Eksempelveien 1",
    postalcode="0155",
    city="Oslo",
    phone_number="+4791234567",
)
BY_ADDRESS = recipient.by_digipost_address("ola.nordmann#1234")


def hidden_in(text: str) -> list[str]:
    return [what for what, value in HIDDEN.items() if value.lower() in text.lower()]


class Recorder(overhearing.Recorder):
    """Tells what of it must not be there."""

    @property
    def leaks(self) -> list[str]:
        return [f"{what}: {text}" for text in self.texts for what in hidden_in(text)]


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    """All that anybody logs, at every level."""
    root, recorder = logging.getLogger(), Recorder()
    level = root.level
    root.addHandler(recorder)
    root.setLevel(logging.DEBUG)
    yield recorder
    root.setLevel(level)
    root.removeHandler(recorder)


def shown(failure: BaseException) -> str:
    """An error with all its causes, but for the lines of source code in the traceback."""
    return "\n".join(text for _, text in overhearing.texts_of(failure))


def fail_because_of(cause: Exception) -> None:
    raise DigipostError("something failed") from cause


@pytest.mark.parametrize("what", HIDDEN)
def test_a_leak_is_found_wherever_it_is(what: str, recorder: Recorder) -> None:
    value = HIDDEN[what]
    log = logging.getLogger(f"somebody.else.{what}")
    log.debug("in the text: %s", value)
    log.debug("in what is not shown", extra={"detail": {"value": value}})
    with pytest.raises(DigipostError) as caught:
        fail_because_of(ValueError(value))
    log.debug("in the cause", exc_info=caught.value)
    assert what in hidden_in(shown(caught.value))
    assert len([leak for leak in recorder.leaks if leak.startswith(f"{what}:")]) == 3


@pytest.fixture
def secret_document(tmp_path: Path) -> Document:
    path = tmp_path / "brev-til-ola.pdf"
    path.write_bytes(b"%PDF hemmelig innhold")
    overrides = SmsOverrides(sms_mobile_number="+4791234567", text="Hemmelig emne")
    return Document.from_path(
        path, subject="Hemmelig emne", sms_notification=SmsNotification(after_hours=[0], overrides=overrides)
    )


@pytest.mark.parametrize("who", [OLA, BY_ADDRESS, BY_NAME], ids=["number", "address", "name"])
def test_a_letter_that_arrives_leaves_no_trace(
    who: api_v8.MessageRecipient, secret_document: Document, sandbox: Sandbox, recorder: Recorder
) -> None:
    credentials = RequestSigning.from_pkcs12(
        VECTORS / "broker.p12", Secret.from_file(VECTORS / "broker.p12.password.txt")
    )
    config = ClientConfig(broker_id=12345, environment=sandbox.environment, retries=ONCE)
    message = letter(recipient=who, primary_document=secret_document)
    with DigipostClient(config, credentials) as client:
        client.messages.send(message)
        client.documents.status(message.primary_document.uuid)
    assert any("digipost" in text and "POST answered 201" in text for text in recorder.texts)
    assert recorder.leaks == []
    assert hidden_in(repr((client, message, sandbox.requests))) == []


def test_looking_people_up_leaves_no_trace(client: DigipostClient, recorder: Recorder) -> None:
    look_up = client.recipients
    found = (
        look_up.identify(BY_ADDRESS, include_person_alias=True),
        look_up.identify(BY_NAME, include_encryption_key=True),
        look_up.search("Nordmann Eksempelveien"),
        look_up.suggest("Nordmann"),
    )
    assert hidden_in(repr(found)) == []
    with pytest.raises(DigipostError) as caught:
        look_up.search("Nordmann 31108412345\x00")
    assert hidden_in(shown(caught.value)) == []
    assert recorder.leaks == []


def send_two_with_one_id(client: DigipostClient, secret_document: Document) -> None:
    message = letter(recipient=BY_NAME, primary_document=secret_document)
    client.messages.send(message)
    client.messages.send(attrs.evolve(message, primary_document=attrs.evolve(secret_document, uuid=uuid4())))


FAILURES: dict[str, Callable[[DigipostClient, Document], object]] = {
    "duplicate": send_two_with_one_id,
    "unknown recipient": lambda client, secret: client.messages.send(
        letter(
            recipient=attrs.evolve(OLA, personal_identification_number="31108412346"), primary_document=secret
        )
    ),
    "no grant": lambda client, secret: client.messages.send(letter(primary_document=secret, sender_id=4711)),
    "no PDF": lambda client, secret: client.messages.send(
        letter(primary_document=attrs.evolve(secret, encrypt=True))
    ),
    "no uuid": lambda client, _: client.documents.status("31108412345"),
    "no number": lambda *_: recipient.by_personal_identification_number("31108412345 Nordmann"),
    "no file": lambda *_: Document.from_path("brev-til-ola.pdf", subject="Hemmelig emne"),
    "bad subject": lambda *_: document(b"hemmelig innhold", subject="Hemmelig emne" * 50),
    "bad password": lambda *_: RequestSigning.from_pkcs12(VECTORS / "print.cert.pem", PASSWORD),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_leaves_no_trace(
    failure: str, client: DigipostClient, secret_document: Document, recorder: Recorder
) -> None:
    with pytest.raises(DigipostError) as caught:
        FAILURES[failure](client, secret_document)
    assert recorder.leaks == []
    # The path of a missing file is the caller's own, and named.
    assert hidden_in(shown(caught.value)) == (["file name"] if failure == "no file" else [])


@pytest.mark.parametrize("answer", [HANG_UP, RESET, b"Ola Nordmann 31108412345\r\n\r\n"])
def test_a_broken_connection_leaves_no_trace(
    answer: bytes, credentials: RequestSigning, secret_document: Document, recorder: Recorder
) -> None:
    with Loopback(entry_point(create_message="/messages").on_the_wire("/"), answer) as server:
        config = ClientConfig(broker_id=12345, environment=Environment.custom(server.origin), retries=ONCE)
        client = DigipostClient(config, credentials, clock=lambda: NOW)
        with client, pytest.raises(DigipostError) as caught:
            client.messages.send(letter(recipient=BY_NAME, primary_document=secret_document))
    assert recorder.leaks == []
    assert hidden_in(shown(caught.value)) == []


@pytest.mark.parametrize(
    "reply",
    [
        error(400, "VALIDATION_FAILED", "31108412345, ola.nordmann#1234 and +47 91234567 are wrong"),
        error(403, "31108412345", "===START===\nPOST\n/31108412345\n===SLUTT==="),
        attrs.evolve(DELIVERY, body=b"<Nordmann>31108412345"),
        attrs.evolve(DELIVERY, body=DELIVERY.body.replace(b"12345", b"Nordmann 31108412345")),
        attrs.evolve(DELIVERY, body=b"Ola Nordmann 31108412345", headers={"Content-Encoding": "gzip"}),
        attrs.evolve(DELIVERY, body=b"Ola Nordmann 31108412345", headers={"X-Content-SHA256": "no"}),
        attrs.evolve(DELIVERY, headers={"X-Digipost-Signature": "Nordmann"}),
    ],
)
def test_what_an_answer_repeats_leaves_no_trace(
    reply: Reply, credentials: RequestSigning, secret_document: Document, recorder: Recorder
) -> None:
    look_up = f"/documents/12345/{secret_document.uuid}/status"
    counterpart = Counterpart({"/": [entry_point()], "/messages": [reply], look_up: [reply]})
    client = DigipostClient(CONFIG, credentials, transport=counterpart, clock=lambda: NOW)
    with pytest.raises(DigipostError) as caught:
        client.messages.send(letter(recipient=BY_NAME, primary_document=secret_document))
    assert recorder.leaks == []
    assert hidden_in(shown(caught.value)) == []
