"""`ClientConfig(on_event=…)`: what a client tells of its work, and what the log says."""

from __future__ import annotations

import ast
import logging
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

from digipost import ClientConfig, DigipostClient, Environment
from digipost.errors import ConfigurationError, NotFoundError, TransportError, VerificationError
from digipost.retries import RetryPolicy
from digipost.sandbox import InboxLetter, Sandbox
from digipost.telemetry import (
    ClientEvent,
    OperationEnded,
    OperationStarted,
    RequestAnswered,
    RequestFailed,
    RequestRetried,
    RequestStarted,
)
from tests.support.letters import letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost import RequestSigning

AT_ONCE, ONCE = RetryPolicy(first_wait=0), RetryPolicy(attempts=1)
RESOURCES = Path(__file__).parents[2] / "digipost" / "resources"


@pytest.fixture
def heard() -> list[ClientEvent]:
    return []


@pytest.fixture
def watched(
    config: ClientConfig, credentials: RequestSigning, heard: list[ClientEvent]
) -> Iterator[DigipostClient]:
    """A client whose events are kept; its entry point is at hand, and it does not wait between attempts."""
    config = attrs.evolve(config, on_event=heard.append, retries=AT_ONCE)
    with DigipostClient(config, credentials) as client:
        client.senders.information(12345)
        heard.clear()
        yield client


def kinds(events: list[ClientEvent]) -> list[type[ClientEvent]]:
    return [type(each) for each in events]


