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
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from digipost.base.checked_calls import a, mapping, optional, path, takes
from digipost.base.text_decoding import decoded
from digipost.bulk.errors import ManifestError
from digipost.bulk.manifests.columns import Columns
from digipost.bulk.manifests.manifest_format import ManifestFormat
from digipost.bulk.prices import Prices

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

__all__ = ["Profile"]

_TABLES = ("map", "set", "format", "options", "prices")
_FORMAT = tuple(each.name.replace("_", "-") for each in attrs.fields(ManifestFormat))
_OPTIONS: Mapping[str, type | tuple[type, ...]] = {
    "documents": str,
    "sender-id": int,
    "batch": bool,
    "require-preflight": bool,
    "concurrency": int,
    "processes": int,
    "rate": (int, float),
}
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
        return Path(manifest).with_suffix(".toml")

    @classmethod
    @takes("Profile.read", path=path)
    def read(cls, path: str | os.PathLike[str]) -> Profile:
        """Return the profile in a file.

        Raises:
            ManifestError: It cannot be read, or has an entry that is not allowed; the text names the entry.
        """
        path = Path(path)
        try:
            return cls._of(tomllib.loads(_text(path.read_bytes())))
        except OSError as error:
            raise ManifestError(f"{path.name} cannot be read: {error.strerror}.") from error
        except UnicodeError:
            problem = "is no text in UTF-8, UTF-16 or Windows' CP1252. Save it as UTF-8"
            raise ManifestError(f"{path.name} {problem}.") from None
        except tomllib.TOMLDecodeError as error:
            raise ManifestError(f"{path.name} is no TOML file: {error}.") from None
        except ManifestError as error:
            raise ManifestError(f"{path.name}: {error}") from None

    @classmethod
    def _of(cls, said: dict[str, object]) -> Profile:
        ignored = said.pop("ignore", [])
        if not isinstance(ignored, list) or not all(isinstance(each, str) for each in ignored):
            raise ManifestError("ignore has to be a list of names of columns.")
        tables = {name: _table(said.pop(name, {}), name) for name in _TABLES}
        _refuse_others(said, ("ignore", *_TABLES), "an entry")
        _refuse_others(tables["format"], _FORMAT, "in [format] an entry")
        _refuse_others(tables["options"], _OPTIONS, "in [options] an entry")
        for name, value in tables["options"].items():
            if not isinstance(value, _OPTIONS[name]) or (
                isinstance(value, bool) and _OPTIONS[name] is not bool
            ):
                raise ManifestError(f"the option {name} has a value of another kind than it takes.")
        form = {name.replace("-", "_"): value for name, value in tables["format"].items()}
        row = form.pop("header_row", None)
        if row is not None and (not isinstance(row, int) or isinstance(row, bool)):
            raise ManifestError("header-row has to be a number.")
        return cls(
            columns=Columns(
                mapping=_texts(tables["map"], "map"), templates=_texts(tables["set"], "set"), ignored=ignored
            ),
            form=ManifestFormat(header_row=row, **_texts(form, "format")),
            options={
                name: value
                for name, value in tables["options"].items()
                if isinstance(value, (str, int, float))
            },
            prices=Prices.from_table(tables["prices"]) if tables["prices"] else None,
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
        raise ManifestError(f"{name} has to be a table, with a line [{name}] above it.")
    return found


def _texts(table: Mapping[str, object], name: str) -> dict[str, str]:
    for key, value in table.items():
        if not isinstance(value, str):
            raise ManifestError(
                f"[{name}] {_shown(key)}: a text in quotes is expected. Quote names with a point, too."
            )
    return {key: str(value) for key, value in table.items()}


def _refuse_others(found: Mapping[str, object], known: Iterable[str], what: str) -> None:
    for name in found:
        if name not in known:
            raise ManifestError(
                f"there is {what} {_shown(name)}, which is not known; there can be {', '.join(known)}."
            )


def _shown(name: str) -> str:
    return re.sub(r"[^\w. -]", "?", name)[:40]


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _quoted(name)


def _quoted(value: object) -> str:
    """Return a value in TOML: its texts have the escapes of JSON, except for the delete character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _text(data: bytes) -> str:
    """Decode a profile: TOML is UTF-8, and editors on Windows write UTF-16 or CP1252 too."""
    try:
        text = decoded(data)
    except UnicodeError:
        text = data.decode("cp1252")
    return text.replace("\r\n", "\n")
