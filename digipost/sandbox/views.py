"""Views of a sandbox: its letters as one sequence, its recipients, notices, print queue and requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from digipost.base.checked_calls import a, integer, takes
from digipost.sandbox.mailbox import mailbox_of
from digipost.sandbox.model.letters import Letter
from digipost.sandbox.model.people import Organisation, Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digipost.base.schema_version import api_v8
    from digipost.sandbox.mailbox import Mailbox
    from digipost.sandbox.model.letter_book import LetterBook
    from digipost.sandbox.model.letters import ReceivedRequest
    from digipost.sandbox.model.notifications import Notification
    from digipost.sandbox.model.printing import PrintedLetter
    from digipost.sandbox.services.senders import SenderDirectory
    from digipost.sandbox.world import World

__all__ = ["LetterList", "Views"]


_PAGE = 100


class LetterList(Sequence["Letter"]):
    """Accepted letters in their order, each as it is at the moment of access.

    Args:
        letters: The stored letters.
    """

    def __init__(self, letters: LetterBook) -> None:
        self._letters = letters

    def __len__(self) -> int:
        return self._letters.count()

    @overload
    def __getitem__(self, index: int) -> Letter: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Letter, ...]: ...

    def __getitem__(self, index: int | slice) -> Letter | tuple[Letter, ...]:
        places = range(len(self))[index]
        if isinstance(places, int):
            return self._letters.page(places, 1)[0]
        if places.step == 1:
            return tuple(self._letters.page(places.start, len(places)))
        return tuple(self._letters.page(place, 1)[0] for place in places)

    def __iter__(self) -> Iterator[Letter]:
        place = 0
        while page := self._letters.page(place, _PAGE):
            yield from page
            place += len(page)

    def __eq__(self, other: object) -> bool:
        """Return True if the other sequence has the same letters."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return [each.number for each in self] == [getattr(each, "number", None) for each in other]

    __hash__ = None  # type: ignore[assignment]  # it grows

    def __repr__(self) -> str:
        return f"<{len(self)} letters>"


class Views:
    """The part of a sandbox that tests inspect. Each view shows the state at the moment of access."""

    _world: World

    @property
    def recipients(self) -> tuple[Person, ...]:
        """People with a mailbox."""
        return self._world.register.people

    @property
    def parties(self) -> tuple[Person | Organisation, ...]:
        """The known people and organisations, with a mailbox or without."""
        return self._world.register.parties()

    @property
    def letters(self) -> Sequence[Letter]:
        """Accepted letters in their order; a batch's letters appear when the batch is completed.

        The sequence grows by itself. Each letter is read on access, as it is at that moment.
        """
        self._world.settle()
        return LetterList(self._world.letters)

    @takes("sandbox.letter", number=integer)
    def letter(self, number: int) -> Letter:
        """Return the letter with that number, which is the last part of its address in the response.

        Raises:
            KeyError: The letter does not exist.
        """
        self._world.settle()
        return self._world.letters.numbered(number)

    @takes("sandbox.recipient", who=a(str, Person, Organisation))
    def recipient(self, who: str | Person | Organisation) -> Mailbox:
        """Return the mailbox of a person or an organisation, to inspect and to act in; see `Mailbox`.

        Args:
            who: A person or an organisation, or their number, or Digipost address. The number of an unknown
                person is valid too: letters may wait for that person to register.

        Raises:
            InvalidValueError: The text is neither a number nor the address of a mailbox.
        """
        return mailbox_of(self._world, who)

    @takes("sandbox.events", letter=a(Letter))
    def events(self, letter: Letter) -> Sequence[api_v8.Event]:
        """Return the events of the letter, oldest first; its sender can read each for 30 days."""
        self._world.settle()
        return tuple(each.event for each in self._world.events.of(letter))

    @property
    def notifications(self) -> tuple[Notification, ...]:
        """Notices sent to recipients by SMS and by e-mail, in the order of their times."""
        self._world.settle()
        return self._world.notifications.sent()

    @property
    def print_queue(self) -> tuple[PrintedLetter, ...]:
        """Letters to be printed, in the order in which print was decided."""
        self._world.settle()
        return self._world.print_queue.letters()

    @property
    def requests(self) -> tuple[ReceivedRequest, ...]:
        """The last thousand requests that were answered, newest last."""
        return self._world.state.requests

    @property
    def directory(self) -> SenderDirectory:
        """The directory that tells brokers about senders; set features and organisation numbers here."""
        return self._world.directory
