"""The published files: those that belong there, and enough to send a letter from a clean environment."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from email import message_from_bytes
from importlib.metadata import distribution, version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[2]
NAME = f"digipost-{version('digipost')}"
PACKAGES = {"digipost": ROOT / "digipost", "digipost_schema": ROOT / "generated" / "digipost_schema"}
# Files of a checkout that neither installing nor building needs.
NOT_PUBLISHED = {".ci", ".gitattributes"}
NOT_OURS = {".cache", ".git", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".tox", ".venv"}
MADE = {"build", "dist", "site", "__pycache__"}
WORTHLESS = re.compile(r"digipost/sandbox/keys/worthless-[a-z-]+-key\.pem")
SECRET = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{16}")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and the wheel."""
    folder = tmp_path_factory.mktemp("built")
    build(ROOT, "-d", folder)
    return folder


def build(source: Path, *arguments: str | Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", *arguments]
    subprocess.run(command, cwd=source, check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (wheel,) = built.glob("*.whl")
    assert wheel.name == f"{NAME}-py3-none-any.whl"
    return wheel


@pytest.fixture(scope="module")
def sdist(built: Path) -> dict[str, bytes]:
    """Its files by name, without the folder that all are in."""
    (path,) = built.glob("*.tar.gz")
    assert path.name == f"{NAME}.tar.gz"
    with tarfile.open(path) as archive:
        files = {each.name: archive.extractfile(each) for each in archive if each.isfile()}
        return {name.removeprefix(f"{NAME}/"): file.read() for name, file in files.items() if file}


def files_of(folder: Path) -> Iterator[Path]:
    """All files of a checkout, but for what tools leave behind."""
    for path in sorted(folder.iterdir()):
        if path.name in NOT_OURS | MADE or path.suffix == ".pyc":
            continue
        if path.is_dir():
            yield from files_of(path)
        else:
            yield path


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        return message_from_bytes(archive.read(f"{NAME}.dist-info/METADATA"))


def test_the_wheel_has_the_two_packages_and_nothing_else(wheel: Path) -> None:
    expected = {
        f"{name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for name, folder in PACKAGES.items()
        for path in files_of(folder)
    }
    with zipfile.ZipFile(wheel) as archive:
        found = {each: archive.read(each) for each in archive.namelist()}
    described = {name for name in found if name.startswith(f"{NAME}.dist-info/")}
    assert {name.partition("/")[2] for name in described} == {
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
        "licenses/LICENSE",
    }
    assert {name: data for name, data in found.items() if name not in described} == expected
    assert {"digipost/py.typed", "digipost_schema/py.typed", "digipost_schema/xsd/all.xsd"} <= set(found)


def test_the_only_keys_in_it_are_the_sandboxs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        keys = {name for name in archive.namelist() if SECRET.search(archive.read(name))}
    assert keys
    assert [name for name in keys if not WORTHLESS.fullmatch(name)] == []


def test_the_sdist_has_all_that_is_needed_to_build_and_to_test(sdist: dict[str, bytes]) -> None:
    expected = {
        name: path.read_bytes()
        for path in files_of(ROOT)
        if (name := path.relative_to(ROOT).as_posix()).partition("/")[0] not in NOT_PUBLISHED
    }
    assert {name for name in sdist if name not in expected} == {"PKG-INFO"}
    assert {name for name in expected if name not in sdist} == set()
    assert {name: sdist[name] for name in expected} == expected


def test_the_wheel_of_the_sdist_is_the_same(sdist: dict[str, bytes], wheel: Path, tmp_path: Path) -> None:
    for name, data in sdist.items():
        path = tmp_path / "unpacked" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    build(tmp_path / "unpacked", "-t", "wheel", "-d", tmp_path / "again")
    assert (tmp_path / "again" / wheel.name).read_bytes() == wheel.read_bytes()


def test_its_metadata_tells_what_it_needs(wheel: Path) -> None:
    told = metadata(wheel)
    assert told["Requires-Python"] == ">=3.11"
    assert told["License-Expression"] == "Apache-2.0"
    needed = [each for each in told.get_all("Requires-Dist", []) if "extra ==" not in each]
    assert {re.split(r"[<>=~!]", each)[0] for each in needed} == {
        "attrs",
        "cryptography",
        "lxml",
        "requests",
        "urllib3",
    }
    assert all(">=" in each for each in told.get_all("Requires-Dist", []))


def needed_by(requirements: list[str], extras: set[str]) -> set[str]:
    """The names of what is required, and of what that requires in turn; of markers those of extras count."""
    found: set[str] = set()
    for requirement in requirements:
        extra = re.search(r"extra == ['\"]([\w-]+)['\"]", requirement)
        match = re.match(r"([\w.-]+)(?:\[([\w,-]+)\])?", requirement)
        if match is None or (extra and extra[1] not in extras):
            continue
        try:
            dependency = distribution(match[1])
        except ModuleNotFoundError:  # for another platform or version
            continue
        found.add(dependency.name)
        found |= needed_by(dependency.requires or [], set((match[2] or "").split(",")))
    return found


def test_installed_in_a_clean_environment_it_sends_a_letter(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "clean", with_pip=False)
    (site,) = (tmp_path / "clean" / "lib").glob("python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)  # noqa: S202 - made here
    # Only the declared dependencies come from the environment of the tests, and nothing from a network.
    for name in needed_by(metadata(wheel).get_all("Requires-Dist", []), {"sandbox"}):
        dependency = distribution(name)
        for top in {Path(each).parts[0] for each in dependency.files or [] if ".." not in Path(each).parts}:
            if not (site / top).exists():
                (site / top).symlink_to(str(dependency.locate_file(top)))
    isolated = [str(tmp_path / "clean" / "bin" / "python"), "-I", "-W", "error"]
    with pytest.raises(subprocess.CalledProcessError):
        subprocess.run([*isolated, "-c", "import pytest"], check=True, capture_output=True, cwd=tmp_path)
    where = subprocess.run(
        [*isolated, "-c", "import digipost; print(digipost.__file__)"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert where.stdout.startswith(str(site))
    program = ROOT / "examples" / "first_letter.py"
    sent = subprocess.run(
        [*isolated, str(program)], check=True, capture_output=True, encoding="utf-8", cwd=program.parent
    )
    assert "DELIVERED" in sent.stdout
    assert sent.stderr == ""
