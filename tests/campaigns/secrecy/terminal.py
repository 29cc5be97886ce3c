"""The command line in this process: what it prints, and what is logged meanwhile."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digipost.cli.failures import ExitCode
from tests.campaigns.secrecy.overhearing import overheard
from tests.campaigns.secrecy.scene import CLIENT_ID
from tests.cli.conftest import run_command

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.campaigns.secrecy.commands import Case
    from tests.campaigns.secrecy.scene import Kind, Scene
    from tests.cli.conftest import Outcome

OFFLINE = ("preflight", "validate", "bulk columns", "bulk report", "bulk status")
"""Commands that need no Digipost."""
FAILS = ("status=403", "wrong-signature")
# Once, since a command tries again for half a minute; `search_operation` has answers that stay lost.
RECOVERS = ("lose-answer times=1",)


def connection(scene: Scene, kind: Kind) -> tuple[object, ...]:
    """The options that say who sends, and to which Digipost."""
    environment = scene.sandbox.environment
    who = (
        *("--broker-id", scene.sandbox.broker_id, "--api-url", environment.api_url),
        *("--certificate", scene.folder / f"{kind}.p12", "--password-file", scene.folder / "password.txt"),
    )
    return (
        who if kind == "signature" else (*who, "--token-url", environment.token_url, "--client-id", CLIENT_ID)
    )


def typed(scene: Scene, kind: Kind, case: Case, *more: object) -> Outcome:
    """Return the output of `digipost …` with these arguments."""
    name = " ".join(map(str, case.arguments))
    options = () if name.startswith(OFFLINE) else connection(scene, kind)
    authority = {"SSL_CERT_FILE": str(scene.sandbox.ca_path)}
    return run_command((*case.arguments, *options, *more), case.stdin, authority)


def search_command(
    name: str, prepare: Callable[[Scene], Case], scene: Scene, kind: Kind, *more: object
) -> Outcome:
    """Type a command, and look into its output, what it logged, and what it was refused with."""
    case = prepare(scene)
    with overheard(scene.search, f"digipost {name}"):
        ended = typed(scene, kind, case, *more)
    scene.search.look(f"stdout of digipost {name}", ended.stdout, may=case.shows)
    scene.search.look(f"stderr of digipost {name}", ended.stderr)
    return ended


def search_failures(
    name: str, prepare: Callable[[Scene], Case], scene: Scene, kind: Kind, rules: Sequence[str]
) -> None:
    """The same command through faults, each of which strikes whatever it asks after the entry point."""
    before = len(scene.sandbox.requests)
    typed(scene, kind, prepare(scene))
    targets = [each.target for each in scene.sandbox.requests[before:]]
    words = {word for each in targets for word in re.findall(r"/([a-z_]{3,})", each)}
    words |= {"documents"} if words else set()  # where a letter whose answer was lost is looked for
    for rule in rules:
        case = prepare(scene)
        for word in words:
            scene.sandbox.faults.add(f"{rule} path=*/{word}*")
        try:
            ended = search_command(name, lambda _, case=case: case, scene, kind)  # type: ignore[misc]
        finally:
            scene.sandbox.faults.clear()
        assert ended.code != ExitCode.DONE or rule in RECOVERS or not words, (name, rule, ended)
