"""Profiles and guesses of `digipost bulk`: settings of a manifest that are not on the command line."""

from __future__ import annotations

import shlex
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import click
from click.core import ParameterSource

from digipost.bulk import Columns, ManifestError, ManifestFormat, Profile
from digipost.bulk._corrections import corrected_manifest
from digipost.bulk._profile_places import place, profile_text
from digipost.bulk.guesses.column_guesses import guessed
from digipost.bulk.manifests.manifest import open_manifest
from digipost.cli.bulk.options import once_each
from digipost.cli.bulk.result import usable
from digipost.cli.failures import ExitCode, FailureError, in_plain_words, printable
from digipost.cli.help import option
from digipost.cli.output import is_asked_on_a_terminal, note
from digipost.cli.wrapping import say
from digipost.errors._masking import masked_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from digipost.bulk.guesses.column_guesses import Guess

__all__ = ["guess_lines", "profiled", "save_profile"]

_F = TypeVar("_F", bound="Callable[..., Any]")
# Options of a profile whose argument in the command has another name.
_ARGUMENTS = {"batch": "in_batch", "rate": "most_a_second"}


def profiled(command: _F) -> _F:
    """Give a command `--profile` and `--accept-guesses`, whose values replace options that were not given.

    The command must have the options of a manifest. The command gets the prices of the profile as `prices`.
    """

    def with_profile(manifest: Path, profile: Path | None, *, accept_guesses: bool, **given: Any) -> object:  # noqa: ANN401
        with usable():
            found, path = _read(manifest, profile)
        context = click.get_current_context()
        options = {
            _ARGUMENTS.get(name, name.replace("-", "_")): value for name, value in found.options.items()
        }
        for name, value in {**attrs.asdict(found.form), **options}.items():
            if context.get_parameter_source(name) is ParameterSource.DEFAULT and value is not None:
                given[name] = _converted(value, name, context, path) if name in options else value
        given["mapped"] = (*_added(found.columns.mapping, once_each("--map", given["mapped"])),)
        given["templates"] = (*_added(found.columns.templates, once_each("--set", given["templates"])),)
        given["ignored"] = (*found.columns.ignored, *given["ignored"])
        _add_guesses(manifest, given, accepted=accept_guesses)
        return command(manifest=manifest, prices=found.prices, **given)

    decorated: Any = update_wrapper(with_profile, command)
    for names, attributes in (
        (
            ("--accept-guesses",),
            {"is_flag": True, "help": "Accept the meanings guessed from the columns' names, without asking."},
        ),
        (
            ("--profile",),
            {
                "type": click.Path(path_type=Path),
                "help": "A file with these settings, as digipost bulk init writes it; by default MANIFEST "
                "with .toml, if that exists.",
            },
        ),
    ):
        decorated = option(*names, section="Meaning of the columns", **attributes)(decorated)
    result: _F = decorated
    return result


def guess_lines(guess: Guess) -> Iterator[str]:
    """Yield a line for each guess: the name of a column in the manifest, and its likely meaning."""
    told = [(masked_text(theirs), known) for known, theirs in guess.mapping.items()]
    told += [(masked_text(text), known) for known, text in guess.templates.items()]
    width = max((len(theirs) for theirs, _ in told), default=0)
    for theirs, known in told:
        yield printable(f"  {theirs:<{width}}  {known}")
    if guess.ignored:
        yield printable(f"  Not used: {', '.join(map(masked_text, guess.ignored))}")


def save_profile(path: Path, manifest: Path, columns: Columns, form: ManifestFormat) -> None:
    """Write a profile.

    Raises:
        FailureError: The profile exists already, or cannot be written.
    """
    comments = (
        f"Meaning of the columns of {printable(manifest.name)}. digipost bulk send uses this file if it is",
        "beside the manifest. Check it, and correct it.",
    )
    text = Profile(columns=columns, form=form).to_toml(comments=comments)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise FailureError(
            f"{path} is there already. Change it, or remove it first.", ExitCode.USAGE
        ) from None


