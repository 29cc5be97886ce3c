"""`digipost bulk columns`."""

from __future__ import annotations

import click
from attrs import fields

from digipost.bulk import COLUMNS
from digipost.cli.help import Command
from digipost.cli.output import json_option, show_each
from digipost.plain_data import DATA_TYPES

__all__ = ["columns_command"]

_MORE = {
    "attachment.1": "Path of an attachment; more are attachment.2 to attachment.201",
    "attachment.1.subject": "The title that the recipient sees",
    "attachment.1.file_type": "The type of the document, unless the suffix of its path says it",
}


@click.command("columns", cls=Command, examples=[("All columns", "digipost bulk columns")])
@json_option
def columns_command() -> None:
    """List the columns that a manifest can have.

    A letter has at most one data type: as columns for its fields, such as invoice.sum and invoice.due_date,
    or as one column, such as invoice, with an object in JSON.
    """
    data_types = {
        name: f"Data type: {', '.join(each.name for each in fields(kind)) or 'no fields'}"
        for name, kind in sorted(DATA_TYPES.items())
    }
    show_each(
        (
            {"column": name, "meaning": meaning}
            for name, meaning in {**COLUMNS, **_MORE, **data_types}.items()
        ),
        ("column", "meaning"),
        nothing="",
    )
