"""Forecast of a mailing: the channel, pages and countries of its letters, before any letter is sent.

Digipost is asked about each recipient. Nothing is sent, and no personal data is kept: a forecast consists of
numbers alone. Digipost publishes no rate limit for these requests, so the first 429 ends the forecast.
"""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from enum import StrEnum
from functools import lru_cache
from http import HTTPStatus
from itertools import takewhile
from typing import TYPE_CHECKING, cast
from uuid import UUID

import attrs

from digipost.base.checked_calls import a, count, function, optional, positive, takes
from digipost.bulk.errors import JournalError
from digipost.bulk.journal.journal import FILE_NAME, Journal
from digipost.bulk.mailing import Mailing
from digipost.bulk.manifests.snapshot import snapshot
from digipost.bulk.row_states import unsettled
from digipost.bulk.run.pacing import Pace
from digipost.bulk.run.tasks import tasks_left
from digipost.client import DigipostClient
from digipost.errors import ApiError, DigipostError, EncryptionError, InvalidValueError
from digipost.identification import DigipostUser, InvalidIdentifier
from digipost.preflight.pdf.document import number_of_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator
    from datetime import timedelta

    from digipost.base.schema_version import api_v8
    from digipost.bulk.rows.row_message import Letters
    from digipost.bulk.run.tasks import Task
    from digipost.content import Content
    from digipost.message import Message
    from digipost.retries import Retries

__all__ = ["Forecast", "Way", "forecast"]

_REMEMBERED = 1000  # documents whose page count is cached
_PAGES_OF_A_SHEET = 2  # from Digipost's pages about print: 14 pages are 7 sheets
_NORWAY = "NO"


class Way(StrEnum):
    """Channel of a letter."""

    MAILBOX = "mailbox"
    """To a mailbox at Digipost."""
    PRINT = "print"
    """On paper."""
    WAITING = "waiting"
    """Held back until the recipient registers."""
    NOT_ASKED = "not_asked"
    """By e-mail or Peppol; Digipost offers no request for these."""
    NOWHERE = "nowhere"
    """Refused by Digipost: there is no mailbox, and no postal address."""


@attrs.frozen
class _Letter:
    """Forecast for one letter.

    Attributes:
        way: The channel.
        country: The code of the country to post the letter to, if it would be printed.
        pages: The number of pages of its PDFs, if it would be printed.
        sheets: The number of sheets, if it would be printed.
    """

    way: Way
    country: str | None = None
    pages: int = 0
    sheets: int = 0


@attrs.define
class Forecast:
    """Forecast of the letters of a mailing, as far as Digipost can tell beforehand.

    Attributes:
        letters: The number of letters that could be sent.
        asked: The number of letters with a known channel.
        ways: The number of those letters for each channel.
        pages: The pages to print.
        sheets: The sheets to print, on both sides, without the cover sheets.
        countries: The number of letters posted to each country, by country code or name in the manifest.
        stopped: The reason why the forecast ended before the last letter, if it did.
    """

    letters: int
    asked: int = 0
    ways: Counter[Way] = attrs.field(factory=Counter)
    pages: int = 0
    sheets: int = 0
    countries: Counter[str] = attrs.field(factory=Counter)
    stopped: str | None = None

    @property
    def abroad(self) -> int:
        """Return the number of letters that would be posted to countries other than Norway."""
        return sum(count for country, count in self.countries.items() if country != _NORWAY)

    def add(self, letter: _Letter) -> None:
        """Count a letter."""
        self.asked += 1
        self.ways[letter.way] += 1
        if letter.country is not None:
            self.countries[letter.country] += 1
            self.pages += letter.pages
            self.sheets += letter.sheets


