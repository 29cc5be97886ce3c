"""The options of `digipost bulk`: the mailing, its format, and the workers that send it."""

from __future__ import annotations

from functools import update_wrapper
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import click
from click.core import ParameterSource

from digipost.bulk import Columns, ManifestError, ManifestFormat, Workers, processes, threads
from digipost.bulk.journal.file import folder_for
from digipost.bulk.manifests.columns import COLUMNS, is_known
from digipost.bulk.manifests.manifest_format import DATE_FORMATS, MOST_ROWS
from digipost.bulk.manifests.suggestions import is_misspelt
from digipost.cli.arguments import gathered
from digipost.cli.failures import ExitCode, FailureError, printable
from digipost.cli.help import option

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = [
    "Speed",
    "check_folders",
    "columns_options",
    "format_options",
    "once_each",
    "paced",
]

_F = TypeVar("_F", bound="Callable[..., Any]")

_FORMAT = "Reading the manifest"
_MEANING = "Meaning of the columns"
_SPEED = "How fast"
_SECONDS_FOR_A_CLUSTER = 10


def columns_options(command: _F) -> _F:
    """Give a command `--map`, `--set` and `--ignore`, and the resulting `Columns` as `columns`."""

    def with_columns(
        mapped: tuple[tuple[str, str], ...],
        templates: tuple[tuple[str, str], ...],
        ignored: tuple[str, ...],
        **others: Any,  # noqa: ANN401 - the command's own arguments
    ) -> object:
        try:
            columns = Columns(
                mapping=once_each("--map", mapped), templates=once_each("--set", templates), ignored=ignored
            )
        except ManifestError as error:
            raise click.UsageError(str(error)) from error
        return command(columns=columns, **others)

    decorated: Any = update_wrapper(with_columns, command)
    for names, attributes in (
        (
            ("--ignore", "ignored"),
            {"metavar": "NAME", "help": "A column of the manifest to leave out; repeatable."},
        ),
        (
            ("--set", "templates"),
            {
                "metavar": "COLUMN=TEXT",
                "callback": _pairs,
                "help": "The value of a column for rows without one; {name} stands for the manifest's column "
                "of that name, as in document=letters/{customer}.pdf. Repeatable.",
            },
        ),
        (
            ("--map", "mapped"),
            {
                "metavar": "COLUMN=NAME",
                "callback": _pairs,
                "help": "The manifest's name of a column, as in subject=title. Repeatable.",
            },
        ),
    ):
        decorated = option(*names, multiple=True, section=_MEANING, **attributes)(decorated)
    result: _F = decorated
    return result


def format_options(command: _F) -> _F:
    """Give a command the options for a manifest's format, and the resulting `ManifestFormat` as `form`."""

    def with_format(
        encoding: str | None,
        sheet: str | None,
        header_row: int | None,
        date_format: str | None,
        **others: Any,  # noqa: ANN401 - the command's own arguments
    ) -> object:
        try:
            form = ManifestFormat(
                encoding=encoding, sheet=sheet, header_row=header_row, date_format=date_format
            )
        except ManifestError as error:
            raise click.UsageError(str(error)) from error
        return command(form=form, **others)

    decorated: Any = update_wrapper(with_format, command)
    for name, attributes in (
        (
            "--date-format",
            {
                "type": click.Choice(list(DATE_FORMATS), case_sensitive=False),
                "metavar": "FORMAT",
                "help": "The format of dates; required unless they look like 15.02.2034 or 2034-02-15: "
                f"{', '.join(DATE_FORMATS)}.",
            },
        ),
        (
            "--header-row",
            {
                "type": click.IntRange(1, MOST_ROWS),
                "metavar": "ROW",
                "help": "The number of the row with the column names, if titles come before it.",
            },
        ),
        ("--sheet", {"metavar": "NAME", "help": "The sheet, in a workbook with several."}),
        (
            "--encoding",
            {"metavar": "NAME", "help": "The encoding of a CSV file, such as cp1252; detected unless given."},
        ),
    ):
        decorated = option(name, section=_FORMAT, **attributes)(decorated)
    result: _F = decorated
    return result


