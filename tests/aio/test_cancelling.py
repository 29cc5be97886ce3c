"""Cancelling: a request that has begun runs to its end, and one that has not is never sent."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from digipost.aio._threads import Chunks, Threads
from digipost.errors import DigipostError, NotFoundError
from digipost.sandbox import InboxLetter, Sandbox
from digipost.transport import CONNECTIONS_KEPT_OPEN
from tests.support.arrivals import arrived_ids
from tests.support.letters import letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.aio import AsyncDigipostClient
    from digipost_schema import api_v8
    from tests.aio.gate import Gate

pytestmark = pytest.mark.anyio
only_asyncio = pytest.mark.parametrize("anyio_backend", ["asyncio"], indirect=True)


class TestScopes:
    """The cancel scopes of anyio, which are those of trio there."""

    async def test_a_letter_on_its_way_arrives_and_its_delivery_is_returned(
        self, aclient: AsyncDigipostClient, gate: Gate, sandbox: Sandbox
    ) -> None:
        await aclient.messages.send(letter())
        gate.shut()
        sent, deliveries = letter(), []
        with anyio.CancelScope() as scope:
            async with anyio.create_task_group() as tasks:

                async def send() -> None:
                    deliveries.append(await aclient.messages.send(sent))
                    await anyio.lowlevel.checkpoint()
                    pytest.fail("the cancellation is delivered at the next await")

                tasks.start_soon(send)
                await gate.arrival()
                scope.cancel()
                gate.open()
        assert scope.cancelled_caught
        assert [each.message_id for each in deliveries] == [sent.message_id]
        assert arrived_ids(sandbox)[1:] == [sent.message_id]

    async def test_its_error_is_raised(
        self, aclient: AsyncDigipostClient, gate: Gate, sandbox: Sandbox
    ) -> None:
        await aclient.messages.send(letter())
        gate.shut()
        sandbox.faults.add("status=400 path=/documents/*")
        errors: list[DigipostError] = []
        with anyio.CancelScope() as scope:
            async with anyio.create_task_group() as tasks:

                async def ask() -> None:
                    try:
                        await aclient.documents.status(letter().primary_document.uuid)
                    except DigipostError as error:
                        errors.append(error)

                tasks.start_soon(ask)
                await gate.arrival()
                scope.cancel()
                gate.open()
        assert len(errors) == 1

    async def test_a_failing_sibling_lets_letters_on_their_way_arrive(
        self, aclient: AsyncDigipostClient, gate: Gate, sandbox: Sandbox
    ) -> None:
        await aclient.messages.send(letter())
        gate.shut()
        sent = [letter() for _ in range(3)]
        with pytest.raises(ExceptionGroup) as caught:  # noqa: PT012
            async with anyio.create_task_group() as tasks:
                for each in sent:
                    tasks.start_soon(aclient.messages.send, each)
                for _ in sent:
                    await gate.arrival()
                gate.open()
                raise ZeroDivisionError
        assert [type(each) for each in caught.value.exceptions] == [ZeroDivisionError]
        assert {*arrived_ids(sandbox)[1:]} == {each.message_id for each in sent}

    async def test_a_timeout_passes_when_the_request_has_ended(
        self, aclient: AsyncDigipostClient, gate: Gate, sandbox: Sandbox
    ) -> None:
        await aclient.messages.send(letter())
        gate.shut()
        sent = letter()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(opened_when_cancelled, gate, scope := anyio.CancelScope())
            with scope:
                delivery = await aclient.messages.send(sent)
            assert delivery.message_id == sent.message_id
        assert arrived_ids(sandbox)[1:] == [sent.message_id]

    async def test_a_task_that_is_cancelled_already_sends_nothing(
        self, aclient: AsyncDigipostClient, sandbox: Sandbox
    ) -> None:
        with anyio.CancelScope() as scope:
            scope.cancel()
            await aclient.messages.send(letter())
        assert scope.cancelled_caught
        assert sandbox.requests == ()

    @pytest.mark.thorough
    async def test_a_letter_that_waits_for_its_turn_is_not_sent(
        self, aclient: AsyncDigipostClient, gate: Gate, sandbox: Sandbox
    ) -> None:
        await aclient.messages.send(letter())
        gate.shut()
        late = letter()
        async with anyio.create_task_group() as tasks:
            for _ in range(CONNECTIONS_KEPT_OPEN):
                tasks.start_soon(aclient.messages.send, letter())
                await gate.arrival()
            with anyio.CancelScope() as scope:
                async with anyio.create_task_group() as others:
                    others.start_soon(aclient.messages.send, late)
                    await anyio.wait_all_tasks_blocked()
                    scope.cancel()
            gate.open()
        assert gate.most == CONNECTIONS_KEPT_OPEN
        assert len(arrived_ids(sandbox)) == 1 + CONNECTIONS_KEPT_OPEN
        assert late.message_id not in arrived_ids(sandbox)
        await aclient.messages.send(late)  # its turn was not lost

    async def test_a_batch_is_cancelled_with_its_task(
        self, aclient: AsyncDigipostClient, sandbox: Sandbox
    ) -> None:
        with anyio.CancelScope() as scope:
            async with await aclient.batches.create() as batch:
                await aclient.messages.send(letter(batch=batch))
                scope.cancel()
                await anyio.lowlevel.checkpoint()
        assert scope.cancelled_caught
        with pytest.raises(NotFoundError):
            await aclient.batches.get(batch.uuid)
        assert sandbox.letters == ()

    async def test_a_batch_that_is_being_completed_is_completed(
        self, aclient: AsyncDigipostClient, gate: Gate, sandbox: Sandbox
    ) -> None:
        with anyio.CancelScope() as scope:
            async with anyio.create_task_group() as tasks:

                async def send() -> None:
                    async with await aclient.batches.create() as batch:
                        await aclient.messages.send(letter(batch=batch))
                        gate.shut()

                tasks.start_soon(send)
                await gate.arrival()
                scope.cancel()
                gate.open()
        assert len(sandbox.letters) == 1

    @pytest.mark.thorough
    async def test_a_download_is_closed_with_its_task(
        self, aclient: AsyncDigipostClient, sandbox: Sandbox
    ) -> None:
        sandbox.deliver_to_inbox(InboxLetter(content=bytes(1 << 20)))
        document = await anext(aclient.inbox.list_documents())
        with anyio.CancelScope() as scope:
            async with await aclient.inbox.content(document) as download:
                await anext(aiter(download))
                scope.cancel()
                await anyio.lowlevel.checkpoint()
        assert scope.cancelled_caught
        gc.collect()  # a socket that was left open would be a ResourceWarning, which is an error


async def opened_when_cancelled(gate: Gate, scope: anyio.CancelScope) -> None:
    await gate.arrival()
    scope.cancel()
    gate.open()


async def opened_when_expired(gate: Gate, timeout: asyncio.Timeout) -> None:
    await gate.arrival()
    timeout.reschedule(asyncio.get_running_loop().time())
    while not timeout.expired():
        await asyncio.sleep(0)
    gate.open()


async def cancelled_at_the_gate(gate: Gate, task: asyncio.Task[Any]) -> None:
    """Cancel a task whose request waits at the gate, then open the gate; the task must end as cancelled."""
    await gate.arrival()
    task.cancel()
    await asyncio.sleep(0)
    gate.open()
    with pytest.raises(asyncio.CancelledError):
        await task


@only_asyncio
class TestAsyncio:
    """The cancellation of asyncio itself, which comes once and which no scope of anyio keeps off."""

    async def test_a_timeout_is_raised_when_the_letter_has_arrived(
        self, aclient: AsyncDigipostClient, gate: Gate, sandbox: Sandbox
    ) -> None:
        await aclient.messages.send(letter())
        gate.shut()
        sent = letter()
        with pytest.raises(TimeoutError):  # noqa: PT012
            async with asyncio.timeout(None) as timeout:
                opening = asyncio.create_task(opened_when_expired(gate, timeout))
                await aclient.messages.send(sent)
        await opening
        assert arrived_ids(sandbox)[1:] == [sent.message_id]
        current = asyncio.current_task()
        assert current is not None
        assert current.cancelling() == 0
        assert (await aclient.messages.confirm(sent)).message_id == sent.message_id

    async def test_wait_for_is_over_when_the_letter_has_arrived(
        self, aclient: AsyncDigipostClient, gate: Gate, sandbox: Sandbox
    ) -> None:
        await aclient.messages.send(letter())
        gate.shut()
        sent = letter()
        # The timers of a loop go off in their order: the gate opens when the timeout is over.
        asyncio.get_running_loop().call_later(0.6, gate.open)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(aclient.messages.send(sent), 0.5)
        assert arrived_ids(sandbox)[1:] == [sent.message_id]

    async def test_a_task_is_cancelled_however_often(
        self, aclient: AsyncDigipostClient, gate: Gate, sandbox: Sandbox
    ) -> None:
        await aclient.messages.send(letter())
        gate.shut()
        sent = letter()
        task = asyncio.create_task(aclient.messages.send(sent))
        await gate.arrival()
        for _ in range(3):
            task.cancel()
            await asyncio.sleep(0)
        assert not task.done()
        gate.open()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert task.cancelled()
        assert arrived_ids(sandbox)[1:] == [sent.message_id]

    async def test_a_task_that_did_not_begin_sends_nothing(
        self, aclient: AsyncDigipostClient, sandbox: Sandbox
    ) -> None:
        task = asyncio.create_task(aclient.messages.send(letter()))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert sandbox.requests == ()

    async def test_a_failing_sibling_lets_letters_on_their_way_arrive(
        self, aclient: AsyncDigipostClient, gate: Gate, sandbox: Sandbox
    ) -> None:
        await aclient.messages.send(letter())
        gate.shut()
        sent = [letter() for _ in range(3)]
        tasks: list[asyncio.Task[api_v8.MessageDelivery]] = []
        with pytest.raises(ExceptionGroup):  # noqa: PT012
            async with asyncio.TaskGroup() as group:
                tasks += [group.create_task(aclient.messages.send(each)) for each in sent]
                for _ in sent:
                    await gate.arrival()
                gate.open()
                raise ZeroDivisionError
        assert all(each.cancelled() for each in tasks)
        assert {*arrived_ids(sandbox)[1:]} == {each.message_id for each in sent}

    async def test_the_error_of_the_request_is_the_cause(
        self, aclient: AsyncDigipostClient, gate: Gate, sandbox: Sandbox
    ) -> None:
        await aclient.messages.send(letter())
        gate.shut()
        sandbox.faults.add("status=400 path=/documents/*")
        causes: list[BaseException | None] = []

        async def ask() -> None:
            try:
                await aclient.documents.status(letter().primary_document.uuid)
            except asyncio.CancelledError as cancellation:
                causes.append(cancellation.__cause__)
                raise

        await cancelled_at_the_gate(gate, asyncio.create_task(ask()))
        assert [isinstance(each, DigipostError) for each in causes] == [True]

    @pytest.mark.thorough
    async def test_a_download_that_nobody_gets_is_closed(
        self, aclient: AsyncDigipostClient, gate: Gate, sandbox: Sandbox
    ) -> None:
        sandbox.deliver_to_inbox(InboxLetter(content=bytes(1 << 20)))
        document = await anext(aclient.inbox.list_documents())
        gate.shut()
        await cancelled_at_the_gate(gate, asyncio.create_task(aclient.inbox.content(document)))
        gc.collect()  # a socket that was left open would be a ResourceWarning, which is an error

    async def test_a_batch_whose_end_is_cancelled_before_it_begins_is_completed(
        self, aclient: AsyncDigipostClient, sandbox: Sandbox
    ) -> None:
        async def send() -> None:
            current = asyncio.current_task()
            assert current is not None
            async with await aclient.batches.create() as batch:
                await aclient.messages.send(letter(batch=batch))
                current.cancel()  # delivered at the next await, which is the end of the batch

        task = asyncio.create_task(send())
        with pytest.raises(asyncio.CancelledError):
            await task
        assert len(sandbox.letters) == 1

    async def test_a_page_that_came_too_late_is_not_lost(
        self, aclient: AsyncDigipostClient, gate: Gate, sandbox: Sandbox
    ) -> None:
        ids = [sandbox.deliver_to_inbox(InboxLetter(subject=str(number))) for number in range(3)][::-1]
        documents = aclient.inbox.list_documents(page_size=2)
        gate.shut()

        async def first() -> None:
            await anext(documents)

        await cancelled_at_the_gate(gate, asyncio.create_task(first()))
        assert [each.id async for each in documents] == ids

    async def test_a_chunk_that_came_too_late_is_the_next_one(self, gate: Gate) -> None:
        def chunks() -> Iterator[bytes]:
            for chunk in (b"1", b"2", b"3"):
                gate.pass_through()
                yield chunk

        reading = Chunks(chunks(), Threads(1))
        gate.shut()

        async def first() -> None:
            await anext(reading)

        await cancelled_at_the_gate(gate, asyncio.create_task(first()))
        assert [chunk async for chunk in reading] == [b"1", b"2", b"3"]
