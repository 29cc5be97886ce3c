"""The pipeline from schemas to package: the same schemas give the same bytes on every machine."""

from __future__ import annotations

import keyword
import logging
import os
import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import quoteattr

import attrs
from xsdata.models.config import GeneratorConfig

from codegen.builder import build_module
from codegen.errors import GenerationError
from codegen.generator import BindingsGenerator
from codegen.model import ClassModel, FieldModel, ModuleModel
from codegen.overrides import Overrides
from codegen.trial import try_out
from codegen.xsd import Xsd
from codegen.xsd_files import included_by

__all__ = [
    "bindings",
    "differences",
    "formatted",
    "generate",
    "models_of",
    "package_files",
    "run_check",
    "run_generate",
    "unformatted_files",
]

_HERE = Path(__file__).parent
_RUNTIME = _HERE / "runtime"
_LINE_LENGTH = 110

OVERRIDES = _HERE / "overrides.toml"
SCHEMAS = _HERE.parent / "schemas"
PACKAGE = _HERE.parent / "generated" / "digipost_schema"

_TABLE = '''"""The modules of codecs by the namespace of their schema."""

__all__ = ["CODECS"]

CODECS = {codecs!r}
'''

# The name of the schema below, and names that the classes' modules import.
_TAKEN_NAMES = {
    "all",
    "attrs",
    "bool",
    "c",
    "date",
    "datetime",
    "float",
    "h",
    "i",
    "int",
    "l",
    "list",
    "n",
    "str",
    "tuple",
    "v",
}

# libxml2 needs this schema to validate a message together with its data type: the wildcard is strict.
_WRAPPER = """<?xml version="1.0" encoding="UTF-8"?>
<!-- Both schemas as one, for validating a message together with its data type. -->
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
{imports}</xs:schema>
"""


def package_files(schemas: Path = SCHEMAS, refinements: Path = OVERRIDES) -> dict[str, bytes]:
    """Return the whole formatted package: the bytes of each file by its path inside; see `models_of`."""
    return formatted(unformatted_files(schemas, models_of(schemas, refinements)))


def models_of(schemas: Path = SCHEMAS, refinements: Path = OVERRIDES) -> list[ModuleModel]:
    """Return the models of the schemas in a folder, in any number.

    Args:
        schemas: The folder of the schemas.
        refinements: The file of overrides, such as overrides.toml.

    Raises:
        GenerationError: A schema is not supported, or a tool warned.
    """
    sources = sorted(schemas.glob("*.xsd"))
    if not sources:
        raise GenerationError(f"there is no schema in {schemas}")
    overrides = Overrides.load(refinements)
    # An included file is a part of the including file: it gets no separate module, and may be incomplete.
    included = {path for source in sources for path in included_by(source)}
    kept = [path for path in sources if path.resolve() not in included]
    for path in kept:
        _refuse_module_name(path)
    modules = _joined([build_module(Xsd.read(path), overrides) for path in kept])
    overrides.refuse_unused(module.name for module in modules)
    return modules


def _refuse_module_name(path: Path) -> None:
    """Raise an error if the name of a schema's file cannot be the name of a module."""
    name = path.stem
    ours = {each.stem for each in _RUNTIME.iterdir()} | _TAKEN_NAMES
    is_name = re.fullmatch("[A-Za-z][A-Za-z0-9_]*", name) and not keyword.iskeyword(name)
    if not is_name or name in ours or name.endswith("_codec"):
        problem = f"no module of the package can be called {name}"
        raise GenerationError(
            f"{path.name}:1: schema: {problem}; give the file another name, such as api_v9.xsd"
        )


def unformatted_files(schemas: Path, modules: list[ModuleModel]) -> dict[str, bytes]:
    """Return the whole package as the templates render it: the bytes of each file by its path inside."""
    files = {path.name: path.read_bytes() for path in _RUNTIME.iterdir() if path.suffix == ".py"}
    files["py.typed"] = b""
    for module in modules:
        files |= {name: text.encode() for name, text in _rendered(module).items()}
        for name in (module.schema_file, *module.included):
            files[f"xsd/{name}"] = (schemas / name).read_bytes()
    files["_schemas.py"] = _TABLE.format(
        codecs={module.namespace: f"{module.name}_codec" for module in modules}
    ).encode()
    imports = "".join(
        f'  <xs:import namespace={quoteattr(module.namespace)} schemaLocation="{module.schema_file}"/>\n'
        for module in modules
    )
    files["xsd/all.xsd"] = _WRAPPER.format(imports=imports).encode()
    return files


def bindings(path: Path, overrides: Overrides) -> tuple[ModuleModel, dict[str, str]]:
    """Return the model of one schema, and its unformatted modules.

    Raises:
        GenerationError: The schema is not supported.
    """
    (module,) = _joined([build_module(Xsd.read(path), overrides)])
    return module, _rendered(module)


