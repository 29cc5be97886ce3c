"""Check documents in HTML.

Digipost checks HTML on arrival with its own validator, and accepts it only from senders with the feature
`brev.kanSendeHtml`: both are documented. The codes of the two refusals are conclusions; the similar
`INVALID_HTML_CONTENT` is a code of the official client alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.content import content_from_bytes
from digipost.preflight.html import checked_html
from digipost.sandbox.base.refusals import bad_request

if TYPE_CHECKING:
    from collections.abc import Container

    from digipost.base.schema_version import api_v8
    from digipost.sandbox.wire.uploads import Part

__all__ = ["HTML_FEATURE", "check_html_document", "is_html"]

HTML_FEATURE = "brev.kanSendeHtml"
_FILE_TYPES = {"html", "htm"}
_MOST_TOLD = 20  # messages


def is_html(document: api_v8.Document) -> bool:
    """Return True if the document's file type is HTML."""
    return document.file_type.strip().lower() in _FILE_TYPES


def check_html_document(document: api_v8.Document, part: Part, features: Container[str]) -> None:
    """Refuse HTML that Digipost would refuse. The content of an encrypted document cannot be checked.

    Raises:
        RefusalError: The sender may not send HTML, or the validator refuses the content.
    """
    if not is_html(document):
        return
    if HTML_FEATURE not in features:
        raise bad_request("ILLEGAL_CONTENT_TYPE", "The sender may not send HTML.")
    if document.encrypted is not None or part.size == 0:
        return
    messages = [each.text for each in checked_html(content_from_bytes(part.read())).messages]
    if messages:
        more = [f"And {len(messages) - _MOST_TOLD} more."] if len(messages) > _MOST_TOLD else []
        raise bad_request("ILLEGAL_HTML_CONTENT", " ".join([*messages[:_MOST_TOLD], *more]))
