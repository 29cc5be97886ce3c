"""Letters through a bad network: each arrives once, or is reported as what became of it.

    python -m tests.campaigns.soak_faults --letters 5000 --seed 1

sends that many letters through each fault and through all of them mixed, prints a row for each, and fails
when a letter was lost, doubled or wrongly reported. What is true is read from the sandbox itself.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import attrs
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from digipost import (
    ClientConfig,
    DigipostClient,
    DigipostError,
    Document,
    Message,
    RequestSigning,
    recipient,
)
from digipost.errors import (
    ApiError,
    DeliveryUnknownError,
    NotFoundError,
    ParseError,
    TransportError,
    VerificationError,
)
from digipost.retries import RetryPolicy
from digipost.sandbox import Sandbox
from digipost.sandbox.wire.signing_identity import shipped_key
from digipost.transport import HttpTransport
from tests.support.faulty_network import Fault, FaultyNetwork
from tests.support.figures import Figures, figures_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.transport import HttpAnswer, HttpRequest

RATE = 0.2  # of the requests are struck
THREADS = 8
ASKED = 50  # times, before a fate that cannot be told counts as lost
SOMEBODY = recipient.by_personal_identification_number("31108412345")


@attrs.define
class Row:
    """The results of the letters through one kind of fault.

    Attributes:
        name: Of the fault.
        letters: The number of letters sent.
        faults: The number of faults.
        reports: The number of letters by report.
        lost: Reported as delivered, and not there, or never settled.
        doubled: There more than once.
        wrong: Reported as failed, and there; or an error that is not what it should be.
    """

    name: str
    letters: int = 0
    faults: int = 0
    reports: Counter[str] = attrs.Factory(Counter)
    lost: int = 0
    doubled: int = 0
    wrong: list[str] = attrs.Factory(list)

    @property
    def is_good(self) -> bool:
        tried = self.faults and self.reports["delivered"]
        return bool(tried) and not (self.lost or self.doubled or self.wrong)

    def __str__(self) -> str:
        told = ", ".join(f"{count} {name}" for name, count in sorted(self.reports.items()))
        figures = f"{self.letters:6} {self.faults:6} {self.lost:5} {self.doubled:8} {len(self.wrong):6}"
        return f"{self.name:50} {figures}  {told}"


HEADING = f"{'fault':50} {'letters':>6} {'faults':>5} {'lost':>5} {'doubled':>8} {'wrong':>6}  reported"


class Plan:
    """The plan of faults by request; the same for the same seed, but for the order of threads."""

    def __init__(self, faults: tuple[Fault, ...], seed: int) -> None:
        self._faults = faults
        self._random = random.Random(seed)  # noqa: S311 - not a secret
        self._lock = Lock()

    def __call__(self) -> Fault | None:
        with self._lock:
            return self._random.choice(self._faults) if self._random.random() < RATE else None


class Detour:
    """The network, by way of another address: links name the server's own, where nothing must go directly."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._network = HttpTransport(read_timeout=timedelta(milliseconds=500))

    def send(self, request: HttpRequest) -> HttpAnswer:
        return self._network.send(attrs.evolve(request, url=self._origin + request.target))

    def close(self) -> None:
        self._network.close()


def should_be_retryable(error: DigipostError) -> bool:
    """Return True if the same call can succeed later, by the documentation of the errors."""
    if isinstance(error, VerificationError | ApiError):
        return error.status == HTTPStatus.TOO_MANY_REQUESTS or error.status >= 500
    return isinstance(error, TransportError)


@attrs.frozen
class Report:
    """The library's last report on a letter.

    Attributes:
        message: The letter.
        said: In a word.
        delivered: True if it was reported as delivered.
        wrong: The error in the report, if any.
    """

    message: Message
    said: str
    delivered: bool = False
    wrong: str | None = None


def fate(client: DigipostClient, message: Message) -> Report:
    """Send a letter, and ask until it is known what became of it, as a careful program would."""
    ask, unknown = False, False
    for _ in range(ASKED):
        try:
            delivery = client.messages.confirm(message) if ask else client.messages.send(message)
        except DeliveryUnknownError:
            unknown = ask = True
        except DigipostError as error:
            if ask and type(error) is NotFoundError:
                ask = False  # it has not arrived; sent again, it cannot arrive twice
                continue
            return failed(message, error)
        else:
            said = "settled" if unknown else "delivered"
            right = delivery.primary_document.uuid == message.primary_document.uuid
            return Report(message, said, delivered=True, wrong=None if right else "another letter's delivery")
    return Report(message, "never settled", wrong="never settled")