def _joined(modules: list[ModuleModel]) -> list[ModuleModel]:
    """Return the modules with the typed values of their wildcards: the global elements of the other modules.

    Raises:
        GenerationError: Two schemas have the same namespace.
    """
    by_namespace: dict[str, str] = {}
    for module in modules:
        if module.namespace in by_namespace:
            raise GenerationError(
                f"{module.schema_file}:1: schema: {by_namespace[module.namespace]}.xsd has its namespace, "
                "too; leave one of them out"
            )
        by_namespace[module.namespace] = module.name
    wanted: set[str] = set()
    made = []
    # A schema without global elements has no typed values.
    typed = {module.namespace: module.name for module in modules if module.roots}
    for module in modules:
        classes = tuple(_with_unions(cls, typed, wanted) for cls in module.classes)
        made.append(attrs.evolve(module, classes=classes))
    return [
        attrs.evolve(each, has_union=each.name in wanted or (each.name == "datatypes" and bool(each.roots)))
        for each in made
    ]


def _with_unions(cls: ClassModel, by_namespace: Mapping[str, str], wanted: set[str]) -> ClassModel:
    def joined(field: FieldModel) -> FieldModel:
        unions = tuple(by_namespace[each] for each in field.namespaces if each in by_namespace)
        wanted.update(unions)
        return attrs.evolve(field, unions=unions)

    return attrs.evolve(cls, all_fields=tuple(joined(field) for field in cls.all_fields))


def _rendered(module: ModuleModel) -> dict[str, str]:
    with _warnings_are_errors():
        return BindingsGenerator(GeneratorConfig()).render_files(module)


def formatted(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files after ruff has removed unused imports, sorted the others and formatted the code."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        sources = [each for each in files if each.endswith(".py")]
        for each in sources:
            (folder / each).write_bytes(files[each])
        _ruff(folder, "check", "--fix", "--quiet", "--select", "F401,I001,RUF022")
        _ruff(folder, "format", "--quiet")
        formatted = {each: (folder / each).read_bytes() for each in sources}
    return dict(sorted((files | formatted).items()))


def _ruff(folder: Path, *arguments: str) -> None:
    options = ["--isolated", "--no-cache", "--target-version", "py311", "--line-length", str(_LINE_LENGTH)]
    command = [sys.executable, "-m", "ruff", *arguments, *options, "."]
    result = subprocess.run(command, cwd=folder, capture_output=True, check=False)  # noqa: S603 - our own words
    if result.returncode:
        raise GenerationError(f"not clean Python: {result.stderr.decode()}{result.stdout.decode()}")


@contextmanager
def _warnings_are_errors() -> Iterator[None]:
    """Turn every warning of xsdata, logged or from the warnings module, into an error."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("xsdata")
    logger.addHandler(handler)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield
    except Warning as warning:
        raise GenerationError(f"the generator warns: {warning}") from warning
    finally:
        logger.removeHandler(handler)
    if said:
        raise GenerationError(f"the generator warns: {'; '.join(said)}")


def generate(schemas: Path = SCHEMAS, package: Path = PACKAGE, refinements: Path = OVERRIDES) -> list[str]:
    """Write the package after testing it, and remove files that do not belong to it.

    Returns:
        The files that were written or removed; empty if the package was up to date.
    """
    modules = models_of(schemas, refinements)
    files = formatted(unformatted_files(schemas, modules))
    try_out(files, modules)
    differing = differences(files, package)
    for name in differing:
        path = package / name
        if name in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[name])
        else:
            path.unlink()
    return differing


def differences(files: dict[str, bytes], package: Path) -> list[str]:
    """Return the files of the package that are not up to date: changed, missing or superfluous."""
    present = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    changed = {name for name in present & files.keys() if (package / name).read_bytes() != files[name]}
    return sorted(changed | (present ^ files.keys()))


def run_generate(_arguments: object) -> int:
    """Carry out `python -m codegen generate`."""
    return _report(generate, "written anew")


def run_check(_arguments: object) -> int:
    """Carry out `python -m codegen check`."""
    status = _report(
        lambda: differences(package_files(), PACKAGE), "not what the schemas say; run `make generate`", 1
    )
    if status:
        return status
    # Strict, regardless of the configuration for other code.
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--package", PACKAGE.name]
    environment = os.environ | {"MYPYPATH": str(PACKAGE.parent)}
    return subprocess.run(command, cwd=_HERE.parent, env=environment, check=False).returncode  # noqa: S603 - likewise


def _report(find: Callable[[], list[str]], said: str, status: int = 0) -> int:
    try:
        names = find()
    except GenerationError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for name in names:
        sys.stdout.write(f"{name}: {said}\n")
    sys.stdout.write("" if names else "generated/digipost_schema is what the schemas say\n")
    return status if names else 0
