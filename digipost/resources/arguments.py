"""Arguments that several resources take, checked before any request."""

from __future__ import annotations

from uuid import UUID

from digipost.errors import InvalidValueError

__all__ = ["account_id", "uuid_of"]

_MOST = 2**63 - 1  # schema type `xs:long`


def account_id(field: str, value: object) -> int:
    """An account id at Digipost, of a sender or a broker."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _MOST:
        raise InvalidValueError(field, "a positive whole number is expected, as Digipost assigned it")
    return value


def uuid_of(field: str, value: object) -> UUID:
    """A UUID, or a text that is one."""
    if isinstance(value, UUID):
        return value
    try:
        return UUID(str(value))
    except ValueError:
        raise InvalidValueError(field, "a UUID is expected, such as message.primary_document.uuid") from None
