"""One target under atheris: `python -m tests.campaigns.fuzzing.one target [libFuzzer's own arguments]`."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["digipost", "digipost_schema", "python_multipart"]):
    from tests.campaigns.fuzzing.targets import TARGETS

if __name__ == "__main__":
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()
