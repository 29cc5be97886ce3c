"""Links: what Digipost says may be done next, and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from digipost.errors import InvalidValueError, ParseError
from digipost.transport._targets import normal_target

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digipost.base.schema_version import api_v8

__all__ = ["find_link", "local_target", "relation_name", "with_query"]

_DEFAULT_PORTS = {"http": 80, "https": 443}
_ADDRESS = re.compile(r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(?://(?P<host>[^/?#]*))?(?P<target>.*)")


def relation_name(link: api_v8.Link) -> str:
    """The last part of a relation in lower case, such as `create_message`; empty where a link has none."""
    return (link.rel or "").rpartition("/")[2].lower()


def find_link(links: Iterable[api_v8.Link], relation: str, *, of: str) -> str:
    """The address of the first link with this relation.

    Args:
        links: Of the value that came from Digipost.
        relation: Its name, such as `next_documents`.
        of: What the value is, for the error.

    Raises:
        InvalidValueError: There is none: Digipost does not offer this for the value.
    """
    for link in links:
        if relation_name(link) == relation:
            return link.uri
    problem = f"Digipost gave it no link {relation}, so that this cannot be done with it; fetch it anew"
    raise InvalidValueError(of, problem)


def local_target(api_url: str, uri: str, *, where: str) -> str:
    """The path and query of an address at the API, exactly as given; relative ones are resolved.

    Args:
        api_url: Where the environment is.
        uri: The address.
        where: Where it stands, for the error.

    Raises:
        ParseError: It leads to another host, where neither our credentials nor anybody's letters may go; or
            it is no address that could be asked for.
    """
    # Not `urljoin`, which would resolve dot segments and drop an empty query, so that they went unnoticed.
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
        return split.scheme, split.hostname, split.port or _DEFAULT_PORTS.get(split.scheme)
    except ValueError:
        raise ParseError(where, "the address is malformed") from None


def with_query(target: str, parameters: Mapping[str, str | int | None]) -> str:
    """The target with parameters added to its query in their order, escaped; those that are None left out."""
    given = {name: value for name, value in parameters.items() if value is not None}
    # Spaces as %20: the query is signed as it is sent, and `+` would be a plus sign to some readers.
    query = urlencode(given, quote_via=quote, safe="")
    return f"{target}{'&' if '?' in target else '?'}{query}" if query else target
