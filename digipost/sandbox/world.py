"""Hold the data of a sandbox, and build the services for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.sandbox.base.clock import moved_clock
from digipost.sandbox.base.schema import COMINGS
from digipost.sandbox.base.storage import Storage
from digipost.sandbox.model.archives import Archives
from digipost.sandbox.model.batches import BatchBook
from digipost.sandbox.model.events import EventLog
from digipost.sandbox.model.inbox import Inboxes
from digipost.sandbox.model.letter_book import LetterBook
from digipost.sandbox.model.lifecycle import Lifecycle
from digipost.sandbox.model.notifications import NotificationLog
from digipost.sandbox.model.people import MADE_UP_ORGANISATIONS, MADE_UP_PEOPLE, WITHOUT_MAILBOX
from digipost.sandbox.model.printing import PrintQueue
from digipost.sandbox.model.register import Register
from digipost.sandbox.model.sharing import Sharings
from digipost.sandbox.model.state import State
from digipost.sandbox.services.acceptance import Acceptance
from digipost.sandbox.services.accounts import AccountService
from digipost.sandbox.services.additional_data import DataService
from digipost.sandbox.services.archive import ArchiveService
from digipost.sandbox.services.batches import BatchService
from digipost.sandbox.services.content_rules import ContentRules
from digipost.sandbox.services.encryption import PrintCertificateService
from digipost.sandbox.services.events import EventService
from digipost.sandbox.services.inbox import InboxService
from digipost.sandbox.services.messages import LetterService
from digipost.sandbox.services.recipients import RecipientService
from digipost.sandbox.services.senders import SenderDirectory, SenderService
from digipost.sandbox.services.shared_documents import SharingService
from digipost.sandbox.services.tags import TagService
from digipost.sandbox.wire.schema_validation import SchemaValidator
from digipost.sandbox.wire.signing_identity import ShippedCertificate, shipped_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from digipost.sandbox.model.contents import Contents
    from digipost.sandbox.model.register import Party
    from digipost.sandbox.services.service import Service

__all__ = ["World"]


class World:
    """The data of a sandbox, running or not.

    Args:
        recipients: People and organisations in addition to the built-in ones.
        clock: The base clock.
        path: The folder that keeps the data; None for data that is gone with this object.

    Attributes:
        clock: The time, which can be moved.
        storage: The folder and database of all data.
        state: Accounts and grants.
        register: People and organisations.
        directory: Information for brokers about senders.
        letters: Accepted letters.
        events: Events of letters.
        notifications: Notices to recipients.
        print_queue: Letters to be printed.
        lifecycle: The later steps of letters, such as delivery.
        inboxes: Letters that organisations have received.
        sharings: Documents that people share.

    Raises:
        ConfigurationError: The folder cannot be used, or another sandbox uses it.
    """

    def __init__(self, recipients: Iterable[Party], clock: Callable[[], datetime], path: Path | None) -> None:
        self.storage = Storage(path)
        self.storage.sweep()
        store = self.storage.store
        self.clock = moved_clock(store, clock)
        self._validator = SchemaValidator()
        self._print_certificate = ShippedCertificate("print", "Digipost sandbox print", self.clock)
        self._archives = Archives(self.storage, self.clock)
        self.directory = SenderDirectory(store)
        self.state = State(store, self.directory.account_of)
        self.register = Register(store)
        self._known = (*MADE_UP_PEOPLE, *WITHOUT_MAILBOX, *MADE_UP_ORGANISATIONS, *recipients)
        self.register.add(self._known)
        self.letters = LetterBook(self.storage)
        self.letters.index()
        self.events = EventLog(store, self.clock)
        self.notifications = NotificationLog(store)
        self.print_queue = PrintQueue(store)
        self.inboxes = Inboxes(self.storage, self.clock)
        self.lifecycle = Lifecycle(
            store,
            register=self.register,
            letters=self.letters,
            events=self.events,
            notifications=self.notifications,
            print_queue=self.print_queue,
            inboxes=self.inboxes,
            clock=self.clock,
        )
        self.sharings = Sharings(self.storage, self.letters, self.events, self.clock)
        self._batches = BatchBook(self.storage, self.letters, self.lifecycle, self.clock)
        self._acceptance = Acceptance(
            self.state,
            self.letters,
            ContentRules(self._print_certificate),
            self._batches,
            register=self.register,
            directory=self.directory,
            storage=self.storage,
            validator=self._validator,
            clock=self.clock,
        )

    def reset(self) -> None:
        """Delete everything that was received or happened; keep accounts, and restore the initial people."""
        with self.storage.store.transaction() as store:
            for table in COMINGS:
                store.change(f"DELETE FROM {table}")
            store.change("UPDATE sqlite_sequence SET seq = 1000")
            self.storage.clear()
            self.register.add(self._known)
        self.state.forget_requests()
        self.clock.reset()

    def settle(self) -> None:
        """Apply all changes that are due by now."""
        self.lifecycle.settle()

    def services(self, url: str, contents: Contents, *, relative_inbox_links: bool) -> list[Service]:
        """Return the services at that address, except the entry point; contents are served elsewhere."""
        return [*self._sending(url), *self._keeping(url, contents, relative_inbox_links=relative_inbox_links)]

    def _sending(self, url: str) -> list[Service]:
        return [
            LetterService(
                url,
                state=self.state,
                letters=self.letters,
                acceptance=self._acceptance,
                storage=self.storage,
                clock=self.clock,
            ),
            DataService(state=self.state, letters=self.letters, validator=self._validator, clock=self.clock),
            RecipientService(
                url,
                register=self.register,
                validator=self._validator,
                key=shipped_key("recipient").public_key(),
            ),
            PrintCertificateService(url, self._print_certificate),
            SenderService(url, self.state, self.directory),
            EventService(
                url,
                state=self.state,
                letters=self.letters,
                log=self.events,
                clock=self.clock,
                directory=self.directory,
            ),
            BatchService(url, self._batches, self._validator),
        ]

    def _keeping(self, url: str, contents: Contents, *, relative_inbox_links: bool) -> list[Service]:
        return [
            InboxService(
                url,
                state=self.state,
                inboxes=self.inboxes,
                letters=self.letters,
                lifecycle=self.lifecycle,
                contents=contents,
                relative_links=relative_inbox_links,
            ),
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
            TagService(url, self.storage.store, self._validator),
            AccountService(
                url,
                lifecycle=self.lifecycle,
                validator=self._validator,
                key=shipped_key("recipient").public_key(),
            ),
        ]
