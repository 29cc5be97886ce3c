"""Faces, the asynchronous forms of classes, and how an event loop calls each of their methods."""

from __future__ import annotations

import ast
from enum import Enum, auto

import attrs

from codegen.aio.sources import Class, Library, names_in

__all__ = ["Face", "Kind", "Method", "Surface", "surface_of"]

# Methods of Python's protocols: a face has the asynchronous form of a method, or omits it.
_PROTOCOLS = {"__init__", "__enter__", "__exit__", "__iter__", "__next__", "__repr__", "__reduce__"}
# Methods, besides `__next__`, in which an iterator does I/O; see `digipost.aio._threads.Paged`.
_PAGING = {"fetch", "is_at_hand"}


class Kind(Enum):
    """The way in which an event loop calls a method."""

    PROPERTY = auto()
    PLAIN = auto()  # directly, without I/O
    AWAITED = auto()  # in a worker thread
    STEPWISE = auto()  # likewise, step by step; the class has a generator `_<name>_in_steps` for it
    OPENING = auto()  # likewise; the caller must close its result
    CLOSING = auto()  # likewise, even in a cancelled task


@attrs.frozen
class Method:
    """A method of a face.

    Attributes:
        node: The synchronous method.
        kind: The way of calling it.
        result: The class of its result, if the class has a face.
        returns_self: True if the method returns the object itself.
    """

    node: ast.FunctionDef
    kind: Kind
    result: Class | None = None
    returns_self: bool = False

    @property
    def is_of_class(self) -> bool:
        """Return True for a class method."""
        return any(ast.unparse(each) == "classmethod" for each in self.node.decorator_list)


@attrs.frozen
class Face:
    """The asynchronous face of a class.

    Attributes:
        source: The class.
        attributes: Its public attributes, by name, with their annotations.
        nouns: Its attributes whose classes have faces, by name.
        methods: Its public methods and properties, by name.
    """

    source: Class
    attributes: dict[str, ast.expr]
    nouns: dict[str, Class]
    methods: dict[str, Method]

    @property
    def name(self) -> str:
        """The name of the face."""
        return f"Async{self.source.name}"

    @property
    def module(self) -> str:
        """The name of its module in `digipost.aio`."""
        return self.source.module.name.rpartition(".")[2]

    @property
    def is_paged(self) -> bool:
        """Return True for an iterator that fetches pages of items."""
        return self.source.method("__next__") is not None

    @property
    def is_entered(self) -> bool:
        """Return True for a context manager."""
        return self.source.method("__enter__") is not None


Surface = dict[Class, Face]
"""All faces by their synchronous classes; the face of the client comes first."""


def surface_of(library: Library, module: str = "digipost.client", name: str = "DigipostClient") -> Surface:
    """Return the faces of the client and of all classes that its methods and attributes lead to.

    Raises:
        GenerationError: A face for a class is impossible.
    """
    client = library.module(module).classes[name]
    surface: Surface = {}
    waiting = [client]
    while waiting:
        source = waiting.pop(0)
        if source not in surface:
            surface[source] = face = _face(library, source, client)
            waiting += face.nouns.values()
            waiting += [each.result for each in face.methods.values() if each.result is not None]
    return surface


def _face(library: Library, source: Class, client: Class) -> Face:
    attributes, nouns = _attributes(library, source)
    methods = {}
    for node in source.methods:
        if node.name.startswith("_") or _is_deprecated(node):
            if node.name.startswith("__") and node.name not in _PROTOCOLS:
                raise source.error(f"the face has no form of {node.name}")
            continue
        if node.name not in _PAGING or source.method("__next__") is None:
            methods[node.name] = _method(library, source, node, client)
    return Face(source, attributes, nouns, methods)


def _attributes(library: Library, source: Class) -> tuple[dict[str, ast.expr], dict[str, Class]]:
    """Return the public attributes that methods set: annotated ones and nouns."""
    attributes: dict[str, ast.expr] = {}
    nouns: dict[str, Class] = {}
    for each in ast.walk(source.node):
        match each:
            case ast.AnnAssign(ast.Attribute(ast.Name("self"), name), annotation):
                if not name.startswith("_"):
                    attributes[name] = annotation
            case ast.Assign([ast.Attribute(ast.Name("self"), name)], ast.Call(ast.Name(made))):
                noun = library.find(source.module, made)
                if noun is not None and not name.startswith("_"):
                    nouns[name] = noun
            case ast.Assign([ast.Attribute(ast.Name("self"), name)]) if not name.startswith("_"):
                raise source.error(f"self.{name} needs an annotation where it is set")
    return attributes, nouns


def _method(library: Library, source: Class, node: ast.FunctionDef, client: Class) -> Method:
    decorators = {ast.unparse(each) for each in node.decorator_list}
    # The operation of the synchronous method names its own requests, and the face's requests.
    decorators -= {each for each in decorators if each.startswith("operation(")}
    if decorators - {"property", "classmethod"}:
        raise source.error(f"{node.name}: the face knows nothing of {', '.join(sorted(decorators))}")
    if node.args.vararg or node.args.kwarg or node.args.posonlyargs:
        raise source.error(f"{node.name}: the face takes named arguments only")
    if "property" in decorators:
        return Method(node, Kind.PROPERTY)
    result = _result(library, source, node)
    if result == source and source is not client:
        if ast.unparse(node.body[-1]) != "return self":
            raise source.error(f"{node.name}: only `return self` has a face")
        return Method(node, Kind.AWAITED, returns_self=True)
    if result == client or (result is not None and result.method("__next__")):
        return Method(node, Kind.PLAIN, result)
    if node.name == "close":
        return Method(node, Kind.PLAIN if source.method("__next__") else Kind.CLOSING)
    if source.method(f"_{node.name}_in_steps") is not None:
        return Method(node, Kind.STEPWISE)
    closes = result is not None and result.method("close")
    return Method(node, Kind.OPENING if closes else Kind.AWAITED, result)


def _result(library: Library, source: Class, node: ast.FunctionDef) -> Class | None:
    """Return the class of a result if it needs a face: an iterator or a context manager."""
    if node.returns is None:
        raise source.error(f"{node.name} has no annotation of its result")
    outer = node.returns.value if isinstance(node.returns, ast.Subscript) else node.returns
    found = None
    for name in sorted(names_in(node.returns)):
        cls = source if name == "Self" else library.find(source.module, name)
        if cls is None or cls.is_value:
            continue
        if cls != source and not any(map(cls.method, ("__enter__", "__iter__", "__next__"))):
            raise source.error(f"{node.name}: {name} is neither a value, nor a context manager or iterator")
        if ast.unparse(outer) != name:
            raise source.error(f"{node.name}: {name} has a face, and is inside another type")
        found = cls
    return found


def _is_deprecated(node: ast.FunctionDef) -> bool:
    """Return True for a deprecated name; the asynchronous client has no deprecated names."""
    return any("deprecated" in names_in(each) for each in node.decorator_list)
