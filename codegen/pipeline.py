"""Schemas in, package out: the same bytes from the same schemas, wherever it runs."""

from __future__ import annotations

import logging
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from xsdata.codegen.transformer import ResourceTransformer
from xsdata.models.config import GeneratorConfig, StructureStyle

from codegen.errors import GenerationError
from codegen.generator import BindingsGenerator
from codegen.overrides import Overrides
from codegen.schema_source import SchemaSource
from codegen.supported import refuse_unsupported

__all__ = ["bindings", "differences", "generate", "package_files", "run_check", "run_generate"]

_HERE = Path(__file__).parent
_RUNTIME = _HERE / "runtime"
_LINE_LENGTH = 110

OVERRIDES = _HERE / "overrides.toml"
SCHEMAS = _HERE.parent / "schemas"
PACKAGE = _HERE.parent / "generated" / "digipost_schema"

# libxml2 validates a message together with its data type through this one, since a wildcard is strict.
_WRAPPER = """<?xml version="1.0" encoding="UTF-8"?>
<!-- Both schemas as one, for validating a message together with its data type. -->
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
{imports}</xs:schema>
"""


def package_files(schemas: Path = SCHEMAS, refinements: Path = OVERRIDES) -> dict[str, bytes]:
    """Return the whole package: each file's path inside it, and its bytes.

    Args:
        schemas: The folder of `api_v8.xsd` and `datatypes.xsd`.
        refinements: What overrides.toml is in this project.

    Raises:
        GenerationError: For a schema that cannot be bound, and for any warning on the way.
    """
    sources = sorted(schemas.glob("*.xsd"))
    if not sources:
        raise GenerationError(f"there is no schema in {schemas}")
    files = {path.name: path.read_bytes() for path in _RUNTIME.iterdir() if path.suffix == ".py"}
    files["py.typed"] = b""
    overrides = Overrides.load(refinements)
    namespaces = {}
    for path in sources:
        source, generated = bindings(path, overrides)
        namespaces[path.name] = source.namespace
        files |= {name: text.encode() for name, text in generated.items()}
        files[f"xsd/{path.name}"] = path.read_bytes()
    overrides.refuse_unused(path.stem for path in sources)
    imports = "".join(
        f'  <xs:import namespace="{namespace}" schemaLocation="{name}"/>\n'
        for name, namespace in namespaces.items()
    )
    files["xsd/all.xsd"] = _WRAPPER.format(imports=imports).encode()
    return _formatted(files)


def bindings(path: Path, overrides: Overrides) -> tuple[SchemaSource, dict[str, str]]:
    """Return one schema as written, and the modules made of it, not yet formatted.

    Raises:
        GenerationError: For a schema that cannot be bound, and for any warning on the way.
    """
    refuse_unsupported(path.read_bytes())
    with _warnings_are_errors():
        return _bindings(path, overrides)


def _bindings(path: Path, overrides: Overrides) -> tuple[SchemaSource, dict[str, str]]:
    config = GeneratorConfig()
    config.output.package = "digipost_schema"
    config.output.structure_style = StructureStyle.FILENAMES
    config.output.unnest_classes = True
    transformer = ResourceTransformer(config)
    transformer.process_sources([path.resolve().as_uri()])
    source = SchemaSource.read(path, transformer.classes)
    classes = transformer.analyze_classes(transformer.classes)
    generator = BindingsGenerator(config, source, overrides)
    return source, {str(result.path): result.source for result in generator.render(classes)}


def _formatted(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files as ruff leaves them: imports needed and sorted, everything formatted."""
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
    """Turn whatever xsdata warns of, by logging or by the warnings module, into an error."""
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


def generate(schemas: Path = SCHEMAS, package: Path = PACKAGE) -> list[str]:
    """Write the package and remove what does not belong to it.

    Returns:
        The files that were written or removed; empty when everything was as it should be.
    """
    files = package_files(schemas)
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
    """Return the files of the package that are not as they should be: changed, missing or too many."""
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
    return _report(
        lambda: differences(package_files(), PACKAGE), "not what the schemas say; run `make generate`", 1
    )


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
