"""Schemas in, package out: the same bytes from the same schemas, and nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from codegen.errors import GenerationError
from codegen.pipeline import PACKAGE, SCHEMAS, differences, generate, package_files

pytestmark = pytest.mark.thorough

if TYPE_CHECKING:
    from pathlib import Path

REPOSITORY = SCHEMAS.parent


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return package_files()


@pytest.fixture
def package(made: dict[str, bytes], tmp_path: Path) -> Path:
    """A folder with the whole package."""
    folder = tmp_path / "package"
    for name, data in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what generation needs, to break."""
    for name in ("codegen", "schemas", "generated"):
        shutil.copytree(REPOSITORY / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def python(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=known | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_package_in_the_repository_is_what_the_schemas_say(made: dict[str, bytes]) -> None:
    assert differences(made, PACKAGE) == []


def test_neither_process_nor_working_directory_nor_order_of_sets_matters(
    made: dict[str, bytes], tmp_path: Path
) -> None:
    program = (
        "import hashlib, json\nfrom codegen.pipeline import package_files\n"
        "print(json.dumps({n: hashlib.sha256(d).hexdigest() for n, d in package_files().items()}))"
    )

    another_seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    run = python("-c", program, folder=tmp_path, PYTHONPATH=str(REPOSITORY), PYTHONHASHSEED=another_seed)

    assert run.stderr == ""
    assert json.loads(run.stdout) == {name: hashlib.sha256(data).hexdigest() for name, data in made.items()}
    assert list(tmp_path.iterdir()) == []


def test_the_whole_package_is_made(made: dict[str, bytes]) -> None:
    runtime = {path.name for path in (REPOSITORY / "codegen/runtime").glob("*.py")}

    assert made.keys() == runtime | {
        "_schemas.py",
        *("api_v8.py", "api_v8_codec.py", "datatypes.py", "datatypes_codec.py", "py.typed"),
        *("xsd/all.xsd", "xsd/api_v8.xsd", "xsd/datatypes.xsd"),
    }
    for name in ("api_v8.xsd", "datatypes.xsd"):
        assert made[f"xsd/{name}"] == (SCHEMAS / name).read_bytes()


@pytest.mark.parametrize("module", ["api_v8", "datatypes"])
def test_generated_modules_say_what_they_are_made_of_and_not_when(
    made: dict[str, bytes], module: str
) -> None:
    digest = hashlib.sha256((SCHEMAS / f"{module}.xsd").read_bytes()).hexdigest()

    for name in (f"{module}.py", f"{module}_codec.py"):
        text = made[name].decode()
        assert text.startswith(
            f"# Made from {module}.xsd (sha256 {digest})\n# by `make generate`. Do not edit"
        )
        assert datetime.now(UTC).date().isoformat() not in text
        assert "xsdata, v" not in text


def test_no_public_name_has_a_number_that_only_tells_two_apart(made: dict[str, bytes]) -> None:
    names = re.findall(r"^class (\w+)", (made["api_v8.py"] + made["datatypes.py"]).decode(), re.MULTILINE)

    assert len(names) > 140
    assert [name for name in names if re.search(r"\d$", name)] == []


def test_nothing_differs_in_a_package_that_is_as_it_should_be(made: dict[str, bytes], package: Path) -> None:
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "api_v8.cpython-311.pyc").write_bytes(b"")

    assert differences(made, package) == []


def test_changed_missing_and_extra_files_differ(made: dict[str, bytes], package: Path) -> None:
    (package / "api_v8.py").write_bytes(made["api_v8.py"] + b"\n")
    (package / "xsd" / "datatypes.xsd").unlink()
    (package / "xsd" / "left_over.py").write_bytes(b"")

    assert differences(made, package) == ["api_v8.py", "xsd/datatypes.xsd", "xsd/left_over.py"]


def test_generating_mends_what_differs_and_says_so(made: dict[str, bytes], package: Path) -> None:
    (package / "api_v8.py").write_bytes(b"edited by hand")
    (package / "py.typed").unlink()
    (package / "left_over.py").write_bytes(b"")

    assert generate(package=package) == ["api_v8.py", "left_over.py", "py.typed"]
    assert differences(made, package) == []
    assert generate(package=package) == [], "the same bytes the second time"


def test_a_package_that_was_deleted_comes_back_with_the_same_bytes(
    made: dict[str, bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "digipost_schema"

    assert generate(package=folder) == sorted(made)
    assert {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    } == made.keys()
    assert differences(made, folder) == []


def test_a_folder_without_schemas_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match="there is no schema in"):
        package_files(tmp_path)


def test_check_names_what_is_not_as_it_should_be_and_changes_nothing(checkout: Path) -> None:
    edited = checkout / "generated/digipost_schema/api_v8.py"
    edited.write_bytes(b"edited by hand")

    run = python("-m", "codegen", "check", folder=checkout)

    assert (run.returncode, run.stdout) == (1, "api_v8.py: not what the schemas say; run `make generate`\n")
    assert edited.read_bytes() == b"edited by hand"


def test_generate_writes_the_package_and_leaves_nothing_else_behind(checkout: Path) -> None:
    before = {path for path in checkout.rglob("*") if path.is_file()}
    (checkout / "generated/digipost_schema/api_v8.py").write_bytes(b"edited by hand")

    run = python("-m", "codegen", "generate", folder=checkout)

    assert (run.returncode, run.stdout) == (0, "api_v8.py: written anew\n")
    assert {path for path in checkout.rglob("*") if path.is_file()} == before

    run = python("-m", "codegen", "check", folder=checkout)

    assert (run.returncode, run.stdout) == (0, "generated/digipost_schema is what the schemas say\n")


def test_a_schema_that_cannot_be_bound_fails_with_the_reason(checkout: Path) -> None:
    schema = checkout / "schemas/api_v8.xsd"
    edited = schema.read_text().replace('type="xs:dateTime"', 'type="xs:time"', 1)
    schema.write_text(edited)

    run = python("-m", "codegen", "generate", folder=checkout)

    assert run.returncode == 2
    assert re.fullmatch(r"api_v8\.xsd:\d+: complexType .*: the type xs:time is not bound; .*\n", run.stderr)
    assert "Traceback" not in run.stderr
