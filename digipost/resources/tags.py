"""Tags on people's accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.base.schema_version import api_v8
from digipost.base.warning import deprecated
from digipost.protocol.links import with_query
from digipost.telemetry._operations import operation
from digipost.xml import schema_values, to_xml
from digipost_schema._arguments import explains_arguments

if TYPE_CHECKING:
    from digipost.resources._api import Api

__all__ = ["Tags"]


@explains_arguments("client.tags")
class Tags:
    """`client.tags`: a tag for people who get mail from public bodies through Digipost.

    There is one tag, `PUBLIC_MAILBOX_TAG`. Digipost's Java client has these operations, its .NET client does
    not.
    """

    def __init__(self, api: Api) -> None:
        self._api = api

    @operation("tags.add")
    def add(self, personal_identification_number: str) -> None:
        """Add the tag: this person gets public mail through Digipost.

        Raises:
            InvalidValueError: The number does not have 11 characters.
            ConfigurationError: The account lacks the permission.
            ApiError: Digipost refuses the request for another reason.
        """
        self._change("add_tag", personal_identification_number)

    @operation("tags.remove")
    def remove(self, personal_identification_number: str) -> None:
        """Remove the tag.

        Raises:
            InvalidValueError: The number does not have 11 characters.
            ConfigurationError: The account lacks the permission.
            ApiError: Digipost refuses the request for another reason.
        """
        self._change("remove_tag", personal_identification_number)

    @operation("tags.get")
    def get(self, personal_identification_number: str) -> list[api_v8.TagType]:
        """Return the tags of this person.

        Raises:
            InvalidValueError: The number does not have 11 characters.
            ConfigurationError: The account lacks the permission.
            ApiError: Digipost refuses the request for another reason.
        """
        number = _tag(personal_identification_number).personal_identification_number
        target = self._api.entry_points.target("get_tags")
        question = with_query(target, {"personal-identification-number": number})
        return self._api.exchange.get(question).read(api_v8.Tags).tag_type

    of = deprecated("get", name="of")(get)

    def _change(self, relation: str, number: str) -> None:
        tag = api_v8.Tag(public_mailbox_tag=_tag(number))
        # A repeated request changes nothing more (a conclusion): a person either has the tag or does not have
        # it.
        self._api.exchange.ask(self._api.entry_points.target(relation), to_xml(tag))


def _tag(personal_identification_number: str) -> api_v8.PublicMailboxTag:
    with schema_values():
        return api_v8.PublicMailboxTag(personal_identification_number=personal_identification_number)
