"""Links: the next operations that Digipost offers, with their addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from digipost.base.targets import normal_target
from digipost.errors import InvalidValueError, ParseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digipost.base.schema_version import api_v8

__all__ = ["find_link", "local_target", "relation_name", "with_query"]

_DEFAULT_PORTS = {"http": 80, "https": 443}
_ADDRESS = re.compile(r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(?://(?P<host>[^/?#]*))?(?P<target>.*)")


def relation_name(link: api_v8.Link) -> str:
    """Return the last part of a relation in lower case, such as `create_message`, or an empty text."""
    return (link.rel or "").rpartition("/")[2].lower()


def find_link(links: Iterable[api_v8.Link], relation: str, *, of: str) -> str:
    """Return the address of the first link with this relation.

    Args:
        links: The links of a value from Digipost.
        relation: The relation's name, such as `next_documents`.
        of: The name of the value for the error text.

    Raises:
        InvalidValueError: The link is missing: Digipost does not offer this for the value.
    """
    for link in links:
        if relation_name(link) == relation:
            return link.uri
    problem = f"Digipost gave it no link {relation}, which this operation needs; fetch it again"
    raise InvalidValueError(of, problem)


def local_target(api_url: str, uri: str, *, where: str) -> str:
    """Return the path and query of an address at the API, unchanged; resolve a relative address.

    Args:
        api_url: The address of the environment's API.
        uri: The address.
        where: The place of the address, for the error.

    Raises:
        ParseError: The address leads to another host, which must receive neither credentials nor letters; or
            it has a user name, or is malformed.
    """
    # Not `urljoin`: it would resolve dot segments and drop an empty query, so the later check could not
    # refuse them.
    split = _ADDRESS.fullmatch(uri)
    if split is None:
        raise ParseError(where, "the address is malformed")
    if split["scheme"] or split["host"]:
        scheme = split["scheme"] or api_url.partition(":")[0]
        if _origin(f"{scheme}://{split['host'] or ''}", where) != _origin(api_url, where):
            raise ParseError(where, f"the address leads to another host than {api_url}")
    target = split["target"]
    try:
        return normal_target(target if target.startswith("/") else f"/{target}")
    except InvalidValueError as error:
        raise ParseError(where, f"the address {error.problem}") from None


def _origin(address: str, where: str) -> tuple[str, str | None, int | None]:
    try:
        split = urlsplit(address)
        port = _DEFAULT_PORTS.get(split.scheme) if split.port is None else split.port
    except ValueError:
        raise ParseError(where, "the address is malformed") from None
    if "@" in split.netloc:
        raise ParseError(where, "the address has a user name")
    return split.scheme, split.hostname, port


def with_query(target: str, parameters: Mapping[str, str | int | None]) -> str:
    """Add escaped parameters to the query of a target, in their order; None values are left out."""
    given = {name: value for name, value in parameters.items() if value is not None}
    # Spaces as %20: the query is signed as it is sent, and some servers read `+` as a plus sign.
    query = urlencode(given, quote_via=quote, safe="")
    return f"{target}{'&' if '?' in target else '?'}{query}" if query else target
