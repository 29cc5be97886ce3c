# Made from digipost/resources/tags.py by `make generate`. Do not edit: change that, or codegen/aio.
"""Tags on people's accounts.

The asynchronous face of `digipost.resources.tags`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.warning import deprecated
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from digipost.aio._threads import Threads
    from digipost.base.schema_version import api_v8
    from digipost.resources.tags import Tags

__all__ = ["AsyncTags"]


@explains_arguments("client.tags")
class AsyncTags:
    """`client.tags`: a tag for people who get mail from public bodies through Digipost.

    There is one tag, `PUBLIC_MAILBOX_TAG`. Digipost's Java client has these operations, its .NET client does
    not.
    """

    def __init__(self, sync: Tags, threads: Threads) -> None:
        self._sync = sync
        self._threads = threads

    async def add(self, personal_identification_number: str) -> None:
        """Add the tag: this person gets public mail through Digipost.

        Raises:
            InvalidValueError: The number does not have 11 characters.
            ConfigurationError: The account lacks the permission.
            ApiError: Digipost refuses the request for another reason.
        """
        await self._threads.run(self._sync.add, personal_identification_number)

    async def remove(self, personal_identification_number: str) -> None:
        """Remove the tag.

        Raises:
            InvalidValueError: The number does not have 11 characters.
            ConfigurationError: The account lacks the permission.
            ApiError: Digipost refuses the request for another reason.
        """
        await self._threads.run(self._sync.remove, personal_identification_number)

    async def get(self, personal_identification_number: str) -> list[api_v8.TagType]:
        """Return the tags of this person.

        Raises:
            InvalidValueError: The number does not have 11 characters.
            ConfigurationError: The account lacks the permission.
            ApiError: Digipost refuses the request for another reason.
        """
        return await self._threads.run(self._sync.get, personal_identification_number)

    of = deprecated("get", name="of")(get)
