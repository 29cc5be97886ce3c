"""The packages without metadata, and from a zip file: a vendored copy, a Lambda layer, a zipapp."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path
from sysconfig import get_path
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it has no types

from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[[str], dict[str, Any]]

ROOT = Path(__file__).parents[2]
PACKAGES = {"digipost": ROOT / "digipost", "digipost_schema": ROOT / "generated" / "digipost_schema"}

# The libraries that digipost needs are found, but not the metadata of digipost itself.
START = """
import sys
sys.path[:0] = {paths!r}
from importlib.metadata import PackageNotFoundError, version
try:
    version("digipost")
except PackageNotFoundError:
    pass
else:
    raise SystemExit("there is metadata of digipost")
import json
def say(**facts):
    print(json.dumps(facts))
"""

VERSIONS = """
import digipost, digipost.telemetry
from click.testing import CliRunner
from digipost import ClientConfig, Environment
from digipost.bulk.rows.fingerprints import rules_of
from digipost.cli.commands import digipost as command

config = ClientConfig(broker_id=12345, environment=Environment.TEST)
say(
    file=digipost.__file__,
    attribute=digipost.__version__,
    header=config.user_agent_header,
    command=CliRunner().invoke(command, ["--version"]).output,
    rules=len(rules_of(config)),
)
"""

LETTER = """
import urllib.request
from datetime import UTC, datetime
from digipost.base.schema_validation import parsed, problems
from digipost.datatypes import Appointment
from digipost.sandbox import Sandbox
from digipost import Document, Message, recipient, xml

def get(path):
    with urllib.request.urlopen(page + path) as answer:
        return answer.headers["Content-Type"], answer.read()

start = datetime(2030, 1, 1, tzinfo=UTC)
letter = Message(
    recipient=recipient.by_personal_identification_number("01013300001"),
    primary_document=Document.from_bytes(
        b"%PDF-1.7", file_type="pdf", subject="Time", data_type=Appointment(start_time=start)
    ),
)
with Sandbox() as sandbox, sandbox.client() as client:
    delivery = client.messages.send(letter)
    written = xml.to_xml(letter.to_schema(client.config))
    page = sandbox.page_url.rstrip("/")
    shown, style, icon = get("/letters/1001"), get("/static/page.css"), get("/static/icon.svg")
say(
    status=delivery.status,
    valid=[each.text for each in problems(parsed(written))],
    wrong=len(problems(parsed(written.replace(b"primary-document", b"primary-dokument")))),
    wrong_data_type=len(problems(parsed(written.replace(b"appointment", b"apointment")))),
    types=[shown[0], style[0], icon[0]],
    style=len(style[1]),
)
"""


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("libraries")
    for each in Path(get_path("purelib")).iterdir():
        if "digipost" not in each.name and each.suffix != ".pth":
            (folder / each.name).symlink_to(each)
    return folder


@pytest.fixture
def vendored(libraries: Path, tmp_path: Path) -> Run:
    for name, folder in PACKAGES.items():
        (tmp_path / name).symlink_to(folder)
    return runner(tmp_path, libraries)


@pytest.fixture
def zipped(libraries: Path, tmp_path: Path) -> Run:
    path = tmp_path / "packages.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, folder in PACKAGES.items():
            for file in folder.rglob("*"):
                if file.is_file() and file.suffix != ".pyc":
                    archive.write(file, f"{name}/{file.relative_to(folder)}")
    return runner(path, libraries)


def runner(packages: Path, libraries: Path) -> Run:
    """Return a function that runs a program with these packages, and returns the JSON that it prints."""

    def run(program: str) -> dict[str, Any]:
        start = START.format(paths=[str(packages), str(libraries)])
        command = [sys.executable, "-I", "-S", "-W", "error", "-c", start + program]
        ended = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
        assert ended.returncode == 0, ended.stderr
        printed: dict[str, Any] = json.loads(ended.stdout)
        return printed

    return run


@pytest.mark.thorough
def test_a_package_without_metadata_knows_its_version(vendored: Run, tmp_path: Path) -> None:
    facts = vendored(VERSIONS)
    assert facts.pop("file").startswith(str(tmp_path))
    assert facts == {
        "attribute": version("digipost"),
        "header": f"digipost-python/{version('digipost')}",
        "command": f"digipost, version {version('digipost')}\n",
        "rules": 16,
    }


@pytest.mark.thorough
def test_from_a_zip_file_a_letter_is_sent_validated_and_shown(zipped: Run) -> None:
    facts = zipped(LETTER)
    style = facts.pop("style")
    assert style == len((PACKAGES["digipost"] / "sandbox/pages/static/page.css").read_bytes())
    assert facts == {
        "status": "DELIVERED",
        "valid": [],
        "wrong": 1,
        "wrong_data_type": 1,
        "types": ["text/html; charset=utf-8", "text/css; charset=utf-8", "image/svg+xml"],
    }


@pytest.mark.thorough
def test_from_a_zip_file_other_programs_convert_and_draw(zipped: Run, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "letters.xlsx") as book:
        book.add_worksheet().write_row(0, 0, ["number", "subject"])
    (tmp_path / "letter.pdf").write_bytes(pdf())
    program = f"""
from pathlib import Path
from digipost.bulk.manifests.manifest import open_manifest
from digipost.sandbox.pages.page_images import PageImages

folder = Path({str(tmp_path)!r})
with PageImages() as page_images:
    pages = page_images.of(folder / "letter.pdf").count
say(columns=open_manifest(folder / "letters.xlsx").columns, pages=pages)
"""
    assert zipped(program) == {"columns": ["number", "subject"], "pages": 1}
