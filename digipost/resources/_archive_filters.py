"""Filters of archived documents, in the form of the query parameters that Digipost's clients send."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime

from digipost.errors import InvalidValueError
from digipost.protocol.links import with_query

__all__ = ["base64_text", "filtered", "filters"]


def base64_text(field: str, text: str) -> str:
    """Return the text's UTF-8 in base64 with padding.

    Raises:
        InvalidValueError: The text holds half a surrogate pair, which cannot be encoded; `field` is the name
            in the error.
    """
    try:
        return b64encode(text.encode()).decode()
    except UnicodeEncodeError:
        raise InvalidValueError(field, "the text has characters that are not Unicode text") from None


def filters(
    attributes: Mapping[str, str] | None, from_date: datetime | None, to_date: datetime | None
) -> dict[str, str]:
    """Return the parameters that filter documents.

    Digipost's Java client writes dates in base64, its .NET client writes them plainly. Digipost does not
    document which form is right; the Java client's code is newer.

    Raises:
        InvalidValueError: A value cannot be sent.
    """
    found = {}
    _check_mapping(attributes)
    if attributes:
        found["attributes"] = base64_text(
            "attributes", ",".join(_text(each) for pair in attributes.items() for each in pair)
        )
    for name, field, moment in (("fromDate", "from_date", from_date), ("toDate", "to_date", to_date)):
        if moment is not None:
            found[name] = base64_text(field, _iso(field, moment))
    return found


def filtered(target: str, parameters: Mapping[str, str]) -> str:
    """Return the target of a page; the given parameters replace its own parameters of the same names."""
    if not parameters:
        return target
    path, _, query = target.partition("?")
    kept = [each for each in query.split("&") if each and each.partition("=")[0] not in parameters]
    return with_query("?".join([path, *(["&".join(kept)] if kept else [])]), parameters)


def _check_mapping(attributes: object) -> None:
    if attributes is not None and not isinstance(attributes, Mapping):
        problem = f"a dictionary of texts is expected, not {type(attributes).__name__}"
        raise InvalidValueError("attributes", problem)


def _text(value: object) -> str:
    if not isinstance(value, str) or "," in value:
        problem = "keys and values have to be texts without commas, which separate them"
        raise InvalidValueError("attributes", problem)
    return value


def _iso(field: str, moment: object) -> str:
    if not isinstance(moment, datetime) or moment.utcoffset() is None:
        problem = "a time with a zone is expected, as datetime.now(UTC) or value.astimezone() gives"
        raise InvalidValueError(field, problem)
    return moment.isoformat().replace("+00:00", "Z")
