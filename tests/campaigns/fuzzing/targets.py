"""Targets of the fuzzing: each takes any bytes, and fails if a promise about them is broken.

A promise is the same everywhere: what is malformed ends in the one error that is documented for it. Some
targets hold what was accepted to more.
"""

from __future__ import annotations

import re
import tempfile
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from digipost.auth.oauth import read_token
from digipost.auth.signing import canonical_answer, canonical_request
from digipost.base.http_dates import format_http_date, parse_http_date
from digipost.bulk import Columns, ManifestError
from digipost.bulk.manifests.manifest import open_manifest
from digipost.bulk.rows.row_check import Checks
from digipost.bulk.rows.row_message import Letters
from digipost.errors import AuthenticationError, InvalidValueError, ParseError, VerificationError
from digipost.errors._masking import masked_text
from digipost.preflight import check_html
from digipost.protocol.answer import decompressed, refusal
from digipost.protocol.links import local_target
from digipost.protocol.verification import check_signature
from digipost.sandbox.base.refusals import RefusalError
from digipost.sandbox.wire.uploads import Upload, boundary_of
from digipost.transport import HttpRequest
from digipost.xml import from_xml, to_xml
from digipost_schema import api_v8
from tests.support.counterpart import CONFIG, key_of

if TYPE_CHECKING:
    from collections.abc import Callable

API = "https://api.digipost.example"
MOST = 1 << 20  # bytes
LONGEST_ERROR = 500  # characters
NOW = datetime(2024, 6, 3, 12, 0, 2, tzinfo=UTC)
REQUEST = HttpRequest("GET", API + "/x", {"Date": "Mon, 03 Jun 2024 12:00:02 GMT"})
ROOTS = (
    api_v8.Entrypoint,
    api_v8.Error,
    api_v8.MessageDelivery,
    api_v8.DocumentStatus,
    api_v8.DocumentEvents,
    api_v8.Inbox,
    api_v8.IdentificationResult,
    api_v8.Recipients,
    api_v8.Archives,
    api_v8.Message,
)
MANIFESTS = (".csv", ".tsv", ".jsonl")
PERSON = re.compile(r"(?<!\d)\d{11}(?!\d)")
FORMAT = "as 00000000000"
"""The format of a spreadsheet's cells that a finding advises; it is no number of a person."""


def read_xml(data: bytes) -> None:
    """An answer, read as what the first byte says."""
    if not data:
        return
    try:
        value = from_xml(ROOTS[data[0] % len(ROOTS)], data[1:])
    except ParseError as error:
        if len(str(error)) > LONGEST_ERROR:
            raise AssertionError("an error repeats what it stumbled over") from error
        return
    assert repr(value)
    try:
        again = to_xml(value)
    except InvalidValueError:
        return  # what is read openly is written strictly
    assert from_xml(type(value), again) == value, "what was written is not what was read"


def refuse(data: bytes) -> None:
    """The body of a refusal."""
    error = refusal(REQUEST, 400, {"date": "Mon, 03 Jun 2024 12:00:02 GMT"}, data, MOST, sending=False)
    assert not PERSON.search(str(error)), "a number of a person is shown"
    assert "\n" not in error.message


def decompress(data: bytes) -> None:
    """A compressed body."""
    try:
        assert len(decompressed({"content-encoding": "gzip"}, data, MOST)) <= max(MOST, len(data))
    except ParseError:
        return


_ROOM = 200  # bytes in memory


def read_multipart(data: bytes) -> None:
    """A body that comes to the sandbox, in pieces as long as the first byte says."""
    if not data:
        return
    step, body = data[0] + 1, data[1:]
    with (
        tempfile.TemporaryDirectory() as folder,
        Upload(lambda: Path(folder), b"b", lambda size: size < _ROOM) as upload,
    ):
        try:
            for at in range(0, len(body), step):
                upload.write(body[at : at + step])
            parts = upload.parts()
            assert sum(each.size for each in parts) == sum(len(each.read()) for each in parts) < len(body)
            for part in parts:
                assert part.name
        except RefusalError:
            return


