"""The two servers of the page: one for the pages, and one for the documents."""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.routing import Route

from digipost.sandbox.pages.browser_security import BrowserSecurity, hosts
from digipost.sandbox.pages.change_stream import ChangeStream
from digipost.sandbox.pages.clock_page import ClockPage
from digipost.sandbox.pages.document_host import DocumentHost
from digipost.sandbox.pages.fault_page import FaultPage
from digipost.sandbox.pages.inbox_page import InboxPage
from digipost.sandbox.pages.letter_pages import LetterPages
from digipost.sandbox.pages.page_images import PageImages
from digipost.sandbox.pages.people_pages import PeoplePages
from digipost.sandbox.pages.recipient_actions import RecipientActions
from digipost.sandbox.pages.rendering import Renderer, recipient_name, static_file, templates
from digipost.sandbox.wire.server import HttpServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp

    from digipost.sandbox.faults import Faults
    from digipost.sandbox.world import World

__all__ = ["Site"]

_SECRET_BYTES = 16


class Site:
    """The pages of a sandbox, until they are closed.

    Args:
        world: The state of the sandbox, which the pages show and change.
        faults: The faults of the sandbox.
        account: The built-in broker, which has the inbox.
        reset: Deletes everything that has arrived.
        port: The port of the pages, or 0 for a free port.

    Attributes:
        port: The port of the pages.
        url: The address of the first page.

    Raises:
        OSError: Another program has the port, or no port is free.
    """

    def __init__(
        self, world: World, faults: Faults, *, account: int, reset: Callable[[], None], port: int = 0
    ) -> None:
        self._pages = HttpServer(port)
        self._documents = HttpServer()
        self.port = self._pages.port
        self.url = f"{self._pages.url}/"
        self._page_images = PageImages()
        secret = secrets.token_urlsafe(_SECRET_BYTES)
        looks = templates()
        looks.globals["document_host"] = f"{self._documents.url}/{secret}"
        looks.globals["recipient_name"] = partial(recipient_name, world.register)
        host = DocumentHost(
            world.letters,
            self._page_images,
            looks,
            port=self._documents.port,
            pages_port=self.port,
            secret=secret,
        )
        self._documents.serve(host.application())
        renderer = Renderer(looks, world.clock)
        own = InboxPage(world, account, reset, renderer)
        self._pages.serve(self._application(world, faults, own, renderer))

    def close(self) -> None:
        """Stop the servers, and remove the pictures."""
        self._page_images.close()
        self._pages.close()
        self._documents.close()

    def _application(self, world: World, faults: Faults, own: InboxPage, renderer: Renderer) -> ASGIApp:
        routes = [
            *LetterPages(world, self._page_images, renderer).routes(),
            *PeoplePages(world, renderer).routes(),
            *RecipientActions(world).routes(),
            *ClockPage(world.clock, renderer).routes(),
            *FaultPage(faults, renderer).routes(),
            *own.routes(),
            Route("/changes", ChangeStream(lambda: _stamp(world, faults))),
            Route("/static/{name}", lambda request: static_file(request.path_params["name"])),
        ]
        documents = self._documents.url
        headers = {
            "Content-Security-Policy": (
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
                f"img-src 'self' {documents}; frame-src {documents}; "
                "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            ),
            "Referrer-Policy": "same-origin",
            "X-Frame-Options": "DENY",
        }
        application = Starlette(routes=routes, exception_handlers=renderer.exception_handlers())
        return BrowserSecurity(application, hosts(self.port), headers)


def _stamp(world: World, faults: Faults) -> object:
    """Return a value that changes with everything that the pages show, and every minute."""
    world.settle()
    struck = tuple((each.number, each.struck) for each in faults.rules)
    return world.storage.store.changes, f"{world.clock():%H:%M}", world.clock.offset, struck
