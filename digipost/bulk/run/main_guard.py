"""The main guard: `if __name__ == "__main__":` around the code that a program runs.

A process started by "spawn" imports the program again. Without the guard, that import would start processes
again. Python refuses this with a page of text for each process.
"""

from __future__ import annotations

import ast
import inspect
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from digipost.bulk.errors import BulkError

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["require_main_guard"]

_STANDARD_INPUT = "<stdin>"
_BLOCKS = (ast.With, ast.For, ast.While, ast.Try)


def require_main_guard() -> None:
    """Refuse to start processes from the top level of a program without a main guard.

    A call under any `if` is accepted, since programs can have guards other than the usual one.

    Raises:
        BulkError: The call comes from the top level, or the program from standard input.
    """
    line = _line_at_top_level(inspect.currentframe())
    path = getattr(sys.modules.get("__main__"), "__file__", None)
    if path is not None and _is_read_once(path):
        raise BulkError(
            "Save this program in a file, since each process that is started imports the program, and "
            "standard input or a pipe cannot be read again."
        )
    if line is None or path is None:
        return
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - of a path as Python gives it
            program = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError):
        return  # not a program that a process could import
    if not _is_under_if(program.body, line):
        raise BulkError(
            'Put what this program runs under `if __name__ == "__main__":`, since each process that is '
            "started imports the program and would run all of it again."
        )


def _is_read_once(path: str) -> bool:
    """Return True for a program from standard input or a pipe."""
    program = Path(path)
    return path == _STANDARD_INPUT or (program.exists() and not program.is_file())


def _line_at_top_level(frame: FrameType | None) -> int | None:
    """Return the line of the running program that leads here, if it is at the top level."""
    while frame is not None:
        if frame.f_code.co_name == "<module>" and frame.f_globals.get("__name__") == "__main__":
            return frame.f_lineno
        frame = frame.f_back
    return None


def _is_under_if(statements: list[ast.stmt], line: int) -> bool:
    for each in statements:
        if each.lineno <= line <= (each.end_lineno or each.lineno):
            if isinstance(each, ast.If):
                return True
            return isinstance(each, _BLOCKS) and _is_under_if(each.body, line)
    return False
