"""Fuzz each target in turn, guided by coverage, from the corpus in this folder.

    python -m tests.campaigns.fuzzing --seconds 600 [target …]

An input that breaks a promise is written to the corpus of its target, where the tests find it from then on.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from tests.support.figures import Figures, figures_option

CORPUS = Path(__file__).parent / "corpus"
LONGEST = 4096  # bytes of an input


def fuzz(name: str, seconds: int, seed: int) -> tuple[bool, int]:
    """Run one target in a process of its own. What it finds new is not kept.

    Args:
        name: The target.
        seconds: The time to run.
        seed: The seed of the random choice; 0 for another one each time.

    Returns:
        Whether all went well, and how many inputs were tried, as far as that is known.
    """
    seeds = CORPUS / name
    with tempfile.TemporaryDirectory() as found:
        options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-artifact_prefix={seeds}/found-"]
        options.append(f"-seed={seed}")
        command = [sys.executable, "-m", "tests.campaigns.fuzzing.one", name, found, str(seeds), *options]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    runs = next((line.split()[1] for line in done.stderr.splitlines() if line.startswith("Done ")), "?")
    print(f"{name:16} {runs:>10} runs  {'ok' if done.returncode == 0 else 'FAILED'}", flush=True)
    if done.returncode:
        print((done.stdout + done.stderr)[-3000:], flush=True)
    return done.returncode == 0, int(runs) if runs.isdecimal() else 0


def main() -> int:
    """1 when a promise was broken, 2 when nothing can be fuzzed here."""
    from tests.campaigns.fuzzing.targets import TARGETS  # noqa: PLC0415 - after the arguments, which are quick

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=60, help="for all targets together (%(default)s)")
    parser.add_argument(
        "--seed", type=int, default=0, help="try the same again; 0 for something else each time"
    )
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS], metavar="target")
    figures_option(parser)
    arguments = parser.parse_args()
    if find_spec("atheris") is None:
        print("atheris is not installed; there are wheels of it for Linux on x86-64. The tests in")
        print("tests/campaigns/fuzzing try the corpus and what hypothesis makes of it, without it.")
        return 2
    names = arguments.targets or list(TARGETS)
    seconds = max(1, arguments.seconds // len(names))
    tried = [fuzz(name, seconds, arguments.seed) for name in names]  # the others too when one has failed
    failed = sum(not good for good, _ in tried)
    Figures(bad_inputs=sum(runs for _, runs in tried), wrong=failed).write(arguments.figures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
