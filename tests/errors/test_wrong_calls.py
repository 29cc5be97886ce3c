"""Calls whose arguments do not fit: one kind of error, which names the argument and what to write."""

from __future__ import annotations

import inspect
import sys
from typing import TYPE_CHECKING, Any

import pytest

from digipost import (
    ArchiveDocument,
    ClientConfig,
    ClientCredentials,
    DigipostClient,
    DigipostError,
    Document,
    Environment,
    Message,
    PrintDetails,
    RequestSigning,
    RetryPolicy,
    Secret,
    SmsNotification,
    printing,
    recipient,
)
from digipost.datatypes import Invoice
from digipost.errors import ArgumentError
from digipost.transport import HttpTransport
from digipost_schema._arguments import explained
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable

    from digipost.sandbox import Sandbox

# Type checkers find these mistakes, too.
message: Any = Message
document: Any = Document
archived: Any = ArchiveDocument
config: Any = ClientConfig
signing: Any = RequestSigning
oauth: Any = ClientCredentials
new_client: Any = DigipostClient
environment: Any = Environment
secret: Any = Secret
retries: Any = RetryPolicy
transport: Any = HttpTransport
to: Any = recipient
paper: Any = printing
invoice: Any = Invoice
sms: Any = SmsNotification
details: Any = PrintDetails

CALLS: list[tuple[Callable[[], object], str, str]] = [
    (message, "Message.recipient", "write Message(recipient=…, primary_document=…)"),
    (lambda: message(recipient=1), "Message.primary_document", "is needed and was not given"),
    (lambda: message(1, 2), "Message", "no argument can be given without its name; write Message(rec"),
    (lambda: message(recipients=1), "Message.recipients", "did you mean recipient?"),
    (lambda: message(messageId="x"), "Message.messageId", "did you mean message_id?"),
    (lambda: message(print_details=1), "Message.print_details", "recipient.by_…(…, print_details=…)"),
    (lambda: message(printDetails=1), "Message.printDetails", "print details belong to the recipient"),
    (lambda: message(document=1), "Message.document", "the letter itself is primary_document"),
    (lambda: message(documents=[]), "Message.documents", "further documents as attachments"),
    (lambda: message(sms_notification=1), "Message.sms_notification", "it belongs to a document"),
    (lambda: message(data_type=1), "Message.data_type", "Document.from_path(path, data_type=…)"),
    (lambda: document(subjekt="x"), "Document.subjekt", "did you mean subject?"),
    (
        lambda: document.from_bytes(b"x", subjekt="x", file_type="txt"),
        "Document.subjekt",
        "did you mean subj",
    ),
    (
        lambda: document.from_bytes(b"x"),
        "Document.from_bytes.file_type",
        "write Document.from_bytes(data, file_",
    ),
    (document.from_path, "Document.from_path.path", "write Document.from_path(path)"),
    (lambda: document.from_path("a", "b"), "Document.from_path", "only path can be given without"),
    (lambda: document(path="x.pdf"), "Document.path", "there is Document.from_path(path, …)"),
    (lambda: document(recipient=1), "Document.recipient", "it belongs to the message: Message(recipient=…)"),
    (lambda: archived.from_bytes(b"x"), "ArchiveDocument.from_bytes.file_name", "is needed"),
    (lambda: archived.from_bytes(b"x", name="x"), "ArchiveDocument.from_bytes.file_name", "is needed"),
    (config, "ClientConfig.broker_id", "write ClientConfig(broker_id=…, environment=…)"),
    (lambda: config(brokerId=1), "ClientConfig.brokerId", "did you mean broker_id?"),
    (
        lambda: config(timeout=1),
        "ClientConfig.timeout",
        "write connect_timeout, read_timeout or total_timeout",
    ),
    (lambda: config(sender_id=1), "ClientConfig.sender_id", "Message(sender_id=…)"),
    (lambda: config(url="x"), "ClientConfig.url", "Environment.custom(url)"),
    (
        lambda: signing.from_pkcs12("x.p12"),
        "RequestSigning.from_pkcs12.password",
        "from_pkcs12(path, password)",
    ),
    (lambda: signing.from_pkcs12("x.p12", passord="hunter2"), "passord", "did you mean password?"),
    (lambda: signing.from_pkcs12("x", "hunter2", path="y"), "path", "is given twice"),
    (
        lambda: oauth.from_pkcs12("x.p12", "hunter2"),
        "ClientCredentials.from_pkcs12.password",
        "(client_id, path",
    ),
    (new_client, "DigipostClient.config", "write DigipostClient(config, credentials)"),
    (lambda: new_client(broker_id=1), "DigipostClient.broker_id", "ClientConfig(broker_id=…)"),
    (
        lambda: new_client(password="hunter2"),
        "DigipostClient.password",
        "RequestSigning.from_pkcs12(path, passw",
    ),
    (environment.named, "Environment.named.name", "write Environment.named(name)"),
    (secret.from_env, "Secret.from_env.name", "write Secret.from_env(name)"),
    (lambda: retries(tries=2), "RetryPolicy.tries", "there are attempts, first_wait"),
    (lambda: transport(timeout=1), "HttpTransport.timeout", "did you mean"),
    (lambda: to.by_peppol("9908:1"), "recipient.by_peppol.sender", "recipient.by_peppol(receiver, sender)"),
    (
        lambda: to.by_organisation_number(orgnr="1"),
        "by_organisation_number.orgnr",
        "there are number, print_det",
    ),
    (lambda: paper.norwegian_address("Ola", zip="1"), "norwegian_address.zip", "did you mean zip_code?"),
    (
        lambda: paper.norwegian_address("Ola", city="Oslo"),
        "norwegian_address.zip_code",
        "(name, zip_code=…, ci",
    ),
    (invoice, "Invoice.due_date", "write Invoice(due_date=…, sum=…, creditor_account=…)"),
    (lambda: invoice(due="2026-01-01"), "Invoice.due", "did you mean due_date?"),
    (lambda: sms(after_hour=[1]), "SmsNotification.after_hour", "did you mean after_hours?"),
    (lambda: details(address="x"), "PrintDetails.address", "did you mean return_address?"),
]


