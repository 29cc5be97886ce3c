"""Imports inside functions, libraries that one place alone imports, and the length of modules.

The layers, and the absence of circles, are contracts of import-linter in pyproject.toml: see `make lint`.
"""

from __future__ import annotations

import ast
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]

# An import inside a function hides a dependency and fails late, so that each has its reason here.
IN_FUNCTIONS = {
    ("digipost", "importlib"): "lazy names: paid for when one is used",
    ("digipost", "digipost.base.version"): "the version, likewise",
    (
        "digipost.bulk.manifests.sheet_converter.sheet_references",
        "lxml",
    ): "memory of the converter, in few of its runs",
    (
        "digipost.bulk.manifests.sheet_manifest",
        "digipost.bulk.manifests.xlsx_writing",
    ): "an extra; for a sheet to correct",
    ("digipost.bulk.rows.countries", "babel"): "an extra; for manifests with countries",
    ("digipost.bulk.rows.countries", "babel.core"): "likewise",
    (
        "digipost.bulk.manifests.manifest",
        "digipost.bulk.manifests.parquet",
    ): "an extra; for who has a manifest in Parquet",
    ("digipost.cli", "digipost.cli.commands"): "where click is not installed, an error says what to install",
    ("digipost.cli", "multiprocessing"): "10 ms, for programs that PyInstaller made",
    ("digipost.from_environment", "digipost.auth.client_credentials"): "4 ms, for programs with OAuth",
    ("digipost.cli.commands", "click.shell_completion"): "for the shell, when it completes what is typed",
    (
        "digipost.preflight",
        "digipost.preflight.printability.picture",
    ): "loads Pillow, for who wants a picture",
    (
        "digipost.base.data_type_rules",
        "digipost_schema.datatypes",
    ): "takes 20 ms; for a letter with a data type",
    ("digipost.errors._masking", "html"): "its table of names; for an error that repeats what was sent",
    ("digipost.resources._channel", "digipost.preflight.pdf.document"): "for a letter to encrypt",
    ("digipost.resources._content_checks", "digipost.preflight.html"): "for a letter in HTML",
    (
        "digipost.resources._content_checks",
        "digipost.preflight.printability.print_check",
    ): "takes as long to import as the schema; for a letter that may be printed",
    ("digipost.preflight.text.font_programs", "PIL"): "an extra; for who prints a PDF",
    ("digipost.preflight.html_rules.style_attribute", "tinycss2"): "an extra; for a letter in HTML",
    ("digipost.preflight.pdf.objects", "pikepdf"): "likewise, or encrypts one",
    ("digipost.preflight.pdf.pdfium", "pypdfium2"): "likewise",
    ("digipost_schema", "importlib"): "lazy names too",
    ("digipost_schema._help", "ast"): "for a reader of docstrings, which programs do without",
    ("digipost_schema._help", "inspect"): "likewise",
    ("digipost_schema._help", "textwrap"): "likewise",
    ("digipost_schema._arguments", "inspect"): "for a call whose arguments do not fit",
    ("digipost_schema._arguments", "difflib"): "likewise",
    ("digipost_schema._validators", "digipost_schema._patterns"): "for the first value that has a pattern",
    ("digipost.pytest_plugin", "digipost.aio"): "an extra; for tests that ask for it",
    ("digipost.pytest_plugin", "digipost.sandbox"): "likewise",
    (
        "digipost.sandbox.model.letters",
        "digipost.sandbox.model.picture",
    ): "loads the data types, for who looks",
    ("digipost.sandbox.page_server", "digipost.sandbox.pages.site"): "for who looks at the page",
    ("digipost.sandbox.pages.pdf_renderer", "resource"): "which Windows does not have",
    ("digipost.sandbox.sandbox", "digipost.client"): "for `Sandbox.client`; the server does without it",
}

# Libraries that one place alone may know, since the rest must work without them.
ONLY_IN = {
    "pytest": "digipost.pytest_plugin",
    "PyInstaller": "digipost.__pyinstaller",
    "anyio": "digipost.aio",
    "opentelemetry": "digipost.telemetry.opentelemetry",
    "starlette": "digipost.sandbox",
    "uvicorn": "digipost.sandbox",
    "python_multipart": "digipost.sandbox",
    "h11": "digipost.sandbox",
    "markupsafe": "digipost.sandbox.pages",
    "nh3": "digipost.sandbox.pages",
    "click": "digipost.cli",
    "rich": "digipost.cli",
    "pikepdf": "digipost.preflight",
    "pypdfium2": "digipost.preflight",
    "PIL": "digipost.preflight",
    "tinycss2": "digipost.preflight",
    "xlsxwriter": "digipost.bulk.manifests.xlsx_writing",
    "pyarrow": "digipost.bulk.manifests.parquet",
    "python_calamine": "digipost.bulk.manifests.sheet_converter.sheet_program",
    "babel": "digipost.bulk.rows.countries",
}
# Likewise, beside the sandbox and the generator.
ALSO_IN = {"jinja2": "digipost.bulk.reports.page"}
# A program of its own, so that it may know what no other module of the sandbox does.
PROGRAMS = {"digipost.sandbox.pages.pdf_renderer", "digipost.bulk.manifests.sheet_converter.sheet_program"}
DIGIPOST_NEEDS = {"attrs", "cryptography", "lxml", "requests", "urllib3", "digipost", "digipost_schema"}
SCHEMA_NEEDS = {"attrs", "lxml", "digipost_schema"}


