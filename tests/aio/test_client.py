"""`AsyncDigipostClient`: all that the synchronous client does, awaited, under asyncio and trio."""

from __future__ import annotations

import asyncio
import pickle
import subprocess
import sys
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import anyio
import pytest

from digipost import DigipostClient, DigipostUser
from digipost.aio import AsyncBatch, AsyncDigipostClient, AsyncDownload, AsyncEventFeed
from digipost.archive_document import ArchiveDocument
from digipost.errors import ConfigurationError, InvalidValueError, NotFoundError, TransportError
from digipost.sandbox import InboxLetter, Sandbox
from digipost_schema import api_v8
from tests.support.letters import OLA, PDF, letter

if TYPE_CHECKING:
    from pathlib import Path

    from digipost import ClientConfig, RequestSigning
    from tests.aio.gate import Gate

pytestmark = pytest.mark.anyio

Status = api_v8.BatchStatus
PRINTED = api_v8.EventType.POSTMARKED


def status_of(batch: AsyncBatch) -> Status | None:
    return batch.status


class TestCalls:
    async def test_a_letter_is_sent_and_followed_up(
        self, aclient: AsyncDigipostClient, sandbox: Sandbox
    ) -> None:
        sent = letter()
        delivery = await aclient.messages.send(sent)
        assert delivery.status is api_v8.MessageStatus.DELIVERED
        assert [each.message.message_id for each in sandbox.letters] == [sent.message_id]
        status = await aclient.documents.status(sent.primary_document.uuid)
        assert status.status is api_v8.DeliveryStatus.DELIVERED
        assert (await aclient.messages.confirm(sent)).message_id == sent.message_id

    async def test_arguments_are_given_by_their_names(self, aclient: AsyncDigipostClient) -> None:
        user = await aclient.recipients.identify(OLA, include_person_alias=True)
        assert isinstance(user, DigipostUser)
        assert user.person_alias is not None

    async def test_errors_are_those_of_the_synchronous_client(self, aclient: AsyncDigipostClient) -> None:
        with pytest.raises(InvalidValueError, match=r"^text: at least 3 characters"):
            await aclient.recipients.search("x")
        with pytest.raises(NotFoundError):
            await aclient.documents.status(letter().primary_document.uuid)

    async def test_what_needs_no_request_is_refused_at_once(self, aclient: AsyncDigipostClient) -> None:
        with pytest.raises(InvalidValueError, match="page_size"):
            aclient.inbox.list_documents(page_size=1)
        with pytest.raises(InvalidValueError, match="after"):
            aclient.documents.events(after="yesterday")

    async def test_calls_overlap(self, aclient: AsyncDigipostClient, gate: Gate, sandbox: Sandbox) -> None:
        await aclient.messages.send(letter())
        gate.shut()
        async with anyio.create_task_group() as tasks:
            for _ in range(3):
                tasks.start_soon(aclient.messages.send, letter())
            for _ in range(3):
                await gate.arrival()
            gate.open()
        assert gate.most == 3
        assert len(sandbox.letters) == 4


