"""The option `--require-preflight` of the commands that send."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from digipost.cli.failures import ExitCode, FailureError
from digipost.cli.help import option
from digipost.preflight.printability.print_check import is_possible

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

__all__ = ["check_required", "require_preflight_option"]

_F = TypeVar("_F", bound="Callable[..., Any]")


def require_preflight_option(command: _F) -> _F:
    """Give a command `--require-preflight`."""
    return option(
        "--require-preflight", is_flag=True, help="Refuse to go on if PDFs cannot be checked for print."
    )(command)


def check_required() -> None:
    """Raise an error if PDFs cannot be checked for print.

    Raises:
        FailureError: The extra `print` is not installed.
    """
    if not is_possible():
        problem = (
            "--require-preflight: PDFs cannot be checked for print. Install: pip install 'digipost[print]'"
        )
        raise FailureError(problem, ExitCode.SETUP)
