"""Public names stand in `__all__`, and `import digipost` costs next to nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import digipost
import digipost_schema.datatypes
from digipost import (
    ArchiveDocument,
    AuthenticationLevel,
    ClientConfig,
    ClientCredentials,
    DigipostClient,
    DigipostError,
    DigipostUser,
    Document,
    Download,
    EmailNotification,
    Environment,
    EventFeed,
    ForeignAddress,
    Identity,
    InvalidIdentifier,
    KnownPerson,
    ListedTime,
    Listing,
    Message,
    NondeliverableHandling,
    NorwegianAddress,
    PrintColors,
    PrintDetails,
    PrintIfUnread,
    PrintInstruction,
    PrintInstructions,
    PrintRecipient,
    RequestForRegistration,
    RequestSigning,
    RetryPolicy,
    Secret,
    SensitivityLevel,
    SmsNotification,
    SmsOverrides,
    Transport,
    Unidentified,
    datatypes,
    errors,
    printing,
    recipient,
    time_limit,
    xml,
)
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType, UnionType

ROOT = Path(__file__).parents[2]
# Written out, so that mypy finds each of them too.
NAMES: dict[str, type | ModuleType | UnionType | Callable[..., object]] = {
    "Transport": Transport,
    "RetryPolicy": RetryPolicy,
    "Listing": Listing,
    "Identity": Identity,
    "EventFeed": EventFeed,
    "Download": Download,
    "ArchiveDocument": ArchiveDocument,
    "AuthenticationLevel": AuthenticationLevel,
    "ClientConfig": ClientConfig,
    "ClientCredentials": ClientCredentials,
    "DigipostClient": DigipostClient,
    "DigipostError": DigipostError,
    "DigipostUser": DigipostUser,
    "Document": Document,
    "EmailNotification": EmailNotification,
    "Environment": Environment,
    "ForeignAddress": ForeignAddress,
    "InvalidIdentifier": InvalidIdentifier,
    "KnownPerson": KnownPerson,
    "ListedTime": ListedTime,
    "Message": Message,
    "NondeliverableHandling": NondeliverableHandling,
    "NorwegianAddress": NorwegianAddress,
    "PrintColors": PrintColors,
    "PrintDetails": PrintDetails,
    "PrintIfUnread": PrintIfUnread,
    "PrintInstruction": PrintInstruction,
    "PrintInstructions": PrintInstructions,
    "PrintRecipient": PrintRecipient,
    "RequestForRegistration": RequestForRegistration,
    "RequestSigning": RequestSigning,
    "Secret": Secret,
    "SensitivityLevel": SensitivityLevel,
    "SmsNotification": SmsNotification,
    "SmsOverrides": SmsOverrides,
    "Unidentified": Unidentified,
    "datatypes": datatypes,
    "errors": errors,
    "printing": printing,
    "recipient": recipient,
    "time_limit": time_limit,
    "xml": xml,
}
HEAVY = ("attrs", "attr", "lxml", "requests", "urllib3", "cryptography", "digipost_schema")
HAND_ON = {
    "digipost.aio",
    "digipost.authentication",
    "digipost.base.schema_version",
    "digipost.bulk",
    "digipost.datatypes",
    "digipost.downloads",
    "digipost.errors",
    "digipost.preflight",
    "digipost.preflight.checks",
    "digipost.sandbox",
    "digipost.sandbox.clock",
    "digipost.sandbox.fault_kinds",
    "digipost.sandbox.fault_rules",
    "digipost.sandbox.faults",
    "digipost.sandbox.letters",
    "digipost.sandbox.notices",
    "digipost.sandbox.people",
    "digipost.sandbox.printing",
    "digipost.secret",
    "digipost.transport",
}
"""The modules that list what others make."""


def modules() -> list[str]:
    """The public modules, but for the lazy `digipost` itself."""
    paths = sorted((ROOT / "digipost").rglob("*.py"))
    parts = [path.relative_to(ROOT).with_suffix("").parts for path in paths]
    names = [".".join(each[:-1] if each[-1] == "__init__" else each) for each in parts]
    public = [name for name in names if "._" not in name and name != "digipost"]
    return [*public, "digipost_schema.api_v8", "digipost_schema.datatypes", "digipost_schema.errors"]


def source(module: ModuleType) -> ast.Module:
    assert module.__file__ is not None
    return ast.parse(Path(module.__file__).read_text(encoding="utf-8"))


def defined(statements: list[ast.stmt]) -> set[str]:
    """The names that a module makes itself, at its top level."""
    names = set()
    for statement in statements:
        match statement:
            case (
                ast.ClassDef(name)
                | ast.FunctionDef(name)
                | ast.AsyncFunctionDef(name)
                | ast.AnnAssign(ast.Name(name))
            ):
                names.add(name)
            case ast.Assign(targets):
                names |= {target.id for target in targets if isinstance(target, ast.Name)}
            case ast.If(_, body, orelse):
                names |= defined(body) | defined(orelse)
    return names


def test_the_names_are_those_of_all() -> None:
    assert set(NAMES) == set(digipost.__all__)
    assert sorted(set(digipost.__all__)) == digipost.__all__


@in_one_test("name", NAMES)
def test_a_name_leads_to_the_thing_of_that_name(name: str) -> None:
    value = getattr(digipost, name)
    assert value is NAMES[name]
    assert getattr(value, "__name__", name) in {name, f"digipost.{name}"}  # a union has none
    assert vars(digipost)[name] is value  # so that the next look-up costs nothing


def test_what_type_checkers_see_is_what_there_is() -> None:
    tree = source(digipost)
    (block,) = (each for each in tree.body if isinstance(each, ast.If))
    seen = {}
    for statement in block.body:
        assert isinstance(statement, ast.ImportFrom)
        assert statement.module is not None
        for alias in statement.names:
            assert alias.asname is None
            seen[alias.name] = statement.module
    submodules = {name for name, module in seen.items() if module == "digipost"}
    assert {name: module for name, module in seen.items() if name not in submodules} == digipost._MODULES
    assert submodules | set(digipost._MODULES) == set(digipost.__all__)


def test_dir_lists_the_names_before_they_are_used() -> None:
    program = "import digipost; assert {*digipost.__all__} <= {*dir(digipost)}"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'digipost' has no attribute 'Mesage'"):
        digipost.Mesage  # type: ignore[attr-defined]  # noqa: B018 - the look-up is what fails


def test_the_version_is_that_of_the_distribution() -> None:
    assert digipost.__version__ == version("digipost")
    assert "__version__" in dir(digipost)


def test_importing_digipost_loads_nothing_heavy() -> None:
    program = "import digipost, sys; print(*sys.modules)"
    command = [sys.executable, "-c", program]
    loaded = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.split()
    assert "digipost" in loaded
    assert [name for name in loaded if name.partition(".")[0] in HEAVY] == []
    assert [name for name in loaded if name.startswith("digipost.")] == []


@in_one_test("name", modules())
def test_all_is_what_is_public(name: str) -> None:
    module = import_module(name)
    makes = {each for each in defined(source(module).body) if not each.startswith("_")}
    listed = getattr(module, "__all__", [])
    assert len(set(listed)) == len(listed)
    if name in HAND_ON:
        assert makes < set(listed)
    else:
        assert makes == set(listed)
    for each in listed:
        assert hasattr(module, each)


def test_all_data_types_are_under_the_one_roof() -> None:
    schema = set(digipost_schema.datatypes.__all__)
    assert set(datatypes.__all__) - {"RawElement", "decode"} <= schema
    missing = schema - set(datatypes.__all__)
    assert {name for name in missing if isinstance(getattr(digipost_schema.datatypes, name), type)} == set()


@in_one_test(
    ("text", "names"),
    [
        ("def f(): g = 1", {"f"}),
        ("async def f(): g = 1", {"f"}),
        ("class C: x = 1", {"C"}),
        ("x = y = 1", {"x", "y"}),
        ("x: int = 1", {"x"}),
        ("if True:\n  x = 1\nelse:\n  def y(): ...", {"x", "y"}),
        ("from a import b", set()),
    ],
)
def test_these_tests_see_what_a_module_makes(text: str, names: set[str]) -> None:
    assert defined(ast.parse(text).body) == names
