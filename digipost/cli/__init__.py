"""The command line, `digipost`; it needs the extra `cli`: `pip install 'digipost[cli]'`.

`digipost --help` lists the commands. Each is a module of this package, named in `digipost.cli.commands`. The
modules are lazy imports, so help and completion are fast.
"""

from __future__ import annotations

import io
import sys

__all__ = ["main"]

_BROUGHT_BY_THE_EXTRA = {"click", "rich"}
_SETUP = 3  # equals `SETUP` of `digipost.cli.failures`, which cannot be imported without click


def main() -> None:
    """Run the command line on `sys.argv`, and exit with the code of `digipost.cli.failures`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console or pipe of Windows can lack a letter of a name.
            stream.reconfigure(errors="replace")
    try:
        from digipost.cli.commands import digipost  # noqa: PLC0415 - click may not be installed
    except ModuleNotFoundError as error:
        if error.name not in _BROUGHT_BY_THE_EXTRA:
            raise
        extras = "cli,sandbox" if sys.argv[1:2] == ["sandbox"] else "cli"
        print(  # noqa: T201
            f"Error: the command line needs the extra `cli`: pip install 'digipost[{extras}]'",
            file=sys.stderr,
        )
        sys.exit(_SETUP)
    digipost(prog_name="digipost")