def read_boundary(data: bytes) -> None:
    """The header of such a body."""
    try:
        assert boundary_of(data.decode("latin-1"))
    except RefusalError:
        return


def make_canonical(data: bytes) -> None:
    """A string to sign: a line for each thing in it, whatever the things are."""
    method, target, date, hashed, *_ = [*_texts(data), "", "", "", ""]
    headers = {"Date": date, "X-Content-SHA256": hashed, "Authorization": "never signed"}
    try:
        canonical = canonical_request(method, target, headers)
    except InvalidValueError:
        return
    assert canonical.count("\n") == len(canonical.split("\n")) - 1 == 5
    lines = list(StringIO(canonical, newline="\n"))
    assert lines[2] == f"date: {date}\n", "something got into another line"
    assert lines[3] == f"x-content-sha256: {hashed}\n", "something got into another line"
    assert "never signed" not in canonical


def verify(data: bytes) -> None:
    """The headers of an answer: nothing made up is ever believed."""
    path, date, signature, *_ = [*_texts(data), "", "", ""]
    headers = {"date": date, "x-digipost-signature": signature}
    try:
        check_signature(200, path, headers, key_of("server"))
    except VerificationError:
        return
    raise AssertionError(canonical_answer(200, path, headers))


def read_date(data: bytes) -> None:
    """The header Date."""
    text = data.decode("latin-1")
    try:
        moment = parse_http_date(text)
    except ParseError:
        return
    assert format_http_date(moment) == text


def follow_link(data: bytes) -> None:
    """An address that a server gives: to the API, or nowhere."""
    try:
        target = local_target(API, data.decode(errors="replace"), where="link")
    except ParseError:
        return
    request = HttpRequest("GET", API + target, {})
    assert (request.origin, request.target) == (API, target)


def take_token(data: bytes) -> None:
    """Take bytes as the answer of the token endpoint."""
    try:
        token = read_token(API, 200, data, NOW)
    except AuthenticationError:
        return
    assert token.value.isascii()
    assert token.value.isprintable()


def mask(data: bytes) -> None:
    """A text that may name people."""
    assert not PERSON.search(masked_text(data.decode(errors="replace")))


def read_manifest(data: bytes) -> None:
    """A manifest of bulk mail, whose kind the first byte says: every row is a letter, or a finding.

    Those in Parquet are left to pyarrow, which is fuzzed by its own.
    """
    if not data:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"manifest{MANIFESTS[data[0] % len(MANIFESTS)]}")
        path.write_bytes(data[1:])
        letters = Letters(mailing=UUID(int=1), columns=Columns(), folder=folder, sender_id=None, batch=None)
        try:
            said = _findings(path, letters)
        except ManifestError as error:
            said = [str(error)]
    assert not any(PERSON.search(each.replace(FORMAT, "")) for each in said), "a number of a person is shown"


def check_letter(data: bytes) -> None:
    """A letter in HTML: each remark has its place in the text."""
    report = check_html(data)
    lines = data.decode(errors="replace").split("\n")
    for each in (*report.messages, *report.further, *report.changes, *report.advice):
        assert 1 <= each.line <= len(lines)
        assert each.text not in repr(each)


def _findings(path: Path, letters: Letters) -> list[str]:
    manifest, found = open_manifest(path), []
    if manifest.columns is not None:
        letters.columns.check_header(manifest.columns)
    with Checks(letters, CONFIG, clock=lambda: NOW) as checks:
        for number, record in enumerate(manifest.records(), 1):
            assert record.number == number
            found += [f"{each.field}: {each.problem}" for each in checks.of(record).findings]
    return found


def _texts(data: bytes) -> list[str]:
    return data.decode(errors="surrogateescape").split("\x01")


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (
        read_xml,
        refuse,
        decompress,
        read_multipart,
        read_boundary,
        make_canonical,
        verify,
        read_date,
        follow_link,
        take_token,
        mask,
        read_manifest,
        check_letter,
    )
}
