"""A trial of a new package in a separate process, before it replaces anything."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from codegen.errors import GenerationError
from codegen.model import ModuleModel
from codegen.samples import samples

__all__ = ["try_out"]

_NAME = "digipost_schema"
# The script imports every module, and reads and writes each sample that libxml2 accepts.
_PROGRAM = """
import importlib, json, pathlib, sys, typing
from lxml import etree
sys.path.insert(0, sys.argv[1])
folder = pathlib.Path(sys.argv[1], "digipost_schema")
package = importlib.import_module("digipost_schema")
modules = {path.stem: importlib.import_module(f"digipost_schema.{path.stem}") for path in folder.glob("*.py")}
valid = etree.XMLSchema(etree.parse(folder / "xsd" / "all.xsd"))
canonical = lambda root: etree.tostring(root, method="c14n", exclusive=True)
tried = 0
for name, cls, xml in json.load(sys.stdin):
    root = etree.fromstring(xml)
    if not valid.validate(root):
        continue
    tried += 1
    value = package.from_xml(getattr(modules[name], cls), xml.encode())
    typing.get_type_hints(type(value))
    written = etree.fromstring(package.to_xml(value))
    if not valid.validate(written):
        sys.exit(f"{name}.{cls}: what is written is not valid: {valid.error_log.last_error.message}: {xml}")
    if canonical(written) != canonical(root):
        sys.exit(f"{name}.{cls}: what is written differs from what was read: {xml}")
print(tried)
"""


def try_out(files: dict[str, bytes], models: list[ModuleModel]) -> int:
    """Import a package in a fresh process, and read and write samples.

    Args:
        files: The package: the bytes of each file, by its path inside the package.
        models: The models of the package.

    Returns:
        The number of sample documents.

    Raises:
        GenerationError: If the package cannot be imported, or changes a document.
    """
    found = json.dumps([[each.module, each.cls, each.xml] for each in samples(models)])
    with TemporaryDirectory() as name:
        for path, data in files.items():
            file = Path(name, _NAME, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        command = [sys.executable, "-W", "error", "-c", _PROGRAM, name]
        run = subprocess.run(command, input=found, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if run.returncode:
        said = (run.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise GenerationError(f"the package that was made does not work: {said}; report it with the schema")
    return int(run.stdout)