class TestListings:
    async def test_a_page_is_fetched_when_it_is_needed(
        self, aclient: AsyncDigipostClient, sandbox: Sandbox
    ) -> None:
        ids = [sandbox.deliver_to_inbox(InboxLetter(subject=str(number))) for number in range(7)][::-1]
        documents = aclient.inbox.list_documents(page_size=3)
        before = [*sandbox.requests]
        first = [(await anext(documents)).id, (await anext(documents)).id, (await anext(documents)).id]
        assert (before, first) == ([], ids[:3])
        assert [each.target for each in sandbox.requests] == ["/", "/12345/inbox?offset=0&limit=3"]
        rest: list[int] = [each.id async for each in documents]
        assert rest == ids[3:]
        with pytest.raises(StopAsyncIteration):
            await anext(documents)

    async def test_it_ends_at_a_letter_that_is_known(
        self, aclient: AsyncDigipostClient, sandbox: Sandbox
    ) -> None:
        ids = [sandbox.deliver_to_inbox(InboxLetter(subject=str(number))) for number in range(5)][::-1]
        handled = {ids[3]}
        seen = []
        async for document in aclient.inbox.list_documents(known=lambda each: each.id in handled):
            handled.add(document.id)
            seen.append(document.id)
        assert seen == ids[:3]

    async def test_it_can_be_closed(self, aclient: AsyncDigipostClient, sandbox: Sandbox) -> None:
        for number in range(3):
            sandbox.deliver_to_inbox(InboxLetter(subject=str(number)))
        async with aclosing(aclient.inbox.list_documents(page_size=2)) as documents:
            await anext(documents)
        assert [each async for each in documents] == []
        assert len(sandbox.requests) == 2  # the entry point and one page

    async def test_the_documents_of_an_archive(self, aclient: AsyncDigipostClient) -> None:
        kept = [ArchiveDocument.from_bytes(PDF, file_name=f"{number}.pdf") for number in range(3)]
        await aclient.archive.put(kept)
        (archive,) = await aclient.archive.list_archives()
        found = {each.uuid async for each in aclient.archive.list_documents(archive)}
        assert found == {each.uuid for each in kept}

    async def test_events_have_a_cursor(self, aclient: AsyncDigipostClient, sandbox: Sandbox) -> None:
        sent = letter()
        await aclient.messages.send(sent)
        now = datetime.now(UTC)
        for minutes in range(3):
            created = now - timedelta(minutes=minutes)
            sandbox.record_event(sent.primary_document.uuid, PRINTED, created=created)
        feed = aclient.documents.events(page_size=2)
        assert isinstance(feed, AsyncEventFeed)
        start = feed.cursor
        events = [each async for each in feed]
        assert [each.type for each in events] == [PRINTED] * 3
        assert feed.cursor > start
        assert [each async for each in feed] == []  # a feed hands none out twice
        again = aclient.documents.events(after=feed.cursor)
        assert {each.uuid async for each in again} <= {each.uuid for each in events}


