"""The pipeline from the client's source to `digipost.aio`."""

from __future__ import annotations

import sys
from pathlib import Path

from codegen.aio.faces import surface_of
from codegen.aio.modules import module_texts
from codegen.aio.sources import ROOT, Library
from codegen.errors import GenerationError
from codegen.pipeline import differences, formatted

__all__ = ["aio_files", "run_check", "run_generate"]

_BY_HAND = "_threads.py"


def aio_files(root: Path = ROOT) -> dict[str, bytes]:
    """Return the generated modules of `digipost.aio`, formatted: each file's name, and its bytes.

    Raises:
        GenerationError: A face for a class of the client is impossible.
    """
    library = Library(root)
    texts = module_texts(library, surface_of(library))
    return formatted({name: text.encode() for name, text in texts.items()})


def run_generate(_arguments: object) -> int:
    """Carry out `python -m codegen generate-aio`."""
    return _differing("written anew", writing=True)


def run_check(_arguments: object) -> int:
    """Carry out `python -m codegen check-aio`."""
    return _differing("not what the synchronous client says; run `make generate`", writing=False)


def _differing(said: str, *, writing: bool) -> int:
    package = ROOT / "digipost" / "aio"
    try:
        files = aio_files()
    except GenerationError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    files[_BY_HAND] = (package / _BY_HAND).read_bytes()
    names = differences(files, package)
    for name in names:
        if writing and name in files:
            (package / name).write_bytes(files[name])
        elif writing:
            (package / name).unlink()
        sys.stdout.write(f"digipost/aio/{name}: {said}\n")
    sys.stdout.write("" if names else "digipost/aio is what the synchronous client says\n")
    return 1 if names and not writing else 0
