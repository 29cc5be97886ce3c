"""Whether the tests would notice: small changes to the code, one at a time, each of which has to fail a test.

    python -m tests.campaigns.mutants
    python -m tests.campaigns.mutants 'digipost.retries.*'

changes what `[tool.mutmut]` of pyproject.toml names, in a copy under build/, prints a row for each module,
and fails on a change that no test notices, unless docs/reliability.md lists it as one that changes nothing.

mutmut leaves functions with decorators alone. In the copy, properties and context managers are therefore
written as the assignments that their decorators stand for, and their functions changed as all others are.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
COPY = ROOT / "build" / "mutants"
COPIED = ("digipost", "generated", "schemas", "tests")
PAGE = ROOT / "docs" / "reliability.md"
MUTMUT = str(Path(sys.executable).with_name("mutmut"))
NOTICED = {"killed", "timeout"}  # an endless loop is noticed by its time
DECORATORS = {"property", "contextmanager"}
SQL = re.compile(  # statements, and the journal's tables
    r'"(SELECT|DELETE|INSERT|REPLACE|UPDATE|CREATE|PRAGMA|BEGIN|COMMIT|ROLLBACK|GROUP BY|ORDER BY)\b'
    r'|"(facts|letters|findings|corrections|hashes)"'
)


class Change(NamedTuple):
    """A changed piece of code: its lines before and after, without indentation."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def is_case_of_sql(self) -> bool:
        """True if only letters of an SQL statement are in another case, which SQL does not have."""
        before, after = (" ".join(half) for half in (self.before, self.after))
        return before.lower() == after.lower() and SQL.search(before) is not None


def undecorated(source: str) -> str:
    """The same module, its properties and context managers made by assignments instead of decorators."""
    lines = source.splitlines()
    functions = [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.FunctionDef)]
    for function in sorted(functions, key=lambda each: each.lineno, reverse=True):
        match function.decorator_list:
            case [ast.Name(id=decorator)] if decorator in DECORATORS:
                name, first, last = function.name, function.lineno - 1, function.end_lineno
                plain = f"plain_{name.lstrip('_')}"
                lines.insert(last or 0, f"{' ' * function.col_offset}{name} = {decorator}({plain})")
                lines[first] = lines[first].replace(f"def {name}(", f"def {plain}(")
                del lines[first - 1]
    return "\n".join(lines) + "\n"


def changes(diff: str) -> Iterator[Change]:
    """The changes in the lines of a diff that begin with - and +."""
    for block in re.finditer(r"((?:^-(?!--).*\n)+)((?:^\+(?!\+\+).*\n)*)", diff + "\n", re.MULTILINE):
        before, after = (tuple(line[1:].strip() for line in half.splitlines()) for half in block.groups())
        yield Change(before, after)


def known() -> set[Change]:
    """The changes that the page lists as ones that change nothing."""
    blocks = re.findall(r"^```diff\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return {change for block in blocks for change in changes(block)}


def mutmut(*arguments: str) -> str:
    """What mutmut prints, for a command that does not take long."""
    environment = {**os.environ, "COLUMNS": "400"}
    command = [MUTMUT, *arguments]
    return subprocess.run(
        command, cwd=COPY, env=environment, capture_output=True, text=True, check=True
    ).stdout


def main() -> int:
    """The exit status: 1 when a change was not noticed."""
    shutil.rmtree(COPY, ignore_errors=True)
    for folder in COPIED:
        shutil.copytree(ROOT / folder, COPY / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", COPY)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    for module in settings["only_mutate"]:
        path = COPY / module
        path.write_text(undecorated(path.read_text(encoding="utf-8")), encoding="utf-8")
    subprocess.run(
        [MUTMUT, "run", "--max-children", str(os.cpu_count()), *sys.argv[1:]], cwd=COPY, check=True
    )

    equivalent, counts = known(), Counter[tuple[str, str]]()
    survivors: list[str] = []
    for name, fate in re.findall(r"^ +(\S+): (.+)$", mutmut("results", "--all", "true"), re.MULTILINE):
        module = name.rpartition(".")[0]
        if fate == "not checked":  # another one was asked for
            continue
        if fate in NOTICED:
            counts[module, "killed"] += 1
            continue
        diff = mutmut("show", name)
        found = set(changes(diff))
        is_known = bool(found) and all(each in equivalent or each.is_case_of_sql for each in found)
        counts[module, "equivalent" if is_known else fate] += 1
        if not is_known:
            survivors.append(diff)
    fates = sorted({fate for _, fate in counts} | {"killed", "equivalent"}, reverse=True)
    print("", "module", "mutants", *fates, "", sep=" | ")
    for module in sorted({module for module, _ in counts}):
        numbers = [counts[module, fate] for fate in fates]
        print("", f"`{module}`", sum(numbers), *numbers, "", sep=" | ")
    print(*survivors, sep="\n")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
