"""The text of the modules of `digipost.aio`."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator

import attrs

from codegen.aio.examples import asynchronous
from codegen.aio.faces import Face, Kind, Method, Surface
from codegen.aio.sources import Class, Library, names_in
from codegen.aio.templates import CLIENT, PACKAGE
from codegen.errors import GenerationError

__all__ = ["module_texts"]

_THREADS = "digipost.aio._threads"

_ARGUMENTS = re.compile(r"\n\nArgs:\n(?: .*(?:\n|$)|\n(?= ))*")


def module_texts(library: Library, surface: Surface) -> dict[str, str]:
    """Return the modules of `digipost.aio` by file name, not yet formatted.

    Raises:
        GenerationError: A face for a method is impossible.
    """
    modules: dict[str, list[Face]] = {}
    for face in surface.values():
        modules.setdefault(face.module, []).append(face)
    texts = {f"{name}.py": _Module(library, surface, name, faces).text() for name, faces in modules.items()}
    imports = "\n    ".join(
        f"from digipost.aio.{name} import {', '.join(sorted(face.name for face in faces))}"
        for name, faces in sorted(modules.items())
    )
    names = repr(sorted(face.name for face in surface.values()))
    texts["__init__.py"] = PACKAGE.format(imports=imports, names=names)
    return texts


@attrs.define
class _Module:
    """A module with the faces of the classes in one module of the library."""

    library: Library
    surface: Surface
    name: str
    faces: list[Face]
    used: set[str] = attrs.field(factory=set)  # names in annotations, imported from the synchronous module
    made: dict[str, Face] = attrs.field(factory=dict)  # the faces that functions here create, by name

    def text(self) -> str:
        """Return the text of the module."""
        source = self.faces[0].source.module
        if {face.source.module.name for face in self.faces} != {source.name}:
            raise GenerationError(f"two modules of the library are called {self.name}")
        bodies = [self._class(face) for face in self.faces]
        title = (ast.get_docstring(source.tree) or "").partition("\n")[0]
        path = source.name.replace(".", "/")
        lines = [
            f"# Made from {path}.py by `make generate`. Do not edit: change that, or codegen/aio.",
            f'"""{title}',
            "",
            f"The asynchronous face of `{source.name}`.",
            '"""',
            "",
            "from __future__ import annotations",
            "",
            *self._imports(),
            f"__all__ = {sorted(face.name for face in self.faces)!r}",
            "",
            *(f"{each} = {ast.unparse(source.values[each])}" for each in self._own_values()),
        ]
        return "\n".join(lines) + "\n\n" + "\n\n".join(bodies)

    def _own_values(self) -> list[str]:
        source = self.faces[0].source.module
        return sorted(each for each in self.used if each in source.values)

    def _imports(self) -> Iterator[str]:
        source = self.faces[0].source.module
        from_typing = {"TYPE_CHECKING", "Self"}
        checked = {(face.source.module.name, face.source.name) for face in self.faces}
        needed = {name for value in self._own_values() for name in names_in(source.values[value])}
        for name in sorted(self.used | needed):
            module, original = source.imports.get(name, ("", ""))
            if module == "typing":
                from_typing.add(original)
            elif module:
                checked.add((module, original))
            elif name in source.classes:
                checked.add((source.name, name))
        yield f"from typing import {', '.join(sorted(from_typing))}"
        for name, face in sorted(self.made.items()):
            if face.module != self.name:
                yield f"from digipost.aio.{face.module} import {name}"
        if self.name == "client":
            checked.discard(("digipost.client", "DigipostClient"))
            yield "from digipost.client import DigipostClient"
            yield f"from {_THREADS} import Threads, refused\nfrom digipost.base.arguments import instance_of"
            yield "from digipost.transport import CONNECTIONS_KEPT_OPEN"
        else:
            yield f"from {_THREADS} import Chunks, refused"
            checked.add((_THREADS, "Threads"))
        yield from self._imports_of_decorators()
        yield "if TYPE_CHECKING:"
        yield "    from types import TracebackType"
        for module, name in sorted(checked):
            yield f"    from {module} import {name}" if name else f"    import {module}"
        yield ""

    def _imports_of_decorators(self) -> Iterator[str]:
        imports = self.faces[0].source.module.imports
        kept = [each for face in self.faces for each in (*face.source.explained, *face.source.old_names)]
        names = {name for each in kept for name in names_in(each)}
        for name in sorted(names.intersection(imports)):
            yield "from {} import {}".format(*imports[name])

    def _class(self, face: Face) -> str:
        bases = ", ".join(ast.unparse(base) for base in face.source.node.bases)
        for base in face.source.node.bases:
            self.used |= names_in(base)
        parts = [
            *(f"@{ast.unparse(each)}" for each in face.source.explained),
            f"class {face.name}{f'({bases})' if bases else ''}:",
            self._docstring(face.source.node, 4, of_face=not face.nouns),
            self._beginning(face),
            *(self._method(face, method) for method in face.methods.values()),
            *self._protocols(face),
            *(f"    {ast.unparse(each)}" for each in face.source.old_names),
        ]
        return "\n".join(parts)

    def _docstring(self, node: ast.ClassDef | ast.FunctionDef, indent: int, *, of_face: bool = False) -> str:
        text = ast.get_docstring(node)
        if text is None:
            raise GenerationError(f"{self.name}: {node.name} has no docstring")
        if of_face:  # a face is constructed from the object and its threads
            text = _ARGUMENTS.sub("", text)
        text = asynchronous(inspect.cleandoc(text), self.surface).replace("\\", r"\\")
        ending = '\n"""' if "\n" in text else '"""'
        return textwrap.indent(f'"""{text}{ending}', " " * indent)

    def _beginning(self, face: Face) -> str:
        """Return `__init__`, and for the client its own methods."""
        made = [self.surface[noun] for noun in face.nouns.values()]
        self.made |= {each.name: each for each in made}
        attributes = "".join(
            f"        self.{name}: {self._annotation(face, annotation)} = sync.{name}\n"
            for name, annotation in face.attributes.items()
        ) + "".join(
            f"        self.{name} = {noun.name}(sync.{name}, threads)\n"
            for name, noun in zip(face.nouns, made, strict=True)
        )
        if face.nouns:
            init = face.source.method("__init__")
            assert init is not None, "the client has arguments"  # noqa: S101 - for type checkers
            return CLIENT.format(
                client=face.source.name,
                parameters=self._parameters(face, init),
                arguments=_arguments(init),
                attributes=attributes,
            )
        parameters = face.source.node.bases and f"[{self._generic(face)}]"
        return (
            f"    def __init__(self, sync: {face.source.name}{parameters or ''}, threads: Threads) -> None:\n"
            f"        self._sync = sync\n        self._threads = threads\n{attributes}"
        )

    def _generic(self, face: Face) -> str:
        (base,) = face.source.node.bases
        return ast.unparse(base.slice) if isinstance(base, ast.Subscript) else ""

    def _method(self, face: Face, method: Method) -> str:
        node = method.node
        inner = f"self._sync.{node.name}"
        doc = self._docstring(node, 8)
        returns = self._result(face, method)
        if method.kind is Kind.PROPERTY:
            return f"    @property\n    def {node.name}(self) -> {returns}:\n{doc}\n        return {inner}\n"
        parameters = self._parameters(face, node)
        if method.is_of_class:
            call = f"{face.source.name}.{node.name}({_arguments(node)})"
            head = f"    @classmethod\n    def {node.name}({parameters}) -> {returns}:"
            return f"{head}\n{doc}\n        return cls.over({call})\n"
        if method.kind is Kind.PLAIN:
            result = f"{inner}({_arguments(node)})"
            if method.result == face.source:
                result = f"self._over({result}, self._threads)"
            elif method.result is not None:
                result = f"{self.surface[method.result].name}({result}, self._threads)"
            name = "aclose" if node.name == "close" else node.name
            kind = "async def" if node.name == "close" else "def"
            give = "" if returns == "None" else "return "
            return f"    {kind} {name}({parameters}) -> {returns}:\n{doc}\n        {give}{result}\n"
        call = _awaited(method)
        if method.returns_self:
            body = f"        {call}\n        return self\n"
        elif method.result is not None:
            body = f"        return {self.surface[method.result].name}({call}, self._threads)\n"
        elif returns == "None":
            body = f"        {call}\n"
        else:
            body = f"        return {call}\n"
        if face.nouns and method.kind is Kind.CLOSING:
            body += "        self._threads.close()\n"
        return f"    async def {node.name}({parameters}) -> {returns}:\n{doc}\n{body}"

    def _protocols(self, face: Face) -> Iterator[str]:
        """Return the methods that `async for` and `async with` call."""
        if face.is_paged or face.source.method("__iter__") is not None:
            yield "    if not TYPE_CHECKING:\n        __iter__ = refused('async for')\n"
        if face.is_paged:
            following = face.source.method("__next__")
            returns = self._annotation(face, following.returns if following else None)
            restart = "        iter(self._sync)\n" if face.source.method("__iter__") else ""
            yield f"    def __aiter__(self) -> Self:\n{restart}        return self\n"
            yield f"    async def __anext__(self) -> {returns}:"
            yield "        return await self._threads.item(self._sync)\n"
        elif (iterating := face.source.method("__iter__")) is not None:
            returned = iterating.returns
            item = ast.unparse(returned.slice) if isinstance(returned, ast.Subscript) else "object"
            doc = self._docstring(iterating, 8)
            yield f"    def __aiter__(self) -> Chunks[{item}]:\n{doc}"
            yield "        return Chunks(iter(self._sync), self._threads)\n"
        if face.source.method("__repr__") is not None:
            yield '    def __repr__(self) -> str:\n        return f"Async{self._sync!r}"\n'
        if face.is_entered:
            yield "    async def __aenter__(self) -> Self:\n        return self\n"
            yield (
                "    async def __aexit__(self, kind: type[BaseException] | None, "
                "error: BaseException | None, traceback: TracebackType | None) -> None:"
            )
            yield "        await self._threads.clean_up(self._sync.__exit__, kind, error, traceback)"
            yield "        self._threads.close()\n" if face.nouns else ""
            yield "    if not TYPE_CHECKING:\n        __enter__ = __exit__ = refused('async with')\n"

    def _parameters(self, face: Face, node: ast.FunctionDef) -> str:
        for each in (*node.args.args, *node.args.kwonlyargs):
            self._annotation(face, each.annotation)
        copied = ast.arguments(
            posonlyargs=[],
            args=node.args.args,
            kwonlyargs=node.args.kwonlyargs,
            kw_defaults=[each and self._default(face.source, each) for each in node.args.kw_defaults],
            defaults=[self._default(face.source, each) for each in node.args.defaults],
        )
        return ast.unparse(copied)

    def _default(self, source: Class, default: ast.expr) -> ast.expr:
        """Return a default; a constant of the synchronous module is replaced by its value."""
        value = source.module.values.get(default.id) if isinstance(default, ast.Name) else default
        try:
            return ast.Constant(ast.literal_eval(value)) if value is not None else default
        except ValueError:
            raise source.error(f"the default {ast.unparse(default)} is no literal") from None

    def _annotation(self, face: Face, annotation: ast.expr | None) -> str:
        """Return an annotation unchanged, and record its names."""
        if annotation is None:
            return ""
        names = names_in(annotation)
        for name in names:
            cls = self.library.find(face.source.module, name)
            if cls is not None and cls in self.surface and cls is not face.source:
                raise face.source.error(f"an argument or attribute is {name}, which has a face")
        self.used |= names
        return ast.unparse(annotation)

    def _result(self, face: Face, method: Method) -> str:
        """Return the annotation of a result; a class with a face is replaced by the face."""
        returns = method.node.returns
        if method.result is None or method.returns_self or (method.is_of_class and returns is not None):
            return self._annotation(face, returns)
        made = self.surface[method.result]
        self.made[made.name] = made
        if isinstance(returns, ast.Subscript):
            self.used |= names_in(returns.slice)
            return f"{made.name}[{ast.unparse(returns.slice)}]"
        return made.name


def _awaited(method: Method) -> str:
    """Return the call of a method in worker threads."""
    name, arguments = method.node.name, _arguments(method.node)
    if method.kind is Kind.STEPWISE:
        return f"await self._threads.in_steps(self._sync._{name}_in_steps({arguments}))"
    run = {Kind.OPENING: "open", Kind.CLOSING: "clean_up"}.get(method.kind, "run")
    return f"await self._threads.{run}({', '.join(filter(None, [f'self._sync.{name}', arguments]))})"


def _arguments(node: ast.FunctionDef) -> str:
    """Return the arguments of a face's call of the method; each variable has the name of its parameter."""
    positional: Iterable[str] = (each.arg for each in node.args.args[1:])
    named = (f"{each.arg}={each.arg}" for each in node.args.kwonlyargs)
    return ", ".join([*positional, *named])
