"""The example project for Django: its own tests pass, its migrations are complete, and mypy accepts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.thorough
ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "examples" / "django_letters"


def run(*arguments: str, database: Path) -> str:
    """Return the output of a command of the project; it must succeed, without a warning."""
    environment = {
        **{
            name: value for name, value in os.environ.items() if not name.startswith(("DIGIPOST_", "DJANGO_"))
        },
        "DJANGO_DATABASE": str(database),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "generated")]),
    }
    command = [sys.executable, *arguments]
    result = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout + result.stderr


def test_the_tests_of_the_project_pass(tmp_path: Path) -> None:
    printed = run("-W", "error", "manage.py", "test", database=tmp_path / "letters.sqlite3")
    assert "Ran 5 tests" in printed
    assert "\nOK\n" in printed


def test_the_migrations_are_those_of_the_models(tmp_path: Path) -> None:
    run("manage.py", "makemigrations", "--check", "--dry-run", database=tmp_path / "letters.sqlite3")


def test_the_periodic_job_starts_from_nothing(tmp_path: Path) -> None:
    database = tmp_path / "letters.sqlite3"
    run("manage.py", "migrate", database=database)
    program = (
        "import os, django; from digipost.sandbox import Sandbox\n"
        "from django.core.management import call_command\n"
        "with Sandbox() as sandbox:\n"
        f"    sandbox.issue_certificate({str(tmp_path / 'c.p12')!r}, 'p')\n"
        "    os.environ |= {'DJANGO_SETTINGS_MODULE': 'settings', 'DIGIPOST_BROKER_ID': '12345',\n"
        "        'DIGIPOST_API_URL': sandbox.url, 'DIGIPOST_CERTIFICATE_PASSWORD': 'p',\n"
        f"        'DIGIPOST_CERTIFICATE': {str(tmp_path / 'c.p12')!r}}}\n"
        "    django.setup(); call_command('digipost'); call_command('digipost')\n"
    )
    assert run("-c", program, database=database) == "sent 0, read 0 events\n" * 2


@pytest.mark.thorough
def test_type_checkers_accept_the_project(tmp_path: Path) -> None:
    cache = f"--cache-dir={tmp_path / 'cache'}"
    run("-m", "mypy", "--no-error-summary", cache, ".", database=tmp_path / "letters.sqlite3")
