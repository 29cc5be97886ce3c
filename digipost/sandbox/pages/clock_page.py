"""The clock page, which moves the time of the sandbox."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from starlette.requests import Request

    from digipost.sandbox.base.clock import Clock
    from digipost.sandbox.pages.rendering import Renderer

__all__ = ["ClockPage"]

_COUNT = re.compile(r"[0-9]{1,6}")
_UNITS = ("minutes", "hours", "days", "weeks")


class ClockPage:
    """The page that shows the time of the sandbox, and moves it forward.

    Args:
        clock: The clock of the sandbox.
        renderer: Renders the page.
    """

    def __init__(self, clock: Clock, renderer: Renderer) -> None:
        self._clock = clock
        self._renderer = renderer

    def routes(self) -> list[Route]:
        """Return the routes of the page."""
        return [
            Route("/clock", self.show, methods=["GET"]),
            Route("/clock", self.advance, methods=["POST"]),
        ]

    def show(self, request: Request) -> Response:
        """Show the time of the sandbox."""
        return self._page(request)

    async def advance(self, request: Request) -> Response:
        """Move the clock forward by the time in the form."""
        form = await request.form()
        unit, count = str(form.get("unit", "")), str(form.get("count", ""))
        if unit not in _UNITS or not _COUNT.fullmatch(count):
            problem = "goes ahead by a whole number of minutes, hours, days or weeks"
            return self._page(request, problem, HTTPStatus.BAD_REQUEST)
        try:
            self._clock.advance(**{unit: int(count)})
        except InvalidValueError as error:
            return self._page(request, error.problem, HTTPStatus.BAD_REQUEST)
        return RedirectResponse("/clock", HTTPStatus.SEE_OTHER)

    def _page(self, request: Request, problem: str = "", status: int = HTTPStatus.OK) -> Response:
        return self._renderer.page(
            request, "clock", status, offset=self._clock.offset, units=_UNITS, problem=problem
        )
