"""`client.batches`: messages that are sent together, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import attrs
import pytest

from digipost import Message, NorwegianAddress, PrintDetails, PrintRecipient, recipient
from digipost.errors import (
    ConfigurationError,
    InvalidRequestError,
    InvalidValueError,
    NotFoundError,
    ServerError,
    TransportError,
)
from digipost.xml import to_xml
from digipost_schema import api_v8
from tests.support.counterpart import API, CONFIG, V8, Reply, error
from tests.support.letters import document, letter
from tests.support.wired import link, talk, xml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digipost import DigipostClient, RequestSigning
    from digipost.resources.batches import Batch
    from digipost.sandbox import Sandbox
    from tests.support.counterpart import Counterpart

Status = api_v8.BatchStatus
HOME = PrintRecipient(name="Ola", norwegian_address=NorwegianAddress(zip_code="0001", city="Oslo"))
PAPER = recipient.print_only(PrintDetails(recipient=HOME, return_address=HOME))


def told_of(batch: Batch) -> tuple[Status | None, int | None, int | None]:
    return batch.status, batch.digital_count, batch.print_count


class TestSending:
    @pytest.mark.thorough
    def test_nothing_is_sent_before_all_of_it_is(self, client: DigipostClient, sandbox: Sandbox) -> None:
        first, second = letter(), letter(recipient=PAPER)
        with client.batches.create() as batch:
            assert told_of(batch) == (Status.CREATED, 0, 0)
            for each in (first, second):
                message = Message(
                    batch=batch, recipient=each.recipient, primary_document=each.primary_document
                )
                assert client.messages.send(message).status is api_v8.MessageStatus.COMPLETE
            status = client.documents.status(first.primary_document.uuid)
            assert status.status is api_v8.DeliveryStatus.NOT_DELIVERED
            assert [*sandbox.letters] == []
            assert told_of(batch.refresh()) == (Status.NOT_COMMITTED, 1, 1)
        assert told_of(batch) == (Status.COMMITTED, 1, 1)
        assert told_of(batch.refresh()) == (Status.DONE, 1, 1)
        assert [each.delivery.status for each in sandbox.letters] == [
            api_v8.MessageStatus.DELIVERED,
            api_v8.MessageStatus.DELIVERED_TO_PRINT,
        ]
        status = client.documents.status(first.primary_document.uuid)
        assert status.status is api_v8.DeliveryStatus.DELIVERED

    def test_an_exception_cancels_it(self, client: DigipostClient, sandbox: Sandbox) -> None:
        batch = client.batches.create()
        client.messages.send(letter(batch=batch))
        with pytest.raises(KeyError) as caught, batch:
            raise KeyError
        assert not hasattr(caught.value, "__notes__")
        assert sandbox.letters == ()
        with pytest.raises(NotFoundError) as gone:
            client.batches.get(batch.uuid)
        assert gone.value.code == "UNKNOWN_BATCH"

    def test_it_can_be_used_by_its_uuid_and_by_another_process(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        uuid = uuid4()
        assert client.batches.create(str(uuid)).uuid == uuid
        client.messages.send(letter(batch=uuid))
        client.batches.get(str(uuid)).complete()
        assert len(sandbox.letters) == 1

    def test_it_can_be_completed_or_cancelled_inside(self, client: DigipostClient, sandbox: Sandbox) -> None:
        with client.batches.create() as completed:
            client.messages.send(letter(batch=completed))
            completed.complete()
        with client.batches.create() as cancelled:
            client.messages.send(letter(batch=cancelled))
            cancelled.cancel()
        assert len(sandbox.letters) == 1

    def test_what_is_completed_stays_so(self, client: DigipostClient, sandbox: Sandbox) -> None:
        batch = client.batches.create()
        client.messages.send(letter(batch=batch))
        batch.complete()
        with pytest.raises(KeyError) as caught, batch:
            raise KeyError
        assert caught.value.__notes__ == [
            f"Batch {batch.uuid} may have been completed, so that it was not cancelled."
        ]
        batch.complete()
        assert batch.status is Status.DONE
        with pytest.raises(InvalidValueError, match="no link self_delete"):
            batch.cancel()
        with pytest.raises(InvalidRequestError):
            client.messages.send(letter(batch=batch))
        assert len(sandbox.letters) == 1

    def test_the_ids_of_what_was_cancelled_can_be_used_again(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        batch = client.batches.create()
        message = letter(batch=batch, message_id="m-1")
        client.messages.send(message)
        batch.cancel()
        again = letter(primary_document=message.primary_document, message_id="m-1")
        client.messages.send(again)
        assert len(sandbox.letters) == 1

    def test_a_batch_that_was_never_created_is_refused(self, client: DigipostClient) -> None:
        with pytest.raises(InvalidRequestError) as caught:
            client.messages.send(letter(batch=uuid4()))
        assert caught.value.code == "UNKNOWN_BATCH"
        with pytest.raises(InvalidRequestError) as caught:
            client.batches.create(client.batches.create().uuid)
        assert caught.value.code == "INVALID_TRANSACTION"

    def test_a_message_names_its_batch(self) -> None:
        uuid = uuid4()
        for named in (uuid, api_v8.Batch(uuid=uuid)):
            assert letter(batch=named).batch == uuid
        for wrong in (str(uuid), 5, document):
            with pytest.raises(InvalidValueError, match=r"^Message\.batch: .*client\.batches"):
                letter(batch=wrong)

    def test_what_is_no_uuid_makes_no_request(self, client: DigipostClient, sandbox: Sandbox) -> None:
        for operation in (client.batches.create, client.batches.get):
            with pytest.raises(InvalidValueError, match=r"^uuid: "):
                operation("1")
        assert sandbox.requests == ()


class TestWhenTheAnswerIsLost:
    def test_it_is_looked_up_and_found_completed(self, client: DigipostClient, sandbox: Sandbox) -> None:
        with client.batches.create() as batch:
            client.messages.send(letter(batch=batch))
            sandbox.faults.lose_next_answer(f"/batch/{batch.uuid}/complete")
        assert batch.status is Status.DONE
        assert len(sandbox.letters) == 1

    def test_it_can_be_completed_again_when_it_was_not(
        self, client: DigipostClient, sandbox: Sandbox
    ) -> None:
        batch = client.batches.create()
        client.messages.send(letter(batch=batch))
        sandbox.faults.refuse_next(f"/batch/{batch.uuid}/complete")
        with pytest.raises(ServerError), batch:
            pass
        assert batch.status is Status.NOT_COMMITTED
        assert sandbox.letters == ()
        batch.complete()
        assert len(sandbox.letters) == 1


UUID_1 = UUID("10ff4c99-8560-4741-83f0-1093dc4deb1c")
LINKS = {"create_batch": f"{API}/batches", "get_batch": f"{API}/batches/"}
OFFER = link("complete_batch", f"{API}/complete?x=1") + link("self_delete", "/cancel")
LOST = TransportError("broken", request_sent=True)


def told(status: Status, links: str = "") -> Reply:
    return xml("batch", f"<uuid>{UUID_1}</uuid><status>{status}</status>{links}")


OPEN = told(Status.NOT_COMMITTED, OFFER)
DONE = told(Status.DONE)


def wired(
    credentials: RequestSigning, replies: Mapping[str, Sequence[Reply | Exception]]
) -> tuple[DigipostClient, Counterpart]:
    return talk(credentials, replies, links=LINKS)


LOOK = f"/batches/{UUID_1}"


class TestOnTheWire:
    def test_each_request(self, credentials: RequestSigning) -> None:
        client, counterpart = wired(
            credentials,
            {
                "/batches": [told(Status.CREATED)],
                LOOK: [OPEN],
                "/complete?x=1": [told(Status.COMMITTED)],
                "/cancel": [Reply()],
            },
        )
        batch = client.batches.create(UUID_1)
        batch.complete()
        assert batch.status is Status.COMMITTED
        batch.cancel()
        create, look, complete, again, cancel = counterpart.received[1:]
        assert (create.method, create.target) == ("POST", "/batches")
        assert create.body == (
            f'<?xml version="1.0" encoding="UTF-8"?><batch {V8}><uuid>{UUID_1}</uuid></batch>'.encode()
        )
        assert [(each.method, each.target) for each in (look, again)] == [("GET", LOOK)] * 2
        assert (complete.method, complete.target, complete.body) == ("POST", "/complete?x=1", None)
        assert not {"Content-Type", "X-Content-SHA256"} & set(complete.headers)
        assert (cancel.method, cancel.target, cancel.body) == ("DELETE", "/cancel", None)

    def test_a_message_has_the_uuid_alone(self) -> None:
        message = letter(batch=api_v8.Batch(uuid=UUID_1, status=Status.CREATED))
        xml = to_xml(message.to_schema(CONFIG))
        assert xml.endswith(f"</primary-document><batch><uuid>{UUID_1}</uuid></batch></message>".encode())

    @pytest.mark.parametrize(
        "lost",
        [
            LOST,
            error(503, "API_UNAVAILABLE"),
            Reply(b"<batch/>"),
            Reply(b"x", headers={"X-Content-SHA256": "bm8="}),
        ],
    )
    def test_an_unknown_outcome_is_looked_up(
        self, lost: Reply | Exception, credentials: RequestSigning
    ) -> None:
        client, counterpart = wired(
            credentials, {LOOK: [OPEN, OPEN, DONE], "/complete?x=1": [lost], "/cancel": [Reply()]}
        )
        with client.batches.get(UUID_1) as batch:
            pass
        assert batch.status is Status.DONE
        assert "/cancel" not in counterpart.targets

    @pytest.mark.parametrize("looked_up", [OPEN, LOST, error(404, "UNKNOWN_BATCH")])
    def test_an_outcome_that_stays_unknown_is_raised_and_nothing_cancelled(
        self, looked_up: Reply | Exception, credentials: RequestSigning
    ) -> None:
        client, counterpart = wired(
            credentials, {LOOK: [OPEN, OPEN, looked_up], "/complete?x=1": [LOST], "/cancel": [Reply()]}
        )
        with pytest.raises(TransportError) as caught, client.batches.get(UUID_1) as batch:
            batch.complete()
        assert caught.value is LOST
        assert "/cancel" not in counterpart.targets

    @pytest.mark.parametrize(
        "refused", [TransportError("no connection", request_sent=False), error(400, "INVALID_TRANSACTION")]
    )
    def test_what_certainly_failed_inside_is_cancelled(
        self, refused: Reply | Exception, credentials: RequestSigning
    ) -> None:
        client, counterpart = wired(
            credentials, {LOOK: [OPEN], "/complete?x=1": [refused], "/cancel": [Reply()]}
        )
        with pytest.raises((TransportError, InvalidRequestError)), client.batches.get(UUID_1) as batch:
            batch.complete()
        assert counterpart.targets[-1] == "/cancel"

    def test_completing_that_is_refused_at_the_end_cancels_nothing(self, credentials: RequestSigning) -> None:
        refused = error(400, "INVALID_TRANSACTION")
        client, counterpart = wired(credentials, {LOOK: [OPEN], "/complete?x=1": [refused]})
        with pytest.raises(InvalidRequestError), client.batches.get(UUID_1):
            pass
        assert counterpart.targets[-2:] == ["/complete?x=1", LOOK]

    @pytest.mark.parametrize(
        "refused",
        [
            attrs.evolve(error(401), headers={"X-Digipost-Signature": ""}),
            error(400, "INVALID_TRANSACTION"),
            error(403),
            error(404, "UNKNOWN_BATCH"),
        ],
        ids=["401", "400", "403", "404"],
    )
    @pytest.mark.parametrize("inside", [True, False], ids=["inside", "at the end"])
    def test_a_batch_that_is_completed_was_not_refused(
        self, refused: Reply, *, inside: bool, credentials: RequestSigning
    ) -> None:
        """A proxy may have made the 401, or repeated the request and given the second answer."""
        client, counterpart = wired(
            credentials, {LOOK: [OPEN, OPEN, DONE], "/complete?x=1": [refused], "/cancel": [Reply()]}
        )
        with client.batches.get(UUID_1) as batch:
            if inside:
                batch.complete()
        assert batch.status is Status.DONE
        assert "/cancel" not in counterpart.targets

    @pytest.mark.parametrize("looked_up", [LOST, error(503), error(403)], ids=["lost", "503", "403"])
    def test_a_refusal_without_a_look_up_cancels_nothing(
        self, looked_up: Reply | Exception, credentials: RequestSigning
    ) -> None:
        refused = error(400, "INVALID_TRANSACTION")
        client, counterpart = wired(
            credentials, {LOOK: [OPEN, OPEN, looked_up], "/complete?x=1": [refused], "/cancel": [Reply()]}
        )
        with pytest.raises(InvalidRequestError) as caught, client.batches.get(UUID_1) as batch:
            batch.complete()
        assert caught.value.__notes__ == [
            f"Batch {UUID_1} may have been completed, so that it was not cancelled."
        ]
        assert "/cancel" not in counterpart.targets

    def test_a_batch_that_is_gone_after_a_refusal_is_not_completed(self, credentials: RequestSigning) -> None:
        gone = error(404, "UNKNOWN_BATCH")
        client, _ = wired(credentials, {LOOK: [OPEN, OPEN, gone], "/complete?x=1": [gone]})
        with pytest.raises(NotFoundError) as caught, client.batches.get(UUID_1) as batch:
            batch.complete()
        assert not hasattr(caught.value, "__notes__")

    def test_a_batch_that_another_process_completed_is_not_said_to_be_unsent(
        self, credentials: RequestSigning
    ) -> None:
        client, _ = wired(credentials, {LOOK: [OPEN, DONE]})
        with pytest.raises(KeyError) as caught, client.batches.get(UUID_1):
            raise KeyError
        assert caught.value.__notes__ == [f"Batch {UUID_1} is completed, so that its letters are sent."]

    def test_an_error_in_cancelling_is_noted_and_the_first_one_raised(
        self, credentials: RequestSigning
    ) -> None:
        client, _ = wired(credentials, {LOOK: [OPEN], "/cancel": [error(500, "SERVER_ERROR")]})
        with pytest.raises(KeyError) as caught, client.batches.get(UUID_1):
            raise KeyError
        (note,) = caught.value.__notes__
        assert note.startswith(f"Batch {UUID_1} could not be cancelled (ServerError: ")

    def test_a_batch_that_is_gone_needs_no_cancelling(self, credentials: RequestSigning) -> None:
        client, _ = wired(credentials, {LOOK: [OPEN, error(404, "UNKNOWN_BATCH")]})
        with pytest.raises(KeyError) as caught, client.batches.get(UUID_1):
            raise KeyError
        assert not hasattr(caught.value, "__notes__")

    def test_an_account_without_batches_is_told_so(self, credentials: RequestSigning) -> None:
        client, _ = talk(credentials, {}, links={})
        with pytest.raises(ConfigurationError, match="create_batch"):
            client.batches.create()

    def test_repr_tells_uuid_and_status(self, credentials: RequestSigning) -> None:
        client, _ = wired(credentials, {LOOK: [DONE]})
        assert repr(client.batches.get(UUID_1)) == f"Batch(uuid={UUID_1}, status=DONE)"
