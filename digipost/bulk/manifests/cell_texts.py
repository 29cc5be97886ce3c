"""Cells as text, for templates, and recognition of empty cells."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time
from decimal import Decimal
from sys import float_info
from unicodedata import normalize

from digipost.errors import InvalidValueError

__all__ = ["cleaned", "doubtful", "doubtful_or_zero", "number_of", "text_of"]

# Spaces of all widths, zero-width spaces and direction marks, which remain in pasted cells.
_AROUND = "".join(
    map(
        chr,
        (
            *(*range(9, 14), *range(28, 33), 133, 160, *range(0x2000, 0x2010)),
            *(*range(0x202A, 0x2030), *range(0x2060, 0x2065), *range(0x2066, 0x206A), 0x3000, 0xFEFF),
        ),
    )
)
_QUOTED = re.compile(r'="(?:[^"]|"")+"', re.DOTALL)
_LEAST_INEXACT = 10.0**float_info.dig  # further digits are noise of binary fractions
_LOST_DIGITS = (
    "is a number with more than 15 digits, and a spreadsheet keeps no more: the last ones are lost. Format "
    "the column as text there, and enter or import the numbers again"
)
# Marks that programs write for a missing value or a failed formula, in English and Norwegian.
_NO_VALUES = frozenset(
    {
        *("nan", "NaN", "NAN", "-nan", "NaT", "None", "NONE", "<NA>", "N/A", "n/a"),
        *("NULL", "null", "(null)", "<null>", "[null]", "\\N", "nil", "NIL", "undefined"),
        *("(blank)", "(tom)", "(tomt)"),  # in pivot tables
        *("#N/A", "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#SPILL!", "#CALC!"),
        *("#I/T", "#NULL!", "#VERDI!", "#NAVN?", "#OVERFLYT!", "#BEREGN!"),
    }
)

# An error of LibreOffice by its number, in English and in the languages of the Nordic countries.
_FAILED = re.compile(r"(?:Err|Feil|Fejl|Fel|Virhe):[0-9]{3}")
# A formula instead of its result, as in a file that was saved with the formulas shown.
_FORMULA = re.compile(
    r"""=\s*[-+]?(?:[0-9"(\[{]|\$?[A-Z]{1,3}\$?[0-9]|[\w.]+\(|'[^']+'!|\w+!|\w+\.\$?[A-Z]{1,3}\$?[0-9])"""
)
# Texts that programs write for something else: a float of a whole number, a number that a spreadsheet
# shortens, a number behind the apostrophe that makes it a text there, and the bytes of Python.
_DOUBTS = (
    (
        re.compile(r"[+-]?[0-9]+[.,]0"),
        "is a whole number with a decimal behind it, as in 1001.0: write it as 1001, and export again",
    ),
    (
        re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+E[+-]?|E[+-])[0-9]+", re.IGNORECASE),
        "is a number that a spreadsheet has shortened, as in 1E+03: show all its digits and export again",
    ),
    (
        re.compile(r"'[0-9][0-9 .,-]*"),
        "is a number behind an apostrophe, as in '1001: leave the apostrophe out, and export again",
    ),
    (
        re.compile(r"""b'[^']*'|b"[^"]*\""""),
        "is a text as Python writes bytes, as in b'1001': decode it, and export again",
    ),
)
# 2-4, the number of a house, as Excel shows it in Norwegian and in English.
_MADE_DATE = re.compile(
    r"[0-9]{1,2}[.-](?:jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec)\.?", re.IGNORECASE
)
# A letter as HTML writes it, in an export of a web application.
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|(?:ae|AE)lig|[oO]slash|[aA]ring|[aAoOuU]uml|#[0-9]{2,5});"
)
_DASHES = frozenset({"-", "--", "---", "\N{EN DASH}", "\N{EM DASH}"})
_MARKS = _DASHES | {".", "...", "*", "?", "_", "/", "NA", "N.A.", "n.a."}  # R writes NA
_LONGEST_MARK = max(map(len, _MARKS))
_FIRST, _LAST = frozenset("+-0123456789'b"), frozenset("0123456789'\"")  # of the texts of `_DOUBTS`
_UNCALCULATED = "#UNCALCULATED!"  # written by `digipost.bulk.manifests.sheet_converter.ods_marks`
# A question mark within a word, as programs write it for a letter that their encoding lacks: B?t, F?dselsdag.
# In web addresses and paths, a question mark is a separator.
_LOST_LETTER = re.compile(r"^[^/=]*[^\W\d_]\?[a-zæøå][^/=]*$", re.DOTALL)


