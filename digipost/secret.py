"""Places where passwords are stored, used instead of the passwords.

>>> Secret.from_env("DIGIPOST_PASSWORD")
Secret.from_env('DIGIPOST_PASSWORD')
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, Self

import attrs

from digipost.base.text_decoding import decoded
from digipost.errors import ConfigurationError

__all__ = ["HiddenBytes", "HiddenText", "Secret", "hidden"]


class HiddenText(str):
    """A text that no `repr` shows, so that no traceback with the variables of functions shows it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<hidden text>"


class HiddenBytes(bytes):
    """Bytes that no `repr` shows, likewise."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<hidden bytes>"


@attrs.frozen(repr=False)
class Secret:
    """The place of a password, which is read each time it is needed and never kept.

    So a secret can be printed, compared and pickled to another process: it shows only the place.
    """

    _source: Literal["env", "file"]
    _place: str

    @classmethod
    def from_env(cls, name: str) -> Self:
        """Name an environment variable that holds the password."""
        return cls("env", name)

    @classmethod
    def from_file(cls, path: str | os.PathLike[str]) -> Self:
        """Name a text file with the password, such as Kubernetes mounts; a final newline is dropped.

        The file is in UTF-8, or in UTF-16 as PowerShell writes it.
        """
        return cls("file", str(Path(path).absolute()))

    def reveal(self) -> HiddenText:
        """Return the current password, hidden from tracebacks.

        Raises:
            ConfigurationError: There is no such variable, or the file cannot be read.
        """
        return self._from_env() if self._source == "env" else self._from_file()

    def _from_env(self) -> HiddenText:
        try:
            return HiddenText(os.environ[self._place])
        except KeyError:
            raise ConfigurationError(
                f"The environment variable {self._place} is not set; it should hold the password."
            ) from None

    def _from_file(self) -> HiddenText:
        try:
            text = decoded(Path(self._place).read_bytes()).replace("\r\n", "\n").removesuffix("\n")
            return HiddenText(text)
        except UnicodeError:
            # The original error would carry the content along.
            problem = f"The password file {self._place} is not UTF-8 text, nor UTF-16."
            raise ConfigurationError(problem) from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "its name is not one that a file can have"
            raise ConfigurationError(f"The password file {self._place} cannot be read: {reason}.") from error

    def __repr__(self) -> str:
        return f"Secret.from_{self._source}({self._place!r})"


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
