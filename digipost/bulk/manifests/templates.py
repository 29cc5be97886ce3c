"""Templates: texts with names of columns in braces, filled in for each row."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING

import attrs

from digipost.bulk.errors import ManifestError
from digipost.bulk.manifests.cell_texts import doubtful, doubtful_or_zero, text_of
from digipost.bulk.manifests.names import is_line_of_address, tidied
from digipost.errors import InvalidValueError
from digipost.plain_data import field_type

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Part", "filled_in", "parts_of"]

_OPTIONAL = "optional"
_TEXTS = frozenset({"document", "subject", "invoice_reference", "print_document", "opening_receipt_text"})
_PARTS_WITH_TEXTS = ("attachment.", "email_notification.")
_NUMBERS = ("kid", "account", "account_number", "organisation_number", "personal_identification_number")


@attrs.frozen
class Part:
    """Part of a template: a text, and the column behind it, if any."""

    text: str
    field: str | None
    is_optional: bool = attrs.field(kw_only=True)


def parts_of(name: str, template: str) -> tuple[Part, ...]:
    """Return the parts of a template.

    Args:
        name: The known name of the column that the template fills.
        template: The template.

    Raises:
        ManifestError: The template cannot be read.
    """
    try:
        parts = [
            (text, field, spec, conversion) for text, field, spec, conversion in Formatter().parse(template)
        ]
    except ValueError as error:
        one, other = ("a closing", "opening") if "Single '}'" in str(error) else ("an opening", "closing")
        raise _unreadable(name, f"has {one} brace without its {other} one") from None
    for _, field, spec, conversion in parts:
        if field == "":
            raise _unreadable(name, "has braces without the name of a column between them")
        if (spec and spec != _OPTIONAL) or conversion:
            problem = "has more between braces than the name of a column; only :optional can stand behind it"
            raise _unreadable(name, problem)
    return tuple(
        Part(text, None if field is None else tidied(field), is_optional=spec == _OPTIONAL)
        for text, field, spec, _ in parts
    )


def _unreadable(name: str, problem: str) -> ManifestError:
    how = "{Nr} stands for the value of the column Nr, and a doubled brace, {{ or }}, for the brace itself"
    return ManifestError(f"The template of {name} {problem}. {how}.")


def filled_in(name: str, parts: Iterable[Part], given: Mapping[str, object]) -> str:
    """Return the text of a template for a row; an omitted part leaves one space.

    Args:
        name: The known name of the column that the template fills.
        parts: The parts of the template.
        given: The row's values by the manifest's own names.

    Raises:
        InvalidValueError: A needed column is empty, or the text cannot contain its value.
    """
    texts, is_shorter = [], False
    for part in parts:
        texts.append(part.text)
        if part.field is None:
            continue
        if part.is_optional and part.field not in given:
            is_shorter = True
        else:
            texts.append(_shown(name, part.field, given))
    text = "".join(texts)
    return " ".join(text.split()) if is_shorter else text


def _shown(name: str, field: str, given: Mapping[str, object]) -> str:
    if field not in given:
        raise InvalidValueError(name, f"its template needs the column {field}, which is empty in this row")
    text = text_of(given[field], field)
    problem = _doubt(name, given[field], text)
    if problem is not None:
        raise InvalidValueError(field, problem)
    if name.endswith("document") and (text.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", text)):
        problem = f"the value of the column {field} would lead out of the folder of the documents"
        raise InvalidValueError(name, problem)
    return text


def _doubt(name: str, value: object, text: str) -> str | None:
    """Return the problem of a value in a column's template, if the value was most likely altered."""
    if not is_line_of_address(name):
        return doubtful(text) if _is_text(name) else None
    if isinstance(value, date):
        return "is a date, as a spreadsheet makes of a number such as 2-4: format the cell as text there"
    return doubtful_or_zero(text)


@cache
def _is_text(name: str) -> bool:
    """Return True for the known name of a text that people read, or of a path."""
    if name in _TEXTS or name.startswith(_PARTS_WITH_TEXTS):
        return True
    return field_type(name) is str and not name.endswith(_NUMBERS)
