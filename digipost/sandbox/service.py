"""What a part of the sandbox brings along: the paths that it answers, and the links that lead there."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol

import attrs

from digipost.media_types import XML
from digipost.sandbox.gate import account_id
from digipost.sandbox.refusals import RefusalError
from digipost_schema import api_v8

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.routing import Route

    from digipost.sandbox.state import State

__all__ = ["Call", "Service", "link", "links", "sender_in_path"]


@attrs.frozen
class Call:
    """A request that was let in.

    Attributes:
        broker_id: The account that signed it.
        request: The request, with its body still to be read.
    """

    broker_id: int
    request: Request


class Service(Protocol):
    """A part of the sandbox."""

    def routes(self) -> list[Route]:
        """Which method and path leads to which of its coroutines, each of which takes a `Call`."""
        ...

    def links(self, sender_id: int) -> Mapping[str, str]:
        """The addresses, by relation, that the entry point gives to who acts for this sender."""
        ...


def link(base_url: str, relation: str, uri: str) -> api_v8.Link:
    """One link; relations are addresses below the environment's own."""
    return api_v8.Link(rel=f"{base_url}/relations/{relation}", uri=uri, media_type=XML)


def links(base_url: str, uris: Mapping[str, str]) -> list[api_v8.Link]:
    """Links by relation."""
    return [link(base_url, relation, uri) for relation, uri in uris.items()]


def sender_in_path(state: State, call: Call) -> int:
    """The sender that a path names, or the broker, which has to be allowed to act for it.

    Raises:
        RefusalError: The path names no account, or one that the broker may not act for.
    """
    text = call.request.path_params.get("sender_id")
    sender_id = call.broker_id if text is None else account_id(text)
    if sender_id is None:
        raise RefusalError(HTTPStatus.NOT_FOUND, "PROBLEM_WITH_REQUEST", "There is nothing at this path.")
    state.check_grant(call.broker_id, sender_id)
    return sender_id