@attrs.frozen
class Import:
    """One import statement of one module.

    Attributes:
        importer: The module that has it.
        imported: The module, or the name in it, that is asked for.
        in_function: True if it runs only when a function does.
    """

    importer: str
    imported: str
    in_function: bool

    def reaches(self, package: str) -> bool:
        return within(self.imported, package)


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def module_name(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_in(text: str, name: str, *, is_package: bool = False) -> Iterator[Import]:
    """Every import of a module's text, those for type checkers alone too: they are knowledge as well."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    left: list[tuple[ast.AST, bool]] = [(ast.parse(text), False)]
    while left:
        node, in_function = left.pop()
        for imported in _asked_for(node, name, is_package=is_package):
            yield Import(name, imported, in_function)
        inside = in_function or isinstance(node, functions)
        # An expression has no import.
        left += [(each, inside) for each in ast.iter_child_nodes(node) if not isinstance(each, ast.expr)]


def _asked_for(node: ast.AST, name: str, *, is_package: bool) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    package = name.split(".")
    if node.level:
        package = package[: len(package) - node.level + is_package]
    origin = ".".join([*(package if node.level else []), *([node.module] if node.module else [])])
    known = [f"{origin}.{alias.name}" for alias in node.names]
    # `from digipost import xml` asks for a module, `from digipost.xml import to_xml` for a name in one.
    return [each if each in MODULES else origin for each in known]


def sources(root: Path, package: str) -> dict[str, Path]:
    return {module_name(path, root): path for path in sorted((root / package).rglob("*.py"))}


PATHS = {
    **sources(ROOT, "digipost"),
    **sources(ROOT / "generated", "digipost_schema"),
    **sources(ROOT, "codegen"),
}
MODULES = set(PATHS)


@cache
def imports() -> list[Import]:
    """All imports, read when a test needs them: every worker collects these tests, one or two run them."""
    return [
        found
        for name, path in PATHS.items()
        for found in imports_in(path.read_text(encoding="utf-8"), name, is_package=path.name == "__init__.py")
    ]


def of(package: str) -> list[Import]:
    return [each for each in imports() if within(each.importer, package)]


def test_there_is_no_import_in_a_function_without_a_reason() -> None:
    found = {(each.importer, each.imported) for each in imports() if each.in_function}
    ours = {each for each in found if not within(each[0], "codegen")}
    assert ours == set(IN_FUNCTIONS)


def test_the_schema_package_stands_alone() -> None:
    needs = {each.imported.partition(".")[0] for each in of("digipost_schema")} - sys.stdlib_module_names
    assert needs == SCHEMA_NEEDS


def test_the_library_needs_its_dependencies_and_no_more() -> None:
    extras = ONLY_IN | ALSO_IN
    needs = {
        each.imported.partition(".")[0]
        for each in of("digipost")
        if not within(each.importer, extras.get(each.imported.partition(".")[0], "digipost.sandbox"))
        if not within(each.importer, "digipost.sandbox")
        if not each.reaches("_typeshed")  # which type checkers have, and nobody imports
    }
    assert needs - sys.stdlib_module_names == DIGIPOST_NEEDS


@in_one_test("library", ONLY_IN)
def test_what_an_extra_brings_one_place_alone_imports(library: str) -> None:
    users = {each.importer for each in imports() if each.reaches(library)}
    assert {each for each in users - PROGRAMS if not within(each, ONLY_IN[library])} == set()


def test_one_module_alone_chooses_the_version_of_the_schema() -> None:
    users = {each.importer for each in of("digipost") if each.reaches("digipost_schema.api_v8")}
    assert users == {"digipost.base.schema_version"}


def test_no_module_written_by_hand_is_long() -> None:
    lengths = {
        name: len(path.read_text(encoding="utf-8").splitlines())
        for name, path in PATHS.items()
        if not within(name, "digipost_schema")
        if not within(name, "digipost.aio") or name == "digipost.aio._threads"  # the others are generated
    }
    assert {name: length for name, length in lengths.items() if length > 300} == {}
    # A library does the work of HTTP: what is left to the transport stays small.
    assert sum(length for name, length in lengths.items() if within(name, "digipost.transport")) <= 600


class TestTheseTests:
    """The checks above find what they look for."""

    @in_one_test(
        ("text", "imported", "in_function"),
        [
            ("import digipost.client", "digipost.client", False),
            ("from digipost import client", "digipost.client", False),
            ("from digipost.client import DigipostClient", "digipost.client", False),
            ("from . import client", "digipost.client", False),
            ("from .resources import messages", "digipost.resources.messages", False),
            ("if TYPE_CHECKING:\n  import digipost.client", "digipost.client", False),
            ("class A:\n  import digipost.client", "digipost.client", False),
            ("def f():\n  from digipost import client", "digipost.client", True),
            (
                "class A:\n  async def f(self):\n    if self:\n      import digipost.client",
                "digipost.client",
                True,
            ),
        ],
    )
    def test_an_import_is_found(self, text: str, imported: str, in_function: bool) -> None:  # noqa: FBT001 - pytest passes it by name
        (found,) = imports_in(text, "digipost.xml")
        assert found == Import("digipost.xml", imported, in_function)

    def test_a_package_is_found_from_its_modules(self) -> None:
        (found,) = imports_in("from ..errors import X", "digipost.resources.messages")
        assert found.imported == "digipost.errors"
        (found,) = imports_in("from .letters import X", "digipost.sandbox", is_package=True)
        assert found.imported == "digipost.sandbox.letters"
