"""A web service that sends reminders to people's Digipost mailboxes.

    uvicorn fastapi_app:app

`digipost sandbox` prints the environment variables for a Digipost on this machine.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated
from uuid import NAMESPACE_URL, UUID, uuid5

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from digipost import DigipostError, Document, Message, recipient
from digipost.aio import AsyncDigipostClient
from digipost.errors import DeliveryUnknownError, InvalidValueError, UnknownRecipientError


class Reminder(BaseModel):
    """A reminder, as the caller posts it.

    Attributes:
        key: The caller's own key: the same key is the same letter, however often it is posted.
        person: The personal identification number of the recipient.
        text: The text of the letter.
    """

    key: str = Field(min_length=1, max_length=100)
    person: str
    text: str = Field(min_length=1, max_length=10_000)


class Sent(BaseModel):
    """The response for a letter that was sent."""

    document: UUID
    status: str


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Hold one client for as long as the service runs."""
    async with AsyncDigipostClient.from_environment() as client:
        app.state.digipost = client
        yield


def digipost_of(request: Request) -> AsyncDigipostClient:
    """Return the client of the service; tests replace it."""
    client: AsyncDigipostClient = request.app.state.digipost
    return client


app = FastAPI(lifespan=lifespan)


@app.post("/reminders", status_code=201)
async def send_reminder(
    reminder: Reminder, digipost: Annotated[AsyncDigipostClient, Depends(digipost_of)]
) -> Sent:
    """Send a reminder once."""
    letter = Message(
        message_id=f"reminder-{reminder.key}",
        recipient=recipient.by_personal_identification_number(reminder.person),
        primary_document=Document.from_bytes(
            reminder.text.encode(),
            subject="Reminder",
            file_type="txt",
            uuid=uuid5(NAMESPACE_URL, f"https://example.com/reminders/{reminder.key}"),
        ),
    )
    try:
        delivery = await digipost.messages.send(letter)
    except UnknownRecipientError:
        raise HTTPException(404, "This person has no Digipost mailbox.") from None
    return Sent(document=letter.primary_document.uuid, status=delivery.status)


@app.exception_handler(DigipostError)
async def answer_error(_: Request, error: DigipostError) -> JSONResponse:
    """Answer errors of Digipost in one place; their texts hold no personal data."""
    if isinstance(error, InvalidValueError):
        return JSONResponse({"field": error.field, "detail": error.problem}, status_code=422)
    if error.retryable or isinstance(error, DeliveryUnknownError):
        detail = "Digipost is not available. Post the same reminder again later: it is sent once."
        return JSONResponse({"detail": detail}, status_code=503, headers={"Retry-After": "60"})
    return JSONResponse({"detail": str(error)}, status_code=502)