def failed(message: Message, error: DigipostError) -> Report:
    name = type(error).__name__
    typed = isinstance(error, ApiError | ParseError | TransportError | VerificationError)
    if typed and error.retryable is should_be_retryable(error):
        return Report(message, name)
    return Report(message, name, wrong=f"{name}, retryable={error.retryable}: {error}")


def letter(number: int) -> Message:
    content = b"%%PDF-1.7 letter %d" % number
    document = Document.from_bytes(content, subject=f"Letter {number}", file_type="pdf")
    return Message(recipient=SOMEBODY, primary_document=document)


def credentials_of_the_sandbox() -> RequestSigning:
    """Those of its built-in broker."""
    key = shipped_key("broker")
    return RequestSigning.from_signer(lambda data: key.sign(data, PKCS1v15(), SHA256()))


def run(name: str, faults: tuple[Fault, ...], letters: int, seed: int) -> Row:
    """Send letters through a network with these faults, and compare what was said with what is there."""
    row = Row(name, letters)
    credentials = credentials_of_the_sandbox()
    with Sandbox() as sandbox, FaultyNetwork(urlsplit(sandbox.url).port or 0, Plan(faults, seed)) as network:
        retries = RetryPolicy(first_wait=timedelta(milliseconds=1))
        config = ClientConfig(broker_id=sandbox.broker_id, environment=sandbox.environment, retries=retries)
        detour = Detour(f"http://127.0.0.1:{network.port}")
        with (
            DigipostClient(config, credentials, transport=detour) as client,
            ThreadPoolExecutor(THREADS) as threads,
        ):
            reports = list(threads.map(lambda number: fate(client, letter(number)), range(letters)))
        row.faults = network.faults
    compare(row, reports, sandbox)
    return row


def compare(row: Row, reports: list[Report], sandbox: Sandbox) -> None:
    """The library's word against the sandbox's own state."""
    there = Counter(each.message.message_id for each in sandbox.letters)
    contents = {each.message.message_id: each.documents for each in sandbox.letters}
    for report in reports:
        message = report.message
        count = there.pop(message.message_id, 0)
        row.reports[report.said] += 1
        row.doubled += count > 1
        row.lost += report.delivered and not count
        if report.wrong:
            row.wrong.append(report.wrong)
        if count and not report.delivered:
            row.wrong.append(f"said to have failed ({report.said}), and it is there")
        if count and contents[message.message_id][message.primary_document.uuid] != _content(message):
            row.wrong.append("what is there is not what was sent")
    row.wrong += [f"a letter that nobody sent: {each}" for each in there]


def _content(message: Message) -> bytes:
    with message.primary_document.content.open() as stream:
        return stream.read()


def rows(letters: int, seed: int) -> Iterator[Row]:
    """One row for each fault alone, and one for all of them mixed."""
    for fault in Fault:
        yield run(fault.value, (fault,), letters, seed)
    yield run("all of them mixed", tuple(Fault), letters, seed)


def main() -> int:
    """Print the rows; 1 when one of them is bad."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--letters", type=int, default=5000, help="through each fault (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of what is struck (%(default)s)")
    figures_option(parser)
    arguments = parser.parse_args()
    logging.disable(logging.WARNING)  # the sandbox's server complains of what does not reach it whole
    print(HEADING, flush=True)
    done = []
    for row in rows(arguments.letters, arguments.seed):
        print(row, flush=True)
        for wrong, count in Counter(row.wrong).most_common(5):
            print(f"    {count} times: {wrong}", flush=True)
        done.append(row)
    total(done).write(arguments.figures)
    return 0 if all(row.is_good for row in done) else 1


def total(rows: list[Row]) -> Figures:
    """Of all rows together."""
    return Figures(
        letters=sum(row.letters for row in rows),
        faults=sum(row.faults for row in rows),
        lost=sum(row.lost for row in rows),
        doubled=sum(row.doubled for row in rows),
        wrong=sum(len(row.wrong) for row in rows),
    )


if __name__ == "__main__":
    sys.exit(main())
