"""Measure bulk mail: letters per second, CPU against a plain loop, memory by the length of the manifest.

python benchmarks/bulk.py            all figures as JSON
python benchmarks/bulk.py FIGURE …   a single figure, in a separate process
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pikepdf
from sandbox_process import PASSWORD, sandbox_process
from starlette.responses import Response

from digipost import (
    ClientConfig,
    DigipostClient,
    Document,
    Environment,
    Message,
    PrintDetails,
    RequestSigning,
    Secret,
    preflight,
    printing,
    recipient,
)
from digipost.bulk import Mailing, State, processes, threads
from digipost.protocol.media_types import XML
from digipost.sandbox.wire.answers import AnswerSigner
from digipost.transport import HttpAnswer, HttpTransport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digipost.bulk import Workers
    from digipost.transport import HttpRequest

BROKER = 12345
PERSON = "01013300001"
HEADER = ("recipient.personal_identification_number", "document", "subject")
ROUNDS, LETTERS = 9, 1000  # letters: with fewer, the start of 16 threads counts as much as the check
FEW, MANY = 300, 1500  # letters: both include the fixed cost of a run
SHORT, LONG = 1_000, 100_000  # rows
IDS = re.compile(rb"<(?:message-id|uuid)>([^<]+)<")
ON_PAPER = {
    "print.name": "Kari Nordmann",
    "print.addressline1": "Eksempelveien 1",
    "print.zip_code": "0155",
    "print.city": "Oslo",
    "return_address.name": "Acme AS",
    "return_address.zip_code": "0101",
    "return_address.city": "Oslo",
}
PAGE = Path(__file__).with_name("pdfs") / "reportlab.pdf"
PRINTED, CHECKED = 150, (200, 400)  # letters; rows, enough for both processes to have started
VARIABLE = "DIGIPOST_BENCHMARK_PASSWORD"


def manifest(folder: Path, count: int) -> Path:
    """Write a manifest of `count` letters of 50 kB into a folder of its own; return its path.

    In one folder, each mailing would also be compared with the letters of up to eight others.
    """
    own = Path(tempfile.mkdtemp(dir=folder))
    (own / "letter.pdf").write_bytes(b"%PDF-1.7\n" + bytes(50_000))
    path = own / "letters.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEADER)
        table.writerows((PERSON, "letter.pdf", f"Letter {number}") for number in range(count))
    return path


def client_of(url: str, certificate: Path) -> DigipostClient:
    """Return a client that can be pickled."""
    os.environ[VARIABLE] = PASSWORD
    config = ClientConfig(broker_id=BROKER, environment=Environment.custom(url))
    return DigipostClient(config, RequestSigning.from_pkcs12(certificate, Secret.from_env(VARIABLE)))


def plainly(client: DigipostClient, path: Path) -> None:
    """Send the letters in a plain loop, without bulk mail: without a check first, and without a journal."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            document = Document.from_path(path.parent / row["document"], subject=row["subject"])
            to = recipient.by_personal_identification_number(row[HEADER[0]])
            client.messages.send(Message(recipient=to, primary_document=document))


def in_bulk(client: DigipostClient, path: Path, workers: Workers) -> None:
    """Send the letters by a mailing: checked, recorded in the journal, and sent."""
    mailing = Mailing(path, client)
    mailing.check()
    counts = mailing.send(workers)
    if counts[State.DELIVERED] != sum(counts.values()):
        raise RuntimeError(f"not all letters were delivered: {counts}")


