"""Changes to a module by mutmut, and the changes that docs/reliability.md lists as equivalent.

mutmut leaves functions with decorators alone. In the copy, properties, operations and the like are therefore
written as the assignments that their decorators stand for, and their functions changed as all others are.
"""

from __future__ import annotations

import ast
import re
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "reliability.md"
LEFT = {"classmethod", "staticmethod", "overload"}  # mutmut knows these, or there is nothing to change
SQL = re.compile(  # statements, and the journal's tables and function
    r'"(SELECT|DELETE|INSERT|REPLACE|UPDATE|CREATE|PRAGMA|BEGIN|COMMIT|ROLLBACK)\b'
    r'|"(WHERE|GROUP BY|ORDER BY|NULL)\b'
    r'|"(facts|letters|findings|corrections|hashes|alike)"'
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


class Mutant(NamedTuple):
    """A change to one function.

    Attributes:
        name: The name that mutmut gives it, with its module.
        diff: The lines of the function before and after, as a unified diff.
    """

    name: str
    diff: str

    @property
    def function(self) -> str:
        """The changed function, as mutmut records its calls."""
        return self.name.rpartition("__mutmut_")[0]

    def is_equivalent(self, known: set[Change]) -> bool:
        """Return True if all that is changed is known to change nothing."""
        found = set(changes(self.diff))
        return bool(found) and all(each in known or each.is_case_of_sql for each in found)


def mutated(path: Path, module: str) -> list[Mutant]:
    """Write the module of that path with all its mutants, of which one is picked at run time; return them."""
    from mutmut.mutation.file_mutation import mutate_file_contents  # noqa: PLC0415 - it takes half a second

    result = mutate_file_contents(str(path), _undecorated(path.read_text(encoding="utf-8")))
    path.write_text(result.code, encoding="utf-8")
    lines = result.code.splitlines()

    def body(name: str, function: str) -> list[str]:
        span = result.line_span_by_function_name[name]
        return [line.replace(name, function) for line in lines[span.start - 1 : span.end]]

    found = []
    for name in result.mutant_names:
        function = name.rpartition("__mutmut_")[0]
        halves = body(f"{function}__mutmut_orig", function), body(name, function)
        diff = "\n".join(unified_diff(*halves, f"{module}.{name}", f"{module}.{name}", lineterm=""))
        found.append(Mutant(f"{module}.{name}", diff))
    return found


def _undecorated(source: str) -> str:
    """Return the module with functions decorated by assignments instead of decorators."""
    lines = source.splitlines()
    functions = [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.FunctionDef)]
    for function in sorted(functions, key=lambda each: each.lineno, reverse=True):
        decorators = [ast.unparse(each) for each in function.decorator_list]
        if not decorators or LEFT & set(decorators):
            continue
        name, first, last = function.name, function.lineno - 1, function.end_lineno or 0
        plain = f"_plain_{name.lstrip('_')}"
        decorated = f"{'('.join(decorators)}({plain}{')' * len(decorators)}"
        lines.insert(last, f"{' ' * function.col_offset}{name} = {decorated}")
        lines[first] = lines[first].replace(f"def {name}(", f"def {plain}(")
        del lines[function.decorator_list[0].lineno - 1 : first]
    return "\n".join(lines) + "\n"


def changes(diff: str) -> Iterator[Change]:
    """Yield the changes in the lines of a diff that begin with - and +."""
    for block in re.finditer(r"((?:^-(?!--).*\n)+)((?:^\+(?!\+\+).*\n)*)", diff + "\n", re.MULTILINE):
        before, after = (tuple(line[1:].strip() for line in half.splitlines()) for half in block.groups())
        yield Change(before, after)


def known() -> set[Change]:
    """Return the changes that the page lists as equivalent."""
    blocks = re.findall(r"^```diff\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return {change for block in blocks for change in changes(block)}
