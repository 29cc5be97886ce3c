"""A sandbox in a separate process, so that its work is not counted as the client's."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSWORD = "for this measurement"


@contextmanager
def sandbox_process(certificate: Path, *inbox: int) -> Iterator[str]:
    """Start a sandbox and yield its address; write its broker's certificate to the path.

    The broker's inbox holds a letter for each size in `inbox`, in bytes. The size is the letter's subject.
    """
    command = [sys.executable, __file__, str(certificate), *map(str, inbox)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        if process.stdout is None or process.stdin is None:
            raise RuntimeError("the pipes were asked for")
        yield process.stdout.readline().strip()
        process.stdin.close()


if __name__ == "__main__":
    from digipost.sandbox import InboxLetter, Sandbox

    with Sandbox() as sandbox:
        sandbox.directory.set_features(sandbox.broker_id, {})  # without a limit on the size of files
        sandbox.issue_certificate(sys.argv[1], PASSWORD)
        for size in sys.argv[2:]:
            sandbox.deliver_to_inbox(InboxLetter(subject=size, content=bytes(int(size))))
        print(sandbox.url, flush=True)
        sys.stdin.read()
