"""Requests that are refused or accepted, and the proof that a refused one changed nothing.

No client code of ours takes part: `tests.support.raw_requests` writes requests, `cryptography` signs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar
from weakref import WeakKeyDictionary

import attrs
from cryptography.exceptions import InvalidSignature
from lxml import etree

from tests.support.raw_requests import (
    BROKER_ID,
    DATE,
    MULTIPART,
    Answer,
    Caller,
    canonical_request,
    certificate_of,
    check_signature,
    content_hash,
    exchange,
    multipart,
    part,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from digipost.sandbox import Sandbox
    from tests.support.raw_requests import Letter

T = TypeVar("T")

XML = "application/vnd.digipost-v8+xml"
NAMESPACE = 'xmlns="http://api.digipost.no/schema/v8"'

INVALID, PROBLEM = "SCHEMA_VALIDATION_ERROR", "PROBLEM_WITH_REQUEST"
NOT_FOUND, NOT_ALLOWED = "DOCUMENT_NOT_FOUND", "BROKER_NOT_AUTHORIZED"
OWN, OTHERS = f"/{BROKER_ID}", "/67890"
"""Below these are the resources of the broker, and of an account that has granted nothing."""
UNUSED = "00000000-0000-4000-8000-000000000001"
ARCHIVE = "/archive/documents"
TAG = (
    f"<tag {NAMESPACE}><public-mailbox-tag><personal-identification-number>31108412345"
    "</personal-identification-number></public-mailbox-tag></tag>"
).encode()
SHARE_REQUEST = (
    '<data-type><share-documents-request xmlns="http://api.digipost.no/schema/datatypes">'
    "<max-share-duration-seconds>60</max-share-duration-seconds><purpose>Lån</purpose>"
    "</share-documents-request></data-type>"
)

# Sources of the answers: documented, or concluded from names alone.
DOCUMENTED = "documented"
STATUS = "status documented"
CONCLUSION = "a conclusion"


@attrs.frozen
class Refused(Generic[T]):
    """One reason to refuse a request.

    Attributes:
        what: The fault in it.
        status: The HTTP status of the answer.
        code: Its error code.
        known: The source of status and code.
        spoil: Makes the wrong request of a right one, or of what makes a right one.
        says: Words of its error message.
    """

    what: str
    status: int
    code: str
    known: str
    spoil: Callable[[T], Request]
    says: str


def refused(
    status: int, code: str, known: str, *rows: tuple[str, Callable[[T], Request], str]
) -> list[Refused[T]]:
    """Reasons with the same answer, each with what is wrong, how to spoil a request so, and what is said."""
    return [Refused(what, status, code, known, spoil, says) for what, spoil, says in rows]


@attrs.frozen
class Request:
    """A request before it is signed.

    Attributes:
        method: The HTTP method.
        target: Path and query.
        body: The bytes that are hashed and signed.
        content_type: Of the body.
        changes: Headers set after signing, or left out where None.
        canonical: Changes the string that is signed.
        sent_body: The bytes that are sent instead of `body`.
    """

    method: str
    target: str
    body: bytes | None = None
    content_type: str = XML
    changes: Mapping[str, str | None] = attrs.Factory(dict)
    canonical: Callable[[str], str] | None = None
    sent_body: bytes | None = None

    def send(self, caller: Caller) -> Answer:
        """Sign it, and send it."""
        right = canonical_request(self.method, self.target, self.body)
        signed = right if self.canonical is None else self.canonical(right)
        headers = caller.headers(self.method, self.target, self.body, signed=signed)
        if self.body is not None:
            headers["Content-Type"] = self.content_type
        sent = {name: value for name, value in (headers | dict(self.changes)).items() if value is not None}
        return exchange(
            caller.sandbox,
            self.method,
            self.target,
            sent,
            self.body if self.sent_body is None else self.sent_body,
        )


def upload(body: bytes, path: str = "/messages") -> Request:
    """A multipart body on its way."""
    return Request("POST", path, body, MULTIPART)


def having(**changes: Any) -> Callable[[Letter], Request]:  # noqa: ANN401 - fields of the letter
    """A letter with something else in it."""
    return lambda letter: upload(attrs.evolve(letter, **changes).body)


def archive(uuid: str, in_document: str = "", before: str = "", after: str = "") -> bytes:
    """One document for the archive."""
    document = f"<documents><uuid>{uuid}</uuid><file-type>pdf</file-type>{in_document}</documents>"
    xml = f"<archive {NAMESPACE}>{before}{document}{after}</archive>"
    return multipart(part("archive", xml.encode()), part(uuid, b"%PDF-1.7"))


def get(target: str) -> Request:
    return Request("GET", target)


def post(path: str, name: str, content: str) -> Request:
    return Request("POST", path, f"<{name} {NAMESPACE}>{content}</{name}>".encode())


def instead(wrong: Request) -> Callable[[Request], Request]:
    return lambda _: wrong


def typed(content_type: str | None) -> Callable[[Request], Request]:
    return lambda right: attrs.evolve(right, changes={"Content-Type": content_type})


def check_refused(caller: Caller, cases: Sequence[tuple[Refused[Any], Request, Request]]) -> None:
    """Send each case's wrong request, and afterwards each right one.

    Each wrong request is refused as its case has it, together they change nothing, and the right ones are
    accepted.
    """
    before = state(caller)
    failures = [
        f"{case.what}: {failure}"
        for case, wrong, _ in cases
        if (failure := _failure(_check_refusal, caller, case, wrong))
    ]
    if state(caller) != before:
        culprits = [case.what for case, wrong, _ in cases if _changes(caller, wrong)]
        failures.append(f"something has changed; these change it again: {culprits}")
    failures += [
        f"{case.what}, the right request: {failure}"
        for case, _, right in cases
        if (failure := _failure(check_accepted, caller, right))
    ]
    assert not failures, "\n".join(failures)


def _failure(check: Callable[..., object], *arguments: object) -> str | None:
    try:
        check(*arguments)
    except (AssertionError, InvalidSignature, etree.XMLSyntaxError) as error:
        return repr(error)
    return None


def _check_refusal(caller: Caller, case: Refused[Any], wrong: Request) -> None:
    answer = wrong.send(caller)
    assert answer.refusal == (case.status, case.code), answer.refusal
    assert case.says in (answer.text("error-message") or ""), answer.body
    # The documented samples with this code have no type, although the schema demands one.
    assert (answer.text("error-type") is None) is (case.code == "GENERAL_ERROR"), answer.body
    check_signed(caller, answer, wrong.target)


def _changes(caller: Caller, wrong: Request) -> bool:
    before = state(caller)
    wrong.send(caller)
    return state(caller) != before


def check_accepted(caller: Caller, request: Request) -> Answer:
    """The request is done, and its answer signed."""
    answer = request.send(caller)
    assert answer.status in {200, 201}, answer.body
    check_signed(caller, answer, request.target)
    return answer


def check_signed(caller: Caller, answer: Answer, target: str) -> None:
    """The answer is dated and signed, and hashed exactly when it has a body."""
    assert answer.headers["date"] == DATE, answer.headers
    hashed = content_hash(answer.body) if answer.body else None
    assert answer.headers.get("x-content-sha256") == hashed, answer.headers
    if caller.sandbox not in _certificates:
        _certificates[caller.sandbox] = certificate_of(caller.get("/"))
    check_signature(answer, target.partition("?")[0], _certificates[caller.sandbox])


_certificates: WeakKeyDictionary[Sandbox, str] = WeakKeyDictionary()

ARCHIVED = "10ff4c99-8560-4741-83f0-1093dc4deb1c"
BATCH = "20ff4c99-8560-4741-83f0-1093dc4deb1c"
LETTER = "30ff4c99-8560-4741-83f0-1093dc4deb1c"
"""The content of the sandbox before any refusal: a document, a batch, and a request to share."""

LOOKS = (
    f"/{BROKER_ID}/archives/1/documents",
    f"/{BROKER_ID}/inbox",
    f"/{BROKER_ID}/share-documents-requests/uuid/{LETTER}",
    f"/batch/{BATCH}",
    "/documents/events?from=2024-01-01T00:00:00Z&to=2025-01-01T00:00:00Z&offset=0&maxResults=99",
    "/tags?personal-identification-number=31108412345",
)
"""The targets at which the API shows its content."""


def state(caller: Caller) -> tuple[object, ...]:
    """All that a request could have changed: as the sandbox's user sees it, and as the API does."""
    sandbox: Sandbox = caller.sandbox
    letters = [(each.message, each.delivery, dict(each.additional_data)) for each in sandbox.letters]
    shown = [caller.get(target) for target in LOOKS]
    assert {each.status for each in shown} == {200}
    return (letters, sandbox.recipients, *(each.body for each in shown))
