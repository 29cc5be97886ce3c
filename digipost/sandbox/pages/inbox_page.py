"""The inbox page, which delivers letters for `digipost inbox`, and the reset page."""

from __future__ import annotations

from http import HTTPStatus
from mimetypes import guess_type
from pathlib import PurePath
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from digipost.sandbox.model.inbox import InboxLetter

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from digipost.sandbox.pages.rendering import Renderer
    from digipost.sandbox.world import World

__all__ = ["InboxPage"]

_ON_A_PAGE = 50
_LONGEST = 255  # characters
_MOST_BYTES = 30_000_000  # of a file


class InboxPage:
    """The pages that show the built-in broker's inbox, deliver letters to it, and reset the sandbox.

    Args:
        world: The state of the sandbox.
        account: The account that has the inbox.
        reset: Deletes everything that has arrived.
        renderer: Renders the pages.
    """

    def __init__(self, world: World, account: int, reset: Callable[[], None], renderer: Renderer) -> None:
        self._world = world
        self._account = account
        self._reset = reset
        self._renderer = renderer

    def routes(self) -> list[Route]:
        """Return the routes of the pages."""
        return [
            Route("/inbox", self.show, methods=["GET"]),
            Route("/inbox", self.deliver, methods=["POST"]),
            Route("/reset", self.ask, methods=["GET"]),
            Route("/reset", self.reset, methods=["POST"]),
        ]

    def show(self, request: Request) -> Response:
        """Show the newest letters of the inbox."""
        return self._page(request)

    async def deliver(self, request: Request) -> Response:
        """Deliver a letter with the form's file to the inbox."""
        async with request.form(max_files=1) as form:
            file = form.get("file")
            subject, sender = (str(form.get(name, "")).strip()[:_LONGEST] for name in ("subject", "sender"))
            if not isinstance(file, UploadFile) or not file.filename:
                return self._page(request, "Choose a file.", HTTPStatus.BAD_REQUEST)
            if (file.size or 0) > _MOST_BYTES:
                problem = f"The file has more than {_MOST_BYTES // 1_000_000} MB."
                return self._page(request, problem, HTTPStatus.BAD_REQUEST)
            name = PurePath(file.filename).name
            letter = InboxLetter(
                subject=subject or name,
                sender=sender or InboxLetter().sender,
                content=await file.read(),
                content_type=guess_type(name)[0] or "application/octet-stream",
            )
        await run_in_threadpool(self._world.inboxes.deliver, self._account, letter)
        return RedirectResponse("/inbox", HTTPStatus.SEE_OTHER)

    def ask(self, request: Request) -> Response:
        """Ask for confirmation before a reset."""
        return self._renderer.page(request, "reset", count=self._world.letters.count())

    def reset(self, _: Request) -> Response:
        """Delete everything that has arrived."""
        self._reset()
        return RedirectResponse("/", HTTPStatus.SEE_OTHER)

    def _page(self, request: Request, problem: str = "", status: int = HTTPStatus.OK) -> Response:
        self._world.settle()
        return self._renderer.page(
            request,
            "inbox",
            status,
            documents=self._world.inboxes.page(self._account, 0, _ON_A_PAGE),
            account=self._account,
            problem=problem,
        )
