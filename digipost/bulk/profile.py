"""Profiles: TOML files with the meaning of a manifest's columns, its format and the options to send it.

`invoices.toml` beside `invoices.xlsx` is its profile:

    ignore = ["Merknad"]

    [map]
    "recipient.personal_identification_number" = "Fødselsnr"

    [set]
    subject = "Faktura {Fakturanr}"

    [format]
    sheet = "Fakturaer"

    [options]
    sender-id = 67890

    [prices]
    mailbox = 2.50
"""

from __future__ import annotations

import json
import re
import tomllib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from digipost.base.checked_calls import a, mapping, optional, path, takes
from digipost.bulk._profile_places import (
    EntryError,
    dotted,
    kind_in_words,
    place,
    profile_text,
    shown,
    syntax_error,
    with_suggestion,
)
from digipost.bulk.errors import ManifestError
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest_format import ManifestFormat
from digipost.bulk.prices import Prices

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Profile"]

_TABLES = ("map", "set", "format", "options", "prices")
_FORMAT = tuple(each.name.replace("_", "-") for each in attrs.fields(ManifestFormat))
_PRICES = tuple(each.name for each in attrs.fields(Prices))
# The kinds of values of each option, and their description.
_OPTIONS: Mapping[str, tuple[tuple[type, ...], str]] = {
    "documents": ((str,), 'a folder in quotes, as in "letters"'),
    "sender-id": ((int,), "a whole number without quotes, as in 67890"),
    "batch": ((bool,), "true or false, without quotes"),
    "require-preflight": ((bool,), "true or false, without quotes"),
    "concurrency": ((int,), "a whole number without quotes, as in 16"),
    "processes": ((int,), "a whole number without quotes, as in 2"),
    "rate": ((int, float), "a number without quotes, as in 50"),
}
_NAMES: Mapping[str, Iterable[str]] = {"format": _FORMAT, "options": _OPTIONS, "prices": _PRICES}
_BARE = re.compile(r"[A-Za-z0-9_-]+")