def added(url: str, certificate: Path, folder: Path) -> dict[str, float]:
    """Return the CPU milliseconds of a letter for each way of sending, measured in turns."""
    client = client_of(url, certificate)
    ways: dict[str, Callable[[Path], None]] = {
        "plain loop": lambda path: plainly(client, path),
        "one thread": lambda path: in_bulk(client, path, threads(1)),
        "16 threads": lambda path: in_bulk(client, path, threads(16)),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, send in ways.items():
            path = manifest(folder, LETTERS)
            started = time.process_time()
            send(path)
            taken[name].append((time.process_time() - started) / LETTERS * 1000)
    return {name: median(values[1:]) for name, values in taken.items()}


def _paper_manifest(folder: Path, count: int) -> Path:
    """Write a manifest of `count` letters that may be printed, each with its own PDF of three pages."""
    content = _three_pages()
    documents = Path(tempfile.mkdtemp(dir=folder))
    rows = []
    for number in range(count):
        (documents / f"{number}.pdf").write_bytes(content + f"\n%{number}\n".encode())
        rows.append((PERSON, f"{number}.pdf", f"Letter {number}", *ON_PAPER.values()))
    path = documents / "letters.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow((*HEADER, *ON_PAPER))
        table.writerows(rows)
    return path


def _three_pages() -> bytes:
    written = io.BytesIO()
    with pikepdf.open(PAGE) as source, pikepdf.new() as document:
        for _ in range(3):
            document.pages.append(source.pages[0])
        document.save(written)
    return written.getvalue()


def _checks(path: Path) -> None:
    for each in sorted(path.parent.glob("*.pdf")):
        if not preflight.check(each).is_printable:
            raise RuntimeError("the PDF of the benchmark cannot be printed")


def _sends(client: DigipostClient, path: Path) -> None:
    """Send the letters in a plain loop, with print details and without a check."""
    details = PrintDetails(
        recipient=printing.norwegian_address(
            "Kari Nordmann", "Eksempelveien 1", zip_code="0155", city="Oslo"
        ),
        return_address=printing.norwegian_address("Acme AS", zip_code="0101", city="Oslo"),
    )
    messages = client.with_options(preflight=False).messages
    for each in sorted(path.parent.glob("*.pdf")):
        to = recipient.by_personal_identification_number(PERSON, print_details=details)
        messages.send(Message(recipient=to, primary_document=Document.from_path(each, subject="Letter")))


def paper(url: str, certificate: Path, folder: Path) -> dict[str, float]:
    """Return the CPU milliseconds of a letter that may be printed, for each way, measured in turns."""
    client = client_of(url, certificate)
    ways: dict[str, Callable[[Path], None]] = {
        "one check": _checks,
        "plain send": lambda path: _sends(client, path),
        "in bulk": lambda path: in_bulk(client, path, threads(16)),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, act in ways.items():
            path = _paper_manifest(folder, PRINTED)
            started = time.process_time()
            act(path)
            taken[name].append((time.process_time() - started) / PRINTED * 1000)
    return {name: median(values[1:]) for name, values in taken.items()}


def checks(url: str, certificate: Path, folder: Path) -> dict[str, float]:
    """Return the CPU milliseconds of checking a letter that may be printed, in all processes."""
    client = client_of(url, certificate)
    ways: dict[str, Callable[[], Workers | None]] = {
        "one process": lambda: None,
        "two processes": lambda: processes(2, 8),
    }
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(3):
        for name, workers in ways.items():
            used = []
            for count in CHECKED:
                path = _paper_manifest(folder, count)
                cpu = _cpu()
                Mailing(path, client).check(workers())
                used.append(_cpu() - cpu)
            found[name].append((used[1] - used[0]) / (CHECKED[1] - CHECKED[0]) * 1000)
    return {name: median(values) for name, values in found.items()}


def speed(url: str, certificate: Path, folder: Path) -> dict[str, dict[str, float]]:
    """Return letters per second, and CPU seconds of a letter in all processes but the sandbox's."""
    client = client_of(url, certificate)
    ways: dict[str, Callable[[], Workers]] = {
        "one thread": lambda: threads(1),
        "16 threads": lambda: threads(16),
        "two processes": lambda: processes(2, 8),
    }
    found: dict[str, dict[str, list[float]]] = {name: {"rate": [], "cpu": []} for name in ways}
    for _ in range(3):
        for name, workers in ways.items():
            figures = [_run(client, manifest(folder, count), workers()) for count in (FEW, MANY)]
            (few, few_cpu), (many, many_cpu) = figures
            found[name]["rate"].append((MANY - FEW) / (many - few))
            found[name]["cpu"].append((many_cpu - few_cpu) / (MANY - FEW))
    return {
        name: {what: median(values) for what, values in figures.items()} for name, figures in found.items()
    }


def _run(client: DigipostClient, path: Path, workers: Workers) -> tuple[float, float]:
    started, cpu = time.monotonic(), _cpu()
    in_bulk(client, path, workers)
    return time.monotonic() - started, _cpu() - cpu


def _cpu() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


class WithoutASandbox:
    """A transport whose response to a letter is that to the first one, with this letter's ids, signed anew.

    A sandbox would have to keep 100 000 letters.
    """

    def __init__(self) -> None:
        self._real = HttpTransport()
        self._signer = AnswerSigner(lambda: datetime.now(UTC), decode_path=False)
        self._answers: dict[str, bytes] = {}
        self._ids: list[bytes] = []

    def send(self, request: HttpRequest) -> HttpAnswer:
        """Return a response to this letter; other requests go to the sandbox."""
        if request.body is None or isinstance(request.body, bytes):
            return self._real.send(request)
        ids = [found.group(1) for found in IDS.finditer(b"".join(request.body))]
        if request.target not in self._answers:
            self._answers[request.target] = self._real.send(request).read(1 << 20)
            self._ids = ids
        body = self._answers[request.target]
        for first, this in zip(self._ids, ids, strict=True):
            body = body.replace(first, this)
        answer = Response(body, media_type=XML)
        self._signer.sign(answer, request.target, back=timedelta(0))
        return HttpAnswer(answer.status_code, answer.headers.items(), io.BytesIO(body))

    def close(self) -> None:
        """Close the real transport."""
        self._real.close()


def memory(url: str, certificate: Path, folder: Path, rows: int) -> int:
    """Return this process's peak memory in bytes, after a mailing of that many rows."""
    config = ClientConfig(broker_id=BROKER, environment=Environment.custom(url))
    credentials = RequestSigning.from_pkcs12(certificate, PASSWORD)
    with DigipostClient(config, credentials, transport=WithoutASandbox()) as client:
        in_bulk(client, manifest(folder, rows), threads(16))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@contextmanager
def _place() -> Iterator[tuple[str, Path, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        certificate = Path(folder, "certificate.p12")
        with sandbox_process(certificate) as url:
            yield url, certificate, Path(folder)


def _figure(what: str, *numbers: str) -> object:
    with _place() as place:
        if what == "memory":
            return memory(*place, int(numbers[0]))
        return {"added": added, "speed": speed, "paper": paper, "checks": checks}[what](*place)


def _elsewhere(*arguments: str) -> object:
    command = [sys.executable, __file__, *arguments]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)  # noqa: S603 - our own


def main() -> None:
    """Print one figure, or all of them, as JSON."""
    if len(sys.argv) > 1:
        print(json.dumps(_figure(*sys.argv[1:])))
        return
    peaks = [_elsewhere("memory", str(rows)) for rows in (SHORT, LONG)]
    figures = {name: _elsewhere(name) for name in ("added", "speed", "paper", "checks")}
    print(json.dumps({**figures, "memory": peaks}))


if __name__ == "__main__":
    main()
