"""The document host: a separate origin, where the content that senders send can do no harm.

Each response is sandboxed by its Content-Security-Policy: it has no origin, runs no script, sends no form and
fetches nothing but pictures from here. Addresses begin with a secret, so that no other page can guess them.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import UUID

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Mount, Route

from digipost.sandbox.pages.browser_security import BrowserSecurity, hosts
from digipost.sandbox.pages.display_formats import (
    DisplayFormat,
    download_name,
    image_type,
    shown_file,
    text_of,
)
from digipost.sandbox.pages.html_sanitizer import sanitised
from digipost.sandbox.pages.rendering import static_file

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request
    from starlette.types import ASGIApp

    from digipost.base.schema_version import api_v8
    from digipost.sandbox.model.letter_book import LetterBook
    from digipost.sandbox.model.letters import Letter
    from digipost.sandbox.pages.page_images import PageImages

__all__ = ["DocumentHost", "document_address"]

_NO_SUCH = 404
_LINKS_OPEN = "sandbox allow-popups allow-popups-to-escape-sandbox"


def document_address(letter: Letter, document: api_v8.Document) -> str:
    """Return the path of a document, relative to the address of the document host."""
    return f"{letter.number}/{document.uuid}"


class DocumentHost:
    """The server that shows the documents of letters.

    Args:
        letters: The accepted letters.
        page_images: Pictures of the pages of PDFs.
        templates: The templates of the frame around a document.
        port: The port of this host.
        pages_port: The port of the pages, which may embed documents in frames.
        secret: The first segment of each path.
    """

    def __init__(
        self,
        letters: LetterBook,
        page_images: PageImages,
        templates: Environment,
        *,
        port: int,
        pages_port: int,
        secret: str,
    ) -> None:
        self._letters = letters
        self._page_images = page_images
        self._templates = templates
        self._url = f"http://127.0.0.1:{port}/{secret}"
        self._hosts = hosts(port)
        self._secret = secret
        framed_by = " ".join(f"http://{host}" for host in hosts(pages_port))
        self._policy = (
            f"default-src 'none'; img-src {self._url}/ data:; style-src {self._url}/ 'unsafe-inline'; "
            f"base-uri 'none'; form-action 'none'; frame-ancestors {framed_by}"
        )

    def application(self) -> ASGIApp:
        """Return the host as an ASGI application."""
        routes = [
            Route("/frame.css", self.style),
            Route("/{number:number}/{uuid:uuid}", self.frame),
            Route("/{number:number}/{uuid:uuid}/image", self.image),
            Route("/{number:number}/{uuid:uuid}/page/{page:number}", self.page),
            Route("/{number:number}/{uuid:uuid}/file", self.file),
        ]
        headers = {
            "Content-Security-Policy": f"sandbox; {self._policy}",
            "Referrer-Policy": "no-referrer",
            "X-Robots-Tag": "noindex",
        }
        return BrowserSecurity(
            Starlette(routes=[Mount(f"/{self._secret}", routes=routes)]), self._hosts, headers
        )

    def frame(self, request: Request) -> Response:
        """Return the frame with the document."""
        letter, document = self._asked_for(request)
        path, showing = shown_file(letter, document, _uuid(request))
        if showing is DisplayFormat.HTML:
            policy = f"{_LINKS_OPEN}; {self._policy}"
            html = sanitised(path.read_text(encoding="utf-8", errors="replace"))
            return HTMLResponse(f"<!doctype html>{html}", headers={"Content-Security-Policy": policy})
        pages = self._page_images.of(path) if showing is DisplayFormat.PAGES else None
        text, is_all = text_of(path) if showing is DisplayFormat.TEXT else ("", True)
        html = self._templates.get_template("frame.html").render(
            document=document,
            showing=DisplayFormat.NOTHING if showing is DisplayFormat.PAGES and pages is None else showing,
            is_encrypted=document.encrypted is not None,
            pages=pages,
            text=text,
            is_all=is_all,
            size=path.stat().st_size,
            here=f"{self._url}/{document_address(letter, document)}",
            style=f"{self._url}/frame.css",
        )
        return HTMLResponse(html)

    def image(self, request: Request) -> Response:
        """Return an image unchanged."""
        letter, document = self._asked_for(request)
        path, showing = shown_file(letter, document, _uuid(request))
        if showing is not DisplayFormat.IMAGE:
            raise HTTPException(_NO_SUCH)
        return FileResponse(path, media_type=image_type(path), headers=_attached(document, "inline"))

    def page(self, request: Request) -> Response:
        """Return the picture of a page of a PDF."""
        letter, document = self._asked_for(request)
        path, showing = shown_file(letter, document, _uuid(request))
        pages = self._page_images.of(path) if showing is DisplayFormat.PAGES else None
        number = request.path_params["page"]
        if pages is None or not 1 <= number <= len(pages.drawn):
            raise HTTPException(_NO_SUCH)
        return FileResponse(pages.drawn[number - 1].picture, media_type="image/png")

    def file(self, request: Request) -> Response:
        """Return the document as it arrived, as a download."""
        letter, document = self._asked_for(request)
        path = letter.documents.path(_uuid(request))
        headers = _attached(document, "attachment")
        return FileResponse(path, media_type="application/octet-stream", headers=headers)

    def style(self, _: Request) -> Response:
        """Return the style sheet of the frame."""
        return static_file("frame.css")

    def _asked_for(self, request: Request) -> tuple[Letter, api_v8.Document]:
        with suppress(KeyError):
            letter = self._letters.numbered(request.path_params["number"])
            for document in letter.all_documents:
                if document.uuid == _uuid(request):
                    return letter, document
        raise HTTPException(_NO_SUCH)


def _uuid(request: Request) -> UUID:
    return UUID(str(request.path_params["uuid"]))


def _attached(document: api_v8.Document, disposition: str) -> dict[str, str]:
    name = download_name(document)
    return {"Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(name)}"}
