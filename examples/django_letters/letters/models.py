"""Invoices, and the position in Digipost's events."""

from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import models


class Invoice(models.Model):
    """An invoice that is sent as a letter."""

    class State(models.TextChoices):
        """The state of the letter."""

        WAITING = "waiting"
        SENT = "sent"
        NO_MAILBOX = "no mailbox"
        FAILED = "failed"

    number = models.CharField(max_length=30, unique=True)
    person = models.CharField(max_length=11)
    pdf = models.BinaryField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    problem = models.TextField(blank=True)
    document = models.UUIDField(unique=True, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.number

    @classmethod
    def make(cls, number: str, person: str, pdf: bytes) -> "Invoice":
        """Store an invoice; the same number always gives the same document uuid."""
        return cls.objects.create(number=number, person=person, pdf=pdf, document=document_uuid(number))


class EventPosition(models.Model):
    """The cursor of Digipost's events, in a single row."""

    cursor = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.cursor


def document_uuid(number: str) -> UUID:
    """Return the uuid of an invoice's document."""
    return uuid5(NAMESPACE_URL, f"https://example.com/invoices/{number}")
