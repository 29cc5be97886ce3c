"""Mutation testing: small changes to the code, one at a time, each of which has to fail a test.

    python -m tests.campaigns.mutants
    python -m tests.campaigns.mutants digipost.retries 'digipost.bulk.journal.*'

changes modules (see `modules.py`) in a copy under build/, by mutmut, prints a row for each, and fails on a
change that no test notices, unless docs/reliability.md lists it as one that changes nothing. A change that
the quick tests do not notice is tried again with the thorough ones, and with all examples of the properties.
What was noticed is not tried again until the module changes; build/mutants.jsonl has it, with test and error.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.campaigns.mutants.changes import ROOT, Mutant, known, mutated
from tests.campaigns.mutants.modules import TESTS

COPY = ROOT / "build" / "mutants"
LOG = ROOT / "build" / "mutants.jsonl"
MEMORY = Path("/dev/shm")  # noqa: S108 - a file system without a disk, for journals that sync every commit
COPIED = ("digipost", "generated", "schemas", "tests")
NOTICED = {"killed", "timeout"}  # an endless loop is noticed by its time
QUICK = ("-m", "not thorough", "--hypothesis-profile", "quick")
# The same examples each time.
ARGUMENTS = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0", "--tb=line")


def run(module: str, mutants: list[Mutant], digest: str, *options: str) -> None:
    """Run the tests of a module against each mutant, and log the fates."""
    tests = [each for each in TESTS[module] if (ROOT / each).exists()]
    task = [[each.name for each in mutants], digest, [*tests, *ARGUMENTS, *options]]
    (COPY / "task.json").write_text(json.dumps(task), encoding="utf-8")
    command = [sys.executable, "-m", "tests.campaigns.mutants.forks", str(COPY / "task.json"), str(LOG)]
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as temporary:
        paths = {"PYTHONPATH": f"{COPY}{os.pathsep}{COPY / 'generated'}", "TMPDIR": temporary}
        subprocess.run(command, cwd=COPY, env=os.environ | paths, check=True, stdout=subprocess.DEVNULL)


def logged(digest: str) -> dict[str, str]:
    """Return the fate of each mutant of a module with this digest."""
    lines = map(json.loads, LOG.read_text(encoding="utf-8").splitlines() if LOG.exists() else [])
    return {name: fate for of, name, fate, *_ in lines if of == digest}


def tried(module: str) -> tuple[Counter[str], list[Mutant]]:
    """Return the fates of a module's mutants, counted, and the mutants that no test notices."""
    path = COPY / f"{module.replace('.', '/')}.py"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    everything, listed = mutated(path, module), known()
    mutants = [each for each in everything if not each.is_equivalent(listed)]

    def left() -> list[Mutant]:
        fates = logged(digest)
        return [each for each in mutants if fates.get(each.name) not in NOTICED]

    for options in (QUICK, ()):
        if left():
            run(module, left(), digest, *options)
    shutil.copy(ROOT / path.relative_to(COPY), path)
    survivors = left()
    counts = Counter(equivalent=len(everything) - len(mutants), survived=len(survivors))
    counts["killed"] = len(mutants) - len(survivors)
    return counts, survivors


def main() -> int:
    """Return the exit status: 1 if a change was not noticed."""
    shutil.rmtree(COPY, ignore_errors=True)
    for folder in COPIED:
        shutil.copytree(ROOT / folder, COPY / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", COPY)
    wanted = sys.argv[1:] or ["*"]
    survivors: list[Mutant] = []
    print("| module | mutants | killed | equivalent | survived |")
    for module in TESTS:
        if any(fnmatch(module, each) for each in wanted):
            counts, left = tried(module)
            numbers = (counts.total(), *(counts[each] for each in ("killed", "equivalent", "survived")))
            print("", f"`{module}`", *numbers, "", sep=" | ", flush=True)
            survivors += left
    print(*(each.diff for each in survivors), sep="\n")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
