"""The figures that `make soak` gathers from the long programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Self

import attrs

if TYPE_CHECKING:
    import argparse


@attrs.frozen(kw_only=True)
class Figures:
    """The figures of a program; None for a kind that it does not look for.

    Attributes:
        letters: Sent.
        faults: Survived.
        lost: Letters.
        doubled: Letters.
        wrong: Whatever else is not as it should be, such as a false report.
        bad_inputs: Tried.
        searched: Outputs in which leaks were looked for.
        leaks: Found.
    """

    letters: int | None = None
    faults: int | None = None
    lost: int | None = None
    doubled: int | None = None
    wrong: int | None = None
    bad_inputs: int | None = None
    searched: int | None = None
    leaks: int | None = None

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.doubled or self.wrong or self.leaks)

    @classmethod
    def read(cls, path: Path) -> Self:
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def write(self, path: Path | None) -> None:
        """Leave them at that path, if one is asked for."""
        if path is not None:
            path.write_text(json.dumps(attrs.asdict(self)), encoding="utf-8")


def figures_option(parser: argparse.ArgumentParser) -> None:
    """Give a program `--figures`."""
    parser.add_argument("--figures", type=Path, metavar="FILE", help="leave the figures there, as JSON")
