"""`digipost bulk init`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digipost.bulk import Columns, Profile
from digipost.bulk.guesses.column_guesses import guessed
from digipost.bulk.manifests.manifest import open_manifest
from digipost.cli.bulk.options import format_options
from digipost.cli.bulk.profile import guess_lines, save_profile
from digipost.cli.bulk.result import shown, usable
from digipost.cli.failures import ExitCode, FailureError, printable
from digipost.cli.help import Command
from digipost.cli.output import as_json, done, json_option, note, show
from digipost.cli.wrapping import say

if TYPE_CHECKING:
    from digipost.bulk import ManifestFormat

__all__ = ["init"]


@click.command(
    "init",
    cls=Command,
    examples=[("Write invoices.toml by looking at a workbook", "digipost bulk init invoices.xlsx")],
)
@click.argument("manifest", type=click.Path(path_type=Path))
@format_options
@json_option
def init(manifest: Path, form: ManifestFormat) -> None:
    """Recognise the columns of a manifest, and write a profile.

    MANIFEST is the file that you have: a workbook (.xlsx, .ods), CSV, or Parquet. Its columns are recognised
    by their names in Norwegian and English, its letters by the files beside it. The result is a profile,
    MANIFEST with .toml: check it, and change what is wrong. Then digipost bulk send MANIFEST needs no other
    option.

    The exit code is 1 when something is missing that a letter needs.
    """
    with usable():
        opened = open_manifest(manifest, form=form)
        if opened.columns is None:
            problem = f"{manifest.name} has no header: each line names its columns, and they are not guessed"
            raise FailureError(f"{problem}. Map them with --map, as in --map subject=title.", ExitCode.USAGE)
        guess = guessed(opened, Columns(), manifest.absolute().parent)
        if not guess.mapping and set(guess.ignored) == set(opened.columns):
            Columns().check_header(opened.columns)
        columns = Columns(mapping=guess.mapping, templates=guess.templates, ignored=guess.ignored)
    path = Profile.beside(manifest)
    save_profile(path, manifest, columns, form)
    for each in opened.notes:
        note(printable(each))
    written = printable(shown(path.absolute()))
    with done(f"{written} was written."):
        if as_json():
            show(
                {"profile": str(path), "map": guess.mapping, "set": guess.templates, "ignore": guess.ignored}
            )
        else:
            say(f"Columns of {printable(manifest.name)}, and what they mean:\n")
            for line in guess_lines(guess):
                say(line)
            say(f"\nWritten to {written}. Check it, and change what is wrong.")
    if guess.missing:
        for each in guess.missing:
            place = "under [map] and in the list ignore" if "ignore" in each else "under [map] or [set]"
            note(printable(f"{each} Say it in the profile, {place}."))
        click.get_current_context().exit(ExitCode.REFUSED)
    note(f"To check the letters and send none: digipost bulk send {shlex.quote(str(manifest))} --dry-run")