@in_one_test(("call", "field", "remedy"), CALLS)
def test_it_names_the_argument_and_the_remedy(call: Callable[[], object], field: str, remedy: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        call()
    assert isinstance(caught.value, DigipostError)
    assert isinstance(caught.value, TypeError)  # as Python itself would say
    assert caught.value.field.endswith(field)
    assert remedy in caught.value.problem
    assert caught.value.__suppress_context__
    assert "hunter2" not in str(caught.value)


def test_calls_of_a_client_send_nothing(client: DigipostClient, sandbox: Sandbox) -> None:
    given: Any = client
    calls: list[tuple[Callable[[], object], str]] = [
        (given.messages.send, "client.messages.send.message"),
        (lambda: given.messages.send(1, 2), "client.messages.send"),
        (lambda: given.messages.send(letter=1), "client.messages.send.letter"),
        (given.documents.status, "client.documents.status.document"),
        (lambda: given.documents.events(from_=1), "client.documents.events.from_"),
        (given.recipients.identify, "client.recipients.identify.recipient"),
        (lambda: given.inbox.list_documents(sender=1), "client.inbox.list_documents.sender"),
        (given.archive.list_documents, "client.archive.list_documents.archive"),
        (given.batches.get, "client.batches.get.uuid"),
        (given.tags.add, "client.tags.add.personal_identification_number"),
        (given.shared_documents.get_state, "client.shared_documents.get_state.uuid"),
        (lambda: given.with_options(retry=1), "DigipostClient.with_options.retry"),
    ]
    for call, field in calls:
        with pytest.raises(ArgumentError) as caught:
            call()
        assert caught.value.field.removeprefix("Async") == field
    assert sandbox.requests == ()


def test_a_type_error_from_inside_is_left_alone() -> None:
    def inner(value: int) -> object:
        return value + "x"  # type: ignore[operator]  # the mistake

    def wrong_inside(value: int) -> object:
        return len(value=value)  # type: ignore[call-arg]  # of another function

    for function in (inner, wrong_inside):
        with pytest.raises(TypeError) as caught:
            explained(function)(1)
        assert not isinstance(caught.value, ArgumentError)
    with pytest.raises(ArgumentError):
        explained(inner)()  # type: ignore[call-arg]


def test_names_from_data_are_not_shown() -> None:
    with pytest.raises(ArgumentError) as caught:
        message(**{"Ola Nordmann, 31108412345": 1})
    assert caught.value.field == "Message.…"


def test_the_signature_is_that_of_the_class() -> None:
    assert list(inspect.signature(Document.from_path).parameters) == [
        "path",
        "subject",
        "file_type",
        "description",
    ]
    assert "recipient" in inspect.signature(Message).parameters
    assert inspect.signature(recipient.by_email).parameters["addresses"].annotation == "Sequence[str]"
    assert list(inspect.signature(DigipostClient).parameters)[:2] == ["config", "credentials"]


def test_no_argument_is_in_the_variables_of_a_traceback() -> None:
    with pytest.raises(ArgumentError):
        signing.from_pkcs12("x.p12", passord="hunter2")
    error = None
    try:
        signing.from_pkcs12("missing.p12", "hunter2")
    except DigipostError as raised:
        error = raised
    assert error is not None
    traceback = error.__traceback__
    while traceback is not None:
        frame = traceback.tb_frame
        if frame is not sys._getframe():
            assert "hunter2" not in repr(frame.f_locals)
        traceback = traceback.tb_next
