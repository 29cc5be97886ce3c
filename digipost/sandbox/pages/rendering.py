"""The templates of the pages, the functions that they can call, and the static files.

The files are read by importlib.resources, since the package may be in a zip file.
"""

from __future__ import annotations

from http import HTTPStatus
from importlib.resources import files
from mimetypes import guess_type
from typing import TYPE_CHECKING

try:
    from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
except ModuleNotFoundError:
    raise ImportError("The sandbox needs Jinja2 for its page: pip install 'digipost[sandbox]'") from None
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from digipost.sandbox.pages.data_types import colour_of, drawn, end_of, web_address
from digipost.sandbox.pages.envelope import address_lines
from digipost.sandbox.pages.formatting import FILTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from jinja2.bccache import Bucket
    from starlette.requests import Request

    from digipost.sandbox.model.letters import Letter
    from digipost.sandbox.model.register import Register

__all__ = ["STATIC", "Renderer", "recipient_name", "static_file", "templates"]

_PACKAGE = "digipost.sandbox.pages"

STATIC = files(_PACKAGE) / "static"
"""The style sheets and the script."""


class _Compiled(BytecodeCache):
    """Compiled templates, which all sandboxes of a process share: compiling one takes 10 ms."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._code.get(bucket.key)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def templates() -> Environment:
    """Return the templates. Values are escaped, and an undefined name is an error."""
    environment = Environment(
        loader=PackageLoader(_PACKAGE),
        bytecode_cache=_COMPILED,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(FILTERS)
    environment.globals.update(
        address_lines=address_lines,
        colour_of=colour_of,
        drawn=drawn,
        end_of=end_of,
        web_address=web_address,
    )
    return environment


def static_file(name: str) -> Response:
    """Return a style sheet, script or icon.

    Raises:
        HTTPException: The file does not exist.
    """
    for each in STATIC.iterdir():
        if each.name == name:
            return Response(each.read_bytes(), media_type=guess_type(name)[0])
    raise HTTPException(HTTPStatus.NOT_FOUND)


def recipient_name(register: Register, letter: Letter) -> str:
    """Return the recipient's name, as far as the letter tells it."""
    recipient = letter.message.recipient
    known = letter.recipient or register.get(recipient.personal_identification_number or "")
    if known is not None:
        return known.name
    if recipient.name_and_address is not None:
        return recipient.name_and_address.fullname or "somebody"
    if recipient.print_details is not None:
        return recipient.print_details.recipient.name
    if recipient.email_details is not None:
        return "a recipient by e-mail"
    return (
        "a recipient by Peppol" if recipient.peppol_addresses is not None else "a recipient without a mailbox"
    )


class Renderer:
    """Renders templates as pages.

    Args:
        environment: The templates.
        clock: Returns the time, which each page shows.
    """

    def __init__(self, environment: Environment, clock: Callable[[], datetime]) -> None:
        self._environment = environment
        self._clock = clock

    def page(
        self, request: Request, template: str, status: int = HTTPStatus.OK, **values: object
    ) -> Response:
        """Render a page.

        Args:
            request: The request to answer.
            template: The name of the template, without its ending.
            status: The HTTP status.
            **values: The values for the template.
        """
        known = {"now": self._clock(), "path": request.url.path, **values}
        return HTMLResponse(self._environment.get_template(f"{template}.html").render(known), status)

    def exception_handlers(self) -> Mapping[type[Exception], Callable[[Request, Exception], Response]]:
        """Return the handlers that answer HTTP errors with a page."""
        return {HTTPException: self._problem}

    def _problem(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
        title = HTTPStatus(status).phrase
        said = error.detail if isinstance(error, HTTPException) else ""
        # Starlette's own errors have the title as their only text.
        problem = "There is nothing at this address." if said == title else said
        return self.page(request, "problem", status, problem=problem, title=title)
