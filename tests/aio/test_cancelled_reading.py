"""Cancelling of a read: it stops between its steps, and leaves no half file."""

from __future__ import annotations

import asyncio
import gc
import io
import threading
from typing import TYPE_CHECKING

import anyio
import pytest

from digipost.errors import InvalidValueError
from digipost.sandbox import InboxLetter, Sandbox

if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import ReadableBuffer

    from digipost.aio import AsyncDigipostClient

pytestmark = pytest.mark.anyio
only_asyncio = pytest.mark.parametrize("anyio_backend", ["asyncio"], indirect=True)


class Slow(io.BytesIO):
    """A file that holds the first write back until the test lets it go."""

    def __init__(self) -> None:
        super().__init__()
        self.began, self.released = threading.Event(), threading.Event()

    def write(self, data: ReadableBuffer, /) -> int:
        self.began.set()
        assert self.released.wait(30)
        return super().write(data)


class TestReading:
    """Reading stops between its steps, since it leaves nothing unknown, however long it would take."""

    CONTENT = bytes(8 << 20)

    @pytest.mark.thorough
    async def test_in_a_scope(self, aclient: AsyncDigipostClient, sandbox: Sandbox) -> None:
        sandbox.deliver_to_inbox(InboxLetter(content=self.CONTENT))
        document, file = await anext(aclient.inbox.list_documents()), Slow()
        with anyio.CancelScope() as scope:
            async with await aclient.inbox.content(document) as download, anyio.create_task_group() as tasks:
                tasks.start_soon(download.copy_to, file)
                assert await anyio.to_thread.run_sync(file.began.wait, 30)
                scope.cancel()
                file.released.set()
        assert scope.cancelled_caught
        assert 0 < len(file.getvalue()) <= 1 << 20
        gc.collect()

    @pytest.mark.thorough
    @only_asyncio
    async def test_by_asyncio(self, aclient: AsyncDigipostClient, sandbox: Sandbox) -> None:
        sandbox.deliver_to_inbox(InboxLetter(content=self.CONTENT))
        document, file = await anext(aclient.inbox.list_documents()), Slow()
        async with await aclient.inbox.content(document) as download:
            task = asyncio.create_task(download.copy_to(file))
            assert await asyncio.to_thread(file.began.wait, 30)
            task.cancel()
            await asyncio.sleep(0)
            file.released.set()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert 0 < len(file.getvalue()) <= 1 << 20
        gc.collect()

    @pytest.mark.thorough
    async def test_a_file_that_was_not_finished_is_removed(
        self, aclient: AsyncDigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        sandbox.deliver_to_inbox(InboxLetter(content=self.CONTENT))
        document = await anext(aclient.inbox.list_documents())
        with anyio.CancelScope() as scope:
            async with await aclient.inbox.content(document) as download:
                scope.cancel()
                await download.save(tmp_path / "letter.bin")
        assert scope.cancelled_caught
        assert list(tmp_path.iterdir()) == []

    async def test_all_of_it_is_read(
        self, aclient: AsyncDigipostClient, sandbox: Sandbox, tmp_path: Path
    ) -> None:
        content = bytes(range(256)) * (5 << 12)
        sandbox.deliver_to_inbox(InboxLetter(content=content))
        document = await anext(aclient.inbox.list_documents())
        async with await aclient.inbox.content(document) as download:
            assert (await download.save(tmp_path / "letter.bin")).read_bytes() == content
            with pytest.raises(InvalidValueError, match="download: its content was read before"):
                await download.read()
        async with await aclient.inbox.content(document) as download:
            with pytest.raises(InvalidValueError, match="file: an open binary file is expected"):
                await download.copy_to(io.StringIO())  # type: ignore[arg-type]  # the mistake
