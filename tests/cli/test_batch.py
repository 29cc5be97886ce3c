"""`digipost batch`: letters that wait until all are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digipost.cli.failures import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from digipost.sandbox import Sandbox
    from tests.cli.conftest import Run

SOME = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"


@pytest.fixture
def uuid(run: Run, tmp_path: Path) -> str:
    """A batch with a letter."""
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 a letter")
    assert run("batch", "create", SOME, "--json").records[0]["uuid"] == SOME
    to = ("--to-pin", "31108412345", "--subject", "Hello")
    assert run("send", tmp_path / "letter.pdf", *to, "--batch", SOME).code == ExitCode.DONE
    return SOME


def test_it_is_sent_when_it_is_completed(run: Run, sandbox: Sandbox, uuid: str) -> None:
    assert not list(sandbox.letters)
    assert run("batch", "complete", uuid).code == ExitCode.DONE
    assert len(sandbox.letters) == 1
    assert run("batch", "complete", uuid).code == ExitCode.DONE
    assert run("batch", "show", uuid, "--json").records[0]["status"] in {"COMMITTED", "DONE"}


def test_nothing_is_sent_when_it_is_cancelled(run: Run, sandbox: Sandbox, uuid: str) -> None:
    assert run("batch", "cancel", uuid, "--json").records == [{"uuid": uuid, "cancelled": True}]
    assert sandbox.letters == ()
    assert run("batch", "show", uuid).code == ExitCode.REFUSED


def test_a_name_is_made_up(run: Run) -> None:
    first, second = (run("batch", "create", "--json").records[0]["uuid"] for _ in range(2))
    assert first != second


@pytest.mark.parametrize("command", ["complete", "cancel"])
def test_real_mail_asks_first(run: Run, command: str) -> None:
    ended = run("batch", command, SOME, "--api-url", "https://digipost.invalid")
    assert ended.code == ExitCode.USAGE
    assert ended.stderr.endswith("give --yes.\n")
