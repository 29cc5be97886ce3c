"""Letters to print, and a sender's agreements with Digipost."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import attrs
import pytest

from tests.sandbox.conformance.cases import (
    CONCLUSION,
    STATUS,
    Refused,
    Request,
    check_accepted,
    check_refused,
    having,
    refused,
    upload,
)
from tests.support.raw_requests import BROKER_ID, NOBODY, PRINT_DETAILS, Letter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.raw_requests import Caller

NOT_PDF, NOT_PRINTED = "CONTENT_OF_PRINT_MESSAGE_MUST_BE_PDF", "must be PDF"
PRINTED = NOBODY + PRINT_DETAILS
FOREIGN = PRINT_DETAILS.replace(
    "<norwegian-address><zip-code>0001</zip-code><city>Oslo</city></norwegian-address>",
    "<foreign-address><addressline1>Storgatan 1</addressline1><country>{}</country></foreign-address>",
)
IF_UNREAD = (
    "<print-if-unread><print-if-unread-after>2024-12-24T17:00:00Z</print-if-unread-after>{}</print-if-unread>"
)
PRINTED_LATER = IF_UNREAD.format(PRINT_DETAILS)
INVITATION = (
    "<request-for-registration><registration-deadline>2024-07-01T00:00:00Z</registration-deadline>{}"
    "</request-for-registration>"
)
INVOICE = (
    '<data-type><d:invoice xmlns:d="http://api.digipost.no/schema/datatypes">'
    "<d:due-date>2024-07-01T00:00:00+02:00</d:due-date><d:sum>1.00</d:sum>"
    "<d:creditor-account>15941432384</d:creditor-account>{}</d:invoice></data-type>"
)
FEATURES: dict[str, str | None] = {
    "delivery.digipost": None,
    "validation.digipost.file-size": "1000",
    "validation.digipost.allowed-file-types": "pdf, TXT, html",
    "validation.print.pdf.version": None,
}
"""The features of the sender with limits; it lacks the two agreements on print."""


@pytest.fixture(scope="module", autouse=True)
def _features(caller: Caller) -> None:
    caller.sandbox.directory.set_features(67890, FEATURES)
    caller.sandbox.allow(BROKER_ID, 67890)


def typed(file_type: str, **changes: str | bytes) -> Callable[[Letter], Request]:
    """A letter whose primary document has that file type."""

    def make(letter: Letter) -> Request:
        right = having(**changes)(letter)
        body = (right.body or b"").replace(b"<file-type>pdf<", f"<file-type>{file_type}<".encode())
        return attrs.evolve(right, body=body)

    return make


def incomplete(old: str, new: str) -> Callable[[Letter], Request]:
    """To print, with something changed in the addresses."""
    return having(recipient=NOBODY + PRINT_DETAILS.replace(old, new))


MEDIA_QUERY = b"<style>@media print { p { color: red; } }</style>"
LIMITED = "<sender-id>67890</sender-id>"
PRINT: list[Refused[Letter]] = [
    *refused(
        400,
        NOT_PDF,
        CONCLUSION,
        ("a text for print", typed("txt", recipient=PRINTED), NOT_PRINTED),
        (
            "a text that is printed if unread",
            typed("txt", at_end=PRINTED_LATER),
            NOT_PRINTED,
        ),
        (
            "a text that is printed after an invitation",
            typed("txt", recipient=NOBODY, at_end=INVITATION.format(PRINT_DETAILS)),
            NOT_PRINTED,
        ),
    ),
    *refused(
        400,
        "INVALID_PDF_CONTENT",
        CONCLUSION,
        ("another file for print", having(recipient=PRINTED, content=b"GIF89a"), "not a PDF"),
        ("PDF 2.0 for print", having(recipient=PRINTED, content=b"%PDF-2.0"), "later version than 1.7"),
    ),
    *refused(
        400,
        "INVALID_RECIPIENT_PRINT_ADDRESS",
        CONCLUSION,
        ("a postal code of 3 digits", incomplete("0001", "001"), "postal address"),
        ("a blank name on the envelope", incomplete("Kari Papir", " "), "postal address"),
        ("a blank foreign country", having(recipient=NOBODY + FOREIGN.format(" ")), "postal address"),
        (
            "a postal code of 3 digits, printed if unread",
            having(at_end=IF_UNREAD.format(PRINT_DETAILS.replace("0001", "001"))),
            "postal address",
        ),
    ),
    *refused(
        400,
        "INVALID_RETURN_ADDRESS",
        CONCLUSION,
        ("a return address with a postal code of letters", incomplete("0002", "OSLO"), "return address"),
        (
            "a return address without city",
            incomplete(
                "<zip-code>0002</zip-code><city>Oslo</city>", "<zip-code>0002</zip-code><city> </city>"
            ),
            "return address",
        ),
    ),
]
LIMITS: list[Refused[Letter]] = [
    *refused(
        403,
        "NOT_APPROVED_FOR_PRINT",
        CONCLUSION,
        ("print without an agreement", having(sender=LIMITED, recipient=PRINTED), "no agreement on print"),
    ),
    *refused(
        403,
        "NOT_APPROVED_FOR_DIRECT_PRINT",
        CONCLUSION,
        (
            "print alone, likewise",
            having(sender=LIMITED, recipient=PRINT_DETAILS),
            "may not print",
        ),
    ),
    *refused(
        400,
        "FILE_TOO_LARGE",
        CONCLUSION,
        ("a file above the sender's limit", having(sender=LIMITED, content=bytes(1001)), "1000 bytes"),
    ),
    *refused(
        400,
        "ILLEGAL_CONTENT_TYPE",
        STATUS,
        ("a file type that the sender may not send", typed("exe", sender=LIMITED), "html, pdf, txt"),
    ),
    *refused(
        400,
        "ILLEGAL_CONTENT_TYPE",
        CONCLUSION,
        ("HTML without the feature brev.kanSendeHtml", typed("html", sender=LIMITED), "HTML"),
    ),
    *refused(
        400,
        "ILLEGAL_HTML_CONTENT",
        CONCLUSION,
        ("a script in HTML", typed("html", content=b"<script>x()</script>"), "Tag name: script"),
        ("a media query in HTML", typed("htm", content=MEDIA_QUERY), "CSS in style-element is invalid."),
    ),
    *refused(
        400,
        "VALIDATION_FAILED",
        CONCLUSION,
        ("an invoice without KID", having(in_document=INVOICE.format("")), "kid"),
        ("an invoice with a blank KID", having(in_document=INVOICE.format("<d:kid> </d:kid>")), "kid"),
    ),
]
REFUSED = [*PRINT, *LIMITS]


def test_refused(caller: Caller) -> None:
    letters = [Letter(message_id=str(uuid4())) for _ in REFUSED]
    check_refused(
        caller,
        [(case, case.spoil(each), upload(each.body)) for case, each in zip(REFUSED, letters, strict=True)],
    )


@pytest.mark.parametrize(
    "make",
    [
        having(recipient=PRINTED),
        having(recipient=PRINT_DETAILS),
        having(recipient=NOBODY + FOREIGN.format("Sverige")),
        having(recipient=PRINT_DETAILS, subject=""),
        having(sender=LIMITED, content=b"%PDF-1.4" + bytes(992)),
        typed(" Txt ", sender=LIMITED, content=b"text"),
        having(in_document=INVOICE.format("<d:kid>123</d:kid>")),
        typed("txt", recipient=NOBODY, at_end=INVITATION.format("")),
        typed("html", content=b"<!-- x --><p>Hei"),
    ],
    ids=[
        "print",
        "print alone",
        "abroad",
        "no subject on paper",
        "size",
        "file type",
        "kid",
        "no print",
        "HTML that is mended",
    ],
)
def test_accepted(caller: Caller, make: Callable[[Letter], Request]) -> None:
    check_accepted(caller, make(Letter(message_id=str(uuid4()))))


@pytest.fixture
def free(caller: Caller) -> Iterator[Caller]:
    """A sender without limits."""
    caller.sandbox.directory.set_features(67890, {"validation.digipost.invoice-allow-no-kid": None})
    yield caller
    caller.sandbox.directory.set_features(67890, FEATURES)


@pytest.mark.parametrize(
    "make", [typed("exe"), having(content=bytes(11 << 20)), having(in_document=INVOICE.format(""))]
)
def test_a_limit_that_a_sender_does_not_have_is_none(free: Caller, make: Callable[[Letter], Request]) -> None:
    check_accepted(free, make(Letter(message_id=str(uuid4()), sender=LIMITED)))
