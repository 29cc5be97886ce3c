"""Mutation testing: small changes to the code, one at a time, each of which has to fail a test.

    python -m tests.campaigns.mutants
    python -m tests.campaigns.mutants digipost.retries 'digipost.bulk.journal.*'

changes modules (see `modules.py`) in a copy under build/, by mutmut, prints a row for each, and fails on a
change that no test notices, unless docs/reliability.md lists it as one that changes nothing. A change that
the quick tests do not notice is tried again with the thorough ones.
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

import pytest

from tests.campaigns.mutants.changes import PAGE, ROOT, Change, Mutant, changes, known, mutated
from tests.campaigns.mutants.modules import TESTS

COPY = ROOT / "build" / "mutants"
LOG = ROOT / "build" / "mutants.jsonl"
MEMORY = Path("/dev/shm")  # noqa: S108 - a file system without a disk, for journals that sync every commit
COPIED = ("digipost", "generated", "schemas", "tests")
NOTICED = {"killed", "timeout"}  # an endless loop is noticed by its time
QUICK = ("-m", "not thorough", "--hypothesis-profile", "quick")
THOROUGH = ("-m", "thorough")
# The same examples each time.
ARGUMENTS = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0", "--tb=line")


def run(tests: tuple[str, ...], mutants: list[tuple[str, Mutant]], *options: str) -> None:
    """Run the tests against each mutant, and log the fates.

    Args:
        tests: The test files.
        mutants: The mutants, each with the digest of its module.
        options: Options of pytest.
    """
    task = [[(digest, each.name) for digest, each in mutants], [*tests, *ARGUMENTS, *options]]
    (COPY / "task.json").write_text(json.dumps(task), encoding="utf-8")
    command = [sys.executable, "-m", "tests.campaigns.mutants.forks", str(COPY / "task.json"), str(LOG)]
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as temporary:
        paths = {"PYTHONPATH": f"{COPY}{os.pathsep}{COPY / 'generated'}", "TMPDIR": temporary}
        ended = subprocess.run(
            command, cwd=COPY, env=os.environ | paths, check=False, stdout=subprocess.DEVNULL
        )
    if ended.returncode not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        raise SystemExit(ended.returncode)


def noticed() -> set[tuple[str, str]]:
    """Return the mutants that a test noticed, each with the digest of its module."""
    lines = map(json.loads, LOG.read_text(encoding="utf-8").splitlines() if LOG.exists() else [])
    return {(digest, name) for digest, name, fate, *_ in lines if fate in NOTICED}


def tried(tests: tuple[str, ...], modules: list[str], met: set[Change]) -> list[Mutant]:
    """Try the mutants of modules that have the same tests, and print their counts.

    Args:
        tests: The test files.
        modules: The modules.
        met: The changes of all mutants, to which those of these modules are added.

    Returns:
        The mutants that no test notices.
    """
    mutants: list[tuple[str, Mutant]] = []
    counts = {module: Counter[str]() for module in modules}
    listed = known()
    sources: dict[Path, bytes] = {}
    for module in modules:
        path = COPY / f"{module.replace('.', '/')}.py"
        sources[path] = path.read_bytes()
        digest = hashlib.sha256(sources[path]).hexdigest()
        everything = mutated(path, module)
        found = [(digest, each) for each in everything if not each.is_equivalent(listed)]
        counts[module].update(mutants=len(everything), equivalent=len(everything) - len(found))
        mutants += found
        met.update(change for each in everything for change in changes(each.diff))

    def left() -> list[tuple[str, Mutant]]:
        done = noticed()
        return [(digest, each) for digest, each in mutants if (digest, each.name) not in done]

    for options in (QUICK, THOROUGH):
        if left():
            run(tests, left(), *options)
    survivors = [each for _, each in left()]
    for path, source in sources.items():
        path.write_bytes(source)
    for module in modules:
        many, equivalent = counts[module]["mutants"], counts[module]["equivalent"]
        survived = sum(each.name.rpartition(".")[0] == module for each in survivors)
        killed = many - equivalent - survived
        print("", f"`{module}`", many, killed, equivalent, survived, "", sep=" | ", flush=True)
    return survivors


def main() -> int:
    """Return the exit status: 1 if a change was not noticed."""
    shutil.rmtree(COPY, ignore_errors=True)
    for folder in COPIED:
        shutil.copytree(ROOT / folder, COPY / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", COPY)
    wanted = sys.argv[1:] or ["*"]
    groups: dict[tuple[str, ...], list[str]] = {}
    for module, tests in TESTS.items():
        if any(fnmatch(module, each) for each in wanted):
            groups.setdefault(tests, []).append(module)
    print("| module | mutants | killed | equivalent | survived |")
    met: set[Change] = set()
    survivors = [each for tests, modules in groups.items() for each in tried(tests, modules, met)]
    print(*(each.diff for each in survivors), sep="\n")
    if not sys.argv[1:]:
        print(*(f"{PAGE.name} lists what the code no longer has: {each}" for each in known() - met), sep="\n")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
