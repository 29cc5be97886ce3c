"""Places where passwords are stored, used instead of the passwords.

>>> Secret.from_env("DIGIPOST_PASSWORD")
Secret.from_env('DIGIPOST_PASSWORD')
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal, Self

import attrs

from digipost.base.hidden import HiddenBytes, HiddenText
from digipost.base.paths import is_path, proves_to_be_a_path
from digipost.base.text_decoding import decoded
from digipost.errors import ConfigurationError
from digipost_schema._arguments import explains_arguments

__all__ = ["HiddenBytes", "HiddenText", "Secret", "hidden"]

# The usual form of variable names, such as DIGIPOST_PASSWORD.
_VARIABLE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
_SUFFIXES = {".txt", ".secret", ".password", ".pass", ".pw"}
_NO_VARIABLE = "Secret.from_env: the name of an environment variable is expected, such as DIGIPOST_PASSWORD."
_NO_SOURCE = "A Secret is made by Secret.from_env(name) or Secret.from_file(path)."
_NOT_SHOWN = "(not shown, since it may be the password itself, which is given without"


def _check_source(_: Secret, __: attrs.Attribute[Literal["env", "file"]], value: object) -> None:
    if value not in ("env", "file"):
        raise ConfigurationError(_NO_SOURCE)


def _check_place(_: Secret, __: attrs.Attribute[str], value: object) -> None:
    if not isinstance(value, str):
        raise ConfigurationError(_NO_SOURCE)


@explains_arguments()
@attrs.frozen(repr=False)
class Secret:
    """The place of a password, which is read each time it is needed and never kept.

    So a secret can be printed, compared and pickled to another process: it contains only the place.
    """

    _source: Literal["env", "file"] = attrs.field(validator=_check_source)
    _place: str = attrs.field(validator=_check_place)
    _is_shown: bool = attrs.field(default=True, eq=False)

    @classmethod
    def from_env(cls, name: str) -> Self:
        """Name an environment variable that holds the password."""
        given: object = name
        if not isinstance(given, str) or not given or "=" in given or "\0" in given:
            raise ConfigurationError(_NO_VARIABLE)
        try:
            is_set = name in os.environ
        except UnicodeEncodeError:  # half of a surrogate pair
            raise ConfigurationError(_NO_VARIABLE) from None
        # The error must not show a password that was given instead of the name.
        return cls("env", name, is_set or _VARIABLE.fullmatch(name) is not None)

    @classmethod
    def from_file(cls, path: str | os.PathLike[str]) -> Self:
        """Name the text file that holds the password, such as a secret that Kubernetes mounts.

        A final newline is dropped. The file is in UTF-8, or in UTF-16 as PowerShell writes it.
        """
        given: object = path
        if not is_path(given):
            problem = f"a str or a pathlib.Path is expected, not {type(path).__name__}"
            raise ConfigurationError(f"Secret.from_file: {problem}.")
        is_shown = not isinstance(path, str) or proves_to_be_a_path(path, _SUFFIXES)
        return cls("file", str(Path(path).absolute()), is_shown)

    def reveal(self) -> HiddenText:
        """Return the current password, hidden from tracebacks.

        Raises:
            ConfigurationError: The variable is not set, or the file cannot be read.
        """
        return self._from_env() if self._source == "env" else self._from_file()

    def _from_env(self) -> HiddenText:
        try:
            return HiddenText(os.environ[self._place])
        except KeyError:
            name = self._place if self._is_shown else f"{_NOT_SHOWN} from_env)"
            raise ConfigurationError(
                f"The environment variable {name} is not set; it should hold the password."
            ) from None

    def _from_file(self) -> HiddenText:
        try:
            text = decoded(Path(self._place).read_bytes()).replace("\r\n", "\n").removesuffix("\n")
            return HiddenText(text)
        except UnicodeError:
            # The original error would contain the file's content.
            problem = f"The password file {self._place} is not UTF-8 text, nor UTF-16."
            raise ConfigurationError(problem) from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "its name is not one that a file can have"
            if not self._is_shown:
                problem = f"The password file {_NOT_SHOWN} from_file) cannot be read: {reason}."
                raise ConfigurationError(problem) from None
            raise ConfigurationError(f"The password file {self._place} cannot be read: {reason}.") from error

    def __repr__(self) -> str:
        return f"Secret.from_{self._source}({repr(self._place) if self._is_shown else '…'})"


def hidden(password: str | Secret) -> HiddenText | Secret:
    """Return the password in a form that tracebacks do not show.

    Raises:
        ConfigurationError: The password is of another type.
    """
    if isinstance(password, Secret):
        return password
    if not isinstance(password, str):
        raise ConfigurationError("A password is a str, Secret.from_env(name) or Secret.from_file(path).")
    return HiddenText(password)
