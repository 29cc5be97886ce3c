"""Asynchronous examples in docstrings: inserts `await`, `async with` and `async for`."""

from __future__ import annotations

import ast
import re
import textwrap

from codegen.aio.faces import Kind, Surface
from codegen.aio.sources import Class

__all__ = ["asynchronous"]

# An indented block after an empty line; entries below a heading in Google style do not count.
_BLOCK = re.compile(r"(?<=\n\n)(?P<block>    +\S.*(?:\n(?: {4}.*|\s*(?=\n)))*)")


def asynchronous(text: str, surface: Surface) -> str:
    """Return the text of a docstring with asynchronous examples.

    A block that is not Python, such as a formula, stays unchanged.
    """

    def rewritten(found: re.Match[str]) -> str:
        block = found["block"]
        code = textwrap.dedent(block)
        try:
            tree = ast.parse(code)
        except SyntaxError:
            return block
        indent = block[: len(block) - len(block.lstrip())]
        return textwrap.indent(_Rewriting(code, surface).of(tree), indent)

    return _BLOCK.sub(rewritten, text)


class _Rewriting(ast.NodeVisitor):
    """The insertions into one example.

    Args:
        code: The example. The client has the name `client`, as in all examples.
        surface: The faces.
    """

    def __init__(self, code: str, surface: Surface) -> None:
        self._lines = code.splitlines(keepends=True)
        self._surface = surface
        self._client = next(iter(surface))
        self._known = {"client": self._client}
        self._insertions: list[tuple[int, str]] = []

    def of(self, tree: ast.Module) -> str:
        """Return the code with the insertions."""
        self.visit(tree)
        code = "".join(self._lines)
        for offset, text in sorted(self._insertions, reverse=True):
            code = code[:offset] + text + code[offset:]
        return code

    def visit_With(self, node: ast.With) -> None:
        """Write `async with` if the context manager has a face."""
        entered = [self._class_of(item.context_expr) for item in node.items]
        if any(entered):
            self._insert(node, "async ")
        for item, cls in zip(node.items, entered, strict=True):
            if isinstance(item.optional_vars, ast.Name) and cls is not None:
                self._known[item.optional_vars.id] = cls
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        """Write `async for` if the iterable has a face."""
        if self._class_of(node.iter) is not None:
            self._insert(node, "async ")
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        """Write `async for` if the iterable has a face."""
        if self._class_of(node.iter) is not None:
            start = self._offset(node.target.lineno, node.target.col_offset)
            self._insertions.append((start - len("for "), "async "))
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        """Record the class of a variable."""
        cls = self._class_of(node.value)
        for target in node.targets:
            if isinstance(target, ast.Name) and cls is not None:
                self._known[target.id] = cls
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """Put a call in brackets if its result is used in an expression."""
        if isinstance(node.value, ast.Call) and self._is_awaited(node.value):
            self._insert(node.value, "(")
            end = self._offset(node.value.end_lineno or 0, node.value.end_col_offset or 0)
            self._insertions.append((end, ")"))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """Await a call, or name the face of the client."""
        if self._is_awaited(node):
            self._insert(node, "await ")
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        """Name the face of the client."""
        if node.id == self._client.name:
            self._insert(node, "Async")

    def _class_of(self, node: ast.expr) -> Class | None:
        """Return the class of a value, if it has a face."""
        match node:
            case ast.Name(name):
                return self._known.get(name)
            case ast.Attribute(value, name):
                cls = self._class_of(value)
                return self._surface[cls].nouns.get(name) if cls else None
            case ast.Call(ast.Name(name)) if name == self._client.name:
                return self._client
            case ast.Call(ast.Attribute(ast.Name(name))) if name == self._client.name:
                return self._client
            case ast.Call(ast.Attribute(value, name)):
                cls = self._class_of(value)
                method = self._surface[cls].methods.get(name) if cls else None
                return method.result if method else None
        return None

    def _is_awaited(self, node: ast.Call) -> bool:
        if not isinstance(node.func, ast.Attribute):
            return False
        cls = self._class_of(node.func.value)
        method = self._surface[cls].methods.get(node.func.attr) if cls else None
        return method is not None and method.kind not in {Kind.PROPERTY, Kind.PLAIN}

    def _insert(self, node: ast.stmt | ast.expr, text: str) -> None:
        self._insertions.append((self._offset(node.lineno, node.col_offset), text))

    def _offset(self, line: int, column: int) -> int:
        return sum(len(each) for each in self._lines[: line - 1]) + len(self._text_before(line, column))

    def _text_before(self, line: int, column: int) -> str:
        # ast counts columns in bytes.
        return self._lines[line - 1].encode()[:column].decode()
