"""The modules of the library, read as text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path

import attrs

from codegen.errors import GenerationError

__all__ = ["Class", "Library", "Module", "names_in"]

ROOT = Path(__file__).parents[2]


def names_in(node: ast.AST) -> set[str]:
    """Return the names that an expression uses, also in quoted annotations."""
    found = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value.isidentifier():
            found.add(each.value)
    return found


@attrs.frozen
class Class:
    """A class and the module that defines it."""

    module: Module = attrs.field(repr=False)
    node: ast.ClassDef = attrs.field(repr=False, eq=False)
    name: str

    @property
    def methods(self) -> Iterator[ast.FunctionDef]:
        """The methods defined in the class itself."""
        return (each for each in self.node.body if isinstance(each, ast.FunctionDef))

    def method(self, name: str) -> ast.FunctionDef | None:
        """Return a method by its name."""
        return next((each for each in self.methods if each.name == name), None)

    @property
    def explained(self) -> list[ast.expr]:
        """The decorators that explain wrong calls of the class."""
        return [each for each in self.node.decorator_list if "explains_arguments" in names_in(each)]

    @property
    def old_names(self) -> list[ast.Assign]:
        """The deprecated names of methods: `old = deprecated("new", name="old")(new)`."""
        assigned = (each for each in self.node.body if isinstance(each, ast.Assign))
        return [each for each in assigned if "deprecated" in names_in(each.value)]

    @property
    def is_value(self) -> bool:
        """Return True for an attrs class or an enumeration, which only holds data."""
        decorators = {ast.unparse(each).partition(".")[0] for each in self.node.decorator_list}
        bases = {ast.unparse(each) for each in self.node.bases}
        return "attrs" in decorators or bool(bases & {"StrEnum", "Enum", "Protocol"})

    def error(self, problem: str) -> GenerationError:
        """Return the error for a part of this class that cannot have a face."""
        return GenerationError(f"{self.module.name}.{self.name}: {problem}")


@attrs.frozen(eq=False)
class Module:
    """The text of one module.

    Attributes:
        name: Its dotted name.
        tree: Its syntax tree.
    """

    name: str
    tree: ast.Module

    @cached_property
    def imports(self) -> dict[str, tuple[str, str]]:
        """The imported names: each with its module, and its name there.

        The name is empty for `import module`.
        """
        found = {}
        for each in ast.walk(self.tree):
            if isinstance(each, ast.ImportFrom) and each.level == 0 and each.module:
                for alias in each.names:
                    found[alias.asname or alias.name] = (each.module, alias.name)
            elif isinstance(each, ast.Import):
                found |= {alias.name: (alias.name, "") for alias in each.names}
        return found

    @cached_property
    def classes(self) -> dict[str, Class]:
        """The classes at its top level."""
        return {
            each.name: Class(self, each, each.name)
            for each in self.tree.body
            if isinstance(each, ast.ClassDef)
        }

    @cached_property
    def values(self) -> dict[str, ast.expr]:
        """The named values at its top level."""
        found = {}
        for each in self.tree.body:
            match each:
                case ast.Assign(targets=[ast.Name(name)], value=value):
                    found[name] = value
                case ast.Assign(targets=[ast.Tuple(elts)], value=ast.Tuple(values)):
                    found |= {ast.unparse(name): value for name, value in zip(elts, values, strict=True)}
        return found


class Library:
    """The library's modules by name.

    Args:
        root: The folder that contains the package `digipost`.
    """

    def __init__(self, root: Path = ROOT) -> None:
        self._root = root
        self.module = cache(self._read)

    def find(self, module: Module, name: str) -> Class | None:
        """Return the library's class for a name in a module; None for any other name."""
        if name in module.classes:
            return module.classes[name]
        origin, original = module.imports.get(name, ("", ""))
        if not origin.startswith("digipost."):
            return None
        return self.find(self.module(origin), original)

    def _read(self, name: str) -> Module:
        path = self._root.joinpath(*name.split("."))
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        try:
            return Module(name, ast.parse(path.read_text(encoding="utf-8")))
        except (OSError, SyntaxError) as error:
            raise GenerationError(f"{name} cannot be read: {error}") from error
