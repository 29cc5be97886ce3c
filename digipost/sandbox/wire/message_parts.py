"""Match the parts of an upload: the XML, and the documents that it describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.sandbox.base.refusals import RefusalError, bad_request

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from digipost.sandbox.wire.uploads import Part

__all__ = ["MOST_XML", "matched", "too_large", "xml_and_files"]

MOST_XML = 16 << 20
"""The most bytes of an XML document. Digipost publishes no figure; this one has room for any letter."""


def xml_and_files(parts: Sequence[Part], name: str) -> tuple[bytes, dict[str, Part]]:
    """Return the XML, which is the part with that filename, and the other parts by filename.

    Raises:
        RefusalError: The body does not contain the part, or has a filename twice.
    """
    files: dict[str, Part] = {}
    for part in parts:
        if files.setdefault(part.name, part) is not part:
            raise _mismatch("Two parts of the body have the same filename.")
    xml = files.pop(name, None)
    if xml is None:
        # Neither status nor code is documented for this.
        problem = f"The body has no part with the filename `{name}`."
        raise bad_request("PROBLEM_WITH_REQUEST", problem)
    if xml.size > MOST_XML:
        raise too_large()
    return xml.read(), files


def matched(uuids: Iterable[UUID | None], files: dict[str, Part]) -> dict[UUID, Part]:
    """Return the part of each document, by uuid.

    Raises:
        RefusalError: Documents and parts do not correspond one to one.
    """
    found: dict[UUID, Part] = {}
    for uuid in uuids:
        if uuid is None:
            raise _mismatch("A document has no uuid, so no part can belong to it.")
        if uuid in found:
            raise _mismatch(f"Two documents have the uuid {uuid}.")
        part = files.get(str(uuid))
        if part is None:
            raise _mismatch(f"No part of the body has the filename {uuid}.")
        found[uuid] = part
    if len(files) > len(found):
        raise _mismatch("A part of the body has a filename that is no document's uuid.")
    return found


def too_large() -> RefusalError:
    """Return the refusal of an XML document over `MOST_XML` bytes. Its status is a conclusion."""
    problem = f"An XML document has more than {MOST_XML} bytes."
    return bad_request("REQUEST_TOO_LARGE", problem)


def _mismatch(problem: str) -> RefusalError:
    return bad_request("DOCUMENTS_AND_FILES_MISMATCH", problem)