@takes(
    "Profile",
    columns=a(Columns),
    form=a(ManifestFormat),
    options=mapping,
    prices=optional(a(Prices)),
)
@attrs.frozen(kw_only=True)
class Profile:
    """Settings of a manifest, kept in a file to be used again.

        profile = Profile.read("invoices.toml")
        mailing = Mailing("invoices.xlsx", client, columns=profile.columns, form=profile.form)

    Attributes:
        columns: The meaning of the columns.
        form: The format of the manifest.
        options: The options of `digipost bulk send`, by their names without leading hyphens.
        prices: The prices for a forecast, if there are any.
    """

    columns: Columns = attrs.field(factory=Columns)
    form: ManifestFormat = attrs.field(factory=ManifestFormat)
    options: Mapping[str, str | int | float | bool] = attrs.field(factory=dict)
    prices: Prices | None = None

    @staticmethod
    @takes("Profile.beside", manifest=path)
    def beside(manifest: str | os.PathLike[str]) -> Path:
        """Return the path of a manifest's own profile, which may not exist."""
        given = Path(manifest)
        return given.parent / f"{given.stem}.toml"  # `with_suffix` takes no folder such as . or /

    @classmethod
    @takes("Profile.read", path=path)
    def read(cls, path: str | os.PathLike[str]) -> Profile:
        """Return the profile in a file.

        Raises:
            ManifestError: The file cannot be read, or has a forbidden entry; the text names the entry.
        """
        path = Path(path)
        try:
            text = profile_text(path)
        except OSError as error:
            raise ManifestError(f"{path.name} cannot be read: {error.strerror}.") from error
        except UnicodeError:
            problem = "is no text in UTF-8, UTF-16 or Windows' CP1252. Save it as UTF-8"
            raise ManifestError(f"{path.name} {problem}.") from None
        try:
            return cls._of(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            line, problem = syntax_error(error, text)
            if path.suffix.lower() != ".toml":
                problem += ". A profile is a file in TOML, as digipost bulk init writes it"
            raise ManifestError(f"{path.name}, line {line}: {problem}.") from None
        except EntryError as error:
            at = place(path.name, text, error.table, error.key)
            end = "" if error.problem.endswith((".", "?")) else "."
            raise ManifestError(f"{at}{error.problem}{end}") from None

    @classmethod
    def _of(cls, said: dict[str, object]) -> Profile:
        ignored = said.pop("ignore", [])
        if not isinstance(ignored, list) or not all(isinstance(each, str) for each in ignored):
            raise EntryError("", "ignore", ' has to be a list of names in quotes, as in ["Merknad"]')
        tables = {name: _table(said.pop(name, {}), name) for name in _TABLES}
        _refuse_others(said, ("ignore", *_TABLES), "")
        for name, known in _NAMES.items():
            _refuse_others(tables[name], known, name)
        options = {name: _option(name, value) for name, value in tables["options"].items()}
        mapping, templates = _texts(tables["map"], "map"), _texts(tables["set"], "set")
        for known, theirs in mapping.items():
            with _about("map", known):
                Columns(mapping={known: theirs})
        for known, template in templates.items():
            with _about("set", known):
                Columns(templates={known: template})
        return cls(
            columns=Columns(mapping=mapping, templates=templates, ignored=ignored),
            form=_form(tables["format"]),
            options=options,
            prices=_prices(tables["prices"]) if tables["prices"] else None,
        )

    def to_toml(self, *, comments: Iterable[str] = ()) -> str:
        """Return the profile as TOML, without prices.

        Args:
            comments: Comment lines at its beginning.
        """
        lines = [*(f"# {each}".rstrip() for each in comments), ""]
        if self.columns.ignored:
            names = ", ".join(map(_quoted, self.columns.ignored))
            lines += [f"ignore = [{names}]", ""]
        form = {name.replace("_", "-"): value for name, value in attrs.asdict(self.form).items()}
        for name, table in (
            ("map", self.columns.mapping),
            ("set", self.columns.templates),
            ("format", {name: value for name, value in form.items() if value is not None}),
            ("options", self.options),
        ):
            if table:
                lines += [
                    f"[{name}]",
                    *(f"{_key(key)} = {_quoted(value)}" for key, value in table.items()),
                    "",
                ]
        return "\n".join(lines)


def _table(found: object, name: str) -> dict[str, object]:
    if not isinstance(found, dict):
        raise EntryError("", name, f" has to be a table: a line [{name}], and its entries below it")
    return found


def _texts(table: Mapping[str, object], name: str) -> dict[str, str]:
    for key, value in table.items():
        if isinstance(value, dict):
            whole = dotted(key, value)
            problem = f' has to be in quotes, as each name with a point: "{shown(whole)}" = …'
            raise EntryError(name, whole, problem)
        if not isinstance(value, str):
            problem = f" has to be a text in quotes, and is {kind_in_words(value)}"
            if key == "ignore":
                problem += ". The list ignore has its place above the first table"
            raise EntryError(name, key, problem)
    return {key: str(value) for key, value in table.items()}


def _option(name: str, value: object) -> str | int | float | bool:
    """Return the value of an option, which has to be of its kind."""
    kinds, described = _OPTIONS[name]
    if isinstance(value, (str, int, float)) and type(value) in kinds:
        return value
    raise EntryError("options", name, f" has to be {described}, and is {kind_in_words(value)}")


def _form(table: Mapping[str, object]) -> ManifestFormat:
    found: dict[str, Any] = {}
    for key, value in table.items():
        kind, described = (
            (int, "a whole number, as in 3") if key == "header-row" else (str, "a text in quotes")
        )
        if type(value) is not kind:
            raise EntryError("format", key, f" has to be {described}, and is {kind_in_words(value)}")
        name = key.replace("-", "_")
        found[name] = value
        with _about("format", key):
            ManifestFormat(**{name: found[name]})
    return ManifestFormat(**found)


def _prices(table: Mapping[str, object]) -> Prices:
    for key, value in table.items():
        with _about("prices", key):
            Prices.from_table({key: value})
    return Prices.from_table(table)


@contextmanager
def _about(table: str, key: str) -> Iterator[None]:
    """Raise an error about an entry with its place."""
    try:
        yield
    except ManifestError as error:
        raise EntryError(table, key, f": {str(error).removeprefix(f'{table}.{key}: ')}") from None


def _refuse_others(found: Mapping[str, object], known: Iterable[str], table: str) -> None:
    for name in found:
        if name not in known:
            usual = name.casefold().replace("_", "-")
            home = next((other for other, names in _NAMES.items() if other != table and usual in names), None)
            if home is not None:
                raise EntryError(table, name, f" has its place below the line [{home}]")
            raise EntryError(table, name, f" is not known{with_suggestion(name, known)}")


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _quoted(name)


def _quoted(value: object) -> str:
    """Return a value in TOML: its texts have the escapes of JSON, except for the delete character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
