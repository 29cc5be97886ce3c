"""Search everything for leaks: `python -m tests.campaigns.secrecy`.

Each operation of the client and each command, in success and failure, by signature and by token.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.campaigns.secrecy.commands import CASES
from tests.campaigns.secrecy.operations import OPERATIONS
from tests.campaigns.secrecy.planted import Search
from tests.campaigns.secrecy.scene import scene
from tests.campaigns.secrecy.searching import search_operation
from tests.campaigns.secrecy.terminal import FAILS, OFFLINE, RECOVERS, search_command, search_failures
from tests.support.figures import Figures, figures_option

if TYPE_CHECKING:
    from tests.campaigns.secrecy.scene import Kind

KINDS: tuple[Kind, ...] = ("signature", "token")


def search_everything(kind: Kind, folder: Path) -> Search:
    """Run all of them for clients of that kind, and return the results."""
    with scene(kind, folder, Search()) as stage:
        for name in OPERATIONS:
            search_operation(name, stage)
        for name, cases in CASES.items():
            for prepare in cases:
                if prepare(stage).ends:
                    search_command(name, prepare, stage, kind)
                    search_command(name, prepare, stage, kind, "--json")
            if not name.startswith(OFFLINE):
                search_failures(name, cases[0], stage, kind, (*FAILS, *RECOVERS))
    return stage.search


def main() -> int:
    """Print what was found; 1 when anything was."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    figures_option(parser)
    arguments = parser.parse_args()
    searched, found = 0, []
    for kind in KINDS:
        with tempfile.TemporaryDirectory(prefix="digipost-secrecy-") as folder:
            search = search_everything(kind, Path(folder))
        print(f"{kind:10} {search.searched:7,} outputs  {len(search.found)} leaks", flush=True)
        searched += search.searched
        found += search.found
    for each in found[:20]:
        print(f"    {each}", flush=True)
    Figures(searched=searched, leaks=len(found)).write(arguments.figures)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
