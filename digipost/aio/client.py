# Made from digipost/client.py by `make generate`. Do not edit: change that, or codegen/aio.
"""The client: it holds the configuration and the connection, and offers the API's resources as attributes.

The asynchronous face of `digipost.client`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from digipost.aio._threads import Threads, refused
from digipost.aio.accounts import AsyncAccounts
from digipost.aio.archive import AsyncArchive
from digipost.aio.batches import AsyncBatches
from digipost.aio.documents import AsyncDocuments
from digipost.aio.inbox import AsyncInbox
from digipost.aio.messages import AsyncMessages
from digipost.aio.recipients import AsyncRecipients
from digipost.aio.senders import AsyncSenders
from digipost.aio.shared_documents import AsyncSharedDocuments
from digipost.aio.tags import AsyncTags
from digipost.base.argument_hints import OF_CLIENT
from digipost.base.arguments import instance_of
from digipost.client import DigipostClient
from digipost.transport import CONNECTIONS_KEPT_OPEN
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta
    from types import TracebackType

    from digipost.auth.credentials import Credentials
    from digipost.base.print_checks import PrintChecks
    from digipost.base.schema_version import AuthenticationLevel, SensitivityLevel
    from digipost.config import ClientConfig
    from digipost.retries import Retries
    from digipost.telemetry import ClientEvent
    from digipost.transport import Transport

__all__ = ["AsyncDigipostClient"]


@explains_arguments(hints=OF_CLIENT)
class AsyncDigipostClient:
    """Sends letters and follows them up; safe to share between threads and tasks.

        config = ClientConfig(broker_id=12345, environment=Environment.TEST)
        async with AsyncDigipostClient(config, RequestSigning.from_pkcs12("certificate.p12", password)) as client:
            delivery = await client.messages.send(letter)

    The first call that needs a connection opens it. The client verifies responses. It can be pickled to
    another process if its credentials can.

    Args:
        config: The broker, the environment and the options.
        credentials: The proof of the broker's identity: `RequestSigning` or `ClientCredentials`.
        transport: A custom transport, for tests or special networks. Requests for tokens do not use it:
            `ClientCredentials` have their own connection, with their certificate.
        clock: Returns the current time with a time zone; the machine's clock unless given.

    Attributes:
        config: As given.
        clock: As given.
        messages: Sending letters.
        documents: Following up documents that were sent.
        recipients: Looking people and organisations up.
        senders: The features that a sender has access to.
        inbox: Letters that the organisation itself has received.
        archive: Documents that Digipost keeps for the organisation.
        batches: Batches of messages: Digipost sends all messages of a batch, or none.
        tags: Tags on people's accounts.
        shared_documents: Documents that people share with the organisation.
        accounts: Accounts of people.
    """

    def __init__(
        self,
        config: ClientConfig,
        credentials: Credentials,
        *,
        transport: Transport | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self._bind(
            DigipostClient(config, credentials, transport=transport, clock=clock),
            Threads(CONNECTIONS_KEPT_OPEN),
        )

    @classmethod
    def over(cls, client: DigipostClient) -> Self:
        """Return the asynchronous face of a client, whose connections and settings it uses.

        Closing the face closes the client.
        """
        checked = instance_of(
            DigipostClient, "AsyncDigipostClient.over", client, "DigipostClient.from_environment()"
        )
        return cls._over(checked, Threads(CONNECTIONS_KEPT_OPEN))

    @classmethod
    def _over(cls, client: DigipostClient, threads: Threads) -> Self:
        face = cls.__new__(cls)
        face._bind(client, threads)
        return face

    def _bind(self, sync: DigipostClient, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads
        self.config: ClientConfig = sync.config
        self.clock: Callable[[], datetime] = sync.clock
        self.messages = AsyncMessages(sync.messages, threads)
        self.documents = AsyncDocuments(sync.documents, threads)
        self.recipients = AsyncRecipients(sync.recipients, threads)
        self.senders = AsyncSenders(sync.senders, threads)
        self.inbox = AsyncInbox(sync.inbox, threads)
        self.archive = AsyncArchive(sync.archive, threads)
        self.batches = AsyncBatches(sync.batches, threads)
        self.tags = AsyncTags(sync.tags, threads)
        self.shared_documents = AsyncSharedDocuments(sync.shared_documents, threads)
        self.accounts = AsyncAccounts(sync.accounts, threads)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self).over, (self._sync,)

    @classmethod
    def from_environment(cls) -> Self:
        """Return a client configured by environment variables; `digipost.from_environment` lists them.

            async with AsyncDigipostClient.from_environment() as client:
                await client.messages.send(letter)

        Raises:
            ConfigurationError: Variables are missing, contradict each other, or cannot be used.
        """
        return cls.over(DigipostClient.from_environment())

    def with_options(
        self,
        *,
        retries: Retries | None = None,
        connect_timeout: timedelta | float | None = None,
        read_timeout: timedelta | float | None = None,
        total_timeout: timedelta | float | None = None,
        authentication_level: AuthenticationLevel | None = None,
        sensitivity_level: SensitivityLevel | None = None,
        max_answer_bytes: int | None = None,
        max_content_bytes: int | None = None,
        preflight: bool | None = None,
        print_checks: PrintChecks | None = None,
        on_event: Callable[[ClientEvent], None] | None = None,
    ) -> AsyncDigipostClient:
        """Return a copy of this client with other options.

            patient = client.with_options(read_timeout=120, retries=RetryPolicy(attempts=8))
            await patient.messages.send(letter)

        The copy shares the connections, tokens and entry points of this client. Closing the copy leaves them
        open. After this client is closed, both clients refuse requests.

        Args:
            retries: Replaces `config.retries`. Options that the caller omits keep their values.
            connect_timeout: A `timedelta` or a number of seconds.
            read_timeout: Likewise.
            total_timeout: Likewise.
            authentication_level: The authentication level for documents that have none.
            sensitivity_level: Likewise.
            max_answer_bytes: The most bytes of an XML answer.
            max_content_bytes: The most bytes of a fetched document.
            preflight: True to check documents before they are sent; see `ClientConfig.preflight`.
            print_checks: The set of checks for print.
            on_event: Called with each event of `digipost.telemetry`.

        Raises:
            ConfigurationError: A value cannot be used; the error text names the field.
        """
        return self._over(
            self._sync.with_options(
                retries=retries,
                connect_timeout=connect_timeout,
                read_timeout=read_timeout,
                total_timeout=total_timeout,
                authentication_level=authentication_level,
                sensitivity_level=sensitivity_level,
                max_answer_bytes=max_answer_bytes,
                max_content_bytes=max_content_bytes,
                preflight=preflight,
                print_checks=print_checks,
                on_event=on_event,
            ),
            self._threads,
        )

    async def close(self) -> None:
        """Close the connections and refuse further requests; calling it again does nothing."""
        await self._threads.clean_up(self._sync.close)
        self._threads.close()

    def __repr__(self) -> str:
        return f"Async{self._sync!r}"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._threads.clean_up(self._sync.__exit__, kind, error, traceback)
        self._threads.close()

    if not TYPE_CHECKING:
        __enter__ = __exit__ = refused("async with")