def cleaned(value: object, column: str) -> object:
    """Return a cell's value without spaces around it; None if the cell holds nothing.

    Args:
        value: The value.
        column: The manifest's own name of the column.

    Raises:
        InvalidValueError: The value is a mark that a program wrote instead of a lost value.
    """
    match value:
        case str():
            text = _undressed(value)
            if text.startswith(_UNCALCULATED):
                problem = (
                    "is a formula without a result: open the workbook in the spreadsheet, and save it again"
                )
                raise InvalidValueError(column, problem)
            if text in _NO_VALUES or (":" in text and _FAILED.fullmatch(text) is not None):
                problem = (
                    f"holds {text}, which a program writes in place of a missing value or a failed formula: "
                    "correct the cell, or leave it empty"
                )
                raise InvalidValueError(column, problem)
            if text.startswith("=") and _FORMULA.match(text) is not None:
                problem = "is a formula in place of its result: hide the formulas, and export again"
                raise InvalidValueError(column, problem)
            if "?" in text or "&" in text or "\ufffd" in text:
                _refuse_garbled(text, column)
            return text or None
        case bytes():
            try:
                return value.decode("utf-8").strip() or None
            except UnicodeDecodeError:
                raise InvalidValueError(column, "holds bytes that are no text") from None
        case float() if math.isnan(value):
            return None
        case Decimal() if value.is_nan():
            return None
    return value


def _refuse_garbled(text: str, column: str) -> None:
    if "\ufffd" in text or _LOST_LETTER.search(text) is not None:
        raise InvalidValueError(
            column, "has a letter that another program has lost; export it again, as UTF-8"
        )
    if _ENTITY.search(text) is not None:
        problem = "has a letter as HTML writes it, such as &aring;: export it again, as plain text"
        raise InvalidValueError(column, problem)


def _undressed(value: str) -> str:
    """Return a text without surrounding spaces, in composed letters, and without Excel's `="…"`."""
    is_ascii = value.isascii()
    text = value.strip() if is_ascii else value.strip(_AROUND)  # the same characters in ASCII
    if text.startswith("=") and _QUOTED.fullmatch(text) is not None:
        text = text[2:-1].replace('""', '"').strip(_AROUND)
    return text if is_ascii or text.isascii() else normalize("NFC", text)


def doubtful(text: str) -> str | None:
    """Return the problem of a text that a program has most likely written for something else, if any."""
    if len(text) <= _LONGEST_MARK and text in _MARKS:
        mark = "a dash" if text in _DASHES else text
        return f"holds {mark} only, as for a missing value: leave the cell empty instead"
    if text[-1:] not in _LAST or text[0] not in _FIRST:  # most texts end here; the patterns take more time
        return None
    return next((problem for pattern, problem in _DOUBTS if pattern.fullmatch(text) is not None), None)


def doubtful_or_zero(text: str) -> str | None:
    """Return the problem of a zero in a text that is never zero, such as a name or a line of an address."""
    if text == "0":
        return "is 0, as a formula of a spreadsheet gives for an empty cell: leave the cell empty instead"
    if text[:1].isdigit() and _MADE_DATE.fullmatch(text) is not None:
        return "is a date that a spreadsheet has made of a number such as 2-4: format the cell as text there"
    return doubtful(text)


def number_of(text: str) -> Decimal:
    """Return a number in JSON; the noise of a binary fraction is rounded, as in 0.30000000000000004."""
    if len(text) > float_info.dig and text == repr(value := float(text)):
        return Decimal(f"{value:.{float_info.dig}g}")
    return Decimal(text)


def text_of(value: object, column: str) -> str:
    """Return a cell's value as text for a template: a whole number has no point and no exponent.

    Args:
        value: The value.
        column: The manifest's own name of the column.

    Raises:
        InvalidValueError: The value has no text form.
    """
    match value:
        case str():
            return value
        case bool():
            pass
        case int():
            return str(value)
        case float() if math.isfinite(value) and abs(value) >= _LEAST_INEXACT:
            raise InvalidValueError(column, _LOST_DIGITS)
        case float() if math.isfinite(value):
            return _number(
                Decimal(int(value)) if value.is_integer() else Decimal(f"{value:.{float_info.dig}g}")
            )
        case Decimal() if value.is_finite():
            return _number(value)
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date():
            return value.isoformat()
    problem = (
        f"holds a value that cannot stand in a text ({type(value).__name__}); make it a text or a number"
    )
    raise InvalidValueError(column, problem)


def _number(value: Decimal) -> str:
    """Return a number in digits; `1001.0`, as programs write whole numbers, becomes `1001`."""
    text = f"{value:f}"
    return text.removesuffix(".0")
