"""Answers to another question than was asked: replayed by the sandbox over HTTP, or signed by a test."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from digipost.datatypes import Payslip
from digipost.errors import ParseError
from digipost.xml import to_xml
from digipost_schema import RawElement, api_v8
from tests.support.counterpart import API, V8, Reply
from tests.support.tables import in_one_test
from tests.support.wired import link, organisation, talk, xml

if TYPE_CHECKING:
    from digipost import DigipostClient, RequestSigning
    from digipost.resources.batches import Batch
    from digipost.sandbox import Sandbox

ONE, TWO, OTHER = (UUID(f"00000000-0000-4000-8000-00000000000{number}") for number in (1, 2, 3))


class TestBatches:
    def test_a_new_batch_is_the_one_that_was_made(self, client: DigipostClient, sandbox: Sandbox) -> None:
        client.batches.create()
        sandbox.faults.add("replay-answer path=/batch times=1")
        with pytest.raises(ParseError, match="batch/uuid"):
            client.batches.create()

    def test_a_completed_batch_is_the_one_that_was_meant(self, credentials: RequestSigning) -> None:
        batch = batch_with(credentials, batch_xml(OTHER, "COMMITTED"), look_up="NOT_COMMITTED")
        with pytest.raises(ParseError, match="batch/uuid"):
            batch.complete()

    @pytest.mark.parametrize("status", ["NOT_COMMITTED", "CREATED", ""])
    def test_an_answer_that_does_not_say_so_is_looked_up(
        self, status: str, credentials: RequestSigning
    ) -> None:
        batch = batch_with(credentials, batch_xml(ONE, status), look_up="NOT_COMMITTED")
        with pytest.raises(ParseError, match="batch/status"):
            batch.complete()
        batch = batch_with(credentials, batch_xml(ONE, status), look_up="DONE")
        batch.complete()
        assert batch.status is api_v8.BatchStatus.DONE

    def test_a_look_up_of_another_batch_proves_nothing(self, credentials: RequestSigning) -> None:
        client, _ = talk(
            credentials,
            {f"/batch/{ONE}": [batch_xml(OTHER, "DONE")]},
            links={"get_batch": f"{API}/batch/"},
        )
        with pytest.raises(ParseError, match="batch/uuid"):
            client.batches.get(ONE)


def batch_xml(uuid: UUID, status: str) -> Reply:
    told = f"<status>{status}</status>" if status else ""
    return xml("batch", f"<uuid>{uuid}</uuid>{told}{link('complete_batch', f'/batch/{ONE}/complete')}")


def batch_with(credentials: RequestSigning, answer: Reply, *, look_up: str) -> Batch:
    """A batch to complete, the answer to that, and what a look-up says afterwards."""
    before = batch_xml(ONE, "NOT_COMMITTED")
    replies = {
        f"/batch/{ONE}": [before, before, batch_xml(ONE, look_up)],
        f"/batch/{ONE}/complete": [answer],
    }
    client, _ = talk(credentials, replies, links={"get_batch": f"{API}/batch/"})
    return client.batches.get(ONE)


class TestStatus:
    @in_one_test(
        ("target", "is_right"),
        [
            (f"/documents/12345/{ONE}/status", True),
            (f"/documents/12345/{str(ONE).upper()}/status", True),
            (f"/status?uuid={ONE}", True),
            (f"/batches/{TWO}/documents/{ONE}/status", True),
            ("/status/17", True),
            (f"/documents/12345/{TWO}/status", False),
            (f"/status?uuid={TWO}", False),
        ],
    )
    def test_a_status_is_that_of_the_document_in_its_link(
        self, target: str, *, is_right: bool, credentials: RequestSigning
    ) -> None:
        reply = Reply(f'<document-status {V8} uuid="{ONE}" status="DELIVERED"/>'.encode())
        client, _ = talk(credentials, {target: [reply]}, links={})
        if is_right:
            assert client.documents.status(api_v8.Link(uri=target)).uuid == ONE
        else:
            with pytest.raises(ParseError, match="uuid"):
                client.documents.status(api_v8.Link(uri=target))


class TestSenders:
    def test_information_is_about_the_sender_that_was_asked_for(self, credentials: RequestSigning) -> None:
        told = "<sender-id>67890</sender-id><status>VALID_SENDER</status>"
        replies = {"/sender/67890": [xml("sender-information", told)]}
        replies["/sender/67891"] = replies["/sender/67890"]
        client, _ = talk(credentials, replies, links={"get_sender_information": f"{API}/sender"})
        assert client.senders.information(67890).sender_id == 67890
        with pytest.raises(ParseError, match="sender-information/sender-id"):
            client.senders.information(67891)


class TestAdditionalData:
    PATH = f"/documents/12345/{ONE}/data"
    LINK = api_v8.Link(rel="x/add_data", uri=PATH)
    PAYSLIP = RawElement(b'<payslip xmlns="http://api.digipost.no/schema/datatypes"/>')

    @pytest.mark.parametrize(
        "answer",
        [
            Reply(),
            Reply(to_xml(api_v8.AdditionalData(data_type=api_v8.DataType(content=PAYSLIP)))),
            Reply(
                to_xml(api_v8.AdditionalData(data_type=api_v8.DataType(content=Payslip()), sender_id=67890))
            ),
        ],
    )
    def test_an_empty_answer_or_these_data_are_accepted(
        self, answer: Reply, credentials: RequestSigning
    ) -> None:
        client, _ = talk(credentials, {self.PATH: [answer]}, links={})
        client.documents.add_data(self.LINK, self.PAYSLIP, sender_id=67890)

    @pytest.mark.parametrize(
        "answer",
        [
            Reply(to_xml(api_v8.AdditionalData(data_type=api_v8.DataType(content=PAYSLIP), sender_id=1))),
            Reply(
                to_xml(
                    api_v8.AdditionalData(
                        data_type=api_v8.DataType(
                            content=RawElement(b'<invoice xmlns="http://api.digipost.no/schema/datatypes"/>')
                        )
                    )
                )
            ),
            xml("message-delivery"),
            Reply(b"done"),
        ],
    )
    def test_an_answer_about_anything_else_is_refused(
        self, answer: Reply, credentials: RequestSigning
    ) -> None:
        client, _ = talk(credentials, {self.PATH: [answer]}, links={})
        with pytest.raises(ParseError):
            client.documents.add_data(self.LINK, self.PAYSLIP, sender_id=67890)


class TestOrganisations:
    SENDER = api_v8.SenderOrganization(organization_id="984661185", part_id="a")

    @pytest.mark.parametrize(
        ("answer", "path"),
        [
            ("<data-type>{payslip}</data-type><sender-id>1</sender-id>", "additional-data/sender-id"),
            (
                f"<data-type>{{payslip}}</data-type>{organisation('b')}",
                "additional-data/sender-organization",
            ),
            ("<data-type>{invoice}</data-type>", "additional-data/data-type"),
            (
                f"<data-type>{{payslip}}</data-type>{organisation('a')}",
                None,
            ),
            ("<data-type>{payslip}</data-type>", None),
        ],
    )
    def test_so_are_data_of_another_sender_or_kind(
        self, answer: str, path: str | None, credentials: RequestSigning
    ) -> None:
        namespace = "http://api.digipost.no/schema/datatypes"
        content = answer.format(
            payslip=f'<payslip xmlns="{namespace}"/>', invoice=f'<invoice xmlns="{namespace}"/>'
        )
        client, _ = talk(credentials, {"/data": [xml("additional-data", content)]}, links={})
        target = api_v8.Link(rel="x/add_data", uri="/data")
        by_id = path == "additional-data/sender-id"
        sender_id = 67890 if by_id else None
        by_number = None if by_id else self.SENDER

        def add() -> None:
            client.documents.add_data(target, Payslip(), sender_id=sender_id, sender_organization=by_number)

        if path is None:
            add()
            return
        with pytest.raises(ParseError) as caught:
            add()
        assert caught.value.path == path


class TestSharing:
    REQUESTS = "/12345/share-documents-requests/uuid/"

    def state_of(self, uri: str, in_document: str = "") -> Reply:
        shared = (
            "<shared-document><delivery-time>2024-06-03T12:00:02Z</delivery-time><subject>a</subject>"
            "<file-type>pdf</file-type><file-size-bytes>1</file-size-bytes><origin><organisation>"
            f"<name>A</name></organisation></origin>{in_document}</shared-document>"
        )
        content = f"<shared-documents>{shared if in_document else ''}</shared-documents>"
        return xml("share-documents-request-state", content + link("stop_sharing", uri))

    def asked(self, reply: Reply, credentials: RequestSigning) -> api_v8.ShareDocumentsRequestState:
        links = {"get_share_documents_request_state": f"{API}{self.REQUESTS}"}
        client, _ = talk(credentials, {f"{self.REQUESTS}{ONE}": [reply]}, links=links)
        return client.shared_documents.get_state(ONE)

    @in_one_test(
        "uri", [f"{REQUESTS}{ONE}/stop", f"{API}{REQUESTS}{str(ONE).upper()}", "/elsewhere", f"/data/{OTHER}"]
    )
    def test_a_state_that_does_not_lead_to_another_request_is_read(
        self, uri: str, credentials: RequestSigning
    ) -> None:
        assert self.asked(self.state_of(uri), credentials).link[0].uri == uri

    def test_the_state_of_another_request_is_refused(self, credentials: RequestSigning) -> None:
        with pytest.raises(ParseError, match="share-documents-request-state/link"):
            self.asked(self.state_of(f"{self.REQUESTS}{OTHER}/stop"), credentials)
        content = link("get_shared_document_content", f"{API}{self.REQUESTS}{OTHER}/documents/0/content")
        with pytest.raises(ParseError):
            self.asked(self.state_of(f"{self.REQUESTS}{ONE}/stop", content), credentials)

    def test_stopping_is_answered_by_nothing_else(self, credentials: RequestSigning) -> None:
        state = api_v8.ShareDocumentsRequestState(
            shared_documents=api_v8.SharedDocuments(), link=[api_v8.Link(rel="x/stop_sharing", uri="/stop")]
        )
        client, _ = talk(credentials, {"/stop": [Reply(), xml("batch", f"<uuid>{ONE}</uuid>")]}, links={})
        client.shared_documents.stop_sharing(state)
        with pytest.raises(ParseError):
            client.shared_documents.stop_sharing(state)
