"""Faces of small clients: which methods are awaited, and what is refused."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from codegen.aio.faces import Kind, surface_of
from codegen.aio.modules import module_texts
from codegen.aio.pipeline import aio_files
from codegen.aio.sources import ROOT, Library
from codegen.errors import GenerationError
from codegen.pipeline import differences

if TYPE_CHECKING:
    from pathlib import Path

CLIENT = '''
"""A client."""
from __future__ import annotations
from digipost.things import Things

class DigipostClient:
    """A client."""
    def __init__(self, config: int) -> None:
        self.things = Things(config)
'''
THINGS = '''
"""Things."""
from __future__ import annotations
from collections.abc import Iterator
from typing import TYPE_CHECKING, Generic, Self, TypeVar
import attrs
if TYPE_CHECKING:
    import os

_MOST = 100
_now = object()
_T = TypeVar("_T")

@attrs.frozen
class Value:
    """A value."""

class Worker:
    """Neither a value nor entered."""

class Listing(Generic[_T]):
    """A listing."""
    def __iter__(self) -> Self: return self
    def __next__(self) -> _T: ...
    @property
    def is_at_hand(self) -> bool: ...
    def fetch(self) -> None: ...
    def close(self) -> None:
        """Close it."""

class Content:
    """A content."""
    def __init__(self, size: int) -> None:
        self.size: int = size
        self._hidden = 1
    def __enter__(self) -> Self: return self
    def __exit__(self, kind, error, traceback) -> None: ...
    def __iter__(self) -> Iterator[bytes]:
        """The pieces."""
    def close(self) -> None:
        """Close it."""
    @property
    def name(self) -> str:
        """Its name."""

class Things:
    """Things."""
    def __init__(self, config: int) -> None:
        self._config = config
    METHODS
'''
DOC = '"""Do it."""'


def library(folder: Path, methods: str, client: str = CLIENT) -> Library:
    (folder / "digipost").mkdir(exist_ok=True)
    (folder / "digipost" / "client.py").write_text(client)
    (folder / "digipost" / "things.py").write_text(THINGS.replace("METHODS", methods.replace("\n", "\n    ")))
    return Library(folder)


def texts(folder: Path, methods: str) -> dict[str, str]:
    found = library(folder, methods)
    made = module_texts(found, surface_of(found))
    for text in made.values():
        ast.parse(text)
    return made


@pytest.mark.parametrize(
    ("method", "kind", "line"),
    [
        (f"def a(self, x: int) -> str:\n  {DOC}", Kind.AWAITED, "await self._threads.run(self._sync.a, x)"),
        (
            f"def a(self, x: int, *, y: str | None = None) -> Value:\n  {DOC}",
            Kind.AWAITED,
            "await self._threads.run(self._sync.a, x, y=y)",
        ),
        (
            f"def a(self) -> Content:\n  {DOC}",
            Kind.OPENING,
            "return AsyncContent(await self._threads.open(self._sync.a), self._threads)",
        ),
        (
            f"def a(self) -> Listing[int]:\n  {DOC}",
            Kind.PLAIN,
            "return AsyncListing(self._sync.a(), self._threads)",
        ),
        (f"@property\ndef a(self) -> int:\n  {DOC}", Kind.PROPERTY, "return self._sync.a"),
        (f"def a(self, most: int = _MOST) -> None:\n  {DOC}", Kind.AWAITED, "most: int=100"),
    ],
)
def test_how_a_method_is_called(method: str, kind: Kind, line: str, tmp_path: Path) -> None:
    found = library(tmp_path, method)
    surface = surface_of(found)
    (face,) = (each for each in surface.values() if each.name == "AsyncThings")
    assert face.methods["a"].kind is kind
    assert line in module_texts(found, surface)["things.py"]


def test_a_method_that_is_private_or_deprecated_has_no_face(tmp_path: Path) -> None:
    methods = f"def _a(self) -> int: ...\n@deprecated('b')\ndef a(self) -> int:\n  {DOC}"
    assert "def " not in texts(tmp_path, methods)["things.py"].partition("_threads = threads")[2]


def test_a_content_is_entered_iterated_over_and_closed(tmp_path: Path) -> None:
    made = texts(tmp_path, f"def a(self) -> Content:\n  {DOC}")["things.py"]
    for line in (
        "self.size: int = sync.size",
        "def __aiter__(self) -> Chunks[bytes]:",
        "async def __aenter__(self) -> Self:",
        "await self._threads.clean_up(self._sync.__exit__, kind, error, traceback)",
        "await self._threads.clean_up(self._sync.close)",
    ):
        assert line in made
    assert "_hidden" not in made


def test_a_listing_keeps_its_type(tmp_path: Path) -> None:
    made = texts(tmp_path, f"def a(self) -> Listing[Value]:\n  {DOC}")["things.py"]
    for line in (
        "_T = TypeVar('_T')",
        "class AsyncListing(Generic[_T]):",
        "def __init__(self, sync: Listing[_T], threads: Threads) -> None:",
        "async def __anext__(self) -> _T:",
        "async def aclose(self) -> None:",
        "def a(self) -> AsyncListing[Value]:",
    ):
        assert line in made
    assert "fetch" not in made


@pytest.mark.parametrize(
    ("method", "problem"),
    [
        (f"def a(self) -> Worker:\n  {DOC}", "Worker is neither a value"),
        (f"def a(self) -> list[Content]:\n  {DOC}", "Content has a face, and is inside another type"),
        (f"def a(self):\n  {DOC}", "a has no annotation of its result"),
        ("def a(self) -> int: ...", "a has no docstring"),
        (f"def a(self, *x: int) -> int:\n  {DOC}", "named arguments only"),
        (f"def a(self, **x: int) -> int:\n  {DOC}", "named arguments only"),
        (f"def a(self, x: int, /) -> int:\n  {DOC}", "named arguments only"),
        (f"@staticmethod\ndef a() -> int:\n  {DOC}", "the face knows nothing of staticmethod"),
        (f"def a(self, x: object = _now) -> int:\n  {DOC}", "the default _now is no literal"),
        (f"def a(self, x: Content) -> Content:\n  {DOC}", "an argument or attribute is Content"),
        (f"def a(self) -> Self:\n  {DOC}\n  return copy(self)", "only `return self` has a face"),
        ("def __len__(self) -> int: ...", "the face has no form of __len__"),
    ],
)
def test_what_can_have_no_face_is_refused_by_its_name(method: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match=problem):
        texts(tmp_path, method)


def test_an_attribute_without_an_annotation_is_refused(tmp_path: Path) -> None:
    found = library(tmp_path, "", f"{CLIENT.rstrip()}\n        self.x = 1\n")
    with pytest.raises(GenerationError, match=r"self\.x needs an annotation"):
        surface_of(found)


def test_a_module_that_is_not_there_is_named(tmp_path: Path) -> None:
    found = library(tmp_path, "", CLIENT.replace("digipost.things", "digipost.nothing"))
    with pytest.raises(GenerationError, match=r"digipost\.nothing cannot be read"):
        surface_of(found)


def test_the_faces_in_the_repository_are_those_of_the_client() -> None:
    package = ROOT / "digipost" / "aio"
    by_hand = {"_threads.py": (package / "_threads.py").read_bytes()}
    assert differences(aio_files() | by_hand, package) == []
