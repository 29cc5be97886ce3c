"""XML written and read, against xsdata with its own classes: a pyperf program that benchmarks/run.py runs."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyperf
from xsdata.formats.dataclass.context import XmlContext
from xsdata.formats.dataclass.parsers import XmlParser, handlers
from xsdata.formats.dataclass.serializers import XmlSerializer, writers

from digipost_schema import api_v8, from_xml, to_xml

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
MESSAGE = (HERE / "message.xml").read_bytes()
NAMESPACES = {None: "http://api.digipost.no/schema/v8"}


def stock_classes(output: str) -> Any:  # noqa: ANN401 - a module that is made here
    """Return the module that plain xsdata generates from the same schema, as dataclasses or attrs classes."""
    folder = Path(tempfile.gettempdir(), f"digipost-benchmarks-{sys.version_info.minor}")
    if not (folder / f"stock_{output}" / "api_v8.py").exists():
        folder.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "xsdata", "generate", HERE.parent / "schemas" / "api_v8.xsd"]
        options = ["--package", f"stock_{output}", "--structure-style", "filenames", "--output", output]
        environment = {"PATH": str(Path(sys.executable).parent)}
        subprocess.run([*command, *options], cwd=folder, env=environment, check=True, capture_output=True)  # noqa: S603
    sys.path.insert(0, str(folder))
    return import_module(f"stock_{output}.api_v8")


def contenders() -> dict[str, Callable[[], object]]:
    """Return the functions to measure, by name; for xsdata, every combination that could be its fastest."""
    ours = from_xml(api_v8.Message, MESSAGE)
    measured: dict[str, Callable[[], object]] = {
        "write digipost": lambda: to_xml(ours),
        "read digipost": lambda: from_xml(api_v8.Message, MESSAGE),
    }
    for output in ("dataclasses", "attrs"):
        classes = stock_classes(output)
        context = XmlContext(class_type=output)
        for handler in (handlers.LxmlEventHandler, handlers.XmlEventHandler):
            parser = XmlParser(context=context, handler=handler)
            theirs = parser.from_bytes(MESSAGE, classes.Message)
            measured[f"read xsdata {output} {handler.__name__}"] = lambda parser=parser, classes=classes: (
                parser.from_bytes(MESSAGE, classes.Message)
            )
        for writer in (writers.LxmlEventWriter, writers.XmlEventWriter):
            serializer = XmlSerializer(context=context, writer=writer)
            measured[f"write xsdata {output} {writer.__name__}"] = (
                lambda serializer=serializer, theirs=theirs: serializer.render(theirs, NAMESPACES).encode()
            )
    return measured


if __name__ == "__main__":
    runner = pyperf.Runner(processes=4, values=3, warmups=1)
    for name, function in contenders().items():
        runner.bench_func(name, function)
