"""The pages of recipients, and of the print queue."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.routing import Route

from digipost.sandbox.mailbox import Mailbox

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from digipost.sandbox.pages.rendering import Renderer
    from digipost.sandbox.world import World

__all__ = ["PeoplePages"]

_MOST = 200  # rows on a page


class PeoplePages:
    """The pages of the register, of one recipient, and of the letters on paper.

    Args:
        world: The state of the sandbox.
        renderer: Renders the pages.
    """

    def __init__(self, world: World, renderer: Renderer) -> None:
        self._world = world
        self._renderer = renderer

    def routes(self) -> list[Route]:
        """Return the routes of the pages."""
        return [
            Route("/recipients", self.all),
            Route("/recipients/{alias}", self.one),
            Route("/print-queue", self.print_queue),
        ]

    def all(self, request: Request) -> Response:
        """List the people and organisations in the register."""
        parties = self._world.register.parties()
        return self._renderer.page(request, "recipients", parties=parties[:_MOST], count=len(parties))

    def one(self, request: Request) -> Response:
        """Show a person or an organisation, with the letters in the mailbox."""
        party = self._world.register.called(request.path_params["alias"])
        if party is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, "The sandbox has no recipient with this address.")
        mailbox = Mailbox(self._world, party.number)
        return self._renderer.page(
            request,
            "recipient",
            party=party,
            count=mailbox.size,
            letters=mailbox.newest(_MOST),
            waiting=mailbox.requests_for_registration,
        )

    def print_queue(self, request: Request) -> Response:
        """List the letters that go out on paper, last queued first."""
        self._world.settle()
        queued = self._world.print_queue.letters()
        rows = [(each, self._world.letters.numbered(each.letter)) for each in queued[: -_MOST - 1 : -1]]
        return self._renderer.page(request, "print_queue", rows=rows, count=len(queued))