@takes(
    "bulk.forecast",
    mailing=a(Mailing),
    client=a(DigipostClient),
    at_once=count,
    most_a_second=optional(positive),
    tell=function,
)
def forecast(
    mailing: Mailing,
    client: DigipostClient,
    *,
    at_once: int = 16,
    most_a_second: float | None = None,
    tell: Callable[[Forecast], None] = lambda _: None,
) -> Forecast:
    """Ask Digipost about the recipients of all unsent letters; nothing is sent.

    Args:
        mailing: The mailing, after its check.
        client: A client to ask with.
        at_once: The number of concurrent requests.
        most_a_second: The rate limit, in requests a second.
        tell: Called with the forecast so far, after each response.

    Returns:
        The forecast. If Digipost answers 429 or becomes unreachable, `stopped` has the reason.

    Raises:
        ManifestError: The manifest cannot be read, or has changed since the check.
        JournalError: The mailing was not checked.
        ConfigurationError: The extra `print` is missing, and letters would be printed.
    """
    settings = mailing.settings
    with (
        Journal(mailing.folder / FILE_NAME, writing=False) as journal,
        snapshot(settings.manifest, mailing.folder, settings.digest, settings.form) as manifest,
        client.with_options(retries=_UntilTooMany(client.config.retries)) as asking,
    ):
        if "checked" not in journal.facts:
            raise JournalError("The manifest has not been checked yet.")
        left = unsettled(journal.counts())
        found = Forecast(left)
        pace = Pace(workers=at_once, most_at_once=at_once, most_a_second=most_a_second, clock=time.monotonic)
        question = _Question(asking, settings.letters(UUID(journal.facts["id"])))
        with ThreadPoolExecutor(at_once, thread_name_prefix="digipost-forecast") as threads:
            tasks = takewhile(lambda _: found.stopped is None, tasks_left(journal, manifest))
            try:
                for answer in _answers(threads, question, tasks, pace):
                    try:
                        found.add(answer.result())
                    except DigipostError as error:
                        if not error.retryable:
                            raise
                        found.stopped = found.stopped or _reason(error)
                    else:
                        tell(found)
            finally:
                threads.shutdown(cancel_futures=True)
        return found


def _answers(
    threads: ThreadPoolExecutor, question: _Question, tasks: Iterable[Task], pace: Pace
) -> Iterator[Future[_Letter]]:
    """Yield the forecasts of rows when they are done; the pace limits the rate of requests."""
    out: set[Future[_Letter]] = set()
    for task in tasks:
        while len(out) >= pace.at_once or not pace.allowed():
            if out:
                done, out = wait(out, timeout=pace.wait() or None, return_when=FIRST_COMPLETED)
                yield from done
            else:
                time.sleep(pace.wait())
        pace.went_out(1)
        out.add(threads.submit(question, task))
    while out:
        done, out = wait(out, return_when=FIRST_COMPLETED)
        yield from done


def _reason(error: DigipostError) -> str:
    if isinstance(error, ApiError) and error.status == HTTPStatus.TOO_MANY_REQUESTS:
        return "Digipost asks for fewer questions (429)."
    return "Digipost could not be asked any more."


@attrs.frozen
class _UntilTooMany:
    """Retry policy that follows another policy, but never retries after 429."""

    policy: Retries

    def next_wait(self, attempt: int, elapsed: timedelta, error: DigipostError) -> timedelta | None:
        """Return the wait before the next attempt, or None to give up."""
        if isinstance(error, ApiError) and error.status == HTTPStatus.TOO_MANY_REQUESTS:
            return None
        return self.policy.next_wait(attempt, elapsed, error)


class _Question:
    """Request to Digipost for the channel of a row's letter."""

    def __init__(self, client: DigipostClient, letters: Letters) -> None:
        self._client = client
        self._letters = letters
        self._pages = lru_cache(_REMEMBERED)(_pages)

    def __call__(self, task: Task) -> _Letter:
        try:
            message = self._letters.message(task.record)
        except InvalidValueError:
            return _Letter(Way.NOWHERE)  # the file was removed after the check
        return self._way(message)

    def _way(self, message: Message) -> _Letter:
        recipient = message.recipient
        if message.is_for_print_only:
            return self._printed(message)
        if recipient.email_details is not None or recipient.peppol_addresses is not None:
            return _Letter(Way.NOT_ASKED)
        match self._client.recipients.identify(recipient):
            case DigipostUser():
                return _Letter(Way.MAILBOX)
            case InvalidIdentifier():
                return _Letter(Way.NOWHERE)
        if message.request_for_registration is not None:
            return _Letter(Way.WAITING)
        return self._printed(message)

    def _printed(self, message: Message) -> _Letter:
        details = message.recipient.print_details
        if details is None:
            return _Letter(Way.NOWHERE)
        printed = [each.print_content or each.content for each in message.documents]
        pages = [self._pages(cast("Hashable", each)) for each in printed]  # cached by path, size and time
        # A conclusion: each document begins on a new sheet, since Digipost's bill lists each separately.
        sheets = sum(-(-each // _PAGES_OF_A_SHEET) for each in pages)
        return _Letter(Way.PRINT, _country(details.recipient), sum(pages), sheets)


def _pages(content: Content) -> int:
    """Return the number of pages of a PDF; 0 for an unreadable PDF, which the check reports."""
    try:
        return max(0, number_of_pages(content))
    except (EncryptionError, InvalidValueError):
        return 0


def _country(recipient: api_v8.PrintRecipient) -> str:
    foreign = recipient.foreign_address
    if foreign is None:
        return _NORWAY
    return foreign.country_code or foreign.country or "?"