def once_each(option_name: str, pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return the values of `--map` or `--set` as a dictionary.

    Raises:
        UsageError: A column is not known or has two values, or a template cannot be read.
    """
    found: dict[str, str] = {}
    for name, text in pairs:
        if found.setdefault(name, text) != text:
            raise click.UsageError(f"{option_name} is given twice for {name}; leave one out.")
        try:
            Columns(mapping={name: text}) if option_name == "--map" else Columns(templates={name: text})
        except ManifestError as error:
            problem = f"{option_name}: {error}"
            is_turned = is_known(text) and "." not in name and not is_misspelt(name, COLUMNS)
            if option_name == "--map" and is_turned:
                problem = f"{option_name}: the column stands first: {option_name} {text}={name}."
            raise click.UsageError(problem) from error
    return found


def check_folders(manifest: Path, *, folder: Path | None, documents: Path | None) -> None:
    """Check that the folders of a mailing are folders, or can be created.

    Raises:
        FailureError: The path of a folder is a file, or the folder of documents does not exist.
    """
    journal = folder_for(manifest) if folder is None else folder
    if journal.exists() and not journal.is_dir():
        name = "--folder: " if folder is not None else ""
        problem = f"{name}{printable(str(journal))} is a file, and the journal needs a folder"
        raise FailureError(f"{problem}: name another by --folder.", ExitCode.USAGE)
    if documents is not None and not documents.is_dir():
        found = "is a file, not a folder" if documents.exists() else "is no folder that exists"
        source = click.get_current_context().get_parameter_source("documents")
        name = "documents in the profile" if source is ParameterSource.DEFAULT else "--documents"
        raise FailureError(f"{name}: {printable(str(documents))} {found}.", ExitCode.USAGE)


@attrs.frozen
class Speed:
    """The workers and the rate that the options of `paced` demand.

    Attributes:
        concurrency: The number of letters to send at the same time.
        most_a_second: The rate limit, in letters a second; None for no limit.
        processes: The number of processes, if any was given.
        dask: The address of a cluster's scheduler, if any was given.
    """

    concurrency: int
    most_a_second: float | None
    processes: int | None
    dask: str | None

    def workers(self) -> Workers:
        """Return the workers that send.

        Raises:
            UsageError: Both processes and a cluster were requested.
            ImportError: dask, which a cluster needs, is not installed; the error text names the package.
            FailureError: No cluster was found at the address.
        """
        local = self.local_workers()
        return local if self.dask is None else _cluster(self.dask)

    def local_workers(self) -> Workers:
        """Return the workers of this machine, which check a mailing even if a cluster sends it.

        Raises:
            UsageError: Both processes and a cluster were requested.
        """
        if self.dask is not None and self.processes is not None:
            raise click.UsageError("--dask and --processes exclude each other.")
        if self.processes is not None:
            return processes(self.processes, max(1, self.concurrency // self.processes))
        return threads(self.concurrency)


paced = gathered(
    "speed",
    Speed,
    [
        option(
            "--concurrency",
            type=click.IntRange(1, 1024),
            default=16,
            show_default=True,
            metavar="N",
            section=_SPEED,
            help="The number of letters to send at the same time.",
        ),
        option(
            "--rate",
            "most_a_second",
            type=click.FloatRange(0.2),
            metavar="N",
            section=_SPEED,
            help="The maximum number of letters a second; Digipost can lower it. No limit by default.",
        ),
        option(
            "--processes",
            type=click.IntRange(1, 256),
            metavar="N",
            section=_SPEED,
            help="The number of processes that check and send, to use several cores; they share "
            "--concurrency.",
        ),
        option(
            "--dask",
            metavar="ADDRESS",
            section=_SPEED,
            help="Send by the workers of a dask cluster; ADDRESS is its scheduler's. They need the "
            "certificate, the password and the documents in the same places.",
        ),
    ],
)
"""Gives a command the options for the workers and the rate, as `speed`."""


def _cluster(address: str) -> Workers:
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise ImportError("A cluster needs dask: pip install 'digipost[dask]'") from None
    try:
        client = distributed.Client(address, set_as_default=False, timeout=_SECONDS_FOR_A_CLUSTER)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--dask") from error
    except OSError as error:
        problem = f"No dask scheduler answers at {address}. Nothing was sent."
        raise FailureError(problem, ExitCode.TRY_AGAIN) from error
    return Workers.of(client.get_executor(pure=False), max(1, sum(client.nthreads().values())))


def _pairs(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    split = [each.partition("=") for each in values]
    if not all(equals for _, equals, _ in split):
        example = "subject=Tittel" if parameter.name == "mapped" else 'subject="Faktura {Nr}"'
        raise click.BadParameter(f"{parameter.metavar} is expected, as in {example}", context, parameter)
    return tuple((name.strip(), text) for name, _, text in split)
