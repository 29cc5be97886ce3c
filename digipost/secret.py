"""Where a password is kept, instead of the password.

>>> Secret.from_env("DIGIPOST_PASSWORD")
Secret.from_env('DIGIPOST_PASSWORD')
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, Self

import attrs

from digipost.errors import ConfigurationError

__all__ = ["Secret"]


@attrs.frozen(repr=False)
class Secret:
    """The place of a password, which is read each time it is needed and never kept.

    So a secret can be printed, compared and pickled to another process: all that shows is its place.
    """

    _source: Literal["env", "file"]
    _place: str

    @classmethod
    def from_env(cls, name: str) -> Self:
        """The password is in the environment variable of that name."""
        return cls("env", name)

    @classmethod
    def from_file(cls, path: str | os.PathLike[str]) -> Self:
        """The password is in a UTF-8 text file, such as Kubernetes mounts; a final newline is dropped."""
        return cls("file", str(Path(path).absolute()))

    def reveal(self) -> str:
        """The password as it is now.

        Raises:
            ConfigurationError: There is no such variable, or the file cannot be read.
        """
        return self._from_env() if self._source == "env" else self._from_file()

    def _from_env(self) -> str:
        try:
            return os.environ[self._place]
        except KeyError:
            raise ConfigurationError(
                f"The environment variable {self._place} is not set; it should hold the password."
            ) from None

    def _from_file(self) -> str:
        try:
            text = Path(self._place).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            # Its error would carry the content along.
            raise ConfigurationError(f"The password file {self._place} is not UTF-8 text.") from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "its name is not one that a file can have"
            raise ConfigurationError(f"The password file {self._place} cannot be read: {reason}.") from error
        return text.removesuffix("\n")

    def __repr__(self) -> str:
        return f"Secret.from_{self._source}({self._place!r})"
