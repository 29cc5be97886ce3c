"""The periodic job: python manage.py digipost, each minute by cron or a systemd timer."""

from django.core.management.base import BaseCommand
from django.db import transaction

from digipost_schema.api_v8 import Event, EventType
from letters.models import EventPosition, Invoice
from letters.sending import client, send_waiting


class Command(BaseCommand):
    """Send waiting invoices, and read the events since the last run."""

    help = "Send waiting invoices, and read the events of Digipost."

    def handle(self, *_: object, **__: object) -> None:
        """Send and read once."""
        self.stdout.write(f"sent {send_waiting()}, read {read_events()} events")


def read_events() -> int:
    """Handle the events since the last call; return their number. A repeated event changes nothing."""
    position = EventPosition.objects.first() or EventPosition()
    feed = client().documents.events(after=position.cursor or None)
    count = 0
    for event in feed:
        with transaction.atomic():  # the changes of the event, and the cursor after it
            _handle(event)
            position.cursor = feed.cursor
            position.save()
        count += 1
    position.cursor = feed.cursor
    position.save()
    return count


def _handle(event: Event) -> None:
    if event.type is EventType.OPENED:
        Invoice.objects.filter(document=event.uuid, opened_at=None).update(opened_at=event.created)