def _read(manifest: Path, profile: Path | None) -> tuple[Profile, Path]:
    """Return the profile of a manifest, and its path."""
    own, corrected = Profile.beside(manifest), corrected_manifest(manifest)
    flag = "" if profile is None else "--profile: "
    if profile is None:
        beside = [own] if corrected is None else [own, Profile.beside(corrected)]
        profile = next((each for each in beside if each.exists() and each != manifest), None)
        if profile is None:
            return Profile(), own
    try:
        found = Profile.read(profile)
    except ManifestError as error:
        raise ManifestError(f"{flag}{error}") from error
    note(printable(f"The columns and options in {profile.name} are used."))
    return found, profile


def _converted(value: object, argument: str, context: click.Context, profile: Path) -> object:
    """Return the value of a profile's option, converted and checked as the command's option.

    Raises:
        FailureError: The value is outside these limits.
    """
    option_of_it = next(each for each in context.command.params if each.name == argument)
    try:
        converted: object = option_of_it.type.convert(value, option_of_it, context)
    except click.BadParameter as error:
        flag = option_of_it.opts[0].removeprefix("--")
        at = place(profile.name, profile_text(profile), "options", flag)
        problem = printable(f"{at}: {in_plain_words(error.message)}")
        raise FailureError(problem, ExitCode.USAGE, kind="ManifestError") from error
    # A path in a profile is relative to the profile's folder, not to the working directory.
    return profile.parent / converted if isinstance(converted, Path) else converted


def _added(first: Mapping[str, str], then: Mapping[str, str]) -> list[tuple[str, str]]:
    return list({**first, **then}.items())


def _add_guesses(manifest: Path, given: dict[str, Any], *, accepted: bool) -> None:
    """Add guesses of the meaning of unknown columns, if the user accepts them.

    Raises:
        FailureError: The user does not accept the guesses; the error text shows them.
    """
    try:
        columns = Columns(
            mapping=dict(given["mapped"]), templates=dict(given["templates"]), ignored=given["ignored"]
        )
        form = ManifestFormat(**{each.name: given[each.name] for each in attrs.fields(ManifestFormat)})
    except ManifestError as error:
        raise click.UsageError(str(error)) from error
    with usable():
        opened = open_manifest(manifest, form=form)
        if opened.columns:
            columns.check_used(opened.columns)
        if all(columns.means_something(name) for name in opened.columns or ()):
            return
        guess = guessed(opened, columns, Path(given["documents"] or manifest.absolute().parent))
    if not guess.mapping and not guess.templates:
        return  # the check of the header reports unknown columns
    lines = "\n".join(guess_lines(guess))
    said = f"The columns of {printable(manifest.name)} seem to mean:\n\n{lines}\n"
    if not accepted:
        if not is_asked_on_a_terminal():
            problem = (
                f"{said}\nNothing was sent. To take them so, give --accept-guesses. To check and change them "
                f"first, type: digipost bulk init {shlex.quote(str(manifest))}"
            )
            raise FailureError(problem, ExitCode.USAGE, kind="ManifestError")
        say(said, err=True)
        if not click.confirm("Take them so?", err=True):
            advice = f"To write down what they mean: digipost bulk init {shlex.quote(str(manifest))}"
            raise FailureError(f"Nothing was sent. {advice}", ExitCode.REFUSED)
    else:
        note(said)
    for each in guess.missing:
        options = "--map and --ignore" if "ignore" in each else "--map or --set"
        note(printable(f"{each} Say it with {options}."))
    given["mapped"] = (*given["mapped"], *guess.mapping.items())
    given["templates"] = (*given["templates"], *guess.templates.items())
    given["ignored"] = (*given["ignored"], *guess.ignored)
    path = Profile.beside(manifest)
    if not accepted and not path.exists() and click.confirm(f"Save that as {path.name}?", err=True):
        columns = Columns(
            mapping=dict(given["mapped"]), templates=dict(given["templates"]), ignored=given["ignored"]
        )
        save_profile(path, manifest, columns, form)
