"""The pages of letters: the list, one letter, and its raw data."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from lxml import etree
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from digipost.base.schema_version import api_v8
from digipost.sandbox.model.letter_search import LetterQuery
from digipost.sandbox.pages.document_view import ShownDocument, is_in_mailbox
from digipost.sandbox.pages.envelope import envelope_of
from digipost.sandbox.pages.recipient_actions import SHAREABLE, recipient_number
from digipost.sandbox.pages.request_check import check_of
from digipost.sandbox.pages.timeline import timeline_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from digipost.sandbox.model.letters import Letter
    from digipost.sandbox.pages.page_images import PageImages
    from digipost.sandbox.pages.rendering import Renderer
    from digipost.sandbox.world import World

__all__ = ["LetterPages"]

_LONGEST_QUERY = 200  # characters
_CHANNELS = {
    "DIGIPOST": "in a mailbox",
    "PRINT": "on paper",
    "PENDING": "waiting for a registration",
    "EPOST": "by e-mail",
    "PEPPOL": "by Peppol",
}
_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")
_ON_A_PAGE = 50
_MOST_XML = 200_000  # bytes shown indented; larger XML can only be downloaded


class LetterPages:
    """The pages about letters.

    Args:
        world: The state of the sandbox.
        page_images: Pictures of the pages of PDFs.
        renderer: Renders the pages.
    """

    def __init__(self, world: World, page_images: PageImages, renderer: Renderer) -> None:
        self._world = world
        self._page_images = page_images
        self._renderer = renderer

    def routes(self) -> list[Route]:
        """Return the routes of the pages."""
        return [
            Route("/", self.all),
            Route("/letters/{number:number}", self.one),
            Route("/letters/{number:number}/xml", self.xml),
            Route("/letters/{number:number}/xml/file", self.xml_file),
            Route("/letters/{number:number}/request", self.request),
            Route("/letters/{number:number}/print", self.print),
        ]

    def all(self, request: Request) -> Response:
        """List the letters that arrived, newest first."""
        self._world.settle()
        query = _query(request.query_params)
        everything = self._world.letters.count()
        page = _whole_number(request.query_params.get("page", ""))
        letters, count = self._found(query, page)
        last = max(0, (count - 1) // _ON_A_PAGE)
        if page > last:
            page = last
            letters, count = self._found(query, page)
        return self._renderer.page(
            request,
            "letters",
            letters=letters,
            count=count,
            everything=everything,
            page=page,
            last=last,
            first=page * _ON_A_PAGE + 1,
            query=query,
            channels=_CHANNELS,
        )

    def _found(self, query: LetterQuery, page: int) -> tuple[list[Letter], int]:
        if not query.is_everything:
            return self._world.letters.found(query, page * _ON_A_PAGE, _ON_A_PAGE)
        count = self._world.letters.count()
        end = max(0, count - page * _ON_A_PAGE)
        start = max(0, end - _ON_A_PAGE)
        return self._world.letters.page(start, end - start)[::-1], count

    def one(self, request: Request) -> Response:
        """Show a letter: its documents, data types, notifications and history."""
        letter = self._asked_for(request)
        return self._renderer.page(
            request,
            "letter",
            letter=letter,
            documents=ShownDocument.all_of(self._world, letter),
            can_act=is_in_mailbox(letter, self._world.clock()),
            can_register=letter.channel is api_v8.Channel.PENDING and recipient_number(letter) is not None,
            shareable=SHAREABLE,
            timeline=timeline_of(self._world, letter),
        )

    def xml(self, request: Request) -> Response:
        """Show the message as it arrived, indented."""
        letter = self._asked_for(request)
        text = _laid_out(letter.xml) if len(letter.xml) <= _MOST_XML else None
        return self._renderer.page(request, "xml", letter=letter, text=text)

    def xml_file(self, request: Request) -> Response:
        """Return the message byte for byte, as a download."""
        letter = self._asked_for(request)
        headers = {"Content-Disposition": f'attachment; filename="letter-{letter.number}.xml"'}
        return Response(letter.xml, media_type="application/octet-stream", headers=headers)

    def request(self, request: Request) -> Response:
        """Show the HTTP request that delivered the letter, and the check of its signature."""
        letter = self._asked_for(request)
        return self._renderer.page(
            request,
            "request",
            letter=letter,
            check=check_of(letter, self._world.state.keys(letter.broker_id) or ()),
        )

    def print(self, request: Request) -> Response:
        """Show the letter as it goes into the envelope."""
        letter = self._asked_for(request)
        return self._renderer.page(
            request, "print", letter=letter, envelope=envelope_of(letter, self._page_images)
        )

    def _asked_for(self, request: Request) -> Letter:
        self._world.settle()
        try:
            return self._world.letters.numbered(request.path_params["number"])
        except KeyError:
            raise HTTPException(HTTPStatus.NOT_FOUND, "There is no letter with this number.") from None


def _query(asked: Mapping[str, str]) -> LetterQuery:
    channel = asked.get("channel", "")
    wanted = api_v8.Channel(channel) if channel in _CHANNELS else None
    return LetterQuery(asked.get("q", "")[:_LONGEST_QUERY], wanted)


def _whole_number(text: str) -> int:
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else 0


def _laid_out(xml: bytes) -> str:
    """Indent the XML, with one element on each line; return it unchanged if the parser cannot read it."""
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
    try:
        return etree.tostring(etree.fromstring(xml, parser), pretty_print=True, encoding="unicode")
    except etree.XMLSyntaxError:
        return xml.decode("utf-8", "replace")
