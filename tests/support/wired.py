"""A client with a Digipost that a test plays, for what goes over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.client import DigipostClient
from tests.support.counterpart import API, CONFIG, NOW, V8, Counterpart, Reply, entry_point

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digipost.authentication import RequestSigning

__all__ = ["link", "organisation", "talk", "xml"]


def link(relation: str, uri: str) -> str:
    return f'<link rel="{API}/relations/{relation}" uri="{uri}" media-type="x"/>'


def organisation(part: str) -> str:
    """The sender of an answer, by its organisation number and this part."""
    named = f"<organization-id>984661185</organization-id><part-id>{part}</part-id>"
    return f"<sender-organization>{named}</sender-organization>"


def xml(name: str, content: str = "", status: int = 200) -> Reply:
    """An answer with a document of that name."""
    return Reply(f"<{name} {V8}>{content}</{name}>".encode(), status)


def talk(
    credentials: RequestSigning,
    replies: Mapping[str, Sequence[Reply | Exception]],
    *,
    links: Mapping[str, str],
    sender_id: int | None = None,
) -> tuple[DigipostClient, Counterpart]:
    """A client, and what it talks to, whose entry point for the sender has these links."""
    offered = entry_point(*(link(relation, uri) for relation, uri in links.items()))
    points = {"/": [entry_point()], f"/{sender_id}": [offered]} if sender_id else {"/": [offered]}
    counterpart = Counterpart({**points, **replies})
    return DigipostClient(CONFIG, credentials, transport=counterpart, clock=lambda: NOW), counterpart
