"""`digipost validate`: checks of XML by Digipost's schemas, with line numbers and in plain words."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from digipost.base.schema_validation import Problem, parsed, problems
from digipost.base.schema_version import api_v8
from digipost.cli.failures import ExitCode, printable
from digipost.cli.help import Command
from digipost.cli.output import as_json, json_option, show
from digipost.cli.text_input import data_of_file
from digipost.cli.wrapping import say
from digipost_schema import check, datatypes_codec
from digipost_schema.errors import SchemaParseError, SchemaValueError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

__all__ = ["Validation", "validate", "validation_of"]

_READERS = {**import_module(f"{api_v8.__name__}_codec").READERS, **datatypes_codec.READERS}
_CLASSES: dict[str, tuple[type, Callable[[etree._Element], object]]] = {
    tag: (cls, read) for cls, (tag, read) in _READERS.items()
}
_NAMESPACES = re.compile(r"\{http://api\.digipost\.no/schema/[a-z0-9]+\}")
_NAME = re.compile(r"'([\w.-]+)'")
# Messages of libxml2, each with its text in plain words; the first match is used.
_PLAIN = [
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (
            r"No matching global declaration.*",
            "no document of Digipost begins with this element, or its namespace (xmlns) is another",
        ),
        (
            r"This element is not expected\. Expected is (?:one of )?\( (.*) \)\.",
            r"is not allowed here; expected here: \1",
        ),
        (r"This element is not expected\.", "is not allowed here; nothing more is expected"),
        (
            r"Missing child element\(s\)\. Expected is (?:one of )?\( (.*) \)\.",
            r"lacks an element; expected at its end: \1",
        ),
        (r"The value is not an element of the set \{(.*)\}\.", r"must be one of \1"),
        (
            r"The value has a length of '(\d+)'; this (?:differs from|exceeds|underruns) the allowed (.*)\.",
            r"is \1 characters long; the \2 is the limit",
        ),
        (r"The value is not accepted by the pattern '(.*)'\.", r"must have the form \1"),
        (
            r"The value is not a valid value of the (?:atomic |local atomic )?type '(?:xs:)?(.*)'\.",
            r"must be a valid \1",
        ),
        (r"The attribute '.*' is not allowed\.", "is not allowed"),
        (r"The attribute '.*' is required but missing\.", "is missing"),
        (
            r"Character content other than whitespace is not allowed.*",
            "must hold elements alone, and no text between",
        ),
    )
]


@attrs.frozen
class Validation:
    """Result of the check of a document.

    Attributes:
        kind: The class of the document; None if no class of this library fits.
        found: The problems, in the order of the document.
    """

    kind: type | None
    found: list[Problem]


def validation_of(xml: bytes) -> Validation:
    """Check a document against its XSD, and read it with the class of its root element."""
    document = parsed(xml)
    if isinstance(document, Problem):
        return Validation(None, [document])
    found = [Problem(each.line, _in_plain_words(each.text)) for each in problems(document)]
    kind, read = _CLASSES.get(document.tag, (None, None))
    if read is not None and not found:
        try:
            check(read(document))
        except SchemaParseError as error:
            found = [Problem(1, f"{error.path}: {error.problem}")]
        except SchemaValueError as error:
            found = [Problem(1, f"{error.owner}.{error.field}: {error.problem}")]
    return Validation(kind, found)


@click.command(
    cls=Command,
    examples=[
        ("Check a message before sending it by other means", "digipost validate message.xml"),
        ("Check many, and count those that are wrong", "digipost validate *.xml --json"),
    ],
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
def validate(files: tuple[Path, ...]) -> None:
    """Check XML against Digipost's schemas, in plain words.

    FILES are messages, archives, data types such as an invoice, or any other document of the API. Each is
    validated by libxml2 against the XSDs that come with this program, and read by its own classes. Nothing is
    sent. Errors show line numbers, and no values of the documents.

    The exit code is 1 when one of them is wrong.
    """
    wrong = 0
    for file in files:
        validation = validation_of(data_of_file(file, "FILE"))
        wrong += bool(validation.found)
        if as_json():
            show(
                {
                    "file": file,
                    "valid": not validation.found,
                    "kind": validation.kind and validation.kind.__name__,
                    "problems": [{"line": each.line, "problem": each.text} for each in validation.found],
                }
            )
            continue
        for each in validation.found:
            say(printable(f"{file}:{each.line}: {each.text}"))
        if not validation.found and validation.kind:
            say(printable(f"{file}: a valid {validation.kind.__name__}"))
    if wrong:
        click.get_current_context().exit(ExitCode.REFUSED)


def _in_plain_words(text: str) -> str:
    """Return a libxml2 message without namespaces, in plain words where they are known."""
    plain = re.sub(r"\[facet '[a-zA-Z]+'\] ", "", _NAMESPACES.sub("", text))
    where, _, what = plain.removeprefix("Element ").partition(": ")
    for pattern, words in _PLAIN:
        fits = pattern.fullmatch(what)
        if fits is not None:
            what = fits.expand(words)
            break
    return _NAME.sub(lambda found: found[1], f"{where}: {what}").rstrip(".")
