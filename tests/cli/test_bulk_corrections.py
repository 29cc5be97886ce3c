"""A manifest to correct is sent as it comes: by the profile of the manifest that it corrects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digipost.cli.failures import ExitCode
from tests.support.arrivals import arrived
from tests.support.manifests import PERSON
from tests.support.workbooks import write_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run

PROFILE = """
ignore = ["note"]
[map]
"recipient.personal_identification_number" = "fnr"
[set]
document = "letter.pdf"
subject = "Letter {nr}"
[format]
header-row = 3
"""
ROWS = (("Invoices of November", "", ""), (), ("fnr", "nr", "note"), (PERSON, "1", "x"), ("123", "2", "y"))


def written(folder: Path, suffix: str) -> Path:
    """A manifest with lines above its header, and its profile."""
    (folder / "letter.pdf").write_bytes(b"%PDF-1.7 ...")
    path = folder / f"m{suffix}"
    if suffix != ".csv":
        write_workbook(path, ROWS, "Brev")
    else:
        path.write_text("".join(";".join(row) + "\n" for row in ROWS), encoding="utf-8")
    (folder / "m.toml").write_text(PROFILE, encoding="utf-8")
    return path


@pytest.mark.thorough
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".ods"])
@pytest.mark.parametrize("by_name", [False, True])
def test_it_is_understood_by_the_profile_of_the_manifest_that_it_corrects(
    run: Run, sandbox: Sandbox, tmp_path: Path, suffix: str, *, by_name: bool
) -> None:
    path = written(tmp_path, suffix)
    assert run("bulk", "send", path, "--skip-invalid").code == ExitCode.REFUSED
    corrected = tmp_path / f"m.to-correct{suffix}"
    option = ("--profile", tmp_path / "m.toml") if by_name else ()
    ended = run("bulk", "send", corrected, *option, "--json")
    assert ended.code == ExitCode.REFUSED
    assert ended.records[0]["invalid"] == 1  # it was read, and is still wrong
    if suffix == ".csv":
        corrected.write_text(corrected.read_text(encoding="utf-8").replace("123;", f"{PERSON};"))
        ended = run("bulk", "send", corrected, *option)
        assert (ended.code, arrived(sandbox)) == (ExitCode.DONE, {"Letter 1": 1, "Letter 2": 1})
        assert "The columns and options in m.toml are used." in ended.stderr


@pytest.mark.thorough
def test_a_profile_of_its_own_comes_first(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, ".csv")
    run("bulk", "send", path, "--skip-invalid")
    (tmp_path / "m.to-correct.toml").write_text(PROFILE.replace("x", "y"), encoding="utf-8")
    ended = run("bulk", "send", tmp_path / "m.to-correct.csv")
    assert "The columns and options in m.to-correct.toml are used." in ended.stderr


def test_the_name_alone_is_no_correction(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    path = written(tmp_path, ".csv").rename(tmp_path / "m.corrected.csv")
    ended = run("bulk", "send", path)
    assert "is used" not in ended.stderr
    assert sandbox.letters == ()
