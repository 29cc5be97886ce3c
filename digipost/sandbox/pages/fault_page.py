"""The fault page, which adds and removes rules for faults."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import attrs
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from digipost.errors import InvalidValueError

if TYPE_CHECKING:
    from starlette.requests import Request

    from digipost.sandbox.faults import Faults
    from digipost.sandbox.pages.rendering import Renderer

__all__ = ["SUGGESTIONS", "FaultPage", "Suggestion"]


@attrs.frozen
class Suggestion:
    """A rule that one click adds.

    Attributes:
        text: The rule.
        meaning: Its effect, in words.
    """

    text: str
    meaning: str


SUGGESTIONS = (
    Suggestion("status=503 path=/messages times=1", "Refuse the next letter with 503, and do nothing"),
    Suggestion(
        "lose-answer path=/messages times=1", "Take the next letter in, and hang up without an answer"
    ),
    Suggestion("hang-up times=1", "Close the next connection at once"),
    Suggestion("status=429 retry-after=2s times=1", "Ask to come back in two seconds"),
    Suggestion("delay=2s", "Answer everything two seconds later"),
    Suggestion("cut-body times=1", "Cut the next answer in the middle of its body"),
    Suggestion("wrong-signature times=1", "Sign something other than the next answer"),
    Suggestion("stale-date times=1", "Date the next answer ten minutes back"),
    Suggestion("new-certificate times=1", "Sign with a new certificate from the next answer on"),
    Suggestion("unknown-elements", "Add elements to each answer that the schema does not have"),
)
"""The faults on the page."""


class FaultPage:
    """The page that shows the rules, adds new ones and removes them.

    Args:
        faults: The faults of the sandbox.
        renderer: Renders the page.
    """

    def __init__(self, faults: Faults, renderer: Renderer) -> None:
        self._faults = faults
        self._renderer = renderer

    def routes(self) -> list[Route]:
        """Return the routes of the page."""
        return [
            Route("/faults", self.show, methods=["GET"]),
            Route("/faults", self.add, methods=["POST"]),
            Route("/faults/{number:number}/remove", self.remove, methods=["POST"]),
            Route("/faults/clear", self.clear, methods=["POST"]),
        ]

    def show(self, request: Request) -> Response:
        """Show the current rules, and suggestions for others."""
        return self._page(request)

    async def add(self, request: Request) -> Response:
        """Add the rule in the form."""
        text = str((await request.form()).get("rule", ""))
        try:
            self._faults.add(text)
        except InvalidValueError as error:
            return self._page(request, text, error.problem, HTTPStatus.BAD_REQUEST)
        return _back()

    def remove(self, request: Request) -> Response:
        """Remove one rule."""
        self._faults.remove(request.path_params["number"])
        return _back()

    def clear(self, _: Request) -> Response:
        """Remove all rules."""
        self._faults.clear()
        return _back()

    def _page(
        self, request: Request, text: str = "", problem: str = "", status: int = HTTPStatus.OK
    ) -> Response:
        return self._renderer.page(
            request,
            "faults",
            status,
            rules=self._faults.rules,
            suggestions=SUGGESTIONS,
            text=text,
            problem=problem,
        )


def _back() -> Response:
    return RedirectResponse("/faults", HTTPStatus.SEE_OTHER)
