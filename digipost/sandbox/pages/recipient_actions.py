"""Actions of recipients, at the click of a button."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from digipost.datatypes import ShareDocumentsRequest
from digipost.errors import InvalidValueError
from digipost.sandbox.mailbox import Mailbox
from digipost.sandbox.model.known_data_types import known
from digipost.sandbox.model.sharing import SharedFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from digipost.sandbox.model.letters import Letter
    from digipost.sandbox.world import World

__all__ = ["SHAREABLE", "RecipientActions", "recipient_number"]

SHAREABLE = ("Lønnsslipp", "Skattemelding", "Arbeidskontrakt")
"""The subjects of documents that a recipient has and can share."""


def recipient_number(letter: Letter) -> str | None:
    """Return the number of the letter's recipient, even if the recipient has not registered yet."""
    if letter.recipient is not None:
        return letter.recipient.number
    return letter.message.recipient.personal_identification_number


class RecipientActions:
    """The actions of recipients; each redirects to the page that requested it.

    Args:
        world: The state of the sandbox.
    """

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[Route]:
        """Return the routes, which accept forms only."""
        acts = (("open", self.open), ("pay", self.pay), ("share", self.share), ("withdraw", self.withdraw))
        return [
            *(
                Route(f"/letters/{{number:number}}/{{uuid:uuid}}/{name}", act, methods=["POST"])
                for name, act in acts
            ),
            Route("/letters/{number:number}/register", self.register_for, methods=["POST"]),
            Route("/recipients/{alias}/register", self.register, methods=["POST"]),
        ]

    async def open(self, request: Request) -> Response:
        """Open a document."""
        return await self._act(request, Mailbox.open)

    async def pay(self, request: Request) -> Response:
        """Pay an invoice."""
        return await self._act(request, Mailbox.pay)

    async def share(self, request: Request) -> Response:
        """Share the documents that the form names."""
        chosen = (await request.form()).getlist("document")
        subjects = [subject for subject in SHAREABLE if subject in chosen]
        if not subjects:
            raise HTTPException(HTTPStatus.BAD_REQUEST, "Choose at least one document to share.")
        number = _origin(_letter(self._world, request), _uuid(request))
        files = [SharedFile(subject=each, organisation_number=number) for each in subjects]
        return await self._act(request, lambda mailbox, uuid: mailbox.share(uuid, *files))

    async def withdraw(self, request: Request) -> Response:
        """End the sharing of documents."""
        return await self._act(request, Mailbox.withdraw)

    def register_for(self, request: Request) -> Response:
        """Register the recipient of a letter that waits for the registration."""
        letter = _letter(self._world, request)
        self._register(recipient_number(letter))
        return _back(f"/letters/{letter.number}")

    def register(self, request: Request) -> Response:
        """Register a recipient."""
        alias = request.path_params["alias"]
        party = self._world.register.called(alias)
        self._register(party.number if party else None)
        return _back(f"/recipients/{alias}")

    def _register(self, number: str | None) -> None:
        if number is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, "The sandbox knows no such person to register.")
        _let(lambda: Mailbox(self._world, number).register())

    async def _act(self, request: Request, act: Callable[[Mailbox, UUID], object]) -> Response:
        letter, uuid = _letter(self._world, request), _uuid(request)
        number = recipient_number(letter)
        if number is None or uuid not in letter.documents:
            raise HTTPException(HTTPStatus.NOT_FOUND, "There is no such document in a mailbox.")
        mailbox = Mailbox(self._world, number)
        await run_in_threadpool(lambda: _let(lambda: act(mailbox, uuid)))
        return _back(f"/letters/{letter.number}#document-{uuid}")


def _let(act: Callable[[], object]) -> None:
    try:
        act()
    except InvalidValueError as error:
        raise HTTPException(HTTPStatus.CONFLICT, f"The action failed: {error}.") from error


def _letter(world: World, request: Request) -> Letter:
    try:
        return world.letters.numbered(request.path_params["number"])
    except KeyError:
        raise HTTPException(HTTPStatus.NOT_FOUND, "There is no letter with this number.") from None


def _uuid(request: Request) -> UUID:
    return UUID(str(request.path_params["uuid"]))


def _origin(letter: Letter, uuid: UUID) -> str:
    """Return the number of an organisation that the letter requests documents from."""
    for document in letter.all_documents:
        if document.uuid == uuid and document.data_type is not None:
            asked = known(document.data_type)
            if isinstance(asked, ShareDocumentsRequest) and asked.allowed_origin_organisation_numbers:
                return asked.allowed_origin_organisation_numbers[0]
    return SharedFile().organisation_number


def _back(address: str) -> Response:
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)