class TestEvents:
    def test_an_operation_and_its_request(self, watched: DigipostClient, heard: list[ClientEvent]) -> None:
        sent = letter()
        watched.messages.send(sent)
        assert kinds(heard) == [OperationStarted, RequestStarted, RequestAnswered, OperationEnded]
        assert {each.operation for each in heard} == {"messages.send"}
        assert {each.message_id for each in heard} == {sent.message_id}
        assert len({each.operation_id for each in heard}) == 1
        answered, ended = heard[2:]
        assert isinstance(answered, RequestAnswered)
        assert (answered.method, answered.attempt, answered.status) == ("POST", 1, 201)
        assert answered.origin == watched.config.environment.api_url
        assert isinstance(ended, OperationEnded)
        assert ended.error is None
        assert timedelta(0) < answered.duration <= ended.duration

    def test_a_token_is_a_request_to_another_server(
        self, config: ClientConfig, sandbox: Sandbox, heard: list[ClientEvent]
    ) -> None:
        get_tokens = sandbox._token_server.built_in_credentials(config.broker_id)  # which need no file
        token_url = config.environment.token_url
        assert token_url is not None
        with DigipostClient(attrs.evolve(config, on_event=heard.append), get_tokens) as client:
            client.senders.information(12345)
        answered = [each for each in heard if isinstance(each, RequestAnswered)]
        tokens = [each for each in answered if token_url.startswith(f"{each.origin}/")]
        assert [(each.operation, each.method, each.status) for each in tokens] == [
            ("senders.information", "POST", 200)
        ]
        assert len({each.operation_id for each in heard}) == 1
        assert len(answered) > len(tokens)
        told = " ".join(map(repr, heard))
        for secret in (get_tokens.client_id, "Bearer", "access_token", token_url):
            assert secret not in told

    def test_a_token_endpoint_that_cannot_be_reached_is_a_failed_request(
        self, config: ClientConfig, sandbox: Sandbox, heard: list[ClientEvent]
    ) -> None:
        get_tokens = sandbox._token_server.built_in_credentials(config.broker_id)
        nowhere = Environment.custom(config.environment.api_url, "https://127.0.0.1:1/token")
        elsewhere = attrs.evolve(config, environment=nowhere, on_event=heard.append, retries=ONCE)
        with DigipostClient(elsewhere, get_tokens) as client, pytest.raises(TransportError):
            client.senders.information(12345)
        failed = [each for each in heard if isinstance(each, RequestFailed)]
        assert [(each.origin, each.error, each.status) for each in failed] == [
            ("https://127.0.0.1:1", "TransportError", None)
        ]

    def test_a_retry(self, watched: DigipostClient, heard: list[ClientEvent], sandbox: Sandbox) -> None:
        sandbox.faults.add("status=503 path=/messages times=1")
        sandbox.faults.add("lose-answer path=/messages times=1")
        watched.messages.send(letter())
        told = [each for each in heard if isinstance(each, RequestRetried)]
        assert [(each.attempt, each.error, each.status, each.wait) for each in told] == [
            (1, "ServerError", 503, timedelta(0)),
            (2, "TransportError", None, timedelta(0)),
        ]
        attempts = [each.attempt for each in heard if isinstance(each, RequestStarted)]
        assert attempts == [1, 2, 3, 1]  # the last one asks for the status: the message id was used before
        (failed,) = (each for each in heard if isinstance(each, RequestFailed))
        assert (failed.error, failed.attempt, failed.status) == ("TransportError", 2, None)

    def test_an_answer_that_cannot_be_verified(
        self, watched: DigipostClient, heard: list[ClientEvent], sandbox: Sandbox
    ) -> None:
        sandbox.faults.add("wrong-signature path=/recipients/*")
        with pytest.raises(VerificationError):
            watched.recipients.search("Ola")
        # The key is fetched anew, within the same operation.
        (failed,) = (each for each in heard if isinstance(each, RequestFailed))
        assert (failed.error, failed.status, failed.method) == ("VerificationError", 200, "GET")
        assert isinstance(heard[-1], OperationEnded)
        assert heard[-1].error == "VerificationError"
        assert {each.operation for each in heard} == {"recipients.search"}

    def test_a_refusal_is_an_answer(self, watched: DigipostClient, heard: list[ClientEvent]) -> None:
        with pytest.raises(NotFoundError):
            watched.documents.status(letter().primary_document.uuid)
        assert kinds(heard) == [OperationStarted, RequestStarted, RequestAnswered, OperationEnded]

    def test_pages_are_operations_of_the_method_that_lists(
        self, watched: DigipostClient, heard: list[ClientEvent], sandbox: Sandbox
    ) -> None:
        for number in range(3):
            sandbox.deliver_to_inbox(InboxLetter(subject=str(number)))
        assert len(list(watched.inbox.list_documents(page_size=2))) == 3
        assert [each.operation for each in heard if isinstance(each, OperationEnded)] == [
            "inbox.list_documents"
        ] * 3

    def test_a_batch_has_operations_of_its_own(
        self, watched: DigipostClient, heard: list[ClientEvent]
    ) -> None:
        with watched.batches.create() as batch:
            watched.messages.send(letter(batch=batch))
        operations = [each.operation for each in heard if isinstance(each, OperationStarted)]
        assert operations == ["batches.create", "messages.send", "batch.complete"]

    def test_nothing_personal_is_in_an_event(self, watched: DigipostClient, heard: list[ClientEvent]) -> None:
        watched.recipients.search("Marit Johansen")
        watched.tags.get("31108412345")
        watched.messages.send(letter(message_id="letter-31108412345"))
        text = repr(heard)
        for each in ("Marit", "Johansen", "31108412345", "Faktura"):
            assert each not in text
        assert "letter-" in text

    def test_a_failing_function_stops_no_letter(
        self,
        config: ClientConfig,
        credentials: RequestSigning,
        sandbox: Sandbox,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        def failing(_: ClientEvent) -> None:
            raise ZeroDivisionError

        with DigipostClient(attrs.evolve(config, on_event=failing), credentials) as client:
            client.messages.send(letter())
        assert len(sandbox.letters) == 1
        assert {(each.levelname, each.name) for each in caplog.records} == {("ERROR", "digipost")}

    @pytest.mark.parametrize("value", ["print", 1, []])
    def test_it_is_a_function(self, value: object, config: ClientConfig) -> None:
        with pytest.raises(ConfigurationError, match=r"ClientConfig\.on_event must be a function"):
            attrs.evolve(config, on_event=value)  # type: ignore[arg-type]  # what is tested

    def test_an_option_changes_it(self, watched: DigipostClient, heard: list[ClientEvent]) -> None:
        others: list[ClientEvent] = []
        watched.with_options(on_event=others.append).messages.send(letter())
        assert heard == []
        assert kinds(others) == [OperationStarted, RequestStarted, RequestAnswered, OperationEnded]


def test_every_method_that_asks_digipost_is_an_operation() -> None:
    without_requests = {
        "documents.events",
        "inbox.list_documents",
        "archive.list_documents",
    }  # their pages are
    for path in sorted(RESOURCES.glob("[a-z]*.py")):
        if path.stem == "listing":
            continue
        for cls in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(cls, ast.ClassDef):
                continue
            noun = "batch" if cls.name == "Batch" else path.stem
            for method in cls.body:
                if not isinstance(method, ast.FunctionDef) or method.name.startswith("_"):
                    continue
                decorators = [ast.unparse(each) for each in method.decorator_list]
                name = f"{noun}.{method.name}"
                assert (
                    "property" in decorators
                    or name in without_requests
                    or any(each in decorators for each in (f"operation('{name}')",))
                    or any("deprecated" in each for each in decorators)
                ), name


class TestLog:
    def test_requests_are_logged_at_debug_with_operation_and_message_id(
        self, watched: DigipostClient, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG, logger="digipost")
        sent = letter(message_id="invoice-17")
        watched.messages.send(sent)
        watched.documents.status(sent.primary_document.uuid)
        texts = [each.getMessage() for each in caplog.records if each.name == "digipost"]
        assert len(texts) == 2
        assert texts[0].startswith("messages.send (message id invoice-17): POST answered 201 in ")
        assert texts[1].startswith("documents.status: GET answered 200 in ")

    @pytest.mark.thorough
    def test_retries_are_logged_at_warning_with_reason_and_wait(
        self, watched: DigipostClient, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
    ) -> None:
        sandbox.faults.add("status=503 path=/messages times=1")
        sandbox.faults.add("lose-answer path=/messages times=1")
        watched.messages.send(letter(message_id="invoice-17"))
        who = "messages.send (message id invoice-17)"
        assert [(each.levelname, each.getMessage()) for each in caplog.records] == [
            ("WARNING", f"{who}: attempt 1 failed (ServerError, status 503); the next one is in 0.0 s"),
            ("WARNING", f"{who}: attempt 2 failed (TransportError); the next one is in 0.0 s"),
        ]

    def test_a_personal_number_in_a_message_id_is_masked(
        self, watched: DigipostClient, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        watched.messages.send(letter(message_id="letter-31108412345"))
        assert "letter-" in caplog.text
        assert "31108412345" not in caplog.text

    def test_without_a_handler_nothing_is_printed(self) -> None:
        handlers = logging.getLogger("digipost").handlers
        assert [type(each) for each in handlers] == [logging.NullHandler]
