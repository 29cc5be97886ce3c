"""CPU of 200 concurrent letters: the asynchronous client against a thread pool with the same letters."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from sandbox_process import PASSWORD, sandbox_process

from digipost import ClientConfig, DigipostClient, Document, Environment, Message, RequestSigning, recipient
from digipost.aio import AsyncDigipostClient
from digipost.transport import CONNECTIONS_KEPT_OPEN

if TYPE_CHECKING:
    from collections.abc import Callable

BROKER = 12345
DOCUMENT = b"%PDF-1.7\n" + bytes(50_000)
PERSON = "01013300001"
ROUNDS, LETTERS = 9, 200


def letters() -> list[Message]:
    """Make the letters of one round."""
    to = recipient.by_personal_identification_number(PERSON)
    return [
        Message(
            recipient=to,
            primary_document=Document.from_bytes(DOCUMENT, subject="Invoice", file_type="pdf"),
        )
        for _ in range(LETTERS)
    ]


def by_thread_pool(client: DigipostClient) -> Callable[[], None]:
    """Return a function that sends the letters with one thread for each connection that is kept open."""
    pool = ThreadPoolExecutor(CONNECTIONS_KEPT_OPEN)

    def send() -> None:
        for _ in pool.map(client.messages.send, letters()):
            pass

    return send


def by_tasks(client: AsyncDigipostClient, loop: asyncio.Runner) -> Callable[[], None]:
    """Return a function that sends each letter in its own task."""

    async def send_all() -> None:
        async with asyncio.TaskGroup() as tasks:
            for each in letters():
                tasks.create_task(client.messages.send(each))

    def send() -> None:
        loop.run(send_all())

    return send


def main() -> None:
    """Print the CPU milliseconds of a letter, by a thread pool and by tasks, as JSON."""
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as loop:
        certificate = Path(folder, "certificate.p12")
        with sandbox_process(certificate) as url:
            config = ClientConfig(broker_id=BROKER, environment=Environment.custom(url))
            credentials = RequestSigning.from_pkcs12(certificate, PASSWORD)
            contenders = {
                "thread pool": by_thread_pool(DigipostClient(config, credentials)),
                "async": by_tasks(AsyncDigipostClient(config, credentials), loop),
            }
            rounds: dict[str, list[float]] = {name: [] for name in contenders}
            # In turns, so that other load on the machine disturbs both alike.
            for _ in range(ROUNDS):
                for name, send in contenders.items():
                    started = time.process_time()
                    send()
                    rounds[name].append((time.process_time() - started) / LETTERS * 1000)
    json.dump({name: median(values[1:]) for name, values in rounds.items()}, sys.stdout)


if __name__ == "__main__":
    main()
