"""One client, thirty-two threads: every answer reaches the thread that asked for it.

python -m tests.campaigns.soak_threads --operations 10000
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import attrs

from digipost import ClientConfig, DigipostClient, DigipostError
from digipost.sandbox import Sandbox
from digipost.transport import HttpTransport
from tests.campaigns.soak_faults import credentials_of_the_sandbox, letter
from tests.support.figures import Figures, figures_option

if TYPE_CHECKING:
    from digipost import Message
    from digipost.transport import HttpAnswer, HttpRequest

THREADS = 32
"""As many as there are connections that are kept open."""


@attrs.define
class Row:
    """The result of a thread.

    Attributes:
        operations: The number of operations.
        entry_points: The number of fetches of the entry point.
        lost: Letters that are not there.
        doubled: Letters that are there more than once.
        wrong: Errors, and answers to another question.
    """

    operations: int
    entry_points: int = 0
    lost: int = 0
    doubled: int = 0
    wrong: Counter[str] = attrs.Factory(Counter)

    @property
    def is_good(self) -> bool:
        return self.entry_points == 1 and not (self.lost or self.doubled or self.wrong)

    def __str__(self) -> str:
        figures = f"{self.operations:10} {self.entry_points:13} {self.lost:5} {self.doubled:8}"
        return f"{figures} {self.wrong.total():6}  {dict(self.wrong) or ''}"


HEADING = f"{'operations':>10} {'entry points':>13} {'lost':>5} {'doubled':>8} {'wrong':>6}"


class Counting(HttpTransport):
    """The network, with a count of what was fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def send(self, request: HttpRequest) -> HttpAnswer:
        self.targets.append(request.target)
        return super().send(request)


def run(operations: int) -> Row:
    """Half of the operations send a letter, the others ask for the status of that letter."""
    row, network = Row(operations), Counting()
    letters = [letter(number) for number in range(operations // 2)]
    with Sandbox() as sandbox:
        config = ClientConfig(broker_id=sandbox.broker_id, environment=sandbox.environment)
        with (
            DigipostClient(config, credentials_of_the_sandbox(), transport=network) as client,
            ThreadPoolExecutor(THREADS) as threads,
        ):
            row.wrong.update(filter(None, threads.map(lambda each: _send_and_look(client, each), letters)))
    there = Counter(each.message.message_id for each in sandbox.letters)
    row.entry_points = network.targets.count("/")
    row.lost = sum(not there[each.message_id] for each in letters)
    row.doubled = sum(there[each.message_id] > 1 for each in letters)
    return row


def _send_and_look(client: DigipostClient, message: Message) -> str | None:
    """Return the problem with the letter."""
    uuid = message.primary_document.uuid
    try:
        delivery = client.messages.send(message)
        status = client.documents.status(uuid)
    except DigipostError as error:
        return f"{type(error).__name__}: {error}"
    if (delivery.message_id, delivery.primary_document.uuid) != (message.message_id, uuid):
        return "the delivery of another letter"
    return None if status.uuid == uuid else "the status of another letter"


def main() -> int:
    """Print the row; 1 when it is bad."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--operations", type=int, default=10_000, help="in all (%(default)s)")
    figures_option(parser)
    arguments = parser.parse_args()
    print(HEADING, flush=True)
    row = run(arguments.operations)
    print(row, flush=True)
    wrong = row.wrong.total() + (row.entry_points != 1)
    figures = Figures(letters=arguments.operations // 2, lost=row.lost, doubled=row.doubled, wrong=wrong)
    figures.write(arguments.figures)
    return 0 if row.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
