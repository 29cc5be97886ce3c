"""Run the generator by `python -m codegen`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from codegen.aio import pipeline as aio
from codegen.diff import run_diff
from codegen.pipeline import run_check, run_generate

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m codegen",
        description="From the schemas to the package, and from the client to its asynchronous face.",
    )
    commands = parser.add_subparsers(required=True, metavar="command")

    generate = commands.add_parser("generate", help="write generated/digipost_schema from the schemas")
    generate.set_defaults(run=run_generate)

    check = commands.add_parser(
        "check", help="fail when generated/digipost_schema is not what the schemas say"
    )
    check.set_defaults(run=run_check)

    generate_aio = commands.add_parser(
        "generate-aio", help="write digipost/aio from the synchronous client, of which it is the face"
    )
    generate_aio.set_defaults(run=aio.run_generate)

    check_aio = commands.add_parser(
        "check-aio", help="fail when digipost/aio is not what the synchronous client says"
    )
    check_aio.set_defaults(run=aio.run_check)

    diff = commands.add_parser(
        "diff",
        help="say what taking a schema from Digipost would change in Python",
        description="Say what taking a schema from Digipost would change in Python. The exit status is 0 if "
        "nothing differs beyond what schemas/SOURCES.toml accepts, 1 if something does, and 2 if `generate` "
        "would refuse the schema: it cannot be bound, or overrides stop fitting.",
    )
    diff.add_argument("published", type=Path, metavar="PUBLISHED.xsd", help="the schema from Digipost")
    diff.add_argument(
        "ours",
        type=Path,
        nargs="?",
        metavar="OURS.xsd",
        help="the schema to compare it with; without it, the one in schemas/ with the same target namespace",
    )
    diff.set_defaults(run=run_diff)

    parsed = parser.parse_args(arguments)
    status: int = parsed.run(parsed)
    return status


if __name__ == "__main__":
    sys.exit(main())