class TestDownloads:
    async def test_a_content_is_saved(
        self, aclient: AsyncDigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        sandbox.deliver_to_inbox(InboxLetter(subject="Map", content=PDF, content_type="application/pdf"))
        async for document in aclient.inbox.list_documents():
            async with await aclient.inbox.content(document) as download:
                assert isinstance(download, AsyncDownload)
                assert (download.content_type, download.size) == ("application/pdf", len(PDF))
                assert await download.save(tmp_path / "map.pdf") == tmp_path / "map.pdf"
        assert (tmp_path / "map.pdf").read_bytes() == PDF

    async def test_a_content_is_iterated_over(self, aclient: AsyncDigipostClient, sandbox: Sandbox) -> None:
        content = bytes(range(256)) * 1024
        sandbox.deliver_to_inbox(InboxLetter(subject="Map", content=content))
        document = await anext(aclient.inbox.list_documents())
        async with await aclient.inbox.content(document) as download:
            chunks = [chunk async for chunk in download]
        assert len(chunks) > 1
        assert b"".join(chunks) == content

    async def test_a_content_is_read_whole(self, aclient: AsyncDigipostClient, sandbox: Sandbox) -> None:
        sandbox.deliver_to_inbox(InboxLetter(subject="Map", content=PDF))
        document = await anext(aclient.inbox.list_documents())
        assert await (await aclient.inbox.content(document)).read() == PDF

    async def test_what_came_in_part_raises_at_its_end(
        self, aclient: AsyncDigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        sandbox.deliver_to_inbox(InboxLetter(subject="Map", content=PDF))
        document = await anext(aclient.inbox.list_documents())
        sandbox.faults.add("cut-body at=contents")
        with pytest.raises(TransportError):  # noqa: PT012 - after what there was of it
            async with await aclient.inbox.content(document) as download:
                async for chunk in download:
                    assert PDF.startswith(chunk)
        with pytest.raises(TransportError):
            await (await aclient.inbox.content(document)).save(tmp_path / "map.pdf")
        assert [*tmp_path.iterdir()] == []


class TestBatches:
    async def test_it_is_completed_at_the_end(self, aclient: AsyncDigipostClient, sandbox: Sandbox) -> None:
        async with await aclient.batches.create() as batch:
            assert isinstance(batch, AsyncBatch)
            assert status_of(batch) is Status.CREATED
            await aclient.messages.send(letter(batch=batch))
            assert len(sandbox.letters) == 0
            assert (await batch.refresh()) is batch
            assert batch.digital_count == 1
        assert status_of(batch) is Status.COMMITTED
        assert len(sandbox.letters) == 1
        assert (await (await aclient.batches.get(batch.uuid)).refresh()).status is Status.DONE

    async def test_it_is_cancelled_by_an_exception(
        self, aclient: AsyncDigipostClient, sandbox: Sandbox
    ) -> None:
        with pytest.raises(ZeroDivisionError):  # noqa: PT012
            async with await aclient.batches.create() as batch:
                await aclient.messages.send(letter(batch=batch))
                _ = 1 / 0
        with pytest.raises(NotFoundError):
            await aclient.batches.get(batch.uuid)
        assert sandbox.letters == ()

    async def test_it_is_looked_up_where_the_answer_was_lost(
        self, aclient: AsyncDigipostClient, sandbox: Sandbox
    ) -> None:
        async with await aclient.batches.create() as batch:
            await aclient.messages.send(letter(batch=batch))
            sandbox.faults.add(f"lose-answer method=POST path=*/{batch.uuid}* times=1")
        assert batch.status in {Status.COMMITTED, Status.DONE}
        assert len(sandbox.letters) == 1


class TestOneClient:
    async def test_it_closes_what_it_is_the_face_of(
        self, config: ClientConfig, credentials: RequestSigning, sandbox: Sandbox
    ) -> None:
        sync = DigipostClient(config, credentials)
        async with AsyncDigipostClient.over(sync) as client:
            await client.messages.send(letter())
            assert client.config is config
        with pytest.raises(ConfigurationError, match="closed"):
            await client.messages.send(letter())
        with pytest.raises(ConfigurationError, match="closed"):
            sync.messages.send(letter())
        assert len(sandbox.letters) == 1
        await client.close()

    async def test_it_can_be_pickled_where_the_synchronous_one_can(
        self, config: ClientConfig, credentials: RequestSigning, aclient: AsyncDigipostClient
    ) -> None:
        async with (
            AsyncDigipostClient(config, credentials) as client,
            pickle.loads(pickle.dumps(client)) as copy,  # noqa: S301 - our own
        ):
            await copy.messages.send(letter())
        with pytest.raises(ConfigurationError, match="cannot be pickled"):
            pickle.dumps(aclient)

    async def test_it_shows_no_secret(self, aclient: AsyncDigipostClient) -> None:
        assert repr(aclient).startswith("AsyncDigipostClient(ClientConfig(broker_id=12345")


def test_one_client_serves_several_event_loops(aclient: AsyncDigipostClient, sandbox: Sandbox) -> None:
    async def send() -> None:
        await aclient.messages.send(letter())

    asyncio.run(send())
    anyio.run(send, backend="trio")
    asyncio.run(send())
    assert len(sandbox.letters) == 3


def test_settings_of_the_environment_make_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIGIPOST_BROKER_ID", raising=False)
    with pytest.raises(ConfigurationError, match="DIGIPOST_BROKER_ID"):
        AsyncDigipostClient.from_environment()


def test_without_the_extra_the_error_says_what_to_install() -> None:
    program = "import sys; sys.modules['anyio'] = None\nimport digipost.aio"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert run.stderr.splitlines()[-1] == (
        "ImportError: The asynchronous client needs anyio, which is not installed: "
        "pip install 'digipost[aio]'"
    )


@pytest.mark.thorough
@pytest.mark.parametrize("module", ["digipost", "digipost.client", "digipost.pytest_plugin"])
def test_anyio_is_loaded_with_the_asynchronous_client_alone(module: str) -> None:
    program = f"import sys, {module}; print('anyio' in sys.modules)\n"
    program += "import digipost.aio; print('anyio' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "True"]
