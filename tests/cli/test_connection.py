"""Options and variables: who sends, and to which Digipost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digipost.cli.connection import is_real
from digipost.cli.failures import ExitCode
from digipost.environments import Environment
from tests.cli.conftest import run_command
from tests.support.counterpart import VECTORS
from tests.support.tables import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run

UUID = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"


def test_options_take_the_place_of_variables(sandbox: Sandbox) -> None:
    options = (
        *("--broker-id", "12345", "--api-url", sandbox.url),
        *("--certificate", VECTORS / "broker.p12", "--password-file", VECTORS / "broker.p12.password.txt"),
    )
    others = {"DIGIPOST_ENVIRONMENT": "production", "DIGIPOST_CERTIFICATE_PASSWORD": "another"}
    ended = run_command(("status", UUID, *options), None, others)
    assert ended.stderr.startswith("Error: Digipost answered 404")


def test_a_named_environment_excludes_an_address(run: Run, sandbox: Sandbox, tmp_path: Path) -> None:
    missing = tmp_path / "missing.p12"
    ended = run("status", UUID, "--environment", "test", "--certificate", missing)
    assert ended.code == ExitCode.SETUP
    assert ended.stderr == f"Error: {missing} cannot be read: No such file or directory.\n"
    assert sandbox.requests == ()


def test_a_name_that_does_not_exist_is_explained(run: Run) -> None:
    ended = run("status", UUID, "--environment", "prod")
    assert ended.code == ExitCode.SETUP
    assert "Error: --environment (DIGIPOST_ENVIRONMENT): There is no environment" in ended.stderr
    assert "the names are production, norsk-helsenett, test, difi-test" in ended.stderr
    ended = run("status", UUID, "--broker-id", "abc")
    assert ended.stderr.startswith(
        "Error: --broker-id (DIGIPOST_BROKER_ID) must be the account id at Digipost"
    )


def test_nobody_is_asked_for_a_password_without_a_terminal(run: Run) -> None:
    ended = run("status", UUID, stdin="password\n", DIGIPOST_CERTIFICATE_PASSWORD_FILE=None)
    assert ended.code == ExitCode.SETUP
    assert "DIGIPOST_CERTIFICATE_PASSWORD or DIGIPOST_CERTIFICATE_PASSWORD_FILE" in ended.stderr


def test_a_password_in_a_variable_is_read(run: Run) -> None:
    password = (VECTORS / "broker.p12.password.txt").read_text(encoding="utf-8").strip()
    ended = run(
        "status", UUID, DIGIPOST_CERTIFICATE_PASSWORD=password, DIGIPOST_CERTIFICATE_PASSWORD_FILE=None
    )
    assert ended.code == ExitCode.REFUSED


@in_one_test(
    ("environment", "real"),
    [
        (Environment.PRODUCTION, True),
        (Environment.NORSK_HELSENETT, True),
        (Environment.TEST, False),
        (Environment.DIFI_TEST, False),
        (Environment.custom("http://127.0.0.1:8080"), False),
        (Environment.custom("https://api.digipost.no"), True),
        (Environment.custom("https://digipost.example.com"), True),
    ],
)
def test_mail_is_real_unless_the_address_is_known_to_be_a_test(
    environment: Environment, *, real: bool
) -> None:
    assert is_real(environment) is real
