"""Everything that a sandbox knows, and the services that tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.sandbox.acceptance import Acceptance
from digipost.sandbox.account_service import AccountService
from digipost.sandbox.archive_service import ArchiveService
from digipost.sandbox.archives import Archives
from digipost.sandbox.batch_service import BatchService
from digipost.sandbox.batches import BatchBook
from digipost.sandbox.content_rules import ContentRules
from digipost.sandbox.data_service import DataService
from digipost.sandbox.encryption import PrintCertificateService
from digipost.sandbox.event_service import EventService
from digipost.sandbox.events import EventLog
from digipost.sandbox.identity import ShippedCertificate, shipped_key
from digipost.sandbox.inbox import Inboxes
from digipost.sandbox.inbox_service import InboxService
from digipost.sandbox.letter_service import LetterService
from digipost.sandbox.people import MADE_UP_PEOPLE, WITHOUT_MAILBOX, Register
from digipost.sandbox.recipient_service import RecipientService
from digipost.sandbox.sender_service import SenderDirectory, SenderService
from digipost.sandbox.sharing import Sharings
from digipost.sandbox.sharing_service import SharingService
from digipost.sandbox.state import State
from digipost.sandbox.tag_service import TagService
from digipost.sandbox.uploads import Storage
from digipost.sandbox.validation import SchemaValidator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digipost.sandbox.clock import Clock
    from digipost.sandbox.contents import Contents
    from digipost.sandbox.people import Person
    from digipost.sandbox.service import Service

__all__ = ["World"]


class World:
    """What a sandbox knows, whether it is running or not.

    Args:
        recipients: People with a mailbox, besides those whom every sandbox has.
        clock: The time.

    Attributes:
        clock: As given.
        state: Accounts, grants and letters.
        storage: Where files are.
        register: People.
        directory: What is told of senders.
        events: What has happened to letters.
        inboxes: What organisations have received.
        sharings: What people share.
    """

    def __init__(self, recipients: Iterable[Person], clock: Clock) -> None:
        self.clock = clock
        self._validator = SchemaValidator()
        self._print_certificate = ShippedCertificate("print", "Digipost sandbox print", clock)
        self._marked: set[str] = set()
        self._archives = Archives(clock)
        self.directory = SenderDirectory()
        self.state = State(self.directory.account_of)
        self.storage = Storage()
        self.register = Register((*MADE_UP_PEOPLE, *WITHOUT_MAILBOX, *recipients))
        self.events = EventLog(self.state, clock)
        self.inboxes = Inboxes(self.storage, clock)
        self.sharings = Sharings(self.state, self.events, storage=self.storage, clock=clock)
        self._batches = BatchBook(self.state, clock)
        self._acceptance = Acceptance(
            self.state,
            ContentRules(self._print_certificate),
            self._batches,
            register=self.register,
            directory=self.directory,
            storage=self.storage,
            validator=self._validator,
            clock=clock,
        )

    def services(self, url: str, contents: Contents) -> list[Service]:
        """What is served at that address, but for the entry point, with contents elsewhere."""
        return [*self._sending(url), *self._keeping(url, contents)]

    def _sending(self, url: str) -> list[Service]:
        return [
            LetterService(
                url,
                state=self.state,
                acceptance=self._acceptance,
                storage=self.storage,
                clock=self.clock,
            ),
            DataService(self.state, self._validator),
            RecipientService(
                url,
                register=self.register,
                validator=self._validator,
                key=shipped_key("recipient").public_key(),
            ),
            PrintCertificateService(url, self._print_certificate),
            SenderService(url, self.state, self.directory),
            EventService(url, state=self.state, log=self.events, directory=self.directory),
            BatchService(url, self._batches, self._validator),
        ]

    def _keeping(self, url: str, contents: Contents) -> list[Service]:
        return [
            InboxService(url, state=self.state, inboxes=self.inboxes, contents=contents),
            ArchiveService(
                url,
                state=self.state,
                archives=self._archives,
                contents=contents,
                storage=self.storage,
                validator=self._validator,
            ),
            SharingService(
                url,
                state=self.state,
                sharings=self.sharings,
                contents=contents,
                validator=self._validator,
                clock=self.clock,
            ),
            TagService(url, self._marked, self._validator),
            AccountService(
                url,
                register=self.register,
                validator=self._validator,
                key=shipped_key("recipient").public_key(),
            ),
        ]
