"""The command line, `digipost`; it needs the extra `cli`: `pip install 'digipost[cli]'`.

`digipost --help` lists the commands. Each command is a module of this package, named in
`digipost.cli.commands`. The modules are lazy imports, so help and completion are fast. Internal, except for
`main`.
"""

from __future__ import annotations

import io
import sys
from importlib.util import find_spec

__all__ = ["main"]

_BROUGHT_BY_THE_EXTRA = ("click", "rich")
# The extra that the command needs, so that a single installation is enough.
_FURTHER_EXTRAS = {"bulk": ",bulk", "preflight": ",print,html", "sandbox": ",sandbox"}
_SETUP = 3  # equals `SETUP` of `digipost.cli.failures`, which cannot be imported without click


def main() -> None:
    """Run the command line on `sys.argv`, and exit with the code of `digipost.cli.failures`."""
    if getattr(sys, "frozen", False):
        # A process of `--processes` starts this program again, with arguments that only this function takes.
        from multiprocessing import freeze_support  # noqa: PLC0415 - 10 ms that other programs do not need

        freeze_support()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console or pipe of Windows may be unable to encode a letter of a name.
            stream.reconfigure(errors="replace")
    # One library can be installed without the other: uvicorn, of the extra `sandbox`, brings click.
    if not all(map(find_spec, _BROUGHT_BY_THE_EXTRA)):
        further = _FURTHER_EXTRAS.get("".join(sys.argv[1:2]), "")
        print(  # noqa: T201
            f"Error: the command line needs the extra `cli`: pip install 'digipost[cli{further}]'",
            file=sys.stderr,
        )
        sys.exit(_SETUP)
    from digipost.cli.commands import digipost  # noqa: PLC0415 - click may not be installed

    digipost(prog_name="digipost")
