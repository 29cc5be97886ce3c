"""What several commands take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from digipost.cli.help import option

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["sender_id_option"]

_F = TypeVar("_F", bound="Callable[..., Any]")


def sender_id_option(command: _F) -> _F:
    """Give a command `--sender-id`."""
    return option(
        "--sender-id",
        type=click.INT,
        metavar="ID",
        help="Whose it is, by account id; the broker's unless given.",
    )(command)
