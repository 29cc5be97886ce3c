"""The page on what the sandbox refuses is made of the cases that are tested.

`python -m tests.sandbox.conformance.test_page` writes it anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.sandbox.conformance import (
    test_admission,
    test_archives_and_data,
    test_letters,
    test_official_client,
    test_operations,
    test_print_and_limits,
    test_uploads,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.sandbox.conformance.cases import Refused

PAGE = Path(__file__).parents[3] / "docs" / "conformance.md"
THEMES: dict[str, Sequence[Refused[Any]]] = {
    "Who asks": test_admission.REFUSED,
    "Multipart bodies": test_uploads.REFUSED,
    "Letters": test_letters.REFUSED,
    "Print": test_print_and_limits.PRINT,
    "What a sender may send": test_print_and_limits.LIMITS,
    "Archives and additional data": test_archives_and_data.REFUSED,
    "Everything else": test_operations.REFUSED,
}
INTRODUCTION = """\
# What the sandbox refuses

A letter that the sandbox takes should be one that Digipost takes, and vice versa. This page lists
what the sandbox refuses, with the status and the error code of its answer. Each line is a request of the
tests: sent over plain HTTP, it is refused so, the answer is signed, nothing has changed, and the right
request succeeds afterwards.

Digipost documents the HTTP status of many mistakes and the error code of few. *Documented*: status and code
are in Digipost's documentation. *Status documented*: the status is, and the code is chosen by its name from
those that Digipost's clients know. *A conclusion*: both are chosen so.

A wrong signature is answered with the string that should have been signed, between the lines `===START===`
and `===SLUTT===`, as Digipost answers it.
"""
OFFICIAL = """\
## As Digipost's own clients know it

The official Java client 18.0.1 was run against the sandbox: every public method, with request signing and
with OAuth. Where it needs more than the documentation tells, the sandbox does the following, tested over
plain HTTP.

| What | The sandbox |
|---|---|
{rows}
Digipost's sources contradict each other on the channel of a document that waits for its recipient to
register: the Java client's documentation has none, a test of the .NET client expects `PENDING`. The status
follows the documentation.
"""
ACCEPTED = """\
## What it accepts all the same

Digipost's own clients differ from its schema and from each other, and Digipost takes what they send. So does
the sandbox:

- The path may be signed as it was sent or percent-decoded.
- `print-details` may come before `bank-account-number` and `email-details`, and an archive's `documents`
  before its `link`, as the Java client writes them.
- A media type may have parameters without a meaning, as the .NET client adds them.
- The parts of a body may come in any order, and so may their headers; a filename may be without quotation
  marks; the type of a part is not looked at.
- Bytes above 0x7F in a path are read as ISO-8859-1, as the Java client sends a search.
- A plus sign in a query is a plus sign.
- The status of a document is at `/documents/{sender-id}/{uuid}/status` and at the address of the link
  `document_status`.

## What it does not look at

It looks into no PDF beyond its first bytes. HTML is checked as Digipost's validator does, and kept as it was
sent where that validator would change it. Of the permissions of an account it knows
those alone that a sender's features tell of. It does not refuse notifications whose time has passed.
"""


def page() -> str:
    """The whole page."""
    tables = (f"## {theme}\n\n{_table(cases)}" for theme, cases in THEMES.items())
    rows = "".join(f"| {what} | {does} |\n" for what, does in test_official_client.ROWS.items())
    return "\n".join((INTRODUCTION, *tables, OFFICIAL.format(rows=rows), ACCEPTED))


def _table(cases: Sequence[Refused[Any]]) -> str:
    rows = "".join(f"| {each.what} | {each.status} | `{each.code}` | {each.known} |\n" for each in cases)
    return f"| Refused | Status | Error code | How far this is known |\n|---|---|---|---|\n{rows}"


def test_the_page_lists_what_is_tested() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew by `make coverage`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
